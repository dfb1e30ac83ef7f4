"""The schema of a vocabulary: parties, entities, actions and constraints."""

from __future__ import annotations

from typing import Final

from evaluator.core.types import DATE, DURATION, NUMBER, PARTY, PERCENT, PERIOD, TEXT, YES_NO, Date
from evaluator.editing.schema_parts import (
    Schema,
    declared,
    described,
    either,
    explained,
    keyed,
    listing,
    name,
    reference,
    several,
    text,
)
from evaluator.model.read_vocabulary import ATTRIBUTE, SINGLE_FACT, VOCABULARY

TYPES: Final = {
    str(YES_NO): "stated as `yes` or `no`; stands for itself in a condition",
    str(NUMBER): "`3`, `4 thousand`; with a unit it is `number MB`",
    "number MB": "`2.5 MB`; any word is a unit, and units are never converted",
    str(PERCENT): "`20%`",
    "money EUR": "`900 EUR`, `1.5 million EUR`; the currency is part of the type",
    str(DATE): "`2026-05-01`, `2026-05-01 10:30`, `never`",
    str(Date(timed=True)): "`2026-05-01 10:30`; the time is required",
    str(DURATION): "`30 days`, `3 months`, `2 hours`",
    str(PERIOD): "`2026-01-01 .. 2027-01-01`; the last day is not in it",
    str(TEXT): "free text",
    str(PARTY): "one of the parties",
    "set of party": "`[museum, studio]`, or `none`",
}
"""The types that an editor offers, with how their values are written; the name of an entity is a type, too."""

NOTE: Final = "A remark for the reader."


def vocabulary_slots() -> dict[str, Schema]:
    """What stands under each key of a vocabulary, also inside an agreement."""
    return {
        "parties": either(
            listing(name()),
            declared(text("The full name.")),
            words="The parties: a list of short names, or a mapping of short names to full ones.",
        ),
        "entities": declared(
            reference("entity"),
            "What can be stated as a fact. A list of things has attributes; with an attribute `on` they are events. "
            "A bare type makes a single fact.",
        ),
        "actions": declared(
            reference("action"), "What parties do. Every act has `by` and `on` without their being declared."
        ),
        "constraints": declared(
            text("A condition."),
            "Conditions that hold for all members of the lists they name; facts never break them.",
        ),
    }


def vocabulary_definitions() -> dict[str, Schema]:
    """The definitions that the slots refer to."""
    note = text(NOTE)
    long = {"type": reference("type", "The type."), "note": note}
    attributes: Schema = {"type": "object", "additionalProperties": reference("attribute")}
    return {
        "type": either(
            explained(TYPES), text(), listing(name("An option."), "The options of an enum: one of these words.")
        ),
        "attribute": either(reference("type"), keyed(ATTRIBUTE, long), words="A type, or a type with a note."),
        "entity": either(
            reference("type", "A single fact."),
            described(keyed(SINGLE_FACT, long), "A single fact with a note."),
            {
                **attributes,
                "properties": {
                    "note": note,
                    "on": reference("attribute", "Makes it an event: it exists from that day."),
                },
                "propertyNames": {"not": {"enum": ["id", "type"]}},
                "description": "A list of things, each with these attributes.",
            },
        ),
        "action": {
            **attributes,
            "properties": {
                "note": note,
                "kinds": several(name(), "Actions that are kinds of this one; they inherit its roles."),
            },
            "propertyNames": {"not": {"enum": ["id", "by", "on"]}},
            "description": "The roles of an act with their types; `{}` for none but `by` and `on`.",
        },
    }


def vocabulary_shape() -> Schema:
    """The schema of a vocabulary file, without its definitions."""
    return keyed(VOCABULARY, vocabulary_slots())
