"""What the replay of a receipt found, as plain data.

The form is numbered, described in `docs/receipt.md` and held to `verification.schema.json` beside this file;
`receipt.schema.json` is that of a receipt.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.receipts.canonical import written

if TYPE_CHECKING:
    from evaluator.diagnostics import Diagnostic
    from evaluator.receipts.canonical import Plain
    from evaluator.receipts.verification import Replay, Verification

FORMAT: Final = "1"
"""The number of the form; it changes when a key is renamed, removed or given another meaning, not when one is added."""


def verification_data(verification: Verification) -> dict[str, Plain]:
    """Everything that a replay found, keys in a fixed order."""
    return {
        "format": FORMAT,
        "result": verification.result.value,
        "evaluator": {"was": verification.evaluator_was, "now": verification.evaluator_now},
        "evaluations": [_replay(one) for one in verification.replays],
    }


def render_json(verification: Verification) -> str:
    """The same as JSON text, indented by two spaces, ending with a line feed."""
    return written(verification_data(verification))


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of a verification, as text."""
    return Path(__file__).with_name("verification.schema.json").read_text(encoding="utf-8")


def receipt_schema_text() -> str:
    """The JSON Schema (draft 2020-12) of a receipt, as text; that of its outcomes is one of its own."""
    return Path(__file__).with_name("receipt.schema.json").read_text(encoding="utf-8")


def _replay(replay: Replay) -> Plain:
    return {
        "scenario": replay.scenario,
        "result": replay.result.value,
        "texts": [
            {
                "change": text.change.value,
                "kind": text.kind,
                "root": text.root,
                "path": text.path,
                "was": text.was,
                "now": text.now,
            }
            for text in replay.texts
        ],
        "answers": [
            {
                "part": answer.part,
                "address": answer.address,
                "field": answer.field,
                "was": answer.was,
                "now": answer.now,
            }
            for answer in replay.answers
        ],
        "libraries": [{"name": one.name, "was": one.was, "now": one.now} for one in replay.libraries],
        "errors": [_error(one) for one in replay.errors],
    }


def _error(found: Diagnostic) -> Plain:
    place = None if found.span is None else f"{found.span.place}:{found.span.column}"
    return {"code": found.code, "message": found.message, "place": place, "help": found.help}
