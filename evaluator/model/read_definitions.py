"""What an agreement defines beside its clauses: sources, parameters, readings and terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evaluator.diagnostics import Findings, Label, did_you_mean
from evaluator.model.agreement import (
    Bounded,
    Case,
    Name,
    ParameterDeclaration,
    ProposalDeclaration,
    ReadingDeclaration,
    SourceDeclaration,
    TermDeclaration,
)
from evaluator.model.bounded import bounded_of, expression_of, head, report_empty_list, report_kind, text_of
from evaluator.model.dates import date_of
from evaluator.model.fields import Fields, Shape, entries_of, fields_of, one_of
from evaluator.model.names import name_of, unique
from evaluator.model.read_vocabulary import read_type
from evaluator.source import Span
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence
from evaluator.values.truth import CERTAINTIES, Certainty

UNDECIDED = "undecided"

SOURCE = Shape("a source", ("title", "url"), ("title",))
PARAMETER = Shape("a parameter", ("value", "values", "type", "certainty", "cite", "note"))
PROPOSAL = Shape("a proposal", ("title", "dated", "cite", "note"), ("title",))
READING = Shape("a reading", ("question", "options", "default", "note"), ("question", "options"))
TERM = Shape("a term", ("for each", "means", "cases", "note"))
CASE = Shape("a case", ("when", "then"), ("when", "then"))
LAST_CASE = Shape("the last case", ("otherwise",), ("otherwise",))


def read_source(name: Name, node: Node, findings: Findings) -> SourceDeclaration | None:
    """A source: its title, or its title and address."""
    if isinstance(node, Scalar):
        title = text_of(node, f"`{name}`", "the title of the source", findings)
        return None if title is None else SourceDeclaration(name, title.text)
    fields = fields_of(node, SOURCE, f"`{name}`", name.span, findings)
    return None if fields is None else SourceDeclaration(name, fields.text("title"), fields.text("url"))


def read_proposal(name: Name, node: Node, findings: Findings) -> ProposalDeclaration | None:
    """A proposal: what was proposed, when, and who reports it."""
    fields = fields_of(node, PROPOSAL, f"`{name}`", name.span, findings)
    if fields is None:
        return None
    return ProposalDeclaration(
        name, fields.text("title"), fields.text("dated"), fields.names("cite", "a source"), fields.text("note")
    )


def read_parameter(name: Name, node: Node, findings: Findings) -> ParameterDeclaration | None:
    """A parameter: a value, or a mapping with a value or values over time."""
    if not isinstance(node, Mapping):
        stated = bounded_of(node, f"`{name}`", findings)
        return None if stated is None else ParameterDeclaration(name, stated)
    fields = Fields(node, PARAMETER, name.span, findings)
    one_of_two(fields, "value", "values", findings)
    type_node = fields.node("type")
    return ParameterDeclaration(
        name,
        fields.bounded("value"),
        tuple(_read_values(fields, findings)),
        None if type_node is None else read_type(type_node, "`type`", findings),
        fields.choice("certainty", CERTAINTIES, Certainty.CONFIRMED),
        fields.names("cite", "a source"),
        fields.text("note"),
    )


def read_reading(name: Name, node: Node, findings: Findings) -> ReadingDeclaration | None:
    """A reading: a question, its options, and the one that holds by default."""
    fields = fields_of(node, READING, f"`{name}`", name.span, findings)
    if fields is None:
        return None
    before = len(findings)
    options = _read_options(fields.node("options"), findings)
    sound = len(findings) == before
    default = None
    if fields.node("default") is not None:
        default = fields.name("default", "an option")
    if default is not None and default.text == UNDECIDED:
        default = None
    names = [option.text for option, _ in options]
    if default is not None and names and default.text not in names:
        findings.error(
            "E220",
            f"`{default}` is no option of `{name}`",
            default.span,
            help=did_you_mean(default.text, [*names, UNDECIDED]) or f"write {one_of((*names, UNDECIDED))}",
        )
    if sound and options and len(options) < 2:
        cure = "name every answer that is argued for; what is not in question needs no reading"
        findings.error("E221", f"`{name}` has only one option", options[0][0].span, help=cure)
    return ReadingDeclaration(name, fields.text("question"), options, default, fields.text("note"))


def read_term(name: Name, node: Node, findings: Findings) -> TermDeclaration | None:
    """A defined term: an expression, or a mapping with its meaning or a table of cases."""
    if not isinstance(node, Mapping):
        means = expression_of(node, f"`{name}`", findings)
        return None if means is None else TermDeclaration(name, means)
    fields = Fields(node, TERM, name.span, findings)
    one_of_two(fields, "means", "cases", findings)
    return TermDeclaration(
        name,
        fields.expression("means"),
        tuple(_read_cases(fields.node("cases"), findings)),
        fields.binder("for each"),
        fields.text("note"),
    )


def one_of_two(fields: Fields, first: str, second: str, findings: Findings) -> None:
    """Report a mapping that has neither or both of two keys."""
    if first in fields and second in fields:
        findings.error(
            "E222",
            f"`{first}` and `{second}` exclude each other",
            fields.key(second),
            help="leave one of them out",
            others=[Label(fields.key(first), "the first is here")],
        )
    elif first not in fields and second not in fields:
        findings.error(
            "E204",
            f"{fields.shape.subject} needs `{first}` or `{second}`",
            fields.place,
            help=f"add `{first}: …`",
        )


def _read_values(fields: Fields, findings: Findings) -> Iterator[tuple[date, Span, Bounded]]:
    """Values by the first day each holds, in the order written, which is that of the calendar."""
    node = fields.node("values")
    if node is None:
        return
    if not isinstance(node, Mapping):
        cure = "write `{2026-01-01: 5%, 2027-01-01: 6%}`, the first day of each value"
        report_kind(node, "`values`", "a mapping of dates to values", cure, findings)
        return
    if not node.entries:
        report_empty_list(node, "`values`", "write `value: unknown` if it is not known", findings)
    latest: tuple[date, Span] | None = None
    for key, value in node.entries:
        day = date_of(key, findings, timed=False)
        stated = bounded_of(value, f"`{key.text}`", findings)
        if day is None:
            continue
        if latest is not None and day <= latest[0]:
            findings.error(
                "E224",
                f"`{key.text}` does not come after the date before it",
                key.span,
                help="write the values in the order of their dates",
                others=[Label(latest[1], "the date before it")],
            )
        latest = (day, key.span)
        if stated is not None:
            yield day, key.span, stated


def _read_options(node: Node | None, findings: Findings) -> tuple[tuple[Name, str], ...]:
    if node is None:
        return ()
    options: list[tuple[Name, str]] = []
    if isinstance(node, Sequence):
        if not node.items:
            report_empty_list(node, "`options`", "name the answers: `{kept: it stays, gone: it ends}`", findings)
        for item in node.items:
            scalar = text_of(item, "`options`", "the name of an option", findings)
            name = None if scalar is None else _option_name(scalar, findings)
            if name is not None:
                options.append((name, ""))
        unique((name for name, _ in options), findings)
    elif isinstance(node, Mapping):
        for name, value in entries_of(node, "`options`", "an option", findings):
            text = text_of(value, f"`{name}`", "what this answer says", findings)
            if text is not None and _is_free(name, findings):
                options.append((name, text.text))
    else:
        cure = "name the answers: `{kept: it stays, gone: it ends}`"
        report_kind(node, "`options`", "a mapping of names to answers", cure, findings)
    return tuple(options)


def _option_name(scalar: Scalar, findings: Findings) -> Name | None:
    name = name_of(scalar, "an option", findings)
    return name if name is not None and _is_free(name, findings) else None


def _is_free(name: Name, findings: Findings) -> bool:
    if name.text != UNDECIDED:
        return True
    cure = "leave it out: `default: undecided` is always possible"
    findings.error("E209", f"`{name}` is a word of the language and cannot name an option", name.span, help=cure)
    return False


def _read_cases(node: Node | None, findings: Findings) -> Iterator[Case]:
    """The rows of a table: `{when: …, then: …}`, and last `{otherwise: …}`."""
    if node is None:
        return
    cure = "write rows `- when: …` with `then: …`, and last `- otherwise: …`"
    if not isinstance(node, Sequence):
        report_kind(node, "`cases`", "a list of rows", cure, findings)
        return
    if not node.items:
        report_empty_list(node, "`cases`", cure, findings)
    for number, row in enumerate(node.items, 1):
        if not isinstance(row, Mapping):
            report_kind(row, "`cases`", "rows that are mappings", cure, findings)
            continue
        if row.get("otherwise") is None:
            fields = Fields(row, CASE, head(row), findings)
            when, then = fields.expression("when"), fields.expression("then")
            if when is not None and then is not None:
                yield Case(row.span, when, then)
            continue
        fields = Fields(row, LAST_CASE, head(row), findings)
        if number < len(node.items):
            findings.error(
                "E225",
                "rows after `otherwise` are never reached",
                fields.key("otherwise"),
                help="move `otherwise` to the end of the table",
            )
        then = fields.expression("otherwise")
        if then is not None:
            yield Case(row.span, None, then)
