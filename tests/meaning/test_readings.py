"""Readings: the answer is what the options agree on, or the default's, and says on which readings it turns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from evaluator.engine.outcome import ActAnswer, NormAnswer, Outcome
from evaluator.report.data import Plain, act_data, norm_data
from tests.meaning.effort import effort
from tests.meaning.native import accepted, answer
from tests.meaning.worlds import OPTIONS, agreement_text, agreements, full_scenes, scene_text

COMBINATIONS = [dict(zip(OPTIONS, chosen, strict=True)) for chosen in product(*OPTIONS.values())]


@effort(30)
@given(st.data())
def test_an_answer_is_what_the_options_in_question_agree_on(data: st.DataObject) -> None:
    """Undecided readings range over their options, decided ones keep their default; agreement is the answer."""
    agreement = data.draw(agreements())
    scene = data.draw(full_scenes(agreement))
    scene.readings = {}
    note(agreement_text(agreement))
    note(scene_text(scene))
    loaded = accepted(agreement_text(agreement))
    outcome = answer(loaded, scene_text(scene))
    every = [(chosen, answer(loaded, scene_text(scene), readings=chosen)) for chosen in COMBINATIONS]
    used = [
        (chosen, found)
        for chosen, found in every
        if all(agreement.defaults[name] in (None, option) for name, option in chosen.items())
    ]
    for address in [*outcome.addresses, *(act.id for act in outcome.acts)]:
        read, read_whole = partial(word, address), partial(whole, address)
        said, turns_on = read(outcome), part(address, outcome).turns_on
        options = {read(found) for _, found in used}
        assert said == (options.pop() if len(options) == 1 else "undetermined"), f"{address} is {said}, of {options}"
        turns = {turn.reading for turn in turns_on}
        assert turning(every, read) <= turns <= turning(every, read_whole), (
            f"{address} turns on {turns}, its word on {turning(every, read)}, all of it on {turning(every, read_whole)}"
        )
        for turn in turns_on:
            assert turn.used == agreement.defaults[turn.reading]
            assert [option for option, _ in turn.options] == OPTIONS[turn.reading]


def part(address: str, outcome: Outcome) -> NormAnswer | ActAnswer:
    """The answer about a norm or an act."""
    return outcome[address] if address in outcome.addresses else outcome.act(address)


def word(address: str, outcome: Outcome) -> str:
    """The state of a norm or the verdict on an act."""
    found = part(address, outcome)
    return found.state.value if isinstance(found, NormAnswer) else found.verdict.value


def whole(address: str, outcome: Outcome) -> dict[str, Plain]:
    """All that an answer says, but for the readings it turns on."""
    found = part(address, outcome)
    data = norm_data(found) if isinstance(found, NormAnswer) else act_data(found)
    return {key: value for key, value in data.items() if key != "turns_on"}


def turning(every: list[tuple[dict[str, str], Outcome]], read: Callable[[Outcome], Any]) -> set[str]:
    """The readings for which two combinations that differ only there give something different."""
    return {
        name
        for name in OPTIONS
        for (one, first), (other, second) in product(every, repeat=2)
        if all((one[each] == other[each]) is (each != name) for each in OPTIONS) and read(first) != read(second)
    }


@effort(20)
@given(st.data())
def test_an_option_chosen_in_the_scenario_counts_like_one_chosen_in_the_call(data: st.DataObject) -> None:
    """`with:` a combination gives the same states and verdicts as evaluating under it."""
    agreement = data.draw(agreements())
    scene = data.draw(full_scenes(agreement))
    loaded = accepted(agreement_text(agreement))
    chosen = dict(scene.readings)
    stated = answer(loaded, scene_text(scene))
    scene.readings = {}
    called = answer(loaded, scene_text(scene), readings=chosen)
    assert [(norm.address, norm.state, norm.reasons, norm.since, norm.until) for norm in stated.norms] == [
        (norm.address, norm.state, norm.reasons, norm.since, norm.until) for norm in called.norms
    ]
    assert [(act.id, act.verdict) for act in stated.acts] == [(act.id, act.verdict) for act in called.acts]
