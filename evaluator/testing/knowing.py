"""Laws about knowing more, and about what time leaves behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from evaluator.api.evaluate import evaluate, prepare
from evaluator.api.scenarios import Scenario
from evaluator.engine.outcome import NormAnswer, Outcome, Reason
from evaluator.testing.law import held
from evaluator.testing.less import scenarios_saying_less
from evaluator.testing.weaker import taken_back
from evaluator.values.time import day_text, start_of, without_time

MOST_VARIANTS: Final = 6
"""A scenario is held against at most so many that say less, evenly spread over all there are."""
LATER: Final = (1, 31, 400)
"""So many days later it is asked again."""
FOR_GOOD: Final = (Reason.ENDED, Reason.TERMINATED, Reason.WAIVED)
"""Reasons that never go away again."""
_WORDS: Final = frozenset(["open", "fulfilled", "fulfilled_late", "breached", "cured", "defaulted"])
FOLLOWS: Final = {
    "open": _WORDS,
    "available": frozenset(["available", "exercised", "lapsed"]),
    "fulfilled": frozenset(["fulfilled"]),
    "fulfilled_late": frozenset(["fulfilled_late", "cured"]),
    "breached": frozenset(["breached", "fulfilled_late", "cured", "defaulted"]),
    "defaulted": frozenset(["defaulted", "fulfilled_late", "cured"]),
    "cured": frozenset(["cured"]),
    "exercised": frozenset(["exercised"]),
    "lapsed": frozenset(["lapsed"]),
}
"""What may come after each word for what has become of a norm."""

T = TypeVar("T")


def check_knowledge(scenario: Scenario) -> None:
    """Hold a scenario against some that say one thing less."""
    variants = list(scenarios_saying_less(scenario))
    if not variants:
        return
    full, strange = evaluate(scenario), acts_before(scenario)
    for words, less in _spread(variants, MOST_VARIANTS):
        found = taken_back(evaluate(less), full, strange)
        held(found, f"the first answer is that without {words}, the second that of the whole scenario")


def acts_before(scenario: Scenario) -> frozenset[str]:
    """The acts that may have happened before the agreement began.

    One whose day is not known is taken to have happened under the agreement, so that such a day takes something back.
    """
    checked, engine = prepare(scenario, scenario.as_of)
    versions = scenario.agreement.chain.versions
    begins = engine.program.effective if scenario.pin is not None else versions[0].effective
    return frozenset(act.record.id for act in checked.facts.acts if act.record.possible_from < start_of(begins))


def check_history(scenario: Scenario) -> None:
    """Ask a scenario again on later days: what is history stays."""
    first = evaluate(scenario)
    for days in LATER:
        day = later(scenario.as_of, days)
        if day is None or (scenario.pin is None and not _same_version(scenario, day, first.version)):
            return
        held(undone(first, evaluate(scenario, as_of=day)), f"the second answer is that of {day_text(day)}")


def later(day: date | datetime, days: int) -> date | datetime | None:
    """The day so many days later, None if there is none."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def undone(first: Outcome, second: Outcome) -> list[str]:
    """What an outcome says of history, and a later one does not say any more."""
    found = []
    after = {norm.address: norm for norm in second.norms}
    for norm in first.norms:
        other = after.get(norm.address)
        if other is not None:
            found += _undone(norm, other)
    return found


def _undone(norm: NormAnswer, other: NormAnswer) -> list[str]:
    """The same of one norm. A duty that was open may have been released, and then there is nothing to say of it."""
    found = []
    gone = [each.value for each in norm.reasons if each in FOR_GOOD and each not in other.reasons]
    if gone:
        found.append(f"{norm.address}: {', '.join(gone)}, then not")
    words = {other.performance} if other.performance else set(other.possible_performances)
    if norm.performance is not None and norm.performance not in ("open", "available"):
        allowed = FOLLOWS[norm.performance]
        if not words & allowed:
            found.append(f"{norm.address}: {norm.performance}, then {' or '.join(sorted(words)) or 'none'}")
    return found


def _same_version(scenario: Scenario, day: date | datetime, version: str) -> bool:
    return scenario.agreement.version_on(without_time(day)) == version


def _spread(items: Sequence[T], most: int) -> list[T]:
    """At most so many of them, evenly spread."""
    if len(items) <= most:
        return list(items)
    return [items[index * (len(items) - 1) // (most - 1)] for index in range(most)]
