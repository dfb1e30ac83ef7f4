"""Upon an event: when a norm has arisen, or when a clause that acts by itself acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.core.facts import Record
from evaluator.core.norms import Modality
from evaluator.engine.days import has_come
from evaluator.engine.events import EventMeaning, Fired, Firing, has_fired
from evaluator.engine.lives import Life
from evaluator.engine.stepwise import Stepwise
from evaluator.values.time import BEGINNING, FOREVER, MINUTES_PER_DAY, Moment, start_of
from evaluator.values.truth import NO, UNKNOWN, YES, Truth, agreed
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.native import NativeEngine


class Arising(Stepwise[Fired]):
    """When the event under `upon` happened, with its own bounds; for a condition perhaps several times."""

    __slots__ = ("_allowed", "_fired", "_happened", "_held", "_reached", "_since", "engine", "event", "life")

    def __init__(self, engine: NativeEngine, life: Life, event: EventMeaning) -> None:
        world = life.world
        super().__init__(world, BEGINNING if world.pinned else life.begins)
        self.engine, self.life, self.event = engine, life, event
        self._fired: Fired = ()
        self._allowed: Truth | None = None
        self._since: Moment = 0
        self._reached: Truth = NO
        self._happened: Truth = NO
        self._held: Truth = NO
        if not world.pinned:
            with world.apart(self.next - 1, self._scope()):
                self._happened = self._held = self._happens()

    def truth(self, moment: Moment) -> Truth:
        """Whether the event has happened, and counted, by a moment."""
        return has_fired(self.at(moment))

    def _scope(self) -> dict[str, Value]:
        return self.life.scope

    def _before(self) -> Fired:
        return ()

    def _lost(self) -> Fired:
        return (*self._fired, Firing(self.next, FOREVER, UNKNOWN))

    def _step(self) -> Fired:
        world, before = self.world, self._happened
        if self.event.until is not None:
            self._reached = max(self._reached, self.event.until(world))
        happened = self._happened = self._happens()
        if world.meaning.watch is not None:
            world.meaning.watch.event(self.life.norm.clause, happened)
        if min(before, happened) > 0:
            return self._fired
        if happened < 0:
            if self._allowed is not None:
                self._fire(min(UNKNOWN, self._allowed))  # it may have happened, and be over
            self._held = NO
            return self._fired
        if before > 0:
            self._held = UNKNOWN  # it may have stopped, and begun again later; or never have stopped
        allowed = self._counts()
        within_a_day = self._allowed is not None and world.now < self._since + MINUTES_PER_DAY
        if self._allowed is None:
            self._allowed, self._since = allowed, world.now
        elif within_a_day and happened > 0:
            self._allowed = allowed  # what an act of a bare day comes to is known when the day is over
        else:
            self._allowed = agreed((self._allowed, allowed))
        if happened > 0:
            self._fire(min(happened, self._allowed, -self._held))
            return self._fired
        return (*self._fired, Firing(self._since, FOREVER, UNKNOWN)) if self._allowed >= 0 else self._fired

    def _fire(self, truth: Truth) -> None:
        if truth >= 0:
            self._fired = (*self._fired, Firing(self._since, self.world.now, truth))
        self._allowed = None

    def _happens(self) -> Truth:
        world, event = self.world, self.event
        if event.condition is not None:
            return event.condition(world)  # type: ignore[no-any-return]
        member = None if event.member is None else world.scope.get(event.member)
        if isinstance(member, Record) and world.program.sorts[member.sort].event:
            return UNKNOWN if member.ghost else world.exists(member)
        return UNKNOWN if event.day is None else event.day.has_come(world)

    def _counts(self) -> Truth:
        """Whether an event of this moment counts: within its bounds, of a member that fits, of a text that stands."""
        world, event, life = self.world, self.event, self.life
        norm, meaning = life.norm, life.meaning
        happening = None if event.member is None else world.scope.get(event.member)
        found = min(-self._reached, life.belongs(world, besides=happening))
        if norm.repealed is not None and not world.pinned:
            found = min(found, -has_come(world, norm.repealed, start_of))
        bounds = [(event.starts, event.when, event.unless, event.through)]
        if norm.modality is Modality.AUTOMATIC:
            bounds.append((meaning.starts, meaning.when, meaning.unless, meaning.through))
            if meaning.until is not None:
                found = min(found, -meaning.until(world))
        for starts, when, unless, through in bounds:
            found = min(
                found,
                YES if starts is None else starts.has_come(world),
                YES if when is None else when(world),
                YES if unless is None else -unless(world),
                YES if through is None else -through.has_come(world),
            )
        if norm.modality is Modality.AUTOMATIC and meaning.touched:
            # Just before the event may have happened: what it does itself is not held against it.
            before = (world.now if self._allowed is None else self._since) - 1
            done = self.engine.effects(world, life).at(before)
            found = min(found, -done.ended, -done.terminated)  # a suspension it may have to lift itself
        return min(found, norm.certainty) if found > 0 else found
