"""Runs rulesets on durable-rules; no other file imports it, and this one only on demand.

`durable.engine.Host` is passed over: it starts two chains of timers that run sessions behind one's back (two sessions
at a time crash), keeps the exceptions of actions to itself, and takes five times as long. What is used is the engine
under it, the extension module of the same package, with actions run one after another here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import cache
from itertools import count
from threading import Lock
from typing import Any, Final

from evaluator.diagnostics import impossible
from evaluator.durable.formulas import Decision
from evaluator.durable.rulesets import ALWAYS, Ruleset, rulesets
from evaluator.values.truth import Truth

LAST_PYTHON: Final = (3, 12)
"""The newest Python on which durable-rules 2.0.28 can be imported: it calls a function that 3.13 has removed."""

_HANDLED: Final = 0


def is_installed() -> bool:
    """Whether durable-rules is there, and can be imported on this Python."""
    try:
        import durable_rules_engine  # noqa: F401 - whether it can be imported is what is asked
    except ImportError:
        return False
    return True


def runs_here() -> bool:
    """Whether durable-rules could run on this Python at all."""
    return sys.version_info[:2] <= LAST_PYTHON


class Host:
    """The rulesets of one process: each is built once, whatever agreement needs it, and used by one thread at a time.

    A ruleset takes up to a megabyte. So they are made for the steps of which every program consists, not for each
    program anew, and their number has a bound.

    Conclusions hang on nothing but the fact. So what was concluded from a fact is remembered for the next time, of up
    to `remember` facts.
    """

    def __init__(self, *, remember: int = 20_000) -> None:
        import durable_rules_engine

        self.runs = 0
        """How often rules were run: once for each ruleset of a decision and each fact that was not remembered."""
        self._most = remember
        self._remembered: dict[tuple[Decision, tuple[Truth, ...]], dict[str, Truth]] = {}
        self._engine: Any = durable_rules_engine
        self._lock = Lock()
        self._sessions = count(1)
        self._built: dict[Decision, tuple[tuple[Ruleset, Any], ...]] = {}

    @property
    def built(self) -> int:
        """How many rulesets there are."""
        return sum(len(each) for each in self._built.values())

    def decide(self, decision: Decision, known: Mapping[str, Truth]) -> Mapping[str, Truth]:
        """What the rules conclude, stratum by stratum, from the truths that a decision looks at."""
        key = (decision, tuple([known[name] for name in decision.looks_at]))
        remembered = self._remembered.get(key)
        if remembered is not None:
            return remembered
        with self._lock:
            strata = self._built.get(decision)
            if strata is None:
                strata = self._built[decision] = tuple((each, self._build(each)) for each in rulesets(decision))
            found: dict[str, Truth] = {}
            for ruleset, handle in strata:
                found |= self._conclusions(ruleset, handle, {**known, **found})
            if len(self._remembered) >= self._most:
                self._remembered.clear()
            if self._most:
                self._remembered[key] = found
            return found

    def _build(self, ruleset: Ruleset) -> Any:  # noqa: ANN401 - a handle is the library's own
        return self._engine.create_ruleset(ruleset.name, json.dumps(ruleset.definition))

    def _conclusions(self, ruleset: Ruleset, handle: Any, fact: Mapping[str, Truth]) -> dict[str, Truth]:  # noqa: ANN401
        found: dict[str, Truth] = {}
        for rule in self._fired(ruleset, handle, {name: fact[name] for name in ruleset.reads}):
            conclusion = ruleset.concludes[rule]
            if conclusion is not None and found.setdefault(*conclusion) != conclusion[1]:
                impossible(f"durable-rules concludes two values of `{conclusion[0]}` from {fact}")
        if len(found) < len(ruleset.decides):
            impossible(f"durable-rules concludes {found} from {fact}, and not all of {ruleset.decides}")
        return found

    def _fired(self, ruleset: Ruleset, handle: Any, fact: Mapping[str, Truth]) -> list[str]:  # noqa: ANN401
        """The rules that hold of a fact, in a session of its own."""
        self.runs += 1
        engine, session = self._engine, str(next(self._sessions))
        said = json.dumps({"id": 1, "sid": session, ALWAYS: 1, **fact})
        outcome, state = engine.assert_fact(handle, said)
        started = engine.start_action_for_state(handle, state)
        if outcome != _HANDLED or not started:
            impossible(f"durable-rules does not take {said} in `{ruleset.name}`: {outcome}")
        fired = []
        message = started[1]
        while message:
            (rule,) = json.loads(message)
            fired.append(rule)
            message = engine.complete_and_start_action(handle, state)
        engine.delete_state(handle, session)
        return fired


@cache
def host() -> Host:
    """The host of this process.

    Raises:
        ImportError: durable-rules is not installed, or cannot be imported on this Python.
    """
    return Host()
