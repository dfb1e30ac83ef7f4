"""Text that fits: how wide it is at most in any common font, what is cut off, and labels that do not touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.report.words import display_width

if TYPE_CHECKING:
    from collections.abc import Sequence

_EMS: Final = {
    character: ems
    for characters, ems in (
        ("il'", 0.3),
        ("fj., ", 0.37),
        ("rtI-()[]/:;!|", 0.46),
        ("cksvxyz", 0.6),
        ("ABCEFKLPRSTVXYZ", 0.7),
        ("DGHNOQU", 0.79),
        ("mwMW@%…—→", 1.0),
    )
    for character in characters
}
_BOLD: Final = 1.12


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in pixels at a font size, not less than in DejaVu Sans or Verdana, the widest in common use.

    A file without scripts cannot measure its text; what fits by this measure fits in the font that is there.
    """
    ems = sum(_ems(one) for one in text)
    return ems * size * (_BOLD if bold else 1)


def fitted(text: str, room: float, size: float, *, kept: str = "", bold: bool = False) -> str:
    """The text if it fits into `room` pixels, else as much as fits, and `…`; what is `kept` stays at its end."""
    if text_width(text + kept, size, bold=bold) <= room:
        return text + kept
    if kept and text_width(kept, size, bold=bold) > room * 0.6:
        return fitted(text + kept, room, size, bold=bold)
    left = room - text_width(f"…{kept}", size, bold=bold)
    shown = ""
    for one in text:
        left -= _ems(one) * size * (_BOLD if bold else 1)
        if left < 0:
            break
        shown += one
    return f"{shown.rstrip()}…{kept}"


def levels(labels: Sequence[tuple[float, float, float]], *, most: int, apart: float = 6) -> list[int | None]:
    """A level for each of some labels, so that none touches another or is crossed by the line of another.

    A label is the place that it is about, where its text starts and where it ends; they are given by their places.
    Level 0 is nearest to the axis. A line leads from each label down to its place, so a label is higher than all to its
    right that it touches. One for which there is no room below the level `most` has none.
    """
    found: list[int | None] = [None] * len(labels)
    for index in range(len(labels) - 1, -1, -1):
        at, start, end = labels[index]
        placed = [(labels[other], level) for other, level in enumerate(found) if level is not None]
        level = 1 + max(
            (level for (_, left, right), level in placed if left < end + apart and start < right + apart), default=-1
        )
        crossed = any(left < at < right and below < level for (_, left, right), below in placed)
        found[index] = level if level < most and not crossed else None
    return found


def _ems(character: str) -> float:
    if character in _EMS:
        return _EMS[character]
    if character.isascii():
        return 0.64 if character.isalnum() else 0.84
    return (0.0, 0.85, 1.1)[display_width(character)]
