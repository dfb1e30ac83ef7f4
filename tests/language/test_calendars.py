"""Calendars of business days: what is read, what is inherited, and what is said where the library is missing."""

import re
import sys
from datetime import date
from textwrap import indent

import pytest

from evaluator.api.agreements import examine_agreement
from evaluator.diagnostics import Findings
from evaluator.engine.outcome import When
from evaluator.library.load import chain_of
from evaluator.report.consolidated_data import agreement_data
from evaluator.report.consolidated_text import render
from evaluator.source import Source
from tests.language.diagnosis import diagnose_text
from tests.language.reading import HEAD, chain, complaints
from tests.meaning.native import agreement_of, answer
from tests.repository import ROOT

CLAUSES = "clauses:\n  access: {who: tenant, may: use_studio, through: 2026-05-29 + 10 business days}\n"
OWN = "calendars: {own: {weekend: [saturday, sunday], also: 2026-06-04}}\n"
AMENDMENT = "agreement: lease\nversion: 2026-03-01\namends: 2026-01-01\n"
QUESTIONS = """\
agreement: asking
version: 2026-01-01
parties: [ann, ben]
entities: {letter: {on: date}}
actions: {reply: {}}
calendars: {office: {weekend: [saturday, sunday]}}
clauses:
  reply_in_time:
    use: answering@1
    with: {giver: ann, question: letter, answer: reply, window: 5 business days}
"""
PATTERN = """\
pattern: answering
version: 1
title: An answer
purpose: Whoever is asked answers in time.
parameters:
  giver: party
  question: {type: entity, has: {on: date}}
  answer: action
  window: duration
clauses:
  answering:
    who: giver
    must: answer
    for each: question
    from: rolled(question.on + 2 business days, following)
    through: question.on + window
example:
"""
PATTERN += indent(QUESTIONS, "  ") + "cases: {An answer: {as_of: 2026-07-06, expect: none}}\n"
VOCABULARY = "parties: [tenant, owner]\nactions: {use_studio: {}}\ncalendars: {own: {weekend: sunday}}\n"
BARE = "agreement: lease\nversion: 2026-01-01\n"


def test_a_calendar_is_inherited() -> None:
    """From the shared vocabulary and from earlier versions."""
    made = chain(VOCABULARY, BARE + CLAUSES, AMENDMENT + "calendars: {office: {weekend: none}}\n")
    assert [list(version.calendars) for version in made.versions] == [["own"], ["own", "office"]]


@pytest.mark.parametrize("replaces", ["", "replaces: [own]\n"])
def test_a_calendar_that_is_defined_again_is_named(replaces: str) -> None:
    """No clause comes to count by other days without a word about it."""
    again = AMENDMENT + replaces + "calendars: {own: {weekend: none}}\n"
    assert complaints(HEAD + OWN + CLAUSES, again) == ([] if replaces else ["E315"])
    assert complaints(VOCABULARY, BARE + CLAUSES, again) == ([] if replaces else ["E315"])
    assert complaints(HEAD + OWN + CLAUSES, AMENDMENT + OWN) == [], "the same words change nothing"
    assert complaints(HEAD + OWN + CLAUSES, AMENDMENT + "replaces: [own]\n") == ["E316"]


@pytest.mark.parametrize("word", ["tenant", "use_studio", "deposit", "studio_free"])
def test_a_calendar_has_a_name_of_its_own(word: str) -> None:
    """Parties, actions, parameters and terms share their names with calendars."""
    more = "parameters: {deposit: 5%}\nterms: {studio_free: yes}\n"
    assert complaints(HEAD + more + f"calendars: {{{word}: {{weekend: sunday}}}}\n" + CLAUSES) == ["E317"]


def test_a_calendar_with_errors_is_not_missed() -> None:
    """What could not be read is reported once, and what counts by it is not blamed for it."""
    assert [found.code for found in diagnose_text(HEAD + "calendars: {own: {weekend: sunda}}\n" + CLAUSES)] == ["E217"]
    assert [found.code for found in diagnose_text(HEAD + "calendars: {own: {country: X}}\n" + CLAUSES)] == ["E415"]


def test_one_weekday_or_a_list_or_none() -> None:
    """Lists of one may be written without brackets, and days of rest come out in the order of the week."""
    text = "calendars: {a: {weekend: sunday}, b: {weekend: [sunday, saturday], also: none}, c: {weekend: none}}\n"
    found = chain(HEAD + text + CLAUSES).versions[0].calendars
    assert [found[name].weekend for name in "abc"] == [("sunday",), ("saturday", "sunday"), ()]


def test_without_the_library_the_command_that_brings_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error at the country, never a traceback; a calendar of stated days does without it."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    monkeypatch.setitem(sys.modules, "holidays.registry", None)
    (found,) = diagnose_text(HEAD + "calendars: {banking: {country: US}}\n" + CLAUSES)
    assert (found.code, "pip install 'clause-evaluator[calendar]'" in found.help) == ("E416", True)
    assert found.span is not None
    assert found.span.text == "US"
    assert diagnose_text(HEAD + OWN + CLAUSES) == []


