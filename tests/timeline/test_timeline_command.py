"""`evaluate --timeline` and `--when` write each form where it belongs, and say how wrong usage is put right."""

import csv
import json
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from evaluator.cli.evaluate import main
from evaluator.report import timeline_chart, timeline_html, timeline_markdown, timeline_svg, timeline_table
from evaluator.report.timeline_data import render_csv, render_json
from evaluator.report.timeline_sections import of_norms, of_parties
from tests.repository import ROOT
from tests.timeline.samples import LEASE, PARTNERSHIP
from tests.timeline.stand_in import BROKEN, OTHER, WARNED, StandIn


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("table", timeline_table.render(LEASE, width=100)),
        ("chart", timeline_chart.render(LEASE, width=100)),
        ("markdown", timeline_markdown.render(LEASE)),
        ("json", render_json([LEASE])),
        ("csv", render_csv([LEASE])),
        ("svg", timeline_svg.render(LEASE)),
        ("html", timeline_html.render([LEASE])),
    ],
)
def test_each_form_is_its_report_and_nothing_else(runner: CliRunner, stand_in: StandIn, form: str, text: str) -> None:
    """Standard output holds what the report writes, byte for byte."""
    result = runner.invoke(main, ["s.yaml", "--timeline", "--format", form])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == text.encode()
    assert stand_in.asked


def test_a_table_is_the_default(runner: CliRunner, stand_in: StandIn) -> None:
    """Without a form the changes are printed day by day, without colour where there is no terminal."""
    result = runner.invoke(main, ["s.yaml", "--timeline"])
    assert result.stdout == timeline_table.render(LEASE, width=100)
    assert "\x1b[" in runner.invoke(main, ["s.yaml", "--timeline", "--color", "always"], color=True).stdout
    assert stand_in.asked


def test_options_reach_the_engine(runner: CliRunner, stand_in: StandIn) -> None:
    """The days, the agreement, the readings and the libraries are handed on as typed values."""
    command = "s.yaml --timeline --from 2026-01-01 --to 2026-06-30 --agreement a@1 --reading x=y --library ."
    assert runner.invoke(main, command.split()).exit_code == 0
    ((path, request, start, end),) = stand_in.asked
    assert (path, start, end) == ("s.yaml", date(2026, 1, 1), date(2026, 6, 30))
    assert (request.agreement, request.readings, request.libraries) == ("a@1", {"x": "y"}, (".",))


def test_without_days_the_timeline_chooses_them(runner: CliRunner, stand_in: StandIn) -> None:
    """Neither, one or both of `--from` and `--to` may be given."""
    runner.invoke(main, ["s.yaml", "--timeline"])
    runner.invoke(main, ["s.yaml", "--timeline", "--to", "2026-06-30"])
    assert [asked[2:] for asked in stand_in.asked] == [(None, None), (None, date(2026, 6, 30))]


def test_when_shows_the_life_of_a_norm(runner: CliRunner, stand_in: StandIn) -> None:
    """`--when` alone is enough; a clause stands for all its members, and it may be repeated."""
    one = runner.invoke(main, ["s.yaml", "--when", "rent:july"])
    assert one.stdout == timeline_table.render_lives(of_norms(LEASE, {"rent:july"}), width=100)
    assert "X 4 Jul 2026 to 3 Aug 2026" in one.stdout
    family = runner.invoke(main, ["s.yaml", "--when", "rent", "--when", "access", "--format", "csv"])
    rows = csv.DictReader(StringIO(family.stdout))
    assert len({row["address"] for row in rows}) == 13
    assert stand_in.asked


def test_a_party_is_chosen_by_word_or_full_name(runner: CliRunner, stand_in: StandIn) -> None:
    """`--party` leaves what binds or benefits the party, in every form."""
    for name in ("panel", "The Independent Expert Panel"):
        found = json.loads(runner.invoke(main, [OTHER, "--timeline", "--party", name, "--format", "json"]).stdout)
        assert [norm["address"] for norm in found["norms"]] == ["panel_verification"]
    shown = runner.invoke(main, [OTHER, "--timeline", "--party", "panel", "--format", "svg"]).stdout
    assert shown == timeline_svg.render(of_parties(PARTNERSHIP, {"panel"}))
    assert stand_in.asked


