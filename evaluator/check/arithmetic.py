"""Sums, products, dates plus durations, periods and rounding: which types go together."""

from __future__ import annotations

from evaluator.check import business_days
from evaluator.check.context import Context, Typed, unified
from evaluator.check.words import article, literal_cure
from evaluator.core import expressions as core
from evaluator.core.types import (
    DATE,
    DURATION,
    NUMBER,
    PERIOD,
    AnyType,
    Date,
    DurationType,
    Money,
    Number,
    Percent,
    Type,
)
from evaluator.syntax import expressions as written


def is_size(type: Type) -> bool:
    """Whether values of a type are ordered amounts: numbers, percents, money and durations."""
    return isinstance(type, Number | Percent | Money | DurationType)


def operation(expression: written.Arithmetic, context: Context) -> Typed | None:
    """An operation on two values."""
    if business_days.counts(expression):
        return business_days.counted(expression, context)
    left, right = context.typed(expression.left), context.typed(expression.right)
    if left is None or right is None:
        return None
    if isinstance(left.type, AnyType) or isinstance(right.type, AnyType):
        found = _with_unknown(expression.operator, left, right)
        if found is not None and expression.operator in ("+", "-") and is_size(found.type):
            context.settle(left, right)
    else:
        found = _operation(expression.operator, left, right)
    if found is None:
        _refuse(expression, left, right, context)
        return None
    same = next((side for side in (left, right) if side.type == found.type), None)
    return Typed(found.expr, found.type, None if same is None else same.declared)


def _with_unknown(operator: str, left: Typed, right: Typed) -> Typed | None:
    """An operand whose type nobody stated is taken to be of the type that fits the other."""
    other = right.type if isinstance(left.type, AnyType) else left.type
    guesses = {
        "+": (other, DURATION),
        "-": (other, DURATION),
        "*": (NUMBER,),
        "of": (NUMBER,),
        "/": (NUMBER,),
        "^": (NUMBER,),
        "..": (DATE,),
    }[operator]
    for guess in guesses:
        first = Typed(left.expr, guess) if isinstance(left.type, AnyType) else left
        second = Typed(right.expr, guess) if isinstance(right.type, AnyType) else right
        if isinstance(guess, AnyType):
            first, second = Typed(left.expr, NUMBER), Typed(right.expr, NUMBER)
        found = _operation(operator, first, second)
        if found is not None:
            return found
    return None


def _operation(operator: str, left: Typed, right: Typed) -> Typed | None:
    values = (left.expr, right.expr)
    swapped = (right.expr, left.expr)
    match operator, left.type, right.type:
        case "+", Date(), DurationType():
            return Typed(core.Apply("later", values), DATE)
        case "+", DurationType(), Date():
            return Typed(core.Apply("later", swapped), DATE)
        case "-", Date(), DurationType():
            return Typed(core.Apply("earlier_by", values), DATE)
        case "-", Date(), Date():
            return Typed(core.Apply("between", swapped), DURATION)
        case (("+" | "-"), first, second) if first == second and is_size(first):
            return Typed(core.Apply("add" if operator == "+" else "subtract", values), first)
        case (("*" | "of"), (Number(None) | Percent()), second) if is_size(second):
            if isinstance(second, DurationType):
                return Typed(core.Apply("scale", swapped), second) if isinstance(left.type, Number) else None
            return Typed(core.Apply("multiply", values), second)
        case "*", first, (Number(None) | Percent()) if is_size(first):
            if isinstance(first, DurationType):
                return Typed(core.Apply("scale", values), first) if isinstance(right.type, Number) else None
            return Typed(core.Apply("multiply", values), first)
        case "/", first, (Number(None) | Percent()) if is_size(first) and not isinstance(first, DurationType):
            return Typed(core.Apply("divide", values), first)
        case "/", first, second if first == second and is_size(first) and not isinstance(first, DurationType):
            return Typed(core.Apply("divide", values), NUMBER)
        case "^", Number(None), Number(None):
            return Typed(core.Apply("power", values), NUMBER)
        case "..", Date(), Date():
            return Typed(core.Apply("period", values), PERIOD)
        case _:
            return None


def _refuse(expression: written.Arithmetic, left: Typed, right: Typed, context: Context) -> None:
    operator = expression.operator
    if isinstance(left.type, Money) and isinstance(right.type, Money):
        if left.type == right.type:
            words, cure = "two amounts", "one of them must be a bare number or a percentage"
            context.error("E471", f"`{operator}` cannot combine {words}", expression.operator_span, help=cure)
            return
        context.findings.error(
            "E453",
            f"`{operator}` cannot combine {left.type.currency} with {right.type.currency}",
            expression.right.span,
            label=article(right.type),
            help="amounts are never converted; state the rate as a parameter and multiply",
            others=left.labels(article(left.type)),
        )
        return
    cure = {
        "+": "add values of one type, or a duration to a date",
        "-": "subtract values of one type, or a duration from a date",
        "..": "a period runs between two dates: `2026-01-01 .. 2027-01-01`",
        "^": "only bare numbers have powers",
    }.get(operator, "multiply or divide by a bare number or a percentage")
    if operator in ("+", "-"):
        wanted = DURATION if isinstance(left.type, Date) else left.type
        cure = literal_cure(expression.right, wanted) or literal_cure(expression.left, right.type) or cure
    context.error(
        "E471",
        f"`{operator}` cannot combine {article(left.type)} with {article(right.type)}",
        expression.operator_span,
        help=cure,
    )


def negative(operand: written.Expression, context: Context) -> Typed | None:
    """A value with its sign changed."""
    found = context.typed(operand)
    if found is None:
        return None
    if not is_size(found.type) and not isinstance(found.type, AnyType):
        context.error("E471", f"{article(found.type)} has no sign", operand.span, help="leave out the `-`")
        return None
    return Typed(core.Apply("negate", (found.expr,)), found.type, found.declared)


def rounded(expression: written.Rounded, context: Context) -> Typed | None:
    """An amount rounded to a multiple of a step of the same type."""
    value, step = context.typed(expression.value), context.typed(expression.step)
    if value is None or step is None:
        return None
    shared = unified(value.type, step.type)
    if shared is None or isinstance(shared, DurationType) or not (is_size(shared) or isinstance(shared, AnyType)):
        context.error(
            "E472",
            f"{article(value.type)} cannot be rounded to {article(step.type)}",
            expression.step.span,
            help=literal_cure(expression.step, value.type) or "round to a step of the same type: `rounded to 0.01 USD`",
        )
        return None
    mode = "round_" + expression.mode.replace(" ", "_")
    return Typed(core.Apply(mode, (value.expr, step.expr)), shared, value.declared)
