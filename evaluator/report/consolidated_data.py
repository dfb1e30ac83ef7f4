"""The consolidated text of a version as plain data: what its authors wrote, with where each clause comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.model.as_data import (
    calendar_data,
    clause_data,
    names_data,
    parameter_data,
    reading_data,
    source_data,
    term_data,
    written_data,
)
from evaluator.report.data import day_data

if TYPE_CHECKING:
    from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion, StandingClause
    from evaluator.library.expand import Expansion
    from evaluator.model.agreement import Part, ProposalDeclaration
    from evaluator.model.as_data import Plain


def agreement_data(chain: AgreementChain, version: ConsolidatedVersion, *, expanded: bool = False) -> dict[str, Plain]:
    """The consolidated version as plain data: its clauses in the words of their authors, standing and repealed.

    A clause that comes from a pattern is shown as the use of it; with `expanded` it is shown as what the use stands
    for, and so are the terms that come with it.
    """
    uses = {} if expanded else chain.uses(version)
    hidden = {
        name
        for one in chain.versions
        for name in one.written.generated
        if not expanded and name in version.terms and version.terms[name] in one.written.terms
    }
    named = {one.effective: one.version for one in chain.versions}
    standing = {name: found for name, found in version.clauses.items() if found.stands}
    repealed = {name: found for name, found in version.clauses.items() if not found.stands}
    return {
        "agreement": version.name,
        "version": version.version,
        "title": version.title,
        "effective": day_data(version.effective),
        "superseded": None if version.superseded is None else day_data(version.superseded),
        "partial": version.partial,
        "parties": {party.name.text: party.title for party in version.vocabulary.parties},
        "clauses": {
            name: {
                "since_version": named.get(found.introduced, day_data(found.introduced)),
                "text_of_version": found.enacted_in,
                **_carried(found),
                **(_use(name, uses[name]) if name in uses else clause_data(found.clause)),
            }
            for name, found in standing.items()
        },
        "repealed": {
            name: {
                "title": found.clause.title,
                "since_version": named.get(found.introduced, day_data(found.introduced)),
                "text_of_version": found.enacted_in,
                "repealed_by": found.repealed_by,
            }
            for name, found in repealed.items()
        },
        "readings": {name: reading_data(reading) for name, reading in version.readings.items()},
        "parameters": {name: parameter_data(parameter) for name, parameter in version.parameters.items()},
        "calendars": {name: calendar_data(calendar) for name, calendar in version.calendars.items()},
        "terms": {name: term_data(term) for name, term in version.terms.items() if name not in hidden},
        "sources": {name: source_data(source) for name, source in version.sources.items()},
        "proposals": {proposal.name.text: _proposal(proposal) for proposal in version.written.proposals},
    }


def versions_data(chain: AgreementChain) -> dict[str, Plain]:
    """An agreement and its versions, oldest first, as plain data."""
    return {
        "agreement": chain.name,
        "versions": [
            {
                "version": version.version,
                "title": version.title,
                "effective": day_data(version.effective),
                "superseded": None if version.superseded is None else day_data(version.superseded),
                "partial": version.partial,
                "clauses": sum(clause.stands for clause in version.clauses.values()),
            }
            for version in chain.versions
        ],
    }


def _carried(found: StandingClause) -> dict[str, Plain]:
    conditions: list[Plain] = [written_data(condition) for condition in found.carried_if]
    return {"stands_if": conditions} if conditions else {}


def _proposal(proposal: ProposalDeclaration) -> dict[str, Plain]:
    keys: dict[str, Plain] = {
        "title": proposal.title,
        "dated": proposal.dated,
        "cite": names_data(proposal.cite),
        "note": proposal.note,
    }
    return {key: value for key, value in keys.items() if value not in ("", [])}


def _use(id: str, expansion: Expansion) -> dict[str, Plain]:
    """A clause as the use of a pattern, or as a part that comes with one."""
    use = expansion.use
    if id == use.id.text:
        keys: dict[str, Plain] = {
            "use": use.pattern.text,
            "with": {name.text: written_data(value) for name, value in use.arguments},
        }
        return _said(use.main, _title(expansion, id), keys)
    part = next((part for part in use.parts if part.id is not None and part.id.text == id), None)
    return _said(part or use.main, _title(expansion, id), {"part of": f"{use.id} ({use.pattern})"})


def _title(expansion: Expansion, id: str) -> str:
    return next((clause.title for clause in expansion.made if clause.id.text == id), "")


def _said(part: Part, title: str, keys: dict[str, Plain]) -> dict[str, Plain]:
    said: dict[str, Plain] = {
        "title": title,
        **keys,
        "except": {name.text: written_data(condition) for name, condition in part.exceptions},
        "overrides": names_data(part.overrides),
        "subject to": names_data(part.subject_to),
        "certainty": "" if part.certainty is None else part.certainty.word,
        "cite": names_data(part.cite),
        "note": part.note,
    }
    return {key: value for key, value in said.items() if value not in ("", [], {})}
