"""What the options ask for, held against one another before any test is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evaluator.plugin.state import state_of


def configure(config: pytest.Config) -> None:
    """Read the options.

    Raises:
        pytest.UsageError: an option is wrong, or nothing obeys it.
    """
    _check_library(config)
    state = state_of(config)
    state.laws = _laws(config.getoption("clause_laws"))
    state.law_examples = _examples(config.getoption("clause_laws_examples"), state.laws)
    reports, at_least = config.getoption("clause_coverage"), config.getoption("clause_coverage_at_least")
    if at_least is not None:
        if not reports:
            raise pytest.UsageError("--clause-coverage-at-least bounds a coverage; add --clause-coverage")
        if not 0 <= at_least <= 100:
            raise pytest.UsageError(f"--clause-coverage-at-least is a number from 0 to 100, not {at_least:g}")
    if reports:
        from evaluator.plugin.coverage import CoverageReport

        config.pluginmanager.register(CoverageReport(config, reports, at_least), "clause-coverage")


def _check_library(config: pytest.Config) -> None:
    for folder in config.getoption("clause_library"):
        if not Path(config.invocation_params.dir / folder).is_dir():
            raise pytest.UsageError(f"--clause-library: there is no folder `{folder}`")


def _laws(given: Sequence[str]) -> tuple[str, ...]:
    """The names of the laws that are wanted, in their own order."""
    if not given:
        return ()
    try:
        from evaluator.testing.laws import STATEMENTS
    except ImportError as error:
        raise pytest.UsageError(f"--clause-laws: {error}") from None
    from evaluator.diagnostics import did_you_mean

    wanted = {name.strip().replace("_", " ") for each in given for name in each.split(",")}
    for name in sorted(wanted.difference(STATEMENTS, {"all"})):
        known = list(STATEMENTS)
        cure = did_you_mean(name, known) or f"there are {', '.join(f'`{each}`' for each in known)}"
        hint = (
            f"; for all of them and that path, write --clause-laws=all {name}"
            if Path(name.partition("::")[0]).exists()
            else ""
        )
        raise pytest.UsageError(f"--clause-laws: there is no law `{name}`; {cure}{hint}")
    return tuple(name for name in STATEMENTS if name in wanted or "all" in wanted)


def _examples(number: int | None, laws: Sequence[str]) -> int | None:
    if number is not None and not laws:
        raise pytest.UsageError("--clause-laws-examples says how often laws are tried; add --clause-laws")
    if number is not None and number < 1:
        raise pytest.UsageError(f"--clause-laws-examples is a number of at least 1, not {number}")
    return number
