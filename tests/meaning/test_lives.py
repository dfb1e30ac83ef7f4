"""Deadlines, performance, remedies, effects, families and amounts: each claim at its boundary."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from evaluator.api.timeline import timeline
from evaluator.engine.outcome import AgreementState, NormAnswer, Outcome, Reason, State, Verdict, When
from tests.meaning.native import agreement_of, answer, scenario_of

HEAD = """\
agreement: toy
version: 2026-01-01
parties: [ann, bob, cat]
entities:
  invoice: {on: date, amount: money EUR}
  pause: {on: date}
  go_on: {on: date}
  flood: {on: date}
actions:
  pay: {amount: money EUR, invoice: invoice}
  give: {}
  end_it: {}
  forgive: {invoice: invoice}
  buy: {}
  tell: {}
  hand_over: {taker: party}
"""
RENT = """\
clauses:
  rent: {who: ann, must: pay, to: bob, amount: 900 EUR, due: 2026-02-03}
"""
BILLS = """\
clauses:
  bill:
    who: ann
    must: pay
    to: bob
    for each: invoice
    upon: invoice.on
    where: pay.invoice is invoice
    due: invoice.on + 30 days
    amount: invoice.amount
"""


def asked(clauses: str, facts: str, as_of: str = "2026-06-30", complete: str = "yes") -> Outcome:
    """What comes of some clauses and facts, one fact a line."""
    lines = "".join(f"  {line}\n" for line in facts.strip().splitlines())
    stated = f"facts:\n{lines}" if lines else ""
    return answer(HEAD + clauses, f"as_of: {as_of}\ncomplete: {complete}\n{stated}")


def paid(*acts: str) -> str:
    """Payments by ann, each as `amount on day` or `amount for invoice on day`."""
    found = []
    for act in acts:
        amount, *invoice, day = act.replace(" for ", " ").replace(" on ", " ").split()
        of = f", invoice: {invoice[0]}" if invoice else ""
        found.append(f"{{by: ann, amount: {amount} EUR, on: {day}{of}}}")
    return f"pay: [{', '.join(found)}]"


def day(text: str) -> When:
    """A day that is known."""
    return When(date.fromisoformat(text), date.fromisoformat(text))


def dates(norm: NormAnswer) -> dict[str, When]:
    """The dates of a norm's life."""
    return dict(norm.dates)


@pytest.mark.parametrize(
    ("facts", "as_of", "word"),
    [
        ("", "2026-02-03", "open"),
        ("", "2026-02-04", "defaulted"),
        (paid("900 on 2026-02-03"), "2026-02-03", "fulfilled"),
        (paid("900 on 2026-02-04"), "2026-02-04", "fulfilled_late"),
        (paid("899.99 on 2026-02-03"), "2026-02-04", "defaulted"),
        (paid("450 on 2026-01-10", "450 on 2026-02-03"), "2026-02-04", "fulfilled"),
        (paid("450 on 2026-01-10", "450 on 2026-02-04"), "2026-02-04", "fulfilled_late"),
    ],
)
def test_a_deadline_runs_out_at_the_end_of_its_day(facts: str, as_of: str, word: str) -> None:
    """The last day is in time, the next is late, and a cent short is not paid."""
    norm = asked(RENT, facts, as_of)["rent"]
    assert (norm.state, norm.performance, norm.due) == (State.IN_FORCE, word, day("2026-02-03"))


@pytest.mark.parametrize(
    ("complete", "breached", "words"),
    [
        ("2026-02-04", True, ("defaulted",)),
        ("2026-02-03", True, ("fulfilled_late", "defaulted")),
        ("2026-02-02", False, ("fulfilled", "fulfilled_late", "defaulted")),
        ("no", False, ("fulfilled", "fulfilled_late", "defaulted")),
    ],
)
def test_a_deadline_needs_a_log_that_is_complete_up_to_it(
    complete: str, breached: bool, words: tuple[str, ...]
) -> None:
    """A payment that nobody stated may have been made as long as the list is open on the last day."""
    norm = asked(RENT, "", "2026-02-04", complete)["rent"]
    assert ("breached" in dates(norm)) == breached
    assert (norm.possible_performances or (norm.performance,)) == words
    assert [each.fact for each in norm.missing] == ([] if len(words) == 1 else ["pay"])


