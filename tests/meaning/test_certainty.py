"""Certainty is the weakest needed and the strongest sufficient, computed here a second time on simple shapes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evaluator.engine.outcome import State, Verdict
from tests.meaning.native import answer

RANKS = ["inferred", "reported", "oral", "confirmed"]
RANK = st.sampled_from(RANKS)
HEAD = """\
agreement: toy
version: 2026-03-01
parties: [ann]
actions: {{sign: {{}}}}
parameters:
  p: {{value: {p}, certainty: {of_p}}}
  q: {{value: {q}, certainty: {of_q}}}
clauses:
"""


def weakest(*ranks: str) -> str:
    """The least certain of them."""
    return min(ranks, key=RANKS.index)


def strongest(*ranks: str) -> str:
    """The most certain of them."""
    return max(ranks, key=RANKS.index)


@given(RANK, RANK, RANK, st.booleans(), st.booleans(), st.sampled_from(["and", "or"]))
def test_a_norm_is_as_certain_as_what_decides_it(
    clause: str, of_p: str, of_q: str, p: bool, q: bool, word: str
) -> None:
    """A norm in force rests on its clause and its condition; one out of force on the condition that fails it."""
    agreement = HEAD.format(p=5 if p else 0, q=5 if q else 0, of_p=of_p, of_q=of_q)
    agreement += f'  c: {{who: ann, must: sign, certainty: {clause}, when: "p > 3 {word} q > 3"}}\n'
    norm = answer(agreement, "as_of: 2026-03-05\n")["c"]
    holds = (p and q) if word == "and" else (p or q)
    deciding = [rank for value, rank in ((p, of_p), (q, of_q)) if value == holds]
    needs_all = holds == (word == "and")
    condition = weakest(of_p, of_q) if needs_all else strongest(*deciding)
    assert norm.state is (State.IN_FORCE if holds else State.NOT_IN_FORCE)
    assert norm.certainty == weakest(clause, condition)


@given(st.lists(RANK, min_size=1, max_size=3))
def test_a_verdict_is_as_certain_as_its_strongest_clause(ranks: list[str]) -> None:
    """Several prohibitions of one act: the strongest suffices."""
    agreement = HEAD.format(p=1, q=1, of_p="confirmed", of_q="confirmed") + "".join(
        f"  c{number}: {{who: ann, must not: sign, certainty: {rank}}}\n" for number, rank in enumerate(ranks)
    )
    act = answer(agreement, "as_of: 2026-03-05\nask: {q1: {sign: {by: ann}}}\n").act("q1")
    assert act.verdict is Verdict.PROHIBITED
    assert act.certainty == strongest(*ranks)


@given(RANK, RANK)
def test_a_permission_that_overrides_needs_its_own_clause(low: str, high: str) -> None:
    """That an act is permitted by an overriding clause is as certain as that clause."""
    agreement = HEAD.format(p=1, q=1, of_p="confirmed", of_q="confirmed") + (
        f"  low: {{who: ann, must not: sign, certainty: {low}}}\n"
        f"  high: {{who: ann, may: sign, overrides: low, certainty: {high}}}\n"
    )
    act = answer(agreement, "as_of: 2026-03-05\nask: {q1: {sign: {by: ann}}}\n").act("q1")
    assert act.verdict is Verdict.PERMITTED
    assert act.certainty == high
