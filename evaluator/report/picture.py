"""What all pictures share: one SVG file without script, font or anything from elsewhere; its colours, light and dark.

The colours are those of Okabe and Ito (Color Universal Design, 2008), which the colour-blind can tell apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from evaluator.report.timeline_fit import fitted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LIGHT: Final = {
    "paper": "#fff",
    "ink": "#1f2328",
    "quiet": "#57606a",
    "pale": "#a4adb7",
    "faint": "#d8dee4",
    "blue": "#0072b2",
    "green": "#009e73",
    "red": "#d55e00",
    "deep": "#991b00",
    "amber": "#b87700",
    "amber_ground": "#fff4d6",
    "purple": "#a3508a",
}
DARK: Final = {
    "paper": "#0d1117",
    "ink": "#f0f3f6",
    "quiet": "#9ea7b3",
    "pale": "#626b75",
    "faint": "#2b3138",
    "blue": "#4aa8e8",
    "green": "#2bc296",
    "red": "#ff8533",
    "deep": "#e63a1a",
    "amber": "#f0b429",
    "amber_ground": "#2b230f",
    "purple": "#d884bd",
}
Rules = tuple[tuple[str, str], ...]
"""Selectors, and their declarations with names of colours as values."""

_RULES: Final[Rules] = ((".paper", "fill:paper"), ("text", "fill:ink"), (".quiet", "fill:quiet"))
_SHAPES: Final = """\
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;font-size:12px}
.title{font-size:20px;font-weight:600}
.party{font-size:15px;font-weight:600}
.small{font-size:11px}"""


def style_sheet(rules: Rules, *shapes: str) -> str:
    """The style sheet of a picture: what has no colour (`shapes`), and the rules in light and in dark colours."""
    coloured = (*_RULES, *rules)
    return "\n".join(
        [
            _SHAPES,
            *shapes,
            _colored(coloured, LIGHT),
            "@media (prefers-color-scheme:dark){",
            _colored(coloured, DARK),
            "}",
        ]
    )


def svg(
    *,
    width: str,
    height: str,
    title: str,
    description: str,
    style: str,
    parts: Iterable[str],
    defs: str = "",
    prefix: str = "",
) -> str:
    """A whole picture; `prefix` stands before its ids, where there are several on one page."""
    name, told = f"{prefix}name", f"{prefix}told"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
            f'width="{width}" height="{height}" role="img" aria-labelledby="{name} {told}">',
            f'<title id="{name}">{escape(title)}</title>',
            f'<desc id="{told}">{escape(description)}</desc>',
            f"<style>{style}</style>",
            *([f"<defs>{defs}</defs>"] if defs else []),
            f'<rect class="paper" width="{width}" height="{height}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def text(
    words: str, kind: str, *, x: str, y: str, room: float, size: float, bold: bool = False, anchor: str = ""
) -> str:
    """A text of at most `room` pixels; what is cut off stands in its title."""
    shown = fitted(words, room, size, bold=bold)
    title = f"<title>{escape(words)}</title>" if shown != words else ""
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind}" x="{x}" y="{y}"{anchored}>{title}{escape(shown)}</text>'


def number(value: float) -> str:
    """A coordinate with one digit after the point, and none where it is whole."""
    return f"{value:.1f}".removesuffix(".0")


def _colored(rules: Sequence[tuple[str, str]], colors: dict[str, str]) -> str:
    lines = []
    for selector, declarations in rules:
        said = (one.split(":") for one in declarations.split(";"))
        lines.append(f"{selector}{{{';'.join(f'{key}:{colors.get(value, value)}' for key, value in said)}}}")
    return "\n".join(lines)
