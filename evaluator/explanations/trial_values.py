"""Which values a missing fact is tried with: all that there are, or some around what is written elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from evaluator.core import expressions as core
from evaluator.core.facts import Facts
from evaluator.core.norms import Binding, Definition, Effect, Event, Family, Norm
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
from evaluator.frozen import fields
from evaluator.program import Program
from evaluator.program.program import Rule
from evaluator.values.estimate import bounds, is_known, less
from evaluator.values.time import Period, day_text
from evaluator.values.value import Value

MOST_VALUES: Final = 12
"""A fact is tried with at most as many values."""

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_ONE: Final = Decimal(1)
_HUNDREDTH: Final = Decimal("0.01")
_DURATIONS: Final = ("0 days", "1 day", "1 month", "1 year", "10 years")
_OTHER_TEXT: Final = "something else"


class Landmarks:
    """The dates, times, numbers and texts that are written in a version and stated in a scenario, by type.

    Answers change at them, so that a date or a number is worth trying there and on either side.
    """

    def __init__(self, program: Program, facts: Facts, as_of: date | datetime) -> None:
        self.as_of = as_of
        self._values: dict[str, dict[Value, None]] = {}
        self._add(as_of, Date())
        self._add(program.effective, Date())
        for expression in _expressions((program.norms, program.definitions, program.rules)):
            if isinstance(expression, core.Literal):
                self._add(expression.value, expression.type)
        for name, parameter in program.parameters.items():
            stated = facts.parameters.get(name, parameter.value)
            for value in [stated, *(value for _, value in parameter.values or ())]:
                self._add(value, parameter.type)
        for sort, records in facts.members.items():
            for record in (*records, *(act.record for act in facts.acts if act.record.sort == sort)):
                for name, value in record.values.items():
                    self._add(value, program.sorts[sort].attributes[name])
        for name, value in facts.singles.items():
            self._add(value, program.singles[name])

    def of(self, type: Type) -> tuple[Value, ...]:
        """What is written of a type, in order."""
        return tuple(sorted(self._values.get(_key(type), ())))

    @property
    def days(self) -> tuple[date, ...]:
        """The days, those of times among them."""
        return tuple(sorted({_day(each) for each in self.of(Date())}))

    def _add(self, value: Value, type: object) -> None:
        for bound in bounds(value)[:2]:
            match bound:
                case Period(start, end):
                    self._add(start, Date())
                    self._add(end, Date())
                case date():
                    self._values.setdefault(_key(Date()), {})[_timed(bound)] = None
                case Decimal() | str() if isinstance(type, Number | Percent | Money | Text):
                    self._values.setdefault(_key(type), {})[bound] = None
                case _:
                    pass


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
            return (*map(day_text, _nearest(found, landmarks.as_of, MOST_VALUES - 1)), "never")
        case Number() | Percent() | Money():
            step = _HUNDREDTH if isinstance(type, Percent) else _ONE
            numbers = [*_within(current, _numbers_around(landmarks.of(type), step))]
            return tuple(value_text(each, type) for each in _spread(numbers))
        case DurationType():
            return _DURATIONS
        case PeriodType():
            days = _nearest([*landmarks.days], landmarks.as_of, 4)
            first, last = _before(days[0]), _after(days[-1])
            edges = [first, *days, last]
            pairs = [*pairwise(edges), (first, last)]
            return tuple(f"{day_text(start)} .. {day_text(end)}" for start, end in pairs if start < end)
        case Text():
            words = [str(each) for each in landmarks.of(type)][: MOST_VALUES - 1]
            return tuple(json.dumps(each, ensure_ascii=False) for each in dict.fromkeys([*words, _OTHER_TEXT]))
        case SetOf():
            return ("none", *(f"[{each}]" for each in options), *([f"[{', '.join(options)}]"] if options[1:] else []))
        case _:
            return ()


def _expressions(part: object) -> Iterator[core.Expr]:
    """All expressions of a part of a program."""
    match part:
        case Mapping():
            yield from _expressions(tuple(part.values()))
        case tuple():
            for each in part:
                yield from _expressions(each)
        case Norm() | Definition() | Rule() | Event() | Family() | Binding() | Effect():
            yield from _expressions(tuple(getattr(part, name) for name in fields(part)))
        case _:
            if isinstance(part, core.Expr):
                yield from core.walk(part)


def _times_of(day: date, landmarks: Landmarks) -> list[datetime]:
    """Times of a day that is known: its ends, its noon, and before and after what else has a time on it."""
    there = [each for each in landmarks.of(Date()) if each.date() == day and each.time() != time.min]
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
    middle = _day(as_of)
    inner = sorted(days[1:-1], key=lambda each: (abs(_day(each) - middle), each))[: most - 2]
    return [days[0], *sorted(inner), days[-1]]


def _spread(numbers: list[Decimal]) -> list[Decimal]:
    """Numbers from the first to the last, evenly spread where there are too many."""
    if len(numbers) <= MOST_VALUES:
        return numbers
    last = len(numbers) - 1
    return [numbers[index * last // (MOST_VALUES - 1)] for index in range(MOST_VALUES)]


def _key(type: object) -> str:
    return "date" if isinstance(type, Date) else str(type)


def _timed(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time.min)


def _day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _before(day: date) -> date:
    return day - _DAY if day > date.min else day


def _after(day: date) -> date:
    return day + _DAY if day < date.max else day
