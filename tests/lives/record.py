"""What the oracle remembers of a norm, and what it says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tests.lives.toy import AGREEMENT

Address: TypeAlias = tuple[str, str | None]
"""A clause and a member."""
WHOLE: Address = (AGREEMENT, None)
"""What effects on the agreement are on."""


@dataclass
class Answer:
    """What there is to say of a norm at the end of a day; `due` is a day, `outstanding` cents.

    While the clock stands, `waits`: the duty is not due on `due`, but some time later.
    """

    reasons: frozenset[str]
    performance: str | None
    due: int | None
    waits: bool
    outstanding: int | None


@dataclass
class Life:
    """What has become of a norm so far."""

    arisen: bool = False
    applied: bool = False  # was in force at some moment
    reached: bool = False  # its `until` or `through`
    moved: int = 0
    paid: int = 0
    performed: str | None = None  # fulfilled, fulfilled_late or exercised
    breached_on: int | None = None
    cured: bool = False
    defaulted: bool = False
    closed: bool = False  # it came to its end by its own terms, after it had applied
