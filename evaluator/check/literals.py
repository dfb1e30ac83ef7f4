"""Numbers, amounts, dates and durations as written, turned into values with types."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from evaluator.check.words import quoted
from evaluator.core import expressions as core
from evaluator.core.types import DATE, DURATION, NUMBER, PERCENT, Money, Number, Type, YesNo
from evaluator.diagnostics import Findings
from evaluator.syntax.expressions import DateLiteral, NumberLiteral
from evaluator.values.time import LENGTHS
from evaluator.values.value import Value

SCALES: Final = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""The words for large numbers: how many zeros each stands for."""

_LONGEST: Final = Decimal(10) ** 8


def number(literal: NumberLiteral, findings: Findings) -> tuple[Value, Type] | None:
    """The value and type of a number literal, None (with a finding) if it has none."""
    amount = literal.number.scaleb(SCALES[literal.scale]) if literal.scale else literal.number
    unit = literal.unit
    if unit is None:
        return amount, NUMBER
    if unit == "%":
        return amount / 100, PERCENT
    if re.fullmatch(r"[A-Z]{3}", unit):
        return amount, Money(unit)
    if business_unit(literal) is not None:
        findings.error(
            "E417",
            "business days are counted from a date, and stand nowhere else",
            literal.span,
            help=f"write a date in front: `notice.on + {literal.number:f} {unit}`",
        )
        return None
    length = LENGTHS.get(unit) or LENGTHS.get(unit.removesuffix("s"))
    if length is None:
        return amount, Number(unit)
    duration = length.times(amount) if amount < _LONGEST else None
    if duration is None:
        not_whole(literal, unit, findings, too_long=amount >= _LONGEST)
        return None
    return duration, DURATION


def not_whole(
    literal: NumberLiteral,
    unit: str,
    findings: Findings,
    *,
    too_long: bool,
    cure: str = "write a whole number, of a smaller unit if need be",
) -> None:
    """Report a number of days, months or the like that is a fraction, or beyond all calendars."""
    if too_long:
        findings.error("E412", f"{quoted(literal)} is too long", literal.span, help="write a shorter one")
        return
    message = f"{quoted(literal)} is not a whole number of {unit}"
    findings.error("E412", message, literal.span, help=cure)


def business_unit(literal: NumberLiteral) -> tuple[str, str] | None:
    """The calendar named (empty if none is) and what is counted in `10 banking business days`; None if nothing is."""
    calendar, found, counted = (literal.unit or "").rpartition("business ")
    return (calendar.strip(), counted) if found else None


def day(literal: DateLiteral) -> tuple[Value, Type] | None:
    """The value and type of a date literal; None for a day that does not exist, which reading has reported."""
    try:
        if literal.hour is None or literal.minute is None:
            return date(literal.year, literal.month, literal.day), DATE
        return datetime(literal.year, literal.month, literal.day, literal.hour, literal.minute), DATE
    except ValueError:
        return None


def literal_value(expression: core.Expr) -> tuple[Value] | None:
    """The value of a literal expression (in a tuple, since the value may be anything), None if it is computed."""
    match expression:
        case core.Literal(value, YesNo()):
            return (value > 0,) if value else None
        case core.Literal(value, _):
            return (value,)
        case core.Apply("negate", (core.Literal(value, _),)):
            return (-value,)
        case _:
            return None
