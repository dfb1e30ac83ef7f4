"""The records of a program: sorts, definitions, norms, priorities and what facts may never contradict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

from evaluator.core.expressions import Domain, Expr
from evaluator.core.types import Type
from evaluator.frozen import field, frozen
from evaluator.values.value import Value


class Modality(Enum):
    """What a norm says of an action; the value is the key in YAML.

    A clause that is `AUTOMATIC` binds nobody: it has effects upon an event.
    """

    MUST = "must"
    MUST_NOT = "must not"
    MAY = "may"
    NEED_NOT = "need not"
    CAN = "can"
    MUST_ENSURE = "must ensure"
    AUTOMATIC = "then"

    @property
    def noun(self) -> str:
        """The word used in results."""
        return _NOUNS[self.value]


_NOUNS = {
    "must": "obligation",
    "must not": "prohibition",
    "may": "permission",
    "need not": "exemption",
    "can": "power",
    "must ensure": "guarantee",
    "then": "consequence",
}
DUTIES: Final = (Modality.MUST, Modality.MUST_NOT, Modality.MUST_ENSURE)
"""What can be kept or breached."""
RIGHTS: Final = (Modality.MAY, Modality.CAN)
"""What can be exercised or lapse."""
VERBS: Final = ("suspend", "resume", "end", "terminate", "waive", "assign", "delegate")
"""What `then` can do to a clause; all but the last three also to the whole agreement."""
AGREEMENT: Final = "agreement"
"""The name under which effects and conditions speak of the agreement as a whole."""


@frozen
class Sort:
    """An entity or an action: its attributes (or roles) with their types.

    `event` says that its members exist from their day `on`; `genus` is the action it is a kind of; `notes` explain
    attributes in words.
    """

    name: str
    attributes: Mapping[str, Type]
    action: bool = False
    event: bool = False
    genus: str | None = None
    kinds: tuple[str, ...] = ()
    note: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


@frozen(eq=False)
class Definition:
    """A defined term; `variable` is the member it is about."""

    name: str
    variable: str | None
    sort: str | None
    body: Expr
    type: Type


@frozen
class ReadingSort:
    """A reading: its options in order, and the default (None: undecided)."""

    name: str
    question: str
    options: Mapping[str, str]
    default: str | None


@frozen
class ParameterValue:
    """A parameter: one value, or values from dates on (oldest first); `type` may still be unknown."""

    name: str
    type: Type
    value: Value = None
    values: tuple[tuple[date, Value], ...] | None = None


@frozen(eq=False)
class Binding:
    """One thing a norm is said for each of: a variable over a domain, with a condition (about it and those before)."""

    variable: str
    sort: str
    domain: Domain
    where: Expr


@frozen(eq=False)
class Family:
    """What a norm is said for each of: a member, or a tuple of members where there are several bindings."""

    bindings: tuple[Binding, ...]

    @property
    def sort(self) -> str:
        """The entity or action, or several joined with commas."""
        return ", ".join(binding.sort for binding in self.bindings)

    def scope(self, member: Value) -> dict[str, Value]:
        """The variables of a member."""
        if len(self.bindings) == 1:
            return {self.bindings[0].variable: member}
        return {binding.variable: part for binding, part in zip(self.bindings, member, strict=True)}


@frozen(eq=False)
class Event:
    """The event upon which a norm arises.

    `day` is the day of the event, or `condition` becomes true; exactly one is given. The event counts between `starts`
    and `through` (dates, inclusive), while `when` holds and `unless` does not, until `until` first holds.
    """

    day: Expr | None
    condition: Expr | None
    starts: Expr | None
    when: Expr | None
    unless: Expr | None
    until: Expr | None
    through: Expr | None


@frozen(eq=False)
class Effect:
    """What a clause does when its power is exercised or its event happens.

    `target` is a clause or `agreement`; `same_member` says that only the norm of the same member is meant. `to` is the
    party to whom `assign` and `delegate` go.
    """

    verb: str
    target: str
    same_member: bool
    to: Expr | None


@frozen
class Citation:
    """A source cited."""

    id: str
    title: str
    url: str = ""


@frozen(eq=False)
class Norm:
    """One norm, compiled from one clause.

    `bearers` and `counterparties` are values of type party (or sets of them); None is anyone (for `counterparties`: no
    one is named). `action` is None for a guarantee, whose state of affairs is `ensure`. `act` is the variable that
    stands for the act in `where` and `exceptions`. The norm applies between `starts` and `through` (dates, inclusive),
    while `when` holds and `unless` does not, until `until` first holds; `carried` are the conditions on which later
    versions left it standing. With `upon` it applies from the event on. A duty is to be performed by the end of `due`
    and not before `not_before`; `amount` is what the role `amount_role` of the performing acts must add up to, and
    `applied` says that an act may serve several such duties, the earliest due first. `cures` are the clauses whose
    breach it repairs. `enacted` is the first day of its text, `repealed` the first day it was gone.
    """

    clause: str
    title: str
    modality: Modality
    action: str | None
    bearers: Expr | None
    counterparties: Expr | None
    bearer_text: str
    counterparty_text: str | None
    family: Family | None
    act: str | None
    where: Expr | None
    exceptions: tuple[tuple[str, Expr], ...]
    when: Expr | None
    unless: Expr | None
    starts: Expr | None
    until: Expr | None
    through: Expr | None
    carried: tuple[Expr, ...]
    ensure: Expr | None
    upon: Event | None
    not_before: Expr | None
    due: Expr | None
    clock_runs: bool
    amount: Expr | None
    amount_role: str | None
    amount_type: Type | None
    applied: bool
    effects: tuple[Effect, ...]
    cures: tuple[str, ...]
    survives: bool
    enacted: date
    introduced: date
    repealed: date | None
    certainty: int
    cite: tuple[Citation, ...]
    version: str
    place: str
    note: str
    pattern: str | None = None

    @property
    def once(self) -> bool:
        """Whether it is done once and for all: it has a deadline, an amount, an event, or a breach to cure."""
        return self.due is not None or self.amount is not None or self.upon is not None or bool(self.cures)


@frozen
class Priority:
    """One norm has priority over another, wherever both cover an act.

    `total` says that the first covers every act the second covers, so that the second has nothing left to say while the
    first applies.
    """

    over: str
    under: str
    total: bool
