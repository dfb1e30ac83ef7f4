"""What there is to be changed, where an answer is to become another."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.core.facts import Record
from evaluator.engine.outcome import ActAnswer
from evaluator.explanations.landmarks import is_ordered
from evaluator.explanations.statements import Statement
from evaluator.explanations.trials import Seen, Trials
from evaluator.frozen import frozen


@frozen
class Subject:
    """Something that can be changed: a `value`, that there is a `member`, or what belongs to a `list`.

    `closed` says of a list that it is complete as it is stated.
    """

    address: str
    kind: str = "value"
    closed: bool = False


def subjects(trials: Trials, base: Seen, node: Seen, *, same: bool, lacking: tuple[bool, bool]) -> Iterator[Subject]:
    """What can be changed where some changes were made already.

    Args:
        trials: Knows what an answer rests on.
        base: What came out without any change.
        node: What came out with some.
        same: Whether that is the same.
        lacking: Which parts of the answer were undetermined without any change.
    """
    definite = any(base.words)
    yield from _roles(base, node)
    if definite and same:
        yield from _statements(trials, base, node)
    if any(lacking) or not (definite and same):
        yield from _missing(trials, node)
    program, answer = node.evaluation.engine.program, node.answer
    if isinstance(answer, ActAnswer):
        cone = program.readings_about.get(answer.action, ())
    else:
        cone = program.readings_of.get(answer.clause, ())
    yield from (Subject(f"reading.{name}") for name in cone)
    yield from (Subject(f"parameter.{name}") for name in node.evaluation.facts.parameters)


def _roles(base: Seen, node: Seen) -> Iterator[Subject]:
    """The roles of the act that is asked about; one that is asked without a day happens on the day asked about."""
    for act in node.evaluation.facts.acts:
        record = act.record
        if act.asked and record.id == base.answer.address:
            for name in record.values:
                if Statement(record.sort, record.id, name) in node.statements and not (name == "on" and act.at_the_end):
                    yield Subject(f"{record.id}.{name}")


def _statements(trials: Trials, base: Seen, node: Seen) -> Iterator[Subject]:
    """What the answer rests on."""
    added = {(edit.address, edit.value) for edit in node.edits if edit.kind == "member"}
    # Of one change alone it is as quick to try it as to ask whether the answer rests on what it changes.
    found = trials.rests_on(node) if node.edits else trials.looked_at(node)
    for each in sorted(found, key=lambda statement: _rank(base, statement)):
        if each.closes:
            yield Subject(each.sort, "list", closed=True)
        elif (each.sort, each.id) in added:
            continue
        elif each.attribute or not each.sort:
            yield Subject(each.address)
        elif not node.evaluation.engine.program.sorts[each.sort].event and not _is_named(node, each):
            yield Subject(each.address, "member")


def _rank(base: Seen, statement: Statement) -> tuple[int, int]:
    """What to try first: what is stated of the member that the answer is about; what has few values."""
    _, _, member = base.answer.address.partition(":")
    if not statement.attribute:
        kind = 3 if statement.sort else 0
    else:
        type = base.evaluation.engine.program.sorts[statement.sort].attributes[statement.attribute]
        kind = 1 if is_ordered(type) else 0
    return (0 if statement.id == member else 1), kind


def _missing(trials: Trials, node: Seen) -> Iterator[Subject]:
    """The facts for want of which the answer is undetermined, without those of members that were only added."""
    for address in trials.missing(node):
        if address in node.evaluation.engine.program.sorts:
            yield Subject(address, "list")
        elif trials.asker.knows(address):
            yield Subject(address)


def _is_named(node: Seen, member: Statement) -> bool:
    """Whether a value names a member, so that it cannot be taken away."""
    facts = node.evaluation.facts
    every = [record for records in facts.members.values() for record in records]
    every += [act.record for act in facts.acts]
    values = [value for record in every for value in record.values.values()]
    named = (each for value in values for each in (value if isinstance(value, frozenset) else (value,)))
    return any(isinstance(each, Record) and (each.sort, each.id) == (member.sort, member.id) for each in named)
