"""The text of an agreement as it stands in one version: what the chain of amendments has left of each clause."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from evaluator.frozen import field, frozen
from evaluator.library.expand import Expansion
from evaluator.library.files import LibraryFile
from evaluator.model.agreement import (
    AgreementVersion,
    CalendarDeclaration,
    Clause,
    FactsDeclaration,
    ParameterDeclaration,
    ReadingDeclaration,
    SourceDeclaration,
    TermDeclaration,
    Vocabulary,
)
from evaluator.syntax.expressions import Expression


@frozen
class StandingClause:
    """A clause in a version, with where it comes from.

    `introduced` is the first day of the version in which its id first appeared, `enacted` that of the version which
    wrote the text as it stands (`enacted_in` names it). `repealed` is the first day of the version that repealed it,
    None while it stands (a repealed clause keeps its last text). `carried_if` holds the `untouched` conditions of the
    later versions that did not mention it, oldest first: it stands only while all hold.
    """

    clause: Clause
    enacted_in: str
    enacted: date
    introduced: date
    repealed: date | None = None
    repealed_by: str | None = None
    carried_if: tuple[Expression, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether no version up to this one has repealed it."""
        return self.repealed is None


@frozen
class ConsolidatedVersion:
    """One version of an agreement, consolidated: everything it inherits and everything it says itself.

    It governs from `effective` (inclusive) to `superseded` (exclusive; None for the last version). `expansions` are the
    patterns that its own text uses. `unreadable` names what was declared with errors, here or before, and is left out.
    """

    name: str
    version: str
    title: str
    effective: date
    superseded: date | None
    partial: bool
    written: AgreementVersion
    vocabulary: Vocabulary
    sources: Mapping[str, SourceDeclaration]
    parameters: Mapping[str, ParameterDeclaration]
    readings: Mapping[str, ReadingDeclaration]
    terms: Mapping[str, TermDeclaration]
    facts: Mapping[str, FactsDeclaration]
    clauses: Mapping[str, StandingClause]
    expansions: tuple[Expansion, ...] = ()
    unreadable: frozenset[str] = frozenset()
    calendars: Mapping[str, CalendarDeclaration] = field(default_factory=dict)


@frozen
class AgreementChain:
    """All versions of one agreement, oldest first; each amends the one before it.

    `files` are all files it was made from, patterns included; those given as texts have none.
    """

    name: str
    versions: tuple[ConsolidatedVersion, ...]
    files: tuple[LibraryFile, ...] = field(default=(), compare=False, repr=False)

    def version(self, name: str) -> ConsolidatedVersion | None:
        """The version of that name."""
        return next((version for version in self.versions if version.version == name), None)

    def governing(self, day: date) -> ConsolidatedVersion | None:
        """The version that governs on a day, None before the first."""
        found = None
        for version in self.versions:
            if version.effective <= day:
                found = version
        return found

    def uses(self, version: ConsolidatedVersion) -> dict[str, Expansion]:
        """The use that each clause of a version comes from, where a pattern has brought in its text as it stands."""
        found = {}
        for one in self.versions:
            for expansion in one.expansions:
                for id in (clause.id.text for clause in expansion.made):
                    standing = version.clauses.get(id)
                    if standing is not None and standing.enacted_in == one.version:
                        found[id] = expansion
        return found
