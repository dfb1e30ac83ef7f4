"""A YAML document as a tree whose every scalar is text with an exact place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from evaluator.source import Span


@dataclass(frozen=True)
class Scalar:
    """A scalar: always text, never a guess. `plain` is false for a quoted or block scalar.

    `offsets[i]` is the place in the source of the i-th character of `text`; it has one entry more than `text` (the end).
    """

    text: str
    span: Span
    plain: bool = True
    offsets: tuple[int, ...] | None = field(default=None, repr=False, compare=False)

    def part(self, start: int, end: int) -> Span:
        """The span in the source of the characters `[start, end)` of `text`."""
        raise NotImplementedError


@dataclass(frozen=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True)
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
