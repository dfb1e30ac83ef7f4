"""The patterns that ship: complete, right in their worked cases, and frozen once they are published."""

from hashlib import sha256
from pathlib import Path

import pytest

from evaluator.api.agreements import examine_agreement
from evaluator.api.evaluate import evaluate
from evaluator.api.patterns import examine_pattern, example_of, load_pattern, pattern_references, worked_case
from evaluator.api.scenarios import Scenario
from evaluator.diagnostics import Findings
from evaluator.frozen import replace
from evaluator.library.load import chain_of
from evaluator.report.data import outcome_data
from tests.patterns.written_out import written_out
from tests.repository import ROOT

pytestmark = pytest.mark.once

SHIPPED = pattern_references()
NAMES = {
    "assignment_consent",
    "audit_right",
    "capability_gate",
    "change_of_control",
    "exclusivity",
    "licence",
    "most_favoured_nation",
    "non_compete",
    "purchase_commitment",
    "renewal_option",
    "revenue_share",
    "right_of_first_offer",
    "right_of_first_refusal",
    "termination_for_convenience",
    "verified_trigger",
}
RULES = ROOT / "rules"


def test_the_library_has_what_it_promises() -> None:
    """Each pattern of the standard library is there."""
    assert {reference.partition("@")[0] for reference in SHIPPED} == NAMES


@pytest.mark.parametrize("reference", SHIPPED)
def test_a_shipped_pattern_is_right_in_its_worked_cases(reference: str) -> None:
    """Neither the pattern nor its example nor one of its worked cases gives a finding, not even a warning."""
    findings = Findings()
    examine_pattern(load_pattern(reference), findings)
    assert list(findings) == []


@pytest.mark.parametrize("reference", SHIPPED)
def test_a_shipped_pattern_says_what_it_is(reference: str) -> None:
    """A pattern has a title, a purpose, a remark on every parameter, and at least five cases that expect something."""
    pattern = load_pattern(reference)
    assert pattern.title
    assert pattern.purpose
    assert [each.name.text for each in pattern.parameters if not each.note] == []
    assert len(pattern.cases) >= 5
    assert all(case.scenario.get("expect") is not None for case in pattern.cases)


@pytest.mark.parametrize("reference", SHIPPED)
def test_a_use_means_what_it_is_written_out_as(reference: str) -> None:
    """The clauses that a use stands for, written into the agreement by hand, give the same outcome in every case."""
    pattern = load_pattern(reference)
    example = example_of(pattern)
    findings = Findings()
    chain = chain_of([written_out(pattern, example)], findings)
    by_hand = None if chain is None else examine_agreement(chain, findings)
    assert by_hand is not None, [(found.message, found.span and found.span.place) for found in findings]
    for case in pattern.cases:
        scenario = worked_case(case, example)
        assert _answers(scenario) == _answers(replace(scenario, agreement=by_hand, prepared={}))


def test_a_published_pattern_never_changes() -> None:
    """Each file of a published version has the checksum under which it was published."""
    assert changed((RULES / "published.sha256").read_text(encoding="utf-8"), RULES) == []


def test_a_change_of_a_published_pattern_is_seen(tmp_path: Path) -> None:
    """A changed file, and one that has gone, are named."""
    (tmp_path / "promise").mkdir()
    (tmp_path / "promise" / "1.yaml").write_text("pattern: promise\n", encoding="utf-8")
    published = f"{sha256(b'pattern: promise').hexdigest()}  promise/1.yaml\n{'0' * 64}  promise/2.yaml\n"
    assert changed(published, tmp_path) == ["promise/1.yaml", "promise/2.yaml"]
    checksum = sha256((tmp_path / "promise" / "1.yaml").read_bytes()).hexdigest()
    assert changed(f"{checksum}  promise/1.yaml\n", tmp_path) == []


def changed(published: str, folder: Path) -> list[str]:
    """The published files that are not as they were published."""
    found = []
    for line in published.splitlines():
        checksum, name = line.split(maxsplit=1)
        file = folder / name
        if not file.is_file() or sha256(file.read_bytes()).hexdigest() != checksum:
            found.append(name)
    return found


def _answers(scenario: Scenario) -> object:
    """The outcome without what tells where a clause was written."""
    data = outcome_data(evaluate(scenario))
    norms = data["norms"]
    assert isinstance(norms, list)
    for norm in norms:
        assert isinstance(norm, dict)
        del norm["place"], norm["pattern"]
    return data
