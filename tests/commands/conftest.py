"""Commands run in process, with a stand-in for the engine."""

import pytest
from click.testing import CliRunner

from evaluator.cli import evaluate as evaluate_command
from tests.commands.stand_in import StandIn


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Runs commands on a terminal of no colour and a hundred columns."""
    for name in ("EVALUATOR_LIBRARY", "EVALUATOR_TRACEBACK", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return CliRunner()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Every scenario has the same answer."""
    stand_in = StandIn()
    monkeypatch.setattr(evaluate_command, "evaluate_scenario", stand_in)
    return stand_in
