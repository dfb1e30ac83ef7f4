"""durable-rules as its manual shows it: a rule for each clause, facts asserted in a session for each scenario.

It is spared what it is known to get wrong, as far as a user may come upon it: terms are written out, a flag that is
false is stated as such, the caller leaves out records of later days, and no fact is meant by two patterns of a rule.
What is left is shown, not repaired; `evaluator/durable` has the shape in which there are no mistakes. Sessions are
never deleted, since that may end the process.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from itertools import count
from typing import Any, TypeAlias, assert_never

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
    so_far,
)

# durable-rules has no types.
Language: TypeAlias = Any
Pattern: TypeAlias = Any


def write(rules: RuleSet) -> RuleSet:
    """The rules are written by calls, while they are built."""
    return rules


def build(rules: RuleSet, *, question_last: bool) -> Ask:
    """A ruleset on the usual host, which makes it when it is first asked.

    Args:
        rules: The rules.
        question_last: State the fact that every rule asks for after all others, so that no rule can fire before
            everything is there that speaks against it; else before all others.
    """
    from durable import lang
    from durable.engine import MessageNotHandledException

    held: set[str] = set()

    def action(rule: Rule) -> Callable[[Language], None]:
        def run(found: Language) -> None:
            held.add(f"{rule.name}:{found.member.id}" if rule.each else rule.name)

        return run

    with lang.ruleset("agreement"):
        for rule in rules.rules:
            patterns = _patterns(lang, rules.without_terms(rule.condition))
            if rule.each:
                patterns.append(lang.c.member << _record(lang, rule.each, rule.tests))
            lang.when_all(lang.m.kind == "question", *patterns)(action(rule))
    sessions = count()

    def ask(scenario: Scenario) -> frozenset[str]:
        held.clear()
        session = str(next(sessions))
        facts: list[dict[str, Any]] = [{"kind": "day", "day": scenario.day}]
        facts += [{"kind": "flag", "name": name, "value": value} for name, value in scenario.flags.items()]
        facts += [{"kind": kind, **each} for kind in scenario.records for each in so_far(scenario, kind)]
        facts.insert(len(facts) if question_last else 0, {"kind": "question"})
        for fact in facts:
            # A fact that no rule asks for is an exception, which its maintainer advises to ignore (issue 286).
            with contextlib.suppress(MessageNotHandledException):
                lang.assert_fact("agreement", {"sid": session, **fact})
        return frozenset(held)

    return ask


def _patterns(lang: Language, condition: Condition) -> list[Pattern]:
    """A condition as patterns that all have to match."""
    match condition:
        case Flag():
            return [(lang.m.kind == "flag") & (lang.m.name == condition.name) & (lang.m.value == condition.wanted)]
        case Through():
            return [(lang.m.kind == "day") & (lang.m.day <= condition.day)]
        case Some():
            record = _record(lang, condition.kind, condition.tests)
            return [record if condition.wanted else lang.none(record)]
        case Every():
            return [pattern for part in condition.parts for pattern in _patterns(lang, part)]
        case Either():
            return [lang.any(*(_one(lang, part) for part in condition.parts))]
        case Term():
            raise ValueError("terms are written out")
        case _:
            assert_never(condition)


def _one(lang: Language, condition: Condition) -> Pattern:
    patterns = _patterns(lang, condition)
    return patterns[0] if len(patterns) == 1 else lang.all(*patterns)


def _record(lang: Language, kind: str, tests: tuple[Test, ...]) -> Pattern:
    pattern = lang.m.kind == kind
    for test in tests:
        attribute = getattr(lang.m, test.attribute)
        if test.above:
            pattern &= attribute > test.value if test.wanted else attribute <= test.value
        else:
            pattern &= attribute == test.value if test.wanted else attribute != test.value
    return pattern