def test_the_question_says_up_to_which_day_acts_are_missing() -> None:
    """Only acts up to the last timely day would settle whether the duty was breached."""
    norm = asked(RENT, "", "2026-02-20", "2026-01-31")["rent"]
    assert norm.performance is None
    assert "open" not in norm.possible_performances
    assert "2026-02-03" in norm.missing[0].question


def test_a_vague_payment_is_in_time_only_if_every_day_is() -> None:
    """A payment within bounds performs in time where its last possible day does."""
    early = asked(RENT, "pay: [{by: ann, amount: 900 EUR, on: between 2026-01-05 and 2026-02-03}]")["rent"]
    vague = asked(RENT, "pay: [{by: ann, amount: 900 EUR, on: between 2026-02-03 and 2026-02-04}]")["rent"]
    assert early.performance == "fulfilled"
    assert (vague.performance, vague.possible_performances) == (None, ("fulfilled", "fulfilled_late"))


def test_an_early_act_does_not_count_before_its_window() -> None:
    """`not before` leaves out what was done too early."""
    clauses = "clauses:\n  gift: {who: ann, must: give, not before: 2026-03-01, due: 2026-03-10}\n"
    assert asked(clauses, "give: [{by: ann, on: 2026-02-28}]")["gift"].performance == "defaulted"
    assert asked(clauses, "give: [{by: ann, on: 2026-03-01}]")["gift"].performance == "fulfilled"


def test_each_event_gives_rise_to_a_duty_of_its_own() -> None:
    """A bill arises with its invoice, is due in its own time, and knows its own payments only."""
    facts = "invoice: [{id: a, on: 2026-01-10, amount: 100 EUR}, {id: b, on: 2026-03-10, amount: 50 EUR}]\n"
    outcome = asked(BILLS, facts + paid("100 for a on 2026-02-09"), "2026-03-31")
    assert (outcome["bill:a"].performance, outcome["bill:b"].performance) == ("fulfilled", "open")
    assert outcome["bill:b"].due == day("2026-04-09")
    assert dates(outcome["bill:b"])["arisen"] == day("2026-03-10")


def test_bounds_inside_upon_bound_the_event_and_outside_the_norm() -> None:
    """What has arisen before the flood stays; what would arise after it does not, unless the bound is outside."""
    facts = "invoice: [{id: a, on: 2026-01-10, amount: 100 EUR}, {id: b, on: 2026-03-10, amount: 50 EUR}]\n"
    facts += "flood: [{on: 2026-02-01}]"
    inside = BILLS.replace("upon: invoice.on", "upon: {event: invoice.on, until: some flood}")
    outside = BILLS.replace("upon: invoice.on", "upon: invoice.on\n    until: some flood")
    states = [asked(text, facts)[f"bill:{id}"].state for text in (inside, outside) for id in "ab"]
    assert states == [State.IN_FORCE, State.NOT_IN_FORCE, State.NOT_IN_FORCE, State.NOT_IN_FORCE]


CURED = """\
clauses:
  rent: {who: ann, must: pay, to: bob, amount: 900 EUR, due: 2026-02-03, where: pay.amount > 100 EUR}
  fee:
    who: ann
    must: pay
    to: bob
    upon: rent was breached
    where: pay.amount <= 100 EUR
    amount: 45 EUR
    due: rent.breached_on + 5 days
    cures: rent
"""


@pytest.mark.parametrize(
    ("facts", "as_of", "word"),
    [
        ("", "2026-02-09", "breached"),
        (paid("45 on 2026-02-09"), "2026-02-09", "cured"),
        (paid("45 on 2026-02-10"), "2026-02-10", "defaulted"),
        ("", "2026-02-10", "defaulted"),
        (paid("900 on 2026-02-05"), "2026-02-05", "fulfilled_late"),
    ],
)
def test_breached_cured_and_defaulted_are_three_outcomes(facts: str, as_of: str, word: str) -> None:
    """A breach stays a breach while it can be cured, and is a default once its cure is itself breached."""
    outcome = asked(CURED, facts, as_of)
    assert outcome["rent"].performance == word
    assert dates(outcome["rent"])["breached"] == day("2026-02-04")


def test_a_cure_does_not_erase_its_own_trigger() -> None:
    """The duty that cures stays in force and fulfilled; the breach stays in the record."""
    outcome = asked(CURED, paid("45 on 2026-02-06"))
    assert (outcome["fee"].state, outcome["fee"].performance) == (State.IN_FORCE, "fulfilled")
    assert dates(outcome["rent"])["cured"] == day("2026-02-06")


