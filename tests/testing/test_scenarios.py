"""Drawn scenarios: they have no errors, they meet every boundary, and failures shrink to few lines."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from datetime import date, datetime

import pytest
from hypothesis import Phase, find, given, settings

import evaluator
from evaluator.api.scenarios import Scenario
from evaluator.generation import RandomChoices, Subject, draw_scenario, subject_of, wishes_about
from evaluator.testing import scenarios
from tests.meaning.native import agreement_of, scenario_of
from tests.testing.samples import lease, monthly, studio

SHIPPED = ("microsoft_openai@2025-10-28", "equipment_lease@2026-01-01", "cloud_services@2026-01-01")
DRAWS = 300


def subject(agreement: evaluator.Agreement) -> Subject:
    """The last version of an agreement, to draw scenarios about."""
    return subject_of(agreement, agreement.versions[-1], pinned=False)


def texts(about: Subject, count: int = DRAWS) -> list[str]:
    """The texts of scenarios drawn by chance."""
    wishes = wishes_about(about)
    drawn = [draw_scenario(about, RandomChoices(seed), wishes) for seed in range(count)]
    return [found[0].text for found in drawn if found is not None]


@settings(max_examples=60)
@given(scenarios(studio()))
def test_a_drawn_scenario_is_one_without_errors(scenario: Scenario) -> None:
    """Its text, read again, is accepted and has the outcome of the scenario itself."""
    text = ast.literal_eval(repr(scenario))
    again = scenario_of(scenario.agreement, text)
    assert evaluator.to_data(evaluator.evaluate(again)) == evaluator.to_data(evaluator.evaluate(scenario))


@pytest.mark.parametrize("reference", SHIPPED)
def test_few_scenarios_about_what_ships_are_discarded(reference: str) -> None:
    """Of scenarios about the agreements that ship, which have constraints, one in a hundred at most is given up."""
    name, version = reference.split("@")
    about = subject_of(evaluator.load_agreement(name), version, pinned=True)
    assert about.engine.program.rules
    assert len(texts(about, 100)) >= 99


def test_a_parameter_is_fixed_within_what_is_known_of_it() -> None:
    """Where the text says that a period ends on 28 October 2025 at the earliest, no scenario has it end before."""
    about = subject_of(evaluator.load_agreement("microsoft_openai"), "2025-10-28", pinned=True)
    drawn = "".join(texts(about, 150))
    ends = re.findall(r"azure_period_end: (?:at most )?([\d-]+)", drawn)
    assert ends
    assert min(ends) >= "2025-10-28"


def test_every_boundary_of_the_lease_is_drawn() -> None:
    """Of each date that the text names, the day before, the day and the day after; of each amount, a cent beside it."""
    drawn = texts(subject(lease()))
    asked = {text.split("as_of: ")[1][:10] for text in drawn}
    stated = {found for text in drawn for found in re.findall(r" on: (\d{4}-\d\d-\d\d)", text)}
    around = ("01-01", "01-02", "01-31", "02-01", "02-02", "12-30", "12-31")
    days = {*(f"2026-{day}" for day in around), "2027-01-01"}
    assert days <= asked
    assert {"2025-12-31", *days} <= stated
    amounts = {found for text in drawn for found in re.findall(r"amount: ([\d.]+) EUR", text)}
    assert {"0", "0.01", "899.99", "900", "900.01", "450"} <= amounts


def test_every_kind_of_statement_is_drawn() -> None:
    """Bounds, never, unknown, options, parties, lists open, empty and complete, readings, acts asked and stated."""
    drawn = texts(subject(studio()))
    whole = "\n".join(drawn)
    for words in (
        *("at least ", "at most ", "between ", "over: never", "by: tenant", "by: owner", "kind: music", "kind: work"),
        *("loud: yes", "loud: no", "deposit_paid: yes", "deposit_paid: no", ": none\n", "complete: yes\n"),
        *("complete: 2026", "complete: [", "form: any", "form: own", "may_use_studio: ", "use_studio_1,", "anything"),
        *("level: 79", "level: 80", "level: 81", " 23:59", " 00:00"),
    ):
        assert words in whole, words
    assert any("complete" not in text and "with:" not in text and "ask:" not in text for text in drawn)
    assert re.search(r"surrender_\d+, by: \w+}", whole), "a day is left unknown"


def test_days_that_follow_from_the_text_are_drawn() -> None:
    """The last timely day of each monthly duty is stated nowhere; the days around it are drawn all the same."""
    edges = subject(monthly()).edges.days
    assert {date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5)} <= set(edges)


def test_the_same_choices_give_the_same_text() -> None:
    """Nothing but the choices decides what is drawn."""
    assert texts(subject(studio()), 20) == texts(subject(studio()), 20)


@settings(max_examples=25)
@given(
    scenarios(studio(), as_of=date(2026, 6, 1), complete=True, asks=["use_studio"], most_members=1, most_asked=1),
)
def test_wishes_are_met(scenario: Scenario) -> None:
    """The day, complete lists, the actions asked about and how much is stated can be chosen."""
    written = scenario.written
    assert scenario.as_of == date(2026, 6, 1)
    assert written.complete.everything
    assert {act.action.text for act in written.ask} <= {"use_studio"}
    assert len(written.ask) <= 1
    assert sum(len(each.members) for each in written.facts) <= 1


@settings(max_examples=25)
@given(scenarios(studio(), about="music"))
def test_only_what_a_clause_depends_on_is_stated(scenario: Scenario) -> None:
    """With `about`, lists, facts and readings that cannot bear on the clause are left out, and nothing is asked."""
    assert {each.name.text for each in scenario.written.facts} <= {"noise"}
    assert not scenario.written.fixed
    assert not scenario.written.ask


@settings(max_examples=15)
@given(scenarios("microsoft_openai", as_of=datetime(2026, 1, 15, 12, 0), most_members=1))
def test_without_a_version_the_one_of_the_day_governs(scenario: Scenario) -> None:
    """Nothing is pinned, and the scenario is about the version in force on the day asked about."""
    assert scenario.pin is None
    assert evaluator.evaluate(scenario).version == "2025-10-28"


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ({"version": "2020-01-01"}, "no version `2020-01-01`"),
        ({"about": "acces"}, "no clause `acces`; did you mean `access`?"),
        ({"asks": ["paid"]}, "no action `paid`"),
        ({"as_of": date(2020, 1, 1)}, "no version of `studio` is in force on 2020-01-01"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused(wishes: dict[str, object], words: str) -> None:
    """What is misspelt is said at once, and not found out by tests in which nothing happens."""
    with pytest.raises(evaluator.QuestionError, match=re.escape(words)):
        scenarios(studio(), **wishes)  # type: ignore[arg-type]


PLANTED = """\
agreement: bonus
version: 2026-01-01
parties: [agent, player]
entities: {sale: {amount: money EUR, on: date}}
actions: {take_bonus: {}}
clauses:
  bonus: {who: player, may: take_bonus, to: agent, when: sum(sale.amount for sale) > 900 EUR}
