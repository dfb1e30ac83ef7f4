"""Each cell of a grid is what a scenario file with these values written into it would give."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import evaluator
from evaluator.api.changed import Changes, changed
from evaluator.api.scenarios import Loaded
from evaluator.comparisons.results import Result, Standing, result, subjects
from evaluator.diagnostics import ScenarioError
from evaluator.report.data import outcome_data
from tests.comparisons.editing import edited, scenario_of, tree
from tests.comparisons.samples import SCENARIO, load, write
from tests.meaning.effort import effort
from tests.repository import ROOT

pytestmark = pytest.mark.once

EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))
PANEL = ROOT / "examples" / "panel_confirms_agi.yaml"
LOADED: Loaded = {}
"""The agreements of the examples, read once."""


def results_of(scenario: evaluator.Scenario) -> dict[str, Result]:
    """What comes out for every norm and act of a scenario."""
    return {subject.address: result(answer) for subject, answer in subjects(evaluator.evaluate(scenario))}


def grid_of_all(scenario: evaluator.Scenario, facts: dict[str, list[object]]) -> evaluator.Grid:
    """A grid that shows every norm and every act there is in the first cell that can be evaluated."""
    outcome = evaluator.evaluate(scenario)
    return evaluator.grid(scenario, facts, answers=[norm.clause for norm in outcome] + [act.id for act in outcome.acts])


VALUES = {
    "as_of": ["2026-02-01", "2026-02-03", "2026-03-01", "2026-07-01", "2026-09-01 10:30"],
    "notice.n.kind": ["plain", "registered", "unknown"],
    "notice.n.on": ["2026-01-31", "2026-04-30", "at least 2026-03-01", "unknown"],
    "notice.n.read": ["yes", "no", "unknown"],
    "notice.notice_2.by": ["tenant", "owner", "agent"],
    "notice.notice_2.read": ["yes", "no"],
    "notice.later.kind": ["plain", "registered"],
    "notice.later.read": ["yes"],
    "storm.s.on": ["2026-02-28", "2026-03-01", "never"],
    "storm.s.after": ["n", "notice_2", "later", "unknown"],
    "calm": ["yes", "no", "unknown"],
    "pay.january.amount": ["899.99 EUR", "900 EUR", "between 1 EUR and 900 EUR"],
    "let.via": ["tenant", "agent", "unknown", "anyone"],
    "let.part": ["room", "whole"],
    "let.on": ["2026-02-01", "2026-04-30 12:00"],
    "parameter.rent_due": ["1 EUR", "1 thousand EUR", "unknown"],
    "reading.quiet": ["soft", "loud"],
}

IMPOSSIBLE = {("storm.s.on", "2026-02-28"), ("notice.n.on", "2026-04-30"), ("storm.s.after", "later")}
"""A storm before the notice that it follows, a notice after the storm, a storm that follows a later notice."""


@pytest.mark.parametrize("address", VALUES)
def test_a_cell_is_what_the_edited_file_gives(address: str, tmp_path: Path) -> None:
    """Of every kind of fact: stated, assumed, stated for the first time, of members with and without an id."""
    grid = grid_of_all(load(tmp_path), {address: [*VALUES[address]]})
    answers = [subject.address for subject in grid.answers]
    for value in VALUES[address]:
        file = tree(tmp_path / "scenario.yaml")
        edited(file, address, value)
        cell, scenario = grid.cell(value), scenario_of(file, tmp_path)
        if (address, value) in IMPOSSIBLE:
            with pytest.raises(ScenarioError) as caught:
                evaluator.evaluate(scenario)
            assert [each.code for each in caught.value.diagnostics] == ["E570"]
            assert [each.message for each in caught.value.diagnostics] == [each.message for each in cell.diagnostics]
            assert cell.standing(0) is Standing.IMPOSSIBLE
            continue
        expected = results_of(scenario)
        assert dict(zip(answers, cell.results, strict=True)) == {each: expected.get(each) for each in answers}


def test_two_facts_are_changed_together(tmp_path: Path) -> None:
    """A cell of two axes has both values; the second axis runs first."""
    facts = {"notice.n.kind": ["plain", "registered"], "as_of": ["2026-02-20", "2026-04-20", "2026-07-01"]}
    grid = grid_of_all(load(tmp_path), {each: [*values] for each, values in facts.items()})
    assert [cell.values for cell in grid.cells] == [
        (kind, day) for kind in facts["notice.n.kind"] for day in facts["as_of"]
    ]
    for cell in grid.cells:
        file = tree(tmp_path / "scenario.yaml")
        for address, value in zip(facts, cell.values, strict=True):
            edited(file, address, value)
        expected = results_of(scenario_of(file, tmp_path))
        answers = [subject.address for subject in grid.answers]
        assert dict(zip(answers, cell.results, strict=True)) == {each: expected.get(each) for each in answers}
        assert cell.version == ("2026-06-01" if cell.values[1] == "2026-07-01" else "2026-01-01")
    assert len({grid.result("let", *cell.values) for cell in grid.cells}) > 1


def test_a_cell_of_the_example_is_what_its_edited_text_gives(tmp_path: Path) -> None:
    """The same where the text of a shipped file is changed by nothing but `str.replace`."""
    text = PANEL.read_text(encoding="utf-8").partition("expect:")[0]
    grid = grid_of_all(
        evaluator.load_scenario(PANEL), {"verdict.verdict_1.on": ["2029-05-02", "2029-07-01", "2028-12-31"]}
    )
    for value in ("2029-05-02", "2029-07-01"):
        path = tmp_path / f"{value}.yaml"
        path.write_text(text.replace("on: 2029-05-02", f"on: {value}"), encoding="utf-8")
        expected = results_of(evaluator.load_scenario(path))
        assert {subject.address: grid.result(subject.address, value) for subject in grid.answers} == expected
    assert grid.result("research_ip", "2029-05-02") != grid.result("research_ip", "2029-07-01")
    assert grid.cell("2028-12-31").standing(0) is Standing.IMPOSSIBLE


@effort(30)
@given(st.data())
def test_any_fact_of_any_example_can_be_unknown(data: st.DataObject) -> None:
    """Each fact that a shipped scenario states or could state, made unknown, gives what the edited scenario gives."""
    path = data.draw(st.sampled_from(EXAMPLES))
    scenario = evaluator.load_scenario(path, loaded=LOADED)
    changes = Changes(scenario)
    known = [each for each in changes.addresses() if each != "as_of" and not each.startswith("reading.")]
    assume(known)
    address = data.draw(st.sampled_from(known))
    file = tree(path)
    edited(file, address, "unknown")
    expected = results_of(evaluator.build_scenario(file, library=[path.parent], loaded=LOADED))
    assert results_of(changed(scenario, address, None)) == expected


@effort(20)
@given(st.data())
def test_any_reading_of_any_example_can_be_settled(data: st.DataObject) -> None:
    """Each option of a reading, put into `with`, gives what evaluating under that option gives."""
    scenario = evaluator.load_scenario(data.draw(st.sampled_from(EXAMPLES)), loaded=LOADED)
    changes = Changes(scenario)
    readings = [each for each in changes.addresses() if each.startswith("reading.")]
    assume(readings)
    address = data.draw(st.sampled_from(readings))
    name = address.removeprefix("reading.")
    grid = grid_of_all(scenario, {address: ["*"]})
    assert grid.axes[0].values == tuple(changes.version.readings[name].options)
    for cell in grid.cells:
        outcome = evaluator.evaluate(scenario, readings={name: cell.values[0]})
        expected = {subject.address: result(answer) for subject, answer in subjects(outcome)}
        assert {each.address: found for each, found in zip(grid.answers, cell.results, strict=True)} == expected


@settings(max_examples=25)
@given(st.permutations(["2028-01-01", "2029-01-10", "2029-05-01", "2029-05-02", "2031-01-01", "unknown"]))
def test_the_order_of_values_does_not_matter(order: list[str]) -> None:
    """A cell says the same wherever it stands, and the cells stand in the order asked for."""
    scenario = evaluator.load_scenario(PANEL, loaded=LOADED)
    grid = evaluator.grid(scenario, {"verdict.verdict_1.on": order}, answers=["research_ip", "move_to_aws"])
    sorted_grid = evaluator.grid(
        scenario, {"verdict.verdict_1.on": sorted(order)}, answers=["research_ip", "move_to_aws"]
    )
    assert [cell.values for cell in grid.cells] == [(value,) for value in order]
    assert sorted(grid.cells, key=lambda cell: cell.values) == list(sorted_grid.cells)


@effort(25)
@given(st.sampled_from(EXAMPLES))
def test_a_grid_of_one_value_is_the_plain_evaluation(path: Path) -> None:
    """Asked about the day it asks about anyway, a shipped scenario gives one cell with its own answers."""
    scenario = evaluator.load_scenario(path, loaded=LOADED)
    grid = grid_of_all(scenario, {"as_of": [scenario.as_of]})
    (cell,) = grid.cells
    expected = results_of(scenario)
    assert {each.address: found for each, found in zip(grid.answers, cell.results, strict=True)} == expected


def test_an_assumed_value_stays_an_assumption(tmp_path: Path) -> None:
    """What is put in place of an assumption is listed with every result that rests on it, as the assumption was."""
    scenario = load(tmp_path, SCENARIO.replace("  calm: no\n", "").replace("assume:\n", "assume:\n  calm: no\n"))
    outcome = evaluator.evaluate(changed(scenario, "calm", True))
    assert outcome["access"].in_force
    assert outcome["access"].assumptions == ("calm",)


def test_a_changed_scenario_keeps_its_agreement(tmp_path: Path) -> None:
    """Nothing is loaded or compiled again, the scenario itself is untouched, and what it expects is left out."""
    scenario = load(tmp_path)
    before = outcome_data(evaluator.evaluate(scenario))
    engine = scenario.agreement.engine("2026-01-01")
    for path in tmp_path.rglob("*.yaml"):
        path.unlink()
    other = changed(scenario, "calm", True)
    assert other.agreement is scenario.agreement
    assert other.written.expect == ()
    assert evaluator.evaluate(other)["access"].in_force
    assert scenario.agreement.engine("2026-01-01") is engine
    assert outcome_data(evaluator.evaluate(scenario)) == before


def test_a_scenario_that_contradicts_itself_can_be_changed(tmp_path: Path) -> None:
    """What makes the facts impossible may be the fact that the grid changes."""
    path = write(tmp_path, SCENARIO.replace("on: 2026-04-02", "on: 2026-02-02"))
    grid = evaluator.grid(evaluator.load_scenario(path), {"storm.s.on": ["2026-02-02", "2026-04-02"]})
    assert [cell.standing(0) for cell in grid.cells] == [Standing.IMPOSSIBLE, Standing.ANSWERED]
    assert grid.is_complete


def test_a_day_before_the_first_version_is_an_error_of_its_cell(tmp_path: Path) -> None:
    """The other cells have their answers."""
    grid = evaluator.grid(load(tmp_path), {"as_of": ["2025-12-31", "2026-01-01"]})
    assert [cell.standing(0) for cell in grid.cells] == [Standing.ERROR, Standing.ANSWERED]
    assert [each.code for each in grid.cells[0].diagnostics] == ["E319"]
    assert not grid.is_complete


def test_a_norm_that_a_version_does_not_have_is_absent(tmp_path: Path) -> None:
    """That is something else than not being in force, and makes answers differ."""
    grid = evaluator.grid(load(tmp_path), {"as_of": ["2026-05-01", "2026-07-01"]}, answers=["peace", "access"])
    assert [cell.standing(0) for cell in grid.cells] == [Standing.ABSENT, Standing.ANSWERED]
    assert [row["answer"] for row in grid.rows()] == ["absent", "not_in_force", "in_force", "not_in_force"]


def test_what_is_shown_follows_from_the_scenario(tmp_path: Path) -> None:
    """Asked acts if there are any, else the norms that differ, and what is left out is named."""
    scenario = load(tmp_path)
    assert [each.address for each in evaluator.grid(scenario, {"calm": ["yes", "no"]}).answers] == ["let"]
    silent = load(tmp_path, SCENARIO.partition("ask:")[0])
    grid = evaluator.grid(silent, {"calm": ["yes", "no"]})
    assert [each.address for each in grid.answers] == ["access"]
    assert grid.unchanged == ("rent", "subletting")
    nothing = evaluator.grid(silent, {"notice.n.read": ["yes", "no"]})
    assert (nothing.answers, len(nothing.cells), nothing.rows()) == ((), 2, [])


def test_answers_stand_in_the_order_asked_for(tmp_path: Path) -> None:
    """A clause stands for all members of its family, in the order of the text."""
    facts = SCENARIO.replace("facts:", "facts:\n  flood: [{id: a, on: 2026-01-05}, {id: b, on: 2026-01-06}]")
    scenario = load(tmp_path, facts.replace("agreement: lease", "agreement: lease@2026-09-01"))
    grid = evaluator.grid(scenario, {"calm": ["yes"]}, answers=["let", "repair", "rent"])
    assert [each.address for each in grid.answers] == ["let", "repair:a", "repair:b", "rent"]


@pytest.mark.parametrize(
    ("facts", "cure"),
    [
        ({}, "a grid is of one fact or of two, not of 0"),
        ({"calm": ["yes"], "as_of": ["2026-05-01"], "let.part": ["room"]}, "not of 3"),
        ({"calm": 5}, "has no list of values"),
        ({"calm": []}, "has no values"),
        (
            {"as_of": "2026-01-01..2026-12-31 by 1 day", "notice.n.on": "2026-01-01..2026-12-31 by 1 day"},
            "133,225 cells",
        ),
    ],
)
def test_what_is_no_grid_is_refused(facts: dict[str, object], cure: str, tmp_path: Path) -> None:
    """The error says what is wrong, and it is a `ValueError` like any other."""
    with pytest.raises(ValueError, match=cure) as caught:
        evaluator.grid(load(tmp_path), facts)  # type: ignore[arg-type]
    assert isinstance(caught.value, evaluator.QuestionError)


def test_a_set_of_values_has_one_order(tmp_path: Path) -> None:
    """The hash of a value never decides where its cell stands."""
    grid = evaluator.grid(load(tmp_path), {"let.via": {"tenant", "agent", "owner"}})
    assert grid.axes[0].values == ("agent", "owner", "tenant")