def test_a_breach_may_end_the_very_duty_that_was_breached() -> None:
    """Terminating on default is no circle: the duty is over, and its breach stays."""
    clauses = RENT + "  quit: {upon: rent was breached, then: {terminate: agreement}}\n"
    outcome = asked(clauses, "", "2026-02-04")
    assert (outcome["rent"].state, outcome["rent"].reasons) == (State.NOT_IN_FORCE, (Reason.TERMINATED,))
    assert outcome["rent"].performance == "defaulted"
    assert outcome.agreement_state == AgreementState(State.NOT_IN_FORCE, (Reason.TERMINATED,), day("2026-02-04"))


def test_termination_stops_what_is_open_and_leaves_what_survives() -> None:
    """An open duty is released without breach; a clause that survives goes on."""
    clauses = RENT + (
        "  quit: {who: bob, can: end_it, then: {terminate: agreement}}\n"
        "  secret: {who: ann, must not: tell, survives: yes}\n"
    )
    outcome = asked(clauses, "end_it: [{by: bob, on: 2026-02-03}]")
    assert (outcome["rent"].performance, outcome["rent"].reasons) == (None, (Reason.TERMINATED,))
    assert (outcome["secret"].state, outcome["secret"].performance) == (State.IN_FORCE, "open")
    assert asked(clauses, "end_it: [{by: bob, on: 2026-02-04}]")["rent"].performance == "defaulted"


def test_an_act_without_the_power_has_no_effect() -> None:
    """Who cannot end the agreement does not end it, and is told so."""
    clauses = RENT + "  quit: {who: bob, can: end_it, then: {terminate: agreement}}\n"
    outcome = asked(clauses, "end_it: [{id: x, by: ann, on: 2026-01-15}]", "2026-01-31")
    assert outcome.act("x").verdict is Verdict.NOT_ABLE
    assert outcome.agreement_state.state is State.IN_FORCE
    assert outcome.effects == ()


SUSPENDED = """\
clauses:
  gift: {who: ann, must: give, due: 2026-02-10}
  stop: {upon: pause, then: {suspend: gift}}
  start: {upon: go_on, then: {resume: gift}}
"""


@pytest.mark.parametrize(
    ("clock", "given", "word"),
    [
        ("", "2026-02-15", "fulfilled"),
        ("", "2026-02-16", "fulfilled_late"),
        (", clock: runs", "2026-02-10", "fulfilled"),
        (", clock: runs", "2026-02-11", "fulfilled_late"),
    ],
)
def test_suspension_stops_the_clock_unless_it_runs(clock: str, given: str, word: str) -> None:
    """Five days of suspension move the last day by five days."""
    clauses = SUSPENDED.replace("due: 2026-02-10", "due: 2026-02-10" + clock)
    facts = f"pause: [{{on: 2026-01-20}}]\ngo_on: [{{on: 2026-01-25}}]\ngive: [{{by: ann, on: {given}}}]"
    assert asked(clauses, facts)["gift"].performance == word


def test_a_deadline_within_a_suspension_waits_for_its_end() -> None:
    """While a duty is suspended it cannot be breached."""
    facts = "pause: [{on: 2026-02-08}]\n"
    assert asked(SUSPENDED, facts, "2026-05-01")["gift"].reasons == (Reason.SUSPENDED,)
    resumed = asked(SUSPENDED, facts + "go_on: [{on: 2026-03-08}]", "2026-03-10")["gift"]
    late = asked(SUSPENDED, facts + "go_on: [{on: 2026-03-08}]", "2026-03-11")["gift"]
    assert (resumed.performance, resumed.due) == ("open", day("2026-03-10"))
    assert late.performance == "defaulted"


@pytest.mark.parametrize(
    ("pause", "go_on", "due"),
    [("2026-01-20", "2026-01-25", "2026-02-18"), ("2026-02-12", "2026-02-15", "2026-02-16")],
)
def test_days_of_a_suspension_count_once(pause: str, go_on: str, due: str) -> None:
    """A day counted from one that has moved moves with it; its own clock runs only after that day."""
    clauses = SUSPENDED.replace("suspend: gift", "suspend: [gift, thanks]").replace(
        "resume: gift", "resume: [gift, thanks]"
    )
    clauses += "  thanks: {who: bob, must: tell, due: gift.due + 3 days}\n"
    outcome = asked(clauses, f"pause: [{{on: {pause}}}]\ngo_on: [{{on: {go_on}}}]", "2026-05-01")
    assert outcome["thanks"].due == day(due)


