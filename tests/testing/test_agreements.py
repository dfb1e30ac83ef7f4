"""Drawn agreements: they have no errors, every construct occurs in them, and failures shrink to a small file."""

from __future__ import annotations

import ast

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from evaluator.generation import RandomChoices, draw_agreement
from evaluator.testing import DrawnAgreement, agreements, laws, scenarios
from tests.durable.both import REASON, differences
from tests.meaning.effort import effort
from tests.meaning.native import agreement_of

DRAWS = 400
SMALLEST = """\
agreement: drawn
version: 2026-01-01
parties: [ann, bob]
actions:
  use: {}
clauses:
  alpha:
    who: ann
    may: use
"""


@pytest.fixture(scope="module")
def drawn() -> list[str]:
    """The texts of agreements that chance has drawn; those that make no sense are left out."""
    found = [draw_agreement(RandomChoices(seed)) for seed in range(DRAWS)]
    return [written.text for written, _ in filter(None, found)]


@effort(50)
@given(agreements(most_clauses=6, most_lists=4, most_terms=3))
def test_a_drawn_agreement_has_no_errors(agreement: DrawnAgreement) -> None:
    """What is printed of it is a text that is read again without one, to the same agreement."""
    text = ast.literal_eval(repr(agreement))
    again = agreement_of(text)
    assert list(again.program(again.versions[0]).norms) == list(agreement.program(agreement.versions[0]).norms)


def test_hardly_any_is_discarded(drawn: list[str]) -> None:
    """One in a hundred at most makes no sense, and chance draws few of them twice."""
    assert len(drawn) >= DRAWS * 99 // 100
    assert len(set(drawn)) >= DRAWS * 9 // 10


CONSTRUCTS = (
    *("may: ", "must: ", "must not: ", "can: ", "need not: ", "must ensure: ", "who: anyone", "to: "),
    *("when: ", "unless: ", "until: ", "from: ", "through: ", "where: ", "for each: ", "upon: ", "due: ", "amount: "),
    *("except:", "overrides: ", "subject to: ", "applied: ", "cures: ", "then: ", "certainty: ", "text: partial"),
    *("some ", "every ", "count(", "sum(", " and ", " or ", "not (", "today ", "reading.", "limit", "was breached"),
    *(".due + ", ".breached_on + ", "parameters:", "readings:", "terms:", "about: ", "about.", "what: ", "unknown"),
)


@pytest.mark.parametrize("words", CONSTRUCTS)
def test_every_construct_occurs(drawn: list[str], words: str) -> None:
    """Each in one of a hundred agreements at least, so that a search soon comes upon it."""
    assert sum(words in text for text in drawn) * 100 >= len(drawn)


def test_vocabularies_differ(drawn: list[str]) -> None:
    """Lists that are events and lists that are none, each type of attribute, one list that refers to another."""
    whole = "\n".join(drawn)
    for words in ("yes/no", "[early, late]", "party", "number", "money EUR", "date", "on: date", "about: notice"):
        assert words in whole
    assert len({text.split("clauses:")[0] for text in drawn}) > DRAWS // 2


def test_bounds_are_kept() -> None:
    """No more clauses, lists and terms than are asked for; what is out of range is refused."""
    for seed in range(50):
        found = draw_agreement(RandomChoices(seed), most_clauses=2, most_lists=1, most_terms=0)
        if found is not None:
            written, _ = found
            assert (len(written.clauses) <= 2, len(written.lists) <= 1, written.terms) == (True, True, [])
    with pytest.raises(ValueError, match="most_clauses is from 1 to 8, not 9"):
        agreements(most_clauses=9)
    with pytest.raises(ValueError, match="most_lists is from 0 to 4, not -1"):
        agreements(most_lists=-1)


SEARCH = settings(
    max_examples=1000, derandomize=True, database=None, deadline=None, phases=[Phase.generate, Phase.shrink]
)


def test_the_smallest_agreement_is_one_permission() -> None:
    """What every agreement has in common is all that is left where anything fails."""
    assert find(agreements(), lambda _: True, settings=SEARCH).text == SMALLEST


@pytest.mark.parametrize(("words", "lines"), [("until: ", 11), ("except:", 12)])
def test_what_is_found_shrinks_to_a_small_file(words: str, lines: int) -> None:
    """Little more is left than the construct that is to blame."""
    assert len(find(agreements(), lambda found: words in found.text, settings=SEARCH).text.splitlines()) <= lines


@effort(30)
@given(st.data())
def test_both_engines_answer_drawn_scenarios_about_drawn_agreements_alike(data: st.DataObject) -> None:
    """Scenarios are drawn about one as about any other; the answers are the same, byte for byte."""
    pytest.importorskip("durable_rules_engine", reason=REASON)
    assert differences(data.draw(scenarios(data.draw(agreements())))) == []


@effort(10)
@given(st.data())
def test_laws_can_be_asked_of_a_drawn_agreement(data: st.DataObject) -> None:
    """An agreement without a file is an agreement like any other."""
    for law in laws(data.draw(agreements(most_clauses=3)), only=["order", "claims", "consistency"]):
        law.check(data.draw(law.scenarios))
