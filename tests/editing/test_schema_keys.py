"""The keys of the schemas are those of the language: they are taken from it, and none is without words."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import evaluator.model
from evaluator.core.norms import Modality
from evaluator.editing.agreement_schema import agreement_schema
from evaluator.editing.schema_parts import NAME_PATTERN
from evaluator.editing.schemas import SCHEMAS
from evaluator.editing.vocabulary_schema import TYPES
from evaluator.model import names, read_clause, read_use
from evaluator.model.fields import Shape
from evaluator.model.read_performance import OF_A_DEADLINE, OF_MODALITIES
from tests.editing.validating import complaints, validator
from tests.language.diagnosis import diagnose_text

HEAD = "agreement: g\nversion: 2026-01-01\nparties: [a, b]\nactions: {go: {far: number km}}\nclauses:\n"
BY_ITSELF = {"then": "{end: agreement}"}
VALUES = {
    "not before": "2026-02-01",
    "due": "2026-03-01",
    "clock": "runs",
    "amount": "5 km",
    "applied": "earliest due first",
    "then": "{end: agreement}",
    "cures": "none",
    "to": "b",
    "where": "go.far > 1 km",
    "except": "{far: go.far > 9 km}",
    "overrides": "none",
    "subject to": "none",
}


def shapes() -> dict[str, Shape]:
    """Every kind of mapping with known keys that the language has, by the module and name of its shape."""
    modules = [
        importlib.import_module(f"{evaluator.model.__name__}.{found.name}")
        for found in pkgutil.iter_modules(evaluator.model.__path__)
    ]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Shape)
    }


def parts(schema: object) -> Iterator[dict[str, Any]]:
    """A schema and everything inside it that is a mapping."""
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(inner)


def closed(schema: object) -> list[dict[str, Any]]:
    """The mappings with known keys of a schema: their properties."""
    return [part["properties"] for part in parts(schema) if part.get("additionalProperties") is False]


def without_words(schema: object) -> list[str]:
    """The keys of a schema about which nothing is said."""
    return [key for properties in closed(schema) for key, slot in properties.items() if not _words(slot)]


def _words(slot: dict[str, Any]) -> bool:
    return bool(slot.get("description")) or slot.get("$ref") == "#/$defs/parameter_kind"


ALL_CLOSED = [set(properties) for schema in SCHEMAS.values() for properties in closed(schema())]


@pytest.mark.parametrize("shape", shapes().values(), ids=shapes())
def test_every_shape_of_the_language_has_a_schema_with_the_same_keys(shape: Shape) -> None:
    """For each kind of mapping that is read there is one in a schema that has its keys, no more and no fewer."""
    assert set(shape.keys) in ALL_CLOSED


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_is_explained(kind: str) -> None:
    """An editor has something to show for each key of the language."""
    assert without_words(SCHEMAS[kind]()) == []


def test_a_key_that_is_new_in_the_language_is_in_the_schema_and_missed_in_the_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A planted key is accepted at once, so that the schema is never behind, and the test above asks for its words."""
    shape = read_clause.CLAUSE
    monkeypatch.setattr(
        "evaluator.editing.clause_schema.CLAUSE", Shape(shape.subject, (*shape.keys, "planted"), shape.required)
    )
    assert without_words(agreement_schema()) == ["planted"]


def test_a_key_that_the_language_gave_up_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words about a key that no longer exists are a bug of ours, and end the making of the schema."""
    shape = read_clause.CLAUSE
    monkeypatch.setattr("evaluator.editing.clause_schema.CLAUSE", Shape(shape.subject, shape.keys[:-1], shape.required))
    with pytest.raises(AssertionError, match="a clause has no key note"):
        agreement_schema()


@pytest.mark.parametrize("key", OF_MODALITIES)
@pytest.mark.parametrize("modality", Modality, ids=str)
def test_a_key_is_refused_beside_a_modality_that_does_not_have_it(modality: Modality, key: str) -> None:
    """`due` belongs to duties, `then` to powers and events: the schema says so wherever the command does."""
    keys = {"upon": "2026-02-01", **BY_ITSELF} if modality is Modality.AUTOMATIC else {"who": "a", modality.value: "go"}
    keys |= {key: VALUES[key]} | ({"due": "2026-03-01"} if key in OF_A_DEADLINE else {})
    text = f"{HEAD}  c: {{{', '.join(f'{each}: {value}' for each, value in keys.items())}}}\n"
    wrong = {"E230", "E216"} & {found.code for found in diagnose_text(text)}
    assert bool(complaints(validator("agreement"), text)) is bool(wrong)


@pytest.mark.parametrize("type", TYPES)
def test_the_types_that_are_offered_exist(type: str) -> None:
    """Every type that an editor offers is one of the language."""
    words = f"parties: [p]\nentities: {{thing: {{part: {type}}}}}\nactions: {{go: {{}}}}\n"
    text = f"agreement: a\nversion: 2026-01-01\n{words}clauses: {{c: {{who: p, may: go}}}}\n"
    assert complaints(validator("agreement"), text) == []
    assert {found.code for found in diagnose_text(text)} == {"W604"}


@pytest.mark.parametrize(
    ("text", "named"),
    [("a", True), ("größe_2", True), ("_a", False), ("2a", False), ("a-b", False), ("a b", False), ("", False)],
)
def test_names_are_what_the_reader_takes_for_names(text: str, named: bool) -> None:
    """The pattern of names, which JavaScript has to read as well, is that of the reader."""
    assert (re.fullmatch(NAME_PATTERN, text) is not None) == (names._NAME.fullmatch(text) is not None) == named


def test_a_use_names_its_pattern_as_the_reader_wants_it() -> None:
    """The schema of a use takes `name@1` and no other form, and so does the reader."""
    pattern = agreement_schema()["$defs"]["use"]["properties"]["use"]["pattern"]  # type: ignore[index,call-overload]
    for text in ("exclusivity@1", "exclusivity", "exclusivity@0", "exclusivity@1.2", "2@1", "exclusivity@12"):
        assert (re.match(str(pattern), text) is not None) == (read_use.REFERENCE.fullmatch(text) is not None)
