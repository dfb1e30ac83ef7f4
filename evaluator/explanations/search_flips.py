"""The search for the smallest changes that give another answer.

An answer stands as long as the facts stand that it rests on: whatever changes it, changes one of these. So only they
are changed; and where no change of one is enough, the answer after a change rests on facts of its own, one of which has
to be changed, too (the hitting sets of R. Reiter, A theory of diagnosis from first principles, 1987). An answer that is
undetermined changes with the facts that it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, localcontext
from itertools import combinations

from evaluator.core.types import Type
from evaluator.diagnostics import impossible
from evaluator.engine.evaluation import ARITHMETIC
from evaluator.engine.outcome import ActAnswer, Day
from evaluator.explanations.candidates import other_values, stated_value
from evaluator.explanations.changes import change_of
from evaluator.explanations.flips import Edit, Flip, Flips
from evaluator.explanations.further_members import FurtherMembers
from evaluator.explanations.landmarks import Landmarks, is_ordered
from evaluator.explanations.nearest import Nearest, half_lines, scale_of, values_around
from evaluator.explanations.other_days import other_days
from evaluator.explanations.subjects import Subject, subjects
from evaluator.explanations.trials import Asker, Seen, Trials
from evaluator.explanations.watching import ExhaustedError
from evaluator.values.estimate import is_known, known_value
from evaluator.values.time import NEVER


def search(asker: Asker, address: str, as_of: Day, *, size: int, effort: int) -> Flips:
    """What would change the answer for a norm or an act.

    Args:
        asker: Asks the scenario with changes.
        address: A norm (`clause`, `clause:member`) or the id of an act, of which there is an answer.
        as_of: The day (its end) or the moment asked about.
        size: How many facts and readings may be changed at once.
        effort: How many facts may be looked at; see `EFFORT`.
    """
    with localcontext(ARITHMETIC):
        found = _Search(asker, address, as_of, effort)
        try:
            found.run(size)
            complete = not found.trials.given_up
        except ExhaustedError:
            complete = False
    return Flips(
        found.base.answer,
        as_of,
        tuple(sorted(found.flips, key=lambda flip: len(flip.changes))),
        found.size,
        complete,
        tuple(dict.fromkeys(found.untried)),
        found.trials.evaluations,
    )


class _Search:
    def __init__(self, asker: Asker, address: str, as_of: Day, effort: int) -> None:
        self.asker, self.as_of = asker, as_of
        self.trials = Trials(asker, address, effort)
        self.base = self.trials.first()
        base = self.base.evaluation
        self.landmarks = Landmarks(base.engine.program, base.facts, as_of)
        self.lacking = _lacking(self.base)
        self.further = FurtherMembers(self.trials, self.landmarks, self.stands, self.gives_another)
        self.flips: list[Flip] = []
        self.untried: list[str] = []
        self.size = 0

    def run(self, size: int) -> None:
        """Fill `flips`, those with fewer changes first."""
        nodes = [self.base]
        for self.size in range(1, size + 1):
            following: list[Seen] = []
            for node in nodes:
                for edit in self.steps(node, last=self.size == size):
                    self._add((*node.edits, edit), following)
            if self.size == 1:
                for edit in other_days(self.trials, self.landmarks, self.as_of, self.gives_another):
                    self._add((edit,), [])
            if any(change.address != "as_of" for flip in self.flips for change in flip.changes):
                return
            nodes = following

    def same(self, seen: Seen | None) -> bool:
        """Whether the answer still says all that it says without changes."""
        return seen is not None and all(not was or is_ == was for was, is_ in self._pairs(seen))

    def stands(self, seen: Seen | None) -> bool:
        """Whether it is certain that nothing more that could be stated gives another answer."""
        return not any(self.lacking) and self.same(seen)

    def gives_another(self, seen: Seen | None) -> bool:
        """Whether the answer is another: definite, where it was another or none."""
        if seen is None:
            return False
        parts = zip(self._pairs(seen), self.lacking, strict=True)
        return any(is_ and is_ != was and (was or lacked) for (was, is_), lacked in parts)

    def _pairs(self, seen: Seen) -> Iterator[tuple[str, str]]:
        return zip(self.base.words, seen.words, strict=True)

    def _add(self, edits: tuple[Edit, ...], following: list[Seen]) -> None:
        """Note what a change comes to: a flip, or where the search goes on."""
        seen = self.trials.ask(edits)
        if seen is None:
            return
        if not self.gives_another(seen):
            if frozenset(edits) not in [frozenset(each.edits) for each in following]:
                following.append(seen)
            return
        parts = (part for number in range(1, len(edits)) for part in combinations(edits, number))
        if any(self.gives_another(self.trials.ask(part)) for part in parts):
            return
        changes = (change_of(self.trials, edit, edits, self.base, seen, self.as_of) for edit in edits)
        flip = Flip(tuple(changes), seen.answer)
        if not any(_says(other, flip) for other in self.flips):
            self.flips.append(flip)

    def steps(self, node: Seen, *, last: bool) -> Iterator[Edit]:
        """The changes to try where some were made already."""
        changed = {edit.address for edit in node.edits}
        for subject in dict.fromkeys(
            subjects(self.trials, self.base, node, same=self.same(node), lacking=self.lacking)
        ):
            if subject.address not in changed:
                yield from self._of_subject(node, subject, last=last)

    def _of_subject(self, node: Seen, subject: Subject, *, last: bool) -> Iterator[Edit]:
        address = subject.address
        match subject.kind:
            case "list":
                if not subject.closed:
                    yield Edit(address, "complete", "closed")
                found, proved = self.further.look(node, address)
                if not proved:
                    self.untried.append(address)
                yield from found
            case "member":
                yield Edit(address, "", "absent")
            case _:
                yield from self._of_value(node, address, last=last)

    def _of_value(self, node: Seen, address: str, *, last: bool) -> Iterator[Edit]:
        type = self.asker.type_of(address)
        value = stated_value(node, address)
        listed = other_values(self.asker, address, value, type)
        if listed is not None:
            yield from listed
        elif not is_ordered(type):
            self.untried.append(address)
        elif is_known(value) and isinstance(known_value(value), date | Decimal):
            yield from self._of_ordered(node, address, type, known_value(value), last=last)
        elif known_value(value) is NEVER and is_known(value):
            now = self.landmarks.now
            yield from (Edit(address, str(day)) for day in (now, self.landmarks.days[0]))
            self.untried.append(address)
        else:
            yield from half_lines(self.trials, node.edits, address, type, self.landmarks, self.gives_another)
            self.untried.append(address)

    def _of_ordered(self, node: Seen, address: str, type: Type, value: date | Decimal, *, last: bool) -> Iterator[Edit]:
        """The nearest values with another answer; and those to go on with, at the ends."""
        scale = scale_of(value, type)
        nearest = Nearest(self.trials, node.edits, address, scale, self.stands, self.gives_another)
        landmarks = values_around(self.landmarks, value, type)
        proved = True
        for up in (True, False):
            found = nearest.look(landmarks, up=up)
            if found.edit is not None:
                yield found.edit
            proved = proved and found.proved
        never = Edit(address, "never")
        if isinstance(value, date):
            yield never
        elif not last:
            yield nearest.edit(Decimal(0), Decimal(0))
        if not proved:
            self.untried.append(address)


def _lacking(base: Seen) -> tuple[bool, bool]:
    """Which parts of the answer are undetermined."""
    answer = base.answer
    if isinstance(answer, ActAnswer):
        return not base.words[0], answer.ability == "undetermined"
    norm = base.norm
    if norm is None:
        impossible("what is no act is a norm")
    return not base.words[0], norm.once and not base.words[1] and bool(answer.possible_performances)


def _says(first: Flip, second: Flip) -> bool:
    """Whether a flip says the second one, too: the same changes, or one that `or later` includes."""
    theirs = {each.address: each for each in second.changes}
    if first.words != second.words or theirs.keys() != {each.address for each in first.changes}:
        return False
    return all(
        each.becomes == theirs[each.address].becomes
        or (each.direction == "or later" and theirs[each.address].becomes == "never")
        for each in first.changes
    )
