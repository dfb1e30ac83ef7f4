"""Whatever is asked, both engines answer the same, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, find, given, note, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

import evaluator
from evaluator.api import agreements
from evaluator.api.scenarios import Loaded, load_scenario
from evaluator.diagnostics import AgreementError
from evaluator.durable import formulas
from evaluator.durable.formulas import Decision, Every, Some
from evaluator.engine.logic import KLEENE, Logic
from evaluator.frozen import replace
from evaluator.report.explanation_data import render_json as explanation_json
from evaluator.report.timeline_data import render_json as timeline_json
from evaluator.testing import agreements as drawn_agreements
from evaluator.testing import scenarios
from evaluator.testing.shown import text_of
from evaluator.values.truth import Truth
from tests.durable.both import CASES, FOUND, REASON, differences, keep, texts_differ
from tests.lives import accepting
from tests.lives import texts as lives
from tests.lives.worlds import ASKED, hiding, worlds
from tests.meaning import worlds as meaning
from tests.meaning.effort import effort
from tests.meaning.native import accepted, agreement_of
from tests.repository import ROOT

pytest.importorskip("durable_rules_engine", reason=REASON)

from evaluator.durable.host import host
from evaluator.durable.logic import DurableLogic

EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))
FOLDERS = sorted({path.parent for path in EXAMPLES})
SAMPLE = 4
"""So many examples of each folder are compared here; `python -m benchmarks engines` compares all."""
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_scenarios_that_ship_are_answered_alike(folder: Path) -> None:
    """A sample of every folder."""
    loaded: Loaded = {}
    paths = sorted(folder.glob("*.yaml"))
    for path in paths[:: -(-len(paths) // SAMPLE)]:
        assert differences(load_scenario(path, loaded=loaded)) == [], path.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cases_found_earlier_are_answered_alike(case: Path) -> None:
    """A pair of small files for each; differences that generation finds are added here."""
    assert differences(load_scenario(case / "scenario.yaml")) == []


@effort(40)
@given(st.data())
def test_generated_agreements_are_answered_alike(data: st.DataObject) -> None:
    """Clauses with conditions, exceptions, priorities and readings; acts; some of it unknown."""
    agreement = data.draw(meaning.agreements(ever=True))
    scene = data.draw(meaning.hidden(data.draw(meaning.full_scenes(agreement))))
    compare(meaning.agreement_text(agreement), meaning.scene_text(scene), "meaning")


@effort(40)
@given(st.data())
def test_generated_lives_are_answered_alike(data: st.DataObject) -> None:
    """Deadlines, breaches, cures, effects, families and events; some of it unknown."""
    world = data.draw(worlds(timed=False))
    hidden = data.draw(hiding(world))
    accepting.accepted(world)
    compare(lives.agreement_text(world), lives.scenario_text(world, data.draw(st.sampled_from(ASKED)), hidden), "lives")


@effort(60)
@given(st.data())
def test_any_agreements_are_answered_alike(data: st.DataObject) -> None:
    """Vocabularies, terms, clauses and references of every kind, as the public strategies draw them."""
    agreement = data.draw(drawn_agreements())
    scenario = data.draw(scenarios(agreement))
    compare(agreement.text, text_of(scenario), "drawn")


def compare(agreement: str, scenario: str, name: str) -> None:
    """Both engines on an agreement and a scenario; what a thorough search finds is kept, the smallest last."""
    note(agreement)
    note(scenario)
    found = texts_differ(accepted(agreement), scenario)
    if found and THOROUGH:
        keep(FOUND / f"newly_found_{name}", agreement, scenario)
    assert found == [], "\n".join(found)


PANEL = ROOT / "examples" / "panel_confirms_agi.yaml"


def test_the_other_questions_are_answered_alike() -> None:
    """States, timelines and explanations, under another day, version and reading, too."""
    scenario = load_scenario(PANEL)
    for day in (None, date(2031, 6, 1)):
        assert evaluator.states(scenario, as_of=day, engine="durable") == evaluator.states(scenario, as_of=day)
        assert differences(scenario, as_of=day) == []
    assert differences(scenario, readings={"until_agi": "declared"}) == []
    native, durable = (evaluator.timeline(scenario, engine=each) for each in ("native", "durable"))
    assert timeline_json([durable]) == timeline_json([native])
    for address in ("research_ip", "api_exclusivity"):
        told = [evaluator.explain(scenario, address, engine=each) for each in ("native", "durable")]
        assert explanation_json(told[1:]) == explanation_json(told[:1])


def test_an_outcome_names_the_engine_that_answered() -> None:
    """So that a receipt can be replayed with it."""
    scenario = load_scenario(PANEL)
    native, durable = evaluator.evaluate(scenario), evaluator.evaluate(scenario, engine="durable")
    assert (native.engine, durable.engine) == ("native", "durable")
    assert replace(durable, engine="native") == native


class Planted:
    """A host on which one formula is another one."""

    def __init__(self, decision: Decision, conclusion: str, wrong: formulas.Formula) -> None:
        self.right = decision
        self.wrong = Decision(f"wrong {decision.name}", {**decision.formulas, conclusion: wrong})

    def decide(self, decision: Decision, known: Mapping[str, Truth]) -> Mapping[str, Truth]:
        """What the wrong rules conclude."""
        return host().decide(self.wrong if decision is self.right else decision, known)


ENDLESS = Every(("started", "triggered", "not unless", "not overridden", "not suspended", "not terminated"))
MISTAKES = {
    "a norm outlives its end": Planted(formulas.STANDING, "in_force", ENDLESS),
    "an event is enough without its condition": Planted(formulas.STANDING, "triggered", Every(("arisen", "belongs"))),
    "an exception is passed over": Planted(formulas.COVERAGE, "covers", Every(("names", "in_force", "not spent"))),
    "priority is passed over": Planted(formulas.FORCE, "effective", Every(("covers",))),
    "a release permits nothing": Planted(formulas.VERDICTS, "allowed", Some(("permitted",))),
    "a conflict prohibits": Planted(formulas.VERDICTS, "is prohibited", Every(("prohibited",))),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_wrong_rule_is_found_by_comparing(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each planted mistake changes the answer to some case that is kept."""
    monkeypatch.setattr(agreements, "logic_of", planted(MISTAKES[mistake]))
    assert any(differences(load_scenario(case / "scenario.yaml")) for case in CASES)


