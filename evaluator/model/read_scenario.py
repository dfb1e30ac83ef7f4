"""A scenario, from the tree of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from evaluator.diagnostics import Findings
from evaluator.model.agreement import Bounded, Name
from evaluator.model.bounded import binder_of, bounded_of, report_empty_list, report_kind, text_of
from evaluator.model.dates import date_of, looks_like_date
from evaluator.model.fields import Fields, Shape, entries_of, first_line
from evaluator.model.file_kind import FileKind, check_kind
from evaluator.model.names import name_of, shortened
from evaluator.model.read_expectations import read_expectation
from evaluator.model.read_facts import read_attributes, read_facts
from evaluator.model.scenario import AskedAct, ClosedList, Completeness, Expectation, Scenario
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence

SCENARIO: Final = Shape(
    "a scenario",
    ("title", "agreement", "as_of", "complete", "assume", "with", "facts", "ask", "expect"),
    ("agreement", "as_of"),
)
_REFERENCE = re.compile(r"[^@\s][^@]*(?:@[A-Za-z0-9][A-Za-z0-9_.-]*)?")
_COMPLETE_CURE = "write `yes`, a date, or a list such as `[declaration, verdict: 2029-01-01]`"
_ASK_CURE = "write the action and its roles: `{serve: {by: openai, cloud: aws}}`"


def read_scenario(node: Node, findings: Findings) -> Scenario | None:
    """A scenario; None where the file is something else or does not name its agreement or its date.

    Every problem of the file is added to `findings`.
    """
    mapping = check_kind(node, FileKind.SCENARIO, findings)
    if mapping is None:
        return None
    fields = Fields(mapping, SCENARIO, first_line(mapping), findings)
    unreadable: set[str] = set()
    agreement = _reference(fields, findings)
    as_of = _as_of(fields, findings)
    made = Scenario(
        span=mapping.span,
        title=fields.text("title"),
        agreement=agreement or Name("", fields.place),
        as_of=as_of or date.min,
        as_of_span=fields.place if "as_of" not in fields else (fields.node("as_of") or mapping).span,
        complete=_completeness(fields.node("complete"), findings),
        fixed=tuple(_fixed(fields.node("with"), findings)),
        facts=read_facts(fields, "facts", unreadable),
        assume=read_facts(fields, "assume", unreadable),
        ask=fields.declared("ask", "an asked act", _read_asked, unreadable),
        expect=tuple(_expectations(fields.node("expect"), findings)),
    )
    return None if agreement is None or as_of is None else made


def _reference(fields: Fields, findings: Findings) -> Name | None:
    node = fields.node("agreement")
    scalar = None if node is None else text_of(node, "`agreement`", "the name of an agreement", findings)
    if scalar is None:
        return None
    if _REFERENCE.fullmatch(scalar.text) is None:
        findings.error(
            "E250",
            f"`{shortened(scalar.text)}` does not name an agreement",
            scalar.span,
            help="write its name, `name@version` to pin a version, or the path of its file",
        )
        return None
    return Name(scalar.text, scalar.span)


def _as_of(fields: Fields, findings: Findings) -> date | datetime | None:
    node = fields.node("as_of")
    scalar = None if node is None else text_of(node, "`as_of`", "a date", findings)
    return None if scalar is None else date_of(scalar, findings)


def _completeness(node: Node | None, findings: Findings) -> Completeness:
    """Which lists are closed, and up to when."""
    if node is None:
        return Completeness()
    if isinstance(node, Sequence):
        if not node.items:
            report_empty_list(node, "`complete`", "leave the key out: lists are open unless closed", findings)
        return Completeness(lists=tuple(found for item in node.items for found in _closed(item, findings)))
    scalar = text_of(node, "`complete`", "`yes`, a date or a list of names", findings)
    if scalar is None:
        return Completeness()
    if scalar.text == "yes":
        return Completeness(everything=True, span=scalar.span)
    if scalar.text == "no":
        return Completeness()
    if scalar.text[:1].isdigit():
        until = date_of(scalar, findings)
        return Completeness(everything=until is not None, until=until, span=scalar.span)
    cure = f"write `[{scalar.text}]` to close that list only, or `yes` to close all"
    if re.fullmatch(r"\w+", scalar.text) is None:
        cure = _COMPLETE_CURE
    findings.error("E251", f"`complete` cannot be `{shortened(scalar.text)}`", scalar.span, help=cure)
    return Completeness()


def _closed(item: Node, findings: Findings) -> Iterator[ClosedList]:
    """The lists that one entry of `complete` closes: a name, names with dates, a name with a filter."""
    match item:
        case Scalar():
            closed = _closed_list(item, None, findings)
            if closed is not None:
                yield closed
        case Mapping():
            for key, value in item.entries:
                scalar = text_of(value, f"`{shortened(key.text)}`", "the date up to which the list is closed", findings)
                until = None if scalar is None else date_of(scalar, findings)
                closed = _closed_list(key, until, findings)
                if closed is not None and until is not None:
                    yield closed
        case Sequence():
            report_kind(item, "`complete`", "names, not lists of names", _COMPLETE_CURE, findings)


def _closed_list(scalar: Scalar, until: date | datetime | None, findings: Findings) -> ClosedList | None:
    if looks_like_date(scalar.text):
        cure = f"write `complete: {scalar.text}` to close all lists, or `name: {scalar.text}` for one"
        findings.error("E251", f"`{scalar.text}` does not say which list is closed", scalar.span, help=cure)
        return None
    if re.search(r"\s", scalar.text.strip()) is None and text_of(scalar, "`complete`", "a name", findings) is not None:
        name = name_of(scalar, "a list", findings)
        return None if name is None else ClosedList(name, until)
    binder = binder_of(scalar, "`complete`", findings)
    if binder is None:
        return None
    if binder.domain is not None or binder.alias is not None or binder.ever:
        findings.error(
            "E251",
            "a closed list is a name, or a name with a filter",
            scalar.span,
            help=f"write `{binder.name} where (…)`",
        )
        return None
    return ClosedList(Name(binder.name, binder.name_span), until, binder.where)


def _fixed(node: Node | None, findings: Findings) -> Iterator[tuple[Name, Bounded]]:
    """What `with` fixes: readings and parameters by name."""
    if node is None:
        return
    for name, value in entries_of(node, "`with`", "a reading or a parameter", findings):
        stated = bounded_of(value, f"`{name}`", findings)
        if stated is not None:
            yield name, stated


def _read_asked(name: Name, node: Node, findings: Findings) -> AskedAct | None:
    """An asked act: `name: {action: {roles}}`."""
    if not isinstance(node, Mapping):
        report_kind(node, f"`{name}`", "an action with its roles", _ASK_CURE, findings)
        return None
    if len(node.entries) != 1:
        place = node.entries[1][0].span if node.entries else name.span
        findings.error("E252", f"`{name}` asks about one act of one action", place, help=_ASK_CURE)
        return None
    key, roles = node.entries[0]
    action = name_of(key, "an action", findings)
    if not isinstance(roles, Mapping):
        cure = f"write its roles: `{{{shortened(key.text)}: {{by: …, on: …}}}}`"
        report_kind(roles, f"`{shortened(key.text)}`", "a mapping of roles", cure, findings)
        return None
    act = read_attributes(roles, f"`{shortened(key.text)}`", findings)
    if act.id is not None:
        cure = f"leave it out: `{name}` already names the act"
        findings.error("E253", "an asked act has no `id`", act.id.span, help=cure)
    return None if action is None else AskedAct(name, action, act)


def _expectations(node: Node | None, findings: Findings) -> Iterator[Expectation]:
    if node is None:
        return
    if not isinstance(node, Mapping):
        cure = "write the id of a clause or an asked act with a colon and a word such as `in_force`"
        report_kind(node, "`expect`", "a mapping", cure, findings)
        return
    if not node.entries:
        report_empty_list(node, "`expect`", "leave the key out", findings)
    for key, value in node.entries:
        expectation = read_expectation(key, value, findings)
        if expectation is not None:
            yield expectation
