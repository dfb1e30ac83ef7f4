"""What a scenario expects of the lives of norms, of amounts and of the agreement, held against what came out."""

from functools import cache

import pytest

from evaluator.api.agreements import Agreement
from evaluator.api.expectations import Unmet, check_expectations
from evaluator.diagnostics import ScenarioError
from evaluator.engine.outcome import Outcome
from evaluator.frozen import replace
from evaluator.report.expectations import render
from tests.meaning.native import agreement_of, answer, errors, scenario_of

AGREEMENT = """
agreement: lease
version: 2026-01-01
parties: [tenant, owner]
entities: {flat: {floor: number}}
parameters:
  fee: {value: at most 12.5 million EUR}
terms: {season: 2026-01-01 .. 2026-05-01}
actions:
  pay: {to: party, amount: money EUR, what: [rent, late_fee, entry_fee]}
  clean: {at: flat}
  sublet: {}
  give_notice: {}
  use_flat: {}
clauses:
  rent:
    who: tenant
    must: pay
    to: owner
    for each: month in season
    where: pay.what is rent
    due: month.starts + 2 days
    amount: 900 EUR
    applied: earliest due first
  late_fee:
    who: tenant
    must: pay
    to: owner
    for each: month in season
    upon: rent was breached
    where: pay.what is late_fee
    due: rent.breached_on + 5 days
    amount: 45 EUR
    applied: earliest due first
    cures: rent
  entry_fee: {who: tenant, must: pay, to: owner, where: pay.what is entry_fee, due: 2026-12-31, amount: fee}
  cleaning:
    who: tenant
    must: clean
    for each: [flat, month in season]
    where: clean.at is flat
    from: month.starts
    due: month.starts + 9 days
  no_subletting: {who: tenant, must not: sublet}
  use: {who: tenant, may: use_flat, to: owner}
  leave: {who: owner, can: give_notice, to: tenant, when: some rent was breached, then: {terminate: agreement}}
"""
FACTS = """
as_of: 2026-04-10
complete: yes
facts:
  flat: [{id: attic, floor: 5}]
  clean: [{id: c1, by: tenant, at: attic, on: 2026-01-05}]
  sublet: [{id: s1, by: tenant, on: 2026-02-02}]
  use_flat: [{id: u1, by: tenant, on: 2026-02-02}]
  pay:
    - {id: p1, by: tenant, to: owner, amount: 900 EUR, what: rent, on: 2026-01-02}
    - {id: p2, by: tenant, to: owner, amount: 900 EUR, what: rent, on: 2026-02-05}
    - {id: f2, by: tenant, to: owner, amount: 45 EUR, what: late_fee, on: 2026-02-06}
    - {id: p3, by: tenant, to: owner, amount: 500 EUR, what: rent, on: 2026-03-02}
  give_notice: [{id: n1, by: owner, on: 2026-04-09}]
"""


@cache
def agreement() -> Agreement:
    """The lease, read once."""
    return agreement_of(AGREEMENT)


@cache
def outcome() -> Outcome:
    """What comes out, whatever is expected."""
    return answer(agreement(), FACTS)


def unmet(expectation: str) -> tuple[Unmet, ...]:
    """What fails of one expectation; it has to be one that the checks accept."""
    text = f"agreement: lease{FACTS}expect:\n  {expectation}\n"
    answer(agreement(), text)
    return check_expectations(scenario_of(agreement(), text), outcome())


MET = [
    "rent:2026-01-01: fulfilled",
    "rent:2026-02-01: cured",
    "rent:2026-03-01: defaulted",
    "no_subletting: defaulted",
    "leave: exercised",
    "use: exercised",
    "cleaning:attic/2026-01-01: fulfilled",
    "cleaning:attic/2026-02-01: defaulted",
    "agreement: terminated",
    "agreement: not_in_force",
    "agreement: {state: not_in_force, reasons: terminated, since: 2026-04-09}",
    "rent:2026-02-01: {performance: cured, due: 2026-02-03, amount: 900 EUR, outstanding: 0 EUR}",
    "rent:2026-03-01: {performance: defaulted, amount: 900.00 EUR, outstanding: 0.4 thousand EUR}",
    "late_fee:2026-01-01: {performance: none}",
    "entry_fee: {amount: at most 12.5 million EUR, due: 2026-12-31}",
    "entry_fee: {outstanding: between 0 EUR and 12500000 EUR}",
    "use: {due: none, amount: none, outstanding: none}",
]


@pytest.mark.parametrize("expectation", MET)
def test_an_expectation_that_came_out_is_met(expectation: str) -> None:
    """Words, days and amounts in all their forms, of norms, members, pairs and of the agreement."""
    assert unmet(expectation) == ()


@pytest.mark.parametrize(
    "address", ["rent:2026-02-01", "rent:2026-03-01", "no_subletting", "cleaning:attic/2026-02-01"]
)
def test_whatever_was_breached_meets_breached(address: str) -> None:
    """The short word looks at history: a cure or a default does not erase the breach. The long form is exact."""
    assert unmet(f"{address}: breached") == ()
    (failed,) = unmet(f"{address}: {{performance: breached}}")
    assert (failed.field, failed.expected) == ("performance", "breached")


