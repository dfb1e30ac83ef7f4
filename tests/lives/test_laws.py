"""Laws of the lives of norms, on small worlds of which some things may be unknown."""

from __future__ import annotations

import copy
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, note, reject
from hypothesis import strategies as st

from evaluator.api.timeline import timeline
from evaluator.engine.outcome import Amount, Day, NormAnswer, Outcome, Reason, State, When
from evaluator.timelines.timeline import Stretch
from tests.lives.accepting import accepted
from tests.lives.texts import LISTS, Hidden, agreement_text, day_text, scenario_text
from tests.lives.toy import DUTY, Act, Clause, Expression, World
from tests.lives.worlds import AMOUNT, ASKED, BASE, DAYS, HORIZON, MONTHS, PAYMENTS, WEEKS, hiding, periods, worlds
from tests.meaning.effort import effort
from tests.meaning.native import answer, scenario_of

WORDS = ("open", "fulfilled", "fulfilled_late", "breached", "cured", "defaulted", "available", "exercised", "lapsed")
FOLLOWS = {
    "open": set(WORDS),
    "available": {"available", "exercised", "lapsed"},
    "fulfilled": {"fulfilled"},
    "fulfilled_late": {"fulfilled_late", "cured"},
    "breached": {"breached", "fulfilled_late", "cured", "defaulted"},
    "defaulted": {"defaulted", "fulfilled_late", "cured"},
    "cured": {"cured"},
    "exercised": {"exercised"},
    "lapsed": {"lapsed"},
}
"""What may come after a word; a duty that is released has none."""


def summary(outcome: Outcome, moved: int = 0) -> dict[str, Any]:
    """All that is said of norms and of the agreement, with days counted from `moved`."""

    def days(when: When | None) -> Any:  # noqa: ANN401 - pairs of days
        return None if when is None else (_shifted(when.at_least, moved), _shifted(when.at_most, moved))

    found: dict[str, Any] = {
        _name(norm, moved): (
            norm.state,
            frozenset(norm.reasons),
            frozenset(norm.possible_reasons),
            norm.performance,
            frozenset(norm.possible_performances),
            days(norm.since),
            days(norm.until),
            days(norm.due),
            norm.amount,
            norm.outstanding,
            tuple((word, days(when)) for word, when in norm.dates),
        )
        for norm in outcome.norms
    }
    return found | {"agreement": (outcome.agreement_state.state, frozenset(outcome.agreement_state.reasons))}


def _shifted(day: Day | None, moved: int) -> tuple[int, str] | None:
    return None if day is None else (day.toordinal() - moved, day.isoformat()[10:])


def _name(norm: NormAnswer, moved: int) -> str:
    """The address; a week is named by its first day."""
    if norm.binding is None or norm.binding[0] != "week":
        return norm.address
    weeks = {day_text(BASE + first + moved): str(first) for first in (1, 8)}
    return f"{norm.clause}:{weeks[norm.binding[1]]}"


def shifted(value: Any, days: int) -> Any:  # noqa: ANN401 - data of any shape
    """The same data with its days moved."""
    match value:
        case ("day", day):
            return ("day", day + days)
        case ("today", sign, day):
            return ("today", sign, day + days)
        case tuple():
            return tuple(shifted(each, days) for each in value)
        case _:
            return value


def moved_world(world: World, days: int) -> World:
    """The world with every date moved."""

    def clause(each: Clause) -> Clause:
        moved: dict[str, Expression | None] = {
            key: shifted(getattr(each, key), days)
            for key in (
                "ensure",
                "upon",
                "upon_through",
                "when",
                "unless",
                "starts",
                "until",
                "through",
                "not_before",
                "due",
            )
        }
        return replace(each, **moved)  # type: ignore[arg-type] # the keys are those of expressions

    def member(each: dict[str, Any]) -> dict[str, Any]:
        found = {key: value + days if key in ("on", "starts", "ends") else value for key, value in each.items()}
        return found | ({"id": day_text(found["starts"])} if "starts" in found else {})

    return World(
        clauses=[clause(each) for each in world.clauses],
        members={name: [member(each) for each in listed] for name, listed in world.members.items()},
        acts=[replace(act, on=(act.on[0] + days, act.on[1])) for act in world.acts],
        flag=world.flag,
        effective=world.effective + days,
        horizon=world.horizon + days,
    )


