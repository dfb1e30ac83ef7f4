"""`evaluate --compare` and `--grid` write each form where it belongs, and say how wrong usage is put right."""

import csv
import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

import evaluator
from evaluator.cli.evaluate import main
from evaluator.report import (
    comparison_data,
    comparison_markdown,
    comparison_table,
    grid_data,
    grid_markdown,
    grid_svg,
    grid_table,
)
from tests.comparisons.goldens import FLOODED
from tests.comparisons.samples import SCENARIO, write
from tests.repository import ROOT

KINDS = "notice.n.kind=plain,registered"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """The scenario about the lease, as a file."""
    return str(write(tmp_path))


def test_each_form_of_a_comparison_is_its_report(runner: CliRunner, path: str) -> None:
    """Standard output holds what the report writes, byte for byte."""
    comparison = evaluator.compare(evaluator.load_scenario(path), ["2026-01-01", "2026-06-01"])
    for form, text in (
        ("table", comparison_table.render(comparison, width=100)),
        ("markdown", comparison_markdown.render(comparison)),
        ("json", comparison_data.render_json([comparison])),
        ("csv", comparison_data.render_csv([comparison])),
    ):
        result = runner.invoke(main, [path, "--compare", "2026-01-01,2026-06-01", "--format", form])
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout_bytes == text.encode()


def test_each_form_of_a_grid_is_its_report(runner: CliRunner, path: str) -> None:
    """The same for one fact and for two."""
    facts = {"notice.n.kind": "plain,registered", "as_of": "2026-02-20,2026-04-20"}
    grid = evaluator.grid(evaluator.load_scenario(path), facts, answers=["let"])
    arguments = [path, *(each for name, values in facts.items() for each in ("--grid", f"{name}={values}"))]
    for form, text in (
        ("table", grid_table.render(grid, width=100)),
        ("markdown", grid_markdown.render(grid)),
        ("json", grid_data.render_json(grid)),
        ("csv", grid_data.render_csv(grid)),
        ("svg", grid_svg.render(grid)),
    ):
        result = runner.invoke(main, [*arguments, "--answer", "let", "--format", form])
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout_bytes == text.encode()


def test_versions_are_named_in_any_way(runner: CliRunner, path: str) -> None:
    """Repeated, with commas, one alone, or `all`."""
    two = runner.invoke(main, [path, "--compare", "2026-01-01,2026-06-01"]).stdout
    assert runner.invoke(main, [path, "--compare", "2026-01-01", "--compare", "2026-06-01"]).stdout == two
    assert runner.invoke(main, [path, "--compare", "2026-06-01"]).stdout == two
    found = json.loads(runner.invoke(main, [path, "--compare", "all", "--format", "json"]).stdout)
    assert [each["version"] for each in found["versions"]] == ["2026-01-01", "2026-06-01", "2026-09-01"]


def test_a_column_is_what_the_option_agreement_gives(runner: CliRunner, path: str) -> None:
    """Each column of `--compare` has the answers of `--agreement NAME@VERSION`."""
    found = json.loads(runner.invoke(main, [path, "--compare", "all", "--format", "json"]).stdout)
    for number, version in enumerate(("2026-01-01", "2026-06-01", "2026-09-01")):
        one = json.loads(runner.invoke(main, [path, "--agreement", f"lease@{version}", "--format", "json"]).stdout)
        norms = {norm["address"]: norm for norm in one["norms"]}
        acts = {act["id"]: act for act in one["acts"]}
        for answer in found["answers"]:
            under = answer["under"][number]
            assert under["version"] == version
            if answer["address"] in acts:
                assert all(acts[answer["address"]][key] == value for key, value in under["act"].items())
            elif answer["address"] in norms:
                assert all(norms[answer["address"]][key] == value for key, value in under["norm"].items())
            else:
                assert under == {"version": version, "standing": "absent", "norm": None, "act": None}


