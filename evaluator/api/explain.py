"""Why an answer is what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from evaluator.api.evaluate import evaluation_of, prepare
from evaluator.api.scenarios import Scenario, with_agreement
from evaluator.engine.logic import NATIVE

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
    engine: str = NATIVE,
) -> Explanation:
    """Why a norm or an act is what it is, from the fewest facts that suffice.

    Args:
        scenario: What is known, and about which agreement.
        address: A norm (`clause`, `clause:member`) or the id of an act.
        as_of: As for `evaluate`, as are `agreement` and `readings`.
        agreement: Another agreement or version.
        readings: Options for readings.
        full: Argue from everything that is stated, not from the fewest facts.
        engine: As for `evaluate`.

    Raises:
        ScenarioError: as `evaluate`.
        AgreementError: a version has errors.
        KeyError: there is no answer of that address; the message names what there is.
        ValueError: there is no such engine.
    """

    def one(known: Sequence[str]) -> Sequence[str]:
        if address not in known:
            raise KeyError(f"no norm or act `{address}`; there are: {', '.join(known)}")
        return [address]

    return explain_some(scenario, one, as_of=as_of, agreement=agreement, readings=readings, full=full, engine=engine)[0]


def explain_some(
    scenario: Scenario,
    choose: Callable[[Sequence[str]], Sequence[str]],
    *,
    as_of: date | datetime | None = None,
    agreement: str | None = None,
    readings: Mapping[str, str] | None = None,
    full: bool = False,
    engine: str = NATIVE,
) -> list[Explanation]:
    """The explanations of the answers that `choose` chooses among the addresses of all; the rest as for `explain`."""
    evaluation, heading = evaluation_of(scenario, as_of, agreement, readings, engine)
    from evaluator.explanations.claims import addresses  # `import evaluator` stays light
    from evaluator.explanations.explain import Explainer

    asked = scenario if agreement is None else with_agreement(scenario, agreement)
    explainer = Explainer(evaluation, prepare(asked, heading.as_of)[0], heading.as_of, full=full)
    with evaluation.explaining():
        chosen = choose(addresses(evaluation))
    return [explainer.explain(address) for address in chosen]