def test_a_calendar_is_shown_with_the_agreement() -> None:
    """As it is written, with each key, as data and as text."""
    text = "calendars: {own: {country: DE, subdivision: BY, weekend: none, except: 2026-10-31, note: on call}}\n"
    findings = Findings()
    made = chain_of([Source("lease.yaml", HEAD + text + CLAUSES)], findings)
    assert made is not None
    shown = {"country": "DE", "subdivision": "BY", "weekend": "none", "except": ["2026-10-31"], "note": "on call"}
    assert agreement_data(made, made.versions[0])["calendars"] == {"own": shown}
    assert """
## Calendars
- own:
    country: DE
    subdivision: BY
    weekend: none
    except: 2026-10-31
    note: on call
""" in render(made, made.versions[0])


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("2026-05-29 + 1 business day", ""),
        ("2026-05-29 + 1 own business day", ""),
        ("(2026-05-29 + 1 month) + 5 business days", ""),
        ("2026-05-29 + 1 month - 5 business days", ""),
        ("unknown + 5 business days", ""),
        ("rolled(2026-05-29, preceding)", ""),
        ("rolled(2026-05-29 + 3 business days, modified_preceding, own)", ""),
        ("if business_day(today) then 2026-05-29 else 2026-06-01", ""),
        ("2026-05-29 + -5 business days", "E417"),
        ("2026-05-29 + (1 month + 5 business days)", "E417"),
        ("2026-05-29 + 2 * 5 business days", "E417"),
        ("5 business days + 2026-05-29", "E417"),
        ("2026-05-29 + 5 business weeks", "E417"),
        ("2026-05-29 + 5 thousand business days", "E412"),
        ("2026-05-29 + 0.5 business days", "E412"),
        ("2026-05-29 + 5 other business days", "E430"),
        ("2026-05-29 + 5 business days in own", "E425"),
        ("rolled(2026-05-29, own)", "E447"),
        ("rolled(2026-05-29, 'following')", "E447"),
        ("rolled('{0}', '{', '{}')", "E442 E447 E430"),
        ("rolled(2026-05-29, following.own)", "E447"),
        ("rolled(2026-05-29, following, 'own')", "E430"),
        ("rolled(5 days, following)", "E442"),
        ("rolled(2026-05-29)", "E446"),
        ("business_day(2026-05-29, own)", "E525"),
        ("own", "E425"),
        ("rolld(2026-05-29, following)", "E445"),
    ],
)
def test_business_days_are_counted_from_a_date_and_nowhere_else(expression: str, code: str) -> None:
    """Each way to write them is right, or has a finding of its own."""
    text = f"{HEAD}{OWN}clauses:\n  access:\n    who: tenant\n    may: use_studio\n    through: {expression}\n"
    assert [found.code for found in diagnose_text(text) if found.code[0] == "E"] == code.split()


def test_a_parameter_without_a_type_that_is_counted_from_is_a_date() -> None:
    """As with durations, what an unknown parameter is used for tells its type."""
    text = f"{HEAD}{OWN}parameters: {{start: unknown}}\n" + CLAUSES.replace("2026-05-29", "start")
    assert diagnose_text(text) == []
    assert [found.code for found in diagnose_text(f"{text}  more: {{who: tenant, may: use_studio, when: start > 5}}\n")]


def test_a_pattern_counts_by_the_only_calendar_there_is() -> None:
    """In its own text and in a duration that it was given, as if the agreement had written both."""
    facts = "as_of: 2026-07-06\ncomplete: yes\nfacts: {letter: [{id: first, on: 2026-07-02}]}\n"
    found = answer(agreement_of(PATTERN, QUESTIONS), facts)["reply_in_time:first"]
    assert found.since == When(date(2026, 7, 6), date(2026, 7, 6))
    assert found.until == When(date(2026, 7, 10), date(2026, 7, 10))


def test_a_pattern_names_no_calendar() -> None:
    """Where there are several, the finding shows the pattern and its use; a duration may name the one that is meant."""
    several = QUESTIONS.replace("{office: {", "{always: {weekend: none}, office: {")
    named = several.replace("5 business days", "5 always business days")
    places = []
    for text in (several, named):
        findings = Findings()
        made = chain_of([Source("1.yaml", PATTERN), Source("2.yaml", text)], findings)
        assert made is not None
        examine_agreement(made, findings)
        places.append([found.span.source.name for found in findings if found.code == "E411" and found.span is not None])
    assert places == [["1.yaml", "1.yaml", "2.yaml"], ["1.yaml", "1.yaml"]]
    findings = Findings()
    chain_of(
        [Source("1.yaml", PATTERN.replace("2 business", "2 office business")), Source("2.yaml", QUESTIONS)], findings
    )
    assert [found.code for found in findings] == ["E346"]


def test_one_file_imports_the_library() -> None:
    """And only inside functions, so that nobody pays who does not count by its holidays."""
    importing = re.compile(r"^( *)(?:from|import) holidays\b", re.MULTILINE)
    found = {
        path.name: {len(indent) for indent in importing.findall(path.read_text(encoding="utf-8"))}
        for path in (ROOT / "evaluator").rglob("*.py")
    }
    assert {name: indents for name, indents in found.items() if indents} == {"public_holidays.py": {4, 8}}
