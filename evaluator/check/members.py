"""Facts as stated, gathered into members of lists and single values, and turned into records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from evaluator.check.context import Context
from evaluator.check.stated import StatedValues
from evaluator.check.words import nearest
from evaluator.core.facts import Record, existence
from evaluator.core.types import Type
from evaluator.diagnostics import Findings
from evaluator.model.agreement import Bounded, FactDeclaration, FactsDeclaration, Name
from evaluator.source import Span
from evaluator.values.estimate import NOTHING
from evaluator.values.value import Value

Address = tuple[str, str, str]
"""Where a fact stands: sort, id, attribute (empty for the member itself, and sort empty for a single fact)."""


@dataclass
class _Member:
    sort: str
    id: str
    span: Span
    attributes: dict[str, Bounded] = field(default_factory=dict)
    assumed: set[str] = field(default_factory=set)


class Members:
    """What is stated of the world, one list of facts after the other.

    After `resolve`, `records` holds the members, `singles` the single facts, `none` the lists said to have no member
    (and whether that is assumed). `places` says where each fact was stated, `assumptions` which facts were assumed and
    `idle` which assumptions a stated fact made unnecessary.
    """

    def __init__(self, context: Context, findings: Findings, *, incomplete: bool = False) -> None:
        self.symbols, self.findings = context.symbols, findings
        self.values = StatedValues(context, findings, self.named, incomplete=incomplete)
        self.records: dict[tuple[str, str], Record] = {}
        self.singles: dict[str, Value] = {}
        self.assumed_singles: set[str] = set()
        self.none: dict[str, bool] = {}
        self.places: dict[Address, Span] = {}
        self.assumptions: list[str] = []
        self.idle: list[str] = []
        self._members: dict[tuple[str, str], _Member] = {}
        self._counts: dict[str, int] = {}

    def add(self, declarations: Iterable[FactsDeclaration], *, assumed: bool = False) -> None:
        """Gather lists of facts; what does not fit the vocabulary is reported."""
        for declaration in declarations:
            name = declaration.name.text
            if name in self.symbols.singles:
                self._add_single(declaration, assumed=assumed)
            elif name in self.symbols.sorts:
                self._add_list(declaration, assumed=assumed)
            elif name not in self.symbols.left_out:
                known = [*self.symbols.sorts, *self.symbols.singles]
                cure = nearest(name, known, "lists and facts", "the vocabulary declares nothing")
                self.findings.error("E552", f"the vocabulary has no `{name}`", declaration.name.span, help=cure)

    def resolve(self) -> None:
        """Make the records: all members first, their values after, since a value may be another member."""
        values: dict[tuple[str, str], dict[str, Value]] = {key: {} for key in self._members}
        for key, member in self._members.items():
            sort = self.symbols.sorts[member.sort]
            if sort.event:
                on = member.attributes.get("on")
                day = NOTHING if on is None else self._value(member.sort, "on", on)
                span = existence(day, act=sort.action)
            else:
                span = existence(date.min, act=False)
            assumed = frozenset(member.assumed)
            self.records[key] = Record(member.sort, member.id, values[key], *span, assumed=assumed)
        for key, member in self._members.items():
            for name, stated in member.attributes.items():
                values[key][name] = self._value(member.sort, name, stated)

    def by_sort(self) -> Mapping[str, tuple[Record, ...]]:
        """The records of every entity and action, in the order stated; a genus has those of its kinds, too."""
        found: dict[str, list[Record]] = {name: [] for name in self.symbols.sorts}
        for record in self.records.values():
            owners = self.symbols.genera_of(record.sort) if self.symbols.sorts[record.sort].action else (record.sort,)
            for owner in owners:
                found[owner].append(record)
        return {name: tuple(records) for name, records in found.items()}

    def named(self, sort: str, id: str) -> Record | None:
        """The member of a list (or of a kind of the action) with that id."""
        candidates = self.symbols.kinds_of(sort) if self.symbols.sorts[sort].action else (sort,)
        return next((self.records[each, id] for each in candidates if (each, id) in self.records), None)

    def roles(self, sort: str, id: str, declaration: FactDeclaration) -> dict[str, Value]:
        """The values of the roles of an asked act."""
        values = {}
        for name, stated in declaration.attributes:
            if self._known_attribute(sort, name):
                values[name.text] = self._value(sort, name.text, stated)
                self.places[sort, id, name.text] = stated.span
        return values

    def _value(self, sort: str, attribute: str, stated: Bounded) -> Value:
        type: Type = self.symbols.sorts[sort].attributes[attribute]
        return self.values.value(stated, type, f"{sort}.{attribute}", self.symbols.attribute_place(sort, attribute))

    def _add_single(self, declaration: FactsDeclaration, *, assumed: bool) -> None:
        name = declaration.name.text
        value = declaration.value
        if value is None and declaration.none:
            value = Bounded(declaration.span, elements=())
        if value is None:
            type = self.symbols.singles[name]
            cure = f"write `{name}: …` with its value"
            self.findings.error("E553", f"`{name}` is one value ({type}), not a list", declaration.name.span, help=cure)
            return
        if assumed and name in self.singles:
            self.idle.append(name)
            return
        self.singles[name] = self.values.value(
            value, self.symbols.singles[name], name, self.symbols.typed_at.get((name,))
        )
        self.places["", name, ""] = value.span
        if assumed:
            self.assumptions.append(name)
            self.assumed_singles.add(name)

    def _add_list(self, declaration: FactsDeclaration, *, assumed: bool) -> None:
        name = declaration.name.text
        if declaration.value is not None:
            cure = f"write `{name}: [{{id: …, …}}]`, or `{name}: none`"
            self.findings.error("E553", f"`{name}` is a list of members", declaration.value.span, help=cure)
            return
        if declaration.none:
            if assumed and self._counts.get(name):
                self.idle.append(f"{name}: none")
            else:
                self.none[name] = assumed
                self.places[name, "", ""] = declaration.span
                self.assumptions += [f"{name}: none"] if assumed else []
        for member in declaration.members:
            self._add_member(name, member, assumed=assumed)

    def _add_member(self, sort: str, declaration: FactDeclaration, *, assumed: bool) -> None:
        self._counts[sort] = self._counts.get(sort, 0) + 1
        id = declaration.id.text if declaration.id is not None else f"{sort}_{self._counts[sort]}"
        place = declaration.span if declaration.id is None else declaration.id.span
        member = self._members.get((sort, id))
        known = member is not None
        if member is None:
            member = self._members[sort, id] = _Member(sort, id, place)
            self.places[sort, id, ""] = place
            if assumed:
                member.assumed.add("*")
                self.assumptions.append(f"{sort}.{id}")
        else:
            self._counts[sort] -= 1
        for name, value in declaration.attributes:
            if not self._known_attribute(sort, name):
                continue
            if assumed and name.text in member.attributes:
                self.idle.append(f"{sort}.{id}.{name}")
                continue
            if assumed and known:
                member.assumed.add(name.text)
                self.assumptions.append(f"{sort}.{id}.{name}")
            member.attributes[name.text] = value
            self.places[sort, id, name.text] = value.span

    def _known_attribute(self, sort: str, name: Name) -> bool:
        attributes = self.symbols.sorts[sort].attributes
        if name.text in attributes:
            return True
        cure = nearest(name.text, attributes, "attributes", "it has no attributes")
        self.findings.error("E555", f"`{sort}` has no `{name}`", name.span, help=cure)
        return False
