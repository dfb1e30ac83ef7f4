"""Values drawn for a fact of a type: those that the text names, a little beside them, bounds, and everything listed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Final

from evaluator.core.types import (
    Date,
    DurationType,
    Enum,
    Money,
    Number,
    PartyType,
    Percent,
    PeriodType,
    Text,
    Type,
    YesNo,
)
from evaluator.engine.words import value_text
from evaluator.explanations.trial_values import OTHER_TEXT
from evaluator.generation.choices import Choices, choose, one_in
from evaluator.generation.subject import Edges
from evaluator.values.estimate import less
from evaluator.values.time import Duration, day_text, plus, without_time
from evaluator.values.value import Value

NEVER: Final = "never"
_DAY: Final = timedelta(days=1)
_TIMES: Final = (time(0, 0), time(12, 0), time(23, 59))
_BOUNDED: Final = 10
"""So many of thirteen values are known, the others only within bounds."""
_STEPS: Final = {Money: Decimal("0.01"), Percent: Decimal("0.01"), Number: Decimal(1)}


class Values:
    """Draws values; what it has drawn before becomes an edge itself, beside which later values are drawn.

    With `exact` there are no bounds and no times; while it is `full` there are no bounds, but the choices are made as
    if there were, so that a failure can shrink from one to the other.
    """

    def __init__(self, choices: Choices, edges: Edges, parties: tuple[str, ...], *, exact: bool = False) -> None:
        self.choices, self.edges, self.parties, self.exact = choices, edges, parties, exact
        self.full = exact
        self.days: list[date] = []
        self.numbers: dict[Type, list[Decimal]] = {}

    def text(self, type: Type, *, never: bool = True, act: bool = False, moment: bool = False) -> str | None:
        """A value, or bounds of one, as a scenario writes it; None for a type whose values are no simple ones.

        `never` says that a day may never come; `moment` that it is the one of an act, which may have a time; `act` that
        it is of an act, of which no number is below zero.
        """
        match type:
            case YesNo():
                return choose(self.choices, ("yes", "no"))
            case Enum(options):
                return choose(self.choices, options)
            case PartyType():
                return choose(self.choices, self.parties)
            case Text():
                return json.dumps(choose(self.choices, (OTHER_TEXT, *self.edges.texts)), ensure_ascii=False)
            case PeriodType():
                start, end = sorted((self.day(), self.day()))
                return f"{day_text(start)} .. {day_text(end if start < end else start + _DAY)}"
            case Date(timed):
                if never and one_in(self.choices, 8):
                    return NEVER
                return self._bounded(type, partial(self._date, timed=timed, moment=moment))
            case Number() | Percent() | Money():
                return self._bounded(type, partial(self._number, type, act=act))
            case DurationType():
                return self._bounded(type, self._length)
            case _:
                return None

    def day(self) -> date:
        """A day that is named, or that much before or after one, and the days beside it."""
        recent = self.days and one_in(self.choices, 2)
        base = choose(self.choices, tuple(dict.fromkeys(reversed(self.days))) if recent else self.edges.days)
        if self.edges.lengths and one_in(self.choices, 3):
            length = choose(self.choices, self.edges.lengths)
            later = plus(base, -length if one_in(self.choices, 3) else length)
            base = without_time(later) if isinstance(later, date) else base
        found = _beside(base, choose(self.choices, (0, -1, 1)))
        self.days.append(found)
        return found

    def _date(self, *, timed: bool, moment: bool) -> date | datetime:
        day = self.day()
        if timed or (moment and not self.exact and one_in(self.choices, 8)):
            return datetime.combine(day, choose(self.choices, _TIMES))
        return day

    def _number(self, type: Number | Percent | Money, *, act: bool) -> Decimal:
        named = (*self.edges.of(type), *self.numbers.get(type, ()))
        base: Decimal = choose(self.choices, (Decimal(0), *(each for each in dict.fromkeys(named) if each)))
        if one_in(self.choices, 8):
            base /= 2  # two of them are what the text asks for
        found = base + choose(self.choices, (0, -1, 1)) * step_of(type, base)
        if act and found < 0:
            found = base  # nobody pays less than nothing
        self.numbers.setdefault(type, []).append(found)
        return found

    def _length(self) -> Duration:
        base = choose(self.choices, (Duration(), *(each for each in self.edges.lengths if each != Duration())))
        return base + Duration(days=choose(self.choices, (0, 1, -1))) if base.days or base.months else base

    def _bounded(self, type: Type, one: Callable[[], Value]) -> str:
        """A value as it is, or what bounds it; between two only where it is clear which is the smaller one."""
        kind, value = 0 if self.exact else self.choices.pick(_BOUNDED + 3), one()
        text = value_text(value, type)
        if kind < _BOUNDED or self.full:
            return text
        if kind == _BOUNDED + 2:
            other = one()
            low, high = (other, value) if less(other, value) > 0 else (value, other)
            if less(low, high) > 0:
                return f"between {value_text(low, type)} and {value_text(high, type)}"
        return f"at most {text}" if kind == _BOUNDED + 1 else f"at least {text}"


def step_of(type: Number | Percent | Money, number: Decimal) -> Decimal:
    """How far a number is from the next one: a cent, one per cent, one; less where the number itself is finer."""
    exponent = number.as_tuple().exponent
    finest = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    return min(_STEPS[type.__class__], finest)


def _beside(day: date, by: int) -> date:
    return day if day in (date.min, date.max) else day + by * _DAY
