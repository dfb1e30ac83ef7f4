"""Days, moments, durations and periods.

A *day* value is a `date`, or a `datetime` where a time is stated. The engine's clock counts *moments*: minutes since
the start of year 1, as integers. A minute is the finest time there is, so the last moment of a day is its 23:59.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from evaluator.frozen import frozen
from evaluator.values.value import Value

Day = date | datetime
Moment = int

MINUTES_PER_DAY: Final = 24 * 60
BEGINNING: Final[Moment] = MINUTES_PER_DAY
"""The first moment there is: the start of 0001-01-01."""
FOREVER: Final[Moment] = (date.max.toordinal() + 1) * MINUTES_PER_DAY
"""The first moment after all moments there are: the end of 9999-12-31."""


class Never:
    """The date of what never happens: after every other date."""

    _only: Never | None = None

    def __new__(cls) -> Never:
        """The only one there is."""
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __repr__(self) -> str:
        return "never"


NEVER: Final = Never()


@dataclass(frozen=True, order=True)
class Duration:
    """A length of time: calendar months, days and minutes, kept apart since a month has no fixed length."""

    months: int = 0
    days: int = 0
    minutes: int = 0

    def __add__(self, other: Duration) -> Duration:
        return Duration(self.months + other.months, self.days + other.days, self.minutes + other.minutes)

    def __neg__(self) -> Duration:
        return Duration(-self.months, -self.days, -self.minutes)

    def __sub__(self, other: Duration) -> Duration:
        return self + -other

    def times(self, factor: Decimal) -> Duration | None:
        """The duration that many times; None unless `factor` is whole."""
        if factor != int(factor):
            return None
        whole = int(factor)
        return Duration(self.months * whole, self.days * whole, self.minutes * whole)

    def minute_bounds(self) -> tuple[int, int]:
        """The shortest and the longest it can be, in minutes: a month has 28 to 31 days, more follow the calendar."""
        fixed = self.days * MINUTES_PER_DAY + self.minutes
        shortest, longest = _month_bounds(abs(self.months))
        if self.months < 0:
            shortest, longest = -longest, -shortest
        return fixed + shortest * MINUTES_PER_DAY, fixed + longest * MINUTES_PER_DAY

    def __str__(self) -> str:
        parts = []
        years, months = divmod(abs(self.months), 12)
        sign = "-" if self.months < 0 else ""
        for amount, word in ((years, "year"), (months, "month")):
            if amount:
                parts.append(f"{sign}{amount} {word}{'' if amount == 1 else 's'}")
        hours, minutes = divmod(abs(self.minutes), 60)
        sign = "-" if self.minutes < 0 else ""
        if self.days:
            parts.append(f"{self.days} day{'' if abs(self.days) == 1 else 's'}")
        for amount, word in ((hours, "hour"), (minutes, "minute")):
            if amount:
                parts.append(f"{sign}{amount} {word}{'' if amount == 1 else 's'}")
        return " ".join(parts) or "0 days"


@frozen(eq=False)
class Period:
    """The stretch `[start, end)`: the first day in it and the first day after it, as far as they are known."""

    start: Value
    end: Value

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Period) and (self.start, self.end) == (other.start, other.end))

    def __hash__(self) -> int:
        return hash((self.start, self.end))


LENGTHS: Final = {
    "minute": Duration(minutes=1),
    "hour": Duration(minutes=60),
    "day": Duration(days=1),
    "week": Duration(days=7),
    "month": Duration(months=1),
    "quarter": Duration(months=3),
    "year": Duration(months=12),
}
"""The units of time, by name."""


def _month_bounds(months: int) -> tuple[int, int]:
    """The fewest and the most days that many months in a row can have."""
    years, rest = divmod(months, 12)
    shortest = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)[rest]
    longest = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)[rest]
    if not years:
        return shortest, longest
    leaps = (years // 4, years // 4 + 1)
    return shortest + 365 * years + max(0, leaps[0] - 1), longest + 365 * years + leaps[1]


def start_of(day: Day) -> Moment:
    """The first moment of a day, or the moment itself where a time is stated."""
    minutes = day.toordinal() * MINUTES_PER_DAY
    return minutes + day.hour * 60 + day.minute if isinstance(day, datetime) else minutes


def midnight_after(moment: Moment) -> Moment:
    """The first moment of the next day."""
    return (moment // MINUTES_PER_DAY + 1) * MINUTES_PER_DAY


def end_of(day: Day) -> Moment:
    """The last moment of a day, or the moment itself where a time is stated."""
    return start_of(day) if isinstance(day, datetime) else start_of(day) + MINUTES_PER_DAY - 1


def after(day: Day) -> Moment:
    """The first moment after a day (after the minute, where a time is stated)."""
    return end_of(day) + 1


def day_of(moment: Moment) -> date:
    """The day a moment falls on, clamped to the days there are."""
    ordinal = min(max(moment // MINUTES_PER_DAY, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def day_at(moment: Moment) -> Day:
    """The moment as a day if it is midnight, else as a day with a time."""
    minutes = moment % MINUTES_PER_DAY
    day = day_of(moment)
    return day if minutes == 0 else datetime.combine(day, time(*divmod(minutes, 60)))


def without_time(day: Day) -> date:
    """The day alone, where a time is stated."""
    return day.date() if isinstance(day, datetime) else day


def plus(day: Day | Never, duration: Duration) -> Day | Never | None:
    """The day that much later; months clamp to the month's end; None where no such day exists.

    A duration with minutes added to a bare day gives a bare day only if it is whole days. Never stays never, and the
    first day there is, which stands for a day before every other, stays that.
    """
    if isinstance(day, Never) or day == date.min:
        return day
    try:
        if duration.months:
            index = day.year * 12 + day.month - 1 + duration.months
            year, month = divmod(index, 12)
            day = day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
        if duration.minutes and not isinstance(day, datetime):
            day = datetime.combine(day, time())
        return day + timedelta(days=duration.days, minutes=duration.minutes)
    except (ValueError, OverflowError):
        return None


def day_text(day: Day | Never) -> str:
    """`2026-05-01`, `2026-05-01 10:30` or `never`."""
    return day.strftime("%Y-%m-%d %H:%M") if isinstance(day, datetime) else str(day)


def day_of_text(text: str) -> Day:
    """The day that `day_text` writes so."""
    return datetime.fromisoformat(text) if ":" in text else date.fromisoformat(text)
