"""Results in words and colours: what came out for a norm or an act in one cell of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.comparisons.results import ActResult, NormResult, Standing, cells
from evaluator.engine.outcome import Verdict
from evaluator.report.performance_words import amount_in_words, on_in_words, performance_in_words
from evaluator.report.timeline_looks import tells
from evaluator.report.words import listed, plain, spaced, verdict_in_words, whole_state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluator.comparisons.results import Result, Subject
    from evaluator.diagnostics import Diagnostic

    Place = tuple[Result | None, Standing]

NO_CLAUSE: Final = "no such clause"


def result_in_words(found: Result | None, standing: Standing) -> str:
    """`in force, open, due 3 Apr 2026`, `not in force: ended`, `undetermined: perhaps permitted or prohibited`."""
    match found:
        case NormResult():
            return ", ".join(part for part in (whole_state(found), _became(found)) if part)
        case ActResult():
            verdict, more = verdict_in_words(found)
            perhaps = "perhaps " if found.verdict is Verdict.UNDETERMINED else ""
            return f"{verdict}: {perhaps}{more}" if more else verdict
        case None:
            return NO_CLAUSE if standing is Standing.ABSENT else standing.value


def results_in_words(found: Sequence[Place]) -> list[str]:
    """The same for results that stand side by side; two that differ never read alike."""
    words: dict[Place, str] = {}
    for text, group in _alike({each: result_in_words(*each) for each in found}).items():
        told = {each: _added(text, details) for each, details in zip(group, _details(group), strict=True)}
        for same, rest in _alike(told).items():
            words |= {each: _added(same, details) for each, details in zip(rest, _columns(rest), strict=True)}
    return [words[each] for each in found]


def subject_in_words(subject: Subject) -> str:
    """What a result is about beside its address: the clause's title and the member, or the action."""
    if subject.kind == "act":
        return spaced(subject.action or "")
    title = plain(subject.title) or spaced(subject.clause or "").capitalize()
    return f"{title} ({plain(subject.member)})" if subject.member else title


def problems_in_words(found: Sequence[tuple[Standing, Sequence[Diagnostic]]]) -> list[str]:
    """Why there are no answers, each reason once, and in how many cells: `impossible in 3 cells: …`."""
    counts: dict[tuple[Standing, str], int] = {}
    for standing, diagnostics in found:
        for message in dict.fromkeys(each.message for each in diagnostics):
            counts[standing, message] = counts.get((standing, message), 0) + 1
    return [
        f"{standing.value} in {count:,} cell{'' if count == 1 else 's'}: {plain(message)}"
        for (standing, message), count in counts.items()
    ]


def _became(norm: NormResult) -> str:
    """What has become of a norm; more than the report of one answer says, since a cell has nothing beside it."""
    words = performance_in_words(norm)
    if words:
        return words
    if norm.modality == "obligation" and norm.performance is None and norm.possible_performances:
        return f"perhaps {listed([spaced(each) for each in norm.possible_performances], last='or')}"
    return spaced(norm.performance or "") if tells(norm, norm.modality) else ""


def _alike(words: Mapping[Place, str]) -> dict[str, list[Place]]:
    """What reads alike, by how it reads."""
    groups: dict[str, list[Place]] = {}
    for each, text in words.items():
        groups.setdefault(text, []).append(each)
    return groups


def _added(text: str, details: Sequence[str]) -> str:
    return f"{text} ({', '.join(details)})" if details else text


def _details(group: Sequence[Place]) -> list[list[str]]:
    """Of norms that read alike what they do not share, in words."""
    norms = [found for found, _ in group if isinstance(found, NormResult)]
    if len(norms) < len(group):
        return [[] for _ in group]
    said = [_said(norm) for norm in norms]
    telling = [index for index, words in enumerate(zip(*said, strict=True)) if len(set(words)) > 1]
    return [[each[index] for index in telling] for each in said]


def _said(norm: NormResult) -> tuple[str, ...]:
    """What a norm may be told apart by, beside its state."""
    return (
        spaced(norm.modality),
        f"of {plain(norm.party)}",
        f"toward {plain(norm.counterparty)}" if norm.counterparty else "toward nobody",
        spaced(norm.performance or "performance undetermined"),
        f"due {on_in_words(norm.due)}".strip() if norm.due else "no last day",
        amount_in_words(norm.amount) if norm.amount else "no amount",
        norm.certainty or "uncertain",
    )


def _columns(group: Sequence[Place]) -> list[list[str]]:
    """Of results that still read alike, what they do not share in their data."""
    shown = [cells(*each) for each in group]
    telling = [column for column in shown[0] if len({each[column] for each in shown}) > 1]
    return [[f"{spaced(column)} {plain(each[column] or 'none')}" for column in telling] for each in shown]
