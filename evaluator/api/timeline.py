"""The timeline of a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from evaluator.api.evaluate import evaluation_of
from evaluator.api.scenarios import Scenario
from evaluator.engine.logic import NATIVE

if TYPE_CHECKING:
    from evaluator.timelines.timeline import Timeline


def timeline(
    scenario: Scenario,
    *,
    start: date | None = None,
    end: date | None = None,
    agreement: str | None = None,
    readings: Mapping[str, str] | None = None,
    engine: str = NATIVE,
) -> Timeline:
    """The exact days on which any norm changes, into what, and why.

    Args:
        scenario: What is known, and about which agreement. Its `as_of` says which version counts where it is not
            pinned, and up to when lists are complete.
        start: The first day, by default the first on which anything changes or happens.
        end: The last day (inclusive), by default the last on which anything changes or happens.
        agreement: Another agreement or version (`NAME`, `NAME@VERSION`, or a path).
        readings: Options for readings, in addition to those the scenario fixes and before them.
        engine: As for `evaluate`.

    Returns:
        The timeline; `Timeline.rows()` is what a data frame takes.

    Raises:
        ScenarioError: as `evaluate`.
        AgreementError: a version has errors.
        ValueError: there is no such engine.
    """
    evaluation, heading = evaluation_of(scenario, None, agreement, readings, engine)
    from evaluator.timelines import collect  # nothing else needs it, and `import evaluator` stays light

    return collect.timeline(evaluation, heading, start, end)
