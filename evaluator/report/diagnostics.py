"""Diagnostics as text: the message, the lines it is about with carets under them, and the cure.

What the file says is shown as it stands, except that nothing in it may act on the terminal: controls and marks that
reverse the direction of text are replaced by a visible sign.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, Final
from unicodedata import category, east_asian_width

from evaluator.diagnostics import Diagnostic, Label, Severity
from evaluator.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.source import Source

WIDEST_LINE: Final = 110
"""Columns of a source line that are shown; of longer lines only the surroundings of the carets."""

_BEFORE_CARET: Final = 30
_TAB: Final = 4
_CUT: Final = "…"

_RESET: Final = "\x1b[0m"
_BOLD: Final = "\x1b[1m"
_FRAME: Final = "\x1b[1;34m"
_COLORS: Final = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}
_ACTIVE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


def render(diagnostics: Iterable[Diagnostic], *, color: bool = False) -> str:
    """All diagnostics in the order given, one blank line between them, and their count; the empty string for none.

    `color` adds ANSI colours. The last line has no line end.
    """
    shown = list(diagnostics)
    if not shown:
        return ""
    printer = _Printer(color=color)
    blocks = ["\n".join(printer.block(found)) for found in shown]
    return "\n\n".join([*blocks, count(shown)])


def count(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`; a kind that does not occur is left out."""
    severities = [found.severity for found in diagnostics]
    parts = []
    for severity in Severity:
        number = severities.count(severity)
        if number:
            parts.append(f"{number} {severity.value}" + ("" if number == 1 else "s"))
    return ", ".join(parts)


@frozen
class _Mark:
    """Characters `[start, end)` of one line to underline, counted from 0."""

    line: int
    start: int
    end: int
    text: str
    primary: bool


def _mark(label: Label, *, primary: bool) -> _Mark:
    """What to underline of a label: its characters on its first line, and at least one."""
    source = label.span.source
    line, column = source.line_and_column(label.span.start)
    start = column - 1
    end = min(start + label.span.end - label.span.start, len(source.line(line)))
    return _Mark(line, start, max(end, start + 1), _one_line(label.text), primary)


class _Printer:
    """Prints the diagnostics of one run, in colour or without; looks at each line once."""

    def __init__(self, *, color: bool) -> None:
        self._color = color
        self._lines: dict[tuple[Source, int], _Line] = {}

    def block(self, found: Diagnostic) -> Iterator[str]:
        """The lines of one diagnostic."""
        color = _COLORS[found.severity]
        title = self._paint(f"{found.severity.value}[{found.code}]", color)
        yield title + self._paint(f": {_one_line(found.message)}", _BOLD)
        marks: dict[Source, list[_Mark]] = {}
        if found.span is not None:
            marks[found.span.source] = [_mark(Label(found.span, found.label), primary=True)]
            for label in found.others:
                marks.setdefault(label.span.source, []).append(_mark(label, primary=False))
        numbers = [mark.line for of_source in marks.values() for mark in of_source]
        gutter = len(str(max(numbers, default=1)))
        bar = self._bar(gutter)
        for source, of_source in marks.items():
            place = f"{_one_line(source.name)}:{of_source[0].line}:{of_source[0].start + 1}"
            yield " " * gutter + self._paint("-->", _FRAME) + f" {place}"
            yield bar
            yield from self._source_lines(source, of_source, gutter, color)
        if marks and found.help:
            yield bar
        if found.help:
            first, *more = found.help.splitlines()
            yield " " * (gutter + 1) + self._paint("=", _FRAME) + f" {self._paint('help', _BOLD)}: {_one_line(first)}"
            for line in more:
                yield " " * (gutter + 9) + _one_line(line)

    def _source_lines(self, source: Source, marks: list[_Mark], gutter: int, color: str) -> Iterator[str]:
        """The lines that have marks, each with a row of carets per mark; left out lines show as dots."""
        previous: int | None = None
        ordered = sorted(marks, key=lambda mark: (mark.line, mark.start, mark.end, not mark.primary))
        for number, group in groupby(ordered, key=lambda mark: mark.line):
            if previous is not None and number == previous + 2:
                yield self._numbered(number - 1, self._line(source, number - 1).window(0, 0)[0], gutter)
            elif previous is not None and number > previous + 1:
                yield self._paint("...", _FRAME)
            previous = number
            line = self._line(source, number)
            for start, end, together in line.windows(list(group)):
                text, shift = line.window(start, end)
                yield self._numbered(number, text, gutter)
                for mark in together:
                    first = line.column(mark.start)
                    width = max(1, min(line.column(mark.end), shift + WIDEST_LINE) - first)
                    under = ("^" if mark.primary else "-") * width + (f" {mark.text}" if mark.text else "")
                    row = self._paint(under, color if mark.primary else _FRAME)
                    yield f"{self._bar(gutter)} {' ' * (first - shift)}{row}"

    def _line(self, source: Source, number: int) -> _Line:
        key = (source, number)
        if key not in self._lines:
            self._lines[key] = _Line(source.line(number))
        return self._lines[key]

    def _bar(self, gutter: int) -> str:
        return " " * (gutter + 1) + self._paint("|", _FRAME)

    def _numbered(self, number: int, text: str, gutter: int) -> str:
        frame = self._paint(f"{number:>{gutter}} |", _FRAME)
        return f"{frame} {text}" if text else frame

    def _paint(self, text: str, color: str) -> str:
        return f"{color}{text}{_RESET}" if self._color and text else text


