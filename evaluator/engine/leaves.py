"""What the leaves of expressions mean: today, readings, parameters and attributes."""

from __future__ import annotations

from collections.abc import Callable

from evaluator.core.facts import Record
from evaluator.engine.world import World
from evaluator.values.estimate import NOTHING, Estimate, bounds, hull, less
from evaluator.values.time import Period, day_of, start_of
from evaluator.values.truth import YES
from evaluator.values.value import Value

Run = Callable[[World], Value]


def today(world: World) -> Value:
    """The day of the moment being decided."""
    world.moved = True
    return day_of(world.now)


def reading(name: str) -> Run:
    """The option of a reading in the world."""

    def run(world: World) -> str:
        world.read[name] = None
        return world.readings[name]

    return run


def parameter(name: str, on: Run | None) -> Run:
    """A parameter's value, or its value on a date; what the scenario fixes comes first."""

    def fixed(world: World) -> Value:
        return world.program.parameters[name].value

    def on_a_day(world: World) -> Value:
        day = NOTHING if on is None else on(world)
        found: Value = _ABSENT
        for index, (start, value) in enumerate(values := world.program.parameters[name].values or ()):
            following = values[index + 1][0] if index + 1 < len(values) else None
            may = min(-less(day, start), YES if following is None else less(day, following))
            if may > 0:
                return value
            if may == 0:
                found = value if found is _ABSENT else hull(found, value)
        return (
            NOTHING
            if found is _ABSENT or less(day, (world.program.parameters[name].values or ())[0][0]) >= 0
            else found
        )

    def on_this_day(world: World) -> Value:
        """Today's value: it holds until the next one begins, so nothing moves with the days."""
        day, found = day_of(world.now), NOTHING
        for start, value in world.program.parameters[name].values or ():
            if day < start:
                world.until = min(world.until, start_of(start))
                break
            found = value
        return found

    written = fixed if on is None else on_this_day if on is today else on_a_day

    def run(world: World) -> Value:
        stated = world.facts.parameters.get(name, _ABSENT)
        return written(world) if stated is _ABSENT else stated

    return run


_ABSENT = object()


def attribute(subject: Run, name: str) -> Run:
    """An attribute of a member or of a period; of a member that is not known, nothing is known."""

    def run(world: World) -> Value:
        owner = subject(world)
        if isinstance(owner, Record):
            value = owner.values.get(name, NOTHING)
            if owner.ghost == 1 and name == "on":
                # Whoever is not stated but exists by now has a date that is not after now.
                world.moved = True
                return Estimate(bounds(value)[0], day_of(world.now))
            return value
        if isinstance(owner, Period):
            return owner.start if name == "starts" else owner.end
        return NOTHING

    return run
