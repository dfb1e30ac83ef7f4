"""What every expression means: each is turned, once, into a function from a world to a truth or a value.

This file is the definition of the language's meaning. A condition gives a truth (-4 to 4, see
`evaluator.values.truth`), a value gives a plain value or an `Estimate` of one. Every function also lowers
`world.until` to the first later moment at which its result may change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.core.types import YesNo
from evaluator.engine import leaves
from evaluator.engine.comparing import COMPARISONS, STEPS, by_day, until_edge, until_midnight, until_step
from evaluator.engine.days import grows_daily, least_stays
from evaluator.engine.exists import about_member_only, exists, exists_in_list
from evaluator.engine.folds import fold, fold_list
from evaluator.engine.functions import FUNCTIONS
from evaluator.engine.logic import Logic
from evaluator.engine.series import Series
from evaluator.engine.watch import Note, Watch
from evaluator.engine.world import World
from evaluator.values.estimate import NOTHING, Estimate, bounds, hull, is_known, known_value
from evaluator.values.time import FOREVER
from evaluator.values.truth import NO, UNKNOWN, YES, Truth
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.lives import Life
    from evaluator.engine.touched import Touched

Run = Callable[[World], Value]


class Asked(Protocol):
    """What is asked back of the engine, at a world's moment."""

    def definitions(self, name: str) -> tuple[str | None, core.Expr]:
        """The variable and the body of a term."""

    def standing(self, world: World, clause: str, member: Value, what: str) -> Truth:
        """A norm's standing or history."""

    def verdict(self, world: World, act: Value) -> Value:
        """The verdict on a stated act."""

    def detail(self, world: World, clause: str, member: Value, what: str) -> Value:
        """A value that belongs to a norm's life."""

    def touched(self, world: World, life: Life) -> Touched:
        """What effects have done to a norm."""

    def arisen(self, world: World, life: Life) -> Truth:
        """Whether the event has happened upon which a norm arises."""


