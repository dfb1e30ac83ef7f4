"""Who chooses when a scenario is drawn: chance, or a library that searches for failures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Protocol, TypeVar

T = TypeVar("T")


class Choices(Protocol):
    """Makes the choices from which a scenario is drawn. The first option is always the simplest."""

    def pick(self, count: int) -> int:
        """A number from 0 up to, but not including, `count`, which is at least 1."""

    def together(self, make: Callable[[], T]) -> T:
        """What `make` gives; the choices that it makes belong together, so that they are best taken back together."""


class RandomChoices:
    """Choices made by chance; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - it chooses cases, it guards nothing

    def pick(self, count: int) -> int:
        """A number from 0 up to, but not including, `count`."""
        return self._random.randrange(count)

    def together(self, make: Callable[[], T]) -> T:
        """What `make` gives."""
        return make()


def choose(choices: Choices, options: Sequence[T]) -> T:
    """One of several options, the simplest first."""
    return options[choices.pick(len(options))] if len(options) > 1 else options[0]


def one_in(choices: Choices, count: int) -> bool:
    """Yes in one of so many cases; the simplest is no."""
    return choices.pick(count) == count - 1
