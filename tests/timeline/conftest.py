"""Commands run in process, with timelines written by hand instead of those of an engine."""

import pytest
from click.testing import CliRunner

from evaluator.cli import timelines
from tests.timeline.stand_in import StandIn


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Runs commands on a terminal of no colour and a hundred columns."""
    for name in ("EVALUATOR_LIBRARY", "EVALUATOR_TRACEBACK", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return CliRunner()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Every scenario has the same timeline."""
    stand_in = StandIn()
    monkeypatch.setattr(timelines, "timeline_of_scenario", stand_in)
    return stand_in
