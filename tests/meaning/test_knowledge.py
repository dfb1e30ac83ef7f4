"""What is unknown is neither assumed nor forgotten: definite answers hold however the gaps are filled."""

from __future__ import annotations

import copy

from hypothesis import given, note, reject
from hypothesis import strategies as st

from tests.meaning.comparing import disagreements, undetermined, weakened
from tests.meaning.effort import effort
from tests.meaning.native import accepted, answer
from tests.meaning.worlds import (
    GENUS,
    OPTIONS,
    Agreement,
    ImpossibleError,
    Scene,
    agreement_text,
    agreements,
    completed,
    full_scenes,
    hidden,
    scene_text,
)


def draw_partial(data: st.DataObject, *, ever: bool = False) -> tuple[Agreement, Scene, Scene]:
    """An agreement, a full scene and one that says less."""
    agreement = data.draw(agreements(ever=ever))
    full = data.draw(full_scenes(agreement))
    partial = data.draw(hidden(full))
    note(agreement_text(agreement))
    note(scene_text(partial))
    return agreement, full, partial


@effort(20)
@given(st.data())
def test_what_is_definite_holds_however_the_gaps_are_filled(data: st.DataObject) -> None:
    """Every state, certain reason, date bound and verdict agrees with the oracle in every completion, and covers it."""
    agreement, full, partial = draw_partial(data)
    outcome = answer(accepted(agreement_text(agreement)), scene_text(partial))
    original = copy.deepcopy(full)
    for name in OPTIONS:
        if name not in partial.readings and agreement.defaults[name] is not None:
            original.readings[name] = str(agreement.defaults[name])
    note(f"completed as it was:\n{scene_text(original)}")
    found = disagreements(outcome, agreement, original)
    assert not found, "\n".join(found)
    for _ in range(4):
        try:
            filled = data.draw(completed(agreement, partial))
        except ImpossibleError:
            reject()
        note(f"completed:\n{scene_text(filled)}")
        found = disagreements(outcome, agreement, filled)
        assert not found, "\n".join(found)


@effort(35)
@given(st.data())
def test_stating_what_was_unknown_flips_nothing(data: st.DataObject) -> None:
    """A definite answer stays as facts are added; bounds only narrow and possibilities only vanish."""
    agreement, _, more = draw_partial(data, ever=True)
    less = data.draw(hidden(more, readings=False))
    note(f"less:\n{scene_text(less)}")
    loaded = accepted(agreement_text(agreement))
    found = weakened(answer(loaded, scene_text(less)), answer(loaded, scene_text(more)))
    assert not found, "\n".join(found)


@effort(20)
@given(st.data())
def test_undetermined_answers_say_what_they_lack_until_they_lack_nothing(data: st.DataObject) -> None:
    """An undetermined answer names facts, readings or a reason; stating the facts ends in an answer that lacks none."""
    agreement, full, partial = draw_partial(data)
    loaded = accepted(agreement_text(agreement))
    seen: set[str] = set()
    for _ in range(60):
        outcome = answer(loaded, scene_text(partial))
        open_answers = undetermined(outcome)
        for each in open_answers:
            assert each.missing or each.turns_on or each.note, f"{each.address} is undetermined and says nothing"
        missing = {fact.fact for each in open_answers for fact in each.missing}
        if not missing:
            return
        fresh = missing - seen
        assert fresh, f"stated and still missing: {missing}"
        seen |= fresh
        for fact in sorted(fresh):
            state(partial, full, fact)
        note(f"stated {sorted(fresh)}:\n{scene_text(partial)}")
    raise AssertionError("there is always something else missing")


def state(scene: Scene, full: Scene, fact: str) -> None:
    """State a missing fact as it is in the full scene."""
    words = fact.split(".")
    asked = {act["id"]: act for act in scene.asked}
    if words[0] == "parameter":
        scene.limit = full.limit
    elif words[0] in asked:
        truth = next(act for act in full.asked if act["id"] == words[0])
        asked[words[0]][words[1]] = truth[words[1]]
    elif words[0] in scene.members and len(words) == 1:
        for kind, genus in GENUS.items():
            if genus == words[0] and kind not in scene.closed:
                state(scene, full, kind)
        scene.closed.add(words[0])
        known = {each["id"]: each for each in scene.members[words[0]]}
        scene.members[words[0]] = [known.get(each["id"], each) for each in full.members[words[0]]]
        target = {"ruling": "notice", "use": "asset", "lend": "asset"}.get(words[0])
        if target is not None:  # what they refer to has to be stated with them
            there = {each["id"] for each in scene.members[target]}
            scene.members[target] += [copy.deepcopy(each) for each in full.members[target] if each["id"] not in there]
    elif words[0] in scene.members:
        member = next(each for each in scene.members[words[0]] if each["id"] == words[1])
        truth = next(each for each in full.members[words[0]] if each["id"] == words[1])
        member[words[2]] = truth[words[2]]
        if words[2] in ("of", "asset"):
            target = {"of": "notice", "asset": "asset"}[words[2]]
            if truth[words[2]] not in {each["id"] for each in scene.members[target]}:
                scene.members[target].append(
                    copy.deepcopy(next(each for each in full.members[target] if each["id"] == truth[words[2]]))
                )
    else:
        scene.singles[words[0]] = full.singles[words[0]]
