"""A timeline as a picture in the terminal: a chart for each party, a lane for each norm, a sign for each condition.

One column stands for some days; what is shorter still gets a column of its own. Exact dates are in the table.
"""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.text import Text

from evaluator.report.sections import printable
from evaluator.report.terminal import NARROWEST, printed
from evaluator.report.timeline_looks import RANKS, Look, legend_of, look_of
from evaluator.report.timeline_scale import Scale, scale_of
from evaluator.report.timeline_sections import charts, days_of_change, marks_by_day, merged
from evaluator.report.timeline_table import QUIET, head, heading
from evaluator.report.timeline_words import mark_in_words, title_of, version_in_words
from evaluator.report.words import counted, day_in_words, display_width, flowed, listed, padded, spaced

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from rich.console import RenderableType

    from evaluator.engine.outcome import Day
    from evaluator.report.timeline_sections import Chart
    from evaluator.timelines.timeline import Lane, Mark, Stretch, Timeline

WIDEST: Final = 200
_LABEL: Final = (14, 46)
_KEYS: Final = "123456789" + ascii_uppercase
_MORE: Final = "*"
_SEVERAL: Final = "+"
_AWAY: Final = 3
"""Within so many columns a key may stand beside its own, where that is taken."""

_STYLES: Final = {
    Look.DEFAULTED: "bold white on red",
    Look.BREACHED: "bold red",
    Look.CURED: "red",
    Look.FULFILLED_LATE: "cyan",
    Look.FULFILLED: "cyan",
    Look.EXERCISED: "magenta",
    Look.LAPSED: "dim",
    Look.UNDETERMINED: "yellow",
    Look.OPEN: "bold blue",
    Look.IN_FORCE: "green",
    Look.SET_ASIDE: "dim",
    Look.WAITING: "dim",
    Look.OVER: "",
}


def render(timeline: Timeline, *, width: int = 80, color: bool = False) -> str:
    """The charts as text of at most `width` columns (40 to 200); the signs say what the colours say."""
    width = max(NARROWEST, min(width, WIDEST))
    return printed(_Picture(printable(timeline), width).blocks(), width=width, color=color)


