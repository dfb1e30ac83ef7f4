"""The mutants of an agreement, put to the scenarios about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from evaluator.api.agreements import Agreement
from evaluator.api.expectations import unmet_expectations
from evaluator.api.expected_answers import expected_answers
from evaluator.api.noticing import Noticing
from evaluator.api.originals import Originals
from evaluator.api.scenarios import Loaded, Scenario, load_scenario
from evaluator.diagnostics import AgreementError, QuestionError, ScenarioError, impossible
from evaluator.frozen import replace
from evaluator.mutations.mutants import Mutant, mutants
from evaluator.mutations.survey import Examined, Fate


class Campaign:
    """An agreement, the scenarios about it that expect something, and its mutants.

    Of a mutant only those scenarios are asked whose expectations can depend on what was changed, the likeliest first.
    """

    def __init__(
        self,
        agreement: Agreement,
        paths: Sequence[str | Path],
        library: tuple[str | Path, ...] = (),
        version: str | None = None,
    ) -> None:
        self.originals = Originals(agreement)
        chosen = [each for each in self.originals.versions if version in (None, each.version.text)]
        self.mutants: tuple[Mutant, ...] = tuple(
            mutant for each in chosen for mutant in mutants(each, self.originals.parties)
        )
        self.scenarios = list(_about(agreement, paths, library))
        if not self.scenarios:
            raise QuestionError(f"no scenario about `{agreement.name}` expects anything; name some with `expect:`")
        for name, scenario in self.scenarios:
            because = noticed(scenario, agreement)
            if because:
                raise QuestionError(f"`{name}` fails already as the text is: {because}")
        self.noticing = Noticing(agreement, self.scenarios)

    def examined(self, numbers: Sequence[int], jobs: int) -> Iterator[Examined]:
        """What becomes of some mutants, one after the other."""
        if jobs == 1:
            yield from map(self.examine, numbers)
            return
        # Forked processes find everything loaded; the results come in the order of the numbers.
        with ProcessPoolExecutor(jobs, get_context("fork"), _inherit, (self,)) as pool:
            for number, (fate, by, because) in zip(numbers, pool.map(_examine, numbers, chunksize=4), strict=True):
                yield Examined(self.mutants[number], fate, by, because)

    def examine(self, number: int) -> Examined:
        """What becomes of one mutant."""
        mutant = self.mutants[number]
        changed = self.originals.with_version(mutant.version)
        if changed is None:
            return Examined(mutant, Fate.INVALID)
        try:
            for name, scenario in self.noticing.asked(changed):
                because = noticed(scenario, changed)
                if because:
                    return Examined(mutant, Fate.KILLED, name, because)
        except AgreementError:
            return Examined(mutant, Fate.INVALID)
        return Examined(mutant, Fate.SURVIVED)


_campaign: Campaign | None = None
"""The one that a forked process works for."""


def _inherit(campaign: Campaign) -> None:
    global _campaign  # noqa: PLW0603 - what a process inherits has to stand where its functions find it
    _campaign = campaign


def _examine(number: int) -> tuple[Fate, str, str]:
    """What becomes of a mutant, in a process that was forked; mutants themselves would be slow to send."""
    if _campaign is None:
        impossible("a forked process has inherited its campaign")
    found = _campaign.examine(number)
    return found.fate, found.by, found.because


def _about(
    agreement: Agreement, paths: Iterable[str | Path], library: tuple[str | Path, ...]
) -> Iterator[tuple[str, Scenario]]:
    """The scenarios about the agreement that expect something."""
    loaded: Loaded = {}
    for path in paths:
        scenario = load_scenario(path, library=library, loaded=loaded)
        same = scenario.agreement.name == agreement.name and scenario.agreement.versions == agreement.versions
        if same and scenario.written.expect:
            yield str(path), scenario


def noticed(scenario: Scenario, changed: Agreement) -> str:
    """The first expectation of a scenario that fails where it is put to a changed agreement, in words; empty if none.

    Raises:
        AgreementError: a version that is needed has errors.
    """
    put = replace(scenario, agreement=changed, prepared={})
    try:
        first = next(unmet_expectations(put, expected_answers(put)), None)
    except ScenarioError:
        return "it is no scenario about the agreement any more"
    return "" if first is None else f"{first.address}: expected {first.expected}, found {first.actual}"
