"""The outcome as Markdown (GitHub's tables), for memos, tickets and web pages.

It says what the terminal says and lists the sources in full; a reader of a memo has no other place to look them up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evaluator.report.performance_words import (
    agreement_in_words,
    effects_in_words,
    is_breached,
    performance_in_words,
)
from evaluator.report.sections import by_clause, party_title, sections, toward
from evaluator.report.words import (
    capitalized,
    certainty_in_words,
    claim_in_words,
    day_in_words,
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
    whole_state,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from evaluator.engine.outcome import ActAnswer, Missing, NormAnswer, Outcome
    from evaluator.report.sections import PartySection, Row, Sections

_MARKS: Final = re.compile(r"[\\`*\[\]<>|#~$]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|^[-+=](?=\s|$)|(?<=^\d)[.)](?=\s|$)")
"""What Markdown could take for a mark of its own; an underscore inside a word is none."""

_PLAIN_WORD: Final = re.compile(r"[\w.@:-]+")
_MEMBERS: Final = 20


def render(outcome: Outcome, *, parties: Collection[str] = ()) -> str:
    """The outcome as a Markdown document; `parties` are the ids of the parties to show, none means all."""
    return _Document(outcome, sections(outcome, parties)).text()


def escaped(text: str) -> str:
    """Text on one line that Markdown shows as it is, also inside a table."""
    return _MARKS.sub(r"\\\g<0>", plain(text))


def code(word: str) -> str:
    """An id as code, or as escaped text where it holds more than word characters."""
    return f"`{word}`" if _PLAIN_WORD.fullmatch(word) else escaped(word)


class _Document:
    """One outcome and its sections, written part by part."""

    def __init__(self, outcome: Outcome, parts: Sections) -> None:
        self.outcome = outcome
        self.parts = parts

    def text(self) -> str:
        """The document, ending with a line feed."""
        blocks = [*self._head()]
        for section in self.parts.parties:
            blocks += self._party(section)
        blocks += self._acts("Asked", self.parts.asked)
        blocks += self._acts("Acts stated", self.parts.stated)
        blocks += self._effects()
        blocks += self._tail()
        return "\n\n".join(blocks) + "\n"

    def _head(self) -> Iterable[str]:
        outcome = self.outcome
        yield f"# {escaped(outcome.title) or 'Untitled scenario'}"
        pinned = " (pinned)" if outcome.pinned else ""
        title = f"{escaped(outcome.agreement_title)}, " if outcome.agreement_title else ""
        yield f"{title}{code(f'{outcome.agreement}@{outcome.version}')}{pinned}, as of {day_in_words(outcome.as_of)}"
        if outcome.fixed:
            yield f"With {listed([code(f'{name}: {value}') for name, value in outcome.fixed])}."
        whole = agreement_in_words(outcome.agreement_state)
        if whole:
            yield f"**{capitalized(whole)}.**"
        if outcome.partial:
            yield "The text is only partly known: silence means no known clause, not freedom."

    def _party(self, section: PartySection) -> Iterable[str]:
        yield f"## {escaped(capitalized(section.party.title)) or section.party.id}"
        if section.is_empty:
            yield "No norms."
        for title, rows in (("Obligations and prohibitions", section.duties), ("Rights", section.rights)):
            if rows:
                yield f"### {title}"
                yield table(
                    ("State", "Norm", "Toward", "Time", "Certainty", "Depends on"), (self._row(row) for row in rows)
                )
        for claims in section.claims:
            heading = "May claim from" if claims.kind == "claim" else "Has to accept from"
            yield f"### {heading} {escaped(party_title(self.outcome, claims.party))}"
            told = self.parts.has_section(claims.party)
            yield "\n".join(f"- {claim_in_words(state)}:{_claimed(rows, told=told)}" for state, rows in claims.by_state)
        if section.past:
            yield "### No longer in force"
            yield "\n".join(_past(row) for row in section.past)

    def _row(self, row: Row) -> tuple[str, ...]:
        norm = row.norm
        others = toward(self.outcome, norm)
        note = f"<br>{escaped(norm.note)}" if norm.note else ""
        title = f"{escaped(title_of(norm))}{_members(row)}{_performance(norm, '<br>')}"
        return (
            _strong(*state_in_words(norm)),
            f"{title}<br>{code(norm.clause)}, {spaced(norm.modality)}{note}",
            escaped(others),
            "<br>".join(words for words in (since_in_words(norm.since), until_in_words(norm.until)) if words),
            escaped(certainty_in_words(norm)),
            "<br>".join([*_turns(norm), *self._depends(row.missing, norm.assumptions)]),
        )

    def _acts(self, title: str, acts: Sequence[ActAnswer]) -> Iterable[str]:
        if acts:
            yield f"## {title}"
            yield table(("Verdict", "Act", "Because", "Certainty", "Depends on"), (self._act(act) for act in acts))

    def _act(self, act: ActAnswer) -> tuple[str, ...]:
        roles = ", ".join(f"{spaced(role)} {value}" for role, value in act.roles)
        on = "" if act.on is None else f", on {day_in_words(act.on)}"
        note = f"<br>{escaped(act.note)}" if act.note else ""
        return (
            _strong(*verdict_in_words(act)),
            f"{code(act.id)}: {escaped(f'{spaced(act.action)} {roles}'.strip())}{on}{note}",
            "<br>".join(escaped(ground_in_words(ground)) for ground in act.because),
            act.certainty or "",
            "<br>".join([*_turns(act), *self._depends(act.missing, act.assumptions)]),
        )

    def _effects(self) -> Iterable[str]:
        effects = effects_in_words(self.outcome.effects, lambda party: party_title(self.outcome, party))
        if effects:
            yield "## Effects"
            yield "\n".join(f"- {escaped(effect)}" for effect in effects)

    def _depends(self, missing: Iterable[Missing], assumptions: Iterable[str]) -> Iterable[str]:
        questions = [self.parts.question_numbers[one] for one in missing]
        if questions:
            yield numbered("question", questions)
        rests = [self.parts.assumption_numbers[one] for one in assumptions]
        if rests:
            yield numbered("assumption", rests)

    def _tail(self) -> Iterable[str]:
        parts = self.parts
        if parts.conflicts:
            yield "## Conflicts"
            yield "\n".join(
                f"- **{'conflict' if one.certain else 'possible conflict'}** of "
                f"{listed([code(clause) for clause in one.clauses])}"
                f"{'' if one.act is None else f' on {code(one.act)}'}"
                f"{f': {escaped(one.explanation)}' if one.explanation else ''}"
                for one in parts.conflicts
            )
        if parts.assumptions:
            yield "## Assumptions"
            yield "\n".join(f"{number}. {escaped(one)}" for number, one in enumerate(parts.assumptions, start=1))
        sources = {source.id: source for norm in self.outcome.norms for source in norm.sources}
        if sources:
            yield "## Sources"
            yield "\n".join(
                f"- {escaped(source.id)}: {escaped(source.title)}{f' <{_address(source.url)}>' if source.url else ''}"
                for source in sources.values()
            )
        if parts.questions:
            yield "## Open questions"
            yield "\n".join(
                f"{question.number}. {escaped(capitalized(question.missing.question)) or code(question.missing.fact)}"
                f" (would help to settle {escaped(listed(question.settles, at_most=_MEMBERS))})"
                for question in parts.questions
            )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of texts that are Markdown already."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _strong(word: str, more: str) -> str:
    return f"**{word}**: {escaped(more)}" if more else f"**{word}**"


def _named(row: Row) -> str:
    return f"{escaped(title_of(row.norm))}{_members(row)} ({code(row.norm.clause)})"


def _claimed(rows: Sequence[Row], *, told: bool) -> str:
    """Norms by their titles; with what has become of them, on lines of their own, unless another section tells that."""
    if told or not any(performance_in_words(row.norm) for row in rows):
        return f" {', '.join(_named(row) for row in by_clause(rows))}"
    return "".join(f"\n  - {_named(row)}{_performance(row.norm, ': ')}" for row in rows)


def _members(row: Row) -> str:
    if row.norm.binding is None:
        return ""
    members = listed([plain(one) for one in row.members], at_most=_MEMBERS)
    return f" {escaped(f'({spaced(row.norm.binding[0])} {members})')}"


def _performance(norm: NormAnswer, before: str) -> str:
    """What has become of a norm, after what stands `before` it; a breach stands out."""
    words = escaped(performance_in_words(norm))
    return f"{before}{f'**{words}**' if is_breached(norm) else words}" if words else ""


def _turns(answer: NormAnswer | ActAnswer) -> Iterable[str]:
    for turn in answer.turns_on:
        start, *options = turn_in_words(turn)
        yield escaped(f"{start} {', '.join(options)}")


def _past(row: Row) -> str:
    since = since_in_words(row.norm.since)
    state = f"{escaped(whole_state(row.norm))}{f', {since}' if since else ''}"
    return f"- {_named(row)}: {state}{_performance(row.norm, '; ')}"


def _address(url: str) -> str:
    """An address without the characters that would end the angle brackets."""
    return plain(url).replace(" ", "%20").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
