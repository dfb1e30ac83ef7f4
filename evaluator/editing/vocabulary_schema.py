"""The schema of a vocabulary: parties, entities, actions, constraints and calendars."""

from __future__ import annotations

from typing import Final

from evaluator.core.types import DATE, DURATION, NUMBER, PARTY, PERCENT, PERIOD, TEXT, YES_NO, Date
from evaluator.editing.schema_parts import (
    DATE_PATTERN,
    Schema,
    declared,
    described,
    either,
    explained,
    keyed,
    listing,
    matching,
    name,
    reference,
    several,
    text,
    word,
)
from evaluator.model.read_calendar import CALENDAR
from evaluator.model.read_vocabulary import ATTRIBUTE, SINGLE_FACT, VOCABULARY
from evaluator.report.data import Plain
from evaluator.values.calendar import WEEKDAYS

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
        "calendars": declared(
            reference("calendar"),
            "Calendars of business days; `date + 10 business days` counts by the only one, or by the one it names.",
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
        "calendar": _calendar(),
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


def _calendar() -> Schema:
    day = matching(f"{DATE_PATTERN}|none")
    slots = {
        "country": text("The country whose public holidays are closed days, by its code: `US`, `DE`."),
        "subdivision": text("The state, province or the like whose holidays count, too, by its code: `NY`, `BY`."),
        "market": text("The financial market whose holidays are closed days, by its code: `ECB`, `XNYS`."),
        "weekend": several(
            word([*WEEKDAYS, "none"]), "The weekly days of rest; left out: those of the country or market."
        ),
        "also": several(day, "Other days that are closed."),
        "except": several(day, "Days that are open all the same."),
        "note": text(NOTE),
    }
    one_of: list[Plain] = [{"required": [key]} for key in ("country", "market", "weekend")]
    rules: Schema = {
        "anyOf": one_of,
        "not": {"required": ["country", "market"]},
        "dependentRequired": {"subdivision": ["country"]},
    }
    return described({**keyed(CALENDAR, slots), **rules}, "A calendar of business days.")


def vocabulary_shape() -> Schema:
    """The schema of a vocabulary file, without its definitions."""
    return keyed(VOCABULARY, vocabulary_slots())
