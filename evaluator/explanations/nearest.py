"""The nearest date or number at which an answer is another.

A value can be stated within bounds, and knowledge is monotone: an answer that stands for every value between two is
that of each of them. So whole stretches are passed over with one question, and what is found next to the last of them
is the nearest there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from evaluator.core.types import Date, Type
from evaluator.engine.words import value_text
from evaluator.explanations.flips import Edit
from evaluator.explanations.landmarks import Landmarks
from evaluator.explanations.trials import Seen, Trials
from evaluator.frozen import frozen
from evaluator.values.estimate import Estimate, is_known, less
from evaluator.values.time import NEVER, Duration, plus, without_time
from evaluator.values.value import Value

_SCANNED = 10
"""So many further values are tried where stretches tell nothing."""

_DECADE = Duration(months=120)

Test = Callable[[Seen | None], bool]


@frozen
class Scale:
    """Dates or numbers as whole steps: `base` is step 0, `unit` a step (days for dates)."""

    base: date | Decimal
    unit: Decimal
    type: Type

    def at(self, step: int) -> Value:
        """The value at a step, None where there is none."""
        if isinstance(self.base, Decimal):
            return self.base + self.unit * step
        try:
            return self.base + timedelta(days=step)
        except OverflowError:
            return None

    def step(self, value: Value, *, up: bool) -> int:
        """The step of a value, rounded away from the base."""
        if isinstance(self.base, Decimal):
            whole, rest = divmod(value - self.base, self.unit)
            return int(whole) + (1 if rest and up else 0)
        return int(value.toordinal() - self.base.toordinal())

    def text(self, low: Value, high: Value) -> str:
        """Bounds as a scenario states them; None is no bound."""
        return value_text(low if low == high else Estimate(low, high), self.type)


def scale_of(value: date | Decimal, type: Type) -> Scale:
    """The scale of a value: days; the unit in which a number is written, or three digits of it, if that is finer."""
    if isinstance(value, date):
        return Scale(value, Decimal(1), type)
    exponent = min(int(value.as_tuple().exponent), max(value.adjusted() - 2, 0))
    return Scale(value, Decimal(1).scaleb(exponent), type)


@frozen
class Found:
    """The nearest value with another answer in one direction, None if none was found; `proved` if there is none."""

    edit: Edit | None
    proved: bool


class Nearest:
    """Looks for the nearest value of one fact with another answer, while other changes stay."""

    def __init__(
        self, trials: Trials, others: Sequence[Edit], address: str, scale: Scale, stands: Test, flips: Test
    ) -> None:
        self.trials, self.others, self.address, self.scale = trials, tuple(others), address, scale
        self.unchanged, self.flips = stands, flips

    def edit(self, low: Value, high: Value) -> Edit:
        """The change into a value within bounds."""
        return Edit(self.address, self.scale.text(low, high))

    def stands(self, low: Value, high: Value) -> bool:
        """Whether the answer is the same for every value within bounds."""
        return self.unchanged(self.trials.ask((*self.others, self.edit(low, high))))

    def flipped(self, value: Value) -> bool:
        """Whether a value gives another answer."""
        return value is not None and self.flips(self.trials.ask((*self.others, self.edit(value, value))))

    def look(self, landmarks: Sequence[Value], *, up: bool) -> Found:
        """The nearest value above (`up`) or below with another answer."""
        scale = self.scale
        if self.stands(*((scale.base, None) if up else (None, scale.base))):
            return Found(None, proved=True)
        sign = 1 if up else -1
        away = sorted({sign * scale.step(each, up=up) for each in landmarks})
        steps = [0, *(each for each in away if each > 0)]

        def steady(step: int) -> bool:
            far = scale.at(sign * step)
            return far is not None and self.stands(*((scale.base, far) if up else (far, scale.base)))

        last = _last(len(steps) - 1, lambda index: steady(steps[index]))
        inner = steps[last]
        if last + 1 < len(steps):
            inner += _last(steps[last + 1] - inner - 1, lambda more: steady(steps[last] + more))
        nearest = scale.at(sign * (inner + 1))
        if self.flipped(nearest):
            return Found(self.edit(nearest, nearest), proved=True)
        before = inner + 1
        for step in [each for each in steps if each > before][:_SCANNED]:
            if self.flipped(scale.at(sign * step)):
                value = scale.at(sign * self._boundary(before, step, sign))
                return Found(self.edit(value, value), proved=False)
            before = step
        if up and isinstance(scale.base, date) and self.flipped(NEVER):
            return Found(self.edit(NEVER, NEVER), proved=False)
        return Found(None, proved=False)

    def _boundary(self, before: int, step: int, sign: int) -> int:
        """The first step after one that gives the same answer, up to one that gives another, from which on it does."""
        return (
            before + 1 + _last(step - before - 1, lambda more: not self.flipped(self.scale.at(sign * (before + more))))
        )


def _last(most: int, holds: Callable[[int], bool]) -> int:
    """The last number up to `most` for which something holds that holds for 0, and for all numbers up to some one."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def values_around(landmarks: Landmarks, base: date | Decimal, type: Type) -> list[Value]:
    """The values at which something can switch; dates with the time of the one they stand for."""
    if isinstance(base, Decimal):
        return list(landmarks.beside(base, type))
    days = landmarks.around(without_time(base))
    near = [each + timedelta(days=more) for each in days[1:-1] for more in (-1, 0, 1)]
    every = sorted({days[0], *near, days[-1]})
    return [datetime.combine(each, base.time()) for each in every] if isinstance(base, datetime) else list(every)


