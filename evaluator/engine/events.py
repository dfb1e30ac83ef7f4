"""When days have come, and what the parts of an event mean."""

from __future__ import annotations

from collections.abc import Callable

from evaluator.core import expressions as core
from evaluator.core.norms import Event
from evaluator.engine.world import World
from evaluator.values.estimate import bounds
from evaluator.values.time import FOREVER, MINUTES_PER_DAY, NEVER, Moment
from evaluator.values.truth import Truth
from evaluator.values.value import Value

Run = Callable[[World], Value]


class EventMeaning:
    """What the parts of an event mean, made once for all members."""

    def __init__(self, event: Event, meaning: Callable[[core.Expr], Run]) -> None:
        def optional(expression: core.Expr | None) -> Run | None:
            return None if expression is None else meaning(expression)

        self.day, self.condition = optional(event.day), optional(event.condition)
        self.starts, self.through = optional(event.starts), optional(event.through)
        self.when, self.unless, self.until = optional(event.when), optional(event.unless), optional(event.until)
        # The day of a member that happens is that of the member itself: an act happens at some moment of its day.
        match event.day:
            case core.Attribute(core.Variable(name), "on"):
                self.member: str | None = name
            case _:
                self.member = None


def has_come(world: World, day: Value, edge: Callable[[Value], Moment]) -> Truth:
    """Whether `edge` of a day that may be known only within bounds has come."""
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
