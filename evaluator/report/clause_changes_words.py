"""What differs between two versions in words: the report on the terminal and the one in Markdown say the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from evaluator.comparisons.clause_changes import SECTIONS, ChangeKind
from evaluator.report.words import counted, listed, plain

if TYPE_CHECKING:
    from evaluator.comparisons.clause_changes import ClauseChanges, EntryChange, KeyChange, PatternChange, Rest

SIGNS: Final = {
    ChangeKind.ADDED: "+",
    ChangeKind.REPEALED: "-",
    ChangeKind.REMOVED: "-",
    ChangeKind.REPLACED: "±",
    ChangeKind.CHANGED: "~",
    ChangeKind.AFFECTED: "*",
    ChangeKind.UNCHANGED: " ",
}
"""What stands before an entry, so that the eye finds it without colour."""

WHOLE: Final = (ChangeKind.ADDED, ChangeKind.REPEALED, ChangeKind.REMOVED)
"""What has become of an entry that stands in one of the two only, so that all of its text is new or gone."""

_LEADS: Final = {
    "clauses": "title",
    "terms": "means",
    "parameters": "value",
    "readings": "question",
    "facts": "value",
    "parties": "title",
    "entities": "type",
    "constraints": "condition",
    "sources": "title",
}
"""The key of an entry that stands beside its name."""


def shown(changes: ClauseChanges, section: str, *, everything: bool) -> tuple[EntryChange, ...]:
    """The entries of a section that are told: those that differ, or all."""
    entries = changes.section(section)
    return entries if everything else tuple(one for one in entries if one.kind is not ChangeKind.UNCHANGED)


def lead_of(entry: EntryChange) -> KeyChange | None:
    """The change of what stands beside the name of an entry, if that differs."""
    lead = _LEADS.get(entry.section)
    return next((key for key in entry.keys if key.key == lead and key.part is None), None)


def text_of(change: KeyChange) -> str:
    """The text of a key that is there in one of the two only."""
    return plain(change.before or "" if change.after is None else change.after)


def key_in_words(change: KeyChange) -> str:
    """`where`, `except national_security`, `value 2026-07-01`; an event alone is just `upon`."""
    key = {"options": "option"}.get(change.key, change.key.replace("_", " "))
    alone = change.part is None or (change.key, change.part) == ("upon", "event")
    return key if alone else f"{key} {plain(change.part or '')}"


def remarks(entry: EntryChange) -> tuple[str, ...]:
    """What there is to say of an entry beside its keys: from which pattern it comes, and what it rests on."""
    pattern = entry.pattern
    told = []
    if pattern is not None and (entry.kind is not ChangeKind.UNCHANGED or pattern.before != pattern.after):
        told.append(_pattern_in_words(pattern, entry.kind))
    if entry.rests_on:
        told.append(f"rests on {listed([_rest_in_words(rest) for rest in entry.rests_on])}")
    return tuple(told)


def tally(changes: ClauseChanges) -> str:
    """One line that counts: `clauses: 2 added, 1 changed, 20 unchanged; parameters: 1 changed`."""
    if not changes.differ:
        return f"no difference: {counted(len(changes.section('clauses')), 'clause')} unchanged"
    parts = []
    for section in SECTIONS:
        kinds = Counter(entry.kind for entry in changes.section(section))
        if section != "clauses":
            del kinds[ChangeKind.UNCHANGED]
        if kinds:
            parts.append(
                f"{section}: {', '.join(f'{kinds[kind]:,} {kind.value}' for kind in ChangeKind if kinds[kind])}"
            )
    return "; ".join(parts)


def _pattern_in_words(pattern: PatternChange, kind: ChangeKind) -> str:
    before, after = pattern.before, pattern.after
    comes = "from the pattern" if pattern.part_of is None else f"part of {pattern.part_of}, from the pattern"
    if kind in WHOLE or before == after:
        words = f"{comes} {after or before}"
    elif before is None:
        words = f"{comes} {after} now"
    elif after is None:
        words = f"no longer from the pattern {before}"
    else:
        words = f"{comes} {after}, before {before}"
    if pattern.arguments:
        words += f", where {listed([change.key for change in pattern.arguments])} {_differ(len(pattern.arguments))}"
    return words


def _differ(number: int) -> str:
    return "differs" if number == 1 else "differ"


def _rest_in_words(rest: Rest) -> str:
    through = f"; through {', '.join(rest.through)}" if rest.through else ""
    return f"{rest.id} ({rest.kind.value}{through})"
