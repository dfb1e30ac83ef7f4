"""`evaluate --receipt` and `--verify` write and replay receipts, and say how wrong usage is put right."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import evaluator
from evaluator.cli.evaluate import main
from tests.receipts.folders import SCENARIO, SECOND, small
from tests.repository import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small library, in which the commands run."""
    monkeypatch.chdir(small(tmp_path))
    return tmp_path


def run(runner: CliRunner, command: str, **more: str) -> Result:
    """Run `evaluate` with these words and the library."""
    return runner.invoke(main, [*command.split(), "--library", "lib"], **more)  # type: ignore[arg-type]


def test_the_answer_is_printed_as_without(runner: CliRunner, folder: Path) -> None:
    """A receipt changes nothing of what is printed, in any form; the file is named on standard error."""
    for form in ("table", "json", "csv", "markdown"):
        plain = run(runner, f"scenario.yaml --format {form}")
        with_receipt = run(runner, f"scenario.yaml --format {form} --receipt {form}.json")
        assert (with_receipt.exit_code, with_receipt.stdout_bytes) == (plain.exit_code, plain.stdout_bytes)
        assert with_receipt.stderr == f"wrote {form}.json\n{plain.stderr}"
        assert (folder / f"{form}.json").read_bytes() == (folder / "table.json").read_bytes()


def test_the_file_is_the_receipt(runner: CliRunner, folder: Path) -> None:
    """The command writes what the library writes, with what was asked in it, whatever is shown."""
    asked = "scenario.yaml --as-of 2026-07-02 --agreement lease@2026-01-01 --reading notice=free"
    run(runner, f"{asked} --party owner --receipt deep/receipt.json")
    scenario = evaluator.load_scenario("scenario.yaml", library=["lib"])
    day = scenario.as_of.replace(month=7, day=2)
    made = evaluator.receipt(scenario, as_of=day, agreement="lease@2026-01-01", readings={"notice": "free"})
    assert (folder / "deep" / "receipt.json").read_bytes() == made.text.encode()


def test_exit_codes_are_as_without(runner: CliRunner, folder: Path) -> None:
    """A failed expectation stays a finding, and has its receipt."""
    (folder / "failing.yaml").write_text(f"{SCENARIO}expect: {{no_sublet: ended}}\n", encoding="utf-8")
    result = run(runner, "failing.yaml --receipt receipt.json")
    assert result.exit_code == 1
    assert "1 expectation failed" in result.stderr
    assert run(runner, "--verify receipt.json").exit_code == 0


def test_several_scenarios_leave_one_receipt(runner: CliRunner, folder: Path) -> None:
    """A pipeline has one file to keep; the order is that of the command."""
    assert run(runner, "second.yaml scenario.yaml --receipt receipt.json").exit_code == 0
    data = json.loads((folder / "receipt.json").read_text(encoding="utf-8"))
    assert [one["scenario"]["name"] for one in data["evaluations"]] == ["second.yaml", "scenario.yaml"]
    result = run(runner, "--verify receipt.json")
    assert (result.exit_code, result.stdout) == (0, "verified: the same 2 answers from the same texts\n")


def test_with_errors_there_is_no_receipt(runner: CliRunner, folder: Path) -> None:
    """A receipt of some of the scenarios would look like one of all."""
    (folder / "broken.yaml").write_text("agreement: lease\nas_of: soon\n", encoding="utf-8")
    result = run(runner, "scenario.yaml broken.yaml --receipt receipt.json")
    assert result.exit_code == 3
    assert "no receipt: 1 of 2 scenarios with errors\n" in result.stderr
    assert not (folder / "receipt.json").exists()


def test_what_is_there_is_kept_unless_forced(runner: CliRunner, folder: Path) -> None:
    """A file is refused before anything is evaluated; a scenario is never overwritten."""
    (folder / "receipt.json").write_text("mine", encoding="utf-8")
    refused = run(runner, "scenario.yaml --receipt receipt.json")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--force overwrites it" in refused.stderr
    assert (folder / "receipt.json").read_text(encoding="utf-8") == "mine"
    assert run(runner, "scenario.yaml --receipt receipt.json --force").exit_code == 0
    assert run(runner, "--verify receipt.json").exit_code == 0
    twisted = run(runner, "scenario.yaml --receipt ./lib/../scenario.yaml --force")
    assert twisted.exit_code == 2
    assert "is a scenario; name another file" in " ".join(twisted.stderr.split())
    assert (folder / "scenario.yaml").read_text(encoding="utf-8") == SCENARIO


