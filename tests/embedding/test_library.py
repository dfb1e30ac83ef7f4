"""The package can be embedded: frozen outcomes, no global state, any thread, any decimal context."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Context, Decimal, localcontext
from pathlib import Path

import pytest

import evaluator
from evaluator.report.data import outcome_data
from tests.repository import ROOT

PANEL = ROOT / "examples" / "panel_confirms_agi.yaml"
EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))


def test_an_outcome_cannot_be_changed() -> None:
    """Assigning to an outcome, a norm or an act is refused."""
    outcome = evaluator.evaluate(evaluator.load_scenario(PANEL))
    for record in (outcome, outcome["research_ip"], outcome.act("move_to_aws")):
        with pytest.raises(AttributeError, match="is frozen"):
            record.certainty = "confirmed"  # type: ignore[misc, union-attr]


def test_an_explanation_looked_at_late_is_the_same() -> None:
    """What is worked out on demand does not depend on when, nor on what was asked of the scenario in between."""
    scenario = evaluator.load_scenario(PANEL)
    late = evaluator.evaluate(scenario)
    early = outcome_data(evaluator.evaluate(scenario))
    evaluator.evaluate(scenario, as_of=date(2027, 1, 1))
    assert outcome_data(late) == early


@pytest.mark.parametrize("first", ["performance", "dates", "missing", "since"])
def test_an_explanation_is_the_same_whatever_is_looked_at_first(first: str) -> None:
    """What has become of a norm and why it applies are worked out apart, in any order; then nothing is left over."""
    scenario = evaluator.load_scenario(ROOT / "examples" / "money" / "a_share_is_paid_late.yaml")
    outcome = evaluator.evaluate(scenario)
    looked = [getattr(norm, first) for norm in outcome]
    assert outcome_data(outcome) == outcome_data(evaluator.evaluate(scenario))
    assert [getattr(norm, first) for norm in outcome] == looked
    assert not any("_explain" in vars(norm) for norm in outcome)


def test_outcomes_survive_copying_and_pickling() -> None:
    """A pickled or copied outcome equals the original, explanation included."""
    outcome = evaluator.evaluate(evaluator.load_scenario(PANEL))
    assert pickle.loads(pickle.dumps(outcome)) == outcome  # noqa: S301 - our own bytes
    assert copy.deepcopy(outcome) == outcome


def test_threads_do_not_disturb_one_another() -> None:
    """One scenario evaluated and explained by many threads at once gives one answer."""
    scenario = evaluator.load_scenario(PANEL)
    days = [date(2026 + year, month, 1) for year in range(6) for month in (1, 7)]
    expected = [outcome_data(evaluator.evaluate(evaluator.load_scenario(PANEL), as_of=day)) for day in days]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda day: outcome_data(evaluator.evaluate(scenario, as_of=day)), days))
        shared = evaluator.evaluate(scenario)
        explained = list(pool.map(lambda _: outcome_data(shared), range(8)))
    assert found == expected
    assert all(each == explained[0] for each in explained)


def test_the_callers_decimal_context_does_not_matter() -> None:
    """Amounts are computed with fifty digits even where the caller has set two."""
    scenario = evaluator.load_scenario(PANEL)
    expected = outcome_data(evaluator.evaluate(scenario))
    with localcontext(Context(prec=2)):
        assert outcome_data(evaluator.evaluate(scenario)) == expected
        assert Decimal(1) / 3 == Decimal("0.33")


@pytest.mark.once
@pytest.mark.parametrize("path", EXAMPLES[::3], ids=lambda path: path.stem)
def test_states_are_those_of_the_outcome(path: Path) -> None:
    """`states` says of every norm what `evaluate` says."""
    scenario = evaluator.load_scenario(path)
    outcome = evaluator.evaluate(scenario)
    assert evaluator.states(scenario) == {norm.address: norm.state for norm in outcome.norms}


def test_a_scenario_built_from_values_equals_the_file() -> None:
    """Python values give the answer that the same values give in YAML."""
    built = evaluator.build_scenario(
        {
            "title": "The panel confirms AGI in May 2029",
            "agreement": "microsoft_openai@2025-10-28",
            "as_of": date(2029, 6, 1),
            "complete": True,
            "facts": {
                "declaration": [{"id": "d", "by": "openai", "on": date(2029, 1, 10)}],
                "verdict": [{"of": "d", "on": date(2029, 5, 2), "result": "verified"}],
                "product": [{"id": "assistants", "kind": "api", "joint": False}],
            },
            "ask": {
                "move_to_aws": {
                    "serve": {"by": "openai", "product": "assistants", "cloud": "aws", "customer": "commercial"}
                }
            },
        }
    )
    from_file = evaluator.evaluate(evaluator.load_scenario(PANEL))
    assert outcome_data(evaluator.evaluate(built)) == outcome_data(from_file)


def test_errors_come_as_data() -> None:
    """A wrong scenario raises one error that carries every diagnostic and can be read without them."""
    with pytest.raises(evaluator.ScenarioError) as caught:
        evaluator.build_scenario(
            {"agreement": "microsoft_openai", "as_of": "2026-02-31", "facts": {"verdict": [{"result": "maybe"}]}}
        )
    assert [found.code for found in caught.value.diagnostics] == ["E210"]
    assert "2026-02-31" in str(caught.value)
