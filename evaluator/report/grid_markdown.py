"""A grid as Markdown (GitHub's tables)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.report.as_markdown import code, escaped, table
from evaluator.report.panels import about, panels, pinned_version, remarks, tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.comparisons.grid import Grid
    from evaluator.report.panels import Panel


def render(grid: Grid) -> str:
    """The grid as a Markdown document, ending with a line feed: a table for each answer over two facts, else one."""
    blocks = [
        f"# {escaped(grid.title) or 'Untitled scenario'}",
        ", ".join(escaped(part) for part in about(grid, version=pinned_version(grid)) if part),
        f"{escaped(tally(grid))}.",
    ]
    for panel in panels(grid):
        blocks += _panel(panel)
    return "\n\n".join([*blocks, *(f"{escaped(remark)}." for remark in remarks(grid))]) + "\n"


def _panel(panel: Panel) -> Iterable[str]:
    if panel.address:
        yield f"## {escaped(panel.title)}: {code(panel.address)}"
    elif panel.title:
        yield f"## {escaped(panel.title)}"
    corner = code(panel.rows_are)
    if panel.columns_are:
        corner += f" down, {code(panel.columns_are)} across"
    yield table(
        (corner, *map(escaped, panel.columns)),
        (
            (escaped(label), *(escaped(entry.words) for entry in row))
            for label, row in zip(panel.rows, panel.entries, strict=True)
        ),
    )
