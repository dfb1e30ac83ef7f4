"""A world: the facts, one option for every reading, and the moment being decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from evaluator.core.facts import Facts, Record, ghosts
from evaluator.program import Program
from evaluator.values.time import FOREVER, Moment
from evaluator.values.truth import NO, UNKNOWN, YES, Truth
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.arising import Arising
    from evaluator.engine.deeds import Deeds
    from evaluator.engine.effects import Effects
    from evaluator.engine.exercises import Exercises
    from evaluator.engine.exists import Staircase
    from evaluator.engine.folds import Ledger
    from evaluator.engine.ledger import Ledger as BookOfActs
    from evaluator.engine.lives import Life
    from evaluator.engine.meaning import Meaning
    from evaluator.engine.native import NativeEngine
    from evaluator.engine.performance import Performance
    from evaluator.engine.remedies import Remedy
    from evaluator.engine.stepwise import Stepwise


Read = dict[str, None]
"""The readings that were looked at, in the order first looked at."""


Soon = dict["Stepwise[Any]", tuple[Moment, Moment]]
"""What may change soon: as of which moment it was looked at, and until when it surely is as it was then."""


class Heir(NamedTuple):
    """The world of a later version, which governs on `[start, end)`: its effects reach what has arisen before it."""

    start: Moment
    end: Moment
    world: Callable[[], World]
    engine: Callable[[], NativeEngine]


@dataclass
class Shared:
    """What worlds that differ in readings only need not work out again.

    `terms` holds values of terms: from when to when, what, and the readings looked at; `stairs` and `ledgers` what
    the members of a list make of quantifiers and aggregates. The keys name the options on which the values depend.
    """

    terms: dict[tuple[object, ...], list[tuple[Moment, Moment, Any, Read]]] = field(default_factory=dict)
    stairs: dict[tuple[object, ...], Staircase] = field(default_factory=dict)
    ledgers: dict[tuple[object, ...], Ledger] = field(default_factory=dict)


Origin = Callable[[str], Moment]
"""The earliest moment that will be asked about a clause."""


def no_origin(_: str) -> Moment:
    """The text of each clause says from when on it is asked about."""
    return FOREVER


class World:
    """Everything an expression can be about.

    `now` is the moment being decided. Whatever is looked at lowers `until` to the first later moment at which it
    may change, so that after evaluating an expression its value is known to hold on `[now, until)`: this is how
    change dates are found without stepping through days. `moved` says that a value depends on `now` itself. `read`
    collects the readings that were looked at: a result is the same under every option of the others. `without` is
    an act that is judged in the world without itself. `pinned` says that this version governs every date.

    `heirs` are the worlds of the versions that follow, earliest first. With a `base` this is a view of another world in
    which facts are those of the moment, and what norms had become and effects had done is that of just before: so an
    act is judged before it counts. What it took from just before does not lower `until`; it makes what was looked at
    `fleeting`, good for this moment only. A `loose` view knows nothing of what effects have done. One
    that is `tracked` is asked from moment to moment, so that what was just before bounds it after all.

    `soon` is what was looked at of other things that are worked out from moment to moment, where that may change within
    a day: as of which moment, and until when it surely holds. Whoever knows that all of it has come to rest may leave
    that out; `bound` is until when what was looked at surely holds.
    """

    __slots__ = (
        "arisings",
        "base",
        "deeds",
        "effects",
        "exercises",
        "facts",
        "fleeting",
        "ghosts",
        "heirs",
        "ledger",
        "ledgers",
        "lives",
        "loose",
        "meaning",
        "moved",
        "now",
        "origin",
        "performances",
        "pinned",
        "program",
        "read",
        "readings",
        "remedies",
        "scope",
        "shared",
        "soon",
        "stairs",
        "terms",
        "tracked",
        "until",
        "views",
        "without",
    )

    def __init__(
        self,
        program: Program,
        meaning: Meaning,
        facts: Facts,
        readings: Mapping[str, str],
        origin: Origin,
        pinned: bool = False,
        without: Record | None = None,
        shared: Shared | None = None,
    ) -> None:
        self.program, self.meaning, self.facts, self.readings = program, meaning, facts, readings
        self.origin, self.pinned, self.without = origin, pinned, without
        self.now: Moment = 0
        self.until: Moment = FOREVER
        self.soon: Soon = {}
        self.moved = False
        self.fleeting = False
        self.read: Read = {}
        self.scope: dict[str, Any] = {}
        self.shared = Shared() if shared is None else shared
        self.terms = self.shared.terms
        self.stairs = self.shared.stairs
        self.ledgers = self.shared.ledgers
        self.base: World | None = None
        self.heirs: tuple[Heir, ...] = ()
        self.loose = False
        self.tracked = False
        self.lives: dict[tuple[str, Value], Life] = {}
        self.arisings: dict[Life, Arising] = {}
        self.performances: dict[Life, Performance] = {}
        self.remedies: dict[Life, Remedy] = {}
        self.effects: dict[Life | None, Effects] = {}
        self.exercises: dict[Life, Exercises] = {}
        self.views: dict[tuple[str, Record | None], World] = {}
        self.deeds: Deeds | None = None
        self.ledger: BookOfActs | None = None
        self.ghosts: dict[tuple[object, ...], tuple[Record, ...]] = {}

    @contextmanager
    def apart(self, moment: Moment | None = None, scope: dict[str, Any] | None = None) -> Iterator[None]:
        """Look at things for their own sake: what is being evaluated around it is not disturbed.

        With a moment nothing has been looked at yet; with a `scope` these are the variables.
        """
        now, variables, until, read = self.now, self.scope, self.until, self.read
        moved, fleeting, soon = self.moved, self.fleeting, self.soon
        self.read, self.soon = {}, dict(soon)
        if moment is not None:
            self.now, self.until, self.moved, self.fleeting, self.soon = moment, FOREVER, False, False, {}
        if scope is not None:
            self.scope = scope
        yield
        self.now, self.scope, self.until, self.read = now, variables, until, read
        self.moved, self.fleeting, self.soon = moved, fleeting, soon

    @property
    def bound(self) -> Moment:
        """Until when what was looked at surely holds."""
        return min([self.until, *[until for _, until in self.soon.values()]])

    def lean_on(self, soon: Soon) -> None:
        """Note what was looked at and may change soon."""
        for each, (moment, until) in soon.items():
            before = self.soon.get(each, (moment, until))
            self.soon[each] = min(moment, before[0]), min(until, before[1])

    def members(self, sort: str) -> tuple[Record, ...]:
        """The members stated of a list."""
        return self.facts.members.get(sort, ())

    def exists(self, record: Record, *, ever: bool = False) -> Truth:
        """Whether a member exists by now (or at any time)."""
        if record is self.without:
            return NO
        if ever:
            return NO if record.possible_from >= FOREVER else YES if record.certain_from < FOREVER else UNKNOWN
        if record.certain_from <= self.now:
            return YES
        if record.possible_from > self.now:
            self.until = min(self.until, record.possible_from)
            return NO
        self.until = min(self.until, record.certain_from)
        return UNKNOWN

    def others(self, sort: str, *, ever: bool = False) -> tuple[Record, ...]:
        """What a list may hold beyond the members stated, as far as it is open."""
        closures = self.facts.closures.get(sort, ())
        for closure in closures:
            if self.now <= closure.until < self.until:
                self.until = closure.until + 1
        key = (sort, ever, *(self.now > closure.until for closure in closures))
        found = self.ghosts.get(key)
        if found is None:
            dated = self.program.sorts[sort].event
            found = self.ghosts[key] = ghosts(sort, closures, self.now, dated=dated, ever=ever)
        return found
