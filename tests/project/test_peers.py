"""Other rule engines beside ours: all that are said to be right are, on rules that can tell right from wrong."""

from __future__ import annotations

import io
import itertools
import sys
from dataclasses import replace

import pytest

from benchmarks.peers import compared, worker
from benchmarks.peers.bundled_rules import ALWAYS
from benchmarks.peers.conversation import Conversation, StoppedError
from benchmarks.peers.engines import BUNDLED, ENGINES, Engine, rules_of
from benchmarks.peers.rules import Rule, Scenario, Through, holding, opposite

pytestmark = pytest.mark.once

SIZES = (BUNDLED, "16")
NAIVE = ("naive", "naive-last")


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("engine", [each for each in ENGINES if each not in NAIVE])
def test_every_engine_that_is_right_gives_what_the_conditions_say(engine: str, name: str) -> None:
    """For each scenario an engine names the rules that hold, no other ones, and so agrees with all engines."""
    if not ENGINES[engine].is_installed:
        pytest.skip(f"{ENGINES[engine].needs} is not installed; the extra `benchmark` brings it")
    rules = rules_of(name, compared.SCENARIOS)
    ask = ENGINES[engine].prepare(rules)()
    assert compared.difference(rules, [sorted(ask(scenario)) for scenario in rules.scenarios]) == ""


@pytest.mark.parametrize("name", SIZES)
def test_scenarios_differ_and_tell_rules_apart(name: str) -> None:
    """At least twenty have different facts, and each rule that can change holds in some and not in others."""
    rules = rules_of(name, compared.SCENARIOS)
    assert len({str(scenario.said) for scenario in rules.scenarios}) >= 20
    held = [{address.partition(":")[0] for address in holding(rules, each)} for each in rules.scenarios]
    steady = {rule.name for rule in rules.rules if len({rule.name in each for each in held}) == 1}
    # A duty until something counts and, for priority, only while it does can never be; a family nearly always has one.
    assert steady <= {*ALWAYS, "clause_1", "clause_9", "clause_7", "clause_15"}


@pytest.mark.parametrize("name", SIZES)
def test_the_opposite_of_a_condition_holds_where_it_does_not(name: str) -> None:
    """Of each term and its negation exactly one holds in every scenario."""
    rules = rules_of(name, compared.SCENARIOS)
    for condition, scenario in itertools.product(rules.terms.values(), rules.scenarios):
        both = (Rule("one", condition), Rule("other", opposite(condition)))
        assert len(holding(replace(rules, rules=both), scenario)) == 1


def test_a_last_day_has_no_opposite() -> None:
    """No rule needs it, so that it is refused and not guessed."""
    with pytest.raises(ValueError, match="after a day"):
        opposite(Through(20301231))


def test_a_wrong_answer_is_counted_and_named() -> None:
    """A rule too few or too many makes a scenario wrong, and the first of its rules is named."""
    rules = rules_of("8", 3)
    right = [holding(rules, scenario) for scenario in rules.scenarios]
    assert compared.difference(rules, [sorted(each) for each in right]) == ""
    less, more = sorted(right[0] - {"clause_5"} ^ {"clause_0"}), sorted(right[2] | {"clause_99"})
    assert compared.difference(rules, [less, sorted(right[1]), more]) == "wrong in 2 of 3, first `clause_0`"


def test_an_engine_that_is_not_installed_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no failure, and nothing is asked."""
    monkeypatch.setitem(ENGINES, "absent", Engine("absent", "no_such_engine", "zen_engine"))
    assert list(worker.lines("absent", "8", 1)) == [{"missing": True}]


def test_an_engine_that_fails_gets_a_row_and_the_others_are_measured() -> None:
    """What its process says last is the verdict; the native engine beside it answers and is timed."""
    failed, native = compared.compare("8", ["unheard of", "native"], 1, 0.0, 2)
    assert (failed.verdict, failed.built, failed.timing) == ("fails: 'unheard of'", None, None)
    assert (native.verdict, native.right) == ("all 2 right", True)
    assert native.timing is not None
    assert native.timing.processor > 0


def test_an_engine_that_wears_out_is_not_asked_more_often_than_it_can_take(monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn ends after so many rounds, however much time is left; before the turns it is asked once."""
    asked: list[Scenario] = []

    def ask(scenario: Scenario) -> frozenset[str]:
        asked.append(scenario)
        return frozenset()

    monkeypatch.setattr(Engine, "prepare", lambda *_: lambda: ask)
    monkeypatch.setitem(ENGINES, "worn", Engine("worn", "evaluator", "", rounds=3))
    monkeypatch.setattr("sys.stdin", io.StringIO("1000\n"))
    built, timed = worker.lines("worn", "8", 2)
    assert set(built) == {"built"}
    assert set(timed) == {"wall", "processor"}
    assert len(asked) == 1 + 3 * 2


@pytest.mark.parametrize(
    ("script", "verdict"),
    [
        ("import os; os.abort()", "the process dies of signal 6"),
        ("import time; time.sleep(60)", "hangs (ended after 1 s)"),
        ("raise ValueError('of a kind: too large')", "fails: of a kind: too large"),
    ],
)
def test_how_a_process_stopped_is_said(script: str, verdict: str) -> None:
    """A crash, a hang and an exception are told apart."""
    with Conversation([sys.executable, "-c", script], patience=1.0) as process:
        with pytest.raises(StoppedError) as stopped:
            process.said()
        assert str(stopped.value) == verdict


def test_an_engine_that_stops_while_it_is_timed_is_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its verdict says what it answered before and what happened then; it has no time."""
    script = "print('{\"built\": 1.0}'); print('{\"answers\": [[]]}', flush=True); input(); input(); exit('worn: out')"
    monkeypatch.setattr(
        compared, "Conversation", lambda command: Conversation([command[0], "-c", script], patience=10.0)
    )
    (found,) = compared.compare("8", ["native"], 3, 0.0, 1)
    assert found.verdict == "wrong in 1 of 1, first `clause_2`, then fails: out"
    assert (found.built, found.right, found.timing) == (None, False, None)


def test_the_table_has_a_row_for_each_engine() -> None:
    """Each has a verdict; ours are right, and the native one is compared with itself."""
    lines = compared.table(1, 0.0, ["8"], 2).splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert [row[1] for row in rows] == [engine.title for engine in ENGINES.values()]
    assert rows[0][3:4] + rows[0][5:] == ["1.00 ×", "all 2 right"]
    assert all(row[5] for row in rows)
    assert all(row[5] in {"all 2 right", "not installed"} for row in rows[:5])
