"""What tests looked at, as text: a table for each agreement, and what was not seen."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from evaluator.report.coverage_words import gaps, heading, table, total, untested
from evaluator.report.terminal import NARROWEST, WIDEST, hanging, printed
from evaluator.report.words import display_width, padded, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.coverage.coverage import Coverage, Measured


def render(coverage: Coverage, *, width: int = 80, color: bool = False) -> str:
    """The coverage as text of at most `width` columns (40 to 120)."""
    width = max(NARROWEST, min(width, WIDEST))
    return printed(_blocks(coverage, width), width=width, color=color)


def _blocks(coverage: Coverage, width: int) -> Iterator[Text]:
    if not coverage.agreements:
        yield hanging("No scenario expects anything, so nothing was looked at.", width, "", "")
    for number, measured in enumerate(coverage.agreements):
        if number:
            yield Text("")
        yield hanging(heading(measured), width, "", "")
        yield hanging(total(measured), width, "", "bold")
        if measured.untested:
            yield hanging(untested(measured), width, "", "dim")
        yield Text("")
        yield from _table(measured)
        for file, found in groupby(gaps(measured.parts), key=lambda each: each[0].file):
            yield Text(f"\n{plain(file)}", style="bold")
            for part, words in found:
                yield hanging(f"{part.line}: {words}", width, "  ", "")


def _table(measured: Measured) -> Iterator[Text]:
    rows = list(table(measured))
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, (name, *cells) in enumerate(rows):
        numbers = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        yield Text("  ".join([padded(name, widths[0]), *numbers]), style="" if number else "dim")
