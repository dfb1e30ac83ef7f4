"""One version of an agreement as a program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from evaluator.core.expressions import Expr
from evaluator.core.norms import Definition, Norm, ParameterValue, ReadingSort, Sort
from evaluator.core.types import Type
from evaluator.frozen import frozen
from evaluator.source import Span
from evaluator.values.calendar import Calendar


@frozen(eq=False)
class Rule:
    """What facts may never contradict: a condition on every combination of members of `variables`."""

    name: str
    variables: tuple[str, ...]
    condition: Expr


@frozen(eq=False)
class Program:
    """A checked version, compiled.

    `begins` is the first day of the agreement's first version. `norms` are in the order of the text, `strata` in an
    order in which each norm comes after those its applicability needs. `over` lists, for each norm, the norms with
    priority over it; `eclipsed_by` those of them that leave it nothing to say. `readings_of` holds the readings each
    norm's applicability depends on (its cone); `judges` the norms that speak about an action, `readings_about` the cone
    of the verdict on it; `remembers` the entities and actions whose members the verdict on an action ranges over, and
    `ranges` those over which the life of a norm does. `touching` lists, for each clause (and for `agreement`), the
    clauses with effects on it; `curers` those that repair its breach. `lively` are the norms whose applicability can
    depend on what became of norms, `lively_acts` the actions whose verdicts can, and `lively_events` the norms whose
    event under `upon` can. `calendars` are the calendars of business days. `written` says where an expression stands;
    what no text says (a table of cases made into one, a filter that is always passed) is not in it.
    """

    agreement: str
    version: str
    title: str
    effective: date
    superseded: date | None
    begins: date
    partial: bool
    parties: Mapping[str, str]
    sorts: Mapping[str, Sort]
    singles: Mapping[str, Type]
    single_notes: Mapping[str, str]
    parameters: Mapping[str, ParameterValue]
    readings: Mapping[str, ReadingSort]
    definitions: Mapping[str, Definition]
    norms: Mapping[str, Norm]
    rules: tuple[Rule, ...]
    strata: tuple[tuple[str, ...], ...]
    over: Mapping[str, tuple[str, ...]]
    eclipsed_by: Mapping[str, tuple[str, ...]]
    readings_of: Mapping[str, tuple[str, ...]]
    judges: Mapping[str, tuple[str, ...]]
    readings_about: Mapping[str, tuple[str, ...]]
    remembers: Mapping[str, frozenset[str]]
    ranges: Mapping[str, frozenset[str]]
    touching: Mapping[str, tuple[str, ...]]
    curers: Mapping[str, tuple[str, ...]]
    lively: frozenset[str]
    lively_acts: frozenset[str]
    lively_events: frozenset[str]
    calendars: Mapping[str, Calendar]
    written: Mapping[Expr, Span]

    def acts_on(self, target: str, verb: str) -> bool:
        """Whether some clause may do this to a clause, or to the agreement."""
        return any(
            effect.verb == verb and effect.target == target
            for clause in self.touching.get(target, ())
            for effect in self.norms[clause].effects
        )
