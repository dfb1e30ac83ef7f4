"""A scenario against a checked version: every name resolved, every value typed, nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from evaluator.check.checked import CheckedVersion
from evaluator.check.completeness import closures
from evaluator.check.stated import StatedValues
from evaluator.check.terms import constant
from evaluator.core.facts import Act, Facts, Record, existence
from evaluator.core.types import Enum
from evaluator.diagnostics import Findings, Label, did_you_mean
from evaluator.model.agreement import FactDeclaration, FactsDeclaration, Name
from evaluator.model.scenario import AskedAct, Scenario
from evaluator.source import Span
from evaluator.values.estimate import NOTHING

Address = tuple[str, str, str]
"""Where a fact stands: sort, id, attribute (empty for the member itself)."""


@dataclass(frozen=True)
class CheckedScenario:
    """A scenario whose facts fit the vocabulary of the version that governs it.

    `places` says where each fact was stated, `idle` which assumptions a stated fact made unnecessary.
    """

    scenario: Scenario
    version: CheckedVersion
    facts: Facts
    as_of: date | datetime
    places: Mapping[Address, Span]
    assumptions: tuple[str, ...]
    idle: tuple[str, ...]


@dataclass
class _Member:
    sort: str
    id: str
    span: Span
    attributes: dict[str, tuple[Name, Any]] = field(default_factory=dict)
    assumed: set[str] = field(default_factory=set)


def check_scenario(
    scenario: Scenario, version: CheckedVersion, as_of: date | datetime, findings: Findings
) -> CheckedScenario | None:
    """Resolve a scenario; problems go to `findings`, and None is returned if any of them is an error."""
    return _Resolver(scenario, version, as_of, findings).resolve()


class _Resolver:
    def __init__(
        self, scenario: Scenario, version: CheckedVersion, as_of: date | datetime, findings: Findings
    ) -> None:
        self.scenario, self.version, self.as_of, self.findings = scenario, version, as_of, findings
        self.symbols = version.symbols
        self.members: dict[tuple[str, str], _Member] = {}
        self.singles: dict[str, Any] = {}
        self.assumed_singles: set[str] = set()
        self.none: dict[str, bool] = {}
        self.places: dict[Address, Span] = {}
        self.assumptions: list[str] = []
        self.idle: list[str] = []
        self.stated = StatedValues(version, findings, self._member_named)
        self.records: dict[tuple[str, str], Record] = {}

    def resolve(self) -> CheckedScenario | None:
        own = {declaration.name.text for declaration in self.version.version.facts.values()}
        for declaration in self.version.version.facts.values():
            self._read_list(declaration, assumed=False)
        for group, assumed in ((self.scenario.facts, False), (self.scenario.assume, True)):
            for declaration in group:
                if declaration.name.text in own:
                    self.findings.error(
                        "E551",
                        f"the agreement itself lists every `{declaration.name.text}`",
                        declaration.name.span,
                        help="take it out of the scenario",
                    )
                    continue
                self._read_list(declaration, assumed=assumed)
        self._make_records()
        acts = self._acts()
        closed = closures(self.scenario.complete, self.none, own, self.symbols, self.as_of, self.stated, self.findings)
        facts = Facts(
            self._by_sort(), closed, self.singles, frozenset(self.assumed_singles), acts, *self._fixed()
        )
        self._check_expectations(acts)
        if self.findings.has_errors:
            return None
        return CheckedScenario(
            self.scenario,
            self.version,
            facts,
            self.as_of,
            self.places,
            tuple(self.assumptions),
            tuple(self.idle),
        )

    # Lists and members

    def _read_list(self, declaration: FactsDeclaration, *, assumed: bool) -> None:
        name = declaration.name.text
        if name in self.symbols.singles:
            self._read_single(declaration, assumed=assumed)
            return
        if name not in self.symbols.sorts:
            known = [*self.symbols.sorts, *self.symbols.singles]
            self.findings.error(
                "E552",
                f"the vocabulary has no `{name}`",
                declaration.name.span,
                help=did_you_mean(name, known) or f"facts are stated of {', '.join(f'`{each}`' for each in known)}",
            )
            return
        if declaration.value is not None:
            self.findings.error(
                "E553",
                f"`{name}` is a list of members",
                declaration.value.span,
                help=f"write `{name}: [{{id: …, …}}]`, or `{name}: none`",
            )
            return
        if declaration.none:
            stated = any(sort == name for sort, _ in self.members)
            if assumed and stated:
                self.idle.append(f"{name}: none")
            else:
                self.none[name] = assumed
                if assumed:
                    self.assumptions.append(f"{name}: none")
            return
        for number, member in enumerate(declaration.members, 1):
            self._read_member(name, number, member, assumed=assumed)

    def _read_single(self, declaration: FactsDeclaration, *, assumed: bool) -> None:
        name = declaration.name.text
        if declaration.value is None:
            self.findings.error(
                "E553",
                f"`{name}` is one value, not a list",
                declaration.name.span,
                help=f"write `{name}: …` with a value of type {self.symbols.singles[name]}",
            )
            return
        value = self.stated.value(declaration.value, self.symbols.singles[name], name)
        if assumed and name in self.singles:
            self.idle.append(name)
            return
        if assumed:
            self.assumptions.append(name)
            self.assumed_singles.add(name)
        self.singles[name] = value
        self.places["", name, ""] = declaration.value.span

    def _read_member(self, sort: str, number: int, declaration: FactDeclaration, *, assumed: bool) -> None:
        id = declaration.id.text if declaration.id is not None else f"{sort}_{number}"
        existing = self.members.get((sort, id))
        if assumed and declaration.id is None:
            taken = sum(1 for each, _ in self.members if each == sort)
            id, existing = f"{sort}_{taken + 1}", None
        if existing is not None and not assumed:
            self.findings.error(
                "E554",
                f"`{id}` is already a `{sort}`",
                declaration.id.span if declaration.id else declaration.span,
                help="give each member an id of its own",
                others=[Label(existing.span, "first stated here")],
            )
            return
        member = existing or _Member(sort, id, declaration.id.span if declaration.id else declaration.span)
        if existing is None:
            self.members[sort, id] = member
            if assumed:
                member.assumed.add("*")
                self.assumptions.append(f"{sort}.{id}")
        for name, value in declaration.attributes:
            if not self._known_attribute(sort, name):
                continue
            if assumed and name.text in member.attributes:
                self.idle.append(f"{sort}.{id}.{name.text}")
                continue
            if assumed and existing is not None:
                member.assumed.add(name.text)
                self.assumptions.append(f"{sort}.{id}.{name.text}")
            member.attributes[name.text] = (name, value)
            self.places[sort, id, name.text] = value.span
        self.places[sort, id, ""] = member.span

    def _known_attribute(self, sort: str, name: Name) -> bool:
        attributes = self.symbols.sorts[sort].attributes
        if name.text in attributes:
            return True
        self.findings.error(
            "E555",
            f"`{sort}` has no `{name.text}`",
            name.span,
            help=did_you_mean(name.text, attributes)
            or f"it has {', '.join(f'`{each}`' for each in attributes) or 'no attributes'}",
        )
        return False

    def _make_records(self) -> None:
        """Members first, values after: a value may be another member."""
        for key, member in self.members.items():
            sort = self.symbols.sorts[member.sort]
            span = (0, 0)
            if sort.event:
                stated = member.attributes.get("on")
                on = NOTHING if stated is None else self._day(stated[1], sort.attributes["on"])
                span = existence(on, act=sort.action)
            elif not sort.event:
                span = existence(date.min, act=False)
            self.records[key] = Record(member.sort, member.id, {}, *span, assumed=frozenset(member.assumed))
        for key, member in self.members.items():
            sort = self.symbols.sorts[member.sort]
            values: dict[str, Any] = self.records[key].values  # type: ignore[assignment]
            for name, (_, stated_value) in member.attributes.items():
                values[name] = self.stated.value(stated_value, sort.attributes[name], f"{member.sort}.{name}")

    def _day(self, stated: Any, type: Any) -> Any:
        found = self.stated.value(stated, type, "on")
        return NOTHING if found is None else found

    def _by_sort(self) -> dict[str, tuple[Record, ...]]:
        found: dict[str, list[Record]] = {name: [] for name in self.symbols.sorts}
        for record in self.records.values():
            owners = self.symbols.genera_of(record.sort) if self.symbols.sorts[record.sort].action else (record.sort,)
            for owner in owners:
                found[owner].append(record)
        return {name: tuple(records) for name, records in found.items()}

    def _member_named(self, sort: str, id: str) -> Record | None:
        candidates = self.symbols.kinds_of(sort) if self.symbols.sorts[sort].action else (sort,)
        for each in candidates:
            if (each, id) in self.records:
                return self.records[each, id]
        return None

    # Acts, readings, expectations

    def _acts(self) -> tuple[Act, ...]:
        acts = [Act(record, asked=False) for record in self.records.values() if self.symbols.sorts[record.sort].action]
        names = {act.record.id for act in acts} | set(self.version.norms)
        for asked in self.scenario.ask:
            if asked.id.text in names:
                self.findings.error(
                    "E556",
                    f"`{asked.id.text}` already names a clause or an act",
                    asked.id.span,
                    help="give the question another name",
                )
                continue
            names.add(asked.id.text)
            act = self._asked(asked)
            if act is not None:
                acts.append(act)
        return tuple(acts)

    def _asked(self, asked: AskedAct) -> Act | None:
        sort = self.symbols.sorts.get(asked.action.text)
        if sort is None or not sort.action:
            actions = [name for name, each in self.symbols.sorts.items() if each.action]
            self.findings.error(
                "E522",
                f"there is no action `{asked.action.text}`",
                asked.action.span,
                help=did_you_mean(asked.action.text, actions) or f"actions are {', '.join(f'`{each}`' for each in actions)}",
            )
            return None
        values = {}
        for name, stated in asked.roles.attributes:
            if self._known_attribute(sort.name, name):
                values[name.text] = self.stated.value(stated, sort.attributes[name.text], f"{sort.name}.{name.text}")
                self.places[sort.name, asked.id.text, name.text] = stated.span
        self.places[sort.name, asked.id.text, ""] = asked.id.span
        span = existence(values.get("on", self.as_of), act=True)
        return Act(Record(sort.name, asked.id.text, values, *span), asked=True)

    def _fixed(self) -> tuple[dict[str, Any], dict[str, str]]:
        parameters: dict[str, Any] = {}
        readings: dict[str, str] = {}
        context = self.version.terms.context()
        for name, stated in self.scenario.fixed:
            if name.text in self.version.readings:
                options = tuple(self.version.readings[name.text].options)
                option = self.stated.value(stated, Enum(options), f"reading.{name.text}")
                if isinstance(option, str):
                    readings[name.text] = option
                continue
            parameter = self.version.parameters.get(name.text)
            if parameter is None:
                known = [*self.version.readings, *self.version.parameters]
                self.findings.error(
                    "E557",
                    f"there is no reading or parameter `{name.text}`",
                    name.span,
                    help=did_you_mean(name.text, known)
                    or f"this version has {', '.join(f'`{each}`' for each in known) or 'none'}",
                )
                continue
            found = constant(stated, parameter.type, context)
            if found is not None:
                parameters[name.text] = found[0]
        return parameters, readings

    def _check_expectations(self, acts: tuple[Act, ...]) -> None:
        names = {act.record.id for act in acts}
        for expectation in self.scenario.expect:
            clause, _, member = expectation.target.text.partition(":")
            if expectation.target.text in names:
                continue
            norm = self.version.norms.get(clause)
            if norm is None:
                known = [*self.version.norms, *names]
                self.findings.error(
                    "E558",
                    f"there is no clause or act `{clause}` in version {self.version.version.version}",
                    expectation.target.span,
                    help=did_you_mean(clause, known) or "expect something of a clause of this version, or of an act of this scenario",
                )
                continue
            if (norm.family is not None) != bool(member):
                self.findings.error(
                    "E559",
                    f"`{clause}` is one norm for each `{norm.family.sort}`" if norm.family else f"`{clause}` is one norm",
                    expectation.target.span,
                    help=f"name the member: `{clause}:ID`" if norm.family else f"write just `{clause}`",
                )
            elif norm.family is not None and norm.family.sort in self.symbols.sorts:
                if self._member_named(norm.family.sort, member) is None:
                    ids = [id for sort, id in self.records if sort == norm.family.sort]
                    self.findings.error(
                        "E560",
                        f"there is no `{norm.family.sort}` `{member}`",
                        expectation.target.span,
                        help=did_you_mean(member, ids) or f"stated are {', '.join(f'`{id}`' for id in ids) or 'none'}",
                    )


