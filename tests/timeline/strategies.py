"""Arbitrary timelines: every shape that the types allow, with stretches that follow each other without gaps."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from evaluator.engine.outcome import Day, PartyNote, Reason, State
from evaluator.timelines.timeline import Change, Lane, Mark, Stretch, Timeline, VersionSpan

WORDS = st.text("abcdefg_123", min_size=1, max_size=12)
TEXTS = st.text(max_size=60)
PARTIES = st.sampled_from(["buyer", "seller", "buyer, seller", "anyone", "panel"])
PERFORMANCES = st.sampled_from(
    [
        *("open", "fulfilled", "fulfilled_late", "breached", "cured", "defaulted"),
        *("available", "exercised", "lapsed", None),
    ]
)


@st.composite
def lives(draw: st.DrawFn, start: date, end: date, *, performed: bool = True) -> tuple[Stretch, ...]:
    """Stretches from before the first day to after the last; they change on days, sometimes within one."""
    inside = st.integers(start.toordinal() + 1, end.toordinal()) if end > start else None
    numbers = [] if inside is None else draw(st.lists(inside, unique=True, max_size=5))
    days: list[Day] = [date.fromordinal(number) for number in sorted(numbers)]
    within: bool = draw(st.booleans())
    if days and within:
        last = days[-1]
        days[-1] = datetime(last.year, last.month, last.day, draw(st.integers(0, 23)), draw(st.integers(0, 59)))
    found = []
    for first, after in zip([None, *days], [*days, None], strict=True):
        state = draw(st.sampled_from(State))
        reasons = (
            draw(st.lists(st.sampled_from(Reason), unique=True, max_size=2)) if state is State.NOT_IN_FORCE else ()
        )
        performance = draw(PERFORMANCES) if performed else None
        found.append(Stretch(first, after, state, tuple(reasons), performance, draw(st.sampled_from(["1", "2"]))))
    return tuple(found)


@st.composite
def lanes(draw: st.DrawFn, start: date, end: date) -> tuple[Lane, ...]:
    """Lanes with addresses of their own; some are members of families."""
    named = st.tuples(WORDS, st.none() | WORDS)
    found = []
    for clause, member in draw(st.lists(named, unique=True, max_size=6)):
        address = clause if member is None else f"{clause}:{member}"
        modality = draw(st.sampled_from(["obligation", "prohibition", "permission", "exemption", "power", "guarantee"]))
        party, counterparty = draw(PARTIES), draw(st.none() | PARTIES)
        life = draw(lives(start, end))
        found.append(Lane(address, clause, member, draw(TEXTS), party, counterparty, modality, draw(WORDS), life))
    return tuple(found)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Timelines of a day up to all time."""
    start = draw(st.dates() | st.dates(date(2020, 1, 1), date(2026, 12, 31)))
    most = (date.max - start).days
    end = start + timedelta(draw(st.integers(0, min(most, 400)) | st.integers(0, most)))
    norms = draw(lanes(start, end))
    changes = []
    for lane in norms:
        for before, after in zip(lane.stretches, lane.stretches[1:], strict=False):
            assert after.start is not None
            causes = tuple(draw(st.lists(TEXTS, max_size=2)))
            changes.append(Change(after.start, lane.address, lane.title, lane.party, before, after, causes))
    starts = sorted(draw(st.lists(st.dates(), unique=True, min_size=1, max_size=4)))
    versions = tuple(
        VersionSpan(draw(WORDS), draw(TEXTS), first, after)
        for first, after in zip(starts, [*starts[1:], None], strict=True)
    )
    days = st.dates() | st.dates(start, end)
    return Timeline(
        title=draw(TEXTS),
        agreement=draw(WORDS),
        agreement_title=draw(TEXTS),
        as_of=draw(days),
        start=start,
        end=end,
        pinned=draw(st.booleans()),
        parties=tuple(PartyNote(one, draw(TEXTS)) for one in ("buyer", "seller", "panel")),
        versions=versions,
        lanes=norms,
        changes=tuple(sorted(changes, key=lambda change: (change.on.toordinal(), change.on.isoformat()))),
        marks=tuple(draw(st.lists(st.builds(Mark, days, WORDS, WORDS, st.booleans(), st.booleans()), max_size=5))),
        state=draw(lives(start, end, performed=False)),
        fixed=tuple(draw(st.lists(st.tuples(WORDS, TEXTS), max_size=2))),
    )


TIMELINES = timelines()
