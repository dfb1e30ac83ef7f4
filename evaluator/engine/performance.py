"""What has become of a norm: performed, breached, exercised. History that stays, beside whether the norm applies."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from evaluator.core.facts import Record
from evaluator.core.norms import Modality
from evaluator.engine.amounts import Performed, Share
from evaluator.engine.comparing import until_flip, until_midnight
from evaluator.engine.days import Bounds, NamedDay
from evaluator.engine.deeds import done_from, not_early
from evaluator.engine.lives import Life
from evaluator.engine.stepwise import Stepwise
from evaluator.values.estimate import Estimate, at_most, known_with
from evaluator.values.time import BEGINNING, FOREVER, NEVER, Moment, day_of
from evaluator.values.truth import NO, UNKNOWN, YES, Truth, agreed, capped
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.native import NativeEngine


_NOTHING: Final = Performed(NO, NO, NO, NO, None, None, None)


class Performance(Stepwise[Performed]):
    """What has become of one norm, in one world."""

    __slots__ = ("_breached", "_counted", "_edges", "engine", "life")

    def __init__(self, engine: NativeEngine, life: Life) -> None:
        super().__init__(life.world, life.begins)
        self.engine, self.life = engine, life
        self._breached: Truth = NO
        self._counted: list[tuple[Moment, Bounds, Bounds]] = []
        acts = engine.deeds(life.world).acts_for(life)
        edges = {edge for act in acts for edge in (done_from(act), act.certain_from)}
        self._edges = sorted(edge for edge in edges if edge < FOREVER)

    def _scope(self) -> dict[str, Value]:
        return self.life.scope

    def _before(self) -> Performed:
        return _NOTHING

    def _lost(self) -> Performed:
        return Performed(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, None, None, None)

    def _step(self) -> Performed:
        while self._edges and self._edges[0] <= self.world.now:
            self._edges.pop(0)
        if self._edges:
            self.world.until = min(self.world.until, self._edges[0])
        match self.life.norm.modality:
            case Modality.MUST:
                return self._duty()
            case Modality.MUST_NOT:
                breached = self._acted(breach=True)
                return Performed(NO, NO, breached, breached, None, None, None)
            case Modality.MAY | Modality.CAN:
                return Performed(self._acted(breach=False), NO, NO, NO, None, None, None)
            case Modality.MUST_ENSURE:
                failed = self._failed()
                return Performed(NO, NO, failed, failed, None, None, None)
            case _:
                return _NOTHING

    def _acted(self, *, breach: bool) -> Truth:
        """Whether some act has been done under (or against) the norm."""
        world, deeds = self.world, self.engine.deeds(self.world)
        tell = deeds.breach if breach else deeds.truth
        found = max((tell(act, self.life, world.now) for act in deeds.acts_for(self.life)), default=NO)
        if found < 0 and deeds.may_be_done(self.life, world.now) is not None:
            found = UNKNOWN
        return found

    def _failed(self) -> Truth:
        """Whether the state of affairs certainly failed at some moment at which the guarantee was in force."""
        world, ensure = self.world, self.life.meaning.ensure
        if self._breached == YES or ensure is None:
            return self._breached
        standing = self.engine.standing(world, self.life)
        world.read |= self.life.read
        failed = min(standing.in_force, -ensure(world))
        self._breached = max(self._breached, failed)
        return self._breached

    def _duty(self) -> Performed:
        world, life = self.world, self.life
        amount = None if life.meaning.amount is None else life.meaning.amount(world)
        moves, world.moved = world.moved, False
        before = self.states[-1] if self.states else _NOTHING
        settled = before.done > 0 and before.acted
        deadline = before.deadline if settled else self._deadline()
        begins = self._begins()
        shares = self.engine.ledger(world).shares(life, world.now)
        counting = {share.act: not_early(share.act, begins) for share in shares}
        counted = [share for share in shares if counting[share.act] > NO]
        done, total = self._sum(counted, amount, counting)
        acted = bool(counted) and (done <= 0 or any(min(share.truth, counting[share.act]) > 0 for share in counted))
        over = deadline is not None and world.now >= deadline[1]
        if settled or (before.done > 0 and over):
            done, amount = max(done, before.done), before.amount
        elif moves:
            self._moves(done, total)
            if not counted and not over:
                # Nothing is owed so far; that performs a duty which may still grow when its time is up.
                done = NO if deadline is None or world.now < deadline[0] else min(done, UNKNOWN)
        if deadline is None:
            return Performed(done, done, NO, NO, None, amount, total, acted)
        timely = {act: min(truth, _within(act, deadline)) for act, truth in counting.items()}
        timely_shares = [share for share in counted if timely[share.act] > NO]
        in_time = done if not counted else self._sum(timely_shares, amount, timely)[0]
        missed = self._missed(deadline)
        breached = min(missed, -in_time)
        if self._breached > 0:
            breached = max(breached, self._breached)
        self._breached = breached
        return Performed(done, in_time, breached, missed, deadline, amount, total, acted)

    def _moves(self, done: Truth, total: Value) -> None:
        """An amount that grows or shrinks from day to day: the next look is where it has reached what was paid."""
        amount = self.life.meaning.amount
        if amount is not None:
            until_flip(self.world, done, lambda then: at_most(amount(then), total))

    def _sum(self, shares: list[Share], amount: Value, counting: dict[Record, Truth]) -> tuple[Truth, Value]:
        """Whether acts perform the duty, and what they add up to; `counting` says how truly each of them counts."""
        if amount is None:
            return max((min(share.truth, counting[share.act]) for share in shares), default=NO), None
        low: Value = 0
        high: Value = 0
        certainty: Truth = YES
        for share in shares:
            truth = min(share.truth, counting[share.act])
            if truth > 0 and share.low is not None:
                low += share.low
                certainty = min(certainty, truth)
            if truth >= 0:
                high = None if high is None or share.high is None else high + share.high
        total = known_with(low, certainty) if high is not None and low == high else Estimate(low, high, certainty)
        return at_most(amount, total), total

    def _deadline(self) -> tuple[Moment, Moment] | None:
        """The bounds of the first moment that is too late; days of suspension do not count, unless the clock runs."""
        world, life = self.world, self.life
        if life.meaning.due is None:
            return None
        deadline = life.meaning.due.moments(world)
        clock = (BEGINNING, BEGINNING) if life.meaning.clock is None else life.meaning.clock.moments(world)
        if not self._counted or self._counted[-1][1:] != (deadline, clock):
            self._counted.append((world.now, deadline, clock))
        if world.moved and life.ghost and not life.can_be_suspended:
            world.moved = False
            self._until_run_out(life.meaning.due, deadline)
            return deadline
        if world.moved:
            until_midnight(world)
            world.moved = False
        if life.can_be_suspended:
            # Only at the deadline does it matter by how much it has moved: the next look is then.
            deadline = self.moved(world.now)
        for moment in deadline:
            if world.now < moment < world.until:
                world.until = moment
        return deadline

    def _until_run_out(self, due: NamedDay, deadline: Bounds) -> None:
        """A deadline counted from a day that may be today: the next look is where it makes a difference.

        The dates of a norm about a member that nobody stated are not told, so it matters only what has run out.
        """
        acts = self.engine.deeds(self.world).acts_for(self.life)

        def run_out(now: Moment, bounds: Bounds) -> tuple[object, ...]:
            return now >= bounds[0], now >= bounds[1], *(_within(act, bounds) for act in acts)

        due.until_otherwise(self.world, deadline, run_out)

    def moved(self, now: Moment) -> tuple[Moment, Moment]:
        """The deadline as it stands at a moment, later by the days of suspension before; it looks at nothing else."""
        world, ((first, last), clock) = self.world, self._counted_at(now)
        effects = self.engine.effects(world, self.life)
        resumed = FOREVER
        if self.life.can_be_resumed and effects.at(now - 1).suspended > 0 and first <= now:
            resumed = effects.holds_until(now - 1) + 1
        world.until = min(world.until, resumed)
        world.read |= effects.read
        # Its clock runs once it is owed, and from the day from which the deadline is counted.
        early, late = self.life.owed_since(now - 1)
        return (
            effects.moved_on(first, now, clock=clock[1], owed=late),
            effects.moved_on(last, now, clock=clock[0], owed=early, latest=True),
        )

    def _counted_at(self, moment: Moment) -> tuple[Bounds, Bounds]:
        """The deadline without suspensions, and the day from which it is counted, as they were known at a moment."""
        index = bisect_right(self._counted, moment, key=lambda each: each[0]) - 1
        return self._counted[max(index, 0)][1:]

    def _begins(self) -> tuple[Moment, Moment]:
        world, not_before = self.world, self.life.meaning.not_before
        if not_before is None:
            return BEGINNING, BEGINNING
        return not_before.moments(world)

    def _missed(self, deadline: tuple[Moment, Moment]) -> Truth:
        """Whether the deadline ran out on a duty that was in force."""
        now, (first, last) = self.world.now, deadline
        if now < first:
            return NO
        counted, _ = self._counted_at(now)
        life = self.life
        if now < last and counted[0] < counted[1]:
            # Nobody knows whether it has run out; what was never owed cannot have been missed.
            owed = life.owed_since(now - 1)[0] < now
            self.world.read |= life.read
            if not owed:
                life.hold(self.world, now - 1)  # the next look is when the life of the norm has changed
            return UNKNOWN if owed else NO
        applied = [life.at(moment - 1).in_force for moment in dict.fromkeys((first, min(last, now)))]
        self.world.read |= life.read
        limit = life.norm.certainty
        return capped(min(agreed(applied), YES if now >= last else UNKNOWN), limit)

    def amount(self, moment: Moment) -> Value:
        """The amount as it stands at a moment; of a duty that was performed, the one that was paid."""
        state, amount = self.at(moment), self.life.meaning.amount
        if amount is None or state.done > 0:
            return state.amount
        world = self.world
        with world.apart(moment, self.life.scope):
            return amount(world)

    def deadline(self, moment: Moment) -> tuple[Moment, Moment] | None:
        """The bounds of the first moment that is too late, as far as they are known at a moment."""
        state = self.at(moment)
        found = state.deadline
        settled = state.done > 0 and state.acted
        if found is None or settled or not self.life.can_be_suspended or moment >= found[0]:
            return found
        with self.world.apart():
            return self.moved(moment)

    def breached_on(self, moment: Moment) -> Value:
        """The day on which the norm was breached, as far as it is known at a moment; never, if it was not."""
        state = self.at(moment)
        if state.breached < 0:
            return NEVER
        first = next(when for when, each in zip(self.looked, self.states, strict=True) if each.breached >= 0)
        if state.breached == 0:
            return Estimate(low=day_of(first))
        certain = next(when for when, each in zip(self.looked, self.states, strict=True) if each.breached > 0)
        low, high = day_of(first), day_of(certain)
        return low if low == high else Estimate(low, high)


def _within(act: Record, deadline: tuple[Moment, Moment]) -> Truth:
    """Whether an act was done before the deadline ran out."""
    return YES if act.certain_from < deadline[0] else NO if act.possible_from >= deadline[1] else UNKNOWN
