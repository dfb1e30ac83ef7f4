"""Growth: more clauses, and more entities in one scenario; each measurement in a process of its own."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence

from benchmarks.growth_run import RUNS
from benchmarks.measuring import answer_of
from benchmarks.table import Row, duration

CLAUSES = (16, 160, 1600)
ENTITIES = (100, 1000, 10_000)

MOST_SECONDS = 5.0
STILL_FLAT = 2.0
"""What a clause (an entity) may cost in the largest size, as a multiple of what it costs in the one before.

Quadratic work would show as 10. Linear work shows as more than 1, since the garbage collector looks at what is alive
several times while it grows; `docs/performance.md` says how much that was seen to make.
"""

Measured = dict[int, dict[str, float]]


def measure(kind: str, sizes: Sequence[int], turns: int) -> Measured:
    """For each size the median processor seconds of each step, and the most bytes held at once (no clock, so once)."""
    found: dict[int, list[dict[str, float]]] = {size: [] for size in sizes}
    for _ in range(turns):
        for size in sizes:
            found[size].append(json.loads(answer_of("-m", "benchmarks.growth_run", kind, str(size))))
    medians = {
        size: {step: statistics.median(run[step] for run in runs) for step in runs[0]} for size, runs in found.items()
    }
    for size in sizes:
        medians[size] |= json.loads(answer_of("-m", "benchmarks.growth_run", kind, str(size), "--memory"))
    return medians


def rows(turns: int, clauses: Sequence[int] = CLAUSES, entities: Sequence[int] = ENTITIES) -> list[Row]:
    """What a clause and an entity cost, in each size against the size before."""
    return [
        *lines("clauses", measure("clauses", clauses, turns)),
        *lines("entities", measure("entities", entities, turns)),
    ]


def lines(kind: str, measured: Measured) -> list[Row]:
    """The lines of one kind: what each step took, and what one of them costs as a multiple of the size before."""
    found = []
    sizes = list(measured)
    for step in (*RUNS[kind], "memory"):
        for size, before in zip(sizes, [None, *sizes], strict=False):
            took = measured[size][step]
            text = f"{took / 2**20:.1f} MiB" if step == "memory" else duration(took)
            what = f"{size:,} {kind}, {step}"
            if before is None:
                found.append(Row(what, text))
                continue
            ratio = (took / size) / (measured[before][step] / before)
            promised = size == sizes[-1]
            target = f"{STILL_FLAT:.0f} × each" if promised else ""
            met = ratio <= STILL_FLAT if promised else None
            found.append(Row(what, text, f"{before:,}, each", ratio, target, met))
    if kind == "clauses":
        largest = sizes[-1]
        took = measured[largest]["loading and checking"]
        what = f"{largest:,} clauses, loading and checking, in all"
        found.append(Row(what, duration(took), "", None, duration(MOST_SECONDS), took < MOST_SECONDS))
    return found