"""
"""The bonus was to be due from 900 EUR on."""


def misses_the_bonus(scenario: Scenario) -> bool:
    """Whether sales of 900 EUR or more, known in full, give no bonus."""
    facts = scenario.prepared[scenario.as_of][0].facts
    known = [record.values.get("amount") for record in facts.members["sale"]]
    if any(not hasattr(each, "as_tuple") for each in known) or not scenario.written.complete.everything:
        return False
    came = sum(1 for record in facts.members["sale"] if record.certain_from < facts_end(scenario))
    enough = sum(each for each in known if each is not None) >= 900 and came == len(known)
    return enough and evaluator.evaluate(scenario)["bonus"].in_force is False


def facts_end(scenario: Scenario) -> int:
    """The first moment after the day asked about."""
    return (scenario.as_of.toordinal() + 1) * 24 * 60


def test_a_planted_mistake_is_found_and_shrinks_to_a_few_lines() -> None:
    """A sum that exceeds instead of reaching an amount is found at that amount, and the scenario fits on a page."""
    search = settings(max_examples=2000, derandomize=True, database=None, phases=[Phase.generate, Phase.shrink])
    found = find(scenarios(agreement_of(PLANTED)), misses_the_bonus, settings=search)
    lines = found.written.span.source.text.splitlines()
    assert len(lines) <= 12
    assert sum(line.startswith("    - ") for line in lines) == 1
    assert "amount: 900 EUR" in "\n".join(lines)


def test_without_hypothesis_the_kit_says_how_to_get_it() -> None:
    """Importing it names the extra, and everything else goes without."""
    program = """
import sys
sys.modules["hypothesis"] = None
import evaluator, evaluator.generation
try:
    import evaluator.testing
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'clause-evaluator[testing]'" in done.stdout


def test_importing_the_package_imports_nothing_of_the_kit() -> None:
    """`import evaluator` stays light."""
    program = (
        "import sys, evaluator; print([n for n in sys.modules if 'hypothesis' in n or n.startswith('evaluator.ge')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
