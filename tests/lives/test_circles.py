"""Things that look at one another, in circles, against a walk through every minute."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evaluator.api.evaluate import evaluation_of
from evaluator.engine.stepwise import Stepwise
from evaluator.engine.world import World
from evaluator.frozen import frozen
from evaluator.values.value import Value
from tests.meaning.native import agreement_of, scenario_of

LAST = 1600
"""The last minute looked at; it lies on the second day."""
EMPTY = """\
agreement: empty
version: 2026-01-01
parties: [ann, bob]
actions: {call: {}}
clauses: {free: {who: ann, may: call}}
"""
SCENE = scenario_of(agreement_of(EMPTY), "agreement: empty\nas_of: 2026-01-02\n")


@frozen
class Plan:
    """What one thing is made of: whether it holds by itself turns at `turns`; what it looks at, and how long before.

    It holds if `every` one of them does, or if some does.
    """

    turns: tuple[int, ...]
    looks: tuple[tuple[int, int], ...]
    every: bool
    negated: bool = False


class Thing(Stepwise[bool | None]):
    """Something that holds or not; None where that was lost."""

    def __init__(self, world: World, plan: Plan, others: Sequence[Thing]) -> None:
        super().__init__(world, 0)
        self.plan, self.others = plan, others

    def _scope(self) -> dict[str, Value]:
        return {}

    def _before(self) -> bool | None:
        return False

    def _lost(self) -> bool | None:
        return None

    def _step(self) -> bool | None:
        world, plan = self.world, self.plan
        index = bisect_right(plan.turns, world.now)
        if index < len(plan.turns):
            world.until = min(world.until, plan.turns[index])
        found: list[bool | None] = [index % 2 == 1]
        for which, ago in plan.looks:
            other = self.others[which]
            found.append(other.at(world.now - ago))
            other.hold(world, world.now - ago)
        return combined(plan, found)


def combined(plan: Plan, found: Sequence[bool | None]) -> bool | None:
    """What a thing comes to; it is lost if what was lost decides."""
    decides = not plan.every
    result = decides if decides in found else None if None in found else not decides
    return result if result is None or not plan.negated else not result


def walked(plans: Sequence[Plan]) -> list[list[bool]]:
    """The same, minute by minute."""
    rows: list[list[bool]] = []
    for minute in range(LAST + 1):
        rows.append([])
        for plan in plans:
            seen = [rows[minute - ago][which] if minute >= ago else False for which, ago in plan.looks]
            rows[minute].append(bool(combined(plan, [bisect_right(plan.turns, minute) % 2 == 1, *seen])))
    return rows


@st.composite
def circles(draw: st.DrawFn) -> list[Plan]:
    """Some things; each looks at others of just before, and of the same minute at those before it only."""
    count = draw(st.integers(2, 5))
    moments = st.integers(0, 40) | st.sampled_from((1439, 1440, 1441, 1500))
    found = []
    for place in range(count):
        before = st.tuples(st.integers(0, count - 1), st.just(1))
        looks = before if place == 0 else before | st.tuples(st.integers(0, place - 1), st.just(0))
        found.append(
            Plan(
                tuple(sorted(draw(st.lists(moments, max_size=4, unique=True)))),
                tuple(draw(st.lists(looks, max_size=3, unique=True))),
                draw(st.booleans()),
                draw(st.booleans()),
            )
        )
    return found


ASKED = st.lists(st.tuples(st.integers(0, 4), st.integers(0, LAST)), min_size=1, max_size=8)


def things(plans: Sequence[Plan]) -> list[Thing]:
    """The things, in a world where nothing else is."""
    evaluation, _ = evaluation_of(SCENE, None, None, None)
    world = evaluation.world(0, {})
    found: list[Thing] = []
    found += [Thing(world, plan, found) for plan in plans]
    return found


def restless(rows: Sequence[Sequence[bool]]) -> bool:
    """Whether something goes round for ever: what comes to rest changes a few times only."""
    return any(sum(one != other for one, other in pairwise(column)) > 60 for column in zip(*rows, strict=True))


@given(circles(), ASKED)
def test_a_circle_is_what_a_walk_through_every_minute_finds(plans: list[Plan], asked: list[tuple[int, int]]) -> None:
    """Whatever is asked first: each thing is what it is in that minute; it is lost only if something never rests."""
    found, rows = things(plans), walked(plans)
    for which, minute in asked:
        place = which % len(plans)
        state = found[place].at(minute)
        assert state == rows[minute][place] or (state is None and restless(rows[:minute])), (which, minute)


@given(circles(), ASKED)
def test_it_surely_holds_until_the_moment_that_is_told(plans: list[Plan], asked: list[tuple[int, int]]) -> None:
    """Between a moment and the first later one at which it may differ, nothing differs."""
    found, rows = things(plans), walked(plans)
    for which, minute in asked:
        place = which % len(plans)
        state, until = found[place].at(minute), min(found[place].holds_until(minute), LAST + 1)
        assert state is None or {rows[each][place] for each in range(minute, until)} == {state}
