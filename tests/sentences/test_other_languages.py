"""All English stands in one place: another language has its own templates, and nothing else leaks into it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evaluator
from evaluator.core.types import Enum, Money, Number
from evaluator.engine.outcome import Outcome
from evaluator.frozen import replace
from evaluator.program import Program
from evaluator.sentences.definitions import definitions
from evaluator.sentences.norms import norm_sentences
from evaluator.sentences.outcomes import outcome_paragraphs
from tests.lives.accepting import accepted
from tests.lives.texts import scenario_text
from tests.lives.toy import World
from tests.lives.worlds import ASKED, hiding, worlds
from tests.meaning import native
from tests.meaning.effort import effort
from tests.sentences.made_up import MADE_UP
from tests.sentences.programs import ALL_SORTS


def texts(program: Program) -> Iterator[str]:
    """Every text that an agreement brings along."""
    yield from (program.agreement, program.title, program.version)
    for party, title in program.parties.items():
        yield from (party, title)
    yield from (*program.definitions, *program.parameters, *program.singles, *program.calendars)
    for reading in program.readings.values():
        yield from (reading.name, reading.question, *reading.options, *reading.options.values())
    types = [*program.singles.values(), *(parameter.type for parameter in program.parameters.values())]
    for sort in program.sorts.values():
        yield from (sort.name, *sort.attributes, *sort.notes.values())
        types += sort.attributes.values()
    for type in types:
        match type:
            case Enum(options):
                yield from options
            case Money(unit) | Number(str(unit)):
                yield unit
            case _:
                pass
    for norm in program.norms.values():
        yield from (norm.clause, norm.title, norm.note, *(name for name, _ in norm.exceptions))
        yield from (text for source in norm.cite for text in (source.id, source.title))
    yield from ("day", "week", "month", "quarter", "year", "secret", "other")  # what is ranged over, and names


def words(found: str) -> set[str]:
    """The words of a text, in small letters."""
    return set(re.findall(r"[a-z]+", found.lower()))


def own_words(program: Program) -> set[str]:
    """The words of all texts of an agreement."""
    return set().union(*(words(text) for text in texts(program)))


def of_clauses(program: Program) -> set[str]:
    """The words that are said of all clauses in the made-up language, and of what theirs mean."""
    said = [sentence for norm in program.norms.values() for sentence in norm_sentences(norm, program, MADE_UP)]
    return words(" ".join((*said, *definitions(program.norms.values(), program, MADE_UP))))


def test_no_english_is_said_of_clauses_with_all_sorts_of_expressions() -> None:
    """Every word of the sentences about clauses is the agreement's own."""
    program = native.agreement_of(ALL_SORTS).program("2026-01-01")
    assert of_clauses(program) <= own_words(program)


def without_questions(outcome: Outcome) -> Outcome:
    """An outcome without what the engine itself words: questions and assumptions."""
    norms = tuple(replace(norm, missing=(), assumptions=()) for norm in outcome.norms)
    acts = tuple(replace(act, missing=(), assumptions=()) for act in outcome.acts)
    return replace(outcome, title="", norms=norms, acts=acts, assumptions=(), idle_assumptions=())


@effort(60)
@given(worlds(), st.sampled_from(ASKED), st.data())
def test_no_english_is_said_of_generated_lives_and_their_outcomes(world: World, day: int, data: st.DataObject) -> None:
    """Whatever becomes of norms, every word that is said of it is the agreement's or the scenario's own."""
    agreement = accepted(world)
    program = agreement.program(agreement.versions[-1])
    scenario = native.scenario_of(agreement, scenario_text(world, day, data.draw(hiding(world))))
    outcome = without_questions(evaluator.evaluate(scenario))
    ids = words(" ".join([*(act.id for act in outcome.acts), *(norm.address for norm in outcome.norms)]))
    known = own_words(program) | ids
    assert of_clauses(program) <= known
    assert words(" ".join(outcome_paragraphs(outcome, program, MADE_UP))) <= known


@pytest.mark.parametrize("name", ["act.asked.silent", "norm.must", "property.marked.not"])
def test_a_template_that_is_missing_is_noticed(name: str) -> None:
    """A language that lacks a template does not fall back to another one in silence."""
    fewer = {key: template for key, template in MADE_UP.templates.items() if key != name}
    with pytest.raises(KeyError):
        replace(MADE_UP, templates=fewer).say(name, act="", who="", mark="")
