"""Scenarios that say a little less than one: without a value, a member, or the word that a list is complete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from evaluator.api.evaluate import prepare
from evaluator.api.scenarios import Scenario
from evaluator.frozen import replace
from evaluator.model import scenario as model
from evaluator.model.agreement import FactDeclaration, FactsDeclaration
from evaluator.values.estimate import NOTHING

T = TypeVar("T")


def scenarios_saying_less(scenario: Scenario) -> Iterator[tuple[str, Scenario]]:
    """Each scenario that says one thing less, and what that is, in words.

    A reading that has a default is left as it is, and so is a parameter of which the text says something: leaving them
    out would not say less but something else. So are assumptions, and the day of an act that is asked about.
    """
    written = replace(scenario.written, expect=())
    for words, less in (*_facts(written), *_complete(written), *_fixed(scenario, written), *_asked(written)):
        yield words, replace(scenario, written=less, prepared={})


def _facts(written: model.Scenario) -> Iterator[tuple[str, model.Scenario]]:
    assumed = {each.name.text for each in written.assume}
    for place, declaration in enumerate(written.facts):
        name = declaration.name.text
        if name in assumed:
            continue
        if not declaration.members:
            words = f"`{name}: none`" if declaration.none else f"`{name}`"
            yield words, replace(written, facts=_without(written.facts, place))
        for index, member in enumerate(declaration.members):
            id = f"{name}_{index + 1}" if member.id is None else member.id.text
            for number, (attribute, _) in enumerate(member.attributes):
                less = replace(member, attributes=_without(member.attributes, number))
                yield f"`{name}.{id}.{attribute}`", _with_members(written, place, declaration, index, (less,))
        if declaration.members and _is_open(written):
            yield from _without_last(written, place, declaration)


def _without_last(
    written: model.Scenario, place: int, declaration: FactsDeclaration
) -> Iterator[tuple[str, model.Scenario]]:
    """Without the last member of an open list, if nothing refers to it; the others keep their numbers."""
    index = len(declaration.members) - 1
    member, name = declaration.members[index], declaration.name.text
    id = f"{name}_{index + 1}" if member.id is None else member.id.text
    mentioned = re.findall(rf"(?<![\w-]){re.escape(id)}(?![\w-])", written.span.source.text)
    if len(mentioned) <= (member.id is not None):
        yield f"{name} `{id}`", _with_members(written, place, declaration, index, ())


def _is_open(written: model.Scenario) -> bool:
    """Whether no list is said to be complete."""
    complete = written.complete
    return not complete.everything and complete.until is None and not complete.lists


def _complete(written: model.Scenario) -> Iterator[tuple[str, model.Scenario]]:
    complete = written.complete
    if complete.everything or complete.until is not None:
        yield "`complete`", replace(written, complete=model.Completeness(lists=complete.lists))
    for place, each in enumerate(complete.lists):
        less = replace(complete, lists=_without(complete.lists, place))
        yield f"`complete: {each.name}`", replace(written, complete=less)


def _fixed(scenario: Scenario, written: model.Scenario) -> Iterator[tuple[str, model.Scenario]]:
    version = prepare(scenario, scenario.as_of)[0].version
    for place, (name, _) in enumerate(written.fixed):
        reading, parameter = version.readings.get(name.text), version.parameters.get(name.text)
        undecided = reading is not None and reading.default is None
        unknown = parameter is not None and parameter.values is None and parameter.value in (None, NOTHING)
        if undecided or unknown:
            yield f"`{name}`", replace(written, fixed=_without(written.fixed, place))


def _asked(written: model.Scenario) -> Iterator[tuple[str, model.Scenario]]:
    for place, act in enumerate(written.ask):
        for number, (role, value) in enumerate(act.roles.attributes):
            if role.text != "on" and value.span.text not in ("anyone", "anything"):
                roles = replace(act.roles, attributes=_without(act.roles.attributes, number))
                asked = (*written.ask[:place], replace(act, roles=roles), *written.ask[place + 1 :])
                yield f"`{act.id}.{role}`", replace(written, ask=asked)


def _with_members(
    written: model.Scenario, place: int, declaration: FactsDeclaration, index: int, members: tuple[FactDeclaration, ...]
) -> model.Scenario:
    """The scenario with other members in the place of one."""
    changed = (*declaration.members[:index], *members, *declaration.members[index + 1 :])
    declarations = (replace(declaration, members=changed),) if changed else ()
    return replace(written, facts=(*written.facts[:place], *declarations, *written.facts[place + 1 :]))


def _without(items: Sequence[T], place: int) -> tuple[T, ...]:
    return (*items[:place], *items[place + 1 :])
