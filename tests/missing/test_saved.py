"""A saved scenario says what was answered, and nothing else in its text has changed."""

from difflib import ndiff
from pathlib import Path
from random import Random

import pytest

import evaluator
from evaluator.source import Source
from tests.missing.answering import examples, stated_one_by_one
from tests.missing.samples import SCENARIO, load
from tests.repository import ROOT


def saved(scenario: evaluator.Scenario, folder: Path) -> evaluator.Scenario:
    """The scenario as it is read from its text."""
    return evaluator.load_scenario(
        Source("saved.yaml", evaluator.scenario_text(scenario)), beside=folder, library=scenario.library
    )


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone, and those that are new."""
    lines = [*ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))]
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


@pytest.mark.parametrize("path", examples(each=40, first=5), ids=str)
def test_saved_and_loaded_it_evaluates_to_the_same(path: Path) -> None:
    """Of every so many shipped examples, with random answers; at most one line is touched for each answer."""
    scenario = evaluator.load_scenario(ROOT / path)
    *_, (answered, outcome) = stated_one_by_one(scenario, Random(str(path)))
    again = saved(answered, (ROOT / path).parent)
    assert evaluator.evaluate(again) == outcome
    gone, _ = changed_lines((ROOT / path).read_text(encoding="utf-8"), evaluator.scenario_text(answered))
    assert len(gone) <= len(answered.changes)


def test_nothing_stated_changes_nothing(tmp_path: Path) -> None:
    """The text is the author's."""
    assert evaluator.scenario_text(load(tmp_path)) == SCENARIO


OTHER_LISTS = ("notice", "room", "repair", "season", "drum")
STATED = [
    ("notice.first.kind", "plain", ["      kind: unknown  # lost\n"], ["      kind: plain  # lost\n"]),
    ("notice.first.read", True, [], ["      read: yes\n"]),
    (
        "notice.second.read",
        False,
        ["    - {id: second, by: owner, kind: plain, on: 2026-02-01}\n"],
        ["    - {id: second, by: owner, kind: plain, on: 2026-02-01, read: no}\n"],
    ),
    ("room.loft.size", "31 m2", ["  room: [{id: loft}]\n"], ["  room: [{id: loft, size: 31 m2}]\n"]),
    ("quiet", True, [], ["  quiet: yes\n"]),
    ("parameter.limit", "1000 EUR", [], ["with:\n", "  limit: 1000 EUR\n"]),
    (
        "solo.on",
        "2026-04-01 10:30",
        ["  solo: {drum: {by: tenant, where: loft}}\n"],
        ["  solo: {drum: {by: tenant, where: loft, on: 2026-04-01 10:30}}\n"],
    ),
    ("as_of", "2026-05-01", ["as_of: 2026-04-01   # a Wednesday\n"], ["as_of: 2026-05-01   # a Wednesday\n"]),
    ("pay", False, ["complete: [repair]\n"], ["complete: [repair, pay]\n"]),
    ("pay", {"by": "tenant", "amount": "900 EUR"}, [], ["  pay: [{id: pay_1, by: tenant, amount: 900 EUR}]\n"]),
    ("notice", {"id": "third", "by": "tenant"}, [], ["    - {id: third, by: tenant}\n"]),
    (
        "room",
        {"size": "5 m2"},
        ["  room: [{id: loft}]\n"],
        ["  room: [{id: loft}, {id: room_2, size: 5 m2}]\n"],
    ),
]


@pytest.mark.parametrize(("address", "value", "gone", "new"), STATED, ids=str)
def test_a_fact_is_written_where_it_stands_or_would_stand(
    tmp_path: Path, address: str, value: object, gone: list[str], new: list[str]
) -> None:
    """In block and in flow style, beside comments; every other line stays."""
    stated = evaluator.with_fact(load(tmp_path), address, value)
    text = evaluator.scenario_text(stated)
    assert changed_lines(SCENARIO, text) == (gone, new)
    assert evaluator.evaluate(saved(stated, tmp_path)) == evaluator.evaluate(stated)


