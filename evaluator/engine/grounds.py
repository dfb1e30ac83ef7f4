"""What an answer rests on: the facts that decided it, or whose absence left it open.

The structure of an expression says which of its parts matter: of a conjunction that failed, one part that failed;
of one that is unknown, the parts that are unknown; of one that holds, all of them. Values come from the meaning
itself, so that an explanation cannot disagree with the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.engine.lives import Life
from evaluator.engine.verdicts import Judgement
from evaluator.engine.world import World
from evaluator.values.estimate import Estimate, is_known
from evaluator.values.truth import NO, Truth
from evaluator.values.value import Value

Fact = tuple[str, str, str]
"""The address of a fact: (sort, id, attribute); id is empty for the members of an open list; sort is empty for a single
fact (id is its name) and `parameter` for a parameter."""


@dataclass
class Grounds:
    """The facts found so far: those that are missing, and those that an assumption supplied; in the order met."""

    world: World
    lives: Callable[[World, str], Iterable[Life]]
    missing: dict[Fact, None] = field(default_factory=dict)
    assumed: dict[str, None] = field(default_factory=dict)
    _entered: set[tuple[object, ...]] = field(default_factory=set)

    def of_life(self, life: Life, what: str = "in_force") -> None:
        """What the standing of a norm at the world's moment rests on, or one reason why it may not be in force."""
        key = ("life", life.norm.clause, id(life.member), self.world.now, what)
        if key in self._entered:
            return
        self._entered.add(key)
        norm, world = life.norm, self.world
        standing = life.at(world.now)
        scope = world.scope
        world.scope = {} if norm.family is None else {norm.family.variable: life.member}
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
        triggers = [norm.when] if norm.family is None else [norm.when, norm.family.where]
        yield "not_triggered", lambda: self._triggered(life, triggers)
        yield "excepted", lambda: self._conditions([norm.unless])
        yield "overridden", lambda: self._eclipsed(life)

    def _triggered(self, life: Life, triggers: list[core.Expr | None]) -> None:
        if isinstance(life.member, Record):
            self._existence(life.member)
        self._conditions(triggers)

    def _eclipsed(self, life: Life) -> None:
        for higher in self.world.program.eclipsed_by[life.norm.clause]:
            for other in self.lives(self.world, higher):
                if life.norm.family is None or other.norm.family is None or other.member is life.member:
                    self.of_life(other)

    def _ended(self, life: Life) -> None:
        world, now = self.world, self.world.now
        self._values([life.norm.through])
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
        key = ("term", name, id(member), world.now)
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
        bound = None if member is None else self.world.meaning.of(member)(self.world)
        for life in self.lives(self.world, clause):
            if member is None or life.member is bound:
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
            world.scope = {} if norm.family is None else {norm.family.variable: bearing.life.member}
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
