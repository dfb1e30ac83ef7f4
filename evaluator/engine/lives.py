"""The life of a norm: in force or not, and why, from one change to the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.core.norms import Norm
from evaluator.engine.world import Read, World
from evaluator.values.estimate import bounds
from evaluator.values.time import FOREVER, MINUTES_PER_DAY, NEVER, Moment, after, start_of
from evaluator.values.truth import NO, UNKNOWN, YES, Truth, capped
from evaluator.values.value import Value

_MOST_STEPS: Final = 10_000
"""After so many steps a norm's standing is unknown; only a condition that may change daily gets there, in 27 years."""


class Standing(NamedTuple):
    """Whether a norm is in force at a moment, and each reason why it may not be."""

    in_force: Truth
    not_yet: Truth
    not_triggered: Truth
    ended: Truth
    excepted: Truth
    overridden: Truth
    repealed: Truth


REASONS: Final = Standing._fields[1:]


class NormMeaning:
    """What the parts of a norm mean, made once for all its lives."""

    def __init__(self, norm: Norm, meaning: Callable[[core.Expr], Callable[[World], Value]]) -> None:
        def optional(expression: core.Expr | None) -> Callable[[World], Value] | None:
            return None if expression is None else meaning(expression)

        self.norm = norm
        self.enacted = start_of(norm.enacted)
        self.starts = optional(norm.starts)
        self.when = optional(norm.when)
        self.filter = optional(None if norm.family is None else norm.family.where)
        self.until = optional(norm.until)
        self.through = optional(norm.through)
        self.unless = optional(norm.unless)
        self.carried = [meaning(expression) for expression in norm.carried]


