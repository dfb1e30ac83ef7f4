"""The one-way house: each stage imports only what stands below it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import ROOT


def test_each_stage_imports_only_what_stands_below_it() -> None:
    """The contracts in pyproject.toml are kept, and every folder of the package has its place in them."""
    command = Path(sys.executable).parent / "lint-imports"
    if not command.exists():
        pytest.skip("import-linter is not installed here; the extra `test` brings it")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
