"""An outcome as plain data: dictionaries, lists, text, truth values and null, ready for JSON.

The form is numbered, described in `docs/outcome.md` and held to `outcome.schema.json` beside this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from evaluator.model import as_data

if TYPE_CHECKING:
    from decimal import Decimal

    from evaluator.engine.outcome import (
        ActAnswer,
        AgreementState,
        Amount,
        Conflict,
        Day,
        EffectNote,
        Ground,
        Missing,
        NormAnswer,
        Outcome,
        SourceNote,
        TurnsOn,
        When,
    )

Plain: TypeAlias = as_data.Plain
"""What JSON can hold."""

FORMAT: Final = "1"
"""The number of the form; it changes when a key is renamed, removed or given another meaning, not when one is added."""


def outcome_data(outcome: Outcome) -> dict[str, Plain]:
    """The whole outcome, keys in a fixed order, dates as ISO text."""
    return {
        "format": FORMAT,
        "title": outcome.title,
        "agreement": outcome.agreement,
        "agreement_title": outcome.agreement_title,
        "version": outcome.version,
        "pinned": outcome.pinned,
        "partial": outcome.partial,
        "as_of": day_data(outcome.as_of),
        "engine": outcome.engine,
        "parties": [{"id": party.id, "title": party.title} for party in outcome.parties],
        "agreement_state": _agreement_state(outcome.agreement_state),
        "norms": [norm_data(norm) for norm in outcome.norms],
        "acts": [act_data(act) for act in outcome.acts],
        "effects": [_effect(effect) for effect in outcome.effects],
        "conflicts": [_conflict(conflict) for conflict in outcome.conflicts],
        "assumptions": list(outcome.assumptions),
        "idle_assumptions": list(outcome.idle_assumptions),
        "fixed": dict(outcome.fixed),
    }


def norm_data(norm: NormAnswer) -> dict[str, Plain]:
    """One norm's answer."""
    return {
        "address": norm.address,
        "clause": norm.clause,
        "title": norm.title,
        "binding": None if norm.binding is None else {norm.binding[0]: norm.binding[1]},
        "party": norm.party,
        "counterparty": norm.counterparty,
        "modality": norm.modality,
        "action": norm.action,
        "state": norm.state.value,
        "reasons": [reason.value for reason in norm.reasons],
        "possible_reasons": [reason.value for reason in norm.possible_reasons],
        "since": when_data(norm.since),
        "until": when_data(norm.until),
        "performance": norm.performance,
        "possible_performances": list(norm.possible_performances),
        "due": when_data(norm.due),
        "amount": amount_data(norm.amount),
        "outstanding": amount_data(norm.outstanding),
        "dates": {word: when_data(when) for word, when in norm.dates},
        "certainty": norm.certainty,
        "missing": [missing_data(one) for one in norm.missing],
        "turns_on": [_turn(one) for one in norm.turns_on],
        "sources": [source_data(one) for one in norm.sources],
        "correlative": norm.correlative,
        "assumptions": list(norm.assumptions),
        "version": norm.version,
        "place": norm.place,
        "note": norm.note,
        "pattern": norm.pattern,
    }


def act_data(act: ActAnswer) -> dict[str, Plain]:
    """One act's answer."""
    return {
        "id": act.id,
        "action": act.action,
        "roles": dict(act.roles),
        "on": None if act.on is None else day_data(act.on),
        "asked": act.asked,
        "verdict": act.verdict.value,
        "possible": [verdict.value for verdict in act.possible],
        "ability": act.ability,
        "because": [_ground(one) for one in act.because],
        "missing": [missing_data(one) for one in act.missing],
        "turns_on": [_turn(one) for one in act.turns_on],
        "certainty": act.certainty,
        "assumptions": list(act.assumptions),
        "version": act.version,
        "note": act.note,
    }


def when_data(when: When | None) -> Plain:
    """A known day as text, bounds as `{"at_least": …, "at_most": …}`, null where nothing is known."""
    if when is None:
        return None
    if when.known is not None:
        return day_data(when.known)
    return {
        "at_least": None if when.at_least is None else day_data(when.at_least),
        "at_most": None if when.at_most is None else day_data(when.at_most),
    }


def day_data(day: Day) -> str:
    """`2025-10-28`, or `2026-05-01T10:30:00`."""
    return day.isoformat()


def amount_data(amount: Amount | None) -> Plain:
    """Both bounds as exact decimal text, equal where the amount is known, null where there is no bound."""
    if amount is None:
        return None
    return {
        "at_least": None if amount.at_least is None else number_data(amount.at_least),
        "at_most": None if amount.at_most is None else number_data(amount.at_most),
        "unit": amount.unit,
        "certainty": amount.certainty,
    }


def number_data(number: Decimal) -> str:
    """`900`, `0.05`: all digits and no exponent."""
    return f"{number:f}"


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of one outcome, as text."""
    return Path(__file__).with_name("outcome.schema.json").read_text(encoding="utf-8")


def missing_data(missing: Missing) -> dict[str, Plain]:
    """A fact that would help."""
    return {"fact": missing.fact, "question": missing.question}


def _turn(turn: TurnsOn) -> Plain:
    return {"reading": turn.reading, "question": turn.question, "used": turn.used, "options": dict(turn.options)}


def source_data(source: SourceNote) -> dict[str, Plain]:
    """A source."""
    return {"id": source.id, "title": source.title, "url": source.url}


def _ground(ground: Ground) -> Plain:
    return {"clause": ground.clause, "effect": ground.effect, "certain": ground.certain, "detail": ground.detail}


def _effect(effect: EffectNote) -> Plain:
    return {
        "clause": effect.clause,
        "verb": effect.verb,
        "target": effect.target,
        "to": effect.to,
        "act": effect.act,
        "on": when_data(effect.on),
        "certain": effect.certain,
    }


def _agreement_state(state: AgreementState) -> Plain:
    return {
        "state": state.state.value,
        "reasons": [reason.value for reason in state.reasons],
        "since": when_data(state.since),
    }


def _conflict(conflict: Conflict) -> Plain:
    return {
        "clauses": list(conflict.clauses),
        "act": conflict.act,
        "party": conflict.party,
        "certain": conflict.certain,
        "explanation": conflict.explanation,
    }
