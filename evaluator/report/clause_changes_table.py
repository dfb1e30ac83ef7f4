"""What differs between two versions as text for people: in colour where the terminal has it, else with marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from evaluator.comparisons.clause_changes import SECTIONS, ChangeKind
from evaluator.comparisons.word_changes import word_changes
from evaluator.report.clause_changes_words import SIGNS, WHOLE, key_in_words, lead_of, remarks, shown, tally, text_of
from evaluator.report.terminal import NARROWEST, WIDEST, printed
from evaluator.report.words import capitalized, display_width, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from evaluator.comparisons.clause_changes import ClauseChanges, EntryChange, KeyChange

_QUIET: Final = "dim"
_REMOVED: Final = "red"
_ADDED: Final = "green"
_STYLES: Final = {
    ChangeKind.ADDED: _ADDED,
    ChangeKind.REPEALED: _REMOVED,
    ChangeKind.REMOVED: _REMOVED,
    ChangeKind.REPLACED: "bold yellow",
    ChangeKind.CHANGED: "yellow",
    ChangeKind.AFFECTED: "cyan",
    ChangeKind.UNCHANGED: _QUIET,
}
_HANGING: Final = 4


def render(changes: ClauseChanges, *, width: int = 80, color: bool = False, everything: bool = False) -> str:
    """The differences as text of at most `width` columns (40 to 120).

    What was removed is red and what was added green, or `[-removed-]` and `{+added+}` without colour. `everything`
    names what is unchanged, too.
    """
    width = max(NARROWEST, min(width, WIDEST))
    return printed(_Report(changes, width=width, color=color).blocks(everything=everything), width=width, color=color)


class _Report:
    """The differences, printed block by block."""

    def __init__(self, changes: ClauseChanges, *, width: int, color: bool) -> None:
        self.changes = changes
        self.width = width
        self.color = color
        self.console = Console(width=width)

    def blocks(self, *, everything: bool) -> Iterable[RenderableType]:
        """All blocks, top to bottom."""
        yield Text(f"{self.changes.first.reference} → {self.changes.second.reference}", style="bold")
        for change in self.changes.about:
            yield from self._key(change, indent=0)
        for section in SECTIONS:
            entries = shown(self.changes, section, everything=everything)
            if entries:
                yield self._heading(capitalized(section))
            for entry in entries:
                if entry.kind is not ChangeKind.UNCHANGED or section == "clauses":
                    yield from self._entry(entry)
            same = [entry.id for entry in entries if entry.kind is ChangeKind.UNCHANGED]
            if same and section != "clauses":
                yield from self._hung(Text(f"unchanged: {', '.join(same)}", style=_QUIET), 2)
        yield Padding(Text(tally(self.changes), style=_QUIET), (1 if self.changes.differ or everything else 0, 0, 0, 0))

    def _heading(self, title: str) -> RenderableType:
        line = Text(title, style="bold")
        line.append(f" {'─' * max(0, self.width - display_width(title) - 1)}", style=_QUIET)
        return Padding(line, (1, 0, 0, 0))

    def _entry(self, entry: EntryChange) -> Iterable[RenderableType]:
        style = _STYLES[entry.kind]
        line = Text().append(f"{SIGNS[entry.kind]} ", style=style)
        line.append(entry.id, style="bold" if entry.kind is not ChangeKind.UNCHANGED else _QUIET)
        lead = lead_of(entry)
        if lead is not None:
            line.append(": ").append_text(self._whole(entry, lead) if entry.kind in WHOLE else self._marked(lead))
        elif entry.title:
            line.append(f": {plain(entry.title)}", style=_QUIET if entry.kind is ChangeKind.UNCHANGED else "")
        yield from self._hung(line, 0)
        # Of what is no clause the sign says enough where all of it is new or gone; of what is unchanged it does, too.
        silent = entry.kind is ChangeKind.UNCHANGED or (entry.kind in WHOLE and entry.section != "clauses")
        told = (*(() if silent else (entry.kind.value,)), *remarks(entry))
        if told:
            yield from self._hung(Text(" · ".join(told), style=_QUIET), _HANGING)
        for change in entry.keys:
            if change is lead:
                continue
            if entry.kind in WHOLE:
                text = Text(f"{key_in_words(change)}: ").append_text(self._whole(entry, change))
                yield from self._hung(text, _HANGING)
            else:
                yield from self._key(change, indent=_HANGING)

    def _key(self, change: KeyChange, *, indent: int) -> Iterable[RenderableType]:
        """A key that differs: with a sign before it where it is there in one of the two only."""
        name = f"{key_in_words(change)}: "
        if change.before is not None and change.after is not None:
            yield from self._hung(Text(name).append_text(self._marked(change)), indent)
        else:
            sign, style = ("+ ", _ADDED) if change.before is None else ("- ", _REMOVED)
            text = Text(sign + name + text_of(change), style=style)
            yield from self._hung(text, max(0, indent - 2))

    def _whole(self, entry: EntryChange, change: KeyChange) -> Text:
        return Text(text_of(change), style=_STYLES[entry.kind])

    def _marked(self, change: KeyChange) -> Text:
        """Both texts woven together, with what was removed and what was added marked."""
        text = Text()
        for piece in word_changes(plain(change.before or ""), plain(change.after or "")):
            match piece.kind:
                case "same":
                    text.append(piece.text)
                case "removed":
                    text.append(piece.text if self.color else f"[-{piece.text}-]", style=_REMOVED)
                case "added":
                    text.append(piece.text if self.color else f"{{+{piece.text}+}}", style=_ADDED)
        return text

    def _hung(self, text: Text, indent: int) -> Iterable[RenderableType]:
        """A text on as many lines as it needs, all but the first further to the right."""
        first, *more = text.wrap(self.console, self.width - indent)
        yield Padding(first, (0, 0, 0, indent))
        if more:
            rest = text[len(first.plain) :]
            rest = rest[len(rest.plain) - len(rest.plain.lstrip(" ")) :]
            for line in rest.wrap(self.console, self.width - indent - _HANGING):
                yield Padding(line, (0, 0, 0, indent + _HANGING))
