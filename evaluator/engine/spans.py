"""Since when and until when: the stretch around a moment in which a norm's state does not change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from evaluator.engine.outcome import When
from evaluator.values.time import FOREVER, MINUTES_PER_DAY, Moment, day_at, day_of, midnight_after, start_of

Stretch = tuple[Moment, int]
"""When a stretch of a norm's life begins, and whether the norm is in force in it (its sign)."""


def since(before: Iterable[Stretch], sign: int, beginning: Moment | None) -> When | None:
    """When the current state began.

    `before` are the stretches up to now, latest first; `sign` is the state now; `beginning` is the first day of a state
    that has been so from the start (None: from the start it simply was not in force).
    """
    if sign == 0:
        return None
    certain: Moment | None = None
    possible: Moment | None = None
    for start, found in before:
        if found == sign and possible is None:
            certain = start
        elif found not in (sign, 0):
            break
        else:
            possible = start
    else:
        if possible is None:
            return None if beginning is None else When(day_at(beginning), day_at(beginning))
        if sign < 0:
            possible = None  # it may never have been in force
            return None if certain is None else When(None, day(certain))
    return None if certain is None else _when(certain if possible is None else possible, certain)


def until(after: Sequence[Stretch], sign: int, now: Moment) -> When | None:
    """When the current state ends: the first moment at which it may have, and the first at which it certainly has.

    `after` are the stretches that begin later, earliest first. A state whose end is merely not excluded has none known.
    """
    wanted = -1 if sign >= 0 else 1
    possible: Moment | None = None
    for start, found in after:
        if found != sign and possible is None:
            possible = start
        if found == wanted:
            return _when(None if sign == 0 else possible, start)
    # Open lists leave everything open from tomorrow on; that says nothing worth reporting.
    tomorrow = midnight_after(now)
    if sign != 0 and possible is not None and possible > tomorrow:
        return When(day(possible), None)
    return None


def _when(low: Moment | None, high: Moment) -> When:
    at_most = day(high)
    return When(None if low is None else day(low), at_most)


def day(moment: Moment) -> date | datetime:
    """A moment as a day; an act of a bare day happens between its second minute and its last."""
    if moment >= FOREVER:
        return date.max
    return day_of(moment) if moment % MINUTES_PER_DAY in (1, MINUTES_PER_DAY - 1) else day_at(moment)


def hull(spans: Iterable[When | None]) -> When | None:
    """What several bounds have in common: the widest."""
    found = list(spans)
    present = [span for span in found if span is not None]
    if not present or len(present) < len(found):
        return None
    lows = [span.at_least for span in present]
    highs = [span.at_most for span in present]
    low = None if None in lows else min((day for day in lows if day is not None), key=start_of)
    high = None if None in highs else max((day for day in highs if day is not None), key=start_of)
    return None if low is None and high is None else When(low, high)
