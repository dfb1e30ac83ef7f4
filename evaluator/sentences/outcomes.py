"""An outcome as sentences: a paragraph for the whole, for each norm, each act, each conflict and each effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from evaluator.core.norms import AGREEMENT
from evaluator.engine.outcome import AgreementState, Conflict, EffectNote, Outcome, State
from evaluator.program import Program
from evaluator.sentences.act_answers import act_answer
from evaluator.sentences.answers import Answers
from evaluator.sentences.english import ENGLISH
from evaluator.sentences.expressions import scope_of
from evaluator.sentences.language import Language
from evaluator.sentences.norm_answers import norm_answer


def outcome_paragraphs(outcome: Outcome, program: Program, language: Language = ENGLISH) -> tuple[str, ...]:
    """An outcome in sentences, by paragraph.

    Args:
        outcome: The answer to a scenario.
        program: The version that governs in it, which has the words.
        language: The language.

    Returns:
        What is asked and the agreement as a whole; each norm; each act; each conflict; each effect.
    """
    answers = Answers(scope_of(program, language=language), outcome)
    paragraphs = [_head(answers)]
    paragraphs += [norm_answer(norm, answers) for norm in outcome.norms]
    paragraphs += [act_answer(act, answers) for act in outcome.acts]
    paragraphs += [_conflict(conflict, answers) for conflict in outcome.conflicts]
    paragraphs += [_effect(effect, answers) for effect in outcome.effects]
    return tuple(" ".join(language.sentence(words) for words in paragraph) for paragraph in paragraphs)


def _head(answers: Answers) -> Iterator[str]:
    outcome = answers.outcome
    head = answers.say(
        "outcome.head.moment" if isinstance(outcome.as_of, datetime) else "outcome.head",
        agreement=outcome.agreement_title or outcome.agreement,
        name=outcome.agreement,
        version=outcome.version,
        day=answers.scope.language.day(outcome.as_of),
    )
    yield answers.say("outcome.title", title=outcome.title, head=head) if outcome.title else head
    if outcome.partial:
        yield answers.say("outcome.partial")
    for name, value in outcome.fixed:
        yield answers.say("outcome.fixed", name=answers.scope.quoted(name), value=_fixed(name, value, answers))
    for assumption in outcome.assumptions:
        yield answers.say("outcome.assumed", assumption=assumption)
    for assumption in outcome.idle_assumptions:
        yield answers.say("outcome.idle", assumption=assumption)
    yield from _whole(outcome.agreement_state, answers)


def _fixed(name: str, value: str, answers: Answers) -> str:
    """The option of a reading in its own words; the value of a parameter as it is."""
    reading = answers.scope.program.readings.get(name)
    said = "" if reading is None else reading.options.get(value, "")
    return answers.say("quoted", words=said or value)


def _whole(state: AgreementState, answers: Answers) -> Iterator[str]:
    reasons = [answers.say(f"agreement.reason.{reason.value}") for reason in state.reasons]
    if state.state is State.NOT_IN_FORCE and reasons:
        yield answers.say("whole.not_in_force", reasons=answers.listed(reasons))
    else:
        bare = "whole.not_in_force.bare" if state.state is State.NOT_IN_FORCE else f"whole.{state.state.value}"
        yield answers.say(bare)
    since = answers.span("since", state.since)
    if since and state.state is not State.UNDETERMINED:
        yield answers.say("whole.since", since=since)


def _conflict(conflict: Conflict, answers: Answers) -> Iterator[str]:
    clauses = answers.listed([answers.clause(each) for each in conflict.clauses])
    act = (
        answers.say("conflict.every_act")
        if conflict.act is None
        else answers.say("conflict.act", act=answers.say("quoted", words=conflict.act))
    )
    yield answers.say("conflict.certain" if conflict.certain else "conflict.possible", clauses=clauses, act=act)
    if conflict.party is not None:
        yield answers.say("conflict.party", party=answers.parties(conflict.party))


def _effect(effect: EffectNote, answers: Answers) -> Iterator[str]:
    clause = answers.clause(effect.clause)
    by = answers.say("done.by_itself", clause=clause)
    if effect.act is not None:
        by = answers.say("done.by_act", act=answers.say("quoted", words=effect.act), clause=clause)
    target = answers.say("agreement") if effect.target == AGREEMENT else answers.clause(effect.target)
    places = {"by": by, "target": target}
    if effect.to is not None:
        places["to"] = answers.party(effect.to)
    done = answers.say(f"done.{effect.verb}", **places)
    when = answers.span("when", effect.on)
    if when:
        done = answers.say("done.when", done=done, when=when)
    yield done if effect.certain else answers.say("done.perhaps", done=done)
