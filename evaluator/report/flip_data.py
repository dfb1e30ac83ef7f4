"""What would change answers as plain data, ready for JSON.

The form is numbered, described in `docs/flips.md` and held to `flips.schema.json` beside this file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.engine.outcome import ActAnswer
from evaluator.report.as_json import written
from evaluator.report.data import Plain, day_data

if TYPE_CHECKING:
    from evaluator.explanations.claims import Answer
    from evaluator.explanations.flips import Flips

FORMAT: Final = "1"
"""The number of the form; it changes when a key is renamed, removed or given another meaning, not when one is added."""


def flips_data(found: Flips) -> dict[str, Plain]:
    """What would change one answer, keys in a fixed order, dates as ISO text."""
    return {
        "format": FORMAT,
        "address": found.address,
        "as_of": day_data(found.as_of),
        "answer": _answer(found.answer),
        "flips": [
            {
                "changes": [
                    {
                        "address": change.address,
                        "was": change.was,
                        "becomes": change.becomes,
                        "direction": change.direction,
                    }
                    for change in flip.changes
                ],
                "answer": _answer(flip.answer),
            }
            for flip in found.flips
        ],
        "size": found.size,
        "complete": found.complete,
        "untried": list(found.untried),
        "evaluations": found.evaluations,
    }


def render_json(found: Sequence[Flips]) -> str:
    """What would change several answers as a JSON array, in the order asked for."""
    return written([flips_data(each) for each in found])


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of one element of that array, as text."""
    return Path(__file__).with_name("flips.schema.json").read_text(encoding="utf-8")


def _answer(answer: Answer) -> dict[str, Plain]:
    """What an answer says, without why and since when."""
    if isinstance(answer, ActAnswer):
        return {"kind": "act", "verdict": answer.verdict.value, "ability": answer.ability}
    return {
        "kind": "norm",
        "state": answer.state.value,
        "reasons": [each.value for each in answer.reasons],
        "performance": answer.performance,
    }
