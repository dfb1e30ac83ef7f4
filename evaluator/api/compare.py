"""One scenario under several versions of its agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from evaluator.api.evaluate import evaluate
from evaluator.api.scenarios import Scenario, with_agreement
from evaluator.comparisons.side_by_side import Column, Comparison, side_by_side
from evaluator.diagnostics import Diagnostic, InputError, QuestionError, did_you_mean
from evaluator.engine.outcome import Outcome

ALL = "all"
"""Stands for every version."""


def compare(
    scenario: Scenario,
    versions: str | Iterable[str],
    *,
    as_of: date | datetime | None = None,
    agreement: str | None = None,
    readings: Mapping[str, str] | None = None,
) -> Comparison:
    """Evaluate a scenario under several versions, each as if it were pinned.

    Args:
        scenario: What is known, and about which agreement. What it expects is not compared.
        versions: Their names, in order, or `all`; one alone is compared with the version that governs the scenario.
        as_of: Another day (its end) or moment than the scenario's.
        agreement: Another agreement or version (`NAME`, `NAME@VERSION`, or a path).
        readings: Options for readings, in addition to those the scenario fixes and before them.

    Returns:
        The comparison; `Comparison.rows()` is what a data frame takes. A version whose vocabulary the facts do not fit
        has no answers but diagnostics.

    Raises:
        QuestionError: there is no such version, or nothing to compare it with.
        ScenarioError: the agreement cannot be loaded.
    """
    from evaluator.api.changed import asked_on  # nothing else needs it, and `import evaluator` stays light

    if agreement is not None:
        scenario = with_agreement(scenario, agreement)
    scenario = asked_on(scenario, scenario.as_of if as_of is None else as_of)
    columns, outcomes = [], []
    for name in _chosen(scenario, [versions] if isinstance(versions, str) else list(versions)):
        outcome: Outcome | None = None
        diagnostics: tuple[Diagnostic, ...] = ()
        try:
            outcome = evaluate(with_agreement(scenario, f"{scenario.agreement.name}@{name}"), readings=readings)
        except InputError as error:
            diagnostics = error.diagnostics
        version = next(each for each in scenario.agreement.chain.versions if each.version == name)
        columns.append(Column(name, version.title, version.effective, diagnostics))
        outcomes.append(outcome)
    return side_by_side(scenario.title, scenario.agreement.name, scenario.as_of, columns, outcomes)


def _chosen(scenario: Scenario, names: list[str]) -> list[str]:
    """The versions to compare, each once; one alone follows the scenario's own."""
    known = scenario.agreement.versions
    if names == [ALL]:
        names = list(known)
    for name in names:
        if name not in known:
            few = ", ".join(f"`{each}`" for each in known)
            cure = did_you_mean(name, known) or f"there are {few}"
            raise QuestionError(f"`{scenario.agreement.name}` has no version `{name}`; {cure}")
        if names.count(name) > 1:
            raise QuestionError(f"the version `{name}` is named twice; leave one out")
    if not names:
        raise QuestionError("no version is named; name two, or `all`")
    if len(names) > 1:
        return names
    if len(known) == 1:
        raise QuestionError(
            f"`{scenario.agreement.name}` has one version only, `{names[0]}`; there is nothing to compare"
        )
    day = scenario.as_of.date() if isinstance(scenario.as_of, datetime) else scenario.as_of
    own = scenario.pin or scenario.agreement.version_on(day)
    if own == names[0]:
        raise QuestionError(f"the scenario is about `{own}` already; name another version to compare it with")
    if own is None:
        raise QuestionError(f"no version is in force on {scenario.as_of}; name two versions to compare")
    return [own, *names]