class Meaning:
    """Functions for expressions, made when first needed; the engine is asked back about clauses and verdicts.

    `logic` decides what truths come to together; `watch` is told what comes out.
    """

    def __init__(self, asked: Asked, readings: tuple[str, ...], logic: Logic, watch: Watch | None = None) -> None:
        self.definitions, self.standing, self.verdict = asked.definitions, asked.standing, asked.verdict
        self.detail, self.touched, self.arisen = asked.detail, asked.touched, asked.arisen
        self.readings, self.logic, self.watch = readings, logic, watch
        self.runs: dict[core.Expr, Run] = {}
        self.cones: dict[str, tuple[str, ...]] = {}
        self._series: dict[core.Steps, Series] = {}

    def of(self, expression: core.Expr) -> Run:
        """The function of an expression."""
        run = self.runs.get(expression)
        if run is None:
            run = self._make(expression)
            note = None if self.watch is None else self.watch.note(expression)
            run = self.runs[expression] = run if note is None else _noted(run, note)
        return run

    def optional(self, expression: core.Expr | None) -> Run | None:
        """The function of an expression, if there is one."""
        return None if expression is None else self.of(expression)

    def _make(self, expression: core.Expr) -> Run:
        match expression:
            case core.Literal(value, _):
                return lambda _: value
            case core.Variable(name):
                return lambda world: world.scope[name]
            case core.Fact(name):
                return lambda world: world.facts.singles.get(name, NOTHING)
            case core.Reading(name):
                return leaves.reading(name)
            case core.Now():
                return leaves.today
            case core.Parameter(name, on):
                return leaves.parameter(name, None if on is None else self.of(on))
            case core.Attribute(subject, name):
                return leaves.attribute(self.of(subject), name)
            case core.Not(operand):
                run = self.of(operand)
                return lambda world: -run(world)
            case core.AllOf(operands):
                return self.logic.all_of([self.of(operand) for operand in self._readings_last(operands)])
            case core.AnyOf(operands):
                return self.logic.any_of([self.of(operand) for operand in self._readings_last(operands)])
            case core.Compare():
                return self._compare(expression)
            case core.Apply(function, arguments):
                return _apply(FUNCTIONS[function], [self.of(argument) for argument in arguments])
            case core.If(condition, consequent, alternative):
                return _if(self.of(condition), self.of(consequent), self.of(alternative))
            case core.Exists(variable, domain, where, ever):
                if isinstance(domain, core.Members) and not ever and about_member_only(variable, where):
                    readings = self._looks_at_readings(where)
                    return exists_in_list(variable, domain.sort, self.of(where), readings=readings)
                return exists(variable, self.members(domain, ever=ever), self.of(where))
            case core.Fold():
                return self._fold(expression)
            case core.Term(name, argument, _):
                return self._term(name, None if argument is None else self.of(argument))
            case core.Status(clause, member, what):
                run_member = None if member is None else self.of(member)
                standing = self.standing
                return lambda world: standing(world, clause, None if run_member is None else run_member(world), what)
            case core.Detail(clause, member, what):
                run_one = None if member is None else self.of(member)
                detail = self.detail
                return lambda world: detail(world, clause, None if run_one is None else run_one(world), what)
            case core.VerdictOf(act, _):
                run_act, verdict = self.of(act), self.verdict
                return lambda world: verdict(world, run_act(world))

    def _fold(self, expression: core.Fold) -> Run:
        operator, variable, domain = expression.operator, expression.variable, expression.domain
        where, value = expression.where, expression.value
        run, run_value = self.of(where), None if value is None else self.of(value)
        if operator == "earliest" and value is not None and least_stays(value, self.definitions):
            # That of a member nobody stated may be today, or it does not exist: what the earliest may be stays.
            run_value = _at_rest(self.of(value))
        parts = [where] if value is None else [where, value]
        if (
            isinstance(domain, core.Members)
            and not expression.ever
            and operator != "days"
            and all(about_member_only(variable, part) for part in parts)
        ):
            readings = any(self._looks_at_readings(part) for part in parts)
            sort, positive = domain.sort, expression.non_negative
            return fold_list(operator, variable, sort, run, run_value, non_negative=positive, readings=readings)
        members = self.members(domain, ever=expression.ever)
        return fold(operator, variable, members, run, run_value, non_negative=expression.non_negative)

    def _readings_last(self, operands: tuple[core.Expr, ...]) -> list[core.Expr]:
        """Facts first: where they decide alone, no reading is looked at, and so none has to be varied."""
        return sorted(operands, key=self._looks_at_readings)

    def _looks_at_readings(self, expression: core.Expr) -> bool:
        return any(
            isinstance(part, core.Reading | core.Status | core.Detail | core.VerdictOf)
            or (isinstance(part, core.Term) and bool(self.cone(part.name)))
            for part in core.walk(expression)
        )

    def cone(self, term: str) -> tuple[str, ...]:
        """The readings that a term can look at; all of them if it asks about clauses or verdicts."""
        found = self.cones.get(term)
        if found is None:
            names: dict[str, None] = {}
            for part in core.walk(self.definitions(term)[1]):
                match part:
                    case core.Reading(name):
                        names[name] = None
                    case core.Term(name, _, _):
                        names.update(dict.fromkeys(self.cone(name)))
                    case core.Status() | core.Detail() | core.VerdictOf():
                        names.update(dict.fromkeys(self.readings))
                    case _:
                        pass
            found = self.cones[term] = tuple(names)
        return found

    def members(
        self, domain: core.Domain, *, ever: bool = False
    ) -> Callable[[World], Iterator[tuple[Value, Truth, bool]]]:
        """What a quantifier ranges over: each member, whether it exists, whether it stands for others not stated."""
        match domain:
            case core.Members(sort):

                def stated(world: World) -> Iterator[tuple[Value, Truth, bool]]:
                    for record in world.members(sort):
                        exists = world.exists(record, ever=ever)
                        if exists > NO:
                            yield record, exists, False
                    for record in world.others(sort, ever=ever):
                        yield record, UNKNOWN, True

                return stated
            case core.Elements(of):
                run_set = self.of(of)

                def elements(world: World) -> Iterator[tuple[Value, Truth, bool]]:
                    found = run_set(world)
                    certainty = bounds(found)[2]
                    if not is_known(found):
                        yield NOTHING, UNKNOWN, True
                        return
                    for element in sorted(known_value(found), key=_order):
                        yield element, certainty, False

                return elements
            case core.Steps():
                return self.series(domain).members

    def series(self, domain: core.Steps) -> Series:
        """The parts of a period."""
        found = self._series.get(domain)
        if found is None:
            found = self._series[domain] = Series(domain, self.of(domain.of))
        return found

    def _compare(self, expression: core.Compare) -> Run:
        left, right = self.of(expression.left), self.of(expression.right)
        decide, steps = COMPARISONS[expression.operator], STEPS[expression.operator]
        if expression.left_is_day or expression.right_is_day:
            days = partial(by_day, left_is_day=expression.left_is_day, right_is_day=expression.right_is_day)
            decide, steps = days(decide), tuple(days(step) for step in steps)
        direct = (_names_a_day(expression.left), _names_a_day(expression.right))
        growing = tuple(grows_daily(side, self.definitions) for side in (expression.left, expression.right))

        def run(world: World) -> Truth:
            outside = world.moved
            world.moved = False
            first = left(world)
            first_moved = world.moved
            world.moved = False
            second = right(world)
            if first_moved or world.moved:
                if first_moved and world.moved:
                    if growing[0] and growing[1]:
                        until_step(world, steps, first, second, lambda then: (left(then), right(then)))
                    else:
                        until_midnight(world)
                elif first_moved and growing[0] and not direct[0]:
                    until_step(world, steps, first, second, lambda then: (left(then), second))
                elif world.moved and growing[1] and not direct[1]:
                    until_step(world, steps, first, second, lambda then: (first, right(then)))
                else:
                    still, moving_directly = (second, direct[0]) if first_moved else (first, direct[1])
                    until_edge(world, still, directly=moving_directly)
            world.moved = outside
            return decide(first, second)

        return run

    def _term(self, name: str, argument: Run | None) -> Run:
        variable, body = self.definitions(name)
        cone = self.cone(name)
        run: Run | None = None

        def evaluate(world: World) -> Value:
            nonlocal run
            if run is None:
                run = self.of(body)
            member = None if argument is None else argument(world)
            if isinstance(member, Estimate):
                return UNKNOWN if isinstance(body_type, YesNo) else NOTHING
            key = (name, member, *[world.readings[each] for each in cone])
            for start, end, result, looked_at in world.terms.get(key, ()):
                if start <= world.now < end:
                    world.until = min(world.until, end)
                    world.read |= looked_at
                    return result
            scope, until, moved, read, soon = world.scope, world.until, world.moved, world.read, world.soon
            fleeting, world.fleeting = world.fleeting, False
            world.scope, world.until, world.moved = ({} if variable is None else {variable: member}), FOREVER, False
            world.read, world.soon = {}, {}
            result = run(world)
            if not world.moved and not world.fleeting and not (isinstance(member, Record) and member.ghost):
                world.terms.setdefault(key, []).append((world.now, world.bound, result, world.read))
            world.scope, world.moved, world.fleeting = scope, moved or world.moved, fleeting or world.fleeting
            world.until = min(world.until, until)
            read |= world.read
            inner, world.read, world.soon = world.soon, read, soon
            world.lean_on(inner)
            return result

        body_type = YesNo() if _is_condition(body) else None
        return evaluate


