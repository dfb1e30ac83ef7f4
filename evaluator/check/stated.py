"""Values stated in a scenario, by the type that the vocabulary gives them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from evaluator.check.checked import CheckedVersion
from evaluator.check.context import article, unified
from evaluator.check.terms import literal_value
from evaluator.core.facts import Record
from evaluator.core.types import (
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
from evaluator.diagnostics import Findings, did_you_mean
from evaluator.model.agreement import Bounded
from evaluator.syntax import expressions as written
from evaluator.values.estimate import GENERIC, NOTHING, Estimate, less
from evaluator.values.time import NEVER, Period


class StatedValues:
    """Turns what was stated into values; what does not fit is reported and becomes unknown."""

    def __init__(
        self, version: CheckedVersion, findings: Findings, member: Callable[[str, str], Record | None]
    ) -> None:
        self.version, self.findings, self.member = version, findings, member

    def value(self, stated: Bounded, type: Type, subject: str) -> Any:
        """The value stated for `subject`, an `Estimate` where it is unknown or bounded."""
        if stated.elements is not None:
            return self._set(stated, type, subject)
        if stated.low is None and stated.high is None:
            return NOTHING
        if isinstance(type, SetOf):
            self._wrong(stated, type, subject, "a single value", "write a list: `[…]`, or `none`")
            return NOTHING
        if stated.exact and stated.low is not None:
            return self._single(stated, stated.low, type, subject)
        if not isinstance(type, Number | Percent | Money | DurationType | Date):
            self._wrong(stated, type, subject, "a bound", "state the value, or `unknown`")
            return NOTHING
        low = NOTHING if stated.low is None else self._sized(stated.low, type, subject)
        high = NOTHING if stated.high is None else self._sized(stated.high, type, subject)
        found = [None if isinstance(bound, Estimate) else bound for bound in (low, high)]
        if found[0] is not None and found[1] is not None and less(found[1], found[0]) > 0:
            self.findings.error(
                "E561",
                f"the bounds of `{subject}` are the wrong way round",
                stated.span,
                help="state the smaller one first",
            )
            return NOTHING
        return Estimate(found[0], found[1])

    def _set(self, stated: Bounded, type: Type, subject: str) -> Any:
        if not isinstance(type, SetOf):
            if isinstance(type, Date) and not stated.elements:
                self._wrong(stated, type, subject, "`none`", "write `never`")
            else:
                self._wrong(stated, type, subject, "a list", "state one value")
            return NOTHING
        values = [self.value(element, type.element, subject) for element in stated.elements or ()]
        if any(isinstance(value, Estimate) for value in values):
            return NOTHING
        return frozenset(values)

    def _single(self, stated: Bounded, expression: written.Expression, type: Type, subject: str) -> Any:
        word = stated.quoted if stated.quoted is not None else _word(expression)
        if word in ("anyone", "anything"):
            return GENERIC
        match type:
            case YesNo():
                if isinstance(expression, written.WordLiteral) and expression.word in ("yes", "no"):
                    return expression.word == "yes"
                self._wrong(stated, type, subject, f"`{expression.span.text}`", "write `yes`, `no` or `unknown`")
            case Enum(options):
                if word in options:
                    return word
                self._not_one_of(stated, word, options, subject)
            case PartyType():
                parties = tuple(self.version.symbols.parties)
                if word in parties:
                    return word
                self._not_one_of(stated, word, parties, subject)
            case Entity(sort):
                found = None if word is None else self.member(sort, word)
                if found is not None:
                    return found
                self._no_member(stated, sort, word)
            case Text():
                return stated.quoted if stated.quoted is not None else stated.span.text
            case PeriodType():
                return self._period(expression, stated, subject)
            case _:
                return self._sized(expression, type, subject)
        return NOTHING

    def _sized(self, expression: written.Expression, type: Type, subject: str) -> Any:
        if isinstance(type, Date) and isinstance(expression, written.WordLiteral) and expression.word == "never":
            return NEVER
        scratch = Findings()
        context = replace(self.version.terms.context(), findings=scratch)
        typed = context.typed(expression) if not isinstance(expression, written.Path) else None
        if len(scratch):
            self.findings.extend(scratch)
            return NOTHING
        if typed is None or unified(typed.type, type) is None:
            found = f"`{expression.span.text}`" if typed is None else f"{article(typed.type)} `{expression.span.text}`"
            self.findings.error(
                "E562",
                f"`{subject}` is {article(type)}, not {found}",
                expression.span,
                help=_cure(expression, type),
            )
            return NOTHING
        value = literal_value(typed.expr)
        if value is None:
            self.findings.error(
                "E511", "a stated value is written out, not computed", expression.span, help="write the number, amount or date"
            )
            return NOTHING
        if isinstance(type, Date) and type.timed and isinstance(value[0], date) and not isinstance(value[0], datetime):
            self.findings.error(
                "E563", f"`{subject}` needs a time of day", expression.span, help=f"write `{expression.span.text} 10:30`"
            )
        return value[0]

    def _period(self, expression: written.Expression, stated: Bounded, subject: str) -> Any:
        if isinstance(expression, written.Arithmetic) and expression.operator == "..":
            start, end = (self._sized(side, Date(), subject) for side in (expression.left, expression.right))
            if isinstance(start, date):
                if less(end, start) > 0:
                    self.findings.error(
                        "E561", f"the period `{subject}` ends before it starts", stated.span, help="put the earlier date first"
                    )
                return Period(start, end)
            return NOTHING
        self._wrong(stated, PeriodType(), subject, f"`{expression.span.text}`", "write `2026-01-01 .. 2027-01-01`")
        return NOTHING

    def _wrong(self, stated: Bounded, type: Type, subject: str, found: str, cure: str) -> None:
        self.findings.error("E562", f"`{subject}` is {article(type)}, not {found}", stated.span, help=cure)

    def _not_one_of(self, stated: Bounded, word: str | None, options: tuple[str, ...], subject: str) -> None:
        self.findings.error(
            "E564",
            f"`{stated.span.text}` is not a value of `{subject}`",
            stated.span,
            help=did_you_mean(word or "", options) or f"it is one of {', '.join(f'`{option}`' for option in options)}",
        )

    def _no_member(self, stated: Bounded, sort: str, word: str | None) -> None:
        self.findings.error(
            "E565",
            f"no `{sort}` `{stated.span.text}` is stated",
            stated.span,
            help=f"state it under `{sort}`, or write `unknown`" if word else "name a member by its id",
        )


def _word(expression: written.Expression) -> str | None:
    match expression:
        case written.Path(_, (word,), _):
            return word
        case written.WordLiteral(_, word):
            return word
        case written.NumberLiteral() | written.TextLiteral():
            return expression.span.text
    return None


def _cure(expression: written.Expression, type: Type) -> str:
    text = expression.span.text
    if isinstance(expression, written.NumberLiteral) and expression.unit is None:
        match type:
            case Money(currency):
                return f"write `{text} {currency}`"
            case Number(unit) if unit:
                return f"write `{text} {unit}`"
            case Percent():
                return f"write `{text}%`"
            case DurationType():
                return f"write `{text} days`"
    match type:
        case Date():
            return "write a date, `2026-05-01`"
        case Money(currency):
            return f"write an amount in {currency}"
    return f"write {article(type)}"