def test_what_is_the_same_is_listed_on_request(runner: CliRunner, path: str) -> None:
    """Without `--all` it is counted."""
    short = runner.invoke(main, [path, "--compare", "all"]).stdout
    assert "4 answers are the same under all versions; --all lists them" in short
    assert "subletting" not in short
    whole = runner.invoke(main, [path, "--compare", "all", "--all"]).stdout
    assert whole.startswith(short.partition("\n\n4 answers")[0].partition("What differs")[0])
    assert "subletting" in whole


def test_a_version_that_the_facts_do_not_fit_is_an_error(runner: CliRunner, tmp_path: Path) -> None:
    """The others are shown, its diagnostics follow on standard error, and the exit code is 3."""
    path = str(write(tmp_path, FLOODED))
    result = runner.invoke(main, [path, "--compare", "2026-06-01,2026-09-01"])
    assert result.exit_code == 3
    assert "in force" in result.stdout
    assert "no answers under 2026-06-01:\n" in result.stderr
    assert "error[E552]: the vocabulary has no `flood`" in result.stderr
    three = runner.invoke(main, [path, "--compare", "all", "--format", "json"])
    assert three.exit_code == 3
    assert [bool(each["problems"]) for each in json.loads(three.stdout)["versions"]] == [True, True, False]
    assert "no answers under 2026-01-01 and 2026-06-01:\n" in three.stderr
    assert three.stderr.count("error[E552]") == 1


@pytest.mark.parametrize("form", ["table", "markdown", "json", "csv"])
def test_facts_that_fit_no_version_are_errors_like_any_other(runner: CliRunner, tmp_path: Path, form: str) -> None:
    """Standard output stays empty, and each error is told once."""
    path = str(write(tmp_path, FLOODED))
    result = runner.invoke(main, [path, "--compare", "2026-01-01,2026-06-01", "--format", form])
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("error[E552]") == 1


def test_a_party_is_chosen_in_a_comparison(runner: CliRunner, path: str) -> None:
    """By its word or by its full name."""
    for name in ("owner", "Olga Owner"):
        found = json.loads(runner.invoke(main, [path, "--compare", "all", "--party", name, "--format", "json"]).stdout)
        assert {answer["kind"] for answer in found["answers"]} == {"norm"}


