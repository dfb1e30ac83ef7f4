"""cedarpy (Cedar): a policy for each rule; which of them permit is read from the reasons of the answer.

A policy cannot ask another, so terms are written out. Nor can it ask whether there is some record that passes a test:
that is worked out before, by the caller in Python, and stated in the context. A rule for each record is asked about
each record, all in one batch. Policies are parsed once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, assert_never

from benchmarks.peers import rules as neutral
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
    """All policies, and what they want to find in the context beside the flags."""

    policies: str
    asked: dict[str, Some]
    families: frozenset[str]


def write(rules: RuleSet) -> Written:
    """The text of all policies."""
    asked: dict[Some, str] = {}
    policies = "\n".join(_policy(rules, rule, asked) for rule in rules.rules)
    families = frozenset(rule.each for rule in rules.rules if rule.each)
    return Written(policies, {name: some for some, name in asked.items()}, families)


def _policy(rules: RuleSet, rule: Rule, asked: dict[Some, str]) -> str:
    resource, condition = "Agreement", _said(rules.without_terms(rule.condition), asked)
    if rule.each:
        resource = rule.each
        condition = " && ".join([condition, "resource.on <= context.day", *map(_test, rule.tests)])
    return f'@id("{rule.name}") permit (principal, action, resource is {resource}) when {{ {condition} }};'


def _said(condition: Condition, asked: dict[Some, str]) -> str:
    match condition:
        case Flag():
            return f"{'' if condition.wanted else '!'}context.{condition.name}"
        case Through():
            return f"context.day <= {condition.day}"
        case Some():
            name = asked.setdefault(Some(condition.kind, condition.tests), f"some_{len(asked)}")
            return f"{'' if condition.wanted else '!'}context.{name}"
        case Every():
            return "(" + (" && ".join(_said(part, asked) for part in condition.parts) or "true") + ")"
        case Either():
            return "(" + " || ".join(_said(part, asked) for part in condition.parts) + ")"
        case Term():
            raise ValueError("terms are written out")
        case _:
            assert_never(condition)


def _test(test: Test) -> str:
    signs = (">", "<=") if test.above else ("==", "!=")
    return f"resource.{test.attribute} {signs[not test.wanted]} {json.dumps(test.value)}"


def build(written: Written) -> Ask:
    """All policies parsed."""
    import cedarpy

    policies = cedarpy.PolicySet.from_str(written.policies)

    def ask(scenario: Scenario) -> frozenset[str]:
        context = {"day": scenario.day, **scenario.flags}
        context |= {name: neutral.some(some, scenario) for name, some in written.asked.items()}
        resources: list[tuple[str, str]] = [("Agreement", "")]
        entities: list[dict[str, Any]] = []
        for kind in written.families:
            for record in scenario.records[kind]:
                resources.append((kind, str(record["id"])))
                entities.append({"uid": {"type": kind, "id": record["id"]}, "attrs": dict(record), "parents": []})
        requests = [
            {
                "principal": 'User::"anyone"',
                "action": 'Action::"ask"',
                "resource": {"type": kind, "id": member},
                "context": context,
            }
            for kind, member in resources
        ]
        held: set[str] = set()
        answers = cedarpy.is_authorized_batch(requests, policies, entities)
        for (_, member), answer in zip(resources, answers, strict=True):
            assert not answer.diagnostics.errors, answer.diagnostics.errors
            names = answer.diagnostics.id_annotations_by_reason.values()
            held.update(f"{name}:{member}" if member else name for name in names)
        return frozenset(held)

    return ask
