"""Where days stand in a picture: a straight scale, stretches that stay visible, and ticks that do not crowd."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from evaluator.frozen import frozen
from evaluator.report.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from evaluator.engine.outcome import Day
    from evaluator.timelines.timeline import Stretch, Timeline

_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 2, 3, 6)
_YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@frozen
class Tick:
    """A place on the axis and what is written there."""

    at: float
    label: str


@frozen
class Scale:
    """Days from the start of `first` to the end of `last`, laid over `width` columns or pixels."""

    first: Day
    last: Day
    width: float

    @property
    def days(self) -> int:
        """How many days there are, at least one."""
        return max(1, self.last.toordinal() + 1 - self.first.toordinal())

    def at(self, day: Day) -> float:
        """The place of a day's start, or of a moment; what lies outside is moved to the edge."""
        passed = _days(day) - self.first.toordinal()
        return min(1.0, max(0.0, passed / self.days)) * self.width

    def places(self, stretches: Sequence[Stretch], least: float) -> list[tuple[float, float]]:
        """Where the stretches of a lane begin and end.

        Each is `least` wide or more, or as wide as all can be: a single day must be seen beside ten years. What is
        too short pushes its neighbours by as much as it lacks, and nothing else moves.
        """
        count = len(stretches)
        least = min(least, self.width / max(1, count))
        edges = [0.0, *(0.0 if one.start is None else self.at(one.start) for one in stretches[1:]), float(self.width)]
        for index in range(1, count):
            edges[index] = max(edges[index], edges[index - 1] + least)
        for index in range(count - 1, 0, -1):
            edges[index] = min(edges[index], edges[index + 1] - least)
        return list(pairwise(edges))

    def ticks(self, room: Callable[[str], float]) -> list[Tick]:
        """Ticks as close as `room`, the width that a label takes, allows: days, months or years.

        Labels are short (`14 Mar`, `Feb` with the year in place of January, `2029`).
        """
        steps = [
            *((_day_label, list(_every_days(self, step)), self._span(step), "28 Mmm") for step in _DAYS),
            *((_month_label, list(_every_months(self, step)), self._span(step * 28), "2026") for step in _MONTHS),
            *((_year_label, list(_every_years(self, step)), self._span(step * 365), "2026") for step in _YEARS),
        ]
        for label, days, apart, widest in steps:
            if apart >= room(widest):
                return [Tick(self.at(day), label(day)) for day in days]
        return []

    def _span(self, days: int) -> float:
        return days / self.days * self.width


def scale_of(timeline: Timeline, width: float) -> Scale:
    """The scale of a timeline's days."""
    return Scale(timeline.start, timeline.end, width)


def _days(day: Day) -> float:
    part = (day.hour * 60 + day.minute) / 1440 if isinstance(day, datetime) else 0.0
    return day.toordinal() + part


def _day_label(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _month_label(day: date) -> str:
    return str(day.year) if day.month == 1 else MONTHS[day.month - 1]


def _year_label(day: date) -> str:
    return str(day.year)


def _every_days(scale: Scale, step: int) -> Iterable[date]:
    first, last = scale.first.toordinal(), scale.last.toordinal()
    if last - first > 400 * step:
        return
    start = first + (1 - first) % 7 if step % 7 == 0 else first
    yield from (date.fromordinal(number) for number in range(start, last + 1, step))


def _every_months(scale: Scale, step: int) -> Iterable[date]:
    first, last = (day.year * 12 + day.month - 1 for day in (scale.first, scale.last))
    if last - first > 400 * step:
        return
    for number in range(-(-first // step) * step, last + 1, step):
        day = date(number // 12, number % 12 + 1, 1)
        if day.toordinal() >= scale.first.toordinal():
            yield day


def _every_years(scale: Scale, step: int) -> Iterable[date]:
    for year in range(max(step, -(-scale.first.year // step) * step), scale.last.year + 1, step):
        day = date(year, 1, 1)
        if day.toordinal() >= scale.first.toordinal():
            yield day
