"""Our own engines, as `import evaluator` offers them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import evaluator
from benchmarks.peers.rules import Ask, RuleSet, Scenario
from evaluator.api.scenarios import Loaded

States = Callable[[evaluator.Scenario], frozenset[str]]


def write(rules: RuleSet) -> RuleSet:
    """The rules are written in our language already."""
    return rules


def build(rules: RuleSet, engine: str, *, full: bool = False, anew: bool = False) -> Ask:
    """Our engine, which loads, checks and compiles the agreement when it is first asked.

    Args:
        rules: The rules, of which the agreement and what the scenarios say in our language is used.
        engine: Which engine decides.
        full: Ask for the outcome and look at every state; else for the states alone.
        anew: Read and check a scenario's facts each time, as other engines do; else before the first time only.
    """
    folder = Path(tempfile.mkdtemp())
    # What comes back needs it as long as it lives.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if rules.agreement:
        (folder / "synthetic.yaml").write_text(rules.agreement, encoding="utf-8")
    loaded: Loaded = {}
    known: dict[int, evaluator.Scenario] = {}
    states = partial(_outcome if full else _states, engine=engine)

    def load(scenario: Scenario) -> evaluator.Scenario:
        return evaluator.build_scenario(scenario.said, library=[folder], loaded=loaded)

    def ask(scenario: Scenario) -> frozenset[str]:
        if anew:
            return states(load(scenario))
        if id(scenario) not in known:
            known[id(scenario)] = load(scenario)
        return states(known[id(scenario)])

    return ask


def _states(scenario: evaluator.Scenario, engine: str) -> frozenset[str]:
    found = evaluator.states(scenario, engine=engine)
    assert evaluator.State.UNDETERMINED not in found.values(), "a rule that others can say is undetermined"
    return frozenset(address for address, state in found.items() if state is evaluator.State.IN_FORCE)


def _outcome(scenario: evaluator.Scenario, engine: str) -> frozenset[str]:
    outcome = evaluator.evaluate(scenario, engine=engine)
    return frozenset(norm.address for norm in outcome if norm.state is evaluator.State.IN_FORCE)
