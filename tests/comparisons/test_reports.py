"""Every form of a comparison and of a grid says the same, fits its schema, and is read before it is kept."""

import csv
import json
import re
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import evaluator
from evaluator.comparisons.grid import COLUMNS, Grid
from evaluator.comparisons.results import COLUMNS as RESULT_COLUMNS
from evaluator.comparisons.results import Result, Standing
from evaluator.engine.outcome import Reason, State, Verdict
from evaluator.report import comparison_data, grid_data, grid_markdown, grid_svg, grid_table
from evaluator.report.shades import SHADES, shade_of
from evaluator.report.timeline_looks import Look
from tests.comparisons.goldens import FLOODED, FOLDER, goldens
from tests.comparisons.samples import load
from tests.comparisons.test_side_by_side import ACTS, NORMS
from tests.report.schema_parts import objects
from tests.repository import ROOT

SCHEMAS = {"comparison": json.loads(comparison_data.schema_text()), "grid": json.loads(grid_data.schema_text())}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> evaluator.Scenario:
    """The lease, whose facts can be changed."""
    return load(tmp_path_factory.mktemp("lease"))


@pytest.fixture(scope="module")
def storm(scenario: evaluator.Scenario) -> Grid:
    """Two facts, two answers, and cells that are impossible."""
    facts = {"storm.s.on": "2026-02-28, 2026-03-01, unknown", "notice.n.kind": "*, unknown"}
    return evaluator.grid(scenario, facts, answers=["let", "subletting"])


