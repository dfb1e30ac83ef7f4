"""A scenario in which a list is closed, or has one more member."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from evaluator.api.changed import Changes
from evaluator.api.scenarios import Scenario
from evaluator.check import check_scenario
from evaluator.check.words import nearest
from evaluator.diagnostics import Findings, QuestionError
from evaluator.frozen import replace
from evaluator.model import changed_members
from evaluator.model import changed_scenario as places
from evaluator.model import scenario as model
from evaluator.model.agreement import Name
from evaluator.model.changed_text import Added, Change, Closed, flow_text
from evaluator.model.read_facts import read_attributes
from evaluator.source import Source, Span
from evaluator.syntax import yaml_tree as tree


def is_list(changes: Changes, address: str) -> bool:
    """Whether an address is that of a list."""
    return address in changes.version.symbols.sorts


def closed(changes: Changes, name: str, until: date | datetime | None = None) -> Scenario:
    """The scenario with a list closed, up to a day or (None) the day asked about.

    Raises:
        QuestionError: the agreement itself states the list.
    """
    _refuse_own(changes, name)
    scenario = changes.scenario
    written = changed_members.with_closed(scenario.written, _name(name), until)
    return _with(scenario, written, Closed(name, until))


def added(changes: Changes, name: str, node: tree.Mapping) -> Scenario:
    """The scenario with one more member of a list; without an `id` it is called by the list and its number.

    Raises:
        QuestionError: the agreement itself states the list, or there can be no such member.
    """
    _refuse_own(changes, name)
    if node.get("id") is None:
        id = tree.Scalar(free_id(changes.scenario, name), node.span)
        node = tree.Mapping(((tree.Scalar("id", node.span), id), *node.entries), node.span, flow=True)
    findings = Findings()
    scenario = changes.scenario
    found = node.get("id")
    if isinstance(found, tree.Scalar) and found.text in places.member_ids(scenario.written, name):
        raise QuestionError(f"there is a `{name}` `{found.text}` already; choose another id")
    member = read_attributes(node, f"a member of `{name}`", findings)
    written = changed_members.with_member(scenario.written, _name(name), member)
    if findings.has_errors or check_scenario(written, changes.version, written.as_of, findings) is None:
        raise QuestionError.about(name, findings)
    return _with(scenario, written, Added(name, tuple(_entries(node))))


def free_id(scenario: Scenario, name: str) -> str:
    """The first name of a list and a number that no member bears."""
    taken = places.member_ids(scenario.written, name)
    return next(id for number in range(len(taken) + 1, 2 * len(taken) + 2) if (id := f"{name}_{number}") not in taken)


def _with(scenario: Scenario, written: model.Scenario, change: Change) -> Scenario:
    return replace(scenario, written=written, prepared={}, changes=(*scenario.changes, change))


def _entries(node: tree.Mapping) -> Iterator[tuple[str, str]]:
    for key, value in node.entries:
        yield key.text, flow_text(value)


def _refuse_own(changes: Changes, name: str) -> None:
    if name in changes.version.version.facts:
        raise QuestionError(f"the agreement itself states `{name}`; a scenario cannot add to it")
    known = changes.version.symbols.sorts
    if name not in known:
        raise QuestionError(f"there is no list `{name}`; {nearest(name, known, 'lists')}")


def _name(text: str) -> Name:
    return Name(text, Span(Source("<stated>", text), 0, len(text)))