def test_facts_are_stated_one_after_another(tmp_path: Path) -> None:
    """Each is written into the text as the one before left it; the last value of a fact is the one that counts."""
    scenario = load(tmp_path)
    for address, value, _, _ in STATED:
        if address != "as_of":
            scenario = evaluator.with_fact(scenario, address, value)
    scenario = evaluator.with_fact(scenario, "quiet", False)
    scenario = evaluator.with_fact(scenario, "notice.third.kind", "registered")
    text = evaluator.scenario_text(scenario)
    assert "  quiet: no\n" in text
    assert "    - {id: third, by: tenant, kind: registered}\n" in text
    assert evaluator.evaluate(saved(scenario, tmp_path)) == evaluator.evaluate(scenario)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("complete: no", "complete: [pay]"),
        ("complete: yes", f"complete: [{', '.join(OTHER_LISTS)}, pay]"),
        ("complete: [pay: 2026-01-01, room]", "complete: [pay, room]"),
        ("complete: [{pay: 2026-01-01, room: 2026-01-01}]", "complete: [{pay: 2026-01-01, room: 2026-01-01}, pay]"),
        (
            "complete: 2026-01-31",
            f"complete: [{', '.join(f'{name}: 2026-01-31' for name in OTHER_LISTS)}, pay]",
        ),
        ("complete:\n  - room  # all of them\n", "complete:\n  - room  # all of them\n  - pay\n"),
        ("complete:\n- room\n- notice", "complete:\n- room\n- notice\n- pay"),
        ("# no list is complete", "complete: [pay]\n\n# no list is complete"),
    ],
)
def test_a_list_is_closed_in_every_form_of_complete(tmp_path: Path, before: str, after: str) -> None:
    """A word, a date, names, names with dates, or nothing yet."""
    text = SCENARIO.replace("complete: [repair]", before)
    scenario = evaluator.with_fact(load(tmp_path, text), "pay", False)
    if before.startswith("#"):
        text, after = text.replace("\n\n#", "\n#"), after.replace("\n\n", "\n")
        scenario = evaluator.with_fact(load(tmp_path, text), "pay", False)
    assert after in evaluator.scenario_text(scenario)
    assert evaluator.evaluate(saved(scenario, tmp_path)) == evaluator.evaluate(scenario)


def test_line_ends_and_a_missing_last_one_stay(tmp_path: Path) -> None:
    """New lines end as the others do."""
    text = SCENARIO.replace("\n", "\r\n")
    scenario = evaluator.with_fact(load(tmp_path, text), "quiet", True)
    found = evaluator.scenario_text(scenario)
    assert found == text.replace("  room: [{id: loft}]\r\n", "  room: [{id: loft}]\r\n  quiet: yes\r\n")
    short = "agreement: studio\nas_of: 2026-04-01"
    scenario = evaluator.with_fact(load(tmp_path, short), "quiet", True)
    assert evaluator.scenario_text(scenario) == f"{short}\nfacts:\n  quiet: yes\n"


def test_a_scenario_in_brackets_and_one_from_python_can_be_written(tmp_path: Path) -> None:
    """All in one flow mapping, as JSON has it, and as `build_scenario` lays it out."""
    text = '{"agreement": "studio", "as_of": "2026-04-01", "facts": {"room": [{"id": "loft"}]}}\n'
    scenario = evaluator.with_fact(load(tmp_path, text), "room.loft.size", "12 m2")
    scenario = evaluator.with_fact(scenario, "quiet", False)
    assert evaluator.scenario_text(scenario) == text.replace('"loft"}]', '"loft", size: 12 m2}], quiet: no')
    built = evaluator.build_scenario(
        {"agreement": "studio", "as_of": "2026-04-01", "facts": {"room": [{"id": "loft"}]}}, library=[tmp_path]
    )
    assert "  - id: loft\n    size: 12 m2\n" in evaluator.scenario_text(
        evaluator.with_fact(built, "room.loft.size", "12 m2")
    )


def test_an_assumption_that_is_answered_stays_one(tmp_path: Path) -> None:
    """The value goes where the fact stands, under `assume`."""
    text = SCENARIO.replace("ask:\n", "assume:\n  quiet: unknown\nask:\n")
    scenario = evaluator.with_fact(load(tmp_path, text), "quiet", True)
    assert "assume:\n  quiet: yes\n" in evaluator.scenario_text(scenario)


def test_what_cannot_be_stated_is_refused(tmp_path: Path) -> None:
    """With the cure that a scenario file would get, or the way to say it."""
    scenario = load(tmp_path)
    for address, value, message in (
        ("notice.first.kind", "plane", "did you mean `plain`"),
        ("season", False, "the agreement itself states `season`"),
        ("pay", "yes", r"is a list; give False, .* `\{'by': …, 'on': …, 'to': …, 'amount': …\}`"),
        ("pay", {"by": "tennant"}, "did you mean `tenant`"),
        ("notice", {"id": "first"}, "`first`"),
        ("quit", True, "did you mean `quiet`"),
    ):
        with pytest.raises(evaluator.QuestionError, match=message):
            evaluator.with_fact(scenario, address, value)
