"""What stands where in a report on a timeline: lanes by party and family, changes by day and cause.

Nothing is worded or drawn here; every form of the report takes its order from these sections.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from evaluator.frozen import frozen, replace
from evaluator.report.timeline_words import change_in_words
from evaluator.report.words import capitalized, parties_in, parties_together, spaced

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from evaluator.engine.outcome import Day
    from evaluator.timelines.timeline import Change, Lane, Mark, Stretch, Timeline


@frozen
class Family:
    """The lanes of one clause: one for a plain clause, one for each member of a family."""

    lanes: tuple[Lane, ...]

    @property
    def lane(self) -> Lane:
        """The lane that speaks for all in what they share."""
        return self.lanes[0]


@frozen
class Chart:
    """The lanes of the norms that bind or entitle one party, several together, or anyone."""

    party: str
    title: str
    families: tuple[Family, ...]

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """All lanes, in order."""
        return tuple(lane for family in self.families for lane in family.lanes)


@frozen
class Entry:
    """A change that one norm, or several members of one family, make on one day for the same causes.

    `clause` is empty where it is the agreement itself that changes.
    """

    clause: str
    title: str
    members: tuple[str, ...]
    party: str
    modality: str
    before: Stretch
    after: Stretch


@frozen
class Cause:
    """What makes some norms change on one day, and these changes; no causes at all: time passes."""

    causes: tuple[str, ...]
    entries: tuple[Entry, ...]


@frozen
class DayOfChange:
    """A day on which something changes: the agreement itself (`agreement`), then norms, by cause."""

    on: Day
    agreement: Entry | None
    causes: tuple[Cause, ...]


def charts(timeline: Timeline) -> tuple[Chart, ...]:
    """A chart for each party that has a norm, in the order declared; then for several parties together, and anyone."""
    lanes: dict[str, list[Lane]] = {party.id: [] for party in timeline.parties}
    for lane in timeline.lanes:
        lanes.setdefault(lane.party, []).append(lane)
    return tuple(
        Chart(party, party_title(timeline, party), _families(found)) for party, found in lanes.items() if found
    )


def party_title(timeline: Timeline, party: str) -> str:
    """The full name of a party, of several together, or `Anyone`, with a capital letter."""
    return capitalized(parties_together(party, {note.id: note.title or note.id for note in timeline.parties}))


def of_parties(timeline: Timeline, parties: Collection[str]) -> Timeline:
    """The timeline as far as it concerns some parties: what binds or benefits them. No ids leave it as it is."""
    if not parties:
        return timeline
    wanted = set(parties)
    return _with_lanes(
        timeline,
        (
            lane
            for lane in timeline.lanes
            if lane.party == "anyone"
            or wanted.intersection([*parties_in(lane.party), *parties_in(lane.counterparty or "")])
        ),
    )


def of_norms(timeline: Timeline, addresses: Collection[str]) -> Timeline:
    """The timeline of some norms (`clause` with all its members, or `clause:member`). None leave it as it is."""
    if not addresses:
        return timeline
    return _with_lanes(timeline, (lane for lane in timeline.lanes if {lane.address, lane.clause} & set(addresses)))


def days_of_change(timeline: Timeline) -> tuple[DayOfChange, ...]:
    """Every day on which something changes, in order."""
    of_agreement = {
        entered.start: Entry("", timeline.agreement_title or timeline.agreement, (), "", "", left, entered)
        for left, entered in pairwise(timeline.state)
        if entered.start is not None
    }
    found: dict[Day, list[Change]] = {day: [] for day in of_agreement}
    for change in timeline.changes:
        found.setdefault(change.on, []).append(change)
    lanes = {lane.address: lane for lane in timeline.lanes}
    return tuple(
        DayOfChange(day, of_agreement.get(day), _causes(found[day], lanes)) for day in sorted(found, key=_moment)
    )


def marks_by_day(timeline: Timeline) -> Mapping[Day, tuple[Mark, ...]]:
    """The dated facts of each day within the timeline, in order."""
    found: dict[Day, list[Mark]] = {}
    for mark in sorted(timeline.marks, key=lambda one: _moment(one.on)):
        if timeline.start.toordinal() <= mark.on.toordinal() <= timeline.end.toordinal():
            found.setdefault(mark.on, []).append(mark)
    return {day: tuple(marks) for day, marks in found.items()}


def merged(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Stretches of which neighbours that differ in the version only are one, under the first of their versions."""
    found: list[Stretch] = []
    for one in stretches:
        last = found[-1] if found else None
        if last is not None and (last.state, last.reasons, last.performance) == (
            one.state,
            one.reasons,
            one.performance,
        ):
            found[-1] = replace(last, end=one.end)
        else:
            found.append(one)
    return tuple(found)


def cause_of(timeline: Timeline) -> Mapping[tuple[str, Day], tuple[str, ...]]:
    """Why a norm changed, by its address and the first day of the stretch that it entered."""
    return {(change.address, change.on): change.causes for change in timeline.changes}


def _with_lanes(timeline: Timeline, lanes: Iterable[Lane]) -> Timeline:
    left = tuple(lanes)
    addresses = {lane.address for lane in left}
    return replace(
        timeline, lanes=left, changes=tuple(change for change in timeline.changes if change.address in addresses)
    )


def _families(lanes: Iterable[Lane]) -> tuple[Family, ...]:
    by_clause: dict[tuple[str, str], list[Lane]] = {}
    for lane in lanes:
        by_clause.setdefault((lane.clause, lane.title), []).append(lane)
    return tuple(Family(tuple(found)) for found in by_clause.values())


def _causes(changes: Iterable[Change], lanes: Mapping[str, Lane]) -> tuple[Cause, ...]:
    by_cause: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        by_cause.setdefault(change.causes, []).append(change)
    return tuple(Cause(causes, _entries(found, lanes)) for causes, found in by_cause.items())


def _entries(changes: Iterable[Change], lanes: Mapping[str, Lane]) -> tuple[Entry, ...]:
    """Members of a family that change alike share an entry."""
    alike: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        clause = change.address.partition(":")[0]
        told = change_in_words(change.before, change.after, _modality(change, lanes))
        alike.setdefault((clause, change.title, change.party, *told), []).append(change)
    return tuple(_entry(found, lanes) for found in alike.values())


def _entry(changes: list[Change], lanes: Mapping[str, Lane]) -> Entry:
    first = changes[0]
    members = (lanes[one.address].member if one.address in lanes else None for one in changes)
    clause = first.address.partition(":")[0]
    title = first.title or spaced(clause).capitalize()
    modality = _modality(first, lanes)
    return Entry(clause, title, tuple(filter(None, members)), first.party, modality, first.before, first.after)


def _modality(change: Change, lanes: Mapping[str, Lane]) -> str:
    lane = lanes.get(change.address)
    return "" if lane is None else lane.modality


def _moment(day: Day) -> tuple[int, str]:
    """What days and moments are sorted by: a day comes before the moments within it."""
    return day.toordinal(), day.isoformat()[10:]
