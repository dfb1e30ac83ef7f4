"""What became of mutants as plain data, ready for JSON.

The form is numbered, described in `docs/mutation.md` and held to `survey.schema.json` beside this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from evaluator.mutations.survey import Examined, Survey
    from evaluator.report.data import Plain

FORMAT: Final = "1"
"""The number of the form; it changes when a key is renamed, removed or given another meaning, not when one is added."""


def survey_data(survey: Survey) -> dict[str, Plain]:
    """The survey, keys in a fixed order; mutants in the order of the text."""
    return {
        "format": FORMAT,
        "agreement": survey.agreement,
        "versions": list(survey.versions),
        "scenarios": survey.scenarios,
        "every": survey.every,
        "total": survey.total,
        "killed": survey.killed,
        "invalid": survey.invalid,
        "searched": survey.searched,
        "survivors": [_mutant(each) for each in survey.survivors],
    }


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of it, as text."""
    return Path(__file__).with_name("survey.schema.json").read_text(encoding="utf-8")


def _mutant(examined: Examined) -> dict[str, Plain]:
    mutant = examined.mutant
    return {
        "version": mutant.version.version.text,
        "place": mutant.place,
        "subject": mutant.subject,
        "key": mutant.key,
        "kind": mutant.kind,
        "was": mutant.was,
        "becomes": mutant.becomes,
        "killer": examined.killer or None,
    }
