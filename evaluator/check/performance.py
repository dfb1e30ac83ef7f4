"""What a clause says of its events, deadlines and amounts, with every expression typed."""

from __future__ import annotations

from typing import Final

from evaluator.check.alike import alike
from evaluator.check.context import Context, Typed, as_condition
from evaluator.check.families import event_binder
from evaluator.check.symbols import Symbols
from evaluator.check.unreachable import settled
from evaluator.check.words import article, found_here, one_of, quoted, type_cure
from evaluator.core import expressions as core
from evaluator.core.norms import Event
from evaluator.core.types import (
    DATE,
    AnyType,
    Date,
    DurationType,
    Money,
    Number,
    Percent,
    PeriodType,
    Type,
    YesNo,
)
from evaluator.diagnostics import Findings, Label
from evaluator.frozen import frozen, replace
from evaluator.model.agreement import Clause, Upon
from evaluator.syntax import expressions as written
from evaluator.values.estimate import less
from evaluator.values.time import Duration
from evaluator.values.truth import UNKNOWN

_WHOLE: Final = ("suspend", "resume", "end", "terminate")


@frozen
class Amount:
    """What the performing acts must add up to, and the role of the action that says how much each contributes."""

    expr: core.Expr
    role: str
    type: Type


def event(clause: Clause, context: Context) -> Event | None:
    """The event upon which a norm arises, None if there is none or it is wrong; `context` knows the members at hand."""
    upon = clause.upon
    if upon is None:
        return None
    day, condition = _happening(clause, upon, context)
    if day is None and condition is None:
        return None
    return Event(
        day,
        condition,
        starts=date(upon.starts, context, "from", "when"),
        when=_condition(upon.when, context, "`when`"),
        unless=_condition(upon.unless, context, "`unless`"),
        until=until(upon.until, context, "the event still counts"),
        through=date(upon.through, context, "through", "until"),
    )


def _happening(clause: Clause, upon: Upon, context: Context) -> tuple[core.Expr | None, core.Expr | None]:
    """The day of the event, or the condition that becomes true."""
    binder = event_binder(clause, context.symbols)
    if binder is not None:
        return (_day_of(binder, clause, context), None)
    if upon.event is None:
        return None, None
    found = context.typed(upon.event)
    if found is None:
        return None, None
    if isinstance(found.type, Date):
        return found.expr, None
    condition = as_condition(found) if isinstance(found.type, YesNo | AnyType) else None
    if condition is None:
        message = f"`upon` takes an event, a date or a condition, not {article(found.type)}"
        context.error("E533", message, upon.event.span, help="name an event, or say what becomes true")
    elif settled(condition, {}) != UNKNOWN or not _may_change(condition, context):
        message = f"{quoted(upon.event)} never becomes true: it is the same at all times"
        cure = "give it a day, as an entity with `on`; where a norm applies while something holds, write `when`"
        context.error("E533", message, upon.event.span, help=cure)
    return None, condition


def _may_change(expression: core.Expr, context: Context) -> bool:
    """Whether a condition can be true at one time and not at another; facts without a date hold at all dates."""
    for part in core.walk(expression):
        match part:
            case core.Now() | core.Status() | core.Detail() | core.VerdictOf():
                return True
            case core.Exists(_, core.Members(sort)) | core.Fold(_, _, core.Members(sort)):
                if context.symbols.sorts[sort].event:
                    return True
            case core.Term(name):
                definition = context.definitions.definition(name)
                if definition is not None and _may_change(definition.body, context):
                    return True
            case _:
                pass
    return False


