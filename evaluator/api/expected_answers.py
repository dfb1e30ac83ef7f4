"""The answers that the expectations of a scenario are about, and no others: several times faster than all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.api.evaluate import evaluation_of
from evaluator.api.scenarios import Scenario
from evaluator.core.norms import AGREEMENT, Modality
from evaluator.engine.act_answers import act_answer
from evaluator.engine.answer import Heading
from evaluator.engine.effect_answers import agreement_state
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.norm_answers import norm_answer
from evaluator.engine.outcome import ActAnswer, AgreementState, NormAnswer, Outcome, PartyNote, State
from evaluator.engine.verdicts import member_id
from evaluator.values.value import Value

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
        return _outcome(evaluation, heading, norms, acts, whole=AGREEMENT in addresses)


def _norms(evaluation: Evaluation, addresses: set[str]) -> Iterator[NormAnswer]:
    """The norms that are addressed; all members of a clause that has no such member, for whoever asks what it has."""
    clauses = {address.partition(":")[0] for address in addresses}
    plain = evaluation.world(evaluation.current, {})
    for clause, norm in evaluation.engine.program.norms.items():
        if clause not in clauses or norm.modality is Modality.AUTOMATIC:
            continue
        members: dict[str, list[Value]] = {}
        for member in evaluation.engine.members(plain, clause):
            address = clause if norm.family is None else f"{clause}:{member_id(member)}"
            members.setdefault(address, []).append(member)
        named = {address for address in addresses if address.partition(":")[0] == clause}
        for address, found in members.items():
            if address in named or not named <= members.keys():
                for member in found:
                    yield norm_answer(evaluation, clause, member)


def _outcome(
    evaluation: Evaluation,
    heading: Heading,
    norms: tuple[NormAnswer, ...],
    acts: tuple[ActAnswer, ...],
    *,
    whole: bool,
) -> Outcome:
    program = evaluation.engine.program
    return Outcome(
        title=heading.title,
        agreement=program.agreement,
        agreement_title=program.title,
        version=program.version,
        pinned=evaluation.pinned,
        partial=program.partial,
        as_of=heading.as_of,
        parties=tuple(PartyNote(id, title) for id, title in program.parties.items()),
        norms=norms,
        acts=acts,
        conflicts=(),
        assumptions=heading.assumptions,
        idle_assumptions=heading.idle_assumptions,
        agreement_state=agreement_state(evaluation) if whole else _UNASKED,
        engine=evaluation.engine.logic.name,
    )
