"""Coverage as a table, as JSON, beside the lines of the text, and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

import evaluator
from evaluator.api.coverage import coverage
from evaluator.api.patterns import load_pattern
from evaluator.cli.clauses import main
from evaluator.coverage.coverage import Count, Coverage, Measured
from evaluator.report.coverage_data import coverage_data, schema_text
from evaluator.report.coverage_lines import lines_of
from evaluator.report.coverage_text import render
from evaluator.report.coverage_words import percentage
from evaluator.report.words import display_width
from tests.coverage.gym import scenario, written
from tests.coverage.test_coverage import SCENARIOS, loaded
from tests.report.schema_parts import objects

SCHEMA = json.loads(schema_text())


@pytest.fixture
def gym(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands run: `gym` with two versions, and `tests` with scenarios."""
    written(tmp_path, {}, second=True)
    (tmp_path / "tests").mkdir()
    for name, text in SCENARIOS.items():
        (tmp_path / "tests" / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(runner: CliRunner, *arguments: str) -> Result:
    """`clauses coverage` in the folder of the gym."""
    return runner.invoke(main, ["coverage", "--library", ".", *arguments])


def test_the_data_fit_the_schema(tmp_path: Path) -> None:
    """JSON of a small agreement, of one that ships, and of nothing, by somebody else's reading of the schema."""
    Draft202012Validator.check_schema(SCHEMA)
    assert all(part["additionalProperties"] is False for part in objects(SCHEMA))
    example = evaluator.load_scenario("examples/panel_confirms_agi.yaml")
    for scenarios in (loaded(tmp_path, SCENARIOS, second=True), [example], []):
        Draft202012Validator(SCHEMA).validate(coverage_data(coverage(scenarios)))


def test_the_numbers_of_the_data_add_up(tmp_path: Path) -> None:
    """The outcomes of all kinds together are those of the agreement, and lacking ones are those not seen."""
    data = coverage_data(coverage(loaded(tmp_path, SCENARIOS)))
    (measured,) = json.loads(json.dumps(data["agreements"]))
    for key in ("seen", "of"):
        assert sum(kind[key] for kind in measured["kinds"].values()) == measured["outcomes"][key]
    lacking = sum(len(part["lacks"]) for part in measured["parts"])
    assert measured["outcomes"]["of"] - measured["outcomes"]["seen"] == lacking
    assert all(not {*part["seen"]} & {*part["lacks"]} for part in measured["parts"])


def test_only_what_is_whole_is_a_hundred_per_cent() -> None:
    """Percentages are rounded down, and nothing of nothing is no percentage."""
    assert [percentage(Count(seen, 3000)) for seen in (0, 1, 2999, 3000)] == ["0.0%", "0.0%", "99.9%", "100.0%"]
    assert percentage(Count(0, 0)) == "nothing to see"
    assert Count(2999, 3000).reaches(99.9)
    assert not Count(2999, 3000).reaches(100)
    assert [Count(0, 0).reaches(percent) for percent in (0, 1)] == [True, False]


def test_each_part_that_was_not_seen_is_said_in_words(runner: CliRunner, gym: Path) -> None:
    """With the line it stands on; what nothing looked at is one line."""
    assert gym == Path.cwd()
    result = run(runner, "tests/allowed.yaml", "tests/over.yaml")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "gym (2026-01-01 and 2027-01-01): 2 scenarios with 2 expectations"
    assert "./gym/2026-01-01.yaml" in lines
    assert "  12: late: the option `nine` was never taken" in lines
    assert "  17: access unless: `hurt` was never true" in lines
    assert "  22: quiet where: `train.guided` was never looked at" in lines
    assert "  25: access, under quiet: never had to yield" in lines
    assert "  26: dues: was never looked at" in lines
    over = run(runner, "tests/over.yaml").stdout.splitlines()
    assert "  18: quiet: nothing of it was looked at, 12 outcomes" in over


def test_no_line_is_wider_than_the_terminal(tmp_path: Path) -> None:
    """Whatever the width, unless a single word is wider."""
    found = coverage(loaded(tmp_path, {"over": SCENARIOS["over"]}))
    for width in (40, 60, 100):
        lines = render(found, width=width).splitlines()
        assert all(display_width(line) <= width for line in lines if len(line.split()) > 2)


def test_marks_stand_beside_the_lines_that_can_come_out_either_way(tmp_path: Path) -> None:
    """Both ways, one way, never; nothing beside the rest, and the text itself is whole."""
    (text,) = lines_of(coverage(loaded(tmp_path, SCENARIOS))).values()
    lines = text.splitlines()[1:]
    marks = {line[8:].strip(): line[:5].strip() for line in lines}
    assert marks["options: {nine: after nine, ten: after ten}"] == "both"
    assert marks["when: reading.late is nine"] == "both"
    assert marks["dues: {who: member, must: pay, to: club, due: 2026-03-31, amount: 20 EUR}"] == "never"
    assert marks["overrides: access"] == "both"
    assert marks["who: member"] == ""
    source = (tmp_path / "gym" / "2026-01-01.yaml").read_text(encoding="utf-8")
    assert [line[8:] for line in lines] == source.splitlines()


@pytest.mark.parametrize("name", ["../../elsewhere.yaml", "/etc/elsewhere.yaml", "./elsewhere.yaml"])
def test_no_file_is_written_outside_the_folder(name: str) -> None:
    """Whatever an agreement's file is called."""
    measured = Measured("a", name, ("1",), (), (("s", 1),), (), {name: "agreement: a\n"})
    (path,) = lines_of(Coverage((measured,)))
    assert path.endswith("elsewhere.yaml.txt")
    assert not Path(path).is_absolute()
    assert ".." not in Path(path).parts


def test_lines_are_written_to_a_folder(runner: CliRunner, gym: Path) -> None:
    """One file for each of the agreement; what is there already is not overwritten unasked."""
    assert run(runner, "tests", "--lines", "out").exit_code == 0
    assert (gym / "out" / "gym" / "2026-01-01.yaml.txt").exists()
    again = run(runner, "tests", "--lines", "out")
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)
    assert run(runner, "tests", "--lines", "out", "--force").exit_code == 0


