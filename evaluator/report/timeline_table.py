"""A timeline as a table for people: every day on which something changes, what changes into what, and why.

The same for one norm: from when to when it is what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from evaluator.report.sections import printable
from evaluator.report.terminal import NARROWEST, STATES, WIDEST, printed
from evaluator.report.timeline_looks import is_alarming, look_of
from evaluator.report.timeline_sections import cause_of, charts, days_of_change, merged, party_title
from evaluator.report.timeline_words import (
    about,
    causes_in_words,
    change_in_words,
    condition_in_words,
    members_in_words,
    span_in_words,
    tally,
    title_of,
)
from evaluator.report.words import day_in_words, display_width, flowed, spaced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from evaluator.report.timeline_sections import DayOfChange, Entry
    from evaluator.timelines.timeline import Lane, Stretch, Timeline

QUIET: Final = "dim"
MEMBERS: Final = 8
_ALARM: Final = "bold red"
_WIDE: Final = 80


def render(timeline: Timeline, *, width: int = 80, color: bool = False) -> str:
    """All changes, day by day, as text of at most `width` columns (40 to 120)."""
    width = max(NARROWEST, min(width, WIDEST))
    timeline = printable(timeline)
    days = days_of_change(timeline)
    return printed([*head(timeline, days, width), *_days(timeline, days, width)], width=width, color=color)


def render_lives(timeline: Timeline, *, width: int = 80, color: bool = False) -> str:
    """Each norm's life: from when to when it is what, and why it became so; at most `width` columns (40 to 120)."""
    width = max(NARROWEST, min(width, WIDEST))
    timeline = printable(timeline)
    causes = cause_of(timeline)
    blocks = [*head(timeline, days_of_change(timeline), width)]
    for lane in (lane for chart in charts(timeline) for lane in chart.lanes):
        blocks.append(heading(f"{title_of(lane)}{members_in_words(filter(None, [lane.member]), at_most=1)}", width))
        blocks.append(Padding(Text(flowed(_facts(timeline, lane), width - 2), style=QUIET), (0, 0, 0, 2)))
        grid = _grid(width // 3)
        for stretch in merged(lane.stretches):
            became = None if stretch.start is None else causes.get((lane.address, stretch.start))
            body = condition(stretch)
            if became is not None:
                body.append(f"\n{causes_in_words(became)}", style=QUIET)
            grid.add_row(look_sign(stretch), Text(span_in_words(stretch)), body)
        blocks.append(Padding(grid, (1, 0, 0, 0)))
    return printed(blocks, width=width, color=color)


def head(timeline: Timeline, days: tuple[DayOfChange, ...], width: int) -> Iterable[RenderableType]:
    """What is shown: the scenario, the agreement, the days, how much changes."""
    yield Text(timeline.title or "Untitled scenario", style="bold")
    yield Text(flowed(about(timeline), width))
    yield Text(tally(timeline, days), style=QUIET)


def heading(title: str, width: int) -> RenderableType:
    """A title, and a line to the edge."""
    line = Text(title, style="bold")
    line.append(f" {'─' * max(0, width - display_width(title) - 1)}", style=QUIET)
    return Padding(line, (1, 0, 0, 0))


def condition(stretch: Stretch) -> Text:
    """A stretch in words, in its colour."""
    return Text(condition_in_words(stretch), style=style_of(stretch))


def style_of(stretch: Stretch) -> str:
    """The colour of a stretch's words."""
    return _ALARM if is_alarming(stretch) else STATES[stretch.state]


def look_sign(stretch: Stretch) -> Text:
    """The sign of the chart where something is wrong, so that the eye finds it; else nothing."""
    return Text(look_of(stretch, "").sign if is_alarming(stretch) else "", style=_ALARM)


def _days(timeline: Timeline, days: Iterable[DayOfChange], width: int) -> Iterable[RenderableType]:
    column = min(30, width * 3 // 10) if width >= _WIDE else width * 2 // 5
    for day in days:
        yield heading(day_in_words(day.on), width)
        if day.agreement is not None:
            grid = _grid(column)
            grid.add_row("", _change(day.agreement), Text(f"The agreement: {day.agreement.title}"))
            yield grid
        for cause in day.causes:
            yield Padding(Text(causes_in_words(cause.causes), style="italic"), (0, 0, 0, 1))
            grid = _grid(column)
            for entry in cause.entries:
                body = Text(f"{entry.title}{members_in_words(entry.members, at_most=MEMBERS)}")
                told = [party_title(timeline, entry.party), entry.clause]
                body.append(f"\n{flowed(told, width - column - 5)}", style=QUIET)
                grid.add_row(_new_alarm(entry), _change(entry), body)
            yield grid


def _new_alarm(entry: Entry) -> Text:
    """A sign where something went wrong that day, not where it had gone wrong before."""
    return Text() if entry.before.performance == entry.after.performance else look_sign(entry.after)


def _change(entry: Entry) -> Text:
    left, entered = change_in_words(entry.before, entry.after, entry.modality)
    words = Text(f"{left} → ", style=QUIET)
    words.append(entered, style=f"not dim {style_of(entry.after)}")
    return words


def _facts(timeline: Timeline, lane: Lane) -> list[str]:
    other = party_title(timeline, lane.counterparty) if lane.counterparty else ""
    toward = "against" if lane.modality in {"permission", "exemption", "power"} else "owed to"
    return [
        lane.address,
        spaced(lane.modality),
        party_title(timeline, lane.party),
        f"{toward} {other}" if other else "",
    ]


def _grid(column: int) -> Table:
    """A sign, a column of the width given with two spaces after it, and the rest."""
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=1)
    table.add_column(width=column + 1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    return table