def test_several_scenarios_are_shown_one_after_another(runner: CliRunner, stand_in: StandIn) -> None:
    """Each under the name of its file; in JSON an array with null for errors, in CSV one table, in HTML one page."""
    result = runner.invoke(main, ["a.yaml", BROKEN, OTHER, "--timeline"])
    assert result.exit_code == 3
    assert "error[E999]" in result.stderr
    assert [line for line in result.stdout.splitlines() if line.endswith(".yaml")] == ["a.yaml", OTHER]
    array = json.loads(runner.invoke(main, ["a.yaml", BROKEN, OTHER, "--timeline", "--format", "json"]).stdout)
    assert [one and one["title"] for one in array] == [LEASE.title, None, PARTNERSHIP.title]
    table = runner.invoke(main, ["a.yaml", OTHER, "--timeline", "--format", "csv"]).stdout
    assert table == render_csv([LEASE, PARTNERSHIP])
    page = runner.invoke(main, ["a.yaml", OTHER, "--timeline", "--format", "html"]).stdout
    assert page == timeline_html.render([LEASE, PARTNERSHIP])
    assert stand_in.asked


def test_an_error_leaves_standard_output_empty(runner: CliRunner, stand_in: StandIn, tmp_path: Path) -> None:
    """Diagnostics go to standard error with exit code 3, in every form, and no file is written."""
    for form in ("table", "chart", "json", "markdown", "svg", "html"):
        result = runner.invoke(main, [BROKEN, "--timeline", "--format", form])
        assert (result.exit_code, result.stdout) == (3, "")
        assert "= help: write `as_of`" in result.stderr
    assert runner.invoke(main, [BROKEN, "--timeline", "-o", str(tmp_path / "t.svg")]).exit_code == 3
    assert list(tmp_path.iterdir()) == []
    assert stand_in.asked


def test_a_warning_is_no_finding(runner: CliRunner, stand_in: StandIn) -> None:
    """It goes to standard error, and the exit code is 0."""
    result = runner.invoke(main, [WARNED, "--timeline", "--format", "json"])
    assert result.exit_code == 0
    assert "nothing is asked" in result.stderr
    assert stand_in.asked


def test_a_file_is_written_in_the_form_of_its_ending(runner: CliRunner, stand_in: StandIn, tmp_path: Path) -> None:
    """`-o timeline.svg` draws; a form that is named goes before the ending."""
    for name, text in (
        ("t.svg", timeline_svg.render(LEASE)),
        ("t.html", timeline_html.render([LEASE])),
        ("t.json", render_json([LEASE])),
        ("t.csv", render_csv([LEASE])),
        ("t.md", timeline_markdown.render(LEASE)),
        ("t.txt", timeline_table.render(LEASE, width=100)),
    ):
        result = runner.invoke(main, ["s.yaml", "--timeline", "-o", str(tmp_path / name)])
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"wrote {tmp_path / name}\n"
        assert (tmp_path / name).read_text(encoding="utf-8") == text
    runner.invoke(main, ["s.yaml", "--timeline", "--format", "svg", "-o", str(tmp_path / "picture")])
    ET.fromstring((tmp_path / "picture").read_text(encoding="utf-8"))  # noqa: S314 - our own text
    assert stand_in.asked


