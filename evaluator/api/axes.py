"""The values that the facts of a grid are given: lists, ranges with a step, all options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import partial
from math import prod
from typing import Final

from evaluator.api.changed import Changes, Fact, Given, node_of, node_of_text
from evaluator.comparisons.axis_values import OPTIONS, pieces
from evaluator.comparisons.ranges import MOST_CELLS, is_range, stepped
from evaluator.diagnostics import QuestionError
from evaluator.syntax.yaml_tree import Node

_MOST_FACTS: Final = 2


def axes_of(
    changes: Changes, facts: Mapping[str, object], fixed: Iterable[str]
) -> tuple[tuple[Fact, tuple[Given, ...]], ...]:
    """The facts with the values that each is given, as `grid` takes them; `fixed` are facts that are fixed already.

    Raises:
        QuestionError: a fact or a value is not there, a fact is fixed already, or there are too many cells.
    """
    if not 1 <= len(facts) <= _MOST_FACTS:
        raise QuestionError(f"a grid is of one fact or of two, not of {len(facts)}")
    for address in fixed:
        if address in facts:
            raise QuestionError(f"`{address}` is a fact of the grid, and cannot be fixed as well")
    axes = tuple(_axis(changes, address, values) for address, values in facts.items())
    count = prod(len(givens) for _, givens in axes)
    if count > MOST_CELLS:
        raise QuestionError(f"the grid has {count:,} cells; at most {MOST_CELLS:,} are evaluated: give fewer values")
    return axes


def _axis(changes: Changes, address: str, values: object) -> tuple[Fact, tuple[Given, ...]]:
    """The fact and the values it is given, each once."""
    fact = changes.fact(address)
    found: dict[str, Given] = {}
    for node in _nodes(changes, fact, values):
        given = changes.given(fact, node)
        if given.words in found:
            earlier = found[given.words].text
            same = "" if earlier == given.text else f", as `{earlier}` and as `{given.text}`"
            raise QuestionError(f"`{address}` is given `{given.words}` twice{same}; leave one out")
        found[given.words] = given
    if not found:
        raise QuestionError(f"`{address}` has no values; write some, `{address}=…, …`")
    return fact, tuple(found.values())


def _nodes(changes: Changes, fact: Fact, values: object) -> Iterator[Node]:
    for part, node in _parts(fact, values):
        if part == OPTIONS:
            options = changes.options(fact)
            if not options:
                raise QuestionError(
                    f"`{fact.address}` is of type {fact.type}, whose values cannot be listed; "
                    "write them, or a range with a step"
                )
            yield from (node_of_text(option, fact.address) for option in options)
        elif isinstance(part, str) and is_range(part):
            yield from (node_of_text(value, fact.address) for value in stepped(part, fact.address))
        else:
            yield node()


def _parts(fact: Fact, values: object) -> Iterator[tuple[object, Callable[[], Node]]]:
    """The values of a list or of a text, each with how it is read."""
    if isinstance(values, str):
        for text in pieces(values, fact.address):
            yield text, partial(node_of_text, text, fact.address)
    elif isinstance(values, Iterable) and not isinstance(values, Mapping | bytes):
        for value in sorted(values, key=str) if isinstance(values, Set) else values:
            yield value, partial(node_of, value, fact.address)
    else:
        raise QuestionError(f"`{fact.address}` has no list of values; put the value into a list")
