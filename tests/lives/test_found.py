"""Cases that generation found, each as small as it gets."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from evaluator.api.timeline import timeline
from evaluator.engine.outcome import NormAnswer, Outcome
from tests.lives.texts import VOCABULARY
from tests.meaning.native import agreement_of, answer, scenario_of

HEAD = f"agreement: toy\nversion: 2026-02-20\n{VOCABULARY}clauses:\n"


def asked(clauses: str, facts: str, as_of: str) -> Outcome:
    """The answer at the end of a day, with all lists complete."""
    return answer(HEAD + clauses, f"as_of: {as_of}\ncomplete: 2099-12-31\nfacts: {facts}\n")


def told(norm: NormAnswer) -> tuple[list[str], str | None]:
    """The certain reasons and the performance."""
    assert not norm.possible_reasons
    return [each.value for each in norm.reasons], norm.performance


def test_a_termination_by_a_breach_whose_day_is_not_known_yet_has_dates() -> None:
    """A duty counted from a breach that has not happened, and ended by its own breach, is no endless circle."""
    clauses = """\
  quiet: {who: ann, must not: deliver}
  fine: {who: ann, must: pay, upon: quiet was breached, due: quiet.breached_on + 2 days, amount: 5.00 EUR, cures: quiet}
  end: {upon: fine was breached, then: {terminate: fine}}
"""
    outcome = asked(clauses, "{pay: none, deliver: none}", "2026-02-23")
    assert told(outcome["fine"]) == (["not_triggered"], None)
    for norm in outcome.norms:
        assert norm.until is None or norm.until.at_least is None or norm.until.at_least.year > 2099


def test_an_act_before_the_agreement_has_no_effect() -> None:
    """A power does not exist on the day before the agreement, and is not exercised then."""
    clauses = "  leave: {who: bob, can: call, then: {terminate: agreement}}\n"
    outcome = asked(clauses, "{call: [{id: a, by: bob, on: 2026-02-19 03:00}]}", "2026-02-23")
    assert told(outcome["leave"]) == ([], "available")
    assert outcome.effects == ()


ENDED = """\
  right: {who: bob, may: call, through: 2026-03-05}
  kept: {who: bob, must ensure: flag, through: 2026-03-05}
  quiet: {who: bob, must not: deliver, through: 2026-03-05}
"""


@pytest.mark.parametrize("target", ["[right, kept, quiet]", "agreement"])
@pytest.mark.parametrize("as_of", ["2026-02-23", "2026-03-08"])
def test_what_an_effect_ends_neither_lapses_nor_is_fulfilled(target: str, as_of: str) -> None:
    """Only what ends by its own terms lapses or is kept to the end; what is ended by an effect is released."""
    clauses = f"{ENDED}  end: {{upon: 2026-02-22, then: {{end: {target}}}}}\n"
    outcome = asked(clauses, "{call: none, deliver: none, flag: yes}", as_of)
    assert [told(outcome[name]) for name in ("right", "kept", "quiet")] == [(["ended"], None)] * 3


def test_what_never_arose_neither_lapses_nor_is_fulfilled() -> None:
    """A norm whose event never happened has no history when its last day is over."""
    clauses = """\
  right: {who: bob, may: call, upon: some alarm, through: 2026-02-21}
  kept: {who: bob, must ensure: flag, upon: some alarm, through: 2026-02-21}
