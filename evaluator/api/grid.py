"""The answers to a scenario over a grid of one or two of its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date, datetime
from functools import partial
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from evaluator.api.changed import Changes, Fact, Given, asked_on, node_of, node_of_text, with_fact
from evaluator.api.evaluate import check_readings, evaluate
from evaluator.api.scenarios import Scenario, with_agreement
from evaluator.comparisons.axis_values import OPTIONS, pieces
from evaluator.comparisons.grid import Answers, Axis, Grid
from evaluator.comparisons.ranges import MOST_CELLS, is_range, stepped
from evaluator.diagnostics import Diagnostic, InputError, QuestionError
from evaluator.engine.outcome import Outcome

if TYPE_CHECKING:
    from evaluator.syntax.yaml_tree import Node

_MOST_FACTS = 2


def grid(
    scenario: Scenario,
    facts: Mapping[str, str | Iterable[object]],
    *,
    answers: Iterable[str] = (),
    as_of: date | datetime | None = None,
    agreement: str | None = None,
    readings: Mapping[str, str] | None = None,
) -> Grid:
    """Evaluate a scenario for every combination of values of one or two of its facts.

    Args:
        scenario: What is known, and about which agreement. What it expects is not compared.
        facts: The values of each fact by its address, as `changed` names it. They are a text like that of
            `--grid`, `"azure, aws, unknown"`, or values as in `build_scenario`; one that is a text may be a range with
            a step (`2026-01-01..2030-12-31 by 6 months`) or `*` for all options.
        answers: The norms (`clause`, `clause:member`) and acts to show; by default the acts that are asked about, and
            without any the norms that do not come out the same everywhere.
        as_of: Another day (its end) or moment than the scenario's.
        agreement: Another agreement or version (`NAME`, `NAME@VERSION`, or a path).
        readings: Options for readings, in addition to those the scenario fixes and before them.

    Returns:
        The grid; `Grid.rows()` is what a data frame takes. Facts that contradict a constraint make a cell impossible,
        and no error.

    Raises:
        QuestionError: a fact, a value or an answer is not there, or there are too many cells.
        ScenarioError: the scenario itself has errors.
        AgreementError: an earlier or later version has errors.
    """
    if agreement is not None:
        scenario = with_agreement(scenario, agreement)
    if as_of is not None:
        scenario = asked_on(scenario, as_of)
    changes = Changes(scenario)
    axes = [_axis(changes, address, values) for address, values in facts.items()]
    _refuse(axes, as_of, readings or {})
    check_readings(readings or {}, changes.version)
    found = Answers(_names(answers), [act.id.text for act in scenario.written.ask])
    fixed: tuple[tuple[str, str], ...] = ()
    for combination in product(*(givens for _, givens in axes)):
        outcome = _outcome(scenario, zip((fact for fact, _ in axes), combination, strict=True), readings)
        found.add(tuple(given.text for given in combination), outcome)
        if isinstance(outcome, Outcome):
            fixed = outcome.fixed
    shown, cells, unchanged = found.shown()
    changing = {fact.address for fact, _ in axes}
    return Grid(
        title=scenario.title,
        agreement=scenario.agreement.name,
        as_of=None if "as_of" in changing else scenario.as_of,
        pinned=scenario.pin is not None,
        axes=tuple(Axis(fact.address, tuple(given.text for given in givens)) for fact, givens in axes),
        answers=shown,
        cells=cells,
        unchanged=unchanged,
        fixed=tuple(each for each in fixed if changing.isdisjoint((f"reading.{each[0]}", f"parameter.{each[0]}"))),
    )


def _outcome(
    scenario: Scenario, changes: Iterable[tuple[Fact, Given]], readings: Mapping[str, str] | None
) -> Outcome | tuple[Diagnostic, ...]:
    for fact, given in changes:
        scenario = with_fact(scenario, fact, given)
    try:
        return evaluate(scenario, readings=readings)
    except InputError as error:
        return error.diagnostics


def _axis(changes: Changes, address: str, values: object) -> tuple[Fact, list[Given]]:
    """The fact and the values it is given, each once."""
    fact = changes.fact(address)
    found: dict[str, Given] = {}
    for node in _nodes(changes, fact, values):
        given = changes.given(fact, node)
        if given.words in found:
            earlier = found[given.words].text
            same = "" if earlier == given.text else f", as `{earlier}` and as `{given.text}`"
            raise QuestionError(f"`{address}` is given `{given.words}` twice{same}; leave one out")
        found[given.words] = given
    if not found:
        raise QuestionError(f"`{address}` has no values; write some, `{address}=…, …`")
    return fact, list(found.values())


def _nodes(changes: Changes, fact: Fact, values: object) -> Iterator[Node]:
    for part, node in _parts(fact, values):
        if part == OPTIONS:
            options = changes.options(fact)
            if not options:
                raise QuestionError(
                    f"`{fact.address}` is of type {fact.type}, whose values cannot be listed; "
                    "write them, or a range with a step"
                )
            yield from (node_of_text(option, fact.address) for option in options)
        elif isinstance(part, str) and is_range(part):
            yield from (node_of_text(value, fact.address) for value in stepped(part, fact.address))
        else:
            yield node()


def _parts(fact: Fact, values: object) -> Iterator[tuple[object, Callable[[], Node]]]:
    """The values of a list or of a text, each with how it is read."""
    if isinstance(values, str):
        for text in pieces(values, fact.address):
            yield text, partial(node_of_text, text, fact.address)
    elif isinstance(values, Iterable) and not isinstance(values, Mapping | bytes):
        for value in sorted(values, key=str) if isinstance(values, Set) else values:
            yield value, partial(node_of, value, fact.address)
    else:
        raise QuestionError(f"`{fact.address}` has no list of values; put the value into a list")


def _refuse(axes: list[tuple[Fact, list[Given]]], as_of: date | datetime | None, readings: Mapping[str, str]) -> None:
    """Refuse what makes no grid."""
    named = [fact.address for fact, _ in axes]
    if not 1 <= len(named) <= _MOST_FACTS:
        raise QuestionError(f"a grid is of one fact or of two, not of {len(named)}")
    if as_of is not None and "as_of" in named:
        raise QuestionError("`as_of` is a fact of the grid, and cannot be fixed as well")
    for name in readings:
        if f"reading.{name}" in named:
            raise QuestionError(f"`reading.{name}` is a fact of the grid, and cannot be fixed as well")
    count = prod(len(givens) for _, givens in axes)
    if count > MOST_CELLS:
        raise QuestionError(f"the grid has {count:,} cells; at most {MOST_CELLS:,} are evaluated: give fewer values")


def _names(answers: Iterable[str]) -> tuple[str, ...]:
    return (answers,) if isinstance(answers, str) else tuple(dict.fromkeys(answers))
