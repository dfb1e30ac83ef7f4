"""The cold start: `evaluate SCENARIO --format json` against `python -c pass`, and where the time goes."""

from __future__ import annotations

import json
import statistics
from collections import defaultdict
from collections.abc import Iterable

from benchmarks.cold_steps import STEPS
from benchmarks.measuring import answer_of, command, in_turns
from benchmarks.table import Row, aligned, duration, number

EXAMPLE = "examples/panel_confirms_agi.yaml"
COMMAND = "import sys; from evaluator.cli.evaluate import main; sys.exit(main())"
"""What the installed script runs."""

MOST = 15.0
_SHOWN = ("evaluator", "yaml", "click", "dataclasses", "inspect")


def rows(turns: int) -> list[Row]:
    """The command, and importing what it needs, as multiples of an interpreter that does nothing."""
    found = in_turns(
        {
            "pass": command("-c", "pass"),
            "click": command("-c", "import click"),
            "yaml": command("-c", "import yaml"),
            "evaluator": command("-c", "import evaluator"),
            "evaluate": command("-c", COMMAND, EXAMPLE, "--format", "json"),
        },
        turns,
    )
    nothing, all_of_it = found["pass"], found["evaluate"]
    ratio = all_of_it.wall_over(nothing)
    wall = f"{duration(all_of_it.wall)} ({duration(min(sample.wall for sample in all_of_it.samples))})"
    lines = [
        Row("cold `evaluate`, on the clock", wall, "`python -c pass`", ratio, f"{MOST:.0f} ×", ratio <= MOST),
        Row("cold `evaluate`, processor", _took(all_of_it.processor, all_of_it.least), "", all_of_it.over(nothing)),
    ]
    for name in ("evaluator", "yaml", "click"):
        timing = found[name]
        lines.append(
            Row(f"`import {name}`, processor", _took(timing.processor, timing.least), "", timing.over(nothing))
        )
    return lines


def _took(median: float, least: float) -> str:
    return f"{duration(median)} ({duration(least)})"


def where_it_goes(turns: int) -> str:
    """Two tables: the steps of the command, and the parts of what it imports."""
    return f"{_steps(turns)}\n\n{_imports(turns)}"


def _steps(turns: int) -> str:
    runs: list[dict[str, float]] = [json.loads(answer_of("-m", "benchmarks.cold_steps", EXAMPLE)) for _ in range(turns)]
    medians = {step: statistics.median(run[step] for run in runs) for step in STEPS}
    whole = sum(medians.values())
    lines = [("step of the cold start", "processor", "share")]
    lines += [(step, duration(spent), f"{100 * spent / whole:.0f} %") for step, spent in medians.items()]
    return aligned(lines)


def _imports(turns: int) -> str:
    arguments = ("-X", "importtime", "-c", COMMAND, EXAMPLE, "--format", "json")
    runs = [import_times(answer_of(*arguments).splitlines()) for _ in range(turns)]
    parts = {part: statistics.median(run.get(part, 0.0) for run in runs) for run in runs for part in run}
    whole = sum(parts.values())
    lines = [("imported", "share of all imports")]
    lines += [
        (part, f"{number(100 * spent / whole)} %") for part, spent in sorted(parts.items(), key=lambda pair: -pair[1])
    ]
    return aligned(lines)


def import_times(lines: Iterable[str]) -> dict[str, float]:
    """The seconds each package took by itself, from what `-X importtime` prints; ours by its folders."""
    found: defaultdict[str, float] = defaultdict(float)
    for line in lines:
        if line.startswith("import time:") and "[us]" not in line:
            spent, _, module = line.removeprefix("import time:").split("|")
            found[_part(module.strip())] += int(spent) / 1e6
    return dict(found)


def _part(module: str) -> str:
    package, *rest = module.split(".")
    if package == "evaluator" and rest:
        return f"evaluator.{rest[0]}"
    return package if package in _SHOWN else "the standard library"
