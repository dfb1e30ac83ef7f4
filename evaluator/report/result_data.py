"""Results as plain data, for comparisons and grids alike."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING, Final

from evaluator.comparisons.results import ActResult, NormResult
from evaluator.report.data import amount_data, when_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluator.comparisons.results import Result, Standing, Subject
    from evaluator.diagnostics import Diagnostic
    from evaluator.report.data import Plain

_LINE_END: Final = re.compile("\r\n?")


def subject_data(subject: Subject) -> dict[str, Plain]:
    """What a result is about."""
    return {
        "address": subject.address,
        "kind": subject.kind,
        "clause": subject.clause,
        "member": subject.member,
        "title": subject.title,
        "action": subject.action,
    }


def result_data(found: Result | None, standing: Standing) -> dict[str, Plain]:
    """Whether there is an answer, and what it is: of a norm under `norm`, of an act under `act`."""
    return {
        "standing": standing.value,
        "norm": _norm(found) if isinstance(found, NormResult) else None,
        "act": _act(found) if isinstance(found, ActResult) else None,
    }


def problems_data(diagnostics: Iterable[Diagnostic]) -> list[Plain]:
    """Why there are no answers: the code and the message of each finding, and how to cure it."""
    return [{"code": each.code, "message": each.message, "help": each.help} for each in diagnostics]


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, str | None]]) -> str:
    """A header and rows; what is None is empty."""
    text = StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        # Whether a lone carriage return is quoted depends on the Python; a line feed always is.
        writer.writerow({name: _LINE_END.sub("\n", cell or "") for name, cell in row.items()})
    return text.getvalue()


def _norm(norm: NormResult) -> Plain:
    return {
        "party": norm.party,
        "counterparty": norm.counterparty,
        "modality": norm.modality,
        "state": norm.state.value,
        "reasons": [reason.value for reason in norm.reasons],
        "possible_reasons": [reason.value for reason in norm.possible_reasons],
        "performance": norm.performance,
        "possible_performances": list(norm.possible_performances),
        "due": when_data(norm.due),
        "amount": amount_data(norm.amount),
        "outstanding": amount_data(norm.outstanding),
        "dates": {word: when_data(when) for word, when in norm.dates},
        "certainty": norm.certainty,
    }


def _act(act: ActResult) -> Plain:
    return {
        "verdict": act.verdict.value,
        "possible": [verdict.value for verdict in act.possible],
        "ability": act.ability,
        "certainty": act.certainty,
    }
