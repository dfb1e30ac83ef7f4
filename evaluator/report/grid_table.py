"""A grid as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from evaluator.report.matrix_table import Matrix, blocks, styled
from evaluator.report.panels import about, panels, pinned_version, remarks, tally
from evaluator.report.sections import printable
from evaluator.report.terminal import NARROWEST, WIDEST, printed
from evaluator.report.timeline_table import QUIET, heading
from evaluator.report.words import flowed, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from evaluator.comparisons.grid import Grid
    from evaluator.report.panels import Panel


def render(grid: Grid, *, width: int = 80, color: bool = False) -> str:
    """The grid as text of at most `width` columns (40 to 120): a table for each answer over two facts, else one."""
    width = max(NARROWEST, min(width, WIDEST))
    return printed(_blocks(grid, width), width=width, color=color)


def _blocks(grid: Grid, width: int) -> Iterable[RenderableType]:
    grid = printable(grid)
    yield Text(grid.title or "Untitled scenario", style="bold")
    yield Text(flowed(about(grid, version=pinned_version(grid)), width))
    yield Text(tally(grid), style=QUIET)
    for panel in panels(grid):
        yield from _panel(panel, width)
    said = remarks(grid)
    if said:
        yield Text()
    yield from (Text("\n".join(wrapped(remark, width, "", "  ")), style=QUIET) for remark in said)


def _panel(panel: Panel, width: int) -> Iterable[RenderableType]:
    title = ": ".join(part for part in (panel.address, panel.title) if part)
    yield heading(title, width) if title else Text()
    if panel.columns_are:
        yield Text(f"  {panel.columns_are} from left to right", style="italic")
    matrix = Matrix(
        panel.rows_are,
        tuple(map(Text, panel.rows)),
        panel.columns,
        tuple(tuple(styled(each.words, each.found, each.standing) for each in row) for row in panel.entries),
    )
    yield from blocks(matrix, width)