def test_standard_input_is_replayed_from_a_file(runner: CliRunner, folder: Path) -> None:
    """A scenario from standard input is known by its hash, which its file has, too, and the same input."""
    run(runner, "- --receipt receipt.json", input=SCENARIO)
    lost = run(runner, "--verify receipt.json")
    assert lost.exit_code == 3
    assert lost.stdout == (
        "incomplete: <stdin>\n"
        "  missing  <stdin> (the scenario)\n"
        "  = help: it was read from standard input; name its file: evaluate --verify RECEIPT SCENARIO\n"
    )
    assert run(runner, "--verify receipt.json scenario.yaml").exit_code == 0
    assert run(runner, "--verify receipt.json -", input=SCENARIO).exit_code == 0
    assert run(runner, "--verify receipt.json second.yaml").exit_code == 1
    assert (folder / "receipt.json").exists()


def test_what_differs_is_told(runner: CliRunner, folder: Path) -> None:
    """A changed text is named, then what is answered otherwise, then how many evaluations came out how."""
    run(runner, "scenario.yaml second.yaml --receipt receipt.json")
    (folder / "scenario.yaml").write_text(SCENARIO.replace("as_of: 2026-09-01", "as_of: 2027-02-01"), encoding="utf-8")
    result = run(runner, "--verify receipt.json")
    assert result.exit_code == 1
    assert result.stdout == CHANGED
    (folder / "lib" / "lease" / "2026-07-01.yaml").write_text(f"{SECOND}# a comment\n", encoding="utf-8")
    (folder / "scenario.yaml").unlink()
    result = run(runner, "--verify receipt.json")
    assert (result.exit_code, result.stderr) == (3, "")
    assert result.stdout == LOST


CHANGED = """\
differs: scenario.yaml
  changed  scenario.yaml (the scenario)
  the outcome
    as_of  2026-09-01 → 2027-02-01
  no_sublet
    state        in_force → not_in_force
    reasons      none → ended
    since        2026-01-01 → 2027-01-01
    until        2027-01-01 → none
    performance  open → fulfilled
  act let_out
    verdict  prohibited → permitted
    because  no_sublet prohibits → no_sublet releases

differs: 2 evaluations, 1 verified, 1 differs
"""
LOST = """\
incomplete: scenario.yaml
  missing  scenario.yaml (the scenario)
  = help: name it after the receipt: evaluate --verify RECEIPT SCENARIO

differs: second.yaml
  changed  lease/2026-07-01.yaml (agreement, in a library)
  the answer is the same nevertheless

incomplete: 2 evaluations, 1 differs, 1 incomplete
"""


def test_errors_of_a_replay_are_shown(runner: CliRunner, folder: Path) -> None:
    """What cannot be evaluated again has its diagnostics on standard error, and what is missing on standard output."""
    run(runner, "scenario.yaml --receipt receipt.json")
    (folder / "lib" / "lease" / "2026-01-01.yaml").unlink()
    result = run(runner, "--verify receipt.json")
    assert result.exit_code == 3
    assert "missing  lease/2026-01-01.yaml (agreement, in a library)" in result.stdout
    assert "it cannot be evaluated again: what is read now has errors" in result.stdout
    assert "error[E305]" in result.stderr
    found = json.loads(run(runner, "--verify receipt.json --format json").stdout)
    assert found["result"] == "incomplete"
    assert [error["code"] for error in found["evaluations"][0]["errors"]] == ["E305"]


def test_a_library_that_is_not_named_is_asked_for(runner: CliRunner, folder: Path) -> None:
    """Whoever forgets `--library` is told to name it."""
    run(runner, "scenario.yaml --receipt receipt.json")
    result = runner.invoke(main, ["--verify", "receipt.json"])
    assert result.exit_code == 3
    assert "= help: name the folder of its library: --library FOLDER" in result.stdout
    assert (folder / "receipt.json").exists()


def test_the_result_is_coloured_on_a_terminal(runner: CliRunner, folder: Path) -> None:
    """`--color always` colours the result; without a terminal there is no colour."""
    run(runner, "scenario.yaml --receipt receipt.json")
    coloured = run(runner, "--verify receipt.json --color always")
    assert coloured.stdout == "\x1b[1;32mverified\x1b[0m: the same answer from the same texts\n"
    assert (folder / "receipt.json").exists()


