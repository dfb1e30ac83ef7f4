"""Which scenarios can notice that the text of an agreement was changed, those first that are likely to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from evaluator.api.agreements import Agreement
from evaluator.api.evaluate import prepare
from evaluator.api.scenarios import Scenario
from evaluator.core import expressions as core
from evaluator.core.norms import AGREEMENT
from evaluator.diagnostics import impossible
from evaluator.frozen import frozen
from evaluator.library.consolidated import ConsolidatedVersion
from evaluator.program import Program
from evaluator.program.cone import cone_of
from evaluator.program.expressions import expressions_of
from evaluator.values.time import without_time

Named = tuple[str, str]
"""A kind (`clause`, `term`, `parameter`, `reading`) and a name."""


@frozen
class _Question:
    """A scenario, the clauses and actions that it expects something of, and the versions that can have a say in it."""

    name: str
    scenario: Scenario
    clauses: frozenset[str]
    actions: frozenset[str]
    versions: tuple[str, ...]

    @property
    def targets(self) -> Iterator[tuple[str, str]]:
        """What it expects something of: `clause` or `action`, and the name."""
        yield from (("clause", name) for name in sorted(self.clauses))
        yield from (("action", name) for name in sorted(self.actions))


class Noticing:
    """The scenarios about an agreement, and what their expectations can depend on as the text is.

    A change of the text that takes something away or turns it over, as mutants do, gives an answer nothing to depend on
    that it did not depend on before. So a scenario whose expectations cannot depend on anything that was changed need
    not be asked.
    """

    def __init__(self, agreement: Agreement, scenarios: Sequence[tuple[str, Scenario]]) -> None:
        self._agreement = agreement
        self._questions = [_question(name, scenario) for name, scenario in scenarios]
        self._reach: dict[tuple[tuple[str, ...], str, str], frozenset[Named]] = {}
        self._constrained: dict[str, frozenset[Named]] = {}
        self._known: dict[str, frozenset[Named]] = {}
        self._mentions: dict[str, dict[str, frozenset[Named]]] = {}

    def asked(self, changed: Agreement) -> list[tuple[str, Scenario]]:
        """The scenarios that can notice the change, in the order in which to ask them.

        First those that expect something of a clause that was changed, or that names what was changed; then those that
        expect a verdict on the acts which such clauses are about; then the others, each in the order given.
        """
        changes = {version: self._changes(version, changed) for version in self._agreement.versions}
        ranked: list[tuple[int, _Question]] = []
        for question in self._questions:
            found: frozenset[Named] = frozenset().union(*(changes[version] for version in question.versions))
            if found and self._can_notice(question, found):
                ranked.append((self._rank(question, found), question))
        ranked.sort(key=lambda each: each[0])
        return [(question.name, question.scenario) for _, question in ranked]

    def _changes(self, version: str, changed: Agreement) -> frozenset[Named]:
        """What reads differently in a version."""
        before, after = self._agreement.chain.version(version), changed.chain.version(version)
        if before is None or after is None:
            impossible("a changed agreement has the versions of the original")
        found = set()
        for (kind, was), (_, becomes) in zip(_declared(before), _declared(after), strict=True):
            found |= {(kind, name) for name in (*was, *becomes) if was.get(name) != becomes.get(name)}
        return frozenset(found)

    def _can_notice(self, question: _Question, changes: frozenset[Named]) -> bool:
        fixed = {(kind, name.text) for name, _ in question.scenario.written.fixed for kind in ("parameter", "reading")}
        if changes & fixed or any(changes & self._constraining(version) for version in question.versions):
            return True
        if not changes <= frozenset().union(*(self._names(version) for version in question.versions)):
            return True  # what is new was not there to be depended on
        return any(changes & self._reached(question.versions, *target) for target in question.targets)

    def _constraining(self, version: str) -> frozenset[Named]:
        """What the facts of a scenario are held against before anything is asked."""
        found = self._constrained.get(version)
        if found is None:
            program = self._agreement.program(version)
            found = self._constrained[version] = _mentioned(program, [*program.rules])
        return found

    def _names(self, version: str) -> frozenset[Named]:
        """What is declared in a version."""
        found = self._known.get(version)
        if found is None:
            declared = _declared(self._agreement.checked(version).version)
            found = self._known[version] = frozenset((kind, name) for kind, names in declared for name in names)
        return found

    def _reached(self, versions: tuple[str, ...], kind: str, name: str) -> frozenset[Named]:
        """What the answers about a clause, or the verdicts on an action, can depend on under some versions.

        What a norm has been through under an earlier version counts for a later one, so that what one version reaches
        is followed in the others.
        """
        found = self._reach.get((versions, kind, name))
        if found is not None:
            return found
        clauses = {name} if kind == "clause" else set()
        actions = {name} if kind == "action" else set()
        reached: set[Named] = set()
        size = -1
        while size != len(clauses) + len(actions):
            size = len(clauses) + len(actions)
            for version in versions:
                program = self._agreement.program(version)
                cone = cone_of(
                    program,
                    clauses=sorted(clauses & program.norms.keys()),
                    actions=sorted(actions & program.judges.keys()),
                )
                clauses |= cone.clauses
                actions |= cone.actions
                for each, names in (("term", cone.terms), ("parameter", cone.parameters), ("reading", cone.readings)):
                    reached |= {(each, one) for one in names}
        found = self._reach[versions, kind, name] = frozenset(reached | {("clause", each) for each in clauses})
        return found

    def _rank(self, question: _Question, changes: frozenset[Named]) -> int:
        rank = 2
        for version in question.versions:
            program = self._agreement.program(version)
            for clause, mentioned in self._mentions_of(version).items():
                if ("clause", clause) in changes or changes & mentioned:
                    if clause in question.clauses:
                        return 0
                    rank = 1 if program.norms[clause].action in question.actions else rank
        return rank

    def _mentions_of(self, version: str) -> dict[str, frozenset[Named]]:
        """What the text of each clause names."""
        found = self._mentions.get(version)
        if found is None:
            program = self._agreement.program(version)
            found = {clause: _mentioned(program, [norm]) for clause, norm in program.norms.items()}
            self._mentions[version] = found
        return found


def _question(name: str, scenario: Scenario) -> _Question:
    checked, _ = prepare(scenario, scenario.as_of)
    acts = {act.record.id: act.record.sort for act in checked.facts.acts}
    targets = [each.target.text for each in scenario.written.expect]
    clauses = frozenset(target.partition(":")[0] for target in targets if target not in acts)
    actions = frozenset(acts[target] for target in targets if target in acts)
    return _Question(name, scenario, clauses, actions, _versions(scenario))


def _versions(scenario: Scenario) -> tuple[str, ...]:
    """The versions that can have a say: that of the pin, else those up to the day, and later ones where these count."""
    if scenario.pin is not None:
        return (scenario.pin,)
    written = scenario.written
    ahead = any(each.until is not None for each in written.expect) or bool(written.ask)
    versions = scenario.agreement.chain.versions
    return tuple(each.version for each in versions if ahead or each.effective <= without_time(scenario.as_of))


def _declared(version: ConsolidatedVersion) -> tuple[tuple[str, Mapping[str, object]], ...]:
    return (
        ("clause", version.clauses),
        ("term", version.terms),
        ("parameter", version.parameters),
        ("reading", version.readings),
    )


def _mentioned(program: Program, parts: Iterable[object]) -> frozenset[Named]:
    """The clauses, terms, parameters and readings that some parts of a program name, terms by what they mean."""
    found: set[Named] = set()
    pending = list(parts)
    while pending:
        for each in expressions_of(pending.pop()):
            match each:
                case core.Term(name, _, _) if ("term", name) not in found:
                    found.add(("term", name))
                    pending.append(program.definitions[name])
                case core.Parameter(name, _):
                    found.add(("parameter", name))
                case core.Reading(name):
                    found.add(("reading", name))
                case core.Status(name, _, _) | core.Detail(name, _, _) if name != AGREEMENT:
                    found.add(("clause", name))
                case _:
                    pass
    return frozenset(found)
