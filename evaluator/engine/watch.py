"""What looks on while an engine decides: it is told what comes out where, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from evaluator.core import expressions as core
from evaluator.values.truth import Truth
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.logic import Standing

Note = Callable[[Value], None]
"""Told what an expression has come to, or (a truth) whether a day has come."""


class Watch(Protocol):
    """Looks on. `note` and `note_day` are asked once for each expression; None: nobody wants to know."""

    def note(self, expression: core.Expr) -> Note | None:
        """Who is told each time what an expression comes to."""

    def note_day(self, expression: core.Expr) -> Note | None:
        """Who is told each time whether the day that an expression names has come."""

    def event(self, clause: str, happens: Truth) -> None:
        """Whether the event upon which a clause speaks is happening."""

    def priority(self, under: str, over: str, yields: Truth) -> None:
        """Whether one clause yields to another: about an act that it covers, or altogether."""

    def standing(self, clause: str, standing: Standing) -> None:
        """The standing of a norm at some moment."""
