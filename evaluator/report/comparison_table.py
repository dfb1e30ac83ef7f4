"""A comparison of versions as a table for people: what differs first, then what is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from evaluator.report.comparison_words import (
    about,
    entries,
    failures,
    gathered,
    lists_same,
    same_in_words,
    sameness,
    tally,
)
from evaluator.report.matrix_table import Matrix, blocks, fits, styled
from evaluator.report.result_words import subject_in_words
from evaluator.report.sections import printable
from evaluator.report.terminal import NARROWEST, WIDEST, printed
from evaluator.report.timeline_table import QUIET, heading
from evaluator.report.words import display_width, flowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from evaluator.comparisons.side_by_side import Comparison, Line


def render(comparison: Comparison, *, width: int = 80, color: bool = False, told: bool = False) -> str:
    """The comparison as text of at most `width` columns (40 to 120); `told` lists what is the same, too.

    Where the versions do not fit side by side, each different answer stands once, with the versions that give it.
    """
    width = max(NARROWEST, min(width, WIDEST))
    return printed(_blocks(comparison, width, told=told), width=width, color=color)


def _blocks(comparison: Comparison, width: int, *, told: bool) -> Iterable[RenderableType]:
    comparison = printable(comparison)
    yield Text(comparison.title or "Untitled scenario", style="bold")
    yield Text(flowed(about(comparison), width))
    yield Text(tally(comparison), style=QUIET)
    if comparison.differences:
        yield heading("What differs", width)
        yield from _lines(comparison, comparison.differences, width)
    if lists_same(comparison, told=told):
        yield heading(same_in_words(comparison), width)
        yield from _gathered(comparison, comparison.same, width, versions=False)
    said = [part for part in (sameness(comparison, told=told), *failures(comparison)) if part]
    yield from (Padding(Text(part, style=QUIET), (1 if part is said[0] else 0, 0, 0, 0)) for part in said)


def _lines(comparison: Comparison, lines: Sequence[Line], width: int) -> Iterable[RenderableType]:
    cells = tuple(
        tuple(styled(each.words, each.found, each.standing) for each in entries(comparison, line)) for line in lines
    )
    versions = tuple(column.version for column in comparison.columns)
    matrix = Matrix("", tuple(_label(line) for line in lines), versions, cells)
    if fits(matrix, width):
        yield from blocks(matrix, width)
    else:
        yield from _gathered(comparison, lines, width, versions=True)


def _gathered(comparison: Comparison, lines: Sequence[Line], width: int, *, versions: bool) -> Iterable[RenderableType]:
    """Each line with its different answers below it, and with the versions of each."""
    found = [gathered(comparison, line) for line in lines]
    longest = max((display_width(entry.words) for each in found for entry, _ in each), default=0)
    column = min(longest, width // 2) if versions else width - 4
    for line, each in zip(lines, found, strict=True):
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=column, overflow="fold")
        for entry, named in each:
            words = [Text(flowed(named, width - column - 6, ", "), style=QUIET)] if versions else []
            table.add_row(styled(entry.words, entry.found, entry.standing), *words)
        yield Padding(_label(line, sep="  "), (0, 0, 0, 2))
        yield Padding(table, (0, 0, 0, 4))


def _label(line: Line, *, sep: str = "\n") -> Text:
    label = Text(line.subject.address)
    label.append(f"{sep}{subject_in_words(line.subject)}", style=QUIET)
    return label
