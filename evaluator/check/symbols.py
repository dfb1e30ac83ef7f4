"""The names of one version: what each word means, and of which type it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from evaluator.core.expressions import Expr
from evaluator.core.norms import Sort
from evaluator.core.types import Type
from evaluator.library.consolidated import ConsolidatedVersion
from evaluator.source import Span
from evaluator.values.calendar import Calendar


@dataclass
class Symbols:
    """The vocabulary of one version, resolved.

    `declared` remembers where each name was declared and `typed_at` where its type was (of an attribute under its sort
    and name, of anything else under its name alone), for second labels; `used` collects what something uses (its kind
    and its name), for the warnings about the rest. `written` remembers where each expression stands, for explanations.
    """

    version: ConsolidatedVersion
    parties: dict[str, str] = field(default_factory=dict)
    sorts: dict[str, Sort] = field(default_factory=dict)
    singles: dict[str, Type] = field(default_factory=dict)
    single_notes: dict[str, str] = field(default_factory=dict)
    parameter_types: dict[str, Type] = field(default_factory=dict)
    calendars: dict[str, Calendar] = field(default_factory=dict)
    declared: dict[str, Span] = field(default_factory=dict)
    typed_at: dict[tuple[str, ...], Span] = field(default_factory=dict)
    used: set[tuple[str, ...]] = field(default_factory=set)
    written: dict[Expr, Span] = field(default_factory=dict)

    @property
    def left_out(self) -> frozenset[str]:
        """The names of what was declared with errors; nobody needs to be told that they are missing."""
        return self.version.unreadable

    @property
    def actions(self) -> tuple[str, ...]:
        """The names of all actions, in the order declared."""
        return tuple(name for name, sort in self.sorts.items() if sort.action)

    def kinds_of(self, action: str) -> tuple[str, ...]:
        """An action and everything that is a kind of it, each before its own kinds."""
        found = []
        waiting = [action]
        while waiting:
            found.append(waiting.pop())
            waiting.extend(reversed(self.sorts[found[-1]].kinds))
        return tuple(found)

    def genera_of(self, action: str) -> tuple[str, ...]:
        """An action and everything it is a kind of."""
        found = [action]
        genus = self.sorts[action].genus
        while genus is not None:
            found.append(genus)
            genus = self.sorts[genus].genus
        return tuple(found)

    def attribute_type(self, sort: str, attribute: str) -> Type | None:
        """The type of an attribute, None if the sort has none of that name; remembers that it was used."""
        found = self.sorts[sort].attributes.get(attribute)
        if found is not None:
            self.used.update(("attribute", owner, attribute) for owner in self._owners(sort))
        return found

    def attribute_place(self, sort: str, attribute: str) -> Span | None:
        """Where the type of an attribute was declared; None for `by` and `on` of an action."""
        places = (self.typed_at.get((owner, attribute)) for owner in self._owners(sort))
        return next((place for place in places if place is not None), None)

    def _owners(self, sort: str) -> tuple[str, ...]:
        return self.genera_of(sort) if self.sorts[sort].action else (sort,)