"""
    outcome = asked(clauses, "{call: none, alarm: none, flag: yes}", "2026-02-23")
    assert [told(norm)[1] for norm in outcome.norms] == [None, None]


def test_an_act_too_early_for_one_member_serves_the_other() -> None:
    """Where early performance does not count, an act does not fit the member for which it is too early."""
    clauses = "  hand_over: {who: ann, must: deliver, upon: alarm, not before: alarm.on + 1 days}\n"
    facts = """
  alarm: [{id: late, on: 2026-02-27}, {id: early, on: 2026-02-23}]
  deliver: [{id: a, by: ann, on: 2026-02-27 15:00}]"""
    outcome = asked(clauses, facts, "2026-02-28")
    assert [told(outcome[f"hand_over:{name}"])[1] for name in ("late", "early")] == ["open", "fulfilled"]


def test_a_payment_too_early_for_one_member_is_counted_for_the_other() -> None:
    """The same of amounts: what is outstanding is known."""
    clauses = "  bill: {who: ann, must: pay, for each: invoice, not before: invoice.on + 1 days, amount: 5.00 EUR}\n"
    facts = """
  invoice: [{id: late, on: 2026-02-23, total: 5.00 EUR}, {id: early, on: 2026-02-22, total: 5.00 EUR}]
  pay: [{id: a, by: ann, on: 2026-02-23 03:00, kind: rent, amount: 4.99 EUR}]"""
    left = asked(clauses, facts, "2026-02-23")["bill:early"].outstanding
    assert left is not None
    assert str(left.known) == "0.01"


@pytest.mark.parametrize("what", ["must: deliver", "must: pay, amount: 5.00 EUR"])
def test_duties_due_on_the_same_day_are_not_ranked_by_the_order_of_the_text(what: str) -> None:
    """Nothing says which of two duties due on one day an act serves, so the order of clauses does not either."""
    one = f"  first: {{who: ann, {what}, due: 2026-02-25, applied: earliest due first}}\n"
    two = one.replace("  first:", "  second:")
    facts = """
  deliver: [{id: a, by: ann, on: 2026-02-22 15:00}]
  pay: [{id: b, by: ann, on: 2026-02-22 16:00, kind: rent, amount: 7.00 EUR}]"""
    straight, turned = (asked(text, facts, "2026-02-28") for text in (one + two, two + one))
    for name in ("first", "second"):
        assert told(straight[name]) == told(turned[name])


def test_duties_due_on_the_same_day_are_all_paid_where_the_money_is_enough() -> None:
    """Nothing is left open where every way to share a payment out pays all of them."""
    one = "  first: {who: ann, must: pay, amount: 5.00 EUR, due: 2026-02-25, applied: earliest due first}\n"
    facts = "{pay: [{by: ann, on: 2026-02-22, kind: rent, amount: 10.00 EUR}]}"
    outcome = asked(one + one.replace("  first:", "  second:"), facts, "2026-02-23")
    assert [norm.performance for norm in outcome.norms] == ["fulfilled", "fulfilled"]


def test_a_deadline_that_passes_while_the_duty_is_not_in_force_breaches_nothing() -> None:
    """Done once it is in force again, it is done, but not in time."""
    clauses = "  hand_over: {who: ann, must: deliver, due: 2026-02-23, unless: today < 2026-02-25}\n"
    assert told(asked(clauses, "{deliver: none}", "2026-02-26")["hand_over"]) == ([], "open")
    outcome = asked(clauses, "{deliver: [{by: ann, on: 2026-02-26}]}", "2026-02-26")
    assert told(outcome["hand_over"]) == ([], "fulfilled_late")


@pytest.mark.parametrize("verb", ["end", "terminate", "waive"])
def test_a_right_to_cure_that_an_effect_took_away_did_not_lapse(verb: str) -> None:
    """A default needs a cure that was breached or that lapsed, whatever word took the cure away."""
    clauses = f"""\
  hand_over: {{who: ann, must: deliver, due: 2026-02-23}}
  explain: {{who: ann, may: call, upon: hand_over was breached, cures: hand_over, through: 2026-03-20}}
  stop: {{upon: 2026-02-27, then: {{{verb}: explain}}}}