def _noted(run: Run, note: Note) -> Run:
    """The same, told to somebody each time."""

    def noted(world: World) -> Value:
        found = run(world)
        note(found)
        return found

    return noted


def _at_rest(run: Run) -> Run:
    """The same, where it does not matter that it moves with today."""

    def still(world: World) -> Value:
        moved = world.moved
        found = run(world)
        world.moved = moved
        return found

    return still


def _is_condition(expression: core.Expr) -> bool:
    match expression:
        case core.Literal(_, type):
            return isinstance(type, YesNo)
        case core.Term(_, _, condition):
            return condition
        case _:
            return isinstance(expression, core.Not | core.AllOf | core.AnyOf | core.Compare | core.Exists | core.Status)


def _names_a_day(expression: core.Expr) -> bool:
    return isinstance(expression, core.Now | core.Attribute)


def _order(value: Value) -> tuple[str, str]:
    return type(value).__name__, value.id if isinstance(value, Record) else str(value)


def _apply(function: Callable[..., Value], runs: list[Run]) -> Run:
    def run(world: World) -> Value:
        try:
            return function(*[each(world) for each in runs])
        except ArithmeticError:
            return NOTHING  # beyond the largest number there is

    return run


def _if(condition: Run, consequent: Run, alternative: Run) -> Run:
    def run(world: World) -> Value:
        truth = condition(world)
        if truth == UNKNOWN:
            return hull(consequent(world), alternative(world))
        value = consequent(world) if truth > 0 else alternative(world)
        certainty = abs(truth)
        if certainty == YES:
            return value
        low, high, other = bounds(value)
        return Estimate(
            low, high, min(certainty, other), value.excluded if isinstance(value, Estimate) else frozenset()
        )

    return run
