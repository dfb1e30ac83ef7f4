"""`evaluate` reads its arguments strictly and says how to write them."""

from datetime import date, datetime

import pytest
from click.testing import CliRunner

from evaluator.cli.evaluate import main
from tests.commands.stand_in import StandIn


def test_options_reach_the_engine(runner: CliRunner, stand_in: StandIn) -> None:
    """The day, the agreement, the readings and the libraries are handed on as typed values."""
    command = "s.yaml --as-of 2029-06-01 --agreement a@1 --reading x=y --reading u=v --library . --format json"
    assert runner.invoke(main, command.split()).exit_code == 0
    path, request = stand_in.requests[0]
    assert path == "s.yaml"
    assert request.as_of == date(2029, 6, 1)
    assert request.agreement == "a@1"
    assert request.readings == {"x": "y", "u": "v"}
    assert request.libraries == (".",)


def test_a_moment_may_be_asked(runner: CliRunner, stand_in: StandIn) -> None:
    """`--as-of` takes a day with a time."""
    assert runner.invoke(main, ["s.yaml", "--as-of", "2029-06-01 10:30"]).exit_code == 0
    asked = stand_in.requests[0][1].as_of
    assert isinstance(asked, datetime)
    assert asked.isoformat() == "2029-06-01T10:30:00"


def test_the_environment_names_libraries_after_the_options(
    runner: CliRunner, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EVALUATOR_LIBRARY holds folders as PATH does; those of the command come first."""
    monkeypatch.setenv("EVALUATOR_LIBRARY", "one:two")
    monkeypatch.setattr("os.pathsep", ":")
    runner.invoke(main, ["s.yaml", "--library", "."])
    assert stand_in.requests[0][1].libraries == (".", "one", "two")


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        ("", "Missing argument"),
        ("s.yaml --as-of tomorrow", "write it like 2029-06-01"),
        ("s.yaml --as-of 2026-02-31", "`2026-02-31` is not in the calendar"),
        ("s.yaml --as-of 2026-2-3", "write it like 2029-06-01"),
        ("s.yaml --reading until_agi", "write it like until_agi=declared"),
        ("s.yaml --reading =declared", "write it like until_agi=declared"),
        ("s.yaml --reading a=b --reading a=c", "`a` is given twice, as `b` and as `c`"),
        ("s.yaml --format xml", "'table', 'json', 'csv', 'markdown'"),
        ("s.yaml --library /nowhere/at/all", "does not exist"),
        ("s.yaml --party microsft", "there is no party `microsft`; did you mean `microsoft`?"),
        ("s.yaml --party x", "the parties are `microsoft`, `openai`, `panel`"),
        ("- -", "standard input can be read only once"),
        ("s.yaml --formt json", "--format"),
    ],
)
def test_wrong_usage_is_exit_two_with_a_cure(runner: CliRunner, stand_in: StandIn, arguments: str, cure: str) -> None:
    """A mistyped command ends with exit code 2, one helpful line on standard error, and nothing on standard output."""
    assert stand_in.requests == []
    result = runner.invoke(main, arguments.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert cure in " ".join(result.stderr.split())


def test_help_has_examples_and_exit_codes(runner: CliRunner) -> None:
    """`--help` shows how the command is used and what its exit codes mean."""
    result = runner.invoke(main, ["--help"])
    assert result.exit_code == 0
    assert "evaluate examples/panel_confirms_agi.yaml" in result.stdout
    assert "Exit codes:" in result.stdout


def test_version_is_printed(runner: CliRunner) -> None:
    """`--version` names the package."""
    result = runner.invoke(main, ["--version"])
    assert (result.exit_code, result.stdout.split()[0]) == (0, "clause-evaluator")
