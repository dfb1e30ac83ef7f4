"""Rows and columns of short texts in a terminal: as many columns side by side as fit, the others below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from evaluator.comparisons.results import ActResult, NormResult, Standing
from evaluator.frozen import frozen
from evaluator.report.terminal import STATES, VERDICTS
from evaluator.report.timeline_looks import is_alarming
from evaluator.report.words import display_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from evaluator.comparisons.results import Result

_GAP: Final = 2
_LIMITS: Final = (48, 36, 30, 26, 22, 18, 16, 14)
"""A column is as wide at most, the widest with which all stand side by side; it is wider only for a single word."""

_READABLE: Final = 22
"""Sentences want columns that are as wide."""

_STANDINGS: Final = {Standing.IMPOSSIBLE: "magenta", Standing.ERROR: "bold red", Standing.ABSENT: "dim"}


@frozen
class Matrix:
    """What the rows are, their labels, the labels of the columns, and the cells row by row."""

    corner: str
    rows: tuple[Text, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Text, ...], ...]


def styled(words: str, found: Result | None, standing: Standing) -> Text:
    """The words of a result in its colour."""
    match found:
        case NormResult():
            return Text(words, style="bold red" if is_alarming(found) else STATES[found.state])
        case ActResult():
            return Text(words, style=VERDICTS[found.verdict])
        case None:
            return Text(words, style=_STANDINGS[standing])


def fits(matrix: Matrix, width: int) -> bool:
    """Whether all columns stand side by side and are wide enough for sentences."""
    return len(_bands(matrix, width, _READABLE)) == 1


def blocks(matrix: Matrix, width: int) -> Iterable[RenderableType]:
    """The table, or several that share their rows; a text that is too long for its column is broken."""
    limit = next((each for each in _LIMITS if len(_bands(matrix, width, each)) == 1), _READABLE)
    for number, columns in enumerate(_bands(matrix, width, limit)):
        table = Table(box=None, padding=(0, _GAP, 0, 0), header_style="bold", pad_edge=False)
        table.add_column(Text(matrix.corner, style="not bold italic"), width=_labels(matrix, width), overflow="fold")
        for index in columns:
            wide = min(_column(matrix, index, limit), width - 2)
            table.add_column(Text(matrix.columns[index]), width=wide, overflow="fold")
        for label, cells in zip(matrix.rows, matrix.cells, strict=True):
            table.add_row(label, *(cells[index] for index in columns))
        yield Padding(table, (1 if number else 0, 0, 0, 2))


def _bands(matrix: Matrix, width: int, limit: int) -> list[list[int]]:
    """The columns that stand side by side, one list after the other."""
    room = width - 2 - _labels(matrix, width) - _GAP
    found: list[list[int]] = []
    left = -1
    for index in range(len(matrix.columns)):
        needed = _column(matrix, index, limit)
        if needed > left:
            found.append([])
            left = room
        found[-1].append(index)
        left -= needed + _GAP
    return found


def _labels(matrix: Matrix, width: int) -> int:
    """The width of the labels of the rows."""
    labels = [matrix.corner, *(line for row in matrix.rows for line in row.plain.split("\n"))]
    return min(max(map(display_width, labels)), max(_longest_word(labels), width * 2 // 5), width - 16)


def _column(matrix: Matrix, index: int, limit: int) -> int:
    """The width of a column: of its longest text, up to a limit, and of its longest word in any case."""
    texts = [matrix.columns[index], *(cells[index].plain for cells in matrix.cells)]
    return max(min(max(map(display_width, texts)), limit), display_width(matrix.columns[index]), _longest_word(texts))


def _longest_word(texts: Iterable[str]) -> int:
    return max((display_width(word) for text in texts for word in text.split()), default=1)
