"""Values to start from: for each type one that may be stated, and the words that say what else may stand there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

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

UNKNOWN = "unknown"
"""What may be stated of every type."""

_A_WHILE = timedelta(days=30)


def placeholder(type: Type, parties: Sequence[str], day: date) -> str:
    """A value of a type as it is stated; that of a member is `unknown`, since a member may not be there."""
    match type:
        case YesNo():
            return "yes"
        case Enum(options):
            return options[0]
        case PartyType():
            return parties[0] if parties else UNKNOWN
        case Number(None):
            return "1"
        case Number(unit):
            return f"1 {unit}"
        case Percent():
            return "10%"
        case Money(currency):
            return f"100 {currency}"
        case Date(timed):
            return f"{day.isoformat()} 12:00" if timed else day.isoformat()
        case DurationType():
            return "30 days"
        case PeriodType():
            end = day + _A_WHILE if day <= date.max - _A_WHILE else date.max
            return f"{day.isoformat()} .. {end.isoformat()}"
        case Text():
            return "words"
        case SetOf(element):
            inner = placeholder(element, parties, day)
            return inner if inner == UNKNOWN else f"[{inner}]"
        case Entity() | AnyType():
            return UNKNOWN


def possible(type: Type, parties: Sequence[str]) -> str:
    """What may stand in the place of a placeholder, in words."""
    match type:
        case YesNo():
            return "yes or no"
        case Enum(options):
            return _choice(options)
        case PartyType():
            return _choice(parties)
        case Entity(sort):
            return f"the id of a member of {sort}"
        case SetOf(element):
            return f"a list, or none: {possible(element, parties)}"
        case AnyType():
            return "a value"
        case _:
            return str(type)


def _choice(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)
