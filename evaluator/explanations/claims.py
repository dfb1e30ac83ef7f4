"""What an answer claims, and whether it still does when it is asked again of other facts."""

from __future__ import annotations

from evaluator.engine.act_answers import act_answer
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.norm_answers import addressed, norm_answer
from evaluator.engine.outcome import ActAnswer, NormAnswer, Verdict
from evaluator.frozen import frozen
from evaluator.values.truth import Certainty
from evaluator.values.value import Value

Answer = NormAnswer | ActAnswer


@frozen
class Claim:
    """What is claimed of a norm or an act, as words; an empty word claims nothing.

    `state` is that of a norm, or the verdict on an act; `performance` what has become of a norm, or the ability of an
    act. `certainty` is how sure the state is. What is undetermined claims nothing.
    """

    address: str
    state: str = ""
    performance: str = ""
    certainty: str = ""

    def __bool__(self) -> bool:
        return bool(self.state or self.performance)


def find(evaluation: Evaluation, address: str) -> Answer | None:
    """The answer for a norm (`clause`, `clause:member`) or an act, None if there is none."""
    for act in evaluation.facts.acts:
        if act.record.id == address:
            return act_answer(evaluation, act)
    clause = address.partition(":")[0]
    if clause not in evaluation.engine.program.norms:
        return None
    for known, member in addressed(evaluation, clause):
        if known == address:
            return norm_answer(evaluation, clause, member)
    return None


def addresses(evaluation: Evaluation) -> list[str]:
    """The addresses of all answers: norms in the order of the text, then acts."""
    norms = [address for clause in evaluation.engine.program.norms for address, _ in addressed(evaluation, clause)]
    return [*norms, *(act.record.id for act in evaluation.facts.acts)]


def member_of(evaluation: Evaluation, address: str) -> tuple[str, Value]:
    """The clause and the member of a norm's address; the address has to be that of an answer."""
    clause = address.partition(":")[0]
    return clause, next(member for known, member in addressed(evaluation, clause) if known == address)


def claim_of(answer: Answer) -> Claim:
    """What an answer claims."""
    if isinstance(answer, ActAnswer):
        verdict = "" if answer.verdict is Verdict.UNDETERMINED else answer.verdict.value
        ability = answer.ability if answer.ability not in (None, "undetermined", verdict) else ""
        return Claim(answer.id, verdict, ability or "", answer.certainty or "")
    state = "" if answer.in_force is None else answer.state.value
    return Claim(answer.address, state, answer.performance or "", answer.certainty or "")


def holds(claim: Claim, evaluation: Evaluation) -> bool:
    """Whether a claim is made of other facts, too, at least as surely."""
    answer = find(evaluation, claim.address)
    if answer is None:
        return False
    if isinstance(answer, ActAnswer):
        if claim.performance and answer.ability != claim.performance:
            return False
        state = answer.verdict.value
    else:
        state = answer.state.value
    if claim.state and (state != claim.state or _rank(answer.certainty) < _rank(claim.certainty)):
        return False
    return isinstance(answer, ActAnswer) or not claim.performance or answer.performance == claim.performance


_RANKS = {"": 0} | {each.word: each.value for each in Certainty}


def _rank(word: str | None) -> int:
    return _RANKS[word or ""]
