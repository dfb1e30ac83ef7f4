"""Expression trees drawn by Hypothesis, and what is needed to compare them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from evaluator.diagnostics import Findings
from evaluator.frozen import fields
from evaluator.source import Source, Span
from evaluator.syntax.expressions import (
    Aggregate,
    Arithmetic,
    Binder,
    Call,
    Choice,
    Compare,
    DateLiteral,
    Expression,
    Logic,
    Negative,
    Not,
    NumberLiteral,
    Path,
    Quantified,
    Rounded,
    Said,
    TextLiteral,
    WordLiteral,
)
from evaluator.syntax.lexer import LITERAL_WORDS, RESERVED, SCALES
from evaluator.syntax.parser import parse_binder, parse_expression
from evaluator.syntax.yaml_tree import Scalar

if TYPE_CHECKING:
    from evaluator.diagnostics import Diagnostic

NOWHERE = Span(Source("nowhere", ""), 0, 0)

SOFT_WORDS = ("up", "down", "half", "even", "to", "business")
UNITS = ("days", "business days", "business", "a business days", "up business a")
NAMES = ("a", "b1", "revenue", "in_force", "is_late", "android", "größe", "x_", "_y", "EUR", "GW", "at", *SOFT_WORDS)


def scalar(text: str) -> Scalar:
    """A text as if it stood alone in a file."""
    return Scalar(text, Span(Source("expression", text), 0, len(text)))


def parsed(text: str) -> Expression:
    """The expression that a text says; it must be one."""
    findings = Findings()
    expression = parse_expression(scalar(text), findings)
    assert expression is not None, [found.message for found in findings]
    assert not len(findings)
    return expression


def parsed_binder(text: str) -> Binder:
    """What a text binds; it must be right."""
    findings = Findings()
    binder = parse_binder(scalar(text), findings)
    assert binder is not None, [found.message for found in findings]
    return binder


def refused(text: str) -> Diagnostic:
    """The one finding on a text that is no expression."""
    findings = Findings()
    assert parse_expression(scalar(text), findings) is None
    (found,) = findings
    return found


def without_places(node: object) -> object:
    """A tree as nested tuples that hold everything but its places."""
    if isinstance(node, tuple):
        return tuple(without_places(part) for part in node)
    if isinstance(node, Expression | Binder):
        parts = [without_places(getattr(node, name)) for name in fields(node) if "span" not in name]
        return (type(node).__name__, *parts)
    return node


names = st.sampled_from(NAMES)
words = st.one_of(names, st.sampled_from(sorted(RESERVED)))
digits = st.from_regex(r"\A(0|[1-9][0-9]{0,6})(\.[0-9]{1,4})?\Z")
units = st.one_of(names.filter(lambda name: name != "business"), st.sampled_from(UNITS))
numbers = st.one_of(
    st.builds(NumberLiteral, st.just(NOWHERE), digits.map(Decimal), st.none(), st.sampled_from(["%", None])),
    st.builds(
        NumberLiteral,
        st.just(NOWHERE),
        digits.map(Decimal),
        st.none() | st.sampled_from(sorted(SCALES)),
        st.none() | units,
    ),
)
days = st.builds(
    DateLiteral, st.just(NOWHERE), st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99), st.none(), st.none()
)
moments = st.builds(
    DateLiteral, st.just(NOWHERE), st.integers(0, 9999), *(st.integers(0, 99) for _ in range(4))
)  # fmt: skip
texts = st.builds(TextLiteral, st.just(NOWHERE), st.text("ab'\" .,#:é漢", max_size=6))
literal_words = st.builds(WordLiteral, st.just(NOWHERE), st.sampled_from(sorted(LITERAL_WORDS)))
paths = st.builds(
    lambda first, more: Path(NOWHERE, (first, *more), (NOWHERE,) * (1 + len(more))), names, st.lists(words, max_size=3)
)
leaves = st.one_of(paths, numbers, days, moments, texts, literal_words)


def _binders(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Binder]:
    return st.builds(
        lambda name, domain, alias, ever, where: Binder(
            NOWHERE, name, NOWHERE, domain, alias, None if alias is None else NOWHERE, ever, where
        ),
        names,
        st.none() | inner,
        st.none() | names,
        st.booleans(),
        st.none() | inner,
    )


def _said(subject: Expression, verb: str, negated: bool, options: list[Expression], one_of: bool) -> Said:
    kept = tuple(options) if one_of else (options[0],)
    return Said(NOWHERE, subject, verb, NOWHERE, negated, kept, one_of)


def _quantified(quantifier: str, binder: Binder, body: Expression | None, said: Said | None) -> Quantified:
    if said is None:
        return Quantified(NOWHERE, quantifier, binder, body)
    subject = Path(NOWHERE, (binder.variable,), (NOWHERE,))
    tail = _said(subject, said.verb, said.negated, list(said.options), said.one_of)
    return Quantified(NOWHERE, quantifier, binder, said=tail)


def _compound(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    nowhere = st.just(NOWHERE)
    some = st.lists(inner, min_size=1, max_size=3)
    said = st.builds(_said, inner, st.sampled_from(["is", "was"]), st.booleans(), some, st.booleans())
    comparisons = st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "in"])
    operators = st.sampled_from(["+", "-", "*", "/", "of", "^", ".."])
    days_call = Path(NOWHERE, ("days",), (NOWHERE,))
    return st.one_of(
        st.builds(Not, nowhere, inner),
        st.builds(Negative, nowhere, inner),
        st.builds(Logic, nowhere, st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=4).map(tuple)),
        st.builds(Compare, nowhere, comparisons, nowhere, inner, inner),
        said,
        st.builds(Arithmetic, nowhere, operators, nowhere, inner, inner),
        st.builds(
            _quantified, st.sampled_from(["some", "every"]), _binders(inner), st.none() | inner, st.none() | said
        ),
        st.builds(
            Aggregate,
            nowhere,
            st.sampled_from(["sum", "latest", "earliest", "largest", "smallest", "days"]),
            nowhere,
            inner,
            _binders(inner),
        ),
        st.builds(Aggregate, nowhere, st.just("count"), nowhere, st.none(), _binders(inner)),
        st.builds(Call, nowhere, paths | st.just(days_call), some.map(tuple)),
        st.builds(Choice, nowhere, inner, inner, inner),
        st.builds(Rounded, nowhere, inner, st.sampled_from(["half up", "up", "down", "half even"]), inner),
    )


trees: st.SearchStrategy[Expression] = st.recursive(leaves, _compound, max_leaves=12)
