"""Clauses that wait for themselves, and priorities that run in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evaluator.check.symbols import Symbols
from evaluator.core import expressions as core
from evaluator.core.norms import Definition, Norm, Priority
from evaluator.diagnostics import Findings, Label

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


def find_circles(graph: Graph) -> Iterator[list[str]]:
    """Circles that have no node in common, until none is left."""
    left = {node: list(following) for node, following in graph.items()}
    while (circle := find_circle(left)) is not None:
        yield circle
        for node in circle[:-1]:
            del left[node]


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
    """The clauses whose standing is asked, and the actions whose verdicts are, in expressions and their terms."""
    clauses: set[str] = set()
    actions: set[str] = set()
    seen: set[str] = set()
    pending = list(expressions)
    while pending:
        for part in core.walk(pending.pop()):
            match part:
                case core.Status(clause, _, _):
                    clauses.add(clause)
                case core.VerdictOf(_, action):
                    for kind in symbols.kinds_of(action):
                        actions.update(symbols.genera_of(kind))
                case core.Term(name, _, _) if name not in seen and name in definitions:
                    seen.add(name)
                    pending.append(definitions[name].body)
    return clauses, actions


def waiting(
    norms: Mapping[str, Norm],
    definitions: Mapping[str, Definition],
    symbols: Symbols,
    priorities: Iterable[Priority],
) -> dict[str, set[str]]:
    """For every norm, the norms whose applicability its own needs at the same moment.

    It needs those whose standing it asks and those that may leave it nothing to say. A verdict it asks needs every norm
    about the action, those with priority over them, and whatever says which acts they cover.
    """
    over: dict[str, set[str]] = {name: set() for name in norms}
    graph: dict[str, set[str]] = {name: set() for name in norms}
    for priority in priorities:
        over[priority.under].add(priority.over)
        if priority.total:
            graph[priority.under].add(priority.over)
    about: dict[str, set[str]] = {}
    for name, norm in norms.items():
        if norm.action is not None:
            about.setdefault(norm.action, set()).add(name)
    for name, norm in norms.items():
        clauses, actions = dependencies(norm_expressions(norm), definitions, symbols)
        graph[name] |= clauses & norms.keys()
        pending = [other for action in actions for other in about.get(action, ())]
        judged: set[str] = set()
        while pending:
            other = pending.pop()
            if other in judged:
                continue
            judged.add(other)
            pending += over[other]
            inner, _ = dependencies(act_expressions(norms[other]), definitions, symbols)
            graph[name] |= inner & norms.keys()
        graph[name] |= judged
    return graph


def priority_pairs(norms: Mapping[str, Norm], symbols: Symbols) -> list[tuple[str, str]]:
    """The priorities declared between clauses that stand, as (over, under)."""
    pairs = []
    for id, standing in symbols.version.clauses.items():
        clause = standing.clause
        pairs += [(id, other.text) for other in clause.overrides]
        pairs += [(other.text, id) for other in clause.subject_to]
    known = [(high, low) for high, low in dict.fromkeys(pairs) if high in norms and low in norms]
    return [(high, low) for high, low in known if high != low]


def check_circles(
    norms: Mapping[str, Norm], graph: Graph, priorities: Iterable[Priority], symbols: Symbols, findings: Findings
) -> None:
    """Report circles of priorities or, if there are none, of applicability (`graph` is what `waiting` found)."""
    above: dict[str, list[str]] = {name: [] for name in norms}
    for priority in priorities:
        above[priority.over].append(priority.under)
    circles = list(find_circles(above))
    for circle in circles:
        message = f"priority runs in a circle: {' over '.join(f'`{name}`' for name in circle)}"
        _report("E503", message, circle, symbols, findings, help="take one `overrides` or `subject to` away")
    if circles:
        return
    for circle in find_circles(graph):
        message = f"whether `{circle[0]}` applies depends on itself: {' → '.join(f'`{name}`' for name in circle)}"
        cure = "let one of them depend on facts alone" if len(circle) > 2 else "let it depend on facts alone"
        _report("E504", message, circle, symbols, findings, help=cure)


def _report(code: str, message: str, circle: list[str], symbols: Symbols, findings: Findings, *, help: str) -> None:
    places = [symbols.version.clauses[name].clause.id.span for name in circle[:-1]]
    others = [Label(place, "part of the circle") for place in places[1:]]
    findings.error(code, message, places[0], help=help, others=others)
