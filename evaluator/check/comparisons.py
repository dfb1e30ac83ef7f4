"""`is`, `=`, `<`, `in`: names compared with names, sizes with sizes, and the standing of clauses."""

from __future__ import annotations

from typing import Any, Final

from evaluator.check.arithmetic import is_size
from evaluator.check.context import Context, Typed, article, as_condition, unified
from evaluator.core import expressions as core
from evaluator.core.types import (
    YES_NO,
    AnyType,
    Date,
    DurationType,
    Entity,
    Enum,
    Money,
    Number,
    PartyType,
    PeriodType,
    SetOf,
    Text,
    Type,
    YesNo,
)
from evaluator.diagnostics import did_you_mean
from evaluator.syntax import expressions as written
from evaluator.values.time import NEVER

STANDINGS: Final = ("in_force", "not_yet", "not_triggered", "ended", "excepted", "overridden", "repealed")
PERFORMANCES: Final = (
    *("open", "fulfilled", "fulfilled_late", "breached", "cured", "defaulted"),
    *("available", "exercised", "lapsed", "suspended", "terminated", "waived"),
)


def compare(expression: written.Compare, context: Context) -> Typed | None:
    """A comparison of sizes, or membership."""
    left, right = context.typed(expression.left), context.typed(expression.right)
    if left is None or right is None:
        return None
    operator = expression.operator
    if operator == "in":
        return _membership(expression, left, right, context)
    shared = unified(left.type, right.type)
    if shared is None:
        _mismatch(expression, left.type, right.type, context)
        return None
    if isinstance(shared, YesNo | PartyType | Enum | Entity | Text):
        context.error(
            "E451",
            f"`{operator}` compares sizes; names are compared with `is`",
            expression.operator_span,
            help="write `is`" if operator == "=" else "write `is not`" if operator == "!=" else "these have no order",
        )
        return None
    if isinstance(shared, SetOf | PeriodType) and operator not in ("=", "!="):
        context.error("E452", f"`{operator}` cannot order {article(shared)}", expression.operator_span, help="use `=` or `in`")
        return None
    return Typed(_comparison(operator, left.expr, right.expr), YES_NO)


def _comparison(operator: str, left: core.Expr, right: core.Expr) -> core.Expr:
    match operator:
        case "=":
            return core.Compare("=", left, right)
        case "!=":
            return core.Not(core.Compare("=", left, right))
        case ">":
            return core.Compare("<", right, left)
        case ">=":
            return core.Compare("<=", right, left)
        case _:
            return core.Compare(operator, left, right)


def _mismatch(expression: written.Compare, left: Type, right: Type, context: Context) -> None:
    operator = expression.operator
    if isinstance(left, Money) and isinstance(right, Money):
        context.error(
            "E453",
            f"`{operator}` cannot compare {left.currency} with {right.currency}",
            expression.right.span,
            label=f"an amount in {right.currency}",
            help="amounts are never converted; state the rate as a parameter and multiply",
        )
        return
    side, wanted, found = (
        (expression.left, right, left) if isinstance(expression.left, written.NumberLiteral) else (expression.right, left, right)
    )
    cure = ""
    if isinstance(side, written.NumberLiteral) and isinstance(wanted, Money) and isinstance(found, Number):
        cure = f"write `{side.span.text} {wanted.currency}`"
    elif isinstance(wanted, Number) and wanted.unit and isinstance(found, Number) and isinstance(side, written.NumberLiteral):
        cure = f"write `{side.span.text.split()[0]} {wanted.unit}`"
    elif isinstance(side, written.NumberLiteral) and isinstance(wanted, DurationType):
        cure = f"write `{side.span.text} days`"
    context.error(
        "E454",
        f"`{operator}` needs {article(wanted)}, not {article(found)}"
        + (f" `{side.span.text}`" if isinstance(side, written.NumberLiteral) else ""),
        side.span,
        label={True: "no currency"}.get(isinstance(wanted, Money) and isinstance(found, Number), ""),
        help=cure or "compare values of one type",
    )


def _membership(expression: written.Compare, left: Typed, right: Typed, context: Context) -> Typed | None:
    match left.type, right.type:
        case (Date() | AnyType()), PeriodType():
            return Typed(core.Compare("in", left.expr, right.expr), YES_NO)
        case found, SetOf(element) if unified(found, element) is not None:
            return Typed(core.Compare("in", left.expr, right.expr), YES_NO)
    context.error(
        "E455",
        f"`in` asks whether a date lies in a period or a value in a set; this is {article(right.type)}",
        expression.right.span,
        help="for a list of names write `is one of (a, b)`",
    )
    return None


