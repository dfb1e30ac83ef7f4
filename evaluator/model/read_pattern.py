"""A pattern, from the tree of its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.diagnostics import Findings, did_you_mean
from evaluator.frozen import replace
from evaluator.model.agreement import AttributeDeclaration, Clause, Name
from evaluator.model.bounded import report_empty_list, report_kind, text_of
from evaluator.model.fields import Fields, Shape, entries_of, first_line, one_of
from evaluator.model.file_kind import FileKind, check_kind
from evaluator.model.names import shortened
from evaluator.model.pattern import VALUE_TYPES, ParameterKind, Pattern, PatternParameter, WorkedCase
from evaluator.model.read_clause import read_clause
from evaluator.model.read_definitions import read_reading, read_term
from evaluator.model.read_vocabulary import read_type
from evaluator.syntax.yaml_tree import Mapping, Node

_KEYS: Final = ("pattern", "version", "title", "purpose", "parameters", "readings", "terms", "clauses")
PATTERN: Final = Shape(
    "a pattern", (*_KEYS, "example", "cases"), ("pattern", "version", "purpose", "parameters", "clauses", "example")
)
PATTERN_PARAMETER: Final = Shape(
    "a parameter of a pattern", ("type", "has", "of", "default", "optional", "note"), ("type",)
)
KINDS: Final = {kind.value: kind for kind in ParameterKind if kind is not ParameterKind.VALUE} | dict.fromkeys(
    VALUE_TYPES, ParameterKind.VALUE
)
_OPTIONAL: Final = (ParameterKind.PARTY, ParameterKind.ENTITY, ParameterKind.ACTION)
_YES_NO: Final = {"yes": True, "no": False}
NOT_IN_CLAUSES: Final = {
    "cite": "a pattern has no sources: whoever uses it cites them",
    "certainty": "leave it out: whoever uses the pattern says how certain the clause is",
}


def read_pattern(node: Node, findings: Findings, *, whole: bool = True) -> Pattern | None:
    """A pattern; None where the file is something else or its name or version is not known.

    Every problem of the file is added to `findings`. With `whole=False` the example and the cases may be missing.
    """
    mapping = check_kind(node, FileKind.PATTERN, findings)
    if mapping is None:
        return None
    shape = PATTERN if whole else replace(PATTERN, required=PATTERN.required[:-1])
    fields = Fields(mapping, shape, first_line(mapping), findings)
    unreadable: set[str] = set()
    name = fields.name("pattern", "a pattern")
    version = _version(fields, findings)
    example = fields.node("example")
    if example is not None and not isinstance(example, Mapping):
        report_kind(example, "`example`", "an agreement", "write `agreement: …` and its other keys under it", findings)
    made = Pattern(
        name=name or Name("", fields.place),
        version=version or 0,
        title=fields.text("title"),
        purpose=fields.text("purpose"),
        span=mapping.span,
        parameters=fields.declared("parameters", "a parameter", _read_parameter, unreadable),
        readings=fields.declared("readings", "a reading", read_reading, unreadable),
        terms=fields.declared("terms", "a term", read_term, unreadable),
        clauses=fields.declared("clauses", "a clause", _read_clause, unreadable),
        example=example if isinstance(example, Mapping) else None,
        cases=tuple(_cases(fields.node("cases"), findings)),
        unreadable=frozenset(unreadable),
    )
    return None if name is None or version is None else made


def _version(fields: Fields, findings: Findings) -> int | None:
    node = fields.node("version")
    scalar = None if node is None else text_of(node, "`version`", "a whole number", findings)
    if scalar is None:
        return None
    if scalar.text.isascii() and scalar.text.isdigit() and scalar.text[0] != "0" and len(scalar.text) < 7:
        return int(scalar.text)
    findings.error(
        "E331",
        f"`{shortened(scalar.text)}` is no version of a pattern",
        scalar.span,
        help="write a whole number, 1 for the first version",
    )
    return None


def _read_parameter(name: Name, node: Node, findings: Findings) -> PatternParameter | None:
    """A parameter: its type alone, or a mapping."""
    fields = None
    if isinstance(node, Mapping):
        fields = Fields(node, PATTERN_PARAMETER, name.span, findings)
        written = fields.node("type")
    else:
        written = node
    scalar = None if written is None else text_of(written, f"`{name}`", one_of(KINDS), findings)
    if scalar is None:
        return None
    kind = KINDS.get(scalar.text)
    if kind is None:
        cure = did_you_mean(scalar.text, KINDS) or f"write {one_of(KINDS)}"
        message = f"`{shortened(scalar.text)}` is no type of a parameter"
        findings.error("E332", message, scalar.span, help=cure)
        return None
    if fields is None:
        return PatternParameter(name, kind, scalar.text)
    _check_keys(fields, name, kind, findings)
    return PatternParameter(
        name,
        kind,
        scalar.text,
        tuple(_attributes(fields.node("has"), findings)),
        fields.name("of", "an entity"),
        fields.bounded("default"),
        fields.choice("optional", _YES_NO, default=False),
        fields.text("note"),
    )


def _check_keys(fields: Fields, name: Name, kind: ParameterKind, findings: Findings) -> None:
    """Report keys that say nothing of a parameter of this kind."""
    for key, fitting, words in (
        ("has", (ParameterKind.ENTITY, ParameterKind.ACTION), "an entity or an action"),
        ("of", (ParameterKind.CONDITION,), "a condition"),
        ("optional", _OPTIONAL, "a party, an entity or an action"),
        ("default", (ParameterKind.PARTY, ParameterKind.CONDITION, ParameterKind.VALUE), "a party or a value"),
    ):
        if key in fields and kind not in fitting:
            cure = "give it a `default` instead" if key == "optional" else "leave it out"
            if key == "default":
                cure = "write `optional: yes` instead: what mentions the parameter is left out where nothing is given"
            findings.error("E333", f"`{key}` is said of {words}, and `{name}` is none", fields.key(key), help=cure)
    if "default" in fields and "optional" in fields:
        findings.error(
            "E333",
            f"`{name}` has a default and cannot be optional as well",
            fields.key("optional"),
            help="leave one of them out",
        )


def _attributes(node: Node | None, findings: Findings) -> Iterator[AttributeDeclaration]:
    """What `has` lists: names with their types."""
    if node is None:
        return
    for name, value in entries_of(node, "`has`", "an attribute", findings, any_word=True):
        type = read_type(value, f"`{name}`", findings)
        if type is not None:
            yield AttributeDeclaration(name, type)


def _cases(node: Node | None, findings: Findings) -> Iterator[WorkedCase]:
    if node is None:
        return
    if not isinstance(node, Mapping):
        cure = "write the title of a case and below it, indented, a scenario without `agreement`"
        report_kind(node, "`cases`", "a mapping of titles to scenarios", cure, findings)
        return
    if not node.entries:
        report_empty_list(node, "`cases`", "leave the key out", findings)
    for key, value in node.entries:
        if isinstance(value, Mapping):
            yield WorkedCase(key.text, key.span, value)
        else:
            cure = "write `as_of: …`, `facts: …` and `expect: …` under it"
            report_kind(value, f"`{shortened(key.text)}`", "a scenario", cure, findings)


def _read_clause(name: Name, node: Node, findings: Findings) -> Clause | None:
    """A clause without what only a use can say; a use of another pattern is reported."""
    if not isinstance(node, Mapping):
        return read_clause(name, node, findings)
    use = node.key("use")
    if use is not None:
        cure = "write the clause out: one level can be read at one glance"
        findings.error("E334", f"a pattern cannot use another, as `{name}` does", use.span, help=cure)
        return None
    for word, cure in NOT_IN_CLAUSES.items():
        place = node.key(word)
        if place is not None:
            findings.error("E334", f"`{word}` cannot stand in a pattern", place.span, help=cure)
    return read_clause(name, node, findings)
