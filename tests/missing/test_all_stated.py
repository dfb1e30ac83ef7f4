"""Whoever states all that is missing knows all that there is to know."""

from pathlib import Path
from random import Random

import pytest

import evaluator
from evaluator.api.evaluate import prepare
from evaluator.engine.outcome import ActAnswer
from evaluator.explanations.missing import Answer, open_answers
from tests.missing.answering import examples, stated_one_by_one
from tests.missing.samples import load
from tests.repository import ROOT

pytestmark = pytest.mark.once

BECAUSE_OF_WHAT_IS_MISSING = [
    # What may have been done before an act, by acts that nobody stated.
    ("equipment_lease/payments_unknown.yaml", "january", ["pay"]),
    ("cloud_services/suspension_with_payments_unknown.yaml", "all_of_june", ["pay"]),
    # The time of day of an act, which decides whether it came before another one.
    ("cloud_services/suspension_under_threat.yaml", "platform_use", ["suspend_service.too_late.on"]),
    # The time of day of two acts, one of which decides who is to be paid.
    ("equipment_lease/sale_and_payment_on_one_day.yaml", "rent:2026-04-01", ["pay.april.on", "sell_claims.sold.on"]),
    ("equipment_lease/sale_and_payment_on_one_day.yaml", "arrears:2026-04-01", ["pay.april.on", "sell_claims.sold.on"]),
    # The time of day of two acts, between which a deadline stood still.
    (
        "equipment_lease/machine_given_back.yaml",
        "maintenance:2026-01-01",
        ["pay.arrears_of_february.on", "repossess.van.on"],
    ),
]


def answers_of(outcome: evaluator.Outcome) -> list[Answer]:
    """All answers of an outcome."""
    return [*outcome.norms, *outcome.acts]


def unexplained(scenario: evaluator.Scenario, outcome: evaluator.Outcome) -> list[str]:
    """The open answers that name no missing fact, turn on no reading, are in no conflict, and do not say why.

    The note of an act says so; that of a norm is the note of its clause.
    """
    norms = prepare(scenario, scenario.as_of)[1].program.norms
    once = {clause for clause, norm in norms.items() if norm.once}
    answers = {each.address: each for each in answers_of(outcome)}
    disputed = {each for conflict in outcome.conflicts for each in (*conflict.clauses, conflict.act)}
    return [
        each.address
        for each in open_answers(outcome, once)
        if not answers[each.address].missing
        and not answers[each.address].turns_on
        and not (isinstance(answers[each.address], ActAnswer) and answers[each.address].note)
        and each.address not in disputed
    ]


@pytest.mark.parametrize("path", examples(each=40, first=11), ids=str)
def test_what_is_open_says_why(path: Path) -> None:
    """Of every so many shipped examples: as they are, and after each of the random answers to what they lack."""
    for scenario, outcome in stated_one_by_one(evaluator.load_scenario(ROOT / path), Random(str(path))):
        assert unexplained(scenario, outcome) == []


def test_nothing_is_missing_once_all_is_stated(tmp_path: Path) -> None:
    """But for what the agreement itself leaves open; whatever the answers are."""
    for seed in range(12):
        *_, (_, outcome) = stated_one_by_one(load(tmp_path), Random(seed))
        named = {missing.fact for answer in answers_of(outcome) for missing in answer.missing}
        assert named <= {"season.summer.starts"}
        assert {norm.address for norm in outcome.norms if norm.in_force is None} <= {"seasonal"}


@pytest.mark.parametrize(("path", "address", "facts"), BECAUSE_OF_WHAT_IS_MISSING, ids=str)
def test_what_is_missing_is_named(path: str, address: str, facts: list[str]) -> None:
    """An answer that was once open without a word names the facts, and these settle it."""
    scenario = evaluator.load_scenario(ROOT / "examples" / path)
    answer = next(
        each
        for each in evaluator.evaluate(scenario).norms + evaluator.evaluate(scenario).acts
        if each.address == address
    )
    assert sorted(missing.fact for missing in answer.missing) == facts
    assert address in evaluator.missing(scenario, answers=[address]).facts[0].settled or len(facts) > 1


def test_what_was_never_owed_was_not_missed() -> None:
    """A charge upon the breach of a duty that never arose is not owed, whenever that would have been due."""
    outcome = evaluator.evaluate(
        evaluator.load_scenario(ROOT / "examples/equipment_lease/late_rent_without_the_amendment.yaml")
    )
    charges = {norm.address: norm.state for norm in outcome.norms if norm.clause == "collection_charge"}
    assert len(charges) > 1
    assert charges.pop("collection_charge:2026-06-01") is evaluator.State.IN_FORCE  # the only month that was not paid
    assert set(charges.values()) == {evaluator.State.NOT_IN_FORCE}
