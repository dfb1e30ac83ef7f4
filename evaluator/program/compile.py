"""Checked version → program: what depends on what, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from evaluator.check.checked import CheckedVersion
from evaluator.check.circles import (
    act_expressions,
    dependencies,
    effects_on,
    event_expressions,
    norm_expressions,
    performance_expressions,
)
from evaluator.check.said import STANDINGS
from evaluator.core import expressions as core
from evaluator.core.norms import AGREEMENT, Definition, Modality, Norm
from evaluator.diagnostics import impossible
from evaluator.program.program import Program, Rule


def compile_version(checked: CheckedVersion) -> Program:
    """The program of one checked version. It cannot fail: whatever could go wrong was checked."""
    version, symbols = checked.version, checked.symbols
    over: dict[str, list[str]] = {name: [] for name in checked.norms}
    eclipsed: dict[str, list[str]] = {name: [] for name in checked.norms}
    for priority in checked.priorities:
        over[priority.under].append(priority.over)
        if priority.total:
            eclipsed[priority.under].append(priority.over)
    judges = _judges(checked)
    touching = {target: tuple(names) for target, names in effects_on(checked.norms).items()}
    cones = _Cones(checked, over, eclipsed, judges, touching)
    lively = _lively(checked.waits_for)
    return Program(
        agreement=version.name,
        version=version.version,
        title=version.title,
        effective=version.effective,
        superseded=version.superseded,
        begins=min([version.effective, *(norm.introduced for norm in checked.norms.values())]),
        partial=version.partial,
        parties=symbols.parties,
        sorts=symbols.sorts,
        singles=symbols.singles,
        single_notes=symbols.single_notes,
        parameters=checked.parameters,
        readings=checked.readings,
        definitions=checked.definitions,
        norms=checked.norms,
        rules=tuple(Rule(each.name, each.variables, each.condition) for each in checked.constraints),
        strata=_strata(checked.waits_for, checked.norms),
        over={name: tuple(found) for name, found in over.items()},
        eclipsed_by={name: tuple(found) for name, found in eclipsed.items()},
        readings_of={name: cones.of_norm(name) for name in checked.norms},
        judges=judges,
        readings_about={action: cones.of_verdict(action) for action in judges},
        remembers={action: cones.ranges(action) for action in judges},
        ranges={name: cones.of_history(name) for name in checked.norms},
        touching=touching,
        curers=_curers(checked.norms),
        lively=frozenset(name for name in checked.norms if name in lively),
        lively_acts=frozenset(action for action in judges if _judged_by(action, judges, over, checked, lively)),
        lively_events=frozenset(
            name for name, norm in checked.norms.items() if _asks_for_lives(event_expressions(norm), checked, lively)
        ),
        calendars=symbols.calendars,
        written=symbols.written,
    )


def _curers(norms: Mapping[str, Norm]) -> dict[str, tuple[str, ...]]:
    """For each clause whose breach can be repaired, the clauses that do."""
    found: dict[str, list[str]] = {}
    for name, norm in norms.items():
        for cured in norm.cures:
            found.setdefault(cured, []).append(name)
    return {name: tuple(curers) for name, curers in found.items()}


def _lively(graph: Mapping[str, Set[str]]) -> set[str]:
    """The nodes that need, directly or not, what became of a norm or what an effect did."""
    needed_by: dict[str, list[str]] = {}
    for name, needs in graph.items():
        for needed in needs:
            needed_by.setdefault(needed, []).append(name)
    pending = [name for name in graph if " " in name]
    found = set(pending)
    while pending:
        for name in needed_by.get(pending.pop(), ()):
            if name not in found:
                found.add(name)
                pending.append(name)
    return found


def _judged_by(
    action: str,
    judges: Mapping[str, tuple[str, ...]],
    over: Mapping[str, list[str]],
    checked: CheckedVersion,
    lively: Set[str],
) -> bool:
    """Whether the verdict on an act can depend on what became of a norm, or on an effect."""
    pending, seen = list(judges[action]), set(judges[action])
    while pending:
        name = pending.pop()
        norm = checked.norms[name]
        if name in lively or (norm.modality is Modality.MUST and norm.once):
            return True
        if _asks_for_lives(act_expressions(norm), checked, lively):
            return True
        pending += [higher for higher in over[name] if higher not in seen]
        seen.update(over[name])
    return False


def _asks_for_lives(expressions: Iterable[core.Expr], checked: CheckedVersion, lively: Set[str]) -> bool:
    """Whether expressions ask what became of a norm, or for a standing that can depend on that."""
    needs = dependencies(expressions, checked.definitions, checked.symbols)
    agreement = AGREEMENT in needs.standings
    return bool(agreement or needs.histories or needs.remedies or needs.standings & lively)


def _judges(checked: CheckedVersion) -> dict[str, tuple[str, ...]]:
    """The norms that can bear on an act of each action, in the order of the text.

    Those of a genus reach its kinds, except that a duty of the genus makes no kind obligatory.
    """
    about: dict[str, list[tuple[int, Norm]]] = {}
    for place, norm in enumerate(checked.norms.values()):
        if norm.action is not None:
            about.setdefault(norm.action, []).append((place, norm))
    found = {}
    for name, sort in checked.symbols.sorts.items():
        if sort.action:
            bearing = [
                (place, norm.clause)
                for genus in checked.symbols.genera_of(name)
                for place, norm in about.get(genus, ())
                if genus == name or norm.modality not in (Modality.MUST, Modality.NEED_NOT)
            ]
            found[name] = tuple(clause for _, clause in sorted(bearing))
    return found


def _strata(graph: Mapping[str, Set[str]], norms: Mapping[str, Norm]) -> tuple[tuple[str, ...], ...]:
    """The norms in layers, each needing only those before it; what else the graph holds lies between them."""
    missing = {name: len(needs) for name, needs in graph.items()}
    needed_by: dict[str, list[str]] = {name: [] for name in graph}
    for name, needs in graph.items():
        for needed in needs:
            needed_by[needed].append(name)
    layers: list[tuple[str, ...]] = []
    layer = tuple(name for name, count in missing.items() if not count)
    while layer:
        clauses = tuple(name for name in layer if name in norms)
        if clauses:
            layers.append(clauses)
        freed: set[str] = set()
        for name in layer:
            for waiting in needed_by[name]:
                missing[waiting] -= 1
                if not missing[waiting]:
                    freed.add(waiting)
        layer = tuple(sorted(freed))
    if any(missing.values()):
        impossible("applicability runs in a circle that the checks let through")
    return tuple(layers)


class _Cones:
    """Which readings, and which lists, an answer can depend on."""

    def __init__(
        self,
        checked: CheckedVersion,
        over: Mapping[str, list[str]],
        eclipsed: Mapping[str, list[str]],
        judges: Mapping[str, tuple[str, ...]],
        touching: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.checked, self.over, self.eclipsed, self.judges = checked, over, eclipsed, judges
        self.touching = touching
        self.histories: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self.terms: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self.norms: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self.verdicts: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def of_norm(self, name: str) -> tuple[str, ...]:
        """The readings on which a norm's applicability depends, in the order declared."""
        return self._ordered(self._norm(name)[0])

    def of_verdict(self, action: str) -> tuple[str, ...]:
        """The readings on which the verdict on an act depends, in the order declared."""
        return self._ordered(self._verdict(action)[0])

    def ranges(self, action: str) -> frozenset[str]:
        """The lists over which the verdict on an act ranges."""
        return self._verdict(action)[1]

    def of_history(self, name: str) -> frozenset[str]:
        """The lists over which the life of a norm ranges."""
        return self._history(name)[1]

    def _ordered(self, names: frozenset[str]) -> tuple[str, ...]:
        return tuple(name for name in self.checked.readings if name in names)

    def _verdict(self, action: str) -> tuple[frozenset[str], frozenset[str]]:
        if action not in self.verdicts:
            self.verdicts[action] = (frozenset(), frozenset())  # already being collected further up
            self.verdicts[action] = self._of_verdict(action)
        return self.verdicts[action]

    def _of_verdict(self, action: str) -> tuple[frozenset[str], frozenset[str]]:
        found = []
        pending = list(self.judges[action])
        seen = set(pending)
        while pending:
            name = pending.pop()
            norm = self.checked.norms[name]
            found += [self._norm(name), *(self._expression(part) for part in act_expressions(norm))]
            for higher in self.over[name]:
                if higher not in seen:
                    seen.add(higher)
                    pending.append(higher)
        return _union(found)

    def _norm(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        if name not in self.norms:
            self.norms[name] = (frozenset(), frozenset())  # already being collected further up
            norm: Norm = self.checked.norms[name]
            parts = [self._expression(part) for part in norm_expressions(norm)]
            parts += [self._norm(higher) for higher in self.eclipsed[name]]
            if norm.ensure is not None:
                parts.append(self._expression(norm.ensure))
            touching = (*self.touching.get(name, ()), *self.touching.get(AGREEMENT, ()))
            parts += [self._history(other) for other in touching]
            self.norms[name] = _union(parts)
        return self.norms[name]

    def _history(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """What the performance of a norm, and the effects of its exercise, can depend on."""
        if name not in self.histories:
            self.histories[name] = (frozenset(), frozenset())
            norm = self.checked.norms[name]
            parts = [self._norm(name), *(self._norm(higher) for higher in self.over[name])]
            parts += [self._expression(part) for part in (*act_expressions(norm), *performance_expressions(norm))]
            if norm.action is not None:
                parts.append((frozenset(), frozenset(self._related(norm.action))))
            self.histories[name] = _union(parts)
        return self.histories[name]

    def _expression(self, expression: core.Expr) -> tuple[frozenset[str], frozenset[str]]:
        readings: set[str] = set()
        lists: set[str] = set()
        others = []
        for part in core.walk(expression):
            match part:
                case core.Reading(name):
                    readings.add(name)
                case core.Exists(_, core.Members(sort), _, _) | core.Fold(_, _, core.Members(sort), _, _, _, _):
                    lists.update(self._related(sort))
                case core.Term(name, _, _):
                    others.append(self._term(self.checked.definitions[name]))
                case core.Status(clause, _, what) if clause in self.checked.norms:
                    others.append(self._norm(clause) if what in STANDINGS else self._history(clause))
                case core.Status(clause, _, _) if clause == AGREEMENT:
                    others += [self._history(other) for other in self.touching.get(AGREEMENT, ())]
                case core.Detail(clause, _, _) if clause in self.checked.norms:
                    others.append(self._history(clause))
                case core.VerdictOf(_, action):
                    others += [self._verdict(kind) for kind in self.checked.symbols.kinds_of(action)]
                case _:
                    pass
        return _union([(frozenset(readings), frozenset(lists)), *others])

    def _related(self, sort: str) -> tuple[str, ...]:
        symbols = self.checked.symbols
        return symbols.kinds_of(sort) if symbols.sorts[sort].action else (sort,)

    def _term(self, definition: Definition) -> tuple[frozenset[str], frozenset[str]]:
        if definition.name not in self.terms:
            self.terms[definition.name] = self._expression(definition.body)
        return self.terms[definition.name]


def _union(parts: Iterable[tuple[frozenset[str], frozenset[str]]]) -> tuple[frozenset[str], frozenset[str]]:
    found = list(parts)
    return frozenset().union(*(part[0] for part in found)), frozenset().union(*(part[1] for part in found))