def directions(value: Value, was: Value, type: Type) -> Iterator[tuple[str, tuple[str, str]]]:
    """How all values beyond one are called, away from what was stated, and how a scenario states them and one of them.

    Where nothing was stated both directions lead away. Nothing is beyond what never happens.
    """
    if not isinstance(value, date | Decimal):
        return
    words = ("or later", "or earlier") if isinstance(value, date) else ("or more", "or less")
    for word, beyond, away in zip(words, (Estimate(value, None), Estimate(None, value)), (1, -1), strict=True):
        if not is_known(was) or less(was, value) * away > 0:
            yield word, (value_text(beyond, type), value_text(_far(value, away), type))


def _far(value: date | Decimal, away: int) -> Value:
    """A value far beyond one."""
    if isinstance(value, Decimal):
        return value + away * 10 * max(abs(value), Decimal(1))
    found = plus(value, _DECADE if away > 0 else -_DECADE)
    return value if found is None else found


def half_lines(
    trials: Trials, others: Sequence[Edit], address: str, type: Type, landmarks: Landmarks, flips: Test
) -> Iterator[Edit]:
    """Values of a fact that is not known which give a definite answer, at best together with all beyond them."""
    values: list[Value] = list(landmarks.around(landmarks.now) if isinstance(type, Date) else landmarks.of(type))
    found = [each for up in (True, False) for each in _half_line(trials, others, address, type, values, flips, up=up)]
    yield from found
    if not found:
        tried = dict.fromkeys([values[0], values[len(values) // 2], values[-1]])
        yield from (Edit(address, value_text(value, type)) for value in tried)
    if isinstance(type, Date):
        yield Edit(address, "never")


def _half_line(
    trials: Trials, others: Sequence[Edit], address: str, type: Type, values: list[Value], flips: Test, *, up: bool
) -> Iterator[Edit]:
    """The innermost value such that it and all beyond it give one definite answer, if the outermost do."""

    def beyond(value: Value) -> Seen | None:
        text = value_text(Estimate(value, None) if up else Estimate(None, value), type)
        return trials.ask((*others, Edit(address, text)))

    outward = values if up else values[::-1]
    most, end = len(outward) - 1, beyond(outward[-1])
    if end is None or not flips(end):
        return

    def still(value: Value) -> bool:
        seen = None if value is None else beyond(value)
        return seen is not None and seen.words == end.words

    first = most - _last(most, lambda back: still(outward[most - back]))
    scale, sign = scale_of(outward[first], type), -1 if up else 1
    room = abs(scale.step(outward[first - 1], up=not up)) - 1 if first else 0
    nearest = scale.at(sign * _last(room, lambda more: still(scale.at(sign * more))))
    yield Edit(address, value_text(nearest, type))
