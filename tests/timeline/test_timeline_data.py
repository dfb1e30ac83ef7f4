"""The timeline as data: described by its schema, the same bytes every time, one row for each stretch."""

import csv
import json
from io import StringIO

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from evaluator.engine.outcome import Reason, State
from evaluator.report.timeline_data import COLUMNS, FORMAT, render_csv, render_json, schema_text, timeline_data
from evaluator.timelines.timeline import Timeline
from tests.report.schema_parts import objects
from tests.repository import ROOT
from tests.timeline.samples import LEASE, PARTNERSHIP, QUIET
from tests.timeline.strategies import TIMELINES

SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_a_schema() -> None:
    """The shipped file is a valid JSON Schema of draft 2020-12, and describes the format that is written."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["format"]["const"] == FORMAT


def test_the_schema_is_closed_and_described() -> None:
    """Every object names all its keys, requires them, allows no others, and describes each."""
    found = objects(SCHEMA)
    assert len(found) > 6
    for described in found:
        properties = described["properties"]
        assert isinstance(properties, dict)
        assert described["additionalProperties"] is False
        assert described["required"] == list(properties)
        for name, part in properties.items():
            assert part.get("description"), name


def test_the_schema_knows_every_state_and_reason() -> None:
    """What an engine may answer is what the schema allows."""
    stretch = SCHEMA["$defs"]["stretch"]["properties"]
    assert stretch["state"]["enum"] == [state.value for state in State]
    assert stretch["reasons"]["items"]["enum"] == [reason.value for reason in Reason]


@settings(max_examples=40)
@given(TIMELINES)
def test_every_timeline_fits_the_schema(timeline: Timeline) -> None:
    """Whatever a timeline holds, its data is what the schema describes, with the keys in its order."""
    data = timeline_data(timeline)
    VALIDATOR.validate(data)
    assert list(data) == SCHEMA["required"]


@settings(max_examples=40)
@given(TIMELINES)
def test_json_gives_the_data_back(timeline: Timeline) -> None:
    """Reading the JSON text gives the same data, and writing twice the same bytes."""
    text = render_json([timeline])
    assert json.loads(text.encode()) == timeline_data(timeline)
    assert text == render_json([timeline])


def test_one_is_an_object_and_several_are_an_array() -> None:
    """One scenario gives an object; several give an array in order, with null for one that has errors."""
    assert json.loads(render_json([LEASE]))["title"] == LEASE.title
    first, second, third = json.loads(render_json([LEASE, None, PARTNERSHIP]))
    assert (first["title"], second, third["agreement"]) == (LEASE.title, None, "microsoft_openai")
    assert json.loads(render_json([None])) == [None]


@settings(max_examples=40)
@given(TIMELINES)
def test_each_stretch_is_a_row(timeline: Timeline) -> None:
    """The CSV form has a header and the rows of `Timeline.rows()`, each with what it is about."""
    rows = list(csv.DictReader(StringIO(render_csv([timeline, timeline]), newline="")))
    assert len(rows) == 2 * sum(len(lane.stretches) for lane in timeline.lanes)
    for row, known in zip(rows, timeline.rows(), strict=False):
        assert {
            name: row[name] for name in ("address", "from", "to", "state", "reasons", "performance", "version")
        } == {
            name: known[name] or "" for name in ("address", "from", "to", "state", "reasons", "performance", "version")
        }


def test_the_columns_are_those_of_the_rows() -> None:
    """Without any norm there is still a header, and with norms there is no column beside it."""
    assert render_csv([QUIET]) == ",".join(COLUMNS) + "\n"
    assert tuple(LEASE.rows()[0]) == COLUMNS[2:]


def test_the_page_describes_every_key_and_column() -> None:
    """The documentation names all keys of the JSON form and all columns of the CSV form."""
    page = (ROOT / "docs" / "timeline.md").read_text(encoding="utf-8")
    names = {name for described in objects(SCHEMA) for name in described["properties"]}  # type: ignore[attr-defined]
    assert sorted(name for name in [*names, *COLUMNS] if f"`{name}`" not in page) == []
