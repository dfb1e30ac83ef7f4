"""What was changed, in words: what was stated, what would be, and whether all beyond that gives the same answer."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.core.types import Type
from evaluator.engine.outcome import Day
from evaluator.explanations.candidates import stated_value, words_for
from evaluator.explanations.flips import Change, Edit
from evaluator.explanations.landmarks import is_ordered
from evaluator.explanations.nearest import directions
from evaluator.explanations.trials import Seen, Trials
from evaluator.explanations.watching import ExhaustedError
from evaluator.values.estimate import NOTHING
from evaluator.values.time import day_text
from evaluator.values.value import Value


def change_of(trials: Trials, edit: Edit, edits: Sequence[Edit], base: Seen, seen: Seen, as_of: Day) -> Change:
    """A change that was carried out.

    Args:
        trials: Asks what lies beyond it.
        edit: How it was carried out.
        edits: All changes that were carried out together.
        base: What came out without any.
        seen: What came out with all of them.
        as_of: The day (its end) or the moment asked about.
    """
    match edit.kind:
        case "member":
            entries = ", ".join(f"{name}: {value}" for name, value in edit.entries)
            closed = bool(base.evaluation.facts.closures.get(edit.address))
            return Change(edit.address, "complete" if closed else "unknown", f"{{{entries}}}")
        case "absent":
            return Change(edit.address, "stated", "none")
        case "closed":
            return Change(edit.address, "unknown", "complete")
        case _ if edit.address == "as_of":
            return Change(edit.address, day_text(as_of), edit.value)
        case _:
            type, was = trials.asker.type_of(edit.address), stated_value(base, edit.address)
            words = "unknown" if was == NOTHING else words_for(was, type)
            others = [each for each in edits if each is not edit]
            return Change(edit.address, words, edit.value, _direction(trials, edit, others, seen, type, was))


def _direction(trials: Trials, edit: Edit, others: Sequence[Edit], seen: Seen, type: Type, was: Value) -> str:
    """How all values beyond one are called, if each of them gives the same answer; empty if that is not certain."""
    if not is_ordered(type):
        return ""
    try:
        for words, texts in directions(stated_value(seen, edit.address), was, type):
            beyond, far = (trials.ask((*others, Edit(edit.address, text))) for text in texts)
            if beyond is not None and beyond.words == seen.words and (far is None or far.words == seen.words):
                return words
    except ExhaustedError:
        pass  # the search ends with the next question; what was found stays
    return ""