class _Picture:
    """One timeline, its scale in columns, and what its axis carries."""

    def __init__(self, timeline: Timeline, width: int) -> None:
        self.timeline = timeline
        self.width = width
        self.label = max(_LABEL[0], min(_LABEL[1], width * 2 // 5))
        self.columns = width - self.label - 2
        self.scale = scale_of(timeline, self.columns)
        self.marks = marks_by_day(timeline)
        self.mark_keys = _keyed(self.marks, ascii_lowercase)
        self.versions = [one for one in timeline.versions if one.start.toordinal() <= timeline.end.toordinal()]
        self.version_keys = _keyed(dict.fromkeys(one.start for one in self.versions), _KEYS)

    def blocks(self) -> Iterable[RenderableType]:
        """All blocks, top to bottom."""
        yield from head(self.timeline, days_of_change(self.timeline), self.width)
        if len(self.timeline.state) > 1:
            yield heading("The agreement", self.width)
            yield self._axis()
            name = self.timeline.agreement_title or self.timeline.agreement
            yield self._line(name, self._signs(self.timeline.state, ""))
        for chart in charts(self.timeline):
            yield heading(chart.title, self.width)
            yield self._axis()
            yield from self._lanes(chart)
        yield Padding(Text(self._legend()), (1, 0, 0, 0))
        yield from self._keys()

    def _axis(self) -> RenderableType:
        """Ticks with their labels, and the day asked about on the rule; below it the versions and the dated facts."""
        labels = Text(style=QUIET)
        rule = ["─"] * self.columns
        for tick in self.scale.ticks(lambda label: display_width(label) + 2):
            column = self._column(tick.at)
            if column >= labels.cell_len and column + display_width(tick.label) <= self.columns:
                labels.append(" " * (column - labels.cell_len) + tick.label)
                rule[column] = "┬"
        if self._is_shown(self.timeline.as_of):
            rule[self._column(self.scale.at(self.timeline.as_of))] = "▼"
        rows = [_row("", labels, self.label), _row("", Text("".join(rule), style=QUIET), self.label)]
        for name, keys in (
            ("versions", self._keys_line(self.version_keys)),
            ("dated facts", self._keys_line(self.mark_keys)),
        ):
            if keys.strip():
                rows.append(_row(name, Text(keys), self.label, style=QUIET))
        return Text("\n").join(rows)

    def _lanes(self, chart: Chart) -> Iterable[RenderableType]:
        for family in chart.families:
            if len(family.lanes) == 1:
                member = family.lane.member
                label = _shortened(title_of(family.lane), self.label, f" ({member})" if member else "")
                yield self._line(label, self._signs(family.lane.stretches, family.lane.modality))
                continue
            yield Text(_shortened(title_of(family.lane), self.width))
            for lane in family.lanes:
                yield self._line(f"  {_name_of(lane)}", self._signs(lane.stretches, lane.modality))

    def _line(self, label: str, signs: Text) -> Text:
        return _row(_shortened(label, self.label), signs, self.label)

    def _signs(self, stretches: Sequence[Stretch], modality: str) -> Text:
        """One sign for each column."""
        line = Text()
        for look in _looks(merged(stretches), modality, self.scale, self.columns):
            line.append(look.sign, style=_STYLES[look])
        return line

    def _is_shown(self, day: Day) -> bool:
        return self.timeline.start.toordinal() <= day.toordinal() <= self.timeline.end.toordinal()

    def _column(self, at: float) -> int:
        return min(self.columns - 1, int(at))

    def _keys_line(self, keys: Mapping[Day, str]) -> str:
        """Keys at their days; where several fall on one column, the next moves on a little, or they share a `+`."""
        line = [" "] * self.columns
        for day, key in keys.items():
            if self._is_shown(day):
                column = self._column(self.scale.at(day))
                free = [each for each in range(column, min(column + _AWAY, self.columns)) if line[each] == " "]
                line[free[0] if free else column] = key if free else _SEVERAL
        return "".join(line)

    def _legend(self) -> str:
        parts = [
            f"{look.sign * 2} {look.words}" if look is not Look.OVER else f"(empty) {look.words}"
            for look in legend_of(self.timeline)
        ]
        days = -(-self.scale.days // self.columns)
        return flowed([*parts, f"a column is about {counted(days, 'day')}"], self.width, "   ")

    def _keys(self) -> Iterable[RenderableType]:
        """What the keys of versions and of dated facts stand for, and the day asked about."""
        found = [(self.version_keys[one.start], version_in_words(one)) for one in self.versions]
        yield _explained("versions", found, self.width)
        marks = [(self.mark_keys[day], _told(day, marks)) for day, marks in self.marks.items()]
        if _MORE in self.mark_keys.values():
            marks = [(_MORE, f"{counted(len(marks), 'day')} with dated facts; `--format json` has them")]
        if _SEVERAL in self._keys_line(self.mark_keys):
            marks.append((_SEVERAL, "several days"))
        if marks:
            yield _explained("dated facts", marks, self.width)
        yield _explained("as of", [("▼", day_in_words(self.timeline.as_of))], self.width)


def _looks(stretches: Sequence[Stretch], modality: str, scale: Scale, columns: int) -> list[Look]:
    """The look of each column; where more stretches than columns meet, the one that most wants to be seen."""
    looks = [look_of(one, modality) for one in stretches]
    places = [(int(left), int(right)) for left, right in scale.places(stretches, 1)]
    found: list[Look | None] = [None] * columns
    for look, (left, right) in zip(looks, places, strict=True):
        for column in range(left, max(left + 1, right)):
            there = found[min(column, columns - 1)]
            found[min(column, columns - 1)] = look if there is None else min(look, there, key=RANKS.__getitem__)
    return [look or Look.OVER for look in found]


def _keyed(days: Collection[Day], keys: str) -> dict[Day, str]:
    """A key for each day, in order; where there are more days than keys, the same for all."""
    return {day: keys[number] if len(days) <= len(keys) else _MORE for number, day in enumerate(days)}


def _told(day: Day, marks: Sequence[Mark]) -> str:
    return f"{day_in_words(day)} {listed([mark_in_words(one) for one in marks], at_most=4)}"


def _row(label: str, line: Text, room: int, style: str = "") -> Text:
    return Text.assemble((padded(label, room), style), "  ", line)


def _shortened(text: str, room: int, kept: str = "") -> str:
    """The text in at most `room` columns; what is left out is `…`, and what is `kept` stays at the end."""
    if display_width(text + kept) <= room:
        return text + kept
    kept = kept if display_width(kept) < room // 2 else ""
    shown = ""
    for one in text:
        if display_width(f"{shown}{one}{kept}") >= room:
            break
        shown += one
    return f"{shown.rstrip()}…{kept}"


def _name_of(lane: Lane) -> str:
    return lane.member or spaced(lane.clause)


def _explained(name: str, pairs: Iterable[tuple[str, str]], width: int) -> RenderableType:
    lines = [f"  {key} {words}" for key, words in pairs]
    return Text("\n".join([name, *(_shortened(line, width) for line in lines)]), style=QUIET)
