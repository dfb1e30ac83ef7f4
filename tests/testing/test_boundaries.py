"""`clauses boundaries`: files on both sides of each point at which an answer switches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import evaluator
from evaluator.cli.clauses import main
from evaluator.generation.boundaries import boundaries
from evaluator.generation.subject import subject_of
from tests.testing.samples import LEASE, studio

pytestmark = pytest.mark.once

PARTS = re.compile(
    r"The (?:day(?: before)?|(?:last|first) (?P<what>[\w ]+) with which) (?P<address>[\w:]+) (.+) \((.+)\)"
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the files about the lease."""
    folder = tmp_path_factory.mktemp("lease")
    (folder / "lease.yaml").write_text(LEASE, encoding="utf-8")
    done = CliRunner().invoke(main, ["boundaries", str(folder / "lease.yaml"), "-o", str(folder / "edges")])
    assert done.exit_code == 0, done.output
    return folder


def test_each_file_meets_what_it_expects(written: Path) -> None:
    """The answer written down is the one that comes out, and each file expects something."""
    files = sorted((written / "edges").iterdir())
    assert len(files) >= 12
    for file in files:
        scenario = evaluator.load_scenario(file, library=[written])
        assert scenario.written.expect
        assert evaluator.check_expectations(scenario, evaluator.evaluate(scenario)) == ()


def test_each_title_says_which_boundary_it_is(written: Path) -> None:
    """It names the norm or the act that is expected, the value that is turned, and where that stands."""
    for file in (written / "edges").iterdir():
        scenario = evaluator.load_scenario(file, library=[written])
        parts = PARTS.fullmatch(scenario.title)
        assert parts is not None, scenario.title
        assert [each.target.text for each in scenario.written.expect] == [parts["address"]]
        assert parts[4] in file.read_text(encoding="utf-8").partition("\n")[2]
        assert parts[4].replace(" ", "_") in file.name


def test_the_dates_and_amounts_of_the_lease_are_found(written: Path) -> None:
    """The last day of the rent and of the studio, the amount owed, and paying in time are boundaries."""
    titles = {evaluator.load_scenario(file, library=[written]).title for file in (written / "edges").iterdir()}
    assert {
        "The day before rent is in default (2026-02-01)",
        "The day rent is in default (2026-02-02)",
        "The day before access ends and lapses (2026-12-31)",
        "The last amount of pay_1 with which rent is open (899.99 EUR)",
        "The first amount of pay_1 with which rent is fulfilled (900 EUR)",
        "The last day of pay_1 with which rent is fulfilled (2026-02-01)",
        "The first day of pay_1 with which rent is fulfilled late (2026-02-02)",
    } <= titles


def test_both_sides_are_a_step_apart_and_differ_in_their_answer() -> None:
    """The scenarios of a boundary are alike but for one value, the title and what is expected."""
    agreement = evaluator.load_agreement("microsoft_openai")
    subject = subject_of(agreement, "2025-10-28", pinned=True)
    found = list(boundaries(subject, limit=4))
    assert len(found) == 4
    for each in found:
        assert each.before.words != each.after.words
        first, second = (text.split("\nexpect:")[0].splitlines()[1:] for text in (each.before.text, each.after.text))
        assert sum(one != other for one, other in zip(first, second, strict=True)) == 1


def test_the_same_version_gives_the_same_files() -> None:
    """Nothing but the text decides which boundaries are found."""
    texts = []
    for _ in range(2):
        subject = subject_of(studio(), "2026-01-01", pinned=True)
        texts.append([(each.before.text, each.after.text) for each in boundaries(subject, ["visit"], 2)])
    assert texts[0] == texts[1]
    assert len(texts[0]) == 2


def test_nothing_is_overwritten_unasked(written: Path, runner: CliRunner) -> None:
    """Files that are there stay, unless --force says otherwise."""
    arguments = ["boundaries", str(written / "lease.yaml"), "-o", str(written / "edges"), "--limit", "1"]
    refused = runner.invoke(main, arguments)
    assert refused.exit_code == 2
    assert "is there already; --force overwrites it" in refused.output
    assert runner.invoke(main, [*arguments, "--force"]).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--clause", "rnt"], "there is no clause `rnt` in lease@2026-01-01; did you mean `rent`?"),
        (["-o", "FILE"], "is a file, not a folder"),
        (["--limit", "0"], "0 is not in the range"),
    ],
)
def test_a_wrong_command_says_what_is_wrong(written: Path, runner: CliRunner, arguments: list[str], words: str) -> None:
    """Mistakes end with exit code 2 and a cure, and nothing is written."""
    lease = written / "lease.yaml"
    given = [str(lease) if each == "FILE" else each for each in arguments]
    done = runner.invoke(main, ["boundaries", str(lease), "-o", str(written / "none"), *given])
    assert done.exit_code == 2
    assert words in " ".join(done.output.split())
    assert not (written / "none").exists()
