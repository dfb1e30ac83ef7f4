"""Business days: which days a calendar leaves open, counting them, and rolling a date onto one of them.

Some days are known neither to be open nor to be closed: those of years of which there is no data, and those around a
holiday whose day is not certain. They may be either, so a result has bounds; where all days on the way are known, both
bounds are the same day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, datetime
from functools import cached_property
from itertools import islice
from typing import Final

from evaluator.frozen import frozen
from evaluator.values.estimate import NOTHING, within
from evaluator.values.public_holidays import Region, holiday_year, known_years
from evaluator.values.time import Day, Never
from evaluator.values.truth import NO, UNKNOWN, YES, Truth
from evaluator.values.value import Value

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CONVENTIONS: Final = ("following", "preceding", "modified_following", "modified_preceding")
"""Where a day that is no business day is moved: to the next one or the last one; if modified, unless that leaves the
month, in which case the other way."""

_LAST_DAY: Final = date.max.toordinal()
_REACH: Final = 16
"""So many days around an uncertain holiday are searched for the next open day."""


@frozen
class Calendar:
    """A named calendar of business days.

    A day is closed if it is one of the `weekend` (0 is Monday; None: the weekend of the `region`), a holiday of the
    region, or one of `also`; the days of `but_open` are open all the same. Without a region, what is stated is all.
    """

    name: str
    region: Region | None = None
    weekend: frozenset[int] | None = None
    also: frozenset[date] = frozenset()
    but_open: frozenset[date] = frozenset()

    def __str__(self) -> str:
        return self.name

    def is_open(self, day: Day) -> Truth:
        """Whether a day is a business day."""
        ordinal = day.toordinal()
        if _holds(self._open_days(day.year, sure=True), ordinal):
            return YES
        return UNKNOWN if _holds(self._open_days(day.year, sure=False), ordinal) else NO

    def add(self, day: Day | Never, count: int) -> Value:
        """The business day that many after a day, or before it if the count is negative; the day itself never counts.

        Counting none gives the day itself if it is a business day, else the following one. A time of day is kept.

        Returns:
            The day; an estimate with bounds as far as days on the way are not known; `NOTHING` beyond the calendar.
        """
        if isinstance(day, Never):
            return day
        if not count:
            return self.roll(day, "following")
        ordinal = day.toordinal()
        if count > 0:
            return _within(day, self._after(ordinal, count, sure=False), self._after(ordinal, count, sure=True))
        return _within(day, self._before(ordinal, -count, sure=True), self._before(ordinal, -count, sure=False))

    def roll(self, day: Day | Never, convention: str) -> Value:
        """The day itself if it is a business day, else the one that a convention (of `CONVENTIONS`) moves it to."""
        if isinstance(day, Never):
            return day
        ordinal = day.toordinal()
        next_one = self._after(ordinal - 1, 1, sure=False), self._after(ordinal - 1, 1, sure=True)
        last_one = self._before(ordinal + 1, 1, sure=True), self._before(ordinal + 1, 1, sure=False)
        first, last = _month_of(day)
        match convention:
            case "following":
                found = next_one
            case "preceding":
                found = last_one
            case "modified_following":
                if next_one[1] is not None and next_one[1] <= last:
                    found = next_one
                elif next_one[0] is None or next_one[0] > last:
                    found = last_one
                else:  # whether the next one is in the month depends on days that are not known
                    found = last_one[0], self._before(last + 1, 1, sure=False)
            case _:
                if last_one[0] is not None and last_one[0] >= first:
                    found = last_one
                elif last_one[1] is None or last_one[1] < first:
                    found = next_one
                else:
                    found = self._after(first - 1, 1, sure=False), next_one[1]
        return _within(day, *found)

    def _after(self, ordinal: int, count: int, *, sure: bool) -> int | None:
        """The open day that many after one, where only days that are `sure` to be open count, or all that may be."""
        start = date.fromordinal(min(ordinal + 1, _LAST_DAY)).year
        for number in range(max(start, self._known.start), self._known.stop) if sure else range(start, MAXYEAR + 1):
            days = self._open_days(number, sure=sure)
            past = bisect_right(days, ordinal)
            if past + count <= len(days):
                return days[past + count - 1]
            count -= len(days) - past
        return None

    def _before(self, ordinal: int, count: int, *, sure: bool) -> int | None:
        """The open day that many before one, likewise."""
        start = date.fromordinal(max(ordinal - 1, 1)).year
        years = range(min(start, self._known[-1]), self._known.start - 1, -1) if sure else range(start, MINYEAR - 1, -1)
        for number in years:
            days = self._open_days(number, sure=sure)
            earlier = bisect_left(days, ordinal)
            if count <= earlier:
                return days[earlier - count]
            count -= earlier
        return None

    @cached_property
    def _known(self) -> range:
        """The years of which there may be data."""
        return range(MINYEAR, MAXYEAR + 1) if self.region is None else known_years(self.region)

    def _open_days(self, number: int, *, sure: bool) -> tuple[int, ...]:
        """The open days of a year as ordinals, in order: those that certainly are, or all that may be."""
        found = self._years.get(number)
        if found is None:
            found = self._years[number] = self._looked_up(number)
        return found[0] if sure else found[1]

    @cached_property
    def _years(self) -> dict[int, tuple[tuple[int, ...], tuple[int, ...]]]:
        return {}

    def _looked_up(self, number: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        doubtful = self._doubtful(number)
        certain, possible = [], []
        for ordinal in range(date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal() + 1):
            status = self._status(ordinal, number)
            if status == YES and ordinal not in doubtful:
                certain.append(ordinal)
            if status != NO:
                possible.append(ordinal)
        return tuple(certain), tuple(possible)

    @cached_property
    def _stated(self) -> tuple[frozenset[int], frozenset[int]]:
        """The days that are stated to be closed, and those that are stated to be open."""
        return frozenset(day.toordinal() for day in self.also), frozenset(day.toordinal() for day in self.but_open)

    def _status(self, ordinal: int, year: int) -> Truth:
        """Whether a day is open, leaving aside that a holiday nearby may move to it."""
        closed, open_all_the_same = self._stated
        if ordinal in open_all_the_same:
            return YES
        if ordinal in closed or (self.weekend is not None and (ordinal - 1) % 7 in self.weekend):
            return NO
        if self.region is None:
            return YES
        known = holiday_year(self.region, year)
        if known is None:
            return UNKNOWN
        if self.weekend is None and ordinal in known.weekends and ordinal not in known.worked:
            return NO
        return UNKNOWN if ordinal in known.estimated else NO if ordinal in known.closed else YES

    def _doubtful(self, number: int) -> frozenset[int]:
        """The open days, in a year and close to it, that a holiday may take whose day is not certain.

        That is the next open day on either side of it: such a holiday may come a day early or late, and where it then
        falls on a day that is closed anyway, the day after may be taken off instead. What is stated settles the matter.
        """
        found: set[int] = set()
        stated = self._stated[0] | self._stated[1]
        for year in range(max(number - 1, MINYEAR), min(number + 1, MAXYEAR) + 1):
            known = None if self.region is None else holiday_year(self.region, year)
            for holiday in () if known is None else known.estimated - stated:
                for step in (-1, 1):
                    near = range(holiday + step, holiday + step * _REACH, step)
                    found.update(islice((day for day in near if self._is_open_but_for_doubt(day)), 1))
        return frozenset(found - stated)

    def _is_open_but_for_doubt(self, ordinal: int) -> bool:
        return self._status(ordinal, date.fromordinal(ordinal).year) == YES


def _holds(days: tuple[int, ...], ordinal: int) -> bool:
    """Whether a day is among days in order."""
    place = bisect_left(days, ordinal)
    return place < len(days) and days[place] == ordinal


def _month_of(day: Day) -> tuple[int, int]:
    """The first and the last day of the month in which a day lies."""
    first = day.toordinal() - day.day + 1
    return first, first + monthrange(day.year, day.month)[1] - 1


def _within(day: Day, low: int | None, high: int | None) -> Value:
    """What is known of the day that another is moved to, which keeps its time."""
    return NOTHING if low is None and high is None else within(_at(day, low), _at(day, high))


def _at(day: Day, ordinal: int | None) -> Day | None:
    if ordinal is None:
        return None
    moved = date.fromordinal(ordinal)
    return datetime.combine(moved, day.time()) if isinstance(day, datetime) else moved
