"""The laws of an agreement: each holds, and each fails once the engine is broken in the way that it is about."""

from __future__ import annotations

from collections.abc import Callable
from unittest import SkipTest

import pytest
from hypothesis import given, settings

import evaluator
from evaluator.api.scenarios import Scenario
from evaluator.core.facts import Record
from evaluator.core.norms import Modality
from evaluator.engine import act_answers, days, native, norm_answers, verdicts
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.outcome import NormAnswer, Reason, State
from evaluator.engine.verdicts import Judgement, Weighed
from evaluator.engine.world import World
from evaluator.frozen import replace
from evaluator.testing import Law, LawError, laws, scenarios
from evaluator.testing.laws import STATEMENTS
from evaluator.values.estimate import same
from evaluator.values.truth import Truth
from evaluator.values.value import Value
from tests.meaning.native import agreement_of, scenario_of
from tests.testing.samples import STUDIO, lease, monthly, studio

pytestmark = pytest.mark.once

Break = Callable[[pytest.MonkeyPatch], None]


@pytest.mark.parametrize("law", laws(studio()))
def test_each_law_holds_of_a_small_agreement(law: Law) -> None:
    """Hypothesis finds no scenario in which one of the laws fails; as one would write it."""
    law.test(max_examples=30)


@pytest.mark.parametrize("law", laws(monthly(), only=["order", "shift", "renaming", "history"]))
def test_laws_hold_of_an_agreement_that_counts_in_months(law: Law) -> None:
    """Dates are moved by four hundred years there, after which the calendar repeats."""
    law.test(max_examples=10)


@settings(max_examples=3)
@given(scenarios("microsoft_openai@2025-10-28", about="research_ip"))
def test_laws_can_be_checked_on_any_scenario(scenario: Scenario) -> None:
    """A law takes a scenario of whatever origin, about an agreement of patterns, readings and open lists."""
    for law in laws(scenario.agreement, version="2025-10-28"):
        law.check(scenario)


def open_lists_are_closed(patch: pytest.MonkeyPatch) -> None:
    """What nobody stated does not exist."""
    patch.setattr(World, "others", lambda *_, **__: ())


def what_ended_comes_back(patch: pytest.MonkeyPatch) -> None:
    """On every other day nothing has ended."""
    ask = norm_answers.norm_answer

    def forgetful(evaluation: Evaluation, clause: str, member: Value) -> NormAnswer:
        found = ask(evaluation, clause, member)
        left = tuple(each for each in found.reasons if each is not Reason.ENDED)
        return replace(found, reasons=left) if evaluation.now // (24 * 60) % 2 else found

    patch.setattr(norm_answers, "norm_answer", forgetful)


def the_first_clause_wins(patch: pytest.MonkeyPatch) -> None:
    """Of the clauses about an action, only the first one in the text counts."""
    judge = verdicts.judge

    def hasty(world: World, act: Record, weighed: Weighed) -> Judgement:
        first = world.program.judges[act.sort][:1]
        alone = {clause: found if clause in first else () for clause, found in weighed.bearings.items()}
        return judge(world, act, replace(weighed, bearings=alone))

    patch.setattr(act_answers, "judge", hasty)


def even_days_are_late(patch: pytest.MonkeyPatch) -> None:
    """A day that a clause names comes a day late if its number is even."""
    moments = days.moments

    def late(day: Value, edge: days.Edge) -> tuple[int, int]:
        found = moments(day, edge)
        first, last = (
            each + 24 * 60 if 10**6 < each < 10**9 * 3 and each // (24 * 60) % 2 == 0 else each for each in found
        )
        return first, last

    patch.setattr(days, "moments", late)


def members_of_all_lists_count(patch: pytest.MonkeyPatch) -> None:
    """Whatever is no act is a member of every list that is not of acts."""

    def members(world: World, name: str) -> tuple[Record, ...]:
        sorts, stated = world.program.sorts, world.facts.members
        if sorts[name].action:
            return stated.get(name, ())
        return tuple(each for sort, found in stated.items() if not sorts[sort].action for each in found)

    patch.setattr(World, "members", members)


def parties_are_told_apart_by_their_first_letter(patch: pytest.MonkeyPatch) -> None:
    """Two parties with one initial are the same."""

    def alike(left: Value, right: Value) -> Truth:
        return same(*(each[0] if isinstance(each, str) else each for each in (left, right)))

    patch.setattr(verdicts, "same", alike)


def a_permission_is_a_claim(patch: pytest.MonkeyPatch) -> None:
    """Whoever may do something can be made to."""
    patch.setitem(native._CORRELATIVES, Modality.MAY, "claim")


def unknown_is_yes(patch: pytest.MonkeyPatch) -> None:
    """A norm of which it is not known whether it is in force is."""
    patch.setattr(State, "of", classmethod(lambda cls, truth: cls.IN_FORCE if truth >= 0 else cls.NOT_IN_FORCE))


BREAKS: dict[str, Break] = {
    "knowledge": open_lists_are_closed,
    "history": what_ended_comes_back,
    "order": the_first_clause_wins,
    "shift": even_days_are_late,
    "irrelevance": members_of_all_lists_count,
    "renaming": parties_are_told_apart_by_their_first_letter,
    "claims": a_permission_is_a_claim,
    "consistency": unknown_is_yes,
}


@pytest.mark.parametrize(("name", "planted"), BREAKS.items(), ids=BREAKS)
def test_each_law_fails_once_the_engine_is_broken(name: str, planted: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect of the kind that a law is about is found by it, with the scenario and both answers in the message."""
    planted(monkeypatch)
    (law,) = laws(studio(), only=name)
    with pytest.raises(LawError) as caught:
        law.test(max_examples=300)
    message = str(caught.value)
    assert f"the law `{name}` does not hold: {STATEMENTS[name]}" in message
    scenario_of(studio(), message.split("in the scenario\n\n")[1])


def test_a_conflict_without_declared_priority_is_found() -> None:
    """Without its `overrides`, the prohibition conflicts with the permission, and the law says where."""
    (law,) = laws(agreement_of(STUDIO.replace(", overrides: access", "")), only="no conflict")
    with pytest.raises(LawError, match=r"may_use_studio|use_studio_\d"):
        law.test(max_examples=300)


def test_every_law_has_a_planted_defect() -> None:
    """No law is there that cannot fail."""
    assert {*BREAKS, "no conflict"} == set(STATEMENTS)


def test_a_law_that_cannot_be_asked_says_why() -> None:
    """The holidays of a business calendar do not move with the dates, so that the law is skipped, not passed."""
    text = STUDIO.replace("due: 2026-02-01", "due: 2026-02-01 + 3 office business days").replace(
        "actions:", "calendars: {office: {weekend: [saturday, sunday]}}\nactions:"
    )
    (law,) = laws(agreement_of(text), only="shift")
    assert "business days" in law.excused
    with pytest.raises(SkipTest, match="counts business days"):
        law.test()


def test_a_law_that_does_not_exist_is_refused() -> None:
    """A misspelt name is answered with the one that was meant."""
    with pytest.raises(evaluator.QuestionError, match="no law `ordr`; did you mean `order`"):
        laws(lease(), only="ordr")
