"""Commands run in process, and Hypothesis profiles, chosen by the environment variable ``HYPOTHESIS_PROFILE``.

``ci`` (the default) draws the same cases every time, so that a red suite is red for everyone; ``thorough`` searches
longer and elsewhere each time, and shrinks what it finds; ``quick`` is for the loop of writing code.
"""

import os

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "ci",
    derandomize=True,
    database=None,
    deadline=None,  # a slow machine is no failure
    max_examples=100,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],  # likewise
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.target],  # shrinking may take minutes
)
settings.register_profile(
    "thorough", settings.get_profile("ci"), derandomize=False, max_examples=5000, phases=tuple(Phase)
)
settings.register_profile("quick", settings.get_profile("ci"), max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Runs commands on a terminal of no colour and a hundred columns."""
    for name in ("EVALUATOR_LIBRARY", "EVALUATOR_TRACEBACK", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return CliRunner()
