"""The members that a quantifier, a sum or a family ranges over: `a verdict with the result verified`."""

from __future__ import annotations

from typing import Final

from evaluator.core import expressions as core
from evaluator.core.types import Entity, Enum, YesNo
from evaluator.frozen import replace
from evaluator.sentences import conditions, values
from evaluator.sentences.language import Form
from evaluator.sentences.phrase import CLOSED, OPEN, Phrase
from evaluator.sentences.scope import Bound, Scope

_INNER: Final = " inner"
"""A variable for the member in the middle of a path; no text can name it."""


def members(
    variable: str, domain: core.Domain, where: core.Expr, scope: Scope, *, ever: bool = False
) -> tuple[Phrase, Scope]:
    """All members with a property, in the plural, and the place in which the variable is at hand."""
    return _described(variable, domain, where, scope, ever=ever, template="")


def indefinite(
    variable: str, domain: core.Domain, where: core.Expr, scope: Scope, *, ever: bool = False, template: str
) -> tuple[Phrase, Scope]:
    """One member with a property, in the singular, and the place in which the variable is at hand.

    `template` introduces it: `some`, `no`, `each` or `every`.
    """
    return _described(variable, domain, where, scope, ever=ever, template=template)


def _described(
    variable: str, domain: core.Domain, where: core.Expr, scope: Scope, *, ever: bool, template: str
) -> tuple[Phrase, Scope]:
    alias, inside = scope.introduce(variable, domain)
    noun = _noun(variable, domain, scope, plural=not template)
    if alias:
        noun = scope.say("noun.alias", noun=noun, alias=alias)
    if ever:
        noun = scope.say("noun.ever", noun=noun)
    if template:
        noun = scope.say(template, a=scope.language.article(noun), noun=noun)
    return _with_properties(noun, variable, where, inside), inside


def _noun(variable: str, domain: core.Domain, scope: Scope, *, plural: bool) -> str:
    match domain:
        case core.Members(sort):
            return scope.nouns(sort) if plural else scope.noun(sort)
        case core.Steps(unit, of):
            noun = scope.words(unit)
        case core.Elements(of):
            noun = scope.words(variable)
    return scope.say("noun.in", noun=scope.language.plural(noun) if plural else noun, of=values.text(of, scope))


def _with_properties(noun: str, variable: str, where: core.Expr, inside: Scope) -> Phrase:
    """A noun with what is said of it: short properties first, what needs a clause of its own behind `for which`."""
    short: list[str] = []
    chained: list[tuple[core.Expr, Phrase]] = []
    rest: list[core.Expr] = []
    for part in conditions.conjuncts(where):
        found = _property(part, variable, inside, positive=True)
        if found is None:
            rest.append(part)
        elif found.strength == CLOSED:
            short.append(found.text)
        else:
            chained.append((part, found))
    if rest or len(chained) > 1:  # whatever follows a chain would seem to belong to its end
        rest = [*(part for part, _ in chained), *rest]
    else:
        short += [phrase.text for _, phrase in chained]
    text = noun
    if short:
        text = inside.say("noun.with", noun=text, properties=inside.language.listed(short, "and"))
    if not rest:
        closed = not chained and len(short) < 2
        return Phrase(text, CLOSED if closed else OPEN)
    whole = rest[0] if len(rest) == 1 else core.AllOf(tuple(rest))
    condition = conditions.condition(whole, replace(inside, about=variable))
    template = "noun.and_for_which" if short else "noun.for_which"  # else the last property would seem to have it
    return Phrase(inside.say(template, noun=text, condition=condition.text), OPEN)


def _property(part: core.Expr, variable: str, scope: Scope, *, positive: bool) -> Phrase | None:
    """A condition as a property of the variable that may stand behind its noun; None if it is no such condition."""
    match part:
        case core.Not(operand):
            return _property(operand, variable, scope, positive=not positive)
        case core.Compare("=", core.VerdictOf(core.Variable(name)), core.Literal(verdict)) if name == variable:
            return Phrase(_said("property.judged", scope, positive=positive, verdict=scope.say(f"judged.{verdict}")))
        case core.Compare("=", core.Attribute() as subject, right) if not mentions(right, variable):
            return _of_attribute(subject, right, variable, scope, positive=positive)
        case _:
            return None


def _of_attribute(
    subject: core.Attribute, right: core.Expr, variable: str, scope: Scope, *, positive: bool
) -> Phrase | None:
    if not isinstance(subject.subject, core.Variable):
        return _chain(subject, right, variable, scope) if positive else None
    if subject.subject.name != variable:
        return None
    type, name = scope.type_of(subject), subject.name
    if isinstance(type, YesNo):
        if not isinstance(right, core.Literal) or not isinstance(right.value, bool):
            return None
        return Phrase(_said("property.marked", scope, positive=positive is right.value, mark=scope.quoted(name)))
    other = values.value(right, scope)
    if other.strength != CLOSED:
        return None
    match scope.form(name, type):
        case Form.PREPOSITION | Form.GENITIVE:
            words = {"preposition": scope.words(name), "value": other.text}
            return Phrase(_said("property.preposition", scope, positive=positive, **words))
        case Form.NOUN if isinstance(type, Enum):
            noun = scope.thing(name, type)
            words = {"noun": noun, "a": scope.language.article(noun), "value": other.text}
            return Phrase(_said("property.word", scope, positive=positive, **words))
        case Form.NOUN:
            return Phrase(
                _said("property.noun", scope, positive=positive, noun=scope.thing(name, type), value=other.text)
            )
        case _:
            return None


def _chain(subject: core.Attribute, right: core.Expr, variable: str, scope: Scope) -> Phrase | None:
    """A property of a member that the variable has as an attribute: `of a declaration by OpenAI`."""
    first, renamed = _first_step(subject)
    if first is None or not isinstance(first.subject, core.Variable) or first.subject.name != variable:
        return None
    type = scope.type_of(first)
    if not isinstance(type, Entity):
        return None
    noun = scope.noun(type.name)
    inside = scope.binding(_INNER, Bound(noun, type))
    inner = _of_attribute(renamed, right, _INNER, inside, positive=True)
    if inner is None:
        return None
    words = {"a": scope.language.article(noun), "noun": noun, "property": inner.text}
    if scope.form(first.name, type) in (Form.PREPOSITION, Form.GENITIVE):
        return Phrase(scope.say("chain.preposition", preposition=scope.words(first.name), **words), OPEN)
    named = scope.thing(first.name, type)
    words |= {"a": scope.language.article(named), "noun": named}
    return Phrase(scope.say("chain.noun", **words), OPEN)


def _first_step(path: core.Attribute) -> tuple[core.Attribute | None, core.Attribute]:
    """The first attribute of a path, and the path from there on."""
    if not isinstance(path.subject, core.Attribute):
        return None, path
    if isinstance(path.subject.subject, core.Variable):
        return path.subject, core.Attribute(core.Variable(_INNER), path.name)
    first, rest = _first_step(path.subject)
    return first, core.Attribute(rest, path.name)


def _said(template: str, scope: Scope, *, positive: bool, **places: str) -> str:
    return scope.say(template if positive else f"{template}.not", **places)


def mentions(expression: core.Expr, variable: str) -> bool:
    """Whether an expression speaks of a variable."""
    return any(isinstance(part, core.Variable) and part.name == variable for part in core.walk(expression))
