"""What a scenario expects, held against what came out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from evaluator.api.scenarios import Scenario
from evaluator.check.literals import number
from evaluator.core.norms import AGREEMENT
from evaluator.diagnostics import Findings
from evaluator.engine.outcome import ActAnswer, AgreementState, Amount, Day, NormAnswer, Outcome, Reason, State, When
from evaluator.frozen import frozen
from evaluator.model.agreement import Bounded
from evaluator.model.read_expectations import PERFORMANCES
from evaluator.model.scenario import DateExpectation, Expectation
from evaluator.report.performance_words import amount_in_words
from evaluator.report.words import listed
from evaluator.source import Span
from evaluator.syntax.expressions import NumberLiteral
from evaluator.values.time import day_text

_STATES = {state.value for state in State}
_BREACHES = ("breached", "cured", "defaulted")
"""What may have become of a norm that was breached."""
_MEMBERS = 4

_Answer = NormAnswer | ActAnswer | AgreementState


@frozen
class Unmet:
    """An expectation that failed: of which norm or act (or `agreement`), which field, and both values in words."""

    address: str
    field: str
    expected: str
    actual: str
    span: Span | None


def check_expectations(scenario: Scenario, outcome: Outcome) -> tuple[Unmet, ...]:
    """The expectations of a scenario that an outcome does not meet, in the order of the file."""
    return tuple(unmet_expectations(scenario, outcome))


def unmet_expectations(scenario: Scenario, outcome: Outcome) -> Iterator[Unmet]:
    """The same one by one; what comes after the one that is wanted is not looked at."""
    for expected in scenario.written.expect:
        yield from _unmet(expected, outcome)


def _unmet(expected: Expectation, outcome: Outcome) -> Iterator[Unmet]:
    target = expected.target.text
    found = _found(target, outcome)
    if found is None:
        yield Unmet(target, "", "an answer", f"there is none{_others(target, outcome)}", expected.span)
        return
    for field, wanted, actual, met in _fields(expected, found):
        if not met:
            yield Unmet(target, field, wanted, actual, expected.span)


def _found(target: str, outcome: Outcome) -> _Answer | None:
    if target == AGREEMENT:
        return outcome.agreement_state
    act = next((each for each in outcome.acts if each.id == target), None)
    return act or next((each for each in outcome.norms if each.address == target), None)


def _others(target: str, outcome: Outcome) -> str:
    """The members that there are of the clause that is addressed."""
    clause = target.partition(":")[0]
    members = [norm.binding[1] for norm in outcome.norms if norm.clause == clause and norm.binding is not None]
    return f"; `{clause}` has {listed(members, at_most=_MEMBERS)}" if members else ""


def _fields(expected: Expectation, found: _Answer) -> Iterator[tuple[str, str, str, bool]]:
    """Each expected field: its name, what is wanted, what came out, and whether that meets it."""
    if expected.word is not None:
        yield _word(expected.word.text, found)
    for field, wanted in (
        ("state", expected.state),
        ("verdict", expected.verdict),
        ("ability", expected.ability),
        ("certainty", expected.certainty),
    ):
        if wanted is not None:
            actual = _words(field, found)
            yield field, wanted.text, actual, wanted.text == actual
    if expected.performance is not None:
        word = expected.performance.text
        yield "performance", word, _performance_text(found), _stands(word, found)
    for field, names in (
        ("reasons", expected.reasons),
        ("turns_on", expected.turns_on),
        ("missing", expected.missing),
    ):
        if names is not None:
            texts = sorted(name.text for name in names)
            present = _words(field, found)
            yield field, ", ".join(texts) or "none", present, (", ".join(texts) or "none") == present
    for field, date_wanted in (("since", expected.since), ("until", expected.until), ("due", expected.due)):
        if date_wanted is not None:
            span: When | None = getattr(found, field, None)
            yield field, _bounds(date_wanted.low, date_wanted.high), _when(span), _same(date_wanted, span)
    for field, stated in (("amount", expected.amount), ("outstanding", expected.outstanding)):
        if stated is not None:
            amount: Amount | None = getattr(found, field, None)
            yield field, " ".join(stated.span.text.split()), _amount_text(amount), _same_amount(stated, amount)


def _word(word: str, found: _Answer) -> tuple[str, str, str, bool]:
    if isinstance(found, ActAnswer):
        power = word in ("able", "not_able")
        actual = found.ability if power and found.ability is not None else found.verdict.value
        return ("ability" if power else "verdict"), word, _verdict_text(found), word == actual
    if isinstance(found, NormAnswer) and word in PERFORMANCES:
        return "performance", word, _performance_text(found), _became(word, found)
    actual = _state_text(found)
    if word in _STATES:
        return "state", word, actual, word == found.state.value
    met = found.state is State.NOT_IN_FORCE and word in [reason.value for reason in found.reasons]
    return "state", word, actual, met


def _stands(word: str, found: _Answer) -> bool:
    """Whether exactly that has become of a norm; `none` is met by whatever is not certain."""
    if not isinstance(found, NormAnswer):
        return word == "none"
    if word == "undetermined":
        return found.performance is None and bool(found.possible_performances)
    return word == (found.performance or "none")


def _became(word: str, norm: NormAnswer) -> bool:
    """Whether that has certainly become of a norm; one that was cured, or performed late, was breached as well."""
    if word == "breached":
        return norm.performance in _BREACHES or "breached" in dict(norm.dates)
    return norm.performance == word


def _words(field: str, found: _Answer) -> str:
    """One field of an answer; only what is asked for, since some of them take long to find."""
    act = found if isinstance(found, ActAnswer) else None
    answer = None if isinstance(found, AgreementState) else found
    standing = None if isinstance(found, ActAnswer) else found
    match field:
        case "state":
            return "none" if standing is None else standing.state.value
        case "reasons":
            reasons: tuple[Reason, ...] = () if standing is None else standing.reasons
            return ", ".join(sorted(reason.value for reason in reasons)) or "none"
        case "verdict":
            return "none" if act is None else act.verdict.value
        case "ability":
            return "none" if act is None else act.ability or "none"
        case "certainty":
            return "none" if answer is None else answer.certainty or "none"
        case "turns_on":
            readings = () if answer is None else answer.turns_on
            return ", ".join(sorted(each.reading for each in readings)) or "none"
        case _:
            missing = () if answer is None else answer.missing
            return ", ".join(sorted(each.fact for each in missing)) or "none"


def _state_text(found: NormAnswer | AgreementState) -> str:
    if found.state is State.NOT_IN_FORCE:
        return f"not_in_force ({', '.join(reason.value for reason in found.reasons) or 'no single reason is certain'})"
    possible = found.possible_reasons if isinstance(found, NormAnswer) else ()
    if found.state is State.UNDETERMINED and possible:
        return f"undetermined (possibly {', '.join(reason.value for reason in possible)})"
    return str(found.state.value)


def _performance_text(found: _Answer) -> str:
    if not isinstance(found, NormAnswer):
        return "none"
    if found.performance is None and found.possible_performances:
        return f"undetermined (possibly {', '.join(found.possible_performances)})"
    return found.performance or "none"


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


def _amount_text(amount: Amount | None) -> str:
    """An amount as a scenario writes it."""
    if amount is None:
        return "none"
    return "unknown" if _sizes(amount) == (None, None) else amount_in_words(amount).replace(",", "")


def _same_amount(wanted: Bounded, amount: Amount | None) -> bool:
    if wanted.elements is not None or amount is None:
        return wanted.elements is not None and amount is None
    low, high = (None if bound is None else _size(bound) for bound in (wanted.low, wanted.high))
    return _sizes(Amount(low, high, amount.unit, amount.certainty)) == _sizes(amount)


def _sizes(amount: Amount) -> tuple[Decimal | None, Decimal | None]:
    """The bounds of an amount; since what is owed is never below zero, a lower bound of zero is none."""
    if amount.known is None and amount.at_least is not None and amount.at_least <= 0:
        return None, amount.at_most
    return amount.at_least, amount.at_most


def _size(bound: object) -> Decimal | None:
    """The number that was written; its unit has been checked."""
    found = number(bound, Findings()) if isinstance(bound, NumberLiteral) else None
    return found[0] if found is not None and isinstance(found[0], Decimal) else None
