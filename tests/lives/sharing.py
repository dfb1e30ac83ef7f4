"""Which duties an act performs, of those that it fits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Claim:
    """A duty that an act fits: its clause and member, its last day, what is left to pay (None: no amount)."""

    clause: str
    member: str | None
    due: int | None
    left: int | None
    applied: bool


class Ambiguous(Exception):  # noqa: N818 - no error: the agreement leaves it open
    """The world leaves something open, so that there is no one answer."""


def shares(claims: list[Claim], money: int) -> dict[Claim, int]:
    """What each claim gets of an act; 0 serves a claim without an amount."""
    found = dict.fromkeys(_whole([each for each in claims if each.left is None]), 0)
    return found | _money([each for each in claims if each.left is not None], money)


def _whole(claims: list[Claim]) -> list[Claim]:
    """An act serves every clause, but only one member of each: where that is declared, the earliest due."""
    found = []
    for clause in {each.clause for each in claims}:
        first = _ranks([each for each in claims if each.clause == clause])[0]
        if len(first) > 1:
            raise Ambiguous(first)
        found += first
    return found


def _money(claims: list[Claim], money: int) -> dict[Claim, int]:
    """Money goes to the earliest due first, if that is declared; to all that are due on one day if it is enough."""
    found = {}
    for rank in _ranks(claims):
        if len(rank) > 1 and money > 0 and (money < _needed(rank) or not _ranked(rank)):
            raise Ambiguous(rank)
        for claim in rank:
            found[claim] = min(money, claim.left or 0)
            money -= found[claim]
    return found


def _needed(claims: list[Claim]) -> int:
    return sum(each.left or 0 for each in claims)


def _ranks(claims: list[Claim]) -> list[list[Claim]]:
    """Claims in the order in which they are served; those due on one day are not ranked."""
    if not _ranked(claims):
        return [claims]
    ordered = sorted(claims, key=lambda each: each.due or 0)
    return [list(rank) for _, rank in groupby(ordered, key=lambda each: each.due)]


def _ranked(claims: list[Claim]) -> bool:
    return all(each.applied and each.due is not None for each in claims)
