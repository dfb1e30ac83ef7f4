"""`clauses` lists agreements and shows their text with where each clause comes from."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from evaluator.cli import calls
from evaluator.cli.clauses import main
from evaluator.cli.targets import Target, targets
from evaluator.diagnostics import Diagnostic, Severity
from evaluator.model.file_kind import FileKind

FIRST = """\
agreement: lease
version: 2026-01-01
title: The lease
parties: {tenant: The Tenant, owner: The Owner}
actions: {pay: {to: party, amount: money EUR}, use_studio: {}}
sources: {L1: The lease of January}
clauses:
  rent: {who: tenant, must: pay, to: owner, amount: 900 EUR, cite: [L1]}
  access: {title: The tenant may use the studio, who: tenant, may: use_studio, to: owner, through: 2026-12-31}
  keys: {who: owner, must: use_studio, to: tenant}
"""
SECOND = """\
agreement: lease
version: 2026-06-01
title: The lease, extended
amends: 2026-01-01
repeals: [keys]
clauses:
  access: {title: The tenant may use the studio, who: tenant, may: use_studio, to: owner, through: 2027-12-31}
"""
FIRST = FIRST.replace(", amount: 900 EUR", "")
SCENARIO = "agreement: lease\nas_of: 2026-03-01\nfacts: {}\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with one agreement of two versions, and a scenario beside it."""
    (tmp_path / "lease").mkdir()
    (tmp_path / "lease" / "first.yaml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "lease" / "second.yaml").write_text(SECOND, encoding="utf-8")
    (tmp_path / "scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


def test_list_names_agreements_and_versions(runner: CliRunner, library: Path) -> None:
    """Each agreement that can be found by name is listed with its versions and titles."""
    result = runner.invoke(main, ["list", "--library", str(library)])
    assert result.exit_code == 0, result.stderr
    assert (
        "lease\n  2026-01-01  The lease (3 clauses)\n  2026-06-01  The lease, extended (2 clauses)\n" in result.stdout
    )
    data = json.loads(runner.invoke(main, ["list", "--library", str(library), "--format", "json"]).stdout)
    lease = next(one for one in data if one["agreement"] == "lease")
    assert [version["version"] for version in lease["versions"]] == ["2026-01-01", "2026-06-01"]


def test_the_environment_names_libraries(runner: CliRunner, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """EVALUATOR_LIBRARY is searched, too."""
    monkeypatch.setenv("EVALUATOR_LIBRARY", str(library))
    assert "lease\n" in runner.invoke(main, ["list"]).stdout


def test_show_tells_where_each_clause_comes_from(runner: CliRunner, library: Path) -> None:
    """The last version shows for each clause its first version and that of its text, and what was repealed."""
    result = runner.invoke(main, ["show", "lease", "--library", str(library)])
    assert result.exit_code == 0, result.stderr
    assert "# The lease, extended\n" in result.stdout
    assert "lease@2026-06-01 · from 1 Jun 2026 · amends 2026-01-01\n" in result.stdout
    assert "### rent\nin force since version 2026-01-01\n    who: tenant\n    must: pay\n" in result.stdout
    assert "### access: The tenant may use the studio\n" in result.stdout
    assert "in force since version 2026-01-01, text of version 2026-06-01\n" in result.stdout
    assert "- keys\n  text of version 2026-01-01, repealed by version 2026-06-01\n" in result.stdout


def test_show_takes_a_version_or_a_day(runner: CliRunner, library: Path) -> None:
    """A version is pinned with `@`, or found by the day it governs."""
    common = ["--library", str(library), "--format", "json"]
    for arguments in (["lease@2026-01-01"], ["lease", "--as-of", "2026-03-01"]):
        data = json.loads(runner.invoke(main, ["show", *arguments, *common]).stdout)
        assert (data["version"], data["superseded"], list(data["clauses"])) == (
            "2026-01-01",
            "2026-06-01",
            ["rent", "access", "keys"],
        )


def test_show_gives_the_same_in_yaml_and_json(runner: CliRunner, library: Path) -> None:
    """Both forms hold the same data."""
    common = ["show", "lease", "--library", str(library), "--format"]
    as_yaml = yaml.safe_load(runner.invoke(main, [*common, "yaml"]).stdout)
    assert as_yaml == json.loads(runner.invoke(main, [*common, "json"]).stdout)
    assert as_yaml["clauses"]["access"]["through"] == "2027-12-31"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("leese", "there is no agreement `leese`"),
        ("lease@2020-01-01", "`lease` has no version `2020-01-01`"),
        ("./nowhere.yaml", "there is no file or folder `./nowhere.yaml`"),
    ],
)
def test_what_cannot_be_shown_is_a_diagnostic(runner: CliRunner, library: Path, reference: str, message: str) -> None:
    """A name that is not found is exit code 3 with a cure."""
    result = runner.invoke(main, ["show", reference, "--library", str(library)])
    assert (result.exit_code, result.stdout) == (3, "")
    assert message in result.stderr
    assert "= help: " in result.stderr


def test_a_folder_stands_for_everything_in_it(library: Path) -> None:
    """Files that belong together are one agreement, scenarios are each their own."""
    found = list(targets(str(library)))
    assert found == [Target(str(library / "scenario.yaml"), FileKind.SCENARIO), Target(str(library / "lease"))]
    assert list(targets("lease")) == [Target("lease")]
    assert list(targets(str(library / "scenario.yaml"))) == [Target(str(library / "scenario.yaml"), FileKind.SCENARIO)]


@pytest.mark.parametrize(
    ("severities", "strict", "code", "last"),
    [
        ([], False, 0, "1 agreement and 1 scenario checked: no problems\n"),
        ([Severity.WARNING], False, 0, "1 agreement and 1 scenario checked: 1 warning\n"),
        ([Severity.WARNING], True, 1, "1 agreement and 1 scenario checked: 1 warning\n"),
        ([Severity.WARNING, Severity.ERROR], True, 3, "1 agreement and 1 scenario checked: 1 error, 1 warning\n"),
    ],
)
def test_check_tells_errors_from_warnings(
    runner: CliRunner,
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
    severities: list[Severity],
    strict: bool,
    code: int,
    last: str,
) -> None:
    """Errors are exit code 3, warnings exit code 1 only when strict; the summary counts both."""
    found = tuple(Diagnostic("E1", severity.value, None, severity=severity) for severity in severities)
    monkeypatch.setattr(calls, "check_agreement", lambda _reference, _folders: found)
    monkeypatch.setattr(calls, "check_scenario", lambda _path, _folders, _loaded: ())
    result = runner.invoke(main, ["check", str(library), *(["--strict"] if strict else [])])
    assert (result.exit_code, result.stdout) == (code, last)
    assert ("error[E1]" in result.stderr) == (Severity.ERROR in severities)


def test_nothing_to_check_is_wrong_usage(runner: CliRunner, tmp_path: Path) -> None:
    """An empty folder is a mistake in the command, not a success."""
    result = runner.invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 2
    assert "there is nothing to check" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_covers_both_commands(runner: CliRunner, shell: str) -> None:
    """The script names both commands and calls them back."""
    result = runner.invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert "_EVALUATE_COMPLETE" in result.stdout
    assert "_CLAUSES_COMPLETE" in result.stdout
