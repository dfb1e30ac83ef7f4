"""A scenario as written, with one of its facts changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from evaluator.frozen import frozen, replace
from evaluator.model.agreement import Bounded, FactDeclaration, FactsDeclaration, Name
from evaluator.model.scenario import Scenario
from evaluator.source import Span


@frozen
class AsOf:
    """The day asked about."""


@frozen
class Attribute:
    """An attribute of a stated member of a list, or a role of a stated act."""

    sort: str
    id: str
    name: str


@frozen
class Role:
    """A role of an asked act."""

    act: str
    name: str


@frozen
class Single:
    """A single fact."""

    name: str


@frozen
class Parameter:
    """A parameter, which `with` fixes."""

    name: str


@frozen
class Reading:
    """A reading, which `with` fixes."""

    name: str


Value = Attribute | Role | Single | Parameter | Reading
"""Where a stated value of a scenario stands, or would stand."""

Place = AsOf | Value
"""The same, or the day asked about."""


def asked_on(scenario: Scenario, day: date | datetime, span: Span) -> Scenario:
    """The scenario, asked about another day; what it expects is left out."""
    return replace(scenario, as_of=day, as_of_span=span, expect=())


def with_value(scenario: Scenario, place: Value, value: Bounded) -> Scenario:
    """The scenario with one value in place of the one stated, or stated for the first time.

    An assumed value stays an assumption. What the scenario expects is left out: it was expected of other facts.
    """
    scenario = replace(scenario, expect=())
    match place:
        case Attribute(sort, id, name):
            return _with_attribute(scenario, sort, id, name, value)
        case Role(act, name):
            asked = (
                replace(each, roles=_with_entry(each.roles, name, value)) if each.id.text == act else each
                for each in scenario.ask
            )
            return replace(scenario, ask=tuple(asked))
        case Single(name):
            return _with_single(scenario, name, value)
        case Parameter(name) | Reading(name):
            return replace(scenario, fixed=_entered(scenario.fixed, name, value))


def member_ids(scenario: Scenario, sort: str) -> tuple[str, ...]:
    """The ids of the members stated or assumed of a list, in order, those that have none stated as they are called."""
    return tuple(dict.fromkeys(id for _, _, _, id in _members(scenario, sort)))


def _members(scenario: Scenario, sort: str) -> Iterator[tuple[str, int, int, str]]:
    """Where each member of a list stands (key, number of the list, number in the list), and its id."""
    seen: set[str] = set()
    count = 0
    for key, declarations in (("facts", scenario.facts), ("assume", scenario.assume)):
        for number, declaration in enumerate(declarations):
            for index, member in enumerate(declaration.members if declaration.name.text == sort else ()):
                count += 1
                id = f"{sort}_{count}" if member.id is None else member.id.text
                yield key, number, index, id
                count -= id in seen
                seen.add(id)


def _with_attribute(scenario: Scenario, sort: str, id: str, name: str, value: Bounded) -> Scenario:
    """The value goes where the attribute was stated, else where the member was."""
    places = [place for place in _members(scenario, sort) if place[3] == id]
    stated = [place for place in places if name in _names(_declared(scenario, *place[:2]).members[place[2]])]
    key, number, index, _ = (stated or places)[0]
    declaration = _declared(scenario, key, number)
    members = list(declaration.members)
    members[index] = _with_entry(members[index], name, value)
    return _with_declaration(scenario, key, number, replace(declaration, members=tuple(members)))


def _with_single(scenario: Scenario, name: str, value: Bounded) -> Scenario:
    for key, declarations in (("facts", scenario.facts), ("assume", scenario.assume)):
        for number, declaration in enumerate(declarations):
            if declaration.name.text == name:
                stated = FactsDeclaration(declaration.name, declaration.span, value=value)
                return _with_declaration(scenario, key, number, stated)
    stated = FactsDeclaration(Name(name, value.span), value.span, value=value)
    return replace(scenario, facts=(*scenario.facts, stated))


def _declared(scenario: Scenario, key: str, number: int) -> FactsDeclaration:
    return (scenario.facts if key == "facts" else scenario.assume)[number]


def _with_declaration(scenario: Scenario, key: str, number: int, declaration: FactsDeclaration) -> Scenario:
    declarations = list(scenario.facts if key == "facts" else scenario.assume)
    declarations[number] = declaration
    return replace(scenario, **{key: tuple(declarations)})


def _names(member: FactDeclaration) -> tuple[str, ...]:
    return tuple(name.text for name, _ in member.attributes)


def _with_entry(declaration: FactDeclaration, name: str, value: Bounded) -> FactDeclaration:
    return replace(declaration, attributes=_entered(declaration.attributes, name, value))


def _entered(entries: tuple[tuple[Name, Bounded], ...], name: str, value: Bounded) -> tuple[tuple[Name, Bounded], ...]:
    """The entries with this value under the name, in place of the one there or at the end."""
    if name in [each.text for each, _ in entries]:
        return tuple((each, value if each.text == name else stated) for each, stated in entries)
    return (*entries, (Name(name, value.span), value))
