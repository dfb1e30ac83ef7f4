"""What stands where in a report of a grid: a table for each answer over two facts, one table of all over one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.comparisons.results import Standing
from evaluator.frozen import frozen
from evaluator.report.result_words import problems_in_words, results_in_words, subject_in_words
from evaluator.report.words import counted, day_in_words, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.comparisons.grid import Cell, Grid
    from evaluator.comparisons.results import Result


@frozen
class Entry:
    """One cell of a panel: what came out, and the same in words."""

    found: Result | None
    standing: Standing
    words: str


@frozen
class Panel:
    """One table: its title, what its rows and its columns are, their labels, and its cells row by row.

    `columns_are` is empty where the columns are answers.
    """

    title: str
    address: str
    rows_are: str
    columns_are: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    entries: tuple[tuple[Entry, ...], ...]


def panels(grid: Grid) -> tuple[Panel, ...]:
    """The tables of a grid: over one fact its values are rows and the answers columns, over two the second's values."""
    rows = grid.axes[0]
    if not grid.answers:
        return ()
    if len(grid.axes) == 1:
        by_answer = [_entries(grid.cells, number) for number in range(len(grid.answers))]
        addresses = tuple(each.address for each in grid.answers)
        title = subject_in_words(grid.answers[0]) if len(addresses) == 1 else ""
        return (Panel(title, "", rows.fact, "", rows.values, addresses, tuple(zip(*by_answer, strict=True))),)
    columns = grid.axes[1]
    wide = len(columns.values)
    found = []
    for number, subject in enumerate(grid.answers):
        entries = _entries(grid.cells, number)
        by_row = tuple(entries[start : start + wide] for start in range(0, len(entries), wide))
        title = subject_in_words(subject)
        found.append(Panel(title, subject.address, rows.fact, columns.fact, rows.values, columns.values, by_row))
    return tuple(found)


def about(grid: Grid, *, version: str) -> list[str]:
    """What stands under the title: the agreement, the day, what was fixed; `version` is the pinned one."""
    return [
        f"{grid.agreement}@{version} (pinned)" if version else grid.agreement,
        "" if grid.as_of is None else f"as of {day_in_words(grid.as_of)}",
        *(f"with {name}: {plain(value)}" for name, value in grid.fixed),
    ]


def pinned_version(grid: Grid) -> str:
    """The version that the scenario pins; empty where the day decides."""
    return next((cell.version for cell in grid.cells if cell.version), "") if grid.pinned else ""


def tally(grid: Grid) -> str:
    """`24 cells: 6 values of declaration.d.on by 4 of move_to_aws.cloud`."""
    first, *others = grid.axes
    words = f"{counted(len(grid.cells), 'cell')}: {counted(len(first.values), 'value')} of {first.fact}"
    return "".join([words, *(f" by {len(other.values):,} of {other.fact}" for other in others)])


def remarks(grid: Grid) -> list[str]:
    """What is said below the tables: why cells have no answers, and what is the same everywhere."""
    found = problems_in_words([(cell.standing(0), cell.diagnostics) for cell in grid.cells if cell.diagnostics])
    if grid.unchanged:
        count = counted(len(grid.unchanged), "norm")
        same = "comes out the same" if len(grid.unchanged) == 1 else "come out the same"
        found.append(f"{count} {same} in every cell; name one with --answer to see it")
    return found


def _entries(cells: Sequence[Cell], number: int) -> tuple[Entry, ...]:
    found = [(cell.results[number] if cell.results else None, cell.standing(number)) for cell in cells]
    return tuple(Entry(*each, words) for each, words in zip(found, results_in_words(found), strict=True))
