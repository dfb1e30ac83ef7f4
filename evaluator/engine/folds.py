"""Counting, adding and choosing over lists that may be open: bounds where the list does not settle it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from copy import copy

from evaluator.core.facts import Record
from evaluator.engine.tallies import ABSENT, CERTAIN, MANY, POSSIBLE, TALLIES, Tally
from evaluator.engine.world import World
from evaluator.frozen import frozen
from evaluator.values.time import FOREVER, Moment
from evaluator.values.truth import UNKNOWN, Truth
from evaluator.values.value import Value

Run = Callable[[World], Value]
Members = Callable[[World], Iterator[tuple[Value, Truth, bool]]]


def fold(operator: str, variable: str, members: Members, where: Run, value: Run | None, *, non_negative: bool) -> Run:
    """The function of an aggregate over any domain: member by member."""

    def run(world: World) -> Value:
        scope = world.scope
        tally = TALLIES[operator](non_negative)
        for member, there, many in members(world):
            world.scope = {**scope, variable: member}
            _take(tally, min(there, where(world)), value, world, many=many)
        world.scope = scope
        return tally.result()

    return run


def _take(tally: Tally, belongs: Truth, value: Run | None, world: World, *, many: bool = False) -> None:
    tally.weigh(belongs)
    if belongs >= UNKNOWN:
        tally.change(None if value is None else value(world), ABSENT, MANY if many else _status(belongs))


def _status(belongs: Truth) -> int:
    return CERTAIN if belongs > UNKNOWN else POSSIBLE if belongs == UNKNOWN else ABSENT


@frozen(eq=False)
class Ledger:
    """The tallies of a list's members from the moment `since` on, as members begin to exist one after the other.

    `tallies[i]` holds from `moments[i]` on, `tallies[0]` before; `varying` are members that must be looked at each
    time.
    """

    since: Moment
    moments: tuple[Moment, ...]
    tallies: tuple[Tally, ...]
    varying: tuple[Record, ...]
    read: dict[str, None]

    def at(self, world: World) -> Tally:
        """A copy of the tally at the world's moment; lowers `world.until` to the next change."""
        index = bisect_right(self.moments, world.now)
        if index < len(self.moments) and self.moments[index] < world.until:
            world.until = self.moments[index]
        world.read |= self.read
        return copy(self.tallies[index])


def fold_list(
    operator: str, variable: str, sort: str, where: Run, value: Run | None, *, non_negative: bool, readings: bool
) -> Run:
    """The function of an aggregate over a list, for a condition and a value about nothing but the member.

    As for quantifiers (`evaluator.engine.exists`), the list is walked once, not at every date in it.
    """
    owner = object()

    def run(world: World) -> Value:
        key = (owner, *world.readings.values()) if readings else (owner,)
        ledger = world.ledgers.get(key)
        if ledger is None or world.now < ledger.since:
            ledger = world.ledgers[key] = _enter(world, TALLIES[operator](non_negative), variable, sort, where, value)
        tally = ledger.at(world)
        scope = world.scope
        for member in ledger.varying:
            there = world.exists(member)
            if there >= UNKNOWN:
                world.scope = {variable: member}
                _take(tally, min(there, where(world)), value, world)
        for member in world.others(sort):
            world.scope = {variable: member}
            _take(tally, min(UNKNOWN, where(world)), value, world, many=True)
        world.scope = scope
        return tally.result()

    return run


def _enter(world: World, tally: Tally, variable: str, sort: str, where: Run, value: Run | None) -> Ledger:
    with world.apart():
        entries: list[tuple[Moment, int, Truth, Value, int]] = []
        varying = []
        for place, member in enumerate(world.members(sort)):
            if member is world.without or member.possible_from >= FOREVER:
                continue
            world.scope, world.until, world.moved, world.fleeting = {variable: member}, FOREVER, False, False
            world.soon = {}
            truth = where(world)
            amount = None if value is None or truth < UNKNOWN else value(world)
            if world.bound < FOREVER or world.moved or world.fleeting:
                varying.append(member)
                continue
            possibly = min(truth, UNKNOWN)
            entries.append((member.possible_from, place, possibly, amount, ABSENT))
            if member.certain_from < FOREVER:
                entries.append((member.certain_from, place, truth, amount, _status(possibly)))
        moments: list[Moment] = []
        tallies = [copy(tally)]
        for moment, _, truth, amount, before in sorted(entries, key=lambda entry: entry[:2]):
            tally.weigh(truth)
            tally.change(amount, before, _status(truth))
            if moments and moments[-1] == moment:
                tallies[-1] = copy(tally)
            else:
                moments.append(moment)
                tallies.append(copy(tally))
        return Ledger(world.now, tuple(moments), tuple(tallies), tuple(varying), world.read)
