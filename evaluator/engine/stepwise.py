"""What changes at moments and is worked out from one change to the next, as far as it is asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final, Generic, TypeVar

from evaluator.engine.world import Read, Soon, World
from evaluator.values.time import FOREVER, Moment, midnight_after
from evaluator.values.value import Value

State = TypeVar("State")

_MOST_STEPS: Final = 10_000
"""After so many steps nothing is known any more; only a condition that may change daily gets there, in 27 years."""
_MOST_MINUTES: Final = 100
"""After so many steps of one minute, too: two things that keep each other from settling."""
_NOTHING: Final[Soon] = {}


class Stepwise(ABC, Generic[State]):
    """States from moment to moment; `looked` are the moments at which they changed, `read` the readings looked at.

    `extending` says that the next state is being worked out.

    `_step` gives the state at the world's moment; what it looks at lowers `world.until` to the moment of the next step.

    Things that look at one another, each at what the others were just before, never know of one another for more than a
    moment ahead. So each keeps what its last step looked at, and until when what it looked at besides holds (`firm`).
    When all have been looked at since they last changed, they are at rest, and stay so until the first such moment.
    """

    __slots__ = (
        "_minutes",
        "_steps",
        "extending",
        "firm",
        "looked",
        "next",
        "read",
        "soon",
        "states",
        "world",
    )

    def __init__(self, world: World, start: Moment) -> None:
        self.world = world
        self.looked: list[Moment] = []
        self.states: list[State] = []
        self.next: Moment = start
        self.firm: Moment = start
        self.soon: Soon = _NOTHING
        self.read: Read = {}
        self.extending = False
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

    @property
    def rests_until(self) -> Moment:
        """The first moment after those known at which the state may differ."""
        return resting(self.next, self.firm, self.soon)

    def hold(self, world: World, moment: Moment) -> None:
        """Note in a world until when the state at a moment, which may lie just before the world's own, holds."""
        until = self.holds_until(moment)
        then = until + world.now - moment
        if until < self.next or then > midnight_after(world.now):
            world.until = min(world.until, then)
        else:
            world.lean_on({self: (moment, then)})

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
        if self.soon:
            self.next = self.rests_until
        if self.next > moment:
            return
        world = self.world
        now, until, moved, scope, read = world.now, world.until, world.moved, world.scope, world.read
        soon = world.soon
        world.read = self.read
        self.extending = True
        while self.next <= moment:
            world.now, world.until, world.moved, world.scope = self.next, FOREVER, False, self._scope()
            world.soon = {}
            self._record(self._step())
            self.firm, self.soon = max(world.until, self.next + 1), world.soon or _NOTHING
            step, self.next = self.next, max(world.bound, self.next + 1)
            if self.soon:
                self.next = self.rests_until
            self._minutes = self._minutes + 1 if self.next <= step + 1 else 0
            self._steps += 1
            if (self._steps >= _MOST_STEPS or self._minutes >= _MOST_MINUTES) and self.next < FOREVER:
                self._record(self._lost())
                self.next = self.firm = FOREVER + 1
                self.soon = _NOTHING
        self.extending = False
        world.now, world.until, world.moved, world.scope, world.read = now, until, moved, scope, read
        world.soon = soon

    def _record(self, state: State) -> None:
        if not self.states or state != self.states[-1]:
            self.looked.append(self.next)
            self.states.append(state)


def resting(until: Moment, firm: Moment, soon: Soon) -> Moment:
    """Until when something holds that surely does `until` a moment: longer, if all that it hangs on is at rest.

    Without what may change `soon` it holds until `firm`. By induction over the moments: what looks at the same as in
    its last step comes out as it did then.
    """
    seen: set[Stepwise[Any]] = set()
    pending = [(firm, soon)]
    rest = FOREVER
    while pending:
        firm, soon = pending.pop()
        rest = min(rest, firm)
        for each, (moment, _) in soon.items():
            if each.looked and each.looked[-1] > moment:
                return until
            if each not in seen:
                seen.add(each)
                pending.append((each.firm, each.soon))
    return max(until, rest)
