"""Days that clauses name: the moments at which they begin or end, and whether these have come."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from evaluator.core import expressions as core
from evaluator.engine.comparing import until_flip, until_midnight
from evaluator.engine.watch import Note
from evaluator.engine.world import World
from evaluator.values.estimate import bounds
from evaluator.values.time import BEGINNING, FOREVER, MINUTES_PER_DAY, NEVER, Moment
from evaluator.values.truth import Truth
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.meaning import Meaning

Run = Callable[[World], Value]
Definitions = Callable[[str], tuple[str | None, core.Expr]]
"""The variable and the body of a term, by its name."""
Bounds = tuple[Moment, Moment]
Edge = Callable[[Value], Moment]
"""The moment of a day that counts: its first, or the first after it."""


class NamedDay:
    """A day that a clause names, made once for all worlds; `value` gives it in a world."""

    __slots__ = ("_edge", "_grows", "value")

    def __init__(self, expression: core.Expr, meaning: Meaning, edge: Edge) -> None:
        self.value = meaning.of(expression)
        self._edge = edge
        self._grows = grows_daily(expression, meaning.definitions)

    def moments(self, world: World) -> Bounds:
        """The first and the last that its moment can be."""
        return moments(self.value(world), self._edge)

    def has_come(self, world: World) -> Truth:
        """Whether its moment has come."""
        outside, world.moved = world.moved, False
        day = self.value(world)
        moved, world.moved = world.moved, outside
        if not moved:
            return has_come(world, day, self._edge)
        found, _ = _come(world.now, day, self._edge)
        if self._grows and all(edge % MINUTES_PER_DAY == 0 for edge in moments(day, self._edge)):
            until_flip(world, found, lambda then: _come(then.now, self.value(then), self._edge)[0])
        else:
            until_midnight(world)
            has_come(world, day, self._edge)  # or at a moment of today
        return found

    def until_otherwise(self, world: World, found: Bounds, tell: Callable[[Moment, Bounds], object]) -> None:
        """A day that moves with today: until what is told of a moment and of its bounds, now `found`, may differ.

        It has to be told so that it changes once while today and the day grow.
        """
        if self._grows and all(edge % MINUTES_PER_DAY == 0 for edge in found):
            until_flip(world, tell(world.now, found), lambda then: tell(then.now, self.moments(then)))
        else:
            until_midnight(world)


class _NotedDay(NamedDay):
    """The same, where somebody is told each time whether it has come."""

    __slots__ = ("_note",)

    def __init__(self, expression: core.Expr, meaning: Meaning, edge: Edge, note: Note) -> None:
        super().__init__(expression, meaning, edge)
        self._note = note

    def has_come(self, world: World) -> Truth:
        """Whether its moment has come."""
        found = super().has_come(world)
        self._note(found)
        return found


def named_day(expression: core.Expr | None, meaning: Meaning, edge: Edge) -> NamedDay | None:
    """The day that a clause names in some place, if it names one there."""
    if expression is None:
        return None
    note = None if meaning.watch is None else meaning.watch.note_day(expression)
    return NamedDay(expression, meaning, edge) if note is None else _NotedDay(expression, meaning, edge, note)


def moments(day: Value, edge: Edge) -> Bounds:
    """The first and the last moment that `edge` can be of a day that may be known only within bounds."""
    low, high, _ = bounds(day)
    return (
        BEGINNING if low is None else FOREVER if low is NEVER else edge(low),
        FOREVER if high is None or high is NEVER else edge(high),
    )


def has_come(world: World, day: Value, edge: Edge) -> Truth:
    """Whether `edge` of a day that stays, and may be known only within bounds, has come."""
    found, until = _come(world.now, day, edge)
    world.until = min(world.until, until)
    return found


def _come(now: Moment, day: Value, edge: Edge) -> tuple[Truth, Moment]:
    """Whether it has come, and until when that holds."""
    certainty = bounds(day)[2]
    first, last = moments(day, edge)
    if now >= last:
        return certainty, FOREVER
    if now < first:
        return -certainty, first
    return 0, last


def grows_daily(expression: core.Expr, definitions: Definitions) -> bool:
    """Whether a date never goes back from one day to the next: today, or the day of a member, moved by what stays.

    The day of a member that nobody stated, and that may exist by now, may be any day up to today. What asks about norms
    is left out: it would have to be looked at far ahead.
    """

    def grows(part: core.Expr) -> bool:
        return grows_daily(part, definitions)

    match expression:
        case core.Apply("later" | "earlier_by", (moved, span)):
            return grows(moved) and _stays(span)
        case core.Apply("business_later" | "rolled", (moved, *_)):
            return grows(moved)
        case core.Apply("greatest" | "least", parts):
            return all(grows(part) for part in parts)
        case core.If(condition, consequent, alternative):
            return _asks_nothing(condition) and grows(consequent) and grows(alternative)
        case core.Term(name, argument, _):
            return (argument is None or _asks_nothing(argument)) and grows(definitions(name)[1])
        case core.Now() | core.Attribute(core.Variable(), _) | core.Literal():
            return True
        case _:
            return False


def least_stays(expression: core.Expr, definitions: Definitions) -> bool:
    """Whether the earliest that a date can be stays, from one day to the next: it is the day of a member, moved."""
    return grows_daily(expression, definitions) and not _mentions_today(expression, definitions)


def _mentions_today(expression: core.Expr, definitions: Definitions) -> bool:
    return any(
        isinstance(part, core.Now)
        or (isinstance(part, core.Term) and _mentions_today(definitions(part.name)[1], definitions))
        for part in core.walk(expression)
    )


def _asks_nothing(expression: core.Expr) -> bool:
    """Whether an expression is about single members, facts and readings alone."""
    about = (core.Literal, core.Variable, core.Attribute, core.Fact, core.Reading)
    known = (core.Compare, core.Not, core.AllOf, core.AnyOf, *about)
    return all(isinstance(part, known) for part in core.walk(expression))


def counted_from(expression: core.Expr) -> core.Expr | None:
    """The day from which a day is counted: of `delivery.due + 5 days`, and of `delivery.due` alone, that very day."""
    match expression:
        case core.Apply("later" | "business_later" | "rolled" as how, (start, *_)):
            return counted_from(start) or (None if how == "rolled" else start)
        case core.Detail():
            return expression
        case _:
            return None


def _stays(expression: core.Expr) -> bool:
    return isinstance(expression, core.Literal) or (isinstance(expression, core.Parameter) and expression.on is None)
