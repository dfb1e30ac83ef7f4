"""What we use of PyYAML: a stream of events with places, from the C loader or the pure one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

import yaml
from yaml.scanner import ScannerError

if TYPE_CHECKING:
    from collections.abc import Callable

_BLOCK_TEXT = re.compile(r"(?:[^\0 \t\r\n:]|:(?![\0 \t\r\n]))*")
_FLOW_TEXT = re.compile(r"(?:[^\0 \t\r\n:,\[\]{}]|:(?![\0 \t\r\n,?\[\]{}]))*")


class Mark(Protocol):
    """A place: characters from the beginning."""

    index: int


class Event(Protocol):
    """What we read of an event; PyYAML's own types leave most of it out. Only some kinds have each attribute."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    flow_style: bool | None


class Loader(Protocol):
    """A PyYAML loader, as far as it gives events."""

    def check_event(self) -> bool:
        """Whether there are more events."""

    def get_event(self) -> Event:
        """The next event."""

    def dispose(self) -> None:
        """Let go of the state."""


class PureLoader(yaml.BaseLoader):
    """The pure loader with the C loader's rules for plain text.

    As published it ends a text of a flow mapping at `?`, so that `{question: Is it late?, …}` is an error, and lets
    `{a:, …}` pass; the C loader does neither.
    """

    def scan_plain(self) -> yaml.ScalarToken:
        """The plain text that begins here; as in PyYAML but for the two rules."""
        chunks: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        spaces: list[str] | None = []
        pattern = _FLOW_TEXT if self.flow_level else _BLOCK_TEXT
        while self.peek() != "#":
            found = pattern.match(self.buffer, self.pointer)
            length = len(found.group()) if found is not None else 0
            if self.flow_level and self.peek(length) == ":" and self.peek(length + 1) in ",?[]{}":
                self.forward(length)
                raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", self.get_mark())
            if length == 0:
                break
            self.allow_simple_key = False
            chunks.extend(spaces or ())
            chunks.append(self.prefix(length))
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return yaml.ScalarToken("".join(chunks), True, start, end)


def default_loader() -> Callable[[str], Loader]:
    """The C loader where PyYAML was built with it, else the pure one; both give the same events and places."""
    found: Callable[[str], Loader] = getattr(yaml, "CBaseLoader", PureLoader)
    return found
