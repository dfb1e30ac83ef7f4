"""A timeline as data: for every norm the stretches of its life, and every change with its cause."""

from __future__ import annotations

from evaluator.engine.outcome import Day, PartyNote, Reason, State
from evaluator.frozen import frozen


@frozen
class Stretch:
    """A stretch `[start, end)` in which nothing about a norm changes.

    `start` is None where it was so before the timeline begins, `end` None where it stays so after the timeline ends.
    `reasons` are the certain reasons why it is not in force. `performance` is the word of `NormAnswer.performance`,
    None where there is none or where it is undetermined. `version` is the version that governs the norm.
    """

    start: Day | None
    end: Day | None
    state: State
    reasons: tuple[Reason, ...]
    performance: str | None
    version: str


@frozen
class Lane:
    """One norm, or one member of a family of norms, and its life from the first day of the timeline to the last.

    The stretches are in order and without gaps. `address` is `clause` or `clause:member`; `action` is None for a
    guarantee.
    """

    address: str
    clause: str
    member: str | None
    title: str
    party: str
    counterparty: str | None
    modality: str
    action: str | None
    stretches: tuple[Stretch, ...]

    @property
    def heading(self) -> dict[str, str | None]:
        """What a record of the norm begins with."""
        return {
            "address": self.address,
            "clause": self.clause,
            "member": self.member,
            "title": self.title,
            "party": self.party,
            "counterparty": self.counterparty,
            "modality": self.modality,
            "action": self.action,
        }

    @property
    def changes(self) -> int:
        """How often the norm changes."""
        return len(self.stretches) - 1


@frozen
class Change:
    """What one norm changes into on one day, and why: its state or its performance.

    A change of nothing but the reasons why a norm is not in force is in the stretches of its lane only.

    `before` and `after` are the stretches it leaves and enters. `causes` says in words what makes the change (`version
    2025-10-28 takes effect`, `declaration d, 2029-01-10`, `the last day was 2030-12-31`), most specific first; it is
    empty only where nothing but the passing of a day is to blame.
    """

    on: Day
    address: str
    title: str
    party: str
    before: Stretch
    after: Stretch
    causes: tuple[str, ...]


@frozen
class Mark:
    """A dated fact of the scenario, an event or an act; `certain` is whether its day is known."""

    on: Day
    sort: str
    id: str
    act: bool
    certain: bool


@frozen
class VersionSpan:
    """A version and the days `[start, end)` on which it governs; `end` is None for the newest, or under a pin."""

    version: str
    title: str
    start: Day
    end: Day | None


@frozen
class Timeline:
    """The lives of all norms of an agreement in one scenario, between the days `start` and `end` (inclusive).

    `as_of` is the day the scenario asks about. `lanes` are in the order of the text; `changes` in the order of time,
    then of the text. `state` is the agreement's own life (its stretches have no performance). `readings` and
    `parameters` that were fixed are in `fixed`, in words.
    """

    title: str
    agreement: str
    agreement_title: str
    as_of: Day
    start: Day
    end: Day
    pinned: bool
    parties: tuple[PartyNote, ...]
    versions: tuple[VersionSpan, ...]
    lanes: tuple[Lane, ...]
    changes: tuple[Change, ...]
    marks: tuple[Mark, ...]
    state: tuple[Stretch, ...]
    fixed: tuple[tuple[str, str], ...] = ()

    def lane(self, address: str) -> Lane:
        """The lane of `clause` or `clause:member`.

        Raises:
            KeyError: there is none; the message names what there is.
        """
        for lane in self.lanes:
            if lane.address == address:
                return lane
        raise KeyError(f"no norm `{address}`; norms are: {', '.join(lane.address for lane in self.lanes)}")

    def rows(self) -> list[dict[str, str | None]]:
        """One row for each stretch of each lane, as plain text: what a data frame or a CSV file takes."""
        return [
            {
                **lane.heading,
                "from": None if stretch.start is None else stretch.start.isoformat(),
                "to": None if stretch.end is None else stretch.end.isoformat(),
                "state": stretch.state.value,
                "reasons": "; ".join(reason.value for reason in stretch.reasons),
                "performance": stretch.performance,
                "version": stretch.version,
            }
            for lane in self.lanes
            for stretch in lane.stretches
        ]
