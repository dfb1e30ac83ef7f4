"""What tests looked at as plain data, ready for JSON, and back.

The form is numbered, described in `docs/pytest.md` and held to `coverage.schema.json` beside this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.coverage.part import FALSE, TRUE, UNKNOWN, Kind

if TYPE_CHECKING:
    from evaluator.coverage.coverage import Count, Coverage, Measured
    from evaluator.coverage.part import Part
    from evaluator.report.data import Plain

FORMAT: Final = "1"
"""The number of the form; it changes when a key is renamed, removed or given another meaning, not when one is added."""


def coverage_data(coverage: Coverage) -> dict[str, Plain]:
    """The coverage, keys in a fixed order; agreements by name, parts in the order of the files."""
    return {
        "format": FORMAT,
        "outcomes": _count(coverage.count()),
        "agreements": [_measured(measured) for measured in coverage.agreements],
    }


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of it, as text."""
    return Path(__file__).with_name("coverage.schema.json").read_text(encoding="utf-8")


def _measured(measured: Measured) -> dict[str, Plain]:
    return {
        "agreement": measured.agreement,
        "file": measured.file,
        "versions": list(measured.versions),
        "untested": list(measured.untested),
        "scenarios": [{"name": name, "expectations": number} for name, number in measured.scenarios],
        "outcomes": _count(measured.count()),
        "kinds": {kind.value: _count(measured.count((kind,))) for kind in Kind},
        "parts": [_part(part) for part in measured.parts],
    }


def _count(count: Count) -> dict[str, Plain]:
    return {"seen": count.seen, "of": count.of}


def _part(part: Part) -> dict[str, Plain]:
    return {
        "kind": part.kind.value,
        "of": part.of,
        "subject": part.subject,
        "key": part.key,
        "text": part.text,
        "file": part.file,
        "line": part.line,
        "last": part.last,
        "column": part.column,
        "seen": [outcome for outcome in (TRUE, FALSE, UNKNOWN) if outcome in part.seen],
        "lacks": [*part.lacks],
        "states": [*sorted(part.states)],
    }
