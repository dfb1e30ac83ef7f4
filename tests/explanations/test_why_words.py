"""The words of explanations: read once and kept, described by a schema, within the width there is."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from evaluator.explanations.explanation import ArgumentStep
from evaluator.report import explanation_markdown, explanation_text
from evaluator.report.explanation_data import explanation_data, render_json, schema_text
from tests.explanations.goldens import FILES, FOLDER, golden
from tests.explanations.samples import NAMES, explanation
from tests.report.schema_parts import objects

SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)

pytestmark = pytest.mark.once


@pytest.mark.parametrize("name", FILES)
def test_explanations_are_those_that_were_read(name: str) -> None:
    """Each explanation is the file that was read before it was accepted."""
    assert (FOLDER / name).read_text(encoding="utf-8") == golden(name)


def test_every_kept_explanation_is_compared() -> None:
    """No file stands beside the ones that are looked at, and there are at least thirty."""
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(FILES)
    assert len(FILES) >= 30


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("studio_exception", "exception cellar"),
        ("studio_override", "gives way"),
        ("studio_reinstated", "festival_noise yields to night_rest"),
        ("studio_conflict", "conflicting"),
        ("studio_suspended", "suspended quiet"),
        ("studio_unknown_list", "not known: festival"),
        ("cloud_services_renewed_a_day_late.renewal_option", "ended"),
        ("panel_confirms_agi.internal_weights_use", "if internal_weights is read as"),
        ("panel_confirms_agi.first_refusal", "was repealed on 28 Oct 2025"),
    ],
)
def test_each_kind_of_explanation_says_what_it_is(name: str, words: str) -> None:
    """An exception, an override, a norm that is reinstated, a conflict and so on are named as such."""
    assert words in explanation_text.render(explanation(name), width=120)


def test_the_schema_is_closed_and_described() -> None:
    """Every object of the schema requires and describes its keys and allows no others."""
    Draft202012Validator.check_schema(SCHEMA)
    for described in objects(SCHEMA):
        properties = described["properties"]
        assert isinstance(properties, dict)
        assert (described["additionalProperties"], described["required"]) == (False, list(properties))


@pytest.mark.parametrize("name", NAMES)
def test_explanations_fit_the_schema(name: str) -> None:
    """The data of an explanation is what the schema describes, and JSON gives it back."""
    data = explanation_data(explanation(name))
    VALIDATOR.validate(data)
    assert json.loads(render_json([explanation(name)])) == [data]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    """Lines stay within the columns there are, but for places and words that cannot be broken."""
    for line in explanation_text.render(explanation(name), width=width, full=True).splitlines():
        assert cell_len(line) <= width or " " not in line.strip() or line.strip().endswith(")")


@pytest.mark.parametrize("name", NAMES)
def test_every_step_of_a_clause_has_its_place(name: str) -> None:
    """Steps that quote a clause, a term or a stated fact say in which file and line it stands."""

    def check(step: ArgumentStep) -> None:
        if step.kind in ("norm", "reason", "key", "term", "ground", "fact", "closed") and step.name != "agreement":
            assert step.place or not step.text, step
        for each in step.because:
            check(each)

    for argument in explanation(name).arguments:
        for branch in argument.branches:
            for step in branch.steps:
                check(step)


def test_markdown_nests_as_the_text_does() -> None:
    """Each line of the terminal is an item of the Markdown, as deep, under a heading for each thing argued for."""
    told = explanation("panel_confirms_agi.research_ip")
    items = [line for line in explanation_markdown.render(told).splitlines() if line.lstrip().startswith("- ")]
    rows = [row for row in explanation_text.rows(told, full=False) if row[0]]
    assert [(len(item) - len(item.lstrip())) // 2 + 1 for item in items] == [depth for depth, _, _ in rows]
