"""Which values a range with a step stands for: `2026-01-01..2030-12-31 by 6 months`, `0 USD..100 USD by 25 USD`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, localcontext
from typing import Final, NoReturn

from evaluator.check.literals import SCALES, day
from evaluator.diagnostics import Findings, QuestionError
from evaluator.engine.evaluation import ARITHMETIC
from evaluator.model.bounded import expression_of
from evaluator.source import Source, Span
from evaluator.syntax.expressions import DateLiteral, Expression, Negative, NumberLiteral
from evaluator.syntax.yaml_tree import Scalar
from evaluator.values.time import LENGTHS, day_text, end_of, plus, start_of

MOST_CELLS: Final = 10_000
"""A grid has at most as many cells, and so an axis at most as many values."""

_RANGE: Final = re.compile(r"(?P<first>[^'\"].*?)\.\.(?P<last>.+)\sby\s(?P<step>.+)")
_STEPS: Final = ("day", "week", "month", "quarter", "year")
_CURE: Final = "write it like `2026-01-01..2030-12-31 by 6 months` or `0 USD..100 USD by 25 USD`"


def is_range(text: str) -> bool:
    """Whether a text is a range with a step."""
    return _RANGE.fullmatch(text.strip()) is not None


def stepped(text: str, name: str) -> tuple[str, ...]:
    """The values of a range as a scenario writes them, the last one included if a step falls on it.

    Args:
        text: The range, which `is_range`.
        name: Of what they are values.

    Raises:
        QuestionError: it is no range of dates or numbers, is empty, never ends, or has too many values.
    """
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        _refuse(text, "is no range", _CURE)
    first, last, step = (_literal(found[part].strip(), name) for part in ("first", "last", "step"))
    match first, last, step:
        case (DateLiteral(), DateLiteral(), NumberLiteral() | Negative()):
            return tuple(_bounded(_days(text, first, last, step), text))
        case (NumberLiteral() | Negative(), NumberLiteral() | Negative(), NumberLiteral() | Negative()):
            with localcontext(ARITHMETIC):
                return tuple(_bounded(_numbers(text, first, last, step), text))
        case _:
            return _refuse(text, "is no range of dates or of numbers", _CURE)


def _literal(text: str, name: str) -> Expression:
    findings = Findings()
    span = Span(Source(f"<{name}>", text), 0, len(text))
    found = expression_of(Scalar(text, span), f"`{name}`", findings, "a value")
    if found is None or findings.has_errors:
        raise QuestionError.about(name, findings)
    return found


def _bounded(values: Iterator[str], text: str) -> Iterator[str]:
    for count, value in enumerate(values, 1):
        if count > MOST_CELLS:
            _refuse(text, f"has more than {MOST_CELLS:,} values", "take a larger step")
        yield value


def _days(text: str, first: DateLiteral, last: DateLiteral, step: NumberLiteral | Negative) -> Iterator[str]:
    """Each is counted from the first, so that months that were cut short do not shorten those after them."""
    start, end = _day(first), _day(last)
    unit = "" if isinstance(step, Negative) else (step.unit or "").removesuffix("s")
    if isinstance(step, Negative):
        _refuse(text, "goes backward", "put the earlier date first, and step forward")
    if unit not in _STEPS or step.scale is not None or step.number != step.number.to_integral_value():
        _refuse(text, "has a step that is no whole number of days, weeks, months, quarters or years", _CURE)
    if not step.number:
        _refuse(text, "never ends: its step is nothing", _CURE)
    if start_of(start) > end_of(end):
        _refuse(text, "ends before it starts", "put the earlier date first")
    count = 0
    while True:
        length = LENGTHS[unit].times(step.number * count)
        value = None if length is None else plus(start, length)
        if not isinstance(value, date) or start_of(value) > end_of(end):
            return
        yield day_text(value)
        count += 1


def _day(literal: DateLiteral) -> date | datetime:
    found = day(literal)
    assert found is not None and isinstance(found[0], date)  # noqa: S101, PT018 - `expression_of` has looked at it
    return found[0]


def _numbers(
    text: str, first: NumberLiteral | Negative, last: NumberLiteral | Negative, step: NumberLiteral | Negative
) -> Iterator[str]:
    parts = [_number(part, text) for part in (first, last, step)]
    units = list(dict.fromkeys(unit for _, _, unit in parts))
    if len(units) > 1:
        unit = next((each for each in units if each), "")
        _refuse(text, "has more than one unit", f"write each number in {unit}, the step as well")
    scales = {scale for number, scale, _ in parts if number}
    scale = scales.pop() if len(scales) == 1 else None
    start, end, by = (number if scale else _whole(number, each) for number, each, _ in parts)
    if not by:
        _refuse(text, "never ends: its step is nothing", _CURE)
    if by < 0:
        _refuse(text, "goes backward", "put the smaller number first, and step forward")
    if start > end:
        _refuse(text, "ends before it starts", "put the smaller number first")
    count = 0
    while (value := start + by * count) <= end:
        yield _text(value, scale, units[0])
        count += 1


def _number(part: NumberLiteral | Negative, text: str) -> tuple[Decimal, str | None, str]:
    """The number as written, its scale, and its unit; a unit of time in the singular."""
    if isinstance(part, Negative):
        if not isinstance(part.operand, NumberLiteral):
            _refuse(text, "is no range of dates or of numbers", _CURE)
        number, scale, unit = _number(part.operand, text)
        return -number, scale, unit
    unit = part.unit or ""
    return part.number, part.scale, unit.removesuffix("s") if unit.removesuffix("s") in LENGTHS else unit


def _whole(number: Decimal, scale: str | None) -> Decimal:
    return number.scaleb(SCALES[scale]) if scale else number


def _text(number: Decimal, scale: str | None, unit: str) -> str:
    shown = f"{number:f}"
    if unit == "%":
        return f"{shown}%"
    plural = "s" if unit in LENGTHS and number != 1 else ""
    return " ".join(part for part in (shown, scale if scale and number else "", f"{unit}{plural}") if part)


def _refuse(text: str, what: str, cure: str) -> NoReturn:
    raise QuestionError(f"the range `{' '.join(text.split())}` {what}; {cure}")
