"""What the parts of an event mean, and that it has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.core.norms import Event
from evaluator.engine.days import named_day
from evaluator.values.time import Moment, after, start_of
from evaluator.values.truth import NO, Truth

if TYPE_CHECKING:
    from evaluator.engine.meaning import Meaning


class EventMeaning:
    """What the parts of an event mean, made once for all members."""

    def __init__(self, event: Event, meaning: Meaning) -> None:
        optional = meaning.optional
        self.day, self.condition = named_day(event.day, meaning, start_of), optional(event.condition)
        self.starts = named_day(event.starts, meaning, start_of)
        self.through = named_day(event.through, meaning, after)
        self.when, self.unless, self.until = optional(event.when), optional(event.unless), optional(event.until)
        # The day of a member that happens is that of the member itself: an act happens at some moment of its day.
        match event.day:
            case core.Attribute(core.Variable(name), "on"):
                self.member: str | None = name
            case _:
                self.member = None


class Firing(NamedTuple):
    """An event has happened, or a power was exercised by an act.

    Possibly from the moment `since` on, certainly by `by`; `truth` is how truly it counted.
    """

    since: Moment
    by: Moment
    truth: Truth
    act: Record | None = None


Fired = tuple[Firing, ...]


def has_fired(fired: Fired) -> Truth:
    """Whether it has happened, and counted, at least once."""
    return max((firing.truth for firing in fired), default=NO)
