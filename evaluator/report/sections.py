"""What stands where in a report for people: norms by party, members that read alike in one row, questions numbered.

Nothing is worded or coloured here; the terminal and Markdown print these sections in their own way.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeVar

from evaluator.engine.outcome import (
    ActAnswer,
    Conflict,
    Day,
    Missing,
    NormAnswer,
    Outcome,
    PartyNote,
    Reason,
    State,
)
from evaluator.frozen import fields, frozen, replace
from evaluator.report.performance_words import is_breached, performance_in_words
from evaluator.report.words import DUTIES, parties_in, parties_together, plain
from evaluator.values.time import without_time

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

Answer = TypeVar("Answer")

_OVER: Final = {Reason.ENDED, Reason.TERMINATED, Reason.WAIVED, Reason.REPEALED}
_RECENT: Final = timedelta(days=366)
"""A norm that ended within the last year is still part of the story; one that ended before is a line in a list."""

_ORDER: Final = {State.IN_FORCE: 0, State.UNDETERMINED: 1, State.NOT_IN_FORCE: 2}


@frozen
class Row:
    """One norm, or several members of one family whose answers read alike."""

    norms: tuple[NormAnswer, ...]

    @property
    def norm(self) -> NormAnswer:
        """The norm that speaks for the row."""
        return self.norms[0]

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of the members in the row, empty for a plain clause."""
        return tuple(norm.binding[1] for norm in self.norms if norm.binding is not None)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The missing facts of all members, each once."""
        return tuple(dict.fromkeys(chain.from_iterable(norm.missing for norm in self.norms)))


@frozen
class Claims:
    """What one other party's norms mean for a party: what it may `claim`, or what it has to accept (`accepted`).

    Norms that are in force or may be; of those that are not, only what is breached: that claim stays.
    """

    kind: str
    party: str
    by_state: tuple[tuple[State, tuple[Row, ...]], ...]


@frozen
class PartySection:
    """All that concerns one party: what binds it, what it has, what others' norms mean for it, what is over."""

    party: PartyNote
    duties: tuple[Row, ...]
    rights: tuple[Row, ...]
    claims: tuple[Claims, ...]
    past: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no norm concerns the party."""
        return not (self.duties or self.rights or self.claims or self.past)


@frozen
class Question:
    """A missing fact, its number in the report, and what it would help to settle.

    `settles` are clauses, with the number of members in a family with several, and acts.
    """

    number: int
    missing: Missing
    settles: tuple[str, ...]


@frozen
class Sections:
    """The report in order; `questions` and `assumptions` are looked up by the numbers their rows show."""

    parties: tuple[PartySection, ...]
    asked: tuple[ActAnswer, ...]
    stated: tuple[ActAnswer, ...]
    conflicts: tuple[Conflict, ...]
    assumptions: tuple[str, ...]
    questions: tuple[Question, ...]

    def has_section(self, party: str) -> bool:
        """Whether a party has a section of its own, where its norms are told in full."""
        return any(section.party.id == party for section in self.parties)

    @cached_property
    def question_numbers(self) -> Mapping[Missing, int]:
        """The number under which a missing fact is asked."""
        return {question.missing: question.number for question in self.questions}

    @cached_property
    def assumption_numbers(self) -> Mapping[str, int]:
        """The number under which an assumption is listed."""
        return {assumption: number for number, assumption in enumerate(self.assumptions, start=1)}


def sections(outcome: Outcome, parties: Collection[str] = ()) -> Sections:
    """The outcome in reading order, with a section for each party, or only for the parties whose ids are given."""
    return Sections(
        parties=tuple(
            _party_section(outcome, party) for party in _parties(outcome) if not parties or _concerns(party.id, parties)
        ),
        asked=tuple(act for act in outcome.acts if act.asked),
        stated=tuple(act for act in outcome.acts if not act.asked),
        conflicts=outcome.conflicts,
        assumptions=_assumptions(outcome),
        questions=_questions(outcome),
    )


def for_parties(outcome: Outcome, parties: Collection[str]) -> Outcome:
    """The outcome as far as it concerns some parties: norms that bind or benefit them, their acts and conflicts.

    `parties` are ids. No ids at all leave the outcome as it is. The names of all parties stay.
    """
    if not parties:
        return outcome
    wanted = set(parties)
    return replace(
        outcome,
        norms=tuple(
            norm
            for norm in outcome.norms
            if _concerns(norm.party, wanted) or not wanted.isdisjoint(counterparties(norm))
        ),
        acts=tuple(act for act in outcome.acts if dict(act.roles).get("by", "") in {"", "anyone", *parties}),
        conflicts=tuple(one for one in outcome.conflicts if one.party is None or one.party in parties),
    )


def counterparties(norm: NormAnswer) -> tuple[str, ...]:
    """The parties to which a norm is owed or against which it holds: none, one or several."""
    return tuple(parties_in(norm.counterparty)) if norm.counterparty else ()


def printable(answer: Answer) -> Answer:
    """An outcome, or another frozen answer, with every text on one line and safe to show on a terminal."""
    cleaned: Answer = _cleaned(answer)
    return cleaned


def _cleaned(value: Any) -> Any:  # noqa: ANN401 - whatever an answer is made of
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(one) for one in value)
    if fields(value) and not isinstance(value, type):
        return replace(value, **{name: _cleaned(getattr(value, name)) for name in fields(value)})
    return value


def party_title(outcome: Outcome, party: str | None) -> str:
    """The full name of a party, or of several; its word where it has none (`anyone`)."""
    return parties_together(party or "", {note.id: note.title or note.id for note in outcome.parties})


def toward(outcome: Outcome, norm: NormAnswer) -> str:
    """The other parties to whom a norm is owed, or against whom it holds, by their full names."""
    others = [one for one in counterparties(norm) if one != norm.party]
    return party_title(outcome, (" or " if " or " in (norm.counterparty or "") else ", ").join(others))


def long_over(norm: NormAnswer, as_of: Day) -> bool:
    """Whether a norm was repealed, or is over since more than a year before the day asked about.

    A norm that is breached is never over.
    """
    if is_breached(norm) or norm.state is not State.NOT_IN_FORCE or not _OVER.intersection(norm.reasons):
        return False
    if Reason.REPEALED in norm.reasons:
        return True
    last = None if norm.since is None else norm.since.at_most
    return last is not None and without_time(as_of) - without_time(last) > _RECENT


def _parties(outcome: Outcome) -> list[PartyNote]:
    """The declared parties in order, then those that only norms name: several together, and `anyone`.

    A party of which there is nothing to say but what it shares with others has no section of its own.
    """
    known = {party.id for party in outcome.parties}
    others = dict.fromkeys(norm.party for norm in outcome.norms if norm.party not in known)
    sharing = known if "anyone" in others else {id for other in others for id in parties_in(other)}
    alone = [
        party for party in outcome.parties if party.id not in sharing or not _party_section(outcome, party).is_empty
    ]
    return [*alone, *(PartyNote(other, _together(outcome, other)) for other in others)]


def _together(outcome: Outcome, party: str) -> str:
    """The full names of several parties, or `Anyone`."""
    names = party_title(outcome, party)
    return names if len(parties_in(party)) > 1 else names.capitalize()


def _concerns(party: str, wanted: Collection[str]) -> bool:
    """Whether a section (of one party, several together, or anyone) is about one of the parties asked for."""
    return party == "anyone" or not set(wanted).isdisjoint(parties_in(party))


def _party_section(outcome: Outcome, party: PartyNote) -> PartySection:
    own = [norm for norm in outcome.norms if norm.party == party.id]
    current = [norm for norm in own if not long_over(norm, outcome.as_of)]
    return PartySection(
        party=party,
        duties=_rows(norm for norm in current if norm.modality in DUTIES),
        rights=_rows(norm for norm in current if norm.modality not in DUTIES),
        claims=tuple(_claims(outcome, party.id)),
        past=_rows(norm for norm in own if long_over(norm, outcome.as_of)),
    )


def by_clause(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of each clause as one, where nothing is said of single members."""
    members: dict[str, list[NormAnswer]] = {}
    for row in rows:
        members.setdefault(row.norm.clause, []).extend(row.norms)
    return tuple(Row(tuple(norms)) for norms in members.values())


