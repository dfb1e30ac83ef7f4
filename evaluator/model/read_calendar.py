"""A calendar of business days, from its entry under `calendars`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from evaluator.diagnostics import Findings, Label
from evaluator.model.agreement import CalendarDeclaration, Name
from evaluator.model.bounded import report_empty_list, text_of
from evaluator.model.dates import date_of
from evaluator.model.fields import Fields, Shape, check_word, fields_of
from evaluator.model.names import report_twice
from evaluator.source import Span
from evaluator.syntax.yaml_tree import Node, Scalar, Sequence
from evaluator.values.calendar import WEEKDAYS

CALENDAR: Final = Shape("a calendar", ("country", "subdivision", "market", "weekend", "also", "except", "note"))
UNNAMED: Final = "business"
"""The one name that no calendar can have: `5 business business days` could not be read."""


def read_calendar(name: Name, node: Node, findings: Findings) -> CalendarDeclaration | None:
    """A calendar: a country, perhaps with a subdivision, or a market; a weekend; days closed or open besides."""
    if name.text == UNNAMED:
        message = f"`{name}` is a word of the language and cannot name a calendar"
        findings.error("E209", message, name.span, help="choose another name")
    fields = fields_of(node, CALENDAR, f"`{name}`", name.span, findings)
    if fields is None:
        return None
    _check_keys(fields, findings)
    also, but_open = list(_days(fields, "also", findings)), list(_days(fields, "except", findings))
    for day, span in but_open:
        first = next((place for closed, place in also if closed == day), None)
        if first is not None:
            findings.error(
                "E228",
                f"{day} is both closed and open",
                span,
                label="open all the same",
                help="leave one of the two out",
                others=[Label(first, "closed")],
            )
    return CalendarDeclaration(
        name,
        _word(fields, "country", "the code of a country", findings),
        _word(fields, "subdivision", "the code of a state, province or the like", findings),
        _word(fields, "market", "the code of a financial market", findings),
        _weekend(fields, findings),
        tuple(day for day, _ in also),
        tuple(day for day, _ in but_open),
        fields.text("note"),
    )


def _check_keys(fields: Fields, findings: Findings) -> None:
    """Report keys that exclude each other, need one another or are missing."""
    if "country" in fields and "market" in fields:
        findings.error(
            "E222",
            "`country` and `market` exclude each other",
            fields.key("market"),
            help="leave one of them out, or declare two calendars",
            others=[Label(fields.key("country"), "the first is here")],
        )
    elif "subdivision" in fields and "country" not in fields:
        findings.error(
            "E204",
            "a calendar with `subdivision` needs `country`",
            fields.key("subdivision"),
            help="add `country: …`, of which this is a part",
        )
    elif not any(key in fields for key in ("country", "market", "weekend")):
        findings.error(
            "E204",
            "a calendar needs `country`, `market` or `weekend`",
            fields.place,
            help="add `country: …`, or `weekend: [saturday, sunday]` if no holidays count but those stated",
        )


def _word(fields: Fields, key: str, wanted: str, findings: Findings) -> Name | None:
    """A code or a name as it is written."""
    node = fields.node(key)
    scalar = None if node is None else text_of(node, f"`{key}`", wanted, findings)
    return None if scalar is None else Name(scalar.text.strip(), scalar.span)


def _weekend(fields: Fields, findings: Findings) -> tuple[str, ...] | None:
    """The weekly days of rest in the order of the week; None where they are not stated, `none` for no such day."""
    node = fields.node("weekend")
    if node is None:
        return None
    words = []
    for scalar in _scalars(node, "`weekend`", "`saturday`, or a list of weekdays", "write `none`", findings):
        if not check_word(scalar, "`weekend`", dict.fromkeys(WEEKDAYS), findings):
            continue
        words.append(Name(scalar.text, scalar.span))
    _refuse_repeated(words, findings)
    stated = {word.text for word in words}
    if len(stated) == len(WEEKDAYS):
        cure = "leave out the days that are worked"
        findings.error("E228", "a week without a business day", node.span, help=cure)
    return tuple(word for word in WEEKDAYS if word in stated)


def _days(fields: Fields, key: str, findings: Findings) -> Iterator[tuple[date, Span]]:
    """The days under a key, each with its place."""
    node = fields.node(key)
    if node is None:
        return
    found = []
    for scalar in _scalars(node, f"`{key}`", "a date, or a list of dates", "leave the key out", findings):
        day = date_of(scalar, findings, timed=False)
        if day is not None:
            found.append(Name(scalar.text, scalar.span))
            yield day, scalar.span
    _refuse_repeated(found, findings)


def _scalars(node: Node, subject: str, wanted: str, if_empty: str, findings: Findings) -> Iterator[Scalar]:
    """One scalar or those of a list; `none` is a list without members."""
    if isinstance(node, Scalar) and node.plain and node.text == "none":
        return
    if isinstance(node, Sequence) and not node.items:
        report_empty_list(node, subject, if_empty, findings)
    for item in node.items if isinstance(node, Sequence) else (node,):
        scalar = text_of(item, subject, wanted, findings)
        if scalar is not None:
            yield scalar


def _refuse_repeated(names: list[Name], findings: Findings) -> None:
    seen: dict[str, Name] = {}
    for name in names:
        first = seen.setdefault(name.text, name)
        if first is not name:
            report_twice(name, first.span, findings)
