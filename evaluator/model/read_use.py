"""A pattern used in the place of a clause: `use`, its arguments, and what is said of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evaluator.diagnostics import Findings
from evaluator.model.agreement import Bounded, Name, Part, Use
from evaluator.model.bounded import bounded_of, expression_of, report_kind, text_of
from evaluator.model.fields import Fields, Shape, entries_of, fields_of
from evaluator.model.names import shortened
from evaluator.syntax.expressions import Expression
from evaluator.syntax.yaml_tree import Mapping, Node
from evaluator.values.truth import CERTAINTIES

REFERENCE: Final = re.compile(r"([^\W\d_]\w*)@([1-9]\d*)")
"""How a pattern is named: `right_of_first_refusal@1`."""

_OF_A_CLAUSE: Final = ("title", "except", "overrides", "subject to", "certainty", "cite", "note")
USE: Final = Shape("a use of a pattern", ("use", "with", "parts", *_OF_A_CLAUSE), ("use",))
PART: Final = Shape("a part of a pattern", ("id", "question", "options", *_OF_A_CLAUSE))


def read_use(name: Name, node: Mapping, findings: Findings) -> Use | None:
    """A use of a pattern; None where it does not name one. Problems are added to `findings`."""
    fields = Fields(node, USE, name.span, findings)
    pattern = _reference(fields, findings)
    arguments = tuple(_arguments(fields.node("with"), findings))
    parts = tuple(_parts(fields.node("parts"), findings))
    if pattern is None:
        return None
    return Use(name, node.span, pattern, arguments, _part(name, name, fields), parts)


def read_exceptions(fields: Fields) -> tuple[tuple[Name, Expression], ...]:
    """The named exceptions under `except`, each with the condition under which an act is excepted."""
    node = fields.node("except")
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        fields.findings.error(
            "E226",
            "every exception has a name",
            fields.key("except"),
            help="write `except:` and below it, indented, `some_name: …` for each exception",
        )
        return ()
    exceptions = []
    for name, value in entries_of(node, "`except`", "an exception", fields.findings):
        condition = expression_of(value, f"`{name}`", fields.findings)
        if condition is not None:
            exceptions.append((name, condition))
    return tuple(exceptions)


def _reference(fields: Fields, findings: Findings) -> Name | None:
    node = fields.node("use")
    scalar = None if node is None else text_of(node, "`use`", "a pattern such as `exclusivity@1`", findings)
    if scalar is None:
        return None
    if REFERENCE.fullmatch(scalar.text) is None:
        text = shortened(scalar.text)
        findings.error(
            "E330",
            f"`{text}` does not name a pattern with its version",
            scalar.span,
            help="write `name@version` with a whole number, such as `exclusivity@1`; `clauses patterns` lists them",
        )
        return None
    return Name(scalar.text, scalar.span)


def _arguments(node: Node | None, findings: Findings) -> Iterator[tuple[Name, Bounded]]:
    if node is None:
        return
    for name, value in entries_of(node, "`with`", "a parameter of the pattern", findings):
        stated = bounded_of(value, f"`{name}`", findings)
        if stated is not None:
            yield name, stated


def _parts(node: Node | None, findings: Findings) -> Iterator[Part]:
    if node is None:
        return
    if not isinstance(node, Mapping):
        cure = "write the name of a part and below it, indented, `id: …` or another key"
        report_kind(node, "`parts`", "a mapping", cure, findings)
        return
    for name, value in entries_of(node, "`parts`", "a part of the pattern", findings):
        fields = fields_of(value, PART, f"`{name}`", name.span, findings)
        if fields is not None:
            yield _part(name, fields.name("id", "a part of the agreement"), fields)


def _options(node: Node | None, findings: Findings) -> Iterator[tuple[Name, str]]:
    """The options of a reading in other words."""
    if node is None:
        return
    for name, value in entries_of(node, "`options`", "an option", findings):
        text = text_of(value, f"`{name}`", "what this answer says", findings)
        if text is not None:
            yield name, text.text


def _part(name: Name, id: Name | None, fields: Fields) -> Part:
    return Part(
        name=name,
        id=id,
        question=fields.text("question"),
        options=tuple(_options(fields.node("options"), fields.findings)),
        title=fields.text("title"),
        certainty=fields.choice("certainty", CERTAINTIES, None),
        cite=fields.names("cite", "a source"),
        note=fields.text("note"),
        exceptions=read_exceptions(fields),
        overrides=fields.names("overrides", "a clause"),
        subject_to=fields.names("subject to", "a clause"),
    )