class _Line:
    """A line of a source as it is shown, with the column in which each of its characters begins."""

    def __init__(self, text: str) -> None:
        self._cells: list[str] = []
        self._columns: list[int] = []
        column = 0
        for character in text:
            cell, width = _cell(character, column)
            self._cells.append(cell)
            self._columns.append(column)
            column += width
        self._columns.append(column)

    def column(self, index: int) -> int:
        """The column of a character; past the end there is one column each."""
        beyond = index - len(self._cells)
        return self._columns[index] if beyond <= 0 else self._columns[-1] + beyond

    def windows(self, marks: list[_Mark]) -> Iterator[tuple[int, int, list[_Mark]]]:
        """Marks near enough to be shown together, with the columns they need."""
        together: list[_Mark] = []
        for mark in marks:
            if together and self._columns[-1] > WIDEST_LINE:
                needed = self.column(mark.end) - self.column(together[0].start)
                if needed > WIDEST_LINE - _BEFORE_CARET:
                    yield self.column(together[0].start), self.column(together[-1].end), together
                    together = []
            together.append(mark)
        yield self.column(together[0].start), max(self.column(mark.end) for mark in together), together

    def window(self, start: int, end: int) -> tuple[str, int]:
        """The line, cut to its widest if it is longer, so that the columns `[start, end)` show; and the columns cut."""
        total = self._columns[-1]
        if total <= WIDEST_LINE:
            return "".join(self._cells).rstrip(), 0
        left = max(0, min(start - _BEFORE_CARET, total - WIDEST_LINE))
        if end <= WIDEST_LINE:
            left = 0
        right = left + WIDEST_LINE
        first = bisect_left(self._columns, left)
        last = bisect_right(self._columns, right) - 1
        text = "".join(self._cells[first:last]).rstrip()
        shift = self._columns[first]
        if first > 0:
            text, shift = _CUT + text, shift - 1
        return text + (_CUT if last < len(self._cells) else ""), shift


def _cell(character: str, column: int) -> tuple[str, int]:
    """How a character is shown in this column, and how many columns it takes."""
    if " " <= character <= "~":
        return character, 1
    if character == "\t":
        width = _TAB - column % _TAB
        return " " * width, width
    if _ACTIVE.match(character):
        return _visible(character), 1
    if category(character) in ("Mn", "Me", "Cf"):
        return character, 0
    return character, 2 if east_asian_width(character) in ("W", "F") else 1


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def _one_line(text: str) -> str:
    """Text that stays on its line and does not act on the terminal."""
    return _ACTIVE.sub(lambda found: _visible(found.group()), re.sub(r"\s*[\r\n]\s*", " ", text).replace("\t", " "))
