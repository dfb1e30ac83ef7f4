"""Missing facts are ranked by how many open answers they would settle, found by trying."""

from datetime import date
from pathlib import Path

import pytest

import evaluator
from evaluator.api.changed import Changes, node_of_text, with_fact
from evaluator.api.stating import closed
from evaluator.api.trials import MOST_FACTS
from evaluator.engine.outcome import Outcome
from evaluator.explanations.trial_values import MOST_VALUES
from tests.missing.answering import examples
from tests.missing.samples import SCENARIO, load, write
from tests.repository import ROOT

pytestmark = pytest.mark.once

EXAMPLES = examples(each=31, first=6)


def undetermined(outcome: Outcome) -> set[str]:
    """The open answers, told without the help of what is tested: only what names a missing fact is looked at."""
    norms = {
        norm.address for norm in outcome.norms if norm.missing and (norm.in_force is None or norm.possible_performances)
    }
    acts = {
        act.id
        for act in outcome.acts
        if act.missing and (act.verdict is evaluator.Verdict.UNDETERMINED or act.ability == "undetermined")
    }
    return norms | acts


@pytest.mark.parametrize("path", EXAMPLES, ids=str)
def test_each_trial_settles_what_a_whole_evaluation_settles(path: Path) -> None:
    """Stating the value and evaluating everything again leaves the same answers open."""
    scenario = evaluator.load_scenario(ROOT / path)
    before = evaluator.evaluate(scenario)
    found = evaluator.missing(scenario)
    assert undetermined(before) <= set(found.open)
    changes = Changes(scenario)
    for fact in found.facts:
        for trial in fact.trials:
            if fact.is_list:
                changed = closed(changes, fact.fact, fact.up_to)
            else:
                place = changes.fact(fact.fact)
                changed = with_fact(scenario, place, changes.given(place, node_of_text(trial.value, fact.fact)))
            after = evaluator.evaluate(changed)
            left = undetermined(after)
            assert left.isdisjoint(trial.settled), (fact.fact, trial.value)
            settled_by_name = undetermined(before) - left
            unnamed = {norm.address for norm in after.norms if norm.in_force is None or norm.possible_performances}
            assert settled_by_name - unnamed - {act.id for act in after.acts} <= set(trial.settled)


def test_the_one_that_settles_most_comes_first(tmp_path: Path) -> None:
    """For certain, then perhaps, then by how many name it; what nobody can state comes last."""
    found = evaluator.missing(load(tmp_path))
    assert [fact.fact for fact in found.facts] == [
        "room.loft.size",
        "pay",
        "notice.first.on",
        "quiet",
        "room.loft.share",
        "notice",
        "notice.first.kind",
        "notice.first.read",
        "parameter.limit",
        "room.loft.price",
        "season.summer.starts",
    ]
    assert [(fact.least, fact.most) for fact in found.facts[:5]] == [(1, 1), (1, 1), (0, 1), (0, 1), (0, 1)]
    assert found["season.summer.starts"].own
    assert found["season.summer.starts"].least is None
    assert [trial.value for trial in found["quiet"].trials if trial.settled == ("access",)] == ["yes"]


def test_a_fact_comes_with_its_question_its_meaning_and_its_values(tmp_path: Path) -> None:
    """As the vocabulary and the agreement have them; a row has all of it as plain text."""
    found = evaluator.missing(load(tmp_path))
    assert found["notice.first.read"].meaning == "opened by the addressee"
    assert found["parameter.limit"].meaning == "what a room may cost"
    assert found["notice.first.kind"].options == ("plain", "registered")
    assert found["pay"].is_list
    assert found["pay"].question == "are there acts of `pay` up to 2026-04-01 that are not stated?"
    [row] = [row for row in found.rows() if row["fact"] == "quiet"]
    assert row == {
        "fact": "quiet",
        "question": "is it so that the neighbours sleep?",
        "meaning": "the neighbours sleep",
        "type": "yes/no",
        "options": "yes; no",
        "known": "",
        "settles_at_least": 0,
        "settles_at_most": 1,
        "settled": "access",
        "named_by": "access; solo",
    }
    with pytest.raises(KeyError, match=r"`quit` is not missing; missing are: .*quiet"):
        found["quit"]


