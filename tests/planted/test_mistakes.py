"""The kit finds planted mistakes: for each of them, the tools that catch it, which say nothing where it is not made."""

from __future__ import annotations

from pathlib import Path

import pytest

import evaluator
from evaluator.api.mutate import mutate
from evaluator.api.scenarios import load_scenario
from evaluator.generation.boundaries import boundaries
from evaluator.generation.subject import subject_of
from evaluator.testing import laws
from tests.durable.both import REASON
from tests.meaning.native import agreement_of, scenario_of
from tests.planted import page, tools
from tests.planted.engine import DEFECTS, Defect
from tests.planted.mistake import AGREEMENTS, BLIND, SCENARIOS, TEXTS, Mistake, planted
from tests.planted.mistakes import MISTAKES
from tests.testing.samples import STUDIO

pytestmark = pytest.mark.once

FOLDERS = sorted(SCENARIOS.iterdir())
LAWFUL = (TEXTS["house"], STUDIO)
"""The agreements of which laws are asked when the engine is broken."""
PROPERTIES = {(each.agreement, each.clause, each.holds): each for each in MISTAKES}
"""One mistake for each property of each clause."""


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_a_mistake_is_caught_by_these_tools_and_no_others(mistake: Mistake, tmp_path: Path) -> None:
    """Every tool is asked; what is said of it in the table is what it does."""
    assert tools.catching(tools.Case(mistake, right=False, folder=tmp_path)) == tuple(mistake.caught.split())


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_clauses_diff_shows_every_mistake_beside_an_earlier_text(mistake: Mistake, tmp_path: Path) -> None:
    """Exactly one entry is changed, the one with the mistake, and nothing between a text and itself."""
    right, wrong = tools.Case(mistake, right=True, folder=tmp_path), tools.Case(mistake, right=False, folder=tmp_path)
    if wrong.agreement is None:
        pytest.skip("a text with errors is not compared")
    found = evaluator.clause_changes(right.path, wrong.path)
    changed = [each for each in found.entries if each.keys]
    assert len(changed) == 1
    assert changed[0].id == mistake.clause or changed[0].section != "clauses"
    assert not evaluator.clause_changes(right.path, right.path).differ


@pytest.mark.parametrize("mistake", PROPERTIES.values(), ids=lambda each: each.holds.__name__)
def test_no_scenario_violates_a_property_of_the_right_text(mistake: Mistake, tmp_path: Path) -> None:
    """The same search finds nothing where nothing is wrong."""
    assert not tools.property_(tools.Case(mistake, right=True, folder=tmp_path))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_all_other_tools_are_silent_on_the_right_text(folder: Path) -> None:
    """No warning, no conflict, no expectation that fails, no boundary that is none, no change that nobody notices."""
    agreement = evaluator.load_agreement(AGREEMENTS / f"{folder.name}.yaml")
    assert agreement.warnings == ()
    (law,) = laws(agreement, only="no conflict")
    law.test(max_examples=tools.DRAWN_FOR_A_CONFLICT)
    paths = sorted(folder.iterdir())
    for path in paths:
        scenario = load_scenario(path, library=[AGREEMENTS])
        assert evaluator.check_expectations(scenario, evaluator.evaluate(scenario)) == ()
    for each in boundaries(subject_of(agreement, agreement.versions[0], pinned=True), limit=4):
        for side in (each.before, each.after):
            scenario = scenario_of(agreement, side.text, agreement.versions[0])
            assert evaluator.check_expectations(scenario, evaluator.evaluate(scenario)) == ()
    assert mutate(agreement, paths, library=[AGREEMENTS]).survivors == ()


@pytest.mark.parametrize("defect", DEFECTS, ids=str)
def test_a_defect_of_the_engine_is_caught_by_these_and_no_others(
    defect: Defect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Laws, the second engine and expectations are all asked."""
    pytest.importorskip("durable_rules_engine", reason=REASON)
    defect.plant(monkeypatch)
    assert engine_tools() == tuple(defect.caught.split())


def test_without_a_defect_they_are_silent() -> None:
    """No law fails, both engines agree and every expectation is met."""
    pytest.importorskip("durable_rules_engine", reason=REASON)
    assert engine_tools() == ()


def engine_tools() -> tuple[str, ...]:
    """What catches something in the engine as it is now."""
    caught = {
        "laws": tools.some_law(LAWFUL),
        "engines": tools.second_engine(FOLDERS, AGREEMENTS),
        "expect": tools.some_expectation(FOLDERS, AGREEMENTS),
    }
    return tuple(name for name, found in caught.items() if found)


def test_every_mistake_has_a_scenario_of_its_own() -> None:
    """The scenario that sees it exists, and is not the one with which every author begins."""
    for each in MISTAKES:
        assert (SCENARIOS / each.agreement / f"{each.seen_by}.yaml").is_file(), each.name
        assert f"{each.seen_by}.yaml" != BLIND


def test_there_are_enough_mistakes_and_each_is_one_of_its_own() -> None:
    """Both kinds together, none twice, and every tool catches at least one."""
    assert len(MISTAKES) >= 24
    assert len(DEFECTS) >= 8
    assert len({(each.agreement, each.was, each.becomes) for each in MISTAKES}) == len(MISTAKES)
    assert {tool for each in MISTAKES for tool in each.caught.split()} == set(tools.TOOLS)
    assert all(each.caught for each in (*MISTAKES, *DEFECTS))


@pytest.mark.parametrize(("was", "words"), [("nowhere", "0 times"), ("e", "times")])
def test_a_change_that_cannot_be_made_is_refused(was: str, words: str) -> None:
    """What is to be changed stands in the text exactly once, and becomes something else."""
    with pytest.raises(ValueError, match=words):
        planted(TEXTS["rent"], was, "x")
    with pytest.raises(ValueError, match="not changed"):
        planted(TEXTS["rent"], "cures: rent", "cures: rent")
    agreement_of(TEXTS["rent"])


def test_the_table_of_the_page_is_current() -> None:
    """`python -m tests.planted` writes it."""
    text = page.PAGE.read_text(encoding="utf-8")
    assert page.rewritten(text) == text
