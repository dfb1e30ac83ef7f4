"""``python -m benchmarks [--quick] [PART …]``: prints the tables of `docs/performance.md`, all or some parts."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable

from benchmarks import cold_start, engines, explaining, growth, one_evaluation, timeline
from benchmarks.peers import compared
from benchmarks.table import Row, ratios

PARTS: dict[str, Callable[[bool], list[Row]]] = {
    "cold": lambda quick: cold_start.rows(1 if quick else 15),
    "one": lambda quick: one_evaluation.rows(1 if quick else 15),
    "timeline": lambda quick: timeline.rows(1, (5, 10)) if quick else timeline.rows(9),
    "explaining": lambda quick: explaining.rows(100 if quick else 8),
    "engines": lambda quick: engines.rows(1, 1, 100, 50) if quick else engines.rows(9),
    "growth": lambda quick: growth.rows(1, (16, 32), (10, 20)) if quick else growth.rows(3),
}


def main() -> None:
    """Measure the parts that were asked for, all by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="*", choices=[*PARTS, "peers", []], help="which parts; all by default")
    parser.add_argument("--quick", action="store_true", help="one turn of small sizes: does it run at all?")
    asked = parser.parse_args()
    chosen = asked.part or [*PARTS, "peers"]
    print(f"Python {platform.python_version()} on {platform.system()} ({platform.machine()})\n")
    rows: list[Row] = []
    for name in (each for each in chosen if each in PARTS):
        print(f"measuring: {name}", file=sys.stderr)
        rows += PARTS[name](asked.quick)
    tables = [ratios(rows)] if rows else []
    if "cold" in chosen:
        tables.append(cold_start.where_it_goes(1 if asked.quick else 9))
    if "peers" in chosen:
        tables.append(compared.table(1, 0.0, ("8",), 2) if asked.quick else compared.table(5, 0.3))
    print("\n\n".join(tables))


if __name__ == "__main__":
    main()
