"""The reports of a comparison: read once and kept, described by a schema, safe with any text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from rich.cells import cell_len

import evaluator
from evaluator.comparisons.clause_changes import SECTIONS, ChangeKind
from evaluator.comparisons.compare_versions import compare, merged_order
from evaluator.comparisons.word_changes import word_changes
from evaluator.frozen import replace
from evaluator.report import clause_changes_markdown, clause_changes_table
from evaluator.report.clause_changes_data import FORMAT, clause_changes_data, schema_text
from tests.diff.goldens import FOLDER, consecutive, goldens
from tests.diff.shipped import changes
from tests.diff.texts import pinned_text, texts
from tests.report.schema_parts import objects

SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)
TEXTS = texts()
GOLDENS = goldens()


@pytest.mark.parametrize("name", GOLDENS)
def test_reports_of_what_ships_are_those_that_were_read(name: str) -> None:
    """Each report is the file that was read before it was accepted."""
    assert (FOLDER / name).read_text(encoding="utf-8") == GOLDENS[name]


def test_every_kept_report_is_compared() -> None:
    """No file stands beside the ones that are looked at."""
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(GOLDENS)


def test_the_schema_is_closed_and_described() -> None:
    """It is a schema of the form that is written; every object requires and describes its keys and allows no others."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["format"]["const"] == FORMAT
    assert set(SECTIONS) < set(SCHEMA["properties"])
    assert SCHEMA["$defs"]["entry"]["properties"]["kind"]["enum"] == [kind.value for kind in ChangeKind]
    found = objects(SCHEMA)
    assert len(found) > 6
    for described in found:
        properties = described["properties"]
        assert isinstance(properties, dict)
        assert (described["additionalProperties"], described["required"]) == (False, list(properties))
        assert all(part.get("description") for part in properties.values())


@pytest.mark.parametrize("name", consecutive())
def test_what_ships_fits_the_schema(name: str) -> None:
    """The data of each pair of consecutive versions is what the schema describes."""
    VALIDATOR.validate(clause_changes_data(consecutive()[name], everything=True))


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_every_comparison_fits_the_schema(first: str, second: str) -> None:
    """Whatever differs, its data is what the schema describes; without the unchanged it holds what differs."""
    found = compare(pinned_text(first), pinned_text(second))
    data = clause_changes_data(found, everything=True)
    VALIDATOR.validate(data)
    assert list(data) == SCHEMA["required"]
    shown = [entry for section in SECTIONS for entry in json.loads(json.dumps(clause_changes_data(found)))[section]]
    assert [entry["id"] for entry in shown] == [
        entry.id for entry in found.entries if entry.kind is not ChangeKind.UNCHANGED
    ]


@pytest.mark.parametrize("width", [40, 60, 100])
@pytest.mark.parametrize("name", consecutive())
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    """Text of any length stays within the columns there are."""
    text = clause_changes_table.render(consecutive()[name], width=width, everything=True)
    assert max(map(cell_len, text.splitlines())) <= width


def test_text_from_files_steers_no_terminal_and_no_page() -> None:
    """Signs that steer a terminal are shown as such, and marks of Markdown as themselves."""
    found = changes("equipment_lease", "2026-01-01", "2026-07-01")
    entries = tuple(
        replace(entry, keys=tuple(replace(key, after="<b>*\x1b[2J [x](y) ") for key in entry.keys))
        for entry in found.entries
    )
    hostile = replace(found, entries=entries)
    assert "\x1b" not in clause_changes_table.render(hostile)
    page = clause_changes_markdown.render(hostile)
    assert "\x1b" not in page
    assert "<b>" not in page
    assert "\\<b\\>\\*" in page


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("at least 5 days", "at least 7 days", "at least [-5-]{+7+} days"),
        ("S4, W1", "W5, W29", "[-S4, W1-]{+W5, W29+}"),
        ("serve.product.kind is api", "serve.product.kind is non_api", "serve.product.kind is [-api-]{+non_api+}"),
        ("served from Azure only", "served from Azure", "served from Azure[- only-]"),
        ("one thing", "quite another", "[-one thing-]{+quite another+}"),
        ("", "new", "{+new+}"),
    ],
)
def test_words_are_marked_as_a_reader_would(before: str, after: str, marked: str) -> None:
    """Whole words are marked, neighbours together, and texts with little in common one after the other."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    assert "".join(marks[piece.kind].format(piece.text) for piece in word_changes(before, after)) == marked


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        ("abc", "abc", "abc"),
        ("abc", "adc", "abdc"),
        ("xab", "ab", "xab"),
        ("abx", "cab", "cabx"),
        ("xy", "ab", "xyab"),
        ("abc", "cba", "cba"),
    ],
)
def test_what_is_gone_stands_where_it_stood(first: str, second: str, merged: str) -> None:
    """The order is that of the second, and what only the first has follows what it followed there."""
    assert "".join(merged_order(first, second)) == merged


def test_a_comparison_is_asked_by_name() -> None:
    """Clauses and sections are found by name, and a name that is wrong is answered with those there are."""
    found = evaluator.clause_changes("microsoft_openai@2025-10-28")
    assert found.clause("microsoft_agi").kind is ChangeKind.REPLACED
    assert [rest.id for rest in found.clause("azure_commitment").rests_on] == ["azure_period_end", "azure_volume"]
    assert found.first.reference == "microsoft_openai@2025-01-21"
    with pytest.raises(KeyError, match="no clause `model_pi`"):
        found.clause("model_pi")
    with pytest.raises(KeyError, match="no section `clause`"):
        found.section("clause")