"""
    outcome = asked(clauses, "{deliver: none, call: none}", "2026-02-28")
    assert outcome["explain"].performance is None
    assert outcome["hand_over"].performance == "breached"


@pytest.mark.parametrize("day", [22, 23, 24, 25, 26])
def test_a_deadline_counted_from_one_that_is_suspended_moves_with_it(day: int) -> None:
    """`x.due` is the last day that is said of x itself; while x is suspended only the earliest it can be is known."""
    clauses = """\
  hand_over: {who: ann, must: deliver, due: 2026-03-10}
  explain: {who: ann, must: call, due: hand_over.due + 2 days}
  stop: {upon: 2026-02-22, then: {suspend: hand_over}}
  go_on: {upon: 2026-02-25, then: {resume: hand_over}}
"""
    outcome = asked(clauses, "{deliver: none, call: none}", f"2026-02-{day}")
    first, second = outcome["hand_over"].due, outcome["explain"].due
    assert first is not None
    assert second is not None
    assert first.at_least is not None
    assert second.at_least == first.at_least + timedelta(days=2)
    assert (first.known is None) == (second.known is None) == (22 <= day < 25)


@pytest.mark.parametrize("target", ["agreement", "forgive"])
def test_a_clause_that_acts_by_itself_does_nothing_once_it_is_terminated(target: str) -> None:
    """Terminating the agreement, or the clause itself, takes away what it would have done later."""
    clauses = f"""\
  right: {{who: bob, may: call, survives: yes}}
  stop: {{upon: 2026-02-22, then: {{terminate: {target}}}}}
  forgive: {{upon: 2026-02-23, then: {{waive: right}}}}
"""
    outcome = asked(clauses, "{call: none}", "2026-02-25")
    assert told(outcome["right"]) == ([], "available")
    assert [effect.clause for effect in outcome.effects] == ["stop"]


def test_an_event_on_a_bare_day_has_happened_when_the_day_is_over() -> None:
    """A duty that arises upon an act without a time is in force on every later day."""
    clauses = "  answer: {who: ann, must: deliver, upon: deliver where (deliver.by is bob), due: deliver.on + 2 days}\n"
    outcome = asked(clauses, "{deliver: [{id: a, by: bob, on: 2026-02-26}]}", "2026-03-14")
    assert told(outcome["answer:a"]) == ([], "defaulted")


def test_an_act_on_the_day_that_is_due_is_in_time() -> None:
    """A deadline counted from a breach that has a minute is still the whole of its last day."""
    clauses = """\
  quiet: {who: bob, must not: call}
  fine: {who: bob, must: deliver, upon: quiet was breached, due: quiet.breached_on + 1 days, cures: quiet}
"""
    facts = """
  call: [{id: a, by: bob, on: 2026-02-22 06:00}]
  deliver: [{id: b, by: bob, on: 2026-02-23 09:00}]"""
    outcome = asked(clauses, facts, "2026-02-23")
    due = outcome["fine"].due
    assert due is not None
    assert str(due.known) == "2026-02-23"
    assert told(outcome["fine"]) == ([], "fulfilled")


def test_the_timeline_knows_that_a_right_is_available() -> None:
    """The word for a right that will lapse is in the timeline before it does."""
    agreement = agreement_of(HEAD + "  right: {who: bob, may: call, through: 2026-02-22}\n")
    scenario = scenario_of(agreement, "agreement: toy\nas_of: 2026-02-22\ncomplete: 2099-12-31\nfacts: {call: none}\n")
    words = [each.performance for each in timeline(scenario).lane("right").stretches]
    assert words[-2:] == ["available", "lapsed"]


def test_a_cure_of_one_member_takes_no_act_from_another() -> None:
    """An act in time for one invoice performs it, although the cure of an earlier one is about the same action."""
    clauses = """\
  hand_over:
    who: ann
    must: deliver
    for each: invoice
    due: invoice.on + 1 days
    through: invoice.on + 3 days
    applied: earliest due first
  again:
    who: ann
    must: deliver
    for each: invoice
    upon: hand_over was breached
    due: hand_over.breached_on + 1 days
    applied: earliest due first
    cures: hand_over
