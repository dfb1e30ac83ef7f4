"""The life of a norm: in force or not, and why, from one change to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.core.norms import AGREEMENT, Modality, Norm
from evaluator.engine.days import Edge, NamedDay, counted_from, has_come, named_day
from evaluator.engine.events import EventMeaning
from evaluator.engine.logic import Parts, Standing
from evaluator.engine.stepwise import Stepwise
from evaluator.engine.world import Read, World
from evaluator.program import Program
from evaluator.values.time import BEGINNING, FOREVER, Moment, after, midnight_after, start_of
from evaluator.values.truth import NO, UNKNOWN, YES, Truth, capped
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.meaning import Meaning


class NormMeaning:
    """What the parts of a norm mean, made once for all its lives."""

    def __init__(self, norm: Norm, meaning: Meaning, program: Program) -> None:
        def day(expression: core.Expr | None, edge: Edge) -> NamedDay | None:
            return named_day(expression, meaning, edge)

        optional = meaning.optional
        self.norm = norm
        self.enacted = start_of(norm.enacted)
        self.starts = day(norm.starts, start_of)
        self.when = optional(norm.when)
        domains = () if norm.family is None else [binding.domain for binding in norm.family.bindings]
        series = [meaning.series(each) if isinstance(each, core.Steps) else None for each in domains]
        self.series = series if any(series) else None
        self.filters = () if norm.family is None else tuple(meaning.of(each.where) for each in norm.family.bindings)
        self.until = optional(norm.until)
        self.through = day(norm.through, after)
        self.unless = optional(norm.unless)
        self.carried = [meaning.of(expression) for expression in norm.carried]
        self.not_before = day(norm.not_before, start_of)
        self.due = day(norm.due, after)
        self.clock = None if norm.due is None else day(counted_from(norm.due), after)
        self.amount = optional(norm.amount)
        self.ensure = optional(norm.ensure)
        self.lively = norm.clause in program.lively
        self.touched = norm.clause in program.touching or AGREEMENT in program.touching
        self.once = norm.modality is Modality.MUST and norm.once
        targets = (AGREEMENT, norm.clause)
        self.can_be_suspended = any(program.acts_on(target, "suspend") for target in targets)
        self.can_be_resumed = any(program.acts_on(target, "resume") for target in targets)
        self.eclipsed = bool(program.eclipsed_by[norm.clause])
        self.mortal = norm.repealed is not None or bool(norm.carried)
        self.lively_event = norm.clause in program.lively_events
        self.event = None if norm.upon is None else EventMeaning(norm.upon, meaning)
        self.keyed = _keyed(norm)


class Life(Stepwise[Standing]):
    """One norm (of one member) in one world: its standing at every moment.

    `scope` holds the variables of the member, `ghost` says that it stands for one that nobody stated. Effects may have
    `touched` it, those of later versions, too, if it `inherits` them. `doubt` is the first moment at which `until` may
    have been reached without certainly being so.
    """

    __slots__ = ("begins", "doubt", "ghost", "inherits", "meaning", "member", "norm", "reached", "scope", "touched")

    def __init__(self, meaning: NormMeaning, member: Value, world: World) -> None:
        self.meaning, self.norm, self.member, self.world = meaning, meaning.norm, member, world
        self.scope = {} if self.norm.family is None else self.norm.family.scope(member)
        self.ghost = self.norm.family is not None and is_ghost(member)
        self.inherits = self.norm.upon is not None and bool(world.heirs)
        self.touched = self.inherits or meaning.touched
        self.begins = self._begins()
        super().__init__(world, self.begins)
        self.reached: Truth = NO
        self.doubt: Moment | None = None

    def _begins(self) -> Moment:
        """The first moment of its text, or the first that will be asked about."""
        if self.world.pinned and self.norm.upon is not None:
            return BEGINNING  # under a pin the version governs every date, that of the event included
        return min(self.meaning.enacted, self.world.origin(self.norm.clause))

    @property
    def can_be_suspended(self) -> bool:
        """Whether anything may suspend it, so that its clock stops."""
        return not self.norm.clock_runs and (self.meaning.can_be_suspended or self._in_heirs("suspend"))

    @property
    def can_be_resumed(self) -> bool:
        """Whether anything may lift a suspension."""
        return self.meaning.can_be_resumed or self._in_heirs("resume")

    def _in_heirs(self, verb: str) -> bool:
        targets = (AGREEMENT, self.norm.clause)
        return self.inherits and any(
            heir.engine().program.acts_on(target, verb) for heir in self.world.heirs for target in targets
        )

    def same_member(self, other: Life) -> bool:
        """Whether two norms are about the same member, as far as they name their members alike."""
        mine = self.scope
        return all(mine[name] == member for name, member in other.scope.items() if name in mine)

    def ends_by(self, moment: Moment) -> Moment | None:
        """When the norm has certainly ended whatever else happens: after its last day, where that is settled."""
        if self.meaning.through is None:
            return None
        world = self.world
        with world.apart(moment, self.scope):
            last = self.meaning.through.moments(world)[1]
            settled = not world.moved and world.bound >= FOREVER
        return last if settled and last < FOREVER else None

    def glance(self, moment: Moment) -> tuple[Standing, Read]:
        """The standing at a moment and the readings it can depend on, worked out without the past if that suffices.

        The past matters to `until`, while it is not certainly reached, and to what arises, is performed or has effects.
        """
        meaning, world = self.meaning, self.world
        if moment < self.begins or self.norm.upon is not None or meaning.lively:
            return self.at(moment), self.read
        with world.apart(moment, self.scope):
            reached = NO if meaning.until is None else self._reached_now(world)
            found = (self._standing(world, reached), world.read) if meaning.until is None or reached == YES else None
        return found or (self.at(moment), self.read)

    def owed_since(self, moment: Moment) -> tuple[Moment, Moment]:
        """From when on, possibly and certainly, the norm would have applied if nothing had suspended it."""
        self.at(moment)
        possible = None
        for looked, each in zip(self.looked, self.states, strict=True):
            if looked > moment:
                break
            begun = min(-each.not_yet, -each.not_triggered)
            if begun >= 0 and possible is None:
                possible = looked
            if begun > 0 and possible is not None:
                return possible, looked
        return (FOREVER if possible is None else possible), FOREVER

    def ran_out(self, moment: Moment) -> Truth:
        """Whether the norm applied, then ended by its own terms by a moment, and nothing had taken it away before."""
        return self.running_out(moment)[0]

    def running_out(self, moment: Moment) -> tuple[Truth, Moment]:
        """The same, and until when that holds.

        At one moment what runs out comes first, then effects: so these are not looked at, and may hang on it.
        """
        own, until = self._own_end(moment)
        if own < 0:
            return NO, until
        applied = gone = perhaps = NO
        self.at(moment - 1)
        for looked, each in zip(self.looked, self.states, strict=True):
            if looked >= moment:
                break
            if each.ran_out > 0:
                return max(perhaps, min(each.ran_out, applied, -gone)), FOREVER
            applied = max(applied, each.in_force)
            if each.ran_out == UNKNOWN:
                perhaps = max(perhaps, min(UNKNOWN, applied, -gone))  # before anything that takes it away later
            gone = max(gone, each.terminated, each.waived, each.repealed, each.ended if each.ran_out < 0 else NO)
        if own > 0:
            return max(perhaps, min(own, applied, -gone)), until
        return max(perhaps, min(UNKNOWN, applied, -gone)), min(until, midnight_after(moment))

    def _own_end(self, moment: Moment) -> tuple[Truth, Moment]:
        """Whether it has ended by its own terms by a moment, and until when that holds."""
        if self.next > moment or moment < self.begins:
            return self.at(moment).ran_out, self.holds_until(moment)
        before = self.at(moment - 1).ran_out
        if before > 0:
            return before, FOREVER
        world = self.world
        with world.apart(moment, self.scope):
            reached = NO if self.meaning.until is None else self._reached_now(world)
            found = max(before, capped(max(reached, self._past(world)), self.norm.certainty))
            until = world.bound
            self.read |= world.read
        return found, until

    def _past(self, world: World) -> Truth:
        """Whether its last day is over."""
        return NO if self.meaning.through is None else self.meaning.through.has_come(world)

    def just_before(self, world: World) -> Standing:
        """The standing at the moment of a world that looks at what norms had become just before it."""
        if world.now < self.begins:
            world.until = min(world.until, self.begins)
            return _BEFORE
        scope = world.scope
        world.scope = self.scope
        ended = self.at(world.now - 1).ended
        found = self._standing(world, max(ended, NO if self.meaning.until is None else self._reached_now(world)))
        world.scope = scope
        return found

    def _step(self) -> Standing:
        self._reach()
        return self._standing(self.world, self.reached)

    def _scope(self) -> dict[str, Value]:
        return self.scope

    def _before(self) -> Standing:
        return _BEFORE

    def _lost(self) -> Standing:
        return LOST

    def _reach(self) -> None:
        """Remember whether `until` has been reached: it takes the first day of the norm's life and never revives."""
        if self.meaning.until is None or self.reached == YES:
            return
        reached = self._reached_now(self.world)
        if reached == 0 and self.doubt is None:
            self.doubt = self.world.now
        self.reached = max(self.reached, reached)

    def _reached_now(self, world: World) -> Truth:
        """Whether `until` holds now, in the life of the norm: it has begun, and its member exists or it has arisen."""
        until = self.meaning.until
        if until is None:
            return NO
        begun = self._exists(world) if self.norm.upon is None else self._arisen(world)
        return world.meaning.logic.every((self._started(world), begun, until(world)))

    def _started(self, world: World) -> Truth:
        return YES if self.meaning.starts is None else self.meaning.starts.has_come(world)

    def _standing(self, world: World, reached: Truth) -> Standing:
        norm, meaning = self.norm, self.meaning
        started = self._started(world)
        when = YES if meaning.when is None else meaning.when(world)
        arisen = belongs = YES
        if norm.upon is not None:
            arisen = self._arisen(world)
        elif norm.family is not None:
            belongs = self.belongs(world)
        unless = NO if meaning.unless is None else meaning.unless(world)
        overridden = world.meaning.standing(world, norm.clause, self.member, "eclipsed") if meaning.eclipsed else NO
        repealed = self._repealed(world) if meaning.mortal else NO
        if norm.upon is not None:
            repealed = world.meaning.logic.every((repealed, -arisen))  # what has arisen stays
        past = self._past(world)
        suspended = cut_off = terminated = waived = NO
        if self.touched:
            done = world.meaning.touched(world, self)
            suspended, cut_off, terminated, waived = done.suspended, done.ended, done.terminated, done.waived
        parts = (started, when, arisen, belongs, unless, overridden, repealed, reached, past)
        effects = (suspended, cut_off, terminated, waived)
        found = world.meaning.logic.standing(Parts(*parts, *effects), norm.certainty)
        if world.meaning.watch is not None:
            world.meaning.watch.standing(norm.clause, found)
        return found

    def _repealed(self, world: World) -> Truth:
        norm = self.norm
        repealed = NO if norm.repealed is None else YES if world.pinned else has_come(world, norm.repealed, start_of)
        for carried in self.meaning.carried:
            repealed = max(repealed, -carried(world))
        return repealed

    def _arisen(self, world: World) -> Truth:
        arisen: Truth = world.meaning.arisen(world, self)
        return arisen

    def belongs(self, world: World, besides: Value = None) -> Truth:
        """Whether the member exists (but for one that is looked at elsewhere) and passes the filters of the family."""
        exists = self._exists(world, besides)
        for passes in self.meaning.filters:
            if exists < 0:
                break
            exists = min(exists, passes(world))
        return exists

    def _exists(self, world: World, besides: Value = None) -> Truth:
        """Whether the member exists: nobody knows of one that was not stated; a part has to lie in its period."""
        members = self.member if isinstance(self.member, tuple) else (self.member,)
        found: Truth = YES
        for member in members:
            if isinstance(member, Record) and member is not besides:
                found = min(found, UNKNOWN if member.ghost else world.exists(member))
        for series, member in zip(self.meaning.series or (), members, strict=False):
            found = found if series is None else min(found, series.exists(world, member))
        return found


def is_ghost(member: Value) -> bool:
    """Whether a member (or one of a pair) stands for one that nobody stated."""
    members = member if isinstance(member, tuple) else (member,)
    return any(isinstance(each, Record) and each.ghost for each in members)


def _keyed(norm: Norm) -> str | None:
    """The role by which an act names the member that it is about, where only acts that name it are covered."""
    if norm.family is None or len(norm.family.bindings) != 1 or norm.where is None:
        return None
    variable = norm.family.bindings[0].variable
    for part in norm.where.operands if isinstance(norm.where, core.AllOf) else (norm.where,):
        match part:
            case core.Compare("=", core.Attribute(core.Variable(act), role), core.Variable(name)) | core.Compare(
                "=", core.Variable(name), core.Attribute(core.Variable(act), role)
            ) if act == norm.act and name == variable:
                return role
            case _:
                pass
    return None


_BEFORE: Final = Standing(NO, YES, NO, NO, NO, NO, NO, NO, NO, NO, NO)
LOST: Final = Standing(*([0] * len(Standing._fields)))
"""The standing of a norm from where it can no longer be told."""
