"""Every way in which an expression can be changed at one place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, TypeVar

from evaluator.frozen import fields, frozen, replace
from evaluator.model.agreement import Bounded
from evaluator.source import Span
from evaluator.syntax import expressions as tree

Item = TypeVar("Item")
Node = tree.Expression | tree.Binder

_BOUNDARY: Final = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_REVERSED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "!=", "!=": "="}
_LOGIC: Final = {"and": "or", "or": "and"}


@frozen
class Rewrite:
    """An expression changed at one place: `kind` says how, `was` and `becomes` are the text there."""

    kind: str
    span: Span
    was: str
    becomes: str
    result: Node


def rewrites(node: Node) -> Iterator[Rewrite]:
    """All changes of an expression: its own, then those of its parts, in the order of the text."""
    yield from _own(node)
    for name in fields(type(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            for found in rewrites(value):
                yield replace(found, result=replace(node, **{name: found.result}))
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                if isinstance(part, Node):
                    for found in rewrites(part):
                        changed = (*value[:index], found.result, *value[index + 1 :])
                        yield replace(found, result=replace(node, **{name: changed}))


def negated(expression: tree.Expression) -> Rewrite:
    """A condition that holds where it did not."""
    if isinstance(expression, tree.Not):
        return Rewrite(
            "negation", expression.span, expression.span.text, expression.operand.span.text, expression.operand
        )
    text = expression.span.text
    return Rewrite("negation", expression.span, text, f"not ({text})", tree.Not(expression.span, expression))


def bounded_rewrites(value: Bounded) -> Iterator[tuple[Rewrite, Bounded]]:
    """All changes of a stated value, of its bounds where it has any."""
    if value.low is not None and value.low is value.high:
        for rewrite in rewrites(value.low):
            yield rewrite, replace(value, low=rewrite.result, high=rewrite.result)
        return
    for name in ("low", "high"):
        expression = getattr(value, name)
        for rewrite in rewrites(expression) if expression is not None else ():
            yield rewrite, replace(value, **{name: rewrite.result})


def left_out(kind: str, span: Span, was: str) -> Rewrite:
    """Something that is not there any more."""
    return Rewrite(kind, span, was, "left out", tree.WordLiteral(span, ""))


def dropped(part: tree.Expression | Bounded) -> Rewrite:
    """What is written is not there any more."""
    return left_out("dropped", part.span, part.span.text)


def replaced(items: tuple[Item, ...], number: int, item: Item) -> tuple[Item, ...]:
    """The items with another one in the place of that number."""
    return (*items[:number], item, *items[number + 1 :])


def without(items: tuple[Item, ...], number: int) -> tuple[Item, ...]:
    """The items without the one of that number."""
    return (*items[:number], *items[number + 1 :])


def _own(node: Node) -> Iterator[Rewrite]:
    match node:
        case tree.Compare(operator=operator):
            for kind, table in (("boundary", _BOUNDARY), ("comparison", _REVERSED)):
                if operator in table:
                    other = table[operator]
                    changed = replace(node, operator=other)
                    yield Rewrite(kind, node.operator_span, operator, other, changed)
        case tree.Said():
            word = "is" if node.verb == "is" else "was"
            was, becomes = (f"{word} not", word) if node.negated else (word, f"{word} not")
            yield Rewrite("comparison", node.verb_span, was, becomes, replace(node, negated=not node.negated))
        case tree.Logic(operator=operator):
            span = _between(node.operands[0].span, node.operands[1].span)
            yield Rewrite("logic", span, operator, _LOGIC[operator], replace(node, operator=_LOGIC[operator]))
        case tree.Not():
            yield Rewrite("negation", node.span, node.span.text, node.operand.span.text, node.operand)
        case tree.DateLiteral():
            yield from _dates(node)
        case tree.NumberLiteral():
            yield from _numbers(node)
        case tree.Binder(where=condition) if condition is not None:
            was = f"where ({condition.span.text})"
            yield Rewrite("filter", condition.span, was, "without it", replace(node, where=None))
        case _:
            return


def _dates(node: tree.DateLiteral) -> Iterator[Rewrite]:
    try:
        day = date(node.year, node.month, node.day)
    except ValueError:
        return
    for days in (-1, 1):
        try:
            moved = day + timedelta(days=days)
        except OverflowError:
            continue
        changed = replace(node, year=moved.year, month=moved.month, day=moved.day)
        becomes = node.span.text.replace(str(day), str(moved))
        yield Rewrite("date", node.span, node.span.text, becomes, changed)


def _numbers(node: tree.NumberLiteral) -> Iterator[Rewrite]:
    """One more and one less, in the last digit that is written."""
    exponent = node.number.as_tuple().exponent
    step = Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    for number in (node.number - step, node.number + step):
        if number >= 0:
            words = " ".join(part for part in (f"{number:f}", node.scale, node.unit) if part)
            becomes = words.replace(" %", "%")
            yield Rewrite("number", node.span, node.span.text, becomes, replace(node, number=number))


def _between(first: Span, second: Span) -> Span:
    """The text between two parts."""
    return Span(first.source, first.end, second.start)
