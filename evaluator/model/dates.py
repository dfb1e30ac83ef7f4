"""Dates as written: which text is one, and whether the calendar has it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, datetime

from evaluator.diagnostics import Findings
from evaluator.model.names import shortened
from evaluator.source import Span
from evaluator.syntax.expressions import Binder, DateLiteral, Expression, children
from evaluator.syntax.yaml_tree import Scalar

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}))?")
_ALMOST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[Tt ]\s*(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*[Zz]?)?")


def looks_like_date(text: str) -> bool:
    """Whether the text is four digits, two and two with dashes, with or without a time; perhaps no day there is."""
    return _DATE.fullmatch(text) is not None


def date_of(scalar: Scalar, findings: Findings, *, timed: bool = True) -> date | datetime | None:
    """The day (or, where `timed` allows it, the day with a time) that a scalar states."""
    found = _DATE.fullmatch(scalar.text)
    if found is None or (found[4] is not None and not timed):
        findings.error(
            "E211", f"`{shortened(scalar.text)}` is not a date", scalar.span, help=_date_cure(scalar.text, timed)
        )
        return None
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    hour, minute = (None, None) if found[4] is None else (int(found[4]), int(found[5]))
    if not check_date(year, month, day, hour, minute, scalar.span, findings):
        return None
    return date(year, month, day) if hour is None else datetime(year, month, day, hour, minute or 0)


def check_date(
    year: int, month: int, day: int, hour: int | None, minute: int | None, span: Span, findings: Findings
) -> bool:
    """Whether the calendar has a date; one that it does not have is reported."""
    if not MINYEAR <= year <= MAXYEAR:
        message, cure = "there is no such year", "years run from 0001 to 9999"
    elif not 1 <= month <= 12:
        message, cure = f"there is no month {month:02}", "months run from 01 to 12; write year, month, day"
    elif not 1 <= day <= monthrange(year, month)[1]:
        last = monthrange(year, month)[1]
        message, cure = f"there is no day {day:02} in that month", f"its last day is `{year:04}-{month:02}-{last:02}`"
    elif not 0 <= (hour or 0) <= 23 or not 0 <= (minute or 0) <= 59:
        message, cure = "there is no such time of day", "times run from 00:00 to 23:59"
    else:
        return True
    findings.error("E210", f"bad date `{shortened(span.text)}`: {message}", span, help=cure)
    return False


def check_dates_in(expression: Expression | Binder, findings: Findings) -> None:
    """Report every date inside an expression that the calendar does not have."""
    waiting: list[Expression | Binder] = [expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, DateLiteral):
            check_date(node.year, node.month, node.day, node.hour, node.minute, node.span, findings)
        else:
            waiting.extend(children(node))


def _date_cure(text: str, timed: bool) -> str:
    almost = _ALMOST.fullmatch(text.strip())
    if almost is None:
        return "write year, month and day: `2026-05-01`" + (", with a time `2026-05-01 10:30`" if timed else "")
    day = f"{almost[1]}-{int(almost[2]):02}-{int(almost[3]):02}"
    if almost[4] is None or not timed:
        return f"write `{day}`"
    return f"write `{day} {int(almost[4]):02}:{almost[5]}`"
