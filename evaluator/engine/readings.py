"""Open questions of interpretation: every combination of their answers, and what the results have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from evaluator.core.norms import ReadingSort
from evaluator.engine.outcome import TurnsOn

Result = TypeVar("Result")
Assignment = Mapping[str, str]

UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Readings(Generic[Result]):
    """The result under every combination of the readings in an answer's cone.

    `used` are the results that count: the default of every decided reading, every option of an undecided one.
    """

    every: tuple[tuple[Assignment, Result], ...]
    used: tuple[tuple[Assignment, Result], ...]
    turns_on: tuple[TurnsOn, ...]


def under_all(
    cone: Sequence[str],
    sorts: Mapping[str, ReadingSort],
    fixed: Mapping[str, str],
    evaluate: Callable[[Assignment], Result],
    label: Callable[[Result], str],
) -> Readings[Result]:
    """Evaluate under every combination of options; `fixed` readings keep theirs. `label` says a result in a word."""
    free = [name for name in cone if name not in fixed]
    given = {name: fixed[name] for name in cone if name in fixed}
    every = tuple(
        (assignment, evaluate(assignment))
        for options in product(*(sorts[name].options for name in free))
        for assignment in [{**given, **dict(zip(free, options, strict=True))}]
    )
    used = tuple(pair for pair in every if _counts(pair[0], free, sorts))
    if not free:
        return Readings(every, used, ())
    words = [(assignment, label(result)) for assignment, result in every]
    turns_on = tuple(
        TurnsOn(name, sorts[name].default, _by_option(name, words, free, sorts)) for name in free if _matters(name, words)
    )
    return Readings(every, used, turns_on)


def _counts(assignment: Assignment, free: Sequence[str], sorts: Mapping[str, ReadingSort], besides: str = "") -> bool:
    """Whether every decided reading (but one) has its default."""
    return all(name == besides or sorts[name].default in (None, assignment[name]) for name in free)


def _matters(name: str, words: Sequence[tuple[Assignment, str]]) -> bool:
    """Whether two combinations that differ in this reading only give different results."""
    seen: dict[tuple[tuple[str, str], ...], str] = {}
    for assignment, word in words:
        rest = tuple((other, option) for other, option in assignment.items() if other != name)
        if seen.setdefault(rest, word) != word:
            return True
    return False


def _by_option(
    name: str, words: Sequence[tuple[Assignment, str]], free: Sequence[str], sorts: Mapping[str, ReadingSort]
) -> tuple[tuple[str, str], ...]:
    """What each option of a reading gives, the other readings counting as they do."""
    found = []
    for option in sorts[name].options:
        results = {
            word
            for assignment, word in words
            if assignment[name] == option and _counts(assignment, free, sorts, besides=name)
        }
        found.append((option, results.pop() if len(results) == 1 else UNDETERMINED))
    return tuple(found)
