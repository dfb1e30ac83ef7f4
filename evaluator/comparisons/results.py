"""What came out for one norm or one act, without why: small enough to keep thousands, equal where it is the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from typing import Final

from evaluator.diagnostics import Diagnostic, Severity
from evaluator.engine.outcome import (
    ActAnswer,
    Amount,
    NormAnswer,
    Outcome,
    Reason,
    State,
    Verdict,
    When,
)
from evaluator.frozen import frozen

COLUMNS: Final = (
    "answer",
    "party",
    "counterparty",
    "modality",
    "state",
    "reasons",
    "possible_reasons",
    "performance",
    "possible_performances",
    "due_at_least",
    "due_at_most",
    "amount_at_least",
    "amount_at_most",
    "outstanding_at_least",
    "outstanding_at_most",
    "unit",
    "amount_certainty",
    "outstanding_certainty",
    "dates",
    "verdict",
    "possible_verdicts",
    "ability",
    "certainty",
)
"""The columns that `cells` fills, in order."""


class Standing(Enum):
    """Whether there is an answer: there is one, there is no such norm, the facts contradict one another, or an error.

    An error is anything else for which a scenario is not evaluated.
    """

    ANSWERED = "answered"
    ABSENT = "absent"
    IMPOSSIBLE = "impossible"
    ERROR = "error"


@frozen
class NormResult:
    """What is said of a norm, with the fields of `NormAnswer`."""

    party: str
    counterparty: str | None
    modality: str
    state: State
    reasons: tuple[Reason, ...]
    possible_reasons: tuple[Reason, ...]
    performance: str | None
    possible_performances: tuple[str, ...]
    due: When | None
    amount: Amount | None
    outstanding: Amount | None
    dates: tuple[tuple[str, When], ...]
    certainty: str | None

    @property
    def word(self) -> str:
        """The answer in one word of the language: `in_force`, `not_in_force` or `undetermined`."""
        return self.state.value


@frozen
class ActResult:
    """What is said of an act, with the fields of `ActAnswer`."""

    verdict: Verdict
    possible: tuple[Verdict, ...]
    ability: str | None
    certainty: str | None

    @property
    def word(self) -> str:
        """The answer in one word of the language: `permitted`, `undetermined`."""
        return self.verdict.value


Result = NormResult | ActResult
OfNorm = NormAnswer | NormResult
OfAct = ActAnswer | ActResult
"""What words can be said of: a whole answer, or what came out."""


@frozen
class Subject:
    """What a result is about: a norm (`clause` is its id, `member` that of its member in a family) or an act.

    `title` is the clause's title, empty for an act; `action` is None for a guarantee; `party` is who is bound or
    entitled, or who acts.
    """

    address: str
    clause: str | None
    member: str | None
    title: str
    party: str
    action: str | None

    @property
    def kind(self) -> str:
        """`norm` or `act`."""
        return "act" if self.clause is None else "norm"


def subjects(outcome: Outcome) -> Iterator[tuple[Subject, NormAnswer | ActAnswer]]:
    """What an outcome answers: the norms in the order of the text, then the acts."""
    for norm in outcome.norms:
        member = None if norm.binding is None else norm.binding[1]
        yield Subject(norm.address, norm.clause, member, norm.title, norm.party, norm.action), norm
    for act in outcome.acts:
        yield Subject(act.id, None, None, "", dict(act.roles).get("by", ""), act.action), act


def result(answer: NormAnswer | ActAnswer) -> Result:
    """What came out, taken out of its answer; the rest of the explanation is not worked out for it."""
    if isinstance(answer, ActAnswer):
        return ActResult(answer.verdict, answer.possible, answer.ability, answer.certainty)
    return NormResult(
        answer.party,
        answer.counterparty,
        answer.modality,
        answer.state,
        answer.reasons,
        answer.possible_reasons,
        answer.performance,
        answer.possible_performances,
        answer.due,
        answer.amount,
        answer.outstanding,
        answer.dates,
        answer.certainty,
    )


def is_named(subject: Subject, names: Collection[str]) -> bool:
    """Whether a norm or an act is among those named: by its address, or by its clause for all members."""
    return subject.address in names or subject.clause in names


def standing_of(found: Result | None, diagnostics: Iterable[Diagnostic]) -> Standing:
    """What stands where a result might; `diagnostics` are the errors that kept a scenario from being evaluated."""
    codes = {each.code for each in diagnostics if each.severity is Severity.ERROR}
    if codes:
        return Standing.IMPOSSIBLE if codes == {"E570"} else Standing.ERROR
    return Standing.ABSENT if found is None else Standing.ANSWERED


def cells(found: Result | None, standing: Standing) -> dict[str, str | None]:
    """A result as plain text by column, for a data frame or a CSV file; None where there is nothing to say."""
    said: dict[str, str | None] = {"answer": standing.value if found is None else found.word}
    match found:
        case NormResult():
            said |= {
                "party": found.party,
                "counterparty": found.counterparty,
                "modality": found.modality,
                "state": found.state.value,
                "reasons": _listed(reason.value for reason in found.reasons),
                "possible_reasons": _listed(reason.value for reason in found.possible_reasons),
                "performance": found.performance,
                "possible_performances": _listed(found.possible_performances),
                **_days("due", found.due),
                **_sizes("amount", found.amount),
                **_sizes("outstanding", found.outstanding),
                "unit": next((each.unit for each in (found.amount, found.outstanding) if each is not None), None),
                "dates": _listed(f"{word} {_span(when)}" for word, when in found.dates),
            }
        case ActResult():
            said |= {
                "verdict": found.verdict.value,
                "possible_verdicts": _listed(verdict.value for verdict in found.possible),
                "ability": found.ability,
            }
        case None:
            pass
    said["certainty"] = None if found is None else found.certainty
    return {column: said.get(column) for column in COLUMNS}


def _listed(words: Iterable[str]) -> str | None:
    return "; ".join(words) or None


def _days(name: str, when: When | None) -> dict[str, str | None]:
    bounds = (None, None) if when is None else (when.at_least, when.at_most)
    low, high = (None if day is None else day.isoformat() for day in bounds)
    return {f"{name}_at_least": low, f"{name}_at_most": high}


def _sizes(name: str, amount: Amount | None) -> dict[str, str | None]:
    bounds = (None, None) if amount is None else (amount.at_least, amount.at_most)
    low, high = (None if number is None else f"{number:f}" for number in bounds)
    certainty = None if amount is None else amount.certainty
    return {f"{name}_at_least": low, f"{name}_at_most": high, f"{name}_certainty": certainty}


def _span(when: When) -> str:
    """`2026-02-04`, or the bounds of a day that is not known: `2026-02-04..2026-03-01`, `2026-02-04..`."""
    low, high = ("" if day is None else day.isoformat() for day in (when.at_least, when.at_most))
    return low if when.known is not None else f"{low}..{high}"
