"""`clauses diff` compares what is named, and says what is wrong with what cannot be compared."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

import evaluator
from evaluator.cli.clauses import main
from tests.repository import ROOT

FIRST = """\
agreement: lease
version: 2026-01-01
title: The lease
parties: {tenant: The Tenant, owner: The Owner}
actions: {pay: {to: party, amount: money EUR}, use_studio: {}, give_keys: {}}
parameters: {rent_due: {value: 2026-02-01}, days_free: {value: 3 days}}
terms: {last_day: rent_due + days_free}
clauses:
  rent: {title: The tenant pays, who: tenant, must: pay, to: owner, due: last_day}
  access: {title: The tenant may use the studio, who: tenant, may: use_studio, to: owner, through: 2026-12-31}
  keys: {title: The owner gives the keys, who: owner, must: give_keys, to: tenant, due: rent_due}
"""
SECOND = """\
agreement: lease
version: 2026-06-01
title: The lease, extended
amends: 2026-01-01
repeals: [keys]
replaces: [days_free]
parameters: {days_free: {value: 5 days}}
clauses:
  access: {title: The tenant may use the studio, who: tenant, may: use_studio, to: owner, through: 2027-12-31}
  quiet: {title: Nobody plays the drums, who: tenant, must not: use_studio, to: owner}
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, which holds a lease of two versions."""
    (tmp_path / "lease").mkdir()
    (tmp_path / "lease" / "first.yaml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "lease" / "second.yaml").write_text(SECOND, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EVALUATOR_LIBRARY", str(tmp_path))
    return tmp_path


@pytest.fixture
def diff(runner: CliRunner, library: Path, monkeypatch: pytest.MonkeyPatch) -> Differ:
    """Runs the command in the folder of the lease."""
    monkeypatch.setenv("EVALUATOR_LIBRARY", str(library))
    return Differ(runner)


class Differ:
    """Runs `clauses diff`."""

    def __init__(self, runner: CliRunner) -> None:
        self.runner = runner

    def __call__(self, *arguments: str) -> Result:
        """The result of one command."""
        return self.runner.invoke(main, ["diff", *arguments])


WORDS = """\
lease@2026-01-01 → lease@2026-06-01
title: The lease{+, extended+}
effective: [-2026-01-01-]{+2026-06-01+}

Clauses ────────────────────────────────────────────────────────────────────────────────────────────
* rent: The tenant pays
    affected · rests on days_free (changed; through last_day)
~ access: The tenant may use the studio
    changed
    through: [-2026-12-31-]{+2027-12-31+}
- keys: The owner gives the keys
    repealed
    who: owner
    must: give_keys
    to: tenant
    due: rent_due
    certainty: confirmed
+ quiet: Nobody plays the drums
    added
    who: tenant
    must not: use_studio
    to: owner
    certainty: confirmed

Terms ──────────────────────────────────────────────────────────────────────────────────────────────
* last_day
    affected · rests on days_free (changed)

Parameters ─────────────────────────────────────────────────────────────────────────────────────────
~ days_free: [-3-]{+5+} days
    changed

