"""What each form shows of the lease in its versions and over its facts, without colour.

`python -m tests.comparisons.goldens` writes the files anew; read what changed before keeping it.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import evaluator
from evaluator.report import (
    comparison_data,
    comparison_markdown,
    comparison_table,
    grid_data,
    grid_markdown,
    grid_svg,
    grid_table,
)
from tests.comparisons.samples import SCENARIO, load

FOLDER = Path(__file__).parent / "golden"
FLOODED = SCENARIO.replace("facts:", "facts:\n  flood: [{id: a, on: 2026-01-05}]")


def goldens() -> dict[str, str]:
    """The text of each file, by its name."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        scenario = load(folder)
        versions = evaluator.compare(scenario, "all")
        broken = evaluator.compare(load(folder, FLOODED), ["2026-06-01", "2026-09-01"])
        days = evaluator.grid(
            scenario, {"as_of": "2025-12-01..2026-09-01 by 3 months"}, answers=["peace", "access", "let"]
        )
        storm = evaluator.grid(
            scenario,
            {"storm.s.on": ["2026-02-28", "2026-03-01", "unknown"], "notice.n.kind": "*, unknown"},
            answers=["let", "subletting"],
        )
        paid = evaluator.grid(
            scenario,
            {"pay.january.amount": "880 EUR..900 EUR by 10 EUR, unknown", "pay.january.on": "2026-02-03, 2026-02-04"},
            answers=["rent"],
        )
        many = evaluator.grid(
            scenario, {"notice.n.kind": "*", "as_of": "2026-02-01..2026-09-30 by 1 week"}, answers=["let"]
        )
        same = evaluator.grid(load(folder, SCENARIO.partition("ask:")[0]), {"notice.n.read": "yes,no"})
    return {
        "versions_100.txt": comparison_table.render(versions, width=100, told=True),
        "versions_60.txt": comparison_table.render(versions, width=60),
        "versions.md": comparison_markdown.render(versions, told=True),
        "versions.csv": comparison_data.render_csv([versions]),
        "broken_80.txt": comparison_table.render(broken, width=80, told=True),
        "broken.json": comparison_data.render_json([broken]),
        "days_80.txt": grid_table.render(days, width=80),
        "days.md": grid_markdown.render(days),
        "days.json": grid_data.render_json(days),
        "storm_80.txt": grid_table.render(storm, width=80),
        "storm_40.txt": grid_table.render(storm, width=40),
        "storm.md": grid_markdown.render(storm),
        "storm.csv": grid_data.render_csv(storm),
        "storm.svg": grid_svg.render(storm),
        "paid_100.txt": grid_table.render(paid, width=100),
        "paid.svg": grid_svg.render(paid),
        "many.svg": grid_svg.render(many),
        "same_60.txt": grid_table.render(same, width=60),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in goldens().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
