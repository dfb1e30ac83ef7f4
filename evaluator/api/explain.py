"""Why an answer is what it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from evaluator.api.evaluate import evaluation_of
from evaluator.api.scenarios import Scenario

if TYPE_CHECKING:
    from evaluator.explanations.explanation import Explanation


def explain(
    scenario: Scenario,
    address: str,
    *,
    as_of: date | datetime | None = None,
    agreement: str | None = None,
    readings: Mapping[str, str] | None = None,
    full: bool = False,
) -> Explanation:
    """Why a norm or an act is what it is, from the fewest facts that suffice.

    Args:
        scenario: What is known, and about which agreement.
        address: A norm (`clause`, `clause:member`) or the id of an act.
        as_of: As for `evaluate`, as are `agreement` and `readings`.
        agreement: Another agreement or version.
        readings: Options for readings.
        full: Argue from everything that is stated, not from the fewest facts.

    Raises:
        ScenarioError: as `evaluate`.
        AgreementError: a version has errors.
        KeyError: there is no answer of that address; the message names what there is.
    """
    evaluation, heading = evaluation_of(scenario, as_of, agreement, readings)
    from evaluator.explanations.explain import Explainer  # nothing else needs it, and `import evaluator` stays light

    checked = scenario.prepared[heading.as_of][0]
    found = Explainer(evaluation, checked, heading.as_of, full=full).explain(address)
    if found is None:
        raise KeyError(f"no answer `{address}`")
    return found
