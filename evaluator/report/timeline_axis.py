"""The axis of a timeline as a picture: ticks, versions, the day asked about, dated facts, and their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from evaluator.frozen import frozen
from evaluator.report.picture import number
from evaluator.report.timeline_fit import fitted, levels, text_width
from evaluator.report.timeline_sections import marks_by_day
from evaluator.report.timeline_style import LANE
from evaluator.report.timeline_words import mark_in_words, version_in_words
from evaluator.report.words import day_in_words, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evaluator.engine.outcome import Day
    from evaluator.report.timeline_scale import Scale, Tick
    from evaluator.timelines.timeline import Mark, Timeline

    _Found = tuple[Day, str, str, str]

ROW: Final = 13
"""The height of a row of labels."""

_SIZE: Final = 10.5
_LONGEST: Final = 150
_ROWS: Final = 8
"""More rows of labels than this would take the room of the picture; what has no label still has a line or a mark."""


@frozen
class Label:
    """A label at a place of the axis: what it says, whole and as far as it fits, where it stands, its row if any."""

    at: float
    start: float
    shown: str
    whole: str
    kind: str
    row: int | None


class Axis:
    """The axis of one timeline between `left` and the width of its scale; labels end before `right`.

    It is drawn for each chart. `named` says whether versions are labelled there, `told` whether dated facts are.
    """

    def __init__(self, timeline: Timeline, scale: Scale, *, left: float, right: float) -> None:
        self.timeline = timeline
        self.scale = scale
        self.left = left
        self.right = right
        self.marks = marks_by_day(timeline)
        self.versions = self._versions()
        self.now = self._now()
        self.facts = self._labelled(
            (day, listed([mark_in_words(one) for one in marks], at_most=1), _told(day, marks), _kind(marks))
            for day, marks in self.marks.items()
        )
        self.flags = {True: self._labelled([*self.versions, *self.now]), False: self._labelled(self.now)}

    def height_above(self, *, named: bool) -> float:
        """The height of the labels above the axis."""
        return ROW * (1 + max((flag.row or 0 for flag in self.flags[named]), default=0))

    def height_below(self, *, told: bool) -> float:
        """The height of the dated facts below the lanes."""
        rows = [fact.row for fact in self.facts if fact.row is not None]
        return 8 + ROW * (1 + max(rows)) if told and rows else 6

    def legend(self) -> list[tuple[str, str]]:
        """What the lines and marks stand for, those that are there: a swatch in a lane of 26 pixels, and words."""
        found = [
            (f'<path class="{kind}" d="M13 2V{LANE - 2}"/>', words)
            for kind, words, there in (
                ("version", "a version takes effect", self.versions),
                ("as_of", "the day asked about", self.now),
            )
            if there
        ]
        marks = [mark for of_day in self.marks.values() for mark in of_day]
        for act, words in ((False, "event"), (True, "act")):
            if any(mark.act is act for mark in marks):
                found.append((_shape(13, LANE / 2, act=act, certain=True), words))
        if not all(mark.certain for mark in marks):
            found.append((_shape(13, LANE / 2, act=False, certain=False), "its day is not known exactly"))
        return found

    def behind(self, body: float, height: float, *, named: bool) -> Iterable[str]:
        """What the bars are drawn upon: the lines of the axis, of its ticks, and of the versions."""
        left, end, bottom = number(self.left), number(self.left + self.scale.width), number(body + height)
        yield f'<path class="axis" d="M{left} {number(body)}H{end}M{left} {bottom}H{end}"/>'
        ticks = "".join(f"M{round(self.left + tick.at)} {number(body - 14)}V{bottom}" for tick in self._ticks())
        if ticks:
            yield f'<path class="tick" d="{ticks}"/>'
        if self.versions:
            named_at = {flag.at: _stem(body, flag) for flag in self.flags[named] if flag.kind == "flag"}
            places = (self.left + self.scale.at(day) for day, *_ in self.versions)
            lines = "".join(f"{named_at.get(at, '')}M{number(at)} {number(body)}V{bottom}" for at in places)
            yield f'<path class="version" d="{lines}"/>'

    def before(self, body: float, height: float, *, named: bool, told: bool) -> Iterable[str]:
        """What is drawn upon the bars: the day asked about, the dated facts, and all labels."""
        bottom = body + height
        flags = self.flags[named]
        for flag in flags:
            if flag.kind == "now":
                line = f"{_stem(body, flag)}M{number(flag.at)} {number(body)}V{number(bottom)}"
                yield f'<path class="as_of" d="{line}"/>'
        yield '<g class="flag">'
        for tick in self._ticks():
            yield f'<text x="{round(self.left + tick.at) + 3}" y="{number(body - 5)}">{escape(tick.label)}</text>'
        yield from (_text(flag, _top(body, flag.row) + 10) for flag in flags if flag.row is not None)
        for fact, marks in zip(self.facts, self.marks.values(), strict=True):
            certain = all(one.certain for one in marks)
            yield _shape(fact.at, bottom, act=fact.kind == "act", certain=certain, title=fact.whole)
            if told and fact.row is not None:
                y = bottom + 4 + ROW * fact.row
                if fact.row:
                    yield f'<path class="tick" d="M{number(fact.at)} {number(bottom + 5)}V{number(y + 6)}"/>'
                yield _text(fact, y + 10)
        yield "</g>"

    def _ticks(self) -> Sequence[Tick]:
        return [
            tick
            for tick in self.scale.ticks(lambda label: text_width(label, _SIZE) + 8)
            if self.left + tick.at + 3 + text_width(tick.label, _SIZE) <= self.right
        ]

    def _versions(self) -> list[_Found]:
        """The versions that govern between the first day and the last."""
        first, last = self.timeline.start.toordinal(), self.timeline.end.toordinal()
        return [
            (one.start, one.version, version_in_words(one), "flag")
            for one in self.timeline.versions
            if one.start.toordinal() <= last and (one.end is None or one.end.toordinal() > first)
        ]

    def _now(self) -> list[_Found]:
        """The day asked about, if it is shown."""
        asked = self.timeline.as_of
        words = f"as of {day_in_words(asked)}"
        shown = self.timeline.start.toordinal() <= asked.toordinal() <= self.timeline.end.toordinal()
        return [(asked, words, words, "now")] if shown else []

    def _labelled(self, found: Iterable[_Found]) -> list[Label]:
        """Labels in order, each in a row in which no other one is in its way."""
        places = []
        for day, text, whole, kind in sorted(found, key=lambda one: self.scale.at(one[0])):
            at = self.left + self.scale.at(day)
            shown = fitted(text, _LONGEST, _SIZE)
            width = text_width(shown, _SIZE)
            places.append((at, min(at + 5, self.right - 6 - width), width, shown, whole, kind))
        rows = levels([(at, min(at, start - 4), start + width) for at, start, width, *_ in places], most=_ROWS)
        return [
            Label(at, start, shown, whole, kind, row)
            for (at, start, _, shown, whole, kind), row in zip(places, rows, strict=True)
        ]


def _top(body: float, row: int) -> float:
    return body - 16 - ROW * (row + 1)


def _stem(body: float, flag: Label) -> str:
    """The line from a label down to the labels of the ticks, which it leaves free; none without a label."""
    if flag.row is None:
        return ""
    beside = flag.start > flag.at
    return f"M{number(flag.at)} {number(_top(body, flag.row) + (0 if beside else ROW))}V{number(body - 15)}"


def _text(label: Label, y: float) -> str:
    kind = ' class="now"' if label.kind == "now" else ""
    whole = f"<title>{escape(label.whole)}</title>" if label.whole != label.shown else ""
    return f'<text{kind} x="{round(label.start)}" y="{number(y)}">{whole}{escape(label.shown)}</text>'


def _shape(x: float, y: float, *, act: bool, certain: bool, title: str = "") -> str:
    """A diamond for an event, a circle for an act; hollow where the day is not known exactly."""
    kind = "fact" if certain else "fact perhaps"
    told = f"<title>{escape(title)}</title>" if title else ""
    if act:
        return f'<circle class="{kind}" cx="{number(x)}" cy="{number(y)}" r="3.5">{told}</circle>'
    return f'<path class="{kind}" d="M{number(x - 4.5)} {number(y)}l4.5-4.5 4.5 4.5-4.5 4.5z">{told}</path>'


def _kind(marks: Sequence[Mark]) -> str:
    return "act" if all(one.act for one in marks) else "event"


def _told(day: Day, marks: Sequence[Mark]) -> str:
    return f"{day_in_words(day)}: {listed([mark_in_words(one) for one in marks])}"
