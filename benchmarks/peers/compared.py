"""All engines on the same rules and scenarios: do they agree, how many evaluations a second, how long to build.

Each engine has a process of its own, as some crash or hang; they take turns. Processor time, as in all of this.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from benchmarks.measuring import Sample, Timing
from benchmarks.peers.conversation import Conversation, StoppedError
from benchmarks.peers.engines import BUNDLED, ENGINES, FIRST, rules_of
from benchmarks.peers.rules import RuleSet, holding
from benchmarks.table import aligned, duration, number

SETS = (BUNDLED, "16", "160", "1600")
SCENARIOS = 24


@dataclass(frozen=True)
class Compared:
    """One engine on one set of rules: processor seconds to the first answer, what its answers are, and its times."""

    engine: str
    built: float | None
    verdict: str
    right: bool
    timing: Timing | None = None


def compare(
    name: str, engines: Iterable[str], turns: int, seconds: float, scenarios: int = SCENARIOS
) -> list[Compared]:
    """All engines on one set of rules, in the order given.

    Args:
        name: Which rules, see `rules_of`.
        engines: Which engines.
        turns: How often each is timed.
        seconds: How much processor time each takes in a turn, at least one round of all scenarios.
        scenarios: How many scenarios.
    """
    rules = rules_of(name, scenarios)
    found: dict[str, Compared] = {}
    samples: dict[str, list[Sample]] = {}
    with contextlib.ExitStack() as processes:
        running = {}
        # One after another, so that none waits for a processor while another builds.
        for engine in engines:
            command = ("-m", "benchmarks.peers.worker", engine, name, str(scenarios))
            process = processes.enter_context(Conversation([sys.executable, *command]))
            found[engine] = _checked(engine, process, rules)
            if found[engine].built is not None:
                running[engine], samples[engine] = process, []
        for engine, process in list(running.items()) * turns:
            if found[engine].built is not None:
                try:
                    samples[engine].append(Sample(**process.said(str(seconds))))
                except StoppedError as stopped:
                    verdict = f"{found[engine].verdict}, then {stopped}"
                    found[engine] = Compared(engine, None, verdict, right=False)
    return [
        each if each.built is None else replace(each, timing=Timing(tuple(samples[engine])))
        for engine, each in found.items()
    ]


def _checked(engine: str, process: Conversation, rules: RuleSet) -> Compared:
    """Build, and hold the answers against what the conditions say; that is also the round that warms it up."""
    try:
        first = process.said()
        if "missing" in first:
            return Compared(engine, None, "not installed", right=False)
        answers = process.said("answers")["answers"]
    except StoppedError as stopped:
        return Compared(engine, None, str(stopped), right=False)
    wrong = difference(rules, answers)
    return Compared(engine, first["built"], wrong or f"all {len(rules.scenarios)} right", right=not wrong)


def difference(rules: RuleSet, answers: Sequence[Sequence[str]]) -> str:
    """In how many scenarios an engine is wrong, with a rule of the first of them; empty if in none."""
    wanted = [holding(rules, scenario) for scenario in rules.scenarios]
    wrong = [frozenset(mine) ^ right for mine, right in zip(answers, wanted, strict=True) if frozenset(mine) != right]
    if not wrong:
        return ""
    return f"wrong in {len(wrong)} of {len(wanted)}, first `{min(wrong[0])}`"


def table(turns: int, seconds: float, sets: Sequence[str] = SETS, scenarios: int = SCENARIOS) -> str:
    """All sets of rules and all engines, as Markdown."""
    lines = [("rules", "engine", "a second", "times native, states", "first answer after", "answers")]
    for name in sets:
        print(f"measuring: peers, {name}", file=sys.stderr)
        compared = compare(name, ENGINES, turns, seconds, scenarios)
        first = next(each.timing for each in compared if each.engine == FIRST)
        what = f"{len(rules_of(name, 1).rules):,}" + (" of microsoft_openai@2025-10-28" if name == BUNDLED else "")
        for each in compared:
            rate = beside = ""
            if each.timing is not None:
                rate = _rate(1 / each.timing.processor)
                beside = "" if first is None else f"{number(1 / each.timing.over(first))} ×"
            built = "" if each.built is None else duration(each.built)
            lines.append((what, ENGINES[each.engine].title, rate, beside, built, each.verdict))
            what = ""
    return aligned(lines)


def _rate(rate: float) -> str:
    """Evaluations a second, with the digits that matter."""
    return f"{round(rate, 2 - len(str(int(rate)))):,.0f}" if rate >= 100 else number(rate)