"""
    facts = """
  invoice: [{id: old, on: 2026-02-21, total: 1 EUR}, {id: new, on: 2026-02-27, total: 1 EUR}]
  deliver: [{id: a, by: ann, on: 2026-02-23 09:00}, {id: b, by: ann, on: 2026-02-27 09:00}]"""
    outcome = asked(clauses, facts, "2026-03-05")
    words = {norm.address: norm.performance for norm in outcome.norms}
    assert words == {
        "hand_over:old": "cured",
        "hand_over:new": "fulfilled",
        "again:old": "fulfilled",
        "again:new": None,
    }


@pytest.mark.parametrize("target", ["[first, second]", "agreement"])
def test_a_payment_may_suspend_the_duty_that_it_performs_beside_another_one(target: str) -> None:
    """An act is judged on what applied just before it, also where it suspends all duties among which it was shared."""
    clauses = f"""\
  first: {{who: ann, must: pay, amount: 5.00 EUR, due: 2026-02-24, applied: earliest due first}}
  second: {{who: ann, must: pay, amount: 5.00 EUR, due: 2026-02-28, applied: earliest due first}}
  stop: {{upon: first was fulfilled, then: {{suspend: {target}}}}}
"""
    facts = "{pay: [{by: ann, on: 2026-02-24 12:00, kind: fee, amount: 5.00 EUR}]}"
    outcome = asked(clauses, facts, "2026-03-03")
    assert told(outcome["first"]) == (["suspended"], "fulfilled")
    assert told(outcome["second"]) == (["suspended"], None)


def test_a_cure_that_is_performed_late_cures_nothing() -> None:
    """What has become a default stays one; the duty to cure is done, but not in time."""
    clauses = """\
  hand_over: {who: ann, must: deliver, due: 2026-02-28}
  explain: {who: ann, must: call, upon: hand_over was breached, due: hand_over.breached_on + 2 days, cures: hand_over}
"""
    outcome = asked(clauses, "{call: [{by: ann, on: 2026-03-06 12:00}]}", "2026-03-18")
    assert [norm.performance for norm in outcome.norms] == ["defaulted", "fulfilled_late"]


@pytest.mark.parametrize("arising", ["upon: alarm", "for each: alarm", "for each: alarm, upon: alarm.on"])
def test_money_for_a_cure_is_money_for_another_member_too(arising: str) -> None:
    """A payment that is enough for the cure of one breach and for what another member owes pays both."""
    clauses = f"""\
  fee: {{who: ann, must: pay, {arising}, due: alarm.on + 3 days, amount: 5.00 EUR, applied: earliest due first}}
  fine:
    who: ann
    must: pay
    for each: alarm
    upon: fee was breached
    due: fee.breached_on + 2 days
    amount: 5.00 EUR
    applied: earliest due first
    cures: fee
"""
    facts = """
  alarm: [{id: old, on: 2026-02-20}, {id: new, on: 2026-02-22}]
  pay: [{id: a, by: ann, on: 2026-02-24 06:00, kind: fee, amount: 10.00 EUR}]"""
    outcome = asked(clauses, facts, "2026-02-24")
    words = {norm.address: norm.performance for norm in outcome.norms}
    assert words == {"fee:old": "cured", "fee:new": "fulfilled", "fine:old": "fulfilled", "fine:new": None}


@pytest.mark.parametrize("arising", ["", ", upon: 2026-02-23"])
@pytest.mark.parametrize("what", ["must: deliver", "must: pay, amount: 5.00 EUR"])
def test_a_cure_that_was_never_needed_takes_no_act(arising: str, what: str) -> None:
    """What is done in time performs the duty itself, as long as there is no breach that the other one could cure."""
    clauses = f"""\
  first: {{who: ann, {what}{arising}, due: 2026-03-02}}
  again: {{who: ann, {what}, upon: first was breached, due: first.breached_on + 3 days, cures: first}}
