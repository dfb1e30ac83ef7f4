"""Laws about one answer: its parts fit one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from evaluator.api.evaluate import evaluate
from evaluator.api.scenarios import Scenario
from evaluator.engine.outcome import ActAnswer, Day, Ground, NormAnswer, Outcome, State, Verdict
from evaluator.testing.law import held
from evaluator.values.time import end_of, start_of

CORRELATIVES: Final = {
    "obligation": "claim",
    "prohibition": "claim",
    "guarantee": "claim",
    "permission": "no_right",
    "exemption": "disability",
    "power": "liability",
}
"""What the other party has (docs/semantics.md, both sides)."""
OF_DUTIES: Final = ("open", "fulfilled", "fulfilled_late", "breached", "cured", "defaulted")
OF_RIGHTS: Final = ("available", "exercised", "lapsed")
_WORDS: Final = dict.fromkeys(("obligation", "prohibition", "guarantee"), OF_DUTIES) | dict.fromkeys(
    ("permission", "power"), OF_RIGHTS
)
_DECIDED_BY: Final = {
    Verdict.OBLIGATORY: ("obliges",),
    Verdict.PERMITTED: ("permits", "releases", "exempts", "enables", "performed"),
    Verdict.PROHIBITED: ("prohibits",),
    Verdict.CONFLICTING: ("prohibits", "obliges", "exempts"),
}
"""A verdict rests on a clause that has one of these effects."""
_SAID_BY: Final = {"prohibits": "prohibition", "permits": "permission", "obliges": "obligation", "exempts": "exemption"}


def check_claims(scenario: Scenario) -> None:
    """What one party has against another shows on the other's side."""
    outcome = evaluate(scenario)
    ids = [party.id for party in outcome.parties]
    held([line for norm in outcome.norms for line in _of_sides(norm, outcome, ids)])


def _of_sides(norm: NormAnswer, outcome: Outcome, parties: Sequence[str]) -> Iterator[str]:
    expected = None if norm.counterparty is None else CORRELATIVES[norm.modality]
    if norm.correlative != expected:
        yield f"{norm.address}: {norm.modality} against {norm.counterparty}, but {norm.correlative}"
    for party in parties:
        named, claims = party in (norm.counterparty or "").split(", "), norm in outcome.claims(party)
        if named and not claims:
            yield f"{norm.address}: against {party}, who can claim nothing"
        if claims and not named:
            yield f"{norm.address}: not against {party}, who claims it"


def check_consistency(scenario: Scenario) -> None:
    """What is said of each norm and each act fits together."""
    outcome = evaluate(scenario)
    norms = [f"{norm.address}: {words}" for norm in outcome.norms for words in _of_norm(norm, outcome.as_of)]
    acts = [f"{act.id}: {words}" for act in outcome.acts for words in _of_act(act)]
    dated = {act.id.text for act in scenario.written.ask if any(role.text == "on" for role, _ in act.roles.attributes)}
    now = (act for act in outcome.acts if act.asked and act.id not in dated)
    grounds = [f"{act.id}: {words}" for act in now for each in act.because for words in _of_ground(each, outcome)]
    held([*norms, *acts, *grounds])


def check_no_conflict(scenario: Scenario) -> None:
    """Nothing certainly conflicts."""
    outcome = evaluate(scenario)
    held([f"{' and '.join(each.clauses)}: {each.explanation}" for each in outcome.conflicts if each.certain])


def _of_norm(norm: NormAnswer, as_of: Day) -> Iterator[str]:
    against = (*norm.reasons, *norm.possible_reasons)
    if norm.state is State.IN_FORCE and against:
        yield f"in force, with reasons against it: {', '.join(each.value for each in against)}"
    if norm.state is not State.IN_FORCE and not against:
        yield f"{norm.state.value}, without any reason"
    if norm.state is State.UNDETERMINED and norm.reasons:
        yield f"undetermined, although it certainly is {norm.reasons[0].value}"
    if norm.state is not State.UNDETERMINED:
        since = None if norm.since is None else norm.since.at_least
        until = None if norm.until is None else norm.until.at_most
        if since is not None and start_of(since) > end_of(as_of):
            yield f"so since {since}, which has not come"
        if until is not None and _last(until) <= end_of(as_of):
            yield f"so until {until}, which is over"
    words = ({norm.performance} if norm.performance else set()) | set(norm.possible_performances)
    strange = words - set(_WORDS.get(norm.modality, ()))
    if strange:
        yield f"{', '.join(sorted(strange))} cannot be said of a norm of the kind {norm.modality}"
    if norm.performance is not None and norm.possible_performances:
        yield f"{norm.performance} for certain, but perhaps {', '.join(norm.possible_performances)}"
    yield from _of_amounts(norm)


def _of_amounts(norm: NormAnswer) -> Iterator[str]:
    if norm.outstanding is None:
        return
    low, high = norm.outstanding.at_least, norm.outstanding.at_most
    if low is not None and low < 0:
        yield f"{low} is outstanding"
    most = None if norm.amount is None else norm.amount.at_most
    if high is not None and most is not None and high > most:
        yield f"{high} may be outstanding of {most}"
    if norm.performance in ("fulfilled", "fulfilled_late") and norm.outstanding.known != 0:
        yield f"{norm.performance}, with something outstanding"
    if norm.performance == "open" and high == 0:
        yield "open, with nothing outstanding"


def _of_act(act: ActAnswer) -> Iterator[str]:
    effects = {ground.effect for ground in act.because}
    if act.verdict is Verdict.UNDETERMINED and not (act.possible or act.note):
        yield "undetermined, with nothing that it may be"
    if act.verdict is not Verdict.UNDETERMINED and act.possible:
        yield f"{act.verdict.value} for certain, but perhaps {', '.join(each.value for each in act.possible)}"
    needed = _DECIDED_BY.get(act.verdict)
    if needed is not None and not effects & set(needed):
        yield f"{act.verdict.value}, although no clause {' or '.join(needed)}"
    certain = {ground.effect for ground in act.because if ground.certain}
    if act.verdict is Verdict.PROHIBITED and certain & {"permits", "obliges"}:
        yield "prohibited, although a clause permits or obliges"
    if act.verdict in (Verdict.PERMITTED, Verdict.OBLIGATORY, Verdict.UNREGULATED) and "prohibits" in certain:
        yield f"{act.verdict.value}, although a clause prohibits"
    if act.verdict is Verdict.UNREGULATED and certain & {"permits", "obliges"}:
        yield "unregulated, although a clause permits or obliges"


def _of_ground(ground: Ground, outcome: Outcome) -> Iterator[str]:
    """What a clause says about an act of the day asked about rests on a norm of that kind which applies on it."""
    kind = _SAID_BY.get(ground.effect)
    norms = [norm for norm in outcome.norms if ground.clause in (norm.clause, norm.address)]
    if kind is None or not norms:
        return
    if any(norm.modality != kind for norm in norms):
        yield f"`{ground.clause}` {ground.effect}, but it is no {kind}"
    if ground.certain and not any(norm.state is State.IN_FORCE for norm in norms):
        yield f"`{ground.clause}` {ground.effect}, but is not in force"
    if all(norm.state is State.NOT_IN_FORCE for norm in norms):
        yield f"`{ground.clause}` perhaps {ground.effect}, but is not in force"


def _last(day: Day) -> int:
    """The last moment that a day can mean; of a bare day that something within it is not known more closely."""
    return start_of(day) if isinstance(day, datetime) else end_of(day)
