"""Which facts are missing, and how many open answers each of them would settle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from evaluator.core.types import Type
from evaluator.engine.outcome import ActAnswer, Missing, NormAnswer, Outcome, State, Verdict
from evaluator.frozen import frozen

Answer = NormAnswer | ActAnswer


@frozen
class OpenAnswer:
    """An undetermined answer: of a norm its `state` or its `performance`, of an act its `verdict` or its `ability`."""

    address: str
    parts: tuple[str, ...]


@frozen
class Trial:
    """A value that a missing fact was tried with, as a scenario writes it, and the open answers that it settled.

    A list is tried with `no`: that it has no members but those stated.
    """

    value: str
    settled: tuple[str, ...]


@frozen
class MissingFact:
    """A fact that nobody stated and on which undetermined answers depend.

    `fact` is its address; `question` asks for it in words, `meaning` is the note of the vocabulary. `value_type` is its
    type, None for a list, which asks for members that are not stated, and for what no scenario can state (`own`): the
    agreement itself leaves it open. `options` are its values where they can be listed, `known` is what is known of it,
    in words. `named_by` are the open answers that name it, `trials` the values it was tried with. A list is asked for
    up to the day asked about, or (`up_to`) to a later one, on which an act is judged.
    """

    fact: str
    question: str
    meaning: str
    value_type: Type | None
    options: tuple[str, ...]
    named_by: tuple[str, ...]
    trials: tuple[Trial, ...] = ()
    own: bool = False
    known: str = ""
    up_to: date | None = None

    @property
    def is_list(self) -> bool:
        """Whether it asks for members of a list that are not stated."""
        return self.value_type is None and not self.own

    @property
    def type(self) -> str:
        """Its type in words; `list` for a list."""
        return "list" if self.is_list else str(self.value_type or "")

    @property
    def least(self) -> int | None:
        """How many open answers each value settled at least, None if none was tried."""
        return min((len(each.settled) for each in self.trials), default=None)

    @property
    def most(self) -> int | None:
        """How many open answers a value settled at most, None if none was tried."""
        return max((len(each.settled) for each in self.trials), default=None)

    @property
    def settled(self) -> tuple[str, ...]:
        """The open answers that some value settled."""
        return tuple(dict.fromkeys(address for each in self.trials for address in each.settled))


@frozen
class MissingFacts:
    """The missing facts of a scenario, the one that settles most first, and the addresses of the open answers."""

    facts: tuple[MissingFact, ...]
    open: tuple[str, ...]

    def __getitem__(self, fact: str) -> MissingFact:
        """The missing fact of that address.

        Raises:
            KeyError: it is not missing; the message names what is.
        """
        for each in self.facts:
            if each.fact == fact:
                return each
        raise KeyError(f"`{fact}` is not missing; missing are: {', '.join(each.fact for each in self.facts) or 'none'}")

    def rows(self) -> list[dict[str, str | int | None]]:
        """A row for each fact, as plain text and numbers, ready for a data frame; lists are joined with `; `."""
        return [
            {
                "fact": each.fact,
                "question": each.question,
                "meaning": each.meaning,
                "type": each.type,
                "options": "; ".join(each.options),
                "known": each.known,
                "settles_at_least": each.least,
                "settles_at_most": each.most,
                "settled": "; ".join(each.settled),
                "named_by": "; ".join(each.named_by),
            }
            for each in self.facts
        ]


@frozen
class MemberAttribute:
    """An attribute that can be stated of a member: its name, type and meaning, and its values if they can be listed."""

    name: str
    type: Type
    meaning: str
    options: tuple[str, ...]


def open_answers(outcome: Outcome, once: Collection[str], only: Collection[str] = ()) -> tuple[OpenAnswer, ...]:
    """The undetermined answers of an outcome, norms first.

    Args:
        outcome: The outcome.
        once: The clauses of which it is told what has become of them: they are to be performed once and for all.
        only: The addresses of the answers that are asked for; empty for all.
    """
    found = ((each, _open_parts(each, once)) for each in _answers(outcome) if not only or each.address in only)
    return tuple(OpenAnswer(each.address, parts) for each, parts in found if parts)


def is_settled(answer: Answer | None, parts: Sequence[str]) -> bool:
    """Whether what was open of an answer no longer is; None stands for one that there no longer is."""
    return answer is None or not any(_is_open(answer, part) for part in parts)


def named(outcome: Outcome, answers: Iterable[OpenAnswer]) -> Mapping[Missing, tuple[str, ...]]:
    """The missing facts of open answers, in the order in which they appear, with the answers that name each.

    A list is one fact, up to whichever day it is named.
    """
    by_address: dict[str, Answer] = {each.address: each for each in _answers(outcome)}
    first: dict[str, Missing] = {}
    found: dict[str, dict[str, None]] = {}
    for each in answers:
        for missing in by_address[each.address].missing:
            first.setdefault(missing.fact, missing)
            found.setdefault(missing.fact, {})[each.address] = None
    return {first[fact]: tuple(addresses) for fact, addresses in found.items()}


def ranked(facts: Iterable[MissingFact]) -> tuple[MissingFact, ...]:
    """The facts in the order in which they are worth asking for.

    First by how many answers they certainly settle, then by how many they may settle, then by how many name them; equal
    ones stay in order. What could not be tried comes after what could, and what no scenario can state last.
    """

    def worth(fact: MissingFact) -> tuple[bool, bool, int, int, int]:
        return (fact.own, fact.least is None, -(fact.least or 0), -(fact.most or 0), -len(fact.named_by))

    return tuple(sorted(facts, key=worth))


def _answers(outcome: Outcome) -> Iterator[Answer]:
    yield from outcome.norms
    yield from outcome.acts


def _open_parts(answer: Answer, once: Collection[str]) -> tuple[str, ...]:
    if isinstance(answer, NormAnswer):
        parts = ("state", "performance") if answer.clause in once else ("state",)
    else:
        parts = ("verdict", "ability")
    return tuple(part for part in parts if _is_open(answer, part))


def _is_open(answer: Answer, part: str) -> bool:
    if isinstance(answer, NormAnswer):
        return answer.state is State.UNDETERMINED if part == "state" else bool(answer.possible_performances)
    return answer.verdict is Verdict.UNDETERMINED if part == "verdict" else answer.ability == "undetermined"
