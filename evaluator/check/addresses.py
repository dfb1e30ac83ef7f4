"""Which value of a scenario an address names, and of which type it is.

The addresses are those of missing facts in an outcome: `product.assistants.kind`, `move_to_aws.cloud`, a single fact
by its name, `parameter.threshold`; and beside them `as_of` and `reading.until_agi`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn

from evaluator.check.checked import CheckedVersion
from evaluator.check.words import listed, nearest
from evaluator.core.types import DATE, Entity, Enum, PartyType, Type, YesNo
from evaluator.diagnostics import QuestionError, did_you_mean
from evaluator.model.changed_scenario import (
    AsOf,
    Attribute,
    Parameter,
    Place,
    Reading,
    Role,
    Single,
    ids_of,
    member_ids,
)
from evaluator.model.scenario import AskedAct, Scenario

AS_OF = "as_of"


def place_of(address: str, scenario: Scenario, version: CheckedVersion) -> tuple[Place, Type]:
    """The place that an address names in a scenario about a version, and the type of what stands there.

    Raises:
        QuestionError: it names nothing that can be changed.
    """
    asked = {each.id.text: each for each in scenario.ask}
    match address.split("."):
        case ["as_of"]:
            return AsOf(), DATE
        case [name] if name in version.symbols.singles:
            _refuse_own(name, version)
            return Single(name), version.symbols.singles[name]
        case ["reading", name]:
            if name not in version.readings:
                _refuse(f"there is no reading `{name}`", nearest(name, version.readings, "readings"))
            return Reading(name), Enum(tuple(version.readings[name].options))
        case ["parameter", name]:
            if name not in version.parameters:
                _refuse(f"there is no parameter `{name}`", nearest(name, version.parameters, "parameters"))
            return Parameter(name), version.parameters[name].type
        case [act, role] if act in asked:
            return Role(act, role), _attribute(asked[act].action.text, role, version)
        case [sort, id, name] if sort in version.symbols.sorts:
            _refuse_own(sort, version)
            if id not in member_ids(scenario, sort):
                _refuse(f"there is no `{sort}` `{id}`", _members_cure(sort, id, scenario))
            return Attribute(sort, id, name), _attribute(sort, name, version)
    return _refuse(f"there is no fact `{address}`", _cure(address, scenario, version, asked))


def addresses(scenario: Scenario, version: CheckedVersion) -> Iterator[str]:
    """The addresses of all values of a scenario that can be changed, or stated for the first time."""
    yield AS_OF
    sorts = version.symbols.sorts
    for sort, declared in sorts.items():
        if sort not in version.version.facts:
            yield from (f"{sort}.{id}.{name}" for id in member_ids(scenario, sort) for name in declared.attributes)
    for asked in scenario.ask:
        if asked.action.text in sorts:
            yield from (f"{asked.id}.{role}" for role in sorts[asked.action.text].attributes)
    yield from (name for name in version.symbols.singles if name not in version.version.facts)
    yield from (f"parameter.{name}" for name in version.parameters)
    yield from (f"reading.{name}" for name in version.readings)


def options_of(type: Type, scenario: Scenario, version: CheckedVersion) -> tuple[str, ...]:
    """All values of a type, as they are written: options, parties, members stated; none where they cannot be listed."""
    match type:
        case YesNo():
            return ("yes", "no")
        case Enum(options):
            return options
        case PartyType():
            return tuple(version.symbols.parties)
        case Entity(name):
            symbols = version.symbols
            sorts = symbols.kinds_of(name) if symbols.sorts[name].action else (name,)
            own = tuple(version.version.facts.values())
            return tuple(id for sort in sorts for id in (*ids_of(sort, own), *member_ids(scenario, sort)))
        case _:
            return ()


def _attribute(sort: str, name: str, version: CheckedVersion) -> Type:
    attributes = version.symbols.sorts[sort].attributes
    if name not in attributes:
        _refuse(f"`{sort}` has no `{name}`", nearest(name, attributes, "attributes", "it has no attributes"))
    return attributes[name]


def _refuse_own(name: str, version: CheckedVersion) -> None:
    if name in version.version.facts:
        _refuse(f"the agreement itself states `{name}`", "a scenario cannot change it")


def _cure(address: str, scenario: Scenario, version: CheckedVersion, asked: Mapping[str, AskedAct]) -> str:
    """How to name what may have been meant: a part of it was written, or something like it."""
    symbols = version.symbols
    first, _, rest = address.partition(".")
    if not rest:
        for kind, known in (("parameter", version.parameters), ("reading", version.readings)):
            if first in known:
                return f"write `{kind}.{first}`"
    if first in asked:
        roles = symbols.sorts[asked[first].action.text].attributes
        return f"name a role of the act: `{first}.{next(iter(roles))}`"
    acts = {id: sort for sort in symbols.actions for id in member_ids(scenario, sort)}
    if first in acts and "." not in rest:
        return f"write `{acts[first]}.{first}.{rest or next(iter(symbols.sorts[acts[first]].attributes))}`"
    if first in symbols.sorts:
        ids = member_ids(scenario, first)
        names = [*symbols.sorts[first].attributes]
        if not ids:
            return f"no `{first}` is stated whose values could be changed"
        return f"name a value of a member: `{first}.{ids[0]}.{rest if rest in names else names[0]}`" if names else ""
    there = [*addresses(scenario, version)]
    return did_you_mean(address, there) or f"facts are named like {listed(_examples(there))}"


def _examples(known: Iterable[str]) -> list[str]:
    """One address of each shape."""
    shapes: dict[tuple[int, bool], str] = {}
    for each in known:
        shapes.setdefault((each.count("."), each.startswith(("parameter.", "reading."))), each)
    return [*shapes.values()]


def _members_cure(sort: str, id: str, scenario: Scenario) -> str:
    known = member_ids(scenario, sort)
    return did_you_mean(id, known) or (f"stated are {listed(known)}" if known else f"no `{sort}` is stated")


def _refuse(message: str, cure: str) -> NoReturn:
    raise QuestionError(f"{message}; {cure}" if cure else message)
