"""The page of rows and the clauses of the bundled agreement say the same, and its scenarios are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import evaluator
from tests.repository import ROOT

PAGE = ROOT / "docs" / "microsoft_openai_rows.md"
EXAMPLES = ROOT / "examples"
FOLDERS = ("agi", "clouds", "compute", "ip", "money", "versions")

ROWS = [
    *(f"Z{number}" for number in range(1, 4)),
    *(f"A{number}" for number in range(1, 6)),
    "A5r",
    *(f"A{number}" for number in range(6, 15)),
    *(f"OX{number}" for number in range(1, 4)),
    *(f"B{number}" for number in range(1, 14)),
    *(f"C{number}" for number in range(1, 10)),
    "C9d",
    *(f"C{number}" for number in range(10, 23)),
    *(f"JS{number}" for number in range(1, 3)),
    *(f"D{number}" for number in range(1, 14) if number != 9),
    *(f"P{number}" for number in range(8)),
]
QUESTIONS = [f"SC-{number:02}" for number in (1, 3, 5, 6, 7, 15, 21, 24, 29, 30, 36, 39, 45, 48, 50, 53, 61, 64, 65)]
NAMED = re.compile(r"(\w+) \((\d{4}-\d{2}-\d{2})\)")


def lines(pattern: str) -> list[list[str]]:
    """The cells of every table line of the page whose first cell matches."""
    tables = (line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| "))
    split = ([cell.strip() for cell in line.strip("|").split("|")] for line in tables)
    return [cells for cells in split if re.fullmatch(pattern, cells[0])]


def row_lines() -> list[list[str]]:
    """The lines of the rows, clauses and proposals alike."""
    return lines(r"(Z|A|OX|B|C|JS|D|P)\d+[rd]?")


def open_lines() -> list[list[str]]:
    """The lines of the last table: what has to stay open, in which file, under which name."""
    text = PAGE.read_text(encoding="utf-8")
    section = text[text.index("## What has to stay open") : text.index("## Where we differ")]
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return found[2:]


def named(cells: list[str]) -> set[tuple[str, str]]:
    """The names and versions in the third cell of a row."""
    return {(name, version) for name, version in NAMED.findall(cells[2])}


@pytest.fixture(scope="module")
def agreement() -> evaluator.Agreement:
    """The bundled agreement."""
    return evaluator.load_agreement(ROOT / "clauses" / "microsoft_openai")


def test_every_row_has_one_line() -> None:
    """Each row is named once, in its order, and no row is invented."""
    assert sorted(cells[0] for cells in row_lines()) == sorted(ROWS)


def test_every_row_is_a_clause_or_says_why_not() -> None:
    """A row without clause gives a reason, and a row's cell holds nothing but names with versions."""
    for row, _, clauses, remark in row_lines():
        assert clauses == "none" or not NAMED.sub("", clauses).strip(", "), row
        assert clauses != "none" or remark, row


def test_every_clause_a_row_names_stands_in_that_version(agreement: evaluator.Agreement) -> None:
    """A clause is in force in the version a row gives, stated there or inherited; a proposal is recorded there."""
    for cells in row_lines():
        for name, version in named(cells):
            standing = agreement.checked(version).version
            if cells[0].startswith("P"):
                assert name in {proposal.name.text for proposal in standing.written.proposals}, (cells[0], name)
            else:
                assert name in standing.clauses, (cells[0], name)
                assert standing.clauses[name].stands, (cells[0], name)


def test_every_clause_and_proposal_comes_from_a_row(agreement: evaluator.Agreement) -> None:
    """What a version states itself is named, with that version, by some row."""
    sources = {each for cells in row_lines() for each in named(cells)}
    written = [(version, agreement.checked(version).version.written) for version in agreement.versions]
    stated = {(clause.id.text, version) for version, text in written for clause in text.clauses}
    stated |= {(proposal.name.text, version) for version, text in written for proposal in text.proposals}
    assert stated - sources == set()


def test_every_question_has_its_files() -> None:
    """Each question is answered by files that exist, and the one about contradicting facts by this module."""
    answered = {cells[0]: re.findall(r"[\w/]+\.(?:yaml|py)", cells[2]) for cells in lines(r"SC-\d+")}
    assert list(answered) == QUESTIONS
    for question, files in answered.items():
        assert files, question
        for file in files:
            assert ((EXAMPLES if file.endswith(".yaml") else ROOT) / file).is_file(), file


@pytest.mark.parametrize("cells", open_lines(), ids=lambda cells: cells[0])
def test_what_is_open_is_undetermined(cells: list[str]) -> None:
    """What has to stay open comes out undetermined: a norm, an act, or what the page names of a norm."""
    _, file, name = cells
    outcome = evaluator.evaluate(evaluator.load_scenario(EXAMPLES / file))
    assert word(outcome, name) == "undetermined"


def word(outcome: evaluator.Outcome, name: str) -> str:
    """The state of a norm, the verdict of an act, or `undetermined` if what has become of a norm is open."""
    name, _, field = name.partition(" ")
    if name in {act.id for act in outcome.acts}:
        return outcome.act(name).verdict.value
    norm = next(norm for norm in outcome.norms if norm.address == name)
    match field:
        case "":
            return norm.state.value
        case "performance":
            return norm.performance or "undetermined"
        case "amount" | "due":
            found = getattr(norm, field)
            return "undetermined" if found.at_least != found.at_most else "known"
        case _:
            raise ValueError(field)


def test_every_scenario_of_the_agreement_expects_something() -> None:
    """No file in these folders is a question without an expected answer."""
    files = [file for folder in FOLDERS for file in sorted((EXAMPLES / folder).glob("*.yaml"))]
    assert [file for file in files if "\nexpect:\n" not in file.read_text(encoding="utf-8")] == []


def test_a_verdict_before_its_declaration_is_refused(tmp_path: Path) -> None:
    """A declaration verified before it was made contradicts the vocabulary, so nothing is evaluated."""
    scenario = tmp_path / "contradiction.yaml"
    scenario.write_text(
        "agreement: microsoft_openai@2025-10-28\nas_of: 2029-06-01\nfacts:\n"
        "  declaration: [{id: claim, by: openai, on: 2029-01-10}]\n"
        "  verdict: [{of: claim, on: 2028-12-01, result: verified}]\n",
        encoding="utf-8",
    )
    with pytest.raises(evaluator.ScenarioError) as refused:
        evaluator.evaluate(evaluator.load_scenario(scenario))
    assert [each.code for each in refused.value.diagnostics] == ["E570"]


def test_verdict_and_declaration_of_one_day_are_possible(tmp_path: Path) -> None:
    """A declaration may be verified on its own day."""
    scenario = tmp_path / "one_day.yaml"
    scenario.write_text(
        "agreement: microsoft_openai@2025-10-28\nas_of: 2029-06-01\ncomplete: yes\nfacts:\n"
        "  declaration: [{id: claim, by: openai, on: 2029-01-10}]\n"
        "  verdict: [{of: claim, on: 2029-01-10, result: verified}]\n",
        encoding="utf-8",
    )
    outcome = evaluator.evaluate(evaluator.load_scenario(scenario))
    assert outcome["research_ip"].state.value == "not_in_force"
