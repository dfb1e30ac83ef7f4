"""The outcome as a table for people, in colour where the terminal has it and complete without.

Only this module and those of the timeline's table and chart need rich; they are imported when they are wanted and not
before.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from evaluator.engine.outcome import ActAnswer, Missing, NormAnswer, Outcome, State, TurnsOn, Verdict
from evaluator.report.performance_words import (
    agreement_in_words,
    effects_in_words,
    is_breached,
    performance_in_words,
)
from evaluator.report.sections import by_clause, party_title, printable, sections, toward
from evaluator.report.words import (
    DUTIES,
    capitalized,
    certainty_in_words,
    claim_in_words,
    counted,
    day_in_words,
    display_width,
    flowed,
    ground_in_words,
    listed,
    numbered,
    plain,
    since_in_words,
    spaced,
    state_in_words,
    title_of,
    turn_in_words,
    until_in_words,
    verdict_in_words,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from evaluator.report.sections import PartySection, Row, Sections

WIDEST: Final = 120
NARROWEST: Final = 40
_WIDE: Final = 100
"""From this width on the dates have a column of their own."""

STATES: Final = {State.IN_FORCE: "green", State.NOT_IN_FORCE: "red", State.UNDETERMINED: "yellow"}
VERDICTS: Final = {
    Verdict.OBLIGATORY: "blue",
    Verdict.PERMITTED: "green",
    Verdict.ABLE: "green",
    Verdict.PROHIBITED: "red",
    Verdict.NOT_ABLE: "red",
    Verdict.CONFLICTING: "bold magenta",
    Verdict.UNDETERMINED: "yellow",
    Verdict.UNREGULATED: "cyan",
}
_CORRELATIVES: Final = {"claim": "May claim from", "accepted": "Has to accept from"}
_QUIET: Final = "dim"
_DATES: Final = 26
_MEMBERS: Final = 8
_QUESTIONS: Final = 20


def render(outcome: Outcome, *, width: int = 80, color: bool = False, parties: Collection[str] = ()) -> str:
    """The outcome as text of at most `width` columns (40 to 120), each line without spaces at its end.

    `color` adds terminal escapes; the words say the same without them. `parties` are the ids of the parties to show;
    none means all.
    """
    outcome = printable(outcome)
    width = max(NARROWEST, min(width, WIDEST))
    return printed(_Report(outcome, sections(outcome, parties), width=width).blocks(), width=width, color=color)


def hanging(text: str, width: int, indent: str, style: str) -> Text:
    """A paragraph of at most `width` columns, indented; its further lines by two more."""
    return Text("\n".join(wrapped(text, width, indent, f"{indent}  ")), style=style)


def printed(blocks: Iterable[RenderableType], *, width: int, color: bool) -> str:
    """Blocks as text of `width` columns, each line without spaces at its end."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as captured:
        for block in blocks:
            console.print(block)
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


