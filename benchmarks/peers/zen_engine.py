"""zen-engine: one expression node, whose lines are the terms and the rules."""

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
from benchmarks.zen_peer import expression_graph, loaded


@dataclass(frozen=True)
class Written:
    """The decision graph as plain data, and which of its lines are rules."""

    graph: dict[str, Any]
    names: tuple[str, ...]


def write(rules: RuleSet) -> Written:
    """The graph: facts go in, the expressions of all terms and rules are worked out in turn, all come out."""
    lines = {name: said(condition) for name, condition in rules.terms.items()}
    lines |= {rule.name: _line(rule) for rule in rules.rules}
    return Written(expression_graph(lines), tuple(rule.name for rule in rules.rules))


def _line(rule: Rule) -> str:
    if not rule.each:
        return said(rule.condition)
    return f"{said(rule.condition)} ? map(filter({rule.each}, {_passes(rule.tests)}), #.id) : []"


def said(condition: Condition) -> str:
    """A condition as an expression; `$` is what the lines before have given."""
    match condition:
        case Flag():
            return f"{'' if condition.wanted else 'not '}{condition.name}"
        case Term():
            return f"{'' if condition.wanted else 'not '}$.{condition.name}"
        case Through():
            return f"day <= {condition.day}"
        case Some():
            return f"{'some' if condition.wanted else 'none'}({condition.kind}, {_passes(condition.tests)})"
        case Every():
            return "(" + (" and ".join(map(said, condition.parts)) or "true") + ")"
        case Either():
            return "(" + " or ".join(map(said, condition.parts)) + ")"
        case _:
            assert_never(condition)


def _passes(tests: tuple[Test, ...]) -> str:
    return " and ".join(["#.on <= day", *map(_test, tests)])


def _test(test: Test) -> str:
    signs = (">", "<=") if test.above else ("==", "!=")
    return f"#.{test.attribute} {signs[not test.wanted]} {json.dumps(test.value)}"


def build(written: Written) -> Ask:
    """An engine that has the graph."""
    engine = loaded(written.graph)

    def ask(scenario: Scenario) -> frozenset[str]:
        result = engine.evaluate("clauses", {"day": scenario.day, **scenario.flags, **scenario.records})["result"]
        held = set()
        for name in written.names:
            value = result[name]
            if value is True:
                held.add(name)
            elif value:
                held.update(f"{name}:{member}" for member in value)
        return frozenset(held)

    return ask
