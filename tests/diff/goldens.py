"""What `clauses diff` says of all consecutive versions that ship, without colour.

`python -m tests.diff.goldens` writes the files anew; read what changed before keeping it.
"""

from __future__ import annotations

from pathlib import Path

from evaluator.comparisons.clause_changes import ClauseChanges
from evaluator.report import clause_changes_markdown, clause_changes_table
from evaluator.report.as_json import written
from evaluator.report.clause_changes_data import clause_changes_data
from tests.diff.shipped import CHAINS, changes

FOLDER = Path(__file__).parent / "golden"


def consecutive() -> dict[str, ClauseChanges]:
    """What each version that ships has changed, by its reference."""
    found = {}
    for name, chain in CHAINS.items():
        for earlier, later in zip(chain.versions, chain.versions[1:], strict=False):
            found[f"{name}_{later.version}"] = changes(name, earlier.version, later.version)
    return found


def goldens() -> dict[str, str]:
    """The text of each file, by its name."""
    every = consecutive()
    lease, partnership = every["equipment_lease_2026-07-01"], every["microsoft_openai_2026-02-27"]
    return {
        **{f"{name}.txt": clause_changes_table.render(found, width=100) for name, found in every.items()},
        "lease_all_40.txt": clause_changes_table.render(lease, width=40, everything=True),
        "lease_all.md": clause_changes_markdown.render(lease, everything=True),
        "partnership.md": clause_changes_markdown.render(partnership),
        "lease.json": written(clause_changes_data(lease)),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in goldens().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
