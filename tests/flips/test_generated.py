"""What is said to change the answers of generated scenarios does so, and nothing smaller was overlooked."""

from __future__ import annotations

from itertools import combinations

import pytest
import yaml
from hypothesis import given, note
from hypothesis import strategies as st

import evaluator
from evaluator.api.agreements import Agreement
from evaluator.api.changed import Changes
from evaluator.api.scenarios import yaml_text
from evaluator.diagnostics import ScenarioError
from evaluator.explanations.claims import Answer
from evaluator.explanations.flips import Change
from tests.comparisons.editing import edited
from tests.flips.carrying_out import answer_in, carried_out, is_another, words
from tests.lives.accepting import accepted as accepted_life
from tests.lives.texts import agreement_text as life_agreement_text
from tests.lives.texts import scenario_text
from tests.lives.worlds import DAYS, hiding, worlds
from tests.meaning.effort import effort
from tests.meaning.native import accepted, scenario_of
from tests.meaning.worlds import agreement_text, agreements, full_scenes, hidden, scene_text

pytestmark = pytest.mark.once


class World:
    """An agreement and the text of a scenario."""

    def __init__(self, agreement: Agreement, text: str) -> None:
        self.agreement, self.text = agreement, text
        self.scenario = scenario_of(agreement, text)

    def tree(self) -> dict[str, object]:
        """The scenario as dictionaries, lists and text."""
        return dict(yaml.load(self.text, Loader=yaml.BaseLoader))  # noqa: S506 - it makes only text

    def changed(self, changes: tuple[Change, ...], address: str) -> Answer | None:
        """The answer to the text with changes written into it; None where there is none, or they contradict it."""
        return self.answer(carried_out(self.tree(), changes), address)

    def answer(self, tree: dict[str, object], address: str) -> Answer | None:
        """The answer to another text."""
        try:
            return answer_in(evaluator.evaluate(scenario_of(self.agreement, yaml_text(tree))), address)
        except ScenarioError:
            return None


@st.composite
def scenes(draw: st.DrawFn) -> World:
    """A world about applicability and verdicts, of which something may be unknown."""
    agreement = draw(agreements())
    text = agreement_text(agreement)
    note(text)
    scene = draw(full_scenes(agreement))
    return World(accepted(text), scene_text(draw(hidden(scene)) if draw(st.booleans()) else scene))


@st.composite
def lives(draw: st.DrawFn) -> World:
    """A world about what has become of norms, of which something may be unknown."""
    world = draw(worlds())
    text = life_agreement_text(world)
    note(text)
    day = draw(st.sampled_from(DAYS))
    return World(accepted_life(world), scenario_text(world, day, draw(hiding(world)) if draw(st.booleans()) else None))


def one_of(world: World, data: st.DataObject) -> str | None:
    """The address of one of its answers."""
    note(world.text)
    try:
        outcome = evaluator.evaluate(world.scenario)
    except ScenarioError:
        return None
    known = [*outcome.addresses, *(act.id for act in outcome.acts)]
    return data.draw(st.sampled_from(known)) if known else None


@effort(40)
@given(st.one_of(scenes(), lives()), st.data())
def test_every_flip_of_a_generated_scenario_flips(world: World, data: st.DataObject) -> None:
    """Written into the text, the changes give the answer that is reported, it is another, and no part of them does."""
    address = one_of(world, data)
    if address is None:
        return
    found = evaluator.flips(world.scenario, address)
    for flip in found.flips:
        answer = world.changed(flip.changes, address)
        assert answer is not None, flip.changes
        assert words(answer) == words(flip.answer), flip.changes
        assert is_another(found, answer, world.scenario), flip.changes
        for number in range(1, len(flip.changes)):
            for part in combinations(flip.changes, number):
                less = world.changed(part, address)
                assert less is None or not is_another(found, less, world.scenario), part


@effort(40)
@given(st.one_of(scenes(), lives()), st.data())
def test_no_single_value_is_overlooked(world: World, data: st.DataObject) -> None:
    """If the search came to its end, no other value of a fact whose values can be listed changes a definite answer."""
    address = one_of(world, data)
    if address is None:
        return
    found = evaluator.flips(world.scenario, address, size=1)
    if not found.complete or "undetermined" in words(found.answer):
        return
    known = {(flip.changes[0].address, flip.changes[0].becomes) for flip in found.flips}
    changes = Changes(world.scenario)
    for fact in map(changes.fact, changes.addresses()):
        for value in changes.options(fact):
            if (fact.address, value) not in known and fact.address not in found.untried:
                tree = world.tree()
                edited(tree, fact.address, value)
                answer = world.answer(tree, address)
                assert answer is None or not is_another(found, answer, world.scenario), (address, fact.address, value)


@effort(20)
@given(st.one_of(scenes(), lives()), st.data())
def test_the_same_is_found_each_time(world: World, data: st.DataObject) -> None:
    """Asked again of the same text, the same changes are found in the same order, with the same effort."""
    address = one_of(world, data)
    if address is not None:
        again = scenario_of(world.agreement, world.text)
        first, second = evaluator.flips(world.scenario, address), evaluator.flips(again, address)
        assert first.rows() == second.rows()
        assert (first.evaluations, first.untried) == (second.evaluations, second.untried)
