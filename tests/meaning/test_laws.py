"""With everything known, the evaluator gives what the oracle gives."""

from __future__ import annotations

from hypothesis import given, note
from hypothesis import strategies as st

from evaluator.engine.outcome import NormAnswer, State
from tests.meaning.comparing import moment_of, shown
from tests.meaning.effort import effort
from tests.meaning.native import accepted, answer
from tests.meaning.oracle import Oracle, judge
from tests.meaning.worlds import agreement_text, agreements, asked_act, full_scenes, scene_text, world_of


def check_dates(norm: NormAnswer, since: int | None, until: int | None) -> None:
    """The dates of a norm in a world where all is known."""
    where = f"{norm.address}: since {norm.since} until {norm.until}, expected {shown(since)} {shown(until)}"
    for when, moment in ((norm.since, since), (norm.until, until)):
        if moment is None:
            assert when is None or when.known is None, where
        else:
            assert when is not None, where
            assert when.known is not None, where
            assert moment_of(when.known) == moment, where


@effort(80)
@given(st.data())
def test_with_everything_known_states_reasons_and_dates_are_the_oracles(data: st.DataObject) -> None:
    """State, reasons, `since` and `until` of every norm are those of a walk through every moment."""
    agreement = data.draw(agreements())
    scene = data.draw(full_scenes(agreement))
    note(agreement_text(agreement))
    note(scene_text(scene))
    outcome = answer(accepted(agreement_text(agreement)), scene_text(scene))
    world = world_of(agreement, scene)
    oracle = Oracle(world)
    for norm in outcome.norms:
        member = None if norm.binding is None else norm.binding[1]
        reasons = oracle.reasons(norm.clause, member, world.as_of)
        expected = State.NOT_IN_FORCE if reasons else State.IN_FORCE
        assert (norm.address, norm.state) == (norm.address, expected)
        assert (norm.address, frozenset(reason.value for reason in norm.reasons)) == (norm.address, reasons)
        assert (norm.address, norm.possible_reasons) == (norm.address, ())
        check_dates(norm, *oracle.since_until(norm.clause, member))


@effort(50)
@given(st.data())
def test_with_everything_known_verdicts_are_the_oracles(data: st.DataObject) -> None:
    """Every stated or asked act has the verdict and the ability that the oracle gives it."""
    agreement = data.draw(agreements())
    scene = data.draw(full_scenes(agreement))
    note(agreement_text(agreement))
    note(scene_text(scene))
    outcome = answer(accepted(agreement_text(agreement)), scene_text(scene))
    world = world_of(agreement, scene)
    acts = {act["id"]: act for sort in ("use", "lend", "pay") for act in world.members[sort]}
    acts |= {act["id"]: asked_act(scene, act) for act in scene.asked}
    for found in outcome.acts:
        verdicts, abilities = judge(world, acts[found.id])
        assert found.verdict.value in verdicts, f"{found.id} is {found.verdict.value}, not {verdicts}: {found.because}"
        assert found.ability in abilities, f"{found.id} is {found.ability}, not {abilities}: {found.because}"