def test_a_file_that_is_there_is_kept_unless_forced(runner: CliRunner, stand_in: StandIn, tmp_path: Path) -> None:
    """Whoever mistypes the file to write as that of the scenario loses nothing."""
    file = tmp_path / "scenario.yaml"
    file.write_text("agreement: lease\n", encoding="utf-8")
    refused = runner.invoke(main, ["s.yaml", "--timeline", "-o", str(file)])
    assert refused.exit_code == 2
    assert "--force overwrites it" in refused.stderr
    assert file.read_text(encoding="utf-8") == "agreement: lease\n"
    assert runner.invoke(main, ["s.yaml", "--timeline", "-o", str(file), "--force"]).exit_code == 0
    assert file.read_text(encoding="utf-8") == timeline_table.render(LEASE, width=100)
    assert stand_in.asked


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        ("s.yaml --from 2026-01-01", "add --timeline, or --when CLAUSE"),
        ("s.yaml --to 2026-01-01", "add --timeline, or --when CLAUSE"),
        ("s.yaml --format chart", "--format chart draws a timeline; add --timeline"),
        ("s.yaml --format svg", "add --timeline"),
        ("s.yaml -o t.html", "--output writes a timeline; add --timeline"),
        ("s.yaml --force", "--force overwrites the file of --output"),
        ("s.yaml --timeline --force", "--force overwrites the file of --output"),
        ("s.yaml --timeline --from 2026-02-01 --to 2026-01-01", "--from 2026-02-01 is after --to 2026-01-01"),
        ("s.yaml --timeline --from soon", "write it like 2029-06-01"),
        ("s.yaml --timeline --from 2026-02-31", "is not in the calendar"),
        ("s.yaml --timeline --to 2026-02-01T10:30", "write a date like 2029-06-01"),
        ("s.yaml --timeline --as-of 2026-01-01", "from --from and --to"),
        ("s.yaml --timeline --strict", "leave it out, or leave --timeline out"),
        ("a.yaml b.yaml --timeline --format svg", "draw all with --format html"),
        ("s.yaml --when acess", "there is no norm `acess`; did you mean `access`?"),
        ("s.yaml --when rent:juli", "`rent` has no member `juli`; did you mean `july`?"),
        ("s.yaml --when rent:x", "its members are `january`, `february`"),
        ("s.yaml --when access:x", "`access` is one norm without members; write --when access"),
        ("s.yaml --when x", "the clauses are `rent`, `access`, `notice`, `option` and `peace`"),
        ("s.yaml --timeline --party tenat", "there is no party `tenat`; did you mean `tenant`?"),
        ("- - --timeline", "standard input can be read only once"),
    ],
)
def test_wrong_usage_is_exit_two_with_a_cure(runner: CliRunner, stand_in: StandIn, arguments: str, cure: str) -> None:
    """A mistyped command ends with exit code 2, one helpful line on standard error, and nothing on standard output."""
    result = runner.invoke(main, arguments.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert cure in " ".join(result.stderr.split())
    assert len(stand_in.asked) <= 1


AGREEMENT = """\
agreement: lease
version: 2026-01-01
parties: [tenant, owner]
actions: {use_studio: {}}
clauses:
  access: {who: tenant, may: use_studio, to: owner}
"""


def test_the_shell_completes_clauses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After `--when` stand the clauses of the agreement that the scenario names."""
    (tmp_path / "lease.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "scenario.yaml").write_text("agreement: lease\nas_of: 2026-05-01\n", encoding="utf-8")
    monkeypatch.setenv("EVALUATOR_LIBRARY", str(tmp_path))
    completion = ShellComplete(main, {}, "evaluate", "_COMPLETE")
    offers = completion.get_completions([str(tmp_path / "scenario.yaml"), "--when"], "a")
    assert [offer.value for offer in offers] == ["access"]


LIGHT = """
import sys
from evaluator.cli import evaluate, timelines
from evaluator.cli.calls import ScenarioTimeline
if sys.argv[1]:
    from tests.timeline.samples import LEASE
    timelines.timeline_of_scenario = lambda *asked: ScenarioTimeline(LEASE)
    try:
        evaluate.main(["s.yaml", "--timeline", "--format", sys.argv[1]])
    except SystemExit:
        pass
heavy = {"rich", "jsonschema", "importlib.metadata", "importlib.resources", "click.shell_completion", "html"}
found = sorted(heavy & set(sys.modules)) or sorted(one for one in sys.modules if "report.timeline" in one)
print(found if not sys.argv[1] else sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("form", ["", "json", "csv", "svg"])
def test_nothing_heavy_is_imported_for_what_does_not_need_it(form: str) -> None:
    """The command starts without any of the timeline's reports, and data and pictures are written without rich."""
    done = subprocess.run([sys.executable, "-c", LIGHT, form], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


EXAMPLE = str(ROOT / "examples" / "panel_confirms_agi.yaml")


def test_a_real_scenario_tells_when_a_norm_ends(runner: CliRunner) -> None:
    """Of the example that ships, `--when` says from when to when a licence is in force, and why it ends."""
    result = runner.invoke(main, [EXAMPLE, "--when", "research_ip"])
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert "28 Oct 2025 to 1 May 2029 in force" in shown
    assert "since 2 May 2029 ended" in shown
    assert "verdict verdict_1, 2029-05-02" in shown


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "chart", "svg", "html"])
def test_a_real_scenario_has_every_form(runner: CliRunner, form: str) -> None:
    """The example that ships is shown in each form; the picture takes at most 45 kB."""
    result = runner.invoke(
        main, [EXAMPLE, "--timeline", "--from", "2025-01-01", "--to", "2032-12-31", "--format", form]
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert "research" in result.stdout
    if form == "svg":
        assert len(result.stdout_bytes) < 45_000
