"""What a clause or a term rests on that means something else than before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from evaluator.comparisons.clause_changes import ChangeKind, EntryChange, Rest
from evaluator.comparisons.mentions import Mentions, Named
from evaluator.frozen import replace
from evaluator.library.consolidated import ConsolidatedVersion

_IDLE_KEYS: Final[Mapping[str, tuple[str, ...]]] = {"entities": ("note",), "actions": ("note",), "facts": ()}
"""Keys that are about a text: when only they change, what rests on it still means the same."""

_IDLE_ELSEWHERE: Final = ("title", "note", "cite")
_MOVED: Final = (ChangeKind.CHANGED, ChangeKind.REPLACED, ChangeKind.REPEALED, ChangeKind.REMOVED)
_THERE_BEFORE: Final = (ChangeKind.UNCHANGED, ChangeKind.AFFECTED, ChangeKind.CHANGED, ChangeKind.REPLACED)


def resting(
    entries: Iterable[EntryChange], first: ConsolidatedVersion, second: ConsolidatedVersion
) -> list[EntryChange]:
    """The entries, each with what it rests on in the second version and what has moved.

    A clause or a term that would be unchanged is affected then. What was added has moved nothing by itself: whatever
    mentions it has changed, too.
    """
    entries = list(entries)
    moved = {(entry.section, entry.id): entry.kind for entry in entries if _has_moved(entry)}
    mentions = Mentions(second, first)
    found = []
    for entry in entries:
        rests = _rests(entry, moved, mentions) if entry.kind in _THERE_BEFORE else ()
        kind = ChangeKind.AFFECTED if rests and entry.kind is ChangeKind.UNCHANGED else entry.kind
        found.append(replace(entry, rests_on=rests, kind=kind))
    return found


def _has_moved(entry: EntryChange) -> bool:
    """Whether what rests on an entry may mean something else now."""
    idle = _IDLE_KEYS.get(entry.section, _IDLE_ELSEWHERE)
    return entry.kind in _MOVED and any(change.key not in idle for change in entry.keys)


def _rests(entry: EntryChange, moved: Mapping[Named, ChangeKind], mentions: Mentions) -> tuple[Rest, ...]:
    """What has moved of all that an entry mentions, itself or through terms; what is nearer comes first."""
    seen = {(entry.section, entry.id)}
    rests = []
    waiting: list[tuple[Named, tuple[str, ...]]] = [((entry.section, entry.id), ())]
    while waiting:
        here, through = waiting.pop(0)
        for named in mentions.of(*here):
            if named in seen:
                continue
            seen.add(named)
            if named in moved:
                rests.append(Rest(*named, moved[named], through))
            if named[0] == "terms":
                waiting.append((named, (*through, named[1])))
    return tuple(rests)
