"""When a power has been exercised: by which stated acts, and from when on by acts that nobody stated."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from evaluator.engine.deeds import done_from
from evaluator.engine.events import Fired, Firing
from evaluator.engine.lives import Life
from evaluator.engine.stepwise import Stepwise
from evaluator.values.time import BEGINNING, FOREVER
from evaluator.values.truth import UNKNOWN
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.native import NativeEngine


class Exercises(Stepwise[Fired]):
    """The exercises of one power in one world, those that are certain and those that are possible."""

    __slots__ = ("_acts", "_edges", "engine", "life")

    def __init__(self, engine: NativeEngine, life: Life) -> None:
        super().__init__(life.world, BEGINNING if life.world.pinned else life.begins)
        self.engine, self.life = engine, life
        self._acts = engine.deeds(life.world).acts_for(life)
        self._edges = sorted({edge for act in self._acts for edge in (done_from(act), act.certain_from)})

    def _scope(self) -> dict[str, Value]:
        return self.life.scope

    def _before(self) -> Fired:
        return ()

    def _lost(self) -> Fired:
        return (Firing(self.next, FOREVER, UNKNOWN),)

    def _step(self) -> Fired:
        world, deeds, life = self.world, self.engine.deeds(self.world), self.life
        index = bisect_right(self._edges, world.now)
        if index < len(self._edges):
            world.until = min(world.until, self._edges[index])
        weighed = [(act, deeds.truth(act, life, world.now)) for act in self._acts]
        fired = [Firing(act.possible_from, act.certain_from, truth, act) for act, truth in weighed if truth >= 0]
        since = deeds.may_be_done(life, world.now)
        if since is not None:
            fired.append(Firing(since, FOREVER, UNKNOWN))
        return tuple(fired)
