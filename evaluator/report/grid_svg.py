"""A grid as a picture: a cell for each combination of facts, coloured and worded by what comes out there.

Every cell says in words or by a sign what its colour says, and in its `<title>`, which browsers show as a tooltip, the
facts and the whole answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from evaluator.report.panels import about, panels, pinned_version, remarks, tally
from evaluator.report.picture import number, style_sheet, svg, text
from evaluator.report.sections import printable
from evaluator.report.shades import legend, shade_of, short_words
from evaluator.report.timeline_fit import text_width
from evaluator.report.words import capitalized, listed

if TYPE_CHECKING:
    from evaluator.comparisons.grid import Grid
    from evaluator.report.panels import Entry, Panel
    from evaluator.report.shades import Shade

LEAST: Final = 720
"""The picture is as wide at least, so that its title has room."""

MOST: Final = 1120
"""The picture is as wide as its cells with words need, but from here on the cells have signs instead of words."""

_EDGE: Final = 16
_SMALL: Final = 11
_LABELS: Final = 240
"""The labels of the rows have as much room at most."""

_TALL: Final = 30
_SIGN: Final = 24
"""The width and the height of a cell that has a sign only."""

_BAR: Final = 4
_SLANT: Final = 0.82
"""How high and how far a slanted label reaches, by its length."""


def render(grid: Grid) -> str:
    """The picture as a file of its own, ending with a line feed."""
    return _Picture(printable(grid)).text()


class _Picture:
    """One grid, drawn from the top downwards; `y` is how far it has come."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.panels = panels(grid)
        self.boxes = [_Box(panel) for panel in self.panels]
        self.shades = legend(shade for box in self.boxes for row in box.shades for shade in row)
        self.width = max([LEAST, *(box.width for box in self.boxes)])
        self.y = 0.0
        self.parts: list[str] = []

    def text(self) -> str:
        """The whole element."""
        title = self.grid.title or "Untitled scenario"
        self._line(title, "title", 34, 20, bold=True)
        said = " · ".join(part for part in about(self.grid, version=pinned_version(self.grid)) if part)
        self._line(said, "quiet", 20, 12)
        self._line(capitalized(tally(self.grid)), "quiet", 17, 12)
        self._legend()
        for box in self.boxes:
            self.parts.append(f'<g transform="translate(0 {number(self.y)})">{box.drawn()}</g>')
            self.y += box.height
        self.y += 6
        for remark in remarks(self.grid):
            self._line(capitalized(remark), "quiet", 17, 12)
        return svg(
            width=number(self.width),
            height=number(self.y + 16),
            title=title,
            description=self._description(),
            style=style_sheet(
                tuple((f".{shade.name}", f"fill:{shade.color}") for shade in self.shades),
                ".tint{fill-opacity:.22}",
                "g text.in{text-anchor:middle}",
                ".across{font-style:italic}",
            ),
            parts=self.parts,
        )

    def _description(self) -> str:
        said = [f"Grid of {tally(self.grid)}."]
        for panel in self.panels:
            counts: dict[str, int] = {}
            for entry in (entry for row in panel.entries for entry in row):
                counts[entry.words] = counts.get(entry.words, 0) + 1
            found = listed([f"{words} in {count:,}" for words, count in counts.items()], at_most=8)
            said.append(f"{panel.address or listed(panel.columns, at_most=8)}: {found}.")
        return " ".join(said)

    def _line(self, words: str, kind: str, down: float, size: float, *, bold: bool = False) -> None:
        self.y += down
        room = self.width - 2 * _EDGE
        self.parts.append(text(words, kind, x=str(_EDGE), y=number(self.y), room=room, size=size, bold=bold))

    def _legend(self) -> None:
        """A cell with its sign, and its words, for each shade that is used, on as many lines as they need."""
        x = float(_EDGE)
        self.y += 14
        for shade in self.shades:
            wide = 26 + 7 + text_width(shade.words, _SMALL) + 18
            if x + wide > self.width - _EDGE and x > _EDGE:
                x, self.y = float(_EDGE), self.y + 24
            self.parts.append(
                f'<g transform="translate({number(x)} {number(self.y)})">{_square(shade, 26, 18)}'
                f'<text class="in" x="15" y="13">{escape(shade.sign)}</text>'
                f'<text class="small" x="33" y="13">{escape(shade.words)}</text></g>'
            )
            x += wide
        self.y += 24 if self.shades else 0


