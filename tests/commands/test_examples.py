"""The commands with the engine behind them, on the agreement and the scenarios that ship."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from evaluator.api.evaluate import evaluate
from evaluator.api.expectations import check_expectations
from evaluator.api.scenarios import Loaded, load_scenario
from evaluator.cli.clauses import main as clauses
from evaluator.cli.evaluate import main
from evaluator.report import as_csv, as_markdown, terminal
from evaluator.report.data import outcome_data, schema_text
from tests.repository import ROOT

EXAMPLE = ROOT / "examples" / "panel_confirms_agi.yaml"
EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))
FOLDERS = sorted({path.parent for path in EXAMPLES})


@pytest.mark.once
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_example_is_as_expected_and_can_be_shown(folder: Path) -> None:
    """Scenarios that ship meet their expectations, fit the schema, and can be shown in every form."""
    validator = Draft202012Validator(json.loads(schema_text()))
    loaded: Loaded = {}
    for path in sorted(folder.glob("*.yaml")):
        scenario = load_scenario(path, loaded=loaded)
        outcome = evaluate(scenario)
        assert check_expectations(scenario, outcome) == (), path.name
        assert scenario.warnings == (), path.name
        validator.validate(outcome_data(outcome))
        assert as_csv.render_all([outcome])
        assert as_markdown.render(outcome)
        assert terminal.render(outcome, width=100)


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "json"])
def test_examples_are_evaluated_together(runner: CliRunner, form: str) -> None:
    """One scenario of each folder, of several agreements, in one run and in every form."""
    some = [min(folder.glob("*.yaml")) for folder in FOLDERS]
    result = runner.invoke(main, [*map(str, some), "--format", form])
    assert result.exit_code == 0, result.stderr
    assert len(result.stdout.splitlines()) > len(some)
    if form == "json":
        assert len(json.loads(result.stdout)) == len(some)


def test_standard_input_is_a_scenario(runner: CliRunner) -> None:
    """`-` gives the same answer as the file, byte for byte."""
    by_name = runner.invoke(main, [str(EXAMPLE), "--format", "json"])
    by_input = runner.invoke(main, ["-", "--format", "json"], input=EXAMPLE.read_bytes())
    assert by_input.exit_code == 0, by_input.stderr
    assert by_input.stdout_bytes == by_name.stdout_bytes


def test_errors_on_standard_input_name_it(runner: CliRunner) -> None:
    """A broken text on standard input is shown under `<stdin>`."""
    result = runner.invoke(main, ["-"], input="agreement: lease\nas_of: [\n")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "<stdin>:" in result.stderr


def test_options_change_the_answer(runner: CliRunner) -> None:
    """Another day, another version and another reading give other answers."""

    def answer(*options: str) -> dict[str, object]:
        result = runner.invoke(main, [str(EXAMPLE), "--format", "json", *options])
        found: dict[str, object] = json.loads(result.stdout)
        return found

    assert answer("--as-of", "2028-01-01")["as_of"] == "2028-01-01"
    assert answer("--agreement", "microsoft_openai@2026-04-27")["version"] == "2026-04-27"
    assert answer("--agreement", "microsoft_openai@2026-04-27")["pinned"] is True
    assert answer("--reading", "joint_api_end=open_ended") != answer()


@pytest.mark.parametrize(
    ("reading", "message"),
    [
        ("until_aggi=declared", "there is no reading `until_aggi`; did you mean `until_agi`?"),
        ("until_agi=declred", "`declred` is not an option of the reading `until_agi`; did you mean `declared`?"),
    ],
)
def test_a_reading_that_is_not_there_is_wrong_usage(runner: CliRunner, reading: str, message: str) -> None:
    """A misspelt reading or option on the command line is exit code 2 with a suggestion."""
    result = runner.invoke(main, [str(EXAMPLE), "--reading", reading])
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split())


def test_a_failed_expectation_names_its_line(runner: CliRunner, tmp_path: Path) -> None:
    """Expected stands beside actual, with file and line."""
    file = tmp_path / "s.yaml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("research_ip: ended", "research_ip: in_force")
    file.write_text(text, encoding="utf-8")
    result = runner.invoke(main, [str(file), "--format", "json"])
    line = 1 + text.split("\n").index("  research_ip: in_force")
    assert result.exit_code == 1
    assert f"{file}:{line}  research_ip state  in_force  not_in_force" in result.stderr


def test_a_missing_file_is_an_error_of_the_input(runner: CliRunner) -> None:
    """A scenario that is not there is exit code 3, with a cure."""
    result = runner.invoke(main, ["nowhere.yaml"])
    assert (result.exit_code, result.stdout) == (3, "")
    assert "there is no file `nowhere.yaml`" in result.stderr


def test_all_that_ships_is_checked(runner: CliRunner) -> None:
    """`clauses check` finds nothing to say about the agreements and scenarios that ship."""
    result = runner.invoke(clauses, ["check", str(ROOT / "clauses"), str(ROOT / "examples"), "--strict"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"3 agreements and {len(EXAMPLES)} scenarios checked: no problems\n"
