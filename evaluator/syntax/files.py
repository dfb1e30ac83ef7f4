"""From a file or bytes to a source: decoding, size and characters."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.source import Source, Span

if TYPE_CHECKING:
    from evaluator.diagnostics import Findings

MAX_BYTES = 1024 * 1024

# What shows nothing, breaks lines unseen or reverses what is seen: controls, Unicode's own line ends, lone surrogates,
# byte order marks inside the text, and the embedding, override and isolate marks of two-way text.
_INVISIBLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|\r(?!\n)"
)
_UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def read_source(
    path: str | Path, findings: Findings, *, name: str | None = None, limit: int = MAX_BYTES
) -> Source | None:
    """The text of a UTF-8 file of at most `limit` bytes, shown under `name` or its path; None with a finding."""
    shown = str(path) if name is None else name
    try:
        with Path(path).open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        findings.error("E100", f"there is no file `{shown}`", None, help="check the path and the folder it starts from")
        return None
    except IsADirectoryError:
        findings.error("E101", f"`{shown}` is a folder, not a file", None, help="name a file inside it")
        return None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        findings.error(
            "E102",
            f"`{shown}` cannot be opened: {reason.lower()}",
            None,
            help="check the path and who may read the file",
        )
        return None
    return decode_source(shown, data, findings, limit=limit)


def decode_source(name: str, data: bytes, findings: Findings, *, limit: int = MAX_BYTES) -> Source | None:
    """Bytes as a source: UTF-8 with or without a byte order mark, at most `limit` bytes; None with a finding."""
    if len(data) > limit:
        report_too_large(name, findings, limit)
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        source = Source(name, data.decode("utf-8", errors="replace"))
        start = len(data[: error.start].decode("utf-8", errors="replace"))
        utf_16 = data.startswith(_UTF_16_OR_32)
        findings.error(
            "E103",
            f"`{name}` is not UTF-8 text" + (" but UTF-16 or UTF-32" if utf_16 else ""),
            Span(source, start, start + 1),
            label="" if utf_16 else f"the byte 0x{data[error.start]:02x}",
            help="save the file as UTF-8",
        )
        return None
    return Source(name, text.removeprefix("\ufeff"), marked=text.startswith("\ufeff"))


def report_too_large(name: str, findings: Findings, limit: int = MAX_BYTES) -> None:
    """Add the finding that a text is over the bound, in bytes."""
    parts = "a version of an agreement, its vocabulary and each scenario are files of their own"
    cure = f"split it: {parts}" if limit == MAX_BYTES else "evaluate fewer scenarios at once"
    findings.error("E104", f"`{name}` is larger than {limit // 1024**2} MiB", None, help=cure)


def invisible_character(text: str, start: int = 0) -> int | None:
    """The place of the first character that may not stand in a source, or None."""
    found = _INVISIBLE.search(text, start)
    return None if found is None else found.start()


def check_characters(source: Source, findings: Findings) -> bool:
    """Whether every character of a source is one that shows; the first that does not is a finding."""
    place = invisible_character(source.text)
    if place is None:
        return True
    character = source.text[place]
    if character == "\0":
        message, cure = f"`{source.name}` is a binary file", "name a text file"
    elif character == "\r":
        message, cure = "a line ends with a carriage return only", "save the file with LF or CRLF line ends"
    else:
        message, cure = f"the invisible character U+{ord(character):04X} stands here", "delete it"
    findings.error("E105", message, Span(source, place, place + 1), help=cure)
    return False
