"""A grid as plain data, as JSON text and as CSV.

The form is numbered, described in `docs/compare_facts.md` and held to `grid.schema.json` beside this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.comparisons.grid import COLUMNS
from evaluator.report.as_json import written
from evaluator.report.data import day_data
from evaluator.report.result_data import csv_text, problems_data, result_data, subject_data

if TYPE_CHECKING:
    from evaluator.comparisons.grid import Cell, Grid
    from evaluator.report.data import Plain

FORMAT: Final = "1"
"""The number of the form; it changes when a key is renamed, removed or given another meaning, not when one is added."""


def grid_data(grid: Grid) -> dict[str, Plain]:
    """The whole grid, keys in a fixed order, dates as ISO text."""
    return {
        "format": FORMAT,
        "title": grid.title,
        "agreement": grid.agreement,
        "pinned": grid.pinned,
        "as_of": None if grid.as_of is None else day_data(grid.as_of),
        "fixed": dict(grid.fixed),
        "facts": [{"fact": axis.fact, "values": list(axis.values)} for axis in grid.axes],
        "answers": [subject_data(subject) for subject in grid.answers],
        "cells": [_cell(grid, cell) for cell in grid.cells],
        "unchanged": list(grid.unchanged),
    }


def render_json(grid: Grid) -> str:
    """The grid as an object, ending with a line feed."""
    return written(grid_data(grid))


def render_csv(grid: Grid) -> str:
    """A header, and one row for each cell and answer, in order."""
    return csv_text((*grid.columns, *COLUMNS), grid.rows())


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of a grid, as text."""
    return Path(__file__).with_name("grid.schema.json").read_text(encoding="utf-8")


def _cell(grid: Grid, cell: Cell) -> Plain:
    return {
        "values": list(cell.values),
        "version": cell.version,
        "problems": problems_data(cell.diagnostics),
        "results": [
            result_data(cell.results[number] if cell.results else None, cell.standing(number))
            for number in range(len(grid.answers))
        ],
    }
