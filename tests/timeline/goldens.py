"""What each form shows of the timelines written by hand, without colour.

`python -m tests.timeline.goldens` writes the files anew; read what changed before keeping it.
"""

from __future__ import annotations

from pathlib import Path

from evaluator.report import timeline_chart, timeline_data, timeline_markdown, timeline_table
from evaluator.report.timeline_sections import of_norms, of_parties
from tests.timeline.samples import LEASE, PARTNERSHIP, QUIET

FOLDER = Path(__file__).parent / "golden"


def goldens() -> dict[str, str]:
    """The text of each file, by its name."""
    return {
        "partnership_table_100.txt": timeline_table.render(PARTNERSHIP, width=100),
        "partnership_chart_120.txt": timeline_chart.render(PARTNERSHIP, width=120),
        "partnership_microsoft_80.txt": timeline_chart.render(of_parties(PARTNERSHIP, {"microsoft"}), width=80),
        "lease_table_60.txt": timeline_table.render(LEASE, width=60),
        "lease_chart_80.txt": timeline_chart.render(LEASE, width=80),
        "lease_chart_40.txt": timeline_chart.render(LEASE, width=40),
        "lease_lives_80.txt": timeline_table.render_lives(of_norms(LEASE, {"rent:july", "access"}), width=80),
        "lease.md": timeline_markdown.render(LEASE),
        "lease.json": timeline_data.render_json([of_norms(LEASE, {"rent:july", "access"})]),
        "lease.csv": timeline_data.render_csv([of_norms(LEASE, {"rent:july", "access"})]),
        "quiet_table_40.txt": timeline_table.render(QUIET, width=40),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in goldens().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
