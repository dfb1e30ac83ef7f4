"""What an evaluation looks at: facts that remember which of them were asked for, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluator.core.facts import Act, Closure, Facts, Record
from evaluator.explanations.statements import Statement
from evaluator.frozen import replace
from evaluator.values.value import Value


class ExhaustedError(Exception):
    """As many facts were looked at as may be."""


class Looks:
    """What was looked at.

    An evaluation comes out the same whatever else is stated. How often it looks is a measure of how long it takes that
    is the same on every machine; beyond `limit` it is broken off.

    Raises (while facts are looked at):
        ExhaustedError: that was too often.
    """

    def __init__(self, limit: int) -> None:
        self.limit, self.count = limit, 0
        self._seen: dict[tuple[str, str, str], None] = {}
        self._lists: dict[str, None] = {}
        self._records: Mapping[str, tuple[Record, ...]] = {}

    def at(self, fact: tuple[str, str, str]) -> None:
        """One more look at a fact."""
        self._seen[fact] = None
        self.count += 1
        if self.count > self.limit:
            raise ExhaustedError

    @property
    def statements(self) -> frozenset[Statement]:
        """The statements that were looked at; a list that was gone through counts with the days of its members."""
        found = {Statement(*fact) for fact in self._seen}
        for sort in self._lists:
            for record in self._records.get(sort, ()):
                found |= {Statement(record.sort, record.id), Statement(record.sort, record.id, "on")}
        return frozenset(found)

    def watched(self, facts: Facts) -> Facts:
        """The same facts, watched."""
        copies: dict[int, Record] = {}
        every = [each for records in facts.members.values() for each in records]
        for record in [*every, *(act.record for act in facts.acts)]:
            if id(record) not in copies:
                values = _Values(self, record.sort, record.id)
                span = (record.possible_from, record.certain_from)
                copies[id(record)] = Record(record.sort, record.id, values, *span, record.assumed, record.ghost)
                values.of = record

        def copied(value: Value) -> Value:
            if isinstance(value, Record):
                return copies.get(id(value), value)
            return frozenset(map(copied, value)) if isinstance(value, frozenset) else value

        for copy in copies.values():
            values = copy.values
            if isinstance(values, _Values):
                values.update({name: copied(value) for name, value in values.of.values.items()})

        def closed(closure: Closure) -> Closure:
            where = tuple((name, operator, copied(value)) for name, operator, value in closure.where)
            return replace(closure, where=where)

        members = _Lists(self, {sort: tuple(map(copied, records)) for sort, records in facts.members.items()})
        self._records = dict(members)
        return replace(
            facts,
            members=members,
            closures=_Closures(self, {sort: tuple(map(closed, found)) for sort, found in facts.closures.items()}),
            singles=_Singles(self, facts.singles),
            acts=tuple(Act(copied(act.record), act.asked, act.at_the_end) for act in facts.acts),
        )

    def through(self, sort: str) -> None:
        """A list was gone through."""
        self._lists[sort] = None


class _Values(dict[str, Value]):
    """The values of one member."""

    of: Record

    def __init__(self, looks: Looks, sort: str, id: str) -> None:
        super().__init__()
        self._looks, self._sort, self._id = looks, sort, id

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as `dict` has it
        self._looks.at((self._sort, self._id, name))
        return super().get(name, default)


class _Lists(dict[str, tuple[Record, ...]]):
    """The members of lists."""

    def __init__(self, looks: Looks, members: Mapping[str, tuple[Record, ...]]) -> None:
        super().__init__(members)
        self._looks = looks

    def get(self, sort: str, default: Any = None) -> Any:  # noqa: ANN401 - as `dict` has it
        self._looks.through(sort)
        return super().get(sort, default)


class _Closures(dict[str, tuple[Closure, ...]]):
    """Which lists are complete."""

    def __init__(self, looks: Looks, closures: Mapping[str, tuple[Closure, ...]]) -> None:
        super().__init__(closures)
        self._looks = looks

    def get(self, sort: str, default: Any = None) -> Any:  # noqa: ANN401 - as `dict` has it
        self._looks.at((sort, "", ""))
        return super().get(sort, default)


class _Singles(dict[str, Value]):
    """The single facts."""

    def __init__(self, looks: Looks, singles: Mapping[str, Value]) -> None:
        super().__init__(singles)
        self._looks = looks

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as `dict` has it
        self._looks.at(("", name, ""))
        return super().get(name, default)
