"""What is known of a value: the value, bounds, or nothing; and how certainly.

A plain Python value is known and confirmed. Everything less is an `Estimate`. Types are checked before anything runs,
so values carry no units: numbers, percents and money are `Decimal`, days are `date`, `datetime` or `NEVER`, names are
`str`, sets are `frozenset`, members of lists are `evaluator.core.facts.Record`s, yes/no is `bool`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from evaluator.frozen import frozen
from evaluator.values.time import NEVER, Duration, Never, end_of, start_of
from evaluator.values.truth import NO, UNKNOWN, YES, Truth
from evaluator.values.value import Value

CONFIRMED: Final = YES


@frozen
class Estimate:
    """A value within bounds (None: no bound), known with a certainty.

    `low is high` says that the value is known (less than confirmed, or it would stand plain). `excluded` are values it
    certainly is not. `generic` marks `anyone` and `anything`: nothing is missing, the answer must hold for every value.
    """

    low: Value = None
    high: Value = None
    certainty: int = CONFIRMED
    excluded: frozenset[Value] = frozenset()
    generic: bool = False

    @property
    def known(self) -> bool:
        """Whether it is one value."""
        return self.low is not None and self.low is self.high


NOTHING: Final = Estimate()
"""Nothing is known."""
GENERIC: Final = Estimate(generic=True)
"""Value value whatever."""


def known_with(value: Value, certainty: int) -> Value:
    """A known value with a certainty: plain if confirmed."""
    return value if certainty == CONFIRMED or isinstance(value, Estimate) else Estimate(value, value, certainty)


def within(low: Value, high: Value, certainty: int = CONFIRMED) -> Value:
    """A value within bounds; the value itself if they meet."""
    if low is not None and high is not None and comparable(low, high) and low == high:
        return known_with(low, certainty)
    return Estimate(low, high, certainty)


def bounds(value: Value) -> tuple[Value, Value, int]:
    """The lower bound, the upper bound and the certainty of a value."""
    return (value.low, value.high, value.certainty) if isinstance(value, Estimate) else (value, value, CONFIRMED)


def is_known(value: Value) -> bool:
    """Whether it is one value."""
    return not isinstance(value, Estimate) or value.known


def known_value(value: Value) -> Value:
    """The one value it is, or None."""
    return value.low if isinstance(value, Estimate) else value


def comparable(left: Value, right: Value) -> bool:
    """Whether two bounds can be equal to one another as Python values; only guards against mixed days and times."""
    return isinstance(left, datetime) == isinstance(right, datetime) or not (
        isinstance(left, date) and isinstance(right, date)
    )


def less(left: Value, right: Value) -> Truth:
    """Whether `left < right`, three-valued with certainty."""
    if not isinstance(left, Estimate) and not isinstance(right, Estimate):
        return _less(left, right)
    low_left, high_left, certainty_left = bounds(left)
    low_right, high_right, certainty_right = bounds(right)
    certainty = min(certainty_left, certainty_right)
    if high_left is not None and low_right is not None and _less(high_left, low_right) > 0:
        return certainty
    if low_left is not None and high_right is not None and _less(low_left, high_right) < 0:
        return -certainty
    return UNKNOWN


def at_most(left: Value, right: Value) -> Truth:
    """Whether `left <= right`, three-valued with certainty."""
    return -less(right, left)


def same(left: Value, right: Value) -> Truth:
    """Whether two values are equal, three-valued with certainty."""
    if not isinstance(left, Estimate) and not isinstance(right, Estimate):
        return _same(left, right)
    low_left, high_left, certainty_left = bounds(left)
    low_right, high_right, certainty_right = bounds(right)
    certainty = min(certainty_left, certainty_right)
    if is_known(left) and is_known(right):
        outcome = _same(low_left, low_right)
        return certainty if outcome > 0 else -certainty if outcome < 0 else UNKNOWN
    if (isinstance(left, Estimate) and is_known(right) and low_right in left.excluded) or (
        isinstance(right, Estimate) and is_known(left) and low_left in right.excluded
    ):
        return -certainty
    if _apart(high_left, low_right) or _apart(high_right, low_left):
        return -certainty
    return UNKNOWN


def _apart(high: Value, low: Value) -> bool:
    return high is not None and low is not None and _less(high, low) > 0


def _less(left: Value, right: Value) -> Truth:
    if isinstance(left, (date, Never)) or isinstance(right, (date, Never)):
        return _day_less(left, right)
    if isinstance(left, Duration):
        left_low, left_high = left.minute_bounds()
        right_low, right_high = right.minute_bounds()
        if left == right:
            return NO
        return YES if left_high < right_low else NO if left_low >= right_high else UNKNOWN
    return YES if left < right else NO


def _day_less(left: Value, right: Value) -> Truth:
    if left is NEVER:
        return NO
    if right is NEVER:
        return YES
    if isinstance(left, datetime) == isinstance(right, datetime):
        return YES if left < right else NO
    if end_of(left) < start_of(right):
        return YES
    if start_of(left) >= end_of(right):
        return NO
    return UNKNOWN


def _same(left: Value, right: Value) -> Truth:
    if isinstance(left, date) and isinstance(right, date) and isinstance(left, datetime) != isinstance(right, datetime):
        return UNKNOWN if left.timetuple()[:3] == right.timetuple()[:3] else NO
    if isinstance(left, Duration) and isinstance(right, Duration) and left != right:
        apart = _less(left, right) > 0 or _less(right, left) > 0
        return NO if apart else UNKNOWN if left.months != right.months else NO
    return YES if left == right else NO


def interval(function: Callable[..., Value], *values: Value) -> Value:
    """A function that rises in each of its arguments, applied to estimates: bounds from bounds."""
    if not any(isinstance(value, Estimate) for value in values):
        result = function(*values)
        return NOTHING if result is None else result
    parts = [bounds(value) for value in values]
    certainty = min(part[2] for part in parts)
    low = function(*(part[0] for part in parts)) if all(part[0] is not None for part in parts) else None
    high = function(*(part[1] for part in parts)) if all(part[1] is not None for part in parts) else None
    if all(is_known(value) for value in values):
        return NOTHING if low is None else known_with(low, certainty)
    return within(low, high, certainty)


def negative(value: Value) -> Value:
    """The value with its sign changed; bounds change places."""
    if not isinstance(value, Estimate):
        return -value
    low, high, certainty = bounds(value)
    if value.known:
        return known_with(-low, certainty)
    return within(None if high is None else -high, None if low is None else -low, certainty)


def product(left: Value, right: Value) -> Value:
    """The product of two numbers within bounds."""
    low_left, high_left, certainty_left = bounds(left)
    low_right, high_right, certainty_right = bounds(right)
    certainty = min(certainty_left, certainty_right)
    if is_known(left) and is_known(right):
        return known_with(low_left * low_right, certainty)
    for first, second in ((left, right), (right, left)):
        if is_known(first) and known_value(first) == 0:
            return known_with(Decimal(0), bounds(first)[2])
        if is_known(first):
            factor = known_value(first)
            low, high, _ = bounds(second)
            scaled = (None if low is None else low * factor, None if high is None else high * factor)
            return within(*(scaled if factor > 0 else scaled[::-1]), certainty)
    if None not in (low_left, low_right) and low_left >= 0 and low_right >= 0:
        high = high_left * high_right if None not in (high_left, high_right) else None
        return within(low_left * low_right, high, certainty)
    if None in (low_left, high_left, low_right, high_right):
        return NOTHING
    corners = [a * b for a in (low_left, high_left) for b in (low_right, high_right)]
    return within(min(corners), max(corners), certainty)


def reciprocal(value: Value) -> Value:
    """One divided by a number within bounds; nothing is known where it may be zero."""
    low, high, certainty = bounds(value)
    if is_known(value):
        return NOTHING if low == 0 else known_with(1 / low, certainty)
    if low is not None and low > 0:
        return within(Decimal(0) if high is None else 1 / high, 1 / low, certainty)
    if high is not None and high < 0:
        return within(1 / high, Decimal(0) if low is None else 1 / low, certainty)
    return NOTHING


def hull(left: Value, right: Value) -> Value:
    """What is known of a value that is one of two."""
    if same(left, right) > 0 and is_known(left) and is_known(right):
        return known_with(known_value(left), min(bounds(left)[2], bounds(right)[2]))
    if not _ordered(left) or not _ordered(right):
        return NOTHING
    low_left, high_left, certainty_left = bounds(left)
    low_right, high_right, certainty_right = bounds(right)
    low = None if low_left is None or low_right is None else _smaller(low_left, low_right)
    high = None if high_left is None or high_right is None else _larger(high_left, high_right)
    return Estimate(low, high, min(certainty_left, certainty_right))


def _ordered(value: Value) -> bool:
    kinds = (Decimal, date, Never, int)
    return all(
        bound is None or (isinstance(bound, kinds) and not isinstance(bound, bool)) for bound in bounds(value)[:2]
    )


def _smaller(left: Value, right: Value) -> Value:
    return left if _less(left, right) > 0 else right


def _larger(left: Value, right: Value) -> Value:
    return right if _less(left, right) > 0 else left


def least(*values: Value) -> Value:
    """The smallest of values within bounds."""
    return _extreme(values, _smaller, lower=True)


def greatest(*values: Value) -> Value:
    """The largest of values within bounds."""
    return _extreme(values, _larger, lower=False)


def _extreme(values: tuple[Value, ...], choose: Callable[[Value, Value], Value], *, lower: bool) -> Value:
    parts = [bounds(value) for value in values]
    certainty = min(part[2] for part in parts)
    found: list[Value] = []
    for index in (0, 1):
        ends = [part[index] for part in parts]
        stated = [end for end in ends if end is not None]
        # The smallest of several is at most each upper bound, so one missing upper bound does not matter; the lower
        # bound needs all of them. For the largest it is the other way round.
        needs_all = (index == 0) == lower
        if not stated or (needs_all and len(stated) < len(ends)):
            found.append(None)
            continue
        result = stated[0]
        for end in stated[1:]:
            result = choose(result, end)
        found.append(result)
    return within(found[0], found[1], certainty)
