"""The words of the sample explanations.

`python -m tests.explanations.goldens` writes the files anew; read what changed before keeping it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evaluator.report import explanation_markdown, explanation_text
from evaluator.report.explanation_data import render_json
from tests.explanations.samples import NAMES, explanation

FOLDER = Path(__file__).parent / "golden"


_FULL = "panel_confirms_agi.move_to_aws"
_OTHERS: dict[str, Callable[[], str]] = {
    "move_to_aws.full.txt": lambda: explanation_text.render(explanation(_FULL), width=100, full=True),
    "move_to_aws.narrow.txt": lambda: explanation_text.render(explanation(_FULL), width=40),
    "move_to_aws.md": lambda: explanation_markdown.render(explanation(_FULL)),
    "research_ip.json": lambda: render_json([explanation("panel_confirms_agi.research_ip")]),
}
FILES = (*(f"{name}.txt" for name in NAMES), *_OTHERS)
"""The names of all files."""


def golden(file: str) -> str:
    """The text of a file."""
    if file in _OTHERS:
        return _OTHERS[file]()
    return explanation_text.render(explanation(file.removesuffix(".txt")), width=100)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in FILES:
        (FOLDER / name).write_text(golden(name), encoding="utf-8", newline="\n")
