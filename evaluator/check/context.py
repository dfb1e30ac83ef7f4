"""What an expression may refer to, and the results of looking at one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from evaluator.check.symbols import Symbols
from evaluator.core import expressions as core
from evaluator.core.norms import Definition
from evaluator.core.types import YES_NO, AnyType, Date, Entity, Enum, Money, Number, Percent, SetOf, Type, YesNo
from evaluator.diagnostics import Findings
from evaluator.source import Span
from evaluator.syntax.expressions import Expression
from evaluator.values.truth import UNKNOWN, YES


@dataclass(frozen=True)
class Typed:
    """An expression of the core language and its type; one of type yes/no is a condition."""

    expr: core.Expr
    type: Type


class Definitions(Protocol):
    """Defined terms, looked at when first asked for."""

    def definition(self, name: str, span: Span) -> Definition | None:
        """The term of that name, None (with a finding) if it is circular or wrong."""


@dataclass(frozen=True)
class Context:
    """The place in which an expression stands.

    `scope` holds the variables, `forbidden` words that may not be used here with the cure to show, `families` the sort of
    each clause's `for each` (None for a plain clause).
    """

    symbols: Symbols
    findings: Findings
    definitions: Definitions
    look: Callable[[Expression, Context], Typed | None]
    scope: Mapping[str, Type] = field(default_factory=dict)
    families: Mapping[str, str | None] = field(default_factory=dict)
    forbidden: Mapping[str, str] = field(default_factory=dict)

    def binding(self, variable: str, type: Type) -> Context:
        """The same place inside a quantifier that binds a variable."""
        return replace(self, scope={**self.scope, variable: type})

    def typed(self, expression: Expression) -> Typed | None:
        """An expression of any type, None (with a finding) if it is wrong."""
        return self.look(expression, self)

    def condition(self, expression: Expression, what: str = "a condition") -> core.Expr | None:
        """An expression that must be a condition, None (with a finding) if it is not one; `what` says what stands here."""
        found = self.look(expression, self)
        if found is None:
            return None
        condition = as_condition(found)
        if condition is None:
            self.error(
                "E441",
                f"{what} is yes or no, not {article(found.type)}",
                expression.span,
                help="compare it with something, for example with `is` or `<=`",
            )
        return condition

    def value(self, expression: Expression, expected: Type) -> Typed | None:
        """An expression that must be of a type, None (with a finding) if it is not."""
        found = self.look(expression, self)
        if found is None:
            return None
        shared = unified(found.type, expected)
        if shared is None:
            self.error("E442", f"{article(expected)} is needed here, not {article(found.type)}", expression.span)
            return None
        return Typed(found.expr, shared)

    def error(self, code: str, message: str, span: Span, *, label: str = "", help: str = "") -> None:
        """Report an error."""
        self.findings.error(code, message, span, label=label, help=help)


def as_condition(typed: Typed) -> core.Expr | None:
    """The condition an expression is, None if it is a value."""
    if isinstance(typed.type, YesNo):
        return typed.expr
    if isinstance(typed.type, AnyType):
        if isinstance(typed.expr, core.Literal):
            return core.Literal(UNKNOWN, YES_NO)
        return core.Compare("=", typed.expr, core.Literal(True, YES_NO))
    return None


def yes_no_value(expr: core.Expr) -> core.Expr:
    """A yes/no attribute, parameter or fact as a condition."""
    return core.Compare("=", expr, core.Literal(True, YES_NO))


def unified(left: Type, right: Type) -> Type | None:
    """The type two values share, None if they share none; `unknown` fits every type."""
    if isinstance(left, AnyType):
        return right
    if isinstance(right, AnyType) or left == right:
        return left
    if isinstance(left, Date) and isinstance(right, Date):
        return Date()
    if isinstance(left, SetOf) and isinstance(right, SetOf):
        element = unified(left.element, right.element)
        return None if element is None else SetOf(element)
    return None


def article(type: Type) -> str:
    """A type in words, as used in messages: `an amount in EUR`, `a date`."""
    match type:
        case YesNo():
            return "a condition"
        case Money(currency):
            return f"an amount in {currency}"
        case Number(None):
            return "a bare number"
        case Number(unit):
            return f"a number of {unit}"
        case Percent():
            return "a percentage"
        case Enum(options):
            return f"one of {', '.join(options)}"
        case Entity(name):
            return f"a member of `{name}`"
        case Date():
            return "a date"
        case SetOf(element):
            return f"a set of {element}"
        case AnyType():
            return "an unknown value"
        case _:
            return f"a {type}"


ALWAYS = core.Literal(YES, YES_NO)
"""The condition that always holds."""
