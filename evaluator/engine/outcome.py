"""What an evaluation answers: frozen, typed, and plain data on request.

Every engine returns these. The JSON form is documented in `docs/outcome.md` and in `outcome.schema.json`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Self

from evaluator.frozen import fields, frozen
from evaluator.values.truth import Truth

Day = date | datetime
"""A day, or (where something happens within a day) a day with a time."""


class State(Enum):
    """Whether a norm applies."""

    IN_FORCE = "in_force"
    NOT_IN_FORCE = "not_in_force"
    UNDETERMINED = "undetermined"

    @classmethod
    def of(cls, in_force: Truth) -> State:
        """The state of a norm, by whether it is in force."""
        return cls.IN_FORCE if in_force > 0 else cls.NOT_IN_FORCE if in_force < 0 else cls.UNDETERMINED


class Reason(Enum):
    """Why a norm is not in force."""

    NOT_YET = "not_yet"
    NOT_TRIGGERED = "not_triggered"
    ENDED = "ended"
    EXCEPTED = "excepted"
    OVERRIDDEN = "overridden"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    WAIVED = "waived"
    REPEALED = "repealed"


class Verdict(Enum):
    """What an act is under the agreement."""

    OBLIGATORY = "obligatory"
    PERMITTED = "permitted"
    PROHIBITED = "prohibited"
    UNREGULATED = "unregulated"
    CONFLICTING = "conflicting"
    UNDETERMINED = "undetermined"
    ABLE = "able"
    NOT_ABLE = "not_able"


@frozen
class When:
    """A day that is known, or known within bounds.

    `at_least` is the earliest it can be and `at_most` the latest; equal when it is known; None where there is no bound.
    """

    at_least: Day | None
    at_most: Day | None

    @property
    def known(self) -> Day | None:
        """The day if it is known exactly."""
        return self.at_least if self.at_least is not None and self.at_least == self.at_most else None


@frozen
class Amount:
    """Money or a quantity that is known, or known within bounds.

    `at_least` and `at_most` are equal where it is known; None where there is no bound. `unit` is the currency or the
    unit, empty for a bare number; `certainty` how sure it is.
    """

    at_least: Decimal | None
    at_most: Decimal | None
    unit: str
    certainty: str

    @property
    def known(self) -> Decimal | None:
        """The amount if it is known exactly."""
        return self.at_least if self.at_least is not None and self.at_least == self.at_most else None


@frozen
class Missing:
    """A fact that would help to settle an answer.

    `fact` addresses it: `product.assistants.kind` (an attribute), `declaration` (members of an open list that are not
    stated), `parameter.threshold`, `move_to_aws.customer` (a role of an asked act). `question` says it in words.
    """

    fact: str
    question: str


@frozen
class TurnsOn:
    """A reading on which an answer turns: what each option gives, and the option used (None: undecided)."""

    reading: str
    used: str | None
    options: tuple[tuple[str, str], ...]
    question: str = ""


@frozen
class SourceNote:
    """A source of an answer: its id, and its title and address as the agreement states them."""

    id: str
    title: str
    url: str = ""


class Explained:
    """An answer whose explanation is worked out when it is first looked at.

    To whoever reads it, it is an ordinary frozen record. Until its explanation has been looked at it keeps the
    evaluation alive; copies and pickles hold the explanation itself.
    """

    @classmethod
    def with_explanation(
        cls, explain: Mapping[str, Callable[[], Mapping[str, object]]], shared: Mapping[str, object], **known: object
    ) -> Self:
        """An answer with the fields that are known (`shared` are those of many answers).

        `explain` names for each of the others what gives it; that may give several fields at once.
        """
        made = cls.__new__(cls)
        fields_of = made.__dict__
        fields_of.update(shared)
        fields_of.update(known)
        fields_of["_explain"] = explain
        return made

    if not TYPE_CHECKING:  # a type checker would take any attribute for one that exists

        def __getattr__(self, name: str) -> object:
            """A field that has not been worked out yet."""
            known = self.__dict__
            explain = known.get("_explain", {}).get(name)
            if explain is None and name not in known:
                raise AttributeError(f"{type(self).__name__} has no `{name}`")
            if explain is not None:
                known.update(explain())
                # Without the key nothing keeps the evaluation alive any more.
                waiting = known.pop("_explain", {})
                left = {each: give for each, give in waiting.items() if each not in known}
                known.update({"_explain": left} if left else {})
            return known[name]

    def __getstate__(self) -> dict[str, object]:
        """All fields, worked out."""
        return {name: getattr(self, name) for name in fields(self)}


@frozen
class NormAnswer(Explained):
    """One norm on one date.

    `binding` is the member of the family under `for each` (entity and id), None for a plain clause.
    `certain` reasons hold whatever else comes out, `possible_reasons` may hold. `since` and `until` bound the current
    state: the first day it holds and the first day after it (None: no end is known, or nothing is known).
    `correlative` is what the counterparty has: claim, no_right, liability, disability. `pattern` is the pattern that
    the clause was expanded from (`name@version`), None where it was written out.

    `performance` is what has become of it: open, fulfilled, fulfilled_late, breached, cured or defaulted for duties;
    available, exercised or lapsed for rights; None where there is nothing to say or it is undetermined, and then
    `possible_performances` lists the words that remain. `due` is the last timely day, `amount` what the performing
    acts must add up to, `outstanding` what is left of it. `dates` are those of its life by word: arisen, performed,
    breached, cured, defaulted, exercised.
    """

    clause: str
    title: str
    binding: tuple[str, str] | None
    party: str
    counterparty: str | None
    modality: str
    action: str | None
    state: State
    reasons: tuple[Reason, ...]
    possible_reasons: tuple[Reason, ...]
    since: When | None
    until: When | None
    certainty: str | None
    missing: tuple[Missing, ...]
    turns_on: tuple[TurnsOn, ...]
    assumptions: tuple[str, ...]
    performance: str | None
    possible_performances: tuple[str, ...]
    due: When | None
    amount: Amount | None
    outstanding: Amount | None
    dates: tuple[tuple[str, When], ...]
    sources: tuple[SourceNote, ...]
    correlative: str | None
    version: str
    place: str
    note: str = ""
    pattern: str | None = None

    @property
    def address(self) -> str:
        """`clause`, or `clause:member` in a family."""
        return self.clause if self.binding is None else f"{self.clause}:{self.binding[1]}"

    @property
    def in_force(self) -> bool | None:
        """True, False, or None where it is undetermined."""
        return {State.IN_FORCE: True, State.NOT_IN_FORCE: False}.get(self.state)


@frozen
class Ground:
    """A clause that decides a verdict, and how.

    It `prohibits`, `permits`, `obliges`, `exempts`, `enables`, `releases` (it names the act but does not forbid it),
    `yields` (it would, but another clause has priority), or was `performed` before, so that nothing is left to do.
    `certain` is false where it may do so. `detail` says more in words (`ended`, `exception national_security`, `yields
    to national_security_api`).
    """

    clause: str
    effect: str
    certain: bool
    detail: str = ""


@frozen
class ActAnswer(Explained):
    """One stated or asked act.

    `roles` are its roles as stated, in words. `possible` lists the verdicts that remain where it is undetermined.
    `ability` is `able`, `not_able` or `undetermined` for the act of a power, None for other acts.
    """

    id: str
    action: str
    asked: bool
    on: Day | None
    roles: tuple[tuple[str, str], ...]
    verdict: Verdict
    possible: tuple[Verdict, ...]
    ability: str | None
    because: tuple[Ground, ...]
    certainty: str | None
    missing: tuple[Missing, ...]
    turns_on: tuple[TurnsOn, ...]
    assumptions: tuple[str, ...]
    version: str | None
    note: str = ""

    @property
    def address(self) -> str:
        """The act's id."""
        return self.id


