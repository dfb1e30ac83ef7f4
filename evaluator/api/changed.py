"""A scenario with one fact changed: what would come out if it were otherwise?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from evaluator.api.examine import governing_version
from evaluator.api.scenarios import Scenario, yaml_text
from evaluator.check import CheckedScenario, check_scenario
from evaluator.check.addresses import addresses, options_of, place_of
from evaluator.core.types import AnyType, PeriodType, SetOf, Text, Type
from evaluator.diagnostics import Findings, QuestionError, ScenarioError, impossible
from evaluator.engine.words import value_text
from evaluator.frozen import frozen, replace
from evaluator.model import changed_scenario as places
from evaluator.model import scenario as model
from evaluator.model.agreement import Bounded
from evaluator.model.bounded import bounded_of, text_of
from evaluator.model.changed_text import Stated, flow_text
from evaluator.model.dates import date_of
from evaluator.source import Source, Span
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar
from evaluator.values.estimate import NOTHING
from evaluator.values.value import Value

_WITH_DOTS: Final = (PeriodType, Text, AnyType, SetOf)
"""The types of which a value may have two dots."""


@frozen
class Fact:
    """A fact that can be changed: its address, where its value stands, and of which type that is."""

    address: str
    place: places.Place
    type: Type


@frozen
class Given:
    """A value for a fact as it was written, and in words that are the same for every way to write it.

    `flow` is how it can be written within brackets; `value` what it means.
    """

    stated: Bounded | date | datetime
    span: Span
    text: str
    words: str
    flow: str
    value: Value


def changed(scenario: Scenario, address: str, value: object) -> Scenario:
    """The scenario with one fact changed, or stated for the first time; its agreement is not loaded again.

    Args:
        scenario: What is known, and about which agreement. What it expects is left out.
        address: `as_of`; `product.assistants.kind` (an attribute of a stated member, or a role of a stated act);
            `move_to_aws.cloud` (a role of an asked act); a single fact by its name; `parameter.threshold`;
            `reading.until_agi`.
        value: As in `build_scenario`; None is `unknown`.

    Raises:
        QuestionError: there is no such fact, or that cannot be its value.
        ScenarioError: the scenario has errors of its own.
    """
    changes = Changes(scenario)
    fact = changes.fact(address)
    return with_fact(scenario, fact, changes.given(fact, node_of(value, address)))


def asked_on(scenario: Scenario, as_of: date | datetime) -> Scenario:
    """The scenario, asked about a day; what it expects is left out."""
    written = places.asked_on(scenario.written, as_of, scenario.written.as_of_span)
    return replace(scenario, written=written, prepared={})


def with_fact(scenario: Scenario, fact: Fact, given: Given) -> Scenario:
    """The scenario with a fact changed into what `Changes.given` has read."""
    written = _written(scenario.written, fact.place, given.stated, given.span)
    changes = (*scenario.changes, Stated(fact.place, given.flow))
    return replace(scenario, written=written, prepared={}, changes=changes)


class Changes:
    """The changes that a scenario allows, looked up in the version that governs on its day.

    Making it checks the scenario itself, once, so that what is wrong with it is not said of a change. Constraints are
    not looked at: a scenario that contradicts one may be changed into one that does not.

    Raises:
        ScenarioError: the scenario does not fit the vocabulary, or no version governs, or that has errors.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        findings = Findings()
        version = governing_version(scenario.written, scenario.agreement, scenario.pin, scenario.as_of, findings)
        if version is None or findings.has_errors:
            raise ScenarioError(findings)
        self.version = version
        checked = self._checked(replace(scenario.written, expect=()), findings)
        if checked is None:
            raise ScenarioError(findings)
        self.checked = checked

    def fact(self, address: str) -> Fact:
        """The fact that an address names.

        Raises:
            QuestionError: there is none.
        """
        return Fact(address, *place_of(address, self.scenario.written, self.version))

    def addresses(self) -> tuple[str, ...]:
        """The addresses of all facts that can be changed, or stated for the first time."""
        return tuple(addresses(self.scenario.written, self.version))

    def acts(self) -> tuple[str, ...]:
        """The ids of the acts that the scenario states."""
        actions = self.version.symbols.actions
        return tuple(id for action in actions for id in places.member_ids(self.scenario.written, action))

    def options(self, fact: Fact) -> tuple[str, ...]:
        """All values that a fact can have, as a scenario writes them; empty where they cannot be listed."""
        return self.options_of(fact.type)

    def options_of(self, type: Type) -> tuple[str, ...]:
        """All values of a type, as a scenario writes them; empty where they cannot be listed."""
        return options_of(type, self.scenario.written, self.version)

    def current(self, fact: Fact) -> Value:
        """What the scenario, or else the agreement, says of a fact; an estimate where it is not known."""
        return _value(self.checked, fact.place)

    def given(self, fact: Fact, node: Node) -> Given:
        """A value for a fact, read and checked as if it stood in the scenario.

        Raises:
            QuestionError: it cannot be the value of that fact.
        """
        text = " ".join(node.span.text.split())
        if isinstance(node, Scalar) and node.plain and ".." in text and not isinstance(fact.type, _WITH_DOTS):
            raise QuestionError(f"`{fact.address}`: the range `{text}` has no step; write `{text} by …`")
        findings = Findings()
        stated = _stated(fact, node, findings)
        if stated is None or findings.has_errors:
            raise QuestionError.about(fact.address, findings)
        checked = self._checked(_written(self.scenario.written, fact.place, stated, node.span), findings)
        if checked is None:
            raise QuestionError.about(fact.address, findings)
        value = _value(checked, fact.place)
        return Given(stated, node.span, text, value_text(value, fact.type), flow_text(node), value)

    def _checked(self, written: model.Scenario, findings: Findings) -> CheckedScenario | None:
        """The scenario held against the version, also where another one would govern on the day asked about."""
        return check_scenario(written, self.version, written.as_of, findings)