def test_only_the_answers_that_matter_are_counted(tmp_path: Path) -> None:
    """Facts on which no other answer depends are not named, and nothing else is counted."""
    found = evaluator.missing(load(tmp_path), answers=["rent"])
    assert [(fact.fact, fact.settled) for fact in found.facts] == [("pay", ("rent",))]
    assert found.open == ("rent",)
    with pytest.raises(evaluator.QuestionError, match="there is no norm or act `rant`; did you mean `rent`"):
        evaluator.missing(load(tmp_path), answers=["rant"])


def test_trials_are_bounded(tmp_path: Path) -> None:
    """So many facts with so many values each, and no more; those that more answers name are tried first."""
    rooms = ", ".join(f"{{id: room_{number}}}" for number in range(30))
    found = evaluator.missing(load(tmp_path, SCENARIO.replace("{id: loft}", f"{{id: loft}}, {rooms}")))
    tried = [fact for fact in found.facts if fact.trials]
    assert len(found.facts) > MOST_FACTS
    assert len(tried) <= MOST_FACTS
    assert all(len(fact.trials) <= MOST_VALUES for fact in found.facts)
    assert found["notice"].trials


def test_numbers_and_days_are_tried_on_both_sides_of_what_is_written(tmp_path: Path) -> None:
    """The threshold of 30 m2 is found, and so is the day after which a notice counts."""
    found = evaluator.missing(load(tmp_path))
    sizes = [trial.value for trial in found["room.loft.size"].trials]
    assert {"0 m2", "30 m2"} < set(sizes)
    days = [trial.value for trial in found["notice.first.on"].trials]
    assert {"2026-03-01", "2026-03-02", "never"} < set(days)


def test_what_a_bound_rules_out_is_not_tried(tmp_path: Path) -> None:
    """A value is tried within what is known of it."""
    known = SCENARIO.replace("{id: loft}", "{id: loft, size: at least 20 m2}")
    found = evaluator.missing(load(tmp_path, known))["room.loft.size"]
    assert found.known == "at least 20 m2"
    assert min(int(trial.value.split()[0]) for trial in found.trials) >= 20


def test_what_a_constraint_rules_out_does_not_count(tmp_path: Path) -> None:
    """A value that contradicts the vocabulary is no trial."""
    path = write(tmp_path, SCENARIO.replace("on: 2026-02-01", "on: 2026-03-10"))
    with (tmp_path / "studio.yaml").open("a", encoding="utf-8") as agreement:
        agreement.write("constraints:\n  no_early_notice: notice.on >= 2026-03-02\n")
    scenario = evaluator.load_scenario(path)
    days = [trial.value for trial in evaluator.missing(scenario)["notice.first.on"].trials]
    assert days
    assert all(day >= "2026-03-02" for day in days)


def test_the_same_scenario_is_ranked_the_same() -> None:
    """Neither an earlier call nor the way in which the day is named changes anything."""
    scenario = evaluator.load_scenario(ROOT / "examples/panel_confirms_agi.yaml")
    found = evaluator.missing(scenario)
    assert found.open
    assert evaluator.missing(scenario) == found
    assert evaluator.missing(scenario, as_of=scenario.as_of) == found


def test_another_day_and_another_reading_can_be_asked_about(tmp_path: Path) -> None:
    """The arguments are those of `evaluate`."""
    scenario = load(tmp_path)
    assert "rent" in evaluator.missing(scenario).open
    assert evaluator.missing(scenario, as_of=date(2026, 1, 1))["pay"].question.endswith(
        "2026-01-01 that are not stated?"
    )
    with pytest.raises(evaluator.ScenarioError, match="there is no reading"):
        evaluator.missing(scenario, readings={"until_agy": "declared"})