payments = st.tuples(st.sampled_from([BASE - 1, *DAYS]), st.sampled_from(PAYMENTS))


def noted(world: World, scenario: str) -> str:
    """The scenario, shown if the test fails."""
    note(agreement_text(world))
    note(scenario)
    return scenario


@effort(40)
@given(worlds(timed=False), st.sampled_from(ASKED), st.sampled_from([-7, 1, 30, 365]), st.data())
def test_moving_every_date_moves_every_answer(world: World, day: int, days: int, data: st.DataObject) -> None:
    """A world moved by some days is answered alike, and its dates move with it; but months differ in length."""
    assume(all(clause.family != "month" for clause in world.clauses))
    hidden = data.draw(hiding(world))
    moved = moved_world(world, days)
    here = answer(accepted(world), noted(world, scenario_text(world, day, hidden)))
    there = answer(accepted(moved), scenario_text(moved, day + days, replace(hidden, moved=days)))
    assert summary(here) == summary(there, days)


@effort(40)
@given(worlds(), st.sampled_from(ASKED), st.data())
def test_the_order_of_clauses_changes_nothing(world: World, day: int, data: st.DataObject) -> None:
    """Clauses in any order give the same answers."""
    order = list(data.draw(st.permutations(range(len(world.clauses)))))
    if data.draw(st.booleans()):
        for clause in world.clauses:
            if clause.due is not None and clause.due[0] == "day":
                clause.due = ("day", BASE + 7)  # nothing ranks them
    turned = replace(world, clauses=[world.clauses[index] for index in order])
    scenario = noted(world, scenario_text(world, day, data.draw(hiding(world))))
    assert summary(answer(accepted(world), scenario)) == summary(answer(accepted(turned), scenario))


@effort(30)
@given(worlds(), st.lists(st.sampled_from(ASKED), min_size=2, max_size=2, unique=True), st.data())
def test_the_timeline_says_of_every_day_what_is_answered_on_it(
    world: World, days: list[int], data: st.DataObject
) -> None:
    """State, reasons and performance at a date are those of the stretch of the timeline at the end of that day."""
    agreement, hidden = accepted(world), data.draw(hiding(world))
    whole = timeline(scenario_of(agreement, noted(world, scenario_text(world, max(days), hidden))))
    for day in days:
        outcome = answer(agreement, scenario_text(world, day, hidden))
        for norm in outcome.norms:
            stretch = next(
                each
                for each in reversed(whole.lane(norm.address).stretches)
                if each.start is None or each.start.toordinal() <= day
            )
            assert (norm.address, day_text(day), told(norm)) == (norm.address, day_text(day), told(stretch))


@effort(30)
@given(worlds(), st.data())
def test_between_two_changes_of_the_timeline_nothing_changes(world: World, data: st.DataObject) -> None:
    """On the first and the last day of a stretch the same is answered, and the next stretch says something else."""
    agreement, hidden = accepted(world), data.draw(hiding(world))
    whole = timeline(scenario_of(agreement, noted(world, scenario_text(world, HORIZON, hidden))))
    lane = data.draw(st.sampled_from(whole.lanes)) if whole.lanes else reject()
    here, after = data.draw(st.sampled_from([*pairwise(lane.stretches), (lane.stretches[-1], None)]))
    first = BASE if here.start is None else here.start.toordinal()
    last = HORIZON if here.end is None else here.end.toordinal() - 1
    for asked in {first, last} if BASE <= first <= last <= HORIZON else ():
        norm = answer(agreement, scenario_text(world, asked, hidden))[lane.address]
        assert (day_text(asked), lane.address, told(norm)) == (day_text(asked), lane.address, told(here))
    assert after is None or (here.end == after.start and told(here) != told(after))


