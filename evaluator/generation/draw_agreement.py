"""An agreement drawn from choices: its vocabulary, its terms and its clauses; well typed from the start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from evaluator.api.agreements import Agreement, examine_agreement
from evaluator.diagnostics import AgreementError, Findings
from evaluator.generation.choices import Choices, choose, one_in
from evaluator.generation.clauses import Clauses
from evaluator.generation.conditions import Conditions, Scope
from evaluator.generation.written import Sort, Term, Value, Written
from evaluator.library.load import chain_of
from evaluator.source import Source

FIRST_DAY: Final = "2026-01-01"
_PARTIES: Final = ("ann", "bob", "cara")
_LISTS: Final = ("notice", "asset", "delivery", "ruling")
_ACTIONS: Final = ("use", "pay", "call")
_CLAUSES: Final = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta")
_TERMS: Final = ("settled", "ready", "mild_case")
_ATTRIBUTES: Final = {
    "urgent": Value("yes/no"),
    "kind": Value("option", ("early", "late")),
    "sender": Value("party"),
    "size": Value("number"),
    "price": Value("money"),
    "ends": Value("date"),
}
_ROLES: Final = {
    "mode": Value("option", ("day", "night")),
    "to": Value("party"),
    "amount": Value("money"),
    "loud": Value("yes/no"),
}
_SINGLES: Final = {"approved": Value("yes/no"), "stock": Value("number"), "sunset": Value("date")}
_PARAMETERS: Final = {
    "limit": (Value("money"), ("5 EUR", "{value: at least 2 EUR}", "{value: unknown, type: money EUR}")),
    "closing": (Value("date"), ("2026-02-28", "{value: between 2026-01-19 and 2026-02-28}")),
    "quota": (Value("number"), ("2", "{value: at most 3}", "{value: unknown, type: number, certainty: reported}")),
}
_READINGS: Final = {"scope": ("narrow", "wide"), "view": ("first", "second", "third")}
MOST_CLAUSES: Final = len(_CLAUSES)
MOST_LISTS: Final = len(_LISTS)
MOST_TERMS: Final = len(_TERMS)
REFUSED: Final = frozenset({"E466", "E504", "E531", "E534"})
"""A circle, a cure that comes too late, a clause that can never apply or end: what is well typed may still be so."""


def draw_agreement(
    choices: Choices, *, most_clauses: int = 4, most_lists: int = 3, most_terms: int = 2
) -> tuple[Written, Agreement] | None:
    """An agreement without errors, as it was drawn and as it was read; None where its clauses make no sense together.

    Args:
        choices: Who chooses; with the smallest choices it is one permission, of one action.
        most_clauses: At most so many clauses, of at most eight.
        most_lists: At most so many lists, of at most four.
        most_terms: At most so many terms, of at most three.

    Raises:
        AgreementError: it has errors that it should not have.
    """
    written = Written("drawn", FIRST_DAY)
    _vocabulary(choices, written, most_lists)
    _definitions(choices, written, most_terms)
    clauses = Clauses(choices, written)
    for number, id in enumerate(_CLAUSES[:most_clauses]):
        drawn = len(written.clauses)
        _maybe(choices, number > 0, lambda id=id: written.clauses.append(clauses.clause(id)))  # type: ignore[misc]
        if len(written.clauses) == drawn:
            break
    written.partial = one_in(choices, 6)
    findings = Findings()
    chain = chain_of([Source("drawn.yaml", written.text)], findings)
    agreement = None if chain is None else examine_agreement(chain, findings)
    if agreement is not None:
        return written, agreement
    if {each.code for each in findings if each.code.startswith("E")} <= REFUSED:
        return None
    raise AgreementError(findings)


def _maybe(choices: Choices, optional: bool, make: Callable[[], object]) -> None:
    """Make something, or not if that is `optional`; the choice to do it is made together with what is made."""

    def once() -> None:
        if not optional or choices.pick(4) > 0:
            make()

    choices.together(once)


def _vocabulary(choices: Choices, written: Written, most_lists: int) -> None:
    written.parties = _PARTIES[: 2 + one_in(choices, 4)]
    for name in _LISTS[:most_lists]:
        _maybe(choices, True, lambda name=name: written.lists.append(_list(choices, written, name)))  # type: ignore[misc]
    for name, value in _SINGLES.items():
        if one_in(choices, 2):
            written.singles[name] = value
    for number, name in enumerate(_ACTIONS):
        if number == 0 or one_in(choices, 2):
            written.actions.append(_action(choices, written, name))


def _list(choices: Choices, written: Written, name: str) -> Sort:
    sort = Sort(name, event=not one_in(choices, 3))
    for attribute, value in _ATTRIBUTES.items():
        if one_in(choices, 3):
            sort.values[attribute] = value
    if written.lists and one_in(choices, 2):
        sort.values["about"] = Value("member", of=choose(choices, written.lists).name)
    if not sort.values:
        sort.values["urgent"] = _ATTRIBUTES["urgent"]
    return sort


def _action(choices: Choices, written: Written, name: str) -> Sort:
    sort = Sort(name, action=True)
    for role, value in _ROLES.items():
        if one_in(choices, 3):
            sort.values[role] = value
    if written.lists and one_in(choices, 3):
        sort.values["what"] = Value("member", of=choose(choices, written.lists).name)
    return sort


def _definitions(choices: Choices, written: Written, most_terms: int) -> None:
    """Parameters, readings and terms."""
    for name, (value, texts) in _PARAMETERS.items():
        if one_in(choices, 4):
            written.parameters[name] = (value, choose(choices, texts))
    for name, options in _READINGS.items():
        if one_in(choices, 4):
            written.readings[name] = options
    conditions = Conditions(choices, written)
    for name in _TERMS[:most_terms]:
        if one_in(choices, 3):
            of = choose(choices, ("", *(each.name for each in written.lists)))
            scope = Scope(clauses=False).and_(of) if of else Scope(clauses=False)
            means = conditions.about(of, scope) if of else conditions.condition(scope, 1)
            written.terms.append(Term(name, of, means))
