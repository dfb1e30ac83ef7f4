"""What durable-rules concludes is what the logic of the native engine says."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.durable import formulas
from evaluator.durable.formulas import AtMost, Decision, Every, Some
from evaluator.durable.rulesets import MOST_OPERANDS, rulesets
from evaluator.engine.logic import KLEENE, Coverage, Parts, Said
from evaluator.values.truth import NO, YES, Truth, capped
from tests.durable.both import REASON

pytest.importorskip("durable_rules_engine", reason=REASON)

from evaluator.durable.host import host
from evaluator.durable.logic import DurableLogic

RULES = DurableLogic(host())
ALL = range(NO, YES + 1)
truths = st.integers(NO, YES) | st.sampled_from([NO, 0, YES])
"""Any truth, the definite ones more often."""


def several(number: int) -> st.SearchStrategy[list[Truth]]:
    """So many truths."""
    return st.lists(truths, min_size=number, max_size=number)


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_few_conditions_together_are_decided_alike_whatever_they_are(number: int) -> None:
    """Every combination of truths, under `and` and under `or`."""
    for each in product(ALL, repeat=number):
        assert RULES.every(each) == KLEENE.every(each)
        assert RULES.some(each) == KLEENE.some(each)


@given(st.lists(truths, max_size=3 * MOST_OPERANDS))
def test_many_conditions_together_are_decided_alike(found: list[Truth]) -> None:
    """More than fit into one rule are decided in groups."""
    assert RULES.every(found) == KLEENE.every(found)
    assert RULES.some(found) == KLEENE.some(found)


@pytest.mark.parametrize("number", [15, 65, 254, 600])
def test_more_conditions_than_any_limit_of_durable_rules_are_decided_alike(number: int) -> None:
    """Fifteen disjuncts, 65 tests matched, 254 attributes and 513 tests are each one too many for one ruleset."""
    for outlier, place in product((NO, 0, 2, YES), (0, number // 2, number - 1)):
        for usual in (NO, 0, YES):
            found = [outlier if index == place else usual for index in range(number)]
            assert RULES.every(found) == KLEENE.every(found)
            assert RULES.some(found) == KLEENE.some(found)


@given(several(len(Parts._fields)).map(lambda found: Parts(*found)), st.integers(1, YES))
def test_standings_are_decided_alike(parts: Parts, certainty: int) -> None:
    """A norm is in force or not for the same reasons, as surely, whatever its parts come to."""
    assert RULES.standing(parts, certainty) == KLEENE.standing(parts, certainty)


@pytest.mark.parametrize("certainty", [1, 2, 3, 4])
def test_each_part_of_a_standing_counts_alike(certainty: int) -> None:
    """Each part alone, of every truth, beside others that leave the norm in force."""
    in_force = Parts(YES, YES, YES, YES, *([NO] * 9))
    for name, truth in product(Parts._fields, ALL):
        parts = in_force._replace(**{name: truth})
        assert RULES.standing(parts, certainty) == KLEENE.standing(parts, certainty)


def test_whether_a_norm_covers_an_act_is_decided_alike() -> None:
    """Every combination of what it names, excepts, whether it is in force and what is spent."""
    for names, excepts, in_force, spent in product((NO, -2, 0, 1, YES), repeat=4):
        found = RULES.coverage(names, excepts, in_force, spent)
        assert found == KLEENE.coverage(names, excepts, in_force, spent)


@given(several(6))
def test_what_a_norm_does_is_decided_alike(found: list[Truth]) -> None:
    """Effective, idle or fitting, from the same truths."""
    coverage, rest = Coverage(*found[:2]), found[2:]
    assert RULES.force(coverage, *rest) == KLEENE.force(coverage, *rest)


@given(several(len(Said._fields)).map(lambda found: Said(*found)))
def test_verdicts_are_decided_alike(said: Said) -> None:
    """Obligatory, permitted, prohibited, conflicting, unregulated: each as true as the other engine says."""
    assert RULES.verdicts(said) == KLEENE.verdicts(said)


def test_a_truth_is_at_most_as_certain_as_its_limit() -> None:
    """Every truth under every limit."""
    decision = Decision("limited", {"result": AtMost("not c0", "c1")})
    for truth, limit in product(ALL, range(1, YES + 1)):
        assert host().decide(decision, {"c0": truth, "c1": limit})["result"] == capped(-truth, limit)


def test_every_ruleset_stays_within_the_limits() -> None:
    """Rules with one pattern over one flat fact, at most 64 tests on the first level and 14 disjuncts."""
    named = [each for each in vars(formulas).values() if isinstance(each, Decision)]
    counted = [make(MOST_OPERANDS) for make in (formulas.every_of, formulas.some_of)]
    assert len(named) == 5
    for ruleset in (each for decision in (*named, *counted) for each in rulesets(decision)):
        first: set[str] = set()
        for rule in ruleset.definition.values():
            (pattern,) = rule["all"]
            assert not any(word in repr(rule) for word in ("$not", "$nex", "none", "count", "span"))
            tests = pattern["m"].get("$and", [pattern["m"]])
            assert all(len(each.get("$or", ())) <= 14 for each in tests)
            first.update(map(repr, tests[0].get("$or", tests[:1])))
        assert len(first) <= 64, ruleset.name
        assert len(ruleset.reads) <= 64
    every_size = [make(size) for make in (formulas.every_of, formulas.some_of) for size in range(2, MOST_OPERANDS + 1)]
    assert sum(len(rulesets(decision)) for decision in (*named, *every_size)) == 28


def test_formulas_that_cannot_be_rules_are_refused() -> None:
    """A circle, and more operands than fit, are mistakes of ours that no ruleset is made of."""
    with pytest.raises(ValueError, match="circle"):
        rulesets(Decision("round", {"a": Every(("b",)), "b": Some(("a",))}))
    with pytest.raises(ValueError, match="operands"):
        rulesets(Decision("wide", {"a": Some(tuple(f"c{index}" for index in range(MOST_OPERANDS + 1)))}))


def test_what_is_no_truth_is_never_decided_in_silence() -> None:
    """A value that no rule is about, and a fact that durable-rules refuses, stop the evaluation."""
    decision = formulas.every_of(2)
    with pytest.raises(AssertionError, match="and not all of"):
        host().decide(decision, {"c0": -9, "c1": YES})
