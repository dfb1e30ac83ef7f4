"""Facts that contradict a declared constraint."""

from __future__ import annotations

from itertools import product

from evaluator.core.facts import Facts, Record
from evaluator.engine.native import NativeEngine
from evaluator.frozen import frozen
from evaluator.program.program import Rule
from evaluator.values.time import Moment


@frozen
class Violation:
    """A constraint and the members (one for each of its variables) that certainly contradict it."""

    rule: Rule
    members: tuple[Record, ...]


def violations(engine: NativeEngine, facts: Facts, now: Moment) -> tuple[Violation, ...]:
    """Every combination of stated members that certainly contradicts a constraint; the unknown contradicts nothing."""
    program = engine.program
    readings = {
        name: facts.readings.get(name) or sort.default or next(iter(sort.options))
        for name, sort in program.readings.items()
    }
    world = engine.world(facts, readings)
    world.now = now
    found = []
    for rule in program.rules:
        run = engine.meaning.of(rule.condition)
        for members in product(*(world.members(variable) for variable in rule.variables)):
            world.scope = dict(zip(rule.variables, members, strict=True))
            if run(world) < 0:
                found.append(Violation(rule, members))
    return tuple(found)
