"""Which changes of an agreement's text its scenarios notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from evaluator.api.agreements import Agreement
from evaluator.api.evaluate import evaluate
from evaluator.api.expectations import unmet_expectations
from evaluator.api.originals import Originals
from evaluator.api.scenarios import Loaded, Scenario, load_scenario
from evaluator.diagnostics import AgreementError, QuestionError, ScenarioError, impossible
from evaluator.frozen import replace
from evaluator.mutations.mutants import Mutant, mutants
from evaluator.mutations.survey import Examined, Fate, Survey

Progress = Callable[[int, int], None]


def mutate(
    agreement: Agreement,
    scenarios: Iterable[str | Path],
    *,
    version: str | None = None,
    every: int = 1,
    jobs: int = 1,
    library: Iterable[str | Path] = (),
    progress: Progress | None = None,
) -> Survey:
    """Change the text of an agreement at one place after another, and see which scenarios notice.

    Args:
        agreement: The agreement.
        scenarios: Files of scenarios; those about other agreements, and those that expect nothing, are left out.
        version: Only the text of this version is changed; by default that of all.
        every: Examine only every so-many-th mutant.
        jobs: How many processes work on them. The survey is the same for any number.
        library: Folders to look for agreements in, as for `load_scenario`.
        progress: Is told how many were examined, of how many.

    Raises:
        QuestionError: no scenario about the agreement expects anything, or one fails as the text is.
        ScenarioError: a scenario has errors.
        ValueError: `every` or `jobs` is below 1.
    """
    if every < 1 or jobs < 1:
        raise ValueError(f"every and jobs are at least 1, not {min(every, jobs)}")
    campaign = Campaign(agreement, list(scenarios), tuple(library), version)
    some = range(0, len(campaign.mutants), every)
    found: list[Examined] = []
    for examined in campaign.examined(some, jobs):
        found.append(examined)
        if progress is not None:
            progress(len(found), len(some))
    versions = tuple(dict.fromkeys(each.version.version.text for each in campaign.mutants))
    return Survey(agreement.name, versions, len(campaign.scenarios), every, tuple(found))


class Campaign:
    """An agreement, the scenarios about it that expect something, and its mutants.

    Scenarios that expect something of the clause that was changed are asked first, then the others, in the order given.
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
        self.mutants: tuple[Mutant, ...] = tuple(mutant for each in chosen for mutant in mutants(each))
        self.scenarios = list(_about(agreement, paths, library))
        if not self.scenarios:
            raise QuestionError(f"no scenario about `{agreement.name}` expects anything; name some with `expect:`")
        for name, scenario in self.scenarios:
            because = noticed(scenario, agreement)
            if because:
                raise QuestionError(f"`{name}` fails already as the text is: {because}")

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
            for name, scenario in sorted(self.scenarios, key=lambda each: not _expects(each[1], mutant.subject)):
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
        first = next(unmet_expectations(put, evaluate(put)), None)
    except ScenarioError:
        return "it is no scenario about the agreement any more"
    return "" if first is None else f"{first.address}: expected {first.expected}, found {first.actual}"


def _expects(scenario: Scenario, clause: str) -> bool:
    return any(each.target.text.partition(":")[0] == clause for each in scenario.written.expect)
