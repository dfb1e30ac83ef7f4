"""Conditions that can never hold, whatever the facts: an `until` that never comes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from evaluator.check.alike import alike
from evaluator.core import expressions as core
from evaluator.core.norms import Definition
from evaluator.core.types import YesNo
from evaluator.diagnostics import Findings
from evaluator.source import Span
from evaluator.values.estimate import at_most, less, same
from evaluator.values.truth import NO, UNKNOWN, Truth, conjunction, disjunction
from evaluator.values.value import Value

MOST_COMPARED = 64
"""Up to so many conditions joined by `and` are compared pair by pair."""


def check_until(
    until: core.Expr | None, through: core.Expr | None, terms: Mapping[str, Truth], span: Span, findings: Findings
) -> None:
    """Report an `until` that no facts can make true, or that `through` always forestalls.

    `terms` says of the defined terms what `settled_terms` found.
    """
    if until is None:
        return
    if settled(until, terms) < 0:
        findings.error(
            "E531",
            "this `until` can never be reached",
            span,
            help="no facts make the condition true; leave `until` out, or correct it",
        )
    elif through is not None and _after_the_end(until, through):
        findings.error(
            "E531",
            "this `until` can never be reached, since `through` ends the clause first",
            span,
            help="leave one of the two out",
        )


def settled_terms(definitions: Mapping[str, Definition]) -> Mapping[str, Truth]:
    """What is settled of every term; `definitions` holds each term after those it uses."""
    found: dict[str, Truth] = {}
    for name, definition in definitions.items():
        found[name] = settled(definition.body, found) if isinstance(definition.type, YesNo) else UNKNOWN
    return found


def settled(expression: core.Expr, terms: Mapping[str, Truth]) -> Truth:
    """Whether a condition is true, or false, whatever the facts, as far as its form shows; else unknown."""
    match expression:
        case core.Literal(value, YesNo()):
            return int(value)
        case core.Term(name, _, True):
            return terms.get(name, UNKNOWN)
        case core.Not(operand):
            return -settled(operand, terms)
        case core.AllOf(operands):
            parts = _conjuncts(expression)
            if len(parts) <= MOST_COMPARED and any(_exclude(first, second) for first, second in combinations(parts, 2)):
                return NO
            return conjunction(*(settled(operand, terms) for operand in operands))
        case core.AnyOf(operands):
            return disjunction(*(settled(operand, terms) for operand in operands))
        case core.Exists(_, _, where, _):
            return min(settled(where, terms), UNKNOWN)
        case core.Compare(operator, core.Literal(left, _), core.Literal(right, _)):
            return _decide(operator, left, right)
        case _:
            return UNKNOWN


def _decide(operator: str, left: Value, right: Value) -> Truth:
    match operator:
        case "=":
            return same(left, right)
        case "<":
            return less(left, right)
        case "<=":
            return at_most(left, right)
        case _:
            return UNKNOWN


def _conjuncts(expression: core.Expr) -> list[core.Expr]:
    if isinstance(expression, core.AllOf):
        return [part for operand in expression.operands for part in _conjuncts(operand)]
    return [expression]


def _exclude(first: core.Expr, second: core.Expr) -> bool:
    """Whether two conditions about one thing can certainly not both hold."""
    match first, second:
        case (core.Not(operand), other) | (other, core.Not(operand)):
            return alike(operand, other)
        case core.Compare("=", left, core.Literal(one, _)), core.Compare("=", right, core.Literal(other_value, _)):
            return alike(left, right) and same(one, other_value) < 0
        case (
            core.Compare("<" | "<=", core.Literal(low, _), left),
            core.Compare("<" | "<=", right, core.Literal(high, _)),
        ) | (
            core.Compare("<" | "<=", right, core.Literal(high, _)),
            core.Compare("<" | "<=", core.Literal(low, _), left),
        ):
            return alike(left, right) and less(high, low) > 0
        case _:
            return False


def _after_the_end(until: core.Expr, through: core.Expr) -> bool:
    """Whether `until` waits for a day after `through`."""
    match until, through:
        case core.Compare(("<=" | "<"), core.Literal(day, _), core.Now()), core.Literal(last, _):
            return less(last, day) > 0
        case _:
            return False
