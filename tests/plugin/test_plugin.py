"""Scenarios, worked cases and laws as tests of pytest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from _pytest.assertion.rewrite import AssertionRewriter

import evaluator
from tests.coverage.gym import scenario, written
from tests.coverage.test_coverage import SCENARIOS
from tests.repository import ROOT

pytest_plugins = ["pytester"]

# Loaded by its own name, so that these tests do not depend on how the package was installed.
LOADED = ("-p", "no:clauses", "-p", "clause_evaluator_pytest", "-p", "no:cacheprovider")


@pytest.fixture
def gym(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project whose scenarios about the gym stand in `scenarios`."""
    written(pytester.path, {}, second=True)
    pytester.makeini("[pytest]\nclauses = scenarios\nclause_library = .\n")
    add(pytester, **SCENARIOS)
    return pytester


def add(pytester: pytest.Pytester, **scenarios: str) -> None:
    """Scenarios by name."""
    folder = pytester.path / "scenarios"
    folder.mkdir(exist_ok=True)
    for name, text in scenarios.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest with the plugin, in this process."""
    return pytester.runpytest_inprocess(*LOADED, *arguments)


def collected(pytester: pytest.Pytester, *arguments: str) -> list[str]:
    """The tests that are found."""
    found = run(pytester, "--collect-only", "-q", *arguments).outlines
    return [line for line in found if "::" in line]


def test_each_expected_answer_is_a_test(gym: pytest.Pytester) -> None:
    """By the address of the norm or act; a folder is collected because the project says so."""
    add(gym, two=scenario("{access: in_force, dues: breached, agreement: in_force}"))
    assert collected(gym, "scenarios/two.yaml") == [
        f"scenarios/two.yaml::{name}" for name in ("access", "dues", "agreement")
    ]
    run(gym).assert_outcomes(passed=8)


def test_nothing_is_collected_unless_it_is_asked_for(pytester: pytest.Pytester) -> None:
    """A project that says nothing has its own tests only, whatever YAML stands beside them."""
    written(pytester.path, SCENARIOS)
    pytester.makepyfile("def test_own(): pass")
    run(pytester).assert_outcomes(passed=1)
    run(pytester, "--clauses").assert_outcomes(passed=6)
    run(pytester, "over.yaml").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("glob", "found"),
    [
        ("a", {"a/x.yaml", "a/b/y.yaml"}),
        ("a/", {"a/x.yaml", "a/b/y.yaml"}),
        ("a/*.yaml", {"a/x.yaml"}),
        ("**/*.yaml", {"a/x.yaml", "a/b/y.yaml", "z.yaml"}),
        ("a/**/y.yaml", {"a/b/y.yaml"}),
        ("a/**/x.yaml", {"a/x.yaml"}),
        ("?.yaml", {"z.yaml"}),
        ("A", set()),
    ],
)
def test_globs_say_which_files_are_tests(pytester: pytest.Pytester, glob: str, found: set[str]) -> None:
    """A folder stands for all that is in it, `*` for names in one folder, `**` for folders."""
    written(pytester.path, {})
    for name in ("a/x.yaml", "a/b/y.yaml", "z.yaml"):
        path = pytester.path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(SCENARIOS["over"], encoding="utf-8")
    pytester.makeini(f"[pytest]\nclauses = {glob}\nclause_library = .\n")
    assert {line.partition("::")[0] for line in collected(pytester)} == found


def test_what_is_no_test_is_left_out_of_a_folder_and_refused_by_name(gym: pytest.Pytester) -> None:
    """Agreements and scenarios without `expect:` may stand beside tests."""
    add(gym, plain="agreement: gym\nas_of: 2026-05-01\n", foreign="services: {web: {image: x}}\n")
    run(gym, "--clauses").assert_outcomes(passed=5)
    result = run(gym, "scenarios/plain.yaml", "gym/2026-01-01.yaml", "scenarios/foreign.yaml")
    result.assert_outcomes(failed=3)
    result.stdout.fnmatch_lines(
        [
            "scenarios/plain.yaml: this scenario expects nothing, so that it is no test; add `expect:`",
            "gym/2026-01-01.yaml: this is an agreement, not a scenario; name scenarios that are about it",
            "error?E201?: this is neither an agreement nor a scenario",
        ]
    )


def test_a_failure_shows_both_answers_the_place_and_why(gym: pytest.Pytester) -> None:
    """Expected beside actual, and the argument that `evaluate --why` gives; one line of it in the summary."""
    add(gym, wrong=scenario("{access: in_force}", day="2027-02-01"))
    result = run(gym, "scenarios/wrong.yaml")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*scenarios/wrong.yaml::access*",
            "scenarios/wrong.yaml: 1 expectation failed",
            "*expected*actual*",
            "*scenarios/wrong.yaml:4*access state*in_force*not_in_force (ended)*",
            "access on 1 Feb 2027: not in force: ended*",
            "*through 2026-12-31*gym/2026-01-01.yaml:17*",
            "FAILED scenarios/wrong.yaml::access - access state: expected in_force*",
        ]
    )
    assert "Traceback" not in result.stdout.str()


def test_an_answer_that_is_missing_is_a_failure(gym: pytest.Pytester) -> None:
    """An address that no norm has is an error of the file, shown with its place and cure."""
    add(gym, wrong=scenario("{acces: in_force}"))
    result = run(gym, "scenarios/wrong.yaml")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["error?E*", " --> scenarios/wrong.yaml:4:*", "*help: did you mean `access`?*"])


def test_a_broken_file_fails_and_says_where(gym: pytest.Pytester) -> None:
    """A file that cannot be read is one test that fails; the others run."""
    add(
        gym,
        broken="agreement: gym\nas_of: [2026-01-01\nexpect: {access: in_force}\n",
        odd=scenario("{access: in_forc}"),
    )
    result = run(gym)
    result.assert_outcomes(passed=5, failed=2)
    result.stdout.fnmatch_lines([" --> scenarios/broken.yaml:2:8", "*help: did you mean `in_force`?*"])
    assert "Traceback" not in result.stdout.str()


def test_what_is_wrong_with_a_scenario_is_said_once(gym: pytest.Pytester) -> None:
    """Two expectations fail with the same facts; the diagnostic stands with the first."""
    add(gym, wrong=scenario("{access: in_force, dues: breached}", facts="{injry: none}"))
    result = run(gym, "scenarios/wrong.yaml")
    result.assert_outcomes(failed=2)
    assert result.stdout.str().count(" --> scenarios/wrong.yaml:4:") == 1
    result.stdout.fnmatch_lines(["*the scenario has errors; they are shown with `access`"])


def test_tests_are_chosen_as_pytest_chooses(gym: pytest.Pytester) -> None:
    """By node, by word, by marker, and up to the first failure."""
    add(gym, two=scenario("{access: not_in_force, dues: not_in_force}"))
    run(gym, "scenarios/two.yaml::dues").assert_outcomes(failed=1)
    run(gym, "-k", "access and over").assert_outcomes(passed=1, deselected=6)
    run(gym, "-m", "clauses", "--strict-markers").assert_outcomes(passed=5, failed=2)
    run(gym, "-m", "not clauses").assert_outcomes(deselected=7)
    run(gym, "-x", "scenarios/two.yaml").assert_outcomes(failed=1)


def test_failures_are_remembered(gym: pytest.Pytester) -> None:
    """`--lf` runs what failed, and nothing else."""
    add(gym, two=scenario("{access: in_force, dues: not_in_force}", day="2028-01-01"))
    loaded = LOADED[:4]
    gym.runpytest_inprocess(*loaded).assert_outcomes(passed=5, failed=2)
    gym.runpytest_inprocess(*loaded, "--lf").assert_outcomes(failed=2)


def test_worked_cases_of_a_pattern_are_tests(pytester: pytest.Pytester) -> None:
    """By their titles; a case that comes out otherwise fails at its line."""
    text = (ROOT / "rules" / "exclusivity" / "1.yaml").read_text(encoding="utf-8")
    path = pytester.path / "1.yaml"
    path.write_text(text, encoding="utf-8")
    names = collected(pytester, "1.yaml")
    assert names
    run(pytester, "1.yaml").assert_outcomes(passed=len(names))
    before, cases = text.split("\ncases:", 1)
    path.write_text(before + "\ncases:" + cases.replace(": prohibited", ": permitted", 1), encoding="utf-8")
    result = run(pytester, "--clauses")
    result.assert_outcomes(passed=len(names) - 1, failed=1)
    result.stdout.fnmatch_lines(["*expected*actual*", "*1.yaml:*permitted*prohibited*"])


def test_machines_read_the_failure(gym: pytest.Pytester) -> None:
    """The JUnit file has the line of the summary and the comparison."""
    add(gym, wrong=scenario("{access: in_force}", day="2027-02-01"))
    run(gym, "scenarios/wrong.yaml", "--junitxml=report.xml")
    failure = ET.parse(gym.path / "report.xml").getroot().find(".//failure")  # noqa: S314 - we wrote it
    assert failure is not None
    assert failure.get("message") == "access state: expected in_force, not not_in_force (ended)"
    assert "access on 1 Feb 2027" in (failure.text or "")


def test_laws_are_tested_once_for_each_version(gym: pytest.Pytester) -> None:
    """Of the versions that govern in the scenarios; those that are named, so often as is said."""
    names = collected(gym, "--clause-laws=order,no_conflict")
    laws = [name for name in names if "::law " in name]
    assert [name.partition("::")[2] for name in laws] == [
        f"law {law} of gym@{version}" for version in ("2026-01-01", "2027-01-01") for law in ("order", "no conflict")
    ]
    result = run(gym, "--clause-laws=order", "--clause-laws-examples=2", "-m", "clause_law", "scenarios/guided.yaml")
    result.assert_outcomes(passed=1, deselected=1)


def test_a_law_that_fails_shows_its_scenario(pytester: pytest.Pytester) -> None:
    """A duty and a prohibition of one act conflict; the scenario is shown as a file would say it."""
    pytester.path.joinpath("clash.yaml").write_text(
        "agreement: clash\nversion: 2026-01-01\nparties: [a, b]\nactions: {call: {}}\n"
        "clauses:\n  free: {who: a, may: call, to: b}\n  barred: {who: a, must not: call, to: b}\n",
        encoding="utf-8",
    )
    pytester.path.joinpath("x.yaml").write_text(
        "agreement: clash\nas_of: 2026-02-01\nexpect: {free: in_force}\n", encoding="utf-8"
    )
    result = run(pytester, "x.yaml", "--clause-laws=no conflict", "--clause-laws-examples=20")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["the law `no conflict` does not hold*", "agreement: clash*", "as_of: *"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--clause-laws=ordr"], "there is no law `ordr`; did you mean `order`?"),
        (["--clause-laws", "scenarios"], "write --clause-laws=all scenarios"),
        (["--clause-laws-examples=3"], "add --clause-laws"),
        (["--clause-laws", "--clause-laws-examples=0"], "a number of at least 1, not 0"),
        (["--clause-coverage", "scenarios"], "write --clause-coverage=table scenarios"),
        (["--clause-coverage=xml:a"], "table, json:FILE or lines:FOLDER, not `xml:a`"),
        (["--clause-coverage=json"], "not `json`"),
        (["--clause-coverage-at-least=50"], "add --clause-coverage"),
        (["--clause-coverage", "--clause-coverage-at-least=101"], "from 0 to 100, not 101"),
        (["--clause-library=nowhere"], "there is no folder `nowhere`"),
    ],
)
def test_options_that_make_no_sense_are_refused(gym: pytest.Pytester, arguments: list[str], words: str) -> None:
    """Before anything is collected, with what to write instead."""
    result = run(gym, *arguments)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert words in result.stderr.str()


def test_the_plugin_costs_nothing_where_nobody_wants_it(pytester: pytest.Pytester) -> None:
    """A project without scenarios imports neither the evaluator nor Hypothesis on its account."""
    pytester.path.joinpath("values.yaml").write_text("agreement: x\nexpect: {a: ended}\n", encoding="utf-8")
    pytester.makepyfile(
        "import sys\ndef test_light(): assert not {'evaluator', 'yaml', 'hypothesis.strategies'} & {*sys.modules}"
    )
    pytester.runpytest_subprocess(*LOADED, "-p", "no:hypothesispytest").assert_outcomes(passed=1)


def test_the_suite_of_this_repository_is_left_alone() -> None:
    """Its folders of scenarios are not collected unless they are named."""
    command = [sys.executable, "-m", "pytest", *LOADED, "--collect-only", "-q", "examples/ip"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout


def test_no_warning_is_given_to_who_imported_the_package_before() -> None:
    """Of distributions that have plugins, pytest rewrites the modules, and warns of what is loaded already."""
    assert AssertionRewriter.is_rewrite_disabled(evaluator.__doc__ or "")


def test_pytest_finds_the_plugin() -> None:
    """The entry point names the module that stands beside the package."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\nclauses = "clause_evaluator_pytest"\n' in text
    assert Path(ROOT / "clause_evaluator_pytest.py").exists()
