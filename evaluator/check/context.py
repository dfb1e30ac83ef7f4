"""What an expression may refer to, and the results of looking at one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from evaluator.check.symbols import Symbols
from evaluator.check.words import article, found_here, quoted, type_cure
from evaluator.core import expressions as core
from evaluator.core.norms import Definition
from evaluator.core.types import (
    YES_NO,
    AnyType,
    Date,
    DurationType,
    Enum,
    Money,
    Number,
    PartyType,
    Percent,
    SetOf,
    Type,
    YesNo,
)
from evaluator.diagnostics import Findings, Label
from evaluator.frozen import field, frozen, replace
from evaluator.source import Span
from evaluator.syntax.expressions import Binder, Expression, Path
from evaluator.values.truth import UNKNOWN, YES


@frozen
class Typed:
    """An expression of the core language and its type; one of type yes/no is a condition.

    `declared` is where the type was declared, if it comes from a declaration: findings about the type point there, too.
    """

    expr: core.Expr
    type: Type
    declared: Span | None = None

    def labels(self, words: str) -> tuple[Label, ...]:
        """The second label of a finding about the type: where it was declared."""
        return () if self.declared is None else (Label(self.declared, words),)


class Definitions(Protocol):
    """Defined terms, looked at when first asked for."""

    def definition(self, name: str) -> Definition | None:
        """The term of that name, None (with a finding) if it is circular or wrong."""


@frozen
class Context:
    """The place in which an expression stands.

    `scope` holds the variables, `forbidden` words that may not be used here with the cure to show, `families` what
    each clause is said for each of (nothing for a plain clause).
    """

    symbols: Symbols
    findings: Findings
    definitions: Definitions
    look: Callable[[Expression, Context], Typed | None]
    scope: Mapping[str, Type] = field(default_factory=dict)
    families: Mapping[str, tuple[Binder, ...]] = field(default_factory=dict)
    forbidden: Mapping[str, str] = field(default_factory=dict)

    def binding(self, variable: str, type: Type) -> Context:
        """The same place inside a quantifier that binds a variable."""
        return replace(self, scope={**self.scope, variable: type})

    def typed(self, expression: Expression) -> Typed | None:
        """An expression of any type, None (with a finding) if it is wrong."""
        found = self.look(expression, self)
        if found is not None:
            self.symbols.written.setdefault(found.expr, expression.span)
        return found

    def condition(self, expression: Expression, subject: str) -> core.Expr | None:
        """An expression that must be a condition, None (with a finding) if it is none; `subject` is what takes it."""
        found = self.typed(expression)
        if found is None:
            return None
        condition = as_condition(found)
        if condition is None:
            self.findings.error(
                "E441",
                f"{subject} takes a condition, not {found_here(found.type, expression)}",
                expression.span,
                help=_question(expression, found.type),
            )
            return None
        self.symbols.written.setdefault(condition, expression.span)
        return condition

    def value(self, expression: Expression, expected: Type) -> Typed | None:
        """An expression that must be of a type, None (with a finding) if it is not."""
        found = self.typed(expression)
        if found is None:
            return None
        shared = unified(found.type, expected)
        if shared is None:
            self.error(
                "E442",
                f"{article(expected)} is needed here, not {found_here(found.type, expression)}",
                expression.span,
                help=type_cure(expression, expected),
            )
            return None
        return Typed(found.expr, shared, found.declared)

    def settle(self, left: Typed, right: Typed) -> None:
        """A parameter whose type nobody stated is of the type of what it is first held against."""
        for side, other in ((left, right), (right, left)):
            if isinstance(side.type, AnyType) and isinstance(side.expr, core.Parameter):
                self.symbols.parameter_types[side.expr.name] = other.type

    def error(self, code: str, message: str, span: Span, *, label: str = "", help: str = "") -> None:
        """Report an error."""
        self.findings.error(code, message, span, label=label, help=help)

    def unknown(self, code: str, name: str, message: str, span: Span, *, help: str) -> None:
        """Report a name that nothing bears, unless its declaration has errors of its own and was left out for them."""
        if name not in self.symbols.left_out:
            self.findings.error(code, message, span, help=help)


def _question(expression: Expression, type: Type) -> str:
    """How to make a condition of a value."""
    words = quoted(expression).strip("`") if isinstance(expression, Path) else "…"
    match type:
        case Enum(options):
            return f"compare it: `{words} is {options[0]}`"
        case Date():
            return f"compare it with a date: `{words} <= today`"
        case Money(currency):
            return f"compare it: `{words} > 0 {currency}`"
        case Number(unit) if unit is not None:
            return f"compare it: `{words} > 0 {unit}`"
        case Number():
            return f"compare it: `{words} > 0`"
        case Percent():
            return f"compare it: `{words} > 0%`"
        case DurationType():
            return f"compare it: `{words} > 30 days`"
        case PartyType():
            return "compare it with a party: `… is …`"
        case _:
            return "compare it with something, or ask whether there is one: `some … where (…)`"


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


ALWAYS = core.Literal(YES, YES_NO)
"""The condition that always holds."""
