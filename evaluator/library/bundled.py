"""Where the agreements and patterns are that ship with the evaluator."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def bundled_folder(kind: Literal["clauses", "rules"]) -> Path | None:
    """The bundled folder of agreements or of patterns; None where there is none.

    In a wheel it lies inside the package; a checkout and an editable install read the one at the repository root.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "bundled" / kind
    if inside.is_dir():
        return inside
    root = package.parent
    beside = root / kind
    return beside if beside.is_dir() and (root / "pyproject.toml").is_file() else None
