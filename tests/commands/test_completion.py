"""The shell completes what is cheap to know: agreements, versions, readings, parties, files."""

from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from evaluator.cli.clauses import main as clauses
from evaluator.cli.evaluate import main as evaluate

AGREEMENT = """\
agreement: lease
version: 2026-01-01
parties: [tenant, owner]
actions: {use_studio: {}}
readings:
  quiet: {question: Is playing the drums quiet?, options: {loud: it is not, soft: it is}, default: undecided}
clauses:
  access: {who: tenant, may: use_studio, to: owner, when: reading.quiet is soft}
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an agreement and a scenario, which the environment names."""
    (tmp_path / "lease.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "scenario.yaml").write_text("agreement: lease\nas_of: 2026-05-01\n", encoding="utf-8")
    monkeypatch.setenv("EVALUATOR_LIBRARY", str(tmp_path))
    return tmp_path


def completed(command: click.Command, arguments: list[str], incomplete: str) -> list[tuple[str, str]]:
    """What the shell offers after these arguments: the kind and the word of each."""
    offers = ShellComplete(command, {}, "command", "_COMPLETE").get_completions(arguments, incomplete)
    return [(offer.type, offer.value) for offer in offers]


@pytest.mark.usefixtures("library")
def test_agreements_and_versions_are_completed() -> None:
    """Names first, versions after `@`."""
    assert completed(evaluate, ["s.yaml", "--agreement"], "lea") == [("plain", "lease")]
    assert completed(evaluate, ["s.yaml", "--agreement"], "lease@") == [("plain", "lease@2026-01-01")]
    assert completed(clauses, ["show"], "lea") == [("plain", "lease")]


def test_readings_and_parties_are_those_of_the_scenario(library: Path) -> None:
    """The scenario on the command line says whose readings and parties are meant."""
    scenario = str(library / "scenario.yaml")
    assert completed(evaluate, [scenario, "--reading"], "") == [("plain", "quiet=loud"), ("plain", "quiet=soft")]
    assert completed(evaluate, [scenario, "--party"], "t") == [("plain", "tenant")]
    assert completed(evaluate, ["x", "--agreement", "lease", "--reading"], "quiet=s") == [("plain", "quiet=soft")]


@pytest.mark.usefixtures("library")
def test_files_are_left_to_the_shell() -> None:
    """Scenarios and paths are completed by the shell itself."""
    assert completed(evaluate, [], "exa") == [("file", "exa")]
    assert completed(clauses, ["show"], "./l") == [("file", "./l")]
    assert ("file", "exa") in completed(clauses, ["check"], "exa")


@pytest.mark.usefixtures("library")
def test_what_cannot_be_known_completes_nothing() -> None:
    """An agreement or a scenario that is not there offers nothing, and no error."""
    assert completed(evaluate, ["nowhere.yaml", "--reading"], "") == []
    assert completed(evaluate, ["s.yaml", "--agreement", "nowhere", "--reading"], "") == []
    assert completed(evaluate, ["s.yaml", "--agreement"], "nowhere@") == []
