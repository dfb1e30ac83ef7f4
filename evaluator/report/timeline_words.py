"""A timeline in words: what a norm is in a stretch, what it changes into, since when and through when, and why."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from evaluator.engine.outcome import State, When
from evaluator.report.timeline_looks import tells
from evaluator.report.words import counted, day_in_words, listed, plain, since_in_words, spaced, until_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evaluator.engine.outcome import Day
    from evaluator.report.timeline_sections import DayOfChange
    from evaluator.timelines.timeline import Lane, Mark, Stretch, Timeline, VersionSpan

TIME_PASSES: Final = "time passes"
"""The cause of a change for which nothing but the passing of a day is to blame."""


def condition_in_words(stretch: Stretch) -> str:
    """`in force, open`, `ended`, `terminated, breached`: why it is not in force stands for that it is not."""
    state = state_in_words(stretch)
    return f"{state}, {spaced(stretch.performance)}" if stretch.performance else state


def state_in_words(stretch: Stretch) -> str:
    """`in force`, `undetermined`, or the reasons why it is not in force: `ended and repealed`."""
    if stretch.state is State.NOT_IN_FORCE and stretch.reasons:
        return listed([spaced(reason.value) for reason in stretch.reasons])
    return spaced(stretch.state.value)


def change_in_words(before: Stretch, after: Stretch, modality: str) -> tuple[str, str]:
    """What a norm leaves and enters, without what stays or goes without saying.

    (`not yet`, `in force`), (`open`, `breached`), (`in force, open`, `terminated, breached`).
    """
    left, entered = state_in_words(before), state_in_words(after)
    if before.performance == after.performance:
        return (left, entered) if left != entered else (f"version {before.version}", f"version {after.version}")
    if left == entered:
        unknown = _unknown(before.performance or after.performance)
        return spaced(before.performance or unknown), spaced(after.performance or unknown)
    return (
        condition_in_words(before) if tells(before, modality) else left,
        condition_in_words(after) if tells(after, modality) else entered,
    )


def causes_in_words(causes: Sequence[str]) -> str:
    """All causes on one line, the most specific first."""
    return "; ".join(causes) or TIME_PASSES


def span_in_words(stretch: Stretch) -> str:
    """`through 27 Oct 2025`, `28 Oct 2025 to 1 May 2029`, `on 2 May 2029`, `since 2 May 2029`, `all the time`.

    The last day is shown, not the first day after; a moment within a day is shown as `until …`.
    """
    start, end = stretch.start, stretch.end
    if start is None:
        return "all the time" if end is None else until_in_words(When(end, end))
    if end is None:
        return since_in_words(When(start, start))
    last = _last_day(end)
    if last is None:
        return f"{day_in_words(start)} until {day_in_words(end)}"
    if _is_midnight(start) and last.toordinal() == start.toordinal():
        return f"on {day_in_words(last)}"
    return f"{day_in_words(start)} to {day_in_words(last)}"


def title_of(lane: Lane) -> str:
    """The clause's title, or its id in words where it has none; without the member."""
    return plain(lane.title) or spaced(lane.clause).capitalize()


def range_in_words(timeline: Timeline) -> str:
    """`22 Jul 2019 to 31 Dec 2032`: the first and the last day of the timeline."""
    if timeline.start == timeline.end:
        return f"on {day_in_words(timeline.start)}"
    return f"{day_in_words(timeline.start)} to {day_in_words(timeline.end)}"


def about(timeline: Timeline) -> list[str]:
    """What stands under the title: the agreement, the pin, the days, what was fixed."""
    pin = f"@{timeline.versions[0].version} (pinned)" if timeline.pinned and timeline.versions else ""
    return [
        timeline.agreement_title,
        f"{timeline.agreement}{pin}",
        range_in_words(timeline),
        f"as of {day_in_words(timeline.as_of)}",
        *(f"with {name}: {plain(value)}" for name, value in timeline.fixed),
    ]


def tally(timeline: Timeline, days: Sequence[DayOfChange]) -> str:
    """`39 norms, 52 changes on 9 days`."""
    norms = counted(len(timeline.lanes), "norm")
    changes = counted(len(timeline.changes), "change")
    return f"{norms}, {changes} on {counted(len(days), 'day')}" if days else f"{norms}, nothing changes"


def mark_in_words(mark: Mark) -> str:
    """`declaration d`; a day that is known within bounds only is marked `perhaps`."""
    words = f"{spaced(mark.sort)} {mark.id}".strip()
    return words if mark.certain else f"{words} (perhaps)"


def version_in_words(version: VersionSpan) -> str:
    """`2025-10-28, Definitive agreement, from 28 Oct 2025`."""
    start = day_in_words(version.start)
    named = [version.version, plain(version.title)]
    return ", ".join([part for part in named if part] + [f"from {start}"])


def members_in_words(members: Iterable[str], *, at_most: int) -> str:
    """` (january, february and 10 more)`, or nothing for a plain clause."""
    shown = [plain(member) for member in members]
    return f" ({listed(shown, at_most=at_most)})" if shown else ""


def _unknown(performance: str | None) -> str:
    """What is said where a performance is not known, beside one that is."""
    return (
        "unknown whether used" if performance in {"available", "exercised", "lapsed"} else "unknown whether performed"
    )


def _last_day(end: Day) -> date | None:
    """The last whole day before an end; None where the end is a moment within a day, or the first of all days."""
    if not _is_midnight(end) or end.toordinal() == 1:
        return None
    return date.fromordinal(end.toordinal()) - timedelta(days=1)


def _is_midnight(day: Day) -> bool:
    return not isinstance(day, datetime) or (day.hour, day.minute, day.second) == (0, 0, 0)
