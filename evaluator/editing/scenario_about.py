"""The schema of a scenario about one version of an agreement: its lists, acts, readings, parameters and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from evaluator.check import CheckedVersion
from evaluator.core.norms import Modality, Sort
from evaluator.editing.definitions_schema import definitions
from evaluator.editing.scenario_schema import (
    ASK,
    ASSUME,
    FACTS,
    MEMBER_PATTERN,
    WITH,
    completeness,
    expectation_definitions,
    expectations,
    of_the_agreement,
    scenario_shape,
    scenario_slots,
)
from evaluator.editing.schema_parts import (
    MOMENT_PATTERN,
    NAME_PATTERN,
    REFERENCE_PATTERN,
    Schema,
    declared,
    described,
    document,
    either,
    explained,
    listing,
    matching,
    name,
    reference,
    word,
)
from evaluator.editing.stated_schema import stated_definitions, stated_schema

_NO_MEMBERS: Final = "there is none, and the list is closed"


def scenario_about(version: CheckedVersion) -> Schema:
    """The schema of a scenario about a version that has no errors."""
    consolidated = version.version
    known = f"{consolidated.name}@{consolidated.version}"
    lists, singles = lists_of(version), singles_of(version)
    facts: Schema = _closed(
        {
            **{each: reference(f"list_{each}", _about_list(version.symbols.sorts[each])) for each in lists},
            **{each: reference(f"fact_{each}") for each in singles},
        }
    )
    slots = scenario_slots() | {
        "agreement": either(word([consolidated.name, known]), matching(REFERENCE_PATTERN), words=consolidated.title),
        "complete": completeness(_closable(tuple(version.symbols.sorts))),
        "facts": described({**facts, "minProperties": 1}, FACTS),
        "assume": described({**facts, "minProperties": 1}, ASSUME),
        "with": described({**_closed(_fixed(version)), "minProperties": 1}, WITH),
        "ask": declared(_asked(version), ASK),
        "expect": _expected(version),
    }
    return document(
        f"A scenario about {known}",
        f"{consolidated.title}: what is known on a day, and what is asked about it.",
        scenario_shape(slots),
        {**definitions(), **expectation_definitions(), **_definitions(version, (*lists, *version.symbols.actions))},
    )


def lists_of(version: CheckedVersion) -> tuple[str, ...]:
    """The entities and actions whose members a scenario may state, in the order declared."""
    return tuple(each for each in version.symbols.sorts if each not in version.version.facts)


def singles_of(version: CheckedVersion) -> tuple[str, ...]:
    """The single facts that a scenario may state, in the order declared."""
    return tuple(each for each in version.symbols.singles if each not in version.version.facts)


def type_in_words(type: object, note: str = "") -> str:
    """A type with the note of what it is the type of: `yes/no: made after AGI was reached`."""
    return f"{type}: {note}" if note else f"{type}"


def _definitions(version: CheckedVersion, names: Iterable[str]) -> dict[str, Schema]:
    """What may be stated of each list, of one act of each action, and of each single fact."""
    symbols = version.symbols
    found = stated_definitions(symbols.parties)
    for each in dict.fromkeys(names):
        sort = symbols.sorts[each]
        attributes = {
            attribute: stated_schema(type, type_in_words(type, sort.notes.get(attribute, "")))
            for attribute, type in sort.attributes.items()
        }
        own = name("The name of this member, by which other facts refer to it.")
        found[f"list_{each}"] = either(listing(_closed({"id": own, **attributes})), explained({"none": _NO_MEMBERS}))
        if sort.action:
            found[f"act_{each}"] = _closed(attributes)
    for single, type in symbols.singles.items():
        found[f"fact_{single}"] = stated_schema(type, type_in_words(type, symbols.single_notes.get(single, "")))
    return found


def _fixed(version: CheckedVersion) -> dict[str, Schema]:
    """What `with` may fix: readings by their options, parameters by values of their types."""
    found: dict[str, Schema] = {}
    for each, reading in version.readings.items():
        found[each] = either(explained(reading.options), matching("unknown"), words=reading.question)
    for each, parameter in version.parameters.items():
        note = version.version.parameters[each].note
        found[each] = stated_schema(parameter.type, type_in_words(parameter.type, note))
    return found


def _asked(version: CheckedVersion) -> Schema:
    acts: dict[str, Schema] = {
        each: reference(f"act_{each}", version.symbols.sorts[each].note) for each in version.symbols.actions
    }
    return {**_closed(acts), "minProperties": 1, "maxProperties": 1}


def _expected(version: CheckedVersion) -> Schema:
    """Clauses by their ids, members of families by `clause:member`, `agreement`, and acts by any other name.

    A clause that acts by itself has nothing to be expected of it.
    """
    families = [each for each, norm in version.norms.items() if norm.family is not None]
    nobody = [each for each, norm in version.norms.items() if norm.modality is Modality.AUTOMATIC]
    clauses: dict[str, Schema] = {
        each: reference("norm_expectation", standing.clause.title)
        for each, standing in version.version.clauses.items()
        if each not in (*families, *nobody)
    }
    schema = expectations(of_the_agreement() | clauses, reference("act_expectation"))
    keys = NAME_PATTERN
    if families:
        of_a_family = f"(?:{'|'.join(map(re.escape, families))}):{MEMBER_PATTERN}(?:/{MEMBER_PATTERN})*"
        schema["patternProperties"] = {f"^{of_a_family}$": reference("norm_expectation")}
        keys = f"{NAME_PATTERN}|{of_a_family}"
    return {**schema, "propertyNames": {"pattern": f"^(?:{keys})$", "not": {"enum": [*families, *nobody]}}}


def _closable(lists: tuple[str, ...]) -> Schema:
    """An entry of `complete`: a list, lists with a day each, either with a filter."""
    filtered = rf"\s*({'|'.join(map(re.escape, lists))})\s+where\b.*"
    day = matching(MOMENT_PATTERN, "Closed up to this day.")
    dated: Schema = {
        **_closed(dict.fromkeys(lists, day)),
        "patternProperties": {f"^{filtered}$": day},
        "minProperties": 1,
    }
    return either(word(lists), matching(filtered), dated)


def _about_list(sort: Sort) -> str:
    kind = "An action: acts that happened." if sort.action else "An event: members exist from their day `on`."
    kind = kind if sort.action or sort.event else "A list of things."
    return f"{kind} {sort.note}".strip()


def _closed(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": dict(properties)}