def test_too_little_is_a_finding(runner: CliRunner, gym: Path) -> None:
    """With `--at-least` fewer outcomes end with code 1."""
    assert gym == Path.cwd()
    seen = json.loads(run(runner, "tests", "--format", "json").stdout)["outcomes"]
    share = 100 * seen["seen"] / seen["of"]
    assert run(runner, "tests", "--at-least", f"{share - 0.1}").exit_code == 0
    assert run(runner, "tests", "--at-least", f"{share + 0.1}").exit_code == 1


def test_worked_cases_of_patterns_are_looked_at(runner: CliRunner) -> None:
    """A pattern's file stands for its worked cases, about its own example."""
    result = runner.invoke(main, ["coverage", "rules/exclusivity/1.yaml"])
    assert result.exit_code == 0, result.stderr
    cases = load_pattern("exclusivity@1").cases
    assert result.stdout.startswith(f"bakery (2026-01-01): {len(cases)} scenarios with ")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["gym"], 2, "there is no scenario in `gym`, and no pattern"),
        (["tests", "--force"], 2, "--force overwrites the files of --lines; name a folder"),
        (["tests", "--lines", "gym/2026-01-01.yaml"], 2, "is a file"),
        (["nowhere"], 2, "does not exist"),
        (["broken.yaml", "unknown.yaml"], 3, "2 errors"),
    ],
)
def test_what_cannot_be_done_is_refused(
    runner: CliRunner, gym: Path, arguments: list[str], code: int, words: str
) -> None:
    """With what is wrong, and what to do about it; the errors of all scenarios at once."""
    (gym / "broken.yaml").write_text(scenario("{access: in_forc}"), encoding="utf-8")
    (gym / "unknown.yaml").write_text(scenario("{acces: in_force}"), encoding="utf-8")
    result = run(runner, *arguments)
    assert (result.exit_code, words in result.stderr) == (code, True), result.stderr


def test_a_scenario_that_expects_nothing_shows_nothing(runner: CliRunner, gym: Path) -> None:
    """It is no mistake, and it is said."""
    (gym / "plain.yaml").write_text("agreement: gym\nas_of: 2026-05-01\n", encoding="utf-8")
    result = run(runner, "plain.yaml")
    assert (result.exit_code, result.stdout) == (0, "No scenario expects anything, so nothing was looked at.\n")
