"""A scenario held against the version that governs it, with all problems of both at once."""

from __future__ import annotations

from datetime import date, datetime

from evaluator.api.agreements import Agreement
from evaluator.api.contradictions import check_facts
from evaluator.check import CheckedScenario, CheckedVersion, check_scenario
from evaluator.diagnostics import Findings
from evaluator.engine.native import NativeEngine
from evaluator.library.choose_version import choose_version
from evaluator.model.scenario import Scenario

Prepared = tuple[CheckedScenario, NativeEngine]
"""A scenario whose facts make sense, and the engine of the version that governs it."""


def examine_scenario(
    written: Scenario,
    agreement: Agreement,
    pin: str | None,
    as_of: date | datetime,
    findings: Findings,
    *,
    incomplete: bool = False,
) -> Prepared | None:
    """Check a scenario against the version that governs it.

    Args:
        written: The scenario as read.
        agreement: The agreement it is about.
        pin: The version that governs; None for the one in force on `as_of`.
        as_of: The day (its end) or the moment asked about.
        findings: Takes all problems of the version and of the scenario.
        incomplete: Some of the scenario could not be read and was left out; nobody is told that it is missing.

    Returns:
        The checked scenario and the engine; None if `findings` has errors, made here or before.
    """
    version = governing_version(written, agreement, pin, as_of, findings)
    checked = None if version is None else check_scenario(written, version, as_of, findings, incomplete=incomplete)
    if checked is None:
        return None
    engine = agreement.engine(checked.version.version.version)
    check_facts(checked, engine, findings)
    return None if findings.has_errors else (checked, engine)


def governing_version(
    written: Scenario, agreement: Agreement, pin: str | None, as_of: date | datetime, findings: Findings
) -> CheckedVersion | None:
    """The version that governs a scenario, checked, with its problems in `findings`; None where there is none."""
    span = written.agreement.span if pin is None or pin in written.agreement.text else None
    version = choose_version(agreement.chain, pin, as_of, findings, span=span)
    return None if version is None else agreement.examine(version.version, findings)
