"""Defined terms: each gets a type, in whatever order they were written; circles are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evaluator.check.cases import Row, check_table, table
from evaluator.check.context import ALWAYS, Context, Typed
from evaluator.check.expressions import look
from evaluator.check.quantifiers import bind
from evaluator.check.symbols import Symbols
from evaluator.core.norms import Definition
from evaluator.core.types import Entity
from evaluator.diagnostics import Findings, Label
from evaluator.model.agreement import TermDeclaration
from evaluator.syntax.expressions import Binder, Expression, Path, children


@dataclass
class Terms:
    """The defined terms of a version, looked at when first asked for."""

    symbols: Symbols
    findings: Findings
    families: Mapping[str, tuple[Binder, ...]]
    done: dict[str, Definition | None] = field(default_factory=dict)
    under_way: list[str] = field(default_factory=list)

    def context(self) -> Context:
        """A place in which nothing is bound yet."""
        return Context(self.symbols, self.findings, self, look, families=self.families)

    def definition(self, name: str) -> Definition | None:
        """The term of that name; None, with a finding, if it is circular or wrong."""
        if name in self.done:
            return self.done[name]
        if name in self.under_way:
            self._report_circle([*self.under_way[self.under_way.index(name) :], name])
            return None
        for needed in self._in_order(name):
            if needed not in self.done and needed not in self.under_way:
                self.under_way.append(needed)
                self.done[needed] = self._define(self.symbols.version.terms[needed])
                self.under_way.pop()
        return self.done[name]

    def _in_order(self, name: str) -> list[str]:
        """The terms that a term may need, each after those that it needs itself: chains of any length stay shallow."""
        terms = self.symbols.version.terms
        order: dict[str, None] = {}
        path = {name: self._named_in(terms[name])}
        while path:
            current = next(reversed(path))
            following = next(path[current], None)
            if following is None:
                order[current] = None
                del path[current]
            elif following not in path and following not in order and following not in self.done:
                path[following] = self._named_in(terms[following])
        return list(order)

    def _named_in(self, declaration: TermDeclaration) -> Iterator[str]:
        """The terms whose names stand in a term."""
        waiting: list[Expression | Binder] = [
            part
            for part in (
                declaration.means,
                declaration.for_each,
                *(part for case in declaration.cases for part in (case.when, case.then)),
            )
            if part is not None
        ]
        while waiting:
            part = waiting.pop()
            if isinstance(part, Path) and part.words[0] in self.symbols.version.terms:
                yield part.words[0]
            waiting.extend(children(part))

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
        if not sound:
            return None
        scratch = Findings()
        gapless = check_table(rows, last=otherwise is not None, span=declaration.name.span, findings=scratch)
        found = table(rows, otherwise, context, gapless=gapless)
        if found is not None:
            self.findings.extend(scratch)
        return found
