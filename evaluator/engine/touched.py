"""What effects have done to a norm."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from evaluator.values.estimate import Estimate
from evaluator.values.truth import NO, Truth
from evaluator.values.value import Value


class Touched(NamedTuple):
    """What effects have done to a norm by some moment.

    `holders` are the parties to whom it was assigned, latest last, and `performers` those to whom it was delegated,
    each with whether that has happened.
    """

    suspended: Truth
    ended: Truth
    terminated: Truth
    waived: Truth
    holders: tuple[tuple[Value, Truth], ...]
    performers: tuple[tuple[Value, Truth], ...]


UNTOUCHED: Final = Touched(NO, NO, NO, NO, (), ())
LOST: Final = Touched(0, 0, 0, 0, (), ())


def possible_holders(first: Value, holders: Iterable[tuple[Value, Truth]]) -> list[Value]:
    """Those of whom one holds a norm that was assigned, or may have been; at first its bearer or its counterparty."""
    found = [first]
    for party, truth in holders:
        if truth > 0:
            found = [party]
        elif party not in found:
            found.append(party)
    return found


def together(parties: Value, other: Value) -> Value:
    """Several parties, each of whom will do; None is anyone."""
    if parties is None or isinstance(parties, Estimate) or isinstance(other, Estimate):
        return parties
    known = parties if isinstance(parties, frozenset) else frozenset({parties})
    return known | {other}
