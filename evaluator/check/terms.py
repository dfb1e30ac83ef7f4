"""Defined terms and parameters: each gets a type, in whatever order they were written; circles are named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from evaluator.check.context import ALWAYS, Context, Typed, article, unified
from evaluator.check.expressions import choose, look
from evaluator.check.quantifiers import bind
from evaluator.check.symbols import Symbols, resolve_type
from evaluator.core import expressions as core
from evaluator.core.norms import Definition, ParameterValue
from evaluator.core.types import ANY, YES_NO, AnyType, Entity, SetOf, Type, YesNo
from evaluator.diagnostics import Findings
from evaluator.model.agreement import Bounded, ParameterDeclaration, TermDeclaration
from evaluator.source import Span
from evaluator.values.estimate import NOTHING, Estimate, known_with
from evaluator.values.truth import UNKNOWN

_NOTHING = core.Literal(NOTHING, ANY)


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

    def definition(self, name: str, span: Span) -> Definition | None:
        """The term of that name; None, with a finding, if it is circular or wrong."""
        if name in self.done:
            return self.done[name]
        declaration = self.symbols.version.terms[name]
        if name in self.under_way:
            circle = [*self.under_way[self.under_way.index(name) :], name]
            self.findings.error(
                "E501",
                f"the term `{name}` is defined by itself: {' → '.join(f'`{each}`' for each in circle)}",
                declaration.name.span,
                help="break the circle: define one of them by facts alone",
            )
            return None
        self.under_way.append(name)
        found = self._define(declaration)
        self.under_way.pop()
        self.done[name] = found
        return found

    def all(self) -> dict[str, Definition]:
        """Every term that is sound, each after those it uses."""
        for name, declaration in self.symbols.version.terms.items():
            self.definition(name, declaration.name.span)
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
                    help="put the condition into the term itself",
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
        rows: list[tuple[core.Expr, Typed, Span]] = []
        otherwise: Typed | None = None
        for case in declaration.cases:
            then = context.typed(case.then)
            when = ALWAYS if case.when is None else context.condition(case.when, "what follows `when`")
            if then is None or when is None:
                return None
            if case.when is None:
                otherwise = then
            else:
                rows.append((when, then, case.then.span))
        return table(rows, otherwise, context, declaration.name.span)


def table(
    rows: list[tuple[core.Expr, Typed, Span]], otherwise: Typed | None, context: Context, span: Span
) -> Typed | None:
    """A table of cases as one value: the row that holds, the last one where none does, unknown where there is no last one.

    Two rows that hold at once and differ leave the value unknown: no row has priority over another.
    """
    if not rows:
        return otherwise
    gap = otherwise or Typed(_NOTHING, ANY)
    type: Type = gap.type
    for _, then, place in rows:
        shared = unified(type, then.type)
        if shared is None:
            context.error("E444", f"every row must give {article(type)}", place, label=f"this is {article(then.type)}")
            return None
        type = shared
    if isinstance(type, YesNo) and isinstance(gap.type, AnyType):
        gap = Typed(core.Literal(UNKNOWN, YES_NO), YES_NO)
    result = gap
    later: list[core.Expr] = []
    for when, then, place in reversed(rows):
        alone = then
        if later:
            overlap = core.Any_(tuple(later)) if len(later) > 1 else later[0]
            nothing = Typed(core.Literal(UNKNOWN, YES_NO), YES_NO) if isinstance(type, YesNo) else Typed(_NOTHING, ANY)
            chosen = choose(overlap, nothing, then, place, context)
            if chosen is None:
                return None
            alone = chosen
        chosen = choose(when, alone, result, place, context)
        if chosen is None:
            return None
        result = chosen
        later.append(when)
    return Typed(result.expr, type)


def parameter(
    declaration: ParameterDeclaration, symbols: Symbols, findings: Findings, names: set[str], context: Context
) -> ParameterValue | None:
    """A parameter with its type and its value or values, as certain as its source."""
    certainty = int(declaration.certainty)
    type: Type = ANY
    if declaration.type is not None:
        found = resolve_type(declaration.type, names, findings)
        if found is None:
            return None
        type = found
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
            context.error("E511", "a stated value is written out, not computed", bound.span, help="write the number, amount or date")
            return None
        found.append(value[0])
        type = typed.type
    low, high = found
    if low is None and high is None:
        return NOTHING, type
    if stated.exact:
        return low, type
    return Estimate(low, high), type


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
