"""From the text of a receipt to what it says; nothing is believed that was not written by an evaluator."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from evaluator.diagnostics import Findings
from evaluator.engine.logic import ENGINES
from evaluator.library.locate import BaseKind
from evaluator.model.file_kind import FileKind
from evaluator.receipts.canonical import sha256
from evaluator.receipts.record import (
    FORM,
    SEAL,
    Asked,
    Receipt,
    Recorded,
    RecordedFile,
    RecordedScenario,
    ScenarioForm,
    kind_word,
)
from evaluator.source import Source, Span

_KINDS: Final = {kind_word(kind): kind for kind in (FileKind.AGREEMENT, FileKind.VOCABULARY, FileKind.PATTERN)}
_ROOTS: Final = {root.value: root for root in BaseKind}
_FORMS: Final = {form.value: form for form in ScenarioForm}
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_WRITES: Final = "a receipt is what `evaluate SCENARIO --receipt FILE` writes"
_AGAIN: Final = "a receipt holds only as it was written; evaluate again with `--receipt`"


def read_receipt(source: Source, findings: Findings, *, folder: Path | None = None) -> Receipt | None:
    """The receipt that a text is; None with a finding (E701 no receipt, E702 another form, E703 not as written)."""
    try:
        data = json.loads(source.text, parse_constant=_refuse)
        sealed = {key: value for key, value in data.items() if key != SEAL} if isinstance(data, dict) else {}
        hashed = sha256(sealed)
    except json.JSONDecodeError as error:
        place = Span(source, error.pos, error.pos + 1)
        findings.error("E701", f"`{source.name}` is no receipt", place, label="not JSON from here on", help=_WRITES)
        return None
    except (ValueError, RecursionError):
        findings.error("E701", f"`{source.name}` is no receipt: it is not JSON", None, help=_WRITES)
        return None
    form = sealed.get("receipt")
    if type(form) is not int:
        findings.error("E701", f"`{source.name}` is no receipt: it has no number `receipt`", None, help=_WRITES)
        return None
    if form != FORM:
        cure = f"this evaluator reads the form {FORM}; verify it with the version that wrote it"
        findings.error("E702", f"`{source.name}` is a receipt of the form {form}", None, help=cure)
        return None
    if data.get(SEAL) != hashed:
        message = f"`{source.name}` is not as it was written: what it says has another `{SEAL}`"
        findings.error("E703", message, None, help=_AGAIN)
        return None
    receipt = _receipt(sealed, folder)
    if receipt is None:
        message = f"`{source.name}` is no receipt: it does not say what a receipt says"
        findings.error("E701", message, None, help=_WRITES)
        return None
    unknown = [one.engine for one in receipt.evaluations if one.engine not in ENGINES]
    if unknown:
        cure = f"this evaluator has {' and '.join(ENGINES)}; verify it with the version that wrote it"
        findings.error("E702", f"`{source.name}` is a receipt of the engine `{unknown[0]}`", None, help=cure)
        return None
    if receipt.text != source.text or source.marked:
        message = f"`{source.name}` is not as it was written: keys, their order or white space differ"
        findings.error("E703", message, None, help=_AGAIN)
        return None
    return receipt


def _refuse(constant: str) -> None:
    """Python reads `NaN` and `Infinity`, which are no JSON."""
    raise ValueError(constant)


def _receipt(data: dict[str, Any], folder: Path | None) -> Receipt | None:
    match data:
        case {"evaluator": str(evaluator), "evaluations": [*evaluations]}:
            read = [_evaluation(one) for one in evaluations]
            known = tuple(one for one in read if one is not None)
            return Receipt(evaluator, known, folder) if known and len(known) == len(read) else None
        case _:
            return None


def _evaluation(data: object) -> Recorded | None:
    match data:
        case {
            "scenario": {"form": str(form), "name": str(name), "sha256": str(digest)},
            "asked": {"as_of": (str() | None) as day, "agreement": (str() | None) as agreement, "readings": readings},
            "files": [*files],
            "libraries": libraries,
            "outcome": dict(outcome),
        } if form in _FORMS and _HASH.fullmatch(digest) and _is_outcome(outcome):
            as_of = None if day is None else _day(day)
            texts = [_file(one) for one in files]
            known = tuple(one for one in texts if one is not None)
            chosen, versions = _words(readings), _words(libraries)
            if chosen is None or versions is None or len(known) != len(texts) or (day is not None and as_of is None):
                return None
            return Recorded(
                RecordedScenario(_FORMS[form], name, digest),
                Asked(as_of, agreement, chosen),
                known,
                versions,
                json.dumps(outcome, ensure_ascii=False),
            )
    return None


def _file(data: object) -> RecordedFile | None:
    match data:
        case {"kind": str(kind), "root": str(root), "path": str(path), "sha256": str(digest)} if (
            kind in _KINDS and root in _ROOTS and _HASH.fullmatch(digest)
        ):
            return RecordedFile(_KINDS[kind], _ROOTS[root], path, digest)
    return None


def _words(data: object) -> tuple[tuple[str, str], ...] | None:
    """Names with a word each, in the order written; None if they are anything else."""
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        return None
    return tuple(data.items())


def _is_outcome(data: dict[str, Any]) -> bool:
    """Whether an outcome has the lists that answers are looked up in, and an engine; the rest is compared as it is."""
    lists = [data.get(key) for key in ("norms", "acts", "effects", "conflicts")]
    return isinstance(data.get("engine"), str) and all(
        isinstance(one, list) and all(isinstance(each, dict) for each in one) for one in lists
    )


def _day(text: str) -> date | datetime | None:
    try:
        day = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None
    return None if isinstance(day, datetime) and day.tzinfo is not None else day
