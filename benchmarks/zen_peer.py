"""The peer of the benchmark: sixteen boolean clauses as a decision graph of zen-engine.

Each clause is a condition over twelve yes/no facts; the last two also ask the states of other clauses. All stand in one
expression node, the fastest of the shapes tried; a node for each clause, carrying its input through or not, is slower.

Run it alone to print the median time of one evaluation: ``python benchmarks/zen_peer.py``.
"""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import zen

FACTS = (
    "agi_declared",
    "agi_verified",
    "ip_date_passed",
    "research_date_passed",
    "capital_committed",
    "compute_above_threshold",
    "product_is_api",
    "product_is_joint",
    "cloud_is_azure",
    "customer_is_national_security",
    "hardware_is_consumer",
    "share_cap_reached",
)

CLAUSES = {
    "api_exclusivity": (
        "not agi_verified and product_is_api and not cloud_is_azure and not customer_is_national_security"
    ),
    "non_api_any_cloud": "not product_is_api and not product_is_joint",
    "national_security_api": "product_is_api and customer_is_national_security",
    "joint_products": "product_is_joint and not agi_verified",
    "joint_api_on_azure": "product_is_joint and product_is_api and not agi_verified",
    "model_ip": "not ip_date_passed and not hardware_is_consumer",
    "research_ip": "not agi_verified and not research_date_passed",
    "retained_ip": "not ip_date_passed",
    "consumer_hardware": "hardware_is_consumer",
    "microsoft_agi": "true",
    "compute_threshold": "not agi_verified and compute_above_threshold",
    "revenue_share": "not agi_verified and not share_cap_reached",
    "azure_commitment": "capital_committed",
    "agi_declaration": "agi_declared and not agi_verified",
}

# In an expression node, `$.name` is the result of an earlier line.
SECOND_STEP = {
    "open_weights": "not $.research_ip or agi_verified",
    "license_others": "not $.model_ip or ($.non_api_any_cloud and not $.joint_products)",
}


def expression_graph(lines: Mapping[str, str]) -> dict[str, Any]:
    """Expressions that are worked out in turn, in the JSON Decision Model of zen-engine: facts go in, all come out."""
    expressions = [{"id": name, "key": name, "value": line} for name, line in lines.items()]
    return {
        "nodes": [
            {"id": "facts", "type": "inputNode", "name": "facts", "content": {}},
            {
                "id": "clauses",
                "type": "expressionNode",
                "name": "clauses",
                "content": {"passThrough": False, "expressions": expressions},
            },
            {"id": "states", "type": "outputNode", "name": "states", "content": {}},
        ],
        "edges": [
            {"id": "in", "type": "edge", "sourceId": "facts", "targetId": "clauses"},
            {"id": "out", "type": "edge", "sourceId": "clauses", "targetId": "states"},
        ],
    }


def build() -> zen.ZenEngine:
    """An engine that has the sixteen clauses."""
    return loaded(expression_graph(CLAUSES | SECOND_STEP))


def loaded(graph: dict[str, Any]) -> zen.ZenEngine:
    """An engine that has a graph behind a loader, as `clauses`, and so compiles it once.

    A decision made by `create_decision` is compiled anew in each evaluation, which takes some fifteen times as long.
    """
    import zen

    return zen.ZenEngine({"loader": {"type": "static", "content": {"clauses": graph}}})


def run(engine: zen.ZenEngine, facts: dict[str, bool]) -> dict[str, bool]:
    """The state of each clause, by name, under a value for each of ``FACTS``."""
    states: dict[str, bool] = engine.evaluate("clauses", facts)["result"]
    return states


def expected(facts: dict[str, bool]) -> dict[str, bool]:
    """The same states from the interpreter of Python, to show that the graph is right."""
    names = facts | {"true": True}
    for name, condition in (CLAUSES | SECOND_STEP).items():
        python = condition.replace("$.", "")
        names[name] = bool(eval(python, {"__builtins__": {}}, names))  # noqa: S307 - our own constants above
    return {name: names[name] for name in CLAUSES | SECOND_STEP}


def as_function() -> Callable[[dict[str, bool]], dict[str, bool]]:
    """The same states as one function of Python: the floor, which explains nothing and knows no unknown."""
    lines = ["def states(facts):", *(f"    {fact} = facts[{fact!r}]" for fact in FACTS)]
    for name, condition in (CLAUSES | SECOND_STEP).items():
        lines.append(f"    {name} = {condition.replace('$.', '').replace('true', 'True')}")
    lines.append(f"    return {{{', '.join(f'{name!r}: {name}' for name in CLAUSES | SECOND_STEP)}}}")
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102 - our own constants above
    found: Callable[[dict[str, bool]], dict[str, bool]] = names["states"]
    return found


def scenarios(number: int, seed: int = 0) -> list[dict[str, bool]]:
    """Random assignments to ``FACTS``, the same for the same seed."""
    chosen = random.Random(seed)
    return [{fact: chosen.random() < 0.5 for fact in FACTS} for _ in range(number)]


def median_microseconds(engine: zen.ZenEngine, runs: int = 2000) -> float:
    """The median wall time of one evaluation, in microseconds, over as many different scenarios as runs."""
    times = []
    for facts in scenarios(runs):
        start = time.perf_counter_ns()
        run(engine, facts)
        times.append(time.perf_counter_ns() - start)
    return statistics.median(times) / 1000


def main() -> None:
    """Check the graph on a hundred scenarios, then print its median time."""
    engine = build()
    for facts in scenarios(100, seed=1):
        assert run(engine, facts) == expected(facts)
    median_microseconds(engine, runs=200)  # warm up
    print(f"zen-engine graph, {len(CLAUSES | SECOND_STEP)} clauses: {median_microseconds(engine):.1f} µs median")


if __name__ == "__main__":
    main()
