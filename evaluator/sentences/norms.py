"""A norm as sentences: who must do what, in which cases, from when to when, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from evaluator.core import expressions as core
from evaluator.core.norms import AGREEMENT, Effect, Event, Modality, Norm
from evaluator.core.types import PartyType, SetOf
from evaluator.diagnostics import impossible
from evaluator.program import Program
from evaluator.sentences import conditions, members, values
from evaluator.sentences.english import ENGLISH
from evaluator.sentences.expressions import scope_of
from evaluator.sentences.language import Language
from evaluator.sentences.phrase import CLOSED
from evaluator.sentences.scope import Scope
from evaluator.values.truth import Certainty

_OTHER_SIDE: Final = {
    Modality.MUST: "claim",
    Modality.MUST_NOT: "claim",
    Modality.MUST_ENSURE: "claim",
    Modality.MAY: "no_right",
    Modality.NEED_NOT: "disability",
    Modality.CAN: "liability",
}


def norm_sentences(norm: Norm, program: Program, language: Language = ENGLISH) -> tuple[str, ...]:
    """A norm in sentences, which say all that it says; words of the agreement's own are left as they are.

    Args:
        norm: A norm of the program.
        program: The version it belongs to.
        language: The language.
    """
    return tuple(language.sentence(words) for words in _sentences(norm, scope_of(program, language=language)))


def _sentences(norm: Norm, outside: Scope) -> Iterator[str]:
    scope = outside if norm.family is None else outside.members(norm.family.bindings)
    acting = scope.act(norm)
    yield _head(norm, outside, scope)
    yield from _condition("norm.where", norm.where, acting)
    for name, exception in norm.exceptions:
        words = conditions.condition(exception, acting).text
        yield acting.say("norm.except", condition=words, name=acting.quoted(name))
    if norm.upon is not None:
        yield from _event(norm.upon, scope, acts=norm.modality is Modality.AUTOMATIC)
    yield from _condition("norm.when", norm.when, scope)
    yield from _condition("norm.unless", norm.unless, scope)
    yield from _time(norm, scope)
    yield from _performance(norm, scope)
    yield from _effects(norm, acting)
    yield from _other_side(norm, scope)
    yield from _rank(norm, outside)
    yield from _origin(norm, outside)


def _condition(template: str, condition: core.Expr | None, scope: Scope) -> Iterator[str]:
    if condition is not None:
        yield scope.say(template, condition=conditions.condition(condition, scope).text)


def _value(template: str, value: core.Expr | None, scope: Scope) -> Iterator[str]:
    if value is not None:
        yield scope.say(template, day=values.value(value, scope).text)


def _head(norm: Norm, outside: Scope, scope: Scope) -> str:
    template = f"norm.{norm.modality.value}"
    if norm.modality is Modality.AUTOMATIC:
        sentence = _by_itself(norm, scope)
    elif norm.ensure is not None:
        condition = conditions.condition(norm.ensure, scope).text
        sentence = scope.say(template, who=_bearer(norm, scope), condition=condition)
    else:
        act = scope.words(norm.action or "")
        if norm.counterparties is not None and _names_whom(norm, scope):
            act = scope.say("norm.act.to", act=act, to=values.text(norm.counterparties, scope))
        sentence = scope.say(template, who=_bearer(norm, scope), act=act)
    if norm.family is None:
        return sentence
    said = ""
    for binding in norm.family.bindings:
        found, inside = members.indefinite(
            binding.variable, binding.domain, binding.where, outside, template="norm.each"
        )
        said = outside.say("norm.and_each", before=said, member=found.text) if said else found.text
        outside = inside
    return outside.say("norm.for_each", members=said, sentence=sentence)


def _by_itself(norm: Norm, scope: Scope) -> str:
    """What brings a clause about that binds nobody."""
    event = norm.upon
    if event is not None and event.day is not None:
        return scope.say(_on("norm.then", event.day, scope), day=values.value(event.day, scope).text)
    if event is not None and event.condition is not None:
        return scope.say("norm.then.condition", condition=conditions.condition(event.condition, scope).text)
    return impossible(f"nothing brings {norm.clause} about")


def _on(template: str, day: core.Expr, scope: Scope) -> str:
    """The template for something on a day; one that is counted from another day needs a word more."""
    counted = isinstance(day, core.Apply) and day.function in ("later", "earlier_by")
    named = values.value(day, scope).strength != CLOSED or values.is_last_day(day, scope)
    return f"{template}.moved" if counted and not named else f"{template}.day"


def _names_whom(norm: Norm, scope: Scope) -> bool:
    """Whether the action has a role for the party to which the norm is owed."""
    return norm.action is not None and "to" in scope.program.sorts[norm.action].attributes


def _bearer(norm: Norm, scope: Scope) -> str:
    if norm.bearers is None:
        return scope.say("norm.anyone")
    who = values.value(norm.bearers, scope).text
    return scope.say("norm.each_of", who=who) if len(_parties(norm.bearers)) > 1 else who


def _parties(expression: core.Expr | None) -> frozenset[str]:
    """The parties that are named one by one."""
    match expression:
        case core.Literal(frozenset() as named, SetOf()):
            return named
        case core.Literal(str() as one, PartyType()):
            return frozenset({one})
        case _:
            return frozenset()


def _other_side(norm: Norm, scope: Scope) -> Iterator[str]:
    if norm.counterparty_text is None:
        return
    side = f"norm.{_OTHER_SIDE[norm.modality]}"
    named = _parties(norm.counterparties)
    if len(named) > 1 and named == _parties(norm.bearers):
        yield scope.say(f"{side}.mutual")
        return
    to = scope.say("norm.anyone") if norm.counterparties is None else values.value(norm.counterparties, scope).text
    yield scope.say(f"{side}.many" if len(named) > 1 else side, to=to)


def _event(event: Event, scope: Scope, *, acts: bool) -> Iterator[str]:
    """The event upon which a norm arises, or a clause acts by itself, and what bounds the event."""
    if not acts:  # else the first sentence has said so
        if event.day is not None:
            yield from _value(_on("norm.upon", event.day, scope), event.day, scope)
        yield from _condition("norm.upon.condition", event.condition, scope)
    yield from _value("norm.upon.from", event.starts, scope)
    yield from _value("norm.upon.through", event.through, scope)
    yield from _condition("norm.upon.when", event.when, scope)
    yield from _condition("norm.upon.unless", event.unless, scope)
    yield from _condition("norm.upon.until", event.until, scope)
    if not acts and (event.through is not None or event.until is not None):
        yield scope.say("norm.upon.stays")


def _time(norm: Norm, scope: Scope) -> Iterator[str]:
    yield from _value("norm.from", norm.starts, scope)
    yield from _value("norm.through", norm.through, scope)
    yield from _condition("norm.until" if norm.through is None else "norm.until.first", norm.until, scope)
    for condition in norm.carried:
        yield from _condition("norm.carried", condition, scope)


def _performance(norm: Norm, scope: Scope) -> Iterator[str]:
    yield from _value("norm.not_before", norm.not_before, scope)
    yield from _value("norm.due", norm.due, scope)
    if norm.clock_runs:
        yield scope.say("norm.clock")
    if norm.amount is not None and norm.amount_role is not None:
        amount = values.value(norm.amount, scope).text
        yield scope.say("norm.amount", amount=amount, role=scope.words(norm.amount_role))
    if norm.applied:
        yield scope.say("norm.applied")
    if norm.cures:
        yield scope.say("norm.cures", clauses=_clauses(norm.cures, scope))


def _effects(norm: Norm, scope: Scope) -> Iterator[str]:
    """What the clause does: effects of one kind on several clauses in one sentence."""
    subject = scope.say("effect.by_itself" if norm.modality is Modality.AUTOMATIC else "effect.by_act")

    def alike(effect: Effect) -> tuple[str, bool, str]:
        to = "" if effect.to is None else values.value(effect.to, scope).text
        return effect.verb, effect.same_member, to

    for (verb, same, to), effects in groupby(norm.effects, key=alike):
        targets = _clauses([effect.target for effect in effects], scope)
        if same and norm.family is not None:
            nouns = [scope.noun(binding.sort) for binding in norm.family.bindings]
            targets = scope.say("effect.same", targets=targets, noun=scope.language.listed(nouns, "and"))
        places = {"to": to} if to else {}
        yield scope.say(f"effect.{verb}", subject=subject, targets=targets, **places)


def _clauses(names: list[str] | tuple[str, ...], scope: Scope) -> str:
    said = [scope.say("agreement") if name == AGREEMENT else scope.quoted(name) for name in names]
    return scope.language.listed(said, "and")


def _rank(norm: Norm, scope: Scope) -> Iterator[str]:
    program = scope.program
    over = program.over[norm.clause]
    under = [other for other in program.norms if norm.clause in program.over[other]]
    if over:
        yield scope.say("norm.yields", clauses=_clauses(over, scope))
    if under:
        yield scope.say("norm.prevails", clauses=_clauses(under, scope))
    if norm.survives:
        yield scope.say("norm.survives")


def _origin(norm: Norm, scope: Scope) -> Iterator[str]:
    if norm.repealed is not None:
        yield scope.say("norm.repealed", day=scope.language.day(norm.repealed))
    certainty = scope.say(f"certainty.{Certainty(norm.certainty).word}")
    if norm.cite:
        sources = [
            scope.say("norm.source", id=source.id, title=source.title) if source.title else source.id
            for source in norm.cite
        ]
        template = "norm.certainty.cited.one" if len(sources) == 1 else "norm.certainty.cited"
        yield scope.say(template, certainty=certainty, sources=scope.language.listed(sources, "and"))
    else:
        yield scope.say("norm.certainty", certainty=certainty)
    if norm.note:
        yield scope.say("norm.note", note=norm.note)
