"""Working out a timeline: from change to change of every norm, never day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evaluator.core.norms import Modality
from evaluator.engine.addresses import address_of, member_id
from evaluator.engine.answer import Heading, fixed_in_words
from evaluator.engine.effect_answers import agreement_stretches
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.histories import WORDS, words
from evaluator.engine.logic import Standing
from evaluator.engine.norm_answers import parties_of, reasons_of
from evaluator.engine.outcome import PartyNote, Reason, State
from evaluator.engine.readings import Options, explore
from evaluator.engine.spans import day
from evaluator.engine.world import Read
from evaluator.frozen import frozen
from evaluator.timelines.causes import causes
from evaluator.timelines.timeline import Change, Lane, Mark, Stretch, Timeline, VersionSpan
from evaluator.values.time import BEGINNING, FOREVER, MINUTES_PER_DAY, Moment, day_of, end_of, start_of
from evaluator.values.truth import Truth, agreed
from evaluator.values.value import Value

_MOST_CHANGES = 4_000
"""Of one norm; more than that is a norm that changes every day, and its lane ends there."""


@frozen
class _Look:
    """What holds of a norm from one moment on, and the first moment at which it may not."""

    state: State
    reasons: tuple[Reason, ...]
    performance: str | None
    version: str
    home: int
    until: Moment

    @property
    def shown(self) -> tuple[State, tuple[Reason, ...], str | None, str]:
        """What a stretch says."""
        return self.state, self.reasons, self.performance, self.version


@frozen
class _Lane:
    """One norm: the regime that names it, and what holds of it from each change on."""

    regime: int
    clause: str
    member: Value
    looks: tuple[tuple[Moment, _Look], ...]


def timeline(evaluation: Evaluation, heading: Heading, start: date | None, end: date | None) -> Timeline:
    """The timeline of a scenario between two days, by default from the first to the last known change."""
    with evaluation.explaining():
        found = list(_lanes(evaluation, FOREVER if end is None else end_of(end)))
        first, last = _bounds(evaluation, found, start, end)
        lanes = [_shown(evaluation, lane, _drawn(lane, first, last)) for lane in found]
        changes = [
            change
            for lane, each in zip(lanes, found, strict=True)
            for change in _changes(evaluation, lane, each, first, last)
        ]
        program = evaluation.engine.program
        return Timeline(
            title=heading.title,
            agreement=program.agreement,
            agreement_title=program.title,
            as_of=heading.as_of,
            start=day_of(first),
            end=day_of(last),
            pinned=evaluation.pinned,
            parties=tuple(PartyNote(id, title) for id, title in program.parties.items()),
            versions=tuple(_versions(evaluation)),
            lanes=tuple(lanes),
            changes=tuple(sorted(changes, key=lambda change: start_of(change.on))),
            marks=tuple(_marks(evaluation, first, last)),
            state=_whole(evaluation, first, last),
            fixed=fixed_in_words(evaluation),
        )


def _lanes(evaluation: Evaluation, end: Moment) -> Iterator[_Lane]:
    """The norms of all versions that count, those of the governing version first."""
    regimes = [evaluation.current] if evaluation.pinned else _outwards(evaluation)
    seen: set[tuple[str, Value]] = set()
    for index in regimes:
        engine = evaluation.regimes[index].engine
        world = evaluation.world(index, {})
        for clause, norm in engine.program.norms.items():
            if norm.modality is Modality.AUTOMATIC:
                continue
            for member in engine.members(world, clause):
                if (clause, member) not in seen:
                    seen.add((clause, member))
                    yield _Lane(index, clause, member, tuple(_settled(list(_looks(evaluation, clause, member, end)))))


def _outwards(evaluation: Evaluation) -> list[int]:
    """The regimes, the governing one first, then the later ones, then the earlier."""
    count = len(evaluation.regimes)
    return [*range(evaluation.current, count), *range(evaluation.current - 1, -1, -1)]


def _looks(evaluation: Evaluation, clause: str, member: Value, end: Moment) -> Iterator[tuple[Moment, _Look]]:
    """The life of a norm, from change to change, until nothing changes any more or the timeline ends."""
    moment, before = BEGINNING, None
    for _ in range(_MOST_CHANGES):
        look = _look(evaluation, clause, member, moment)
        if before is None or look.shown != before.shown:
            yield moment, look
            before = look
        moment = look.until
        if moment >= FOREVER or moment > end:
            return


def _settled(looks: list[tuple[Moment, _Look]]) -> Iterator[tuple[Moment, _Look]]:
    """The looks without those that hold on one day only because an act was done at an unknown moment of it."""
    before = None
    for index, (moment, look) in enumerate(looks):
        following = looks[index + 1][0] if index + 1 < len(looks) else FOREVER
        passing = moment > BEGINNING and following < FOREVER and day(moment) == day(following)
        if not passing and (before is None or look.shown != before.shown):
            yield moment, look
            before = look


def _look(evaluation: Evaluation, clause: str, member: Value, moment: Moment) -> _Look:
    """What holds of a norm at a moment, under all readings that count."""
    regime = evaluation.regime_at(moment)
    if regime is None:
        start = evaluation.regimes[0].start
        return _Look(State.NOT_IN_FORCE, (Reason.NOT_YET,), None, evaluation.regimes[0].version, 0, start)
    end = FOREVER if evaluation.pinned else evaluation.regimes[regime].end
    home = evaluation.home(clause, member, regime)
    engine = evaluation.regimes[home].engine
    norm = engine.program.norms.get(clause)
    if norm is None or (norm.family is None) != (member is None):
        later = any(clause in each.engine.program.norms for each in evaluation.regimes[:regime])
        reason = Reason.REPEALED if later else Reason.NOT_YET
        return _Look(State.NOT_IN_FORCE, (reason,), None, evaluation.regimes[regime].version, regime, end)

    def found(options: Options) -> tuple[tuple[Standing, dict[str, Truth], Moment], Read]:
        life = engine.life(evaluation.world(home, options), clause, member)
        standing = life.at(moment)
        performance, remedy = engine.performance(life), engine.remedy(life)
        told = words(engine, life, moment)
        until = min(life.holds_until(moment), performance.holds_until(moment))
        if performance.at(moment).breached >= 0:
            until = min(until, remedy.holds_until(moment))
            return (standing, told, until), life.read | performance.read | remedy.read
        return (standing, told, until), life.read | performance.read

    cases = [case.result for case in explore(evaluation.readings_in(home), evaluation.fixed_in(home), found)]
    state = State.of(agreed(standing.in_force for standing, _, _ in cases))
    reasons = reasons_of([standing for standing, _, _ in cases])[0] if state is State.NOT_IN_FORCE else ()
    word = next((each for each in WORDS if all(told.get(each, -4) > 0 for _, told, _ in cases)), None)
    until = min(each for _, _, each in cases)
    return _Look(state, reasons, word, norm.version, home, max(min(until, end), moment + 1))


def _bounds(evaluation: Evaluation, lanes: list[_Lane], start: date | None, end: date | None) -> tuple[Moment, Moment]:
    """The first and the last moment: as asked, else from the eve of the first change to the last."""
    changes = [moment for lane in lanes for moment, _ in lane.looks if moment > BEGINNING]
    dated = [
        edge
        for records in evaluation.facts.members.values()
        for record in records
        for edge in (record.possible_from, record.certain_from)
        if BEGINNING < edge < FOREVER
    ]
    eve = min([*changes, *dated, evaluation.now]) - MINUTES_PER_DAY
    first = start_of(start) if start is not None else max(BEGINNING, eve // MINUTES_PER_DAY * MINUTES_PER_DAY)
    last = end_of(end) if end is not None else max([*changes, *dated, evaluation.now])
    return (first, max(first, last))


def _drawn(lane: _Lane, first: Moment, last: Moment) -> tuple[Stretch, ...]:
    """The stretches of a lane between two moments."""
    found = []
    for index, (moment, look) in enumerate(lane.looks):
        end = lane.looks[index + 1][0] if index + 1 < len(lane.looks) else FOREVER
        if end <= first or moment > last:
            continue
        found.append(
            Stretch(
                None if moment < first else day(moment),
                None if end > last else day(end),
                look.state,
                look.reasons,
                look.performance,
                look.version,
            )
        )
    return tuple(found)


def _shown(evaluation: Evaluation, lane: _Lane, stretches: tuple[Stretch, ...]) -> Lane:
    """A lane with its heading."""
    norm = evaluation.regimes[lane.regime].engine.program.norms[lane.clause]
    bearer, counterparty = parties_of(evaluation, norm, lane.member, lane.regime)
    return Lane(
        address=address_of(norm, lane.member),
        clause=lane.clause,
        member=None if norm.family is None else member_id(lane.member),
        title=norm.title,
        party=bearer,
        counterparty=counterparty,
        modality=norm.modality.noun,
        action=norm.action,
        stretches=stretches,
    )


def _changes(evaluation: Evaluation, lane: Lane, found: _Lane, first: Moment, last: Moment) -> Iterator[Change]:
    """The changes of a norm within the timeline, each with its causes."""
    once = evaluation.regimes[found.regime].engine.program.norms[found.clause].once
    inside = [(moment, look) for moment, look in found.looks if first < moment <= last]
    for place, (moment, look) in enumerate(inside, start=len(lane.stretches) - len(inside)):
        if place == 0:
            continue
        before, after = lane.stretches[place - 1], lane.stretches[place]
        if (before.state, _told(before, once)) == (after.state, _told(after, once)):
            continue  # only the reasons differ, or a norm of which nobody waits for anything; the stretches have them
        said = causes(evaluation, look.home, found.clause, found.member, moment, before, after)
        yield Change(day(moment), lane.address, lane.title, lane.party, before, after, said)


def _told(stretch: Stretch, once: bool) -> str | None:
    """What has become of a norm, as far as a change of it is worth telling."""
    return None if not once and stretch.performance in ("open", "available") else stretch.performance


def _versions(evaluation: Evaluation) -> Iterator[VersionSpan]:
    for regime in [evaluation.regimes[evaluation.current]] if evaluation.pinned else evaluation.regimes:
        end = None if evaluation.pinned or regime.end >= FOREVER else day(regime.end)
        yield VersionSpan(regime.version, regime.engine.program.title, day(regime.start), end)


def _marks(evaluation: Evaluation, first: Moment, last: Moment) -> Iterator[Mark]:
    """The dated facts within the timeline, in the order of time."""
    found = []
    for sort, each in evaluation.engine.program.sorts.items():
        for record in evaluation.facts.members.get(sort, ()) if each.event else ():
            if record.sort == sort and first <= record.certain_from and record.possible_from <= last:
                on = record.certain_from if record.possible_from <= BEGINNING else record.possible_from
                known = day_of(record.certain_from) == day_of(record.possible_from)
                found.append((on, Mark(day(on), sort, record.id, each.action, known)))
    yield from (mark for moment, mark in sorted(found, key=lambda pair: pair[0]) if first <= moment <= last)


def _whole(evaluation: Evaluation, first: Moment, last: Moment) -> tuple[Stretch, ...]:
    """The life of the agreement as a whole."""
    version = evaluation.engine.program.version
    looks = [
        (moment, _Look(state, reasons, None, version, 0, FOREVER))
        for moment, state, reasons in agreement_stretches(evaluation)
    ]
    not_yet = (BEGINNING, _Look(State.NOT_IN_FORCE, (Reason.NOT_YET,), None, version, 0, FOREVER))
    return _drawn(_Lane(evaluation.current, "", None, (not_yet, *looks)), first, last)