def told(norm: NormAnswer | Stretch) -> tuple[State, frozenset[Reason], str | None]:
    """What answers and stretches of the timeline both say."""
    return norm.state, frozenset(norm.reasons), norm.performance


@effort(60)
@given(worlds(), st.lists(st.sampled_from(ASKED), min_size=2, max_size=4, unique=True), st.data())
def test_history_stays(world: World, days: list[int], data: st.DataObject) -> None:
    """What was fulfilled, exercised or lapsed stays so; a breach may be repaired, but not undone."""
    agreement, hidden = accepted(world), data.draw(hiding(world))
    before: dict[str, str] = {}
    for day in sorted(days):
        outcome = answer(agreement, noted(world, scenario_text(world, day, hidden)))
        for norm in outcome.norms:
            words = {norm.performance} if norm.performance else set(norm.possible_performances)
            if norm.address in before and before[norm.address] not in ("open", "available"):
                assert words, (norm.address, before[norm.address])
                assert words & FOLLOWS[before[norm.address]], (norm.address, before[norm.address], words)
            if norm.performance is not None:
                before[norm.address] = norm.performance
            else:
                before.pop(norm.address, None)


@effort(60)
@given(worlds(), st.sampled_from(ASKED), st.integers(1, 9), st.data())
def test_what_happens_later_changes_nothing_before(world: World, day: int, later: int, data: st.DataObject) -> None:
    """Acts and events that are known to come after the date asked about are not looked at."""
    hidden = data.draw(hiding(world))
    agreement = accepted(world)
    cut = copy.deepcopy(world)
    cut.acts = [act for act in cut.acts if act.on[0] <= day + later or (act.id, "on") in hidden.vague]
    cut.members["alarm"] = [each for each in cut.members["alarm"] if each["on"] <= day + later]
    full = answer(agreement, noted(world, scenario_text(world, day, hidden)))
    less = answer(agreement, scenario_text(cut, day, hidden))
    for norm in less.norms:
        other = full[norm.address]
        assert (norm.address, *told(norm), norm.outstanding) == (norm.address, *told(other), other.outstanding)


@effort(60)
@given(worlds(timed=False), st.sampled_from(ASKED), st.data())
def test_saying_what_was_unknown_never_reverses_an_answer(world: World, day: int, data: st.DataObject) -> None:
    """Of state, reasons, performance and amounts, what was definite stays, and bounds only become narrower."""
    agreement = accepted(world)
    hidden = data.draw(hiding(world))
    less = answer(agreement, noted(world, scenario_text(world, day, hidden)))
    more = answer(agreement, noted(world, scenario_text(world, day, data.draw(hiding(world, at_most=hidden)))))
    found = []
    for norm in less.norms:
        if any(other.address == norm.address for other in more.norms):
            found += weakened(norm, more[norm.address])
    assert not found, "\n".join(found)


def weakened(less: NormAnswer, more: NormAnswer) -> list[str]:
    """How the second answer, which knows more, takes back something of the first."""
    found = []
    if less.state is not State.UNDETERMINED and more.state is not less.state:
        found.append(f"{less.address} was {less.state}, is {more.state}")
    if not set(less.reasons) <= set(more.reasons):
        found.append(f"{less.address} had reasons {less.reasons}, has {more.reasons}")
    if not {*more.reasons, *more.possible_reasons} <= {*less.reasons, *less.possible_reasons}:
        found.append(f"{less.address} could have {less.possible_reasons}, can have {more.possible_reasons}")
    words = {less.performance} if less.performance else set(less.possible_performances)
    said = {more.performance} if more.performance else set(more.possible_performances)
    if (words or less.state is not State.UNDETERMINED) and not said <= words:
        found.append(f"{less.address} was {words}, is {said}")
    if less.performance is not None and more.performance != less.performance:
        found.append(f"{less.address} was {less.performance}, is {more.performance}")
    for name, before, after in (("amount", less.amount, more.amount), ("rest", less.outstanding, more.outstanding)):
        if not _within(before, after):
            found.append(f"{less.address}: {name} was {before}, is {after}")
    return found


