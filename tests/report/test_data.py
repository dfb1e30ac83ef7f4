"""The outcome as data: described by its schema, the same bytes every time, nothing lost."""

import json

from hypothesis import given
from jsonschema import Draft202012Validator

from evaluator.engine.outcome import Outcome
from evaluator.report import as_json
from evaluator.report.data import FORMAT, outcome_data, schema_text
from tests.report.samples import DECLARED, EMPTY
from tests.report.schema_parts import objects
from tests.report.strategies import OUTCOMES

SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)
NAMED_BY_THE_ISSUE = {
    "top": "agreement version as_of norms acts conflicts assumptions",
    "norm": "clause binding party counterparty modality action state reasons possible_reasons since until certainty "
    "missing turns_on sources",
    "act": "id action roles verdict because missing turns_on certainty",
}


def test_the_schema_is_a_schema() -> None:
    """The shipped file is a valid JSON Schema of draft 2020-12, and describes the format that is written."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["format"]["const"] == FORMAT


def test_the_schema_is_closed_and_described() -> None:
    """Every object names all its keys, requires them, allows no others, and describes each."""
    found = objects(SCHEMA)
    assert len(found) > 8
    for described in found:
        properties = described["properties"]
        assert isinstance(properties, dict)
        assert described["additionalProperties"] is False
        assert described["required"] == list(properties)
        for name, part in properties.items():
            assert part.get("description"), name


def test_the_promised_keys_are_there() -> None:
    """The keys that the issue promises stand in the data."""
    data = outcome_data(DECLARED)
    norms, acts = data["norms"], data["acts"]
    assert isinstance(norms, list)
    assert isinstance(acts, list)
    assert set(NAMED_BY_THE_ISSUE["top"].split()) <= set(data)
    assert isinstance(norms[0], dict)
    assert set(NAMED_BY_THE_ISSUE["norm"].split()) <= set(norms[0])
    assert isinstance(acts[0], dict)
    assert set(NAMED_BY_THE_ISSUE["act"].split()) <= set(acts[0])


@given(OUTCOMES)
def test_every_outcome_fits_the_schema(outcome: Outcome) -> None:
    """Whatever an engine answers, its data is what the schema describes."""
    VALIDATOR.validate(outcome_data(outcome))


@given(OUTCOMES)
def test_json_gives_the_data_back(outcome: Outcome) -> None:
    """Reading the JSON text gives the same data, and it can always be written as UTF-8."""
    text = as_json.render(outcome)
    assert json.loads(text.encode()) == outcome_data(outcome)
    assert text.endswith("}\n")


@given(OUTCOMES)
def test_the_same_outcome_gives_the_same_bytes(outcome: Outcome) -> None:
    """Writing twice gives the same bytes, with the keys in the order of the schema."""
    assert as_json.render(outcome) == as_json.render(outcome)
    assert list(outcome_data(outcome)) == SCHEMA["required"]


def test_known_days_are_text_and_others_are_bounds() -> None:
    """A known day is ISO text, a bounded one says both bounds, an unknown one is null."""
    by_clause = {norm.clause: norm for norm in DECLARED.norms}
    data = outcome_data(DECLARED)["norms"]
    assert isinstance(data, list)
    found = {str(norm["clause"]): norm for norm in data if isinstance(norm, dict)}
    assert found["model_ip"]["until"] == "2033-01-01"
    assert found["research_ip"]["until"] == {"at_least": None, "at_most": "2031-01-01"}
    assert found["open_weights"]["since"] is None
    assert set(found) == set(by_clause)


def test_one_is_an_object_and_several_are_an_array() -> None:
    """One scenario gives an object; several give an array in order, with null for one that has errors."""
    assert isinstance(json.loads(as_json.render_all([DECLARED])), dict)
    first, second, third = json.loads(as_json.render_all([DECLARED, None, EMPTY]))
    assert (first["title"], second, third["agreement"]) == (DECLARED.title, None, "lease")
    assert json.loads(as_json.render_all([None])) == [None]
