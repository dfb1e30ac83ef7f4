"""What differs between two versions of an agreement, clause by clause, as data."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

from evaluator.comparisons.word_changes import Piece, word_changes
from evaluator.frozen import frozen

SECTIONS: Final = (
    "clauses",
    "terms",
    "parameters",
    "readings",
    "calendars",
    "facts",
    "parties",
    "entities",
    "actions",
    "constraints",
    "sources",
)
"""What an agreement holds, in the order in which it is compared."""


class ChangeKind(Enum):
    """What has become of a clause, or of something that clauses rest on.

    A clause is *replaced* if another norm stands under its id: one of another modality, action or bearer. It is
    *changed* if any other key reads differently. It is *affected* if its own words are the same, but not the condition
    under which it stands, or something that it rests on. What is gone is *repealed* (clauses) or *removed* (others).
    """

    ADDED = "added"
    REPEALED = "repealed"
    REMOVED = "removed"
    REPLACED = "replaced"
    CHANGED = "changed"
    AFFECTED = "affected"
    UNCHANGED = "unchanged"


@frozen
class KeyChange:
    """A key that reads differently: its text in the first version and in the second, None where it is not there.

    `part` is the name inside the key (of an exception, an option, the day of a dated value), None where the key has a
    text of its own.
    """

    key: str
    part: str | None
    before: str | None
    after: str | None

    @property
    def words(self) -> tuple[Piece, ...]:
        """The pieces of both texts: what they share, what the first has alone, what the second has alone."""
        return word_changes(self.before or "", self.after or "")


@frozen
class Rest:
    """Something that changed and that a clause or a term rests on.

    `section` and `id` say what it is, `kind` what has become of it; `through` names the terms between the two.
    """

    section: str
    id: str
    kind: ChangeKind
    through: tuple[str, ...] = ()


@frozen
class PatternChange:
    """The pattern from which a clause comes, as `name@version`; None where it is written out.

    `part_of` is the clause that uses the pattern, where this one only comes with it. `arguments` are those of the use
    that read differently.
    """

    before: str | None
    after: str | None
    part_of: str | None
    arguments: tuple[KeyChange, ...]


@frozen
class EntryChange:
    """One clause, or one of what clauses rest on: what has become of it.

    `section` is one of `SECTIONS`. `title` is the clause's title in the second version, or in the first where it is
    gone; other sections have none. `written_in` names the versions that wrote the text of a clause, in the first and in
    the second; None where it is not there, and for other sections.
    """

    section: str
    id: str
    kind: ChangeKind
    title: str = ""
    keys: tuple[KeyChange, ...] = ()
    rests_on: tuple[Rest, ...] = ()
    pattern: PatternChange | None = None
    written_in: tuple[str | None, str | None] = (None, None)


@frozen
class VersionNote:
    """A version that is compared; `effective` is its first day."""

    agreement: str
    version: str
    title: str
    effective: date
    partial: bool

    @property
    def reference(self) -> str:
        """`name@version`."""
        return f"{self.agreement}@{self.version}"


@frozen
class ClauseChanges:
    """What differs between two versions, or two agreements.

    `about` are the keys of the agreement itself (`agreement`, `title`, `effective`, `text`). `entries` are all that
    either version holds, unchanged ones as well, section by section; in each the order is that of the second version,
    and what is gone stands where it stood in the first.
    """

    first: VersionNote
    second: VersionNote
    about: tuple[KeyChange, ...]
    entries: tuple[EntryChange, ...]

    @property
    def differ(self) -> bool:
        """Whether anything is different."""
        return bool(self.about) or any(entry.kind is not ChangeKind.UNCHANGED for entry in self.entries)

    def section(self, name: str) -> tuple[EntryChange, ...]:
        """The entries of one section.

        Raises:
            KeyError: there is no such section; the message names them.
        """
        if name not in SECTIONS:
            raise KeyError(f"no section `{name}`; sections are: {', '.join(SECTIONS)}")
        return tuple(entry for entry in self.entries if entry.section == name)

    def clause(self, id: str) -> EntryChange:
        """What has become of a clause.

        Raises:
            KeyError: neither version has it; the message names what there is.
        """
        clauses = self.section("clauses")
        for entry in clauses:
            if entry.id == id:
                return entry
        raise KeyError(f"no clause `{id}`; clauses are: {', '.join(entry.id for entry in clauses)}")

    def rows(self) -> list[dict[str, str | None]]:
        """One row for each key that differs, as plain text: what a data frame or a CSV file takes.

        An entry without such a key has one row, in which `key`, `part`, `before` and `after` are None.
        """
        whole = EntryChange("agreement", self.second.agreement, ChangeKind.CHANGED, self.second.title, self.about)
        return [
            {
                "section": entry.section,
                "id": entry.id,
                "title": entry.title,
                "kind": entry.kind.value,
                "key": None if change is None else change.key,
                "part": None if change is None else change.part,
                "before": None if change is None else change.before,
                "after": None if change is None else change.after,
                "rests_on": "; ".join(rest.id for rest in entry.rests_on),
                "pattern": None if entry.pattern is None else entry.pattern.after or entry.pattern.before,
            }
            for entry in ((whole, *self.entries) if self.about else self.entries)
            for change in entry.keys or (None,)
        ]
