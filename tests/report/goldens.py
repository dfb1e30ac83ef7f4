"""What the terminal shows of the outcomes written by hand, at several widths, without colour.

`python -m tests.report.goldens` writes the files anew; read what changed before keeping it.
"""

from __future__ import annotations

from pathlib import Path

from evaluator.report import as_markdown, terminal
from tests.report.samples import DECLARED, EMPTY, LIVED, WIDE

FOLDER = Path(__file__).parent / "golden"


def goldens() -> dict[str, str]:
    """The text of each file, by its name."""
    return {
        "declared_80.txt": terminal.render(DECLARED, width=80),
        "declared_120.txt": terminal.render(DECLARED, width=120),
        "declared_microsoft_80.txt": terminal.render(DECLARED, width=80, parties={"microsoft"}),
        "declared.md": as_markdown.render(DECLARED),
        "wide_60.txt": terminal.render(WIDE, width=60),
        "wide_120.txt": terminal.render(WIDE, width=120),
        "lived_80.txt": terminal.render(LIVED, width=80),
        "lived_120.txt": terminal.render(LIVED, width=120),
        "lived_owner_80.txt": terminal.render(LIVED, width=80, parties={"owner"}),
        "lived.md": as_markdown.render(LIVED),
        "lived_owner.md": as_markdown.render(LIVED, parties={"owner"}),
        "empty_80.txt": terminal.render(EMPTY, width=80),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in goldens().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
