"""What an outcome says, as words by address, so that two outcomes can be held against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Final

from evaluator.engine.outcome import ActAnswer, Amount, Day, NormAnswer, Outcome, State, When
from evaluator.values.time import day_text, without_time

_ENDS: Final = (date.min, date.max)
"""The first and the last day there are bound nothing."""

Told = dict[str, str]
"""What is said of one norm or act: key and words."""

Rename = Callable[[str], str]
Move = Callable[[Day], Day]


def _same_name(name: str) -> str:
    return name


def _same_day(day: Day) -> Day:
    return day


def told_of_norm(norm: NormAnswer, *, party: Rename = _same_name, move: Move = _same_day) -> Told:
    """What is said of a norm; its parties renamed and its days moved.

    Since when it has been undetermined is left out: that is worked out together with what is missing, which takes long.
    """
    known = norm.state is not State.UNDETERMINED
    return {
        "state": norm.state.value,
        "reasons": _words(norm.reasons),
        "possible reasons": _words(norm.possible_reasons),
        "since": _when(norm.since, move) if known else "",
        "until": _when(norm.until, move) if known else "",
        "performance": norm.performance or _words(norm.possible_performances),
        "due": _when(norm.due, move),
        "amount": _amount(norm.amount),
        "outstanding": _amount(norm.outstanding),
        "dates": "; ".join(f"{word} {_when(when, move)}" for word, when in norm.dates),
        "certainty": norm.certainty or "",
        "party": _parties(norm.party, party),
        "counterparty": _parties(norm.counterparty or "", party),
    }


def told_of_act(act: ActAnswer) -> Told:
    """What is said of an act."""
    return {
        "verdict": act.verdict.value,
        "possible": _words(act.possible),
        "ability": act.ability or "",
        "certainty": act.certainty or "",
    }


def told(outcome: Outcome) -> dict[str, Told]:
    """What is said of each norm and act, by address, of the agreement, and of conflicts."""
    agreement = outcome.agreement_state
    conflicts = sorted(f"{'+'.join(sorted(each.clauses))} in {each.act} {each.certain}" for each in outcome.conflicts)
    return {
        "agreement": {"state": agreement.state.value, "reasons": _words(agreement.reasons)},
        "conflicts": {"conflicts": "; ".join(conflicts)},
        **{norm.address: told_of_norm(norm) for norm in outcome.norms},
        **{act.address: told_of_act(act) for act in outcome.acts},
    }


def different(address: str, first: Told, second: Told) -> list[str]:
    """How what is said of one thing differs: `rent: state in_force, then not_in_force`."""
    return [
        f"{address}: {key} {first.get(key) or 'none'}, then {second.get(key) or 'none'}"
        for key in dict.fromkeys((*first, *second))
        if first.get(key) != second.get(key)
    ]


def differences(first: dict[str, Told], second: dict[str, Told]) -> list[str]:
    """How two outcomes differ, address by address."""
    found = []
    for address in dict.fromkeys((*first, *second)):
        if address not in first or address not in second:
            found.append(f"{address}: only in the {'first' if address in first else 'second'} answer")
        else:
            found += different(address, first[address], second[address])
    return found


def _words(words: Iterable[Enum | str]) -> str:
    return ", ".join(sorted(each.value if isinstance(each, Enum) else each for each in words))


def _when(when: When | None, move: Move) -> str:
    if when is None:
        return ""
    bounds = (None if day is None or without_time(day) in _ENDS else day for day in (when.at_least, when.at_most))
    first, last = (None if day is None else day_text(move(day)) for day in bounds)
    return first if first == last and first is not None else f"{first or '…'} to {last or '…'}"


def _amount(amount: Amount | None) -> str:
    if amount is None:
        return ""
    low, high = (None if each is None else f"{each.normalize():f}" for each in (amount.at_least, amount.at_most))
    bounds = low if low == high and low is not None else f"{low or '…'} to {high or '…'}"
    return f"{bounds} {amount.unit} ({amount.certainty})"


def _parties(text: str, rename: Rename) -> str:
    """Parties in an order that does not depend on their names."""
    word = " or " if " or " in text else ", "
    return word.join(sorted(rename(each) for each in text.split(word))) if text else ""
