"""Patterns: found, listed, and held against their own worked cases."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evaluator.api.agreements import Agreement, examine_agreement
from evaluator.api.evaluate import evaluate
from evaluator.api.expectations import check_expectations
from evaluator.api.scenarios import Scenario
from evaluator.diagnostics import AgreementError, Findings, InputError
from evaluator.frozen import replace
from evaluator.library.load import chain_of_example
from evaluator.library.locate import is_path, search_roots
from evaluator.library.patterns import find_pattern, pattern_of, pattern_roots, references
from evaluator.model.pattern import Pattern, WorkedCase
from evaluator.model.read_scenario import read_scenario
from evaluator.syntax.yaml_tree import Scalar


def pattern_references(library: Iterable[str | Path] = ()) -> tuple[str, ...]:
    """The references (`name@version`) of all patterns in `library` and among those that ship, sorted."""
    return references(pattern_roots(search_roots(library)))


def load_pattern(reference: str, *, library: Iterable[str | Path] = ()) -> Pattern:
    """Load a pattern.

    Args:
        reference: `name@version`, a name alone for its last version, or the path of a file.
        library: Folders in whose `rules/` patterns are looked for, before those that ship.

    Raises:
        AgreementError: it is not found or has errors; all of them are in `diagnostics`.
    """
    findings = Findings()
    if is_path(reference):
        found = pattern_of(Path(reference), reference, findings)
    else:
        found = find_pattern(reference, pattern_roots(search_roots(library)), findings)
    if found is None:
        raise AgreementError(findings)
    return found


def example_of(pattern: Pattern, *, library: Iterable[str | Path] = ()) -> Agreement:
    """The agreement that a pattern gives as its example.

    Raises:
        AgreementError: it has errors.
    """
    findings = Findings()
    found = _example(pattern, library, findings)
    if found is None:
        raise AgreementError(findings)
    return found


def examine_pattern(pattern: Pattern, findings: Findings, *, library: Iterable[str | Path] = ()) -> None:
    """Check a pattern's example and run its worked cases; what fails or is wrong goes to `findings` (E347)."""
    agreement = _example(pattern, library, findings)
    if agreement is None:
        return
    findings.extend(agreement.warnings)
    for case in pattern.cases:
        try:
            _run(case, agreement, findings)
        except InputError as error:
            findings.extend(error.diagnostics)


def worked_case(case: WorkedCase, agreement: Agreement) -> Scenario:
    """A worked case of a pattern as a scenario about the pattern's example.

    Raises:
        AgreementError: the case cannot be read.
    """
    findings = Findings()
    named = (Scalar("agreement", case.span), Scalar(agreement.name, case.span))
    written = read_scenario(replace(case.scenario, entries=(named, *case.scenario.entries)), findings)
    if written is None or findings.has_errors:
        raise AgreementError(findings)
    title = written.title or case.title
    return Scenario(replace(written, title=title), agreement, None)


def _example(pattern: Pattern, library: Iterable[str | Path], findings: Findings) -> Agreement | None:
    chain = chain_of_example(pattern, findings, search_roots(library))
    return None if chain is None else examine_agreement(chain, findings)


def _run(case: WorkedCase, agreement: Agreement, findings: Findings) -> None:
    scenario = worked_case(case, agreement)
    for unmet in check_expectations(scenario, evaluate(scenario)):
        what = f"`{unmet.address}`" + (f" ({unmet.field})" if unmet.field not in ("", "state", "verdict") else "")
        findings.error(
            "E347",
            f"{what} comes out as {unmet.actual}, not {unmet.expected}",
            unmet.span,
            help="correct the pattern, or what its worked case expects",
        )
    if not scenario.written.expect:
        findings.warning("W611", "this worked case expects nothing", case.span, help="add `expect:`")
