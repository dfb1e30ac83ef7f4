"""Series: the days, weeks, months, quarters or years of a period.

A period whose end is not known, or never comes, has the parts that have begun; whether one of them lies before the end
may be open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Final

from evaluator.core import expressions as core
from evaluator.engine.days import Run
from evaluator.engine.world import World
from evaluator.values.estimate import NOTHING, bounds, is_known, known_value, least, less, same
from evaluator.values.time import LENGTHS, NEVER, Day, Duration, Moment, Never, Period, plus, start_of
from evaluator.values.truth import NO, UNKNOWN, Truth
from evaluator.values.value import Value

MOST_PARTS: Final = 40_000
"""More parts than these are not listed; a period of so many days lasts more than a century."""
_MOST_PERIODS: Final = 64
"""So many periods are kept with their parts."""


class Series:
    """The parts of one period expression, in any world."""

    __slots__ = ("_known", "_unit", "of")

    def __init__(self, domain: core.Steps, of: Run) -> None:
        self._unit, self.of = domain.unit, of
        self._known: dict[Value, _Parts] = {}

    def parts(self, world: World) -> tuple[Period, ...]:
        """The parts at the world's moment, earliest first; none if not even the first day is known."""
        found = self._parts_of(self.of(world))
        return () if found is None else found.at(world)

    def members(self, world: World) -> Iterator[tuple[Value, Truth, bool]]:
        """Each part, whether it exists, and whether it stands for others that nobody knows."""
        period = self.of(world)
        found = self._parts_of(period)
        if found is None:
            yield Period(NOTHING, NOTHING), UNKNOWN, True
            return
        for part in found.at(world):
            yield part, found.exists(part), False

    def find(self, world: World, member: Value) -> Period | None:
        """The part that a part of another series is, by its first day and as far as its end is known."""
        found = self._parts_of(self.of(world))
        if found is None or not isinstance(member, Period) or not is_known(member.start):
            return None
        part = found.starting(known_value(member.start), world)
        return part if part is not None and same(part.end, member.end) >= UNKNOWN else None

    def exists(self, world: World, member: Value) -> Truth:
        """Whether a part exists at the world's moment."""
        found = self._parts_of(self.of(world))
        if found is None:
            return UNKNOWN
        return found.exists(member) if isinstance(member, Period) and member in found.at(world) else NO

    def _parts_of(self, period: Value) -> _Parts | None:
        if not isinstance(period, Period) or not isinstance(known_value(period.start), date):
            return None
        found = self._known.get(period)
        if found is None:
            if len(self._known) >= _MOST_PERIODS:
                self._known.clear()
            found = self._known[period] = _Parts(self._unit, period)
        return found


class _Parts:
    """The parts of one period, listed as far as they have been asked for."""

    def __init__(self, unit: str, period: Period) -> None:
        self._period = period
        self._closed = is_known(period.end) and known_value(period.end) is not NEVER
        self._certainty = min(bounds(period.start)[2], bounds(period.end)[2])
        self._listed: list[Period] = []
        self._starts: list[Moment] = []
        self._index: dict[Day, Period] = {}
        self._more = _counted(LENGTHS[unit], known_value(period.start), bounds(period.end)[1])
        self._next = next(self._more, None)
        self._shown: tuple[Period, ...] = ()

    def at(self, world: World) -> tuple[Period, ...]:
        """All of them, or those that have begun by the world's moment; then it holds until the next one begins."""
        while self._next is not None and (self._closed or start_of(self._next[0]) <= world.now):
            self._list(*self._next)
        shown = len(self._listed) if self._closed else bisect_right(self._starts, world.now)
        if not self._closed:
            following = self._starts[shown : shown + 1] or ([] if self._next is None else [start_of(self._next[0])])
            world.until = min([world.until, *following])
        if len(self._shown) != shown:
            self._shown = tuple(self._listed[:shown])
        return self._shown

    def starting(self, day: Day, world: World) -> Period | None:
        """The part that begins on a day."""
        self.at(world)
        found = self._index.get(day)
        return found if found is None or self._closed or start_of(day) <= world.now else None

    def exists(self, part: Period) -> Truth:
        """Whether a part lies in the period, the end of which may be open."""
        return self._certainty if self._closed else min(self._certainty, less(part.start, self._period.end))

    def _list(self, start: Day, end: Value) -> None:
        part = Period(start, least(end, self._period.end))
        self._listed.append(part)
        self._starts.append(start_of(start))
        self._index[start] = part
        self._next = None if len(self._listed) >= MOST_PARTS else next(self._more, None)


def _counted(length: Duration, first: Day, last: Day | Never | None) -> Iterator[tuple[Day, Value]]:
    """The parts from a first day on, each with the first day of the next, up to the last day that the end may be.

    Counted from the first day each time, so that a month's end is not lost on the way: 31 January, 28 February, 31
    March.
    """
    start = first
    for number in count(1):
        if last is not None and less(start, last) <= UNKNOWN:
            return
        times = length.times(Decimal(number))
        end = None if times is None else plus(first, times)
        if end is None or isinstance(end, Never):
            yield start, NEVER
            return
        yield start, end
        start = end
