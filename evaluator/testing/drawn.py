"""Agreements as a Hypothesis strategy."""

from __future__ import annotations

from typing import Protocol

from hypothesis import reject
from hypothesis import strategies as st

from evaluator.api.agreements import Agreement
from evaluator.frozen import fields
from evaluator.generation.draw_agreement import MOST_CLAUSES, MOST_LISTS, MOST_TERMS, draw_agreement
from evaluator.testing.strategy import HypothesisChoices


class _Printer(Protocol):
    def text(self, text: str) -> None:
        """Print a text as it is."""


class DrawnAgreement(Agreement):
    """A drawn agreement, checked; printing it gives its text."""

    @property
    def text(self) -> str:
        """The agreement file."""
        return self.chain.versions[0].written.span.source.text

    def __repr__(self) -> str:
        return f'"""\\\n{self.text}"""'

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:  # noqa: ARG002 - Hypothesis calls it so
        printer.text(repr(self))


def agreements(*, most_clauses: int = 4, most_lists: int = 3, most_terms: int = 2) -> st.SearchStrategy[DrawnAgreement]:
    """Agreements without errors, for tests of whatever takes any agreement.

    Each has a vocabulary of its own (parties, lists of things and events that refer to one another, single facts,
    actions), and perhaps parameters, of which not everything is known, readings and terms. Its clauses are of every
    modality, with conditions about facts, dates, terms, readings and what has become of earlier clauses, with
    exceptions, priorities, deadlines, amounts, remedies and effects. `scenarios` takes one like any other:
    `agreements().flatmap(scenarios)`.

    They are well typed by construction. The few whose clauses make no sense together (one that could never apply) are
    discarded. A failure shrinks towards one permission of one action; what is printed is a text that can be put into
    a file.

    Args:
        most_clauses: At most so many clauses, from 1 to 8.
        most_lists: At most so many lists, from 0 to 4.
        most_terms: At most so many terms, from 0 to 3.

    Raises:
        ValueError: a number is out of its range.
    """
    ranges = {"most_clauses": (1, MOST_CLAUSES), "most_lists": (0, MOST_LISTS), "most_terms": (0, MOST_TERMS)}
    for name, given in (("most_clauses", most_clauses), ("most_lists", most_lists), ("most_terms", most_terms)):
        low, high = ranges[name]
        if not low <= given <= high:
            raise ValueError(f"{name} is from {low} to {high}, not {given}")
    return _drawn(most_clauses, most_lists, most_terms)


@st.composite
def _drawn(draw: st.DrawFn, most_clauses: int, most_lists: int, most_terms: int) -> DrawnAgreement:
    found = draw_agreement(
        HypothesisChoices(draw), most_clauses=most_clauses, most_lists=most_lists, most_terms=most_terms
    )
    if found is None:
        reject()
    return DrawnAgreement(**{name: getattr(found[1], name) for name in fields(Agreement)})
