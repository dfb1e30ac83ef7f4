"""At which dates, numbers and texts something can switch: those that the text and the facts name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from evaluator.core import expressions as core
from evaluator.core.facts import Facts
from evaluator.core.types import CalendarType, Date, Money, Number, Percent, Text, Type
from evaluator.program import Program
from evaluator.program.expressions import expressions
from evaluator.values.estimate import bounds
from evaluator.values.time import Day, Duration, Period, plus, without_time
from evaluator.values.value import Value

_FAR = Duration(months=120)


class Landmarks:
    """The dates, lengths of time, numbers and texts that are written in a version and stated in a scenario.

    Answers change at them, so that a date or a number is worth trying there and on either side. `now` is the day asked
    about, one of `days`; `moments` are days and times, those without a time at the start of their day.
    """

    def __init__(self, program: Program, facts: Facts, as_of: Day) -> None:
        self.now = without_time(as_of)
        moments: set[datetime] = {_moment(self.now)}
        lengths: set[Duration] = set()
        self.numbers: dict[Type, list[Decimal]] = {}
        self.texts: dict[str, None] = {}
        for type, value in (*_of_facts(facts, program), *_of_program(program, facts)):
            for bound in bounds(value)[:2]:
                match bound:
                    case Period(start, end):
                        moments |= {_moment(start), _moment(end)}
                    case date():
                        moments.add(_moment(bound))
                    case Duration():
                        lengths.add(bound)
                    case Decimal() if isinstance(type, Number | Money | Percent):
                        self.numbers.setdefault(type, []).append(bound)
                    case str() if isinstance(type, Text):
                        self.texts[bound] = None
                    case _:
                        pass
        self.moments = sorted(moments)
        self.days = sorted({each.date() for each in moments})
        self.lengths = sorted(lengths)

    def around(self, day: date) -> list[date]:
        """The dates at which something can switch, around one of them, in order."""
        shifted = (
            plus(base, each) for length in self.lengths for each in (length, -length) for base in (day, self.now)
        )
        found = {*self.days, *(without_time(each) for each in shifted if isinstance(each, date))}
        ends = (plus(min(found), -_FAR), plus(max(found), _FAR))
        return sorted(found | {without_time(each) for each in ends if isinstance(each, date)})

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


def is_ordered(type: Type) -> bool:
    """Whether values of a type have an order in which the nearest can be looked for."""
    return isinstance(type, Date | Number | Percent | Money)


def _moment(day: Day) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time.min)


def _of_facts(facts: Facts, program: Program) -> Iterator[tuple[Type, Value]]:
    """What is stated, of the acts that are asked about as well."""
    records = [record for members in facts.members.values() for record in members]
    for record in (*records, *(act.record for act in facts.acts if act.asked)):
        types = program.sorts[record.sort].attributes
        yield from ((types[name], value) for name, value in record.values.items())
    yield from ((program.singles[name], value) for name, value in facts.singles.items())


def _of_program(program: Program, facts: Facts) -> Iterator[tuple[Type | CalendarType, Value]]:
    """What the text names; of a parameter, what a scenario fixes it to as well."""
    norms = program.norms.values()
    days = (program.begins, program.effective, program.superseded, *(each.introduced for each in norms))
    yield from ((Date(), day) for day in (*days, *(each.repealed for each in norms)))
    for name, parameter in program.parameters.items():
        fixed = (facts.parameters[name],) if name in facts.parameters else ()
        values = (parameter.value, *fixed, *(each for pair in parameter.values or () for each in pair))
        yield from ((Date() if isinstance(value, date) else parameter.type, value) for value in values)
    for each in expressions(program):
        if isinstance(each, core.Literal):
            yield each.type, each.value
