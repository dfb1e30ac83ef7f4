"""The line by which a file tells editors its schema."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from evaluator.diagnostics import Findings
from evaluator.library.locate import yaml_files
from evaluator.model.file_kind import FileKind, kind_of
from evaluator.syntax.files import read_source
from evaluator.syntax.yaml_reader import read_yaml

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_MODELINE: Final = re.compile(
    rb"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*?[ \t]*#[ \t]*yaml-language-server:[ \t]*\$schema=([^\s]*)"
)


def with_modeline(data: bytes, schema: str) -> bytes:
    """The bytes of a file whose modeline names a schema: its own one changed, or a new first line; nothing else is."""
    mark, text = (_BYTE_ORDER_MARK, data[3:]) if data.startswith(_BYTE_ORDER_MARK) else (b"", data)
    found = _MODELINE.match(text)
    if found is not None:
        return mark + text[: found.start(1)] + schema.encode() + text[found.end(1) :]
    end = b"\r\n" if text.partition(b"\n")[0].endswith(b"\r") else b"\n"
    return mark + b"# yaml-language-server: $schema=" + schema.encode() + end + text


def schema_reference(file: Path, schema: Path) -> str:
    """How a file refers to a schema: the path from its folder, with slashes, blanks escaped as in an address."""
    relative = Path(os.path.relpath(schema.resolve(), file.resolve().parent)).as_posix()
    return quote(relative if relative.startswith("../") else f"./{relative}", safe="/~@:,=+()")


def files_of(path: Path) -> Iterator[tuple[Path, FileKind]]:
    """The YAML files that a path stands for, with their kinds: itself, or all in it, hidden folders left out."""
    if not path.is_dir():
        yield path, _kind(path)
        return
    for file in yaml_files(path):
        yield file, _kind(file)
    for inner in sorted(path.iterdir(), key=lambda entry: entry.name):
        if inner.is_dir() and not inner.name.startswith("."):
            yield from files_of(inner)


def _kind(file: Path) -> FileKind:
    scratch = Findings()
    source = read_source(file, scratch)
    node = None if source is None else read_yaml(source, scratch)
    return FileKind.UNKNOWN if node is None else kind_of(node)
