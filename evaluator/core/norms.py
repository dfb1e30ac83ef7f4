"""The records of a program: sorts, definitions, norms, priorities and what facts may never contradict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from evaluator.core.expressions import Domain, Expr
from evaluator.core.types import Type
from evaluator.frozen import field, frozen
from evaluator.values.value import Value


class Modality(Enum):
    """What a norm says of an action; the value is the key in YAML."""

    MUST = "must"
    MUST_NOT = "must not"
    MAY = "may"
    NEED_NOT = "need not"
    CAN = "can"
    MUST_ENSURE = "must ensure"

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
}


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
class Family:
    """What a norm is said for each of: a variable over a domain, with a condition."""

    variable: str
    sort: str
    domain: Domain
    where: Expr


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
    versions left it standing. `enacted` is the first day of its text, `repealed` the first day it was gone.
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
    enacted: date
    introduced: date
    repealed: date | None
    certainty: int
    cite: tuple[Citation, ...]
    version: str
    place: str
    note: str
    pattern: str | None = None


@frozen
class Priority:
    """One norm has priority over another, wherever both cover an act.

    `total` says that the first covers every act the second covers, so that the second has nothing left to say while the
    first applies.
    """

    over: str
    under: str
    total: bool
