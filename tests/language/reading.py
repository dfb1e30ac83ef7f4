"""Short ways from a text to what was read, for the tests of this folder."""

from collections.abc import Iterable
from textwrap import dedent

from evaluator.diagnostics import Findings
from evaluator.library.consolidated import AgreementChain
from evaluator.library.load import chain_of
from evaluator.model.agreement import AgreementVersion, Clause
from evaluator.model.read_agreement import read_agreement
from evaluator.model.read_scenario import read_scenario
from evaluator.model.scenario import Scenario
from evaluator.source import Source
from evaluator.syntax.yaml_reader import read_yaml

HEAD = """
agreement: lease
version: 2026-01-01
parties: [tenant, owner]
actions: {use_studio: {}}
"""
CLAUSES = "clauses: {access: {who: tenant, may: use_studio}}\n"


def codes(findings: Iterable[object]) -> list[str]:
    """The codes of findings, in the order of their places."""
    return [getattr(finding, "code", "") for finding in findings]


def agreement(text: str) -> AgreementVersion:
    """The version that a text without errors says."""
    findings = Findings()
    node = read_yaml(Source("agreement.yaml", dedent(text)), findings)
    version = None if node is None else read_agreement(node, findings)
    assert codes(findings) == []
    assert version is not None
    return version


def lease(more: str) -> AgreementVersion:
    """A small agreement with more keys."""
    return agreement(HEAD + CLAUSES + dedent(more))


def clause(keys: str) -> Clause:
    """The one clause of a small agreement, written as a flow mapping without its braces."""
    return agreement(f"{HEAD}clauses: {{only: {{{keys}}}}}\n").clauses[0]


def scenario(text: str) -> Scenario:
    """The scenario that a text without errors says."""
    findings = Findings()
    node = read_yaml(Source("scenario.yaml", dedent(text)), findings)
    read = None if node is None else read_scenario(node, findings)
    assert codes(findings) == []
    assert read is not None
    return read


def chain(*texts: str) -> AgreementChain:
    """The chain of versions that files without errors make."""
    findings = Findings()
    made = chain_of([Source(f"{number}.yaml", dedent(text)) for number, text in enumerate(texts)], findings)
    assert codes(findings) == []
    assert made is not None
    return made


def complaints(*texts: str) -> list[str]:
    """The codes that the files of an agreement earn."""
    findings = Findings()
    chain_of([Source(f"{number}.yaml", dedent(text)) for number, text in enumerate(texts)], findings)
    return codes(findings)
