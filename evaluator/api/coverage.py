"""What scenarios look at of their agreements, to answer what they expect."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from evaluator.api.agreements import Agreement
from evaluator.api.evaluate import evaluation_of
from evaluator.api.scenarios import Scenario
from evaluator.core.norms import AGREEMENT
from evaluator.coverage.coverage import Coverage, Measured, merged, together
from evaluator.coverage.inventory import inventory
from evaluator.coverage.sight import Sight
from evaluator.engine.effect_answers import agreement_state
from evaluator.engine.evaluation import Evaluation, Regime
from evaluator.engine.native import NativeEngine
from evaluator.engine.norm_answers import norm_dates
from evaluator.engine.outcome import NormAnswer
from evaluator.explanations.claims import find, member_of
from evaluator.model.read_expectations import PERFORMANCES
from evaluator.model.scenario import Expectation


def coverage(scenarios: Iterable[Scenario]) -> Coverage:
    """What the answers that scenarios expect looked at: clauses, conditions, exceptions, priorities, readings.

    Args:
        scenarios: They should share what they load, as `load_scenario` says. One without `expect:` shows nothing.

    Returns:
        The coverage; it does not depend on the order of the scenarios.

    Raises:
        ScenarioError: the facts of one do not fit, or the version that governs it has errors.
        AgreementError: another version has errors.
    """
    recorder = Recorder()
    for scenario in scenarios:
        recorder.record(scenario)
    return recorder.coverage()


class Recorder:
    """Takes scenarios one after the other.

    Only the answers that are expected are worked out, each as far as it is expected, by engines of its own: what nobody
    expects anything of would otherwise count as seen. Answers given elsewhere do not know of it.
    """

    def __init__(self) -> None:
        self._agreements: dict[int, _Recorded] = {}

    def record(self, scenario: Scenario, *, only: Collection[str] | None = None, case: str = "") -> None:
        """Look at what a scenario expects; with `only`, of these norms and acts.

        It is known by the name of its file, and as a `case` of it where it is one of several.

        Raises:
            ScenarioError, AgreementError: as `coverage`.
        """
        expected = tuple(each for each in scenario.written.expect if only is None or each.target.text in only)
        if not expected:
            return
        file = scenario.written.span.source.name
        known = self._agreements.get(id(scenario.agreement))
        if known is None:
            known = self._agreements[id(scenario.agreement)] = _Recorded(scenario.agreement)
        evaluation, _ = evaluation_of(scenario, None, None, None)
        known.record(evaluation, f"{file}::{case}" if case else file, expected)

    def coverage(self) -> Coverage:
        """What was seen up to now."""
        return together(Coverage((recorded.measured(),)) for recorded in self._agreements.values())


class _Recorded:
    """One agreement: its engines that are watched, by version."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self._watched: dict[str, tuple[NativeEngine, Sight]] = {}
        self._governed: set[str] = set()
        self._scenarios: dict[str, int] = {}

    def record(self, evaluation: Evaluation, name: str, expected: tuple[Expectation, ...]) -> None:
        """Work out what is expected."""
        regimes = [Regime(each.version, each.start, each.end, self._engine) for each in evaluation.regimes]
        self._governed.add(regimes[evaluation.current].version)
        self._engine(regimes[evaluation.current].version)  # though nothing of it may be looked at
        self._scenarios[name] = self._scenarios.get(name, 0) + len(expected)
        watched = Evaluation(regimes, evaluation.current, evaluation.pinned, evaluation.facts, evaluation.now)
        with watched.explaining():
            for each in expected:
                _answer(watched, each)

    def measured(self) -> Measured:
        """What was seen of the versions that governed; of what also stands in others, whatever was seen there."""
        chain = self.agreement.chain
        versions = [version for version in self.agreement.versions if version in self._governed]
        seen = {version: sight.parts() for version, (_, sight) in self._watched.items()}
        standing = {part.place for version in versions for part in seen[version]}
        sources = {name: text for _, sight in self._watched.values() for name, text in sight.sources.items()}
        parts = merged(part for found in seen.values() for part in found if part.place in standing)
        files = {part.file for part in parts}
        return Measured(
            self.agreement.name,
            chain.versions[0].written.span.source.name,
            tuple(versions),
            tuple(version for version in self.agreement.versions if version not in self._governed),
            tuple(sorted(self._scenarios.items())),
            parts,
            {name: text for name, text in sorted(sources.items()) if name in files},
        )

    def _engine(self, version: str) -> NativeEngine:
        found = self._watched.get(version)
        if found is None:
            program = self.agreement.program(version)
            sight = Sight(inventory(self.agreement.checked(version), program))
            found = self._watched[version] = (NativeEngine(program, watch=sight), sight)
        return found[0]


def _answer(evaluation: Evaluation, expected: Expectation) -> None:
    """Work out as much of an answer as is expected; not why it is so, which looks at much that did not decide."""
    target = expected.target.text
    if target == AGREEMENT:
        agreement_state(evaluation)
        return
    answer = find(evaluation, target)
    if not isinstance(answer, NormAnswer):
        return
    if (expected.word is not None and expected.word.text in PERFORMANCES) or any(
        each is not None for each in (expected.performance, expected.due, expected.amount, expected.outstanding)
    ):
        answer.performance  # noqa: B018 - it is worked out when it is asked for
    if expected.since is not None or expected.until is not None:
        norm_dates(evaluation, *member_of(evaluation, target))