@frozen
class Conflict:
    """Norms that cannot both be obeyed, or a permission and a prohibition of one act, without declared priority.

    `act` is the act on which they meet, None where they meet on every act. `certain` is false where they may.
    """

    clauses: tuple[str, ...]
    act: str | None
    party: str | None
    certain: bool
    explanation: str


@frozen
class EffectNote:
    """What a power that was exercised, or a clause that acts by itself, has done.

    `clause` did it to `target` (a clause, `clause:member`, or `agreement`); `verb` is the word under `then`, `to` the
    party it went to. `act` is the act by which it was done. `certain` is false where it may have happened.
    """

    clause: str
    verb: str
    target: str
    to: str | None
    act: str | None
    on: When | None
    certain: bool


@frozen
class PartyNote:
    """A party: the word used in clauses and its full name."""

    id: str
    title: str


@frozen
class AgreementState:
    """Whether the agreement as a whole is in force, and if not why: not_yet, ended, terminated or suspended."""

    state: State
    reasons: tuple[Reason, ...]
    since: When | None = None


@frozen
class Outcome:
    """The whole answer to a scenario.

    `as_of` is the day (its end) or the moment asked about. `version` governs on it; `pinned` says that the scenario
    named it. `fixed` are the readings and parameters that the scenario or the caller fixed, with the option or the
    value in words, sorted by name: the answer is given under them. `assumptions` are the assumed facts, in words;
    `idle_assumptions` those that a stated fact made idle. `effects` are what powers and events have done;
    `agreement_state` is the state of the agreement as a whole.
    """

    title: str
    agreement: str
    agreement_title: str
    version: str
    pinned: bool
    partial: bool
    as_of: Day
    parties: tuple[PartyNote, ...]
    norms: tuple[NormAnswer, ...]
    acts: tuple[ActAnswer, ...]
    conflicts: tuple[Conflict, ...]
    assumptions: tuple[str, ...]
    idle_assumptions: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    effects: tuple[EffectNote, ...] = ()
    agreement_state: AgreementState = AgreementState(State.IN_FORCE, ())
    engine: str = "native"

    def __getitem__(self, address: str) -> NormAnswer:
        """The norm at `clause` or `clause:member`.

        Raises:
            KeyError: no such norm; the message names what there is.
        """
        for norm in self.norms:
            if norm.address == address:
                return norm
        members = [norm.address for norm in self.norms if norm.clause == address]
        hint = f"it is a family: {', '.join(members)}" if members else f"norms are: {', '.join(self.addresses)}"
        raise KeyError(f"no norm `{address}`; {hint}")

    def __iter__(self) -> Iterator[NormAnswer]:
        return iter(self.norms)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of all norms, in order."""
        return tuple(norm.address for norm in self.norms)

    def act(self, id: str) -> ActAnswer:
        """The act of that id.

        Raises:
            KeyError: no such act.
        """
        for act in self.acts:
            if act.id == id:
                return act
        raise KeyError(f"no act `{id}`; acts are: {', '.join(act.id for act in self.acts)}")

    def claims(self, party: str) -> tuple[NormAnswer, ...]:
        """The norms under which `party` is the counterparty: what it may claim from others."""
        return tuple(norm for norm in self.norms if party in (norm.counterparty or "").split(", "))