class Life:
    """One norm (of one member) in one world: its standing at every moment, worked out as far as it is asked for.

    `looked` are the moments at which the standing was worked out; it holds until the next of them. `doubt` is the first
    moment at which `until` may have been reached without certainly being so; `read` are the readings looked at.
    """

    __slots__ = (
        "doubt",
        "looked",
        "meaning",
        "member",
        "next",
        "norm",
        "reached",
        "read",
        "standings",
        "steps",
        "world",
    )

    def __init__(self, meaning: NormMeaning, member: Value, world: World) -> None:
        self.meaning, self.norm, self.member, self.world = meaning, meaning.norm, member, world
        self.looked: list[Moment] = []
        self.standings: list[Standing] = []
        self.next: Moment = min(meaning.enacted, world.origin)
        self.steps = 0
        self.reached: Truth = NO
        self.doubt: Moment | None = None
        self.read: Read = {}

    def at(self, moment: Moment) -> Standing:
        """The standing at a moment; before the norm's text it is not yet in force."""
        self._extend(moment)
        index = bisect_right(self.looked, moment) - 1
        return _BEFORE if index < 0 else self.standings[index]

    def holds_until(self, moment: Moment) -> Moment:
        """The first later moment at which the standing may differ."""
        self._extend(moment)
        index = bisect_right(self.looked, moment)
        return self.looked[index] if index < len(self.looked) else self.next

    def before(self, moment: Moment) -> Iterator[tuple[Moment, Standing]]:
        """The stretches up to a moment, latest first: when each began, and the standing in it."""
        self._extend(moment)
        for index in range(bisect_right(self.looked, moment) - 1, -1, -1):
            yield self.looked[index], self.standings[index]

    def later(self, moment: Moment) -> Iterator[tuple[Moment, Standing]]:
        """The stretches that begin after a moment, earliest first, until nothing changes any more."""
        while (moment := self.holds_until(moment)) < FOREVER:
            yield moment, self.at(moment)

    def ends_by(self, moment: Moment) -> Moment | None:
        """When the norm has certainly ended whatever else happens: after its last day, where that is settled."""
        if self.meaning.through is None:
            return None
        world = self.world
        with world.apart():
            world.now, world.until, world.moved, world.scope = moment, FOREVER, False, self._scope()
            last = bounds(self.meaning.through(world))[1]
            settled = not world.moved and world.until >= FOREVER
        return after(last) if settled and last is not None and last is not NEVER else None

    def glance(self, moment: Moment) -> tuple[Standing, Read]:
        """The standing at a moment and the readings it can depend on, worked out without the past if that suffices.

        The past matters only to `until`, and only while it is not certainly reached.
        """
        meaning, world = self.meaning, self.world
        if moment < min(meaning.enacted, world.origin):
            return self.at(moment), self.read
        now, until, moved, scope, read = world.now, world.until, world.moved, world.scope, world.read
        world.now, world.until, world.moved, world.scope, world.read = moment, FOREVER, False, self._scope(), {}
        reached = NO if meaning.until is None else self._reached_now(meaning.until)
        found = (self._standing(reached), world.read) if meaning.until is None or reached == YES else None
        world.now, world.until, world.moved, world.scope, world.read = now, until, moved, scope, read
        return found or (self.at(moment), self.read)

    def _extend(self, moment: Moment) -> None:
        world = self.world
        if self.next > moment:
            return
        now, until, moved, scope, read = world.now, world.until, world.moved, world.scope, world.read
        world.read = self.read
        while self.next <= moment:
            world.now, world.until, world.moved, world.scope = self.next, FOREVER, False, self._scope()
            self._reach()
            self._record(self._standing(self.reached))
            self.next = world.until
            self.steps += 1
            if self.steps >= _MOST_STEPS and self.next < FOREVER:
                self._record(_UNKNOWN)
                self.next = FOREVER + 1
        world.now, world.until, world.moved, world.scope, world.read = now, until, moved, scope, read

    def _record(self, standing: Standing) -> None:
        if not self.standings or standing != self.standings[-1]:
            self.looked.append(self.next)
            self.standings.append(standing)

    def _scope(self) -> dict[str, Value]:
        return {} if self.norm.family is None else {self.norm.family.variable: self.member}

    def _started(self) -> Truth:
        return YES if self.meaning.starts is None else self._from(self.meaning.starts(self.world), start_of)

    def _reach(self) -> None:
        """Remember whether `until` has been reached: it takes the first day of the norm's life and never revives."""
        if self.meaning.until is None or self.reached == YES:
            return
        reached = self._reached_now(self.meaning.until)
        if reached == 0 and self.doubt is None:
            self.doubt = self.world.now
        self.reached = max(self.reached, reached)

    def _reached_now(self, until: Callable[[World], Truth]) -> Truth:
        """Whether `until` holds now, in the life of the norm: it has begun, and its member exists."""
        return min(self._started(), self._exists(), until(self.world))

    def _standing(self, reached: Truth) -> Standing:
        norm, world, meaning = self.norm, self.world, self.meaning
        triggered = YES if meaning.when is None else meaning.when(world)
        if norm.family is not None:
            triggered = min(triggered, self._belongs())
        past = NO if meaning.through is None else self._from(meaning.through(world), after)
        excepted = NO if meaning.unless is None else meaning.unless(world)
        overridden = world.meaning.standing(world, norm.clause, self.member, "eclipsed")
        repealed = NO if norm.repealed is None else YES if world.pinned else self._from(norm.repealed, start_of)
        for carried in meaning.carried:
            repealed = max(repealed, -carried(world))
        reasons: tuple[Truth, ...] = (
            -self._started(),
            -triggered,
            max(reached, past),
            excepted,
            overridden,
            repealed,
        )
        limit = norm.certainty
        if limit < YES:
            # What the clause says of itself is as certain as the clause; that another one sets it aside is not.
            reasons = tuple(
                reason if name == "overridden" else capped(reason, limit)
                for name, reason in zip(REASONS, reasons, strict=True)
            )
        return Standing(min(-max(reasons), limit), *reasons)

    def _belongs(self) -> Truth:
        """Whether the member exists and passes the filter of the family."""
        exists = self._exists()
        return exists if exists < 0 or self.meaning.filter is None else min(exists, self.meaning.filter(self.world))

    def _exists(self) -> Truth:
        """Whether the member exists; nobody knows of one that was not stated."""
        if not isinstance(self.member, Record):
            return YES
        return UNKNOWN if self.member.ghost else self.world.exists(self.member)

    def _from(self, day: Value, edge: Callable[[Value], Moment]) -> Truth:
        """Whether `edge` of a day that may be known only within bounds has come."""
        world = self.world
        low, high, certainty = bounds(day)
        if world.moved:
            world.until = min(world.until, (world.now // MINUTES_PER_DAY + 1) * MINUTES_PER_DAY)
            world.moved = False
        first = -1 if low is None else FOREVER if low is NEVER else edge(low)
        last = FOREVER if high is None or high is NEVER else edge(high)
        if world.now >= last:
            return certainty
        if world.now < first:
            world.until = min(world.until, first)
            return -certainty
        world.until = min(world.until, last)
        return 0


_BEFORE: Final = Standing(NO, YES, NO, NO, NO, NO, NO)
_UNKNOWN: Final = Standing(0, 0, 0, 0, 0, 0, 0)
