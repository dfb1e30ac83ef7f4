"""Every benchmark runs, in its smallest size; how long it takes is no test's business."""

from __future__ import annotations

import pytest

from benchmarks import (
    cold_start,
    durable_failures,
    engines,
    explaining,
    growth,
    growth_run,
    measuring,
    one_evaluation,
    synthetic,
    table,
    zen_peer,
)

pytestmark = pytest.mark.once


def _written(rows: list[table.Row]) -> str:
    return table.ratios(rows)


def test_the_cold_start_is_measured() -> None:
    """One turn gives a ratio of the command to an interpreter that does nothing."""
    rows = cold_start.rows(1)
    assert rows[0].ratio is not None
    assert rows[0].ratio > 1
    assert "`python -c pass`" in _written(rows)


def test_it_is_said_where_the_cold_start_goes() -> None:
    """Every step of a cold run and the packages it imports have a line of their own."""
    written = cold_start.where_it_goes(1)
    for part in ("reading YAML", "compiling", "printing", "yaml", "evaluator.engine"):
        assert f"| {part}" in written


def test_import_times_are_summed_by_part() -> None:
    """Our modules are summed by folder, and the head of the listing is no module."""
    lines = [
        "import time: self [us] | cumulative | imported package",
        "import time:       100 |        300 |     evaluator.engine.lives",
        "import time:       200 |        300 |   evaluator.engine",
        "import time:        50 |         50 | json.decoder",
        "something else",
    ]
    found = cold_start.import_times(lines)
    assert found == pytest.approx({"evaluator.engine": 300e-6, "the standard library": 50e-6})


def test_one_evaluation_is_measured_against_the_peer() -> None:
    """Our states of the peer's clauses equal the peer's, and each has a line."""
    pytest.importorskip("zen", reason="the extra `benchmark` brings it")
    assert "zen-engine" in _written(one_evaluation.rows(1, number=1))


def test_the_peer_as_a_function_gives_what_its_conditions_say() -> None:
    """The plain function that serves as a floor computes the same states as the conditions one by one."""
    function = zen_peer.as_function()
    for facts in zen_peer.scenarios(20):
        assert function(facts) == zen_peer.expected(facts)


def test_explanations_are_measured() -> None:
    """Some of the examples give a median, a slowest one with its name, and how many keep what was promised."""
    count = len(explaining.asked(150))
    assert count > 1
    written = _written(explaining.rows(150))
    for part in (
        f"why, of {count} examples, median",
        f"flip, of {count} examples, median",
        f"of {count} within 50.0 ms",
        f"of {count} within 1.00 s",
    ):
        assert part in written


def test_the_engines_are_measured_beside_each_other() -> None:
    """Times, answers and memory have a line each; without durable-rules that is said."""
    written = _written(engines.rows(1, 1, 20, 100))
    assert all(
        part in written for part in ("durable engine", "answers that differ", "memory after 20 evaluations")
    ) or ("durable-rules is not installed" in written)


def test_what_durable_rules_gets_wrong_is_reproduced() -> None:
    """Some of the questions, each in a process of its own, are answered as the page says."""
    pytest.importorskip("durable_rules_engine", reason="the extra `durable` brings it")
    assert durable_failures.answer("2^63 + 5 = 2^63 - 1") == "fires"
    assert durable_failures.answer("the same, names in the other 15 slots") == "186 of 186 fire"
    assert durable_failures.answer("a or b or c, and all are true") == "fires 3 times"


@pytest.mark.parametrize(("kind", "sizes"), [("clauses", (8, 16)), ("entities", (5, 10))])
def test_growth_is_measured(kind: str, sizes: tuple[int, int]) -> None:
    """Each step and the memory are there for each size."""
    found = growth.measure(kind, sizes, 1)
    assert all({*growth_run.RUNS[kind], "memory"} == set(measured) for measured in found.values())


def test_growth_is_a_ratio_for_each_clause() -> None:
    """A step that takes ten times as long for ten times as many clauses has the ratio one."""
    steps = growth_run.RUNS["clauses"]
    rows = growth.lines(
        "clauses", {10: dict.fromkeys((*steps, "memory"), 1.0), 100: dict.fromkeys((*steps, "memory"), 10.0)}
    )
    assert [row.ratio for row in rows if row.against == "10, each"] == pytest.approx([1.0] * (len(steps) + 1))


def test_synthetic_texts_are_the_same_every_time() -> None:
    """The same size gives the same text, so that two runs measure the same."""
    assert synthetic.agreement_of_clauses(20) == synthetic.agreement_of_clauses(20)
    assert synthetic.scenario_of_entities(20) == synthetic.scenario_of_entities(20)


def test_durations_are_written_in_the_unit_that_suits_them() -> None:
    """Seconds, milliseconds and microseconds, with the digits that matter."""
    assert [table.duration(each) for each in (2.0, 0.0125, 3.2e-6)] == ["2.00 s", "12.5 ms", "3.20 µs"]


def test_turns_are_taken_in_turn() -> None:
    """Things are measured one after the other in each turn, and the first turn does not count."""
    order: list[str] = []

    def measure(name: str) -> measuring.Sample:
        order.append(name)
        return measuring.Sample(2.0 if name == "slow" else 1.0, 1.0)

    found = measuring.in_turns({"slow": lambda: measure("slow"), "fast": lambda: measure("fast")}, 2)
    assert order == ["slow", "fast"] * 3
    assert found["slow"].wall_over(found["fast"]) == pytest.approx(2.0)
