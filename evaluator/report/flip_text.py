"""What would change an answer, as text and in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from evaluator.report.as_markdown import escaped
from evaluator.report.flip_words import groups, heading, remarks
from evaluator.report.terminal import NARROWEST, WIDEST, hanging, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.explanations.flips import Flips


def render(found: Flips, *, width: int = 80, color: bool = False) -> str:
    """The changes as text of at most `width` columns (40 to 120)."""
    width = max(NARROWEST, min(width, WIDEST))
    return printed(_blocks(found, width), width=width, color=color)


def _blocks(found: Flips, width: int) -> Iterator[Text]:
    yield hanging(heading(found), width, "", "bold")
    for would, changes in groups(found):
        yield hanging(would, width, "  ", "")
        for change in changes:
            yield hanging(change, width, "    ", "")
    for remark in remarks(found):
        yield hanging(f"({remark})", width, "  ", "dim")


def render_markdown(found: Flips) -> str:
    """The changes as a section of a Markdown document."""
    out = [f"### {escaped(heading(found))}", ""]
    for would, changes in groups(found):
        out += [f"- {escaped(would)}", *(f"  - {escaped(change)}" for change in changes)]
    out += [f"- ({escaped(remark)})" for remark in remarks(found)]
    return "\n".join(out) + "\n"