def said(expression: written.Said, context: Context) -> Typed | None:
    """`a is b`, `a is one of (b, c)`, `clause is in_force`."""
    subject = expression.subject
    if isinstance(subject, written.Path) and len(subject.words) == 1 and subject.words[0] in context.families:
        if subject.words[0] not in context.scope:
            return standing(subject.words[0], expression, context)
    if expression.verb == "was":
        context.error(
            "E456",
            "`was` asks about the history of a clause; values are compared with `is`",
            expression.verb_span,
            help="write `is`",
        )
        return None
    left = context.typed(subject)
    if left is None:
        return None
    options = [_option(option, left, expression, context) for option in expression.options]
    found = tuple(option for option in options if option is not None)
    if len(found) < len(options):
        return None
    condition = found[0] if len(found) == 1 else core.Any_(found)
    return Typed(core.Not(condition) if expression.negated else condition, YES_NO)


def _option(option: written.Expression, left: Typed, expression: written.Said, context: Context) -> core.Expr | None:
    """Whether the left side is this option; the option is looked up in the namespace of the left side's type."""
    word = _single_word(option)
    if word in ("unknown", "undetermined"):
        context.error(
            "E457",
            f"`is {word}` cannot be asked: an answer must not change when something becomes known",
            option.span,
            help="ask for what is known, for example `is yes`",
        )
        return None
    match left.type:
        case YesNo():
            right = context.typed(option)
            condition = None if right is None else as_condition(right)
            if condition is None:
                if right is not None:
                    context.error("E458", "a condition is compared with `yes` or `no`", option.span)
                return None
            return _both_or_neither(left.expr, condition)
        case Enum(options) if word is not None and word not in context.scope:
            if word not in options:
                context.error(
                    "E459",
                    f"`{word}` is not one of {', '.join(options)}",
                    option.span,
                    help=did_you_mean(word, options) or f"choose one of {', '.join(f'`{each}`' for each in options)}",
                )
                return None
            return core.Compare("=", left.expr, core.Literal(word, left.type))
        case PartyType() if word is not None and word not in context.scope:
            if word not in context.symbols.parties:
                context.error(
                    "E460",
                    f"there is no party `{word}`",
                    option.span,
                    help=did_you_mean(word, context.symbols.parties)
                    or f"parties are {', '.join(f'`{party}`' for party in context.symbols.parties)}",
                )
                return None
            context.symbols.used.add(("party", word))
            return core.Compare("=", left.expr, core.Literal(word, left.type))
        case Date() if word == "never":
            return core.Compare("=", left.expr, core.Literal(NEVER, left.type))
        case SetOf() if word == "none":
            return core.Compare("=", left.expr, core.Literal(frozenset(), left.type))
        case type if is_size(type) or isinstance(type, Date):
            context.error(
                "E461",
                f"`is` compares names; {article(type)} is compared by size",
                expression.verb_span,
                help="write `=`, or `<`, `<=`, `>`, `>=`",
            )
            return None
    right = context.typed(option)
    if right is None:
        return None
    if unified(left.type, right.type) is None:
        context.error(
            "E462", f"{article(left.type)} can never be {article(right.type)}", option.span, help="compare values of one type"
        )
        return None
    return core.Compare("=", left.expr, right.expr)


def _both_or_neither(left: core.Expr, right: core.Expr) -> core.Expr:
    if isinstance(right, core.Literal):
        value: Any = right.value
        return left if value > 0 else core.Not(left)
    return core.Any_((core.All((left, right)), core.All((core.Not(left), core.Not(right)))))


def _single_word(expression: written.Expression) -> str | None:
    match expression:
        case written.Path(_, (word,), _):
            return word
        case written.WordLiteral(_, word):
            return word if word not in ("yes", "no", "today") else None
    return None


def standing(clause: str, expression: written.Said, context: Context, member: core.Expr | None = None) -> Typed | None:
    """Whether a norm is in force, or not in force for a reason; `member` is the one of its family that is meant."""
    sort = context.families[clause]
    if sort is not None and member is None:
        at_hand = [name for name, type in context.scope.items() if type == Entity(sort)]
        if len(at_hand) != 1:
            context.error(
                "E463",
                f"`{clause}` is one norm for each `{sort}`; which one is meant?",
                expression.subject.span,
                help=f"write `some {clause} is …` or `every {clause} is …`, or put both under `for each: {sort}`",
            )
            return None
        member = core.Variable(at_hand[0])
    conditions: list[core.Expr] = []
    for option in expression.options:
        word = _single_word(option)
        if expression.verb == "was" or word in PERFORMANCES:
            context.error(
                "E464",
                "the performance and history of a clause cannot be asked yet",
                expression.verb_span if expression.verb == "was" else option.span,
                help="ask for its standing: `is in_force`",
            )
            return None
        if word not in STANDINGS:
            context.error(
                "E465",
                f"a clause is never `{option.span.text}`",
                option.span,
                help=did_you_mean(word or "", STANDINGS) or f"a clause is {', '.join(STANDINGS)}",
            )
            return None
        conditions.append(core.Status(clause, member, word))
    condition = conditions[0] if len(conditions) == 1 else core.Any_(tuple(conditions))
    return Typed(core.Not(condition) if expression.negated else condition, YES_NO)
