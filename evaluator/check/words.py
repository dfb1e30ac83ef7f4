"""Types and choices in words, as findings say them."""

from __future__ import annotations

from collections.abc import Iterable
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
from evaluator.diagnostics import did_you_mean
from evaluator.syntax import expressions as written

_SHOWN: Final = 12
_LONG: Final = 40


def article(type: Type) -> str:
    """A type in words, as used in messages: `an amount in EUR`, `a date`."""
    match type:
        case YesNo():
            return "a condition"
        case Money(currency):
            return f"an amount in {currency}"
        case Number(None):
            return "a bare number"
        case Number(unit):
            return f"a number in {unit}"
        case Percent():
            return "a percentage"
        case Enum(options):
            return f"one of {listed(options)}"
        case Entity(name):
            return f"a member of `{name}`"
        case Date(timed):
            return "a day with a time" if timed else "a date"
        case SetOf(AnyType()):
            return "an empty set"
        case SetOf(Enum(options)):
            return f"a set of {listed(options)}"
        case SetOf(element):
            return f"a set of `{element}`"
        case AnyType():
            return "an unknown value"
        case DurationType() | PeriodType() | PartyType():
            return f"a {type}"
        case Text():
            return "text"


def stated_as(type: Type) -> str:
    """What a stated fact of a type is: `yes or no`, else as `article` says it."""
    return "yes or no" if isinstance(type, YesNo) else article(type)


def found_here(type: Type, expression: written.Expression) -> str:
    """What stands somewhere, for `… is needed, not …`: a literal is quoted, everything else only named by its type."""
    if not isinstance(expression, written.NumberLiteral | written.DateLiteral | written.TextLiteral):
        return article(type)
    shown = quoted(expression)
    if isinstance(type, Number) and type.unit is None:
        return f"the bare number {shown}"
    return shown


def quoted(expression: written.Expression) -> str:
    """An expression as it was written, in backticks, on one line and not too long."""
    return shortened(expression.span.text)


def shortened(text: str) -> str:
    """A text of the author's in backticks, on one line and not too long."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= _LONG else line[: _LONG - 1] + '…'}`"


def one_of(words: Iterable[str]) -> str:
    """Words as a choice: `a`, `b` or `c`; of many the first."""
    chosen = list(words)
    if len(chosen) < 2 or len(chosen) > _SHOWN:
        return listed(chosen)
    return f"{listed(chosen[:-1])} or `{chosen[-1]}`"


def nearest(word: str, candidates: Iterable[str], what: str, otherwise: str = "") -> str:
    """The cure for a name that does not exist: the one meant, if one is near, else all there are, else `otherwise`."""
    known = list(dict.fromkeys(candidates))
    near = did_you_mean(word, known)
    if near or not known:
        return near or otherwise or f"there are no {what}"
    return f"known {what}: {listed(known)}"


def listed(words: Iterable[str]) -> str:
    """Words in backticks with commas between them; of many the first."""
    marked = [f"`{word}`" for word in words]
    return ", ".join(marked[:_SHOWN] + (["…"] if len(marked) > _SHOWN else []))


def literal_cure(expression: written.Expression, wanted: Type) -> str:
    """How to write a literal so that it is of the type that is wanted; empty if its text does not tell."""
    text = expression.span.text
    if isinstance(expression, written.TextLiteral) and isinstance(wanted, Enum | PartyType | Entity | YesNo):
        return "leave the quotes out"
    if not isinstance(expression, written.NumberLiteral):
        return ""
    bare = expression.unit is None
    match wanted:
        case Money(currency) if bare:
            return f"write `{text} {currency}`"
        case Money() if expression.unit is not None and len(expression.unit) == len("USD"):
            return "amounts are never converted; state the rate as a parameter and multiply"
        case Number(unit) if unit and bare:
            return f"write `{text} {unit}`"
        case Number(unit) if unit:
            return f"units are never converted; write the number in {unit}"
        case Number(None) if not bare:
            return f"write `{expression.number:f}`"
        case Percent() if bare and expression.scale is None:
            return f"write `{text}%`"
        case DurationType() if bare and expression.scale is None:
            return f"write `{text} days`"
        case Date() if bare and text.isdecimal() and len(text) == len("2026"):
            return f"write a day: `{text}-01-01`"
    return ""


def type_cure(expression: written.Expression, wanted: Type) -> str:
    """How to write a value of the type that is wanted."""
    cure = literal_cure(expression, wanted)
    if cure:
        return cure
    match wanted:
        case YesNo():
            return "write `yes`, `no` or `unknown`"
        case Date(timed):
            return "write a day with a time, `2026-05-01 10:30`" if timed else "write a date, `2026-05-01`"
        case Money(currency):
            return f"write an amount in {currency}, `100 {currency}`"
        case Number(unit):
            return f"write a number in {unit}, `5 {unit}`" if unit else "write a number without a unit"
        case Percent():
            return "write a percentage, `20%`"
        case DurationType():
            return "write a duration, `30 days`"
        case PeriodType():
            return "write a period, `2026-01-01 .. 2027-01-01`"
        case Entity(name):
            return f"name a member of `{name}`"
        case _:
            return f"write {article(wanted)}"
