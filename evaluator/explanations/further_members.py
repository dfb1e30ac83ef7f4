"""Which further member of a list would change an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from evaluator.core import expressions as core
from evaluator.core.types import Date, Entity, Enum, Money, Number, PartyType, Percent, Type, YesNo
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.words import value_text
from evaluator.explanations.flips import Edit
from evaluator.explanations.landmarks import Landmarks
from evaluator.explanations.trials import Seen, Trials
from evaluator.program import Program
from evaluator.program.expressions import expressions
from evaluator.values.time import MINUTES_PER_DAY, day_at, day_of, day_text

_MOST_ASKED = 24
"""So often is asked about further members of one list."""

Test = Callable[[Seen], bool]


class FurtherMembers:
    """Looks for members that a list might have beside those stated, with the attributes that change an answer.

    At first nothing but the day of a member is stated, that of the question. If the answer then lacks others of its
    attributes they are filled in, one after the other, with each value that they can have.
    """

    def __init__(self, trials: Trials, landmarks: Landmarks, stands: Test, flips: Test) -> None:
        self.trials, self.landmarks, self.stands, self.flips = trials, landmarks, stands, flips

    def look(self, node: Seen, sort: str) -> tuple[list[Edit], bool]:
        """Changes of the answer by a further member, one for each other answer; and whether there can be no others."""
        id = _free(node, sort)
        unstated = self.trials.ask((*node.edits, Edit(sort, id, "member")))
        if unstated is not None and self.stands(unstated):
            return [], True
        declared = node.evaluation.engine.program.sorts[sort]
        dated = (("on", _day(node.evaluation)),) if declared.event or declared.action else ()
        found: dict[tuple[str, str], Edit] = {}
        pending = [Edit(sort, id, "member", dated)]
        for _ in range(_MOST_ASKED):
            if not pending:
                break
            edit = pending.pop(0)
            seen = self.trials.ask((*node.edits, edit))
            if seen is None or self.stands(seen):
                continue
            if self.flips(seen):
                found.setdefault(seen.words, edit)
                continue
            pending = [*self._filled(edit, seen, node), *pending]
        return list(found.values()), False

    def _filled(self, edit: Edit, seen: Seen, node: Seen) -> Iterator[Edit]:
        """The member with one more of its attributes, in each way."""
        start = f"{edit.address}.{edit.value}."
        missing = [each.removeprefix(start) for each in self.trials.missing(seen) if each.startswith(start)]
        missing = [each for each in missing if each not in dict(edit.entries)]
        if missing:
            for value in self._values(edit.address, missing[0], seen, node):
                yield Edit(edit.address, edit.value, edit.kind, (*edit.entries, (missing[0], value)))

    def _values(self, sort: str, name: str, seen: Seen, node: Seen) -> list[str]:
        """What an attribute may be: what the text asks for first."""
        program, facts = seen.evaluation.engine.program, node.evaluation.facts
        type = program.sorts[sort].attributes[name]
        match type:
            case YesNo():
                values = ["yes", "no"]
            case Enum(options):
                values = list(options)
            case PartyType():
                values = list(program.parties)
            case Entity(of):
                values = [each.id for each in facts.members.get(of, ())]
            case Date():
                values = [_day(node.evaluation)]
            case Number() | Money() | Percent():
                values = self._numbers(type, node)
            case _:
                return []
        asked = [each for each in _asked_for(program, name) if each in values]
        return list(dict.fromkeys([*asked, *values]))

    def _numbers(self, type: Type, node: Seen) -> list[str]:
        """What a norm is about, the largest number there is, and nothing."""
        owed = getattr(node.answer, "outstanding", None)
        found = [owed.known] if owed is not None and owed.known is not None else []
        found += [max(self.landmarks.numbers.get(type, [Decimal(0)])), Decimal(0)]
        return [value_text(each, type) for each in found]


def _free(node: Seen, sort: str) -> str:
    """An id that nothing has."""
    program, facts = node.evaluation.engine.program, node.evaluation.facts
    taken = {*program.norms, *(each.id for records in facts.members.values() for each in records)}
    taken |= {act.record.id for act in facts.acts}
    id, number = f"further_{sort}", 1
    while id in taken:
        number += 1
        id = f"further_{sort}_{number}"
    return id


def _day(evaluation: Evaluation) -> str:
    """The day asked about, as it is written; with a time where a moment was asked about."""
    now = evaluation.now
    return day_text(day_of(now) if now % MINUTES_PER_DAY == MINUTES_PER_DAY - 1 else day_at(now))


def _asked_for(program: Program, name: str) -> Iterator[str]:
    """The words that attributes of a name are compared with in the text."""
    for each in expressions(program):
        if isinstance(each, core.Compare) and each.operator == "=":
            for one, other in ((each.left, each.right), (each.right, each.left)):
                if isinstance(one, core.Attribute) and one.name == name and isinstance(other, core.Literal):
                    yield str(other.value)
        elif isinstance(each, core.Not) and isinstance(each.operand, core.Attribute) and each.operand.name == name:
            yield "no"
