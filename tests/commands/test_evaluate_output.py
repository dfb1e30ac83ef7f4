"""`evaluate` writes results to standard output, troubles to standard error, and means one thing by each exit code."""

import csv
import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from click.testing import CliRunner

from evaluator.cli import evaluate as evaluate_command
from evaluator.cli.evaluate import main
from evaluator.report import as_json, terminal
from tests.commands.stand_in import BROKEN, FAILING, StandIn
from tests.report.samples import DECLARED
from tests.repository import ROOT


def test_a_table_is_the_default(runner: CliRunner, stand_in: StandIn) -> None:
    """Without options the outcome is printed as a table, without colour where there is no terminal."""
    result = runner.invoke(main, ["s.yaml"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == terminal.render(DECLARED, width=100)
    assert "\x1b" not in result.stdout
    assert stand_in.requests


def test_color_is_a_choice(runner: CliRunner, stand_in: StandIn) -> None:
    """`--color always` writes colour without a terminal, `never` none."""
    assert "\x1b[" in runner.invoke(main, ["s.yaml", "--color", "always"], color=True).stdout
    assert "\x1b" not in runner.invoke(main, ["s.yaml", "--color", "never"], color=True).stdout
    assert stand_in.requests


def test_json_is_the_report_and_nothing_else(runner: CliRunner, stand_in: StandIn) -> None:
    """One scenario gives one object, byte for byte as the report writes it."""
    result = runner.invoke(main, ["s.yaml", "--format", "json"])
    assert result.stdout_bytes == as_json.render(DECLARED).encode()
    assert result.stderr == ""
    assert stand_in.requests


def test_several_scenarios_in_json_are_an_array_with_null_for_errors(runner: CliRunner, stand_in: StandIn) -> None:
    """The array has the order of the arguments; a scenario with errors is null, and the exit code is 3."""
    result = runner.invoke(main, ["a.yaml", BROKEN, "b.yaml", "--format", "json"])
    assert result.exit_code == 3
    assert [one and one["title"] for one in json.loads(result.stdout)] == [DECLARED.title, None, DECLARED.title]
    assert "error[E999]: `as_off` is no key of a scenario" in result.stderr
    assert len(stand_in.requests) == 3


def test_several_scenarios_in_csv_are_one_table(runner: CliRunner, stand_in: StandIn) -> None:
    """The header stands once."""
    result = runner.invoke(main, ["a.yaml", "b.yaml", "--format", "csv"])
    rows = list(csv.DictReader(StringIO(result.stdout)))
    assert len(rows) == 2 * (len(DECLARED.norms) + len(DECLARED.acts))
    assert stand_in.requests


def test_an_error_leaves_standard_output_empty(runner: CliRunner, stand_in: StandIn) -> None:
    """Diagnostics go to standard error, with exit code 3, in every format."""
    for form in ("table", "json", "markdown"):
        result = runner.invoke(main, [BROKEN, "--format", form])
        assert (result.exit_code, result.stdout) == (3, "")
        assert "= help: write `as_of`" in result.stderr
    assert len(stand_in.requests) == 3


def test_a_failed_expectation_shows_expected_beside_actual(runner: CliRunner, stand_in: StandIn) -> None:
    """Exit code 1, and a table of what was expected and what came out on standard error."""
    result = runner.invoke(main, [FAILING, "--format", "json"])
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "failing.yaml: 2 expectations failed",
        "                     expected   actual",
        "  research_ip state  ended      undetermined",
        "  move verdict       permitted  undetermined: permitted or prohibited",
    ]
    assert json.loads(result.stdout)["title"] == DECLARED.title
    assert stand_in.requests


def test_several_scenarios_end_with_a_summary(runner: CliRunner, stand_in: StandIn) -> None:
    """The last line counts scenarios, failed expectations and scenarios with errors; errors decide the exit code."""
    result = runner.invoke(main, ["a.yaml", FAILING, BROKEN])
    assert result.exit_code == 3
    assert (
        result.stderr.splitlines()[-1] == "3 scenarios: 1 with errors, 1 not as expected (2 of 3 expectations failed)"
    )
    assert [line for line in result.stdout.splitlines() if line.endswith(".yaml")] == ["a.yaml", FAILING]
    assert stand_in.requests


def test_conflicts_are_findings_only_when_strict(
    runner: CliRunner, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certain conflict is exit code 1 under `--strict`, a possible one never."""
    assert runner.invoke(main, ["s.yaml", "--strict"]).exit_code == 0
    from evaluator.frozen import replace

    certain = replace(DECLARED, conflicts=tuple(replace(one, certain=True) for one in DECLARED.conflicts))
    monkeypatch.setattr(
        evaluate_command, "evaluate_scenario", lambda path, request: replace(stand_in(path, request), outcome=certain)
    )
    assert runner.invoke(main, ["s.yaml"]).exit_code == 0
    assert runner.invoke(main, ["s.yaml", "--strict"]).exit_code == 1


@pytest.mark.parametrize("name", ["microsoft", "Microsoft Corporation", "MICROSOFT"])
def test_a_party_is_chosen_by_word_or_full_name(runner: CliRunner, stand_in: StandIn, name: str) -> None:
    """`--party` leaves what binds or benefits the party, in every format."""
    table = runner.invoke(main, ["s.yaml", "--party", name]).stdout
    assert "Microsoft Corporation ──" in table
    assert "\nOpenAI ──" not in table
    found = json.loads(runner.invoke(main, ["s.yaml", "--party", name, "--format", "json"]).stdout)["norms"]
    assert found
    assert all("microsoft" in (norm["party"], norm["counterparty"]) for norm in found)
    assert stand_in.requests


def test_a_bug_of_ours_is_one_line_and_exit_seventy(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was not foreseen ends in one line that asks for a report; a variable shows the trace."""

    def fail(_path: str, _request: object) -> None:
        raise KeyError("boom\nsecond line")

    monkeypatch.setattr(evaluate_command, "evaluate_scenario", fail)
    result = runner.invoke(main, ["s.yaml"])
    assert (result.exit_code, result.stdout) == (70, "")
    assert len(result.stderr.splitlines()) == 1
    assert "this is a bug of ours: KeyError" in result.stderr
    assert "report" in result.stderr
    monkeypatch.setenv("EVALUATOR_TRACEBACK", "1")
    assert isinstance(runner.invoke(main, ["s.yaml"]).exception, KeyError)


def test_an_interrupt_is_no_finding(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with the shell's exit code for it."""

    def interrupt(_path: str, _request: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(evaluate_command, "evaluate_scenario", interrupt)
    assert runner.invoke(main, ["s.yaml"]).exit_code == 130


CLOSED = """
import sys
from evaluator.cli import evaluate
from evaluator.cli.calls import Evaluation
from tests.report.samples import DECLARED
from evaluator.frozen import replace
many = replace(DECLARED, norms=tuple(replace(norm, note=str(n)) for n in range(30) for norm in DECLARED.norms))
evaluate.evaluate_scenario = lambda path, request: Evaluation(many)
evaluate.main(["s.yaml", "t.yaml", "--format", sys.argv[1]], prog_name="evaluate")
"""


@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_reader_that_goes_away_is_no_error(form: str, buffered: str) -> None:
    """`evaluate … | head` ends quietly, with an exit code that is no finding, also where Python does not buffer."""
    process = subprocess.Popen(
        [sys.executable, "-c", CLOSED, form],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": buffered},
    )
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


LIGHT = """
import sys
from evaluator.cli import evaluate
from evaluator.cli.calls import Evaluation
from tests.report.samples import DECLARED
evaluate.evaluate_scenario = lambda path, request: Evaluation(DECLARED)
try:
    evaluate.main(["s.yaml", "--format", "json"])
finally:
    heavy = {"rich", "jsonschema", "importlib.metadata", "importlib.resources", "click.shell_completion"}
    print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


def test_json_imports_nothing_heavy() -> None:
    """The path from a scenario to JSON loads neither rich nor anything else that only other paths need."""
    done = subprocess.run([sys.executable, "-c", LIGHT], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
