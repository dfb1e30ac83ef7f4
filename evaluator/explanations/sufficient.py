"""The fewest statements that suffice for a claim.

A claim that holds of some statements holds of more: knowledge is monotone (docs/semantics.md). A statement without
which all others do not suffice is in every set that does; mostly such statements suffice, and then no other set is as
small. Else one set from which nothing can be left out is found by dividing (U. Junker, QuickXplain, AAAI 2004), and all
such sets are walked through by leaving out, one after another, the statements of the last one found (R. Reiter, A
theory of diagnosis from first principles, 1987), as far as a number of questions allows.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from evaluator.frozen import frozen

One = TypeVar("One")


@frozen
class Sufficient(Generic[One]):
    """Things that suffice, none of which can be left out; `fewest` says that no fewer do."""

    chosen: frozenset[One]
    fewest: bool


class _SpentError(Exception):
    """As many questions were asked as may be."""


class _Enough(Generic[One]):
    """Whether some things are enough, each selection asked for once; no more `questions` than those that are left."""

    def __init__(self, holds: Callable[[frozenset[One]], bool]) -> None:
        self._holds = holds
        self._found: dict[frozenset[One], bool] = {}
        self.questions: int | None = None

    def __call__(self, some: frozenset[One]) -> bool:
        found = self._found.get(some)
        if found is None:
            if self.questions is not None:
                if not self.questions:
                    raise _SpentError
                self.questions -= 1
            found = self._found[some] = self._holds(some)
        return found


def sufficient(
    every: Sequence[One],
    holds: Callable[[frozenset[One]], bool],
    hint: Sequence[One],
    questions: int,
    together: Callable[[One], Iterable[Hashable]],
) -> Sufficient[One] | None:
    """The fewest of some things for which a monotone claim holds; None if it does not hold for all of them.

    Args:
        every: The things, those that are preferred first.
        holds: Whether the claim holds for some of them; if it does, it holds for more.
        hint: Those that are likely to suffice, with few to spare; if they do not, nothing is lost but time.
        questions: How often `holds` may be asked to make sure that there are not fewer.
        together: What a thing has in common with others: if it can be left out, perhaps all those can.
    """
    enough = _Enough(holds)
    whole = frozenset(every)
    needed = _needed(hint, whole, enough, together)
    spare = [each for each in hint if each not in needed]
    if not enough(frozenset(hint)):
        if not enough(whole):
            return None
        hinted = frozenset(hint)
        needed |= _needed([each for each in every if each not in hinted], whole, enough, together)
        spare = [each for each in every if each not in needed]
    best = needed if enough(needed) else needed | _irreducible(spare, needed, enough)
    if len(best) <= len(needed) + 1:
        return Sufficient(best, fewest=True)
    enough.questions = questions
    try:
        for other in _others(every, needed, best, enough):
            best = min(best, other, key=len)
    except _SpentError:
        return Sufficient(best, fewest=False)
    return Sufficient(best, fewest=True)


def _others(
    every: Sequence[One], needed: frozenset[One], first: frozenset[One], enough: Callable[[frozenset[One]], bool]
) -> Iterator[frozenset[One]]:
    """All other sets that are enough and of which nothing can be left out, by leaving out what those before contain."""
    whole = frozenset(every)
    pending: list[tuple[frozenset[One], frozenset[One]]] = [(frozenset(), first)]
    seen = {frozenset[One]()}
    while pending:
        without, found = pending.pop(0)
        for left_out in sorted(found - needed, key=every.index):
            fewer = without | {left_out}
            if fewer not in seen:
                seen.add(fewer)
                if enough(whole - fewer):
                    rest = [each for each in every if each not in fewer and each not in needed]
                    other = needed | _irreducible(rest, needed, enough)
                    yield other
                    pending.append((fewer, other))


def _needed(
    some: Sequence[One],
    whole: frozenset[One],
    enough: Callable[[frozenset[One]], bool],
    together: Callable[[One], Iterable[Hashable]],
) -> frozenset[One]:
    """Those of some without which all others are not enough."""
    needed: set[One] = set()
    spare: set[One] = set()
    tried: set[Hashable] = set()
    for each in some:
        if each in spare:
            continue
        if not enough(whole - {each}):
            needed.add(each)
            continue
        spare.add(each)
        for common in together(each):
            alike = {one for one in some if one not in needed and common in together(one)}
            if common not in tried and not alike <= spare and enough(whole - alike):
                spare |= alike
            tried.add(common)
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