def test_every_form_is_as_it_was_read() -> None:
    """The golden files hold what the reports write."""
    found = goldens()
    assert {path.name for path in FOLDER.iterdir()} == set(found)
    for name, text in found.items():
        assert text == (FOLDER / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("name", [*goldens()])
def test_no_line_is_wider_than_asked(name: str) -> None:
    """Text for a terminal fits the width in its name, and no line ends with a space."""
    width = re.search(r"_(\d+)\.txt", name)
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    assert not any(line.endswith(" ") for line in lines)
    assert width is None or max(map(len, lines)) <= int(width[1])


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_closed_and_described(name: str) -> None:
    """Every object names all its keys, requires them, allows no others, and describes each."""
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["format"]["const"] == {"comparison": comparison_data, "grid": grid_data}[name].FORMAT
    for described in objects(schema):
        properties = described["properties"]
        assert isinstance(properties, dict)
        assert described["additionalProperties"] is False
        assert described["required"] == list(properties)
        assert all(part.get("description") for part in properties.values())


@pytest.mark.parametrize("name", SCHEMAS)
def test_results_are_described_as_in_the_outcome(name: str) -> None:
    """The keys of a result are those of the outcome, described in the same words."""
    outcome = json.loads((ROOT / "evaluator" / "report" / "outcome.schema.json").read_text(encoding="utf-8"))["$defs"]
    for of, schema in SCHEMAS[name]["$defs"].items():
        if of in {"norm", "act"}:
            assert all(outcome[of]["properties"][key] == part for key, part in schema["properties"].items())
        elif of != "problem":
            assert schema == outcome[of]


def test_data_fit_their_schemas(scenario: evaluator.Scenario, storm: Grid, tmp_path: Path) -> None:
    """With answers, without, with errors, and with families; keys stand in the order of the schema."""
    flooded = load(tmp_path, FLOODED)
    for comparison in (evaluator.compare(scenario, "all"), evaluator.compare(flooded, "all")):
        data = comparison_data.comparison_data(comparison)
        Draft202012Validator(SCHEMAS["comparison"]).validate(data)
        assert list(data) == SCHEMAS["comparison"]["required"]
    days = evaluator.grid(scenario, {"as_of": "2025-12-01..2026-12-01 by 3 months"}, answers=["peace"])
    amounts = evaluator.grid(scenario, {"pay.january.amount": "0 EUR, unknown"}, answers=["rent", "january"])
    for grid in (storm, days, amounts):
        data = grid_data.grid_data(grid)
        Draft202012Validator(SCHEMAS["grid"]).validate(data)
        assert list(data) == SCHEMAS["grid"]["required"]
        assert json.loads(grid_data.render_json(grid)) == data


def test_one_comparison_is_an_object_and_several_are_an_array(scenario: evaluator.Scenario) -> None:
    """In order, with null for a scenario that has errors."""
    comparison = evaluator.compare(scenario, "all")
    assert json.loads(comparison_data.render_json([comparison]))["title"] == scenario.title
    first, second = json.loads(comparison_data.render_json([comparison, None]))
    assert (first["title"], second) == (scenario.title, None)


def test_csv_json_and_tables_of_a_grid_agree(storm: Grid) -> None:
    """Cell by cell: the row of the CSV, the object in JSON, the words in the table and in Markdown."""
    rows = list(csv.DictReader(StringIO(grid_data.render_csv(storm), newline="")))
    assert [{key: cell or None for key, cell in row.items()} for row in rows] == storm.rows()
    data = json.loads(grid_data.render_json(storm))
    subjects = [answer["address"] for answer in data["answers"]]
    cells = [(cell, number) for cell in data["cells"] for number in range(len(subjects))]
    assert len(rows) == len(cells)
    markdown = grid_markdown.render(storm)
    table = grid_table.render(storm, width=120)
    for row, (cell, number) in zip(rows, cells, strict=True):
        result = cell["results"][number]
        assert [row["storm.s.on"], row["notice.n.kind"]] == cell["values"]
        assert row["address"] == subjects[number]
        said = (result["norm"] or {}).get("state") or (result["act"] or {}).get("verdict")
        assert row["answer"] == (said or result["standing"])
        words = row["answer"].replace("_", " ")
        for text in (markdown, table):
            assert words in _cell(text, subjects[number], cell["values"], data["facts"][1]["values"])


def _cell(text: str, address: str, values: list[str], across: list[str]) -> str:
    """The words of one cell of a table: in the part of the answer, the line of the first value, the column."""
    part = re.split(rf"^(?:{address}: |## .*`{address}`)", text, flags=re.MULTILINE)[1]
    line = next(line for line in part.splitlines() if line.strip("| ").startswith(values[0]))
    return [each.strip() for each in re.split(r"\s*\|\s*|\s{2,}", line.strip("| "))][1 + across.index(values[1])]


def test_csv_of_versions_has_the_rows_of_the_comparison(scenario: evaluator.Scenario) -> None:
    """Each with what it is about before it; without any there is still a header."""
    comparison = evaluator.compare(scenario, "all")
    rows = list(csv.DictReader(StringIO(comparison_data.render_csv([comparison, comparison]), newline="")))
    expected = [
        {"scenario": comparison.title, "agreement": "lease", "as_of": "2026-05-01", **row} for row in comparison.rows()
    ]
    assert [{key: cell or None for key, cell in row.items()} for row in rows] == expected * 2
    assert comparison_data.render_csv([]) == ",".join(comparison_data.COLUMNS) + "\n"
    assert tuple(expected[0]) == comparison_data.COLUMNS


def test_a_column_that_a_fact_shares_is_told_apart(tmp_path: Path) -> None:
    """A single fact may be called as a column of the rows is."""
    text = (
        "agreement: shared\nversion: 2026-01-01\nparties: [a, b]\nentities: {state: yes/no}\nactions: {go: {}}\n"
        "clauses: {g: {who: a, may: go, to: b, when: state}}\n"
    )
    (tmp_path / "shared.yaml").write_text(text, encoding="utf-8")
    scenario = evaluator.build_scenario({"agreement": "shared", "as_of": "2026-02-01"}, library=[tmp_path])
    grid = evaluator.grid(scenario, {"state": "*"})
    assert [(row["fact.state"], row["state"]) for row in grid.rows()] == [("yes", "in_force"), ("no", "not_in_force")]
    assert grid_data.render_csv(grid).startswith("fact.state,version,")


def test_the_page_describes_every_key_and_column() -> None:
    """The documentation names all keys of the JSON forms and all columns of the CSV forms."""
    page = (ROOT / "docs" / "compare_facts.md").read_text(encoding="utf-8")
    names = {name for schema in SCHEMAS.values() for described in objects(schema) for name in described["properties"]}  # type: ignore[attr-defined]
    columns = {*COLUMNS, *comparison_data.COLUMNS}
    assert sorted(name for name in names | columns if f"`{name}`" not in page) == []
    assert set(RESULT_COLUMNS) <= columns


@pytest.mark.parametrize("name", ["storm.svg", "paid.svg", "many.svg"])
def test_a_picture_has_a_cell_for_each_combination(name: str) -> None:
    """Each with a tooltip that says the facts and the answer, and with a word or a sign that the legend explains."""
    picture = ET.fromstring((FOLDER / name).read_text(encoding="utf-8"))  # noqa: S314 - our own text
    cells = picture.findall(f".//{SVG}g[@class='cell']")
    assert len(cells) == {"storm.svg": 2 * 9, "paid.svg": 8, "many.svg": 70}[name]
    for cell in cells:
        title, sign = cell.find(f"{SVG}title"), cell.find(f"{SVG}text")
        assert title is not None
        assert title.text is not None
        assert re.fullmatch(r"\S+ .+, \S+ .+: .+", title.text)
        assert sign is not None
    legend = [each.text for each in picture.findall(f".//{SVG}text[@class='small']")]
    known = {shade.name: shade.words for shade in SHADES}
    used = {rect.get("class", "").removeprefix("tint ") for rect in picture.iter(f"{SVG}rect")} - {"paper"}
    assert sorted(known[each] for each in used) == sorted(filter(None, legend))


def test_a_picture_says_in_words_what_it_shows(storm: Grid) -> None:
    """Its title is the scenario's; its description counts what comes out; it needs nothing from elsewhere."""
    picture = ET.fromstring(grid_svg.render(storm))  # noqa: S314 - our own text
    title, told = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert told is not None
    assert title.text == "Notice, and a storm"
    assert told.text is not None
    assert told.text.startswith("Grid of 9 cells: 3 values of storm.s.on by 3 of notice.n.kind.")
    assert "let: impossible in 3, prohibited in 2, permitted in 2" in told.text
    assert picture.get("role") == "img"
    assert "prefers-color-scheme:dark" in grid_svg.render(storm)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", grid_svg.render(storm))


def test_a_picture_of_odd_words_is_still_a_picture(scenario: evaluator.Scenario) -> None:
    """Characters that mean something to XML or to a terminal are shown or replaced, never obeyed."""
    grid = evaluator.grid(scenario, {"notice.n.kind": "*"})
    odd = evaluator.grid(scenario, {"notice.n.kind": "*"}).__replace__(title='<b>&"\u202e]]>\x1b[31m')  # type: ignore[attr-defined]
    text = grid_svg.render(odd)
    ET.fromstring(text)  # noqa: S314 - our own text
    assert "\x1b" not in text
    assert len(text) > len(grid_svg.render(grid)) // 2
    assert "\x1b" not in grid_table.render(odd, width=80)


def test_every_result_has_a_shade_of_its_own() -> None:
    """Verdicts, looks and what stands for no answer have different signs, words and names."""
    assert len({shade.name for shade in SHADES}) == len(SHADES)
    assert len({shade.sign for shade in SHADES}) == len(SHADES)
    assert len({shade.words for shade in SHADES}) == len(SHADES)
    assert {shade.name for shade in SHADES} >= {look.value for look in Look} | {verdict.value for verdict in Verdict}


@settings(max_examples=80)
@given(NORMS | ACTS)
def test_a_shade_never_says_more_than_the_result(result: Result) -> None:
    """What is undetermined is never shown as determined, and nothing is shown as in force that is not."""
    shade = shade_of(result, Standing.ANSWERED)
    if result.word == "undetermined" and getattr(result, "performance", None) in {None, "open"}:
        assert shade.name == "undetermined"
    if shade.name in {"in_force", "open"}:
        assert result.word == "in_force"


def test_schemas_know_every_state_reason_and_verdict() -> None:
    """What an engine may answer is what the schemas allow."""
    for schema in SCHEMAS.values():
        assert schema["$defs"]["norm"]["properties"]["state"]["enum"] == [state.value for state in State]
        assert schema["$defs"]["reason"]["enum"] == [reason.value for reason in Reason]
        assert schema["$defs"]["verdict"]["enum"] == [verdict.value for verdict in Verdict]
