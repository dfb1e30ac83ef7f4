"""What has become of a norm, as part of its answer: a word, deadlines, amounts and the dates of its life."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial

from evaluator.core.norms import Norm
from evaluator.core.types import Money, Number, Type
from evaluator.engine.amounts import outstanding
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.histories import WORDS, last_day, words
from evaluator.engine.lives import Life
from evaluator.engine.logic import Standing
from evaluator.engine.native import NativeEngine
from evaluator.engine.outcome import Amount, TurnsOn, When
from evaluator.engine.readings import Options, explore, turns_on
from evaluator.engine.spans import day, hull
from evaluator.engine.words import value_text
from evaluator.engine.world import Read
from evaluator.frozen import frozen
from evaluator.values.estimate import bounds
from evaluator.values.estimate import hull as hull_of_values
from evaluator.values.time import NEVER, Moment, start_of
from evaluator.values.truth import NO, Certainty, Truth, agreed
from evaluator.values.value import Value

_LARGEST = Decimal(10) ** 40
"""Up to here a whole number is shown digit by digit."""


@frozen
class _Found:
    """What has become of a norm under one combination of readings."""

    words: dict[str, Truth]
    due: When | None
    amount: Value
    outstanding: Value
    dates: dict[str, When]


def performance_answer(evaluation: Evaluation, clause: str, member: Value, home: int) -> dict[str, object]:
    """The fields of a norm's answer that say what has become of it."""
    text, home = home, evaluation.settled_in(clause, member, home)
    norm = evaluation.regimes[home].engine.program.norms[clause]
    found = partial(_under, evaluation, clause, member, (text, home))
    cases = [case.result for case in explore(evaluation.readings_in(home), evaluation.fixed_in(home), found)]
    truths = {word: agreed(case.words.get(word, NO) for case in cases) for word in WORDS}
    certain = next((word for word in WORDS if truths[word] > 0), None)
    possible = tuple(word for word in WORDS if any(case.words.get(word, NO) >= 0 for case in cases))
    dated = [name for name in cases[0].dates if all(name in case.dates for case in cases)]
    spans = {name: hull(case.dates[name] for case in cases) for name in dated}
    return {
        "performance": certain,
        "possible_performances": () if certain is not None else possible,
        "due": hull(case.due for case in cases),
        "amount": _amount([case.amount for case in cases], norm.amount_type, norm.certainty),
        "outstanding": _amount([case.outstanding for case in cases], norm.amount_type, norm.certainty),
        "dates": tuple((name, span) for name, span in spans.items() if span is not None),
    }


def performance_turns_on(evaluation: Evaluation, clause: str, member: Value, home: int) -> tuple[TurnsOn, ...]:
    """The readings on which it turns what has become of a norm, or by when and how much is owed."""
    homes = (home, evaluation.settled_in(clause, member, home))
    sorts, stated = evaluation.readings_in(homes[1]), evaluation.facts.readings
    norm = evaluation.regimes[homes[1]].engine.program.norms[clause]
    found = partial(_under, evaluation, clause, member, homes)
    for label in (_word, partial(_owed, norm=norm), _due_by):
        turning = turns_on(sorts, stated, found, label)
        if turning:
            return turning
    return ()


def _word(found: _Found) -> str:
    certain = next((word for word in WORDS if found.words.get(word, NO) > 0), None)
    return certain or ("undetermined" if any(truth == 0 for truth in found.words.values()) else "none of it")


def _owed(found: _Found, norm: Norm) -> str:
    return "" if norm.amount_type is None or found.amount is None else value_text(found.amount, norm.amount_type)


def _due_by(found: _Found) -> str:
    return "no last day" if found.due is None else f"due {found.due.known or 'on an unknown day'}"


def _under(
    evaluation: Evaluation, clause: str, member: Value, homes: tuple[int, int], options: Options
) -> tuple[_Found, Read]:
    """What has become of a norm under some options; `homes` are those of its text and of its performance."""
    engine = evaluation.regimes[homes[1]].engine
    life = engine.life(evaluation.world(homes[1], options), clause, member)
    standing, looked_at = evaluation.standing(homes[0], clause, member, options, evaluation.now)
    read = dict(looked_at)
    return _found(engine, life, standing, evaluation.now, read), read


def _found(engine: NativeEngine, life: Life, standing: Standing, now: Moment, read: Read) -> _Found:
    performance = engine.performance(life)
    state = performance.at(now)
    said = words(engine, life, now, standing)
    read |= life.read | performance.read
    dates: dict[str, When] = {}
    if life.norm.upon is not None:
        arising = engine.arising(life)
        read |= arising.read
        arisen = (max((each.truth for each in fired), default=NO) for fired in arising.states)
        _enter(dates, "arisen", arising.looked, now, arisen)
    done = "exercised" if "exercised" in said else "performed"
    _enter(dates, done, performance.looked, now, (each.done if each.acted else NO for each in performance.states))
    if "arisen" in dates and done in dates:
        dates[done] = _not_before(dates[done], dates["arisen"])
    _enter(dates, "breached", performance.looked, now, (each.breached for each in performance.states))
    if state.breached >= 0:
        remedy = engine.remedy(life)
        read |= remedy.read
        _enter(dates, "cured", remedy.looked, now, (each.cured for each in remedy.states))
        _enter(dates, "defaulted", remedy.looked, now, (each.defaulted for each in remedy.states))
    deadline = performance.deadline(now)
    due = None if deadline is None else _day(last_day(deadline))
    amount = performance.amount(now)
    left = None if amount is None else outstanding(state._replace(amount=amount))
    return _Found(said, due, amount, left, dates)


def _enter(dates: dict[str, When], name: str, looked: list[Moment], now: Moment, truths: Iterable[Truth]) -> None:
    """When something certainly came about, and when it may have; `truths` are those from each moment `looked` at on."""
    possible: Moment | None = None
    for moment, truth in zip(looked, truths, strict=True):
        if moment > now:
            return
        possible = None if truth < 0 else moment if possible is None else possible
        if truth > 0 and possible is not None:
            dates[name] = When(day(possible), day(moment))
            return


def _not_before(span: When, first: When) -> When:
    """A span of days that cannot begin before another one does."""
    if span.at_least is None or first.at_least is None or start_of(span.at_least) >= start_of(first.at_least):
        return span
    return When(first.at_least, span.at_most)


def _day(value: Value) -> When | None:
    low, high, _ = bounds(value)
    if low is NEVER or high == date.min:
        return None
    return When(low, None if high is NEVER else high)


def _amount(values: list[Value], type: Type | None, limit: int) -> Amount | None:
    """An amount under all readings that count; None if there is none."""
    if type is None or any(value is None for value in values):
        return None
    value = values[0]
    for other in values[1:]:
        value = hull_of_values(value, other)
    low, high, certainty = bounds(value)
    unit = type.currency if isinstance(type, Money) else type.unit or "" if isinstance(type, Number) else ""
    return Amount(_plain(low), _plain(high), unit, Certainty(min(certainty, limit)).word)


def _plain(number: Value) -> Decimal | None:
    """A number without zeros that say nothing."""
    if number is None:
        return None
    found = Decimal(number)
    whole = found == found.to_integral_value() and abs(found) < _LARGEST
    return found.quantize(Decimal(1)) if whole else found.normalize()
