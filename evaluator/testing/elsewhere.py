"""Laws about an agreement in another world: one with another calendar, and one with other names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from evaluator.api.evaluate import evaluate
from evaluator.api.scenarios import Scenario
from evaluator.core import expressions as core
from evaluator.core.types import DurationType, PartyType, Type
from evaluator.engine.outcome import Day, Outcome
from evaluator.program import Program
from evaluator.program.expressions import expressions
from evaluator.testing.law import held
from evaluator.testing.recast import Recast
from evaluator.testing.telling import Move, Rename, different, told_of_act, told_of_norm
from evaluator.values.estimate import bounds
from evaluator.values.time import MINUTES_PER_DAY, Duration
from evaluator.values.value import Value

ONE_DAY: Final = 1
GREGORIAN_CYCLE: Final = 146_097
"""The days of 400 years, after which the calendar repeats: leap years, lengths of months and days of the week."""
_OF_BUSINESS: Final = ("business_later", "rolled", "business_day")
_OF_THE_CALENDAR: Final = ("month", "quarter", "year")


class TooFarError(Exception):
    """A date cannot be moved: there is none so late."""


class Shift:
    """Moves every date of the text, the facts and the day asked about by as many days.

    That is one day where the text counts in days and weeks alone. Months and years differ in length, so that a text
    that counts in them is moved by 400 years. A calendar of business days cannot be moved: its holidays are given.
    """

    def __init__(self, programs: Sequence[Program]) -> None:
        self._programs = programs

    @cached_property
    def excused(self) -> str:
        """Why dates cannot be moved; empty where they can."""
        for program in self._programs:
            for each in expressions(program):
                if isinstance(each, core.Apply) and each.function in _OF_BUSINESS:
                    return "it counts business days, whose holidays are given and do not move"
        return ""

    @cached_property
    def days(self) -> int:
        """By how many days dates are moved."""
        return GREGORIAN_CYCLE if any(map(_counts_in_months, self._programs)) else ONE_DAY

    @cached_property
    def _recast(self) -> Recast:
        return Recast(lambda value, _: self._moved(value), moment=lambda each: each + self.days * MINUTES_PER_DAY)

    def check(self, scenario: Scenario) -> None:
        """The answer in the moved world is the answer in ours, moved."""
        try:
            second = self._recast.outcome(scenario)
            found = _different(evaluate(scenario), second, move=self._moved)
        except TooFarError:
            return
        held(found, f"both answers are those of the world in which everything is {self.days} days later")

    def _moved(self, value: Value) -> Value:
        if not isinstance(value, date):
            return value
        try:
            return value + timedelta(days=self.days)
        except OverflowError:
            raise TooFarError from None


def _counts_in_months(program: Program) -> bool:
    """Whether a text counts in months, or scenarios about it may."""
    types: Iterator[Type] = (type for sort in program.sorts.values() for type in sort.attributes.values())
    if any(isinstance(each, DurationType) for each in (*types, *program.singles.values())):
        return True
    lengths = [
        value for each in program.parameters.values() for value in (each.value, *(v for _, v in each.values or ()))
    ]
    for part in expressions(program):
        if isinstance(part, core.Exists | core.Fold) and isinstance(part.domain, core.Steps):
            lengths += [Duration(months=1)] if part.domain.unit in _OF_THE_CALENDAR else []
        if isinstance(part, core.Literal):
            lengths.append(part.value)
    families = (norm.family.bindings for norm in program.norms.values() if norm.family is not None)
    units = (each.domain.unit for bindings in families for each in bindings if isinstance(each.domain, core.Steps))
    if any(unit in _OF_THE_CALENDAR for unit in units):
        return True
    known = (bound for value in lengths for bound in bounds(value)[:2])
    unknown = any(isinstance(each.type, DurationType) for each in program.parameters.values())
    return unknown or any(isinstance(each, Duration) and each.months != 0 for each in known)


class Renaming:
    """Gives every party, member and act another name, such that their alphabetical order changes, too."""

    def __init__(self, programs: Sequence[Program]) -> None:
        parties = sorted({party for program in programs for party in program.parties})
        self._names = {party: f"p{len(parties) - place}_{party}" for place, party in enumerate(parties)}
        self._recast = Recast(self._renamed, name=lambda name: f"m_{name[::-1]}", parties=self._party)

    def check(self, scenario: Scenario) -> None:
        """The answer in the renamed world is the answer in ours, renamed."""
        found = _different(evaluate(scenario), self._recast.outcome(scenario), party=self._party)
        held(found, "both answers are those of the world in which everybody has another name")

    def _party(self, name: str) -> str:
        return self._names.get(name, name)

    def _renamed(self, value: Value, type: object) -> Value:
        return self._party(value) if isinstance(type, PartyType) and isinstance(value, str) else value


def _same_name(name: str) -> str:
    return name


def _same_day(day: Day) -> Day:
    return day


def _different(first: Outcome, second: Outcome, *, party: Rename = _same_name, move: Move = _same_day) -> list[str]:
    """How an outcome differs from what is expected of it; norms and acts come in the same order in both."""
    found = []
    for norm, other in zip(first.norms, second.norms, strict=True):
        found += different(norm.address, told_of_norm(norm, party=party, move=move), told_of_norm(other))
    for act, same in zip(first.acts, second.acts, strict=True):
        found += different(act.id, told_of_act(act), told_of_act(same))
    if len(first.conflicts) != len(second.conflicts):
        found.append(f"{len(first.conflicts)} conflicts, then {len(second.conflicts)}")
    return found