"""
    facts = """
  deliver: [{by: ann, on: 2026-02-27}]
  pay: [{by: ann, on: 2026-02-27, kind: fee, amount: 5.00 EUR}]"""
    outcome = asked(clauses, facts, "2026-02-28")
    assert [told(norm) for norm in outcome.norms] == [([], "fulfilled"), (["not_triggered"], None)]


@pytest.mark.parametrize(("last", "word"), [("2026-02-22", "lapsed"), ("2026-02-23", None)])
def test_what_runs_out_at_the_moment_of_an_effect_has_run_out_before_it(last: str, word: str | None) -> None:
    """At one moment deadlines come first, then effects: a right that ends then by its own terms has lapsed."""
    clauses = (
        f"  right: {{who: ann, may: deliver, through: {last}}}\n  stop: {{upon: 2026-02-23, then: {{end: right}}}}\n"
    )
    right = asked(clauses, "{deliver: none}", "2026-02-23")["right"]
    assert right.performance == word


def test_a_default_may_end_the_agreement_although_a_right_could_have_cured_it() -> None:
    """The right to cure runs out just before the termination that this brings about: that is no circle."""
    clauses = """\
  rent: {who: ann, must: pay, due: 2026-02-21, amount: 10.00 EUR}
  repair: {who: bob, may: call, upon: rent was breached, cures: rent, through: rent.breached_on + 2 days}
  close: {upon: rent was defaulted, then: {terminate: agreement}}
"""
    states = {day: asked(clauses, "{pay: none, call: none}", f"2026-02-{day}") for day in ("22", "24", "25")}
    assert [(each["rent"].performance, each["repair"].performance) for each in states.values()] == [
        ("breached", "available"),
        ("breached", "available"),
        ("defaulted", "lapsed"),
    ]
    assert [each.agreement_state.state.value for each in states.values()] == ["in_force", "in_force", "not_in_force"]
    cured = asked(clauses, "{pay: none, call: [{by: bob, on: 2026-02-24}]}", "2026-02-28")
    assert (cured["rent"].performance, cured.agreement_state.state.value) == ("cured", "in_force")


def test_a_deadline_counted_from_a_breach_to_come_is_not_known_before_it() -> None:
    """Acts that are stated for later days have been looked at, and tell nothing about the deadline today."""
    clauses = """\
  kept: {who: ann, must ensure: (some alarm) or (today < 2026-02-22), through: 2026-02-22}
  explain: {who: ann, must: deliver, upon: kept was breached, due: kept.breached_on, cures: kept}
  pause: {upon: some alarm, then: {suspend: agreement}}
"""
    facts = "{alarm: none, deliver: [{by: ann, on: 2026-02-22 03:00}]}"
    assert asked(clauses, facts, "2026-02-20")["explain"].due is None
    assert asked(clauses, facts, "2026-02-22")["explain"].due is not None


def test_a_suspension_moves_no_deadline_that_leaves_it_no_day() -> None:
    """What is due on the very day from which it is counted has no time of its own that could stand still."""
    clauses = """\
  hand_over: {who: ann, must: deliver, due: 2026-02-22}
  explain: {who: ann, must: call, upon: hand_over was breached, due: hand_over.breached_on, cures: hand_over}
  pause: {upon: some alarm, then: {suspend: explain}}
