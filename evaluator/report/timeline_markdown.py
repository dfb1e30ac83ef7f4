"""A timeline as Markdown (GitHub's tables): the changes by date, and the life of each norm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.report.as_markdown import code, escaped, table
from evaluator.report.timeline_looks import is_alarming
from evaluator.report.timeline_sections import charts, days_of_change, merged, party_title
from evaluator.report.timeline_words import (
    causes_in_words,
    change_in_words,
    condition_in_words,
    members_in_words,
    range_in_words,
    span_in_words,
    tally,
    title_of,
    version_in_words,
)
from evaluator.report.words import day_in_words, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evaluator.report.timeline_sections import DayOfChange, Entry
    from evaluator.timelines.timeline import Lane, Stretch, Timeline

MEMBERS: Final = 20


def render(timeline: Timeline) -> str:
    """The timeline as a Markdown document, ending with a line feed."""
    days = days_of_change(timeline)
    blocks = [*_head(timeline, days)]
    if days:
        blocks += ["## Changes", table(("On", "Change", "Norm", "Party", "Why"), _changes(timeline, days))]
    blocks += _lives(timeline)
    if timeline.versions:
        blocks += ["## Versions", "\n".join(f"- {escaped(version_in_words(one))}" for one in timeline.versions)]
    return "\n\n".join(blocks) + "\n"


def _head(timeline: Timeline, days: tuple[DayOfChange, ...]) -> Iterable[str]:
    yield f"# {escaped(timeline.title) or 'Untitled scenario'}"
    title = f"{escaped(timeline.agreement_title)}, " if timeline.agreement_title else ""
    pin = f"@{timeline.versions[0].version}" if timeline.pinned and timeline.versions else ""
    pinned = " (pinned)" if pin else ""
    yield (
        f"{title}{code(timeline.agreement + pin)}{pinned}, {range_in_words(timeline)}, "
        f"as of {day_in_words(timeline.as_of)}"
    )
    if timeline.fixed:
        yield f"With {listed([code(f'{name}: {value}') for name, value in timeline.fixed])}."
    yield f"{tally(timeline, days)}."


def _changes(timeline: Timeline, days: Sequence[DayOfChange]) -> Iterable[tuple[str, ...]]:
    for day in days:
        on = day_in_words(day.on)
        if day.agreement is not None:
            yield on, _change(day.agreement), f"The agreement: {escaped(day.agreement.title)}", "", ""
        for cause in day.causes:
            why = escaped(causes_in_words(cause.causes))
            for entry in cause.entries:
                norm = _named(entry.title, entry.members, entry.clause)
                yield on, _change(entry), norm, escaped(party_title(timeline, entry.party)), why


def _change(entry: Entry) -> str:
    left, entered = change_in_words(entry.before, entry.after, entry.modality)
    return f"{escaped(left)} → {_marked(entered, entry.after)}"


def _marked(words: str, stretch: Stretch) -> str:
    """Words in bold where something is wrong."""
    return f"**{escaped(words)}**" if is_alarming(stretch) else escaped(words)


def _lives(timeline: Timeline) -> Iterable[str]:
    for chart in charts(timeline):
        yield f"## {escaped(chart.title)}"
        yield table(("Norm", "Time", "State"), (row for lane in chart.lanes for row in _life(lane)))


def _life(lane: Lane) -> Iterable[tuple[str, ...]]:
    """A row for each stretch; the norm is named in the first."""
    name = _named(title_of(lane), [lane.member] if lane.member else [], lane.address)
    for stretch in merged(lane.stretches):
        yield name, span_in_words(stretch), _marked(condition_in_words(stretch), stretch)
        name = ""


def _named(title: str, members: Sequence[str], id: str) -> str:
    return f"{escaped(f'{title}{members_in_words(members, at_most=MEMBERS)}')}<br>{code(id)}"