def test_what_was_performed_keeps_its_last_day() -> None:
    """A suspension after the performance moves nothing."""
    facts = "give: [{by: ann, on: 2026-01-10}]\npause: [{on: 2026-01-20}]\ngo_on: [{on: 2026-01-25}]"
    gift = asked(SUSPENDED, facts, "2026-05-01")["gift"]
    assert (gift.performance, gift.due) == ("fulfilled", day("2026-02-10"))


def test_lapse_is_not_exercise() -> None:
    """An option that ended unexercised has lapsed, and one exercised on its last day has not."""
    clauses = "clauses:\n  option: {who: ann, can: buy, to: bob, through: 2026-03-31}\n"
    lapsed = asked(clauses, "", "2026-04-01")["option"]
    used = asked(clauses, "buy: [{by: ann, on: 2026-03-31}]", "2026-04-01")["option"]
    assert (asked(clauses, "", "2026-03-31")["option"].performance, lapsed.performance) == ("available", "lapsed")
    assert used.performance == "exercised"


def test_what_was_terminated_did_not_lapse() -> None:
    """A right that something else took away has not run out, not even when its last day passes."""
    clauses = (
        "clauses:\n  option: {who: ann, can: buy, to: bob, through: 2026-03-31}\n"
        "  quit: {upon: flood, then: {terminate: option}}\n"
    )
    assert asked(clauses, "flood: [{on: 2026-02-01}]")["option"].performance is None


def test_waiving_one_claim_waives_no_other() -> None:
    """Under the same `for each` an effect is on the same member."""
    clauses = BILLS + (
        "  mercy: {who: bob, can: forgive, for each: invoice, where: forgive.invoice is invoice, then: {waive: bill}}\n"
    )
    facts = "invoice: [{id: a, on: 2026-01-10, amount: 1 EUR}, {id: b, on: 2026-01-10, amount: 1 EUR}]\n"
    outcome = asked(clauses, facts + "forgive: [{by: bob, invoice: a, on: 2026-01-20}]")
    assert outcome["bill:a"].reasons == (Reason.WAIVED,)
    assert (outcome["bill:a"].performance, outcome["bill:b"].performance) == (None, "defaulted")


def test_assigning_passes_the_claim_and_delegating_adds_a_performer() -> None:
    """Who took over the claim is the counterparty; whom the duty was delegated to may perform it."""
    clauses = (
        "clauses:\n  gift: {who: ann, must: give, to: bob, due: 2026-05-01}\n"
        "  pass_on: {who: bob, can: hand_over, then: {assign: gift, to: hand_over.taker}}\n"
        "  helper: {upon: flood, then: {delegate: gift, to: cat}}\n"
    )
    facts = "hand_over: [{by: bob, taker: cat, on: 2026-02-01}]\nflood: [{on: 2026-02-01}]\n"
    facts += "give: [{by: cat, on: 2026-04-01}]"
    gift = asked(clauses, facts)["gift"]
    assert (gift.party, gift.counterparty, gift.performance) == ("ann, cat", "cat", "fulfilled")
    assert asked(clauses, "give: [{by: cat, on: 2026-04-01}]")["gift"].performance == "defaulted"


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_assignments_at_one_moment_nobody_knows_which_came_last(order: int) -> None:
    """The order of the text decides nothing: one of the two holds it."""
    passed = [
        "  first: {upon: 2026-02-01, then: {assign: option, to: cat}}\n",
        "  second: {upon: 2026-02-01, then: {assign: option, to: bob}}\n",
    ]
    clauses = "clauses:\n  option: {who: ann, can: buy}\n" + "".join(passed[::order])
    assert asked(clauses, "", "2026-02-01")["option"].party == "bob or cat"
    outcome = asked(clauses, "buy: [{id: x, by: bob, on: 2026-03-01}, {id: y, by: ann, on: 2026-03-01}]")
    assert outcome.act("x").verdict is Verdict.UNDETERMINED
    assert outcome.act("y").verdict is Verdict.NOT_ABLE


GROWING = """\
clauses:
  interest: {who: ann, must: pay, to: bob, amount: 10 EUR * days(2026-03-01 .. today), due: 2026-05-01}
"""


