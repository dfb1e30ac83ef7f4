"""The fewest statements that suffice for a claim.

A claim that holds of some statements holds of more: knowledge is monotone (docs/semantics.md). A statement without
which all others do not suffice is in every set that does; mostly such statements suffice, and then no other set is as
small. Else one set from which nothing can be left out is found by dividing (U. Junker, QuickXplain, AAAI 2004), and all
such sets are walked through by leaving out, one after another, the statements of the last one found (R. Reiter, A
theory of diagnosis from first principles, 1987), as far as a number of questions allows.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from evaluator.frozen import frozen

One = TypeVar("One")


@frozen
class Sufficient(Generic[One]):
    """Things that suffice, none of which can be left out; `fewest` says that no fewer do."""

    chosen: frozenset[One]
    fewest: bool


def sufficient(
    every: Sequence[One],
    holds: Callable[[frozenset[One]], bool],
    hint: Sequence[One],
    questions: int,
    together: Callable[[One], Hashable],
) -> Sufficient[One] | None:
    """The fewest of some things for which a monotone claim holds; None if it does not hold for all of them.

    Args:
        every: The things, those that are preferred first.
        holds: Whether the claim holds for some of them; if it does, it holds for more.
        hint: Those that are likely to suffice, with few to spare; if they do not, nothing is lost but time.
        questions: How often `holds` may be asked to make sure that there are not fewer.
        together: What several things are about: if one of them can be left out, perhaps all of them can.
    """
    asked: dict[frozenset[One], bool] = {}

    def enough(some: frozenset[One]) -> bool:
        found = asked.get(some)
        if found is None:
            found = asked[some] = holds(some)
        return found

    whole = frozenset(every)
    needed = _needed(hint, whole, enough, together)
    if enough(needed):
        return Sufficient(needed, fewest=True)
    spare = [each for each in hint if each not in needed]
    if not enough(frozenset(hint)):
        if not enough(whole):
            return None
        spare = [each for each in every if each not in needed]
    best = needed | _irreducible(spare, needed, enough)
    limit = len(asked) + questions
    pending: list[tuple[frozenset[One], frozenset[One]]] = [(frozenset(), best)]
    seen = {frozenset[One]()}
    while pending:
        without, found = pending.pop(0)
        for left_out in sorted(found - needed, key=every.index):
            fewer = without | {left_out}
            if fewer in seen:
                continue
            seen.add(fewer)
            if len(asked) >= limit:
                return Sufficient(best, fewest=False)
            if enough(whole - fewer):
                rest = [each for each in every if each not in fewer and each not in needed]
                other = needed | _irreducible(rest, needed, enough)
                best = min(best, other, key=len)
                pending.append((fewer, other))
    return Sufficient(best, fewest=True)


def _needed(
    hint: Sequence[One],
    whole: frozenset[One],
    enough: Callable[[frozenset[One]], bool],
    together: Callable[[One], Hashable],
) -> frozenset[One]:
    """Those without which all others are not enough."""
    needed: set[One] = set()
    spare: set[One] = set()
    tried: set[Hashable] = set()
    for each in hint:
        if each in spare:
            continue
        if not enough(whole - {each}):
            needed.add(each)
            continue
        about = together(each)
        rest = {one for one in hint if together(one) == about} - needed - spare
        if about not in tried and len(rest) > 1 and enough(whole - rest):
            spare |= rest
        spare.add(each)
        tried.add(about)
    return frozenset(needed)


def _irreducible(every: list[One], base: frozenset[One], enough: Callable[[frozenset[One]], bool]) -> frozenset[One]:
    """Some of them that are enough with a base, and none of which can be left out; those named first are preferred."""

    def divide(kept: frozenset[One], rest: list[One], *, added: bool) -> frozenset[One]:
        if added and enough(kept):
            return frozenset()
        if len(rest) == 1:
            return frozenset(rest)
        middle = len(rest) // 2
        first, second = rest[:middle], rest[middle:]
        of_second = divide(kept | frozenset(first), second, added=True)
        of_first = divide(kept | of_second, first, added=bool(of_second))
        return of_first | of_second

    return divide(base, every, added=True) if every else frozenset()
