"""How values compare, and until when a comparison with today holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Final, TypeAlias

from evaluator.engine.functions import in_period
from evaluator.engine.world import World
from evaluator.frozen import replace
from evaluator.values.estimate import Estimate, at_most, bounds, is_known, known_value, less, same
from evaluator.values.time import FOREVER, MINUTES_PER_DAY, Moment, Period, after, midnight_after, start_of
from evaluator.values.truth import NO, UNKNOWN, Truth
from evaluator.values.value import Value

Decide: TypeAlias = Callable[[Value, Value], Truth]
"""A comparison of two values."""

_OUT_OF_REACH: Final = 400_000
"""Days before the end of the calendar in which nothing is looked for: a date with a span added may lie beyond it."""


def until_midnight(world: World) -> None:
    """What was looked at may change at the next midnight."""
    world.until = min(world.until, midnight_after(world.now))


def until_flip(world: World, outcome: object, at: Callable[[World], object]) -> None:
    """What is compared grows with each day, so its outcome changes once: at the midnight found here, if ever.

    `at` compares in a world whose `now` has been set; `outcome` is what it gives today. Days are doubled until the
    outcome differs, then halved.
    """
    today = world.now // MINUTES_PER_DAY
    last = max(today, FOREVER // MINUTES_PER_DAY - _OUT_OF_REACH)

    def same(day: int) -> bool:
        world.now = day * MINUTES_PER_DAY
        return at(world) == outcome

    with world.apart():
        same_until, step = today, 1
        while same_until < last and same(min(same_until + step, last)):
            same_until, step = min(same_until + step, last), step * 2
        differs = min(same_until + step, last)
        while differs - same_until > 1:
            middle = (same_until + differs) // 2
            if same(middle):
                same_until = middle
            else:
                differs = middle
    if same_until < last:
        world.until = min(world.until, differs * MINUTES_PER_DAY)


def until_step(
    world: World, steps: Sequence[Decide], left: Value, right: Value, at: Callable[[World], tuple[Value, Value]]
) -> None:
    """One side of a comparison grows with each day: its outcome changes where one of the `STEPS` of its operator does.

    `left` and `right` are what is compared today, `at` gives both in a world whose `now` has been set.
    """
    if isinstance(known_value(right), frozenset) or _excludes(left) or _excludes(right):
        until_midnight(world)
        return
    for step in steps:
        until_flip(world, step(left, right), partial(_step_at, step, at))


def _step_at(step: Decide, at: Callable[[World], tuple[Value, Value]], world: World) -> Truth:
    return step(*at(world))


def _excludes(value: Value) -> bool:
    return isinstance(value, Estimate) and bool(value.excluded)


def until_edge(world: World, still: Value, *, directly: bool) -> None:
    """Today against a day that stays can change at that day's start and end; anything else, at midnight."""
    if not directly:
        until_midnight(world)
        return
    days = (still.start, still.end) if isinstance(still, Period) else (still,)
    for day in days:
        for bound in bounds(day)[:2]:
            if isinstance(bound, date):
                for edge in _edges(bound):
                    if world.now < edge < world.until:
                        world.until = edge


def _edges(day: date | datetime) -> tuple[Moment, ...]:
    midnight = start_of(day) // MINUTES_PER_DAY * MINUTES_PER_DAY
    return midnight, start_of(day), after(day), midnight + MINUTES_PER_DAY


def _within_set(value: Value, of: Value) -> Truth:
    if isinstance(of, Period) or (isinstance(of, Estimate) and isinstance(of.low, Period)):
        return in_period(value, of if isinstance(of, Period) else of.low)
    if not is_known(of):
        return UNKNOWN
    certainty = bounds(of)[2]
    return min(certainty, max((same(value, element) for element in known_value(of)), default=NO))


def by_day(decide: Decide, *, left_is_day: bool, right_is_day: bool) -> Decide:
    """A comparison of dates in which a moment and a bare date that is the whole day are compared as days."""

    def run(left: Value, right: Value) -> Truth:
        if type(left) is not type(right):
            if right_is_day and _is_timed(left) and _is_bare(right):
                left = _day_of(left)
            elif left_is_day and _is_timed(right) and _is_bare(left):
                right = _day_of(right)
        return decide(left, right)

    return run


def _is_timed(value: Value) -> bool:
    low, high, _ = bounds(value)
    return isinstance(low, datetime) or isinstance(high, datetime)


def _is_bare(value: Value) -> bool:
    low, high, _ = bounds(value)
    return type(low) is date and type(high) is date


def _day_of(value: Value) -> Value:
    """The day of a moment, or of one that is known within bounds."""
    if not isinstance(value, Estimate):
        return value.date()
    low, high = (bound.date() if isinstance(bound, datetime) else bound for bound in (value.low, value.high))
    return replace(value, low=low, high=high)


def _before_start(day: Value, period: Value) -> Truth:
    known = known_value(period)
    return less(day, known.start) if isinstance(known, Period) else UNKNOWN


def _before_end(day: Value, period: Value) -> Truth:
    known = known_value(period)
    return less(day, known.end) if isinstance(known, Period) else UNKNOWN


def _more(left: Value, right: Value) -> Truth:
    return less(right, left)


COMPARISONS: Final[Mapping[str, Decide]] = {"=": same, "<": less, "<=": at_most, "in": _within_set}
STEPS: Final[Mapping[str, tuple[Decide, ...]]] = {
    "=": (less, _more),
    "<": (less,),
    "<=": (at_most,),
    "in": (_before_start, _before_end),
}
"""Comparisons that together decide one, each of which changes only once while a side of it grows."""
