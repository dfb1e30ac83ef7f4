"""Which changes of an agreement's text its scenarios notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.api.agreements import Agreement
from evaluator.mutations.survey import Survey

if TYPE_CHECKING:
    from evaluator.mutations.survey import Examined

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

    Returns:
        What became of each mutant, in the order of the text.

    Raises:
        QuestionError: no scenario about the agreement expects anything, or one fails as the text is.
        ScenarioError: a scenario has errors.
        ValueError: `every` or `jobs` is below 1.
    """
    if every < 1 or jobs < 1:
        raise ValueError(f"every and jobs are at least 1, not {min(every, jobs)}")
    from evaluator.api.campaign import Campaign

    campaign = Campaign(agreement, list(scenarios), tuple(library), version)
    some = range(0, len(campaign.mutants), every)
    found: list[Examined] = []
    for examined in campaign.examined(some, jobs):
        found.append(examined)
        if progress is not None:
            progress(len(found), len(some))
    versions = tuple(dict.fromkeys(each.version.version.text for each in campaign.mutants))
    return Survey(agreement.name, versions, len(campaign.scenarios), every, tuple(found))
