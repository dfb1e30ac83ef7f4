"""The consolidated text of a version as plain data: what its authors wrote, with where each clause comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.core.norms import Modality
from evaluator.model.agreement import Bounded
from evaluator.model.read_performance import EARLIEST_DUE_FIRST
from evaluator.report.data import day_data
from evaluator.syntax.printer import as_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion, StandingClause
    from evaluator.library.expand import Expansion
    from evaluator.model.agreement import (
        CalendarDeclaration,
        Clause,
        EffectDeclaration,
        Name,
        ParameterDeclaration,
        Part,
        ProposalDeclaration,
        ReadingDeclaration,
        TermDeclaration,
        Upon,
    )
    from evaluator.report.data import Plain
    from evaluator.syntax.expressions import Binder, Expression


def agreement_data(chain: AgreementChain, version: ConsolidatedVersion, *, expanded: bool = False) -> dict[str, Plain]:
    """The consolidated version as plain data: its clauses in the words of their authors, standing and repealed.

    A clause that comes from a pattern is shown as the use of it; with `expanded` it is shown as what the use stands
    for, and so are the terms that come with it.
    """
    uses = {} if expanded else _uses(chain, version)
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
        "parameters": {name: _parameter(parameter) for name, parameter in version.parameters.items()},
        "calendars": {name: _calendar(calendar) for name, calendar in version.calendars.items()},
        "terms": {name: term_data(term) for name, term in version.terms.items() if name not in hidden},
        "sources": {
            name: {"title": source.title, **({"url": source.url} if source.url else {})}
            for name, source in version.sources.items()
        },
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


def clause_data(clause: Clause) -> dict[str, Plain]:
    """The keys of a clause that are there, in the order in which a clause is read."""
    keys: dict[str, Plain] = {
        "title": clause.title,
        "for each": _one_or_list(tuple(written_data(binder) for binder in clause.for_each)),
        "who": written_data(clause.who) or _names(clause.who_list),
        **_modality(clause),
        "to": written_data(clause.to) or _names(clause.to_list),
        "where": written_data(clause.where),
        "except": {name.text: written_data(condition) for name, condition in clause.exceptions},
        "when": written_data(clause.when),
        "unless": written_data(clause.unless),
        "from": written_data(clause.starts),
        "until": written_data(clause.until),
        "through": written_data(clause.through),
        "upon": _upon(clause.upon),
        "not before": written_data(clause.not_before),
        "due": written_data(clause.due),
        "clock": "runs" if clause.clock_runs else "",
        "amount": written_data(clause.amount),
        "applied": EARLIEST_DUE_FIRST if clause.applied else "",
        "then": _one_or_list(tuple(_effect(effect) for effect in clause.effects)),
        "cures": _names(clause.cures),
        "survives": "yes" if clause.survives else "",
        "overrides": _names(clause.overrides),
        "subject to": _names(clause.subject_to),
        "certainty": clause.certainty.word,
        "cite": _names(clause.cite),
        "note": clause.note,
        "pattern": clause.pattern,
    }
    return {key: value for key, value in keys.items() if value not in ("", [], {})}


def _modality(clause: Clause) -> dict[str, Plain]:
    """The key that says what the party must, may or can do; a clause that acts by itself has none."""
    if clause.modality is Modality.AUTOMATIC:
        return {}
    return {clause.modality.value: written_data(clause.ensure) if clause.action is None else clause.action.text}


def _one_or_list(values: tuple[Plain, ...]) -> Plain:
    return "" if not values else values[0] if len(values) == 1 else list(values)


def _upon(upon: Upon | None) -> Plain:
    """The event, alone or with what bounds it."""
    if upon is None:
        return ""
    keys: dict[str, Plain] = {
        "event": written_data(upon.event) or written_data(upon.binder),
        "from": written_data(upon.starts),
        "when": written_data(upon.when),
        "unless": written_data(upon.unless),
        "until": written_data(upon.until),
        "through": written_data(upon.through),
    }
    said = {key: value for key, value in keys.items() if value != ""}
    return said["event"] if len(said) == 1 else said


def _effect(effect: EffectDeclaration) -> Plain:
    targets = _one_or_list(tuple(name.text for name in effect.targets))
    to: dict[str, Plain] = {} if effect.to is None else {"to": written_data(effect.to)}
    return {effect.verb.text: targets, **to}


def _parameter(parameter: ParameterDeclaration) -> dict[str, Plain]:
    values: Plain = {day_data(day): written_data(value) for day, _, value in parameter.values}
    cite = {"cite": _names(parameter.cite)} if parameter.cite else {}
    return {"value": values or written_data(parameter.value), "certainty": parameter.certainty.word, **cite}


def _calendar(calendar: CalendarDeclaration) -> dict[str, Plain]:
    keys: dict[str, Plain] = {
        "country": "" if calendar.country is None else calendar.country.text,
        "subdivision": "" if calendar.subdivision is None else calendar.subdivision.text,
        "market": "" if calendar.market is None else calendar.market.text,
        "weekend": "" if calendar.weekend is None else list(calendar.weekend) or "none",
        "also": [day_data(day) for day in calendar.also],
        "except": [day_data(day) for day in calendar.exceptions],
        "note": calendar.note,
    }
    return {key: value for key, value in keys.items() if value not in ("", [])}


def reading_data(reading: ReadingDeclaration) -> dict[str, Plain]:
    """A reading with its options and what counts by default."""
    return {
        "question": reading.question,
        "options": {option.text: words for option, words in reading.options},
        "default": "undecided" if reading.default is None else reading.default.text,
    }


def term_data(term: TermDeclaration) -> dict[str, Plain]:
    """What a term means, and for each of what."""
    cases: Mapping[str, Plain] = {
        "otherwise" if case.when is None else written_data(case.when): written_data(case.then) for case in term.cases
    }
    keys: dict[str, Plain] = {
        "means": written_data(term.means) or dict(cases),
        "for each": written_data(term.for_each),
        "note": term.note,
    }
    return {key: value for key, value in keys.items() if value not in ("", {})}


def _proposal(proposal: ProposalDeclaration) -> dict[str, Plain]:
    keys: dict[str, Plain] = {
        "title": proposal.title,
        "dated": proposal.dated,
        "cite": _names(proposal.cite),
        "note": proposal.note,
    }
    return {key: value for key, value in keys.items() if value not in ("", [])}


def _uses(chain: AgreementChain, version: ConsolidatedVersion) -> dict[str, Expansion]:
    """The use that each clause comes from, for the clauses whose standing text a pattern has brought in."""
    found = {}
    for one in chain.versions:
        for expansion in one.expansions:
            for id in (clause.id.text for clause in expansion.made):
                standing = version.clauses.get(id)
                if standing is not None and standing.enacted_in == one.version:
                    found[id] = expansion
    return found


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
        "overrides": _names(part.overrides),
        "subject to": _names(part.subject_to),
        "certainty": "" if part.certainty is None else part.certainty.word,
        "cite": _names(part.cite),
        "note": part.note,
    }
    return {key: value for key, value in said.items() if value not in ("", [], {})}


def written_data(part: Expression | Bounded | Binder | None) -> str:
    """The author's words on one line; in what a pattern has brought in, those that stand for its own."""
    if part is None:
        return ""
    return " ".join(part.span.text.split()) if isinstance(part, Bounded) else as_written(part)


def _names(names: Iterable[Name]) -> list[Plain]:
    return [name.text for name in names]
