"""The words that clauses and terms mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluator.model.agreement import Clause, TermDeclaration
from evaluator.syntax.expressions import Binder, Expression, Path, children


def trees_of(part: Clause | TermDeclaration) -> Iterator[Expression | Binder]:
    """The expressions of a clause or a term, and what its `for each` binds."""
    if isinstance(part, Clause):
        conditions = (condition for _, condition in part.exceptions)
        trees = (*part.for_each, part.who, part.to, part.ensure, part.where, *conditions)
        trees += (part.when, part.unless, part.starts, part.until, part.through)
        trees += (part.not_before, part.due, part.amount, *(effect.to for effect in part.effects))
        if part.upon is not None:
            upon = part.upon
            trees += (upon.event, upon.binder, upon.starts, upon.when, upon.unless, upon.until, upon.through)
    else:
        trees = (part.for_each, part.means, *(tree for case in part.cases for tree in (case.when, case.then)))
    yield from (tree for tree in trees if tree is not None)


def words_of(tree: Expression | Binder) -> Iterator[str]:
    """The first word of every path and the name of every binder, and `reading.NAME` for each reading."""
    waiting: list[Expression | Binder] = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Path):
            yield ".".join(part.words[:2]) if part.words[0] == "reading" else part.words[0]
        elif isinstance(part, Binder):
            yield part.name
        waiting.extend(children(part))


def every_word(trees: Iterable[Expression | Binder]) -> Iterator[str]:
    """The words of several trees."""
    for tree in trees:
        yield from words_of(tree)
