"""rule-engine: a rule object for each term and each rule, compiled once; what terms come to is put into the facts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, assert_never

from benchmarks.peers.rules import (
    Ask,
    Condition,
    Either,
    Every,
    Flag,
    Rule,
    RuleSet,
    Scenario,
    Some,
    Term,
    Test,
    Through,
)


@dataclass(frozen=True)
class Written:
    """The texts of the terms, of the rules, and (by name and kind) of those for each record."""

    terms: dict[str, str]
    rules: dict[str, str]
    families: dict[tuple[str, str], str]


def write(rules: RuleSet) -> Written:
    """All texts."""
    return Written(
        {name: said(condition) for name, condition in rules.terms.items()},
        {rule.name: said(rule.condition) for rule in rules.rules if not rule.each},
        {(rule.name, rule.each): _family(rule) for rule in rules.rules if rule.each},
    )


def _family(rule: Rule) -> str:
    return f"{said(rule.condition)} and {_passes('member', rule.tests)}"


def said(condition: Condition) -> str:
    """A condition as an expression."""
    match condition:
        case Flag() | Term():
            return f"{'' if condition.wanted else 'not '}{condition.name}"
        case Through():
            return f"day <= {condition.day}"
        case Some():
            found = f"[each for each in {condition.kind} if {_passes('each', condition.tests)}]"
            return f"{'' if condition.wanted else 'not '}({found}.length > 0)"
        case Every():
            return "(" + (" and ".join(map(said, condition.parts)) or "true") + ")"
        case Either():
            return "(" + " or ".join(map(said, condition.parts)) + ")"
        case _:
            assert_never(condition)


def _passes(record: str, tests: tuple[Test, ...]) -> str:
    return " and ".join([f"{record}['on'] <= day", *(_test(record, test) for test in tests)])


def _test(record: str, test: Test) -> str:
    signs = (">", "<=") if test.above else ("==", "!=")
    return f"{record}['{test.attribute}'] {signs[not test.wanted]} {json.dumps(test.value)}"


def build(written: Written) -> Ask:
    """All texts compiled."""
    import rule_engine

    context = rule_engine.Context(resolver=rule_engine.resolve_item)

    def compiled(texts: dict[Any, str]) -> list[tuple[Any, Any]]:
        return [(name, rule_engine.Rule(text, context=context)) for name, text in texts.items()]

    terms, rules, families = compiled(written.terms), compiled(written.rules), compiled(written.families)

    def ask(scenario: Scenario) -> frozenset[str]:
        facts: dict[str, Any] = {"day": scenario.day, **scenario.flags, **scenario.records}
        for name, rule in terms:
            facts[name] = rule.matches(facts)
        held = {name for name, rule in rules if rule.matches(facts)}
        for (name, kind), rule in families:
            for member in scenario.records[kind]:
                if rule.matches({**facts, "member": member}):
                    held.add(f"{name}:{member['id']}")
        return frozenset(held)

    return ask
