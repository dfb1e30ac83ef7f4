"""`=`, `<` and `in`: sizes compared with sizes."""

from __future__ import annotations

from evaluator.check.arithmetic import is_size
from evaluator.check.context import Context, Typed, unified
from evaluator.check.words import article, found_here, literal_cure, quoted
from evaluator.core import expressions as core
from evaluator.core.types import (
    YES_NO,
    AnyType,
    Date,
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
from evaluator.syntax import expressions as written


def compare(expression: written.Compare, context: Context) -> Typed | None:
    """A comparison of sizes, or membership."""
    left = context.typed(expression.left)
    if left is not None and expression.operator != "in" and _is_named(left.type):
        _refuse_names(expression, left, context)
        return None
    right = context.typed(expression.right)
    if left is None or right is None:
        return None
    operator = expression.operator
    if operator == "in":
        return _membership(expression, left, right, context)
    shared = unified(left.type, right.type)
    if shared is None:
        _report_mismatch(expression, left, right, context)
        return None
    if _is_named(shared):
        _refuse_names(expression, right, context)
        return None
    context.settle(left, right)
    if isinstance(shared, SetOf | PeriodType) and operator not in ("=", "!="):
        cure = "use `=`, or compare its `starts` or `ends`" if isinstance(shared, PeriodType) else "use `=` or `in`"
        context.error(
            "E452", f"{article(shared)} has no order, so `{operator}` says nothing", expression.operator_span, help=cure
        )
        return None
    days = (False, False)
    if isinstance(shared, Date):
        days = (not _is_day_of_act(left.expr, context), not _is_day_of_act(right.expr, context))
    return Typed(_comparison(operator, left.expr, right.expr, days), YES_NO)


def _comparison(operator: str, left: core.Expr, right: core.Expr, days: tuple[bool, bool]) -> core.Expr:
    turned = (days[1], days[0])
    match operator:
        case "!=":
            return core.Not(core.Compare("=", left, right, *days))
        case ">":
            return core.Compare("<", right, left, *turned)
        case ">=":
            return core.Compare("<=", right, left, *turned)
        case _:
            return core.Compare(operator, left, right, *days)


def _is_day_of_act(expr: core.Expr, context: Context) -> bool:
    """Whether a date is the `on` of an act itself."""
    if not isinstance(expr, core.Attribute) or expr.name != "on":
        return False
    owner = _type_of(expr.subject, context)
    return isinstance(owner, Entity) and context.symbols.sorts[owner.name].action


def _type_of(expr: core.Expr, context: Context) -> Type | None:
    """The type of a path."""
    match expr:
        case core.Variable(name):
            return context.scope.get(name)
        case core.Attribute(subject, name):
            owner = _type_of(subject, context)
            return context.symbols.sorts[owner.name].attributes.get(name) if isinstance(owner, Entity) else None
        case _:
            return None


def _is_named(type: Type) -> bool:
    """Whether values of a type are names, which have no size."""
    return isinstance(type, YesNo | PartyType | Enum | Entity | Text)


def _refuse_names(expression: written.Compare, side: Typed, context: Context) -> None:
    operator = expression.operator
    if operator in ("=", "!="):
        cure = "write `is`" if operator == "=" else "write `is not`"
        named = "`yes` and `no`" if isinstance(side.type, YesNo) else "names"
        message = f"`{operator}` compares sizes; {named} are compared with `is`"
        context.error("E451", message, expression.operator_span, help=cure)
        return
    named = "a condition" if isinstance(side.type, YesNo) else "a name"
    context.error(
        "E452",
        f"{named} has no order, so `{operator}` says nothing",
        expression.operator_span,
        help="write `is`, `is not` or `is one of (…)`",
    )


def _report_mismatch(expression: written.Compare, left: Typed, right: Typed, context: Context) -> None:
    operator = expression.operator
    wanted, found, side = left, right, expression.right
    if isinstance(expression.left, written.NumberLiteral | written.DateLiteral):
        wanted, found, side = right, left, expression.left
    labels = wanted.labels(f"compared with {article(wanted.type)}")
    if isinstance(wanted.type, Money) and isinstance(found.type, Money):
        context.findings.error(
            "E453",
            f"`{operator}` cannot compare {wanted.type.currency} with {found.type.currency}",
            side.span,
            label=article(found.type),
            help="amounts are never converted; state the rate as a parameter and multiply",
            others=labels,
        )
        return
    bare = isinstance(side, written.NumberLiteral) and isinstance(found.type, Number) and found.type.unit is None
    label = ""
    if bare and isinstance(wanted.type, Money):
        label = "no currency"
    elif bare and isinstance(wanted.type, Number):
        label = "no unit"
    elif is_size(wanted.type) and not isinstance(side, written.NumberLiteral | written.DateLiteral):
        label = f"this is {article(found.type)}"
    context.findings.error(
        "E454",
        f"`{operator}` needs {article(wanted.type)}, not {found_here(found.type, side)}",
        side.span,
        label=label,
        help=literal_cure(side, wanted.type) or f"compare {quoted(expression.left)} with {article(left.type)}",
        others=labels,
    )


def _membership(expression: written.Compare, left: Typed, right: Typed, context: Context) -> Typed | None:
    match left.type, right.type:
        case ((Date() | AnyType()), PeriodType()):
            return Typed(core.Compare("in", left.expr, right.expr), YES_NO)
        case found, SetOf(element) if unified(found, element) is not None:
            return Typed(core.Compare("in", left.expr, right.expr), YES_NO)
        case found, AnyType():
            return Typed(core.Compare("in", left.expr, right.expr), YES_NO)
        case found, PeriodType():
            context.error(
                "E455",
                f"only a date lies in a period, not {article(found)}",
                expression.left.span,
                help="ask for a date",
            )
            return None
        case found, SetOf(element):
            context.error(
                "E455",
                f"{article(right.type)} cannot hold {article(found)}",
                expression.left.span,
                help=f"ask for {article(element)}",
            )
            return None
        case _:
            context.error(
                "E455",
                f"nothing lies in {article(right.type)}",
                expression.right.span,
                help="`in` takes a period or a set; for a choice of names write `is one of (a, b)`",
            )
            return None
