"""What expected answers look at, and what they do not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations, permutations
from pathlib import Path

import pytest

import evaluator
from evaluator.api.coverage import Recorder, coverage
from evaluator.api.evaluate import evaluation_of
from evaluator.api.scenarios import Loaded
from evaluator.coverage.coverage import Coverage, together
from evaluator.coverage.inventory import inventory
from evaluator.coverage.part import FALSE, TRUE, UNKNOWN, Kind, Part
from evaluator.coverage.sent import received, sent
from evaluator.coverage.sight import Sight
from evaluator.engine.answer import answer
from evaluator.engine.evaluation import Evaluation, Regime
from evaluator.engine.native import NativeEngine
from evaluator.report.data import outcome_data
from tests.coverage.gym import scenario, written
from tests.repository import ROOT

ACT = "{{x: {{train: {{by: member, late: {late}, guided: {guided}}}}}}}"
SCENARIOS = {
    "allowed": scenario("{x: permitted}", ask=ACT.format(late="no", guided="no")),
    "late": scenario("{x: {turns_on: late, verdict: undetermined}}", ask=ACT.format(late="yes", guided="no")),
    "guided": scenario("{x: permitted}", ask=ACT.format(late="yes", guided="yes")),
    "over": scenario("{access: ended}", day="2027-01-01"),
    "hurt": scenario("{access: excepted}", facts="{injury: [{of: member, serious: yes, on: 2026-02-01}]}"),
}
EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))[::24]


def loaded(folder: Path, scenarios: dict[str, str], *, second: bool = False) -> list[evaluator.Scenario]:
    """Scenarios about the gym."""
    written(folder, scenarios, second=second)
    known: Loaded = {}
    return [evaluator.load_scenario(folder / f"{name}.yaml", loaded=known) for name in scenarios]


def seen(found: Coverage, subject: str, key: str, text: str = "") -> frozenset[str]:
    """How the one part of these words was seen to come out."""
    return part(found, subject, key, text).seen


def part(found: Coverage, subject: str, key: str, text: str = "") -> Part:
    """The one part of these words."""
    (measured,) = found.agreements
    (one,) = [each for each in measured.parts if (each.subject, each.key) == (subject, key) and text in ("", each.text)]
    return one


def test_what_nobody_expects_anything_of_was_not_looked_at(tmp_path: Path) -> None:
    """Every clause is evaluated, but only the answers under `expect:` count."""
    found = coverage(loaded(tmp_path, {"over": SCENARIOS["over"]}))
    assert seen(found, "access", "") == {FALSE}
    assert seen(found, "access", "through") == {TRUE}
    assert all(not each.seen for each in found.agreements[0].parts if each.subject in ("quiet", "dues", "late"))


def test_what_was_not_evaluated_does_not_count_as_false(tmp_path: Path) -> None:
    """A conjunction that fails at its first condition never looks at the second."""
    found = coverage(loaded(tmp_path, {"allowed": SCENARIOS["allowed"]}))
    assert seen(found, "quiet", "where", "train.late") == {FALSE}
    assert seen(found, "quiet", "where", "train.guided") == frozenset()
    assert seen(found, "quiet", "except guest") == frozenset()


def test_unknown_is_seen_and_covers_nothing(tmp_path: Path) -> None:
    """Of a list that is open it cannot be told whether some member fits; neither outcome was shown."""
    text = scenario("{access: undetermined}").replace("complete: yes\n", "")
    found = coverage(loaded(tmp_path, {"open": text}))
    assert seen(found, "access", "unless") == {UNKNOWN}
    assert part(found, "access", "unless").lacks == (TRUE, FALSE)


def test_priorities_exceptions_and_readings_are_seen_both_ways(tmp_path: Path) -> None:
    """A prohibition with priority under one of two readings, with a guest who is free of it."""
    found = coverage(loaded(tmp_path, SCENARIOS))
    assert seen(found, "access", "quiet") == {TRUE, FALSE}
    assert seen(found, "late", "nine") == seen(found, "late", "ten") == {TRUE}
    assert seen(found, "quiet", "when") == {TRUE, FALSE}
    assert seen(found, "hurt", "means", "injury.serious") == {TRUE}
    assert part(found, "access", "").states >= {"in_force", "ended", "excepted"}


def test_a_date_that_is_expected_shows_both_of_its_sides(tmp_path: Path) -> None:
    """Whoever expects `since` has the last day before looked at, and the first after; who expects `ended` has not."""
    since = {"since": scenario("{access: {state: not_in_force, since: 2027-01-01}}", day="2027-03-01")}
    assert seen(coverage(loaded(tmp_path / "date", since)), "access", "through") == {TRUE, FALSE}
    assert seen(coverage(loaded(tmp_path / "word", {"over": SCENARIOS["over"]})), "access", "through") == {TRUE}


def test_what_stands_in_several_versions_is_one_part(tmp_path: Path) -> None:
    """A clause that an amendment leaves alone is covered by tests under either version."""
    later = scenario("{access: ended}", day="2027-06-01")
    earlier = scenario("{access: in_force}")
    found = coverage(loaded(tmp_path, {"earlier": earlier, "later": later}, second=True))
    (measured,) = found.agreements
    assert (measured.versions, measured.untested) == (("2026-01-01", "2027-01-01"), ())
    assert seen(found, "access", "") == {TRUE, FALSE}
    assert len({each.place for each in measured.parts}) == len(measured.parts)


def test_a_version_that_no_test_is_about_is_named_and_not_counted(tmp_path: Path) -> None:
    """Its clauses are no parts."""
    (measured,) = coverage(loaded(tmp_path, {"allowed": SCENARIOS["allowed"]}, second=True)).agreements
    assert measured.untested == ("2027-01-01",)
    assert "towels" not in {each.subject for each in measured.parts}


def test_an_act_before_the_first_version_looks_at_nothing(tmp_path: Path) -> None:
    """No version governs its day; the version that governs the scenario is measured all the same."""
    ask = "{x: {train: {by: member, late: no, guided: no, on: 2025-06-01}}}"
    found = coverage(loaded(tmp_path, {"early": scenario("{x: undetermined}", ask=ask)}))
    (measured,) = found.agreements
    assert measured.versions == ("2026-01-01",)
    assert measured.count().seen == 0


def test_a_condition_counts_as_it_is_written(tmp_path: Path) -> None:
    """`is not` is one condition, true where the names differ; what `not` denies is no second part of the decision."""
    (tmp_path / "shop.yaml").write_text(
        "agreement: shop\nversion: 2026-01-01\nparties: [buyer, seller]\n"
        "actions: {sell: {kind: [wine, bread], gift: yes/no}}\n"
        "clauses:\n"
        "  only_wine: {who: seller, must not: sell, to: buyer, where: sell.kind is not wine}\n"
        "  no_sale: {who: seller, must not: sell, to: buyer, where: not sell.gift}\n",
        encoding="utf-8",
    )
    (tmp_path / "bread.yaml").write_text(
        "agreement: shop\nas_of: 2026-06-01\nask: {x: {sell: {by: seller, kind: bread, gift: yes}}}\n"
        "expect: {x: prohibited}\n",
        encoding="utf-8",
    )
    found = coverage([evaluator.load_scenario(tmp_path / "bread.yaml")])
    assert seen(found, "only_wine", "where") == {TRUE}
    assert seen(found, "no_sale", "where") == {FALSE}
    assert {each.text for each in found.agreements[0].parts} >= {"sell.kind is not wine", "not sell.gift"}


def test_tests_only_ever_add_whatever_their_order(tmp_path: Path) -> None:
    """The coverage of tests together is that of each put together, and no test takes anything away."""
    every = loaded(tmp_path, SCENARIOS)
    alone = {id(each): coverage([each]) for each in every}
    for chosen in [each for size in range(1, 4) for each in combinations(every, size)]:
        found = coverage(chosen)
        assert together(alone[id(each)] for each in chosen) == found
        assert all(found.count().seen >= alone[id(each)].count().seen for each in chosen)
    assert len({json.dumps(sent(coverage(order))) for order in permutations(every[:3])}) == 1


def test_expectations_of_one_scenario_may_be_looked_at_apart(tmp_path: Path) -> None:
    """As two processes do that share the tests of one file."""
    (both,) = loaded(tmp_path, {"both": scenario("{access: in_force, dues: breached}")})
    apart = []
    for target in ("access", "dues"):
        recorder = Recorder()
        recorder.record(both, only=[target])
        apart.append(recorder.coverage())
    assert together(apart) == coverage([both])
    assert apart[0] != apart[1]


def test_what_is_sent_arrives(tmp_path: Path) -> None:
    """Nothing of a coverage is lost between processes, and what is sent is plain."""
    found = coverage(loaded(tmp_path, SCENARIOS, second=True))
    assert received(json.loads(json.dumps(sent(found)))) == found
    assert coverage([]) == received(sent(coverage([]))) == Coverage(())


@pytest.mark.once
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_watch_changes_no_answer(path: Path) -> None:
    """An engine that is watched gives the same bytes as one that is not."""
    one = evaluator.load_scenario(path)
    plain, heading = evaluation_of(one, None, None, None)

    def watched(version: str) -> NativeEngine:
        program = one.agreement.program(version)
        return NativeEngine(program, watch=Sight(inventory(one.agreement.checked(version), program)))

    regimes = [Regime(each.version, each.start, each.end, watched) for each in plain.regimes]
    other = Evaluation(regimes, plain.current, plain.pinned, plain.facts, plain.now)
    assert json.dumps(outcome_data(answer(other, heading))) == json.dumps(outcome_data(answer(plain, heading)))


@pytest.mark.once
def test_a_clause_was_seen_in_the_state_that_is_answered() -> None:
    """Of each norm of which something is expected, what comes out is among what was seen of its clause.

    What is undetermined is unknown, or so under one reading and not under another. A text that the version that governs
    has repealed or replaced is no part of it.
    """
    known: Loaded = {}
    checked = 0
    for path in EXAMPLES:
        one = evaluator.load_scenario(path, loaded=known)
        parts = [each for measured in coverage([one]).agreements for each in measured.parts]
        clauses = {(each.subject, f"{each.file}:{each.line}"): each for each in parts if each.kind is Kind.CLAUSE}
        outcome = evaluator.evaluate(one)
        governing = one.agreement.chain.version(outcome.version)
        assert governing is not None
        stands = {name for name, each in governing.clauses.items() if each.stands}
        for norm in (each for each in outcome if each.address in {each.target.text for each in one.written.expect}):
            clause = clauses.get((norm.clause, norm.place))
            if clause is None:
                assert norm.clause not in stands or norm.version != outcome.version, path
                continue
            checked += 1
            assert {reason.value for reason in norm.reasons} <= clause.states, path
            if norm.in_force is None:
                assert UNKNOWN in clause.seen or clause.seen >= {TRUE, FALSE}, path
            else:
                assert norm.state.value in clause.states, path
    assert checked > len(EXAMPLES)


def test_every_condition_of_every_clause_is_a_part() -> None:
    """Counted another way: what `when`, `where`, `unless` and `until` say in a version's text stands in it."""
    agreement = evaluator.load_agreement("equipment_lease")
    version = agreement.versions[-1]
    parts = inventory(agreement.checked(version), agreement.program(version)).parts
    found = {(each.subject, each.key, each.file, each.line, each.column) for each in parts}
    consolidated = agreement.chain.version(version)
    assert consolidated is not None
    stated: Sequence[tuple[str, str, str, int, int]] = [
        (name, key, span.source.name, span.line, span.column)
        for name, standing in consolidated.clauses.items()
        if standing.stands
        for key in ("when", "where", "unless", "until")
        for expression in [getattr(standing.clause, key)]
        if expression is not None
        for span in [expression.span]
    ]
    assert len(stated) > 10
    assert found >= set(stated)
