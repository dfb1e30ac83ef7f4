"""Commands run in process, with timelines written by hand instead of those of an engine."""

import pytest

from evaluator.cli import timelines
from tests.timeline.stand_in import StandIn


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Every scenario has the same timeline."""
    stand_in = StandIn()
    monkeypatch.setattr(timelines, "timeline_of_scenario", stand_in)
    return stand_in