clauses: 1 added, 1 repealed, 1 changed, 1 affected; terms: 1 affected; parameters: 1 changed
"""


def test_the_differences_are_told_in_words(diff: Differ) -> None:
    """What is added, repealed, changed or affected, with the words that differ, and one line that counts."""
    result = diff("lease@2026-01-01", "lease@2026-06-01")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == WORDS


@pytest.mark.parametrize(
    "arguments",
    [
        ("lease",),
        ("lease@2026-06-01",),
        ("./lease",),
        ("./lease@2026-06-01",),
        ("lease/second.yaml",),
        ("lease@2026-01-01", "@2026-06-01"),
        ("lease@2026-01-01", "lease"),
        ("lease@2026-01-01", "./lease/"),
        ("lease/first.yaml", "lease/second.yaml"),
        ("lease/second.yaml@2026-01-01", "@2026-06-01"),
    ],
)
def test_there_are_several_ways_to_name_two_versions(diff: Differ, arguments: tuple[str, ...]) -> None:
    """A version alone stands beside the agreement, a file for the version in it, one version for it and the last."""
    assert diff(*arguments).stdout == WORDS


def test_a_file_among_versions_is_its_own_version(diff: Differ) -> None:
    """Files of a folder with a vocabulary are read together, and still each stands for the version in it."""
    folder = ROOT / "clauses" / "microsoft_openai"
    by_file = diff(str(folder / "2019-07-22.yaml"), str(folder / "2024-06-11.yaml")).stdout
    assert by_file == diff("microsoft_openai@2019-07-22", "@2024-06-11").stdout


def test_a_file_that_stands_alone_is_compared_with_another(diff: Differ, library: Path) -> None:
    """Two files of two folders are two agreements, whatever their names and versions."""
    (library / "draft.yaml").write_text(FIRST.replace("2026-12-31", "2026-11-30"), encoding="utf-8")
    (library / "signed.yaml").write_text(FIRST, encoding="utf-8")
    result = diff("draft.yaml", "signed.yaml")
    assert "    through: [-2026-11-30-]{+2026-12-31+}\n" in result.stdout
    assert result.stdout.endswith("\nclauses: 1 changed, 2 unchanged\n")


def test_what_does_not_differ_is_said_in_one_line(diff: Differ) -> None:
    """A version beside itself has no difference, whatever is asked to be shown."""
    result = diff("lease", "lease@2026-06-01", "--exit-code")
    assert (result.exit_code, result.stdout) == (
        0,
        "lease@2026-06-01 → lease@2026-06-01\nno difference: 3 clauses unchanged\n",
    )


def test_everything_is_named_on_request(diff: Differ) -> None:
    """With --all, unchanged clauses stand in their places and unchanged definitions in one line."""
    result = diff("lease", "--all")
    assert "  unchanged: rent_due\n" in result.stdout
    assert "  unchanged: pay, use_studio, give_keys\n" in result.stdout
    same = diff("lease", "@2026-06-01", "--all").stdout
    assert "\n  rent: The tenant pays\n  access: The tenant may use the studio\n" in same
    assert same.endswith("\n\nno difference: 3 clauses unchanged\n")


@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_a_difference_is_a_finding_on_request(diff: Differ, form: str) -> None:
    """With --exit-code a difference is exit code 1, in every form, and the report is the same."""
    common = ("lease", "--format", form)
    asked = diff(*common, "--exit-code")
    assert (asked.exit_code, diff(*common).exit_code) == (1, 0)
    assert asked.stdout == diff(*common).stdout


def test_colour_takes_the_place_of_the_marks(diff: Differ) -> None:
    """What was removed is red, what was added green, and the words are the same."""
    colored = diff("lease", "--color", "always").stdout
    assert "\x1b[31m2026-12-31\x1b[0m\x1b[32m2027-12-31\x1b[0m" in colored
    assert "[-" not in colored
    assert "[-2026-12-31-]" in diff("lease", "--color", "never").stdout


def test_json_is_what_python_gives(diff: Differ, library: Path) -> None:
    """The command prints the data of `clause_changes`; with --all unchanged clauses are in it."""
    found = evaluator.clause_changes("lease", library=[library])
    data = json.loads(diff("lease", "--format", "json").stdout)
    assert {entry["id"]: entry["kind"] for entry in data["clauses"]} == {
        entry.id: entry.kind.value for entry in found.section("clauses")
    }
    whole = json.loads(diff("lease", "--format", "json", "--all").stdout)
    assert [entry["id"] for entry in whole["parameters"]] == ["rent_due", "days_free"]
    assert [entry["id"] for entry in data["parameters"]] == ["days_free"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "Missing argument"),
        (("@2026-06-01",), 2, "`@2026-06-01` is a version of what? write NAME@2026-06-01"),
        (("lease@2026-01-01",), 3, "`lease@2026-01-01` is the first version, and there is none before it"),
        (("lease@2020-01-01",), 3, "`lease` has no version `2020-01-01`"),
        (("lease", "@2020-01-01"), 3, "`lease` has no version `2020-01-01`"),
        (("leese", "lease"), 3, "there is no agreement `leese`"),
        (("lease", "leese"), 3, "there is no agreement `leese`"),
        (("lease", "./nowhere.yaml"), 3, "there is no file or folder `./nowhere.yaml`"),
        (("lease", "lease", "lease"), 2, "unexpected extra argument"),
        (("lease", "--format", "html"), 2, "'html' is not one of"),
    ],
)
def test_what_cannot_be_compared_is_said(diff: Differ, arguments: tuple[str, ...], code: int, message: str) -> None:
    """A mistake in the command or in a name has its exit code and its message, and nothing is printed."""
    result = diff(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert code == 2 or "= help: " in result.stderr


def test_an_agreement_with_errors_is_not_compared(diff: Differ, library: Path) -> None:
    """What cannot be read is reported as it is elsewhere."""
    (library / "lease" / "second.yaml").write_text(SECOND.replace("[keys]", "[kyes]"), encoding="utf-8")
    result = diff("lease")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "error[E310]" in result.stderr


@pytest.mark.usefixtures("library")
def test_the_shell_completes_agreements_and_versions() -> None:
    """Names for both arguments, versions after `@`; for the second also those of the agreement named first."""

    def completed(arguments: list[str], incomplete: str) -> list[str]:
        command: click.Command = main
        offers = ShellComplete(command, {}, "clauses", "_CLAUSES_COMPLETE").get_completions(arguments, incomplete)
        return [offer.value for offer in offers]

    assert completed(["diff"], "lea") == ["lease"]
    assert completed(["diff", "lease@2026-01-01"], "lease@2026-0") == ["lease@2026-01-01", "lease@2026-06-01"]
    assert completed(["diff", "lease@2026-01-01"], "@2026-06") == ["@2026-06-01"]
    assert completed(["diff", "nowhere"], "@") == []
