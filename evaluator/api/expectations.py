"""What a scenario expects, held against what came out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from evaluator.api.scenarios import Scenario
from evaluator.engine.outcome import ActAnswer, Day, NormAnswer, Outcome, Reason, State, When
from evaluator.frozen import frozen
from evaluator.model.scenario import DateExpectation, Expectation
from evaluator.source import Span
from evaluator.values.time import day_text

_STATES = {state.value for state in State}
_REASONS = {reason.value for reason in Reason}


@frozen
class Unmet:
    """An expectation that failed: of which norm or act, which field, and both values in words."""

    address: str
    field: str
    expected: str
    actual: str
    span: Span | None


def check_expectations(scenario: Scenario, outcome: Outcome) -> tuple[Unmet, ...]:
    """The expectations of a scenario that an outcome does not meet, in the order of the file."""
    return tuple(unmet for expected in scenario.written.expect for unmet in _unmet(expected, outcome))


def _unmet(expected: Expectation, outcome: Outcome) -> Iterator[Unmet]:
    target = expected.target.text
    act = next((each for each in outcome.acts if each.id == target), None)
    norm = next((each for each in outcome.norms if each.address == target), None)
    found = act or norm
    if found is None:
        yield Unmet(target, "", "an answer", "there is none", expected.span)
        return
    for field, wanted, actual, met in _fields(expected, found):
        if not met:
            yield Unmet(target, field, wanted, actual, expected.span)


def _fields(expected: Expectation, found: NormAnswer | ActAnswer) -> Iterator[tuple[str, str, str, bool]]:
    """Each expected field: its name, what is wanted, what came out, and whether that meets it."""
    if expected.word is not None:
        yield _word(expected.word.text, found)
    actual = _words(found)
    for field, wanted in (
        ("state", expected.state),
        ("verdict", expected.verdict),
        ("ability", expected.ability),
        ("certainty", expected.certainty),
    ):
        if wanted is not None:
            yield field, wanted.text, actual[field], wanted.text == actual[field]
    for field, names in (
        ("reasons", expected.reasons),
        ("turns_on", expected.turns_on),
        ("missing", expected.missing),
    ):
        if names is not None:
            texts = sorted(name.text for name in names)
            present = actual[field]
            yield field, ", ".join(texts) or "none", present, (", ".join(texts) or "none") == present
    for field, date_wanted, span in (
        ("since", expected.since, getattr(found, "since", None)),
        ("until", expected.until, getattr(found, "until", None)),
    ):
        if date_wanted is not None:
            yield field, _bounds(date_wanted.low, date_wanted.high), _when(span), _same(date_wanted, span)


def _word(word: str, found: NormAnswer | ActAnswer) -> tuple[str, str, str, bool]:
    if isinstance(found, ActAnswer):
        power = word in ("able", "not_able")
        actual = found.ability if power and found.ability is not None else found.verdict.value
        return ("ability" if power else "verdict"), word, _verdict_text(found), word == actual
    actual = _state_text(found)
    if word in _STATES:
        return "state", word, actual, word == found.state.value
    met = found.state is State.NOT_IN_FORCE and word in [reason.value for reason in found.reasons]
    return "state", word, actual, met


def _words(found: NormAnswer | ActAnswer) -> dict[str, str]:
    norm = found if isinstance(found, NormAnswer) else None
    act = found if isinstance(found, ActAnswer) else None
    return {
        "state": "none" if norm is None else norm.state.value,
        "reasons": "none" if norm is None else ", ".join(sorted(reason.value for reason in norm.reasons)) or "none",
        "verdict": "none" if act is None else act.verdict.value,
        "ability": "none" if act is None else act.ability or "none",
        "certainty": found.certainty or "none",
        "turns_on": ", ".join(sorted(each.reading for each in found.turns_on)) or "none",
        "missing": ", ".join(sorted(each.fact for each in found.missing)) or "none",
    }


def _state_text(norm: NormAnswer) -> str:
    if norm.state is State.NOT_IN_FORCE:
        return f"not_in_force ({', '.join(reason.value for reason in norm.reasons) or 'no single reason is certain'})"
    if norm.state is State.UNDETERMINED and norm.possible_reasons:
        return f"undetermined (possibly {', '.join(reason.value for reason in norm.possible_reasons)})"
    return str(norm.state.value)


def _verdict_text(act: ActAnswer) -> str:
    if act.possible:
        return f"{act.verdict.value} (possibly {', '.join(verdict.value for verdict in act.possible)})"
    return act.verdict.value


def _when(span: When | None) -> str:
    return "none" if span is None else _bounds(span.at_least, span.at_most)


def _bounds(low: Day | None, high: Day | None) -> str:
    if low is None and high is None:
        return "none"
    if low is not None and low == high:
        return day_text(low)
    return " and ".join(
        words
        for words in (
            "" if low is None else f"at least {day_text(low)}",
            "" if high is None else f"at most {day_text(high)}",
        )
        if words
    )


def _same(wanted: DateExpectation, span: When | None) -> bool:
    low: date | datetime | None = None if span is None else span.at_least
    high: date | datetime | None = None if span is None else span.at_most
    return (wanted.low, wanted.high) == (low, high)
