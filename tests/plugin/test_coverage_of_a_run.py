"""The coverage of a run of pytest: of one process or several, reported, and wanted."""

from __future__ import annotations

import json

import pytest

import evaluator
from evaluator.api.coverage import coverage
from evaluator.api.scenarios import Loaded
from evaluator.report.coverage_data import coverage_data
from tests.coverage.gym import scenario
from tests.coverage.test_coverage import SCENARIOS
from tests.plugin.test_plugin import LOADED, add, gym, run

__all__ = ["gym"]
pytest_plugins = ["pytester"]
JSON = "--clause-coverage=json:coverage.json"


def read(pytester: pytest.Pytester) -> object:
    """The JSON file of a run."""
    return json.loads((pytester.path / "coverage.json").read_text(encoding="utf-8"))


def test_a_run_sees_what_its_scenarios_see(gym: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as the function gives for the same scenarios."""
    run(gym, JSON).assert_outcomes(passed=5)
    monkeypatch.chdir(gym.path)
    known: Loaded = {}
    scenarios = [
        evaluator.load_scenario(f"scenarios/{name}.yaml", library=["."], loaded=known) for name in sorted(SCENARIOS)
    ]
    assert read(gym) == coverage_data(coverage(scenarios))


def test_several_processes_see_the_same_together(gym: pytest.Pytester) -> None:
    """With pytest-xdist, byte for byte, though the answers of one file may be tested in two processes."""
    pytest.importorskip("xdist")
    add(gym, two=scenario("{access: in_force, dues: breached}"))
    run(gym, JSON).assert_outcomes(passed=7)
    alone = (gym.path / "coverage.json").read_bytes()
    gym.runpytest_subprocess(*LOADED, "-n2", JSON).assert_outcomes(passed=7)
    assert (gym.path / "coverage.json").read_bytes() == alone


def test_only_tests_that_ran_are_seen(gym: pytest.Pytester) -> None:
    """What was deselected expects nothing."""
    add(gym, two=scenario("{access: in_force, dues: breached}"))
    run(gym, JSON, "scenarios/two.yaml::dues")
    found = read(gym)
    assert isinstance(found, dict)
    (measured,) = found["agreements"]
    assert measured["scenarios"] == [{"name": "scenarios/two.yaml", "expectations": 1}]
    assert {part["subject"] for part in measured["parts"] if part["seen"]} == {"dues"}


def test_a_test_that_fails_is_seen_and_its_explanation_is_not(gym: pytest.Pytester) -> None:
    """Why an answer is what it is looks at more than the answer did."""
    add(gym, right=scenario("{access: ended}", day="2027-03-01"))
    run(gym, JSON, "scenarios/right.yaml")
    right = read(gym)
    add(gym, right=scenario("{access: in_force}", day="2027-03-01"))
    run(gym, JSON, "scenarios/right.yaml").assert_outcomes(failed=1)
    assert read(gym) == right


def test_the_table_stands_at_the_end(gym: pytest.Pytester) -> None:
    """With the share that is wanted, and the files that were written."""
    wanted = "--clause-coverage-at-least=50"
    result = run(gym, "--clause-coverage", "--clause-coverage=lines:out", JSON, wanted)
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(
        [
            "*clause coverage*",
            "gym (2026-01-01 and 2027-01-01): 5 scenarios with 5 expectations",
            "*all ways*one way*no way*outcomes seen",
            "  26: dues: was never looked at",
            "wrote 2 files to out",
            "wrote coverage.json",
            "*% of outcomes seen, 50% wanted",
        ]
    )
    assert (gym.path / "out" / "gym" / "2026-01-01.yaml.txt").exists()


def test_too_little_fails_the_run(gym: pytest.Pytester) -> None:
    """Every test passes, and the exit code says that it is not enough; looking for tests only asks for nothing."""
    options = ("--clause-coverage", "--clause-coverage-at-least=99.9")
    result = run(gym, *options)
    result.assert_outcomes(passed=5)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["FAILED: *% of outcomes seen, 99.9% wanted"])
    assert run(gym, *options, "--collect-only").ret == pytest.ExitCode.OK


def test_worked_cases_count(pytester: pytest.Pytester) -> None:
    """A pattern's own cases cover its text."""
    from tests.repository import ROOT

    text = (ROOT / "rules" / "exclusivity" / "1.yaml").read_text(encoding="utf-8")
    pytester.path.joinpath("1.yaml").write_text(text, encoding="utf-8")
    run(pytester, "1.yaml", JSON)
    found = read(pytester)
    assert isinstance(found, dict)
    assert found["outcomes"]["seen"] > 0


def test_a_report_that_cannot_be_written_is_said(gym: pytest.Pytester) -> None:
    """The tests have run; the exit code is that of wrong usage."""
    gym.path.joinpath("taken").write_text("", encoding="utf-8")
    result = run(gym, "--clause-coverage=json:taken/coverage.json", "scenarios/over.yaml")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(["`taken` cannot be written: *"])