def _claims(outcome: Outcome, party: str) -> Iterable[Claims]:
    """What others' norms mean for a party: claims first, by the party that owes."""
    found: dict[tuple[bool, str], list[NormAnswer]] = {}
    for norm in outcome.norms:
        if (
            party in counterparties(norm)
            and norm.party != party
            and norm.correlative is not None
            and (norm.state is not State.NOT_IN_FORCE or is_breached(norm))
        ):
            found.setdefault((norm.correlative != "claim", norm.party), []).append(norm)
    for (accepted, other), norms in sorted(found.items(), key=lambda item: item[0][0]):
        rows = _rows(norms)
        by_state = ((state, tuple(row for row in rows if row.norm.state is state)) for state in _ORDER)
        yield Claims("accepted" if accepted else "claim", other, tuple(pair for pair in by_state if pair[1]))


def _rows(norms: Iterable[NormAnswer]) -> tuple[Row, ...]:
    """Rows in force first, then undetermined, then not in force; within these the order of the outcome."""
    alike: dict[tuple[NormAnswer, str], list[NormAnswer]] = {}
    for norm in norms:
        alike.setdefault((_shown(norm), performance_in_words(norm)), []).append(norm)
    rows = [Row(tuple(members)) for members in alike.values()]
    return tuple(sorted(rows, key=lambda row: _ORDER[row.norm.state]))


def _shown(norm: NormAnswer) -> NormAnswer:
    """What a row shows of a norm beside what has become of it: all but the member and its own missing facts."""
    if norm.binding is None:
        return norm
    return replace(
        norm,
        binding=(norm.binding[0], ""),
        missing=norm.missing[:0],
        performance=None,
        possible_performances=(),
        due=None,
        amount=None,
        outstanding=None,
        dates=(),
    )


def _assumptions(outcome: Outcome) -> tuple[str, ...]:
    of_norms = chain.from_iterable(norm.assumptions for norm in outcome.norms)
    of_acts = chain.from_iterable(act.assumptions for act in outcome.acts)
    return tuple(dict.fromkeys(chain(outcome.assumptions, of_norms, of_acts)))


def _questions(outcome: Outcome) -> tuple[Question, ...]:
    """Each missing fact once, the one that helps most answers first."""
    settles: dict[Missing, dict[str, list[str]]] = {}
    for norm in outcome.norms:
        for missing in norm.missing:
            settles.setdefault(missing, {}).setdefault(norm.clause, []).append(norm.address)
    for act in outcome.acts:
        for missing in act.missing:
            settles.setdefault(missing, {}).setdefault(act.id, []).append(act.id)
    ordered = sorted(settles.items(), key=lambda item: -sum(map(len, item[1].values())))
    return tuple(
        Question(
            number,
            missing,
            tuple(
                addresses[0] if len(addresses) == 1 else f"{name} ({len(addresses):,} members)"
                for name, addresses in named.items()
            ),
        )
        for number, (missing, named) in enumerate(ordered, start=1)
    )
