"""What acts that nobody stated, and acts on an unknown day, may have brought about: found by the laws."""

from __future__ import annotations

from datetime import date

import pytest

import evaluator
from evaluator.engine.outcome import Reason, State, When
from tests.meaning.native import agreement_of, answer

PARTIES = "parties: [tenant, owner]\n"
LEASE = f"""\
agreement: lease
version: 2026-01-01
{PARTIES}actions: {{pay: {{to: party, amount: money EUR}}}}
clauses:
  rent: {{who: tenant, must: pay, to: owner, amount: 900 EUR, due: 2026-02-01}}
"""
PAID = "as_of: 2026-01-10\n{complete}facts: {{pay: [{{by: tenant, to: owner, amount: 900 EUR, on: {on}}}]}}\n"


@pytest.mark.parametrize(
    ("complete", "on", "verdict"),
    [
        ("", "2026-01-01", "undetermined"),
        ("complete: [pay: 2026-01-02]\n", "2026-01-03", "undetermined"),
        ("complete: [pay: 2026-01-02]\n", "2026-01-02", "obligatory"),
        ("complete: yes\n", "2026-01-01", "obligatory"),
    ],
)
def test_somebody_may_have_paid_on_the_very_day(complete: str, on: str, verdict: str) -> None:
    """On the first day on which a duty can be performed, an act nobody stated may have come before the stated one."""
    outcome = answer(LEASE, PAID.format(complete=complete, on=on))
    assert [act.verdict.value for act in outcome.acts] == [verdict]
    assert outcome["rent"].performance == "fulfilled"


EARLIER = f"""\
agreement: earlier
version: 2026-01-01
{PARTIES}actions: {{pay: {{}}}}
clauses:
  rent: {{who: tenant, must: pay, due: 2026-02-01}}
"""


@pytest.mark.parametrize("on", ["2025-12-20", "at most 2025-12-31"])
def test_an_act_before_the_first_version_is_judged_by_none(on: str) -> None:
    """Whatever its exact day, no version governs it."""
    outcome = answer(EARLIER, f"as_of: 2026-01-12\nfacts: {{pay: [{{by: tenant, on: {on}}}]}}\n")
    assert [(act.verdict.value, act.possible, act.version) for act in outcome.acts] == [("undetermined", (), None)]


CANCELLED = f"""\
agreement: cancelled
version: 2026-01-01
{PARTIES}actions: {{pay: {{}}, apologise: {{}}, cancel: {{}}}}
clauses:
  rent: {{who: tenant, must: pay, due: 2026-02-01}}
  apology: {{who: tenant, may: apologise, upon: rent was breached, through: rent.breached_on + 10 days, cures: rent}}
  cancellation: {{who: owner, can: cancel, when: rent was defaulted, then: {{terminate: agreement}}}}
"""


@pytest.mark.parametrize("complete", ["yes", "no"])
@pytest.mark.parametrize("on", ["", ", on: at least 2026-02-01", ", on: 2026-02-12"])
def test_an_act_of_an_unknown_day_is_judged_on_each_day_as_if_it_were_done_then(complete: str, on: str) -> None:
    """Up to 12 February nobody can cancel, so nothing has been cancelled, whenever it was tried."""

    def rent(day: str) -> tuple[str, str | None]:
        closed = "complete: yes\n" if complete == "yes" else ""
        found = answer(CANCELLED, f"as_of: 2026-02-{day}\n{closed}facts: {{cancel: [{{by: owner{on}}}]}}\n")["rent"]
        return found.state.value, found.performance

    assert rent("12") == ("in_force", "breached" if complete == "yes" else None)
    certainly_too_early = on.endswith("12") and complete == "yes"
    assert rent("13") == (
        "in_force" if certainly_too_early else "undetermined",
        "defaulted" if complete == "yes" else None,
    )


