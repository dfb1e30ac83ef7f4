"""Which facts an answer can depend on, found by following the text and not by evaluating it."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.core import expressions as core
from evaluator.core.norms import AGREEMENT
from evaluator.frozen import frozen
from evaluator.program import Program
from evaluator.program.expressions import expressions_of


@frozen
class Cone:
    """The lists (entities and actions), single facts, readings and parameters that an answer can depend on.

    `clauses` and `terms` are those of whose text it is made, `actions` those whose acts are judged.
    """

    lists: frozenset[str]
    singles: frozenset[str]
    readings: frozenset[str]
    parameters: frozenset[str]
    clauses: frozenset[str]
    terms: frozenset[str]
    actions: frozenset[str]


def cone_of(program: Program, *, clauses: Iterable[str] = (), actions: Iterable[str] = ()) -> Cone:
    """What the answers about some clauses, and the verdicts on acts of some actions, can depend on.

    It is meant to hold too much rather than too little: a clause depends on every clause that speaks about the same
    acts, that has priority over it, that acts on it or on the agreement, and that cures it or is cured by it.
    """
    follow = _Follow(program)
    for clause in clauses:
        follow.clause(clause)
    for action in actions:
        follow.action(action)
    follow.clause(AGREEMENT)
    return Cone(
        frozenset(follow.lists),
        frozenset(follow.singles),
        frozenset(follow.readings),
        frozenset(follow.fixed),
        follow.seen("clause") - {AGREEMENT},
        follow.seen("term"),
        follow.seen("action"),
    )


class _Follow:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.lists: set[str] = set()
        self.singles: set[str] = set()
        self.readings: set[str] = set()
        self.fixed: set[str] = set()
        self._seen: set[tuple[str, str]] = set()

    def seen(self, kind: str) -> frozenset[str]:
        """The clauses, terms or actions that were followed."""
        return frozenset(name for each, name in self._seen if each == kind)

    def clause(self, name: str) -> None:
        """Everything that a clause, or the agreement as a whole, depends on."""
        program = self.program
        if self._again("clause", name):
            return
        for each in program.touching.get(name, ()):
            self.clause(each)
        if name == AGREEMENT:
            return
        norm = program.norms[name]
        self._parts(norm)
        for binding in () if norm.family is None else norm.family.bindings:
            self._domain(binding.domain)
        for each in (*program.over[name], *program.eclipsed_by[name], *program.curers.get(name, ()), *norm.cures):
            self.clause(each)
        if norm.action is not None:
            self.action(norm.action)

    def action(self, name: str) -> None:
        """Everything that the verdict on an act depends on, and what acts of the action can perform or breach."""
        if self._again("action", name):
            return
        self.lists.add(name)
        for clause in self.program.judges.get(name, ()):
            self.clause(clause)
        for kind in self.program.sorts[name].kinds:
            self.action(kind)

    def _parts(self, part: object) -> None:
        for each in expressions_of(part):
            match each:
                case core.Exists(_, domain, _) | core.Fold(_, _, domain, _, _):
                    self._domain(domain)
                case core.Term(name, _, _):
                    if not self._again("term", name):
                        self._parts(self.program.definitions[name])
                case core.Status(clause, _, _) | core.Detail(clause, _, _):
                    self.clause(clause)
                case core.VerdictOf(_, action):
                    self.action(action)
                case core.Fact(name):
                    self.singles.add(name)
                case core.Reading(name):
                    self.readings.add(name)
                case core.Parameter(name, _):
                    self.fixed.add(name)
                case _:
                    pass

    def _domain(self, domain: core.Domain) -> None:
        if isinstance(domain, core.Members):
            self._list(domain.sort)

    def _list(self, sort: str) -> None:
        if sort not in self.lists:
            self.lists.add(sort)
            for kind in self.program.sorts[sort].kinds:
                self._list(kind)

    def _again(self, kind: str, name: str) -> bool:
        seen = (kind, name) in self._seen
        self._seen.add((kind, name))
        return seen
