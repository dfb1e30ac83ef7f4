"""What it rests on whether a norm is in force: reason by reason."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.core.norms import AGREEMENT
from evaluator.engine.addresses import address_of
from evaluator.engine.effects import Done
from evaluator.engine.lives import Life
from evaluator.engine.steps import Step, StepKind
from evaluator.engine.value_grounds import ValueGrounds
from evaluator.values.time import Moment
from evaluator.values.truth import Truth

_VERBS = {
    "suspended": ("suspend", "resume"),
    "terminated": ("terminate",),
    "waived": ("waive",),
    "ended": ("end",),
    "passed": ("assign", "delegate"),
}
"""By which effects a norm gets into a state."""


class LifeGrounds(ValueGrounds):
    """Grounds of the standing of norms."""

    @abstractmethod
    def of_effect(self, done: Done) -> None:
        """What an effect rests on."""

    @abstractmethod
    def not_done(self, source: Life) -> None:
        """Why a clause has had no effect."""

    def of_life(self, life: Life, what: str = "in_force") -> None:
        """What the standing of a norm at the world's moment rests on, or one reason why it may not be in force."""
        if self._idle:
            return
        world = self.world
        name = address_of(life.norm, life.member)
        standing = life.at(world.now)
        truth: Truth = getattr(standing, what)
        if not self._first("life", life.norm.clause, life.member, world.now, what):
            self.trail.add(Step(StepKind.NORM, world.now, name, what, truth=truth, again=True))
            return
        scope = world.scope
        world.scope = life.scope
        with self.step(StepKind.NORM, name=name, word=what, truth=truth):
            for reason, visit in self._parts(life):
                found: Truth = getattr(standing, reason)
                if what != "in_force":
                    decisive = reason == what
                else:
                    decisive = (truth > 0) or (truth == 0 and found == 0) or (truth < 0 and found > 0)
                if decisive:
                    with self.step(StepKind.REASON, name=name, word=reason, truth=found):
                        visit()
                    if what == "in_force" and truth < 0:
                        break
        world.scope = scope

    def of_agreement(self, what: str) -> None:
        """What it rests on whether the agreement as a whole is in force, or why it may not be."""

        def told(word: str) -> Truth:
            return self.engine.asking.standing(self.world, AGREEMENT, None, word)

        truth = told(what)
        with self.step(StepKind.NORM, name=AGREEMENT, word=what, truth=truth):
            for reason in ("ended", "terminated", "suspended"):
                found = told(reason)
                if reason == what or (what == "in_force" and (truth > 0 or found == -truth)):
                    with self.step(StepKind.REASON, name=AGREEMENT, word=reason, truth=found):
                        self.touched(None, reason, found)
                    if truth < 0:
                        return

    def _parts(self, life: Life) -> Iterator[tuple[str, Callable[[], None]]]:
        """Each reason, and how to look into it."""
        norm = life.norm
        yield "repealed", lambda: self._repealed(life)
        yield "ended", lambda: self._ended(life)
        yield "not_yet", lambda: self.key("from", norm.starts, value=True)
        yield "not_triggered", lambda: self.triggered(life)
        yield "excepted", lambda: self.key("unless", norm.unless)
        yield "overridden", lambda: self._eclipsed(life)
        for reason in ("suspended", "terminated", "waived"):
            yield reason, lambda reason=reason: self._touched(life, reason)  # type: ignore[misc]

    def _repealed(self, life: Life) -> None:
        for carried in life.norm.carried:
            self.key("untouched", carried)

    def triggered(self, life: Life) -> None:
        """The member, the circumstances, and the event upon which a norm arises."""
        norm = life.norm
        for member in life.member if isinstance(life.member, tuple) else (life.member,):
            if isinstance(member, Record):
                self.existence(member)
        for binding in () if norm.family is None else norm.family.bindings:
            if isinstance(binding.domain, core.Steps):
                self.value(binding.domain.of)
        self.key("when", norm.when)
        for binding in () if norm.family is None else norm.family.bindings:
            self.key("for each", binding.where)
        event = norm.upon
        if event is None:
            return
        now = self.world.now
        if norm.action is not None or norm.ensure is not None:
            self.world.now = self._arisen(life)
        self.key("upon", event.day, value=True)
        self.key("from", event.starts, value=True)
        self.key("through", event.through, value=True)
        self.key("upon", event.condition)
        self.key("when", event.when)
        self.key("unless", event.unless)
        self.key("until", event.until)
        self.world.now = now

    def _arisen(self, life: Life) -> int:
        """The moment at which a norm certainly arose; now, if that is not certain."""
        arising = self.engine.arising(life)
        now = self.world.now
        fired = [each for each in arising.at(now) if each.truth > 0]
        return min([now, *(each.by for each in fired)]) if arising.truth(now) > 0 else now

    def _touched(self, life: Life, reason: str) -> None:
        self.touched(life, reason, getattr(life.at(self.world.now), reason))

    def _at(self, moment: Moment, life: Life, *, only_open: bool = False) -> None:
        """The standing of a norm at another moment; `only_open` if it is not known."""
        now, self.world.now = self.world.now, moment
        if not only_open or life.at(moment).in_force == 0:
            self.of_life(life)
        self.world.now = now

    def touched(self, life: Life | None, reason: str, truth: Truth) -> None:
        """The acts and events that have, have not or may have had effects on a norm, or (None) on the agreement."""
        engine, world = self.engine, self.world
        if self._idle or (life is not None and not life.touched):
            return
        targets = [engine.effects(world, None)]
        if life is not None:
            targets.insert(0, engine.effects(world, life))
        for target in dict.fromkeys(targets):
            with world.apart():
                found = list(target.happened())
            for done in found:
                if truth == 0 or (done.effect.verb in _VERBS[reason] and (truth < 0 or done.truth > 0)):
                    self.of_effect(done)
        if truth < 0:
            self._untouched(life, _VERBS[reason])
        elif truth > 0 and reason == "suspended":
            self._untouched(life, ("resume",))
        if truth == 0 and reason == "suspended":
            self.turns(life, last=True)

    def turns(self, life: Life | None, *, last: bool) -> None:
        """The suspensions and resumptions of which it is not known when on their day they happened.

        With `last`, those that may have been the last one.
        """
        with self.world.apart():
            found = [done for done in self.engine.effects(self.world, life).happened() if done.truth > 0]
        turns = [done for done in found if done.effect.verb in _VERBS["suspended"]]
        for done in turns:
            if done.since < done.by and not (last and any(other.since > done.by for other in turns)):
                self._untimed_effect(done)

    def passed_meanwhile(self, life: Life, act: Record) -> None:
        """The times of day that an act and a transfer lack, where it is not known which of them came first."""
        if not life.touched:
            return
        with self.world.apart():
            found = [done for done in self.engine.effects(self.world, life).happened() if done.truth > 0]
        for done in found:
            meanwhile = done.since <= act.certain_from and act.possible_from <= done.by
            if done.effect.verb in _VERBS["passed"] and done.act is not act and meanwhile:
                self._untimed_effect(done)
                self.untimed(act)

    def _untimed_effect(self, done: Done) -> None:
        """The time of day that an effect lacks: that of its act, of its event, or of what its condition hangs on."""
        world, event = self.world, done.source.norm.upon
        if done.act is not None:
            self.untimed(done.act)
        elif event is not None and event.condition is not None:
            scope, now = world.scope, world.now
            world.scope, world.now = done.source.scope, done.since
            self.key("upon", event.condition)
            world.scope, world.now = scope, now
        else:
            for member in done.source.scope.values():
                if isinstance(member, Record):
                    self.untimed(member)

    def _untouched(self, life: Life | None, verbs: tuple[str, ...]) -> None:
        """That nothing has been done to a norm which could have been."""
        program = self.world.program
        names = (AGREEMENT,) if life is None else (life.norm.clause, AGREEMENT)
        for clause in dict.fromkeys(each for name in names for each in program.touching.get(name, ())):
            norm = program.norms[clause]
            if any(each.verb in verbs and each.target in names for each in norm.effects):
                self.no_others(clause)
                for source in self.engine.lives(self.world, clause):
                    self.not_done(source)

    def no_others(self, clause: str) -> None:
        """That a clause has no norms but those for the members that were stated."""
        family = self.world.program.norms[clause].family
        for binding in () if family is None else family.bindings:
            if isinstance(binding.domain, core.Members):
                self.closed(binding.domain.sort)

    def _eclipsed(self, life: Life) -> None:
        world = self.world
        overridden = life.at(world.now).overridden
        for higher in world.program.eclipsed_by[life.norm.clause]:
            if overridden < 0:
                self.no_others(higher)
            for other in self.engine.candidates(world, higher):
                alike = life.norm.family is None or other.norm.family is None or other.member == life.member
                found = other.at(world.now).in_force
                if alike and (found == overridden or overridden < 0):
                    self.of_life(other)
                    if overridden > 0:
                        return

    def _ended(self, life: Life) -> None:
        world, now, norm = self.world, self.world.now, life.norm
        ended = life.at(now).ended
        if ended > 0:
            self._at_its_end(life)
            return
        self.key("through", norm.through, value=True)
        self._touched(life, "ended")
        if norm.until is not None:
            self.key("until", norm.until)
            # `until` may have been reached earlier: then what was unknown at that moment matters.
            if ended == 0 and life.doubt is not None and life.doubt <= now and self._truth(norm.until) != 0:
                world.now = life.doubt
                self.key("until", norm.until)
                world.now = now

    def _at_its_end(self, life: Life) -> None:
        """By what a norm ended, at the moment at which it certainly had."""
        world, now, norm = self.world, self.world.now, life.norm
        world.now = next(when for when, each in zip(life.looked, life.states, strict=True) if each.ended > 0)
        through = life.meaning.through
        if through is not None and through.has_come(world) > 0:
            self.key("through", norm.through, value=True)
        elif norm.until is not None and self._truth(norm.until) > 0:
            self.key("until", norm.until)
        else:
            self._touched(life, "ended")
        world.now = now
