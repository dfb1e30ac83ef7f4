"""The README's promise: two commands, and they are the ones that are tested."""

import re

from tests.documents import blocks
from tests.repository import ROOT


def set_up_commands() -> list[str]:
    """The README's shell commands that make an environment."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for block in blocks(text) if block.language == "sh" for line in block.lines]
    return [line for line in lines if "pip" in line]


def test_there_are_exactly_two_set_up_commands() -> None:
    """One installs and runs the main job, one installs and passes the tests; both make an environment of their own."""
    run_it, test_it = set_up_commands()
    assert run_it.endswith(".venv/bin/evaluate examples/panel_confirms_agi.yaml")
    assert test_it.endswith(".venv/bin/pytest -n auto")
    assert all(command.startswith("python3 -m venv ") for command in (run_it, test_it))


def test_continuous_integration_runs_the_set_up_commands_word_for_word() -> None:
    """What .ci/run runs first is what the README tells a new user to type."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^gate 'README: [^']*' \"(.*)\"$", script, re.MULTILINE) == set_up_commands()
