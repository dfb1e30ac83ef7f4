"""The grammar of English: articles, plurals, activities, numbers, lists and their marks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.core.types import DATE, NUMBER, PARTY, PERIOD, YES_NO, Entity, Money, Type
from evaluator.report.performance_words import number_in_words
from evaluator.report.words import day_in_words
from evaluator.sentences import english_grammar as grammar
from evaluator.sentences.english import TEMPLATES
from evaluator.sentences.language import Form
from tests.repository import ROOT


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("verdict", "a verdict"),
        ("invoice", "an invoice"),
        ("hour", "an hour"),
        ("house", "a house"),
        ("user", "a user"),
        ("unit", "a unit"),
        ("European", "a European"),
        ("API call", "an API call"),
        ("SLA", "an SLA"),
        ("GPU", "a GPU"),
        ("act of paying", "an act of paying"),
    ],
)
def test_an_article_follows_the_sound(noun: str, words: str) -> None:
    """Whether `a` or `an` stands before a noun is told by how it is spoken."""
    assert grammar.with_article(noun) == words


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("claim", "claims"),
        ("loss", "losses"),
        ("party", "parties"),
        ("day", "days"),
        ("box", "boxes"),
        ("breach", "breaches"),
        ("act of paying", "acts of paying"),
    ],
)
def test_a_plural_is_that_of_the_noun_in_front(noun: str, words: str) -> None:
    """What stands behind `of` keeps its number."""
    assert grammar.plural(noun) == words


@pytest.mark.parametrize(
    ("words", "doing"),
    [
        ("pay share", "paying share"),
        ("serve", "serving"),
        ("ship", "shipping"),
        ("quit", "quitting"),
        ("open safe", "opening safe"),
        ("transfer title", "transferring title"),
        ("deliver", "delivering"),
        ("renew", "renewing"),
        ("fix", "fixing"),
        ("see", "seeing"),
        ("lie", "lying"),
        ("use IP", "using IP"),
        ("buy out", "buying out"),
    ],
)
def test_an_activity_is_named_by_its_verb(words: str, doing: str) -> None:
    """The first word of an action is the verb."""
    assert grammar.activity(words) == doing


@pytest.mark.parametrize(
    ("name", "type", "words"),
    [
        ("goals", NUMBER, "number of goals"),
        ("net sales", Money("EUR"), "amount of net sales"),
        ("loss", Money("EUR"), "loss"),
        ("basis", NUMBER, "basis"),
        ("turnover", Money("EUR"), "turnover"),
    ],
)
def test_one_value_is_spoken_of_in_the_singular(name: str, type: Type, words: str) -> None:
    """A value whose name is a plural becomes the number or the amount of it."""
    assert grammar.singular(name, type) == words


@pytest.mark.parametrize(
    ("name", "type", "form"),
    [
        ("amount", Money("EUR"), Form.NOUN),
        ("by", PARTY, Form.PREPOSITION),
        ("against", PARTY, Form.PREPOSITION),
        ("of", Entity("claim"), Form.GENITIVE),
        ("of", DATE, Form.LABEL),
        ("settled", DATE, Form.STATE),
        ("due", DATE, Form.STATE),
        ("azure_release", DATE, Form.NOUN),
        ("takes_effect_on", DATE, Form.LABEL),
        ("ends", DATE, Form.LABEL),
        ("earned", PERIOD, Form.LABEL),
        ("need", NUMBER, Form.NOUN),
        ("settled", YES_NO, Form.NOUN),
    ],
)
def test_a_name_tells_how_phrases_are_built_with_it(name: str, type: Type, form: Form) -> None:
    """Nouns have a genitive, prepositions stand before what they name, states are entered; the rest is quoted."""
    assert grammar.form(name, type) is form


def test_a_list_has_one_word_at_its_end() -> None:
    """One item stands alone, several are joined as asked."""
    assert grammar.listed(["a"], "and") == "a"
    assert grammar.listed(["a", "b"], "or") == "a or b"
    assert grammar.listed(["a", "b", "c"], "and") == "a, b and c"
    assert grammar.listed(["a", "b", "c"], "nor") == "a nor b nor c"
    assert grammar.listed(["a", "b", "c"], "comma") == "a, b, c"


def test_marks_differ_within_a_list_and_between_a_list_and_the_one_around_it() -> None:
    """No two items of a list, and no two lists of which one is in the other, have one mark."""
    marks = [[grammar.mark(depth, item) for item in range(60)] for depth in range(3)]
    assert all(len(set(each)) == 60 for each in marks)
    assert [each[3] for each in marks] == ["(d)", "(iv)", "(4)"]
    assert marks[0][26] == "(aa)"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15))
def test_numbers_read_as_in_every_other_report(number: Decimal) -> None:
    """A number is written in sentences as it is in the table."""
    assert grammar.number(number) == number_in_words(number)


@given(st.one_of(st.dates(), st.datetimes()))
def test_days_read_as_in_every_other_report(day: date | datetime) -> None:
    """A day is written in sentences as it is in the table."""
    assert grammar.day(day) == day_in_words(day)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("it ends", "It ends."),
        ("note: what now?", "Note: what now?"),
        ("“rent” holds", "“rent” holds."),
        ("It ends.", "It ends."),
    ],
)
def test_a_sentence_begins_with_a_capital_and_ends_once(words: str, sentence: str) -> None:
    """A full stop is added where there is no end yet."""
    assert grammar.sentence(words) == sentence


def names_in(code: str) -> Iterator[re.Pattern[str]]:
    """The strings of a module as patterns; what is filled in at run time may be anything."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Constant(str() as text):
                yield re.compile(re.escape(text))
            case ast.JoinedStr(parts):
                words = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w. ]+" for part in parts)
                yield re.compile("".join(words))
            case _:
                pass


def test_every_template_is_used_somewhere() -> None:
    """No template is left over: each has a name that the code asks for, or one that it puts together."""
    folder = ROOT / "evaluator" / "sentences"
    modules = [
        path for path in folder.glob("*.py") if path.stem not in ("english", "english_norms", "english_outcomes")
    ]
    patterns = [pattern for path in modules for pattern in names_in(path.read_text(encoding="utf-8"))]
    known = [pattern for pattern in patterns if re.search(r"[a-z]{2}", pattern.pattern.replace(r"[\w. ]+", ""))]
    assert [name for name in TEMPLATES if not any(pattern.fullmatch(name) for pattern in known)] == []
