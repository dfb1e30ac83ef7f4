"""What differs between two versions as plain data.

The form is numbered, described in `docs/diff.md` and held to `clause_changes.schema.json` beside this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.comparisons.clause_changes import SECTIONS
from evaluator.report.clause_changes_words import shown
from evaluator.report.data import day_data

if TYPE_CHECKING:
    from evaluator.comparisons.clause_changes import ClauseChanges, EntryChange, KeyChange, VersionNote
    from evaluator.report.data import Plain

FORMAT: Final = "1"
"""The number of the form; it changes when a key is renamed, removed or given another meaning, not when one is added."""


def clause_changes_data(changes: ClauseChanges, *, everything: bool = False) -> dict[str, Plain]:
    """The differences, keys in a fixed order, dates as ISO text; `everything` adds what is unchanged."""
    return {
        "format": FORMAT,
        "first": _version(changes.first),
        "second": _version(changes.second),
        "differ": changes.differ,
        "about": [_key(change) for change in changes.about],
        **{
            section: [_entry(entry) for entry in shown(changes, section, everything=everything)] for section in SECTIONS
        },
    }


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of the form, as text."""
    return Path(__file__).with_name("clause_changes.schema.json").read_text(encoding="utf-8")


def _version(version: VersionNote) -> Plain:
    return {
        "agreement": version.agreement,
        "version": version.version,
        "title": version.title,
        "effective": day_data(version.effective),
        "partial": version.partial,
    }


def _key(change: KeyChange) -> Plain:
    return {
        "key": change.key,
        "part": change.part,
        "before": change.before,
        "after": change.after,
        "words": [{"kind": piece.kind, "text": piece.text} for piece in change.words],
    }


def _entry(entry: EntryChange) -> Plain:
    pattern = entry.pattern
    return {
        "id": entry.id,
        "title": entry.title,
        "kind": entry.kind.value,
        "keys": [_key(change) for change in entry.keys],
        "rests_on": [
            {"section": rest.section, "id": rest.id, "kind": rest.kind.value, "through": list(rest.through)}
            for rest in entry.rests_on
        ],
        "pattern": None
        if pattern is None
        else {
            "before": pattern.before,
            "after": pattern.after,
            "part_of": pattern.part_of,
            "arguments": [_key(change) for change in pattern.arguments],
        },
        "written_in": {"before": entry.written_in[0], "after": entry.written_in[1]},
    }
