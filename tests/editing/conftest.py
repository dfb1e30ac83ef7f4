"""Commands run in process, in a folder of their own."""

from pathlib import Path

import pytest
from click.testing import CliRunner


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    """Runs commands in an empty folder, with the environment of nobody in particular."""
    for name in ("EVALUATOR_LIBRARY", "EVALUATOR_TRACEBACK", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return CliRunner()
