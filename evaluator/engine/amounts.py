"""What has become of a norm, as a record, and what is left of its amount."""

from __future__ import annotations

from typing import NamedTuple

from evaluator.core.facts import Record
from evaluator.values.estimate import Estimate, bounds, is_known, known_with
from evaluator.values.time import Moment
from evaluator.values.truth import Truth
from evaluator.values.value import Value


class Performed(NamedTuple):
    """What has become of a norm by some moment.

    `done` is whether a duty has been performed, or a right exercised; `in_time` whether a duty was performed in time
    (without a deadline whenever it was performed). It is `missed` if its deadline ran out while it applied: then it was
    performed in time or `breached`. `deadline` bounds the first moment that is too late, None without
    one. `amount` is what the acts must add up to and `total` what they add up to so far, None without an amount.
    Without `acted` it is done, if at all, only because nothing is owed: no act contributes, or none certainly.
    """

    done: Truth
    in_time: Truth
    breached: Truth
    missed: Truth
    deadline: tuple[Moment, Moment] | None
    amount: Value
    total: Value
    acted: bool = True


class Share(NamedTuple):
    """What an act contributes to a duty: how truly it serves it, and between which bounds it adds to the amount."""

    act: Record
    truth: Truth
    low: Value
    high: Value


def outstanding(state: Performed) -> Value:
    """What is left of the amount."""
    low, high, certainty = bounds(state.amount)
    paid_low, paid_high, other = bounds(state.total)
    least = None if low is None or paid_high is None else max(low - paid_high, 0)
    most = None if high is None else max(high - (paid_low or 0), 0)
    if is_known(state.amount) and is_known(state.total):
        return known_with(least, min(certainty, other))
    return Estimate(0 if least is None else least, most, min(certainty, other))
