"""Facts in words: addresses and questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from evaluator.core.facts import Record
from evaluator.core.types import Enum, Money, Number, PartyType, Percent, SetOf, Type, YesNo
from evaluator.engine.outcome import Missing
from evaluator.program import Program
from evaluator.values.estimate import Estimate
from evaluator.values.time import Period, day_text
from evaluator.values.value import Value

Fact = tuple[str, str, str]


def questions(
    program: Program, facts: Iterable[Fact], asked: frozenset[tuple[str, str]] = frozenset()
) -> tuple[Missing, ...]:
    """Missing facts as addresses and questions, a list asked for once, up to the latest day.

    `asked` are the acts (action and id) that are only asked about.
    """
    found = list(facts)
    last: dict[str, str] = {}
    for sort, id, day in found:
        if not id and sort:
            last[sort] = max(last.get(sort, ""), day)
    latest = ((sort, id, last[sort]) if not id and sort else (sort, id, name) for sort, id, name in found)
    return tuple(_question(program, fact, asked) for fact in dict.fromkeys(latest))


def _question(program: Program, fact: Fact, asked: frozenset[tuple[str, str]]) -> Missing:
    sort, id, attribute = fact
    if sort == "parameter":
        return Missing(f"parameter.{id}", f"what is the value of `{id}`?")
    if sort == "":
        type = program.singles[id]
        note = program.single_notes.get(id)
        question = f"is it so that {note}?" if note and isinstance(type, YesNo) else f"what is `{id}`?"
        return Missing(id, question if note else _of_type(f"what is `{id}`?", type))
    declared = program.sorts[sort]
    if not id:
        word = "acts" if declared.action else "members"
        if attribute:
            return Missing(
                sort,
                f"are there {word} of `{sort}` up to {attribute} that are not stated? "
                f"(if not, `complete: [{sort}: {attribute}]` says so)",
            )
        return Missing(
            sort, f"are there {word} of `{sort}` that are not stated? (if not, `complete: [{sort}]` says so)"
        )
    address = f"{id}.{attribute}" if (sort, id) in asked else f"{sort}.{id}.{attribute}"
    note = declared.notes.get(attribute)
    question = f"what is `{attribute}` of {sort} `{id}`?"
    if attribute == "on" and declared.event:
        question = f"when was {sort} `{id}`?"
    question = _of_type(question, declared.attributes[attribute])
    return Missing(address, f"{question} ({note})" if note else question)


def _of_type(question: str, type: Type) -> str:
    """A question with the answers it admits."""
    match type:
        case YesNo():
            return question.replace("what is", "is", 1).removesuffix("?") + ", yes or no?"
        case Enum(options):
            return question.removesuffix("?") + f": {' or '.join(options)}?"
        case SetOf(element):
            return question.removesuffix("?") + f" (a list of {element})?"
        case _:
            return question


def value_text(value: Value, type: Type) -> str:
    """A value in words."""
    if isinstance(value, Estimate):
        return _estimate_text(value, type)
    match type, value:
        case Money(currency), _:
            return f"{_short(value)} {currency}"
        case Percent(), _:
            return f"{_short(value * 100)}%"
        case Number(unit), _:
            return f"{_short(value)} {unit}" if unit else _short(value)
        case YesNo(), _:
            return "yes" if value else "no"
        case _, Record():
            return str(value.id)
        case _, Period(start, end):
            return f"{value_text(start, type)} .. {value_text(end, type)}"
        case _, frozenset():
            return (
                ", ".join(sorted(str(each.id) if isinstance(each, Record) else str(each) for each in value)) or "none"
            )
        case _, date():
            return day_text(value)
        case _:
            return str(value)


def _short(number: Decimal) -> str:
    """A number without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _estimate_text(value: Estimate, type: Type) -> str:
    if value.generic:
        return "anyone" if isinstance(type, PartyType) else "anything"
    if value.known:
        return value_text(value.low, type)
    if value.low is not None and value.high is not None:
        return f"between {value_text(value.low, type)} and {value_text(value.high, type)}"
    if value.low is not None:
        return f"at least {value_text(value.low, type)}"
    if value.high is not None:
        return f"at most {value_text(value.high, type)}"
    return "unknown"
