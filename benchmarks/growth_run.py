"""One run of one size, in a process of its own: prints what each step took as JSON.

``python -m benchmarks.growth_run clauses 160`` prints processor seconds, with ``--memory`` the most bytes held at once.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import evaluator
from benchmarks import synthetic
from evaluator.api.evaluate import prepare

Step = tuple[str, Callable[[], object]]


def main(kind: str, size: int, *, memory: bool) -> dict[str, float]:
    """Run the steps of a kind in one size; what each took, or the most memory."""
    with tempfile.TemporaryDirectory() as folder:
        steps = STEPS[kind](Path(folder), size)
        if memory:
            tracemalloc.start()
            for _, do in steps:
                do()
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return {"memory": float(most)}
        spent = {}
        for name, do in steps:
            # A step pays for collecting its own garbage, not for looking through what earlier steps left.
            gc.collect()
            gc.freeze()
            start = time.process_time()
            do()
            spent[name] = time.process_time() - start
        return spent


def _clauses(folder: Path, size: int) -> Iterator[Step]:
    """The steps for an agreement of many clauses."""
    agreement, path = folder / "synthetic.yaml", folder / "scenario.yaml"
    agreement.write_text(synthetic.agreement_of_clauses(size), encoding="utf-8")
    path.write_text(synthetic.SCENARIO_OF_CLAUSES, encoding="utf-8")
    yield "loading and checking", lambda: evaluator.load_agreement(agreement)
    scenario = evaluator.load_scenario(path)
    scenario.agreement.checked(scenario.agreement.versions[0])
    yield "compiling", lambda: prepare(scenario, scenario.as_of)
    yield from _evaluating(scenario)


def _entities(folder: Path, size: int) -> Iterator[Step]:
    """The steps for a scenario of many entities."""
    (folder / "synthetic.yaml").write_text(synthetic.AGREEMENT_OF_ENTITIES, encoding="utf-8")
    path = folder / "scenario.yaml"
    path.write_text(synthetic.scenario_of_entities(size), encoding="utf-8")
    found: list[evaluator.Scenario] = []
    yield "reading", lambda: found.append(evaluator.load_scenario(path))
    yield "checking", lambda: prepare(found[0], found[0].as_of)
    yield from _evaluating(found[0])


def _evaluating(scenario: evaluator.Scenario) -> Iterator[Step]:
    outcomes: list[evaluator.Outcome] = []
    yield "evaluating", lambda: outcomes.append(_looked_at(evaluator.evaluate(scenario)))
    yield "explaining", lambda: evaluator.to_data(outcomes[0])


def _looked_at(outcome: evaluator.Outcome) -> evaluator.Outcome:
    """The outcome, every state and verdict of which was asked."""
    assert all(norm.state for norm in outcome)
    assert all(act.verdict for act in outcome.acts)
    return outcome


STEPS: dict[str, Callable[[Path, int], Iterator[Step]]] = {"clauses": _clauses, "entities": _entities}
RUNS = {
    "clauses": ("loading and checking", "compiling", "evaluating", "explaining"),
    "entities": ("reading", "checking", "evaluating", "explaining"),
}

if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), memory="--memory" in sys.argv)))
