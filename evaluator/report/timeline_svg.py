"""A timeline as one SVG file: a chart for each party, a lane for each norm. No script, no font, nothing from elsewhere.

Every shape says in its `<title>`, which browsers show as a tooltip, what it stands for and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from evaluator.engine.outcome import State
from evaluator.report.picture import number, svg, text
from evaluator.report.sections import printable
from evaluator.report.timeline_axis import Axis
from evaluator.report.timeline_fit import fitted, text_width
from evaluator.report.timeline_looks import Look, legend_of, look_of
from evaluator.report.timeline_scale import scale_of
from evaluator.report.timeline_sections import cause_of, charts, days_of_change, merged
from evaluator.report.timeline_style import BARS, LANE, patterns, style_sheet
from evaluator.report.timeline_words import (
    about,
    causes_in_words,
    condition_in_words,
    members_in_words,
    span_in_words,
    tally,
    title_of,
)
from evaluator.report.words import capitalized, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.report.timeline_sections import Chart
    from evaluator.timelines.timeline import Lane, Stretch, Timeline

WIDTH: Final = 1120
_LEFT: Final = 16
_CHART: Final = 372
"""Where the days begin; to the left of it stand the titles."""

_RIGHT: Final = 76
"""Room to the right of the last day, for labels that begin there."""

_TALL: Final = 8
"""A chart of as many lanes names the versions itself; the others share the names in the first."""

_CAUSES: Final = 2
"""A tooltip gives as many causes, the most specific; tables have all."""

_LEAST: Final = 4
"""The width of a single day, at least."""


def render(timeline: Timeline) -> str:
    """The picture as a file of its own, ending with a line feed."""
    return picture(timeline)


def picture(timeline: Timeline, *, prefix: str = "", headed: bool = True) -> str:
    """The picture as an `svg` element.

    `prefix` stands before its ids, where there are several on one page; `headed` puts the scenario's title on top.
    """
    return _Picture(printable(timeline), prefix, headed=headed).text()


class _Picture:
    """One timeline, drawn from the top downwards; `y` is how far it has come."""

    def __init__(self, timeline: Timeline, prefix: str, *, headed: bool) -> None:
        self.timeline = timeline
        self.prefix = prefix
        self.headed = headed
        self.scale = scale_of(timeline, WIDTH - _CHART - _RIGHT)
        self.axis = Axis(timeline, self.scale, left=_CHART, right=WIDTH)
        self.causes = cause_of(timeline)
        self.looks = legend_of(timeline)
        self.y = 0.0
        self.parts: list[str] = []

    def text(self) -> str:
        """The whole element."""
        timeline = self.timeline
        if self.headed:
            self._head()
        self._legend()
        name = timeline.agreement_title or timeline.agreement
        row = _label(name, _CHART - _LEFT - 12, name) + self._bars("", "", timeline.state)
        self._chart("The agreement", [row], told=True)
        for chart in charts(timeline):
            self._chart(chart.title, self._rows(chart))
        return svg(
            width=str(WIDTH),
            height=number(self.y + 12),
            title=timeline.title or "Untitled scenario",
            description=self._description(),
            style=style_sheet(self.prefix),
            defs=patterns(self.looks, self.prefix),
            parts=self.parts,
            prefix=self.prefix,
        )

    def _description(self) -> str:
        timeline = self.timeline
        changes = tally(timeline, days_of_change(timeline))
        parties = ", ".join(chart.title for chart in charts(timeline)) or "none"
        return f"Timeline of {timeline.agreement_title or timeline.agreement}: {changes}. Charts: {parties}."

    def _head(self) -> None:
        self.y += 34
        self._text(_LEFT, self.timeline.title or "Untitled scenario", "title", 20, bold=True)
        self.y += 20
        self._text(_LEFT, " · ".join(part for part in about(self.timeline) if part), "quiet", 12)
        self.y += 17
        self._text(_LEFT, capitalized(tally(self.timeline, days_of_change(self.timeline))), "quiet", 12)

    def _text(self, x: float, words: str, kind: str, size: float, *, bold: bool = False) -> None:
        """A text from `x` to the right edge at most; what is cut off stands in its title."""
        room = WIDTH - x - 8
        self.parts.append(text(words, kind, x=number(x), y=number(self.y), room=room, size=size, bold=bold))

    def _legend(self) -> None:
        """A swatch and its words for each look that is used, on as many lines as they need."""
        found = [(_bar(look, 0, 26), look.words) for look in self.looks]
        found += self.axis.legend()
        x = float(_LEFT)
        self.y += 12
        for swatch, words in found:
            wide = 26 + 7 + text_width(words, 11) + 18
            if x + wide > WIDTH - 8 and x > _LEFT:
                x, self.y = float(_LEFT), self.y + LANE
            self.parts.append(
                f'<g transform="translate({number(x)} {number(self.y)})">{swatch}'
                f'<text class="small" x="33" y="14">{escape(words)}</text></g>'
            )
            x += wide
        self.y += LANE

    def _chart(self, title: str, rows: Sequence[str], *, told: bool = False) -> None:
        """A title, the axis, the lanes, and the dated facts on the lower axis; `told` with all their labels."""
        named = told or len(rows) >= _TALL
        body = self.y + 18 + self.axis.height_above(named=named) + 16
        height = LANE * len(rows)
        shown = fitted(title, _CHART - _LEFT - 12, 15, bold=True)
        whole = f"<title>{escape(title)}</title>" if shown != title else ""
        self.parts.append(f'<text class="party" x="{_LEFT}" y="{number(body - 6)}">{whole}{escape(shown)}</text>')
        self.parts += self.axis.behind(body, height, named=named)
        for index, row in enumerate(rows):
            self.parts.append(f'<g transform="translate(0 {number(body + index * LANE)})">{row}</g>')
        self.parts += self.axis.before(body, height, named=named, told=told)
        self.y = body + height + self.axis.height_below(told=told)

    def _rows(self, chart: Chart) -> list[str]:
        """A row for each lane; a family with several members has a row for its title before them."""
        rows = []
        for family in chart.families:
            title = title_of(family.lane)
            if len(family.lanes) == 1:
                rows.append(self._lane(family.lane, title, _member(family.lane), 0))
                continue
            rows.append(_label(title, _CHART - _LEFT - 12, f"{title}: {family.lane.clause}"))
            rows += [self._lane(lane, lane.member or spaced(lane.clause), "", 14) for lane in family.lanes]
        return rows

    def _lane(self, lane: Lane, label: str, kept: str, indent: int) -> str:
        """The label and the bars of one norm."""
        whole = f"{title_of(lane)}{_member(lane)}: {lane.address}, {spaced(lane.modality)}"
        shown = _label(label, _CHART - _LEFT - 12, whole, kept=kept, indent=indent)
        return shown + self._bars(lane.address, lane.modality, lane.stretches)

    def _bars(self, address: str, modality: str, stretches: Sequence[Stretch]) -> str:
        """The bars of one life; single days are drawn last, so that nothing hides them."""
        stretches = merged(stretches)
        places = self.scale.places(stretches, _LEAST)
        bars = [
            (right - left, _bar(look_of(one, modality), _CHART + left, right - left, one, self._tooltip(address, one)))
            for one, (left, right) in zip(stretches, places, strict=True)
        ]
        return "".join(bar for _, bar in sorted(bars, key=lambda one: -one[0]))

    def _tooltip(self, address: str, stretch: Stretch) -> str:
        words = f"{capitalized(condition_in_words(stretch))}, {span_in_words(stretch)}"
        causes = None if stretch.start is None else self.causes.get((address, stretch.start))
        if causes is None:
            return words
        more = f" and {len(causes) - _CAUSES} more" if len(causes) > _CAUSES else ""
        return f"{words}: {causes_in_words(causes[:_CAUSES])}{more}"


def _member(lane: Lane) -> str:
    return members_in_words([lane.member] if lane.member else [], at_most=1)


def _label(text: str, room: float, whole: str, *, kept: str = "", indent: int = 0) -> str:
    shown = fitted(text, room - indent, 12, kept=kept)
    return f'<text x="{_LEFT + indent}" y="14"><title>{escape(whole)}</title>{escape(shown)}</text>'


def _bar(look: Look, left: float, width: float, stretch: Stretch | None = None, tooltip: str = "") -> str:
    """A bar or a line; a bar is half as high where its norm is not, or not certainly, in force any more."""
    drawn = BARS[look]
    low = look.is_settled and stretch is not None and stretch.state is not State.IN_FORCE
    height = drawn.height / 2 if low else drawn.height
    inset = 0.7 if drawn.border else 0
    title = f"<title>{escape(tooltip)}</title>" if tooltip else ""
    if drawn.dashes is not None:
        line = f"M{number(left)} {LANE // 2}H{number(left + width)}"
        return f'<path class="{look.value}" d="{line}">{title}</path>'
    kind = f"b {look.value}" if drawn.border or drawn.marks else look.value
    return (
        f'<rect class="{kind}" x="{number(left + inset)}" y="{number((LANE - height) / 2 + inset)}" '
        f'width="{number(max(0.5, width - 2 * inset))}" height="{number(height - 2 * inset)}">{title}</rect>'
    )
