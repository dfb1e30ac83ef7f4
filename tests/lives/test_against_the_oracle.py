"""With everything known, the evaluator tells of every norm the life that the oracle tells."""

from __future__ import annotations

from hypothesis import given, note, reject
from hypothesis import strategies as st

from evaluator.engine.outcome import NormAnswer, Outcome, State
from tests.lives.accepting import accepted
from tests.lives.oracle import Oracle
from tests.lives.record import Answer
from tests.lives.sharing import Ambiguous
from tests.lives.texts import agreement_text, scenario_text
from tests.lives.toy import World
from tests.lives.worlds import ASKED, worlds
from tests.meaning.effort import effort
from tests.meaning.native import answer

OVER = {"ended", "terminated", "waived"}
"""Reasons for which nothing is due any more."""


def read(world: World) -> Oracle:
    """What the oracle says, where there is one answer."""
    try:
        return Oracle(world)
    except Ambiguous:
        reject()


def told(norm: NormAnswer, expected: Answer) -> Answer | str:
    """A norm as the oracle would tell it, or in words if it is not definite."""
    if norm.state is State.UNDETERMINED or norm.possible_reasons or norm.possible_performances:
        return f"{norm.state.value} {norm.reasons} {norm.possible_reasons} {norm.possible_performances}"
    if (norm.state is State.IN_FORCE) != (not norm.reasons):
        return f"{norm.state.value} although {norm.reasons}"
    due, waits = expected.due, norm.due is not None and norm.due.known is None
    if expected.reasons & OVER or expected.performance in ("fulfilled", "fulfilled_late"):
        waits = expected.waits  # nothing is due any more
    elif norm.due is None or not waits:
        due = None if norm.due is None or norm.due.known is None else norm.due.known.toordinal()
    elif due is None or norm.due.at_least is None or norm.due.at_least.toordinal() > due + 1 or norm.due.at_most:
        return f"due {norm.due}"
    left = None if norm.outstanding is None else norm.outstanding.known
    if left is None and norm.outstanding is not None:
        return f"outstanding {norm.outstanding}"
    reasons = frozenset(each.value for each in norm.reasons)
    return Answer(reasons, norm.performance, due, waits, None if left is None else int(left * 100))


def differences(outcome: Outcome, oracle: Oracle, day: int) -> list[str]:
    """Where an outcome says something else than the oracle."""
    found = []
    for norm in outcome.norms:
        expected = oracle.answers[day][norm.clause, norm.address.partition(":")[2] or None]
        said = told(norm, expected)
        if said != expected:
            found.append(f"{norm.address}: {said}, expected {expected}")
    state = {each.value for each in outcome.agreement_state.reasons}
    if state != oracle.agreement[day]:
        found.append(f"the agreement is {outcome.agreement_state}, expected {oracle.agreement[day]}")
    return found


@effort(300)
@given(worlds(), st.lists(st.sampled_from(ASKED), min_size=3, max_size=3, unique=True))
def test_with_everything_known_a_life_is_the_oracles(world: World, days: list[int]) -> None:
    """State, reasons, performance, deadline and what is outstanding are those of a walk through every moment."""
    agreement = accepted(world)
    oracle = read(world)
    note(agreement_text(world))
    for day in days:
        found = differences(answer(agreement, scenario_text(world, day)), oracle, day)
        note(scenario_text(world, day))
        assert not found, "\n".join(found)


@effort(100)
@given(worlds(timed=False), st.lists(st.sampled_from(ASKED), min_size=3, max_size=3, unique=True))
def test_acts_without_a_time_leave_open_what_the_oracle_says_of_noon(world: World, days: list[int]) -> None:
    """An act on a bare day may leave an answer open, but what is definite is so wherever in the day the act is put."""
    agreement = accepted(world)
    oracle = read(world)
    note(agreement_text(world))
    for day in days:
        outcome = answer(agreement, scenario_text(world, day))
        note(scenario_text(world, day))
        found = []
        for norm in outcome.norms:
            expected = oracle.answers[day][norm.clause, norm.address.partition(":")[2] or None]
            reasons = {each.value for each in norm.reasons}
            possible = reasons | {each.value for each in norm.possible_reasons}
            words = {norm.performance} if norm.performance else {*norm.possible_performances, None}
            if not reasons <= expected.reasons <= possible or expected.performance not in words:
                found.append(f"{norm.address}: {told(norm, expected)}, expected {expected}")
        assert not found, "\n".join(found)
