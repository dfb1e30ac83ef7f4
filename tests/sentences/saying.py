"""What a norm or an outcome is made of, found without the help of the sentences: the words that have to be said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from evaluator.core import expressions as core
from evaluator.core.norms import Norm
from evaluator.core.types import Enum, PartyType, Percent, SetOf, Text
from evaluator.frozen import fields
from evaluator.program import Program
from evaluator.values.calendar import CONVENTIONS
from evaluator.values.estimate import Estimate
from evaluator.values.time import Duration, Never
from evaluator.values.value import Value

KINDS = (
    *(core.Literal, core.Parameter, core.Reading, core.Variable, core.Attribute, core.Fact, core.Now, core.Not),
    *(core.AllOf, core.AnyOf, core.Compare, core.Apply, core.If, core.Exists, core.Fold, core.Term, core.Status),
    *(core.Detail, core.VerdictOf),
)
BUILT_IN = {
    "on": "day",
    "starts": "first day|begun",
    "ends": "first day after|last day|over|“ends”",
    "by": "by|does|party",
}
"""How attributes that the language itself knows may be said."""


def plain(text: str) -> str:
    """The text in small letters, its words apart by one space."""
    return re.sub(r"\s+", " ", text).lower()


def said(identifier: str) -> str:
    """An identifier as it has to be said."""
    return identifier.replace("_", " ").lower()


def expressions(found: object) -> Iterator[core.Expr]:
    """All expressions within a record, outermost first."""
    if isinstance(found, KINDS):
        yield from core.walk(found)
    elif isinstance(found, tuple):
        for each in found:
            yield from expressions(each)
    elif fields(found) and not isinstance(found, type):
        for name in fields(found):
            yield from expressions(getattr(found, name))


def domains(found: object) -> Iterator[str]:
    """The lists that a record ranges over."""
    if isinstance(found, core.Members):
        yield found.sort
    elif isinstance(found, tuple):
        for each in found:
            yield from domains(each)
    elif fields(found) and not isinstance(found, type):
        for name in fields(found):
            yield from domains(getattr(found, name))


def has_to_say(norm: Norm, program: Program) -> Iterator[str]:
    """What has to stand in the sentences of a norm, each as a pattern for `re.search` in small letters."""
    for expression in expressions(norm):
        yield from _of_expression(expression, program)
    for sort in domains(norm):
        yield _stem(sort)
    for name in (norm.action, norm.amount_role):
        yield re.escape(said(name or ""))
    for clause in (*norm.cures, *program.over[norm.clause], *(effect.target for effect in norm.effects)):
        yield re.escape(said(clause))
    yield from (re.escape(said(name)) for name, _ in norm.exceptions)
    yield from (re.escape(each.id.lower()) for each in norm.cite)
    yield from (effect.verb for effect in norm.effects)
    yield {"must ensure": "must ensure", "then": "by itself"}.get(norm.modality.value, norm.modality.value)
    yield re.escape(plain(norm.note))
    if norm.repealed is not None:
        yield f"repealed as of {_day(norm.repealed)}"
    for present, words in (
        (norm.survives, "survives"),
        (norm.clock_runs, "does not move this day"),
        (norm.applied, "earliest first"),
        (norm.due, "no later than"),
        (norm.not_before, "does not count"),
        (norm.unless, "does not apply while"),
        (norm.when, "applies only while"),
        (norm.until, "ends for good as soon as"),
        (norm.through, "its last day is"),
        (norm.starts, "its first day is"),
        (norm.carried, "versions that came later"),
    ):
        if present:
            yield words


def _stem(sort: str) -> str:
    """A list by the beginning of its first word: what follows changes with number, and for acts with the verb."""
    name = sort.split("_", maxsplit=1)[0]
    return re.escape(name[: max(2, len(name) - 2)].lower())


def _of_expression(expression: core.Expr, program: Program) -> Iterator[str]:
    match expression:
        case core.Parameter(name) | core.Fact(name) | core.Term(name) | core.Reading(name):
            yield re.escape(said(name))
        case core.Attribute(_, name):
            known = BUILT_IN.get(name)
            # A preposition before the only party or member of its kind is said as `the … of`.
            yield known or ("of|to" if name in ("of", "to") else re.escape(said(name)))
        case core.Compare("=", core.Reading(name), core.Literal(option)):
            yield re.escape(plain(program.readings[name].options[option] or said(option)))
        case core.Status(clause, _, what):
            yield re.escape(said(clause))
            yield {"not_yet": "begun", "not_triggered": "triggered", "fulfilled_late": "late"}.get(
                what, what[:6].replace("_", " ")
            )
        case core.Detail(clause, _, what):
            yield re.escape(said(clause))
            yield {"due": "last timely day", "breached_on": "first day after"}.get(what, what)
        case core.VerdictOf():
            yield "judged|verdict"
        case core.Literal(value, type) if not (isinstance(type, Enum) and _is_option(value, program)):
            yield from _of_value(value, type, program)
        case _:
            pass


def _of_value(value: Value, type: object, program: Program) -> Iterator[str]:
    match value:
        case Estimate(low, high):
            for bound in (low, high):
                if bound is not None:
                    yield from _of_value(bound, type, program)
        case bool() | Never() | None | Duration(0, 1, 0):
            return
        case date():
            yield _day(value)
        case Duration():
            yield str(value)
        case frozenset():
            for each in value:
                yield from _of_value(each, type.element if isinstance(type, SetOf) else type, program)
        case Decimal():
            number = value * 100 if isinstance(type, Percent) else value
            yield re.escape(number_text(abs(number)))
        case str() if isinstance(type, PartyType):
            yield re.escape((program.parties[value] or said(value)).lower())
        case str() if value in CONVENTIONS:
            yield "if that is no business day"
        case str() if isinstance(type, Enum | Text):
            yield re.escape(said(value))
        case _:
            return


def number_text(number: Decimal) -> str:
    """A number as it has to be said: with commas, or so many billions."""
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if number >= size and number % (size // 100) == 0:
            return f"{(number / size).normalize():,f} {word}"
    return f"{number.normalize():,f}"


def _day(day: date) -> str:
    months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    words = f"{day.day} {months[day.month - 1]} {day.year}"
    return f"{words} {day:%H:%M}" if isinstance(day, datetime) else words


def _is_option(word: Value, program: Program) -> bool:
    """Whether it is the option of a reading, which is said in words of its own."""
    return any(word in reading.options for reading in program.readings.values())
