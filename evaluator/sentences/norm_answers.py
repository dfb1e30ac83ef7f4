"""What there is to say of one norm on one day: whether it applies and why, since and until when, what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.core.expressions import Expr
from evaluator.core.norms import Norm
from evaluator.engine.outcome import NormAnswer, Reason, State
from evaluator.sentences import conditions
from evaluator.sentences.answers import Answers
from evaluator.values.truth import CERTAINTIES

_OVER: Final = frozenset({Reason.ENDED, Reason.TERMINATED, Reason.WAIVED, Reason.REPEALED})
_KEPT: Final = ("prohibition", "guarantee")
"""What is open as long as nobody breaks it."""


def norm_answer(norm: NormAnswer, answers: Answers) -> Iterator[str]:
    """The sentences about a norm."""
    state = _state(norm, answers)
    reasons = [answers.say(f"reason.{reason.value}") for reason in norm.reasons]
    if reasons:
        state = answers.say("answer.because", sentence=state, reasons=answers.listed(reasons))
    yield answers.for_member(norm.binding, state)
    if norm.possible_reasons:
        perhaps = [_that(answers.say(f"reason.{reason.value}"), answers) for reason in norm.possible_reasons]
        yield answers.say("answer.perhaps.also" if reasons else "answer.perhaps", reasons=answers.listed(perhaps, "or"))
    yield from _time(norm, answers)
    yield from _life(norm, answers)
    yield from _owed(norm, answers)
    if norm.state is State.IN_FORCE and norm.correlative is not None and norm.counterparty is not None:
        number = ".many" if ", " in norm.counterparty else ""
        if number and set(norm.counterparty.split(", ")) == set(norm.party.split(", ")):
            number = ".mutual"
        yield answers.say(f"norm.{norm.correlative}{number}", to=answers.parties(norm.counterparty))
    yield from answers.tail(norm)


def _state(norm: NormAnswer, answers: Answers) -> str:
    clause = answers.clause(norm.clause)
    if norm.title:
        clause = answers.say("answer.clause", title=norm.title, address=norm.address)
    text = answers.scope.program.norms.get(norm.clause)
    if norm.action is not None and (text is None or text.where is not None or text.exceptions):
        clause = answers.say("answer.cases", clause=clause)
    told = {State.IN_FORCE: "in_force", State.UNDETERMINED: "undetermined"}.get(norm.state)
    if told is None:
        told = "not_now"
        if _OVER.issuperset(norm.reasons):
            told = "no_longer"
        elif _OVER.intersection(norm.reasons):
            told = "not"
        elif norm.reasons == (Reason.NOT_YET,):
            told = "not_yet"
    verb = "do" if told in ("not", "not_now", "not_yet") else "does"
    return answers.say(f"answer.{told}", clause=clause, effect=_effect(norm, verb, answers))


def _effect(norm: NormAnswer, verb: str, answers: Answers) -> str:
    """What the clause does while it is in force: `obliges OpenAI to …`."""
    program = answers.scope.program
    text = program.norms.get(norm.clause)
    template, party = f"effect_of.{verb}.{norm.modality}", answers.parties(norm.party)
    if norm.action is None:
        condition = "" if text is None or text.ensure is None else _ensured(text, text.ensure, answers)
        return answers.say(template, party=party, condition=condition)
    act = answers.scope.words(norm.action)
    if norm.counterparty is not None and "to" in program.sorts[norm.action].attributes:
        act = answers.say("answer.act.to", act=act, to=answers.parties(norm.counterparty))
    return answers.say(template, party=party, act=act)


def _ensured(text: Norm, ensure: Expr, answers: Answers) -> str:
    scope = answers.scope if text.family is None else answers.scope.members(text.family.bindings)
    return conditions.condition(ensure, scope).text


def _that(words: str, answers: Answers) -> str:
    return answers.say("answer.that", words=words)


def _time(norm: NormAnswer, answers: Answers) -> Iterator[str]:
    since, until = answers.span("since", norm.since), answers.until(norm.until)
    if norm.state is State.UNDETERMINED:
        return
    if since and until:
        yield answers.say("answer.time.both", since=since, until=until)
    elif since:
        yield answers.say("answer.time", since=since)
    elif until:
        yield answers.say("answer.time.until", until=until)


def _life(norm: NormAnswer, answers: Answers) -> Iterator[str]:
    """The dates of its life, and what has become of it."""
    dates = [
        answers.say(f"date.{word}", when=answers.span("when", when))
        for word, when in norm.dates
        if answers.span("when", when)
    ]
    if dates:
        yield answers.say("answer.dates", dates=answers.listed(dates))
    if norm.performance == "exercised" and answers.span("when", dict(norm.dates).get("exercised")):
        return  # its day has said so
    if norm.performance is not None:
        yield _became(norm.performance, norm, answers)
    elif norm.possible_performances:
        words = [_that(_became(word, norm, answers), answers) for word in norm.possible_performances]
        yield answers.say("answer.performance.perhaps", words=answers.listed(words, "or"))


def _became(word: str, norm: NormAnswer, answers: Answers) -> str:
    kept = word in ("open", "fulfilled") and norm.modality in _KEPT
    return answers.say(f"performance.{word}.kept" if kept else f"performance.{word}")


def _owed(norm: NormAnswer, answers: Answers) -> Iterator[str]:
    """By when and how much; of what may not be owed, by when and how much it would be."""
    would = norm.state is not State.IN_FORCE and norm.performance is None
    start = "answer.would" if would else "answer"
    due = answers.span("due", norm.due)
    if due:
        yield answers.say(f"{start}.due", due=due)
    for name, amount in (("amount", norm.amount), ("outstanding", norm.outstanding)):
        if amount is None or (would and name == "outstanding" and amount == norm.amount):
            continue
        words = answers.amount(amount)
        if CERTAINTIES[amount.certainty] < CERTAINTIES[norm.certainty or "confirmed"]:
            certainty = answers.say(f"certainty.{amount.certainty}")
            yield answers.say(f"{start}.{name}.sure", amount=words, certainty=certainty)
        else:
            yield answers.say(f"{start}.{name}", amount=words)
