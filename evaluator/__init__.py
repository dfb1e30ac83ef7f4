"""Contract clauses as YAML: checked, compiled and evaluated on a scenario.

>>> import evaluator
>>> scenario = evaluator.load_scenario("examples/panel_confirms_agi.yaml")  # doctest: +SKIP
>>> evaluator.evaluate(scenario)["research_ip"].in_force  # doctest: +SKIP
False

The plugin of pytest comes with this package, which asserts nothing and may be imported before pytest runs:
PYTEST_DONT_REWRITE says so.
"""

from evaluator.api.agreements import Agreement as Agreement
from evaluator.api.agreements import load_agreement as load_agreement
from evaluator.api.clause_changes import clause_changes as clause_changes
from evaluator.api.compare import compare as compare
from evaluator.api.evaluate import evaluate as evaluate
from evaluator.api.evaluate import states as states
from evaluator.api.expectations import Unmet as Unmet
from evaluator.api.expectations import check_expectations as check_expectations
from evaluator.api.explain import explain as explain
from evaluator.api.flips import flips as flips
from evaluator.api.grid import grid as grid
from evaluator.api.missing import missing as missing
from evaluator.api.missing import scenario_text as scenario_text
from evaluator.api.missing import with_fact as with_fact
from evaluator.api.mutate import mutate as mutate
from evaluator.api.receipts import load_receipt as load_receipt
from evaluator.api.receipts import receipt as receipt
from evaluator.api.receipts import verify as verify
from evaluator.api.say import say as say
from evaluator.api.say import say_clause as say_clause
from evaluator.api.scenarios import Scenario as Scenario
from evaluator.api.scenarios import build_scenario as build_scenario
from evaluator.api.scenarios import load_scenario as load_scenario
from evaluator.api.timeline import timeline as timeline
from evaluator.comparisons.clause_changes import ClauseChanges as ClauseChanges
from evaluator.comparisons.grid import Grid as Grid
from evaluator.comparisons.side_by_side import Comparison as Comparison
from evaluator.diagnostics import AgreementError as AgreementError
from evaluator.diagnostics import Diagnostic as Diagnostic
from evaluator.diagnostics import QuestionError as QuestionError
from evaluator.diagnostics import ReceiptError as ReceiptError
from evaluator.diagnostics import ScenarioError as ScenarioError
from evaluator.engine.outcome import Outcome as Outcome
from evaluator.engine.outcome import State as State
from evaluator.engine.outcome import Verdict as Verdict
from evaluator.explanations.explanation import Explanation as Explanation
from evaluator.explanations.flips import Flips as Flips
from evaluator.explanations.missing import MissingFacts as MissingFacts
from evaluator.mutations.survey import Survey as Survey
from evaluator.receipts.record import Receipt as Receipt
from evaluator.receipts.verification import Verification as Verification
from evaluator.report.data import outcome_data as to_data
from evaluator.timelines.timeline import Timeline as Timeline

__version__ = "0.1.0"

__all__ = [
    "Agreement",
    "AgreementError",
    "ClauseChanges",
    "Comparison",
    "Diagnostic",
    "Explanation",
    "Flips",
    "Grid",
    "MissingFacts",
    "Outcome",
    "QuestionError",
    "Receipt",
    "ReceiptError",
    "Scenario",
    "ScenarioError",
    "State",
    "Survey",
    "Timeline",
    "Unmet",
    "Verdict",
    "Verification",
    "build_scenario",
    "check_expectations",
    "clause_changes",
    "compare",
    "evaluate",
    "explain",
    "flips",
    "grid",
    "load_agreement",
    "load_receipt",
    "load_scenario",
    "missing",
    "mutate",
    "receipt",
    "say",
    "say_clause",
    "scenario_text",
    "states",
    "timeline",
    "to_data",
    "verify",
    "with_fact",
]
