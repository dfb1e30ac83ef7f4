"""What differs between two versions as Markdown, for memos and tickets: removed words struck, added ones underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.comparisons.clause_changes import SECTIONS, ChangeKind
from evaluator.comparisons.word_changes import word_changes
from evaluator.report.as_markdown import code, escaped
from evaluator.report.clause_changes_words import WHOLE, key_in_words, lead_of, remarks, shown, tally, text_of
from evaluator.report.words import capitalized, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.comparisons.clause_changes import ClauseChanges, EntryChange, KeyChange


def render(changes: ClauseChanges, *, everything: bool = False) -> str:
    """The differences as a Markdown document, ending with a line feed; `everything` names what is unchanged, too."""
    blocks = [f"# {escaped(changes.second.agreement)}: {_versions(changes)}"]
    if changes.about:
        blocks.append("\n".join(_line(change) for change in changes.about))
    for section in SECTIONS:
        entries = shown(changes, section, everything=everything)
        if entries:
            blocks.append(f"## {capitalized(section)}")
            blocks.append("\n".join(line for entry in entries for line in _entry(entry)))
    return "\n\n".join([*blocks, f"{capitalized(tally(changes))}."]) + "\n"


def _versions(changes: ClauseChanges) -> str:
    """Both versions; with their agreements where these are two."""
    first, second = changes.first, changes.second
    if first.agreement == second.agreement:
        return f"{code(first.version)} → {code(second.version)}"
    return f"{code(first.reference)} → {code(second.reference)}"


def _entry(entry: EntryChange) -> Iterable[str]:
    lead = lead_of(entry)
    title = escaped(entry.title) if lead is None else _text(lead, whole=entry.kind in WHOLE)
    told = ["unchanged" if entry.kind is ChangeKind.UNCHANGED else f"**{entry.kind.value}**"]
    told += map(escaped, remarks(entry))
    yield f"- {code(entry.id)}{': ' if title else ''}{title} ({'; '.join(told)})"
    for change in entry.keys:
        if change is not lead:
            yield f"  {_line(change, whole=entry.kind in WHOLE)}"


def _line(change: KeyChange, *, whole: bool = False) -> str:
    return f"- {escaped(key_in_words(change))}: {_text(change, whole=whole)}"


def _text(change: KeyChange, *, whole: bool) -> str:
    """Both texts; one without marks where all of the entry is new or gone."""
    return escaped(text_of(change)) if whole else _marked(change)


def _marked(change: KeyChange) -> str:
    """Both texts woven together. HTML's own marks: those of Markdown do not work inside a word or beside a space."""
    tags = {"removed": "del", "added": "ins"}
    found = []
    for piece in word_changes(plain(change.before or ""), plain(change.after or "")):
        words = piece.text.strip(" ")
        before, _, after = piece.text.partition(words) if words else (piece.text, "", "")
        shown_words = f"{before}{escaped(words)}{after}"
        tag = tags.get(piece.kind)
        found.append(shown_words if tag is None else f"<{tag}>{shown_words}</{tag}>")
    return "".join(found)
