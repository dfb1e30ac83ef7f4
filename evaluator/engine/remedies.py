"""Whether a breach was repaired: cured, or defaulted when nothing can cure it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evaluator.core.norms import DUTIES
from evaluator.engine.amounts import Performed
from evaluator.engine.lives import Life
from evaluator.engine.stepwise import Stepwise
from evaluator.values.truth import NO, UNKNOWN, YES, Truth
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.native import NativeEngine


class Repaired(NamedTuple):
    """What has become of a breach by some moment; `beyond` is whether nothing can cure it any more."""

    cured: Truth
    defaulted: Truth
    beyond: Truth


class Remedy(Stepwise[Repaired]):
    """What has become of the breach of one norm, in one world."""

    __slots__ = ("_past", "engine", "life")

    def __init__(self, engine: NativeEngine, life: Life) -> None:
        super().__init__(life.world, life.begins)
        self.engine, self.life = engine, life
        self._past = Repaired(NO, NO, NO)

    def _scope(self) -> dict[str, Value]:
        return self.life.scope

    def _before(self) -> Repaired:
        return Repaired(NO, NO, NO)

    def _lost(self) -> Repaired:
        return Repaired(UNKNOWN, UNKNOWN, UNKNOWN)

    def _step(self) -> Repaired:
        world, engine = self.world, self.engine
        own = engine.performance(self.life).look(world)
        if own.breached < 0:
            return self._past
        curers = [
            curer
            for clause in world.program.curers.get(self.life.norm.clause, ())
            for curer in engine.lives(world, clause)
            if curer.same_member(self.life)
        ]
        cured: Truth = NO
        failed: Truth = YES
        for curer in curers:
            state = engine.performance(curer).look(world)
            cured = max(cured, state.in_time if curer.norm.modality in DUTIES else state.done)
            failed = min(failed, state.breached if curer.norm.modality in DUTIES else self._lapsed(curer, state))
        past = self._past
        cured = max(min(own.breached, cured), past.cured if past.cured > 0 else NO)
        defaulted = min(own.breached, failed, -cured, -own.done)
        self._past = Repaired(cured, max(defaulted, past.defaulted if past.defaulted > 0 else NO), failed)
        return self._past

    def _lapsed(self, curer: Life, state: Performed) -> Truth:
        """Whether a right to cure has ended without having been exercised."""
        ran_out, until = curer.running_out(self.world.now)
        self.world.until = min(self.world.until, until)
        self.world.read |= curer.read
        return min(ran_out, -state.done)
