"""What a version inherits and what it defines anew: sources, parameters, readings, terms, calendars and facts.

A definition may not change silently: `replaces` names every term, parameter, reading, calendar and source that a
version defines again, except for those that come with the use of a pattern, which belong to its clauses. Facts that
are stated again replace the earlier ones, with or without being named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from evaluator.diagnostics import Findings, Label, did_you_mean
from evaluator.frozen import field, frozen
from evaluator.model.agreement import (
    AgreementVersion,
    CalendarDeclaration,
    FactsDeclaration,
    Name,
    ParameterDeclaration,
    ReadingDeclaration,
    SourceDeclaration,
    TermDeclaration,
    Vocabulary,
)

Definition = (
    SourceDeclaration
    | ParameterDeclaration
    | ReadingDeclaration
    | TermDeclaration
    | CalendarDeclaration
    | FactsDeclaration
)
D = TypeVar(
    "D",
    SourceDeclaration,
    ParameterDeclaration,
    ReadingDeclaration,
    TermDeclaration,
    CalendarDeclaration,
    FactsDeclaration,
)


@frozen
class Definitions:
    """All that is defined in a version, by name."""

    sources: Mapping[str, SourceDeclaration] = field(default_factory=dict)
    parameters: Mapping[str, ParameterDeclaration] = field(default_factory=dict)
    readings: Mapping[str, ReadingDeclaration] = field(default_factory=dict)
    terms: Mapping[str, TermDeclaration] = field(default_factory=dict)
    facts: Mapping[str, FactsDeclaration] = field(default_factory=dict)
    calendars: Mapping[str, CalendarDeclaration] = field(default_factory=dict)


def shared_definitions(vocabulary: Vocabulary | None) -> Definitions:
    """What the vocabulary that all versions share defines: calendars."""
    calendars = () if vocabulary is None else vocabulary.calendars
    return Definitions(calendars={calendar.name.text: calendar for calendar in calendars})


def inherit_definitions(
    before: Definitions, version: AgreementVersion, unreadable: Collection[str], findings: Findings
) -> Definitions:
    """The definitions of a version: those before it, with its own in their place."""
    replaced = frozenset(name.text for name in version.replaces) | version.generated
    after = Definitions(
        _inherited(before.sources, version.sources, replaced, "a source", findings),
        _inherited(before.parameters, version.parameters, replaced, "a parameter", findings),
        _inherited(before.readings, version.readings, replaced, "a reading", findings),
        _inherited(before.terms, version.terms, replaced, "a term", findings),
        _inherited(before.facts, version.facts, None, "facts", findings),
        _inherited(before.calendars, version.vocabulary.calendars, replaced, "a calendar", findings),
    )
    after = _changed_kind(before, after, version, replaced)
    _check_replaces(before, version, unreadable, findings)
    return after


def _inherited(
    before: Mapping[str, D], own: tuple[D, ...], replaced: frozenset[str] | None, what: str, findings: Findings
) -> dict[str, D]:
    after = dict(before)
    for definition in own:
        name = definition.name
        earlier = before.get(name.text)
        if earlier is not None and replaced is not None and name.text not in replaced and earlier != definition:
            findings.error(
                "E315",
                f"`{name}` is {what} of an earlier version and defined again",
                name.span,
                help=f"if this is meant, add `replaces: [{name}]`: no definition changes unseen",
                others=[Label(earlier.name.span, "defined here before")],
            )
        after[name.text] = definition
    return after


def _changed_kind(
    before: Definitions, after: Definitions, version: AgreementVersion, replaced: frozenset[str]
) -> Definitions:
    """A replaced parameter that has become a term is no parameter any more, and the reverse."""
    now_terms = {term.name.text for term in version.terms} & replaced & before.parameters.keys()
    now_parameters = {parameter.name.text for parameter in version.parameters} & replaced & before.terms.keys()
    if not now_terms and not now_parameters:
        return after
    return Definitions(
        after.sources,
        {name: value for name, value in after.parameters.items() if name not in now_terms},
        after.readings,
        {name: value for name, value in after.terms.items() if name not in now_parameters},
        after.facts,
        after.calendars,
    )


def _check_replaces(
    before: Definitions, version: AgreementVersion, unreadable: Collection[str], findings: Findings
) -> None:
    earlier = dict(_all(before))
    own = {name.text for name in _own_names(version)}
    clauses = {clause.id.text for clause in version.clauses}
    for name in version.replaces:
        if name.text in unreadable:
            continue
        if name.text in clauses and name.text not in earlier:
            cure = "leave it out: a clause that is stated again replaces its earlier text"
            findings.error("E316", f"`{name}` is a clause", name.span, help=cure)
        elif name.text not in earlier:
            cure = did_you_mean(name.text, earlier) or "leave it out: what is new replaces nothing"
            findings.error("E316", f"no earlier version defines `{name}`", name.span, help=cure)
        elif name.text not in own:
            findings.error(
                "E316",
                f"`{name}` is not defined again",
                name.span,
                help="define it in this version, or leave it out",
                others=[Label(earlier[name.text].name.span, "the earlier definition")],
            )


def _all(definitions: Definitions) -> Iterator[tuple[str, Definition]]:
    yield from definitions.sources.items()
    yield from definitions.parameters.items()
    yield from definitions.readings.items()
    yield from definitions.terms.items()
    yield from definitions.facts.items()
    yield from definitions.calendars.items()


def _own_names(version: AgreementVersion) -> Iterator[Name]:
    named: tuple[tuple[Definition, ...], ...] = (
        version.sources,
        version.parameters,
        version.readings,
        version.terms,
        version.vocabulary.calendars,
        version.facts,
    )
    for definitions in named:
        yield from (definition.name for definition in definitions)
