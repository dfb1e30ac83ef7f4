"""Everything in one version of an agreement that can come out this way or that, with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from evaluator.check.checked import CheckedVersion
from evaluator.core import expressions as core
from evaluator.core.norms import Event, Modality, Norm
from evaluator.coverage.part import Kind, Part
from evaluator.frozen import fields, frozen
from evaluator.program import Program
from evaluator.source import Span

_DAYS: Final = {"starts": "from", "through": "through"}
_KEYS: Final = {
    "bearers": "who",
    "counterparties": "to",
    "where": "where",
    "when": "when",
    "unless": "unless",
    "until": "until",
    "ensure": "must ensure",
    "starts": "from",
    "through": "through",
    "not_before": "from",
    "due": "due",
    "amount": "amount",
}
_PLAIN: Final = (core.Compare, core.Exists, core.Status)
_JOINED: Final = (core.Not, core.AllOf, core.AnyOf)


@frozen(eq=False)
class Inventory:
    """The parts, and by what the engine knows each: an expression whose truth it is, or whose day, and so on.

    `sources` holds the texts of the files in which parts stand, by name.
    """

    parts: tuple[Part, ...]
    sources: Mapping[str, str]
    expressions: Mapping[core.Expr, int]
    days: Mapping[core.Expr, int]
    clauses: Mapping[str, int]
    events: Mapping[str, int]
    priorities: Mapping[tuple[str, str], int]
    options: Mapping[tuple[str, str], int]


def inventory(checked: CheckedVersion, program: Program) -> Inventory:
    """The inventory of a version: what stands in it, and its terms and readings.

    A condition that the text does not say (a filter that is always passed) is none of its parts.
    """
    return _Inventory(checked, program).taken()


class _Inventory:
    def __init__(self, checked: CheckedVersion, program: Program) -> None:
        self.checked, self.program = checked, program
        self.parts: dict[Part, int] = {}
        self.sources: dict[str, str] = {}
        self.expressions: dict[core.Expr, int] = {}
        self.days: dict[core.Expr, int] = {}
        self.clauses: dict[str, int] = {}
        self.events: dict[str, int] = {}
        self.priorities: dict[tuple[str, str], int] = {}
        self.options: dict[tuple[str, str], int] = {}

    def taken(self) -> Inventory:
        """All of it."""
        for name, reading in self.checked.version.readings.items():
            for option, _ in reading.options:
                self.options[name, option.text] = self._add(Kind.OPTION, "reading", name, option.text, option.span)
        for name, definition in self.program.definitions.items():
            self._conditions("term", name, "means", definition.body)
        for clause, norm in self.program.norms.items():
            if norm.repealed is None:
                self._norm(clause, norm)
        return Inventory(
            tuple(self.parts),
            self.sources,
            self.expressions,
            self.days,
            self.clauses,
            self.events,
            self.priorities,
            self.options,
        )

    def _norm(self, clause: str, norm: Norm) -> None:
        written = self.checked.version.clauses[clause].clause
        if norm.modality is not Modality.AUTOMATIC:
            self.clauses[clause] = self._add(Kind.CLAUSE, "clause", clause, "", written.id.span)
        for key, day in _days(norm):
            self._day(clause, key, day)
        for key, expression in _expressions(norm):
            self._conditions("clause", clause, key, expression)
        for expression in norm.carried:
            self._conditions("amendment", "untouched", "untouched", expression)
        if norm.upon is not None and written.upon is not None:
            condition = norm.upon.condition
            index = None if condition is None else self.expressions.get(condition)
            span = written.upon.span if norm.upon.day is None else self._span(norm.upon.day) or written.upon.span
            self.events[clause] = self._add(Kind.DECISION, "clause", clause, "upon", span) if index is None else index
        for over in self.program.over[clause]:
            span = self._said(clause, over) or written.id.span
            self.priorities[clause, over] = self._add(Kind.PRIORITY, "clause", clause, over, span)

    def _said(self, under: str, over: str) -> Span | None:
        """Where it is said that one clause has priority over another, from whichever side."""
        clauses = self.checked.version.clauses
        said = [name for name in clauses[over].clause.overrides if name.text == under]
        said += [name for name in clauses[under].clause.subject_to if name.text == over]
        return said[0].span if said else None

    def _day(self, clause: str, key: str, day: core.Expr) -> None:
        span = self._span(day)
        if span is not None:
            self.days[day] = self._add(Kind.DECISION, "clause", clause, key, span)

    def _conditions(self, of: str, subject: str, key: str, root: core.Expr) -> None:
        """The decisions in an expression (the outermost conditions that are written), and what they consist of."""
        pending = [(root, False)]
        while pending:
            expression, inside = pending.pop()
            span = self._span(expression) if _is_condition(expression) else None
            if span is not None:
                if not inside:
                    self.expressions[expression] = self._add(Kind.DECISION, of, subject, key, span)
                    while isinstance(expression, core.Not) and self._is_simple(expression.operand):
                        expression = expression.operand  # what is denied comes out the other way; once is enough
                elif self._is_simple(expression):
                    self.expressions[expression] = self._add(Kind.CONDITION, of, subject, key, span)
                inside = True
            pending += [(part, inside) for part in reversed(list(core.children(expression)))]

    def _is_simple(self, expression: core.Expr) -> bool:
        """Whether nothing in the text joins it from conditions; `is not` is one comparison, too."""
        if isinstance(expression, core.Not):
            return self._span(expression.operand) is None
        return not isinstance(expression, _JOINED)

    def _span(self, expression: core.Expr) -> Span | None:
        return self.program.written.get(expression)

    def _add(self, kind: Kind, of: str, subject: str, key: str, span: Span) -> int:
        """The number of a part; what stands in one place is one part, however often it was compiled."""
        last = span.source.line_and_column(max(span.start, span.end - 1))[0]
        words = " ".join(span.text.split())
        self.sources[span.source.name] = span.source.text
        part = Part(kind, of, subject, key, words, span.source.name, span.line, span.column, last)
        return self.parts.setdefault(part, len(self.parts))


def _is_condition(expression: core.Expr) -> bool:
    return expression.condition if isinstance(expression, core.Term) else isinstance(expression, _PLAIN + _JOINED)


def _days(norm: Norm) -> Iterator[tuple[str, core.Expr]]:
    """The days that begin or end a norm, or bound its event."""
    for whole in (norm, norm.upon):
        for name, key in _DAYS.items():
            day = None if whole is None else getattr(whole, name)
            if day is not None:
                yield key, day


def _expressions(norm: Norm) -> Iterator[tuple[str, core.Expr]]:
    """Everything that a clause says under its keys."""
    for name, key in _KEYS.items():
        expression = getattr(norm, name)
        if expression is not None:
            yield key, expression
    for name, condition in norm.exceptions:
        yield f"except {name}", condition
    for binding in () if norm.family is None else norm.family.bindings:
        yield "for each", binding.where
    for effect in norm.effects:
        if effect.to is not None:
            yield "then", effect.to
    if norm.upon is not None:
        for name in fields(Event):
            expression = getattr(norm.upon, name)
            if expression is not None:
                yield "upon", expression