@pytest.mark.parametrize(
    ("payments", "as_of", "word", "left"),
    [
        ([], "2026-02-10", "open", "0"),
        ([], "2026-03-01", "open", "0"),
        ([], "2026-03-02", "open", "10"),
        (["100 on 2026-03-11"], "2026-03-11", "fulfilled", "0"),
        (["100 on 2026-03-11"], "2026-06-01", "fulfilled", "0"),
        (["100 on 2026-03-12"], "2026-03-12", "open", "10"),
        (["100 on 2026-03-12"], "2026-05-02", "defaulted", "520"),
        (["100 on 2026-03-12", "20 on 2026-03-13"], "2026-06-01", "fulfilled", "0"),
    ],
)
def test_an_amount_that_grows_daily_is_what_it_is_on_each_day(
    payments: list[str], as_of: str, word: str, left: str
) -> None:
    """Nothing owed so far performs no duty that grows; what was paid in full on its day stays paid."""
    interest = asked(GROWING, paid(*payments) if payments else "", as_of)["interest"]
    assert (interest.performance, str(interest.outstanding and interest.outstanding.known)) == (word, left)


SERIES = """\
terms: {lease: 2026-01-01 .. 2026-04-01}
clauses:
  rent:
    who: ann
    must: pay
    to: bob
    for each: month in lease
    from: month.starts
    due: month.starts + 2 days
    amount: 900 EUR
    applied: earliest due first
"""


def test_a_series_has_one_duty_a_month_and_payments_go_to_the_earliest() -> None:
    """One payment of two rents serves both months, the earlier first; the excess goes on to the next."""
    outcome = asked(SERIES, paid("900 on 2026-01-02", "1000 on 2026-02-02"), "2026-02-20")
    assert [norm.performance for norm in outcome] == ["fulfilled", "fulfilled", None]
    three = asked(SERIES, paid("900 on 2026-01-02", "900 on 2026-03-02"), "2026-03-20")
    assert [norm.performance for norm in three] == ["fulfilled", "fulfilled_late", "defaulted"]


OPEN = """\
terms: {quarter: 2026-01-01 .. 2026-04-01}
clauses:
  rent: {who: ann, must: pay, for each: month in 2026-01-01 .. lease_end, due: month.starts + 2 days, amount: 900 EUR}
  gift: {who: ann, must: give, for each: month in quarter, upon: rent was breached}
"""


@pytest.mark.parametrize(
    ("lease_end", "states"),
    [
        ("never", {"rent:2026-01-01": "in_force", "rent:2026-02-01": "in_force", "gift:2026-02-01": "in_force"}),
        (
            "2026-02-01",
            {"rent:2026-01-01": "in_force", "gift:2026-01-01": "in_force", "gift:2026-02-01": "not_in_force"},
        ),
        (
            "unknown",
            {"rent:2026-01-01": "undetermined", "rent:2026-02-01": "undetermined", "gift:2026-02-01": "undetermined"},
        ),
    ],
)
def test_a_series_without_a_known_end_has_the_parts_that_have_begun(lease_end: str, states: dict[str, str]) -> None:
    """None is lost, none is invented, and of another series' month that lies outside nothing is said."""
    head = HEAD.replace("actions:\n", "  lease_end: date\nactions:\n")
    stated = "" if lease_end == "unknown" else f"facts: {{lease_end: {lease_end}}}\n"
    outcome = answer(head + OPEN, f"as_of: 2026-02-10\ncomplete: yes\n{stated}")
    found = {norm.address: norm.state.value for norm in outcome}
    assert {address: found[address] for address in states} == states
    wanted = {"2026-02-01": ["2026-01-01"]}.get(lease_end, ["2026-01-01", "2026-02-01"])
    assert [norm.binding and norm.binding[1] for norm in outcome if norm.clause == "rent"] == wanted
    if lease_end == "unknown":
        assert [each.fact for each in outcome["rent:2026-01-01"].missing] == ["lease_end"]


def test_without_a_declared_order_it_is_open_which_duty_an_act_serves() -> None:
    """Nobody guesses which of two months was paid."""
    clauses = SERIES.replace("    applied: earliest due first\n", "").replace("    from: month.starts\n", "")
    outcome = asked(clauses, paid("900 on 2026-01-02"), "2026-02-20")
    assert {norm.performance for norm in outcome} == {None}


