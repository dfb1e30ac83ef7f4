"""A scenario that would notice a change of the text which no scenario notices so far."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Final

from evaluator.api.agreements import Agreement
from evaluator.api.evaluate import evaluate
from evaluator.api.originals import Originals
from evaluator.api.scenarios import Scenario
from evaluator.diagnostics import AgreementError, ScenarioError
from evaluator.engine.outcome import Outcome, State, Verdict
from evaluator.frozen import replace
from evaluator.generation.choices import RandomChoices
from evaluator.generation.draw import draw_scenario
from evaluator.generation.fit import read
from evaluator.generation.scene import Scene
from evaluator.generation.smaller import smallest
from evaluator.generation.subject import Subject, subject_of
from evaluator.generation.wishes import wishes_about
from evaluator.mutations.mutants import Mutant
from evaluator.mutations.survey import Fate, Survey
from evaluator.values.time import without_time

ROUNDS: Final = 120
"""So many scenarios are drawn for each mutant, besides those in which nothing happens."""

_Answers = dict[str, str]
"""By address, what is expected of it: the definite answers alone."""


class Killers:
    """Looks for scenarios that tell an agreement from mutants of it; the same mutant gives the same scenario."""

    def __init__(self, agreement: Agreement) -> None:
        self.originals = Originals(agreement)
        self._subjects: dict[str, Subject] = {}

    def killer(self, mutant: Mutant) -> str | None:
        """The text of a scenario with what it expects, as small as it was found to be; None if none was found.

        All lists are complete in it. That none was found may mean that the change makes no difference.
        """
        changed = self.originals.with_version(mutant.version)
        if changed is None:
            return None
        subject = self._subject(mutant.version.version.text)
        for scene in self._scenes(subject, mutant):
            address = _told_apart(subject, changed, scene)
            if address:
                return self._small(subject, changed, scene, address)
        return None

    def _subject(self, version: str) -> Subject:
        found = self._subjects.get(version)
        if found is None:
            found = self._subjects[version] = subject_of(self.originals.agreement, version, pinned=False)
        return found

    def _scenes(self, subject: Subject, mutant: Mutant) -> Iterator[Scene]:
        """First those in which nothing happens, on each day that the text names; then drawn ones."""
        for day in sorted(subject.edges.days):
            yield Scene(subject.reference, day, complete="yes")
        norms = subject.engine.program.norms
        clauses = [mutant.subject] if mutant.subject in norms else []
        for most_members, most_asked in ((2, 1), (4, 2)):
            wishes = wishes_about(
                subject, clauses=clauses, complete=True, most_members=most_members, most_asked=most_asked, exact=True
            )
            for seed in range(ROUNDS // 2):
                drawn = draw_scenario(subject, RandomChoices(seed), wishes)
                if drawn is not None:
                    yield drawn[0]

    def _small(self, subject: Subject, changed: Agreement, scene: Scene, address: str) -> str:
        """The scene without whatever can go while it still tells the two apart, with what is expected."""
        scene = smallest(scene, lambda less: bool(_told_apart(subject, changed, less, address)), kept=(address,))
        scenario = _read(subject, scene)
        scene = copy.deepcopy(scene)
        if scenario is not None:
            scene.expected = {address: _answers(evaluate(scenario))[address]}
        return scene.text


def with_killers(survey: Survey, agreement: Agreement) -> Survey:
    """A survey with a scenario for each survivor that would kill it, where one was found."""
    killers = Killers(agreement)
    examined = (
        replace(each, killer=killers.killer(each.mutant) or "") if each.fate is Fate.SURVIVED else each
        for each in survey.examined
    )
    return replace(survey, examined=tuple(examined), searched=True)


def _told_apart(subject: Subject, changed: Agreement, scene: Scene, address: str = "") -> str:
    """The first norm or act (or that one alone) of which the changed text says something else; empty if none."""
    scenario = _read(subject, scene)
    if scenario is None:
        return ""
    was = _answers(evaluate(scenario))
    try:
        becomes = _answers(evaluate(replace(scenario, agreement=changed, prepared={})))
    except (ScenarioError, AgreementError):
        return ""
    wanted = was if not address else [address]
    return next((each for each in wanted if each in was and was[each] != becomes.get(each)), "")


def _read(subject: Subject, scene: Scene) -> Scenario | None:
    """The scenario; None where it contradicts a constraint, or the version does not govern on its day."""
    program, day = subject.engine.program, without_time(scene.as_of)
    if day < program.effective or (program.superseded is not None and day >= program.superseded):
        return None
    scenario, violation = read(scene, subject)
    return scenario if violation is None else None


def _answers(outcome: Outcome) -> _Answers:
    found = {}
    for norm in outcome.norms:
        if norm.state is not State.UNDETERMINED and not norm.possible_performances and not norm.possible_reasons:
            reasons = ", ".join(each.value for each in norm.reasons)
            words = f"state: {norm.state.value}" + (f", reasons: [{reasons}]" if reasons else "")
            became = "" if norm.performance is None else f", performance: {norm.performance}"
            found[norm.address] = f"{{{words}{became}}}"
    for act in outcome.acts:
        if act.verdict is not Verdict.UNDETERMINED:
            found[act.address] = act.verdict.value
    return found