def _day_of(binder: written.Binder, clause: Clause, context: Context) -> core.Expr | None:
    """The day of an event that is named, None (with a finding) if it has none or cannot be told from something else."""
    sort = context.symbols.sorts.get(binder.name)
    if sort is None or not sort.event:
        message = f"`{binder.name}` has no day on which it happens"
        cure = "name an event (an entity with `on`), an action, a date, or a condition that becomes true"
        context.error("E533", message, binder.name_span, help=cure)
        return None
    same = [each for each in clause.for_each if each.variable == binder.variable]
    if same and binder.where is not None:
        cure = f"put the filter there, and write `upon: {binder.variable}`"
        others = [Label(same[0].span, "named here")]
        message = f"`for each` already says which `{binder.variable}` is meant"
        context.findings.error("E533", message, binder.where.span, help=cure, others=others)
    about_acts = (clause.where, *(condition for _, condition in clause.exceptions))
    if clause.action is not None and clause.action.text == binder.variable and any(about_acts):
        context.findings.error(
            "E481",
            f"`{binder.variable}` names both the event and the act that the clause is about",
            binder.alias_span or binder.name_span,
            help=f"give the event a name of its own: `{binder.name} as earlier`",
            others=[Label(clause.action.span, "the act")],
        )
    return core.Attribute(core.Variable(binder.variable), "on")


def _condition(expression: written.Expression | None, context: Context, what: str) -> core.Expr | None:
    return None if expression is None else context.condition(expression, what)


def until(expression: written.Expression | None, context: Context, still: str) -> core.Expr | None:
    """The condition under `until`; `still` says what would still be so on a date that stands there by mistake."""
    if expression is None:
        return None
    found = replace(context, findings=Findings()).typed(expression)
    if found is not None and isinstance(found.type, Date):
        cure = f"write `through: {quoted(expression).strip('`')}` if {still} on that day"
        context.error("E526", "`until` takes a condition, not a date", expression.span, help=cure)
        return None
    return context.condition(expression, "`until`")


def date(expression: written.Expression | None, context: Context, key: str, other: str) -> core.Expr | None:
    """The date under a key; `other` is the key that takes a condition."""
    if expression is None:
        return None
    found = context.typed(expression)
    if found is None:
        return None
    if isinstance(found.type, AnyType):
        context.settle(found, Typed(found.expr, DATE))
        return found.expr
    if isinstance(found.type, Date):
        anchor, span = _anchored(found.expr)
        if not isinstance(anchor, core.Now):
            return found.expr
        distance = "" if span == Duration() else quoted(expression).strip("`").removeprefix("today")
        message = f"`{key}` is another day each day: it is counted from `today`"
        cure = f"name a day that stays: {_counted(context, distance)}"
        context.error("E532", message, expression.span, label="moves on", help=cure)
        return None
    if isinstance(found.type, DurationType):
        written_so = quoted(expression)
        message = f"`{key}` is a date, and nothing says from when {written_so} are counted"
        cure = f"name the day it is counted from: {_counted(context, ' + ' + written_so.strip('`'))}"
        context.error("E532", message, expression.span, label="from when?", help=cure)
        return None
    condition = isinstance(found.type, YesNo) and not isinstance(found.expr, core.Literal)
    cure = f"for a condition write `{other}: …`" if condition else type_cure(expression, DATE)
    message = f"`{key}` takes a date, not {found_here(found.type, expression)}"
    context.error("E525", message, expression.span, help=cure)
    return None


def _counted(context: Context, distance: str) -> str:
    """A date that is at hand, with a distance from it, to show in a cure."""
    for variable, type in context.scope.items():
        if isinstance(type, PeriodType):
            return f"`{variable}.starts{distance}`"
        sort = context.symbols.sorts.get(str(type))
        dates = [] if sort is None else [name for name, each in sort.attributes.items() if isinstance(each, Date)]
        if dates:
            return f"`{variable}.{'on' if 'on' in dates else dates[0]}{distance}`"
    return f"`2026-01-31{distance}`"


def amount(clause: Clause, context: Context) -> Amount | None:
    """What the performing acts must add up to; None if nothing, or it is wrong."""
    if clause.amount is None:
        return None
    found = context.typed(clause.amount)
    role = amount_role(clause, context.symbols)
    if found is None or clause.action is None or clause.action.text not in context.symbols.sorts:
        return None
    if role is None:
        sized = _sized_roles(clause, context.symbols)
        message = f"`{clause.action}` has {'several roles' if sized else 'no role'} that could say how much each act is"
        wanted = found.type if isinstance(found.type, Money | Number) else Money("USD")
        cure = f"give the action a role: `{{amount: {wanted}}}`"
        if sized:
            cure = f"call one of them `amount`: {one_of(sized)}"
        context.error("E535", message, clause.amount.span, help=cure)
        return None
    name, type = role
    if isinstance(found.type, AnyType):
        context.settle(found, Typed(found.expr, type))
        return Amount(found.expr, name, type)
    if found.type != type:
        cure = type_cure(clause.amount, type)
        if isinstance(found.type, Percent):
            cure = f"say of what: `{quoted(clause.amount).strip('`')} of …`"
        place = context.symbols.attribute_place(clause.action.text, name)
        message = f"`{clause.action}.{name}` is {article(type)}, and the amount is {article(found.type)}"
        others = [] if place is None else [Label(place, "what each act adds")]
        context.findings.error("E535", message, clause.amount.span, help=cure, others=others)
        return None
    return Amount(found.expr, name, type)