def test_an_unknown_input_leaves_an_amount_within_bounds() -> None:
    """With the cap unknown at most the rate of the revenue is owed, and paying that is enough."""
    clauses = "parameters: {cap: {value: unknown, type: money EUR}}\n" + BILLS.replace(
        "amount: invoice.amount", "amount: min(20% of invoice.amount, cap)"
    )
    facts = "invoice: [{id: a, on: 2026-01-10, amount: 60 EUR}]\n"
    norm = asked(clauses, facts)["bill:a"]
    assert norm.amount is not None
    assert (norm.amount.at_least, norm.amount.at_most, norm.amount.unit) == (None, Decimal(12), "EUR")
    assert "parameter.cap" in [each.fact for each in norm.missing]
    assert asked(clauses, facts + paid("12 for a on 2026-02-01"))["bill:a"].performance == "fulfilled"


@pytest.mark.parametrize(
    ("day", "options"),
    [
        ("2026-02-05", {"short": "fulfilled_late", "long": "fulfilled"}),
        ("2026-02-03", {"short": "due 2026-02-03", "long": "due 2026-02-10"}),
    ],
)
def test_a_reading_may_decide_nothing_but_what_has_become_of_a_norm(day: str, options: dict[str, str]) -> None:
    """The state is the same under every option: then it is said what becomes of the norm, or when it is due."""
    grace = "{question: How long is the grace?, options: {short: none, long: a week}, default: undecided}"
    clauses = f"readings: {{grace: {grace}}}\n" + RENT.replace(
        "due: 2026-02-03", "due: if reading.grace is long then 2026-02-10 else 2026-02-03"
    )
    rent = asked(clauses, paid(f"900 on {day}"))["rent"]
    assert {turn.reading: dict(turn.options) for turn in rent.turns_on} == {"grace": options}


def test_a_duty_that_was_performed_obliges_no_more() -> None:
    """A second payment of what was paid is not obligatory, and the ground says why."""
    outcome = answer(
        HEAD + RENT,
        "as_of: 2026-02-01\ncomplete: yes\nfacts:\n  " + paid("900 on 2026-01-10") + "\n"
        "ask: {again: {pay: {by: ann, amount: 900 EUR}}}\n",
    )
    assert outcome.act("again").verdict is Verdict.UNREGULATED
    assert [(each.clause, each.effect) for each in outcome.act("again").because] == [("rent", "performed")]


def test_a_guarantee_is_breached_when_its_state_of_affairs_fails() -> None:
    """It is kept while it holds, breached on the first day it fails, and the breach stays."""
    clauses = "clauses:\n  dry: {who: ann, must ensure: count(flood) < 1, through: 2026-05-31}\n"
    assert asked(clauses, "", "2026-05-31")["dry"].performance == "open"
    assert asked(clauses, "", "2026-06-01")["dry"].performance == "fulfilled"
    assert dates(asked(clauses, "flood: [{on: 2026-03-05}]")["dry"])["breached"] == day("2026-03-05")


def test_a_prohibition_is_breached_by_the_act_it_forbids() -> None:
    """The act breaches it, an excepted one does not, and its verdict agrees."""
    clauses = "clauses:\n  hush: {who: ann, must not: tell, unless: some flood}\n"
    outcome = asked(clauses, "tell: [{id: x, by: ann, on: 2026-02-01}]")
    assert (outcome["hush"].performance, outcome.act("x").verdict) == ("defaulted", Verdict.PROHIBITED)
    during = asked(clauses, "tell: [{id: x, by: ann, on: 2026-02-02}]\nflood: [{on: 2026-02-01}]")
    assert (during["hush"].performance, during.act("x").verdict) == (None, Verdict.PERMITTED)


def test_a_payment_and_a_termination_of_one_bare_day_are_undetermined() -> None:
    """Without times nobody knows which came first; with times it is decided."""
    clauses = RENT + "  quit: {who: bob, can: end_it, then: {terminate: agreement}}\n"
    both = "{}\nend_it: [{{by: bob, on: 2026-02-02{}}}]"
    vague = asked(clauses, both.format(paid("900 on 2026-02-02"), ""))["rent"]
    paid_first = "pay: [{by: ann, amount: 900 EUR, on: 2026-02-02 09:00}]"
    paid_last = "pay: [{by: ann, amount: 900 EUR, on: 2026-02-02 11:00}]"
    assert vague.performance is None
    assert "fulfilled" in vague.possible_performances
    assert asked(clauses, both.format(paid_first, " 10:00"))["rent"].performance == "fulfilled"
    assert asked(clauses, both.format(paid_last, " 10:00"))["rent"].performance is None


