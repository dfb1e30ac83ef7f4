"""Clauses that wait for themselves, and priorities that run in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Final

from evaluator.check.symbols import Symbols
from evaluator.core import expressions as core
from evaluator.core.norms import AGREEMENT, Definition, Modality, Norm, Priority
from evaluator.diagnostics import Findings, Label
from evaluator.frozen import frozen

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
        parts += [binding.where for binding in norm.family.bindings]
    return [*(part for part in parts if part is not None), *event_expressions(norm)]


def event_expressions(norm: Norm) -> Iterable[core.Expr]:
    """The expressions that decide upon which event a norm arises."""
    upon = norm.upon
    if upon is None:
        return []
    parts = (upon.day, upon.condition, upon.starts, upon.when, upon.unless, upon.until, upon.through)
    return [part for part in parts if part is not None]


def act_expressions(norm: Norm) -> Iterable[core.Expr]:
    """The expressions that decide which acts a norm covers."""
    parts = [norm.where, *(condition for _, condition in norm.exceptions)]
    return [part for part in parts if part is not None]


def performance_expressions(norm: Norm) -> Iterable[core.Expr]:
    """The expressions that decide what performs a norm, and by when."""
    return [part for part in (norm.due, norm.not_before, norm.amount, norm.ensure) if part is not None]


@frozen
class Needs:
    """What expressions and their terms ask of norms.

    `standings` are the clauses whose standing is asked, `ends` those of which it is asked whether they have run out by
    their own terms; `histories` those whose performance is, `remedies` those of which it is asked whether their breach
    was cured; `actions` are those whose acts' verdicts are asked.
    """

    standings: Set[str]
    ends: Set[str]
    histories: Set[str]
    remedies: Set[str]
    actions: Set[str]


def dependencies(expressions: Iterable[core.Expr], definitions: Mapping[str, Definition], symbols: Symbols) -> Needs:
    """What some expressions, and the terms they use, ask of norms."""
    standings: set[str] = set()
    ends: set[str] = set()
    histories: set[str] = set()
    remedies: set[str] = set()
    actions: set[str] = set()
    seen: set[str] = set()
    pending = list(expressions)
    while pending:
        for part in core.walk(pending.pop()):
            match part:
                case core.Status(clause, _, what):
                    if what in ("cured", "defaulted"):
                        remedies.add(clause)
                    elif what in _HISTORIES:
                        histories.add(clause)
                    if what in ("lapsed", "fulfilled") and not _is_to_be_done(clause, symbols):
                        ends.add(clause)
                    elif what not in _LATCHED:
                        standings.add(clause)
                case core.Detail(clause, _, _):
                    histories.add(clause)
                case core.VerdictOf(_, action):
                    for kind in symbols.kinds_of(action):
                        actions.update(symbols.genera_of(kind))
                case core.Term(name, _, _) if name not in seen and name in definitions:
                    seen.add(name)
                    pending.append(definitions[name].body)
    return Needs(standings, ends, histories, remedies, actions)


def _is_to_be_done(clause: str, symbols: Symbols) -> bool:
    """Whether a clause states a duty to act: what performs it is done whether or not the duty still applies."""
    standing = symbols.version.clauses.get(clause)
    return standing is not None and standing.clause.modality is Modality.MUST


_LATCHED: Final = ("fulfilled", "fulfilled_late", "lapsed", "breached", "cured", "defaulted", "exercised")
"""What a norm has become whether or not it still applies."""
_HISTORIES: Final = (*core.HISTORY, "open", "available")


def waiting(
    norms: Mapping[str, Norm],
    definitions: Mapping[str, Definition],
    symbols: Symbols,
    priorities: Iterable[Priority],
) -> dict[str, set[str]]:
    """What the answers of one moment need of the same moment.

    The node of a clause is its applicability, and `clause terms` is that without what effects do to it; `clause
    performance`, `clause remedy` and `clause effect` are what their names say. Applicability needs the standings and
    histories it asks for, the norms that may leave it nothing to say, and the effects on it. A verdict it asks needs
    every norm about the action, those with priority over them, and whatever says which acts they cover. What acts do
    is judged on what held just before, so nothing is needed for it.
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

    def nodes(needs: Needs) -> set[str]:
        found = (needs.standings & norms.keys()) | {f"{name} performance" for name in needs.histories & norms.keys()}
        found |= {f"{name} terms" for name in needs.ends & norms.keys()}
        if AGREEMENT in needs.standings:
            found |= {f"{name} effect" for name in touching.get(AGREEMENT, ())}
        return found | {f"{name} remedy" for name in needs.remedies & norms.keys()}

    touching = effects_on(norms)
    for name, norm in norms.items():
        needs = dependencies(norm_expressions(norm), definitions, symbols)
        graph[name] |= nodes(needs)
        pending = [other for action in needs.actions for other in about.get(action, ())]
        judged: set[str] = set()
        while pending:
            other = pending.pop()
            if other in judged:
                continue
            judged.add(other)
            pending += over[other]
            if norms[other].modality is Modality.MUST and norms[other].once:
                graph[name].add(f"{other} performance")
            graph[name] |= nodes(dependencies(act_expressions(norms[other]), definitions, symbols))
        graph[name] |= judged
        graph[f"{name} terms"] = set(graph[name])
        graph[name] |= {f"{other} effect" for other in (*touching.get(name, ()), *touching.get(AGREEMENT, ()))}
        performance = nodes(dependencies(performance_expressions(norm), definitions, symbols))
        if norm.modality is Modality.MUST_ENSURE:
            performance.add(name)
        graph[f"{name} performance"] = performance
        curers = [other for other, each in norms.items() if name in each.cures]
        # A right that cures fails by having run out, a duty by being breached; neither by an effect of the moment.
        ending = (f"{each} terms" for each in curers)
        graph[f"{name} remedy"] = {f"{name} performance", *ending, *(f"{each} performance" for each in curers)}
        if norm.effects:
            # An act has its effect by what held just before; a clause that acts by itself looks at this moment.
            graph[f"{name} effect"] = nodes(needs) if norm.modality is Modality.AUTOMATIC else set()
    return graph


def effects_on(norms: Mapping[str, Norm]) -> dict[str, list[str]]:
    """For each clause, and for the agreement, the clauses that have effects on it."""
    found: dict[str, list[str]] = {}
    for name, norm in norms.items():
        for target in dict.fromkeys(effect.target for effect in norm.effects):
            found.setdefault(target, []).append(name)
    return found


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
        message = f"whether {_node(circle[0])} depends on itself: {' → '.join(_short(name) for name in circle)}"
        cure = "let one of them depend on facts alone" if len(circle) > 2 else "let it depend on facts alone"
        _report("E504", message, circle, symbols, findings, help=cure)


def _report(code: str, message: str, circle: list[str], symbols: Symbols, findings: Findings, *, help: str) -> None:
    places = list(dict.fromkeys(symbols.version.clauses[name.split()[0]].clause.id.span for name in circle[:-1]))
    others = [Label(place, "part of the circle") for place in places[1:]]
    findings.error(code, message, places[0], help=help, others=others)


def _node(node: str) -> str:
    """What a node of the graph says of its clause."""
    clause, _, what = node.partition(" ")
    words = {"performance": "is performed", "remedy": "is cured", "effect": "has its effect"}
    return f"`{clause}` {words.get(what, 'applies')}"


def _short(node: str) -> str:
    clause, _, what = node.partition(" ")
    return f"`{clause}`" if what in ("", "terms") else f"`{clause}` ({what})"