MONTHLY = f"""\
agreement: monthly
version: 2026-01-01
{PARTIES}terms: {{lease: 2026-01-01 .. 2027-01-01}}
entities: {{note: {{on: date}}, insured: yes/no}}
actions: {{pay: {{}}, forgive: {{of: date}}, call: {{}}}}
clauses:
  rent: {{who: tenant, must: pay, for each: month in lease, from: month.starts, due: month.starts + 4 days}}
  mercy:
    who: owner
    can: forgive
    for each: month in lease
    where: forgive.of in month
    unless: mercy was exercised
    then: {{waive: rent}}
  cover: {{who: tenant, must ensure: insured}}
  calls: {{who: tenant, must not: call}}
"""


def test_under_a_pin_a_power_may_have_been_used_by_acts_nobody_stated() -> None:
    """Although the version governs every day, powers that begin to exist later are looked at then."""
    pinned = answer(MONTHLY, "as_of: 2026-07-01\n", pin="2026-01-01")
    free = answer(MONTHLY, "as_of: 2026-07-01\n")
    for outcome in (pinned, free):
        assert outcome["mercy:2026-02-01"].possible_performances == ("available", "exercised")
        assert "waived" in [each.value for each in outcome["rent:2026-02-01"].possible_reasons]


def test_under_a_pin_an_act_that_has_nothing_to_do_with_a_duty_does_not_begin_it() -> None:
    """A state of affairs is owed from the day asked about, or from the first act that may matter to it."""
    facts = "facts: {{insured: no{more}}}\n"
    alone, with_call = (
        answer(MONTHLY, f"as_of: 2026-07-01\ncomplete: yes\n{facts.format(more=more)}", pin="2026-01-01")["cover"]
        for more in ("", ", call: [{by: tenant, on: 2020-05-05}]")
    )
    assert alone.dates == with_call.dates
    assert dict(alone.dates)["breached"] == When(date(2026, 1, 1), date(2026, 1, 1))


OPTION = f"""\
agreement: option
version: 2026-01-01
{PARTIES}actions: {{extend: {{}}, stop: {{}}}}
terms:
  last_day: if option was exercised then 2027-12-31 else 2026-12-31
clauses:
  option: {{who: tenant, can: extend, unless: option was exercised, through: 2026-11-30}}
  access: {{who: tenant, may: stop, through: last_day}}
"""


def test_a_power_that_hangs_on_itself_is_not_lost_where_its_list_becomes_open() -> None:
    """Once acts are no longer known, a power that can be used once is looked at day by day, not minute by minute."""
    outcome = answer(OPTION, "as_of: 2027-02-02\ncomplete: 2027-01-31\n")
    assert outcome["access"].state is State.NOT_IN_FORCE
    assert outcome["option"].performance == "lapsed"


def test_what_may_have_run_out_before_its_repeal_may_have_lapsed() -> None:
    """A right of unknown length that a later version repeals has lapsed if its last day came first."""
    first = f"""\
agreement: visits
version: 2026-01-01
{PARTIES}entities: {{request: {{on: date}}}}
actions: {{visit: {{}}}}
clauses:
  visits: {{who: owner, may: visit, for each: request, from: request.on, through: request.on + 14 days}}
"""
    second = "agreement: visits\nversion: 2026-07-01\namends: 2026-01-01\nrepeals: [visits]\n"
    agreement = agreement_of(first, second)
    for on, possible in (("", ("exercised", "lapsed")), (", on: 2026-01-06", ()), (", on: 2026-06-20", ())):
        closed = "complete: 2026-07-01\n" if on else ""
        outcome = answer(agreement, f"as_of: 2026-09-05\n{closed}facts: {{request: [{{id: r{on}}}]}}\n")
        found = outcome["visits:r"]
        if not on:
            assert found.possible_performances == possible
        else:
            assert found.performance == ("lapsed" if on.endswith("06") else None), on


