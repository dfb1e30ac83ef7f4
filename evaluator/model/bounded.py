"""Expressions and stated values: `5 GW`, `unknown`, `at least 5 GW`, `between 3 GW and 5 GW`, a list, `none`."""

from __future__ import annotations

import re
from functools import cached_property

from evaluator.diagnostics import Findings, impossible
from evaluator.frozen import frozen
from evaluator.model.agreement import Bounded
from evaluator.model.dates import check_dates_in
from evaluator.model.names import shortened
from evaluator.source import Span
from evaluator.syntax.expressions import Binder, Expression, TextLiteral
from evaluator.syntax.parser import parse_binder, parse_expression
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence

_BOUND = re.compile(r"\s*(at\s+least|at\s+most|between)(?:\s+|$)")
_DATED = re.compile(r"\d{4}-\d")


def expression_of(node: Node, subject: str, findings: Findings, wanted: str = "an expression") -> Expression | None:
    """The expression that a value holds; `subject` is what holds it (`` `when` ``), `wanted` what it should be."""
    scalar = text_of(node, subject, wanted, findings)
    if scalar is None:
        return None
    expression = parse_expression(scalar, findings)
    if expression is not None and _DATED.search(scalar.text):
        check_dates_in(expression, findings)
    return expression


def binder_of(node: Node, subject: str, findings: Findings) -> Binder | None:
    """What `for each` binds: `revenue`, or `revenue where (…)`."""
    scalar = text_of(node, subject, "the name of an entity or an action", findings)
    if scalar is None:
        return None
    binder = parse_binder(scalar, findings)
    if binder is not None and _DATED.search(scalar.text):
        check_dates_in(binder, findings)
    return binder


def bounded_of(node: Node, subject: str, findings: Findings) -> Bounded | None:
    """A stated value: exact, bounded, unknown, a list or `none`."""
    if isinstance(node, Sequence):
        if not node.items:
            report_empty_list(node, subject, "write `none`", findings)
            return None
        elements = [bounded_of(item, subject, findings) for item in node.items]
        kept = tuple(element for element in elements if element is not None)
        return Bounded(node.span, elements=kept) if len(kept) == len(elements) else None
    scalar = text_of(node, subject, "a value", findings)
    if scalar is None:
        return None
    if scalar.plain:
        if scalar.text == "unknown":
            return Bounded(scalar.span)
        if scalar.text == "none":
            return Bounded(scalar.span, elements=())
    bound = _BOUND.match(scalar.text)
    if bound is not None:
        return _with_bounds(scalar, bound, findings)
    value = _quoted(scalar) if not scalar.plain else expression_of(scalar, subject, findings, "a value")
    if value is None:
        return None
    return Bounded(scalar.span, value, value, quoted=None if scalar.plain else scalar.text)


def text_of(node: Node, subject: str, wanted: str, findings: Findings) -> Scalar | None:
    """The scalar that a value is; a list, a mapping or nothing at all is reported."""
    match node:
        case Scalar():
            if node.text.strip():
                return node
            findings.error("E206", f"{subject} has no value", node.span, help=f"write {wanted} after the colon")
        case Sequence() | Mapping():
            cure = f"write {wanted}"
            if node.flow:
                cure += ", in quotes if `[` or `{` belongs to it"
            report_kind(node, subject, wanted, cure, findings)
        case _:
            impossible("a node is a scalar, a sequence or a mapping")
    return None


def report_kind(node: Node, subject: str, wanted: str, cure: str, findings: Findings) -> None:
    """Add the finding that a list stands where text is wanted, or the like."""
    if isinstance(node, Scalar) and not node.text.strip():
        findings.error("E206", f"{subject} has no value", node.span, help=cure)
        return
    findings.error("E205", f"{subject} takes {wanted}, not {kind_word(node)}", head(node), help=cure)


def report_empty_list(node: Sequence | Mapping, subject: str, cure: str, findings: Findings) -> None:
    """Add the finding that a list has no members."""
    findings.error(
        "E213", f"{subject} is an empty {'list' if isinstance(node, Sequence) else 'mapping'}", node.span, help=cure
    )


def kind_word(node: Node) -> str:
    """What a node is, in words."""
    match node:
        case Scalar():
            return f"`{shortened(node.text)}`"
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"


def head(node: Node) -> Span:
    """The place to point at for a node: its first line."""
    return head_of(node.span)


def head_of(span: Span) -> Span:
    """The first line of a stretch."""
    length = span.text.find("\n")
    return span if length < 0 else Span(span.source, span.start, span.start + length)


@frozen
class Piece(Scalar):
    """A stretch of a scalar, whose characters keep their places in the source."""

    whole: Scalar | None = None
    first: int = 0

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """The place in the source of each character, and the end."""
        whole = self.whole or self
        return whole.offsets[self.first : self.first + len(self.text) + 1]

    def part(self, start: int, end: int) -> Span:
        """The span in the source of the characters `[start, end)` of the stretch."""
        if self.whole is None:
            return super().part(start, end)
        length = len(self.text)
        return self.whole.part(self.first + min(start, length), self.first + min(end, length))


def piece(scalar: Scalar, start: int, end: int) -> Piece:
    """The characters `[start, end)` of a scalar without blanks around them."""
    text = scalar.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Piece(text, scalar.part(start, start + len(text)), scalar.plain, scalar, start)


def _quoted(scalar: Scalar) -> Expression:
    """What a quoted value holds: an expression if it is one, else the text itself."""
    scratch = Findings()
    parsed = parse_expression(scalar, scratch)
    if parsed is not None:
        check_dates_in(parsed, scratch)
    return TextLiteral(scalar.span, scalar.text) if parsed is None or len(scratch) else parsed


def _with_bounds(scalar: Scalar, bound: re.Match[str], findings: Findings) -> Bounded | None:
    word = " ".join(bound[1].split())
    start, end = bound.end(), len(scalar.text)
    if word != "between":
        value = _bound_value(scalar, start, end, word, findings)
        if value is None:
            return None
        return Bounded(scalar.span, low=value) if word == "at least" else Bounded(scalar.span, high=value)
    middle = _outer_and(scalar.text, start)
    if middle is None:
        findings.error(
            "E223", "`between` needs two values", scalar.span, help="write `between 3 GW and 5 GW`, with the `and`"
        )
        return None
    low = _bound_value(scalar, start, middle, word, findings)
    high = _bound_value(scalar, middle + len(" and "), end, word, findings)
    return None if low is None or high is None else Bounded(scalar.span, low, high)


def _bound_value(scalar: Scalar, start: int, end: int, word: str, findings: Findings) -> Expression | None:
    part = piece(scalar, start, end)
    if not part.text:
        findings.error("E223", f"`{word}` has no value", scalar.span, help=f"write `{word} 5 GW`, or `unknown`")
        return None
    return expression_of(part, f"`{word}`", findings, "a value")


def _outer_and(text: str, start: int) -> int | None:
    """Where ` and ` stands outside brackets."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0 and text.startswith(" and ", place):
            return place
    return None
