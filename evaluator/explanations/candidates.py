"""Which other values a fact can be given, where they can be listed."""

from __future__ import annotations

from evaluator.core.facts import Record
from evaluator.core.types import SetOf, Type
from evaluator.engine.words import value_text
from evaluator.explanations.flips import Edit
from evaluator.explanations.trials import Asker, Seen
from evaluator.values.estimate import NOTHING, is_known
from evaluator.values.value import Value


def stated_value(seen: Seen, address: str) -> Value:
    """What a scenario states at an address; `NOTHING` where it states nothing."""
    facts, program = seen.evaluation.facts, seen.evaluation.engine.program
    match address.split("."):
        case ["reading", name]:
            return facts.readings.get(name, program.readings[name].default or NOTHING)
        case ["parameter", name]:
            return facts.parameters.get(name, NOTHING)
        case [sort, id, name]:
            return next(each for each in facts.members[sort] if each.id == id).get(name)
        case [act, role]:
            return next(each.record for each in facts.acts if each.record.id == act).get(role)
        case _:
            return facts.singles.get(address, NOTHING)


def words_for(value: Value, type: Type) -> str:
    """A stated value in words."""
    return str(value) if isinstance(value, str) else value_text(value, type)


def other_values(asker: Asker, address: str, value: Value, type: Type) -> list[Edit] | None:
    """A change into each other value, where they can be listed (None: they cannot).

    Of a set these are those with one element less.
    """
    if isinstance(type, SetOf):
        return _other_sets(address, value)
    options = asker.options(address)
    if not options:
        return None
    present = words_for(value, type) if is_known(value) else ""
    return [Edit(address, each) for each in options if each != present]


def _other_sets(address: str, value: Value) -> list[Edit] | None:
    if not isinstance(value, frozenset):
        return None
    present = sorted(each.id if isinstance(each, Record) else str(each) for each in value)
    fewer = [[each for each in present if each != one] for one in present]
    return [Edit(address, f"[{', '.join(each)}]" if each else "none") for each in fewer]
