"""A scenario as written, with one of its facts changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def declared_at(scenario: Scenario, place: Attribute | Role) -> FactDeclaration:
    """Where the value of an attribute or of a role stands, or would stand."""
    match place:
        case Attribute(sort, id, name):
            first, number, index = _place_of(scenario, sort, id, name)
            return (scenario.facts, scenario.assume)[first][number].members[index]
        case Role(act, _):
            return next(each.roles for each in scenario.ask if each.id.text == act)


def member_ids(scenario: Scenario, sort: str) -> tuple[str, ...]:
    """The ids of the members stated or assumed of a list, in order; see `ids_of`."""
    return ids_of(sort, scenario.facts, scenario.assume)


def ids_of(sort: str, *stated: Sequence[FactsDeclaration]) -> tuple[str, ...]:
    """The ids of the members of a list in facts that are gathered one after the other, in order.

    A member without an id is called by its list and its number.
    """
    return tuple(dict.fromkeys(id for _, _, _, id in _members(sort, stated)))


def _members(sort: str, stated: Sequence[Sequence[FactsDeclaration]]) -> Iterator[tuple[int, int, int, str]]:
    """Where each member of a list stands (numbers of the facts, of the list, in the list), and its id."""
    seen: set[str] = set()
    count = 0
    for place, declarations in enumerate(stated):
        for number, declaration in enumerate(declarations):
            for index, member in enumerate(declaration.members if declaration.name.text == sort else ()):
                count += 1
                id = f"{sort}_{count}" if member.id is None else member.id.text
                yield place, number, index, id
                count -= id in seen
                seen.add(id)


def _with_attribute(scenario: Scenario, sort: str, id: str, name: str, value: Bounded) -> Scenario:
    """The value goes where the attribute was stated, else where the member was."""
    first, number, index = _place_of(scenario, sort, id, name)
    declaration = (scenario.facts, scenario.assume)[first][number]
    members = list(declaration.members)
    members[index] = _with_entry(members[index], name, value)
    return _with_declaration(scenario, first, number, replace(declaration, members=tuple(members)))


def _place_of(scenario: Scenario, sort: str, id: str, name: str) -> tuple[int, int, int]:
    """Where an attribute was stated, else where its member was."""
    stated = (scenario.facts, scenario.assume)
    places = [place for *place, each in _members(sort, stated) if each == id]
    having = [place for place in places if name in _names(stated[place[0]][place[1]].members[place[2]])]
    first, number, index = (having or places)[0]
    return first, number, index


def _with_single(scenario: Scenario, name: str, value: Bounded) -> Scenario:
    for place, declarations in enumerate((scenario.facts, scenario.assume)):
        for number, declaration in enumerate(declarations):
            if declaration.name.text == name:
                stated = FactsDeclaration(declaration.name, declaration.span, value=value)
                return _with_declaration(scenario, place, number, stated)
    stated = FactsDeclaration(Name(name, value.span), value.span, value=value)
    return replace(scenario, facts=(*scenario.facts, stated))


def _with_declaration(scenario: Scenario, place: int, number: int, declaration: FactsDeclaration) -> Scenario:
    """The scenario with another declaration in its facts (0) or its assumptions (1)."""
    stated = [list(scenario.facts), list(scenario.assume)]
    stated[place][number] = declaration
    return replace(scenario, facts=tuple(stated[0]), assume=tuple(stated[1]))


def _names(member: FactDeclaration) -> tuple[str, ...]:
    return tuple(name.text for name, _ in member.attributes)


def _with_entry(declaration: FactDeclaration, name: str, value: Bounded) -> FactDeclaration:
    return replace(declaration, attributes=_entered(declaration.attributes, name, value))


def _entered(entries: tuple[tuple[Name, Bounded], ...], name: str, value: Bounded) -> tuple[tuple[Name, Bounded], ...]:
    """The entries with this value under the name, in place of the one there or at the end."""
    if name in [each.text for each, _ in entries]:
        return tuple((each, value if each.text == name else stated) for each, stated in entries)
    return (*entries, (Name(name, value.span), value))
