"""The answers that the expectations of a scenario are about, and no others: several times faster than all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.api.evaluate import evaluation_of
from evaluator.api.scenarios import Scenario
from evaluator.core.norms import AGREEMENT
from evaluator.engine.act_answers import act_answer
from evaluator.engine.answer import bare_outcome
from evaluator.engine.effect_answers import agreement_state
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.norm_answers import addressed, norm_answer
from evaluator.engine.outcome import AgreementState, NormAnswer, Outcome, State
from evaluator.frozen import replace

_UNASKED: Final = AgreementState(State.UNDETERMINED, ())


def expected_answers(scenario: Scenario) -> Outcome:
    """The outcome of a scenario, with the norms and acts that are expected and nothing else.

    Each answer that is there is the one `evaluate` gives; `check_expectations` says the same of both outcomes.

    Raises:
        ScenarioError, AgreementError: as `evaluate` does.
    """
    evaluation, heading = evaluation_of(scenario, None, None, None)
    wanted = {each.target.text for each in scenario.written.expect}
    with evaluation.explaining():
        acts = tuple(act_answer(evaluation, act) for act in evaluation.facts.acts if act.record.id in wanted)
        addresses = wanted - {act.id for act in acts}
        norms = tuple(_norms(evaluation, addresses))
        state = agreement_state(evaluation) if AGREEMENT in addresses else _UNASKED
        return replace(bare_outcome(evaluation, heading, norms, acts), agreement_state=state)


def _norms(evaluation: Evaluation, addresses: set[str]) -> Iterator[NormAnswer]:
    """The norms that are addressed; all members of a clause that has no such member, for whoever asks what it has."""
    clauses = {address.partition(":")[0] for address in addresses}
    for clause in (each for each in evaluation.engine.program.norms if each in clauses):
        found = list(addressed(evaluation, clause))
        named = {address for address in addresses if address.partition(":")[0] == clause}
        complete = named <= {address for address, _ in found}
        for address, member in found:
            if address in named or not complete:
                yield norm_answer(evaluation, clause, member)