def amount_role(clause: Clause, symbols: Symbols) -> tuple[str, Type] | None:
    """The role that says how much an act contributes: the only sum or quantity there is, or the one called `amount`."""
    if clause.action is None or clause.action.text not in symbols.sorts:
        return None
    attributes = symbols.sorts[clause.action.text].attributes
    sized = _sized_roles(clause, symbols)
    name = sized[0] if len(sized) == 1 else "amount" if "amount" in sized else None
    if name is None:
        return None
    symbols.used.add(("attribute", clause.action.text, name))
    return name, attributes[name]


def _sized_roles(clause: Clause, symbols: Symbols) -> tuple[str, ...]:
    action = "" if clause.action is None else clause.action.text
    attributes = symbols.sorts[action].attributes if action in symbols.sorts else {}
    return tuple(name for name, type in attributes.items() if isinstance(type, Money | Number))


@frozen
class Window:
    """The dates of a clause, typed: its first and last day, and the first and last day on which an act is in time."""

    starts: core.Expr | None
    through: core.Expr | None
    not_before: core.Expr | None
    due: core.Expr | None


def check_window(clause: Clause, context: Context, window: Window, upon: Event | None) -> None:
    """Report a window in which nothing can be done, or missed: it ends before it begins."""
    event = None if clause.upon is None else clause.upon.event or clause.upon.binder
    begins: tuple[_Day, ...] = (
        (window.not_before, clause.not_before, "the first day"),
        (window.starts, clause.starts, "the first day"),
        (None if upon is None else upon.day, event, "the event"),
    )
    due: _Day = (window.due, clause.due, "the last timely day")
    ends: _Day = (window.through, clause.through, "the last day")
    for begin, words in zip(begins, ("`not before` lets it begin", "`from` lets it begin", "its event"), strict=True):
        if not _ends_first(due, begin, f"nobody can do it in time: it is due before {words}", context):
            _ends_first(ends, begin, f"nothing can come of it: it ends before {words}", context)
    _ends_first(ends, due, "nobody can be late: the clause ends before it is due", context)


_Day = tuple[core.Expr | None, written.Expression | written.Binder | None, str]


def _ends_first(last: _Day, first: _Day, message: str, context: Context) -> bool:
    """Whether a last day certainly lies before a first one, which is reported; each with its place and a label."""
    if last[0] is None or last[1] is None or first[0] is None or first[1] is None or not _after(first[0], last[0]):
        return False
    others = [Label(first[1].span, first[2])]
    context.findings.error("E534", message, last[1].span, label=last[2], help="correct one of the two", others=others)
    return True


def _after(first: core.Expr, last: core.Expr) -> bool:
    """Whether one date certainly lies after another, as far as their form shows."""
    base, span = _anchored(first)
    other, other_span = _anchored(last)
    match base, other:
        case core.Literal(one, _), core.Literal(two, _) if span == other_span == Duration():
            return less(two, one) > 0
        case _:
            return alike(base, other) and less(other_span, span) > 0


def _anchored(expression: core.Expr) -> tuple[core.Expr, Duration]:
    """A date as another one plus a span that is written out."""
    match expression:
        case core.Apply("later", (anchor, core.Literal(span, DurationType()))) if isinstance(span, Duration):
            return anchor, span
        case core.Apply("earlier_by", (anchor, core.Literal(span, DurationType()))) if isinstance(span, Duration):
            return anchor, -span
        case _:
            return expression, Duration()
