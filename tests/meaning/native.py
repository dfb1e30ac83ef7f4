"""Runs the evaluator on texts and Python values, without files."""

from __future__ import annotations

from typing import Any, TypeAlias

from hypothesis import reject

import evaluator
from evaluator.api.agreements import Agreement
from evaluator.api.scenarios import Scenario
from evaluator.check import check_agreement
from evaluator.diagnostics import AgreementError, Findings, ScenarioError
from evaluator.engine.outcome import Outcome
from evaluator.library.load import chain_of
from evaluator.model.read_scenario import read_scenario
from evaluator.source import Source
from evaluator.syntax.yaml_reader import read_yaml

Value: TypeAlias = Any
"""What `evaluate` takes by name."""


def agreement_of(*texts: str) -> Agreement:
    """The agreement whose files (versions, and at most one vocabulary) have these texts.

    Raises:
        AgreementError: it has errors.
    """
    findings = Findings()
    sources = [Source(f"{number}.yaml", text) for number, text in enumerate(texts, 1)]
    chain = chain_of(sources, findings)
    checked = None if chain is None else check_agreement(chain, findings)
    if chain is None or checked is None or findings.has_errors:
        raise AgreementError(findings)
    return Agreement(chain, tuple(findings), {each.version.version: each for each in checked.versions})


def accepted(text: str) -> Agreement:
    """The agreement, where the checker refuses nothing; a generated clause that can never apply or end is passed over.

    Raises:
        AgreementError: it has other errors.
    """
    try:
        return agreement_of(text)
    except AgreementError as error:
        if {each.code for each in error.diagnostics if each.code.startswith("E")} <= {"E531", "E534"}:
            reject()
        raise


def scenario_of(agreement: Agreement, text: str, pin: str | None = None) -> Scenario:
    """The scenario with this text, about an agreement that is at hand.

    Raises:
        ScenarioError: the text is no scenario.
    """
    findings = Findings()
    node = read_yaml(Source("scenario.yaml", text), findings)
    written = None if node is None else read_scenario(node, findings)
    if written is None or findings.has_errors:
        raise ScenarioError(findings)
    return Scenario(written, agreement, pin)


def answer(agreement: str | Agreement, scenario: str, pin: str | None = None, **options: Value) -> Outcome:
    """The outcome of a scenario, all as texts.

    The scenario needs no `agreement` key.

    Raises:
        AgreementError, ScenarioError: one of the texts has errors.
    """
    loaded = agreement_of(agreement) if isinstance(agreement, str) else agreement
    text = scenario if "agreement:" in scenario else f"agreement: {loaded.name}\n{scenario}"
    return evaluator.evaluate(scenario_of(loaded, text, pin), **options)


def errors(error: AgreementError | ScenarioError) -> list[str]:
    """The codes and messages of an error."""
    return [f"{each.code} {each.message}" for each in error.diagnostics]
