"""Which values a missing fact is tried with: all that there are, or some around what is written elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from evaluator.core.types import (
    Date,
    DurationType,
    Entity,
    Enum,
    Money,
    Number,
    PartyType,
    Percent,
    PeriodType,
    SetOf,
    Text,
    Type,
    YesNo,
)
from evaluator.engine.words import value_text
from evaluator.explanations.landmarks import Landmarks
from evaluator.values.estimate import bounds, is_known, less
from evaluator.values.time import day_text, without_time
from evaluator.values.value import Value

MOST_VALUES: Final = 12
"""A fact is tried with at most as many values."""

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_ONE: Final = Decimal(1)
_HUNDREDTH: Final = Decimal("0.01")
_DURATIONS: Final = ("0 days", "1 day", "1 month", "1 year", "10 years")
OTHER_TEXT: Final = "something else"
"""A text that no agreement names."""


def trial_values(type: Type, current: Value, options: Sequence[str], landmarks: Landmarks) -> tuple[str, ...]:
    """The values to try for a fact, as a scenario writes them; not more than `MOST_VALUES`, unless they can be listed.

    Args:
        type: The type of the fact.
        current: What is known of it.
        options: All its values, where they can be listed.
        landmarks: What is written elsewhere.
    """
    match type:
        case YesNo() | Enum() | PartyType() | Entity():
            return tuple(options)
        case Date(timed):
            if is_known(current) and not isinstance(current, datetime):
                return tuple(map(day_text, _times_of(current, landmarks)))
            found = [*_within(current, _days_around(landmarks, timed=timed))]
            return (*map(day_text, _nearest(found, landmarks.now, MOST_VALUES - 1)), "never")
        case Number() | Percent() | Money():
            step = _HUNDREDTH if isinstance(type, Percent) else _ONE
            numbers = [*_within(current, _numbers_around(landmarks.numbers.get(type, ()), step))]
            return tuple(value_text(each, type) for each in _spread(numbers))
        case DurationType():
            written = [value_text(each, type) for each in landmarks.lengths]
            return tuple(dict.fromkeys([*_DURATIONS, *written]))[:MOST_VALUES]
        case PeriodType():
            days = _nearest([*landmarks.days], landmarks.now, 4)
            first, last = _before(days[0]), _after(days[-1])
            edges = [first, *days, last]
            pairs = [*pairwise(edges), (first, last)]
            return tuple(f"{day_text(start)} .. {day_text(end)}" for start, end in pairs if start < end)
        case Text():
            words = sorted(landmarks.texts)[: MOST_VALUES - 1]
            return tuple(json.dumps(each, ensure_ascii=False) for each in dict.fromkeys([*words, OTHER_TEXT]))
        case SetOf():
            return ("none", *(f"[{each}]" for each in options), *([f"[{', '.join(options)}]"] if options[1:] else []))
        case _:
            return ()


def _times_of(day: date, landmarks: Landmarks) -> list[datetime]:
    """Times of a day that is known: its ends, its noon, and before and after what else has a time on it."""
    there = [each for each in landmarks.moments if each.date() == day and each.time() != time.min]
    around = {moment for each in there for moment in (each - _MINUTE, each + _MINUTE) if moment.date() == day}
    ends = {datetime.combine(day, at) for at in (time.min, time(12), time(23, 59))}
    return sorted({*ends, *sorted(around)[: MOST_VALUES - len(ends)]})


def _days_around(landmarks: Landmarks, *, timed: bool) -> Iterator[date]:
    days = landmarks.days
    found = sorted({_before(days[0]), *days, *(_after(day) for day in days)})
    return (datetime.combine(day, time(12)) if timed else day for day in found)


def _numbers_around(numbers: Sequence[Decimal], step: Decimal) -> list[Decimal]:
    largest = max(numbers, default=Decimal(100) * step)
    found = {Decimal(0), step, largest * 2, *(each + by for each in numbers for by in (-step, Decimal(0), step))}
    least = min([Decimal(0), *numbers])
    return sorted(each for each in found if each >= least)


def _within(current: Value, values: Iterable[Value]) -> Iterator[Value]:
    """The values that are within what is known."""
    low, high, _ = bounds(current)
    for value in values:
        if (low is None or less(value, low) < 0) and (high is None or less(high, value) < 0):
            yield value


def _nearest(days: list[Value], as_of: date, most: int) -> list[Value]:
    """The first and the last, and those nearest to the day asked about."""
    if len(days) <= most:
        return days
    middle = without_time(as_of)
    inner = sorted(days[1:-1], key=lambda each: (abs(without_time(each) - middle), each))[: most - 2]
    return [days[0], *sorted(inner), days[-1]]


def _spread(numbers: list[Decimal]) -> list[Decimal]:
    """Numbers from the first to the last, evenly spread where there are too many."""
    if len(numbers) <= MOST_VALUES:
        return numbers
    last = len(numbers) - 1
    return [numbers[index * last // (MOST_VALUES - 1)] for index in range(MOST_VALUES)]


def _before(day: date) -> date:
    return day - _DAY if day > date.min else day


def _after(day: date) -> date:
    return day + _DAY if day < date.max else day