def _within(wide: Amount | None, narrow: Amount | None) -> bool:
    if wide is None:
        return True
    if narrow is None:
        return wide.at_least is None and wide.at_most is None
    low = wide.at_least is None or (narrow.at_least is not None and narrow.at_least >= wide.at_least)
    return low and (wide.at_most is None or (narrow.at_most is not None and narrow.at_most <= wide.at_most))


@effort(60)
@given(worlds(timed=False), st.sampled_from(ASKED), st.data())
def test_what_is_outstanding_is_between_nothing_and_all(world: World, day: int, data: st.DataObject) -> None:
    """Outstanding is never negative, never more than the amount, and nothing once the duty is performed."""
    outcome = answer(accepted(world), noted(world, scenario_text(world, day, data.draw(hiding(world)))))
    for norm in outcome.norms:
        if norm.outstanding is None:
            continue
        assert norm.amount is not None
        low, high = norm.outstanding.at_least, norm.outstanding.at_most
        assert low is None or low >= 0, norm.address
        assert high is None or norm.amount.at_most is None or high <= norm.amount.at_most, norm.address
        if norm.performance in ("fulfilled", "fulfilled_late"):
            assert norm.outstanding.known == 0, norm.address
        if norm.performance == "open":
            assert high is None or high > 0, norm.address


@effort(50)
@given(worlds(), st.sampled_from(ASKED))
def test_what_was_settled_is_at_most_what_was_paid(world: World, day: int) -> None:
    """Money counts once: of the amounts of one kind no more is settled than was paid of it."""
    outcome = answer(accepted(world), noted(world, scenario_text(world, day)))
    for kind in ("rent", "fee"):
        payments = [
            act.amount or 0 for act in world.acts if (act.kind, act.action) == (kind, "pay") and act.on[0] <= day
        ]
        clauses = {clause.id for clause in world.clauses if (clause.kind, clause.action) == (kind, "pay")}
        settled = [settled_of(norm) for norm in outcome.norms if norm.clause in clauses]
        assert sum(each for each in settled if each is not None) <= Decimal(sum(payments)) / 100


@effort(50)
@given(st.sampled_from(["plain", "week"]), st.lists(payments, max_size=5), st.sampled_from(ASKED))
def test_what_is_outstanding_is_the_amount_without_what_was_paid(
    family: str, acts: list[tuple[int, int]], day: int
) -> None:
    """With everything known, what is left of one debt, or of a series, is what is owed in all without what was paid."""
    debt = Clause("debt", DUTY, action="pay", kind="rent", amount=2 * AMOUNT, due=("day", BASE + 6))
    if family == "week":
        debt = replace(debt, family=family, amount=AMOUNT, due=("of", "ends", 0), applied=True)
    done = [
        Act(f"act{index}", "pay", "ann", (on, 60 * index), True, "rent", part) for index, (on, part) in enumerate(acts)
    ]
    lists = {"invoice": [], "alarm": [], "week": periods(WEEKS), "month": periods(MONTHS)}
    world = World([debt], lists, done, flag=True, effective=BASE, horizon=HORIZON)
    outcome = answer(accepted(world), noted(world, scenario_text(world, day)))
    paid = sum(part for on, part in acts if BASE <= on <= day)
    settled = [settled_of(norm) for norm in outcome.norms]
    assert settled.count(None) == 0
    assert sum(each or 0 for each in settled) == Decimal(min(paid, 2 * AMOUNT)) / 100


def settled_of(norm: NormAnswer) -> Decimal | None:
    """The amount without what is outstanding, where both are known."""
    if norm.amount is None or norm.outstanding is None or norm.amount.known is None or norm.outstanding.known is None:
        return None
    return norm.amount.known - norm.outstanding.known


def test_the_lists_of_the_worlds_are_those_of_the_texts() -> None:
    """Whatever a world lists can be left open, and days lie before the horizon."""
    assert set(Hidden().closed) == set(LISTS)
    assert max(ASKED) <= HORIZON
