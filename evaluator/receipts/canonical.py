"""One way to write plain data down, so that equal data have one hash."""

from __future__ import annotations

import json
from typing import TypeAlias

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
"""What JSON can hold."""


def canonical(data: Plain) -> bytes:
    """Data in canonical form: JSON without white space, keys sorted, in UTF-8, no line end (`jq -cjS .` writes it)."""
    return _bytes(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def sha256(data: Plain) -> str:
    """The SHA-256 of the canonical form, as 64 hexadecimal digits."""
    from hashlib import sha256 as digest  # slow to import

    return digest(canonical(data)).hexdigest()


def written(data: Plain) -> str:
    """Data as JSON text for people and programs: indented by two spaces, ending with a line feed."""
    return _bytes(json.dumps(data, ensure_ascii=False, indent=2)).decode() + "\n"


def _bytes(text: str) -> bytes:
    # A file's name may hold bytes that are no UTF-8, which Python reads as surrogates; the escape is also JSON's own.
    return text.encode("utf-8", "backslashreplace")
