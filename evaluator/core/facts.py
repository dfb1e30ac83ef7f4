"""What a scenario states, resolved: members of lists with typed attributes, single facts, which lists are closed."""

from __future__ import annotations

from collections.abc import Mapping

from evaluator.frozen import field, frozen
from evaluator.values.estimate import NOTHING, Estimate, bounds
from evaluator.values.time import BEGINNING, FOREVER, NEVER, Moment, day_at, end_of, start_of
from evaluator.values.value import Value


@frozen(eq=False)
class Record:
    """A member of an entity, or an act.

    `values` holds the attributes that were stated; the others are unknown. `assumed` names the attributes that an
    assumption filled (`*` if the member itself is assumed). `ghost` is 0 for a member that was stated; 1 for one that
    nobody stated but that may exist by now, 2 for one that may exist at some time. It exists certainly from the moment
    `certain_from` and possibly from `possible_from`.
    """

    sort: str
    id: str
    values: Mapping[str, Value]
    possible_from: Moment = BEGINNING
    certain_from: Moment = BEGINNING
    assumed: frozenset[str] = frozenset()
    ghost: int = 0

    def get(self, attribute: str) -> Value:
        """The attribute's value, or what is known of it."""
        return self.values.get(attribute, NOTHING)

    def __repr__(self) -> str:
        return f"{self.sort} {self.id}"


@frozen
class Closure:
    """A list is closed up to a moment (inclusive) for the members that pass every condition of `where`.

    A condition is an attribute, an operator (`=`, `<`, `<=`, `>`, `>=`) and a value.
    """

    until: Moment
    where: tuple[tuple[str, str, Value], ...] = ()
    assumed: bool = False


@frozen
class Act:
    """An act to be judged: stated (its record is among the members) or asked.

    One that is asked without a date is `at_the_end`: it happens on the day asked about, at its last moment.
    """

    record: Record
    asked: bool
    at_the_end: bool = False


@frozen
class Facts:
    """Everything a scenario states about the world.

    `members` lists records by entity or action, in the order stated (an action's list holds those of its kinds too);
    `closures` says which lists are closed; `singles` holds the single facts. `assumed_singles` and `assumed_closures`
    name those that an assumption filled.
    """

    members: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    closures: Mapping[str, tuple[Closure, ...]] = field(default_factory=dict)
    singles: Mapping[str, Value] = field(default_factory=dict)
    assumed_singles: frozenset[str] = frozenset()
    acts: tuple[Act, ...] = ()
    parameters: Mapping[str, Value] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)


def existence(on: Value, *, act: bool) -> tuple[Moment, Moment]:
    """From which moment a member with that date possibly exists, and from which certainly.

    An event of a bare day exists from the start of the day. An act of a bare day happens at some moment of it.
    """
    low, high, _ = bounds(on)
    if low is NEVER:
        return FOREVER, FOREVER
    possible = BEGINNING if low is None else start_of(low)
    if high is None or high is NEVER:
        return possible, FOREVER
    return possible, end_of(high) if act else start_of(high)


def ghosts(sort: str, closures: tuple[Closure, ...], now: Moment, *, dated: bool, ever: bool) -> tuple[Record, ...]:
    """The members a list may have beyond those stated, as records of what is known of them.

    One record stands for every way to escape the closures: by its date, or by failing one condition of the filter.
    """
    options: list[dict[str, Value]] = [{}]
    for closure in closures:
        escapes: list[dict[str, Value]] = []
        if ever or now > closure.until:
            escapes.append({"on": Estimate(low=_first_day_after(closure.until))} if dated else {})
        for attribute, operator, value in closure.where:
            escapes.append({attribute: _escape(operator, value)})
        options = [_merged(option, escape) for option in options for escape in escapes]
    return tuple(Record(sort, "", option, ghost=2 if ever else 1) for option in options)


def _first_day_after(moment: Moment) -> Value:
    return day_at(moment + 1) if moment + 1 < FOREVER else None


def _escape(operator: str, value: Value) -> Estimate:
    match operator:
        case "=":
            return Estimate(excluded=frozenset({value}))
        case "<" | "<=":
            return Estimate(low=value)
        case _:
            return Estimate(high=value)


def _merged(first: dict[str, Value], second: dict[str, Value]) -> dict[str, Value]:
    merged = dict(first)
    for name, estimate in second.items():
        earlier = merged.get(name)
        if earlier is None:
            merged[name] = estimate
            continue
        lows = [bound for bound in (earlier.low, estimate.low) if bound is not None]
        highs = [bound for bound in (earlier.high, estimate.high) if bound is not None]
        merged[name] = Estimate(
            max(lows, default=None), min(highs, default=None), excluded=earlier.excluded | estimate.excluded
        )
    return merged
