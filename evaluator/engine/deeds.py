"""What acts do: which norms a stated act bears on, judged just before it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from evaluator.core.facts import Record
from evaluator.core.norms import Modality
from evaluator.engine.amounts import outstanding
from evaluator.engine.lives import Life
from evaluator.engine.stepwise import resting
from evaluator.engine.verdicts import Weighed, named, weigh
from evaluator.engine.world import Read, Soon, World
from evaluator.frozen import frozen
from evaluator.values.estimate import bounds
from evaluator.values.time import BEGINNING, FOREVER, MINUTES_PER_DAY, Moment, start_of
from evaluator.values.truth import NO, UNKNOWN, YES, Truth, agreed, sign
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.native import NativeEngine

_MOST_MOMENTS: Final = 200
Key = tuple[str, Value]
Varying = Callable[[Life, Moment], Read]


@frozen
class Bears:
    """How a norm bears on an act at one moment: whether it names it, covers it effectively, and without conflict.

    A duty that nothing is left of covers the act all the same; who pays too much has paid.
    """

    names: Truth
    effective: Truth
    undisputed: Truth


class _Shut(NamedTuple):
    """A norm can have covered no act from `since` to `until`; to `firm`, if what may change `soon` does not."""

    since: Moment
    until: Moment
    firm: Moment
    soon: Soon
    read: Read


class Deeds:
    """The acts of one world, each weighed once; `acts` are those of an action and its kinds, in the order of time.

    `told` keeps the verdicts that have been asked for, and the readings that they look at.
    """

    def __init__(self, engine: NativeEngine, world: World) -> None:
        self.engine, self.world = engine, world
        self.told: dict[Record, tuple[Value, Read]] = {}
        self._acts: dict[str, tuple[Record, ...]] = {}
        self._whole: dict[Record, tuple[dict[Key, Bears], Read]] = {}
        self._first: dict[Record, tuple[dict[Key, Bears], Weighed]] = {}
        self._every: tuple[Record, ...] | None = None
        self._open: dict[tuple[Record | None, Life], tuple[Moment, Record, Read]] = {}
        self._shut: dict[tuple[Record | None, Life], _Shut] = {}
        self._for: dict[Life, tuple[Record, ...]] = {}
        self._stages: dict[Record, tuple[Weighed, ...]] = {}
        self._by_role: dict[tuple[str, str], dict[Value, tuple[Record, ...]]] = {}

    def acts(self, action: str) -> tuple[Record, ...]:
        """The stated acts of an action and its kinds."""
        found = self._acts.get(action)
        if found is None:
            members = self.world.members(action)
            happening = [act for act in members if act is not self.world.without]
            found = self._acts[action] = tuple(sorted(happening, key=lambda act: (act.possible_from, act.certain_from)))
        return found

    def acts_for(self, life: Life) -> tuple[Record, ...]:
        """The stated acts that a norm may name: where its acts name their member, only those that name this one."""
        found = self._for.get(life)
        if found is None:
            found = self._for[life] = self._acts_for(life)
        return found

    def _acts_for(self, life: Life) -> tuple[Record, ...]:
        action = life.norm.action
        if action is None:
            return ()
        role = self.engine.meaning_of(life.norm.clause).keyed
        if role is None or not isinstance(life.member, Record):
            return self.acts(action)
        index = self._by_role.get((action, role))
        if index is None:
            index = {}
            for act in self.acts(action):
                value = act.get(role)
                key = value if isinstance(value, Record) else None
                index[key] = (*index.get(key, ()), act)
            self._by_role[action, role] = index
        return tuple(sorted((*index.get(life.member, ()), *index.get(None, ())), key=lambda act: act.possible_from))

    def truth(self, act: Record, life: Life, now: Moment) -> Truth:
        """Whether an act has by now been done, and the norm covered it effectively."""
        return self._bears(act, life, now).effective

    def breach(self, act: Record, life: Life, now: Moment) -> Truth:
        """Whether an act has by now been done against a prohibition; where norms are in conflict that is not known."""
        found = self._bears(act, life, now)
        return min(found.effective, UNKNOWN) if found.effective > 0 and found.undisputed <= 0 else found.effective

    def _bears(self, act: Record, life: Life, now: Moment) -> Bears:
        if now < done_from(act):
            return _NOT
        key = (life.norm.clause, life.member)
        whole = now >= act.certain_from
        lively = act.sort in self.world.program.lively_acts
        if whole or not lively:
            found = self.whole(act).get(key, _NOT)
            return found if whole else Bears(found.names, min(found.effective, UNKNOWN), found.undisputed)
        if act.certain_from < act.possible_from + MINUTES_PER_DAY:
            at_first = self._at_first(act).get(key, _NOT)
            possible = at_first.names >= 0 and (at_first.effective >= 0 or not self._alone(act))
        else:
            possible = self._so_far(act, life, now) is not None
        return Bears(UNKNOWN, UNKNOWN if possible else NO, UNKNOWN)

    def _alone(self, act: Record) -> bool:
        """Whether nothing else happens while an act of a bare day may be done, so that what holds first holds on."""
        others = (other for other in self._all_acts() if other is not act)
        edges = [edge for other in others for edge in (other.possible_from, other.certain_from)]
        deadlines = [each.rests_until for each in self.world.performances.values() if each.next < act.certain_from]
        first, weighed = done_from(act), self._first[act][1]
        return resting(weighed.until, weighed.firm, weighed.soon) > act.certain_from and not any(
            first < edge <= act.certain_from for edge in (*edges, *deadlines)
        )

    def _all_acts(self) -> tuple[Record, ...]:
        if self._every is None:
            sorts = [sort.name for sort in self.world.program.sorts.values() if sort.action and sort.genus is None]
            self._every = tuple(act for sort in sorts for act in self.acts(sort))
        return self._every

    def whole(self, act: Record) -> dict[Key, Bears]:
        """How norms bear on an act, at every moment at which it may have been done."""
        found = self._whole.get(act)
        if found is None:
            read: Read = {}
            span = (act.possible_from, act.certain_from)
            stages = [_by_norm(weighed) for weighed in self.weighings(act, span, looked_at, read)]
            found = self._whole[act] = (_together(stages), read)
        self.world.read |= found[1]
        return found[0]

    def stages(self, act: Record) -> tuple[Weighed, ...]:
        """How norms bear on an act, from each moment at which it may have been done to the next; readings aside."""
        found = self._stages.get(act)
        if found is None:
            span = (act.possible_from, act.certain_from)
            found = self._stages[act] = tuple(self.weighings(act, span, looked_at, {}))
        return found

    def _at_first(self, act: Record) -> dict[Key, Bears]:
        found = self._first.get(act)
        if found is None:
            weighed = weigh(self.engine.view(self.world, act), act, done_from(act), self.engine, looked_at)
            found = self._first[act] = (_by_norm(weighed), weighed)
        self.world.read |= found[1].read
        return found[0]

    def weighings(self, act: Record, span: tuple[Moment, Moment], varying: Varying, read: Read) -> Iterator[Weighed]:
        """How norms bear on an act at each moment of `span`, within which it has been done; readings go to `read`.

        What hangs on acts themselves is judged just before the act counts. Where that differs from one end of its day
        to the other, or the act may have been done within a longer time, it is judged in the world without it.
        """
        first, last = span
        if act.sort not in self.world.program.lively_acts:
            yield from self._through(act, span, self.engine.judging(self.world, act), varying, read)
            return
        # One act at a time is taken away: of what a second one brings about itself nothing is known.
        alone = self.world.without is not None
        if alone or last < first + MINUTES_PER_DAY:
            view = self.engine.view(self.world, act)
            ends = sorted({max(first, min(done_from(act), last)), last})
            found = [weigh(view, act, moment, self.engine, varying) for moment in ends]
            if alone or all(_signs(each) == _signs(found[0]) for each in found):
                for each in found:
                    read |= each.read
                yield from found
                return
        yield from self._through(act, span, self.engine.without(self.world, act), varying, read)

    def _through(
        self, act: Record, span: tuple[Moment, Moment], world: World, varying: Varying, read: Read
    ) -> Iterator[Weighed]:
        moment = max(span[0], BEGINNING)
        for _ in range(_MOST_MOMENTS):
            weighed = weigh(world, act, moment, self.engine, varying)
            read |= weighed.read
            yield weighed
            moment = weighed.until
            if moment > span[1]:
                return

    def spent_before(self, act: Record, life: Life, moment: Moment) -> Truth:
        """Whether other acts had performed a duty before this one; those of the same time may have come before it."""
        state = self.engine.performance(life).at(moment - 1)
        if state.done > 0:
            return state.done
        others = [
            other
            for other in self.acts_for(life)
            if other is not act and other.possible_from <= act.certain_from and other.certain_from >= act.possible_from
        ]
        if not act.ghost and state.done < 0 and self._may_be_beside(act, life):
            return UNKNOWN
        if not others:
            return state.done
        role = life.norm.amount_role
        if state.amount is not None and role is not None:
            left = bounds(outstanding(state))[0]
            most = [bounds(other.get(role))[1] for other in others]
            if None not in most and left > sum(most):
                return state.done
        return UNKNOWN

    def _may_be_beside(self, act: Record, life: Life) -> bool:
        """Whether acts that nobody stated, and that a duty names, may have been done in the time of this one.

        Whether they would perform it is not asked, since that may hang on this very duty.
        """
        world, action = self.world, life.norm.action
        if action is None:
            return False
        view = self.engine.view(world, None, loose=True)
        with view.apart(act.certain_from, life.scope):
            found = any(named(view, life, other, self.engine) >= 0 for other in view.others(action))
            read = view.read
        world.read |= read
        return found

    def may_be_done(self, life: Life, now: Moment) -> Moment | None:
        """From when on acts that nobody stated may have been done under a norm, None if there can be none by now."""
        found = self._so_far(None, life, now)
        return None if found is None else _from(found)

    def _so_far(self, act: Record | None, life: Life, now: Moment) -> Record | None:
        """An act, or one that nobody stated, if a norm may have covered it by now; asked from moment to moment.

        Whenever it may have been done, it is judged as if it were done then.
        """
        world, action = self.world, life.norm.action
        if action is None:
            return None
        known = self._open.get((act, life))
        if known is not None and known[0] <= now:
            world.read |= known[2]
            return known[1]
        shut = self._shut.get((act, life))
        if shut is None or not shut.since <= now < shut.until:
            read: Read = {}
            until, world.until = world.until, FOREVER
            soon, world.soon = world.soon, {}
            for each in world.others(action) if act is None else (act,):
                view = self.engine.view(world, act, loose=act is None, tracked=act is not None)
                weighed = weigh(view, each, now, self.engine, looked_at, life)
                read |= weighed.read
                world.until = min(world.until, weighed.firm)
                world.lean_on(weighed.soon)
                bearing = weighed.bearings[life.norm.clause][0]
                if (bearing.effective if act is None else bearing.fits) >= 0:
                    self._open[act, life] = (now, each, read)
                    world.until, world.soon = until, soon
                    world.read |= read
                    return each
            shut = self._shut[act, life] = _Shut(now, world.bound, world.until, world.soon, read)
            world.until, world.soon = until, soon
        world.until = min(world.until, shut.firm)
        world.lean_on(shut.soon)
        world.read |= shut.read
        return None


def done_from(act: Record) -> Moment:
    """The first moment at which an act is judged: one of a bare day comes after what the day begins with."""
    return act.possible_from + (act.certain_from > act.possible_from)


def not_early(act: Record, begins: tuple[Moment, Moment]) -> Truth:
    """Whether an act was not done before a moment that is known within bounds."""
    return YES if act.possible_from >= begins[1] else NO if act.certain_from < begins[0] else UNKNOWN


def _from(other: Record) -> Moment:
    """From when on an act that stands for those not stated may have been done."""
    low = bounds(other.get("on"))[0]
    return BEGINNING if low is None else start_of(low)


def _by_norm(weighed: Weighed) -> dict[Key, Bears]:
    every = [bearing for bearings in weighed.bearings.values() for bearing in bearings]
    permitted = any(each.effective >= 0 for each in every if each.norm.modality in (Modality.MAY, Modality.MUST))
    return {
        (each.norm.clause, each.life.member): Bears(each.names, each.fits, UNKNOWN if permitted else -NO)
        for each in every
        if each.names >= 0 and not each.life.ghost
    }


def _together(stages: list[dict[Key, Bears]]) -> dict[Key, Bears]:
    """What several moments have in common."""
    if len(stages) == 1:
        return stages[0]
    keys = dict.fromkeys(key for stage in stages for key in stage)
    return {
        key: Bears(
            max(stage.get(key, _NOT).names for stage in stages),
            agreed(stage.get(key, _NOT).effective for stage in stages),
            min(stage.get(key, _NOT).undisputed for stage in stages),
        )
        for key in keys
    }


def _signs(weighed: Weighed) -> dict[Key, int]:
    """Which norms are effective."""
    return {key: sign(found.effective) for key, found in _by_norm(weighed).items()}


def looked_at(life: Life, _: Moment) -> Read:
    """The readings that the standing of a norm has looked at; it may turn on them."""
    return life.read


_NOT: Final = Bears(NO, NO, -NO)
