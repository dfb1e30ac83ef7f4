"""Commands run in process, with a stand-in for the engine."""

import pytest

from evaluator.cli import evaluate as evaluate_command
from tests.commands.stand_in import StandIn


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Every scenario has the same answer."""
    stand_in = StandIn()
    monkeypatch.setattr(evaluate_command, "evaluate_scenario", stand_in)
    return stand_in