class _Box:
    """One panel: where its labels and its cells stand, and whether these have words or signs."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.shades = [[shade_of(entry.found, entry.standing) for entry in row] for row in panel.entries]
        self.words = [[short_words(entry.found, entry.standing) for entry in row] for row in panel.entries]
        self.left = _EDGE + min(_LABELS, max(text_width(each, 12) for each in (panel.rows_are, *panel.rows))) + 12
        wide = max(text_width(each, 12) for row in self.words for each in row) + 20
        longest = max(text_width(each, 12) for each in panel.columns) + 12
        self.named = self.left + max(wide, min(longest, 140)) * len(panel.columns) + _EDGE <= MOST
        self.cell = max(wide, min(longest, 140)) if self.named else _SIGN
        self.slanted = not self.named and longest > self.cell
        self.above = min(longest, _LABELS) * _SLANT + 8 if self.slanted else 20
        self.tall = _TALL if self.named else _SIGN
        self.title = ": ".join(part for part in (panel.address, panel.title) if part)
        self.head = (30 if self.title else 8) + (18 if panel.columns_are else 0) + self.above

    @property
    def width(self) -> float:
        """The width of the panel, with room for the last label."""
        return self.left + self.cell * len(self.panel.columns) + (self.above if self.slanted else 0) + _EDGE

    @property
    def height(self) -> float:
        """The height of the panel."""
        return self.head + self.tall * len(self.panel.rows) + 8

    def drawn(self) -> str:
        """The title, what the rows and columns are, their labels, and the cells."""
        panel = self.panel
        room = max(self.width, LEAST) - 2 * _EDGE
        parts = [text(self.title, "party", x=str(_EDGE), y="22", room=room, size=15, bold=True)] if self.title else []
        if panel.columns_are:
            parts.append(text(panel.columns_are, "across", x=number(self.left), y="42", room=room, size=12))
        base = number(self.head - 7)
        parts.append(text(panel.rows_are, "across", x=str(_EDGE), y=base, room=self.left - _EDGE - 8, size=12))
        parts += [self._column(label, index) for index, label in enumerate(panel.columns)]
        for index, label in enumerate(panel.rows):
            middle = self.head + self.tall * index + self.tall / 2 + 4
            parts.append(text(label, "label", x=str(_EDGE), y=number(middle), room=self.left - _EDGE - 8, size=12))
            parts += [self._cell(index, place, entry) for place, entry in enumerate(panel.entries[index])]
        return "".join(parts)

    def _column(self, label: str, index: int) -> str:
        middle = self.left + self.cell * index + self.cell / 2
        if not self.slanted:
            return text(
                label, "label", x=number(middle), y=number(self.head - 7), room=self.cell - 6, size=12, anchor="middle"
            )
        shown = text(label, "label", x="0", y="0", room=_LABELS, size=12)
        return f'<g transform="translate({number(middle)} {number(self.head - 6)}) rotate(-45)">{shown}</g>'

    def _cell(self, row: int, column: int, entry: Entry) -> str:
        shade = self.shades[row][column]
        shown = self.words[row][column] if self.named else shade.sign
        place = f"{number(self.left + self.cell * column)} {number(self.head + self.tall * row)}"
        return (
            f'<g class="cell" transform="translate({place})"><title>{escape(self._told(row, column, entry))}</title>'
            f"{_square(shade, self.cell - 2, self.tall - 2)}"
            f'<text class="in" x="{number((self.cell - 2 + _BAR) / 2)}" y="{number(self.tall / 2 + 3)}">{escape(shown)}'
            "</text></g>"
        )

    def _told(self, row: int, column: int, entry: Entry) -> str:
        panel = self.panel
        here = f"{panel.rows_are} {panel.rows[row]}"
        if panel.columns_are:
            return f"{here}, {panel.columns_are} {panel.columns[column]}: {entry.words}"
        return f"{here}: {panel.columns[column]} {entry.words}"


def _square(shade: Shade, width: float, height: float) -> str:
    """A tinted cell with an edge in the full colour."""
    size = f'height="{number(height)}"'
    return (
        f'<rect class="tint {shade.name}" width="{number(width)}" {size}/>'
        f'<rect class="{shade.name}" width="{_BAR}" {size}/>'
    )
