"""Which place in the file each character of a scalar came from.

YAML folds lines, drops indentation and reads escapes, so the text of a scalar and its source differ. An error inside an
expression must still point at the right character: the two are walked side by side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.source import Span

_RUN = re.compile(r"[ \t\r\n]+|[^ \t\r\n]+")
_FOLD = re.compile(r"[ \t]*(?:\r?\n[ \t]*)+")
_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "\\": "\\", "/": "/", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def scalar_offsets(text: str, span: Span, *, plain: bool) -> tuple[int, ...]:
    """Offset in the source of each character of `text`, and of its end (so one more than characters).

    `span` is the scalar as written, quotes and block header included. A text that is not what the span says (a scalar
    made by a program) has every character at the whole of its span.
    """
    raw = span.text
    style = raw[:1]
    found: tuple[int, ...] | None
    if not plain and style in ("|", ">"):
        found = _block_offsets(text, raw)
    elif not plain and style in ("'", '"'):
        found = _flow_offsets(text, raw, 1, len(raw) - 1)
    else:
        found = _flow_offsets(text, raw, 0, len(raw))
    if found is None:
        return (span.start,) * len(text) + (span.end,)
    return tuple(span.start + offset for offset in found)


def _flow_offsets(text: str, raw: str, start: int, end: int) -> tuple[int, ...] | None:
    """Offsets for a plain or quoted scalar, decoded once more; None where the decoded text is another one."""
    characters: list[str] = []
    offsets: list[int] = []
    for decoded, offset in _decoded(raw, start, end):
        characters.append(decoded)
        offsets.append(offset)
    if "".join(characters) != text:
        return None
    return (*offsets, end)


def _decoded(raw: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    quote = raw[0] if start else ""
    position = start
    while position < end:
        character = raw[position]
        if character in " \t\r\n":
            fold = _FOLD.match(raw, position, end)
            if fold is not None:
                breaks = fold.group().count("\n")
                yield from ((" ", position),) if breaks == 1 else (("\n", position) for _ in range(breaks - 1))
                position = fold.end()
                continue
        if quote == "'" and character == "'":
            yield "'", position
            position += 2
        elif quote == '"' and character == "\\":
            following = raw[position + 1 : position + 2]
            if following in _ESCAPE_LENGTH:
                length = _ESCAPE_LENGTH[following]
                yield _character(raw[position + 2 : position + length]), position
                position += length
            elif following in ("\r", "\n"):
                position = _skip_continuation(raw, position + 1, end)
                while (fold := _FOLD.match(raw, position, end)) is not None:
                    yield from (("\n", position) for _ in range(fold.group().count("\n")))
                    position = fold.end()
            else:
                yield _ESCAPES.get(following, following), position
                position += 2
        else:
            yield character, position
            position += 1


def _skip_continuation(raw: str, position: int, end: int) -> int:
    """The place after an escaped line end and the blanks that begin the next line."""
    position += 2 if raw.startswith("\r\n", position) else 1
    while position < end and raw[position] in " \t":
        position += 1
    return position


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else ""


def _block_offsets(text: str, raw: str) -> tuple[int, ...] | None:
    """Offsets for a literal or folded scalar: its words stand unchanged and in order, only blanks differ."""
    position = raw.find("\n") + 1
    offsets: list[int] = []
    for run in _RUN.finditer(text):
        word = run.group()
        if word[0] in " \t\r\n":
            width = 0
            while position + width < len(raw) and raw[position + width] in " \t\r\n":
                width += 1
            offsets.extend(position + min(index, max(width - 1, 0)) for index in range(len(word)))
            position += width
        else:
            while position < len(raw) and raw[position] in " \t\r\n":
                position += 1
            if not raw.startswith(word, position):
                return None
            offsets.extend(range(position, position + len(word)))
            position += len(word)
    return (*offsets, min(position, len(raw)))
