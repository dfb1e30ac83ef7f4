"""The tables that are printed, as Markdown, so that a page can quote them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line: what was measured, what it took, against what, the ratio, and what it should be.

    `met` is None where nothing was promised.
    """

    what: str
    took: str
    against: str = ""
    ratio: float | None = None
    target: str = ""
    met: bool | None = None


def ratios(rows: Iterable[Row]) -> str:
    """The table of ratios."""
    lines = [("measured", "median (least)", "against", "ratio", "target", "")]
    for row in rows:
        ratio = "" if row.ratio is None else number(row.ratio) + " ×"
        lines.append(
            (row.what, row.took, row.against, ratio, row.target, {True: "met", False: "missed", None: ""}[row.met])
        )
    return aligned(lines)


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells, the first of which is the head, as a Markdown table with straight columns."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    padded = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    return "\n".join([padded[0], "| " + " | ".join("-" * width for width in widths) + " |", *padded[1:]])


def number(value: float) -> str:
    """A number with two or three digits that matter."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def duration(seconds: float) -> str:
    """A duration in the unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{number(seconds / size)} {unit}"
    return f"{number(seconds / 1e-6)} µs"
