"""Which duties an act serves: the one that it alone fits, those it names, or the earliest due first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from evaluator.core.facts import Record
from evaluator.core.norms import Modality
from evaluator.engine.amounts import Share
from evaluator.engine.deeds import done_from, not_early
from evaluator.engine.lives import Life
from evaluator.engine.world import World
from evaluator.values.estimate import bounds
from evaluator.values.time import FOREVER, Moment
from evaluator.values.truth import NO, UNKNOWN, YES, Truth
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.native import NativeEngine

Key = tuple[str, Value]
Found = TypeVar("Found")


class Ledger:
    """The acts of one world, assigned to duties in the order in which they were certainly done."""

    def __init__(self, engine: NativeEngine, world: World) -> None:
        self.engine, self.world = engine, world
        program = world.program
        duties = {norm.action for norm in program.norms.values() if norm.modality is Modality.MUST and norm.action}
        acts = {act: None for action in duties for act in engine.deeds(world).acts(action)}
        self._pending = sorted(acts, key=lambda act: (act.certain_from, act.possible_from))
        self._next = 0
        self._shares: dict[Key, list[Share]] = {}
        self._read: dict[str, None] = {}

    def shares(self, life: Life, now: Moment) -> list[Share]:
        """What acts contribute to a duty by a moment, also those that may have been done or that nobody stated."""
        world, deeds = self.world, self.engine.deeds(self.world)
        self._assign(now)
        entered = self._shares.get((life.norm.clause, life.member), ())
        found = [share for share in entered if share.act.certain_from <= now]
        found += [
            Share(act, UNKNOWN, None, self._size(act, life)[1])
            for act in deeds.acts_for(life)
            if done_from(act) <= now < act.certain_from and deeds.truth(act, life, now) >= 0
        ]
        since = deeds.may_be_done(life, now)
        if since is not None:
            unstated = Record(life.norm.action or "", "", {}, since, FOREVER, ghost=1)
            found.append(Share(unstated, UNKNOWN, None, None))
        world.read |= self._read
        return found

    def _assign(self, now: Moment) -> None:
        """Assign the acts that have certainly been done by now."""
        while self._next < len(self._pending) and self._pending[self._next].certain_from <= now:
            act = self._pending[self._next]
            self._next += 1
            read, self.world.read = self.world.read, self._read
            self._serve(act)
            self.world.read = read

    def _serve(self, act: Record) -> None:
        whole = self.engine.deeds(self.world).whole(act)
        norms = self.world.program.norms
        fitting = [
            (self.engine.life(self.world, clause, member), bears.effective)
            for (clause, member), bears in whole.items()
            if norms[clause].modality is Modality.MUST and bears.effective >= 0
        ]
        fitting = [(life, min(truth, self._not_early(life, act))) for life, truth in fitting]
        fitting = [(life, truth) for life, truth in fitting if truth >= 0]
        # A duty that has been broken, and that another one cures, is served through the other, now and later.
        through = {
            life: max((truth for other, truth in fitting if _cures(other, life)), default=NO) for life, _ in fitting
        }
        fitting = [
            (life, truth if through[life] < 0 else min(truth, UNKNOWN)) for life, truth in fitting if through[life] <= 0
        ]
        left = [(life, truth) for life, truth in fitting if self._left(life, act) is not None]
        groups: dict[str, list[tuple[Life, Truth]]] = {}
        for life, truth in left or fitting:
            # Money is spent once, whatever it is owed for; of one clause one act serves one duty.
            groups.setdefault("" if life.norm.amount is not None else life.norm.clause, []).append((life, truth))
        for group in groups.values():
            self._assign_to(act, group)

    def _assign_to(self, act: Record, group: list[tuple[Life, Truth]]) -> None:
        """Serve the duties of which an act can serve one only, or share out its amount."""
        if len(group) > 1 and all(truth > 0 and life.norm.applied for life, truth in group):
            self._in_order(act, group)
            return
        for life, truth in group:
            low, high = self._size(act, life)
            self._enter(life, Share(act, truth, low, high) if len(group) == 1 else Share(act, UNKNOWN, None, high))

    def _not_early(self, life: Life, act: Record) -> Truth:
        """Whether an act was not done before the duty lets it count."""
        if life.meaning.not_before is None:
            return YES
        return not_early(act, self._look(life, act, life.meaning.not_before.moments))

    def _in_order(self, act: Record, lives: list[tuple[Life, Truth]]) -> None:
        """Serve duties from one act, the earliest due first, until nothing is left of it.

        Of several that are, or may be, due on one day nothing says which comes first: unless there is enough for all,
        it is open.
        """
        low, high = self._size(act, lives[0][0])
        for group in self._ranked(act, lives):
            if group[0][0].norm.amount is None:
                for life, truth in group:
                    self._enter(life, Share(act, truth if len(group) == 1 else UNKNOWN, None, None))
                return
            left = [self._left(life, act) or (0, 0) for life, _ in group]
            wanted = None if any(most is None for _, most in left) else sum(most for _, most in left)
            enough = len(group) == 1 or (low is not None and wanted is not None and low >= wanted)
            for (life, truth), (least, most) in zip(group, left, strict=True):
                share_low = None if low is None or least is None or not enough else min(low, least)
                share_high = high if most is None else most if high is None else min(high, most)
                self._enter(life, Share(act, UNKNOWN if share_low is None else truth, share_low, share_high))
            low = None if low is None or wanted is None else max(low - wanted, 0)
            least_of_all = sum(least or 0 for least, _ in left)
            high = None if high is None else high - least_of_all
            if high is not None and high <= 0:
                return

    def _left(self, life: Life, act: Record) -> tuple[Value, Value] | None:
        """What is left of a duty before an act: bounds of an amount; None if it has been performed."""
        before = self._shares.get((life.norm.clause, life.member), [])
        if life.meaning.amount is None:
            return None if any(share.truth > 0 for share in before) else (None, None)
        low, high, _ = bounds(self._look(life, act, life.meaning.amount))
        paid_low = sum((share.low for share in before if share.truth > 0 and share.low is not None), 0)
        paid_high: Value = 0
        for share in before:
            paid_high = None if paid_high is None or share.high is None else paid_high + share.high
        most = None if high is None else high - paid_low
        if most is not None and most <= 0:
            return None
        return (None if low is None or paid_high is None else max(low - paid_high, 0)), most

    def _look(self, life: Life, act: Record, at: Callable[[World], Found]) -> Found:
        """Something about a duty when an act was done, just before it counts."""
        view = self.engine.view(self.world, act)
        with view.apart(act.possible_from, life.scope):
            return at(view)

    def _ranked(self, act: Record, lives: list[tuple[Life, Truth]]) -> list[list[tuple[Life, Truth]]]:
        """Duties by the day on which they are due; together those of which nobody knows which is due first."""
        due = sorted(((self._due(life, act), (life, truth)) for life, truth in lives), key=lambda each: each[0])
        ranked: list[list[tuple[Life, Truth]]] = []
        latest: Moment | None = None
        for (first, last), each in due:
            if latest is not None and first <= latest:
                ranked[-1].append(each)
            else:
                ranked.append([each])
            latest = last if latest is None else max(latest, last)
        return ranked

    def _due(self, life: Life, act: Record) -> tuple[Moment, Moment]:
        """The bounds of the first moment that is too late; for ever without one."""
        due = life.meaning.due
        return (FOREVER, FOREVER) if due is None else self._look(life, act, due.moments)

    @staticmethod
    def _size(act: Record, life: Life) -> tuple[Value, Value]:
        """How much an act contributes, within bounds."""
        if life.norm.amount_role is None:
            return None, None
        low, high, _ = bounds(act.get(life.norm.amount_role))
        return low, high

    def _enter(self, life: Life, share: Share) -> None:
        self._shares.setdefault((life.norm.clause, life.member), []).append(share)


def _cures(one: Life, other: Life) -> bool:
    """Whether one norm repairs the breach of another, of the same member."""
    return other.norm.clause in one.norm.cures and one.same_member(other)