def test_several_scenarios_are_compared_one_after_another(runner: CliRunner, path: str, tmp_path: Path) -> None:
    """Each under the name of its file; in JSON an array with null for errors, in CSV one table."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("agreement: lease\nas_off: 2026-05-01\n", encoding="utf-8")
    result = runner.invoke(main, [path, str(broken), path, "--compare", "all"])
    assert result.exit_code == 3
    assert "as_off" in result.stderr
    assert result.stdout.count(path) == 2
    array = json.loads(runner.invoke(main, [path, str(broken), "--compare", "all", "--format", "json"]).stdout)
    assert [one and one["title"] for one in array] == ["Notice, and a storm", None]
    rows = list(
        csv.DictReader(StringIO(runner.invoke(main, [path, path, "--compare", "all", "--format", "csv"]).stdout))
    )
    assert rows[: len(rows) // 2] == rows[len(rows) // 2 :]
    alone = runner.invoke(main, [str(broken), "--compare", "all", "--format", "json"])
    assert (alone.exit_code, alone.stdout) == (3, "")


def test_options_of_a_single_answer_hold_for_all(runner: CliRunner, path: str) -> None:
    """The day, a reading and a version are those of every column and cell."""
    arguments = ["--as-of", "2026-06-10", "--reading", "quiet=loud", "--format", "json"]
    found = json.loads(runner.invoke(main, [path, "--compare", "all", *arguments]).stdout)
    assert (found["as_of"], found["fixed"]) == ("2026-06-10", {"quiet": "loud"})
    grid = json.loads(
        runner.invoke(main, [path, "--grid", KINDS, "--agreement", "lease@2026-09-01", *arguments]).stdout
    )
    assert (grid["as_of"], grid["fixed"], grid["pinned"]) == ("2026-06-10", {"quiet": "loud"}, True)
    assert {cell["version"] for cell in grid["cells"]} == {"2026-09-01"}


def test_impossible_facts_are_an_answer_and_other_errors_are_not(runner: CliRunner, path: str) -> None:
    """A contradiction is named below the table; a day without a version is an error with exit code 3."""
    storm = runner.invoke(main, [path, "--grid", "storm.s.on=2026-02-01,2026-03-01"])
    assert (storm.exit_code, storm.stderr) == (0, "")
    assert "impossible in 1 cell: the facts contradict `storm_after_notice`" in storm.stdout
    early = runner.invoke(main, [path, "--grid", "as_of=2025-01-01..2026-01-01 by 1 month"])
    assert early.exit_code == 3
    assert early.stderr.count("error[E319]") == 5
    assert "and 7 more errors of other cells" in early.stderr
    assert "2026-01-01" in early.stdout


def test_a_scenario_with_errors_leaves_standard_output_empty(runner: CliRunner, tmp_path: Path) -> None:
    """Diagnostics go to standard error with exit code 3, and no file is written."""
    path = str(write(tmp_path, SCENARIO.replace("kind: registered", "kind: sealed")))
    for mode in (["--grid", KINDS], ["--grid", "as_of=2026-01-01"]):
        result = runner.invoke(main, [path, *mode, "-o", str(tmp_path / "out.svg")])
        assert (result.exit_code, result.stdout) == (3, "")
        assert "`notice.kind` cannot be `sealed`" in result.stderr
    assert not (tmp_path / "out.svg").exists()


def test_a_file_is_written_in_the_form_of_its_ending(runner: CliRunner, path: str, tmp_path: Path) -> None:
    """What is there is kept unless forced."""
    for name in ("g.svg", "g.json", "g.csv", "g.md", "g.txt"):
        result = runner.invoke(main, [path, "--grid", KINDS, "-o", str(tmp_path / name)])
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"wrote {tmp_path / name}\n")
    ET.fromstring((tmp_path / "g.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own text
    assert json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))["format"] == "1"
    refused = runner.invoke(main, [path, "--compare", "all", "-o", str(tmp_path / "g.md")])
    assert refused.exit_code == 2
    assert "--force overwrites it" in refused.stderr
    assert runner.invoke(main, [path, "--compare", "all", "-o", str(tmp_path / "g.md"), "--force"]).exit_code == 0
    assert "What differs" in (tmp_path / "g.md").read_text(encoding="utf-8")


def test_colour_only_repeats_the_words(runner: CliRunner, path: str) -> None:
    """With and without it the same is said."""
    for mode in (["--compare", "all", "--all"], ["--grid", KINDS]):
        plain = runner.invoke(main, [path, *mode]).stdout
        colored = runner.invoke(main, [path, *mode, "--color", "always"], color=True).stdout
        assert "\x1b[" in colored
        assert "\x1b[" not in plain
        without = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", colored).split("\n")]
        assert without == plain.split("\n")


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        ("--compare 2026-01-02,2026-06-01", "has no version `2026-01-02`; did you mean `2026-01-01`?"),
        ("--compare 2026-01-01", "the scenario is about `2026-01-01` already"),
        ("--compare 2026-06-01,2026-06-01", "the version `2026-06-01` is named twice"),
        ("--compare 2026-01-01,", "a version has no name"),
        ("--compare all,2026-01-01", "write `all` alone"),
        ("--compare all --grid calm=yes", "two questions; ask one of them"),
        ("--compare all --timeline", "leave them or --compare out"),
        ("--compare all --when rent", "leave them or --compare out"),
        ("--compare all --from 2026-01-01", "leave them or --compare out"),
        ("--compare all --strict", "leave --compare out"),
        ("--compare all --answer rent", "leave --compare out"),
        ("--compare all --format svg", "--format svg is no form of --compare; choose table"),
        ("--compare all --format html", "--format html is no form of --compare"),
        ("--compare all -o x.svg", "--format svg is no form of --compare"),
        ("--compare all --force", "name one with -o FILE"),
        ("--compare all --all --format json", "--format json has all answers anyway; leave --all out"),
        ("--compare all --party tenat", "there is no party `tenat`; did you mean `tenant`?"),
        ("--compare all --reading quite=soft", "there is no reading `quite`; did you mean `quiet`?"),
        ("--all", "add --compare VERSION"),
        ("--answer rent", "add --grid FACT=VALUES"),
        ("--format svg", "add --timeline, or --grid FACT=VALUES"),
        ("--grid calm", "write it like as_of=2026-01-01,2027-01-01"),
        ("--grid =yes", "names no fact and values"),
        ("--grid calm=yes --grid calm=no", "`calm` is given twice; write all its values in one --grid"),
        ("--grid calm=yes --grid as_of=2026-01-01 --grid let.part=room", "one fact or of two, not of 3"),
        ("--grid calm=", "`calm` has no values"),
        ("--grid calm=yes,yes", "`calm` is given `yes` twice; leave one out"),
        ("--grid calm=yes,*", "`calm` is given `yes` twice; leave one out"),
        ("--grid calm=maybe", "`calm` is yes or no, not `maybe`"),
        ("--grid calm=true", "write `yes`"),
        ("--grid clam=yes", "there is no fact `clam`; did you mean `calm`?"),
        ("--grid as_off=2026-01-01", "did you mean `as_of`?"),
        ("--grid as_of=soon", "`soon` is not a date"),
        ("--grid as_of=2026-02-30", "there is no day 30 in that month"),
        ("--grid as_of=*", "of type date, whose values cannot be listed; write them, or a range with a step"),
        ("--grid as_of=2026-01-01..2026-02-01", "has no step; write `2026-01-01..2026-02-01 by …`"),
        ("--grid as_of=2026-01-01 --as-of 2026-01-01", "`as_of` is a fact of the grid, and cannot be fixed as well"),
        ("--grid reading.quiet=* --reading quiet=soft", "`reading.quiet` is a fact of the grid"),
        ("--grid reading.quiet=unknown", "the reading `quiet` cannot be `unknown`; fix it to `soft` or `loud`"),
        ("--grid reading.quiet=anyone", "the reading `quiet` cannot be `anyone`; fix it to `soft` or `loud`"),
        ("--grid reading.quiet=sofd", "`quiet` cannot be `sofd`; did you mean `soft`?"),
        ("--grid reading.quite=soft", "there is no reading `quite`; did you mean `quiet`?"),
        ("--grid quiet=soft", "write `reading.quiet`"),
        ("--grid rent_due=1", "write `parameter.rent_due`"),
        ("--grid parameter.rent_du=1", "there is no parameter `rent_du`; did you mean `rent_due`?"),
        ("--grid notice=1", "name a value of a member: `notice.n.by`"),
        ("--grid notice.kind=plain", "name a value of a member: `notice.n.kind`"),
        ("--grid notice.m.kind=plain", "there is no `notice` `m`; stated are `n`, `notice_2`, `later`"),
        ("--grid notice.n.kin=plain", "`notice` has no `kin`; did you mean `kind`?"),
        ("--grid flood.a.on=2026-01-01", "facts are named like"),
        ("--grid let=1", "name a role of the act: `let.by`"),
        ("--grid let.parrt=room", "`sublet` has no `parrt`; did you mean `part`?"),
        ("--grid january.amount=1", "write `pay.january.amount`"),
        ("--grid pay.january.amount=100", "write `100 EUR`"),
        ("--grid storm.s.after=x", "there is no `notice` `x`"),
        ("--grid calm=yes --answer ren", "there is no norm or act `ren`; did you mean `rent`?"),
        ("--grid calm=yes --answer x", "known norms and acts: `let`, `january`, `rent`, `subletting`, `access`"),
        ("--grid calm=yes --answer rent:may", "`rent` has no members; write `rent`"),
        ("--grid calm=yes --answer repair", "there is no norm or act `repair`"),
        ("--grid calm=yes --party owner", "choose what a grid shows with --answer"),
        ("--grid calm=yes --all", "name what a grid shows with --answer"),
        ("--grid calm=yes --strict", "leave --grid out"),
        ("--grid calm=yes --timeline", "leave them or --grid out"),
        ("--grid calm=yes --format chart", "--format chart is no form of --grid; choose svg"),
        ("--grid calm=yes -o x.html", "--format html is no form of --grid; choose svg"),
        ("--grid calm=yes --reading quite=soft", "there is no reading `quite`; did you mean `quiet`?"),
        ("again.yaml --grid calm=yes", "--grid changes the facts of one scenario; name one"),
    ],
)
def test_wrong_usage_is_exit_two_with_a_cure(runner: CliRunner, path: str, arguments: str, cure: str) -> None:
    """A mistyped command ends with exit code 2, one helpful line on standard error, and nothing on standard output."""
    result = runner.invoke(main, [path, *arguments.split()])
    assert (result.exit_code, result.stdout) == (2, "")
    assert cure in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("values", "cure"),
    [
        ("as_of=2026-02-01..2026-01-01 by 1 day", "ends before it starts"),
        ("as_of=2026-01-01..2026-02-01 by 0 days", "never ends"),
        ("as_of=0001-01-01..9999-01-01 by 1 day", "has more than 10,000 values"),
        ("pay.january.amount=1 EUR..5 EUR by 1", "write each number in EUR"),
        ("pay.january.amount=100 EUR, 100.00 EUR", "`100 EUR` twice, as `100 EUR` and as `100.00 EUR`"),
        ("pay.january.amount=1 USD", "amounts are never converted"),
        ("notice.n.on=between 2026-03-02 and 2026-03-01", "the lower bound is above the upper one"),
        ("calm=a: b", "not a mapping"),
        ("calm='yes", "`'` is missing"),
        ("calm=&x yes", "`calm`:"),
    ],
)
def test_wrong_values_have_a_cure(runner: CliRunner, path: str, values: str, cure: str) -> None:
    """Ranges, amounts, bounds and what is no value at all."""
    result = runner.invoke(main, [path, "--grid", values])
    assert (result.exit_code, result.stdout) == (2, "")
    assert cure in " ".join(result.stderr.split())


def test_the_shell_completes_versions_and_facts(path: str) -> None:
    """After `--compare` stand versions, after `--grid` the facts of the scenario, after `--answer` its clauses."""

    def completed(option: str, incomplete: str) -> list[str]:
        completion = ShellComplete(main, {}, "evaluate", "_COMPLETE")
        return [offer.value for offer in completion.get_completions([path, option], incomplete)]

    names = ["--library", str(Path(path).parent)]
    completion = ShellComplete(main, {}, "evaluate", "_COMPLETE")
    offers = completion.get_completions([path, *names, "--compare"], "2026-0")
    assert [offer.value for offer in offers] == ["2026-01-01", "2026-06-01", "2026-09-01"]
    more = completion.get_completions([path, *names, "--compare"], "2026-01-01,2026-06")
    assert [offer.value for offer in more] == ["2026-01-01,2026-06-01"]
    assert [offer.value for offer in completion.get_completions([path, *names, "--compare"], "a")] == ["all"]
    assert completed("--grid", "let.p") == ["let.part="]
    assert completed("--grid", "as") == ["as_of="]


LIGHT = """
import sys
from evaluator.cli import evaluate
try:
    evaluate.main(sys.argv[1:])
except SystemExit:
    pass
heavy = {"rich", "jsonschema", "importlib.metadata", "importlib.resources", "click.shell_completion", "html"}
print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("form", ["json", "csv", "markdown", "svg"])
def test_nothing_heavy_is_imported_for_what_does_not_need_it(path: str, form: str) -> None:
    """Data and pictures are written without rich."""
    mode = ["--grid", KINDS] if form == "svg" else ["--compare", "all"]
    command = [sys.executable, "-c", LIGHT, path, *mode, "--format", form]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert done.stdout


def test_standard_input_can_be_asked(runner: CliRunner, tmp_path: Path) -> None:
    """`-` reads the scenario, for a comparison and for a grid."""
    write(tmp_path)
    library = ["--library", str(tmp_path)]
    assert "peace" in runner.invoke(main, ["-", "--compare", "all", *library], input=SCENARIO).stdout
    assert "registered" in runner.invoke(main, ["-", "--grid", KINDS, *library], input=SCENARIO).stdout
