"""What effects have done to a norm, or to the agreement as a whole: suspended, ended, terminated, waived, passed on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from evaluator.core.facts import Record
from evaluator.core.norms import AGREEMENT, Effect, Modality
from evaluator.engine.events import Firing
from evaluator.engine.lives import Life
from evaluator.engine.stepwise import Stepwise
from evaluator.engine.touched import LOST, UNTOUCHED, Touched
from evaluator.engine.world import Read, World
from evaluator.values.estimate import NOTHING
from evaluator.values.time import BEGINNING, FOREVER, Moment
from evaluator.values.truth import NO, UNKNOWN, YES, Truth, agreed
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.native import NativeEngine


class Done(NamedTuple):
    """An effect that has (perhaps) happened: from `since` to `by`, how truly, by which act, and of which clause."""

    since: Moment
    by: Moment
    truth: Truth
    act: Record | None
    effect: Effect
    source: Life
    to: Value


class Effects(Stepwise[Touched]):
    """What effects have done to one norm in one world; with `life` None, to the agreement."""

    __slots__ = ("engine", "life")

    def __init__(self, engine: NativeEngine, world: World, life: Life | None) -> None:
        enacted = [engine.meaning_of(clause).enacted for names in world.program.touching.values() for clause in names]
        later = [heir.start for heir in world.heirs] if life is not None and life.inherits else []
        super().__init__(world, BEGINNING if world.pinned else min([*enacted, *later], default=FOREVER))
        self.engine, self.life = engine, life

    def _scope(self) -> dict[str, Value]:
        return {}

    def _before(self) -> Touched:
        return UNTOUCHED

    def _lost(self) -> Touched:
        return LOST

    def _step(self) -> Touched:
        turns: list[Done] = []
        over: dict[str, Truth] = {"end": NO, "terminate": NO, "waive": NO}
        passed: dict[str, list[tuple[Value, Truth]]] = {"assign": [], "delegate": []}
        latest: Done | None = None
        for done in sorted(self.happened(), key=lambda each: each.since):
            verb, truth = done.effect.verb, done.truth
            if verb in ("suspend", "resume"):
                turns.append(done)
            elif verb in over:
                over[verb] = max(over[verb], truth)
            else:
                # Of two that pass it on at one time, nobody knows which came last.
                at_once = latest is not None and latest.by >= done.since and latest.to != done.to
                passed[verb].append((done.to, min(truth, UNKNOWN) if at_once else truth))
                latest = done if latest is None or done.by > latest.by else latest
        suspended = _suspended(turns)
        if self.life is not None:
            for state in self._wholes():
                suspended = max(suspended, state.suspended)
                if not self.life.norm.survives:
                    over["end"] = max(over["end"], state.ended)
                    over["terminate"] = max(over["terminate"], state.terminated)
        return Touched(
            suspended, over["end"], over["terminate"], over["waive"], tuple(passed["assign"]), tuple(passed["delegate"])
        )

    def happened(self) -> Iterator[Done]:
        """The effects that have happened, or may have, by the world's moment; those of later versions, too."""
        yield from self.of_this_version()
        for effects, moment in self._inherited():
            with effects.world.apart(moment):
                found = list(effects.of_this_version())
                until, read = effects.world.bound, effects.world.read
            self._hold(until, read, moment)
            yield from found

    def _wholes(self) -> Iterator[Touched]:
        """What has been done to the agreement as a whole, under this version and those that followed."""
        yield self.engine.effects(self.world, None).look(self.world)
        for engine, world, moment in self._heirs():
            whole = engine.effects(world, None)
            yield whole.at(moment)
            self._hold(whole.holds_until(moment), whole.read, moment)

    def _heirs(self) -> Iterator[tuple[NativeEngine, World, Moment]]:
        """The versions that have followed by now, for a norm that has arisen before, and the moment up to which."""
        world = self.world
        if self.life is None or not self.life.inherits:
            return
        for heir in world.heirs:
            if heir.start > world.now:
                world.until = min(world.until, heir.start)
                return
            yield heir.engine(), heir.world(), min(world.now, heir.end - 1)

    def _inherited(self) -> Iterator[tuple[Effects, Moment]]:
        """What the versions that have followed do to this norm, where they still name its clause."""
        life = self.life
        if life is None:
            return
        clause = life.norm.clause
        for engine, world, moment in self._heirs():
            norm = engine.program.norms.get(clause) if clause in engine.program.touching else None
            if norm is not None and (norm.family is None) == (life.norm.family is None):
                yield engine.effects(world, engine.life(world, clause, life.member)), moment

    def _hold(self, until: Moment, read: Read, moment: Moment) -> None:
        """What a later version did holds for this one, as long as that governs."""
        if moment == self.world.now:
            self.world.until = min(self.world.until, until)
        self.world.read |= read

    def of_this_version(self) -> Iterator[Done]:
        """The effects that this version has had, or may have, by the world's moment."""
        world, program = self.world, self.world.program
        target = AGREEMENT if self.life is None else self.life.norm.clause
        for clause in program.touching.get(target, ()):
            for effect in program.norms[clause].effects:
                if effect.target == target:
                    for source in self._sources(clause, effect):
                        for firing in self.engine.fired(source).look(world):
                            yield Done(*firing, effect, source, self._to(effect, source, firing, world.now))

    def _sources(self, clause: str, effect: Effect) -> Iterator[Life]:
        """The norms of a clause whose effect is on this member: all of them, or those about this member."""
        family = self.world.program.norms[clause].family
        if self.life is None or not effect.same_member or self.life.norm.family is None or family is None:
            yield from self.engine.candidates(self.world, clause)
            return
        mine = self.life.scope
        if all(binding.variable in mine for binding in family.bindings):
            member = tuple(mine[binding.variable] for binding in family.bindings)
            yield self.engine.life(self.world, clause, member if len(member) > 1 else member[0])
            return
        for source in self.engine.candidates(self.world, clause):
            if self.life.same_member(source):
                yield source

    def _to(self, effect: Effect, source: Life, firing: Firing, now: Moment) -> Value:
        """The party to whom something passes, as of its day; by an act that nobody stated, nobody knows to whom."""
        act = firing.act
        if effect.to is None:
            return None
        if act is None and source.norm.modality is not Modality.AUTOMATIC:
            return NOTHING
        view = self.engine.view(self.world, act)
        moment = firing.since if act is None else min(now, firing.by)
        with view.apart(moment, {**source.scope, source.norm.act or "": act}):
            return self.engine.meaning.of(effect.to)(view)

    def moved_on(self, deadline: Moment, now: Moment, *, clock: Moment, owed: Moment, latest: bool = False) -> Moment:
        """A deadline, the earliest it can be, after the time spent suspended by `now`.

        Time counts from when the duty is `owed` and its `clock` runs, that is from the day from which the deadline is
        counted. How long a suspension lasts that is not over is not known yet. With `latest`, the latest it can be:
        time counts in which it may have been suspended, and one that is not over may last for ever.
        """
        if deadline >= FOREVER:
            return deadline
        self.at(now - 1)
        shift = 0
        for start, end, state in self._stretches(now):
            counts = state.suspended > 0 or (latest and state.suspended == 0)
            if not counts or max(start, clock) >= deadline + shift:
                continue
            if end is not None:
                shift += max(0, end - max(start, clock, owed))
            elif latest:
                return FOREVER
        return deadline + shift

    def _stretches(self, now: Moment) -> Iterator[tuple[Moment, Moment | None, Touched]]:
        """The stretches that began before a moment; the last has no end yet."""
        for index, start in enumerate(self.looked):
            if start >= now:
                return
            end = self.looked[index + 1] if index + 1 < len(self.looked) else now
            yield start, (end if end < now else None), self.states[index]


def _suspended(turns: list[Done]) -> Truth:
    """Whether the last of some suspensions and resumptions was a suspension; which was the last may not be known."""
    sure = [done for done in turns if done.truth > 0]
    last = [done for done in turns if not any(other.since > done.by for other in sure)]
    # What it comes to if this one was the last; one that may not have happened leaves that to the others.
    truths = [(done.truth or YES) if done.effect.verb == "suspend" else -(done.truth or YES) for done in last]
    if not sure:
        truths.append(NO)  # it may never have been suspended
    return agreed(truths)
