"""Results in words and colours: what came out for a norm or an act in one cell of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.comparisons.results import ActResult, NormResult, Standing, cells
from evaluator.engine.outcome import Verdict
from evaluator.report.performance_words import performance_in_words
from evaluator.report.timeline_looks import tells
from evaluator.report.words import listed, plain, spaced, verdict_in_words, whole_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.comparisons.results import Result, Subject
    from evaluator.diagnostics import Diagnostic

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


def results_in_words(found: Sequence[tuple[Result | None, Standing]]) -> list[str]:
    """The same for results that stand side by side; two that differ never read alike."""
    alike: dict[str, list[tuple[Result | None, Standing]]] = {}
    for each in dict.fromkeys(found):
        alike.setdefault(result_in_words(*each), []).append(each)
    words = {each: text for text, group in alike.items() for each in group}
    for text, group in alike.items():
        shown = [cells(*each) for each in group]
        telling = [column for column in shown[0] if len({each[column] for each in shown}) > 1]
        for each, told in zip(group, shown, strict=True):
            details = ", ".join(_detail(column, told[column]) for column in telling)
            words[each] = f"{text} ({details})" if details else text
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
    if words or not tells(norm, norm.modality):
        unknown = not words and norm.modality == "obligation" and norm.possible_performances
        return (
            f"perhaps {listed([spaced(each) for each in norm.possible_performances], last='or')}" if unknown else words
        )
    return spaced(norm.performance or "")


def _detail(column: str, cell: str | None) -> str:
    """What tells one result from another that reads alike."""
    return plain(cell) if cell and column in {"certainty", "modality"} else f"{spaced(column)} {plain(cell or 'none')}"
