"""Values stated in a scenario or an agreement, by the type they must have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from evaluator.check.context import Context, unified
from evaluator.check.literals import literal_value
from evaluator.check.words import found_here, one_of, quoted, shortened, stated_as, type_cure
from evaluator.core.facts import Record
from evaluator.core.types import (
    DATE,
    AnyType,
    Date,
    DurationType,
    Entity,
    Enum,
    Money,
    Number,
    PartyType,
    Percent,
    PeriodType,
    SetOf,
    Text,
    Type,
    YesNo,
)
from evaluator.diagnostics import Findings, Label, did_you_mean
from evaluator.frozen import replace
from evaluator.model.agreement import Bounded
from evaluator.source import Span
from evaluator.syntax import expressions as written
from evaluator.values.estimate import GENERIC, NOTHING, Estimate, less
from evaluator.values.time import NEVER, Period
from evaluator.values.value import Value

FindMember = Callable[[str, str], Record | None]
"""The member of a list that has an id, None if there is none."""


class StatedValues:
    """Turns what was stated into values; what does not fit is reported and becomes unknown.

    `incomplete` says that some of the file could not be read, so that a member that is not there may have been stated.
    """

    def __init__(self, context: Context, findings: Findings, member: FindMember, *, incomplete: bool = False) -> None:
        self.context, self.findings, self.member, self.incomplete = context, findings, member, incomplete

    def value(self, stated: Bounded, type: Type, subject: str, declared: Span | None = None) -> Value:
        """The value stated for `subject`, an `Estimate` if unknown or bounded; `declared` is where its type stands."""
        if isinstance(type, AnyType):
            return NOTHING
        place = _Place(stated, type, subject, declared)
        if stated.elements is not None:
            return self._set(place)
        if stated.low is None and stated.high is None:
            return NOTHING
        if isinstance(type, SetOf):
            self._refuse(
                place,
                stated.span,
                f"not the single value {shortened(stated.span.text)}",
                "write a list: `[…]`, or `none`",
            )
            return NOTHING
        if stated.exact and stated.low is not None:
            return self._single(place, stated.low)
        if not isinstance(type, Number | Percent | Money | DurationType | Date):
            self._refuse(place, stated.span, "which has no bounds", "state the value, or `unknown`")
            return NOTHING
        return self._bounds(place)

    def _bounds(self, place: _Place) -> Value:
        stated = place.stated
        low = NOTHING if stated.low is None else self._sized(place, stated.low, place.type)
        high = NOTHING if stated.high is None else self._sized(place, stated.high, place.type)
        found = [None if isinstance(bound, Estimate) else bound for bound in (low, high)]
        if found[0] is not None and found[1] is not None and less(found[1], found[0]) > 0:
            refuse_bounds(stated.span, self.findings)
            return NOTHING
        return Estimate(found[0], found[1])

    def _set(self, place: _Place) -> Value:
        type, elements = place.type, place.stated.elements or ()
        if not isinstance(type, SetOf):
            if isinstance(type, Date) and not elements:
                self._refuse(place, place.stated.span, "not `none`", "write `never`")
            elif not elements:
                self._refuse(place, place.stated.span, "not `none`", "state one value, or `unknown`")
            else:
                self._refuse(place, place.stated.span, "not a list", "state one value")
            return NOTHING
        values = [self.value(element, type.element, place.subject, place.declared) for element in elements]
        if any(isinstance(value, Estimate) for value in values):
            return NOTHING
        return frozenset(values)

    def _single(self, place: _Place, expression: written.Expression) -> Value:
        stated = place.stated
        word = stated.quoted if stated.quoted is not None else _word(expression)
        if word in ("anyone", "anything"):
            return GENERIC
        match place.type:
            case YesNo():
                if isinstance(expression, written.WordLiteral) and expression.word in ("yes", "no"):
                    return expression.word == "yes"
                cure = {"true": "write `yes`", "false": "write `no`"}.get((word or "").lower(), "")
                self._refuse(place, stated.span, f"not {shortened(stated.span.text)}", cure)
            case Enum(options):
                if word in options:
                    return word
                self._refuse_word(place, word, options)
            case PartyType():
                parties = tuple(self.context.symbols.parties)
                if word in parties:
                    return word
                if word not in self.context.symbols.left_out:
                    self._refuse_word(place, word, parties)
            case Entity(sort):
                found = None if word is None else self.member(sort, word)
                if found is not None:
                    return found
                self._refuse_member(place, sort, word)
            case Text():
                return stated.quoted if stated.quoted is not None else stated.span.text
            case PeriodType():
                return self._period(place, expression)
            case type:
                return self._sized(place, expression, type)
        return NOTHING

    def _sized(self, place: _Place, expression: written.Expression, type: Type) -> Value:
        """A number, an amount, a date or a duration."""
        if isinstance(type, Date) and isinstance(expression, written.WordLiteral) and expression.word == "never":
            return NEVER
        if isinstance(expression, written.Path | written.TextLiteral):
            self._refuse(place, expression.span, f"not {quoted(expression)}", type_cure(expression, type))
            return NOTHING
        scratch = Findings()
        typed = replace(self.context, findings=scratch).typed(expression)
        self.findings.extend(scratch)
        if typed is None:
            return NOTHING
        if unified(typed.type, type) is None:
            cure = type_cure(expression, type)
            if isinstance(type, Money) and isinstance(typed.type, Money):
                cure = f"state the amount in {type.currency}: amounts are never converted"
            self._refuse(place, expression.span, f"not {found_here(typed.type, expression)}", cure)
            return NOTHING
        value = literal_value(typed.expr)
        if value is None:
            refuse_computed(expression, self.findings)
            return NOTHING
        if isinstance(type, Date) and type.timed and isinstance(value[0], date) and not isinstance(value[0], datetime):
            cure = f"write `{expression.span.text} 10:30`"
            self._refuse(place, expression.span, f"not the day {quoted(expression)}", cure)
            return NOTHING
        return value[0]

    def _period(self, place: _Place, expression: written.Expression) -> Value:
        if not isinstance(expression, written.Arithmetic) or expression.operator != "..":
            self._refuse(
                place, place.stated.span, f"not {shortened(place.stated.span.text)}", type_cure(expression, place.type)
            )
            return NOTHING
        start, end = (self._sized(place, side, DATE) for side in (expression.left, expression.right))
        if not isinstance(start, date) or isinstance(end, Estimate):
            return NOTHING
        if less(end, start) > 0:
            self.findings.error(
                "E561",
                f"the period `{place.subject}` ends before it starts",
                place.stated.span,
                help="put the earlier date first",
            )
            return NOTHING
        return Period(start, end)

    def _refuse(self, place: _Place, span: Span, found: str, cure: str) -> None:
        self.findings.error(
            "E562",
            f"`{place.subject}` is {stated_as(place.type)}, {found}",
            span,
            help=cure or type_cure(written.WordLiteral(span, ""), place.type),
            others=place.labels,
        )

    def _refuse_word(self, place: _Place, word: str | None, options: tuple[str, ...]) -> None:
        self.findings.error(
            "E564",
            f"`{place.subject}` cannot be {shortened(place.stated.span.text)}",
            place.stated.span,
            help=did_you_mean(word or "", options) or f"it is {one_of(options)}",
            others=place.labels,
        )

    def _refuse_member(self, place: _Place, sort: str, word: str | None) -> None:
        if self.incomplete or sort in self.context.symbols.left_out:
            return
        cure = f"state it under `{sort}`, or write `unknown`" if word else f"name a `{sort}` by its id"
        self.findings.error(
            "E565", f"there is no `{sort}` {shortened(place.stated.span.text)}", place.stated.span, help=cure
        )


class _Place:
    """A stated value, the type it must have, what it is the value of, and where that was declared."""

    def __init__(self, stated: Bounded, type: Type, subject: str, declared: Span | None) -> None:
        self.stated, self.type, self.subject, self.declared = stated, type, subject, declared

    @property
    def labels(self) -> tuple[Label, ...]:
        """The second label of a finding: where the type was declared."""
        return () if self.declared is None else (Label(self.declared, "declared here"),)


def refuse_computed(
    value: written.Expression, findings: Findings, *, help: str = "write the number, amount or date itself"
) -> None:
    """Report a stated value that is an expression."""
    findings.error("E413", f"a stated value is written out, and {quoted(value)} is not", value.span, help=help)


def refuse_bounds(span: Span, findings: Findings) -> None:
    """Report stated bounds of which the lower one is above the upper one."""
    findings.error("E414", "the lower bound is above the upper one", span, help="state the smaller one first")


def _word(expression: written.Expression) -> str | None:
    match expression:
        case written.Path(_, (word,), _):
            return word
        case written.WordLiteral(_, word):
            return word
        case written.NumberLiteral() | written.TextLiteral():
            return expression.span.text
        case _:
            return None
