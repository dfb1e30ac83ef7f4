"""The expression tree: what an author wrote, before names and types are looked at.

Every node knows its span. The grammar is in `docs/grammar.lark`; `evaluator.syntax.parser` reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import get_args

from evaluator.frozen import frozen
from evaluator.source import Span


@frozen
class NumberLiteral:
    """`5`, `1.10`, `20%`, `12.0 billion USD`, `5 GW`, `30 days`, `2 business days`, `2 banking business days`.

    `scale` is one of thousand, million, billion, trillion; `unit` is what follows, as written (`%`, `USD`, `GW`,
    `days`, `business days`, `banking business days`).
    """

    span: Span
    number: Decimal
    scale: str | None = None
    unit: str | None = None


@frozen
class DateLiteral:
    """`2026-05-01` or `2026-05-01 10:30`; the parts are digits, not yet a date (there is no 31 February)."""

    span: Span
    year: int
    month: int
    day: int
    hour: int | None = None
    minute: int | None = None


@frozen
class TextLiteral:
    """Text in single or double quotes."""

    span: Span
    text: str


@frozen
class WordLiteral:
    """One of the words `yes`, `no`, `never`, `none`, `unknown`, `today`, `anyone`, `anything`."""

    span: Span
    word: str


@frozen
class Path:
    """`declaration`, `verdict.of.by`: a name and the words after its dots; `spans` are those of the words."""

    span: Span
    words: tuple[str, ...]
    spans: tuple[Span, ...]


@frozen
class Call:
    """`overdue(invoice)`, `rate(today)`, `overlap(p, q)`, `loan(x).verdict` is not one."""

    span: Span
    function: Path
    arguments: tuple[Expression, ...]


@frozen
class Not:
    """`not x`."""

    span: Span
    operand: Expression


@frozen
class Logic:
    """`a and b and c` or `a or b`; at least two operands."""

    span: Span
    operator: str
    operands: tuple[Expression, ...]


@frozen
class Compare:
    """`a < b`; the operator is one of `=`, `!=`, `<`, `<=`, `>`, `>=`, `in`."""

    span: Span
    operator: str
    operator_span: Span
    left: Expression
    right: Expression


@frozen
class Said:
    """`a is b`, `a is not b`, `a is one of (b, c)`, `a was breached`.

    `verb` is `is` or `was`; `options` holds one expression, or several after `one of`.
    """

    span: Span
    subject: Expression
    verb: str
    verb_span: Span
    negated: bool
    options: tuple[Expression, ...]
    one_of: bool = False


@frozen
class Arithmetic:
    """`a + b`, `a - b`, `a * b`, `a / b`, `a of b`, `a ^ b`, and the period `a .. b`."""

    span: Span
    operator: str
    operator_span: Span
    left: Expression
    right: Expression


@frozen
class Negative:
    """`-a`."""

    span: Span
    operand: Expression


@frozen
class Binder:
    """`declaration`, `month in lease.term`, `candidate as other`, each with an optional `where (…)`.

    `name` is the type bound (or `day`, `month`, … with a period in `domain`, or any name with a set in `domain`);
    `alias` is the word after `as`.
    """

    span: Span
    name: str
    name_span: Span
    domain: Expression | None = None
    alias: str | None = None
    alias_span: Span | None = None
    ever: bool = False
    where: Expression | None = None

    @property
    def variable(self) -> str:
        """The name under which the bound member is known inside."""
        return self.alias or self.name


@frozen
class Quantified:
    """`some x where (…)`, `every x where (…) satisfies (…)`, `some x is in_force`.

    `body` is the condition after `satisfies`; `said` is the tail `is …`/`was …` applied to the bound member.
    """

    span: Span
    quantifier: str
    binder: Binder
    body: Expression | None = None
    said: Said | None = None


@frozen
class Aggregate:
    """`sum(x.amount for x where (…))`, `count(x where (…))`, `latest(…)`, `earliest(…)`, `largest`, `smallest`, `days`.

    `value` is None for `count`.
    """

    span: Span
    operator: str
    operator_span: Span
    value: Expression | None
    binder: Binder


@frozen
class Choice:
    """`if a then b else c`."""

    span: Span
    condition: Expression
    consequent: Expression
    alternative: Expression


@frozen
class Rounded:
    """`a rounded to 0.01 USD`; `mode` is one of `half up`, `up`, `down`, `half even`."""

    span: Span
    value: Expression
    mode: str
    step: Expression


Expression = (
    NumberLiteral
    | DateLiteral
    | TextLiteral
    | WordLiteral
    | Path
    | Call
    | Not
    | Logic
    | Compare
    | Said
    | Arithmetic
    | Negative
    | Quantified
    | Aggregate
    | Choice
    | Rounded
)


_NODES = (*get_args(Expression), Binder)


def children(node: Expression | Binder) -> Iterator[Expression | Binder]:
    """The nodes right inside a node, in the order of the text."""
    for value in vars(node).values():
        if isinstance(value, tuple):
            for part in value:
                if isinstance(part, _NODES):
                    yield part
        elif isinstance(value, _NODES):
            yield value


def height(node: Expression | Binder) -> int:
    """Levels of a tree: one for a leaf; found without recursion, for trees of any depth."""
    highest = 0
    waiting: list[tuple[Expression | Binder, int]] = [(node, 1)]
    while waiting:
        current, level = waiting.pop()
        highest = max(highest, level)
        waiting.extend((child, level + 1) for child in children(current))
    return highest
