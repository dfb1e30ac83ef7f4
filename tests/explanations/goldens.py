"""The words of the sample explanations.

`python -m tests.explanations.goldens` writes the files anew; read what changed before keeping it.
"""

from __future__ import annotations

from pathlib import Path

from evaluator.report import explanation_markdown, explanation_text
from evaluator.report.explanation_data import render_json
from tests.explanations.samples import explanations

FOLDER = Path(__file__).parent / "golden"


def goldens() -> dict[str, str]:
    """The text of each file, by its name."""
    found = explanations()
    full = found["panel_confirms_agi.move_to_aws"]
    return {
        **{f"{name}.txt": explanation_text.render(each, width=100) for name, each in found.items()},
        "move_to_aws.full.txt": explanation_text.render(full, width=100, full=True),
        "move_to_aws.narrow.txt": explanation_text.render(full, width=40),
        "move_to_aws.md": explanation_markdown.render(full),
        "research_ip.json": render_json([found["panel_confirms_agi.research_ip"]]),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in goldens().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
