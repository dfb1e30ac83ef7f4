"""One evaluation: the versions that govern, each on its days, and the worlds in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluator.core.facts import Facts, Record
from evaluator.engine.lives import Life
from evaluator.engine.native import NativeEngine
from evaluator.engine.spans import Stretch
from evaluator.engine.world import World
from evaluator.values.time import BEGINNING, FOREVER, Moment

Assignment = Mapping[str, str]


@dataclass(frozen=True)
class Regime:
    """A version governs on `[start, end)`; its engine is made when first needed."""

    version: str
    start: Moment
    end: Moment
    engine: Callable[[], NativeEngine]


@dataclass
class Evaluation:
    """A scenario put to an agreement: `regimes` oldest first, `current` the one that governs at the moment `now`.

    Under a pin there is one regime, and it governs every date.
    """

    regimes: Sequence[Regime]
    current: int
    pinned: bool
    facts: Facts
    now: Moment
    _worlds: dict[tuple[object, ...], World] = field(default_factory=dict)

    @property
    def engine(self) -> NativeEngine:
        """The engine of the governing version."""
        return self.regimes[self.current].engine()

    def world(self, regime: int, assignment: Assignment, without: Record | None = None) -> World:
        """The world of a regime under some options for the readings its answer depends on; asked at `now`."""
        key = (regime, tuple(assignment.items()), id(without))
        found = self._worlds.get(key)
        if found is None:
            engine = self.regimes[regime].engine()
            origin = self._origin() if self.pinned else FOREVER
            found = engine.world(self.facts, assignment, origin=origin, pinned=self.pinned, without=without)
            self._worlds[key] = found
        found.now = self.now
        return found

    def _origin(self) -> Moment:
        """Under a pin the version is asked about the past, too: about every dated act, and about now."""
        days = [act.record.possible_from for act in self.facts.acts if act.record.possible_from > BEGINNING]
        return min([self.now, *days])

    def assignment(self, regime: int, cone: Sequence[str], chosen: Assignment) -> dict[str, str]:
        """Options for the readings of another regime's cone: as chosen here, else as stated, else the default or the first."""
        readings = self.regimes[regime].engine().program.readings
        found = {}
        for name in cone:
            sort = readings[name]
            option = chosen.get(name) or self.facts.readings.get(name) or sort.default
            found[name] = option if option in sort.options else next(iter(sort.options))
        return found

    def regime_at(self, moment: Moment) -> int | None:
        """Which regime governs at a moment, None before the first."""
        if self.pinned:
            return self.current
        found = None
        for index, regime in enumerate(self.regimes):
            if regime.start <= moment:
                found = index
        return found

    def stretches_before(self, clause: str, member: Any, assignment: Assignment) -> list[Stretch]:
        """A norm's life up to now, latest first, through the versions that stated it."""
        found: list[Stretch] = []
        for index in range(self.current, -1, -1):
            regime = self.regimes[index]
            life = self._life(index, clause, member, assignment)
            if life is None:
                break
            last = self.now if index == self.current else regime.end - 1
            for start, standing in life.before(last):
                found.append((max(start, regime.start) if not self.pinned else start, _sign(standing.in_force)))
                if start <= regime.start and not self.pinned:
                    break
        return found

    def stretches_after(self, clause: str, member: Any, assignment: Assignment) -> list[Stretch]:
        """A norm's life from now on, earliest first, through the versions that follow."""
        found: list[Stretch] = []
        for index in range(self.current, len(self.regimes)):
            regime = self.regimes[index]
            life = self._life(index, clause, member, assignment)
            if life is None:
                found.append((regime.start, -1))
                break
            start = self.now
            if index > self.current:
                start = regime.start
                found.append((start, _sign(life.at(start).in_force)))
            for moment, standing in life.later(start):
                if moment >= regime.end and not self.pinned:
                    break
                found.append((moment, _sign(standing.in_force)))
                if len(found) >= _ENOUGH:
                    return found
        return found

    def _life(self, regime: int, clause: str, member: Any, assignment: Assignment) -> Life | None:
        engine = self.regimes[regime].engine()
        if clause not in engine.program.norms:
            return None
        if (engine.program.norms[clause].family is None) != (member is None):
            return None
        chosen = assignment
        if regime != self.current:
            chosen = self.assignment(regime, engine.program.readings_of[clause], assignment)
        return engine.life(self.world(regime, chosen), clause, member)


def _sign(truth: int) -> int:
    return (truth > 0) - (truth < 0)


_ENOUGH = 400
