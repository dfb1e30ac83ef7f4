"""A scenario as written, with one member more or less in one of its lists, or with a list closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from evaluator.frozen import replace
from evaluator.model.agreement import FactDeclaration, FactsDeclaration, Name
from evaluator.model.scenario import ClosedList, Scenario


def with_member(scenario: Scenario, sort: Name, member: FactDeclaration) -> Scenario:
    """The scenario with one more member of a list, as a fact; what it expects is left out.

    It comes after those that are stated as facts. A list said to have `none` is closed with it.
    """
    stated = [each for each in scenario.facts if each.name.text == sort.text and not each.none]
    more = replace(stated[0], members=(*stated[0].members, member)) if stated else _declared(sort, member)
    every = (*scenario.facts, *scenario.assume)
    empty = any(each.name.text == sort.text and each.none for each in every)
    facts = tuple(more if stated and each is stated[0] else each for each in scenario.facts)
    facts = (*(each for each in facts if each.name.text != sort.text or not each.none), *(() if stated else (more,)))
    assume = tuple(each for each in scenario.assume if each.name.text != sort.text or not each.none)
    changed = replace(scenario, facts=facts, assume=assume, expect=())
    return with_closed(changed, sort) if empty else changed


def without_member(scenario: Scenario, sort: str, id: str) -> Scenario:
    """The scenario without one of the members of a list, which has an id; what it expects is left out."""

    def rest(declarations: Iterable[FactsDeclaration]) -> tuple[FactsDeclaration, ...]:
        return tuple(
            replace(each, members=tuple(one for one in each.members if one.id is None or one.id.text != id))
            if each.name.text == sort
            else each
            for each in declarations
        )

    return replace(scenario, facts=rest(scenario.facts), assume=rest(scenario.assume), expect=())


def with_closed(scenario: Scenario, sort: Name, until: date | datetime | None = None) -> Scenario:
    """The scenario with a list closed, up to the day asked about or another one; what it expects is left out."""
    complete = scenario.complete
    return replace(scenario, complete=replace(complete, lists=(*complete.lists, ClosedList(sort, until))), expect=())


def with_ids(scenario: Scenario, sort: str) -> Scenario:
    """The scenario with an id for each member of a sort: the one it is called by anyway."""
    count = 0
    seen: set[str] = set()

    def named(declarations: Iterable[FactsDeclaration]) -> tuple[FactsDeclaration, ...]:
        nonlocal count
        found = []
        for declaration in declarations:
            members = []
            for member in declaration.members if declaration.name.text == sort else ():
                count += member.id is None or member.id.text not in seen
                id = Name(f"{sort}_{count}", member.span) if member.id is None else member.id
                seen.add(id.text)
                members.append(replace(member, id=id))
            found.append(replace(declaration, members=tuple(members)) if members else declaration)
        return tuple(found)

    facts = named(scenario.facts)
    return replace(scenario, facts=facts, assume=named(scenario.assume))


def _declared(sort: Name, member: FactDeclaration) -> FactsDeclaration:
    return FactsDeclaration(sort, sort.span, (member,))
