"""A scenario against a checked version: every name resolved, every value typed, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from evaluator.check.checked import CheckedVersion
from evaluator.check.completeness import closures
from evaluator.check.expectations import check_expectation
from evaluator.check.members import Address, Members
from evaluator.check.parameters import value_of
from evaluator.check.words import nearest, one_of
from evaluator.core.facts import Act, Facts, Record, existence
from evaluator.core.norms import AGREEMENT
from evaluator.core.types import Enum
from evaluator.diagnostics import Findings, Label
from evaluator.frozen import frozen, replace
from evaluator.model.agreement import FactsDeclaration
from evaluator.model.scenario import AskedAct, Scenario
from evaluator.source import Span
from evaluator.values.estimate import GENERIC
from evaluator.values.value import Value


@frozen
class CheckedScenario:
    """A scenario whose facts fit the vocabulary of the version that governs it.

    `places` says where each fact was stated (under the name of a list alone, that it is complete), `idle` which
    assumptions a stated fact made unnecessary.
    """

    scenario: Scenario
    version: CheckedVersion
    facts: Facts
    as_of: date | datetime
    places: Mapping[Address, Span]
    assumptions: tuple[str, ...]
    idle: tuple[str, ...]


def check_scenario(
    scenario: Scenario,
    version: CheckedVersion,
    as_of: date | datetime,
    findings: Findings,
    *,
    incomplete: bool = False,
) -> CheckedScenario | None:
    """Resolve a scenario against a version.

    Args:
        scenario: The scenario as written.
        version: The version that governs it; it may have errors, which are not reported again.
        as_of: The day (its end) or the moment asked about.
        findings: Takes every problem.
        incomplete: Some of the scenario could not be read, so names of its own may be missing.

    Returns:
        The scenario; None if `findings` has errors.
    """
    context = version.terms.context()
    members = Members(context, findings, incomplete=incomplete)
    own = version.version.facts
    _add_own(members, version)
    members.add(_not_own(scenario, own, findings), assumed=False)
    members.add((each for each in scenario.assume if each.name.text not in own), assumed=True)
    members.resolve()
    acts = _acts(scenario, version, members, as_of, findings)
    closed = closures(scenario.complete, members.none, set(own), version.symbols, as_of, members.values, findings)
    _place_closures(scenario, closed, members.places)
    parameters, readings = _fixed(scenario, version, members, findings)
    if not incomplete:
        for expectation in scenario.expect:
            check_expectation(expectation, version, members, acts, findings)
    if findings.has_errors:
        return None
    facts = Facts(
        members.by_sort(), closed, members.singles, frozenset(members.assumed_singles), acts, parameters, readings
    )
    return CheckedScenario(
        scenario, version, facts, as_of, members.places, tuple(members.assumptions), tuple(members.idle)
    )


def _place_closures(scenario: Scenario, closed: Mapping[str, object], places: dict[Address, Span]) -> None:
    """Remember where it was said that a list is complete."""
    for entry in scenario.complete.lists:
        places.setdefault((entry.name.text, "", ""), entry.name.span)
    if scenario.complete.span is not None:
        for sort in closed:
            places.setdefault((sort, "", ""), scenario.complete.span)


def check_own_facts(version: CheckedVersion, findings: Findings) -> None:
    """Report what is wrong with the facts that an agreement states itself."""
    members = Members(version.terms.context(), findings)
    members.add(version.version.facts.values())
    members.resolve()


def _add_own(members: Members, version: CheckedVersion) -> None:
    """Add the facts of the agreement itself; what is wrong with them is said of the agreement."""
    reported, members.findings = members.findings, Findings()
    members.add(version.version.facts.values())
    members.findings = reported


def _not_own(scenario: Scenario, own: Mapping[str, FactsDeclaration], findings: Findings) -> Iterator[FactsDeclaration]:
    """The facts of a scenario, without those that the agreement lists itself, which are reported."""
    for declaration in (*scenario.facts, *scenario.assume):
        listed = own.get(declaration.name.text)
        if listed is not None:
            findings.error(
                "E551",
                f"the agreement itself lists every `{declaration.name}`",
                declaration.name.span,
                help="take it out of the scenario",
                others=[Label(listed.name.span, "listed here")],
            )
    for declaration in scenario.facts:
        if declaration.name.text not in own:
            yield declaration


def _acts(
    scenario: Scenario, version: CheckedVersion, members: Members, as_of: date | datetime, findings: Findings
) -> tuple[Act, ...]:
    taken = {id: standing.clause.id.span for id, standing in version.version.clauses.items()}
    acts = []
    for record in members.records.values():
        if version.symbols.sorts[record.sort].action:
            place = members.places[record.sort, record.id, ""]
            _claim(record.id, place, taken, findings)
            acts.append(Act(record, asked=False))
    for asked in scenario.ask:
        if _claim(asked.id.text, asked.id.span, taken, findings):
            act = _asked(asked, version, members, as_of, findings)
            acts += [] if act is None else [act]
    return tuple(acts)


def _claim(id: str, place: Span, taken: dict[str, Span], findings: Findings) -> bool:
    """Whether an act may have its id: acts and clauses are addressed by name alone."""
    if id == AGREEMENT:
        message = f"`{AGREEMENT}` means the agreement as a whole and cannot name an act"
        findings.error("E541", message, place, help="choose another name")
        return False
    first = taken.setdefault(id, place)
    if first is place:
        return True
    findings.error(
        "E556",
        f"`{id}` already names a clause or an act",
        place,
        help="give the act another name: clauses and acts are told apart by their names",
        others=[Label(first, "named here")],
    )
    return False


def _asked(
    asked: AskedAct, version: CheckedVersion, members: Members, as_of: date | datetime, findings: Findings
) -> Act | None:
    symbols = version.symbols
    name, id = asked.action.text, asked.id.text
    if name not in symbols.actions:
        if name not in symbols.left_out:
            cure = nearest(name, symbols.actions, "actions", "the vocabulary declares none")
            findings.error("E522", f"there is no action `{name}`", asked.action.span, help=cure)
        return None
    values = members.roles(name, id, asked.roles)
    members.places[name, id, ""] = asked.id.span
    dated = {"on": as_of, **values}
    record = Record(name, id, dated, *existence(dated["on"], act=True))
    return Act(record, asked=True, at_the_end="on" not in values)


def _fixed(
    scenario: Scenario, version: CheckedVersion, members: Members, findings: Findings
) -> tuple[dict[str, Value], dict[str, str]]:
    """The parameters and readings that a scenario fixes."""
    parameters: dict[str, Value] = {}
    readings: dict[str, str] = {}
    context = replace(version.terms.context(), findings=findings)
    for name, stated in scenario.fixed:
        reading = version.readings.get(name.text)
        parameter = version.parameters.get(name.text)
        if reading is not None:
            place = version.version.readings[name.text].name.span
            option = members.values.value(stated, Enum(tuple(reading.options)), name.text, place)
            if isinstance(option, str):
                readings[name.text] = option
            elif option is GENERIC or (stated.low is None and stated.elements is None):
                default = f"it is read as `{reading.default}`" if reading.default else "it stays open"
                findings.error(
                    "E564",
                    f"the reading `{name}` cannot be `{stated.span.text}`",
                    stated.span,
                    help=f"fix it to {one_of(tuple(reading.options))}, or leave it out, then {default}",
                )
        elif parameter is not None:
            found = value_of(stated, parameter.type, name.text, context)
            if found is not None:
                parameters[name.text] = found[0]
        elif name.text not in {*version.version.parameters, *version.symbols.left_out}:
            cure = nearest(
                name.text,
                [*version.readings, *version.parameters],
                "readings and parameters",
                "this version has neither",
            )
            findings.error("E557", f"there is no reading or parameter `{name}`", name.span, help=cure)
    return parameters, readings
