"""A scenario as written, with one member more or less in one of its lists."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.frozen import replace
from evaluator.model.agreement import Bounded, FactDeclaration, FactsDeclaration, Name
from evaluator.model.scenario import ClosedList, Scenario
from evaluator.source import Span


def with_member(
    scenario: Scenario, sort: str, id: str, attributes: Iterable[tuple[str, Bounded]], span: Span
) -> Scenario:
    """The scenario with one more member in a list, after those stated; one said to have `none` stays complete.

    What the scenario expects is left out.
    """
    scenario = _named(scenario, sort)
    entries = tuple((Name(name, value.span), value) for name, value in attributes)
    added = FactsDeclaration(Name(sort, span), span, (FactDeclaration(span, Name(id, span), entries),))
    empty = any(each.name.text == sort and each.none for each in (*scenario.facts, *scenario.assume))
    facts = (*(each for each in scenario.facts if each.name.text != sort or not each.none), added)
    assume = tuple(each for each in scenario.assume if each.name.text != sort or not each.none)
    changed = replace(scenario, facts=facts, assume=assume, expect=())
    return with_closed(changed, sort, span) if empty else changed


def without_member(scenario: Scenario, sort: str, id: str) -> Scenario:
    """The scenario without one of the members of a list; what it expects is left out."""
    scenario = _named(scenario, sort)

    def rest(declarations: Iterable[FactsDeclaration]) -> tuple[FactsDeclaration, ...]:
        return tuple(
            replace(each, members=tuple(one for one in each.members if one.id is None or one.id.text != id))
            if each.name.text == sort
            else each
            for each in declarations
        )

    return replace(scenario, facts=rest(scenario.facts), assume=rest(scenario.assume), expect=())


def with_closed(scenario: Scenario, sort: str, span: Span) -> Scenario:
    """The scenario, which says that nothing belongs to a list but what is stated; what it expects is left out."""
    lists = (*scenario.complete.lists, ClosedList(Name(sort, span)))
    return replace(scenario, complete=replace(scenario.complete, lists=lists), expect=())


def _named(scenario: Scenario, sort: str) -> Scenario:
    """The scenario with an id for each member of a list, the one it is called by anyway."""
    count = 0

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

    seen: set[str] = set()
    facts = named(scenario.facts)
    return replace(scenario, facts=facts, assume=named(scenario.assume))
