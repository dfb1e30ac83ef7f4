"""A comparison of versions as plain data, as JSON text and as CSV.

The form is numbered, described in `docs/compare_facts.md` and held to `comparison.schema.json` beside this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.comparisons.side_by_side import COLUMNS as ROWS
from evaluator.report.as_json import written
from evaluator.report.data import day_data
from evaluator.report.result_data import csv_text, problems_data, result_data, subject_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.comparisons.side_by_side import Comparison, Line
    from evaluator.report.data import Plain

FORMAT: Final = "1"
"""The number of the form; it changes when a key is renamed, removed or given another meaning, not when one is added."""

COLUMNS: Final = ("scenario", "agreement", "as_of", *ROWS)
"""The columns of the CSV form: what the row is about, then those of `Comparison.rows()`."""


def comparison_data(comparison: Comparison) -> dict[str, Plain]:
    """The whole comparison, keys in a fixed order, dates as ISO text."""
    return {
        "format": FORMAT,
        "title": comparison.title,
        "agreement": comparison.agreement,
        "as_of": day_data(comparison.as_of),
        "fixed": dict(comparison.fixed),
        "versions": [
            {
                "version": column.version,
                "title": column.title,
                "effective": day_data(column.effective),
                "problems": problems_data(column.diagnostics),
            }
            for column in comparison.columns
        ],
        "answers": [_line(comparison, line) for line in comparison.lines],
    }


def render_json(comparisons: Sequence[Comparison | None]) -> str:
    """One input as an object, several as an array in the order given; an input with errors is null in its place."""
    if len(comparisons) == 1 and comparisons[0] is not None:
        return written(comparison_data(comparisons[0]))
    return written([None if each is None else comparison_data(each) for each in comparisons])


def render_csv(comparisons: Sequence[Comparison]) -> str:
    """A header, and one row for each answer and version of all comparisons, in order."""
    return csv_text(
        COLUMNS,
        (
            {"scenario": each.title, "agreement": each.agreement, "as_of": day_data(each.as_of), **row}
            for each in comparisons
            for row in each.rows()
        ),
    )


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of one comparison, as text."""
    return Path(__file__).with_name("comparison.schema.json").read_text(encoding="utf-8")


def _line(comparison: Comparison, line: Line) -> Plain:
    return {
        **subject_data(line.subject),
        "differs": line.differs,
        "under": [
            {"version": column.version, **result_data(line.results[number], comparison.standing(line, number))}
            for number, column in enumerate(comparison.columns)
        ],
    }
