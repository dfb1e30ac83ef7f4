"""`--why` and `--flip` on what ships: the first answer that each example expects."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence

from benchmarks.measuring import ROOT, calls
from benchmarks.table import Row, duration
from evaluator import Scenario, evaluate, explain, flips, load_scenario
from evaluator.api.scenarios import Loaded

WHY, FLIP = 0.05, 1.0
"""The longest that was promised of any example, in seconds."""

Asked = tuple[str, Scenario, str]


def asked(every: int) -> list[Asked]:
    """The name of every so many examples with its scenario and the first answer that it expects."""
    loaded: Loaded = {}
    found = []
    for path in sorted((ROOT / "examples").rglob("*.yaml"))[::every]:
        scenario = load_scenario(path, loaded=loaded)
        outcome = evaluate(scenario)
        known = [*outcome.addresses, *(act.address for act in outcome.acts)]
        address = next((each.target.text for each in scenario.written.expect if each.target.text in known), None)
        if address is not None:
            found.append((path.stem, scenario, address))
    return found


def rows(every: int) -> list[Row]:
    """The median, the ninth of ten, and the slowest."""
    some = asked(every)
    for _, scenario, address in some[:1]:
        explain(scenario, address)  # modules are loaded once
        flips(scenario, address)
    evaluating = _took(some, lambda scenario, _: lambda: evaluate(scenario))
    return [
        *_of("why", some, _took(some, lambda scenario, address: lambda: explain(scenario, address)), evaluating, WHY),
        *_of("flip", some, _took(some, lambda scenario, address: lambda: flips(scenario, address)), evaluating, FLIP),
    ]


def _took(some: Sequence[Asked], task: Callable[[Scenario, str], Callable[[], object]]) -> list[float]:
    """The processor seconds of each, the better of two turns."""
    measured = (calls(task(scenario, address), 1) for _, scenario, address in some)
    return [min(measure().processor for _ in range(2)) for measure in measured]


def _of(what: str, some: Sequence[Asked], took: Sequence[float], evaluating: Sequence[float], most: float) -> list[Row]:
    named = f"{what}, of {len(some)} examples"
    ratio = statistics.median(mine / its for mine, its in zip(took, evaluating, strict=True))
    ordered = sorted(took)
    slowest = some[took.index(ordered[-1])][0]
    within = sum(each < most for each in took)
    return [
        Row(f"{named}, median", duration(statistics.median(took)), "its evaluation", ratio),
        Row(f"{named}, nine of ten within", duration(ordered[len(ordered) * 9 // 10])),
        Row(
            f"{named}, the slowest (`{slowest}`)",
            duration(ordered[-1]),
            f"{within} of {len(some)} within {duration(most)}",
            None,
            duration(most),
            ordered[-1] < most,
        ),
    ]
