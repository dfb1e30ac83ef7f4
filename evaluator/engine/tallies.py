"""Running totals of what certainly and what possibly belongs to a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from evaluator.values.estimate import CONFIRMED, NOTHING, Estimate, bounds, greatest, is_known, known_value, least
from evaluator.values.time import NEVER, Period
from evaluator.values.truth import Truth
from evaluator.values.value import Value

ABSENT: Final = 0
POSSIBLE: Final = 1
CERTAIN: Final = 2
MANY: Final = 3
"""How a value belongs: not at all, possibly, certainly, or as any number of members that nobody stated."""


class Tally:
    """A running total; `certainty` is that of the least certain membership that entered it."""

    def __init__(self, non_negative: bool) -> None:
        self.non_negative = non_negative
        self.certainty = CONFIRMED

    def weigh(self, belongs: Truth) -> None:
        """Take note of how certain it is whether a member belongs."""
        if belongs:
            self.certainty = min(self.certainty, abs(belongs))

    def change(self, value: Value, before: int, now: int) -> None:
        """A value that belonged in one way now belongs in another."""
        raise NotImplementedError

    def total(self) -> Value:
        """What is known of the total, if every membership were confirmed."""
        raise NotImplementedError

    def result(self) -> Value:
        """What is known of the total."""
        total = self.total()
        low, high, certainty = bounds(total)
        return total if self.certainty >= certainty else Estimate(low, high, self.certainty)


def _estimate(low: Value, high: Value, certainty: int = CONFIRMED) -> Value:
    if low is not None and high is not None and low == high:
        return low if certainty == CONFIRMED else Estimate(low, low, certainty)
    return Estimate(low, high, certainty)


class Count(Tally):
    """How many there are."""

    def __init__(self, non_negative: bool) -> None:
        super().__init__(non_negative)
        self.low = self.high = 0
        self.many = False

    def change(self, value: Value, before: int, now: int) -> None:  # noqa: ARG002 - a member counts, whatever its value
        """Count one more, or one that was possible as certain."""
        self.many = self.many or now == MANY
        self.low += (now == CERTAIN) - (before == CERTAIN)
        self.high += (now in (CERTAIN, POSSIBLE)) - (before in (CERTAIN, POSSIBLE))

    def total(self) -> Value:
        """The number of those that certainly belong, to that of all that may."""
        return _estimate(Decimal(self.low), None if self.many else Decimal(self.high))


class Sum(Tally):
    """What they add up to; where a bound is open, the sum's is."""

    def __init__(self, non_negative: bool) -> None:
        super().__init__(non_negative)
        self.low = self.high = Decimal(0)
        self.open_low = self.open_high = 0
        self.worst = CONFIRMED

    def change(self, value: Value, before: int, now: int) -> None:
        """Replace what the value added before by what it adds now."""
        self.worst = min(self.worst, bounds(value)[2])
        for way, sign in ((before, -1), (now, 1)):
            low, high = self._adds(value, way)
            if low is None:
                self.open_low += sign
            else:
                self.low += sign * low
            if high is None:
                self.open_high += sign
            else:
                self.high += sign * high

    def _adds(self, value: Value, way: int) -> tuple[Decimal | None, Decimal | None]:
        """The least and the most that a value adds to the sum, None where there is no bound."""
        zero = Decimal(0)
        if way == ABSENT:
            return zero, zero
        low, high, _ = bounds(value)
        if low is None and self.non_negative:
            low = zero
        if way == CERTAIN:
            return low, high
        low, high = (None if low is None else min(low, zero)), (None if high is None else max(high, zero))
        if way == MANY:
            return (low if low == 0 else None), (high if high == 0 else None)
        return low, high

    def total(self) -> Value:
        """The least to the most that the sum can be."""
        return _estimate(None if self.open_low else self.low, None if self.open_high else self.high, self.worst)


class Extreme(Tally):
    """The greatest or the least of them; `nothing` is what it is of none at all."""

    choose: Callable[..., Value]
    nothing: Value = NOTHING
    upward: bool

    def __init__(self, non_negative: bool) -> None:
        super().__init__(non_negative)
        self.sure: Value = None
        self.all: Value = None

    def change(self, value: Value, before: int, now: int) -> None:
        """Compare with what there was; nothing that belongs ever stops belonging."""
        choose = type(self).choose
        if now == CERTAIN:
            self.sure = value if self.sure is None else choose(self.sure, value)
        if now != ABSENT and before == ABSENT:
            self.all = value if self.all is None else choose(self.all, value)

    def total(self) -> Value:
        """Between the extreme of those that certainly belong and that of all that may."""
        if self.all is None:
            return self.nothing
        if self.sure is None and self.nothing is NOTHING:
            return NOTHING
        sure = self.nothing if self.sure is None else self.sure
        everyone = type(self).choose(sure, self.all)
        certainty = min(bounds(sure)[2], bounds(everyone)[2])
        near, far = (0, 1) if self.upward else (1, 0)
        ends: list[Value] = [None, None]
        ends[near], ends[far] = bounds(sure)[near], bounds(everyone)[far]
        return _estimate(ends[0], ends[1], certainty)


class Largest(Extreme):
    """The greatest number."""

    choose = staticmethod(greatest)
    upward = True


class Latest(Largest):
    """The last day; of none it is before every day."""

    nothing = date.min


class Smallest(Extreme):
    """The least number."""

    choose = staticmethod(least)
    upward = False


class Earliest(Smallest):
    """The first day; of none it is never."""

    nothing = NEVER


class Days(Tally):
    """How many days the periods cover together, each day once."""

    def __init__(self, non_negative: bool) -> None:
        super().__init__(non_negative)
        self.certain: list[tuple[int, int]] = []
        self.possible: list[tuple[int, int]] = []
        self.open_ended = False

    def change(self, value: Value, before: int, now: int) -> None:  # noqa: ARG002 - periods are only ever added
        """Add a period; one whose ends are not known adds what lies certainly inside it."""
        if not isinstance(value, Period) or now == MANY:
            self.open_ended = True
            return
        start, end = value.start, value.end
        if not is_known(start) or not is_known(end) or known_value(end) is NEVER:
            self.open_ended = True
            start, end = bounds(start)[1], bounds(end)[0]
            if now == CERTAIN and isinstance(start, date) and isinstance(end, date):
                self.certain.append((start.toordinal(), end.toordinal()))
            return
        stretch = (known_value(start).toordinal(), known_value(end).toordinal())
        self.possible.append(stretch)
        if now == CERTAIN:
            self.certain.append(stretch)

    def total(self) -> Value:
        """The days certainly covered, to those that may be."""
        return _estimate(Decimal(_covered(self.certain)), None if self.open_ended else Decimal(_covered(self.possible)))


def _covered(stretches: list[tuple[int, int]]) -> int:
    total, reached = 0, 0
    for start, end in sorted(stretches):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


TALLIES: Final[Mapping[str, type[Tally]]] = {
    "count": Count,
    "sum": Sum,
    "latest": Latest,
    "earliest": Earliest,
    "largest": Largest,
    "smallest": Smallest,
    "days": Days,
}
