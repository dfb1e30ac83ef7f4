"""Conditions that can never hold, whatever the facts: an `until` that never comes."""

from __future__ import annotations

from collections.abc import Mapping

from evaluator.check.alike import alike
from evaluator.core import expressions as core
from evaluator.core.norms import Definition
from evaluator.core.types import YesNo
from evaluator.diagnostics import Findings
from evaluator.source import Span
from evaluator.values.estimate import at_most, less, same


def check_until(
    until: core.Expr | None,
    through: core.Expr | None,
    definitions: Mapping[str, Definition],
    span: Span,
    findings: Findings,
) -> None:
    """Report an `until` that no facts can make true, or that `through` always forestalls."""
    if until is None:
        return
    if never_holds(until, definitions):
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


def never_holds(expression: core.Expr, definitions: Mapping[str, Definition]) -> bool:
    """Whether a condition is false whatever the facts, as far as its form shows."""
    match expression:
        case core.Literal(value, YesNo()):
            return bool(value < 0)
        case core.Term(name, _, True) if name in definitions:
            return never_holds(definitions[name].body, definitions)
        case core.Not(operand):
            return always_holds(operand, definitions)
        case core.AllOf(operands):
            flat = list(_conjuncts(expression))
            return any(never_holds(operand, definitions) for operand in operands) or any(
                _exclude(first, second) for index, first in enumerate(flat) for second in flat[index + 1 :]
            )
        case core.AnyOf(operands):
            return all(never_holds(operand, definitions) for operand in operands)
        case core.Exists(_, _, where, _):
            return never_holds(where, definitions)
        case core.Compare(operator, core.Literal(left, _), core.Literal(right, _)):
            return _decide(operator, left, right) < 0
    return False


def always_holds(expression: core.Expr, definitions: Mapping[str, Definition]) -> bool:
    """Whether a condition is true whatever the facts, as far as its form shows."""
    match expression:
        case core.Literal(value, YesNo()):
            return bool(value > 0)
        case core.Term(name, _, True) if name in definitions:
            return always_holds(definitions[name].body, definitions)
        case core.Not(operand):
            return never_holds(operand, definitions)
        case core.AllOf(operands):
            return all(always_holds(operand, definitions) for operand in operands)
        case core.AnyOf(operands):
            return any(always_holds(operand, definitions) for operand in operands)
        case core.Compare(operator, core.Literal(left, _), core.Literal(right, _)):
            return _decide(operator, left, right) > 0
    return False


def _decide(operator: str, left: object, right: object) -> int:
    if operator == "=":
        return same(left, right)
    if operator == "<":
        return less(left, right)
    return at_most(left, right) if operator == "<=" else 0


def _conjuncts(expression: core.Expr) -> list[core.Expr]:
    if isinstance(expression, core.AllOf):
        return [part for operand in expression.operands for part in _conjuncts(operand)]
    return [expression]


def _exclude(first: core.Expr, second: core.Expr) -> bool:
    """Whether two conditions about one thing can certainly not both hold."""
    match first, second:
        case core.Not(operand), other:
            return alike(operand, other)
        case other, core.Not(operand):
            return alike(operand, other)
        case core.Compare("=", left, core.Literal(one, _)), core.Compare("=", right, core.Literal(other_value, _)):
            return alike(left, right) and same(one, other_value) < 0
        case (
            (core.Compare("<" | "<=", core.Literal(low, _), left), core.Compare("<" | "<=", right, core.Literal(high, _)))
            | (core.Compare("<" | "<=", right, core.Literal(high, _)), core.Compare("<" | "<=", core.Literal(low, _), left))
        ):
            return alike(left, right) and less(high, low) > 0
    return False


def _after_the_end(until: core.Expr, through: core.Expr) -> bool:
    """Whether `until` waits for a day after `through`."""
    match until, through:
        case core.Compare(("<=" | "<"), core.Literal(day, _), core.Now()), core.Literal(last, _):
            return less(last, day) > 0
    return False
