"""`some`, `every`, `count`, `sum` and their kin: what is ranged over, and under which name."""

from __future__ import annotations

from typing import Final

from evaluator.check import said
from evaluator.check.arithmetic import is_size
from evaluator.check.context import ALWAYS, Context, Typed
from evaluator.check.families import unfiltered
from evaluator.check.words import article, one_of
from evaluator.core import expressions as core
from evaluator.core.types import (
    DATE,
    NUMBER,
    PERIOD,
    YES_NO,
    AnyType,
    Date,
    DurationType,
    Entity,
    PeriodType,
    SetOf,
    Type,
)
from evaluator.diagnostics import did_you_mean
from evaluator.syntax import expressions as written

STEPS: Final = ("day", "week", "month", "quarter", "year")


def bind(binder: written.Binder, context: Context) -> tuple[core.Domain, Type, core.Expr] | None:
    """What a binder ranges over, the type of its members, and the filter; None with a finding if that is wrong."""
    found = _domain(binder, context)
    variable = binder.variable
    if variable in context.scope:
        context.error(
            "E481",
            f"`{variable}` already names a member here",
            binder.alias_span or binder.name_span,
            help=f"give the second one a name of its own: `{binder.name} as other`",
        )
        return None
    if found is None:
        return None
    domain, type = found
    inside = context.binding(variable, type)
    where = ALWAYS if binder.where is None else inside.condition(binder.where, "`where`")
    return None if where is None else (domain, type, where)


def _domain(binder: written.Binder, context: Context) -> tuple[core.Domain, Type] | None:
    name = binder.name
    if binder.domain is not None:
        of = context.typed(binder.domain)
        if of is None:
            return None
        match of.type:
            case PeriodType() if name in STEPS:
                return core.Steps(name, of.expr), PERIOD
            case PeriodType():
                cure = f"the steps of a period are {one_of(STEPS)}"
                context.error("E482", f"a period has no steps called `{name}`", binder.name_span, help=cure)
            case SetOf(element):
                return core.Elements(of.expr), element
            case _:
                needed = "a period" if name in STEPS else "a set"
                context.error(
                    "E482",
                    f"`{name} in …` needs {needed}, not {article(of.type)}",
                    binder.domain.span,
                    help=f"to range over a list, write just its name; after `in` stands {needed}",
                )
        return None
    if name in context.symbols.sorts:
        context.symbols.used.add(("entity", name))
        return core.Members(name), Entity(name)
    family = context.families.get(name, ())
    if len(family) == 1:
        return _domain(family[0], context)
    if family:
        words = " and each ".join(f"`{each.name}`" for each in family)
        message = f"`{name}` is one norm for each {words}; `some` and `every` range over one list"
        first, second = (unfiltered(each) for each in family[:2])
        cure = f"range over each of them: `some {first} where (some {second} where ({name} …))`"
        context.error("E483", message, binder.name_span, help=cure)
        return None
    candidates = [*context.symbols.sorts, *(clause for clause, each in context.families.items() if each)]
    cure = did_you_mean(name, candidates) or "declare it under `entities` or `actions`"
    if name in STEPS:
        cure = f"name the period: `{name} in …`"
    elif name in context.symbols.version.clauses:
        cure = f"`{name}` is one norm; ask for it without `some` or `every`: `{name} is in_force`"
    context.unknown("E483", name, f"there is no list `{name}`", binder.name_span, help=cure)
    return None


def quantified(expression: written.Quantified, context: Context) -> Typed | None:
    """`some` or `every`."""
    binder = expression.binder
    found = bind(binder, context)
    if found is None:
        return None
    domain, type, where = found
    inside = context.binding(binder.variable, type)
    body: core.Expr | None = None
    if expression.said is not None:
        if binder.name in context.families and binder.name not in context.symbols.sorts:
            told = said.standing(binder.name, expression.said, inside, core.Variable(binder.variable))
        else:
            told = said.said(expression.said, inside)
        if told is None:
            return None
        body = told.expr
    elif expression.body is not None:
        body = inside.condition(expression.body, "`satisfies`")
        if body is None:
            return None
    if expression.quantifier == "some":
        condition = where if body is None else core.AllOf((where, body)) if where is not ALWAYS else body
        return Typed(core.Exists(binder.variable, domain, condition, binder.ever), YES_NO)
    if body is None:
        context.error(
            "E484",
            "`every` does not say what holds of each",
            expression.span,
            help=f"write `every {binder.name} where (…) satisfies (…)`, or `every {binder.name} is …`",
        )
        return None
    counterexample = core.Not(body) if where is ALWAYS else core.AllOf((where, core.Not(body)))
    return Typed(core.Not(core.Exists(binder.variable, domain, counterexample, binder.ever)), YES_NO)


def aggregate(expression: written.Aggregate, context: Context) -> Typed | None:
    """`count`, `sum`, `latest`, `earliest`, `largest`, `smallest` and `days`."""
    binder = expression.binder
    found = bind(binder, context)
    if found is None:
        return None
    domain, member, where = found
    operator = expression.operator
    if expression.value is None:
        return Typed(core.Fold("count", binder.variable, domain, where, None, binder.ever), NUMBER)
    value = context.binding(binder.variable, member).typed(expression.value)
    if value is None:
        return None
    type = _folded(operator, value.type)
    if type is None:
        wanted = {"latest": "dates", "earliest": "dates", "days": "periods"}.get(
            operator, "numbers, percentages or money"
        )
        context.error(
            "E485",
            f"`{operator}` is of {wanted}, not of {article(value.type)}",
            expression.value.span,
            help=f"name an attribute that fits, for example `{operator}({binder.name}.… for {binder.name})`",
        )
        return None
    non_negative = _non_negative(value.expr, domain, context)
    fold = core.Fold(operator, binder.variable, domain, where, value.expr, binder.ever, non_negative)
    return Typed(fold, type, value.declared if type == value.type else None)


def _folded(operator: str, type: Type) -> Type | None:
    match operator, type:
        case (("latest" | "earliest"), (Date() | AnyType())):
            return DATE
        case "days", PeriodType():
            return NUMBER
        case "sum", DurationType():
            return None
        case (("sum" | "largest" | "smallest"), found) if is_size(found):
            return found
        case (("sum" | "largest" | "smallest"), AnyType()):
            return NUMBER
        case _:
            return None


def _non_negative(value: core.Expr, domain: core.Domain, context: Context) -> bool:
    """Whether a constraint says that the attribute summed is never below zero."""
    if not isinstance(value, core.Attribute) or not isinstance(domain, core.Members):
        return False
    for constraint in context.symbols.version.vocabulary.constraints:
        match constraint.condition:
            case written.Compare(
                _, (">=" | ">"), _, written.Path(_, (sort, attribute), _), written.NumberLiteral() as bound
            ):
                if sort == domain.sort and attribute == value.name and bound.number >= 0:
                    return True
            case _:
                pass
    return False
