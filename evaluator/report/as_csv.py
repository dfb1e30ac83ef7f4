"""Outcomes as CSV: one row for each norm and each act, for spreadsheets, data frames and warehouses.

The columns are described in `docs/outcome.md`. A list in a cell is joined with `; `; a bound that is not known, and a
column that does not concern the row, is empty. Lines end with a line feed, also those inside a cell.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING, Final

from evaluator.report.data import day_data, number_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluator.engine.outcome import ActAnswer, Ground, Missing, NormAnswer, Outcome, TurnsOn, When

_LINE_END: Final = re.compile("\r\n?")

LIFE: Final = ("arisen", "performed", "breached", "cured", "defaulted", "exercised")
"""What can be dated in the life of a norm; each has two columns."""

COLUMNS: Final = (
    "scenario",
    "agreement",
    "version",
    "as_of",
    "row",
    "address",
    "clause",
    "member_of",
    "member",
    "title",
    "party",
    "counterparty",
    "modality",
    "action",
    "roles",
    "on",
    "asked",
    "state",
    "reasons",
    "possible_reasons",
    "verdict",
    "possible_verdicts",
    "ability",
    "because",
    "since_at_least",
    "since_at_most",
    "until_at_least",
    "until_at_most",
    "certainty",
    "missing",
    "turns_on",
    "assumptions",
    "sources",
    "correlative",
    "written_in",
    "place",
    "note",
    "pattern",
    "performance",
    "possible_performances",
    "due_at_least",
    "due_at_most",
    "amount_at_least",
    "amount_at_most",
    "outstanding_at_least",
    "outstanding_at_most",
    "unit",
    "amount_certainty",
    "outstanding_certainty",
    *(f"{word}_{bound}" for word in LIFE for bound in ("at_least", "at_most")),
    "agreement_state",
    "agreement_reasons",
)
"""New columns are added at the end, so that those before keep their places."""


def render_all(outcomes: Sequence[Outcome]) -> str:
    """A header and the rows of all outcomes, in order."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for outcome in outcomes:
        # Whether a lone carriage return is quoted depends on the Python; a line feed always is.
        writer.writerows({name: _LINE_END.sub("\n", cell) for name, cell in row.items()} for row in rows(outcome))
    return text.getvalue()


def rows(outcome: Outcome) -> Iterable[Mapping[str, str]]:
    """A mapping from column to cell for each norm, then for each act; columns that do not concern a row are absent."""
    about = {
        "scenario": outcome.title,
        "agreement": outcome.agreement,
        "version": outcome.version,
        "as_of": day_data(outcome.as_of),
        "agreement_state": outcome.agreement_state.state.value,
        "agreement_reasons": _list(reason.value for reason in outcome.agreement_state.reasons),
    }
    for norm in outcome.norms:
        yield about | _norm(norm)
    for act in outcome.acts:
        yield about | _act(act)


def _norm(norm: NormAnswer) -> dict[str, str]:
    member_of, member = norm.binding or ("", "")
    return {
        "row": "norm",
        "address": norm.address,
        "clause": norm.clause,
        "member_of": member_of,
        "member": member,
        "title": norm.title,
        "party": norm.party,
        "counterparty": norm.counterparty or "",
        "modality": norm.modality,
        "action": norm.action or "",
        "state": norm.state.value,
        "reasons": _list(reason.value for reason in norm.reasons),
        "possible_reasons": _list(reason.value for reason in norm.possible_reasons),
        **_bounds("since", norm.since),
        **_bounds("until", norm.until),
        "certainty": norm.certainty or "",
        **_open(norm.missing, norm.turns_on, norm.assumptions),
        "sources": _list(source.id for source in norm.sources),
        "correlative": norm.correlative or "",
        "written_in": norm.version,
        "place": norm.place,
        "note": norm.note,
        "pattern": norm.pattern or "",
        "performance": norm.performance or "",
        "possible_performances": _list(norm.possible_performances),
        **_bounds("due", norm.due),
        **_amounts(norm),
        **{name: cell for word, when in norm.dates for name, cell in _bounds(word, when).items()},
    }


def _act(act: ActAnswer) -> dict[str, str]:
    return {
        "row": "act",
        "address": act.id,
        "party": dict(act.roles).get("by", ""),
        "action": act.action,
        "roles": _list(f"{role}={value}" for role, value in act.roles),
        "on": "" if act.on is None else day_data(act.on),
        "asked": "yes" if act.asked else "no",
        "verdict": act.verdict.value,
        "possible_verdicts": _list(verdict.value for verdict in act.possible),
        "ability": act.ability or "",
        "because": _list(_ground(ground) for ground in act.because),
        "certainty": act.certainty or "",
        **_open(act.missing, act.turns_on, act.assumptions),
        "written_in": act.version or "",
        "note": act.note,
    }


def _bounds(name: str, when: When | None) -> dict[str, str]:
    """Two columns, equal where the day is known."""
    if when is None:
        return {}
    return {
        f"{name}_at_least": "" if when.at_least is None else day_data(when.at_least),
        f"{name}_at_most": "" if when.at_most is None else day_data(when.at_most),
    }


def _amounts(norm: NormAnswer) -> dict[str, str]:
    """The amount and what is left of it, both in one unit."""
    found = {}
    for name, amount in (("amount", norm.amount), ("outstanding", norm.outstanding)):
        if amount is not None:
            found[f"{name}_at_least"] = "" if amount.at_least is None else number_data(amount.at_least)
            found[f"{name}_at_most"] = "" if amount.at_most is None else number_data(amount.at_most)
            found["unit"] = amount.unit
            found[f"{name}_certainty"] = amount.certainty
    return found


def _open(missing: Iterable[Missing], turns: Iterable[TurnsOn], assumptions: Iterable[str]) -> dict[str, str]:
    return {
        "missing": _list(one.fact for one in missing),
        "turns_on": _list(turn.reading for turn in turns),
        "assumptions": _list(assumptions),
    }


def _ground(ground: Ground) -> str:
    words = f"{'' if ground.certain else 'perhaps '}{ground.effect} {ground.clause}"
    return f"{words} ({ground.detail})" if ground.detail else words


def _list(words: Iterable[str]) -> str:
    return "; ".join(words)
