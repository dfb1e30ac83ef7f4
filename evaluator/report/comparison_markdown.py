"""A comparison of versions as Markdown (GitHub's tables)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.report.as_markdown import code, escaped, table
from evaluator.report.comparison_words import about, entries, failures, lists_same, same_in_words, sameness, tally
from evaluator.report.result_words import subject_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evaluator.comparisons.side_by_side import Comparison, Line


def render(comparison: Comparison, *, told: bool = False) -> str:
    """The comparison as a Markdown document, ending with a line feed; `told` lists what is the same, too."""
    blocks = [
        f"# {escaped(comparison.title) or 'Untitled scenario'}",
        ", ".join(map(escaped, about(comparison))),
        f"{tally(comparison)}.",
    ]
    if comparison.differences:
        blocks += ["## What differs", _table(comparison, comparison.differences)]
    if lists_same(comparison, told=told):
        blocks += [f"## {same_in_words(comparison)}", _table(comparison, comparison.same)]
    said = [sameness(comparison, told=told), *failures(comparison)]
    return "\n\n".join([*blocks, *(f"{escaped(part)}." for part in said if part)]) + "\n"


def _table(comparison: Comparison, lines: Sequence[Line]) -> str:
    header = ("Norm or act", *(escaped(column.version) for column in comparison.columns))
    return table(header, _rows(comparison, lines))


def _rows(comparison: Comparison, lines: Sequence[Line]) -> Iterable[Sequence[str]]:
    for line in lines:
        name = f"{escaped(subject_in_words(line.subject))}<br>{code(line.subject.address)}"
        yield name, *(escaped(entry.words) for entry in entries(comparison, line))
