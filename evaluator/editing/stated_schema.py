"""What may be stated of a type: the schema of a value in facts, in `with` and in asked acts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from evaluator.core.types import (
    AnyType,
    Date,
    DurationType,
    Entity,
    Enum,
    Money,
    Number,
    PartyType,
    Percent,
    PeriodType,
    SetOf,
    Text,
    Type,
    YesNo,
)
from evaluator.editing.schema_parts import (
    Schema,
    described,
    either,
    explained,
    listing,
    matching,
    mentioning,
    name,
    reference,
    text,
    word,
)

_UNKNOWN: Final = "not known; the same as leaving it out"
_ANY: Final = "all of them: the answer has to hold for every value"
_UNSAID: Final = "unknown|anyone|anything"


def stated_schema(type: Type, words: str = "") -> Schema:
    """The schema of a value of a type; it refers to `stated_definitions`."""
    return described(_schema(type), words)


def stated_definitions(parties: Mapping[str, str]) -> dict[str, Schema]:
    """The definitions that are the same for many values; `parties` are those of the agreement with their full names."""
    return {
        "yes_no": _choice({"yes": "", "no": ""}),
        "party": _choice({party: title if title != party else "" for party, title in parties.items()}, "anyone"),
    }


def _schema(type: Type) -> Schema:
    match type:
        case YesNo():
            return reference("yes_no")
        case Enum(options):
            return _choice(dict.fromkeys(options, ""))
        case PartyType():
            return reference("party")
        case Entity():
            return either(name(), word(["unknown", "anything"]))
        case Number(None):
            return either({"type": "number"}, mentioning(rf"\d|^({_UNSAID})$"))
        case Number(unit) | Money(unit):
            return _with(rf"\b{re.escape(unit or '')}\b")
        case Percent():
            return _with("%")
        case Date(timed):
            return _with(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}|^never$" if timed else r"\d{4}-\d{2}-\d{2}|^never$")
        case DurationType():
            return _with(r"\d.*\b(minute|hour|day|week|month|quarter|year)s?\b")
        case PeriodType():
            return _with(r"\.\.")
        case Text():
            return text()
        case SetOf(element):
            return either(listing(_schema(element)), word(["none", "unknown", "anything"]), matching("anyone"))
        case AnyType():
            return reference("stated")


def _choice(options: Mapping[str, str], generic: str = "anything") -> Schema:
    """One of the options, nothing known, or every one of them; the other word for every one is not offered."""
    offered = {**options, "unknown": _UNKNOWN, generic: _ANY}
    plain = [each for each, about in options.items() if not about]
    if len(plain) == len(options):
        return either(word([*options, "unknown", generic]), matching("anyone|anything"))
    return either(explained(offered), matching("anyone|anything"))


def _with(pattern: str) -> Schema:
    """Text in which a pattern is found, also inside bounds such as `at least 5 GW`, or nothing known."""
    return mentioning(rf"{pattern}|^({_UNSAID})$")
