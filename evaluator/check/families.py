"""Families of norms: what a clause is said for each of, and which member is meant where another clause names it."""

from __future__ import annotations

from evaluator.check.context import Context
from evaluator.check.symbols import Symbols
from evaluator.core import expressions as core
from evaluator.core.types import Entity, PeriodType
from evaluator.frozen import replace
from evaluator.model.agreement import Clause
from evaluator.syntax.expressions import Binder, Path
from evaluator.syntax.printer import print_expression


def event_binder(clause: Clause, symbols: Symbols) -> Binder | None:
    """The event or act that `upon` names, as what the norm is said for each of; None for a date or a condition."""
    if clause.upon is None:
        return None
    match clause.upon.event:
        case Path(span, (word,), _) if word in symbols.sorts:
            return Binder(span, word, span)
        case _:
            return clause.upon.binder


def binders_of(clause: Clause, symbols: Symbols) -> tuple[Binder, ...]:
    """All that a clause is said for each of: `for each`, and the event that `upon` names."""
    event = event_binder(clause, symbols)
    if event is None or any(binder.variable == event.variable for binder in clause.for_each):
        return clause.for_each
    return (*clause.for_each, event)


def each_of(clause: str, context: Context) -> str:
    """What a clause is said for each of, in words: each `invoice` and each `room`."""
    return " and ".join(f"each `{binder.name}`" for binder in context.families[clause])


def for_each_cure(clause: str, context: Context) -> str:
    """How a clause is said for each of the same as another one."""
    binders = context.families[clause]
    wanted = [unfiltered(binder) for binder in binders if _variable_at_hand(binder, context) is None]
    if any(isinstance(type, Entity | PeriodType) for type in context.scope.values()):
        return f"add {' and '.join(f'`{name}`' for name in wanted)} to what this clause is said for each of"
    listed = wanted[0] if len(wanted) == 1 else f"[{', '.join(wanted)}]"
    return f"add `for each: {listed}` to this clause"


def unfiltered(binder: Binder) -> str:
    """What a binder ranges over, without its filter."""
    return print_expression(replace(binder, where=None))


def norm_at_hand(clause: str, context: Context) -> core.Expr | None:
    """The member of which a clause's norm is meant inside `some CLAUSE where (…)` and its kin, None elsewhere."""
    binders = context.families.get(clause, ())
    if clause not in context.scope or len(binders) != 1:
        return None
    (binder,) = binders
    type = context.scope[clause]
    fits = type == Entity(binder.name) if binder.domain is None else not isinstance(type, Entity)
    return core.Variable(clause) if fits else None


def member_at_hand(clause: str, context: Context) -> core.Expr | None:
    """The member of another clause's family that is meant here: the one at hand, None if there is none."""
    found = [_variable_at_hand(binder, context) for binder in context.families[clause]]
    names = [name for name in found if name is not None]
    if not names or len(names) < len(found):
        return None
    variables = tuple(core.Variable(name) for name in names)
    return variables[0] if len(variables) == 1 else core.Apply("together", variables)


def _variable_at_hand(binder: Binder, context: Context) -> str | None:
    name = binder.variable
    if binder.domain is None:
        fitting = [each for each, type in context.scope.items() if type == Entity(binder.name)]
        return name if name in fitting else fitting[0] if len(fitting) == 1 else None
    return name if name in context.scope and not isinstance(context.scope[name], Entity) else None
