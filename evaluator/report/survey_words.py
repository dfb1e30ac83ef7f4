"""What became of mutants, in words, for a terminal and for Markdown alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.report.words import counted, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.mutations.mutants import Mutant
    from evaluator.mutations.survey import Survey

_LONG: Final = 60
_OF_KIND: Final = {
    "dropped": "left out: {was}",
    "clause": "left out: the whole clause",
    "parties": "exchanged: {was}",
    "priority": "left out: {key} {was}",
    "effect": "left out: {was}",
    "switch": "left out: {was}",
    "filter": "left out: {was}",
}


def change(mutant: Mutant) -> str:
    """What was changed, such as: `<` becomes `<=`."""
    template = _OF_KIND.get(mutant.kind, "{was} becomes {becomes}")
    return template.format(was=_short(mutant.was), becomes=_short(mutant.becomes), key=mutant.key)


def subject(mutant: Mutant) -> str:
    """Whose text it is: `rent due`."""
    return " ".join(part for part in (mutant.subject, mutant.key) if part)


def summary(survey: Survey) -> Iterator[str]:
    """How many there were, and what became of them."""
    some = "" if survey.every == 1 else f" (one in {survey.every})"
    yield (
        f"{survey.agreement}: {counted(len(survey.examined), 'mutant')}{some}, "
        f"put to {counted(survey.scenarios, 'scenario')}"
    )
    share = "" if survey.share is None else f" ({survey.share:.1%} of {survey.total})"
    yield (
        f"{survey.killed} killed{share}, {counted(len(survey.survivors), 'survivor')}, "
        f"{survey.invalid} refused by the checks"
    )


def _short(text: str) -> str:
    line = plain(" ".join(text.split()))
    return line if len(line) <= _LONG else line[: _LONG - 1] + "…"
