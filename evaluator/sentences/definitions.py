"""What the words of a norm mean: its terms, parameters, readings and marks, each said once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluator.core import expressions as core
from evaluator.core.norms import Definition, Norm, ParameterValue
from evaluator.core.types import Entity, YesNo
from evaluator.program import Program
from evaluator.sentences import conditions, values
from evaluator.sentences.english import ENGLISH
from evaluator.sentences.expressions import scope_of
from evaluator.sentences.language import Language
from evaluator.sentences.plain_values import plain_value
from evaluator.sentences.scope import Scope
from evaluator.values.estimate import bounds, is_known
from evaluator.values.truth import Certainty
from evaluator.values.value import Value


def definitions(norms: Iterable[Norm], program: Program, language: Language = ENGLISH) -> tuple[str, ...]:
    """What the words mean that norms use, and those that these use in turn: a sentence for each.

    Args:
        norms: Norms of the program.
        program: The version they belong to.
        language: The language.

    Returns:
        Terms, parameters, readings, then attributes with a note; each in the order of the text.
    """
    scope = scope_of(program, language=language)
    used = _used(norms, scope)
    terms = [definition for name, definition in program.definitions.items() if ("term", name) in used]
    parameters = [parameter for name, parameter in program.parameters.items() if ("parameter", name) in used]
    readings = [name for name in program.readings if ("reading", name) in used]
    sentences = [_term(definition, scope) for definition in terms]
    sentences += [_parameter(parameter, scope) for parameter in parameters]
    sentences += [_reading(name, scope) for name in readings]
    sentences += [
        scope.say("word.note", name=scope.quoted(name), member=_member(sort.name, scope), note=note)
        for sort in program.sorts.values()
        for name, note in sort.notes.items()
        if (sort.name, name) in used
    ]
    return tuple(language.sentence(words) for words in sentences)


def expressions_of(norm: Norm) -> Iterator[core.Expr]:
    """All expressions of a norm."""
    single = (norm.bearers, norm.counterparties, norm.where, norm.when, norm.unless, norm.starts, norm.until)
    more = (norm.through, norm.ensure, norm.not_before, norm.due, norm.amount, *norm.carried)
    event = norm.upon
    bounds_of_event = (
        ()
        if event is None
        else (
            event.day,
            event.condition,
            event.starts,
            event.when,
            event.unless,
            event.until,
            event.through,
        )
    )
    excepted = (condition for _, condition in norm.exceptions)
    passed_on = (effect.to for effect in norm.effects)
    for expression in (*single, *more, *excepted, *bounds_of_event, *passed_on):
        if expression is not None:
            yield expression
    for binding in () if norm.family is None else norm.family.bindings:
        yield binding.where
        if isinstance(binding.domain, core.Elements | core.Steps):
            yield binding.domain.of


def _used(norms: Iterable[Norm], outside: Scope) -> set[tuple[str, str]]:
    """The words that norms use, with those that their terms use: kind and name, or the entity and the attribute."""
    program = outside.program
    used: set[tuple[str, str]] = set()
    for norm in norms:
        scope = outside if norm.family is None else outside.members(norm.family.bindings)
        pending = [(expression, scope.act(norm)) for expression in expressions_of(norm)]
        while pending:
            expression, place = pending.pop()
            for word in _words(expression, place):
                if word in used:
                    continue
                used.add(word)
                if word[0] == "term":
                    definition = program.definitions[word[1]]
                    pending.append((definition.body, _place_of(definition, outside)))
    return used


def _words(expression: core.Expr, scope: Scope) -> Iterator[tuple[str, str]]:
    match expression:
        case core.Term(name):
            yield "term", name
        case core.Parameter(name):
            yield "parameter", name
        case core.Reading(name):
            yield "reading", name
        case core.Attribute(subject, name):
            type = scope.type_of(subject)
            if isinstance(type, Entity):
                yield type.name, name
        case core.Exists(variable, domain) | core.Fold(_, variable, domain):
            _, scope = scope.introduce(variable, domain)
        case _:
            pass
    for part in core.children(expression):
        yield from _words(part, scope)


def _place_of(definition: Definition, scope: Scope) -> Scope:
    if definition.variable is None or definition.sort is None:
        return scope
    return scope.introduce(definition.variable, core.Members(definition.sort))[1]


def _member(sort: str, scope: Scope) -> str:
    return scope.language.article(scope.noun(sort))


def _term(definition: Definition, scope: Scope) -> str:
    name, inside = definition.name, _place_of(definition, scope)
    places = {} if definition.sort is None else {"member": _member(definition.sort, scope)}
    suffix = "" if definition.sort is None else ".for"
    if isinstance(definition.type, YesNo):
        condition = conditions.condition(definition.body, inside).text
        return scope.say(f"word.condition{suffix}", term=scope.quoted(name), condition=condition, **places)
    term = values.named(name, definition.type, scope)
    return scope.say(f"word.value{suffix}", term=term, value=values.value(definition.body, inside).text, **places)


def _parameter(parameter: ParameterValue, scope: Scope) -> str:
    yes_no = isinstance(parameter.type, YesNo)
    name = scope.quoted(parameter.name) if yes_no else values.named(parameter.name, parameter.type, scope)
    if parameter.values is None:
        return _stated(name, parameter.value, parameter, scope)
    over_time = [
        scope.say(
            "word.parameter.from",
            value=plain_value(value, parameter.type, scope),
            day=scope.language.day(day),
        )
        for day, value in parameter.values
    ]
    return scope.say("word.parameter.over_time", name=name, values=scope.language.listed(over_time, "and"))


def _stated(name: str, value: Value, parameter: ParameterValue, scope: Scope) -> str:
    low, high, certainty = bounds(value)
    if not is_known(value) and low is None and high is None:
        return scope.say("word.parameter.unknown", name=name)
    said = plain_value(value, parameter.type, scope)
    if certainty == Certainty.CONFIRMED:
        return scope.say("word.parameter", name=name, value=said)
    word = scope.say(f"certainty.{Certainty(certainty).word}")
    return scope.say("word.parameter.weak", name=name, value=said, certainty=word)


def _reading(name: str, scope: Scope) -> str:
    reading = scope.program.readings[name]
    said = {
        option: scope.say("quoted", words=words or scope.words(option)) for option, words in reading.options.items()
    }
    default = (
        scope.say("word.reading.undecided")
        if reading.default is None
        else scope.say("word.reading.taken", option=said[reading.default])
    )
    options = scope.language.listed(list(said.values()), "and")
    return scope.say(
        "word.reading", name=scope.quoted(name), question=reading.question, options=options, default=default
    )
