"""Mistakes of the form are refused by the schemas, so that editors show them while they are made."""

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from evaluator.api.agreements import load_agreement
from evaluator.editing.scenario_about import scenario_about
from tests.editing.validating import complaints, read_alone, refused, shipped_text, validator
from tests.repository import ROOT, project_files

pytestmark = pytest.mark.once

AGREEMENT = """\
agreement: lease
version: 2026-01-01
text: partial
parties: [tenant, owner]
entities:
  leak: {on: date, mended: yes/no, wet: {type: [floor, wall], note: where}}
  storm: {type: yes/no, note: outside}
actions:
  pay: {to: party, amount: money EUR}
calendars:
  office: {country: DE, weekend: [saturday, sunday], also: 2026-12-24, except: [2026-10-31]}
parameters:
  rent_due: {value: 900 EUR, certainty: oral}
readings:
  quiet: {question: How quiet?, options: {loud: not at all, soft: quite}, default: undecided}
terms:
  wet: {means: storm}
  much: {cases: [{when: wet, then: 2%}, {otherwise: 0%}]}
clauses:
  rent:
    who: tenant
    must: pay
    to: owner
    where: pay.amount >= rent_due
    except: {small: pay.amount < 1 EUR}
    certainty: reported
"""
SCENARIO = """\
agreement: lease
as_of: 2026-03-01
complete: [leak: 2026-02-01]
facts:
  leak: [{id: first, on: 2026-02-01, mended: no}]
with: {quiet: soft}
ask:
  now: {pay: {by: tenant, amount: 900 EUR}}
expect:
  rent: {state: in_force, certainty: oral, since: at least 2026-01-01}
  now: obligatory
  agreement: in_force
"""
MISTAKES = {
    AGREEMENT: [
        ("    to: owner", "    too: owner"),
        ("    must: pay", "    must: pay\n    may: pay"),
        ("    must: pay\n", ""),
        ("    must: pay", "    must: [pay]"),
        ("    who: tenant\n", ""),
        ("certainty: reported", "certainty: reportd"),
        ("certainty: oral", "certainty: rumour"),
        ("text: partial", "text: some"),
        ("    must: pay", "    must ensure: storm"),
        ("    must: pay", "    may: pay\n    due: 2026-01-01"),
        ("    must: pay", "    must: pay\n    then: {end: agreement}"),
        ("    must: pay", "    must: pay\n    clock: runs"),
        ("    must: pay", "    must: pay\n    due: 2026-05-01\n    clock: run"),
        ("    must: pay", "    must: pay\n    survives: true then"),
        ("    must: pay", "    must: pay\n    for each: []"),
        ("    must: pay", "    can: pay\n    then: {cancel: agreement}"),
        ("    must: pay", "    can: pay\n    then: {end: rent, waive: rent}"),
        ("    must: pay", "    can: pay\n    then: {assign: rent}"),
        ("    must: pay", "    can: pay\n    then: {end: rent, to: owner}"),
        ("    must: pay", "    must: pay\n    upon: {from: 2026-01-01}"),
        ("    must: pay", "    must: pay\n    upon: {event: leak, form: 2026-01-01}"),
        ("    must: pay", "    must: pay\n    use: exclusivity@1"),
        ("value: 900 EUR", "value: 900 EUR, values: {2026-01-01: 5%}"),
        ("value: 900 EUR", "values: {soon: 5%}"),
        ("options: {loud: not at all, soft: quite}", "options: {loud: not at all}"),
        ("options: {loud: not at all, soft: quite}", "answers: {loud: not at all, soft: quite}"),
        ("{type: yes/no, note: outside}", "{type: yes/no, nte: outside}"),
        ("{otherwise: 0%}", "{otherwise: 0%, then: 1%}"),
        ("{means: storm}", "{mean: storm}"),
        ("parties: [tenant, owner]", "partys: [tenant, owner]"),
        ("parties: [tenant, owner]", "parties: []"),
        ("  rent:\n", "  1st rent:\n"),
        ("  rent:\n", "  every:\n"),
        ("version: 2026-01-01\n", ""),
        ("except: {small: pay.amount < 1 EUR}", "except: pay.amount < 1 EUR"),
        ("actions:\n  pay: {to", "actions:\n  pay: {by: party, to"),
        ("country: DE, weekend: [saturday, sunday],", ""),
        ("country: DE,", "country: DE, market: ECB,"),
        ("country: DE,", "subdivision: BY,"),
        ("country: DE,", "land: DE,"),
        ("[saturday, sunday]", "[saturday, sun]"),
        ("also: 2026-12-24", "also: 24.12.2026"),
    ],
    SCENARIO: [
        ("as_of: 2026-03-01\n", ""),
        ("as_of: 2026-03-01", "as_of: 1 March 2026"),
        ("as_of: 2026-03-01", "as_of: 20260301"),
        ("complete: [leak: 2026-02-01]", "complete: maybe"),
        ("complete: [leak: 2026-02-01]", "complete: [leak: soon]"),
        ("facts:", "fact:"),
        ("[{id: first, on: 2026-02-01, mended: no}]", "{id: first}"),
        ("[{id: first, on: 2026-02-01, mended: no}]", "[]"),
        ("now: {pay: {by: tenant, amount: 900 EUR}}", "now: {pay: {by: tenant}, look: {by: tenant}}"),
        ("now: {pay: {by: tenant, amount: 900 EUR}}", "now: {pay: {id: tenant}}"),
        ("now: {pay: {by: tenant, amount: 900 EUR}}", "now: pay"),
        ("state: in_force", "state: inforce"),
        ("state: in_force", "stat: in_force"),
        ("certainty: oral", "certainty: very"),
        ("since: at least 2026-01-01", "since: yesterday"),
        ("now: obligatory", "now: obligatry"),
        ("  rent: {", "  rent now: {"),
        ("  rent: {", "  rent:first/: {"),
        ("certainty: oral", "performance: opened"),
        ("certainty: oral", "due: soon"),
        ("certainty: oral", "amount: [900 EUR]"),
        ("agreement: in_force", "agreement: waived"),
        ("agreement: in_force", "agreement: {state: in_force, until: 2026-01-01}"),
        ("agreement: in_force", "agreement: {reasons: excepted}"),
    ],
}
OF_ITS_OWN = [
    ("  leak: [", "  leek: ["),
    ("mended: no", "mendd: no"),
    ("mended: no", "mended: true"),
    ("mended: no", "wet: roof"),
    ("on: 2026-02-01", "on: yesterday"),
    ("quiet: soft", "quiet: sft"),
    ("quiet: soft", "quite: soft"),
    ("quiet: soft", "rent_due: 900"),
    ("amount: 900 EUR", "amount: 900"),
    ("amount: 900 EUR", "amount: 900 USD"),
    ("amount: 900 EUR", "amont: 900 EUR"),
    ("by: tenant", "by: tennant"),
    ("now: {pay:", "now: {pey:"),
    ("complete: [leak: 2026-02-01]", "complete: [leek: 2026-02-01]"),
    ("complete: [leak: 2026-02-01]", "complete: [leek]"),
    ("now: obligatory", "now: in_force"),
    ("rent: {state: in_force, certainty: oral, since: at least 2026-01-01}", "rent: permitted"),
    ("rent: {state", "rent:first: {state"),
    ("agreement: in_force", "agreement: permitted"),
]
WITH_UNKNOWN_KEY = re.compile(r"error\[E202\][^\n]*\n +--> ([^:\n]+):")


