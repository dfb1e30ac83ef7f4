"""Whatever is loaded and evaluated, the result is an outcome or findings that can be shown; never a traceback."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import AgreementError, ScenarioError, evaluate, load_agreement, load_scenario
from evaluator.api.patterns import examine_pattern, load_pattern
from evaluator.diagnostics import Diagnostic, Findings
from evaluator.report.data import outcome_data
from evaluator.report.diagnostics import render
from evaluator.source import Source
from tests.fuzz.mutations import mutated
from tests.language.agreement_texts import agreements, scenarios
from tests.meaning.effort import effort
from tests.repository import ROOT

pytestmark = pytest.mark.once

CLAUSES = ROOT / "clauses" / "microsoft_openai"
VERSIONS = sorted(CLAUSES.glob("*.yaml"))
PATTERNS = sorted((ROOT / "rules").glob("*/*.yaml"))
EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))


def check_refused(error: AgreementError | ScenarioError) -> None:
    """What is refused is refused for a reason that can be shown."""
    assert error.diagnostics
    check_shown(error.diagnostics)


def check_shown(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Findings have words, and places inside their sources; all of it can be printed."""
    for found in diagnostics:
        assert found.message
        for span in (found.span, *(label.span for label in found.others)):
            assert span is None or 0 <= span.start <= span.end <= len(span.source.text)
    assert bool(render(diagnostics)) == bool(diagnostics)


def check_agreement(folder: Path) -> None:
    """Load an agreement from a folder."""
    try:
        check_shown(load_agreement(folder).warnings)
    except AgreementError as error:
        check_refused(error)


def check_scenario(text: str, library: Path) -> None:
    """Load and evaluate a scenario, explanations included."""
    try:
        outcome_data(evaluate(load_scenario(Source("scenario.yaml", text), library=[library])))
    except (AgreementError, ScenarioError) as error:
        check_refused(error)


@effort(20)  # each checks all versions
@given(st.sampled_from(VERSIONS), st.data())
def test_a_changed_version_is_an_agreement_or_has_findings(changed: Path, drawn: st.DataObject) -> None:
    """A slip in one file of the bundled agreement never ends in a traceback, alone or under a scenario."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "microsoft_openai"
        copy.mkdir()
        for path in VERSIONS:
            text = path.read_text(encoding="utf-8")
            (copy / path.name).write_text(mutated(text, drawn) if path == changed else text, encoding="utf-8")
        check_agreement(copy)
        example_file = drawn.draw(st.sampled_from(EXAMPLES))
        check_scenario(example_file.read_text(encoding="utf-8"), Path(folder))


@effort(60)
@given(st.sampled_from(EXAMPLES), st.data())
def test_a_changed_scenario_has_an_outcome_or_findings(path: Path, drawn: st.DataObject) -> None:
    """A slip in a scenario never ends in a traceback."""
    check_scenario(mutated(path.read_text(encoding="utf-8"), drawn), ROOT / "clauses")


@effort(20)  # each checks a large agreement
@given(st.sampled_from(PATTERNS), st.data())
def test_a_changed_pattern_is_a_pattern_or_has_findings(path: Path, drawn: st.DataObject) -> None:
    """A slip in a pattern never ends in a traceback, neither in its worked cases nor in agreements that use it."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "rules" / path.parent.name / path.name
        copy.parent.mkdir(parents=True)
        copy.write_text(mutated(path.read_text(encoding="utf-8"), drawn), encoding="utf-8")
        findings = Findings()
        try:
            examine_pattern(load_pattern(str(copy)), findings)
            check_shown(tuple(findings))
        except AgreementError as error:
            check_refused(error)
        name = drawn.draw(st.sampled_from(("microsoft_openai", "cloud_services")))
        try:
            check_shown(load_agreement(name, library=[folder]).warnings)
        except AgreementError as error:
            check_refused(error)


@given(agreements(), scenarios())
def test_a_generated_agreement_has_outcomes_or_findings(agreement: str, scenario: str) -> None:
    """Words of the language in any order are an agreement with outcomes, or have findings."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "made.yaml").write_text(agreement, encoding="utf-8")
        check_agreement(Path(folder) / "made.yaml")
        check_scenario(scenario, Path(folder))
