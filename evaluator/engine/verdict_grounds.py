"""What the verdict on an act rests on, clause by clause."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final

from evaluator.core.facts import Record
from evaluator.core.norms import Modality
from evaluator.engine.addresses import address_of
from evaluator.engine.life_grounds import LifeGrounds
from evaluator.engine.lives import Life
from evaluator.engine.steps import StepKind
from evaluator.engine.verdicts import Bearing, Judgement, judge
from evaluator.values.time import FOREVER
from evaluator.values.truth import NO


class VerdictGrounds(LifeGrounds):
    """Grounds of verdicts."""

    @abstractmethod
    def of_performance(self, life: Life, word: str = "") -> None:
        """What it rests on what has become of a norm."""

    def _verdict(self, act: Record) -> None:
        if self._idle or act.certain_from >= FOREVER or not self._first("verdict", act):
            return
        world = self.world
        base = world.base or world
        now = world.now
        for weighed in self.engine.deeds(base).stages(act)[:1]:
            judgement = judge(self.engine.judging(base, act), act, weighed, foresee=act.sort not in self._lively_acts)
            world.now = min(now, weighed.moment)
            self.of_judgement(judgement, act)
        world.now = now

    @property
    def _lively_acts(self) -> frozenset[str]:
        return self.world.program.lively_acts

    def of_judgement(self, judgement: Judgement, act: Record) -> None:
        """What the verdict on an act rests on."""
        world, scope = self.world, self.world.scope
        told = judgement.told
        word, truth = ("", 0) if told is None else (told[0], told[1])
        with self.step(StepKind.ACT, name=act.id, word=word, truth=truth):
            if told is None:
                self._of_open_judgement(judgement, act)
            else:
                self._of_settled_judgement(judgement, act)
        world.scope = scope

    def _of_settled_judgement(self, judgement: Judgement, act: Record) -> None:
        """Each clause that speaks about the action: that it decides the verdict, or why it does not; decisive first."""
        by_clause: dict[str, list[Bearing]] = {}
        for bearing in judgement.bearings:
            by_clause.setdefault(bearing.norm.clause, []).append(bearing)
        for bearing in sorted(judgement.bearings, key=_rank):
            if bearing.names > 0 or bearing.effective < 0:
                self._of_bearing(bearing, act, by_clause)
        for clause in self.world.program.judges[act.sort]:
            self.no_others(clause)

    def _of_bearing(self, bearing: Bearing, act: Record, others: dict[str, list[Bearing]]) -> None:
        """How one clause bears on an act, and why; once for each clause, since what yields to it names it."""
        if self._idle or not self._first("bearing", address(bearing.life), act, self.world.now):
            return
        world, norm, life, standing = self.world, bearing.norm, bearing.life, bearing.standing
        word, detail = _word(bearing)
        scope = world.scope
        with self.step(StepKind.GROUND, name=address(life), word=word, detail=detail, truth=abs(bearing.effective)):
            if bearing.names < 0:
                self._of_other_act(bearing, act)
            elif bearing.excepts > 0:
                self._of_names(bearing, act)
                world.scope = {**life.scope, norm.act or "": act}
                condition = next(each for name, each in norm.exceptions if name == bearing.exception)
                self.key(f"except {bearing.exception}", condition)
            elif standing is not None and standing.in_force < 0:
                self._of_names(bearing, act)
                self.of_life(life)
            elif bearing.spent > 0:
                self._of_names(bearing, act)
                self._at(world.now - 1, life)
            elif bearing.effective < 0 and bearing.yields_to:
                self._of_names(bearing, act)
                for clause in bearing.yields_to:
                    for higher in others.get(clause, ()):
                        if higher.effective > 0:
                            self._of_bearing(higher, act, others)
            elif bearing.effective > 0:
                self._of_names(bearing, act)
                world.scope = {**life.scope, norm.act or "": act}
                for name, condition in norm.exceptions:
                    self.key(f"except {name}", condition)
                self.of_life(life)
                for clause in world.program.over[norm.clause]:
                    for higher in others.get(clause, ()):
                        if higher.effective < 0:
                            self._of_bearing(higher, act, others)
        world.scope = scope

    def _of_names(self, bearing: Bearing, act: Record) -> None:
        """By which facts a clause names an act: who did it, to whom, and what it is like."""
        if bearing.names <= 0:
            return
        world, norm = self.world, bearing.norm
        world.scope = bearing.life.scope
        if norm.bearers is not None:
            self.attribute(act, "by")
        if norm.counterparties is not None and "to" in world.program.sorts[act.sort].attributes:
            self.attribute(act, "to")
        self._of_parties(bearing.life)
        world.scope = {**bearing.life.scope, norm.act or "": act}
        self.key("where", norm.where)

    def _of_other_act(self, bearing: Bearing, act: Record) -> None:
        """By which facts a clause does not name an act."""
        world, norm = self.world, bearing.norm
        world.scope = {**bearing.life.scope, norm.act or "": act}
        if norm.where is not None and self._truth(norm.where) < 0:
            self.key("where", norm.where)
            return
        for name in ("by", "to"):
            if name in act.values:
                self.attribute(act, name)

    def _of_open_judgement(self, judgement: Judgement, act: Record) -> None:
        world = self.world
        for bearing in judgement.bearings:
            if bearing.standing is None or (bearing.effective != 0 and bearing.names != 0):
                continue
            norm = bearing.norm
            member = bearing.life.member
            if isinstance(member, Record) and member.ghost:
                self.miss((member.sort, "", ""))
                continue
            word, detail = _word(bearing)
            with self.step(StepKind.GROUND, name=address(bearing.life), word=word, detail=detail, truth=0):
                world.scope = bearing.life.scope
                if norm.bearers is not None:
                    self.attribute(act, "by")
                if norm.counterparties is not None and "to" in world.program.sorts[act.sort].attributes:
                    self.attribute(act, "to")
                world.scope = {**world.scope, norm.act or "": act}
                for name, condition in (("where", norm.where), *norm.exceptions):
                    if condition is not None and self._truth(condition) == 0:
                        self.key(name if name == "where" else f"except {name}", condition)
                if bearing.standing.in_force == 0:
                    self.of_life(bearing.life)
                if bearing.spent == 0:
                    self._of_open_rest(bearing.life, act)

    def _of_open_rest(self, life: Life, act: Record) -> None:
        """What leaves open whether something of a duty was left to do: its performance just before, and at one time."""
        world, deeds = self.world, self.engine.deeds(self.world)
        world.now -= 1
        self.of_performance(life)
        world.now += 1
        for other in deeds.acts_for(life):
            at_once = other.possible_from <= act.certain_from and other.certain_from >= act.possible_from
            if other is not act and at_once:
                self.untimed(other)
                self.untimed(act)

    def _of_parties(self, life: Life) -> None:
        """Whether a norm has passed to somebody else."""
        if life.touched:
            touched = self.engine.asking.touched(self.world, life)
            passed = max((truth for _, truth in (*touched.holders, *touched.performers)), default=NO)
            self.touched(life, "passed", passed)


def address(life: Life) -> str:
    """`clause`, or `clause:member` in a family."""
    return address_of(life.norm, life.member)


_EFFECTS: Final = {
    Modality.MUST: "obliges",
    Modality.MUST_NOT: "prohibits",
    Modality.MAY: "permits",
    Modality.NEED_NOT: "exempts",
    Modality.CAN: "enables",
}


def _word(bearing: Bearing) -> tuple[str, str]:
    """How a clause bears on an act, in a word, and what more there is to say."""
    if bearing.names < 0:
        return "other_act", _EFFECTS[bearing.norm.modality]
    if bearing.effective >= 0:
        return _EFFECTS[bearing.norm.modality], ""
    if bearing.excepts > 0:
        return "excepted", bearing.exception
    if bearing.standing is not None and bearing.standing.in_force < 0:
        return "not_in_force", _EFFECTS[bearing.norm.modality]
    if bearing.spent > 0:
        return "performed", ""
    return "yields", " and ".join(bearing.yields_to)


def _rank(bearing: Bearing) -> int:
    """Clauses that decide come first, then those that are set aside, then those that speak of other acts."""
    return 0 if bearing.effective > 0 else 1 if bearing.names > 0 else 2
