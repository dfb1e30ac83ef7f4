"""Evaluating a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from evaluator.api.engines import logic_of
from evaluator.api.examine import examine_scenario
from evaluator.api.scenarios import Scenario, with_agreement
from evaluator.check import CheckedScenario, CheckedVersion
from evaluator.diagnostics import Findings, ScenarioError, did_you_mean
from evaluator.engine.answer import Heading, answer
from evaluator.engine.evaluation import Evaluation, Regime
from evaluator.engine.logic import NATIVE
from evaluator.engine.native import NativeEngine
from evaluator.engine.norm_answers import norm_states
from evaluator.engine.outcome import Outcome, State
from evaluator.frozen import replace
from evaluator.values.time import FOREVER, end_of, start_of


def evaluate(
    scenario: Scenario,
    *,
    as_of: date | datetime | None = None,
    agreement: str | None = None,
    readings: Mapping[str, str] | None = None,
    engine: str = NATIVE,
) -> Outcome:
    """Evaluate a scenario.

    Args:
        scenario: What is known, and about which agreement.
        as_of: Another day (its end) or moment than the scenario's.
        agreement: Another agreement or version (`NAME`, `NAME@VERSION`, or a path).
        readings: Options for readings, in addition to those the scenario fixes and before them.
        engine: Which engine decides, `native` or `durable`; they give the same answers.

    Returns:
        The outcome; it is frozen and refers to nothing that changes.

    Raises:
        ScenarioError: the facts do not fit the vocabulary or contradict a constraint, or there is no such version,
            or it has errors, or what the engine needs is not installed.
        AgreementError: an earlier or later version has errors.
        ValueError: there is no such engine.
    """
    evaluation, heading = evaluation_of(scenario, as_of, agreement, readings, engine)
    return answer(evaluation, heading)


def states(
    scenario: Scenario,
    *,
    as_of: date | datetime | None = None,
    agreement: str | None = None,
    readings: Mapping[str, str] | None = None,
    engine: str = NATIVE,
) -> dict[str, State]:
    """The state of every norm and nothing else, several times faster than `evaluate`.

    The arguments and errors are those of `evaluate`.

    Returns:
        The states by address (`clause`, or `clause:member`), in the order of the text.
    """
    evaluation, _ = evaluation_of(scenario, as_of, agreement, readings, engine)
    return norm_states(evaluation)


def evaluation_of(
    scenario: Scenario,
    as_of: date | datetime | None,
    agreement: str | None,
    readings: Mapping[str, str] | None,
    engine: str = NATIVE,
) -> tuple[Evaluation, Heading]:
    """A scenario put to its agreement, and what stands at the head of the answer; arguments as for `evaluate`."""
    logic_of(engine)
    if agreement is not None:
        scenario = with_agreement(scenario, agreement)
    moment = scenario.as_of if as_of is None else as_of
    checked, native = prepare(scenario, moment)
    facts = checked.facts
    if readings:
        check_readings(readings, checked.version)
        facts = replace(facts, readings={**facts.readings, **readings})
    regimes, current = _regimes(scenario, native.program.version, engine)
    evaluation = Evaluation(regimes, current, scenario.pin is not None, facts, end_of(moment))
    return evaluation, Heading(scenario.title, moment, checked.assumptions, checked.idle)


def prepare(scenario: Scenario, as_of: date | datetime) -> tuple[CheckedScenario, NativeEngine]:
    """The scenario's facts checked against the version that governs, and that version's engine.

    Raises:
        ScenarioError: the facts do not fit the vocabulary or contradict a constraint, or no version governs, or the one
            that governs has errors.
    """
    prepared = scenario.prepared.get(as_of)
    if prepared is None:
        findings = Findings()
        prepared = examine_scenario(scenario.written, scenario.agreement, scenario.pin, as_of, findings)
        if prepared is None:
            raise ScenarioError(findings)
        scenario.prepared[as_of] = prepared
    return prepared


def _regimes(scenario: Scenario, version: str, engine: str) -> tuple[list[Regime], int]:
    agreement = scenario.agreement
    make = partial(agreement.engine, name=engine)
    if scenario.pin is not None:
        start = start_of(agreement.program(version).effective)
        return [Regime(version, start, FOREVER, make)], 0
    regimes = [
        Regime(
            each.version,
            start_of(each.effective),
            FOREVER if each.superseded is None else start_of(each.superseded),
            make,
        )
        for each in agreement.chain.versions
    ]
    return regimes, next(index for index, regime in enumerate(regimes) if regime.version == version)


def check_readings(readings: Mapping[str, str], version: CheckedVersion) -> None:
    """Refuse readings that a version does not have, and options that they do not have.

    Raises:
        ScenarioError: there is one.
    """
    findings = Findings()
    for name, option in readings.items():
        reading = version.readings.get(name)
        if reading is None:
            findings.error(
                "E557",
                f"there is no reading `{name}`",
                None,
                help=did_you_mean(name, version.readings)
                or f"this version has {', '.join(f'`{each}`' for each in version.readings) or 'none'}",
            )
        elif option not in reading.options:
            findings.error(
                "E564",
                f"`{option}` is not an option of the reading `{name}`",
                None,
                help=did_you_mean(option, reading.options)
                or f"it is one of {', '.join(f'`{each}`' for each in reading.options)}",
            )
    if findings.has_errors:
        raise ScenarioError(findings)
