"""The steps of an argument as plain data: in the agreement's own words, with the places where they stand."""

from __future__ import annotations

from datetime import date

from evaluator.check import CheckedScenario
from evaluator.core.expressions import Expr
from evaluator.core.norms import Norm
from evaluator.core.types import DATE, Type
from evaluator.engine.outcome import Day, SourceNote
from evaluator.engine.spans import day
from evaluator.engine.steps import Fact, Step, StepKind
from evaluator.engine.words import value_text
from evaluator.explanations.explanation import ArgumentStep, FactNote
from evaluator.explanations.statements import Statement, Statements
from evaluator.program import Program
from evaluator.values.estimate import bounds
from evaluator.values.time import Moment, Never
from evaluator.values.value import Value

_LEAVES = (StepKind.FACT, StepKind.MEMBER, StepKind.CLOSED, StepKind.MISSING)


class Telling:
    """Tells the steps of one evaluation: under a version's `program`, about the scenario that was checked."""

    def __init__(self, program: Program, checked: CheckedScenario, now: Moment) -> None:
        self.program, self.checked, self.now = program, checked, now

    def steps(self, steps: tuple[Step, ...]) -> tuple[ArgumentStep, ...]:
        """Steps as data; parts of a clause that rest on nothing are left out."""
        return tuple(self.step(step) for step in steps)

    def step(self, step: Step) -> ArgumentStep:
        """One step as data."""
        norm = self._norm(step)
        kind = step.kind
        holds = {True: True, False: False}[step.truth > 0] if step.truth != 0 else None
        if kind in _LEAVES or kind in (StepKind.PARAMETER, StepKind.READING):
            return self._leaf(step)
        return ArgumentStep(
            kind=kind.value,
            name=step.name,
            word=step.word,
            detail=step.detail if kind is not StepKind.REASON else self._repealed(step, norm),
            holds=holds,
            day=self._day(step.moment),
            value="" if step.value is None else plain_text(step.value, norm),
            text=self.text(step.expression) if kind is not StepKind.TERM else self._meaning(step.name),
            place=self._place(step, norm),
            sources=() if norm is None else tuple(SourceNote(each.id, each.title, each.url) for each in norm.cite),
            again=step.again,
            because=self.steps(step.because),
        )

    def _leaf(self, step: Step) -> ArgumentStep:
        sort, id, attribute = step.fact or ("", "", "")
        place = self.place_of((sort, id, attribute))
        name = ".".join(part for part in (sort, id, attribute) if part)
        value = self._value((sort, id, attribute), step.value)
        return ArgumentStep(
            step.kind.value, name, day=self._day(step.moment), value=value, place=place, assumed=step.assumed
        )

    def fact(self, statement: Statement, statements: Statements) -> FactNote:
        """A statement as data."""
        fact = (statement.sort, statement.id, statement.attribute)
        if statement.id and not statement.attribute and statement.sort in self.program.sorts:
            fact = (statement.sort, statement.id, "on" if self.program.sorts[statement.sort].action else "")
        value, assumed = statements.stated(statement)
        return FactNote(statement.address, self._value(fact, value), self.place_of(fact), assumed)

    def text(self, expression: Expr | None) -> str:
        """An expression as the agreement writes it, on one line; empty where no text says it."""
        span = None if expression is None else self.program.written.get(expression)
        return "" if span is None else " ".join(span.text.split())

    def place_of(self, fact: Fact) -> str:
        """Where a fact was stated, or a parameter or a reading declared; empty where it was not."""
        sort, id, attribute = fact
        version = self.checked.version.version
        if sort == "parameter":
            span = version.parameters[id].name.span if id in version.parameters else None
        elif sort == "reading":
            span = version.readings[id].name.span if id in version.readings else None
        else:
            places = self.checked.places
            span = places.get((sort, id, attribute)) or (None if attribute == "" else places.get((sort, id, "")))
        return "" if span is None else span.place

    def _day(self, moment: Moment) -> Day | None:
        return None if moment == self.now else day(moment)

    def _norm(self, step: Step) -> Norm | None:
        if step.kind not in (StepKind.NORM, StepKind.REASON, StepKind.GROUND, StepKind.EFFECT):
            return None
        return self.program.norms.get(step.name.partition(":")[0])

    def _place(self, step: Step, norm: Norm | None) -> str:
        if norm is not None:
            return norm.place
        if step.kind is StepKind.TERM:
            span = self.program.written.get(self.program.definitions[step.name].body)
            if span is None and step.name in self.checked.version.version.terms:
                span = self.checked.version.version.terms[step.name].name.span
            return "" if span is None else span.place
        if step.kind is StepKind.ACT:
            return next(
                (span.place for (_, id, name), span in self.checked.places.items() if id == step.name and not name), ""
            )
        span = None if step.expression is None else self.program.written.get(step.expression)
        return "" if span is None else span.place

    @staticmethod
    def _repealed(step: Step, norm: Norm | None) -> str:
        """The day on which a clause was repealed, for the reason that says so."""
        return str(norm.repealed) if step.word == "repealed" and norm is not None and norm.repealed is not None else ""

    def _meaning(self, term: str) -> str:
        return self.text(self.program.definitions[term].body)

    def _value(self, fact: Fact, value: Value) -> str:
        sort, id, attribute = fact
        type: Type | None = None
        if sort == "parameter":
            type = self.program.parameters[id].type if id in self.program.parameters else None
        elif sort == "reading":
            return str(value)
        elif sort == "":
            type = self.program.singles.get(id)
        elif attribute and sort in self.program.sorts:
            type = self.program.sorts[sort].attributes.get(attribute)
        if value is None or (type is None and sort != "parameter"):
            return ""
        return value_text(value, type) if type is not None else str(value)


def plain_text(value: Value, norm: Norm | None) -> str:
    """The value of a part of a clause: a date, or what is owed."""
    low, high, _ = bounds(value)
    known = low if low is not None else high
    type: Type = (
        DATE if isinstance(known, date | Never) or norm is None or norm.amount_type is None else norm.amount_type
    )
    return value_text(value, type)
