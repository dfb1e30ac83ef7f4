"""What an answer rests on: the facts that decided it, or whose absence left it open, as the steps of an argument."""

from __future__ import annotations

from typing import Final

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.core.norms import AGREEMENT, DUTIES, Modality
from evaluator.engine.effects import Done
from evaluator.engine.histories import told
from evaluator.engine.life_grounds import LifeGrounds
from evaluator.engine.lives import Life
from evaluator.engine.steps import StepKind
from evaluator.engine.verdicts import Bearing, Judgement, judge, member_id
from evaluator.values.estimate import is_known
from evaluator.values.time import FOREVER, Moment, day_of, day_text
from evaluator.values.truth import NO, Truth

_HISTORY: Final = (*core.HISTORY, "open", "available", "history")


class Grounds(LifeGrounds):
    """Grounds of everything that can be answered: norms, what has become of them, verdicts."""

    def of_performance(self, life: Life, word: str = "") -> None:
        """What it rests on what has become of a norm: `word`, or (empty) whatever is not known of it."""
        world = self.world
        if self._idle or not self._first("performance", life.norm.clause, life.member, world.now, word):
            return
        scope, world.scope = world.scope, life.scope
        truth = told(self.engine, life, world.now, word, None) if word else 0
        with self.step(StepKind.NORM, name=address(life), word=word, truth=truth):
            if truth == 0:
                self._open_performance(life)
            else:
                self._settled_performance(life, word)
        world.scope = scope

    def _open_performance(self, life: Life) -> None:
        engine, world, norm = self.engine, self.world, life.norm
        state = engine.performance(life).at(world.now)
        of = world.meaning.of
        for name, value in (("due", norm.due), ("not before", norm.not_before), ("amount", norm.amount)):
            if value is not None and not is_known(of(value)(world)):
                self.key(name, value, value=True)
        self.key("must ensure", norm.ensure)
        if state.deadline is not None and state.deadline[0] < state.deadline[1] and life.can_be_suspended:
            self.turns(life, last=False)
        deeds = engine.deeds(world)
        for act in deeds.acts_for(life):
            if act.possible_from <= world.now:
                truth = deeds.truth(act, life, world.now)
                if truth >= 0:
                    self.of_act(act, life, truth)
        if norm.action is not None and 0 in (state.done, state.in_time, state.breached):
            self._unstated_acts(life, norm.action)
        deadline = state.deadline
        if deadline is not None and state.breached == 0 and deadline[0] <= world.now:
            self._at(deadline[0] - 1, life, only_open=True)

    def _settled_performance(self, life: Life, word: str) -> None:
        """The acts that count, or that nobody has done any, and the deadline."""
        engine, world, norm = self.engine, self.world, life.norm
        state, deeds = engine.performance(life).at(world.now), engine.deeds(world)
        if word in ("cured", "defaulted"):
            self.of_performance(life, "breached")
            for clause in world.program.curers.get(norm.clause, ()):
                for curer in engine.lives(world, clause):
                    if curer.same_member(life):
                        self._of_cure(curer, cured=word == "cured")
            return
        dated = norm.due is not None and (state.deadline is None or word != "exercised")
        if dated:
            self.key("due", norm.due, value=True)
        self.key("not before", norm.not_before, value=True)
        self.key("amount", norm.amount, value=True)
        if norm.ensure is not None:
            self._of_guarantee(life)
        if dated and life.can_be_suspended:
            self.touched(life, "suspended", life.at(world.now).suspended)
        acts = [act for act in deeds.acts_for(life) if act.possible_from <= world.now]
        for act in sorted(acts, key=lambda each: deeds.truth(each, life, world.now), reverse=True):
            self.of_act(act, life, deeds.truth(act, life, world.now))
        if norm.action is not None:
            self.closed(norm.action)
        if word in ("fulfilled", "lapsed") and state.done <= 0:
            self._at(world.now, life)
        elif word in ("open", "available"):
            self.of_life(life)
        elif state.breached > 0 and state.deadline is not None:
            self._at(min(world.now, state.deadline[1]) - 1, life)

    def _of_cure(self, curer: Life, *, cured: bool) -> None:
        """A norm that repairs a breach: that it was performed, or that it no longer can be."""
        duty = curer.norm.modality in DUTIES
        done = "fulfilled" if duty else "exercised"
        self.of_performance(curer, done if cured else "breached" if duty else "lapsed")

    def _of_guarantee(self, life: Life) -> None:
        """The state of affairs at the first moment at which it certainly failed, or now."""
        performance, world = self.engine.performance(life), self.world
        failed = next(
            (when for when, each in zip(performance.looked, performance.states, strict=True) if each.breached > 0),
            world.now,
        )
        now, world.now = world.now, min(failed, world.now)
        self.key("must ensure", life.norm.ensure)
        world.now = now

    def _at(self, moment: Moment, life: Life, *, only_open: bool = False) -> None:
        """The standing of a norm at another moment; `only_open` if it is not known."""
        now, self.world.now = self.world.now, moment
        if not only_open or life.at(moment).in_force == 0:
            self.of_life(life)
        self.world.now = now

    def _unstated_acts(self, life: Life, action: str) -> None:
        """Acts that nobody stated, up to the day on which the duty is due."""
        world = self.world
        if not world.others(action):
            return
        performance = self.engine.performance(life)
        deadline = performance.deadline(world.now)
        in_doubt = performance.at(world.now).in_time == 0
        bounded = deadline is not None and deadline[1] < FOREVER and in_doubt
        last = min(world.now, deadline[1] - 1) if deadline is not None and bounded else world.now
        self.miss((action, "", day_text(day_of(last))))

    def of_act(self, act: Record, life: Life, truth: Truth) -> None:
        """The facts by which an act fits a norm, or does not, or that leave it open (`truth` 0)."""
        if self._idle:
            return
        world, norm = self.world, life.norm
        scope, now = world.scope, world.now
        with self.step(StepKind.ACT, name=act.id, word="counts", detail=address(life), truth=truth, settled=truth < 0):
            if truth < 0:
                self._unfit(act, life)
            else:
                names = ["by", *(["to"] if "to" in world.program.sorts[act.sort].attributes else [])]
                for name in (*names, norm.amount_role or "on"):
                    self.attribute(act, name)
                if truth > 0 or not is_known(act.get("on")):
                    self.attribute(act, "on")
                elif act.possible_from <= now < act.certain_from:
                    self.untimed(act)
                self._of_parties(life)
                if truth == 0:
                    self.passed_meanwhile(life, act)
                world.scope = {**life.scope, norm.act or "": act}
                for name, condition in (("where", norm.where), *norm.exceptions):
                    if condition is not None and (truth != 0 or self._truth(condition) == 0):
                        self.key(name if name == "where" else f"except {name}", condition)
                world.scope = scope
                world.now = min(now, act.possible_from)
                if truth > 0 or life.at(world.now).in_force == 0:
                    self.of_life(life)
        world.scope, world.now = scope, now

    def _of_parties(self, life: Life) -> None:
        """Whether a norm has passed to somebody else."""
        if life.touched:
            touched = self.engine.asking.touched(self.world, life)
            passed = max((truth for _, truth in (*touched.holders, *touched.performers)), default=NO)
            self.touched(life, "passed", passed)

    def _unfit(self, act: Record, life: Life) -> None:
        """Why an act does not count for a norm: it is not such an act, or it came when the norm did not apply."""
        world = self.world
        bearings = [
            bearing
            for weighed in self.engine.deeds(world).stages(act)
            for bearing in weighed.bearings.get(life.norm.clause, ())
            if bearing.life.member == life.member
        ]
        if act.possible_from > world.now or not bearings:
            self.attribute(act, "on")
            return
        now, world.now = world.now, min(world.now, act.possible_from)
        self._of_bearing(bearings[0], act, {})
        world.now = now

    def of_effect(self, done: Done) -> None:
        """What an effect rests on: the act by which it was done, or the event."""
        if self._idle:
            return
        with self.step(
            StepKind.EFFECT,
            name=address(done.source),
            word=done.effect.verb,
            detail=done.effect.target,
            truth=done.truth,
            settled=False,
        ):
            if done.act is not None:
                self.of_act(done.act, done.source, done.truth)
            elif done.source.norm.action is not None:
                self.miss((done.source.norm.action, "", ""))
            else:
                world = self.world
                scope, now = world.scope, world.now
                world.scope, world.now = done.source.scope, min(now, done.by) if done.truth > 0 else now
                self.triggered(done.source)
                world.scope, world.now = scope, now

    def not_done(self, source: Life) -> None:
        """Why a clause has had no effect: its power was not exercised, or its event has not happened."""
        if self._idle:
            return
        world, norm = self.world, source.norm
        scope, world.scope = world.scope, source.scope
        if norm.action is None:
            if norm.modality is Modality.AUTOMATIC:
                self.triggered(source)
        else:
            deeds = self.engine.deeds(world)
            for act in deeds.acts_for(source):
                self.of_act(act, source, deeds.truth(act, source, world.now))
            self.closed(norm.action)
        world.scope = scope

    def _status(self, clause: str, member: core.Expr | None, what: str) -> None:
        if clause == AGREEMENT:
            self.of_agreement(what)
            return
        bound = None if member is None else self.world.meaning.of(member)(self.world)
        for life in self.engine.candidates(self.world, clause):
            if member is not None and life.member != bound:
                continue
            if what not in _HISTORY:
                self.of_life(life, what)
                continue
            truth = told(self.engine, life, self.world.now, what, None) if what != "history" else 0
            self.of_performance(life, what if truth != 0 else "")
            if truth == 0 and what in ("cured", "defaulted", "history"):
                for curer in self.world.program.curers.get(clause, ()):
                    for other in self.engine.lives(self.world, curer):
                        self.of_performance(other)

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


def address(life: Life) -> str:
    """`clause`, or `clause:member` in a family."""
    return life.norm.clause if life.norm.family is None else f"{life.norm.clause}:{member_id(life.member)}"


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
