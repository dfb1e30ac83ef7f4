"""`clauses mutate` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from evaluator.cli.clauses import main
from evaluator.report.survey_data import schema_text
from tests.mutations.club import SCENARIOS, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The agreement and its scenarios."""
    written(tmp_path, SCENARIOS)
    return tmp_path


def test_survivors_are_listed_by_file_and_line(runner: CliRunner, folder: Path) -> None:
    """How many were killed, then each survivor with its place and what was changed."""
    result = runner.invoke(main, ["mutate", str(folder / "club.yaml"), str(folder)])
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "club: 26 mutants, put to 5 scenarios"
    assert lines[1] == "17 killed (68.0% of 25), 8 survivors, 1 refused by the checks"
    assert "  12: crowded means: > becomes >=" in lines
    assert "  26: no_late_swim except lesson: left out: swim.lesson" in lines


def test_the_data_fit_the_schema(runner: CliRunner, folder: Path) -> None:
    """JSON has the total, the killed and the survivors, and is what the schema says."""
    result = runner.invoke(main, ["mutate", str(folder / "club.yaml"), str(folder), "--format", "json"])
    found = json.loads(result.stdout)
    Draft202012Validator.check_schema(json.loads(schema_text()))
    Draft202012Validator(json.loads(schema_text())).validate(found)
    assert (found["total"], found["killed"], len(found["survivors"])) == (25, 17, 8)


def test_markdown_has_a_table(runner: CliRunner, folder: Path) -> None:
    """The survivors stand in a table."""
    result = runner.invoke(main, ["mutate", str(folder / "club.yaml"), str(folder), "--format", "markdown"])
    assert "| Place | Part | Survived |" in result.stdout


def test_what_is_found_kills(runner: CliRunner, folder: Path) -> None:
    """Each scenario that `--find` shows, written beside the others, kills its survivor, and passes as the text is.

    One mutant is none: guests are events, which are there from their day on, so that it need not be asked for.
    """
    arguments = ["mutate", str(folder / "club.yaml"), str(folder), "--format", "json"]
    found = json.loads(runner.invoke(main, [*arguments, "--find"]).stdout)
    killers = [each["killer"] for each in found["survivors"] if each["killer"]]
    assert found["searched"] is True
    assert len(killers) == len(found["survivors"]) - 1 == 7
    for number, text in enumerate(dict.fromkeys(killers)):
        named = text.replace("agreement: club\n", "agreement: ./club.yaml\n")
        (folder / f"found_{number}.yaml").write_text(named, encoding="utf-8")
    after = json.loads(runner.invoke(main, arguments).stdout)
    assert [each["was"] for each in after["survivors"]] == ["where (guest.on <= today)"]


@pytest.mark.parametrize(("percent", "code"), [("68", 0), ("68.1", 1)])
def test_too_few_killed_is_a_finding(runner: CliRunner, folder: Path, percent: str, code: int) -> None:
    """`--at-least` makes it a gate."""
    arguments = ["mutate", str(folder / "club.yaml"), str(folder), "--at-least", percent]
    assert runner.invoke(main, arguments).exit_code == code


@pytest.mark.parametrize(
    ("agreement", "scenario", "code", "words"),
    [
        ("club.yaml@2025-01-01", ".", 2, "there is no version `2025-01-01`"),
        ("club.yaml", "club.yaml", 2, "there is no scenario in"),
        ("nothing.yaml", ".", 3, "error[E"),
        ("club.yaml", "missing.yaml", 2, "does not exist"),
    ],
)
def test_what_cannot_be_done_is_said(
    runner: CliRunner,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    agreement: str,
    scenario: str,
    code: int,
    words: str,
) -> None:
    """A wrong command ends with exit code 2, a file with errors with 3; each says what to do."""
    monkeypatch.chdir(folder)
    result = runner.invoke(main, ["mutate", agreement, scenario])
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
