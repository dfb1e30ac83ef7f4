"""Laws about what does not matter: the order of the text, and facts on which an answer does not depend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Final, TypeVar
from zlib import crc32

from evaluator.api.agreements import Agreement
from evaluator.api.evaluate import evaluate
from evaluator.api.missing import with_fact
from evaluator.api.scenarios import Scenario
from evaluator.diagnostics import ScenarioError
from evaluator.engine.outcome import Outcome
from evaluator.frozen import replace
from evaluator.library.consolidated import ConsolidatedVersion
from evaluator.model.changed_members import with_ids
from evaluator.program import Program
from evaluator.program.cone import cone_of
from evaluator.testing.law import held
from evaluator.testing.shown import text_of
from evaluator.testing.telling import differences, different, told, told_of_act, told_of_norm
from evaluator.values.time import day_text, without_time

MOST_LISTS: Final = 3
"""Facts of at most so many lists are added to a scenario, one list at a time."""

K = TypeVar("K")
V = TypeVar("V")


class Order:
    """Holds an agreement against the same one written backwards."""

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement

    @cached_property
    def backwards(self) -> Agreement:
        """The agreement with its clauses, terms, parameters, readings and words in the opposite order."""
        chain = self._agreement.chain
        return Agreement(replace(chain, versions=tuple(map(_backwards, chain.versions))))

    def check(self, scenario: Scenario) -> None:
        """The scenario backwards, put to the agreement backwards, has the same outcome."""
        written = scenario.written
        for declaration in (*written.facts, *written.assume):
            written = with_ids(written, declaration.name.text)
        complete = replace(written.complete, lists=written.complete.lists[::-1])
        turned = replace(
            written,
            facts=tuple(replace(each, members=each.members[::-1]) for each in reversed(written.facts)),
            assume=tuple(replace(each, members=each.members[::-1]) for each in reversed(written.assume)),
            complete=complete,
            fixed=written.fixed[::-1],
            ask=written.ask[::-1],
            expect=(),
        )
        other = replace(scenario, written=turned, agreement=self.backwards, prepared={})
        found = differences(told(evaluate(scenario)), told(evaluate(other)))
        held(found, "the second answer is that of the agreement and the scenario in the opposite order")


def _backwards(version: ConsolidatedVersion) -> ConsolidatedVersion:
    words = version.vocabulary
    return replace(
        version,
        clauses=_turned(version.clauses),
        terms=_turned(version.terms),
        parameters=_turned(version.parameters),
        readings=_turned(version.readings),
        vocabulary=replace(
            words, entities=words.entities[::-1], actions=words.actions[::-1], constraints=words.constraints[::-1]
        ),
    )


def _turned(mapping: Mapping[K, V]) -> dict[K, V]:
    return dict(reversed(list(mapping.items())))


class Irrelevance:
    """Adds facts of lists on which an answer does not depend.

    What it depends on is found by following the text (`evaluator.program.cone`), not by evaluating anything.
    """

    def __init__(self, programs: Sequence[Program]) -> None:
        self._programs = programs

    @cached_property
    def _own(self) -> dict[str, frozenset[str]]:
        """The lists on which the answer about each clause depends, in any version."""
        return self._lists({name: "clauses" for program in self._programs for name in program.norms})

    @cached_property
    def _judged(self) -> dict[str, frozenset[str]]:
        """The lists on which the verdict on an act of each action depends, in any version."""
        return self._lists({name: "actions" for program in self._programs for name in program.judges})

    def _lists(self, names: Mapping[str, str]) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for name, kind in names.items():
            having = (each for each in self._programs if name in (each.norms if kind == "clauses" else each.judges))
            found[name] = frozenset(
                one
                for program in having
                for one in (
                    cone_of(program, clauses=[name]) if kind == "clauses" else cone_of(program, actions=[name])
                ).lists
            )
        return found

    def check(self, scenario: Scenario) -> None:
        """With one more member of a list, what does not depend on that list is answered alike."""
        first = evaluate(scenario)
        sorts = next(each for each in self._programs if each.version == first.version).sorts
        depend = [self._own[norm.clause] for norm in first.norms] + [self._judged[act.action] for act in first.acts]
        own = scenario.agreement.checked(first.version).version.facts
        irrelevant = [name for name in sorts if name not in own and any(name not in each for each in depend)]
        day = without_time(first.as_of)
        if day <= scenario.agreement.program(first.version).effective:
            day += timedelta(days=1)  # a version that is pinned is asked about the past from the first act on
        for name in _some(irrelevant, scenario):
            member = {"id": "irrelevant"}
            member |= {"on": day_text(day)} if "on" in sorts[name].attributes else {}
            member |= {"by": first.parties[0].id} if sorts[name].action else {}
            try:
                second = evaluate(with_fact(scenario, name, member))
            except ScenarioError:
                continue  # a constraint does not let it be
            held(
                self._changed(name, first, second),
                f"the second answer is that with one more `{name}`, {_words(member)}",
            )

    def _changed(self, name: str, first: Outcome, second: Outcome) -> list[str]:
        found = []
        for norm in first.norms:
            if name not in self._own[norm.clause]:
                found += different(norm.address, told_of_norm(norm), told_of_norm(second[norm.address]))
        for act in first.acts:
            if name not in self._judged[act.action]:
                found += different(act.id, told_of_act(act), told_of_act(second.act(act.id)))
        return found


def _words(member: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in member.items())


def _some(names: Sequence[str], scenario: Scenario) -> list[str]:
    """A few of them: which, the text of the scenario decides, so that other scenarios try others."""
    start = crc32(text_of(scenario).encode()) % len(names) if names else 0
    return [*names[start:], *names[:start]][:MOST_LISTS]
