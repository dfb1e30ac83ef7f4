"""``python -m benchmarks.peers.worker ENGINE RULES SCENARIOS``: one engine in a process of its own, which it may crash.

It prints one line of JSON once the rules are built and the first scenario is answered, then one for each line that it
reads: for `answers` which rules hold in each scenario, for a number the seconds that one evaluation took, over as many
rounds of all scenarios as fill so many, or as the engine can take.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.peers.engines import ENGINES, rules_of


def lines(engine: str, name: str, scenarios: int) -> Iterator[dict[str, Any]]:
    """What is printed, each line when it is asked for."""
    rules = rules_of(name, scenarios)
    try:
        build = ENGINES[engine].prepare(rules)
    except ImportError:
        yield {"missing": True}
        return
    start = time.process_time()
    ask = build()
    ask(rules.scenarios[0])  # much is built only now
    yield {"built": time.process_time() - start}
    for command in sys.stdin:
        if command.strip() == "answers":
            yield {"answers": [sorted(ask(scenario)) for scenario in rules.scenarios]}
            continue
        rounds, wall, processor = 0, time.perf_counter(), time.process_time()
        while not rounds or (rounds < ENGINES[engine].rounds and time.process_time() - processor < float(command)):
            for scenario in rules.scenarios:
                ask(scenario)
            rounds += 1
        number = rounds * len(rules.scenarios)
        yield {"wall": (time.perf_counter() - wall) / number, "processor": (time.process_time() - processor) / number}


def main() -> None:
    """Answer on what was the standard output; what an engine prints goes to standard error."""
    said = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    engine, name, scenarios = sys.argv[1:]
    for line in lines(engine, name, int(scenarios)):
        print(json.dumps(line), file=said, flush=True)


if __name__ == "__main__":
    main()
