"""One evaluation in this process, against a decision graph of zen-engine and against plain Python."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import evaluator
from benchmarks import zen_peer
from benchmarks.measuring import Sample, Timing, calls, in_turns
from benchmarks.synthetic import TEN_ENTITIES, agreement_of_the_peer, scenario_of_the_peer
from benchmarks.table import Row, duration
from evaluator.api.evaluate import prepare
from evaluator.core.facts import Facts
from evaluator.engine.evaluation import Evaluation, Regime
from evaluator.engine.norm_answers import norm_states
from evaluator.values.time import FOREVER, end_of, start_of

MOST = 1e-3


def rows(turns: int, number: int = 20) -> list[Row]:
    """The 2025-10-28 version with ten entities, and the sixteen clauses of the peer."""
    with tempfile.TemporaryDirectory() as folder:
        scenario = load(Path(folder), TEN_ENTITIES)
        measured = in_turns(
            {
                "outcome": calls(lambda: looked_at(evaluator.evaluate(scenario)), number),
                "data": calls(lambda: evaluator.to_data(evaluator.evaluate(scenario)), number),
                "states": calls(lambda: evaluator.states(scenario), number),
                **peers(Path(folder), number * 10),
            },
            turns,
        )
    outcome, graph = measured["outcome"], measured["zen"]
    plain = "16 clauses as a Python function"
    return [
        Row(
            "2025-10-28, ten entities, full outcome",
            _took(outcome),
            "zen-engine, graph of 16 clauses",
            outcome.over(graph),
            duration(MOST),
            outcome.processor < MOST,
        ),
        Row("2025-10-28, ten entities, every explanation", _took(measured["data"]), "", measured["data"].over(graph)),
        Row("2025-10-28, ten entities, states alone", _took(measured["states"]), "", measured["states"].over(graph)),
        _faster(measured["native"], graph),
        Row("zen-engine, graph of 16 clauses", _took(graph), plain, graph.over(measured["python"])),
        Row(plain, _took(measured["python"])),
    ]


def _faster(native: Timing, graph: Timing) -> Row:
    ratio = native.over(graph)
    what = "the 16 clauses of the graph, states alone"
    return Row(what, _took(native), "zen-engine, graph of 16 clauses", ratio, "below 1 ×", ratio < 1)


def _took(timing: Timing) -> str:
    return f"{duration(timing.processor)} ({duration(timing.least)})"


def load(folder: Path, scenario: str) -> evaluator.Scenario:
    """A scenario from its text; its agreement lies in the folder or ships."""
    path = folder / "scenario.yaml"
    path.write_text(scenario, encoding="utf-8")
    return evaluator.load_scenario(path)


def looked_at(outcome: evaluator.Outcome) -> int:
    """How many norms are in force and acts permitted; asks every state and every verdict."""
    return sum(norm.state is evaluator.State.IN_FORCE for norm in outcome) + sum(
        act.verdict is evaluator.Verdict.PERMITTED for act in outcome.acts
    )


def peers(folder: Path, number: int) -> dict[str, Callable[[], Sample]]:
    """The sixteen clauses by our engine, by zen-engine and by Python; that all agree is asserted first.

    Each is given the facts as a mapping from name to bool, and gives the states as a mapping from name; ours are what
    `evaluator.states` gives, with unknowns, readings and dates in mind, which none of them happens to need here.
    """
    (folder / "peer.yaml").write_text(agreement_of_the_peer(), encoding="utf-8")
    facts = zen_peer.scenarios(1)[0]
    scenario = load(folder, scenario_of_the_peer(facts))
    engine = prepare(scenario, scenario.as_of)[1]
    moment = end_of(scenario.as_of)
    graph = zen_peer.build()
    python = zen_peer.as_function()

    def native(stated: Mapping[str, bool]) -> dict[str, evaluator.State]:
        regime = Regime(engine.program.version, start_of(engine.program.effective), FOREVER, lambda _: engine)
        return norm_states(Evaluation([regime], 0, False, Facts(singles=stated), moment))

    for each in zen_peer.scenarios(50, seed=1):
        wanted = zen_peer.expected(each)
        assert {name: state is evaluator.State.IN_FORCE for name, state in native(each).items()} == wanted
        assert zen_peer.run(graph, each) == wanted
        assert python(each) == wanted
    return {
        "native": calls(lambda: native(facts), number),
        "zen": calls(lambda: zen_peer.run(graph, facts), number),
        "python": calls(lambda: python(facts), number),
    }
