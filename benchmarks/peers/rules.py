"""Rules and scenarios as plain data, in no engine's language: what every engine of the comparison is given.

A rule holds under a condition over yes/no flags, the day, and records, each of which exists from its day on; a rule for
each record of a kind holds for some of them. Everything is known: what no flag or record says is false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

Day: TypeAlias = int
"""A day as a number that reads like one, `20270131`; all engines can compare numbers."""

Value: TypeAlias = "str | int | bool"
Record: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True)
class Test:
    """An attribute of a record is a value, or (if it is a number, and `above`) more than it; or the opposite."""

    attribute: str
    value: Value
    above: bool = False
    wanted: bool = True


@dataclass(frozen=True)
class Flag:
    """A flag is as wanted."""

    name: str
    wanted: bool = True


@dataclass(frozen=True)
class Through:
    """The day is not after this one."""

    day: Day


@dataclass(frozen=True)
class Some:
    """There is a record of the kind, by that day, that passes all tests; or (if not `wanted`) there is none."""

    kind: str
    tests: tuple[Test, ...]
    wanted: bool = True


@dataclass(frozen=True)
class Term:
    """A named condition holds, or does not."""

    name: str
    wanted: bool = True


@dataclass(frozen=True)
class Every:
    """All of the parts; of none, always."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Either:
    """At least one of the parts."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = Flag | Through | Some | Term | Every | Either
"""Negation stands at the leaves, since that is where every engine can say it."""


@dataclass(frozen=True)
class Rule:
    """Holds under its condition; with `each`, for every record of that kind, by that day, that passes the tests."""

    name: str
    condition: Condition = Every()
    each: str = ""
    tests: tuple[Test, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """What is the case on a day; `said` is the same as `evaluator.build_scenario` takes it."""

    day: Day
    flags: Mapping[str, bool]
    records: Mapping[str, tuple[Record, ...]]
    said: Mapping[str, object]


@dataclass(frozen=True)
class RuleSet:
    """Rules, the conditions they name, and scenarios to put to them.

    `kinds` are the attributes of each kind of record, beside `id` and `on`. `agreement` is the same in our own
    language, empty for one that ships.
    """

    rules: tuple[Rule, ...]
    terms: Mapping[str, Condition]
    kinds: Mapping[str, tuple[str, ...]]
    scenarios: tuple[Scenario, ...]
    agreement: str = ""

    @property
    def flags(self) -> tuple[str, ...]:
        """The names of all flags."""
        return tuple(self.scenarios[0].flags)

    def without_terms(self, condition: Condition) -> Condition:
        """A condition with each term replaced by what it stands for."""
        match condition:
            case Term():
                meant = self.without_terms(self.terms[condition.name])
                return meant if condition.wanted else opposite(meant)
            case Every():
                return Every(tuple(map(self.without_terms, condition.parts)))
            case Either():
                return Either(tuple(map(self.without_terms, condition.parts)))
            case Flag() | Through() | Some():
                return condition
            case _:
                assert_never(condition)


Ask: TypeAlias = Callable[[Scenario], frozenset[str]]
"""Which rules hold, `name` or `name:id`."""


def opposite(condition: Condition) -> Condition:
    """The negation, pushed down to the leaves.

    Raises:
        ValueError: it speaks of a last day, whose opposite no rule of ours needs.
    """
    match condition:
        case Flag():
            return Flag(condition.name, not condition.wanted)
        case Some():
            return Some(condition.kind, condition.tests, not condition.wanted)
        case Term():
            return Term(condition.name, not condition.wanted)
        case Every():
            return Either(tuple(map(opposite, condition.parts)))
        case Either():
            return Every(tuple(map(opposite, condition.parts)))
        case Through():
            raise ValueError("after a day")
        case _:
            assert_never(condition)


def holding(rules: RuleSet, scenario: Scenario) -> frozenset[str]:
    """Which rules hold, `name` or `name:id`, read off their conditions: what all engines are held against."""
    return frozenset(_holding(rules, scenario))


def _holding(rules: RuleSet, scenario: Scenario) -> Iterator[str]:
    for rule in rules.rules:
        if not _true(rules.without_terms(rule.condition), scenario):
            continue
        if not rule.each:
            yield rule.name
        for record in so_far(scenario, rule.each):
            if passes(record, rule.tests):
                yield f"{rule.name}:{record['id']}"


def _true(condition: Condition, scenario: Scenario) -> bool:
    match condition:
        case Flag():
            return scenario.flags[condition.name] is condition.wanted
        case Through():
            return scenario.day <= condition.day
        case Some():
            return some(condition, scenario) is condition.wanted
        case Every():
            return all(_true(part, scenario) for part in condition.parts)
        case Either():
            return any(_true(part, scenario) for part in condition.parts)
        case Term():
            raise ValueError("terms are replaced before")
        case _:
            assert_never(condition)


def some(condition: Some, scenario: Scenario) -> bool:
    """Whether there is such a record, wanted or not."""
    return any(passes(record, condition.tests) for record in so_far(scenario, condition.kind))


def so_far(scenario: Scenario, kind: str) -> Iterator[Record]:
    """The records of a kind that exist on the scenario's day."""
    for record in scenario.records.get(kind, ()):
        if int(record["on"]) <= scenario.day:
            yield record


def passes(record: Record, tests: tuple[Test, ...]) -> bool:
    """Whether a record passes all tests."""
    return all(
        (int(record[test.attribute]) > int(test.value) if test.above else record[test.attribute] == test.value)
        is test.wanted
        for test in tests
    )
