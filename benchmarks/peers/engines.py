"""Which engines are compared, and in which file each is driven."""

from __future__ import annotations

import importlib
import importlib.util
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.peers.bundled_rules import bundled_rules
from benchmarks.peers.rules import Ask, RuleSet
from benchmarks.peers.synthetic_rules import synthetic_rules

BUNDLED = "microsoft_openai"


@dataclass(frozen=True)
class Engine:
    """An engine: what is imported to use it, the module here that drives it, and how it is to be built.

    `rounds` is how many rounds of all scenarios it can take in a turn, infinite for all that do not wear out.
    """

    title: str
    needs: str
    module: str
    how: Mapping[str, Any] = field(default_factory=dict)
    rounds: float = math.inf

    @property
    def is_installed(self) -> bool:
        """Whether it can be found."""
        return importlib.util.find_spec(self.needs) is not None

    def prepare(self, rules: RuleSet) -> Callable[[], Ask]:
        """Write the rules down in its language; what comes back builds them.

        Raises:
            ImportError: it is not installed.
        """
        importlib.import_module(self.needs)
        module = importlib.import_module(f"benchmarks.peers.{self.module}")
        written = module.write(rules)

        def build() -> Ask:
            ask: Ask = module.build(written, **self.how)
            return ask

        return build


_SESSIONS = 8
"""Its 1,025th session is refused with a `MemoryError`; 24 scenarios eight times in each of five turns are less."""

ENGINES: dict[str, Engine] = {
    "native": Engine("native, states", "evaluator", "ours", {"engine": "native"}),
    "native-values": Engine("native, states, facts read anew", "evaluator", "ours", {"engine": "native", "anew": True}),
    "native-full": Engine("native, full outcome", "evaluator", "ours", {"engine": "native", "full": True}),
    "durable": Engine("durable, states", "durable_rules_engine", "ours", {"engine": "durable"}),
    "durable-full": Engine(
        "durable, full outcome", "durable_rules_engine", "ours", {"engine": "durable", "full": True}
    ),
    "zen": Engine("zen-engine", "zen", "zen_engine"),
    "clips": Engine("clipspy", "clips", "clips_rules"),
    "cedar": Engine("cedarpy", "cedarpy", "cedar_policies"),
    "rule-engine": Engine("rule-engine", "rule_engine", "rule_engine_rules"),
    "naive": Engine(
        "durable-rules, naive", "durable_rules_engine", "naive_durable", {"question_last": False}, _SESSIONS
    ),
    "naive-last": Engine(
        "durable-rules, naive, question last",
        "durable_rules_engine",
        "naive_durable",
        {"question_last": True},
        _SESSIONS,
    ),
}
FIRST = "native"
"""The one with which the others are compared."""


def rules_of(name: str, scenarios: int) -> RuleSet:
    """The rules of the bundled agreement, or of a synthetic one of so many clauses."""
    return bundled_rules(scenarios) if name == BUNDLED else synthetic_rules(int(name), scenarios)
