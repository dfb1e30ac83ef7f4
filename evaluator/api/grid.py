"""The answers to a scenario over a grid of one or two of its facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import product
from typing import TYPE_CHECKING

from evaluator.api.evaluate import check_readings, evaluate
from evaluator.api.scenarios import Scenario, with_agreement
from evaluator.check.words import nearest
from evaluator.comparisons.grid import Answers, Axis, Grid
from evaluator.diagnostics import Diagnostic, InputError, QuestionError
from evaluator.engine.outcome import Outcome

if TYPE_CHECKING:
    from evaluator.api.changed import Changes, Fact, Given


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
    """
    from evaluator.api.axes import axes_of  # nothing else needs them, and `import evaluator` stays light
    from evaluator.api.changed import Changes, asked_on

    if agreement is not None:
        scenario = with_agreement(scenario, agreement)
    if as_of is not None:
        scenario = asked_on(scenario, as_of)
    changes = Changes(scenario)
    check_readings(readings or {}, changes.version)
    fixed_already = [*([] if as_of is None else ["as_of"]), *(f"reading.{name}" for name in readings or {})]
    axes = axes_of(changes, facts, fixed_already)
    names = (answers,) if isinstance(answers, str) else tuple(dict.fromkeys(answers))
    _refuse_unknown(names, scenario, changes)
    found = Answers(names, [act.id.text for act in scenario.written.ask])
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
    from evaluator.api.changed import with_fact

    for fact, given in changes:
        scenario = with_fact(scenario, fact, given)
    try:
        return evaluate(scenario, readings=readings)
    except InputError as error:
        return error.diagnostics


def _refuse_unknown(names: Iterable[str], scenario: Scenario, changes: Changes) -> None:
    """Refuse answers that no cell can have: clauses of no version, and no acts. Members are known when cells are."""
    clauses = (clause for version in scenario.agreement.chain.versions for clause in version.clauses)
    known = dict.fromkeys([*(act.id.text for act in scenario.written.ask), *changes.acts(), *clauses])
    for name in names:
        if name.partition(":")[0] not in known:
            raise QuestionError(f"there is no norm or act `{name}`; {nearest(name, known, 'norms and acts')}")