def test_pairs_have_lives_of_their_own() -> None:
    """Each pair of an invoice and a pause is a norm, addressed by both."""
    clauses = "clauses:\n  both: {who: ann, may: give, for each: [invoice, pause], when: invoice.amount > 5 EUR}\n"
    outcome = asked(
        clauses,
        "invoice: [{id: a, on: 2026-01-10, amount: 1 EUR}, {id: b, on: 2026-01-10, amount: 9 EUR}]\n"
        "pause: [{id: p, on: 2026-01-20}]",
    )
    assert {norm.address: norm.state for norm in outcome} == {
        "both:a/p": State.NOT_IN_FORCE,
        "both:b/p": State.IN_FORCE,
    }


def test_what_has_arisen_keeps_the_version_of_its_day() -> None:
    """A duty that arose under the first version keeps its amount when the second changes it."""
    first = HEAD + BILLS
    second = "agreement: toy\nversion: 2026-03-01\namends: 2026-01-01\n" + BILLS.replace(
        "amount: invoice.amount", "amount: 50% of invoice.amount"
    )

    facts = "facts:\n  invoice: [{id: a, on: 2026-02-20, amount: 80 EUR}, {id: b, on: 2026-03-01, amount: 80 EUR}]\n"
    outcome = answer(agreement_of(first, second), f"as_of: 2026-03-15\ncomplete: yes\n{facts}")
    assert [str(norm.amount and norm.amount.known) for norm in outcome] == ["80", "40"]
    assert [norm.version for norm in outcome] == ["2026-01-01", "2026-03-01"]


@pytest.mark.parametrize(
    ("then", "reason", "word"),
    [("{terminate: agreement}", "terminated", None), ("{waive: bill}", "waived", None), (None, None, "defaulted")],
)
def test_effects_of_a_later_version_reach_what_arose_before_it(then: str, reason: str | None, word: str | None) -> None:
    """What a later version ends is released, in the answer as in the timeline; also what it no longer states."""
    later = f"  stop: {{upon: 2026-03-08, then: {then}}}\n" if then else "  gift: {who: ann, must: give}\n"
    second = "agreement: toy\nversion: 2026-03-01\namends: 2026-01-01\nclauses:\n"
    third = "agreement: toy\nversion: 2026-03-12\namends: 2026-03-01\n" + ("repeals: [stop]\n" if then else "")
    versions = agreement_of(HEAD + BILLS, second + later, third + "clauses: {thanks: {who: ann, must: give}}\n")
    facts = "facts: {invoice: [{id: a, on: 2026-02-20, amount: 80 EUR}]}\n"
    scenario = f"agreement: toy\nas_of: 2026-05-15\ncomplete: yes\n{facts}"
    bill = answer(versions, scenario)["bill:a"]
    assert [each.value for each in bill.reasons] == ([] if reason is None else [reason])
    assert bill.performance == word
    lane = next(lane for lane in timeline(scenario_of(versions, scenario)).lanes if lane.address == "bill:a")
    now = [each for each in lane.stretches if each.start is None or each.start <= date(2026, 5, 15)][-1]
    assert (now.state, now.reasons, now.performance) == (bill.state, bill.reasons, word)


def test_a_breach_keeps_the_version_of_its_day() -> None:
    """A longer time that a later version grants does not undo what was breached before it."""
    rent = "clauses: {rent: {who: ann, must: pay, to: bob, amount: 9 EUR, due: 2026-02-01 + grace}}\n"
    second = "agreement: toy\nversion: 2026-03-01\namends: 2026-01-01\nreplaces: [grace]\nterms: {grace: 90 days}\n"
    versions = agreement_of(
        HEAD + "terms: {grace: 2 days}\n" + rent, second + "clauses: {gift: {who: ann, must: give}}\n"
    )
    outcome = answer(versions, "as_of: 2026-03-15\ncomplete: yes\n")
    assert outcome.version == "2026-03-01"
    assert (outcome["rent"].state, outcome["rent"].performance) == (State.IN_FORCE, "defaulted")
    assert dates(outcome["rent"])["breached"] == day("2026-02-04")
