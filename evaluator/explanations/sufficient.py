"""The fewest statements that suffice for a claim.

A claim that holds of some statements holds of more: knowledge is monotone (brief of the language, docs/semantics.md).
One set from which nothing can be left out is found by dividing (U. Junker, QuickXplain, AAAI 2004); all such sets are
walked through by leaving out, one after another, the statements of the last one found (R. Reiter, Artificial
Intelligence 32, 1987), as far as a number of questions allows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from evaluator.frozen import frozen

One = TypeVar("One")


@frozen
class Sufficient(Generic[One]):
    """Things that suffice, none of which can be left out; `fewest` says that no fewer do."""

    chosen: frozenset[One]
    fewest: bool


def sufficient(
    every: Sequence[One], holds: Callable[[frozenset[One]], bool], hint: Sequence[One], questions: int
) -> Sufficient[One] | None:
    """The fewest of some things for which a monotone claim holds; None if it does not hold for all of them.

    Args:
        every: The things, those that are preferred first.
        holds: Whether the claim holds for some of them; if it does, it holds for more.
        hint: Those that are likely to suffice; if they do not, nothing is lost but time.
        questions: How often `holds` may be asked to make sure that there are not fewer.
    """
    asked: dict[frozenset[One], bool] = {}

    def enough(some: frozenset[One]) -> bool:
        found = asked.get(some)
        if found is None:
            found = asked[some] = holds(some)
        return found

    if enough(frozenset(hint)):
        best = _irreducible(list(hint), enough)
    elif enough(frozenset(every)):
        best = _irreducible(list(every), enough)
    else:
        return None
    limit = len(asked) + questions
    pending: list[tuple[frozenset[One], frozenset[One]]] = [(frozenset(), best)]
    seen = {frozenset[One]()}
    while pending:
        without, found = pending.pop(0)
        for left_out in sorted(found, key=every.index):
            fewer = without | {left_out}
            if fewer in seen:
                continue
            seen.add(fewer)
            rest = [each for each in every if each not in fewer]
            if len(asked) >= limit:
                return Sufficient(best, fewest=False)
            if enough(frozenset(rest)):
                other = _irreducible(rest, enough)
                best = min(best, other, key=len)
                pending.append((fewer, other))
    return Sufficient(best, fewest=True)


def _irreducible(every: list[One], enough: Callable[[frozenset[One]], bool]) -> frozenset[One]:
    """Some of them that are enough, and none of which can be left out; those named first are preferred."""

    def divide(kept: frozenset[One], added: bool, rest: list[One]) -> frozenset[One]:
        if added and enough(kept):
            return frozenset()
        if len(rest) == 1:
            return frozenset(rest)
        middle = len(rest) // 2
        first, second = rest[:middle], rest[middle:]
        of_second = divide(kept | frozenset(first), True, second)
        of_first = divide(kept | of_second, bool(of_second), first)
        return of_first | of_second

    return frozenset() if not every or enough(frozenset()) else divide(frozenset(), False, every)
