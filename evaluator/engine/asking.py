"""What expressions ask the engine back: standings and histories of norms, verdicts, events and effects.

In a view of a world (`World.base`), where an act is judged, what norms have become is that of the moment before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.core.norms import AGREEMENT, Modality
from evaluator.engine.amounts import outstanding
from evaluator.engine.comparing import until_midnight
from evaluator.engine.days import has_come
from evaluator.engine.deeds import looked_at
from evaluator.engine.events import has_fired
from evaluator.engine.histories import last_day, told
from evaluator.engine.lives import Life, is_ghost
from evaluator.engine.logic import Standing
from evaluator.engine.stepwise import State, Stepwise
from evaluator.engine.touched import LOST, Touched
from evaluator.engine.verdicts import judge
from evaluator.engine.world import Read, World
from evaluator.values.estimate import NOTHING, Estimate, known_with
from evaluator.values.time import FOREVER, Moment, start_of
from evaluator.values.truth import NO, UNKNOWN, Truth
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.native import NativeEngine


class Asking:
    """Answers what expressions ask, at a world's moment; each answer lowers `world.until` and adds to `world.read`."""

    def __init__(self, engine: NativeEngine) -> None:
        self.engine = engine

    def definitions(self, name: str) -> tuple[str | None, core.Expr]:
        """The variable and the body of a term."""
        definition = self.engine.program.definitions[name]
        return definition.variable, definition.body

    def standing(self, world: World, clause: str, member: Value, what: str) -> Truth:
        """A norm's standing or history now; `eclipsed` is whether a norm with priority leaves it nothing to say."""
        if what == "eclipsed":
            return self._eclipsed(world, clause, member)
        if clause == AGREEMENT:
            return self._agreement(world, what)
        if clause not in self.engine.program.norms:
            return NO
        if isinstance(member, Estimate) or is_ghost(member):
            return UNKNOWN
        if member is not None and (member := self.engine.find(world, clause, member)) is None:
            return NO
        life = self.engine.life(world.base or world, clause, member)
        if what in Standing._fields:
            standing = self.engine.standing(world, life)
            world.read |= life.read
            truth: Truth = getattr(standing, what)
            return truth
        return self._history(world, life, what)

    def _eclipsed(self, world: World, clause: str, member: Value) -> Truth:
        found = []
        watch = self.engine.meaning.watch
        for higher in self.engine.program.eclipsed_by[clause]:
            for life in self.engine.candidates(world, higher):
                if member is None or life.norm.family is None or life.member == member:
                    found.append(self.engine.standing(world, life).in_force)
                    world.read |= life.read
                    if watch is not None:
                        watch.priority(clause, higher, found[-1])
        return self.engine.logic.some(found)

    def _history(self, world: World, life: Life, what: str) -> Truth:
        """What has become of a norm; in a view, by the moment before."""
        moment = world.now if world.base is None else world.now - 1
        standing = None
        if what in ("open", "available"):
            standing = self.engine.standing(world, life)
            world.read |= life.read
        elif what == "lapsed" or (what == "fulfilled" and life.norm.modality is not Modality.MUST):
            if world.base is None or world.loose or world.tracked:
                world.until = min(world.until, life.running_out(moment)[1] + world.now - moment)
            else:
                world.fleeting = True
            world.read |= life.read
        truth = told(self.engine, life, moment, what, standing)
        _look(world, self.engine.performance(life), moment)
        if what in ("cured", "defaulted"):
            _look(world, self.engine.remedy(life), moment)
        return truth

    def _agreement(self, world: World, what: str) -> Truth:
        touched = self.touched(world, None)
        starts = has_come(world, self.engine.program.begins, start_of)
        states = {
            "not_yet": -starts,
            "ended": touched.ended,
            "terminated": touched.terminated,
            "suspended": touched.suspended,
        }
        return -self.engine.logic.some([*states.values()]) if what == "in_force" else states[what]

    def touched(self, world: World, life: Life | None) -> Touched:
        """What effects have done to a norm; in a view, by the moment before; in a loose one nobody knows."""
        if world.loose:
            return LOST
        base = world.base or world
        moment = world.now if world.base is None else world.now - 1
        return _look(world, self.engine.effects(base, life), moment)

    def arisen(self, world: World, life: Life) -> Truth:
        """Whether the event has happened upon which a norm arises; in a view, one that hangs on acts by just before."""
        life = self.engine.own(world, life)
        moment = world.now - 1 if world.base is not None and life.meaning.lively_event else world.now
        return has_fired(_look(world, self.engine.arising(life), moment))

    def detail(self, world: World, clause: str, member: Value, what: str) -> Value:
        """A value that belongs to a norm's life."""
        if clause not in self.engine.program.norms or isinstance(member, Estimate) or is_ghost(member):
            return NOTHING
        if member is not None and (member := self.engine.find(world, clause, member)) is None:
            return NOTHING
        life = self.engine.life(world.base or world, clause, member)
        performance = self.engine.performance(life)
        moment = world.now if world.base is None else world.now - 1
        state = _look(world, performance, moment)
        match what:
            case "due":
                deadline = performance.deadline(moment)
                if life.can_be_suspended:
                    effects = self.engine.effects(life.world, life)
                    _hold(world, effects, moment - 1)
                return NOTHING if deadline is None else last_day(deadline)
            case "breached_on":
                return performance.breached_on(moment)
            case "amount":
                return NOTHING if state.amount is None else state.amount
            case _:
                return NOTHING if state.amount is None else outstanding(state)

    def verdict(self, world: World, act: Value) -> Value:
        """The verdict on a stated act, judged on its own day; unknown where it is undetermined or conflicting."""
        if not isinstance(act, Record) or act.ghost or act.certain_from >= FOREVER:
            return NOTHING
        lively = act.sort in self.engine.program.lively_acts
        if lively and world.now < act.certain_from:
            world.until = min(world.until, act.certain_from)
            return NOTHING  # what it comes to hangs on acts that are still to come
        base = world.base or world
        told = self.engine.deeds(base).told
        if act not in told:
            told[act] = self._told(base, act, foresee=not lively)
        found, read = told[act]
        world.read |= read
        return found

    def _told(self, base: World, act: Record, *, foresee: bool) -> tuple[Value, Read]:
        """The verdict on an act, and the readings that it looks at; whenever it is asked for, it is that of its day."""
        verdicts = set()
        certainty = 4
        read: Read = {}
        span = (act.possible_from, act.certain_from)
        for weighed in list(self.engine.deeds(base).weighings(act, span, looked_at, read)):
            found = judge(self.engine.judging(base, act), act, weighed, foresee=foresee).told
            if found is None or found[0] == "conflicting":
                return NOTHING, read
            certainty = min(certainty, found[1])
            verdicts.add(found[0])
        return known_with(verdicts.pop(), certainty) if len(verdicts) == 1 else NOTHING, read


def _look(world: World, source: Stepwise[State], moment: Moment) -> State:
    """The state of something that a world looks at as of its moment, or of the one before."""
    found = source.at(moment)
    _hold(world, source, moment)
    world.read |= source.read
    return found


def _hold(world: World, source: Stepwise[Any], moment: Moment) -> None:
    """Lower `world.until` to when something that was looked at, at this moment or before, may differ.

    What a view takes from just before does not bound it: it asks until when facts stay the same. Only a loose one, or
    one that is tracked, wants more. What looks at itself is good for its moment only, in a view for the day.
    """
    bounded = world.base is None or world.loose or world.tracked or moment == world.now
    looks_at_itself = source.extending and moment < world.now and source.next <= world.now
    if bounded:
        source.hold(world, moment)
    elif looks_at_itself:
        until_midnight(world)
    if looks_at_itself or not bounded:
        world.fleeting = True
