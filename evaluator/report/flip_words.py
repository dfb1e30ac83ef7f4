"""What would change an answer, in words, for a terminal and for Markdown alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.engine.outcome import ActAnswer
from evaluator.report.words import (
    counted,
    day_in_words,
    listed,
    plain,
    spaced,
    verdict_in_words,
    whole_state,
)
from evaluator.values.time import day_of_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evaluator.explanations.claims import Answer
    from evaluator.explanations.flips import Change, Flip, Flips

_DULL: Final = ("", "open", "available")
"""What has become of a norm goes without saying then, unless it is what differs."""
_NAMED: Final = 4


def heading(found: Flips) -> str:
    """The answer as it is: `research_ip on 1 Jun 2029: not in force: ended`."""
    return f"{plain(found.address)} on {day_in_words(found.as_of)}: {_answer(found.answer)}"


def groups(found: Flips) -> Iterator[tuple[str, list[str]]]:
    """What it would be, `would be in force`, and the changes that would make it so, a line each."""
    lines: dict[str, dict[tuple[object, ...], list[Flip]]] = {}
    for flip in found.flips:
        single = len(flip.changes) == 1 and not flip.changes[0].becomes.startswith("{")
        alike = (flip.changes[0].address,) if single else flip.changes
        lines.setdefault(_would(found.answer, flip.answer), {}).setdefault(alike, []).append(flip)
    for would, alike_flips in lines.items():
        yield would, [_line(flips) for flips in alike_flips.values()]


def remarks(found: Flips) -> Iterator[str]:
    """What the search leaves open, or that nothing was found."""
    facts = "fact or reading" if found.size == 1 else f"set of up to {found.size} facts and readings"
    if not found.flips:
        yield f"nothing was found that would change it: no {facts}, and no other day"
    elif all(change.address == "as_of" for flip in found.flips for change in flip.changes):
        yield f"no {facts} was found that would change it"
    if not found.complete:
        yield f"the search was cut short after {counted(found.evaluations, 'evaluation')}; --full searches longer"
    if found.untried:
        named = listed([plain(each) for each in found.untried], at_most=_NAMED)
        yield f"not every value was tried of {named}"


def _answer(answer: Answer) -> str:
    if isinstance(answer, ActAnswer):
        verdict, more = verdict_in_words(answer)
        return f"{verdict}, {more}" if more else verdict
    became = answer.performance or ""
    return whole_state(answer) + ("" if became in _DULL else f", {spaced(became)}")


def _would(was: Answer, becomes: Answer) -> str:
    """`would be in force`; what has become of a norm is told where nothing else tells the two apart."""
    words = _answer(becomes)
    if not isinstance(becomes, ActAnswer) and words == _answer(was):
        words = spaced(becomes.performance or words)
    return f"would be {words}"


def _line(flips: Sequence[Flip]) -> str:
    """One line for changes of the same things: `if a were b or c`."""
    first = flips[0].changes
    if len(first) > 1 or len(flips) == 1:
        parts = [_change(each, [_value(each)]) for each in first]
        return listed([parts[0], *(part.removeprefix("if ") for part in parts[1:])])
    return _change(first[0], [_value(flip.changes[0]) for flip in flips])


def _value(change: Change) -> str:
    value = plain(change.becomes)
    return f"{value} {change.direction}" if change.direction else value


def _change(change: Change, values: Sequence[str]) -> str:
    address, becomes = plain(change.address), listed(values, last="or")
    kind, _, name = address.partition(".")
    was = {"unknown": "it is not stated"}.get(change.was, f"it is {plain(change.was)}")
    if address == "as_of":
        return f"if asked on {listed([day_in_words(day_of_text(each)) for each in values], last='or')}"
    if becomes.startswith("{"):
        return f"if there were a further {address} {becomes}"
    if becomes == "complete" and change.was == "unknown":
        return f"if there were no {address} but those stated (it is not known)"
    if change.was == "stated" and becomes == "none":
        return f"if there were no {kind} {name}"
    if kind == "reading":
        was = "it is undecided" if change.was == "unknown" else f"it is read as {plain(change.was)}"
        return f"if {name} were read as {becomes} ({was})"
    return f"if {address} were {becomes} ({was})"