ENDING = f"""\
agreement: ending
version: 2026-01-01
{PARTIES}readings:
  counted: {{question: From when does notice run?, options: {{sent: its sending, read: its arrival}}, default: sent}}
actions: {{leave: {{read: date}}, visit: {{}}}}
terms:
  ends_on: {{for each: leave, means: (if reading.counted is sent then leave.on else leave.read) + 30 days}}
  end: min(2026-12-31, earliest(ends_on(leave) for leave))
clauses:
  visits: {{who: owner, may: visit, through: end}}
"""


def test_the_earliest_day_that_an_open_list_can_give_does_not_move_with_today() -> None:
    """What is told of the end of a right is exact, although nobody knows of every notice."""
    last = answer(ENDING, "as_of: 2026-02-01\n")["visits"].until
    assert last is not None
    assert last.at_most == date(2027, 1, 1)
    outcome = answer(ENDING, "as_of: 2026-02-01\nfacts: {leave: [{by: owner, on: 2026-03-01}]}\n")
    until = outcome["visits"].until
    assert until is not None
    assert until.at_most == date(2026, 4, 1)
    facts = "facts: {leave: [{by: owner, on: 2026-03-01, read: 2026-03-01}]}\n"
    closed = answer(ENDING, f"as_of: 2026-02-01\ncomplete: 2099-12-31\n{facts}")
    assert closed["visits"].until == When(date(2026, 4, 1), date(2026, 4, 1))


def test_a_day_before_every_day_stays_that() -> None:
    """Of no sale at all the latest was before every day, and so is the day a month after it: that is no date."""
    text = f"""\
agreement: sales
version: 2026-01-01
{PARTIES}entities: {{sale: {{on: date}}}}
actions: {{pay: {{}}}}
clauses:
  share: {{who: tenant, must: pay, due: latest(sale.on for sale) + 30 days}}
"""
    assert answer(text, "as_of: 2026-02-01\n")["share"].due == When(None, date(2026, 3, 3))
    assert answer(text, "as_of: 2026-02-01\ncomplete: yes\n")["share"].due is None
    due = answer(text, "as_of: 2026-02-01\nfacts: {sale: [{on: 2026-01-10}]}\ncomplete: yes\n")["share"].due
    assert due == When(date(2026, 2, 9), date(2026, 2, 9))


BILLS = f"""\
agreement: bills
version: 2026-01-01
{PARTIES}entities: {{bill: {{amount: money EUR, on: date}}}}
actions: {{pay: {{to: party, bill: bill, amount: money EUR}}}}
clauses:
  bill_paid:
    who: tenant
    must: pay
    to: owner
    for each: bill
    where: pay.bill is bill
    due: bill.on + 10 days
    amount: bill.amount
"""


@pytest.mark.parametrize("complete", ["", "complete: yes\n"])
def test_a_debt_of_nothing_is_not_performed_before_it_certainly_is_one(complete: str) -> None:
    """Nobody knows of which day the bill is: it may be of tomorrow, whether or not somebody may have paid."""
    outcome = answer(BILLS, f"as_of: 2026-02-01\n{complete}facts: {{bill: [{{id: nil, amount: 0 EUR}}]}}\n")
    assert outcome["bill_paid:nil"].performance is None
    assert "fulfilled" in outcome["bill_paid:nil"].possible_performances


def test_a_termination_for_a_breach_that_hangs_on_terminations_is_not_lost() -> None:
    """The power to terminate, the cure it waits for and the end it brings look at one another; they come to rest.

    They were followed minute by minute, and then given up, so that nothing was known of any norm, nor of those that no
    termination ends. What makes no sense, a notice that is not material, opens no way to terminate.
    """
    outcome = answer(
        evaluator.load_agreement("cloud_services"),
        """\
agreement: cloud_services
as_of: 2026-01-01
facts:
  default_notice: [{id: trifle, by: customer, received: 2024-12-31, material: no}]
  terminate: [{ground: breach, on: 2024-12-31}]
""",
    )
    assert outcome["auditor_independence"].state is State.IN_FORCE
    assert outcome["termination_for_cause:trifle"].state is State.NOT_IN_FORCE
    assert outcome["data_kept"].possible_reasons == (Reason.ENDED,)
