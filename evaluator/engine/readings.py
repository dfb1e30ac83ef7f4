"""Open questions of interpretation: every combination of their answers, and what the results have in common.

Evaluating under one combination tells which readings were looked at; under every option of the others the result is the
same. So only the readings that were looked at are varied, and each result stands for a whole set of combinations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from evaluator.core.norms import ReadingSort
from evaluator.engine.outcome import Reason, State, TurnsOn
from evaluator.engine.world import Read
from evaluator.frozen import frozen

Result = TypeVar("Result")
Options = Mapping[str, str]
"""Options of some readings, by name."""

UNDETERMINED = "undetermined"
_NOT_IN_FORCE = {State.NOT_IN_FORCE.value, *(reason.value for reason in Reason)}


@frozen
class Case(Generic[Result]):
    """A result, and the options under which it holds; readings not named may have any option."""

    options: Options
    result: Result

    def allows(self, options: Options, besides: str = "") -> bool:
        """Whether the case includes some combination with these options (but one)."""
        return all(self.options.get(name, option) == option for name, option in options.items() if name != besides)


def turns_on(
    sorts: Mapping[str, ReadingSort],
    fixed: Options,
    evaluate: Callable[[Options], tuple[Result, Read]],
    label: Callable[[Result], str],
) -> tuple[TurnsOn, ...]:
    """The readings on which a result turns, with what each option gives.

    Args:
        sorts: The readings of the version.
        fixed: Options that are given and not varied.
        evaluate: The result under some options (the default, or the first, for readings not named), and the
            readings looked at.
        label: Says a result in a word; a reading matters if words differ.
    """
    words = [Case(case.options, label(case.result)) for case in explore(sorts, fixed, evaluate)]
    if len({case.result for case in words}) == 1:
        return ()
    defaults = {name: sort.default for name, sort in sorts.items() if sort.default is not None and name not in fixed}
    return tuple(
        TurnsOn(name, sort.default, _by_option(sort, words, defaults), sort.question)
        for name, sort in sorts.items()
        if any(name in case.options for case in words) and _matters(name, words)
    )


def explore(
    sorts: Mapping[str, ReadingSort],
    fixed: Options,
    evaluate: Callable[[Options], tuple[Result, Read]],
    first: tuple[Result, Read] | None = None,
) -> tuple[Case[Result], ...]:
    """The results under all combinations of options; the arguments are those of `turns_on`.

    `first` is what `evaluate` gives without options, where that is known already. Where all options of a reading give
    one result the reading is left out of the case.
    """

    def cases(options: dict[str, str], known: tuple[Result, Read]) -> list[Case[Result]]:
        result, read = known
        for name in read:
            if name in options or name in fixed or name not in sorts:
                continue
            found: list[Case[Result]] = []
            for option in sorts[name].options:
                inside = {**options, name: option}
                # Readings not named have the option that counts without being chosen: then nothing is new.
                found += cases(inside, known if option == standard(sorts[name]) else evaluate(inside))
            if len(found) == len(sorts[name].options) and all(case.result == result for case in found):
                return [Case(options, result)]
            return found
        return [Case(options, result)]

    return tuple(cases({}, evaluate({}) if first is None else first))


def standard(reading: ReadingSort) -> str:
    """The option a reading has where nobody chose one: its default, or the first."""
    return reading.default if reading.default is not None else next(iter(reading.options))


def _matters(name: str, words: Sequence[Case[str]]) -> bool:
    """Whether two combinations that differ in this reading only give different results."""
    return any(
        first.result != second.result
        and first.options.get(name) != second.options.get(name)
        and name in first.options
        and name in second.options
        and second.allows(first.options, besides=name)
        for index, first in enumerate(words)
        for second in words[index + 1 :]
    )


def _by_option(
    reading: ReadingSort, words: Sequence[Case[str]], defaults: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """What each option of a reading gives, the other readings counting as they do."""
    found = []
    for option in reading.options:
        wanted = {**defaults, reading.name: option}
        results = {case.result for case in words if case.allows(wanted)}
        found.append((option, _together(results)))
    return tuple(found)


def _together(results: set[str]) -> str:
    """What several results come to: norms that are not in force for different reasons are not in force."""
    if len(results) == 1:
        return next(iter(results))
    return State.NOT_IN_FORCE.value if results <= _NOT_IN_FORCE else UNDETERMINED
