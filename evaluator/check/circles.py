"""Clauses that wait for themselves, and priorities that run in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evaluator.check.symbols import Symbols
from evaluator.core import expressions as core
from evaluator.core.norms import Definition, Norm
from evaluator.diagnostics import Findings
from evaluator.model.agreement import Clause

Graph = Mapping[str, Iterable[str]]


def find_circle(graph: Graph) -> list[str] | None:
    """A path from a node back to itself, first node repeated at the end; None if there is none. Nothing recurses."""
    state: dict[str, int] = {}
    for start in graph:
        if start in state:
            continue
        path = [start]
        pending = [iter(graph[start])]
        state[start] = 1
        while pending:
            following = next(pending[-1], None)
            if following is None:
                state[path.pop()] = 2
                pending.pop()
            elif state.get(following) == 1:
                return [*path[path.index(following) :], following]
            elif following not in state and following in graph:
                state[following] = 1
                path.append(following)
                pending.append(iter(graph[following]))
    return None


def norm_expressions(norm: Norm) -> Iterable[core.Expr]:
    """The expressions that decide whether a norm applies."""
    parts = [norm.when, norm.unless, norm.starts, norm.until, norm.through, *norm.carried]
    if norm.family is not None:
        parts.append(norm.family.where)
    return [part for part in parts if part is not None]


def act_expressions(norm: Norm) -> Iterable[core.Expr]:
    """The expressions that decide which acts a norm covers."""
    parts = [norm.where, *(condition for _, condition in norm.exceptions)]
    return [part for part in parts if part is not None]


def dependencies(
    expressions: Iterable[core.Expr], definitions: Mapping[str, Definition], symbols: Symbols
) -> tuple[set[str], set[str]]:
    """The clauses whose standing is asked, and the actions whose verdicts are asked, in expressions and the terms they use."""
    clauses: set[str] = set()
    actions: set[str] = set()
    seen: set[str] = set()
    pending = list(expressions)
    while pending:
        for part in core.walk(pending.pop()):
            match part:
                case core.Status(clause, _, _):
                    clauses.add(clause)
                case core.VerdictOf():
                    actions.update(name for name, sort in symbols.sorts.items() if sort.action)
                case core.Term(name, _, _) if name not in seen and name in definitions:
                    seen.add(name)
                    pending.append(definitions[name].body)
    return clauses, actions


def waiting(norms: Mapping[str, Norm], definitions: Mapping[str, Definition], symbols: Symbols) -> dict[str, set[str]]:
    """For every norm, the norms whose applicability its own needs at the same moment.

    A verdict needs every norm about the action, and those which have priority over them.
    """
    over: dict[str, set[str]] = {name: set() for name in norms}
    for high, low in priority_pairs(norms, symbols):
        over[low].add(high)
    acting: dict[str, set[str]] = {name: set() for name in norms}
    graph: dict[str, set[str]] = {name: set() for name in norms}
    for name, norm in norms.items():
        clauses, actions = dependencies(norm_expressions(norm), definitions, symbols)
        graph[name] = clauses & set(norms)
        inner, _ = dependencies(act_expressions(norm), definitions, symbols)
        acting[name] = inner & set(norms)
        if actions:
            graph[name].update(other for other, each in norms.items() if each.action in actions)
    for name in graph:
        for target in list(graph[name]):
            graph[name] |= acting[target]
        graph[name] |= over[name]
    return graph


def priority_pairs(norms: Mapping[str, Norm], symbols: Symbols) -> list[tuple[str, str]]:
    """The priorities declared between clauses that stand, as (over, under)."""
    pairs = []
    for id, standing in symbols.version.clauses.items():
        clause = standing.clause
        pairs += [(id, other.text) for other in clause.overrides]
        pairs += [(other.text, id) for other in clause.subject_to]
    return [(high, low) for high, low in dict.fromkeys(pairs) if high in norms and low in norms]


def check_circles(
    norms: Mapping[str, Norm], definitions: Mapping[str, Definition], symbols: Symbols, findings: Findings
) -> None:
    """Report one circle of priorities and one of applicability, if there are any."""
    pairs = priority_pairs(norms, symbols)
    above: dict[str, list[str]] = {name: [] for name in norms}
    for high, low in pairs:
        above[high].append(low)
    circle = find_circle(above)
    if circle is not None:
        findings.error(
            "E503",
            f"priority runs in a circle: {' over '.join(f'`{name}`' for name in circle)}",
            _clause(symbols, circle[0]).id.span,
            help="take one `overrides` or `subject to` away",
        )
        return
    circle = find_circle(waiting(norms, definitions, symbols))
    if circle is not None:
        findings.error(
            "E504",
            f"whether `{circle[0]}` applies depends on itself: {' → '.join(f'`{name}`' for name in circle)}",
            _clause(symbols, circle[0]).id.span,
            help="let one of them depend on facts alone",
        )


def _clause(symbols: Symbols, name: str) -> Clause:
    return symbols.version.clauses[name].clause
