"""Every way in which one use of a pattern can be changed at one place: its arguments, and what it adds to clauses."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import chain, combinations

from evaluator.frozen import replace
from evaluator.model.agreement import Part, Use
from evaluator.mutations.additions import of_exceptions, of_priorities
from evaluator.mutations.rewrites import Rewrite, bounded_rewrites, dropped, negated, replaced, without
from evaluator.syntax import expressions as tree

_CONDITIONS = (tree.Compare, tree.Logic, tree.Quantified)
"""What is evidently a condition (of a name it cannot be told), and not turned over already by `is not` for `is`."""
_OPPOSITE = {"yes": "no", "no": "yes"}


def use_rewrites(use: Use, parties: Set[str]) -> Iterator[tuple[str, Rewrite, Use]]:
    """All of them: the key, the change, and the use as it is then. `parties` are those of the agreement.

    An argument that says `yes` is turned over. One that is left out makes the pattern's default count; where there is
    none, the checks refuse it.
    """
    for number, (name, value) in enumerate(use.arguments):
        key = f"with {name.text}"
        for rewrite, changed in bounded_rewrites(value):
            yield key, rewrite, replace(use, arguments=replaced(use.arguments, number, (name, changed)))
        if value.exact and isinstance(value.low, _CONDITIONS):
            turned = negated(value.low)
            other = replace(value, low=turned.result, high=turned.result)
            yield key, turned, replace(use, arguments=replaced(use.arguments, number, (name, other)))
        opposite = None if value.quoted is not None else _OPPOSITE.get(value.span.text)
        if opposite is not None:
            word = tree.WordLiteral(value.span, opposite)
            other = replace(value, low=word, high=word)
            over = Rewrite("switch", value.span, value.span.text, opposite, word)
            yield key, over, replace(use, arguments=replaced(use.arguments, number, (name, other)))
        if value.exact:
            rest = without(use.arguments, number)
            yield key, dropped(value), replace(use, arguments=rest)
    yield from _exchanged(use, parties)
    for key, rewrite, main in _of_part(use.main, ""):
        yield key, rewrite, replace(use, main=main)
    for number, part in enumerate(use.parts):
        for key, rewrite, changed_part in _of_part(part, f"{part.name.text} "):
            yield key, rewrite, replace(use, parts=replaced(use.parts, number, changed_part))


def _exchanged(use: Use, parties: Set[str]) -> Iterator[tuple[str, Rewrite, Use]]:
    """Two arguments that name different parties, each in the place of the other."""
    named = [number for number, (_, value) in enumerate(use.arguments) if value.span.text in parties]
    for first, second in combinations(named, 2):
        (one, value), (other, other_value) = use.arguments[first], use.arguments[second]
        words = f"{value.span.text} and {other_value.span.text}"
        if value.span.text != other_value.span.text:
            arguments = replaced(replaced(use.arguments, first, (one, other_value)), second, (other, value))
            exchanged = Rewrite("parties", value.span, words, "exchanged", tree.WordLiteral(value.span, ""))
            yield f"with {one.text}", exchanged, replace(use, arguments=arguments)


def _of_part(part: Part, prefix: str) -> Iterator[tuple[str, Rewrite, Part]]:
    """What a use adds to a clause of its pattern: exceptions and priorities."""
    for key, rewrite, changed in chain(of_exceptions(part), of_priorities(part)):
        yield f"{prefix}{key}", rewrite, changed
