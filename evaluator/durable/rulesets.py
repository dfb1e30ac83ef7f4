"""Formulas as rulesets of durable-rules, stratum by stratum, only in the shape in which it was measured to be right.

Each rule has one pattern over one flat fact of small integers: no negation, no joins. A formula becomes one rule for
each of the nine values that it can have, so that its value, and nothing else, is concluded. What a stratum concludes is
put into the fact of the next. `benchmarks/durable_failures.py` shows what goes wrong otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from evaluator.durable.formulas import AtMost, Decision, Every, Formula, Some, named, operands
from evaluator.frozen import frozen
from evaluator.values.truth import NO, YES, Truth

MOST_OPERANDS: Final = 10
"""More disjuncts than 14 in one condition are refused by some versions; more conditions are decided in groups."""

MOST_FORMULAS: Final = 6
"""With nine rules each they match at most 54 tests on one level, where 64 are the limit, and make far less than 512."""

ALWAYS: Final = "always"
"""The rule, and the attribute, that is always there: deleting a session in which nothing ran would crash."""

Pattern = Mapping[str, Any]
"""A condition of durable-rules as data."""

_VALUES: Final = range(NO, YES + 1)


@frozen
class Ruleset:
    """Rules by name, what each concludes (None: nothing), and what they read and decide."""

    name: str
    rules: Mapping[str, Pattern]
    concludes: Mapping[str, tuple[str, Truth] | None]
    reads: tuple[str, ...]
    decides: tuple[str, ...]

    @property
    def definition(self) -> dict[str, Any]:
        """The ruleset as durable-rules takes it."""
        return {name: {"all": [{"m": pattern}]} for name, pattern in self.rules.items()}


def rulesets(decision: Decision) -> tuple[Ruleset, ...]:
    """The rulesets of a decision, in the order in which they have to run."""
    return tuple(
        _ruleset(f"{decision.name} {number}", part)
        for number, part in enumerate(
            (part for stratum in _strata(decision) for part in _parts(stratum, MOST_FORMULAS)), 1
        )
    )


def _strata(decision: Decision) -> Iterator[dict[str, Formula]]:
    """The formulas whose operands are known, then those that need these, and so on."""
    left = dict(decision.formulas)
    while left:
        ready = {name: formula for name, formula in left.items() if not left.keys() & set(operands(formula))}
        if not ready:
            raise ValueError(f"`{decision.name}` goes in a circle: {', '.join(left)}")
        yield ready
        left = {name: formula for name, formula in left.items() if name not in ready}


def _parts(stratum: Mapping[str, Formula], most: int) -> Iterator[dict[str, Formula]]:
    names = list(stratum)
    for first in range(0, len(names), most):
        yield {name: stratum[name] for name in names[first : first + most]}


def _ruleset(name: str, formulas: Mapping[str, Formula]) -> Ruleset:
    rules: dict[str, Pattern] = {}
    concludes: dict[str, tuple[str, Truth] | None] = {}
    for conclusion, formula in formulas.items():
        if len(operands(formula)) > MOST_OPERANDS:
            raise ValueError(f"`{conclusion}` has {len(operands(formula))} operands; at most {MOST_OPERANDS} fit")
        for value in _VALUES:
            for number, pattern in enumerate(_patterns(formula, value), 1):
                rule = f"{conclusion} is {value} ({number})"
                rules[rule], concludes[rule] = pattern, (conclusion, value)
    rules[ALWAYS], concludes[ALWAYS] = {ALWAYS: 1}, None
    reads = tuple(dict.fromkeys(each for formula in formulas.values() for each in operands(formula)))
    return Ruleset(name, rules, concludes, reads, tuple(formulas))


def _patterns(formula: Formula, value: Truth) -> Iterator[Pattern]:
    """What has to be so for a formula to have a value, in one pattern or two."""
    match formula:
        case Every(found):
            yield _both([_least(each, value) for each in found if value > NO], [_equal(each, value) for each in found])
        case Some(found):
            yield _both([_most(each, value) for each in found if value < YES], [_equal(each, value) for each in found])
        case AtMost(operand, limit):
            enough = [_least(limit, abs(value))] if value else []
            yield _and([_equal(operand, value), *enough])
            if 0 < abs(value) < YES:
                beyond = _least(operand, value + 1) if value > 0 else _most(operand, value - 1)
                yield _and([_equal(limit, abs(value)), beyond])


def _both(bounds: list[Pattern], values: list[Pattern]) -> Pattern:
    """Each of the bounds, and one of the values; of the outermost value the bounds say nothing."""
    return _and([*bounds, values[0] if len(values) == 1 else {"$or": values}])


def _and(patterns: Sequence[Pattern]) -> Pattern:
    return patterns[0] if len(patterns) == 1 else {"$and": list(patterns)}


def _equal(operand: str, value: Truth) -> Pattern:
    name, sign = named(operand)
    return {name: sign * value}


def _least(operand: str, value: Truth) -> Pattern:
    """The operand is at least the value; of a negated one the complement is asked."""
    name, sign = named(operand)
    return {"$gte": {name: value}} if sign > 0 else {"$lte": {name: -value}}


def _most(operand: str, value: Truth) -> Pattern:
    name, sign = named(operand)
    return {"$lte": {name: value}} if sign > 0 else {"$gte": {name: -value}}
