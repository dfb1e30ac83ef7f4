"""The calls that commands make into the package (others: `ask_calls`, `mutate_calls`); imports wait until needed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from evaluator.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from evaluator.api.agreements import Agreement
    from evaluator.api.scenarios import Loaded
    from evaluator.comparisons.clause_changes import ClauseChanges
    from evaluator.comparisons.grid import Grid
    from evaluator.comparisons.side_by_side import Comparison
    from evaluator.diagnostics import Diagnostic, Findings
    from evaluator.engine.outcome import Day, Outcome
    from evaluator.explanations.explanation import Explanation
    from evaluator.explanations.flips import Flips
    from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion
    from evaluator.model.pattern import Pattern
    from evaluator.receipts.record import Recorded
    from evaluator.report.expectations import UnmetExpectation
    from evaluator.source import Source
    from evaluator.timelines.timeline import Timeline

STANDARD_INPUT = "-"

Found = TypeVar("Found")


@frozen
class Request:
    """What the options of `evaluate` change of a scenario; `loaded` holds agreements that scenarios share.

    `record` asks for what a receipt says of each evaluation; `engine` is the one that decides.
    """

    as_of: Day | None = None
    agreement: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    libraries: tuple[str, ...] = ()
    loaded: Loaded = field(default_factory=dict, compare=False, repr=False)
    record: bool = False
    engine: str = "native"


@frozen
class Evaluation:
    """The answer to one scenario, its failed expectations, how many there were, and warnings about the input.

    `recorded` is what a receipt says of it, where that was asked for.
    `agreement` is the one that answered; it has the words for sentences.
    """

    outcome: Outcome
    unmet: tuple[UnmetExpectation, ...] = ()
    expectations: int = 0
    warnings: tuple[Diagnostic, ...] = ()
    recorded: Recorded | None = None
    agreement: Agreement | None = None


@frozen
class ScenarioTimeline:
    """The timeline of one scenario, and warnings about the input."""

    timeline: Timeline
    warnings: tuple[Diagnostic, ...] = ()


@frozen
class ScenarioComparison:
    """The comparison of versions of one scenario, and warnings about the input."""

    comparison: Comparison
    warnings: tuple[Diagnostic, ...] = ()


def evaluate_scenario(path: str, request: Request) -> Evaluation:
    """Read and evaluate one scenario, a path or `-`.

    Raises:
        InputError: the scenario or its agreement has errors.
    """
    from evaluator.api.evaluate import evaluate
    from evaluator.api.expectations import check_expectations
    from evaluator.api.scenarios import load_scenario, with_agreement

    scenario = load_scenario(read_input(path), library=request.libraries, loaded=request.loaded)
    asked = scenario if request.agreement is None else with_agreement(scenario, request.agreement)
    recorded = None
    if request.record:
        from evaluator.api.recording import answered

        outcome, recorded = answered(scenario, request.as_of, request.agreement, request.readings, request.engine)
    else:
        outcome = evaluate(asked, as_of=request.as_of, readings=request.readings, engine=request.engine)
    unmet = check_expectations(scenario, outcome)
    return Evaluation(outcome, unmet, len(scenario.written.expect), scenario.warnings, recorded, asked.agreement)


def explanations_of_scenario(
    path: str, addresses: Sequence[str], request: Request, *, full: bool
) -> tuple[list[Explanation], Sequence[Diagnostic]]:
    """Read one scenario, a path or `-`, and explain some of its answers; with warnings about the input.

    Raises:
        InputError: the scenario or its agreement has errors.
    """
    from evaluator.api.explain import explain_some
    from evaluator.api.scenarios import load_scenario
    from evaluator.cli.arguments import chosen_answers

    scenario = load_scenario(read_input(path), library=request.libraries, loaded=request.loaded)
    found = explain_some(
        scenario,
        lambda known: chosen_answers(addresses, known),
        as_of=request.as_of,
        agreement=request.agreement,
        readings=request.readings,
        full=full,
        engine=request.engine,
    )
    return found, scenario.warnings


def flips_of_scenario(
    path: str, addresses: Sequence[str], request: Request, *, full: bool
) -> tuple[list[Flips], Sequence[Diagnostic]]:
    """Read one scenario, a path or `-`, and look for what would change some answers; with warnings about the input.

    Raises:
        InputError: the scenario or its agreement has errors.
    """
    from evaluator.api.flips import flips_of_some
    from evaluator.api.scenarios import load_scenario
    from evaluator.cli.arguments import chosen_answers

    scenario = load_scenario(read_input(path), library=request.libraries, loaded=request.loaded)
    found = flips_of_some(
        scenario,
        lambda known: chosen_answers(addresses, known),
        as_of=request.as_of,
        agreement=request.agreement,
        readings=request.readings,
        full=full,
    )
    return found, scenario.warnings


def timeline_of_scenario(path: str, request: Request, start: date | None, end: date | None) -> ScenarioTimeline:
    """Read one scenario, a path or `-`, and work out its timeline between two days (None: as the scenario suggests).

    Raises:
        InputError: the scenario or its agreement has errors.
    """
    from evaluator.api.scenarios import load_scenario
    from evaluator.api.timeline import timeline

    scenario = load_scenario(read_input(path), library=request.libraries, loaded=request.loaded)
    found = timeline(
        scenario,
        start=start,
        end=end,
        agreement=request.agreement,
        readings=request.readings,
        engine=request.engine,
    )
    return ScenarioTimeline(found, scenario.warnings)


def comparison_of_scenario(path: str, request: Request, versions: Sequence[str]) -> ScenarioComparison:
    """Read one scenario, a path or `-`, and evaluate it under several versions.

    Raises:
        InputError: the scenario or its agreement has errors.
        QuestionError: there is no such version, or nothing to compare it with.
    """
    from evaluator.api.compare import compare
    from evaluator.api.scenarios import load_scenario

    scenario = load_scenario(read_input(path), library=request.libraries, loaded=request.loaded)
    found = compare(scenario, versions, as_of=request.as_of, agreement=request.agreement, readings=request.readings)
    return ScenarioComparison(found, scenario.warnings)


def grid_of_scenario(
    path: str, request: Request, facts: Mapping[str, str], answers: Sequence[str]
) -> tuple[Grid, tuple[Diagnostic, ...]]:
    """Read one scenario, a path or `-`, and evaluate it over a grid of facts; with the warnings about the input.

    Raises:
        InputError: the scenario or its agreement has errors.
        QuestionError: there is no such fact, value or answer, or there are too many cells.
    """
    from evaluator.api.grid import grid
    from evaluator.api.scenarios import load_scenario

    scenario = load_scenario(read_input(path), library=request.libraries, loaded=request.loaded)
    found = grid(
        scenario,
        facts,
        answers=answers,
        as_of=request.as_of,
        agreement=request.agreement,
        readings=request.readings,
    )
    return found, scenario.warnings


def facts_of_scenario(path: str, folders: Sequence[str]) -> tuple[str, ...]:
    """The addresses of the facts of a scenario that can be changed.

    Raises:
        InputError: the scenario or its agreement has errors.
    """
    from evaluator.api.changed import Changes
    from evaluator.api.scenarios import load_scenario

    return Changes(load_scenario(path, library=folders)).addresses()


def check_scenario(path: str, folders: Sequence[str], loaded: Loaded) -> tuple[Diagnostic, ...]:
    """The diagnostics of one scenario and what it rests on; `loaded` holds agreements that scenarios share."""
    from evaluator.api.evaluate import prepare
    from evaluator.api.scenarios import load_scenario
    from evaluator.diagnostics import InputError

    try:
        scenario = load_scenario(read_input(path), library=folders, loaded=loaded)
        prepare(scenario, scenario.as_of)
    except InputError as error:
        return error.diagnostics
    return scenario.warnings


def check_agreement(reference: str, folders: Sequence[str]) -> tuple[Diagnostic, ...]:
    """The diagnostics of one agreement with all its versions, by name or path."""
    from evaluator.api.agreements import load_agreement
    from evaluator.diagnostics import InputError

    try:
        return load_agreement(reference, library=folders).warnings
    except InputError as error:
        return error.diagnostics


def check_pattern(path: str, folders: Sequence[str]) -> tuple[Diagnostic, ...]:
    """The diagnostics of one pattern, of its example and of its worked cases, by path."""
    from evaluator.api.patterns import examine_pattern, load_pattern
    from evaluator.diagnostics import Findings, InputError

    findings = Findings()
    try:
        pattern = load_pattern(path, library=folders)
        examine_pattern(pattern, findings, library=folders)
    except InputError as error:
        return error.diagnostics
    return tuple(findings)


def pattern_names(folders: Sequence[str]) -> tuple[str, ...]:
    """The references of the patterns that clauses can use."""
    from evaluator.api.patterns import pattern_references

    return pattern_references(folders)


def pattern_of(reference: str, folders: Sequence[str]) -> Pattern:
    """A pattern, by name or path.

    Raises:
        AgreementError: there is none, or it has errors.
    """
    from evaluator.api.patterns import load_pattern

    return load_pattern(reference, library=folders)


def agreement_names(folders: Sequence[str]) -> tuple[str, ...]:
    """The names of the agreements that can be found by name."""
    from evaluator.library.locate import available, search_roots

    return tuple(found.name for found in available(search_roots(folders)) if found.name is not None)


def chain_of(reference: str, folders: Sequence[str]) -> AgreementChain:
    """All versions of an agreement, by name or path.

    Raises:
        AgreementError: there is none, or it has errors.
    """
    from evaluator.diagnostics import Findings
    from evaluator.library.load import load_chain
    from evaluator.library.locate import search_roots

    findings = Findings()
    return _without_errors(load_chain(reference, search_roots(folders), findings), findings)


def version_of(
    reference: str, folders: Sequence[str], as_of: Day | None = None
) -> tuple[AgreementChain, ConsolidatedVersion]:
    """The version that a reference pins, else the one that governs on a day, else the last; with all versions.

    Raises:
        AgreementError: there is none, or it has errors.
    """
    from evaluator.diagnostics import Findings
    from evaluator.library.choose_version import choose_version
    from evaluator.library.locate import split_reference

    name, pinned = split_reference(reference)
    chain = chain_of(name, folders)
    last = chain.versions[-1]
    findings = Findings()
    version = choose_version(chain, pinned, last.effective if as_of is None else as_of, findings)
    return chain, _without_errors(version, findings)


def checked_version_of(reference: str, folders: Sequence[str], as_of: Day | None = None) -> tuple[Agreement, str]:
    """An agreement, and the name of its version that `version_of` chooses, which was checked and has no errors.

    Raises:
        AgreementError: there is none, or it has errors.
    """
    from evaluator.api.agreements import Agreement

    chain, version = version_of(reference, folders, as_of)
    agreement = Agreement(chain)
    agreement.checked(version.version)
    return agreement, version.version


def changes_between(first: str, second: str | None, folders: Sequence[str]) -> ClauseChanges:
    """What differs between two versions; without a second one, between a version and the one that it amends.

    Raises:
        AgreementError: there is no such agreement or version, or it has errors.
    """
    from evaluator.api.clause_changes import clause_changes

    return clause_changes(first, second, library=folders)


def agreement_of(path: str) -> str:
    """The agreement that a scenario names, found by its text alone; empty where there is none."""
    file = Path(path)
    text = file.read_text(encoding="utf-8", errors="replace") if path and file.is_file() else ""
    named = re.search(r"^agreement:\s*['\"]?([^\s'\"#]+)", text, re.MULTILINE)
    return named[1] if named else ""


def _without_errors(found: Found | None, findings: Findings) -> Found:
    from evaluator.diagnostics import AgreementError

    if found is None or findings.has_errors:
        raise AgreementError(findings)
    return found


def read_input(path: str) -> str | Source:
    """A path as it is; `-` as what standard input holds, under the name `<stdin>`."""
    if path != STANDARD_INPUT:
        return path
    import sys

    from evaluator.diagnostics import Findings, ScenarioError
    from evaluator.syntax.files import MAX_BYTES, decode_source

    findings = Findings()
    source = decode_source("<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1), findings)
    if source is None:
        raise ScenarioError(findings)
    return source
