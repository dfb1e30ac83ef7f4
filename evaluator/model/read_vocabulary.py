"""The words of an agreement: parties, entities, actions and the like, from a file of their own or an agreement's."""

from __future__ import annotations

import re
from typing import Final

from evaluator.diagnostics import Findings
from evaluator.model.agreement import (
    ActionDeclaration,
    AttributeDeclaration,
    ConstraintDeclaration,
    EntityDeclaration,
    Name,
    PartyDeclaration,
    TypeText,
    Vocabulary,
)
from evaluator.model.bounded import expression_of, piece, report_kind, text_of
from evaluator.model.fields import Fields, Shape, entries_of, fields_of, first_line, names_of
from evaluator.model.file_kind import FileKind, check_kind
from evaluator.model.names import name_of, unique
from evaluator.model.read_calendar import read_calendar
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence

VOCABULARY_KEYS: Final = ("parties", "entities", "actions", "constraints", "calendars")

VOCABULARY = Shape("a vocabulary", VOCABULARY_KEYS)
ATTRIBUTE = Shape("an attribute", ("type", "note"), ("type",))
SINGLE_FACT = Shape("a single fact", ("type", "note"), ("type",))
_SET_OF_OPTIONS = re.compile(r"set\s+of\s+\[([^\[\]]*)\]")
_DESCRIBING = {
    "id": "every member has an `id` without its being declared",
    "type": "a `type` says what one attribute or a single fact is; name the attribute otherwise, such as `kind`",
}
_IMPLIED_ROLES = ("by", "on")


def read_vocabulary(node: Node, findings: Findings) -> Vocabulary | None:
    """The vocabulary in a file of its own; None where the file is something else. Problems are added to `findings`."""
    mapping = check_kind(node, FileKind.VOCABULARY, findings)
    if mapping is None:
        return None
    return vocabulary_of(Fields(mapping, VOCABULARY, first_line(mapping), findings))


def vocabulary_of(fields: Fields) -> Vocabulary:
    """The vocabulary that stands under the keys of a vocabulary file or of an agreement."""
    unreadable: set[str] = set()
    return Vocabulary(
        parties=_read_parties(fields, unreadable),
        entities=fields.declared("entities", "an entity", _read_entity, unreadable),
        actions=fields.declared("actions", "an action", _read_action, unreadable),
        constraints=fields.declared("constraints", "a constraint", _read_constraint, unreadable),
        calendars=fields.declared("calendars", "a calendar", read_calendar, unreadable),
        unreadable=frozenset(unreadable),
    )


def read_type(node: Node, subject: str, findings: Findings) -> TypeText | None:
    """A type as written: `money USD`, or the options `[a, b]`; whether there is such a type is not looked at."""
    if isinstance(node, Sequence):
        options = names_of(node, subject, "an option", findings, if_empty="name the options")
        return TypeText(node.span, options=options) if options else None
    scalar = text_of(node, subject, "a type such as `yes/no`, `money USD`, `date` or `[a, b]`", findings)
    if scalar is None:
        return None
    listed = _SET_OF_OPTIONS.fullmatch(scalar.text.strip())
    if listed is None:
        return TypeText(scalar.span, " ".join(scalar.text.split()))
    options = _options_inside(scalar, findings)
    return TypeText(scalar.span, "set of", options) if options else None


def _read_parties(fields: Fields, unreadable: set[str]) -> tuple[PartyDeclaration, ...]:
    node = fields.node("parties")
    if isinstance(node, Sequence):
        names = names_of(node, "`parties`", "a party", fields.findings, if_empty="name the parties")
        return tuple(PartyDeclaration(name, name.text) for name in names)
    if isinstance(node, Scalar):
        cure = "write `[tenant, owner]`, or `tenant: full name` for each"
        report_kind(node, "`parties`", "a list of names, or a mapping of names to full names", cure, fields.findings)
        return ()
    return fields.declared("parties", "a party", _read_party, unreadable)


def _read_party(name: Name, node: Node, findings: Findings) -> PartyDeclaration | None:
    title = text_of(node, f"`{name}`", "the full name of the party", findings)
    return None if title is None else PartyDeclaration(name, title.text)


