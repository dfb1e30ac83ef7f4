"""The colours, patterns and heights of a timeline as a picture.

Whatever a colour says, a pattern, a height or a border says as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.frozen import frozen
from evaluator.report import picture
from evaluator.report.timeline_looks import Look

if TYPE_CHECKING:
    from collections.abc import Collection

LANE: Final = 20
"""The height of a lane; patterns are drawn relative to its upper edge."""


@frozen
class Bar:
    """How a look is drawn: how high its bar is, whether it has a border, what its pattern is made of.

    A tile of the pattern has a width and a height, and `marks` drawn upon it; without marks the bar is filled with one
    colour. With `dashes` (empty: without gaps) it is no bar but a line.
    """

    height: float
    tile: tuple[int, int] = (0, 0)
    marks: str = ""
    border: bool = False
    dashes: str | None = None


_MIDDLE: Final = LANE // 2

BARS: Final = {
    Look.IN_FORCE: Bar(10),
    Look.OPEN: Bar(10, border=True),
    Look.FULFILLED: Bar(10, (8, LANE), f"M0 {_MIDDLE}H8"),
    Look.FULFILLED_LATE: Bar(10, (8, LANE), f"M0 {_MIDDLE}H4"),
    Look.BREACHED: Bar(14, (7, 7), "M0 0L7 7M7 0L0 7", border=True),
    Look.CURED: Bar(10, (6, 6), "M0 0L6 6M-1 5L1 7M5 -1L7 1", border=True),
    Look.DEFAULTED: Bar(16, border=True),
    Look.EXERCISED: Bar(10, (6, LANE), f"M3 {_MIDDLE}h.01"),
    Look.LAPSED: Bar(10, border=True),
    Look.UNDETERMINED: Bar(10, (6, 6), "M0 6L6 0M-1 1L1 -1M5 7L7 5", border=True),
    Look.SET_ASIDE: Bar(4, dashes="5 3"),
    Look.WAITING: Bar(2, dashes="2 4"),
    Look.OVER: Bar(1, dashes=""),
}

_RULES: Final = (
    (".flag text", "fill:quiet"),
    (".flag .now", "fill:ink"),
    (".axis,.tick,.version", "stroke:faint"),
    (".version", "stroke:quiet"),
    (".as_of", "stroke:ink"),
    (".fact", "fill:quiet;stroke:quiet"),
    (".perhaps", "fill:paper"),
    (".in_force", "fill:blue"),
    (".open", "fill:paper;stroke:blue"),
    (".fulfilled path,.fulfilled_late path,.breached path,.exercised path", "stroke:paper"),
    (".fulfilled rect,.fulfilled_late rect", "fill:green"),
    (".breached rect", "fill:red"),
    (".b.breached", "stroke:red"),
    (".cured rect", "fill:paper"),
    (".cured path,.b.cured", "stroke:red"),
    (".defaulted", "fill:deep;stroke:ink"),
    (".exercised rect", "fill:purple"),
    (".lapsed", "fill:paper;stroke:quiet"),
    (".undetermined rect", "fill:amber_ground"),
    (".undetermined path,.b.undetermined", "stroke:amber"),
    (".set_aside", "stroke:quiet"),
    (".waiting,.over", "stroke:pale"),
)
_SHAPES: Final = """\
.flag text{font-size:10.5px}
.axis,.tick,.version,.as_of{fill:none;stroke-width:1}
.version{stroke-dasharray:2 3}
.as_of{stroke-width:1.5}
.fact{stroke-width:1.2}
.b{stroke-width:1.4}
.lapsed.b{stroke-dasharray:3 2}
pattern path{fill:none;stroke-width:1.5}
.breached path{stroke-width:1.1}
.exercised path{stroke-width:3;stroke-linecap:round}"""


def style_sheet(prefix: str = "") -> str:
    """The style sheet of a picture; `prefix` stands before the names of its patterns."""
    drawn = [
        f".b.{look.value}{{fill:url(#{prefix}{look.value})}}"
        if bar.marks
        else f".{look.value}{{fill:none;stroke-width:{bar.height:g};stroke-dasharray:{bar.dashes or 'none'}}}"
        for look, bar in BARS.items()
        if bar.marks or bar.dashes is not None
    ]
    return picture.style_sheet(_RULES, _SHAPES, *drawn)


def patterns(looks: Collection[Look], prefix: str = "") -> str:
    """The patterns of the looks that are used."""
    found = []
    for look, bar in BARS.items():
        if look in looks and bar.marks:
            size = f'width="{bar.tile[0]}" height="{bar.tile[1]}"'
            found.append(
                f'<pattern id="{prefix}{look.value}" class="{look.value}" {size} patternUnits="userSpaceOnUse">'
                f'<rect {size}/><path d="{bar.marks}"/></pattern>'
            )
    return "\n".join(found)
