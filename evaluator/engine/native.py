"""The native engine for one version: its norms' lives and its verdicts, in any world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from typing import Final

from evaluator.core import expressions as core
from evaluator.core.facts import Facts, Record
from evaluator.core.norms import RIGHTS, Modality, Norm
from evaluator.diagnostics import impossible
from evaluator.engine.arising import Arising
from evaluator.engine.asking import Asking
from evaluator.engine.deeds import Deeds
from evaluator.engine.effects import Effects
from evaluator.engine.events import Fired
from evaluator.engine.exercises import Exercises
from evaluator.engine.exists import Members
from evaluator.engine.ledger import Ledger
from evaluator.engine.lives import Life, NormMeaning, is_ghost
from evaluator.engine.logic import KLEENE, Logic, Standing
from evaluator.engine.meaning import Meaning
from evaluator.engine.outcome import SourceNote
from evaluator.engine.performance import Performance
from evaluator.engine.remedies import Remedy
from evaluator.engine.stepwise import Stepwise
from evaluator.engine.touched import possible_holders, together
from evaluator.engine.watch import Watch
from evaluator.engine.world import Heir, Origin, Shared, World, no_origin
from evaluator.program import Program
from evaluator.program.cone import cone_of
from evaluator.values.estimate import Estimate
from evaluator.values.truth import NO, Truth
from evaluator.values.value import Value

_CORRELATIVES: Final = {
    Modality.MUST: "claim",
    Modality.MUST_NOT: "claim",
    Modality.MUST_ENSURE: "claim",
    Modality.MAY: "no_right",
    Modality.CAN: "liability",
    Modality.NEED_NOT: "disability",
}


class NativeEngine:
    """Evaluates one program; between worlds it keeps nothing but the functions made for the expressions.

    What truths come to together is decided by `logic`: another engine is this one with a logic of its own. `watch` is
    told what comes out where.
    """

    def __init__(self, program: Program, logic: Logic = KLEENE, watch: Watch | None = None) -> None:
        self.program, self.logic = program, logic
        self.asking = Asking(self)
        self.meaning = Meaning(self.asking, tuple(program.readings), logic, watch)
        self.norms: dict[str, NormMeaning] = {}
        self._ranges: dict[core.Domain, Members] = {}
        self._reaches: dict[str, frozenset[str]] = {}
        self._headings: dict[str, dict[str, object]] = {}

    def heading(self, norm: Norm) -> dict[str, object]:
        """What every answer about a norm says, whatever the facts."""
        found = self._headings.get(norm.clause)
        if found is None:
            found = self._headings[norm.clause] = {
                "clause": norm.clause,
                "title": norm.title,
                "modality": norm.modality.noun,
                "action": norm.action,
                "sources": tuple(SourceNote(each.id, each.title, each.url) for each in norm.cite),
                "correlative": None if norm.counterparty_text is None else _CORRELATIVES[norm.modality],
                "version": norm.version,
                "place": norm.place,
                "note": norm.note,
                "pattern": norm.pattern,
            }
        return found

    def world(
        self,
        facts: Facts,
        readings: Mapping[str, str],
        *,
        origin: Origin = no_origin,
        pinned: bool = False,
        without: Record | None = None,
        shared: Shared | None = None,
    ) -> World:
        """A world in which to ask.

        `origin` is the earliest moment asked about, clause by clause; `shared` belongs to the worlds that differ in
        readings only.
        """
        return World(self.program, self.meaning, facts, readings, origin, pinned, without, shared)

    def reaches(self, clause: str) -> frozenset[str]:
        """The lists of entities and actions on which what is said about a clause can depend."""
        found = self._reaches.get(clause)
        if found is None:
            found = self._reaches[clause] = cone_of(self.program, clauses=[clause]).lists
        return found

    def meaning_of(self, clause: str) -> NormMeaning:
        """What the parts of a clause's norms mean."""
        found = self.norms.get(clause)
        if found is None:
            found = self.norms[clause] = NormMeaning(self.program.norms[clause], self.meaning, self.program)
        return found

    def life(self, world: World, clause: str, member: Value = None) -> Life:
        """The life of a norm (of one member of its family)."""
        key = (clause, member)
        found = world.lives.get(key)
        if found is None:
            found = world.lives[key] = Life(self.meaning_of(clause), member, world)
        return found

    def find(self, world: World, clause: str, member: Value) -> Value:
        """The member of a clause that is meant: of a series, its own part; None if it has no such member."""
        series = self.meaning_of(clause).series
        if series is None:
            return member
        parts = member if isinstance(member, tuple) else (member,)
        found = tuple(
            part if each is None else each.find(world, part) for each, part in zip(series, parts, strict=True)
        )
        return None if None in found else found if len(found) > 1 else found[0]

    def members(self, world: World, clause: str) -> tuple[Value, ...]:
        """The members for each of which a clause states a norm; one None for a plain clause."""
        family = self.program.norms[clause].family
        if family is None:
            return (None,)
        if len(family.bindings) == 1:
            return self._members(world, family.bindings[0].domain)
        return tuple(product(*(self._members(world, binding.domain) for binding in family.bindings)))

    def _members(self, world: World, domain: core.Domain) -> tuple[Value, ...]:
        if isinstance(domain, core.Members):
            return world.members(domain.sort)
        if isinstance(domain, core.Steps):
            return self.meaning.series(domain).parts(world)
        ranged = self._ranges.get(domain)
        if ranged is None:
            ranged = self._ranges[domain] = self.meaning.members(domain)
        return tuple(member for member, _, unstated in ranged(world) if not unstated)

    def lives(self, world: World, clause: str) -> Iterator[Life]:
        """The lives of a clause's norms, one for each member; of a view, in the world that it is of."""
        base = world.base or world
        for member in self.members(world, clause):
            yield self.life(base, clause, member)

    def candidates(self, world: World, clause: str) -> Iterator[Life]:
        """The lives of a clause's norms, and of those that an open list may have for members nobody stated."""
        yield from self.lives(world, clause)
        family, base = self.program.norms[clause].family, world.base or world
        if family is None or not any(isinstance(binding.domain, core.Members) for binding in family.bindings):
            return
        ranges = [
            world.others(each.domain.sort) if isinstance(each.domain, core.Members) else () for each in family.bindings
        ]
        if len(ranges) == 1:
            for other in ranges[0]:
                yield self.life(base, clause, other)
            return
        stated = [self._members(world, each.domain) for each in family.bindings]
        for members in product(*((*known, *others) for known, others in zip(stated, ranges, strict=True))):
            if is_ghost(members):
                yield self.life(base, clause, members)

    def named(self, world: World, clause: str, act: Record) -> Iterator[Life]:
        """The lives of a clause's norms that may name an act: that of the member it names, where it has to name one."""
        role = self.meaning_of(clause).keyed
        about = None if role is None else act.get(role)
        if not isinstance(about, Record):
            yield from self.candidates(world, clause)
        elif about in self.members(world, clause):
            yield self.life(world.base or world, clause, about)

    def deeds(self, world: World) -> Deeds:
        """What the stated acts do."""
        if world.deeds is None:
            world.deeds = Deeds(self, world)
        return world.deeds

    def ledger(self, world: World) -> Ledger:
        """Which duties the stated acts serve."""
        if world.ledger is None:
            world.ledger = Ledger(self, world)
        return world.ledger

    def performance(self, life: Life) -> Performance:
        """What has become of a norm."""
        found = life.world.performances.get(life)
        if found is None:
            found = life.world.performances[life] = Performance(self, life)
        return found

    def remedy(self, life: Life) -> Remedy:
        """What has become of a norm's breach."""
        found = life.world.remedies.get(life)
        if found is None:
            found = life.world.remedies[life] = Remedy(self, life)
        return found

    def effects(self, world: World, life: Life | None) -> Effects:
        """What effects have done to a norm, or (None) to the agreement; mostly to both the same."""
        if life is not None and life.norm.clause not in self.program.touching and not life.norm.survives:
            life = life if life.inherits else None
        found = world.effects.get(life)
        if found is None:
            found = world.effects[life] = Effects(self, world, life)
        return found

    def arising(self, life: Life) -> Arising:
        """When the event happened upon which a norm arises."""
        found = life.world.arisings.get(life)
        if found is None:
            event = life.meaning.event
            if event is None:
                impossible(f"`{life.norm.clause}` arises upon no event")
            found = life.world.arisings[life] = Arising(self, life, event)
        return found

    def fired(self, life: Life) -> Stepwise[Fired]:
        """When a clause that acts by itself has acted, or a power has been exercised."""
        if life.norm.modality is Modality.AUTOMATIC:
            return self.arising(life)
        found = life.world.exercises.get(life)
        if found is None:
            found = life.world.exercises[life] = Exercises(self, life)
        return found

    def view(self, world: World, act: Record | None, *, loose: bool = False, tracked: bool = False) -> World:
        """A view of a world in which an act is judged: what acts have brought about is that of just before.

        The act itself is not there, where anything looks for acts of its kind.
        """
        hidden = world.without if act is None or act.ghost else self.itself(act) or world.without
        key = ("loose" if loose else "tracked" if tracked else "view", hidden)
        found = world.views.get(key)
        if found is None:
            shared = world.shared if hidden is world.without and not self.program.lively else None
            found = self.world(
                world.facts,
                world.readings,
                origin=world.origin,
                pinned=world.pinned,
                without=hidden,
                shared=shared,
            )
            found.base, found.loose, found.tracked = world, loose, tracked
            world.views[key] = found
        return found

    def without(self, world: World, act: Record | None) -> World:
        """The world without an act; the world itself for none."""
        if act is None or world.without is act:
            return world
        key = ("without", act)
        found = world.views.get(key)
        if found is None:
            found = world.views[key] = self.world(
                world.facts, world.readings, origin=world.origin, pinned=world.pinned, without=act
            )
            found.heirs = tuple(heir._replace(world=partial(_without, heir, act)) for heir in world.heirs)
        return found

    def standing(self, world: World, life: Life) -> Standing:
        """The standing of a norm at the world's moment; in a view, as it was just before acts of the moment count."""
        now = world.now
        if world.base is not None:
            if life.meaning.lively or life.inherits:
                world.fleeting = True
                return life.just_before(world)
            if world.without is not world.base.without:
                life = self.life(world, life.norm.clause, life.member)
        found = life.at(now)
        life.hold(world, now)
        return found

    def spent(self, world: World, life: Life, act: Record) -> Truth:
        """Whether a duty that is to be performed once has been, before an act; in a view, by what other acts did."""
        if not life.meaning.once or life.ghost:
            return NO
        base = world.base or world
        life = self.own(world, life)
        performance = self.performance(life)
        if world.base is None:
            performance.hold(world, world.now)
            found = performance.at(world.now).done
        else:
            found = self.deeds(base).spent_before(act, life, min(world.now, act.possible_from))
        world.read |= performance.read
        return found

    def parties(self, world: World, life: Life) -> tuple[Value, Value]:
        """Who bears a norm (or may perform it) and who may claim it, at the world's moment."""
        norm, of = life.norm, self.meaning.of
        bearer = None if norm.bearers is None else of(norm.bearers)(world)
        counterparty = None if norm.counterparties is None else of(norm.counterparties)(world)
        if not life.touched:
            return bearer, counterparty
        touched = self.asking.touched(world, life)
        right = norm.modality in RIGHTS
        held_by = possible_holders(bearer if right else counterparty, touched.holders)
        holder = held_by[0] if len(held_by) == 1 else self._one_of(held_by)
        bearer, counterparty = (holder, counterparty) if right else (bearer, holder)
        for party, truth in touched.performers:
            bearer = together(bearer, party) if truth > 0 else Estimate()
        return bearer, counterparty

    def _one_of(self, parties: Sequence[Value]) -> Estimate:
        """One of several parties; nobody else, if all of them are known."""
        if not all(isinstance(party, str) for party in parties):
            return Estimate()
        return Estimate(excluded=frozenset(self.program.parties).difference(parties))

    def own(self, world: World, life: Life) -> Life:
        """The same norm's life in the world that a view is of."""
        base = world.base or world
        return life if life.world is base else self.life(base, life.norm.clause, life.member)

    def judging(self, world: World, act: Record) -> World:
        """The world in which the verdict on a stated act is told, once it has been weighed."""
        if act.sort in self.program.lively_acts:
            return world
        return self.without(world, self.itself(act))

    def itself(self, act: Record) -> Record | None:
        """The act, if anything that decides its verdict looks at acts of its kind: it is judged without itself."""
        return act if act.sort in self.program.remembers.get(act.sort, ()) else None


def _without(heir: Heir, act: Record) -> World:
    """The world of a later version without an act."""
    return heir.engine().without(heir.world(), act)