class _Report:
    """One outcome and its sections, printed block by block."""

    def __init__(self, outcome: Outcome, parts: Sections, *, width: int) -> None:
        self.outcome = outcome
        self.parts = parts
        self.width = width
        self.wide = width >= _WIDE
        self.state_width = 18 if self.wide else 15

    def blocks(self) -> Iterable[RenderableType]:
        """All blocks, top to bottom."""
        yield from self._head()
        for section in self.parts.parties:
            yield from self._party(section)
        yield from self._acts("Asked", self.parts.asked)
        yield from self._acts("Acts stated", self.parts.stated)
        yield from self._effects()
        yield from self._conflicts()
        yield from self._assumptions()
        yield from self._questions()

    def _head(self) -> Iterable[RenderableType]:
        outcome = self.outcome
        yield Text(outcome.title or "Untitled scenario", style="bold")
        version = f"{outcome.agreement}@{outcome.version}{' (pinned)' if outcome.pinned else ''}"
        about = [outcome.agreement_title, version, f"as of {day_in_words(outcome.as_of)}"]
        about += [f"with {name}: {plain(value)}" for name, value in outcome.fixed]
        yield Text(flowed(about, self.width))
        yield Text(flowed(_tally(outcome), self.width), style=_QUIET)
        whole = agreement_in_words(outcome.agreement_state)
        if whole:
            yield Text(capitalized(whole), style=STATES[outcome.agreement_state.state])
        if outcome.partial:
            yield Text("The text is only partly known: silence means no known clause, not freedom.", style=_QUIET)

    def _heading(self, title: str) -> RenderableType:
        line = Text(title, style="bold")
        line.append(f" {'─' * max(0, self.width - display_width(title) - 1)}", style=_QUIET)
        return Padding(line, (1, 0, 0, 0))

    def _party(self, section: PartySection) -> Iterable[RenderableType]:
        yield self._heading(capitalized(section.party.title or section.party.id))
        if section.is_empty:
            yield _indented(Text("no norms", style=_QUIET))
        for title, rows in (("Obligations and prohibitions", section.duties), ("Rights", section.rights)):
            if rows:
                toward = {self._toward(row.norm) for row in rows}
                shared = f", {''.join(toward)}" if len(toward) == 1 and any(toward) else ""
                yield _group(title + shared)
                yield self._grid(self._row(row, toward=not shared) for row in rows)
        for claims in section.claims:
            yield _group(f"{_CORRELATIVES[claims.kind]} {party_title(self.outcome, claims.party)}")
            yield self._grid((self._claim(state, rows) for state, rows in claims.by_state), dates=False)
        if section.past:
            yield _group("No longer in force")
            yield from (_indented(self._past(row)) for row in section.past)

    def _row(self, row: Row, *, toward: bool) -> tuple[Text, Text, Text]:
        norm = row.norm
        dates = [since_in_words(norm.since), until_in_words(norm.until)]
        facts = [norm.clause, spaced(norm.modality), self._toward(norm) if toward else ""]
        if not self.wide:
            facts += dates
        body = Text(title_of(norm) + _members(row))
        body.append_text(_performance(norm))
        body.append(f"\n{flowed([*facts, certainty_in_words(norm)], self._room(dates=True))}", style=_QUIET)
        for line in self._remarks(row):
            body.append(f"\n{line}", style=_QUIET)
        return _state(norm), body, Text("\n".join(date for date in dates if date), style=_QUIET)

    def _claim(self, state: State, rows: Sequence[Row]) -> tuple[Text, Text, Text]:
        """One line of ids where the other party's own section says the rest, else a line for each norm."""
        if any(self.parts.has_section(row.norm.party) for row in rows):
            body = Text(", ".join(row.norm.clause + _members(row) for row in by_clause(rows)))
        else:
            lines = [
                Text.assemble(
                    title_of(row.norm) + _members(row),
                    (f"  {row.norm.clause}", _QUIET),
                    _performance(row.norm, indented_to=self._room(dates=False)),
                )
                for row in rows
            ]
            body = Text("\n").join(lines)
        return Text(claim_in_words(state), style=STATES[state]), body, Text()

    def _past(self, row: Row) -> Text:
        line = Text(title_of(row.norm) + _members(row))
        line.append_text(_performance(row.norm))
        ended = " ".join(part for part in (state_in_words(row.norm)[1], since_in_words(row.norm.since)) if part)
        line.append(f"\n{flowed([row.norm.clause, ended], self.width - 2)}", style=_QUIET)
        return line

    def _turn(self, turn: TurnsOn, *, width: int) -> str:
        """A reading with what each option gives: on one line, or with the options on lines of their own."""
        start, *options = turn_in_words(turn)
        whole = f"{start} {', '.join(options)}"
        return whole if display_width(whole) <= width else "\n  ".join([start, *options])

    def _room(self, *, dates: bool) -> int:
        """The width of the text column, in a table with a column of dates or without one."""
        return self.width - self.state_width - 6 - (_DATES + 2 if dates and self.wide else 0)

    def _toward(self, norm: NormAnswer) -> str:
        others = toward(self.outcome, norm)
        return f"{'owed to' if norm.modality in DUTIES else 'against'} {others}" if others else ""

    def _remarks(self, row: Row) -> Iterable[str]:
        yield from (self._turn(turn, width=self._room(dates=True)) for turn in row.norm.turns_on)
        yield from self._depends(row.missing, row.norm.assumptions)
        if row.norm.note:
            yield row.norm.note

    def _depends(self, missing: Iterable[Missing], assumptions: Iterable[str]) -> Iterable[str]:
        questions = [self.parts.question_numbers[one] for one in missing]
        if questions:
            yield f"depends on {numbered('question', questions)}"
        rests = [self.parts.assumption_numbers[one] for one in assumptions]
        if rests:
            yield f"rests on {numbered('assumption', rests)}"

    def _acts(self, title: str, acts: Sequence[ActAnswer]) -> Iterable[RenderableType]:
        if acts:
            yield self._heading(title)
            yield self._grid((self._act(act) for act in acts), dates=False)

    def _act(self, act: ActAnswer) -> tuple[Text, Text, Text]:
        verdict, more = verdict_in_words(act)
        shown = Text(verdict, style=VERDICTS[act.verdict])
        if more:
            shown.append(f"\n{more}", style=_QUIET)
        roles = ", ".join(f"{spaced(role)} {value}" for role, value in act.roles)
        on = "" if act.on is None else f"on {day_in_words(act.on)}"
        body = Text(flowed([act.id, " ".join([spaced(act.action), roles]).strip(), on], self._room(dates=False)))
        for ground in act.because:
            body.append(f"\n{ground_in_words(ground)}")
        lines = [act.certainty or "", *(self._turn(turn, width=self._room(dates=False)) for turn in act.turns_on)]
        lines += [*self._depends(act.missing, act.assumptions), act.note]
        for line in lines:
            if line:
                body.append(f"\n{line}", style=_QUIET)
        return shown, body, Text()

    def _effects(self) -> Iterable[RenderableType]:
        effects = effects_in_words(self.outcome.effects, lambda party: party_title(self.outcome, party))
        if effects:
            yield self._heading("Effects")
        yield from (_indented(Text(effect)) for effect in effects)

    def _conflicts(self) -> Iterable[RenderableType]:
        if self.parts.conflicts:
            yield self._heading("Conflicts")
        for conflict in self.parts.conflicts:
            line = Text("conflict" if conflict.certain else "possible conflict", style="bold magenta")
            line.append(f" of {listed(conflict.clauses)}", style="default")
            if conflict.act is not None:
                line.append(f" on {conflict.act}", style="default")
            if conflict.explanation:
                line.append(f": {conflict.explanation}", style="default")
            yield _indented(line)

    def _assumptions(self) -> Iterable[RenderableType]:
        if self.parts.assumptions:
            yield self._heading("Assumptions")
            yield _numbers(
                (number, Text(assumption)) for number, assumption in enumerate(self.parts.assumptions, start=1)
            )

    def _questions(self) -> Iterable[RenderableType]:
        questions = self.parts.questions
        if not questions:
            return
        yield self._heading("Open questions")
        shown = []
        for question in questions[:_QUESTIONS]:
            line = Text(capitalized(question.missing.question) or question.missing.fact)
            line.append(f"\nwould help to settle {listed(question.settles, at_most=_MEMBERS)}", style=_QUIET)
            shown.append((question.number, line))
        yield _numbers(shown)
        if len(questions) > _QUESTIONS:
            yield _indented(Text(f"and {len(questions) - _QUESTIONS:,} more; `--format json` has all", style=_QUIET))

    def _grid(self, rows: Iterable[tuple[Text, Text, Text]], *, dates: bool = True) -> RenderableType:
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(width=self.state_width)
        table.add_column(ratio=1, overflow="fold")
        dates = dates and self.wide
        if dates:
            table.add_column(width=_DATES)
        for row in rows:
            table.add_row(*(row if dates else row[:2]))
        return Padding(table, (0, 0, 0, 2))


