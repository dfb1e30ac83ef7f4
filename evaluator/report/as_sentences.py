"""Sentences on a terminal: a heading for each clause, paragraphs as wide as the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.report.words import plain, spaced, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDEST = 100
"""Longer lines are hard to read."""


def render_outcome(paragraphs: Iterable[str], *, width: int) -> str:
    """The paragraphs of an outcome, an empty line between any two."""
    return "\n\n".join(_paragraph(words, width, "") for words in paragraphs) + "\n"


def render_clauses(
    heading: str, clauses: Iterable[tuple[str, str, Sequence[str]]], words: Sequence[str], *, width: int
) -> str:
    """Clauses under a heading, each with its id, title and sentences, and then what the words mean."""
    parts = [plain(heading)]
    for id, title, sentences in clauses:
        named = f"{plain(title) or spaced(id).capitalize()} ({plain(id)})"
        parts.append(
            "\n".join([*wrapped(named, min(width, _WIDEST), "", ""), _paragraph(" ".join(sentences), width, "  ")])
        )
    if words:
        parts.append("\n".join(["What the words mean", *(_paragraph(each, width, "  ", "    ") for each in words)]))
    return "\n\n".join(parts) + "\n"


def _paragraph(words: str, width: int, indent: str, later: str | None = None) -> str:
    return "\n".join(wrapped(plain(words), min(width, _WIDEST), indent, indent if later is None else later))
