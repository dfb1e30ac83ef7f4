"""An explanation as text for people: what is argued for, and the argument as indented lines, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from rich.text import Text

from evaluator.report.argument_lines import MOST_LINES, lines_of
from evaluator.report.argument_words import heading, remark
from evaluator.report.terminal import NARROWEST, WIDEST, printed
from evaluator.report.words import display_width, plain, wrapped

if TYPE_CHECKING:
    from rich.console import RenderableType

    from evaluator.explanations.explanation import Explanation
    from evaluator.report.argument_lines import Line

_QUIET: Final = "dim"


def rows(explanation: Explanation, *, full: bool) -> Iterator[tuple[int, str, Line | None]]:
    """The lines of an explanation: how deep each stands, its text, and the line of the argument (None: a heading).

    They are fewer than ten unless it is told in `full`.
    """
    arguments = explanation.arguments
    room = MOST_LINES - len(arguments)
    for index, argument in enumerate(arguments):
        found = lines_of(argument, full=full, room=max(room // (len(arguments) - index), 1))
        room -= len(found)
        yield 0, heading(explanation, argument), None
        for depth, line in found:
            yield depth + 1, line.text, line
        if not found and argument.claim != "undetermined":
            room -= 1
            yield 1, remark(explanation), None


def render(explanation: Explanation, *, width: int = 80, color: bool = False, full: bool = False) -> str:
    """The explanation as text of at most `width` columns (40 to 120)."""
    width = max(NARROWEST, min(width, WIDEST))
    return printed(_blocks(explanation, width=width, full=full), width=width, color=color)


def _blocks(explanation: Explanation, *, width: int, full: bool) -> Iterable[RenderableType]:
    for depth, text, line in rows(explanation, full=full):
        indent = "  " * depth
        shown = Text("\n".join(wrapped(text, width, indent, f"{indent}  ")), style="" if depth else "bold")
        place = "" if line is None else place_of(line)
        if place:
            last = shown.plain.rsplit("\n", 1)[-1]
            fits = display_width(last) + 2 + display_width(place) <= width
            shown.append(f"  {place}" if fits else f"\n{indent}    {place}", style=_QUIET)
        yield shown


def place_of(line: Line) -> str:
    """Where a line stands, with the sources that the clause cites: `clauses/lease.yaml:12 (S1)`."""
    cited = f" ({', '.join(plain(one) for one in line.sources)})" if line.sources else ""
    return f"{plain(line.place)}{cited}" if line.place else ""
