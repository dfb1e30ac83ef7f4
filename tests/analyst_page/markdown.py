"""How the generated parts are written: tables, lists and links as plain Markdown."""

import re
from collections.abc import Iterable, Sequence
from textwrap import wrap

WIDTH = 120
BAR, ESCAPED_BAR = "|", r"\|"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table, its cells not padded: a longer title elsewhere must not touch every line of it."""
    lines = [headings, ["---"] * len(headings), *rows]
    return [f"| {' | '.join(cell.replace(BAR, ESCAPED_BAR) for cell in cells)} |" for cells in lines]


def bullet(text: str, *, level: int = 0) -> list[str]:
    """An element of a list, on as many lines as it needs."""
    return _flowed(text, f"{'  ' * level}- ", "  " * (level + 1))


def paragraph(text: str) -> list[str]:
    """A paragraph, with the blank line before it."""
    return ["", *_flowed(text, "", "")]


def heading(text: str, *, level: int) -> list[str]:
    """A heading with the blank lines around it."""
    return ["", f"{'#' * level} {text}", ""]


def code(names: Iterable[str]) -> str:
    """Names of the language, as they are written there."""
    return ", ".join(f"`{name}`" for name in names)


def in_order(ids: Iterable[str]) -> list[str]:
    """Ids of sources in the order in which people count: W3, W16, W16b."""
    return sorted(ids, key=lambda id: [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", id)])


def _flowed(text: str, first: str, later: str) -> list[str]:
    return wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )
