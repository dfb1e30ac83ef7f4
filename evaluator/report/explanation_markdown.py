"""An explanation in Markdown: a heading for each thing that is argued for, and the argument as nested lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.report.as_markdown import escaped
from evaluator.report.explanation_text import place_of, rows

if TYPE_CHECKING:
    from evaluator.explanations.explanation import Explanation


def render(explanation: Explanation, *, full: bool = False) -> str:
    """The explanation as a Markdown document."""
    out: list[str] = []
    for depth, text, line in rows(explanation, full=full):
        if depth == 0:
            out += ["", f"### {escaped(text)}", ""]
        else:
            place = "" if line is None else place_of(line)
            out.append(f"{'  ' * (depth - 1)}- {escaped(text)}{f' ({escaped(place)})' if place else ''}")
    return "\n".join(out[1:]) + "\n"