@pytest.mark.parametrize(
    ("expectation", "field", "expected", "actual"),
    [
        ("rent:2026-01-01: breached", "performance", "breached", "fulfilled"),
        ("rent:2026-02-01: {performance: fulfilled_late}", "performance", "fulfilled_late", "cured"),
        ("rent:2026-02-01: {performance: none}", "performance", "none", "cured"),
        ("late_fee:2026-01-01: open", "performance", "open", "none"),
        ("rent:2026-02-01: {due: at most 2026-02-03}", "due", "at most 2026-02-03", "2026-02-03"),
        ("rent:2026-02-01: {performance: undetermined}", "performance", "undetermined", "cured"),
        ("late_fee:2026-01-01: {performance: undetermined}", "performance", "undetermined", "none"),
        ("rent:2026-02-01: {due: 2026-02-04}", "due", "2026-02-04", "2026-02-03"),
        ("rent:2026-02-01: {due: none}", "due", "none", "2026-02-03"),
        ("rent:2026-03-01: {outstanding: 900 EUR}", "outstanding", "900 EUR", "400 EUR"),
        ("rent:2026-03-01: {outstanding: at most 400 EUR}", "outstanding", "at most 400 EUR", "400 EUR"),
        ("rent:2026-03-01: {amount: unknown}", "amount", "unknown", "900 EUR"),
        ("rent:2026-03-01: {amount: none}", "amount", "none", "900 EUR"),
        ("entry_fee: {amount: 12.5 million EUR}", "amount", "12.5 million EUR", "at most 12.5 million EUR"),
        ("agreement: in_force", "state", "in_force", "not_in_force (terminated)"),
        ("agreement: ended", "state", "ended", "not_in_force (terminated)"),
        ("agreement: {reasons: none}", "reasons", "none", "terminated"),
        ("agreement: {since: 2026-04-10}", "since", "2026-04-10", "2026-04-09"),
        ("use: {performance: available}", "performance", "available", "exercised"),
    ],
)
def test_an_expectation_that_did_not_come_out_is_shown_beside_what_did(
    expectation: str, field: str, expected: str, actual: str
) -> None:
    """Both values are written as a scenario writes them."""
    (failed,) = unmet(expectation)
    assert (failed.field, failed.expected, failed.actual) == (field, expected, actual)
    assert f"{failed.address} {field}" in render("scenario.yaml", [failed])


def test_a_day_on_which_no_member_begins_names_those_that_do() -> None:
    """Whether a period has a member of that day is only known when it is evaluated."""
    (failed,) = unmet("rent:2026-02-02: open")
    assert failed.actual == "there is none; `rent` has 2026-01-01, 2026-02-01, 2026-03-01 and 2026-04-01"


def test_what_is_not_known_is_undetermined_and_none() -> None:
    """`undetermined` says that something may have become of a norm, `none` that nothing is certain."""
    found = outcome()
    open_question = replace(found["entry_fee"], performance=None, possible_performances=("open", "breached"))
    found = replace(found, norms=(open_question,))

    def failed(expectation: str) -> list[str]:
        text = f"agreement: lease{FACTS}expect:\n  entry_fee: {expectation}\n"
        return [each.actual for each in check_expectations(scenario_of(agreement(), text), found)]

    assert failed("{performance: undetermined}") == failed("{performance: none}") == []
    assert failed("open") == failed("breached") == ["undetermined (possibly open, breached)"]


def test_several_fields_fail_one_by_one() -> None:
    """Each field of a long form that is not met is a failure of its own."""
    failed = unmet("rent:2026-01-01: {performance: open, due: 2026-01-03, outstanding: 900 EUR, state: in_force}")
    assert [each.field for each in failed] == ["state", "performance", "outstanding"]


@pytest.mark.parametrize(
    ("expectation", "message"),
    [
        ("rent: fulfilled", "E559 `rent` is one norm for each `month`"),
        ("cleaning:attic: fulfilled", "E559 `cleaning` is one norm for each `flat` and each `month`"),
        ("cleaning:cellar/2026-01-01: fulfilled", "E565 there is no `flat` `cellar`"),
        ("rent:january: fulfilled", "E565 there is no `month` `january`"),
        ("agrement: terminated", "E558 there is no clause or act `agrement` in version 2026-01-01"),
        ("use: cured", "E568 `cured` is never said of a permission, which `use` is"),
        ("u1: exercised", "E568 `exercised` is said of clauses, and `u1` is an act"),
        ("use: {amount: 9 EUR}", "E568 `use` has no amount"),
        ("rent:2026-01-01: {amount: 9 USD}", "E562 `rent.amount` is an amount in EUR, not `9 USD`"),
    ],
)
def test_an_expectation_that_nothing_can_meet_is_a_mistake(expectation: str, message: str) -> None:
    """A member that is not there, a word of another kind of norm and an amount of another currency are reported."""
    with pytest.raises(ScenarioError) as error:
        unmet(expectation)
    assert errors(error.value) == [message]
