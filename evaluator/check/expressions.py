"""Types for every expression: from what was written to the core language, or to findings."""

from __future__ import annotations

from typing import Final

from evaluator.check import arithmetic, business_days, comparisons, literals, paths, quantifiers, said
from evaluator.check.arithmetic import is_size
from evaluator.check.context import Context, Typed, as_condition, unified
from evaluator.check.words import article, listed
from evaluator.core import expressions as core
from evaluator.core.types import (
    ANY,
    DATE,
    NUMBER,
    PERIOD,
    TEXT,
    YES_NO,
    Date,
    DurationType,
    PeriodType,
    SetOf,
    Type,
    YesNo,
)
from evaluator.diagnostics import did_you_mean
from evaluator.source import Span
from evaluator.syntax import expressions as written
from evaluator.values.estimate import NOTHING
from evaluator.values.time import NEVER
from evaluator.values.truth import NO, YES

BUILT_IN: Final = ("days", "overlap", "min", "max", *business_days.FUNCTIONS)


def look(expression: written.Expression, context: Context) -> Typed | None:
    """The core expression and type of what was written, None (with a finding) if it makes no sense."""
    match expression:
        case written.NumberLiteral():
            number = literals.number(expression, context.findings)
            return None if number is None else Typed(core.Literal(*number), number[1])
        case written.DateLiteral():
            day = literals.day(expression)
            return None if day is None else Typed(core.Literal(*day), day[1])
        case written.TextLiteral(_, text):
            return Typed(core.Literal(text, TEXT), TEXT)
        case written.WordLiteral():
            return _word(expression, context)
        case written.Path():
            return paths.path(expression, context)
        case written.Call():
            return _call(expression, context)
        case written.Not(_, operand):
            condition = context.condition(operand, "`not`")
            return None if condition is None else Typed(core.Not(condition), YES_NO)
        case written.Logic():
            return _logic(expression, context)
        case written.Compare():
            return comparisons.compare(expression, context)
        case written.Said():
            return said.said(expression, context)
        case written.Arithmetic():
            return arithmetic.operation(expression, context)
        case written.Negative(_, operand):
            return arithmetic.negative(operand, context)
        case written.Quantified():
            return quantifiers.quantified(expression, context)
        case written.Aggregate():
            return quantifiers.aggregate(expression, context)
        case written.Choice():
            return _choice(expression, context)
        case written.Rounded():
            return arithmetic.rounded(expression, context)


def _word(literal: written.WordLiteral, context: Context) -> Typed | None:
    match literal.word:
        case "yes":
            return Typed(core.Literal(YES, YES_NO), YES_NO)
        case "no":
            return Typed(core.Literal(NO, YES_NO), YES_NO)
        case "never":
            return Typed(core.Literal(NEVER, DATE), DATE)
        case "none":
            return Typed(core.Literal(frozenset(), SetOf(ANY)), SetOf(ANY))
        case "today":
            return Typed(core.Now(), DATE)
        case "unknown":
            return Typed(core.Literal(NOTHING, ANY), ANY)
        case _:
            message = f"`{literal.word}` is no value to compare with"
            cure = "leave the comparison out: what is not asked about may be anything"
            context.error("E443", message, literal.span, help=cure)
            return None


def _logic(expression: written.Logic, context: Context) -> Typed | None:
    operands = [context.condition(operand, f"`{expression.operator}`") for operand in expression.operands]
    conditions = tuple(operand for operand in operands if operand is not None)
    if len(conditions) < len(operands):
        return None
    return Typed(core.AllOf(conditions) if expression.operator == "and" else core.AnyOf(conditions), YES_NO)


def _choice(expression: written.Choice, context: Context) -> Typed | None:
    condition = context.condition(expression.condition, "`if`")
    consequent, alternative = context.typed(expression.consequent), context.typed(expression.alternative)
    if condition is None or consequent is None or alternative is None:
        return None
    return choose(condition, consequent, alternative, expression.alternative.span, context)


def choose(condition: core.Expr, consequent: Typed, alternative: Typed, span: Span, context: Context) -> Typed | None:
    """A choice between two values or two conditions of one type."""
    type = unified(consequent.type, alternative.type)
    if type is None:
        context.error(
            "E444",
            f"both outcomes must be of one type, and the other one is {article(consequent.type)}",
            span,
            label=f"this is {article(alternative.type)}",
            help="give both outcomes one type",
        )
        return None
    if not isinstance(type, YesNo):
        return Typed(core.If(condition, consequent.expr, alternative.expr), type)
    then, otherwise = as_condition(consequent), as_condition(alternative)
    if then is None or otherwise is None:
        return None
    both = (
        core.AllOf((condition, then)),
        core.AllOf((core.Not(condition), otherwise)),
        core.AllOf((then, otherwise)),
    )
    return Typed(core.AnyOf(both), YES_NO)


def _call(expression: written.Call, context: Context) -> Typed | None:
    name = expression.function.words[0]
    version = context.symbols.version
    if len(expression.function.words) == 1 and (name in version.terms or name in version.parameters):
        return paths.call(expression, context)
    if len(expression.function.words) > 1 or name not in BUILT_IN:
        known = [*BUILT_IN, *version.terms, *version.parameters]
        cure = _ELSEWHERE.get(name) or did_you_mean(name, known)
        cure = cure or f"functions are {listed(BUILT_IN)}, terms with `for each` and parameters with values over time"
        context.unknown(
            "E445",
            name,
            f"there is no function `{'.'.join(expression.function.words)}`",
            expression.function.span,
            help=cure,
        )
        return None
    if name in business_days.FUNCTIONS:
        return business_days.call(expression, context)
    arguments = [context.typed(argument) for argument in expression.arguments]
    found = [argument for argument in arguments if argument is not None]
    if len(found) < len(arguments):
        return None
    return _built_in(name, found, expression, context)


def _built_in(name: str, found: list[Typed], expression: written.Call, context: Context) -> Typed | None:
    values = tuple(argument.expr for argument in found)
    match name, [argument.type for argument in found]:
        case "days", [PeriodType() | DurationType()]:
            return Typed(core.Apply("days", values), NUMBER)
        case "overlap", [PeriodType(), PeriodType()]:
            return Typed(core.Apply("overlap", values), PERIOD)
        case (("min" | "max"), [first, *rest]) if rest:
            type: Type | None = first
            for other in rest:
                type = None if type is None else unified(type, other)
            if type is not None and (is_size(type) or isinstance(type, Date)):
                return Typed(core.Apply("least" if name == "min" else "greatest", values), type, found[0].declared)
    context.error(
        "E446",
        f"`{name}` takes {_TAKES[name]}, not {' and '.join(article(argument.type) for argument in found)}",
        expression.span,
        help=f"write {_EXAMPLES[name]}",
    )
    return None


_ELSEWHERE: Final = {
    "maximum": "write `max(…)`",
    "minimum": "write `min(…)`",
    "round": "write `… rounded to 0.01 EUR`",
    "today": "write `today`, without brackets",
    "now": "write `today`",
}
"""What other languages call what we have."""
_TAKES: Final = {
    "days": "a period or a duration",
    "overlap": "two periods",
    "min": "two or more numbers, amounts or dates of one type",
    "max": "two or more numbers, amounts or dates of one type",
}
_EXAMPLES: Final = {
    "days": "`days(2026-01-01 .. 2026-04-01)`",
    "overlap": "`overlap(first, second)`",
    "min": "`min(first, second)`",
    "max": "`max(first, second)`",
}
