"""`clauses show` and `evaluate` with `--format sentences`, and the same from Python."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

import evaluator
from evaluator.cli.clauses import main as clauses
from evaluator.cli.evaluate import main as evaluate
from tests.repository import ROOT
from tests.sentences.goldens import FOLDER

SCENARIO = str(ROOT / "examples" / "panel_confirms_agi.yaml")
LEASE = "equipment_lease@2026-01-01"


def run(command: object, *arguments: str) -> tuple[int, str, str]:
    """The exit code and what a command prints on both streams."""
    result = CliRunner().invoke(command, list(arguments))  # type: ignore[arg-type] # both are commands
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def test_all_clauses_are_said_under_their_titles() -> None:
    """Without a choice every clause of the version is there, once."""
    code, text, errors = run(clauses, "show", LEASE, "--format", "sentences")
    program = evaluator.load_agreement("equipment_lease").program("2026-01-01")
    assert (code, errors) == (0, "")
    assert text.startswith("Equipment lease (equipment_lease@2026-01-01)\n")
    flat = " ".join(text.split())
    assert [flat.count(f"{norm.title} ({norm.clause})") for norm in program.norms.values()] == [1] * len(program.norms)


def test_clauses_can_be_picked() -> None:
    """Only the clauses that are named are said, in the order of the text, with the meaning of their words alone."""
    code, text, _ = run(clauses, "show", LEASE, "--format", "sentences", "--clause", "deposit", "--clause", "rent")
    assert code == 0
    headings = [line for line in text.splitlines() if line.endswith((" (rent)", " (deposit)"))]
    assert [line.rpartition("(")[2] for line in headings] == ["rent)", "deposit)"]
    assert "The deposit sum is 2,400 EUR." in text
    assert "late fee" not in text


def test_an_outcome_is_said_as_its_golden_file_has_it() -> None:
    """What `evaluate` prints is the outcome in sentences and nothing else."""
    code, text, _ = run(evaluate, SCENARIO, "--format", "sentences")
    assert (code, text) == (0, (FOLDER / "outcome_panel_confirms_agi.txt").read_text(encoding="utf-8"))


def test_an_outcome_is_said_in_the_words_of_the_agreement_that_was_asked() -> None:
    """With `--agreement` the words are those of the version that answers."""
    code, text, _ = run(evaluate, SCENARIO, "--format", "sentences", "--agreement", "microsoft_openai@2026-04-27")
    assert code == 0
    assert "“OpenAI may serve all its products from any cloud” (any_cloud) permits OpenAI to serve." in " ".join(
        text.split()
    )


def test_several_outcomes_stand_under_the_names_of_their_files() -> None:
    """As in the other forms for people."""
    _, text, _ = run(evaluate, SCENARIO, SCENARIO, "--format", "sentences", "--party", "panel")
    assert text.count(f"{SCENARIO}\n\n") == 2


@pytest.mark.parametrize(
    ("command", "arguments", "message"),
    [
        (
            clauses,
            ["show", LEASE, "--clause", "rent"],
            "--clause picks what is said in sentences; add --format sentences",
        ),
        (
            clauses,
            ["show", LEASE, "--format", "sentences", "--clause", "rend"],
            "version 2026-01-01 has no clause `rend`; did you mean `rent`?",
        ),
        (clauses, ["show", LEASE, "--format", "sentences", "--expanded"], "leave --expanded out"),
        (evaluate, [SCENARIO, "--timeline", "--format", "sentences"], "says what holds on one day"),
    ],
)
def test_what_makes_no_sense_together_is_refused(command: object, arguments: list[str], message: str) -> None:
    """No option is passed over in silence."""
    code, text, errors = run(command, *arguments)
    assert (code, text) == (2, "")
    assert message in errors


def test_an_agreement_with_errors_is_reported_as_always() -> None:
    """An agreement that cannot be compiled has no sentences."""
    code, text, errors = run(
        clauses, "show", str(ROOT / "tests" / "bad" / "E428_unknown_name.yaml"), "--format", "sentences"
    )
    assert (code, text) == (3, "")
    assert "E428" in errors


def test_python_says_what_the_commands_say() -> None:
    """`say` gives the paragraphs of the command, `say_clause` those of one clause and of its words."""
    scenario = evaluator.load_scenario(SCENARIO)
    said = evaluator.say(evaluator.evaluate(scenario), scenario.agreement)
    assert " ".join(said.split()) == " ".join((FOLDER / "outcome_panel_confirms_agi.txt").read_text("utf-8").split())
    agreement = evaluator.load_agreement("equipment_lease")
    clause, words = evaluator.say_clause(agreement, "deposit").split("\n\n")
    assert clause.startswith("Orla Joinery must pay to Kestrel Machinery. This clause covers an act only if")
    assert words == "The deposit sum is 2,400 EUR."


def test_a_clause_that_is_not_there_is_named_with_what_is_near() -> None:
    """A slip of the pen is told as such."""
    agreement = evaluator.load_agreement("equipment_lease")
    with pytest.raises(KeyError, match=r"version 2026-01-01 has no clause `depositt`; did you mean `deposit`\?"):
        evaluator.say_clause(agreement, "depositt", "2026-01-01")