OBEYED = {"verify", "scenario", "form", "library", "color", "version"}


def words(parameter: click.Parameter) -> list[str]:
    """An option with a value that it takes."""
    option = max(parameter.opts, key=len)
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return [option]
    days = dict.fromkeys(("as_of", "start", "end"), "2026-01-01")
    values = {**days, "reading": "notice=free", "grid": "as_of=2026-01-01", "engine": "durable"}
    return [option, values.get(parameter.name or "", "word")]


@pytest.mark.parametrize(
    "parameter", [one for one in main.params if one.name not in OBEYED], ids=lambda one: str(one.name)
)
def test_no_other_option_is_passed_over_in_silence(runner: CliRunner, folder: Path, parameter: click.Parameter) -> None:
    """A replay asks what the receipt says was asked; every option that would ask something else is refused."""
    run(runner, "scenario.yaml --receipt receipt.json")
    result = runner.invoke(main, ["--verify", "receipt.json", *words(parameter), "--library", "lib"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"leave {max(parameter.opts, key=len)} out" in " ".join(result.stderr.split())
    assert (folder / "receipt.json").exists()


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        ("--receipt r.json", "Missing argument"),
        ("scenario.yaml --receipt r.json --timeline", "--receipt is of evaluations alone; leave it out"),
        ("scenario.yaml --receipt r.json --when no_sublet", "leave the other question out"),
        ("scenario.yaml --receipt -", "name one"),
        ("scenario.yaml --receipt lib", "is a directory"),
        ("scenario.yaml --force", "--force overwrites the file of"),
        ("--verify receipt.json --format csv", "--verify has the forms table and json, not csv"),
        ("--verify receipt.json scenario.yaml second.yaml", "is of 1 evaluation, and 2 scenarios are named"),
        ("--verify receipt.json - -", "standard input can be read only once"),
    ],
)
def test_wrong_usage_is_exit_two_with_a_cure(runner: CliRunner, folder: Path, arguments: str, cure: str) -> None:
    """A mistyped command ends with exit code 2, one helpful line on standard error, and nothing is written."""
    run(runner, "scenario.yaml --receipt receipt.json")
    result = runner.invoke(main, [*arguments.split(), "--library", "lib"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert cure in " ".join(result.stderr.split())
    assert not (folder / "r.json").exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("nowhere.json", None, "E100"),
        ("lib", None, "E101"),
        ("latin.json", b'{"receipt": "\xe9"}', "E103"),
        ("scenario.yaml", None, "E701"),
        ("empty.json", b"", "E701"),
        ("outcome.json", b'{"format": "1"}', "E701"),
        ("newer.json", b'{"receipt": 2}', "E702"),
        ("edited.json", b'{"receipt": 1, "evaluator": "0.1.0"}', "E703"),
    ],
)
def test_what_is_no_receipt_is_exit_three(
    runner: CliRunner, folder: Path, name: str, content: bytes | None, code: str
) -> None:
    """A receipt that cannot be read, or is not as it was written, is an error with a cure, and nothing is replayed."""
    if content is not None:
        (folder / name).write_bytes(content)
    for form in ("table", "json"):
        result = run(runner, f"--verify {name} --format {form}")
        assert (result.exit_code, result.stdout) == (3, "")
        assert f"error[{code}]" in result.stderr
        assert "= help: " in result.stderr


def test_line_ends_of_another_system_are_an_edit(runner: CliRunner, folder: Path) -> None:
    """A receipt is its bytes; one with other line ends or a byte order mark is not as it was written."""
    run(runner, "scenario.yaml --receipt receipt.json")
    written = (folder / "receipt.json").read_bytes()
    for other in (written.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + written, written.rstrip()):
        (folder / "other.json").write_bytes(other)
        result = run(runner, "--verify other.json")
        assert (result.exit_code, "error[E703]" in result.stderr) == (3, True)


LIGHT = """
import sys
from evaluator.cli.evaluate import main
try:
    main([sys.argv[1], "--format", "json"])
except SystemExit:
    pass
heavy = {"hashlib", "evaluator.api.recording", "evaluator.api.replay", "evaluator.receipts.reading", "holidays"}
print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


def test_nothing_is_imported_for_receipts_where_there_is_none() -> None:
    """An evaluation starts without what only receipts need."""
    example = ROOT / "examples" / "panel_confirms_agi.yaml"
    done = subprocess.run(
        [sys.executable, "-c", LIGHT, str(example)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == "[]"
