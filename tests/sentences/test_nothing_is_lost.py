"""Nothing of a norm is lost: every word that it uses stands in its sentences, and every word is explained."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from evaluator.core import expressions as core
from evaluator.program import Program
from evaluator.sentences.definitions import definitions
from evaluator.sentences.norms import norm_sentences
from tests.lives.accepting import accepted
from tests.lives.toy import World
from tests.lives.worlds import worlds
from tests.meaning import native
from tests.meaning import worlds as meaning
from tests.meaning.effort import effort
from tests.sentences.programs import ALL_SORTS, bundled
from tests.sentences.saying import expressions, has_to_say, plain, said


def lost(program: Program) -> list[str]:
    """What is not said of the norms of a program."""
    found = []
    for norm in program.norms.values():
        text = plain(" ".join(norm_sentences(norm, program)))
        missing = (wanted for wanted in has_to_say(norm, program) if not re.search(wanted, text))
        found += [f"{norm.clause}: {wanted} in {text}" for wanted in missing]
    return found


@pytest.mark.parametrize("program", bundled(), ids=lambda program: f"{program.agreement}@{program.version}")
def test_nothing_of_the_clauses_that_ship_is_lost(program: Program) -> None:
    """Parameters, terms, readings, attributes, literals, clauses and keys of every bundled norm are said."""
    assert lost(program) == []


def test_nothing_of_a_clause_with_all_sorts_of_expressions_is_lost() -> None:
    """Neither are those of an agreement that uses everything there is."""
    assert lost(native.agreement_of(ALL_SORTS).program("2026-01-01")) == []


@effort(60)
@given(worlds())
def test_nothing_of_generated_lives_is_lost(world: World) -> None:
    """Nor of clauses with deadlines, remedies and effects that were generated."""
    agreement = accepted(world)
    assert lost(agreement.program(agreement.versions[-1])) == []


@effort(60)
@given(st.data())
def test_nothing_of_generated_meanings_is_lost(data: st.DataObject) -> None:
    """Nor of clauses with quantifiers, terms and readings that were generated."""
    text = meaning.agreement_text(data.draw(meaning.agreements(ever=True)))
    note(text)
    agreement = native.accepted(text)
    assert lost(agreement.program(agreement.versions[-1])) == []


@pytest.mark.parametrize("program", bundled(), ids=lambda program: f"{program.agreement}@{program.version}")
def test_every_term_parameter_and_reading_of_a_clause_is_explained(program: Program) -> None:
    """The meaning of words names each that the clause uses, and each that these use in turn."""
    for norm in program.norms.values():
        text = plain(" ".join(definitions((norm,), program)))
        pending, used = list(expressions(norm)), set[str]()
        while pending:
            match pending.pop():
                case core.Term(name) if name not in used:
                    used.add(name)
                    pending += expressions(program.definitions[name].body)
                case core.Parameter(name) | core.Reading(name):
                    used.add(name)
                case _:
                    pass
        assert [name for name in used if said(name) not in text] == []
