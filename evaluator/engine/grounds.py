"""What an answer rests on: the facts that decided it, or whose absence left it open.

The structure of an expression says which of its parts matter: of a conjunction that failed, one part that failed;
of one that is unknown, the parts that are unknown; of one that holds, all of them. Values come from the meaning
itself, so that an explanation cannot disagree with the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.core.norms import AGREEMENT
from evaluator.engine.lives import Life
from evaluator.engine.native import NativeEngine
from evaluator.engine.verdicts import Judgement
from evaluator.engine.world import World
from evaluator.values.estimate import Estimate, is_known
from evaluator.values.time import FOREVER, day_of, day_text
from evaluator.values.truth import NO, Truth
from evaluator.values.value import Value

_HISTORY: Final = (*core.HISTORY, "open", "available", "history")
Fact = tuple[str, str, str]
"""The address of a fact: (sort, id, attribute); id is empty for the members of an open list, and then the attribute may
be a day up to which members are missing; sort is empty for a single
fact (id is its name) and `parameter` for a parameter."""


@dataclass
class Grounds:
    """The facts found so far: those that are missing, and those that an assumption supplied; in the order met."""

    world: World
    engine: NativeEngine
    missing: dict[Fact, None] = field(default_factory=dict)
    assumed: dict[str, None] = field(default_factory=dict)
    _entered: set[tuple[object, ...]] = field(default_factory=set)

    def of_life(self, life: Life, what: str = "in_force") -> None:
        """What the standing of a norm at the world's moment rests on, or one reason why it may not be in force."""
        key = ("life", life.norm.clause, life.member, self.world.now, what)
        if key in self._entered:
            return
        self._entered.add(key)
        world = self.world
        standing = life.at(world.now)
        scope = world.scope
        world.scope = life.scope
        deciding = standing.in_force
        for reason, visit in self._parts(life):
            truth: Truth = getattr(standing, reason)
            if what != "in_force":
                if reason == what:
                    visit()
            elif (deciding > 0) or (deciding == 0 and truth == 0) or (deciding < 0 and truth > 0):
                visit()
                if deciding < 0:
                    break
        world.scope = scope

    def _parts(self, life: Life) -> Iterator[tuple[str, Callable[[], None]]]:
        """Each reason, and how to look into it."""
        norm = life.norm
        carried = list(norm.carried)
        yield "repealed", lambda: self._conditions(carried)
        yield "ended", lambda: self._ended(life)
        yield "not_yet", lambda: self._values([norm.starts])
        bindings = () if norm.family is None else norm.family.bindings
        triggers = [norm.when, *(binding.where for binding in bindings)]
        yield "not_triggered", lambda: self._triggered(life, triggers)
        yield "excepted", lambda: self._conditions([norm.unless])
        yield "overridden", lambda: self._eclipsed(life)
        for reason in ("suspended", "terminated", "waived"):
            yield reason, lambda: self._touched(life)

    def _triggered(self, life: Life, triggers: list[core.Expr | None]) -> None:
        for member in life.member if isinstance(life.member, tuple) else (life.member,):
            if isinstance(member, Record):
                self._existence(member)
        for binding in () if life.norm.family is None else life.norm.family.bindings:
            if isinstance(binding.domain, core.Steps):
                self.value(binding.domain.of)
        self._conditions(triggers)
        event = life.norm.upon
        if event is not None:
            self._values([event.day, event.starts, event.through])
            self._conditions([event.condition, event.when, event.unless, event.until])

    def _touched(self, life: Life) -> None:
        """The acts and events that have, or may have, had effects on a norm."""
        engine, world = self.engine, self.world
        if not life.touched:
            return
        for target in dict.fromkeys((engine.effects(world, life), engine.effects(world, None))):
            with world.apart():
                found = list(target.happened())
            for done in found:
                if done.act is not None:
                    self._of_act(done.act, done.source, settled=done.truth != 0)
                elif done.source.norm.action is not None:
                    self.missing[(done.source.norm.action, "", "")] = None
                else:
                    scope, world.scope = world.scope, done.source.scope
                    self._triggered(done.source, [done.source.norm.when])
                    world.scope = scope

    def of_performance(self, life: Life) -> None:
        """What is known, or not, of the performance of a norm rests on."""
        key = ("performance", life.norm.clause, life.member, self.world.now)
        if key in self._entered:
            return
        self._entered.add(key)
        engine, world, norm = self.engine, self.world, life.norm
        state = engine.performance(life).at(world.now)
        scope, world.scope = world.scope, life.scope
        of = world.meaning.of
        self._values(
            each for each in (norm.due, norm.not_before, norm.amount) if each and not is_known(of(each)(world))
        )
        self._conditions([norm.ensure])
        deeds = engine.deeds(world)
        for act in deeds.acts_for(life):
            if act.possible_from <= world.now:
                truth = deeds.truth(act, life, world.now)
                if truth >= 0:
                    self._of_act(act, life, settled=truth > 0)
        if norm.action is not None and 0 in (state.done, state.in_time, state.breached):
            self._unstated_acts(life, norm.action)
        deadline = state.deadline
        if deadline is not None and state.breached == 0 and deadline[0] <= world.now:
            now, world.now = world.now, deadline[0] - 1
            if life.at(world.now).in_force == 0:
                self.of_life(life)
            world.now = now
        world.scope = scope

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
        self.missing[(action, "", day_text(day_of(last)))] = None

    def _of_act(self, act: Record, life: Life, *, settled: bool) -> None:
        """The facts by which an act fits a norm, or that leave it open."""
        world, norm = self.world, life.norm
        scope = world.scope
        names = ["by", *(["to"] if "to" in world.program.sorts[act.sort].attributes else [])]
        for name in (*names, norm.amount_role or "on"):
            self._attribute(act, name)
        if not is_known(act.get("on")):
            self._attribute(act, "on")
        world.scope = {**life.scope, norm.act or "": act}
        for condition in (norm.where, *(each for _, each in norm.exceptions)):
            if condition is not None and (settled or self._truth(condition) == 0):
                self.condition(condition)
        world.scope = scope
        if not settled:
            now, world.now = world.now, min(world.now, act.possible_from)
            if life.at(world.now).in_force == 0:
                self.of_life(life)
            world.now = now

    def _eclipsed(self, life: Life) -> None:
        for higher in self.world.program.eclipsed_by[life.norm.clause]:
            for other in self.engine.candidates(self.world, higher):
                if life.norm.family is None or other.norm.family is None or other.member == life.member:
                    self.of_life(other)

    def _ended(self, life: Life) -> None:
        world, now = self.world, self.world.now
        self._values([life.norm.through])
        self._touched(life)
        if life.norm.until is None:
            return
        self._conditions([life.norm.until])
        # `until` may have been reached earlier: then what was unknown at that moment matters.
        if life.doubt is not None and life.doubt <= now and world.meaning.of(life.norm.until)(world) != 0:
            world.now = life.doubt
            self._conditions([life.norm.until])
            world.now = now

    def _conditions(self, conditions: Iterable[core.Expr | None]) -> None:
        for condition in conditions:
            if condition is not None:
                self.condition(condition)

    def _values(self, values: Iterable[core.Expr | None]) -> None:
        for value in values:
            if value is not None:
                self.value(value)

    def condition(self, expression: core.Expr) -> None:
        """What the truth of a condition rests on."""
        truth = self._truth(expression)
        match expression:
            case core.Not(operand):
                self.condition(operand)
            case core.AllOf(operands):
                self._deciding(operands, truth, all_needed=truth > 0)
            case core.AnyOf(operands):
                self._deciding(operands, truth, all_needed=truth < 0)
            case core.Compare(_, left, right):
                self.value(left)
                self.value(right)
            case core.Exists(variable, domain, where, ever):
                self._members(variable, domain, where, ever=ever, found=truth)
            case core.Term(name, argument, _):
                self._term(name, argument, self.condition)
            case core.Status(clause, member, what):
                self._status(clause, member, what)
            case core.Literal():
                pass
            case _:
                self.value(expression)

    def _deciding(self, operands: tuple[core.Expr, ...], truth: Truth, *, all_needed: bool) -> None:
        for operand in operands:
            found = self._truth(operand)
            if all_needed or found == truth:
                self.condition(operand)
                if not all_needed and truth != 0:
                    return

    def value(self, expression: core.Expr) -> None:
        """What a value rests on."""
        match expression:
            case core.Attribute(subject, name):
                owner = self.world.meaning.of(subject)(self.world)
                self.value(subject)
                if isinstance(owner, Record) and not owner.ghost:
                    self._attribute(owner, name)
            case core.Fact(name):
                found = self.world.facts.singles.get(name)
                if found is None or _open(found):
                    self.missing[("", name, "")] = None
                elif name in self.world.facts.assumed_singles:
                    self.assumed[name] = None
            case core.Parameter(name, on):
                if on is not None:
                    self.value(on)
                if _open(self.world.meaning.of(expression)(self.world)):
                    self.missing[("parameter", name, "")] = None
            case core.Apply(_, arguments):
                self._values(arguments)
            case core.If(condition, consequent, alternative):
                truth = self._truth(condition)
                self.condition(condition)
                self._values([consequent] if truth > 0 else [alternative] if truth < 0 else [consequent, alternative])
            case core.Fold(_, variable, domain, where, value, ever, _):
                self._members(variable, domain, where, ever=ever, found=None, value=value)
            case core.Term(name, argument, condition):
                self._term(name, argument, self.condition if condition else self.value)
            case core.Detail(clause, member, _):
                self._status(clause, member, "history")
            case core.Not() | core.AllOf() | core.AnyOf() | core.Compare() | core.Exists() | core.Status():
                self.condition(expression)
            case core.Literal() | core.Reading() | core.Variable() | core.Now() | core.VerdictOf():
                pass

    def _attribute(self, owner: Record, name: str) -> None:
        if _open(owner.get(name)):
            self.missing[(owner.sort, owner.id, name)] = None
        elif name in owner.assumed or "*" in owner.assumed:
            whole = f"{owner.sort}.{owner.id}"
            self.assumed[whole if "*" in owner.assumed else f"{whole}.{name}"] = None

    def _existence(self, record: Record) -> None:
        if record.ghost:
            self.missing[(record.sort, "", "")] = None
            return
        exists = self.world.exists(record)
        if exists == 0:
            self.missing[(record.sort, record.id, "on")] = None
        if "*" in record.assumed:
            self.assumed[f"{record.sort}.{record.id}"] = None

    def _members(
        self,
        variable: str,
        domain: core.Domain,
        where: core.Expr,
        *,
        ever: bool,
        found: Truth | None,
        value: core.Expr | None = None,
    ) -> None:
        """The members that decide a quantifier (`found` is its truth) or enter an aggregate (`found` is None)."""
        world, scope = self.world, self.world.scope
        if isinstance(domain, core.Elements | core.Steps):
            self.value(domain.of)
        for member, exists, unstated in list(world.meaning.members(domain, ever=ever)(world)):
            world.scope = {**scope, variable: member}
            belongs = min(exists, self._truth(where))
            if unstated:
                if belongs >= 0 and isinstance(domain, core.Members) and (found is None or found == 0):
                    self.missing[(domain.sort, "", "")] = None
                continue
            if found is not None and (belongs != found if found > NO else False):
                continue
            if isinstance(member, Record):
                self._existence(member)
            self.condition(where)
            if value is not None and belongs >= 0:
                self.value(value)
            if found is not None and found > 0:
                break
        world.scope = scope
        if isinstance(domain, core.Members):
            self._assumed_closure(domain.sort, needed=found is None or found < 0)

    def _assumed_closure(self, sort: str, *, needed: bool) -> None:
        if needed and any(closure.assumed for closure in self.world.facts.closures.get(sort, ())):
            self.assumed[f"{sort}: none"] = None

    def _term(self, name: str, argument: core.Expr | None, visit: Callable[[core.Expr], None]) -> None:
        world, scope = self.world, self.world.scope
        member = None if argument is None else world.meaning.of(argument)(world)
        key = ("term", name, member, world.now)
        if isinstance(member, Estimate) and argument is not None:
            self.value(argument)
            return
        if key in self._entered:
            return
        self._entered.add(key)
        variable, body = world.meaning.definitions(name)
        world.scope = {} if variable is None else {variable: member}
        visit(body)
        world.scope = scope

    def _status(self, clause: str, member: core.Expr | None, what: str) -> None:
        if clause == AGREEMENT:
            return
        bound = None if member is None else self.world.meaning.of(member)(self.world)
        for life in self.engine.candidates(self.world, clause):
            if (member is None or life.member == bound) and what in _HISTORY:
                self.of_performance(life)
                if what in ("cured", "defaulted", "history"):
                    for curer in self.world.program.curers.get(clause, ()):
                        for other in self.engine.lives(self.world, curer):
                            self.of_performance(other)
            elif member is None or life.member == bound:
                self.of_life(life, what)

    def _truth(self, expression: core.Expr) -> Truth:
        truth: Truth = self.world.meaning.of(expression)(self.world)
        return truth

    def of_judgement(self, judgement: Judgement, act: Record) -> None:
        """What the verdict on an act rests on."""
        world, scope = self.world, self.world.scope
        settled = judgement.definite is not None
        for bearing in judgement.bearings:
            if bearing.standing is None or (not settled and bearing.effective != 0 and bearing.names != 0):
                continue
            norm = bearing.norm
            member = bearing.life.member
            if isinstance(member, Record) and member.ghost:
                self.missing[(member.sort, "", "")] = None
                continue
            world.scope = bearing.life.scope
            if norm.bearers is not None:
                self._attribute(act, "by")
            if norm.counterparties is not None and "to" in world.program.sorts[act.sort].attributes:
                self._attribute(act, "to")
            world.scope = {**world.scope, norm.act or "": act}
            wanted = [norm.where, *(condition for _, condition in norm.exceptions)]
            for condition in wanted:
                if condition is not None and (settled or self._truth(condition) == 0):
                    self.condition(condition)
            if settled or bearing.standing.in_force == 0:
                self.of_life(bearing.life)
        world.scope = scope


def _open(value: Value) -> bool:
    """Whether something about a value is still to be learnt."""
    return isinstance(value, Estimate) and not value.generic and not is_known(value)