def _group(title: str) -> RenderableType:
    return Padding(Text(title, style="italic"), (1, 0, 0, 1))


def _indented(text: Text) -> RenderableType:
    return Padding(text, (0, 0, 0, 2))


def _numbers(rows: Iterable[tuple[int, Text]]) -> RenderableType:
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for number, text in rows:
        table.add_row(Text(f"{number}."), text)
    return Padding(table, (0, 0, 0, 2))


def _state(norm: NormAnswer) -> Text:
    state, reasons = state_in_words(norm)
    shown = Text(state, style=STATES[norm.state])
    if reasons:
        shown.append(f":\n{reasons}" if norm.state is not State.UNDETERMINED else f"\n{reasons}")
    return shown


def _performance(norm: NormAnswer, *, indented_to: int | None = None) -> Text:
    """What has become of a norm on a line of its own, a breach in red; nothing where there is nothing to tell."""
    words = performance_in_words(norm)
    if words and indented_to is not None:
        words = "\n".join(wrapped(words, indented_to, "  ", "  "))
    return Text(f"\n{words}" if words else "", style="red" if is_breached(norm) else "")


def _members(row: Row) -> str:
    if row.norm.binding is None:
        return ""
    return f" ({spaced(row.norm.binding[0])} {listed(row.members, at_most=_MEMBERS)})"


def _tally(outcome: Outcome) -> list[str]:
    states = [norm.state for norm in outcome.norms]
    parts = [
        f"{states.count(state):,} {spaced(state.value)}"
        for state in (State.IN_FORCE, State.UNDETERMINED, State.NOT_IN_FORCE)
        if state in states
    ]
    tally = f"{counted(len(states), 'norm')}: {', '.join(parts)}" if parts else "no norms"
    broken = [norm.performance for norm in outcome.norms if is_breached(norm)]
    more = [f"{broken.count(word):,} {word}" for word in ("breached", "defaulted") if word in broken]
    more += [
        counted(len(found), noun)
        for found, noun in ((outcome.conflicts, "conflict"), (outcome.assumptions, "assumption"))
        if found
    ]
    return [tally, *more]
