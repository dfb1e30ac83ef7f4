"""Failed expectations: what a scenario expects beside what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from evaluator.report.words import counted, display_width, padded, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.source import Span


class UnmetExpectation(Protocol):
    """One expectation that failed: the norm or act, the field, and both values in the language's words."""

    @property
    def address(self) -> str:
        """`clause`, `clause:member`, the id of an act, or `agreement`."""

    @property
    def field(self) -> str:
        """The key of the long form: `state`, `performance`, `verdict`, `since`, and so on."""

    @property
    def expected(self) -> str:
        """What the scenario says."""

    @property
    def actual(self) -> str:
        """What came out."""

    @property
    def span(self) -> Span | None:
        """Where the scenario says it."""


def render(name: str, unmet: Sequence[UnmetExpectation]) -> str:
    """The failed expectations of one scenario as a table: place, what, expected, actual. Empty if none failed.

    `name` is the file as the user named it.
    """
    if not unmet:
        return ""
    rows = [["", "", "expected", "actual"]]
    rows += [
        [
            "" if one.span is None else f"{one.span.source.name}:{one.span.line}",
            plain(f"{one.address} {one.field}" if one.field else one.address),
            plain(one.expected),
            plain(one.actual),
        ]
        for one in unmet
    ]
    if not any(place for place, *_ in rows):
        rows = [row[1:] for row in rows]
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [f"{name}: {counted(len(unmet), 'expectation')} failed"]
    lines += ["  " + "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def summary(*, scenarios: int, expectations: int, unmet: int, failed: int, broken: int) -> str:
    """One line over all scenarios.

    Args:
        scenarios: How many there were.
        expectations: How many expectations they state.
        unmet: How many of these failed.
        failed: How many scenarios had one that failed.
        broken: How many scenarios could not be evaluated.
    """
    parts = [f"{broken:,} with errors"] if broken else []
    if failed:
        parts.append(f"{failed:,} not as expected ({unmet:,} of {counted(expectations, 'expectation')} failed)")
    elif expectations:
        parts.append(f"{'the' if expectations == 1 else 'all'} {counted(expectations, 'expectation')} met")
    told = counted(scenarios, "scenario")
    return f"{told}: {', '.join(parts)}\n" if parts else f"{told}\n"
