"""Counting, adding and choosing over lists that may be open: bounds where the list does not settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from evaluator.engine.world import World
from evaluator.values.estimate import CONFIRMED, NOTHING, Estimate, bounds, greatest, is_known, known_value, least
from evaluator.values.time import NEVER, Period
from evaluator.values.truth import Truth
from evaluator.values.value import Value

Run = Callable[[World], Value]
Members = Callable[[World], Iterator[tuple[Value, Truth, bool]]]
Candidate = tuple[Value, bool, bool]
"""A value, whether it certainly belongs, and whether it stands for any number of members nobody stated."""


def fold(operator: str, variable: str, members: Members, where: Run, value: Run | None, *, non_negative: bool) -> Run:
    """The function of an aggregate."""

    def run(world: World) -> Value:
        scope = world.scope
        candidates: list[Candidate] = []
        certainty = CONFIRMED
        for member, exists, open_ended in members(world):
            world.scope = {**scope, variable: member}
            belongs = min(exists, where(world))
            if belongs:
                certainty = min(certainty, abs(belongs))
            if belongs >= 0:
                candidates.append((None if value is None else value(world), belongs > 0, open_ended))
        world.scope = scope
        result = _FOLDS[operator](candidates, non_negative)
        low, high, own = bounds(result)
        return result if certainty >= own else Estimate(low, high, certainty)

    return run


def _estimate(low: Value, high: Value, certainty: int = CONFIRMED) -> Value:
    if low is not None and high is not None and low == high:
        return low if certainty == CONFIRMED else Estimate(low, low, certainty)
    return Estimate(low, high, certainty)


def _count(candidates: list[Candidate]) -> Value:
    low = sum(1 for _, certain, _ in candidates if certain)
    high = None if any(many for _, _, many in candidates) else len(candidates)
    return _estimate(Decimal(low), None if high is None else Decimal(high))


def _sum(candidates: list[Candidate], non_negative: bool) -> Value:
    low: Value = Decimal(0)
    high: Value = Decimal(0)
    worst = CONFIRMED
    for value, certain, many in candidates:
        least_value, most, certainty = bounds(value)
        worst = min(worst, certainty)
        if non_negative and least_value is None:
            least_value = Decimal(0)
        if not certain:
            least_value = None if least_value is None else min(least_value, Decimal(0))
            most = None if most is None else max(most, Decimal(0))
        if many:
            least_value = least_value if least_value == 0 else None
            most = most if most == 0 else None
        low = None if low is None or least_value is None else low + least_value
        high = None if high is None or most is None else high + most
    return _estimate(low, high, worst)


def _last(candidates: list[Candidate], nothing: Value) -> Value:
    """The greatest of the values; `nothing` is what it is of no value at all."""
    certain = [value for value, sure, _ in candidates if sure]
    possible = [value for value, sure, _ in candidates if not sure]
    if not certain and nothing is NOTHING:
        return NOTHING
    sure = greatest(*certain) if certain else nothing
    if not possible:
        return sure
    highest = greatest(sure, *possible)
    return Estimate(bounds(sure)[0], bounds(highest)[1], min(bounds(sure)[2], bounds(highest)[2]))


def _first(candidates: list[Candidate], nothing: Value) -> Value:
    """The least of the values; `nothing` is what it is of no value at all."""
    certain = [value for value, sure, _ in candidates if sure]
    possible = [value for value, sure, _ in candidates if not sure]
    if not certain and nothing is NOTHING:
        return NOTHING
    sure = least(*certain) if certain else nothing
    if not possible:
        return sure
    lowest = least(sure, *possible)
    return Estimate(bounds(lowest)[0], bounds(sure)[1], min(bounds(sure)[2], bounds(lowest)[2]))


def _days(candidates: list[Candidate]) -> Value:
    """How many days the periods cover together, each day once."""
    certain: list[tuple[int, int]] = []
    possible: list[tuple[int, int]] = []
    open_ended = False
    for value, sure, many in candidates:
        if not isinstance(value, Period) or many:
            open_ended = True
            continue
        start, end = value.start, value.end
        if not is_known(start) or not is_known(end) or known_value(end) is NEVER:
            open_ended = True
            inner_start, inner_end = bounds(start)[1], bounds(end)[0]
            if sure and isinstance(inner_start, date) and isinstance(inner_end, date):
                certain.append((inner_start.toordinal(), inner_end.toordinal()))
            continue
        stretch = (known_value(start).toordinal(), known_value(end).toordinal())
        possible.append(stretch)
        if sure:
            certain.append(stretch)
    low = Decimal(_covered(certain))
    return _estimate(low, None if open_ended else Decimal(_covered(possible)))


def _covered(stretches: list[tuple[int, int]]) -> int:
    total, reached = 0, 0
    for start, end in sorted(stretches):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


_FOLDS: dict[str, Callable[[list[Candidate], bool], Value]] = {
    "count": lambda candidates, _: _count(candidates),
    "sum": _sum,
    "latest": lambda candidates, _: _last(candidates, date.min),
    "earliest": lambda candidates, _: _first(candidates, NEVER),
    "largest": lambda candidates, _: _last(candidates, NOTHING),
    "smallest": lambda candidates, _: _first(candidates, NOTHING),
    "days": lambda candidates, _: _days(candidates),
}
