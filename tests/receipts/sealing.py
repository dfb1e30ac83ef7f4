"""Receipts as whoever forges them would write them: the documented form, worked out without the package."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def seal(data: dict[str, Any]) -> str:
    """The text of a receipt that says this, with the hash that belongs to it."""
    said = {key: value for key, value in data.items() if key != "sha256"}
    return json.dumps({**said, "sha256": digest(said)}, ensure_ascii=False, indent=2) + "\n"


def digest(data: object) -> str:
    """The hash of data in canonical form."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def placeless(outcome: dict[str, Any]) -> dict[str, Any]:
    """An outcome without the places of its norms."""
    return {
        **outcome,
        "norms": [{key: value for key, value in norm.items() if key != "place"} for norm in outcome["norms"]],
    }


def leaves(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all values that hold no others."""
    if isinstance(data, dict) and data:
        return [found for key, value in data.items() for found in leaves(value, (*path, key))]
    if isinstance(data, list) and data:
        return [found for index, value in enumerate(data) for found in leaves(value, (*path, index))]
    return [path]


def put(data: Any, path: tuple[str | int, ...], value: object) -> None:  # noqa: ANN401 - JSON of any form
    """Change the value at a path."""
    *above, last = path
    for key in above:
        data = data[key]
    data[last] = value
