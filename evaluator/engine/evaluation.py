"""One evaluation: the versions that govern, each on its days, and the worlds in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, localcontext
from functools import cached_property
from threading import RLock

from evaluator.core.facts import Facts, Record
from evaluator.core.norms import ReadingSort
from evaluator.engine.lives import LOST, Life
from evaluator.engine.logic import Standing
from evaluator.engine.native import NativeEngine
from evaluator.engine.readings import Options, explore, standard
from evaluator.engine.spans import Stretch
from evaluator.engine.world import Heir, Origin, Read, Shared, World, no_origin
from evaluator.frozen import frozen
from evaluator.values.time import BEGINNING, FOREVER, Moment, start_of
from evaluator.values.truth import sign
from evaluator.values.value import Value

ARITHMETIC = Context(prec=50, rounding=ROUND_HALF_UP)
"""Fifty digits, whatever the caller's own decimal context is."""


@frozen
class Regime:
    """A version governs on `[start, end)`; its engine is made (by `make`) when first needed."""

    version: str
    start: Moment
    end: Moment
    make: Callable[[str], NativeEngine]

    @cached_property
    def engine(self) -> NativeEngine:
        """The engine of the version."""
        return self.make(self.version)


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
    _shared: dict[tuple[object, ...], Shared] = field(default_factory=dict)
    _varying: dict[tuple[object, ...], Read] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)
    _bases: dict[int, dict[str, str]] = field(default_factory=dict)
    _fixed: dict[int, dict[str, str]] = field(default_factory=dict)
    _plain: dict[int, World] = field(default_factory=dict)

    @cached_property
    def fixed(self) -> dict[str, str]:
        """The readings that count with one option only: those the scenario fixes and those decided by default."""
        return self.fixed_in(self.current)

    def fixed_in(self, regime: int) -> dict[str, str]:
        """The same for another version."""
        found = self._fixed.get(regime)
        if found is None:
            sorts = self.readings_in(regime)
            decided = {name: sort.default for name, sort in sorts.items() if sort.default is not None}
            found = self._fixed[regime] = decided | dict(self.facts.readings)
        return found

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """While worlds are asked: one thread at a time, and with our arithmetic."""
        with self._lock, localcontext(ARITHMETIC):
            yield

    @cached_property
    def assumes(self) -> bool:
        """Whether the scenario assumes anything at all."""
        facts = self.facts
        return bool(
            facts.assumed_singles
            or any(closure.assumed for closures in facts.closures.values() for closure in closures)
            or any(record.assumed for records in facts.members.values() for record in records)
        )

    @property
    def engine(self) -> NativeEngine:
        """The engine of the governing version."""
        return self.regimes[self.current].engine

    def world(
        self, regime: int, options: Options, without: Record | None = None, moment: Moment | None = None
    ) -> World:
        """The world of a regime under some options for readings; asked at a moment, by default `now`."""
        found = self._world(regime, options, without)
        found.now = self.now if moment is None else moment
        return found

    def _world(self, regime: int, options: Options, without: Record | None) -> World:
        if not options and without is None:
            plain = self._plain.get(regime)
            if plain is not None:
                return plain
        quick = (regime, tuple(options.items()), id(without))
        found = self._worlds.get(quick)
        if found is not None:
            return found
        base = self._base(regime)
        heirs = self._heirs(regime, options, without)
        # A later version may have other readings, and other defaults for these.
        unusual = tuple((name, option) for name, option in options.items() if heirs or base.get(name, option) != option)
        key = (regime, unusual, id(without))
        found = self._worlds.get(key)
        if found is None:
            engine = self.regimes[regime].engine
            sorts = engine.program.readings
            chosen = base | {
                name: option for name, option in unusual if name in sorts and option in sorts[name].options
            }
            shared = self._shared.setdefault((regime, id(without)), Shared())
            origin = self._origin(engine) if self.pinned else no_origin
            found = engine.world(self.facts, chosen, origin=origin, pinned=self.pinned, without=without, shared=shared)
            found.heirs = heirs
            self._worlds[key] = found
        self._worlds[quick] = found
        if not options and without is None:
            self._plain[regime] = found
        return found

    def _heirs(self, regime: int, options: Options, without: Record | None) -> tuple[Heir, ...]:
        """The worlds of the versions that follow one; none under a pin."""

        def heir(index: int) -> Heir:
            following = self.regimes[index]
            return Heir(
                following.start,
                following.end,
                lambda: self._world(index, options, without),
                lambda: following.engine,
            )

        return () if self.pinned else tuple(heir(index) for index in range(regime + 1, len(self.regimes)))

    def _origin(self, engine: NativeEngine) -> Origin:
        """Under a pin a clause is asked about the time before its text, too: about dated acts that may matter to it."""
        acts = ((act.record.possible_from, act.record.sort) for act in self.facts.acts)
        early = [(start, sort) for start, sort in acts if BEGINNING < start < self.now]

        def origin(clause: str) -> Moment:
            enacted = start_of(engine.program.norms[clause].enacted)
            before = [(start, sort) for start, sort in early if start < enacted]
            return min([self.now, *[start for start, sort in before if sort in engine.reaches(clause)]])

        return origin

    def _base(self, regime: int) -> dict[str, str]:
        """An option for every reading of a version: the one stated, else the default, else the first."""
        found = self._bases.get(regime)
        if found is None:
            found = self._bases[regime] = {}
            for name, sort in self.regimes[regime].engine.program.readings.items():
                option = self.facts.readings.get(name)
                found[name] = option if option is not None and option in sort.options else standard(sort)
        return found

    def varying(self, regime: int, without: Record | None = None) -> Callable[[Life, Moment], Read]:
        """Says on which readings the standing of a norm turns at a moment: on none if it is the same under all."""

        def names(life: Life, moment: Moment) -> Read:
            if not life.read:
                return life.read
            key = (regime, id(without), life.norm.clause, life.member, moment)
            found = self._varying.get(key)
            if found is None:
                engine = self.regimes[regime].engine

                def standing(options: Options) -> tuple[Standing, Read]:
                    other = engine.life(self.world(regime, options, without, moment), life.norm.clause, life.member)
                    return other.glance(moment)

                cases = explore(engine.program.readings, self.facts.readings, standing)
                same = all(case.result == cases[0].result for case in cases)
                found = {} if same else {name: None for case in cases for name in case.options}
                self._varying[key] = found
            return found

        return names

    def regime_at(self, moment: Moment) -> int | None:
        """Which regime governs at a moment, None before the first."""
        if self.pinned:
            return self.current
        found = None
        for index, regime in enumerate(self.regimes):
            if regime.start <= moment:
                found = index
        return found

    def home(self, clause: str, member: Value, regime: int | None = None) -> int:
        """The regime whose text governs a norm: what has arisen keeps the version of its day.

        `regime` is the one that governs at the moment asked about, by default the current one.
        """
        current = self.current if regime is None else regime
        if self.pinned:
            return current
        for index in range(current):
            engine = self.regimes[index].engine
            norm = engine.program.norms.get(clause)
            if norm is None or norm.upon is None or norm.repealed is not None:
                continue
            if (norm.family is None) != (member is None):
                continue
            life = engine.life(self.world(index, {}), clause, member)
            if engine.arising(life).truth(self.regimes[index].end - 1) > 0:
                return index
        return current

    def home_now(self, clause: str, member: Value) -> int:
        """The regime whose text governs a norm now; only what arises upon an event can have arisen before."""
        arises = self.engine.program.norms[clause].upon is not None
        return self.home(clause, member) if arises else self.current

    def readings_in(self, home: int) -> Mapping[str, ReadingSort]:
        """The readings on which a norm can turn: those of its home, and those of the current version."""
        own = self.regimes[home].engine.program.readings
        return own if home == self.current else {**self.engine.program.readings, **own}

    def standing(
        self, home: int, clause: str, member: Value, options: Options, moment: Moment
    ) -> tuple[Standing, Read]:
        """The standing of a norm at a moment, by the text of its home."""
        engine = self.regimes[home].engine
        return engine.life(self.world(home, options, moment=moment), clause, member).glance(moment)

    def accrued(self, regime: int, action: str, options: Options) -> Iterator[tuple[int, Life]]:
        """The norms about an action that arose under earlier versions, each with the regime that is its home."""
        if self.pinned or regime == 0:
            return
        program = self.regimes[regime].engine.program
        for clause in program.judges.get(action, ()):
            if program.norms[clause].upon is not None:
                for member in self.regimes[regime].engine.members(self.world(regime, options), clause):
                    home = self.home(clause, member, regime)
                    if home != regime:
                        yield home, self.regimes[home].engine.life(self.world(home, options), clause, member)

    def settled_in(self, clause: str, member: Value, home: int) -> int:
        """The regime in which it was settled what has become of a norm: a breach keeps the version of its day.

        `home` is the regime whose text governs the norm now; earlier ones count where they had the same text.
        """
        norm = self.regimes[home].engine.program.norms[clause]
        if self.pinned or not norm.once or norm.upon is not None:
            return home
        for index in range(home):
            if start_of(norm.enacted) >= self.regimes[index].end:
                continue
            engine = self.regimes[index].engine
            earlier = engine.program.norms.get(clause)
            if earlier is None or earlier.enacted != norm.enacted:
                continue
            life = engine.life(self.world(index, {}), clause, member)
            state = engine.performance(life).at(self.regimes[index].end - 1)
            if (state.done > 0 and state.acted) or state.breached > 0:
                return index
        return home

    def stretches_before(self, present: Life, options: Options, read: Read, home: int) -> list[Stretch]:
        """The life of a norm up to now, latest first, through the versions that stated it.

        `present` is its life in the version that is its home; the readings looked at go to `read`.
        """
        found: list[Stretch] = []
        if home != self.current:
            found = [(start, sign(standing.in_force)) for start, standing in present.before(self.now)]
            read |= present.read
            return found
        for index in range(self.current, -1, -1):
            regime = self.regimes[index]
            life = present if index == self.current else self._life(index, present, options)
            if life is None:
                break
            last = self.now if index == self.current else regime.end - 1
            for start, standing in life.before(last):
                found.append((max(start, regime.start) if not self.pinned else start, sign(standing.in_force)))
                if start <= regime.start and not self.pinned:
                    break
            read |= life.read
        return found

    def stretches_after(self, present: Life, options: Options, read: Read) -> list[Stretch]:
        """The life of a norm from now on, earliest first, through the versions that follow; arguments as above.

        What has arisen stays through versions that follow.
        """
        found: list[Stretch] = []
        if present.norm.upon is not None:
            self._later(present, self.now, FOREVER, found)
            read |= present.read
            return found
        for index in range(self.current, len(self.regimes)):
            regime = self.regimes[index]
            life = present if index == self.current else self._life(index, present, options)
            if life is None:
                found.append((regime.start, -1))
                break
            start = self.now
            if index > self.current:
                start = regime.start
                found.append((start, sign(life.at(start).in_force)))
            finished = self._later(life, start, FOREVER if self.pinned else regime.end, found)
            read |= life.read
            if finished:
                break
        return found

    def _later(self, life: Life, start: Moment, end: Moment, found: list[Stretch]) -> bool:
        """Add what comes of a norm between two moments; says whether nothing later matters.

        Enough is known once a state that is certain has certainly come to its end. Of a norm that hangs on acts the
        future is looked at only so far: acts that nobody stated keep it open at every turn.
        """
        now = sign(life.at(start).in_force)
        enough = len(found) + (_ENOUGH_OF_ACTS if life.meaning.lively else _ENOUGH)
        if life.meaning.lively and now == 0:
            enough = len(found)
        for moment, standing in life.later(start) if len(found) < enough else ():
            if moment >= end:
                return False
            if standing is LOST:
                return True  # that it cannot be told from here on is no change of the norm
            found.append((moment, sign(standing.in_force)))
            if len(found) >= enough:
                break
            if now > 0 and found[-1][1] < 0:
                return True
        else:
            if len(found) < enough:
                return False
        last = life.ends_by(self.now)
        if last is not None and last > self.now and (not found or last > found[-1][0]) and last < end:
            found.append((last, -1))
        return True

    def _life(self, regime: int, present: Life, options: Options) -> Life | None:
        """The life of the same norm in another version, None if it has none there."""
        engine = self.regimes[regime].engine
        norm = engine.program.norms.get(present.norm.clause)
        if norm is None or (norm.family is None) != (present.norm.family is None):
            return None
        return engine.life(self.world(regime, options), norm.clause, present.member)


_ENOUGH = 400
_ENOUGH_OF_ACTS = 40
