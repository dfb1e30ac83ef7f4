"""Facts as stated, in a scenario or inside an agreement: lists of members, single values, `none`."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.diagnostics import Findings
from evaluator.model.agreement import Bounded, FactDeclaration, FactsDeclaration, Name
from evaluator.model.bounded import bounded_of, head, head_of, kind_word, report_empty_list, report_kind, text_of
from evaluator.model.fields import Fields, entries_of
from evaluator.model.names import name_of, report_twice
from evaluator.source import Span
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence

_MEMBER_CURE = "put it in a list: `[{id: …, …}]`, or in lines that begin with `- `"


def read_facts(fields: Fields, key: str, unreadable: set[str]) -> tuple[FactsDeclaration, ...]:
    """What stands under `facts` (or `assume`): what is stated of each entity, action or single fact."""
    return fields.declared(key, "an entity or an action", _read_stated, unreadable)


def read_attributes(node: Mapping, subject: str, findings: Findings, *, place: Span | None = None) -> FactDeclaration:
    """One member, or the roles of one act, as a mapping of attributes to values."""
    member: Name | None = None
    attributes: list[tuple[Name, Bounded]] = []
    for key, value in entries_of(node, subject, "an attribute", findings, any_word=True) if node.entries else ():
        if key.text == "id":
            scalar = text_of(value, "`id`", "a name", findings)
            member = None if scalar is None else name_of(scalar, "a member", findings)
            continue
        stated = bounded_of(value, f"`{key}`", findings)
        if stated is not None:
            attributes.append((key, stated))
    return FactDeclaration(place or node.span, member, tuple(attributes))


def _read_stated(name: Name, node: Node, findings: Findings) -> FactsDeclaration | None:
    subject = f"`{name}`"
    match node:
        case Scalar(text="none", plain=True):
            return FactsDeclaration(name, name.span, none=True)
        case Sequence(items=()):
            report_empty_list(node, subject, "write `none`: there is none, and the list is closed", findings)
            return None
        case Sequence() if any(isinstance(item, Mapping) for item in node.items):
            return FactsDeclaration(name, name.span, _read_members(name, node, findings))
        case Mapping():
            report_kind(node, subject, "a value or a list of members", _MEMBER_CURE, findings)
            return None
        case Sequence() | Scalar():
            value = bounded_of(node, subject, findings)
            return None if value is None else FactsDeclaration(name, name.span, value=value)


def _read_members(name: Name, node: Sequence, findings: Findings) -> tuple[FactDeclaration, ...]:
    members = []
    for item in node.items:
        if isinstance(item, Mapping):
            members.append(read_attributes(item, f"a member of `{name}`", findings))
            continue
        findings.error(
            "E218",
            f"a member of `{name}` is a mapping of attributes, not {kind_word(item)}",
            head(item),
            help="write `{id: …, …}`; a list holds members or values, not both",
        )
    _check_ids(name, members, findings)
    return tuple(members)


def _check_ids(name: Name, members: Iterable[FactDeclaration], findings: Findings) -> None:
    """Report ids that stand twice, also where one is the name that a member without an id is given."""
    seen: dict[str, Name] = {}
    for number, member in enumerate(members, 1):
        identifier = member.id or Name(f"{name}_{number}", head_of(member.span))
        first = seen.setdefault(identifier.text, identifier)
        if first is not identifier:
            label = "" if member.id is not None else f"without an `id`, this one is called `{identifier}`"
            report_twice(identifier, first.span, findings, label)
