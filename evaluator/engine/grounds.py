"""What an answer rests on: the facts that decided it, or whose absence left it open, as the steps of an argument."""

from __future__ import annotations

from typing import Final

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.core.norms import AGREEMENT, DUTIES, Modality
from evaluator.engine.effects import Done
from evaluator.engine.histories import told
from evaluator.engine.lives import Life
from evaluator.engine.steps import StepKind
from evaluator.engine.verdict_grounds import VerdictGrounds, address
from evaluator.values.estimate import is_known
from evaluator.values.time import FOREVER, day_of, day_text
from evaluator.values.truth import Truth

_HISTORY: Final = (*core.HISTORY, "open", "available", "history")


class Grounds(VerdictGrounds):
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
