"""Truth with certainty is Kleene's logic; estimates promise only what holds of every value within their bounds."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from evaluator.values import estimate
from evaluator.values.truth import NO, UNKNOWN, YES, capped, conjunction, disjunction

TRUTHS = range(NO, YES + 1)


def sign(truth: int) -> int:
    """-1, 0 or 1: the truth without its certainty."""
    return (truth > 0) - (truth < 0)


AND = {
    (1, 1): 1, (1, 0): 0, (1, -1): -1,
    (0, 1): 0, (0, 0): 0, (0, -1): -1,
    (-1, 1): -1, (-1, 0): -1, (-1, -1): -1,
}  # fmt: skip
OR = {
    (1, 1): 1, (1, 0): 1, (1, -1): 1,
    (0, 1): 1, (0, 0): 0, (0, -1): 0,
    (-1, 1): 1, (-1, 0): 0, (-1, -1): -1,
}  # fmt: skip


def test_without_certainty_these_are_kleenes_tables() -> None:
    """Minimum, maximum and change of sign, seen by their signs alone, are the strong Kleene tables."""
    for left, right in product(TRUTHS, repeat=2):
        assert sign(conjunction(left, right)) == AND[sign(left), sign(right)]
        assert sign(disjunction(left, right)) == OR[sign(left), sign(right)]
        assert sign(-left) == {1: -1, 0: 0, -1: 1}[sign(left)]


def test_the_laws_of_lattices_hold_with_certainty() -> None:
    """De Morgan, double negation, distribution, absorption and the empty cases hold for all nine truths."""
    assert (conjunction(), disjunction()) == (YES, NO)
    for a, b, c in product(TRUTHS, repeat=3):
        assert -conjunction(a, b) == disjunction(-a, -b)
        assert -disjunction(a, b) == conjunction(-a, -b)
        assert conjunction(a, disjunction(b, c)) == disjunction(conjunction(a, b), conjunction(a, c))
        assert conjunction(a, disjunction(a, b)) == a == disjunction(a, conjunction(a, b))
        assert conjunction(a, b, c) == conjunction(conjunction(a, b), c)


def test_certainty_is_the_weakest_needed_and_the_strongest_sufficient() -> None:
    """A conjunction that holds is as certain as its weakest part, a disjunction as its strongest that holds."""
    for parts in product(TRUTHS, repeat=3):
        if all(part > 0 for part in parts):
            assert conjunction(*parts) == min(parts)
        if any(part > 0 for part in parts):
            assert disjunction(*parts) == max(part for part in parts if part > 0)
        if any(part < 0 for part in parts):
            assert -conjunction(*parts) == max(-part for part in parts if part < 0)


def test_capping_weakens_and_never_flips() -> None:
    """A capped truth keeps its sign and is at most as certain as the cap."""
    for truth, certainty in product(TRUTHS, range(1, YES + 1)):
        assert sign(capped(truth, certainty)) == sign(truth)
        assert abs(capped(truth, certainty)) == min(abs(truth), certainty)
    assert capped(UNKNOWN, 2) == UNKNOWN


NUMBERS = st.integers(-3, 3).map(Decimal)


@st.composite
def estimates(draw: st.DrawFn) -> tuple[Any, Decimal]:
    """An estimate and a value that it allows."""
    value = draw(NUMBERS)
    match draw(st.sampled_from(["plain", "low", "high", "both", "nothing", "reported"])):
        case "plain":
            return value, value
        case "reported":
            return estimate.known_with(value, 2), value
        case "low":
            return estimate.within(value - draw(st.integers(0, 3)), None), value
        case "high":
            return estimate.within(None, value + draw(st.integers(0, 3))), value
        case "both":
            return estimate.within(value - draw(st.integers(0, 3)), value + draw(st.integers(0, 3))), value
        case _:
            return estimate.NOTHING, value


def allows(found: object, value: Decimal) -> bool:
    """Whether a value lies within an estimate."""
    low, high, _ = estimate.bounds(found)
    return (low is None or low <= value) and (high is None or value <= high)


@given(estimates(), estimates())
def test_comparisons_hold_of_every_value_within_the_bounds(
    left: tuple[Any, Decimal], right: tuple[Any, Decimal]
) -> None:
    """A definite comparison of estimates is true of each pair of values that they allow."""
    (first, one), (second, other) = left, right
    for found, truth in (
        (estimate.less(first, second), one < other),
        (estimate.at_most(first, second), one <= other),
        (estimate.same(first, second), one == other),
    ):
        assert found == 0 or (found > 0) == truth


@given(estimates(), estimates())
def test_arithmetic_stays_within_its_bounds(left: tuple[Any, Decimal], right: tuple[Any, Decimal]) -> None:
    """Sums, products, extremes, negatives and reciprocals of estimates allow those of the values."""
    (first, one), (second, other) = left, right
    assert allows(estimate.interval(lambda a, b: a + b, first, second), one + other)
    assert allows(estimate.product(first, second), one * other)
    assert allows(estimate.negative(first), -one)
    assert allows(estimate.least(first, second), min(one, other))
    assert allows(estimate.greatest(first, second), max(one, other))
    hull = estimate.hull(first, second)
    assert allows(hull, one)
    assert allows(hull, other)
    if one:
        low, high, _ = estimate.bounds(estimate.reciprocal(first))
        assert low is None or low - Decimal("1e-20") <= 1 / one
        assert high is None or 1 / one <= high + Decimal("1e-20")