def node_of(value: object, address: str) -> Node:
    """A Python value as it would stand in a scenario."""
    node = node_of_text(yaml_text({"value": value}), address)
    return node.entries[0][1] if isinstance(node, Mapping) else impossible("what was written is a mapping")


def node_of_text(text: str, address: str) -> Node:
    """A value as a scenario writes it.

    Raises:
        QuestionError: it is not YAML.
    """
    findings = Findings()
    node = read_yaml(Source(f"<{address}>", text), findings)
    if node is None or findings.has_errors:
        raise QuestionError.about(address, findings)
    return node


def _stated(fact: Fact, node: Node, findings: Findings) -> Bounded | date | datetime | None:
    if not isinstance(fact.place, places.AsOf):
        return bounded_of(node, "it", findings)
    scalar = text_of(node, "it", "a date", findings)
    return None if scalar is None else date_of(scalar, findings)


def _written(
    written: model.Scenario, place: places.Place, stated: Bounded | date | datetime, span: Span
) -> model.Scenario:
    match place, stated:
        case places.AsOf(), date():
            return places.asked_on(written, stated, span)
        case place, Bounded() if not isinstance(place, places.AsOf):
            return places.with_value(written, place, stated)
        case _:
            return impossible("only the day asked about is no stated value")


def _value(checked: CheckedScenario, place: places.Place) -> Value:
    """What a checked scenario has at a place."""
    facts = checked.facts
    match place:
        case places.AsOf():
            return checked.as_of
        case places.Attribute(sort, id, name):
            return next(record.get(name) for record in facts.members[sort] if (record.sort, record.id) == (sort, id))
        case places.Role(act, name):
            return next(each.record.get(name) for each in facts.acts if each.record.id == act)
        case places.Single(name):
            return facts.singles.get(name, NOTHING)
        case places.Parameter(name):
            return facts.parameters.get(name, checked.version.parameters[name].value)
        case places.Reading(name):
            return facts.readings.get(name, NOTHING)