@pytest.mark.parametrize("text", MISTAKES, ids=["agreement", "scenario"])
def test_without_a_mistake_they_fit(text: str) -> None:
    """The texts into which the mistakes are planted are right."""
    kind, clean = read_alone(text)
    assert clean
    assert complaints(validator(kind), text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"), [(text, *pair) for text, pairs in MISTAKES.items() for pair in pairs]
)
def test_a_planted_mistake_is_refused(text: str, right: str, wrong: str) -> None:
    """A misspelt key, a second modality, a word that is not in its list: each is shown by the editor."""
    assert right in text
    kind, _ = read_alone(text)
    assert refused(validator(kind), text.replace(right, wrong))
    assert not read_alone(text.replace(right, wrong))[1]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Draft202012Validator:
    """The validator of scenarios about the agreement above."""
    file = tmp_path_factory.mktemp("own") / "lease.yaml"
    file.write_text(AGREEMENT, encoding="utf-8")
    schema = scenario_about(load_agreement(file).checked("2026-01-01"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_a_scenario_fits_the_schema_of_its_agreement(own: Draft202012Validator) -> None:
    """The scenario into which the mistakes are planted is right, also with what may stand in the place of a value."""
    assert complaints(own, SCENARIO) == []
    for written in ("unknown", "anything", "at least 800 EUR", "between 1 EUR and 2 EUR", "0.5 million EUR"):
        assert complaints(own, SCENARIO.replace("900 EUR", written)) == []
    for written in ("open", "{performance: none, due: none}", "{amount: at most 900 EUR, outstanding: unknown}"):
        assert complaints(own, SCENARIO.replace("rent: {state: in_force,", f"rent: {written} #")) == []
    for written in ("yes", "2026-03-01", "[leak]", "[leak where (leak.mended), pay: 2026-01-01]"):
        assert complaints(own, SCENARIO.replace("[leak: 2026-02-01]", written)) == []


@pytest.mark.parametrize(("right", "wrong"), OF_ITS_OWN)
def test_a_word_that_the_agreement_does_not_have_is_refused(own: Draft202012Validator, right: str, wrong: str) -> None:
    """A misspelt fact, option or clause is shown by the schema that knows the agreement."""
    assert right in SCENARIO
    assert refused(own, SCENARIO.replace(right, wrong))


def test_bad_files_with_an_unknown_key_are_refused() -> None:
    """Wherever the reader reports a key that does not exist (E202), the schema refuses the file."""
    found = []
    for path in project_files():
        if path.parts[:2] != ("tests", "bad") or path.suffix != ".txt":
            continue
        for name in WITH_UNKNOWN_KEY.findall(shipped_text(path)):
            file = Path(path.parent, name)
            kind, _ = read_alone(shipped_text(file))
            assert refused(validator(kind), shipped_text(file)), file
            found.append(file)
    assert len(found) > 3
    assert (ROOT / found[0]).is_file()
