"""Defined terms and parameters: each gets a type, in whatever order they were written; circles are named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from evaluator.check.cases import Row, check_table, table
from evaluator.check.context import ALWAYS, Context, Typed
from evaluator.check.expressions import look
from evaluator.check.quantifiers import bind
from evaluator.check.symbols import Symbols
from evaluator.check.vocabulary import resolve_type
from evaluator.check.words import quoted
from evaluator.core import expressions as core
from evaluator.core.norms import Definition, ParameterValue
from evaluator.core.types import ANY, Entity, SetOf, Type, YesNo
from evaluator.diagnostics import Findings, Label
from evaluator.model.agreement import Bounded, ParameterDeclaration, TermDeclaration
from evaluator.source import Span
from evaluator.syntax.expressions import Expression
from evaluator.values.estimate import NOTHING, Estimate, known_with, less


@dataclass
class Terms:
    """The defined terms of a version, looked at when first asked for."""

    symbols: Symbols
    findings: Findings
    families: dict[str, str | None]
    done: dict[str, Definition | None] = field(default_factory=dict)
    under_way: list[str] = field(default_factory=list)

    def context(self) -> Context:
        """A place in which nothing is bound yet."""
        return Context(self.symbols, self.findings, self, look, families=self.families)

    def definition(self, name: str) -> Definition | None:
        """The term of that name; None, with a finding, if it is circular or wrong."""
        if name in self.done:
            return self.done[name]
        declaration = self.symbols.version.terms[name]
        if name in self.under_way:
            circle = [*self.under_way[self.under_way.index(name) :], name]
            self._report_circle(circle)
            return None
        self.under_way.append(name)
        found = self._define(declaration)
        self.under_way.pop()
        self.done[name] = found
        return found

    def _report_circle(self, circle: list[str]) -> None:
        """Report a circle once, from the term that stands first in the agreement."""
        terms = self.symbols.version.terms
        start = min(range(len(circle) - 1), key=lambda index: list(terms).index(circle[index]))
        ordered = [*circle[start:-1], *circle[:start], circle[start]]
        others = [Label(terms[name].name.span, "part of the circle") for name in ordered[1:-1]]
        self.findings.error(
            "E501",
            f"the term `{ordered[0]}` is defined by itself: {' → '.join(f'`{name}`' for name in ordered)}",
            terms[ordered[0]].name.span,
            help="break the circle: define one of them by facts alone",
            others=others,
        )

    def all(self) -> dict[str, Definition]:
        """Every term that is sound, each after those it uses."""
        for name in self.symbols.version.terms:
            self.definition(name)
        return {name: definition for name, definition in self.done.items() if definition is not None}

    def _define(self, declaration: TermDeclaration) -> Definition | None:
        context = self.context()
        variable = sort = None
        if declaration.for_each is not None:
            bound = bind(declaration.for_each, context)
            if bound is None:
                return None
            _, type, where = bound
            if not isinstance(type, Entity) or where is not ALWAYS:
                self.findings.error(
                    "E502",
                    "a term is said for each member of an entity, without a filter",
                    declaration.for_each.span,
                    help="name the entity only, and put the condition into the term itself",
                )
                return None
            variable, sort = declaration.for_each.variable, type.name
            context = context.binding(variable, type)
        body = self._body(declaration, context)
        if body is None:
            return None
        return Definition(declaration.name.text, variable, sort, body.expr, body.type)

    def _body(self, declaration: TermDeclaration, context: Context) -> Typed | None:
        if declaration.means is not None:
            return context.typed(declaration.means)
        rows: list[Row] = []
        otherwise: Typed | None = None
        sound = True
        for case in declaration.cases:
            then = context.typed(case.then)
            when = ALWAYS if case.when is None else context.condition(case.when, "`when`")
            if then is None or when is None:
                sound = False
            elif case.when is None:
                otherwise = then
            else:
                rows.append(Row(when, case.when.span, then, case.then.span))
        found = table(rows, otherwise, context) if sound else None
        if found is not None:
            check_table(rows, last=otherwise is not None, span=declaration.name.span, findings=self.findings)
        return found


def parameter(
    declaration: ParameterDeclaration, symbols: Symbols, findings: Findings, names: set[str], context: Context
) -> ParameterValue | None:
    """A parameter with its type and its value or values, as certain as its source."""
    certainty = int(declaration.certainty)
    type: Type = ANY
    if declaration.type is not None:
        type = resolve_type(declaration.type, names, symbols, findings) or ANY
    stated = [declaration.value] if declaration.value is not None else [value for _, _, value in declaration.values]
    values = []
    for each in stated:
        resolved = constant(each, type, context)
        if resolved is None:
            return None
        value, type = resolved
        values.append(Estimate(value.low, value.high, certainty) if isinstance(value, Estimate) else known_with(value, certainty))
    if declaration.value is not None:
        return ParameterValue(declaration.name.text, type, values[0])
    days = [day for day, _, _ in declaration.values]
    dated = tuple(sorted(zip(days, values, strict=True), key=lambda pair: pair[0]))
    return ParameterValue(declaration.name.text, type, None, dated)


def constant(stated: Bounded, expected: Type, context: Context) -> tuple[Any, Type] | None:
    """The value of a stated literal (or of its bounds) and its type; None, with a finding, if it is no literal of the type."""
    if stated.elements is not None:
        return _set(stated.elements, expected, context)
    found: list[Any] = []
    type = expected
    for bound in (stated.low, stated.high):
        if bound is None:
            found.append(None)
            continue
        if bound is stated.high and found and stated.low is stated.high:
            found.append(found[0])
            continue
        typed = context.value(bound, type)
        if typed is None:
            return None
        value = literal_value(typed.expr)
        if value is None:
            refuse_computed(bound, context.findings)
            return None
        found.append(value[0])
        type = typed.type
    low, high = found
    if low is None and high is None:
        return NOTHING, type
    if stated.exact:
        return low, type
    if low is not None and high is not None and less(high, low) > 0:
        refuse_bounds(stated.span, context.findings)
    return Estimate(low, high), type


def refuse_computed(value: Expression, findings: Findings) -> None:
    """Report a stated value that is an expression."""
    findings.error(
        "E413", f"a stated value is written out, and {quoted(value)} is not", value.span, help="write the value itself"
    )


def refuse_bounds(span: Span, findings: Findings) -> None:
    """Report stated bounds of which the lower one is above the upper one."""
    findings.error("E414", "the lower bound is above the upper one", span, help="state the smaller one first")


def _set(elements: tuple[Bounded, ...], expected: Type, context: Context) -> tuple[Any, Type] | None:
    type: Type = expected.element if isinstance(expected, SetOf) else ANY
    values = set()
    for element in elements:
        found = constant(element, type, context)
        if found is None:
            return None
        value, type = found
        values.add(value)
    return frozenset(values), SetOf(type)


def literal_value(expression: core.Expr) -> tuple[Any] | None:
    """The value of a literal expression (in a tuple, since the value may be anything), None if it is computed."""
    match expression:
        case core.Literal(value, YesNo()):
            return (value > 0,)
        case core.Literal(value, _):
            return (value,)
        case core.Apply("negate", (core.Literal(value, _),)):
            return (-value,)
    return None