def _read_entity(name: Name, node: Node, findings: Findings) -> EntityDeclaration | None:
    if not isinstance(node, Mapping):
        if isinstance(node, Scalar) and not node.text.strip():
            cure = "write its attributes, or `{}` for an entity that has none"
            report_kind(node, f"`{name}`", "a type, or attributes with their types", cure, findings)
            return None
        single = read_type(node, f"`{name}`", findings)
        return None if single is None else EntityDeclaration(name, type=single)
    keys = {key.text for key, _ in node.entries}
    if keys in ({"type", "note"}, {"type"}):
        fields = Fields(node, SINGLE_FACT, name.span, findings)
        described = read_type(fields.node("type") or node, "`type`", findings)
        return None if described is None else EntityDeclaration(name, type=described, note=fields.text("note"))
    attributes, note = _read_attributes(node, f"`{name}`", findings)
    for attribute in attributes:
        if attribute.name.text in _DESCRIBING:
            _report_attribute(attribute.name, _DESCRIBING[attribute.name.text], findings)
    return EntityDeclaration(name, attributes, note=note)


def _read_action(name: Name, node: Node, findings: Findings) -> ActionDeclaration | None:
    if not isinstance(node, Mapping):
        cure = "write its roles, or `{}` for an action that has none but `by` and `on`"
        report_kind(node, f"`{name}`", "roles with their types", cure, findings)
        return None
    kinds: tuple[Name, ...] = ()
    genus = node.get("kinds")
    if genus is not None:
        kinds = names_of(genus, "`kinds`", "an action", findings)
        unique((name, *kinds), findings)
    roles, note = _read_attributes(node, f"`{name}`", findings, without="kinds")
    for role in roles:
        if role.name.text in _IMPLIED_ROLES:
            _report_attribute(role.name, "leave it out: every act has `by` and `on`", findings)
        elif role.name.text == "id":
            _report_attribute(role.name, _DESCRIBING["id"], findings)
    return ActionDeclaration(name, roles, kinds, note)


def _read_attributes(
    node: Mapping, subject: str, findings: Findings, *, without: str = ""
) -> tuple[tuple[AttributeDeclaration, ...], str]:
    """The attributes under an entity or the roles under an action, and its note."""
    attributes = []
    note = ""
    for key, value in entries_of(node, subject, "an attribute", findings, any_word=True) if node.entries else ():
        if key.text == without:
            continue
        if key.text == "note":
            text = text_of(value, "`note`", "text", findings)
            note = "" if text is None else text.text
            continue
        attribute = _read_attribute(key, value, findings)
        if attribute is not None:
            attributes.append(attribute)
    return tuple(attributes), note


def _read_attribute(name: Name, node: Node, findings: Findings) -> AttributeDeclaration | None:
    if not isinstance(node, Mapping):
        short = read_type(node, f"`{name}`", findings)
        return None if short is None else AttributeDeclaration(name, short)
    fields = fields_of(node, ATTRIBUTE, f"`{name}`", name.span, findings)
    written = None if fields is None else fields.node("type")
    long = None if written is None else read_type(written, "`type`", findings)
    return None if long is None or fields is None else AttributeDeclaration(name, long, fields.text("note"))


def _read_constraint(name: Name, node: Node, findings: Findings) -> ConstraintDeclaration | None:
    condition = expression_of(node, f"`{name}`", findings)
    return None if condition is None else ConstraintDeclaration(name, condition)


def _options_inside(scalar: Scalar, findings: Findings) -> tuple[Name, ...]:
    """The options of `set of [a, b]`, which YAML left as text."""
    start, end = scalar.text.index("[") + 1, scalar.text.rindex("]")
    names = []
    for word in scalar.text[start:end].split(","):
        option = piece(scalar, start, start + len(word))
        start += len(word) + 1
        if not option.text:
            findings.error("E213", "an option is missing in this list", scalar.span, help="write `set of [a, b]`")
            return ()
        name = name_of(option, "an option", findings)
        if name is not None:
            names.append(name)
    return unique(names, findings)


def _report_attribute(name: Name, cure: str, findings: Findings) -> None:
    findings.error("E219", f"`{name}` cannot be declared as an attribute", name.span, help=cure)
