"""The machine that learns fact by fact: it holds of a small agreement, and fails once the engine takes answers back."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

import evaluator
from evaluator.testing import Knowledge, LawError
from tests.testing.samples import studio
from tests.testing.test_laws import open_lists_are_closed, what_ended_comes_back

FEW = settings(max_examples=12, stateful_step_count=8, deadline=None)
MANY = settings(FEW, max_examples=150)


def test_nothing_is_taken_back_while_facts_are_learnt() -> None:
    """Members, values, complete lists, readings and the passing of time leave definite answers and history alone."""
    run_state_machine_as_test(Knowledge(studio()), settings=FEW)


def test_an_engine_that_takes_answers_back_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """If open lists count as complete, one more member flips an answer."""
    open_lists_are_closed(monkeypatch)
    with pytest.raises(LawError, match="an answer was taken back"):
        run_state_machine_as_test(Knowledge(studio()), settings=MANY)


def test_an_engine_that_forgets_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """If what ended has not ended the next day, the machine that lets time pass sees it."""
    what_ended_comes_back(monkeypatch)
    with pytest.raises(LawError, match="ended, then not"):
        run_state_machine_as_test(Knowledge(studio(), about="access"), settings=MANY)


def test_a_clause_that_does_not_exist_is_refused() -> None:
    """What is misspelt is said when the machine is made."""
    with pytest.raises(evaluator.QuestionError, match="no clause `acces`; did you mean `access`"):
        Knowledge(studio(), about="acces")


def test_the_machine_becomes_a_test_of_its_own() -> None:
    """Its `TestCase` is what pytest collects, and bears the name of the agreement."""
    machine = Knowledge(studio())
    assert machine.__name__ == "Knowledge_studio"
    assert machine.TestCase.settings.stateful_step_count == 10
