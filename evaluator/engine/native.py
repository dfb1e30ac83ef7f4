"""The native engine for one version: its norms' lives and its verdicts, in any world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from evaluator.core import expressions as core
from evaluator.core.facts import Facts, Record
from evaluator.core.norms import Norm
from evaluator.engine.lives import Life, NormMeaning
from evaluator.engine.meaning import Meaning
from evaluator.engine.outcome import SourceNote
from evaluator.engine.verdicts import Judgement, judge
from evaluator.engine.world import Read, Shared, World
from evaluator.program import Program
from evaluator.values.estimate import NOTHING, Estimate, known_with
from evaluator.values.time import FOREVER, Moment
from evaluator.values.truth import NO, UNKNOWN, Truth
from evaluator.values.value import Value


class NativeEngine:
    """Evaluates one program; between worlds it keeps nothing but the functions made for the expressions."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.meaning = Meaning(self._definition, self._standing, self._verdict, tuple(program.readings))
        self.norms: dict[str, NormMeaning] = {}
        self._sources: dict[str, tuple[SourceNote, ...]] = {}

    def sources(self, norm: Norm) -> tuple[SourceNote, ...]:
        """The sources of a norm, as answers show them."""
        found = self._sources.get(norm.clause)
        if found is None:
            found = tuple(SourceNote(each.id, each.title, each.url) for each in norm.cite)
            self._sources[norm.clause] = found
        return found

    def world(
        self,
        facts: Facts,
        readings: Mapping[str, str],
        *,
        origin: Moment = FOREVER,
        pinned: bool = False,
        without: Record | None = None,
        shared: Shared | None = None,
    ) -> World:
        """A world in which to ask.

        `origin` is the earliest moment that will be asked about; `shared` belongs to the worlds that differ in
        readings only.
        """
        return World(self.program, self.meaning, facts, readings, origin, pinned, without, shared)

    def life(self, world: World, clause: str, member: Value = None) -> Life:
        """The life of a norm (of one member of its family)."""
        key = (clause, id(member))
        found = world.lives.get(key)
        if found is None:
            meaning = self.norms.get(clause)
            if meaning is None:
                meaning = self.norms[clause] = NormMeaning(self.program.norms[clause], self.meaning.of)
            found = world.lives[key] = Life(meaning, member, world)
        return found

    def members(self, world: World, clause: str) -> tuple[Value, ...]:
        """The members for each of which a clause states a norm; one None for a plain clause."""
        family = self.program.norms[clause].family
        if family is None:
            return (None,)
        if isinstance(family.domain, core.Members):
            return world.members(family.domain.sort)
        found = self.meaning.members(family.domain)(world)
        return tuple(member for member, _, unstated in found if not unstated)

    def lives(self, world: World, clause: str) -> Iterator[Life]:
        """The lives of a clause's norms, one for each member."""
        for member in self.members(world, clause):
            yield self.life(world, clause, member)

    def candidates(self, world: World, clause: str) -> Iterator[Life]:
        """The lives of a clause's norms, and of those that an open list may have for members nobody stated."""
        yield from self.lives(world, clause)
        family = self.program.norms[clause].family
        if family is not None and isinstance(family.domain, core.Members):
            for other in world.others(family.domain.sort):
                yield self.life(world, clause, other)

    def judge(
        self, world: World, act: Record, moment: Moment, varying: Callable[[Life, Moment], Read] | None = None
    ) -> Judgement:
        """The verdict on an act at a moment.

        `varying` says on which readings the standing of a norm really turns at a moment; without it, on all looked at.
        """
        return judge(world, act, moment, self.candidates, varying or _looked_at)

    def _definition(self, name: str) -> tuple[str | None, core.Expr]:
        definition = self.program.definitions[name]
        return definition.variable, definition.body

    def _standing(self, world: World, clause: str, member: Value, what: str) -> Truth:
        """A norm's standing now; `eclipsed` is whether a norm with priority leaves it nothing to say."""
        if what == "eclipsed":
            if not self.program.eclipsed_by[clause]:
                return NO
            return max(
                (
                    self._in_force(world, life)
                    for higher in self.program.eclipsed_by[clause]
                    for life in self.candidates(world, higher)
                    if member is None or life.norm.family is None or life.member is member
                ),
                default=NO,
            )
        if clause not in self.program.norms:
            return NO
        if isinstance(member, Estimate) or (isinstance(member, Record) and member.ghost):
            return UNKNOWN
        life = self.life(world, clause, member)
        self._in_force(world, life)
        world.read |= life.read
        truth: Truth = getattr(life.at(world.now), what)
        return truth

    def _in_force(self, world: World, life: Life) -> Truth:
        world.until = min(world.until, life.holds_until(world.now))
        world.read |= life.read
        return life.at(world.now).in_force

    def _verdict(self, world: World, act: Value) -> Value:
        """The verdict on a stated act, judged on its own day; unknown where it is undetermined or conflicting."""
        if not isinstance(act, Record) or act.ghost or act.certain_from >= FOREVER:
            return NOTHING
        verdicts = set()
        certainty = 4
        moment = act.possible_from
        while moment <= act.certain_from:
            judgement = self.judge(world, act, moment)
            world.read |= judgement.read
            verdict = judgement.definite
            if verdict is None or verdict == "conflicting":
                return NOTHING
            certainty = min(certainty, judgement.truths[verdict])
            verdicts.add(verdict)
            moment = judgement.until
        return known_with(verdicts.pop(), certainty) if len(verdicts) == 1 else NOTHING


def _looked_at(life: Life, _: Moment) -> Read:
    return life.read
