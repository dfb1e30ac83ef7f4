"""A comparison of versions in words, for a terminal and for Markdown alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.comparisons.results import NormResult, Standing
from evaluator.frozen import frozen, replace
from evaluator.report.result_words import results_in_words
from evaluator.report.words import counted, day_in_words, listed, parties_in, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from evaluator.comparisons.results import Result
    from evaluator.comparisons.side_by_side import Comparison, Line

_TWO: Final = 2
"""Fewer answers are not compared."""


@frozen
class Entry:
    """What came out under one version, and the same in words."""

    version: str
    found: Result | None
    standing: Standing
    words: str


def entries(comparison: Comparison, line: Line) -> tuple[Entry, ...]:
    """The cells of a line, in the order of the versions."""
    found = [(result, comparison.standing(line, number)) for number, result in enumerate(line.results)]
    words = results_in_words(found)
    return tuple(
        Entry(column.version, *each, text) for column, each, text in zip(comparison.columns, found, words, strict=True)
    )


def gathered(comparison: Comparison, line: Line) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    """Each different cell of a line once, with the versions under which it comes out; without those that failed."""
    found: dict[str, list[Entry]] = {}
    for entry in entries(comparison, line):
        if entry.standing in {Standing.ANSWERED, Standing.ABSENT}:
            found.setdefault(entry.words, []).append(entry)
    return tuple((alike[0], tuple(entry.version for entry in alike)) for alike in found.values())


def about(comparison: Comparison) -> list[str]:
    """What stands under the title: the agreement, the day, what was fixed."""
    return [
        comparison.agreement,
        f"as of {day_in_words(comparison.as_of)}",
        *(f"with {name}: {plain(value)}" for name, value in comparison.fixed),
    ]


def tally(comparison: Comparison) -> str:
    """`2 versions; 12 of 40 answers differ`."""
    versions = counted(len(comparison.columns), "version")
    if _answered(comparison) < _TWO:
        return f"{versions}; nothing to compare"
    count = len(comparison.differences)
    return f"{versions}; {count:,} of {len(comparison.lines):,} answers differ{'s' if count == 1 else ''}"


def sameness(comparison: Comparison, *, told: bool) -> str:
    """How many answers are the same; `told` says that they are listed."""
    count = len(comparison.same)
    if not count or _answered(comparison) < _TWO:
        return ""
    words = f"{counted(count, 'answer')} {'is' if count == 1 else 'are'} the same under all versions"
    words += "" if comparison.is_complete else " that have answers"
    return words if told else f"{words}; --all lists {'it' if count == 1 else 'them'}"


def failures(comparison: Comparison) -> list[str]:
    """Which versions have no answers."""
    failed = [column.version for column in comparison.columns if column.diagnostics]
    if not failed:
        return []
    return [f"no answers under {listed(failed)}"]


def lists_same(comparison: Comparison, *, told: bool) -> bool:
    """Whether the answers that do not differ are listed: if asked for, and where there is nothing to compare."""
    return bool(comparison.same) and (told or _answered(comparison) < _TWO)


def same_in_words(comparison: Comparison) -> str:
    """The heading of the answers that do not differ."""
    return "What is the same" if _answered(comparison) >= _TWO else "What comes out"


def of_parties(comparison: Comparison, parties: Collection[str]) -> Comparison:
    """The lines that concern some parties under any version; no parties at all leave the comparison as it is."""
    if not parties:
        return comparison
    wanted = {*parties, "anyone"}
    return replace(comparison, lines=tuple(line for line in comparison.lines if _concerns(line, wanted)))


def _answered(comparison: Comparison) -> int:
    return sum(not column.diagnostics for column in comparison.columns)


def _concerns(line: Line, wanted: Collection[str]) -> bool:
    if line.subject.kind == "act":
        return line.subject.party in {"", *wanted}
    return any(isinstance(each, NormResult) and not set(wanted).isdisjoint(_named(each)) for each in line.results)


def _named(norm: NormResult) -> Sequence[str]:
    return [*parties_in(norm.party), *(parties_in(norm.counterparty) if norm.counterparty else ())]
