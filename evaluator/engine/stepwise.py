"""What changes at moments and is worked out from one change to the next, as far as it is asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final, Generic, TypeVar

from evaluator.engine.world import Read, World
from evaluator.values.time import FOREVER, Moment, midnight_after
from evaluator.values.value import Value

State = TypeVar("State")

_MOST_STEPS: Final = 10_000
"""After so many steps nothing is known any more; only a condition that may change daily gets there, in 27 years."""
_MOST_MINUTES: Final = 100
"""After so many steps of one minute, too: two things that keep each other from settling."""


class Stepwise(ABC, Generic[State]):
    """States from moment to moment; `looked` are the moments at which they changed, `read` the readings looked at.

    `extending` says that the next state is being worked out.

    `_step` gives the state at the world's moment; what it looks at lowers `world.until` to the moment of the next step.

    In a circle, what is being worked out is looked at as it was just before. Whoever looks `awaits` it: if it comes out
    as it was, nothing in the circle changes before the first moment, `firm`, at which something outside changes; else
    all of the circle is looked at again. Before that is known, a state surely holds until `next` only.
    """

    __slots__ = (
        "_minutes",
        "_steps",
        "awaiting",
        "awaits",
        "disturbed",
        "extending",
        "firm",
        "looked",
        "next",
        "read",
        "states",
        "world",
    )

    def __init__(self, world: World, start: Moment) -> None:
        self.world = world
        self.looked: list[Moment] = []
        self.states: list[State] = []
        self.next: Moment = start
        self.read: Read = {}
        self.extending = False
        self.awaits: set[Stepwise[Any]] = set()
        self.firm: Moment = start
        self.awaiting: list[Stepwise[Any]] = []
        self.disturbed = False
        self._steps = 0
        self._minutes = 0

    @abstractmethod
    def _step(self) -> State:
        """The state at the world's moment."""

    @abstractmethod
    def _scope(self) -> dict[str, Value]:
        """The variables that expressions may mention."""

    @abstractmethod
    def _before(self) -> State:
        """The state before the first step."""

    @abstractmethod
    def _lost(self) -> State:
        """The state where it can no longer be told."""

    def at(self, moment: Moment) -> State:
        """The state at a moment."""
        if self.next <= moment:
            self._extend(moment)
        index = bisect_right(self.looked, moment) - 1
        return self._before() if index < 0 else self.states[index]

    def holds_until(self, moment: Moment) -> Moment:
        """The first later moment at which the state may differ."""
        if self.next <= moment:
            self._extend(moment)
        index = bisect_right(self.looked, moment)
        return self.looked[index] if index < len(self.looked) else self.next

    def hold(self, world: World, moment: Moment) -> None:
        """Note in a world until when the state at a moment, which may lie just before the world's own, holds."""
        until, lag = self.holds_until(moment), world.now - moment
        if until < self.next or not (self.extending or self.awaits):
            world.until = min(world.until, until + lag)
        elif self.extending:
            # If it changes, whoever looks at itself looks again the day after.
            world.await_({self: midnight_after(world.now) if self.next <= world.now else until + lag})
        else:
            world.until = min(world.until, self.firm + lag)
            world.await_(dict.fromkeys(self.awaits, until + lag))

    def look(self, world: World) -> State:
        """The state at a world's moment, noting until when it holds and which readings it looked at."""
        found = self.at(world.now)
        self.hold(world, world.now)
        world.read |= self.read
        return found

    def before(self, moment: Moment) -> Iterator[tuple[Moment, State]]:
        """The stretches up to a moment, latest first: when each began, and the state in it."""
        self.at(moment)
        for index in range(bisect_right(self.looked, moment) - 1, -1, -1):
            yield self.looked[index], self.states[index]

    def later(self, moment: Moment) -> Iterator[tuple[Moment, State]]:
        """The stretches that begin after a moment, earliest first, until nothing changes any more."""
        while (moment := self.holds_until(moment)) < FOREVER:
            yield moment, self.at(moment)

    def _extend(self, moment: Moment) -> None:
        world = self.world
        now, until, moved, scope, read = world.now, world.until, world.moved, world.scope, world.read
        awaited = world.awaited
        world.read = self.read
        self.extending = True
        while self.next <= moment:
            for each in self.awaits:
                each.disturbed = True  # it took for granted that this one stays
            self.awaits, self.disturbed = set(), False
            world.now, world.until, world.moved, world.scope = self.next, FOREVER, False, self._scope()
            world.awaited = {}
            changed = self._record(self._step())
            self._settle(changed=changed or self.disturbed)
            self._steps += 1
            if (self._steps >= _MOST_STEPS or self._minutes >= _MOST_MINUTES) and self.next < FOREVER:
                self._record(self._lost())
                self.next, self.awaits = FOREVER + 1, set()
        self.extending = False
        world.now, world.until, world.moved, world.scope, world.read = now, until, moved, scope, read
        world.awaited = awaited

    def _settle(self, *, changed: bool) -> None:
        """Set the moment of the next step, and those of what has looked at this one while it was worked out."""
        world, step = self.world, self.next
        awaiting = [each for each in self.awaiting if self in each.awaits]
        self.awaiting = []
        if changed:
            self.next = max(world.bound, step + 1)
            for each in awaiting:
                each.awaits = set()
        else:
            outer = {each for each in world.awaited if each is not self}
            surely = min((until for each, until in world.awaited.items() if each is not self), default=FOREVER)
            self.firm = max(world.until, step + 1)
            self.next = max(min(world.until, surely), step + 1)
            self.awaits = outer
            for each in awaiting:
                each.awaits = each.awaits - {self} | outer
                each.firm = min(each.firm, self.firm)
                if not each.awaits:
                    each.next = max(each.next, each.firm)
            for other in outer:
                other.awaiting += [self, *awaiting]
        self._minutes = self._minutes + 1 if self.next <= step + 1 else 0

    def _record(self, state: State) -> bool:
        """Whether a state differs from the last one; then it is kept."""
        before = self.states[-1] if self.states else self._before()
        if not self.states or state != before:
            self.looked.append(self.next)
            self.states.append(state)
        return state != before