"""
    explain = asked(clauses, "{alarm: [{on: 2026-02-20}], deliver: none, call: none}", "2026-02-24")["explain"]
    assert explain.due is not None
    assert explain.due.known is not None
    assert explain.due.known.isoformat() == "2026-02-23"


@pytest.mark.parametrize(
    "asks", ["rent was breached", "late", "some invoice where (late)", "count(invoice where (late)) = 1"]
)
def test_what_an_act_is_judged_by_is_looked_up_anew_for_each_act(asks: str) -> None:
    """What held just before one act is not remembered for the next."""
    text = HEAD.replace("clauses:", "terms: {late: rent was breached}\nclauses:")
    text += "  rent: {who: ann, must: pay, due: 2026-02-21}\n"
    text += f"  leave: {{who: bob, can: call, where: call.by is bob and {asks}, then: {{suspend: rent}}}}\n"
    calls = [f"{{id: on_{day}, by: bob, on: 2026-02-{day}}}" for day in (20, 22, 23, 24)]
    facts = f"{{pay: none, invoice: [{{on: 2026-02-20, total: 1 EUR}}], call: [{', '.join(calls)}]}}"
    outcome = answer(text, f"as_of: 2026-03-01\ncomplete: 2099-12-31\nfacts: {facts}\n")
    assert [act.verdict.value for act in outcome.acts] == ["not_able", "able", "able", "able"]


def test_two_acts_of_one_day_of_which_one_uses_up_what_the_other_needs_are_undetermined() -> None:
    """Each may have been the first, also where the clause counts the exercises of its family."""
    text = HEAD.replace("  flag: yes/no\n", "  flag: yes/no\n  turn: {earlier: number}\n")
    used = "count(option where (option was exercised)) = turn.earlier"
    text += f"  option: {{who: bob, can: call, for each: turn, when: {used}}}\n"
    turns = "turn: [{id: first, earlier: 0}, {id: second, earlier: 1}]"

    def verdicts(*days: str) -> list[str]:
        calls = ", ".join(f"{{id: c{place}, by: bob, on: {day}}}" for place, day in enumerate(days))
        outcome = answer(text, f"as_of: 2026-03-01\ncomplete: 2099-12-31\nfacts: {{{turns}, call: [{calls}]}}\n")
        return [act.verdict.value for act in outcome.acts]

    assert verdicts("2026-02-22", "2026-02-22") == ["undetermined", "undetermined"]
    assert verdicts("2026-02-22 10:00", "2026-02-22 11:00") == ["able", "able"]
    assert verdicts("2026-02-22 10:00", "2026-02-22 11:00", "2026-02-22 12:00") == ["able", "able", "not_able"]


def test_where_nothing_more_can_be_told_is_no_end() -> None:
    """A power that hangs on its own exercise is looked at so far; that the look ends there is no day of the norm."""
    clauses = """\
  close: {upon: 2026-02-21, then: {end: agreement}}
  once: {who: bob, can: call, unless: once was exercised, through: 2026-12-31}
"""
    norm = answer(HEAD + clauses, "as_of: 2026-02-23\ncomplete: yes\n")["once"]
    assert norm.until is None or norm.until.at_least is None or norm.until.at_least == date(2026, 12, 31)


def test_what_is_paid_after_a_breach_was_cured_is_for_another_debt() -> None:
    """The first week was missed and cured; a cent more is paid on the second week, not on the first again."""
    clauses = """\
  weekly:
    who: ann
    must: pay
    for each: week in span
    due: week.starts + 1 day
    amount: 5.00 EUR
    applied: earliest due first
  late:
    who: ann
    must: pay
    for each: week in span
    upon: weekly was breached
    due: weekly.breached_on + 1 day
    amount: 5.00 EUR
    applied: earliest due first
    cures: weekly
"""
    text = HEAD.replace("clauses:", "terms: {span: 2026-02-21 .. 2026-03-07}\nclauses:")
    acts = [
        f"{{by: ann, kind: fee, amount: {amount} EUR, on: 2026-02-23 {at}}}"
        for amount, at in ((5, "03:00"), (0.01, "06:00"))
    ]
    outcome = answer(text + clauses, f"as_of: 2026-02-23\ncomplete: 2099-12-31\nfacts: {{pay: [{', '.join(acts)}]}}\n")
    first, second = outcome["weekly:2026-02-21"], outcome["weekly:2026-02-28"]
    assert first.performance == "cured"
    assert second.performance == "open"
    assert second.outstanding is not None
    assert second.outstanding.known == Decimal("4.99")
