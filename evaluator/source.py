"""Where text comes from: a source file and a stretch of it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from evaluator.frozen import field, frozen


@frozen
class Origin:
    """What brought a text in from elsewhere: the place (the use of a pattern), and what to say there."""

    span: Span
    words: str


@frozen
class Source:
    """A text that was read, with the name it is shown under (a path, or `<stdin>`).

    `origin` is there for text that stands where it stands only because another place brought it in. `marked` says that
    a byte order mark stood before the text.
    """

    name: str
    text: str = field(repr=False)
    origin: Origin | None = field(default=None, compare=False, repr=False)
    marked: bool = field(default=False, compare=False, repr=False)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes that were read, as 64 hexadecimal digits: what `sha256sum` says of the file."""
        from hashlib import sha256  # seldom asked, and slow to import

        # Strict UTF-8 gives one text for one sequence of bytes and back; only a byte order mark was taken off.
        return sha256((("\ufeff" if self.marked else "") + self.text).encode()).hexdigest()

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of each line; lines end with a line feed."""
        starts = [0]
        position = self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return tuple(starts)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1; an offset past the end is the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line counted from 1, without its line end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return (self.text[start:] if end < 0 else self.text[start:end]).rstrip("\r")


@frozen
class Span:
    """The stretch `[start, end)` of a source, in characters."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters of the stretch."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        """Line of the first character, counted from 1."""
        return self.source.line_and_column(self.start)[0]

    @property
    def column(self) -> int:
        """Column of the first character, counted from 1."""
        return self.source.line_and_column(self.start)[1]

    @property
    def place(self) -> str:
        """`file:line`, as shown beside an answer."""
        return f"{self.source.name}:{self.line}"

    def to(self, other: Span) -> Span:
        """The stretch from the start of this one to the end of the other."""
        return Span(self.source, self.start, max(self.end, other.end))
