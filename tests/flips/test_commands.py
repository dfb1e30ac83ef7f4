"""`evaluate --flip` writes each form where it belongs, and says how wrong usage is put right."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import evaluator
from evaluator.cli.evaluate import main
from evaluator.report.flip_data import flips_data, schema_text
from evaluator.report.flip_text import render, render_markdown
from tests.report.schema_parts import objects
from tests.repository import ROOT

PANEL = str(ROOT / "examples" / "panel_confirms_agi.yaml")
SCHEMA = json.loads(schema_text())


def test_each_form_is_its_report(runner: CliRunner) -> None:
    """Standard output holds what the report writes, byte for byte, in the order asked for."""
    scenario = evaluator.load_scenario(PANEL)
    found = [evaluator.flips(scenario, each) for each in ("move_to_aws", "research_ip")]
    for form, text in (
        ("table", "\n".join(render(each, width=100) for each in found)),
        ("markdown", "\n".join(render_markdown(each) for each in found)),
        ("json", json.dumps([flips_data(each) for each in found], indent=2) + "\n"),
    ):
        result = runner.invoke(main, [PANEL, "--flip", "move_to_aws", "--flip", "research_ip", "--format", form])
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == text


def test_other_options_are_obeyed(runner: CliRunner) -> None:
    """A day, a version and a reading are those of the answer that is asked about."""
    result = runner.invoke(main, [PANEL, "--flip", "research_ip", "--as-of", "2029-04-01", "--format", "json"])
    (found,) = json.loads(result.stdout)
    assert (found["as_of"], found["answer"]["state"]) == ("2029-04-01", "in_force")
    days = [each["changes"][0]["becomes"] for each in found["flips"] if each["changes"][0]["address"] == "as_of"]
    assert "2029-05-02" in days
    arguments = [PANEL, "--flip", "move_to_aws", "--as-of", "2029-02-01", "--format", "json"]
    (found,) = json.loads(runner.invoke(main, [*arguments, "--reading", "until_agi=declared"]).stdout)
    readings = [change for each in found["flips"] for change in each["changes"] if "reading" in change["address"]]
    assert {"address": "reading.until_agi", "was": "declared", "becomes": "verified", "direction": ""} in readings


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--flip", "reserch_ip"], "did you mean `research_ip`?"),
        (["--flip", "research_ip:d"], "`research_ip` is one norm without members; write research_ip"),
        (["--flip", "research_ip", "--why", "research_ip"], "leave --flip out"),
        (["--flip", "research_ip", "--party", "openai"], "--flip looks for what would change single answers; leave"),
        (["--flip", "research_ip", "--timeline"], "leave --timeline out"),
        (["--flip", "research_ip", "--strict"], "leave --strict out"),
        (["--flip", "research_ip", "--grid", "as_of=2029-01-01"], "leave --grid out"),
        (["--flip", "research_ip", "--format", "csv"], "--flip has the forms table, json, markdown, not csv"),
        (["--full"], "add --why CLAUSE or --flip CLAUSE"),
        (["--flip", "research_ip", "--reading", "until_agi=declred"], "did you mean"),
    ],
)
def test_wrong_usage_is_refused(runner: CliRunner, arguments: list[str], message: str) -> None:
    """Exit code 2, nothing on standard output, and a cure."""
    result = runner.invoke(main, [PANEL, *arguments])
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split())


def test_a_broken_scenario_is_told_and_the_others_are_answered(runner: CliRunner, tmp_path: Path) -> None:
    """Exit code 3, with its diagnostics; each of several has its name."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("agreement: microsoft_openai\nas_of: 2029-06-01\nfacts: {verdct: none}\n", encoding="utf-8")
    result = runner.invoke(main, [str(broken), PANEL, "--flip", "research_ip"])
    assert result.exit_code == 3
    assert "E552" in result.stderr
    assert result.stdout.startswith(PANEL)
    assert "would be in force" in result.stdout


def test_what_would_change_an_unknown_address_is_a_key_error() -> None:
    """The message names what there is; a size below one is a value error."""
    scenario = evaluator.load_scenario(PANEL)
    with pytest.raises(KeyError, match="research_ip"):
        evaluator.flips(scenario, "reserch_ip")
    with pytest.raises(ValueError, match="at least 1, not 0"):
        evaluator.flips(scenario, "research_ip", size=0)


def test_the_schema_is_closed_and_described() -> None:
    """Every object requires and describes its keys and allows no others."""
    Draft202012Validator.check_schema(SCHEMA)
    for part in objects(SCHEMA):
        properties = part["properties"]
        assert isinstance(properties, dict)
        assert part["required"] == list(properties)
        assert part["additionalProperties"] is False
        assert all("description" in each or "$ref" in each for each in properties.values())


@pytest.mark.parametrize("name", ["agi/the_panel_rejects_agi", "money/share_for_2027", "compute/self_build"])
def test_what_is_written_fits_the_schema(name: str) -> None:
    """The data of every answer of some scenarios is what the schema describes."""
    scenario = evaluator.load_scenario(ROOT / "examples" / f"{name}.yaml")
    outcome = evaluator.evaluate(scenario)
    validator = Draft202012Validator(SCHEMA)
    for address in [*outcome.addresses[:12], *(act.id for act in outcome.acts)]:
        validator.validate(flips_data(evaluator.flips(scenario, address, size=1)))


def test_rows_are_plain() -> None:
    """A row for each change, numbered by flip, of text and numbers only."""
    found = evaluator.flips(evaluator.load_scenario(PANEL), "research_ip")
    rows = found.rows()
    assert [row["flip"] for row in rows] == [1, 2, 3, 4, 5]
    assert all(isinstance(value, str | int) for row in rows for value in row.values())
    assert {row["answer"] for row in rows} == {"in_force"}


def test_text_is_as_wide_as_asked() -> None:
    """No line of words is wider than the terminal."""
    found = evaluator.flips(evaluator.load_scenario(PANEL), "research_ip")
    assert max(len(line) for line in render(found, width=60).splitlines()) <= 60
    assert render(found, width=60).split() == render(found, width=120).split()
