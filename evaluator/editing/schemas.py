"""Which schemas there are, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from evaluator.editing.agreement_schema import agreement_schema, vocabulary_schema
from evaluator.editing.pattern_schema import pattern_schema
from evaluator.editing.scenario_schema import scenario_schema
from evaluator.editing.schema_parts import Schema
from evaluator.model.file_kind import FileKind

SCHEMAS: Final[Mapping[str, Callable[[], Schema]]] = {
    "agreement": agreement_schema,
    "vocabulary": vocabulary_schema,
    "pattern": pattern_schema,
    "scenario": scenario_schema,
}
"""The schema of each kind of file, by the word that the command takes."""

KIND_OF_FILE: Final = {
    FileKind.AGREEMENT: "agreement",
    FileKind.VOCABULARY: "vocabulary",
    FileKind.PATTERN: "pattern",
    FileKind.SCENARIO: "scenario",
}
"""The word for each kind of file."""


def file_name(kind: str, agreement: str = "") -> str:
    """What a schema's file is called: `scenario.json`, or `scenario.lease.json` for one agreement."""
    return f"{kind}.{agreement}.json" if agreement else f"{kind}.json"
