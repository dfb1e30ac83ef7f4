"""The nearest days, before and after the one asked about, on which an answer is another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from evaluator.engine.outcome import Day
from evaluator.explanations.flips import Edit
from evaluator.explanations.landmarks import Landmarks
from evaluator.explanations.trials import Seen, Trials
from evaluator.values.time import plus, without_time

_SCANNED = 12
"""So many days are tried in each direction."""


def other_days(trials: Trials, landmarks: Landmarks, as_of: Day, flips: Callable[[Seen], bool]) -> Iterator[Edit]:
    """The day before and the day after on which the answer is another, as changes, where there are any.

    Days are tried at which something can switch; the day next to the one found has another answer than that.
    """

    def flipped(day: date) -> bool:
        seen = trials.ask((Edit("as_of", str(day)),))
        return seen is not None and flips(seen)

    asked = without_time(as_of)
    shifted = [plus(day, length) for length in landmarks.lengths for day in landmarks.days]
    bases = {*landmarks.days, *landmarks.around(asked), *(each for each in shifted if isinstance(each, date))}
    near = {base + timedelta(days=more) for base in bases if 2 < base.toordinal() < 3_600_000 for more in (-1, 0, 1)}
    for sign in (-1, 1):
        before = 0
        for away in sorted({sign * (each - asked).days for each in near if sign * (each - asked).days > 0})[:_SCANNED]:
            if flipped(asked + timedelta(days=sign * away)):
                while away - before > 1:
                    middle = (before + away) // 2
                    if flipped(asked + timedelta(days=sign * middle)):
                        away = middle  # noqa: PLW2901 - the search ends with it
                    else:
                        before = middle
                yield Edit("as_of", str(asked + timedelta(days=sign * away)))
                break
            before = away
