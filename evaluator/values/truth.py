"""Truth with certainty: nine values on one line.

Strong Kleene logic has three values; a definite one also carries how certain it is. Written on one line,

    -4  -3  -2  -1    0    1  2  3  4
    no (confirmed … inferred)  unknown  yes (inferred … confirmed)

conjunction is the minimum, disjunction the maximum and negation the change of sign: a conjunction that holds is as
certain as the weakest condition it needs, one that fails as certain as the strongest condition that sinks it, and
unknown stands between. Forgetting the certainty gives exactly Kleene's tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

Truth = int
"""An integer from -4 to 4: its sign is the truth, its size the certainty."""


class Certainty(IntEnum):
    """How sure a source is, strongest last: inferred < reported < oral < confirmed."""

    INFERRED = 1
    REPORTED = 2
    ORAL = 3
    CONFIRMED = 4

    @property
    def word(self) -> str:
        """The word used in YAML and in results."""
        return self.name.lower()


YES: Final[Truth] = int(Certainty.CONFIRMED)
NO: Final[Truth] = -YES
UNKNOWN: Final[Truth] = 0

CERTAINTIES: Final = {certainty.word: certainty for certainty in Certainty}


def conjunction(*truths: Truth) -> Truth:
    """All of them; of none: yes."""
    return min(truths, default=YES)


def disjunction(*truths: Truth) -> Truth:
    """At least one of them; of none: no."""
    return max(truths, default=NO)


def capped(truth: Truth, certainty: int) -> Truth:
    """The same truth, at most as certain as `certainty`."""
    return max(-certainty, min(certainty, truth))


def sign(truth: Truth) -> int:
    """1 for yes, -1 for no, 0 for unknown: Kleene's truth value without its certainty."""
    return (truth > 0) - (truth < 0)


def certainty_word(truth: Truth) -> str | None:
    """The certainty of a definite truth as a word, None for unknown."""
    return Certainty(abs(truth)).word if truth else None


def agreed(truths: Iterable[Truth]) -> Truth:
    """What several truths have in common: their sign if they share it, as certain as the least certain."""
    found = tuple(truths)
    if len(found) == 1:
        return found[0]
    if all(truth > 0 for truth in found):
        return min(found)
    if all(truth < 0 for truth in found):
        return max(found)
    return 0
