"""A YAML document as a tree whose every scalar is text with an exact place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.frozen import frozen
from evaluator.source import Span
from evaluator.syntax.offsets import scalar_offsets

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen
class Scalar:
    """A scalar: always text, never a guess. `plain` is false for a quoted or block scalar.

    `span` is the scalar as written, with its quotes or block header and without blanks at the end; nothing after a
    colon is an empty text whose span is empty.
    """

    text: str
    span: Span
    plain: bool = True

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """The place in the source of each character of `text`, and one entry more: its end."""
        return scalar_offsets(self.text, self.span, plain=self.plain)

    def part(self, start: int, end: int) -> Span:
        """The span in the source of the characters `[start, end)` of `text`; past the end of `text` is its end."""
        span = self.span
        length = len(self.text)
        start, end = min(start, length), min(end, length)
        if self.plain and span.end - span.start == length:
            return Span(span.source, span.start + start, span.start + end)
        offsets = self.offsets
        first, last = offsets[start], offsets[end]
        return Span(span.source, first, max(first, last))


@frozen
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@frozen
class Mapping:
    """Keys with values, in the order of the file; keys are scalars and unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span
    flow: bool = False

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None

    def key(self, key: str) -> Scalar | None:
        """The scalar that is the key, or None."""
        for name, _ in self.entries:
            if name.text == key:
                return name
        return None


Node = Scalar | Sequence | Mapping
