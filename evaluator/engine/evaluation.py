"""One evaluation: the versions that govern, each on its days, and the worlds in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, localcontext
from functools import cached_property
from threading import RLock

from evaluator.core.facts import Facts, Record
from evaluator.engine.lives import Life, Standing
from evaluator.engine.native import NativeEngine
from evaluator.engine.readings import Options, explore, standard
from evaluator.engine.spans import Stretch
from evaluator.engine.world import Read, Shared, World
from evaluator.frozen import frozen
from evaluator.values.time import BEGINNING, FOREVER, Moment
from evaluator.values.truth import sign

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

    @cached_property
    def fixed(self) -> dict[str, str]:
        """The readings that count with one option only: those the scenario fixes and those decided by default."""
        return self.fixed_in(self.current)

    def fixed_in(self, regime: int) -> dict[str, str]:
        """The same for another version."""
        sorts = self.regimes[regime].engine.program.readings
        decided = {name: sort.default for name, sort in sorts.items() if sort.default is not None}
        return decided | dict(self.facts.readings)

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
        quick = (regime, tuple(options.items()), id(without))
        found = self._worlds.get(quick)
        if found is not None:
            found.now = self.now if moment is None else moment
            return found
        base = self._base(regime)
        unusual = tuple((name, option) for name, option in options.items() if base.get(name, option) != option)
        key = (regime, unusual, id(without))
        found = self._worlds.get(key)
        if found is None:
            engine = self.regimes[regime].engine
            sorts = engine.program.readings
            chosen = base | {name: option for name, option in unusual if option in sorts[name].options}
            shared = self._shared.setdefault((regime, id(without)), Shared())
            origin = self._origin() if self.pinned else FOREVER
            found = engine.world(self.facts, chosen, origin=origin, pinned=self.pinned, without=without, shared=shared)
            self._worlds[key] = found
        self._worlds[quick] = found
        found.now = self.now if moment is None else moment
        return found

    def _origin(self) -> Moment:
        """Under a pin the version is asked about the past, too: about every dated act, and about now."""
        days = [act.record.possible_from for act in self.facts.acts if act.record.possible_from > BEGINNING]
        return min([self.now, *days])

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
            key = (regime, id(without), life.norm.clause, id(life.member), moment)
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

    def stretches_before(self, present: Life, options: Options, read: Read) -> list[Stretch]:
        """The life of a norm up to now, latest first, through the versions that stated it.

        `present` is its life in the governing version; the readings looked at go to `read`.
        """
        found: list[Stretch] = []
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
        """The life of a norm from now on, earliest first, through the versions that follow; arguments as above."""
        found: list[Stretch] = []
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
            for moment, standing in life.later(start):
                if moment >= regime.end and not self.pinned:
                    break
                found.append((moment, sign(standing.in_force)))
                if len(found) >= _ENOUGH:
                    break
            read |= life.read
            if len(found) >= _ENOUGH:
                end = life.ends_by(self.now)
                if end is not None and end > found[-1][0] and (self.pinned or end < regime.end):
                    found.append((end, -1))
                break
        return found

    def _life(self, regime: int, present: Life, options: Options) -> Life | None:
        """The life of the same norm in another version, None if it has none there."""
        engine = self.regimes[regime].engine
        norm = engine.program.norms.get(present.norm.clause)
        if norm is None or (norm.family is None) != (present.norm.family is None):
            return None
        return engine.life(self.world(regime, options), norm.clause, present.member)


_ENOUGH = 400
