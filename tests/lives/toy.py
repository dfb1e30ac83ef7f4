"""A small world as data: an agreement of a few clauses, and everything that there is to know.

Days are ordinals, a moment is ``(day, minute)``, amounts are in cents. Conditions are tuples: ``("flag",)``,
``("alarm",)`` (some alarm), ``("today", sign, day)``, ``("not", c)``, ``("or", c, c)``,
``("clause", clause, "was" | "is", word)`` (the same member under the same ``for each``, else some member),
``("agreement", word)``. Dates are ``("day", day)``, ``("of", attribute, days)`` (of the member),
``("breached_on", clause, days)`` or ``("due", clause, days)``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Expression: TypeAlias = tuple[Any, ...]
Moment: TypeAlias = tuple[int, int]

DUTY, FORBIDDEN, ENSURED, AUTOMATIC = "must", "must not", "must ensure", "automatic"
RIGHTS = ("may", "can")
AGREEMENT, PAIR = "agreement", "pair"
DATES = ("each", "day", "of", "due")
"""What can stand under `upon` that is a day and no condition."""


@dataclass
class Clause:
    """A clause as data; `family` is a list of the world or `PAIR`, `upon` a date, ``("each", list)`` or a condition."""

    id: str
    modality: str
    who: str = "ann"
    action: str | None = None
    kind: str | None = None
    ensure: Expression | None = None
    family: str | None = None
    upon: Expression | None = None
    upon_through: Expression | None = None
    when: Expression | None = None
    unless: Expression | None = None
    starts: Expression | None = None
    until: Expression | None = None
    through: Expression | None = None
    not_before: Expression | None = None
    due: Expression | None = None
    clock_runs: bool = False
    amount: int | str | None = None
    applied: bool = False
    cures: list[str] = field(default_factory=list)
    survives: bool = False
    then: list[tuple[str, str]] = field(default_factory=list)

    @property
    def members_of(self) -> str | None:
        """The list for each of whose members there is a norm."""
        return str(self.upon[1]) if self.upon is not None and self.upon[0] == "each" else self.family


@dataclass
class Act:
    """An act; `amount` is in cents. `timed` says whether the scenario states its minute."""

    id: str
    action: str
    by: str
    on: Moment
    timed: bool = True
    kind: str | None = None
    amount: int | None = None


@dataclass
class World:
    """An agreement and everything there is to know; after the day `horizon` nothing changes any more.

    `members` of a list have an id and days under `on` (events) or `starts` and `ends` (periods).
    """

    clauses: list[Clause]
    members: dict[str, list[dict[str, Any]]]
    acts: list[Act]
    flag: bool
    effective: int
    horizon: int

    def listed(self, family: str | None) -> list[dict[str, Any]]:
        """The members of a list; a pair of an invoice and an alarm is there once both are."""
        if family != PAIR:
            return self.members.get(family or "", [])
        return [
            {"id": f"{one['id']}/{two['id']}", "on": max(one["on"], two["on"]), "first": one["on"]}
            for one in self.members["invoice"]
            for two in self.members["alarm"]
        ]
