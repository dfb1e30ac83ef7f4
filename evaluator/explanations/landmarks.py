"""At which dates and numbers something can switch: those that the facts and the text name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from evaluator.core import expressions as core
from evaluator.core.facts import Facts
from evaluator.core.norms import Norm
from evaluator.core.types import Date, Money, Number, Percent, Type
from evaluator.engine.evaluation import Evaluation
from evaluator.program import Program
from evaluator.values.estimate import bounds
from evaluator.values.time import Day, Duration, Period, day_of, plus
from evaluator.values.value import Value

_FAR = Duration(months=120)


class Landmarks:
    """The dates, lengths of time and numbers of one evaluation."""

    def __init__(self, evaluation: Evaluation) -> None:
        program = evaluation.engine.program
        self.now = day_of(evaluation.now)
        values = [*_of_facts(evaluation.facts), *_of_program(program)]
        self.days = sorted({_bare(each) for each in values if isinstance(each, date)} | {self.now})
        self.lengths = sorted({each for each in values if isinstance(each, Duration)})
        self.numbers: dict[Type, list[Decimal]] = {}
        for type, number in _numbers_of_facts(evaluation.facts, program):
            self.numbers.setdefault(type, []).append(number)
        for type, number in _numbers_of_program(program):
            self.numbers.setdefault(type, []).append(number)

    def around(self, day: date) -> list[date]:
        """The dates at which something can switch, around one of them, in order."""
        shifted = (
            plus(base, each) for length in self.lengths for each in (length, -length) for base in (day, self.now)
        )
        found = {*self.days, *(_bare(each) for each in shifted if isinstance(each, date))}
        ends = (plus(min(found), -_FAR), plus(max(found), _FAR))
        return sorted(found | {_bare(each) for each in ends if isinstance(each, date)})

    def of(self, type: Type) -> list[Decimal]:
        """The numbers of a type at which something can switch, in order, and one beyond them."""
        found = {Decimal(0), Decimal(1), *self.numbers.get(type, ())}
        return sorted(found | {max(found) * 10})

    def beside(self, number: Decimal, type: Type) -> list[Decimal]:
        """The numbers at which something can switch, beside one of that type, in order."""
        found = {*self.numbers.get(type, ()), Decimal(0), number / 2, number * 2}
        stated = [each for each in self.numbers.get(type, ()) if each > 0]
        found |= {sum(stated, Decimal(0)), number * 10}
        return sorted(found)


def _bare(day: Day) -> date:
    return day.date() if isinstance(day, datetime) else day


def _of_facts(facts: Facts) -> Iterator[Value]:
    stated = [value for records in facts.members.values() for record in records for value in record.values.values()]
    for value in (*stated, *facts.singles.values(), *facts.parameters.values()):
        for bound in bounds(value)[:2]:
            yield from (bound.start, bound.end) if isinstance(bound, Period) else (bound,)


def _of_program(program: Program) -> Iterator[Value]:
    yield from (program.begins, program.effective, program.superseded)
    for parameter in program.parameters.values():
        for value in (parameter.value, *(each for pair in parameter.values or () for each in pair)):
            yield from bounds(value)[:2]
    for norm in program.norms.values():
        yield from (norm.introduced, norm.repealed)
    for expression in expressions(program):
        if isinstance(expression, core.Literal):
            yield from bounds(expression.value)[:2]


def _numbers_of_facts(facts: Facts, program: Program) -> Iterator[tuple[Type, Decimal]]:
    for sort, records in facts.members.items():
        types = program.sorts[sort].attributes
        for record in records:
            for name, value in record.values.items():
                yield from ((types[name], each) for each in bounds(value)[:2] if isinstance(each, Decimal))
    for name, value in facts.singles.items():
        yield from ((program.singles[name], each) for each in bounds(value)[:2] if isinstance(each, Decimal))


def _numbers_of_program(program: Program) -> Iterator[tuple[Type, Decimal]]:
    for parameter in program.parameters.values():
        for value in (parameter.value, *(each for _, each in parameter.values or ())):
            yield from ((parameter.type, each) for each in bounds(value)[:2] if isinstance(each, Decimal))
    for each in expressions(program):
        if isinstance(each, core.Literal) and isinstance(each.type, Number | Money | Percent):
            yield from ((each.type, bound) for bound in bounds(each.value)[:2] if isinstance(bound, Decimal))


def expressions(program: Program) -> Iterator[core.Expr]:
    """All expressions of a program with all their parts, in the order of the text."""
    for definition in program.definitions.values():
        yield from core.walk(definition.body)
    for norm in program.norms.values():
        for top in _tops(norm):
            yield from core.walk(top)


def _tops(norm: Norm) -> Iterator[core.Expr]:
    parts = (norm.where, norm.when, norm.unless, norm.starts, norm.until, norm.through, norm.ensure)
    timing = (norm.not_before, norm.due, norm.amount)
    upon = norm.upon
    event = (
        ()
        if upon is None
        else (upon.day, upon.condition, upon.starts, upon.when, upon.unless, upon.until, upon.through)
    )
    exceptions = (condition for _, condition in norm.exceptions)
    bindings = () if norm.family is None else norm.family.bindings
    ranged = (binding.where for binding in bindings)
    for each in (*parts, *timing, *event, *exceptions, *ranged, *norm.carried):
        if each is not None:
            yield each


def is_ordered(type: Type) -> bool:
    """Whether values of a type have an order in which the nearest can be looked for."""
    return isinstance(type, Date | Number | Percent | Money)
