"""What the truth of a condition, or a value, rests on.

The structure of an expression says which of its parts matter: of a conjunction that failed, one part that failed;
of one that is unknown, the parts that are unknown; of one that holds, all of them. Values come from the meaning
itself, so that an explanation cannot disagree with the answer.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.engine.native import NativeEngine
from evaluator.engine.steps import Fact, Step, StepKind, Trail
from evaluator.engine.world import World
from evaluator.values.estimate import Estimate, is_known
from evaluator.values.truth import Truth
from evaluator.values.value import Value


class ValueGrounds(ABC):
    """The grounds found so far: as steps, and the facts among them that are missing or that an assumption supplied."""

    def __init__(self, world: World, engine: NativeEngine, *, argues: bool = True) -> None:
        """With `argues` the whole argument is found, else only what is missing: nothing of what is settled."""
        self.world, self.engine, self.argues = world, engine, argues
        self.trail = Trail()
        self.missing: dict[Fact, None] = {}
        self.assumed: dict[str, None] = {}
        self._entered: set[tuple[object, ...]] = set()
        self._settled = 0

    @contextmanager
    def step(
        self,
        kind: StepKind,
        *,
        name: str = "",
        word: str = "",
        detail: str = "",
        truth: Truth,
        expression: core.Expr | None = None,
        settled: bool | None = None,
        value: Value = None,
    ) -> Iterator[None]:
        """What is found inside is what this step rests on; nothing is missing for one that is settled.

        By default that is one whose truth is known.
        """
        settled = truth != 0 if settled is None else settled
        now, scope = self.world.now, self.world.scope if expression is not None else None
        self._settled += settled
        with self.trail.under(
            kind, now, name=name, word=word, detail=detail, truth=truth, expression=expression, scope=scope, value=value
        ):
            yield
        self._settled -= settled

    @property
    def _idle(self) -> bool:
        """Whether there is nothing more to find here."""
        return self._settled > 0 and not self.argues

    def _first(self, *key: object) -> bool:
        """Whether something is argued for the first time, or for the first time where facts can be missing."""
        again = (*key, True) in self._entered or (self._settled > 0 and (*key, False) in self._entered)
        self._entered.add((*key, self._settled == 0))
        return not again

    @abstractmethod
    def _status(self, clause: str, member: core.Expr | None, what: str) -> None:
        """What the standing or the history of a norm rests on."""

    @abstractmethod
    def _verdict(self, act: Record) -> None:
        """What the verdict on an act rests on."""

    def key(self, name: str, expression: core.Expr | None, *, value: bool = False) -> None:
        """What a part of a clause rests on, a condition or a value; nothing where the clause has no such part."""
        if expression is None or self._idle:
            return
        if not value:
            with self.step(StepKind.KEY, name=name, truth=self._truth(expression), expression=expression):
                self.condition(expression)
            return
        found = self.world.meaning.of(expression)(self.world)
        with self.step(StepKind.KEY, name=name, truth=0, expression=expression, value=found):
            self.value(expression)

    def condition(self, expression: core.Expr) -> None:
        """What the truth of a condition rests on."""
        if self._idle:
            return
        match expression:
            case core.Literal():
                return
            case core.Term(name, argument, _):
                self._term(name, argument, expression, self.condition)
                return
            case core.Not(operand):
                self.condition(operand)
                return
            case _:
                truth = self._truth(expression)
        with self.step(StepKind.CONDITION, truth=truth, expression=expression):
            match expression:
                case core.AllOf(operands):
                    self._deciding(operands, truth, all_needed=truth > 0)
                case core.AnyOf(operands):
                    self._deciding(operands, truth, all_needed=truth < 0)
                case core.Compare(_, left, right):
                    self.value(left)
                    self.value(right)
                case core.Exists(variable, domain, where, ever):
                    self._members(variable, domain, where, ever=ever, found=truth)
                case core.Status(clause, member, what):
                    self._status(clause, member, what)
                case _:
                    self.value(expression)

    def _deciding(self, operands: tuple[core.Expr, ...], truth: Truth, *, all_needed: bool) -> None:
        for operand in operands:
            found = self._truth(operand)
            if all_needed or found == truth:
                self.condition(operand)
                if not all_needed and truth != 0:
                    return

    def values(self, values: Iterable[core.Expr | None]) -> None:
        """What several values rest on."""
        for value in values:
            if value is not None:
                self.value(value)

    def value(self, expression: core.Expr) -> None:
        """What a value rests on."""
        if self._idle:
            return
        match expression:
            case core.Attribute(subject, name):
                owner = self.world.meaning.of(subject)(self.world)
                self.value(subject)
                if isinstance(owner, Record) and not owner.ghost:
                    self.attribute(owner, name)
            case core.Fact(name):
                found = self.world.facts.singles.get(name)
                if found is None or is_open(found):
                    self.miss(("", name, ""))
                else:
                    self._fact(("", name, ""), found, assumed=name in self.world.facts.assumed_singles, whole=name)
            case core.Parameter(name, on):
                self.values([on])
                found = self.world.meaning.of(expression)(self.world)
                self.leaf(StepKind.PARAMETER, ("parameter", name, ""), found)
                if is_open(found):
                    self.miss(("parameter", name, ""))
            case core.Reading(name):
                self.leaf(StepKind.READING, ("reading", name, ""), self.world.readings[name])
            case core.Apply(_, arguments):
                self.values(arguments)
            case core.If(condition, consequent, alternative):
                truth = self._truth(condition)
                self.condition(condition)
                self.values([consequent] if truth > 0 else [alternative] if truth < 0 else [consequent, alternative])
            case core.Fold(_, variable, domain, where, value, ever, _):
                self._members(variable, domain, where, ever=ever, found=None, value=value)
            case core.Term(name, argument, condition):
                self._term(name, argument, expression, self.condition if condition else self.value)
            case core.Detail(clause, member, _):
                self._status(clause, member, "history")
            case core.VerdictOf(act, _):
                record = self.world.meaning.of(act)(self.world)
                self.value(act)
                if isinstance(record, Record) and not record.ghost:
                    self._verdict(record)
            case core.Not() | core.AllOf() | core.AnyOf() | core.Compare() | core.Exists() | core.Status():
                self.condition(expression)
            case core.Literal() | core.Variable() | core.Now():
                pass

    def attribute(self, owner: Record, name: str) -> None:
        """An attribute of a member: what is stated of it, or that nothing is."""
        value = owner.get(name)
        fact = (owner.sort, owner.id, name)
        if is_open(value):
            self.miss(fact)
            return
        assumed = name in owner.assumed or "*" in owner.assumed
        whole = f"{owner.sort}.{owner.id}"
        self._fact(fact, value, assumed=assumed, whole=whole if "*" in owner.assumed else f"{whole}.{name}")

    def existence(self, record: Record) -> None:
        """Whether a member exists by now: its day, or that it was stated at all."""
        if record.ghost:
            self.miss((record.sort, "", ""))
            return
        exists = self.world.exists(record)
        assumed = "*" in record.assumed
        if assumed:
            self.assumed[f"{record.sort}.{record.id}"] = None
        if exists == 0:
            self.miss((record.sort, record.id, "on"))
        elif "on" in record.values:
            self.leaf(StepKind.FACT, (record.sort, record.id, "on"), record.get("on"), assumed=assumed)
        else:
            self.leaf(StepKind.MEMBER, (record.sort, record.id, ""), record, assumed=assumed)

    def closed(self, sort: str) -> None:
        """That a list has no members but those stated."""
        closures = self.world.facts.closures.get(sort, ())
        if not closures:
            return
        assumed = any(closure.assumed for closure in closures)
        if assumed:
            self.assumed[f"{sort}: none"] = None
        self.leaf(StepKind.CLOSED, (sort, "", ""), None, assumed=assumed)

    def miss(self, fact: Fact) -> None:
        """A fact that nobody stated."""
        if self._settled:
            return
        self.missing[fact] = None
        self.leaf(StepKind.MISSING, fact, None)

    def untimed(self, record: Record) -> None:
        """A time of day that is missing: of an act, or of another event, nothing but the day was stated."""
        if not record.ghost and record.possible_from < record.certain_from and is_known(record.get("on")):
            self.miss((record.sort, record.id, "on"))

    def leaf(self, kind: StepKind, fact: Fact, value: Value, *, assumed: bool = False) -> None:
        """A step that rests on nothing else."""
        self.trail.add(Step(kind, self.world.now, fact=fact, value=value, assumed=assumed))

    def _fact(self, fact: Fact, value: Value, *, assumed: bool, whole: str) -> None:
        if assumed:
            self.assumed[whole] = None
        self.leaf(StepKind.FACT, fact, value, assumed=assumed)

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
                    self.miss((domain.sort, "", ""))
                continue
            if found is not None and found >= 0 and belongs != found:
                continue
            passes = self._truth(where)
            if isinstance(member, Record) and (passes >= 0 or belongs >= 0):
                self.existence(member)
            if passes < 0 or belongs >= 0:
                self.condition(where)
            if value is not None and belongs >= 0:
                self.value(value)
            if found is not None and found > 0:
                break
        world.scope = scope
        if isinstance(domain, core.Members) and (found is None or found < 0):
            self.closed(domain.sort)

    def _term(
        self, name: str, argument: core.Expr | None, expression: core.Expr, visit: Callable[[core.Expr], None]
    ) -> None:
        world, scope = self.world, self.world.scope
        member = None if argument is None else world.meaning.of(argument)(world)
        if isinstance(member, Estimate) and argument is not None:
            self.value(argument)
            return
        is_condition = visit == self.condition
        truth = self._truth(expression) if is_condition else 0
        if not self._first("term", name, member, world.now):
            step = Step(StepKind.TERM, world.now, name, truth=truth, expression=expression, scope=scope, again=True)
            self.trail.add(step)
            return
        variable, body = world.meaning.definitions(name)
        with self.step(StepKind.TERM, name=name, truth=truth, expression=expression):
            world.scope = {} if variable is None else {variable: member}
            visit(body)
            world.scope = scope

    def _truth(self, expression: core.Expr) -> Truth:
        truth: Truth = self.world.meaning.of(expression)(self.world)
        return truth


def is_open(value: Value) -> bool:
    """Whether something about a value is still to be learnt."""
    return isinstance(value, Estimate) and not value.generic and not is_known(value)
