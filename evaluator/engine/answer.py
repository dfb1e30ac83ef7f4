"""An engine's answer to a scenario."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.core.norms import Modality, Norm
from evaluator.engine.act_answers import act_answers, act_conflicts
from evaluator.engine.effect_answers import agreement_state, effect_notes
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.norm_answers import norm_answers
from evaluator.engine.outcome import ActAnswer, Conflict, Day, NormAnswer, Outcome, PartyNote, State
from evaluator.engine.words import value_text
from evaluator.frozen import frozen, replace
from evaluator.program import Program


@frozen
class Heading:
    """What stands at the head of an outcome and is not worked out."""

    title: str
    as_of: Day
    assumptions: tuple[str, ...]
    idle_assumptions: tuple[str, ...] = ()


def answer(evaluation: Evaluation, heading: Heading) -> Outcome:
    """The outcome of an evaluation."""
    with evaluation.explaining():
        norms = norm_answers(evaluation)
        acts = act_answers(evaluation)
        return replace(
            bare_outcome(evaluation, heading, norms, acts),
            conflicts=_without_repetition(_standing_conflicts(evaluation, norms), act_conflicts(acts)),
            fixed=fixed_in_words(evaluation),
            effects=effect_notes(evaluation),
            agreement_state=agreement_state(evaluation),
        )


def bare_outcome(
    evaluation: Evaluation, heading: Heading, norms: tuple[NormAnswer, ...], acts: tuple[ActAnswer, ...]
) -> Outcome:
    """An outcome with these answers under its heading, and nothing else worked out."""
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
        engine=evaluation.engine.logic.name,
    )


def fixed_in_words(evaluation: Evaluation) -> tuple[tuple[str, str], ...]:
    """The readings and parameters that are fixed, in words."""
    types = {name: each.type for name, each in evaluation.engine.program.parameters.items()}
    parameters = {
        name: value_text(value, types[name]) for name, value in evaluation.facts.parameters.items() if name in types
    }
    return tuple(sorted({**evaluation.facts.readings, **parameters}.items()))


def _without_repetition(standing: list[Conflict], acts: tuple[Conflict, ...]) -> tuple[Conflict, ...]:
    """Conflicts on every act, and on single acts those which are not among them."""
    everywhere = {frozenset(conflict.clauses) for conflict in standing if conflict.certain}
    return (*standing, *(conflict for conflict in acts if frozenset(conflict.clauses) not in everywhere))


_CLASHES = {
    (Modality.MUST, Modality.MUST_NOT): "cannot both be obeyed",
    (Modality.MAY, Modality.MUST_NOT): "permit and forbid the same acts",
    (Modality.MUST, Modality.NEED_NOT): "oblige to and exempt from the same acts",
}


def _standing_conflicts(evaluation: Evaluation, answers: tuple[NormAnswer, ...]) -> list[Conflict]:
    """Pairs of norms that meet on every act, whichever is done: neither singles out acts, and neither has priority.

    Norms that single out acts (`where`, `except`) meet in the acts themselves.
    """
    program = evaluation.engine.program
    groups: dict[tuple[str | None, str], list[NormAnswer]] = {}
    for each in answers:
        if each.state is not State.NOT_IN_FORCE and _whole(program.norms[each.clause]):
            groups.setdefault((each.action, each.party), []).append(each)
    found = []
    for group in groups.values():
        for one, other in _CLASHES:
            first = [each for each in group if program.norms[each.clause].modality is one]
            second = [each for each in group if program.norms[each.clause].modality is other]
            for pair in _pairs(first, second):
                conflict = _conflict(program, *pair)
                if conflict is not None:
                    found.append(conflict)
    return found


def _pairs(first: list[NormAnswer], second: list[NormAnswer]) -> Iterator[tuple[NormAnswer, NormAnswer]]:
    """The pairs that can meet: those of two families only for the same member."""
    by_member: dict[tuple[str, str] | None, list[NormAnswer]] = {}
    for each in second:
        by_member.setdefault(each.binding, []).append(each)
    for one in first:
        members = by_member if one.binding is None else {key: by_member.get(key, []) for key in (None, one.binding)}
        for others in members.values():
            yield from ((one, other) for other in others)


def _conflict(program: Program, first: NormAnswer, second: NormAnswer) -> Conflict | None:
    one, other = program.norms[first.clause], program.norms[second.clause]
    words = _CLASHES.get((one.modality, other.modality))
    if words is None or other.clause in program.over[one.clause] or one.clause in program.over[other.clause]:
        return None
    if "to" in program.sorts[first.action or ""].attributes and first.counterparty != second.counterparty:
        return None
    if (one.modality, other.modality) == (Modality.MUST, Modality.MUST_NOT) and not _no_way_out(first, second):
        return None
    certain = first.state is State.IN_FORCE and second.state is State.IN_FORCE
    text = f"`{first.address}` and `{second.address}` {words}, and neither has declared priority"
    return Conflict((first.address, second.address), None, first.party, certain, text)


def _whole(norm: Norm) -> bool:
    return norm.action is not None and norm.where is None and not norm.exceptions


def _no_way_out(duty: NormAnswer, prohibition: NormAnswer) -> bool:
    """Whether the prohibition may last as long as the duty, so that no moment is left to perform it."""
    end = None if prohibition.until is None else prohibition.until.at_most
    if end is None:
        return True
    last = None if duty.until is None else duty.until.at_least
    return last is not None and str(last) <= str(end)
