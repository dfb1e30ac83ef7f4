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
        self.again()

    def again(self) -> None:
        """One more look at something that is no statement."""
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
        values: dict[int, _Values] = {}
        every = [each for records in facts.members.values() for each in records]
        every += [act.record for act in facts.acts]
        for record in every:
            if id(record) not in copies:
                watched = values[id(record)] = _Values(self, record.sort, record.id)
                span = (record.possible_from, record.certain_from)
                copies[id(record)] = Record(record.sort, record.id, watched, *span, record.assumed, record.ghost)

        def copied(value: Value) -> Value:
            if isinstance(value, Record):
                return copies.get(id(value), value)
            return frozenset(map(copied, value)) if isinstance(value, frozenset) else value

        for record in every:
            values[id(record)].update({name: copied(value) for name, value in record.values.items()})

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
            parameters=_Parameters(self, facts.parameters),
            acts=tuple(Act(copied(act.record), act.asked, act.at_the_end) for act in facts.acts),
        )

    def through(self, sort: str) -> None:
        """A list was gone through."""
        self._lists[sort] = None
        self.again()


class _Values(dict[str, Value]):
    """The values of one member."""

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


class _Parameters(dict[str, Value]):
    """The parameters that a scenario fixes; whoever looks for one it does not fix looks all the same."""

    def __init__(self, looks: Looks, parameters: Mapping[str, Value]) -> None:
        super().__init__(parameters)
        self._looks = looks

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as `dict` has it
        self._looks.again()
        return super().get(name, default)
