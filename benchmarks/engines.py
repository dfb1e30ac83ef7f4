"""The durable engine beside the native one: what it takes, that it answers the same, and that it keeps nothing.

``python -m benchmarks.engines NUMBER REMEMBERED`` prints the most memory, in KiB, that a tenth of so many evaluations
and all of them needed.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from typing import Final

import evaluator
from benchmarks.measuring import ROOT, Timing, answer_of, calls, in_turns
from benchmarks.one_evaluation import load
from benchmarks.synthetic import TEN_ENTITIES
from benchmarks.table import Row, duration
from evaluator.api.evaluate import evaluation_of
from evaluator.durable.host import Host, is_installed
from evaluator.durable.logic import DurableLogic
from evaluator.engine.answer import answer
from evaluator.engine.evaluation import Evaluation, Regime
from evaluator.engine.native import NativeEngine
from evaluator.frozen import replace

SMALL: Final = """\
agreement: small
version: 2026-01-01
parties: [tenant, owner]
actions: {use_studio: {at_night: yes/no, muted: yes/no}}
entities: {notice: {on: date}}
clauses:
  quiet: {who: tenant, must not: use_studio, where: use_studio.at_night, until: some notice}
  rehearsals: {who: tenant, may: use_studio, where: use_studio.muted, overrides: quiet, certainty: reported, cite: [S1]}
sources: {S1: a letter}
"""
QUESTION: Final = """\
agreement: agreement.yaml
as_of: 2026-03-01
complete: yes
facts:
  notice: [{on: 2026-02-10}]
ask:
  rehearse: {use_studio: {by: tenant, at_night: yes, muted: yes, on: 2026-02-01}}
"""


def rows(turns: int, number: int = 20, evaluations: int = 100_000, every: int = 1) -> list[Row]:
    """Both engines on the bundled agreement, on every so manieth example, and in a long run."""
    if not is_installed():
        return [Row("durable-rules is not installed", "")]
    return [*_times(turns, number), _agreement(every), *_memory(evaluations)]


def forgetful(scenario: evaluator.Scenario, host: Host) -> evaluator.Outcome:
    """The outcome by a durable engine of its own, with the rules run by a host."""
    native, heading = evaluation_of(scenario, None, None, None)

    def own(regime: Regime) -> Regime:
        engine = NativeEngine(regime.engine.program, DurableLogic(host))
        return Regime(regime.version, regime.start, regime.end, lambda _: engine)

    regimes = [own(regime) for regime in native.regimes]
    return answer(Evaluation(regimes, native.current, native.pinned, native.facts, native.now), heading)


def _times(turns: int, number: int) -> list[Row]:
    host = Host(remember=0)
    with tempfile.TemporaryDirectory() as folder:
        scenario = load(Path(folder), TEN_ENTITIES)
        before = host.runs
        evaluator.to_data(forgetful(scenario, host))
        runs = host.runs - before
        measured = in_turns(
            {
                "native": calls(lambda: evaluator.to_data(evaluator.evaluate(scenario)), number),
                "durable": calls(lambda: evaluator.to_data(evaluator.evaluate(scenario, engine="durable")), number),
                "anew": calls(lambda: evaluator.to_data(forgetful(scenario, host)), max(1, number // 10)),
                "native states": calls(lambda: evaluator.states(scenario), number),
                "durable states": calls(lambda: evaluator.states(scenario, engine="durable"), number),
            },
            turns,
        )
    native, durable, anew = measured["native"], measured["durable"], measured["anew"]
    states, ruled = measured["native states"], measured["durable states"]
    return [
        Row("2025-10-28, every explanation, native engine", _took(native)),
        Row("2025-10-28, every explanation, durable engine", _took(durable), "native engine", durable.over(native)),
        Row(f"the same, nothing remembered: {runs} runs of rules", _took(anew), "native engine", anew.over(native)),
        Row("2025-10-28, states alone, native engine", _took(states)),
        Row("2025-10-28, states alone, durable engine", _took(ruled), "native engine", ruled.over(states)),
    ]


def _took(timing: Timing) -> str:
    return f"{duration(timing.processor)} ({duration(timing.least)})"


def _agreement(every: int) -> Row:
    """How many of the examples are answered alike; one that is not is a mistake, and named."""
    paths = sorted((ROOT / "examples").rglob("*.yaml"))[::every]
    differing = []
    for path in paths:
        scenario = evaluator.load_scenario(path)
        native, durable = evaluator.evaluate(scenario), evaluator.evaluate(scenario, engine="durable")
        if evaluator.to_data(replace(durable, engine="native")) != evaluator.to_data(native):
            differing.append(path.name)
    assert not differing, differing
    return Row(f"{len(paths)} examples, answers that differ", str(len(differing)), "", None, "0", met=True)


def _memory(evaluations: int) -> list[Row]:
    found = []
    for words, remembered in (("", 20_000), (", nothing remembered", 0)):
        printed = answer_of("-m", "benchmarks.engines", str(evaluations), str(remembered))
        tenth, whole = map(int, printed.split())
        what = f"memory after {evaluations} evaluations{words}"
        ratio = whole / tenth
        against = f"after {evaluations // 10}"
        found.append(Row(what, f"{whole / 1024:.1f} MiB", against, ratio, "below 1.05 ×", met=ratio < 1.05))
    return found


def main() -> None:
    """Evaluate a small agreement again and again."""
    number, remembered = map(int, sys.argv[1:])
    host = Host(remember=remembered)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "agreement.yaml").write_text(SMALL, encoding="utf-8")
        scenario = load(Path(folder), QUESTION)
        for count in range(1, number + 1):
            forgetful(scenario, host)
            if count in {max(1, number // 10), number}:
                print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main()