def test_what_is_found_shrinks_to_two_small_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The case that is kept has one clause or two, and shows the difference when it is read again."""
    monkeypatch.setattr(agreements, "logic_of", planted(MISTAKES["a norm outlives its end"]))
    keep(tmp_path, *smallest_difference(shrink=True))
    scenario = load_scenario(tmp_path / "scenario.yaml")
    assert differences(scenario) != []
    assert len(scenario.agreement.program(scenario.agreement.versions[0]).norms) <= 2
    monkeypatch.undo()
    assert differences(load_scenario(tmp_path / "scenario.yaml")) == []


def planted(mistake: Planted) -> object:
    """Engines by name, of which the durable one has a wrong rule."""
    wrong = DurableLogic(mistake)

    def logic_of(engine: str) -> Logic:
        return wrong if engine == "durable" else KLEENE

    return logic_of


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, str]:
    """The texts of an agreement and of a scenario."""
    agreement = draw(drawn_agreements(most_clauses=3))
    return agreement.text, text_of(draw(scenarios(agreement)))


def smallest_difference(*, shrink: bool) -> tuple[str, str]:
    """A case on which the engines differ; the smallest that is found, if it is to `shrink`."""

    def differs(case: tuple[str, str]) -> bool:
        try:
            agreement = agreement_of(case[0])
        except AgreementError:
            return False
        return bool(texts_differ(agreement, case[1]))

    phases = [Phase.generate, Phase.shrink] if shrink else [Phase.generate]
    try:
        return find(cases(), differs, settings=settings(max_examples=1000, phases=phases, derandomize=True))
    except NoSuchExample:
        pytest.fail("no generated scenario shows the mistake")
