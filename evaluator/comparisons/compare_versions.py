"""Two consolidated versions compared, section by section and key by key."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Final, TypeVar

from evaluator.comparisons.clause_changes import (
    SECTIONS,
    ChangeKind,
    ClauseChanges,
    EntryChange,
    KeyChange,
    PatternChange,
    VersionNote,
)
from evaluator.comparisons.resting import resting
from evaluator.frozen import frozen, replace
from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion, StandingClause
from evaluator.library.expand import Expansion
from evaluator.model.as_data import (
    Plain,
    action_data,
    calendar_data,
    clause_data,
    entity_data,
    facts_data,
    in_one_line,
    parameter_data,
    reading_data,
    source_data,
    term_data,
    written_data,
)

Key = TypeVar("Key", bound=Hashable)

Texts = dict[tuple[str, str | None], str]
"""The text of each key, or of each part of a key that has parts."""

STANDS_IF: Final = "stands_if"
"""The key that holds the conditions under which later versions let a clause stand."""

_WITH_PARTS: Final = ("except", "upon", "value", "options", "means")


@frozen
class Pinned:
    """A version of an agreement, and the chain it stands in."""

    chain: AgreementChain
    version: ConsolidatedVersion

    @property
    def uses(self) -> Mapping[str, Expansion]:
        """The use of a pattern that each clause comes from."""
        return self.chain.uses(self.version)


def compare(first: Pinned, second: Pinned) -> ClauseChanges:
    """What differs between a version of an agreement and a version of the same or another one.

    Clauses that come from patterns are compared as what the uses stand for, and so is what comes with them.
    """
    before, after = first.version, second.version
    entries = [entry for section in SECTIONS for entry in _section(section, before, after)]
    uses, other_uses = first.uses, second.uses
    return ClauseChanges(
        _note(before),
        _note(after),
        tuple(_changes(_about(before), _about(after))),
        tuple(
            replace(
                entry,
                pattern=_pattern(uses.get(entry.id), other_uses.get(entry.id), entry.id),
                written_in=(_written_in(before, entry.id), _written_in(after, entry.id)),
            )
            if entry.section == "clauses"
            else entry
            for entry in resting(entries, before, after)
        ),
    )


def merged_order(first: Iterable[Key], second: Iterable[Key]) -> list[Key]:
    """All keys of both lists: in the order of the second, those of the first alone after the one they stood after."""
    merged = list(second)
    place = 0
    for key in first:
        if key in merged:
            place = merged.index(key) + 1
        else:
            merged.insert(place, key)
            place += 1
    return merged


def _section(section: str, first: ConsolidatedVersion, second: ConsolidatedVersion) -> Iterable[EntryChange]:
    before, after = _texts(section, first), _texts(section, second)
    gone = ChangeKind.REPEALED if section == "clauses" else ChangeKind.REMOVED
    for name in merged_order(before, after):
        keys = tuple(_changes(before.get(name, {}), after.get(name, {})))
        title = (after.get(name) or before[name]).get(("title", None), "") if section == "clauses" else ""
        if name not in before:
            kind = ChangeKind.ADDED
        elif name not in after:
            kind = gone
        elif section == "clauses" and _norm(first.clauses[name]) != _norm(second.clauses[name]):
            kind = ChangeKind.REPLACED
        elif all(change.key == STANDS_IF for change in keys):
            kind = ChangeKind.AFFECTED if keys else ChangeKind.UNCHANGED
        else:
            kind = ChangeKind.CHANGED
        yield EntryChange(section, name, kind, title, keys)


def _norm(standing: StandingClause) -> tuple[object, ...]:
    """What makes a clause the norm that it is: its modality, its action and who bears it."""
    clause = standing.clause
    bearers = {written_data(clause.who), *(name.text for name in clause.who_list)} - {""}
    return clause.modality, None if clause.action is None else clause.action.text, bearers


def _changes(before: Texts, after: Texts) -> Iterable[KeyChange]:
    """The keys that read differently, in the order of the second text."""
    for key in merged_order(before, after):
        if before.get(key) != after.get(key):
            yield KeyChange(*key, before.get(key), after.get(key))


def _texts(section: str, version: ConsolidatedVersion) -> dict[str, Texts]:
    """The texts of all that a version holds in one section, by name, in its order."""
    vocabulary = version.vocabulary
    found: Mapping[str, Mapping[str, Plain]]
    match section:
        case "clauses":
            found = {name: _clause(one) for name, one in version.clauses.items() if one.stands}
        case "terms":
            found = {name: term_data(one) for name, one in version.terms.items()}
        case "parameters":
            found = {name: parameter_data(one) for name, one in version.parameters.items()}
        case "readings":
            found = {name: reading_data(one) for name, one in version.readings.items()}
        case "calendars":
            found = {name: calendar_data(one) for name, one in version.calendars.items()}
        case "facts":
            found = {name: facts_data(one) for name, one in version.facts.items()}
        case "parties":
            found = {one.name.text: {"title": one.title} for one in vocabulary.parties}
        case "entities":
            found = {one.name.text: entity_data(one) for one in vocabulary.entities}
        case "actions":
            found = {one.name.text: action_data(one) for one in vocabulary.actions}
        case "constraints":
            found = {one.name.text: {"condition": written_data(one.condition)} for one in vocabulary.constraints}
        case _:
            found = {name: source_data(one) for name, one in version.sources.items()}
    return {name: _flat(data) for name, data in found.items()}


def _clause(standing: StandingClause) -> dict[str, Plain]:
    """The keys of a clause without the pattern they come from, and the conditions under which it stands."""
    keys = {key: value for key, value in clause_data(standing.clause).items() if key != "pattern"}
    if "upon" in keys and not isinstance(keys["upon"], dict):
        keys["upon"] = {"event": keys["upon"]}  # an event that nothing bounds is written without its key
    if standing.carried_if:
        keys[STANDS_IF] = [written_data(condition) for condition in standing.carried_if]
    return keys


def _flat(data: Mapping[str, Plain]) -> Texts:
    texts: Texts = {}
    for key, value in data.items():
        if key in _WITH_PARTS and isinstance(value, dict):
            texts |= {(key, part): in_one_line(inner) for part, inner in value.items()}
        else:
            texts[key, None] = in_one_line(value)
    return texts


def _about(version: ConsolidatedVersion) -> Texts:
    texts: Texts = {
        ("agreement", None): version.name,
        ("title", None): version.title,
        ("effective", None): version.effective.isoformat(),
    }
    return texts | ({("text", None): "partial"} if version.partial else {})


def _note(version: ConsolidatedVersion) -> VersionNote:
    return VersionNote(version.name, version.version, version.title, version.effective, version.partial)


def _written_in(version: ConsolidatedVersion, clause: str) -> str | None:
    standing = version.clauses.get(clause)
    return standing.enacted_in if standing is not None and standing.stands else None


def _pattern(before: Expansion | None, after: Expansion | None, clause: str) -> PatternChange | None:
    """From which pattern a clause comes and came, and which arguments of its use read differently."""
    now = after or before
    if now is None:
        return None
    main = now.use.id.text
    both = before is not None and after is not None and main == clause
    return PatternChange(
        None if before is None else before.pattern.reference,
        None if after is None else after.pattern.reference,
        None if main == clause else main,
        tuple(_changes(_arguments(before), _arguments(after))) if both else (),
    )


def _arguments(expansion: Expansion | None) -> Texts:
    arguments = () if expansion is None else expansion.use.arguments
    return {(name.text, None): written_data(value) for name, value in arguments}
