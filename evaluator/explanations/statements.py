"""The single statements of which facts are made up, and the facts that are left when only some of them are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from evaluator.core.facts import Act, Closure, Facts, Record, existence
from evaluator.engine.steps import Fact
from evaluator.frozen import frozen, replace
from evaluator.program import Program
from evaluator.values.estimate import NOTHING
from evaluator.values.value import Value


@frozen
class Statement:
    """One thing that a scenario states.

    That a member exists (`sort`, `id`), the value of one of its attributes (`sort`, `id`, `attribute`), that nothing
    belongs to a list but what is stated (`sort` alone), or a single fact (`id` alone). That there was an act says when.
    """

    sort: str
    id: str = ""
    attribute: str = ""

    @property
    def closes(self) -> bool:
        """Whether it says that a list is complete."""
        return not self.id

    @property
    def address(self) -> str:
        """How it is named in results: `verdict.v`, `verdict.v.result`, `verdict`, `name`."""
        return ".".join(part for part in (self.sort, self.id, self.attribute) if part)


class Statements:
    """All statements that facts are made up of, in the order stated.

    What the agreement lists itself (the sorts in `own`), and the acts that are asked about and the one that is judged
    (`subject`), are no statements: they always stay. A value that names a member implies that there is such a member;
    so does each of its attributes. That a list is complete speaks of every member that is stated.
    """

    def __init__(self, facts: Facts, program: Program, own: Set[str] = frozenset(), subject: str = "") -> None:
        self.facts, self.program, self.own = facts, program, own
        asked = [act.record for act in facts.acts if act.asked]
        every = [record for sort, records in facts.members.items() for record in records if record.sort == sort]
        self._records = [*every, *asked]
        kept = {id(each) for each in asked}
        self._kept = [
            each for each in self._records if id(each) in kept or each.sort in own or self._is_subject(each, subject)
        ]
        self._implied: dict[Statement, tuple[Statement, ...]] = {}
        self.all: tuple[Statement, ...] = tuple(self._list())
        always = [
            statement for record in self._kept for value in record.values.values() for statement in self._of(value)
        ]
        self._always = self._closed(always)

    def _is_subject(self, record: Record, subject: str) -> bool:
        return record.id == subject and self.program.sorts[record.sort].action

    def _list(self) -> Iterator[Statement]:
        kept = {id(each) for each in self._kept}
        for record in self._records:
            if id(record) in kept:
                continue
            member = Statement(record.sort, record.id)
            self._implied[member] = ()
            yield member
            for name, value in record.values.items():
                if value == NOTHING or self.statement((record.sort, record.id, name)) == member:
                    continue
                attribute = Statement(record.sort, record.id, name)
                self._implied[attribute] = (member, *self._of(value))
                yield attribute
        for sort, closures in self.facts.closures.items():
            if closures and sort not in self.own:
                closed = Statement(sort)
                members = (each for each in self.facts.members.get(sort, ()) if id(each) not in kept)
                filtered = (each for closure in closures for _, _, value in closure.where for each in self._of(value))
                self._implied[closed] = (*(Statement(each.sort, each.id) for each in members), *filtered)
                yield closed
        for name, value in self.facts.singles.items():
            if value != NOTHING:
                single = Statement("", name)
                self._implied[single] = ()
                yield single

    def statement(self, fact: Fact) -> Statement:
        """The statement by which a fact is stated: that of an act's day is that there was the act."""
        sort, id, attribute = fact
        statement = Statement(sort, id, attribute)
        return Statement(sort, id) if attribute == "on" and self.is_act(statement) else statement

    def is_act(self, statement: Statement) -> bool:
        """Whether it is about an act."""
        return statement.sort in self.program.sorts and self.program.sorts[statement.sort].action

    def _of(self, value: Value) -> tuple[Statement, ...]:
        """The members that a value names."""
        each = value if isinstance(value, frozenset) else (value,)
        return tuple(
            Statement(one.sort, one.id) for one in each if isinstance(one, Record) and one.sort not in self.own
        )

    def implied(self, chosen: Iterable[Statement]) -> frozenset[Statement]:
        """Some statements, and those they, and whatever always stays, cannot do without."""
        return self._closed(chosen) | self._always

    def _closed(self, chosen: Iterable[Statement]) -> frozenset[Statement]:
        found: set[Statement] = set()
        pending = list(chosen)
        while pending:
            statement = pending.pop()
            if statement not in found:
                found.add(statement)
                pending.extend(self._implied.get(statement, ()))
        return frozenset(found)

    def stated(self, statement: Statement) -> tuple[Value, bool]:
        """What a statement says, None if it is that something exists or is complete; and whether it is assumed."""
        facts = self.facts
        if not statement.sort:
            return facts.singles[statement.id], statement.id in facts.assumed_singles
        if statement.closes:
            return None, any(closure.assumed for closure in facts.closures[statement.sort])
        record = next(each for each in facts.members[statement.sort] if each.id == statement.id)
        name = statement.attribute or ("on" if self.program.sorts[statement.sort].action else "")
        assumed = "*" in record.assumed or name in record.assumed
        return (record.get(name) if name else None), assumed

    def only(self, chosen: Iterable[Statement]) -> Facts:
        """The facts as they would be if nothing else had been stated.

        Where a member of a list was forgotten, the list is no longer complete.
        """
        made = self.implied(chosen)
        always = {id(record) for record in self._kept}
        records: dict[int, Record] = {}
        values: dict[int, dict[str, Value]] = {}
        for record in self._records:
            if id(record) in always:
                kept = dict(record.values)
            elif Statement(record.sort, record.id) in made:
                kept = {
                    name: value
                    for name, value in record.values.items()
                    if self.statement((record.sort, record.id, name)) in made
                }
            else:
                continue
            values[id(record)] = kept
            span = (record.possible_from, record.certain_from)
            if self.program.sorts[record.sort].event:
                span = existence(kept.get("on", NOTHING), act=self.program.sorts[record.sort].action)
            records[id(record)] = Record(record.sort, record.id, kept, *span, assumed=record.assumed)
        for kept in values.values():
            for name, value in kept.items():
                kept[name] = _renamed(value, records)
        return replace(
            self.facts,
            members={
                sort: tuple(records[id(each)] for each in members if id(each) in records)
                for sort, members in self.facts.members.items()
            },
            closures={
                sort: closures if Statement(sort) not in self._implied else _renamed_closures(closures, records)
                for sort, closures in self.facts.closures.items()
                if Statement(sort) not in self._implied or Statement(sort) in made
            },
            singles={name: value for name, value in self.facts.singles.items() if Statement("", name) in made},
            acts=tuple(
                Act(records[id(act.record)], act.asked, act.at_the_end)
                for act in self.facts.acts
                if id(act.record) in records
            ),
        )


def _renamed(value: Value, records: dict[int, Record]) -> Value:
    """A value that names members as they are now; one that names a member which is gone is not known."""
    if isinstance(value, Record):
        return records.get(id(value), NOTHING)
    if isinstance(value, frozenset) and any(isinstance(each, Record) for each in value):
        return frozenset(records[id(each)] for each in value) if all(id(each) in records for each in value) else NOTHING
    return value


def _renamed_closures(closures: tuple[Closure, ...], records: dict[int, Record]) -> tuple[Closure, ...]:
    return tuple(
        replace(
            closure,
            where=tuple((name, operator, _renamed(value, records)) for name, operator, value in closure.where),
        )
        for closure in closures
    )
