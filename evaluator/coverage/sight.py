"""How each part of one version was seen to come out, while an engine decided."""

from __future__ import annotations

from evaluator.core import expressions as core
from evaluator.coverage.inventory import Inventory
from evaluator.coverage.part import FALSE, TRUE, UNKNOWN, Part
from evaluator.engine.logic import REASONS, Standing
from evaluator.engine.outcome import State
from evaluator.engine.watch import Note
from evaluator.frozen import replace
from evaluator.values.truth import Truth
from evaluator.values.value import Value


class Sight:
    """A `evaluator.engine.watch.Watch` that remembers; the parts are those of an inventory."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory, self.sources = inventory, inventory.sources
        self._seen: list[set[str]] = [set() for _ in inventory.parts]
        self._states: dict[int, set[str]] = {}

    def parts(self) -> tuple[Part, ...]:
        """All parts with how they were seen to come out up to now."""
        return tuple(
            replace(part, seen=frozenset(self._seen[index]), states=frozenset(self._states.get(index, ())))
            for index, part in enumerate(self._inventory.parts)
        )

    def note(self, expression: core.Expr) -> Note | None:
        """See `Watch`."""
        if isinstance(expression, core.Reading):
            return self._taken(expression.name)
        index = self._inventory.expressions.get(expression)
        return None if index is None else self._told(index)

    def note_day(self, expression: core.Expr) -> Note | None:
        """See `Watch`."""
        index = self._inventory.days.get(expression)
        return None if index is None else self._told(index)

    def event(self, clause: str, happens: Truth) -> None:
        """See `Watch`."""
        self._add(self._inventory.events.get(clause), happens)

    def priority(self, under: str, over: str, yields: Truth) -> None:
        """See `Watch`."""
        self._add(self._inventory.priorities.get((under, over)), yields)

    def standing(self, clause: str, standing: Standing) -> None:
        """See `Watch`."""
        index = self._inventory.clauses.get(clause)
        if index is None:
            return
        self._add(index, standing.in_force)
        states = self._states.setdefault(index, set())
        states.add(State.of(standing.in_force).value)
        states.update(reason for reason in REASONS if getattr(standing, reason) > 0)

    def _told(self, index: int) -> Note:
        def told(found: Value) -> None:
            self._add(index, found)

        return told

    def _taken(self, reading: str) -> Note:
        options = self._inventory.options

        def told(option: Value) -> None:
            index = options.get((reading, option))
            if index is not None:
                self._seen[index].add(TRUE)

        return told

    def _add(self, index: int | None, truth: Truth) -> None:
        if index is not None:
            self._seen[index].add(TRUE if truth > 0 else FALSE if truth < 0 else UNKNOWN)
