"""Business days in expressions: `notice.on + 10 business days`, `rolled(due, following)`, `business_day(today)`."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from evaluator.check.context import Context, Typed, yes_no_value
from evaluator.check.literals import business_unit, not_whole
from evaluator.check.words import article, nearest, one_of, quoted
from evaluator.core import expressions as core
from evaluator.core.types import CALENDAR, DATE, NUMBER, TEXT, YES_NO, AnyType, Date, DurationType
from evaluator.diagnostics import did_you_mean
from evaluator.source import Span
from evaluator.syntax import expressions as written
from evaluator.values.calendar import CONVENTIONS, Calendar

FUNCTIONS: Final = ("rolled", "business_day")
_MOST: Final = Decimal(100_000)
_TAKES: Final = {
    "rolled": ("a date, a convention and, if there are several, a calendar", "`rolled(due, following)`"),
    "business_day": ("a date and, if there are several, a calendar", "`business_day(today)`"),
}


def counts(expression: written.Arithmetic) -> bool:
    """Whether an operation adds or subtracts business days."""
    sides = (expression.left, expression.right)
    return expression.operator in ("+", "-") and any(_number(side) is not None for side in sides)


def counted(expression: written.Arithmetic, context: Context) -> Typed | None:
    """A date moved by a number of business days; None (with a finding) for anything else that business days are in."""
    number, first = _number(expression.right), _number(expression.left)
    if number is None or first is not None:
        other = None if number is not None else context.typed(expression.right)
        if number is not None or other is not None:
            _refuse(expression, first or expression.left, other, context)
        return None
    left = context.typed(expression.left)
    if left is None:
        return None
    if not isinstance(left.type, Date | AnyType):
        _refuse(expression, number, left, context)
        return None
    context.settle(left, Typed(core.Now(), DATE))
    days = _whole(number, context)
    name, _ = business_unit(number) or ("", "")
    calendar = _calendar(name, number.span, f"{number.number:f} {{}} business days", context)
    if days is None or calendar is None:
        return None
    moved = days if expression.operator == "+" else -days
    values = (left.expr, core.Literal(moved, NUMBER), core.Literal(calendar, CALENDAR))
    return Typed(core.Apply("business_later", values), DATE, left.declared)


def _number(expression: written.Expression) -> written.NumberLiteral | None:
    """The expression, if it is a number of business days."""
    if isinstance(expression, written.NumberLiteral) and business_unit(expression) is not None:
        return expression
    return None


def _whole(number: written.NumberLiteral, context: Context) -> Decimal | None:
    """How many days, None (with a finding) if that cannot be counted."""
    amount = number.number
    _, counted = business_unit(number) or ("", "")
    if counted not in ("day", "days"):
        message = f"only days are counted as business days, not {counted}"
        context.error("E417", message, number.span, help=f"write `{amount:f} business days`")
        return None
    if number.scale is None and amount == int(amount) and amount <= _MOST:
        return amount
    too_long = number.scale is not None or amount > _MOST
    not_whole(number, "business days", context.findings, too_long=too_long, cure="write a whole number")
    return None


def _refuse(expression: written.Arithmetic, number: written.Expression, other: Typed | None, context: Context) -> None:
    """Report business days that are not counted from a date, but stand beside `other` (None: other business days)."""
    operator, left, right = expression.operator, quoted(expression.left)[1:-1], quoted(expression.right)[1:-1]
    if other is not None and isinstance(other.type, Date | AnyType):
        message = "business days come after the date that they are counted from"
        cure = f"write `{right} + {left}`" if operator == "+" else f"write `{right} - {left}`, if that is meant"
    elif other is None or isinstance(other.type, DurationType):
        message = "business days are no part of a duration: how long they last depends on the date"
        cure = f"count from the date, one after the other: `(… + {left}) {operator} {right}`"
    else:
        message = f"business days are counted from a date, not from {article(other.type)}"
        cure = "write a date in front: `notice.on + 10 business days`"
    context.error("E417", message, number.span, help=cure)


def call(expression: written.Call, context: Context) -> Typed | None:
    """A call of one of the `FUNCTIONS`; None with a finding."""
    function = expression.function.words[0]
    needed = 2 if function == "rolled" else 1
    arguments = expression.arguments
    if not needed <= len(arguments) <= needed + 1:
        takes, example = _TAKES[function]
        context.error("E446", f"`{function}` takes {takes}", expression.span, help=f"write {example}")
        return None
    day = context.value(arguments[0], DATE)
    convention = "" if needed == 1 else _convention(arguments[1], context)
    name, place = "", expression.span
    if len(arguments) > needed:
        place = arguments[needed].span
        name = _word(arguments[needed])
    shown = ", ".join(quoted(argument)[1:-1] for argument in arguments[:needed])
    calendar = _calendar(name, place, f"{function}({shown}, {{}})", context)
    if day is None or convention is None or calendar is None:
        return None
    last = core.Literal(calendar, CALENDAR)
    if needed == 1:
        return Typed(yes_no_value(core.Apply(function, (day.expr, last))), YES_NO)
    return Typed(core.Apply(function, (day.expr, core.Literal(convention, TEXT), last)), DATE, day.declared)


def _convention(expression: written.Expression, context: Context) -> str | None:
    """The name of a roll convention, None (with a finding) if there is none of that name."""
    word = _word(expression)
    if isinstance(expression, written.Path) and word in CONVENTIONS:
        return word
    cure = did_you_mean(word.strip("'\""), CONVENTIONS) or f"write {one_of(CONVENTIONS)}"
    context.error("E447", f"{quoted(expression)} is no way to roll a date", expression.span, help=cure)
    return None


def _word(expression: written.Expression) -> str:
    """What a word says that stands in the place of an argument; anything else as it is written."""
    return ".".join(expression.words) if isinstance(expression, written.Path) else quoted(expression)[1:-1]


def _calendar(name: str, place: Span, named: str, context: Context) -> Calendar | None:
    """The calendar of that name, or the only one there is; `named` shows where to name it.

    None (with a finding) if it is not there; without a new one if it has errors of its own.
    """
    symbols = context.symbols
    declared = symbols.version.calendars
    if name and name not in declared:
        cure = nearest(name, declared, "calendars", "declare it under `calendars`")
        context.unknown("E430", name, f"there is no calendar `{name}`", place, help=cure)
        return None
    if not name and not declared:
        if not symbols.left_out:  # what was left out may have been the calendar
            cure = "declare one: `calendars: {banking: {country: US}}`, or `{weekend: [saturday, sunday]}` alone"
            context.error("E411", "business days need a calendar, and none is declared", place, help=cure)
        return None
    if not name and len(declared) > 1:
        cure = f"write {one_of(named.replace('{}', each) for each in declared)}"
        if place.source.origin is not None:
            cure += "; the text of a pattern counts by the only calendar there is"
        context.error("E411", "there are several calendars; which one is meant?", place, help=cure)
        return None
    name = name or next(iter(declared))
    symbols.used.add(("calendar", name))
    return symbols.calendars.get(name)
