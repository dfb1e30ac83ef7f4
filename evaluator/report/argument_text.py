"""An explanation for the terminal: what is argued for, and the argument as indented lines, each with its place."""

from __future__ import annotations

from evaluator.explanations.explanation import Argument, Explanation
from evaluator.report.argument_lines import MOST_LINES, Line, lines_of
from evaluator.report.words import day_in_words, plain, spaced


def render(explanation: Explanation, *, full: bool = False) -> str:
    """The explanation as text."""
    out: list[str] = []
    arguments = explanation.arguments
    room = MOST_LINES - len(arguments)
    for index, argument in enumerate(arguments):
        left = len(arguments) - index
        rows = lines_of(argument, full=full, room=max(room // left, 1))
        room -= len(rows)
        out.append(heading(explanation, argument))
        out += [_indented(depth, line) for depth, line in rows]
    return "\n".join(out)


def heading(explanation: Explanation, argument: Argument) -> str:
    """What is argued for."""
    claim = spaced(argument.claim)
    verb = (
        "was"
        if argument.claim in ("fulfilled", "fulfilled_late", "breached", "cured", "defaulted", "exercised")
        else "is"
    )
    return f"{plain(explanation.address)} {verb} {claim} on {day_in_words(explanation.as_of)}"


def _indented(depth: int, line: Line) -> str:
    cites = f" ({', '.join(line.sources)})" if line.sources else ""
    place = f"  [{line.place}{cites}]" if line.place else ""
    return "  " * (depth + 1) + line.text + place
