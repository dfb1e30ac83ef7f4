"""A scene without whatever can go while it stays what it is wanted for."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterator

from evaluator.generation.scene import Scene


def smallest(
    scene: Scene, serves: Callable[[Scene], bool], *, kept: Collection[str] = (), value: tuple[str, str] = ("", "")
) -> Scene:
    """The scene with one thing less after another, as long as it serves.

    Args:
        scene: A scene that serves; it stays as it is.
        serves: Whether a smaller one still does.
        kept: The ids of members and acts that stay.
        value: An attribute, by the id of its member, or a single fact or what is fixed (the id is empty), that stays.
    """
    smaller = True
    while smaller:
        smaller = False
        for less in _smaller(scene, kept, value):
            if serves(less):
                scene, smaller = less, True
                break
    return scene


def _smaller(scene: Scene, kept: Collection[str], value: tuple[str, str]) -> Iterator[Scene]:
    """Scenes with one thing less, the largest first; what is referred to stays."""
    stated = [*scene.members, *scene.asked]
    staying = {*kept, *(text for each in stated for text in each.values.values())}
    for number, member in enumerate(stated):
        if member.id not in staying:
            less = copy.deepcopy(scene)
            less.members = [each for each in less.members if each.id != member.id]
            less.asked = [each for each in less.asked if each.id != member.id]
            yield less
        for name in member.values:
            if (member.id, name) != value:
                less = copy.deepcopy(scene)
                del [*less.members, *less.asked][number].values[name]
                yield less
    for name in {**scene.fixed, **scene.singles}:
        if name != value[1]:
            less = copy.deepcopy(scene)
            less.fixed.pop(name, None)
            less.singles.pop(name, None)
            yield less
