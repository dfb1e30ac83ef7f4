"""The search for the fewest things that suffice, against looking at all of them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from evaluator.explanations.sufficient import sufficient

THINGS = "abcdefg"
PAIRS = dict(zip(THINGS, ("ax", "ay", "bx", "by", "cx", "cy", "d"), strict=True)).__getitem__
ENOUGH = st.lists(st.frozensets(st.sampled_from(THINGS), max_size=5), max_size=5)
"""Sets each of which is enough: any monotone claim is of this kind."""


def _smallest(enough: list[frozenset[str]]) -> int | None:
    every = (frozenset(some) for size in range(len(THINGS) + 1) for some in combinations(THINGS, size))
    return next((len(some) for some in every if any(each <= some for each in enough)), None)


@given(ENOUGH, st.lists(st.sampled_from(THINGS), unique=True))
def test_no_fewer_suffice(enough: list[frozenset[str]], hint: list[str]) -> None:
    """Whatever is hinted at, as many are found as the smallest set has that suffices; none where nothing does."""
    found = sufficient(THINGS, lambda some: any(each <= some for each in enough), hint, 10_000, PAIRS)
    if found is None:
        assert _smallest(enough) is None
        return
    assert any(each <= found.chosen for each in enough)
    assert found.fewest
    assert len(found.chosen) == _smallest(enough)


@given(ENOUGH, st.lists(st.sampled_from(THINGS), unique=True), st.integers(0, 5))
def test_a_bounded_search_finds_what_cannot_be_made_smaller(
    enough: list[frozenset[str]], hint: list[str], questions: int
) -> None:
    """However few questions are allowed, what is found suffices and nothing of it can be left out."""
    found = sufficient(THINGS, lambda some: any(each <= some for each in enough), hint, questions, PAIRS)
    if found is not None:
        assert any(each <= found.chosen for each in enough)
        for one in found.chosen:
            assert not any(each <= found.chosen - {one} for each in enough)
        assert not found.fewest or len(found.chosen) == _smallest(enough)


def test_the_search_for_fewer_is_not_longer_than_it_has_to_be() -> None:
    """One thing is the fewest beside none; of two it is asked twelve times whether one would do, and no more.

    The other way is dear to find: forty things, none of which can be left out.
    """
    forty = [f"of_forty_{number}" for number in range(40)]
    for few, questions in ((["x"], 0), (["x", "y"], 12)):
        asked: list[frozenset[str]] = []

        def enough(some: frozenset[str], few: list[str] = few, asked: list[frozenset[str]] = asked) -> bool:
            asked.append(some)
            return some.issuperset(few) or some.issuperset(forty)

        found = sufficient([*few, *forty], enough, few, questions, lambda each: each)
        assert found is not None
        assert found.chosen == set(few)
        assert found.fewest == (questions == 0)
        assert len(asked) <= 6 + questions
