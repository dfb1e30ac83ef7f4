"""What the functions of the language compute, on values known within bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Final

from evaluator.values.calendar import Calendar
from evaluator.values.estimate import (
    NOTHING,
    Estimate,
    bounds,
    greatest,
    interval,
    is_known,
    known_value,
    known_with,
    least,
    less,
    negative,
    product,
    reciprocal,
    within,
)
from evaluator.values.time import MINUTES_PER_DAY, NEVER, Day, Duration, Never, Period, plus, start_of
from evaluator.values.truth import NO, YES
from evaluator.values.value import Value

_LARGEST_POWER: Final = 1000
_LONGEST_DOUBT: Final = 31
"""Of so many days that a date may be, it is looked at whether all are business days."""


def _add(left: Value, right: Value) -> Value:
    return interval(lambda a, b: a + b, left, right)


def _subtract(left: Value, right: Value) -> Value:
    return _add(left, negative(right))


def _divide(left: Value, right: Value) -> Value:
    if is_known(left) and is_known(right):
        divisor = known_value(right)
        certainty = min(bounds(left)[2], bounds(right)[2])
        return NOTHING if divisor == 0 else known_with(known_value(left) / divisor, certainty)
    return product(left, reciprocal(right))


def _power(base: Value, exponent: Value) -> Value:
    if not is_known(base) or not is_known(exponent):
        return NOTHING
    number, times = known_value(base), known_value(exponent)
    if times != int(times) or abs(times) > _LARGEST_POWER or (number == 0 and times <= 0):
        return NOTHING
    return known_with(number ** int(times), min(bounds(base)[2], bounds(exponent)[2]))


def _later(day: Value, duration: Value) -> Value:
    return interval(plus, day, duration)


def _earlier_by(day: Value, duration: Value) -> Value:
    return _later(day, negative(duration))


def _between(start: Value, end: Value) -> Value:
    low_start, high_start, certainty_start = bounds(start)
    low_end, high_end, certainty_end = bounds(end)
    certainty = min(certainty_start, certainty_end)
    if is_known(start) and is_known(end):
        found = _difference(known_value(start), known_value(end))
        return NOTHING if found is None else known_with(found, certainty)
    return within(_difference(high_start, low_end), _difference(low_start, high_end), certainty)


def _difference(start: Value, end: Value) -> Duration | None:
    if not isinstance(start, date) or not isinstance(end, date):
        return None
    if isinstance(start, datetime) or isinstance(end, datetime):
        return Duration(minutes=start_of(end) - start_of(start))
    return Duration(days=end.toordinal() - start.toordinal())


def _business_later(day: Value, count: Value, calendar: Calendar) -> Value:
    return _moved(lambda each: calendar.add(each, int(count)), day)


def _rolled(day: Value, convention: str, calendar: Calendar) -> Value:
    return _moved(lambda each: calendar.roll(each, convention), day)


def _moved(move: Callable[[Day | Never], Value], day: Value) -> Value:
    """A date moved by a calendar, which gives bounds where it does not know all days; a later day never moves less."""
    low, high, certainty = bounds(day)
    first = NOTHING if low is None else move(low)
    last = first if high is low else NOTHING if high is None else move(high)
    earliest, latest = bounds(first)[0], bounds(last)[1]
    return NOTHING if earliest is None and latest is None else within(earliest, latest, certainty)


def _business_day(day: Value, calendar: Calendar) -> Value:
    """Whether a date is a business day: yes or no if all days agree that it can be."""
    low, high, certainty = bounds(day)
    if low is NEVER:
        return known_with(False, certainty)
    if low is None or high is None or high is NEVER:
        return NOTHING
    first, last = low.toordinal(), high.toordinal()
    if last - first > _LONGEST_DOUBT:
        return NOTHING
    open_days = {calendar.is_open(date.fromordinal(ordinal)) for ordinal in range(first, last + 1)}
    return known_with(open_days == {YES}, certainty) if open_days in ({YES}, {NO}) else NOTHING


def _scale(duration: Value, factor: Value) -> Value:
    if not is_known(duration) or not is_known(factor):
        return NOTHING
    found = known_value(duration).times(known_value(factor))
    return NOTHING if found is None else known_with(found, min(bounds(duration)[2], bounds(factor)[2]))


def _days(of: Value) -> Value:
    if isinstance(of, Estimate):
        if not of.known:
            return NOTHING
        of = of.low
    if isinstance(of, Period):
        length = _between(of.start, of.end)
        counted = interval(_duration_days, length)
        return greatest(counted, Decimal(0))
    low, high = of.minute_bounds()
    return within(Decimal(low) / MINUTES_PER_DAY, Decimal(high) / MINUTES_PER_DAY)


def _duration_days(duration: Duration) -> Decimal:
    return duration.days + Decimal(duration.minutes) / MINUTES_PER_DAY


def _period(start: Value, end: Value) -> Value:
    return Period(start, end)


def _overlap(first: Value, second: Value) -> Value:
    if not isinstance(first, Period) or not isinstance(second, Period):
        return NOTHING
    start = greatest(first.start, second.start)
    end = least(first.end, second.end)
    # Periods that do not meet overlap in nothing: an empty period, never one that runs backwards.
    return Period(start, start) if less(end, start) > 0 else Period(start, end)


def _rounding(mode: str) -> Callable[[Value, Value], Value]:
    def run(value: Value, step: Value) -> Value:
        if not is_known(step) or known_value(step) <= 0:
            return NOTHING
        size = known_value(step)
        return interval(lambda amount: (amount / size).quantize(Decimal(1), rounding=mode) * size, value)

    return run


FUNCTIONS: Final[Mapping[str, Callable[..., Value]]] = {
    "add": _add,
    "subtract": _subtract,
    "negate": negative,
    "multiply": product,
    "divide": _divide,
    "power": _power,
    "later": _later,
    "earlier_by": _earlier_by,
    "between": _between,
    "business_later": _business_later,
    "rolled": _rolled,
    "business_day": _business_day,
    "scale": _scale,
    "period": _period,
    "days": _days,
    "overlap": _overlap,
    "least": least,
    "greatest": greatest,
    "round_half_up": _rounding(ROUND_HALF_UP),
    "round_up": _rounding(ROUND_UP),
    "round_down": _rounding(ROUND_DOWN),
    "round_half_even": _rounding(ROUND_HALF_EVEN),
    "together": lambda *values: values,
}


def in_period(day: Value, period: Value) -> int:
    """Whether a date lies in a half-open period, as a truth."""
    if isinstance(period, Estimate):
        return 0
    not_before = -less(day, period.start)
    return min(not_before, less(day, period.end))
