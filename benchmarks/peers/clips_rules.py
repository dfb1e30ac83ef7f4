"""clipspy (CLIPS): a template for each kind of record, a rule for each term and each rule; reset, assert, run.

Terms have the higher salience, so that they are all known before a rule asks whether one does not hold.
"""

from __future__ import annotations

from typing import assert_never

from benchmarks.peers.rules import (
    Ask,
    Condition,
    Either,
    Every,
    Flag,
    RuleSet,
    Scenario,
    Some,
    Term,
    Test,
    Through,
    Value,
)


def write(rules: RuleSet) -> list[str]:
    """The constructs, in an order in which they can be built."""
    constructs = ["(deftemplate day (slot is))", "(deftemplate flag (slot is))", "(deftemplate term (slot is))"]
    for kind, attributes in rules.kinds.items():
        slots = " ".join(f"(slot {name})" for name in ("id", "on", *attributes))
        constructs.append(f"(deftemplate {kind} {slots})")
    # A term may ask another; in the order of the text each stands after those that it asks.
    for index, (name, condition) in enumerate(rules.terms.items()):
        salience = f"(declare (salience {len(rules.terms) - index}))"
        constructs.append(
            f"(defrule term_{name} {salience} (day (is ?day)) {said(condition)} => (assert (term (is {name}))))"
        )
    for rule in rules.rules:
        member, held = "", f"{rule.name}"
        if rule.each:
            member, held = _record(rule.each, rule.tests, " (id ?id)"), f"{rule.name} ?id"
        constructs.append(f"(defrule {rule.name} (day (is ?day)) {said(rule.condition)} {member} => (holds {held}))")
    return constructs


def said(condition: Condition) -> str:
    """A condition as a conditional element; `?day` is bound before it."""
    match condition:
        case Flag():
            return _not(f"(flag (is {condition.name}))", condition.wanted)
        case Term():
            return _not(f"(term (is {condition.name}))", condition.wanted)
        case Through():
            return f"(test (<= ?day {condition.day}))"
        case Some():
            record = _record(condition.kind, condition.tests)
            return f"(exists {record})" if condition.wanted else f"(not {record})"
        case Every():
            return f"(and {' '.join(map(said, condition.parts))})" if condition.parts else ""
        case Either():
            return f"(or {' '.join(map(said, condition.parts))})"
        case _:
            assert_never(condition)


def _not(element: str, wanted: bool) -> str:
    return element if wanted else f"(not {element})"


def _record(kind: str, tests: tuple[Test, ...], more: str = "") -> str:
    slots = " ".join(_slot(test) for test in tests)
    return f"({kind}{more} (on ?on&:(<= ?on ?day)) {slots})"


def _slot(test: Test) -> str:
    value, name = _value(test.value), test.attribute
    if test.above:
        return f"({name} ?{name}&:({'>' if test.wanted else '<='} ?{name} {value}))"
    return f"({name} {'' if test.wanted else '~'}{value})"


def _value(value: Value) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def build(constructs: list[str]) -> Ask:
    """An environment with all constructs, and a function of ours that rules call when they hold."""
    import clips

    environment = clips.Environment()
    held: set[str] = set()

    def holds(name: str, member: str = "") -> None:
        held.add(f"{name}:{member}" if member else name)

    environment.define_function(holds)
    for construct in constructs:
        environment.build(construct)

    def slot(value: Value) -> Value:
        return value if type(value) is int else clips.Symbol(_value(value))

    day, flag = environment.find_template("day"), environment.find_template("flag")

    def ask(scenario: Scenario) -> frozenset[str]:
        held.clear()
        environment.reset()
        for name, value in scenario.flags.items():
            if value:
                flag.assert_fact(**{"is": clips.Symbol(name)})
        for kind, records in scenario.records.items():
            template = environment.find_template(kind)
            slots = {each.name for each in template.slots}
            for record in records:
                template.assert_fact(**{name: slot(value) for name, value in record.items() if name in slots})
        day.assert_fact(**{"is": scenario.day})
        environment.run()
        return frozenset(held)

    return ask
