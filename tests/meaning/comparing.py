"""Comparing outcomes with the oracle, and outcomes with each other."""

from __future__ import annotations

from datetime import date, datetime

from evaluator.engine.outcome import ActAnswer, Day, NormAnswer, Outcome, State, Verdict, When
from tests.meaning.oracle import MINUTES, Oracle, judge
from tests.meaning.worlds import Agreement, Scene, asked_act, world_of

ALWAYS = (float("-inf"), float("inf"))


def moment_of(day: Day) -> int:
    """A day or a moment of an outcome as minutes."""
    minutes = day.toordinal() * MINUTES
    return minutes + day.hour * 60 + day.minute if isinstance(day, datetime) else minutes


def shown(moment: float | None) -> str:
    """A moment in words."""
    if moment is None or moment in ALWAYS:
        return str(moment)
    return f"{date.fromordinal(int(moment) // MINUTES)} {int(moment) % MINUTES}"


def span(when: When | None) -> tuple[float, float]:
    """The bounds of a date as minutes; a bare day as the latest there is means some moment of it."""
    if when is None:
        return ALWAYS
    low, high = when.at_least, when.at_most
    return (
        ALWAYS[0] if low is None else moment_of(low),
        ALWAYS[1] if high is None else moment_of(high) + (0 if isinstance(high, datetime) else MINUTES - 1),
    )


def disagreements(outcome: Outcome, agreement: Agreement, full: Scene) -> list[str]:
    """How an outcome fails to allow for a full scene: what is certain must be so, and what is so must be possible."""
    world = world_of(agreement, full)
    oracle = Oracle(world)
    found = []
    for norm in outcome.norms:
        member = None if norm.binding is None else norm.binding[1]
        reasons = oracle.reasons(norm.clause, member, world.as_of)
        certain = {reason.value for reason in norm.reasons}
        possible = certain | {reason.value for reason in norm.possible_reasons}
        if norm.state is State.IN_FORCE and reasons:
            found.append(f"{norm.address} is in force, but {set(reasons)}")
        if norm.state is State.NOT_IN_FORCE and not reasons:
            found.append(f"{norm.address} is not in force ({certain}), but may be")
        if not certain <= reasons:
            found.append(f"{norm.address} has certain reasons {certain}, but may have {set(reasons)}")
        if not reasons <= possible:
            found.append(f"{norm.address} has possible reasons {possible}, but may have {set(reasons)}")
        if norm.state is not State.UNDETERMINED:
            since, until = oracle.since_until(norm.clause, member)
            for word, when, moment in (
                ("since", norm.since, ALWAYS[0] if since is None else since),
                ("until", norm.until, ALWAYS[1] if until is None else until),
            ):
                low, high = span(when)
                if not low <= moment <= high:
                    found.append(f"{norm.address} {word} {shown(low)} to {shown(high)}, but may be {shown(moment)}")
    acts = {act["id"]: act for sort in ("use", "lend", "pay") for act in world.members[sort]}
    acts |= {act["id"]: asked_act(full, act) for act in full.asked}
    for act in outcome.acts:
        verdicts, abilities = judge(world, acts[act.id])
        said = {act.verdict.value} if act.verdict is not Verdict.UNDETERMINED else {each.value for each in act.possible}
        if "undetermined" in verdicts:
            verdicts |= {"unregulated"}
            said |= {"undetermined"} if "unregulated" in said else set()
        if act.verdict is not Verdict.UNDETERMINED and not said & verdicts:
            found.append(f"{act.id} is {act.verdict.value}, but may be {verdicts}: {act.because}")
        if act.verdict is Verdict.UNDETERMINED and not said & verdicts:
            found.append(f"{act.id} is possibly {said}, but may be {verdicts}: {act.because}")
        if act.ability != "undetermined" and act.ability not in abilities:
            found.append(f"{act.id} is {act.ability}, but may be {abilities}: {act.because}")
    return found


def weakened(less: Outcome, more: Outcome) -> list[str]:
    """What is definite in the outcome that knows less and different, or less precise, in the one that knows more."""
    found = []
    for norm in less.norms:
        other = more[norm.address]
        if norm.state is not State.UNDETERMINED and other.state is not norm.state:
            found.append(f"{norm.address} was {norm.state.value}, is {other.state.value}")
        if not set(norm.reasons) <= set(other.reasons):
            found.append(f"{norm.address} had reasons {norm.reasons}, has {other.reasons}")
        if not {*other.reasons, *other.possible_reasons} <= {*norm.reasons, *norm.possible_reasons}:
            found.append(
                f"{norm.address} could have reasons {norm.possible_reasons}, can have {other.possible_reasons}"
            )
        if norm.state is not State.UNDETERMINED:
            for word, before, after in (("since", norm.since, other.since), ("until", norm.until, other.until)):
                (low, high), (now_low, now_high) = span(before), span(after)
                # Silence about a date may mean that there is none: then any bounds contain it.
                if after is None:
                    continue
                if not (low <= now_low and now_high <= high):
                    found.append(
                        f"{norm.address} {word} was within {shown(low)} {shown(high)}, "
                        f"is within {shown(now_low)} {shown(now_high)}"
                    )
    for act in less.acts:
        other_act = more.act(act.id)
        if act.verdict is not Verdict.UNDETERMINED and other_act.verdict is not act.verdict:
            found.append(f"{act.id} was {act.verdict.value}, is {other_act.verdict.value}")
        if act.ability not in (None, "undetermined") and other_act.ability != act.ability:
            found.append(f"{act.id} was {act.ability}, is {other_act.ability}")
    return found


def undetermined(outcome: Outcome) -> list[NormAnswer | ActAnswer]:
    """The answers of an outcome that are undetermined."""
    return [
        *(norm for norm in outcome.norms if norm.state is State.UNDETERMINED),
        *(act for act in outcome.acts if act.verdict is Verdict.UNDETERMINED),
    ]
