"""A receipt has one form, the same bytes every time, and shows whether anybody has touched it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from evaluator import (
    Receipt,
    ReceiptError,
    Verification,
    build_scenario,
    evaluate,
    load_receipt,
    load_scenario,
    receipt,
    to_data,
    verify,
)
from evaluator.diagnostics import Findings
from evaluator.receipts.reading import read_receipt
from evaluator.receipts.record import FORM, ScenarioForm
from evaluator.receipts.verification import Change, Replay, Result
from evaluator.report.data import schema_text as outcome_schema_text
from evaluator.report.receipt_data import FORMAT, receipt_schema_text, schema_text, verification_data
from evaluator.source import Source
from tests.receipts.folders import shipped, small
from tests.receipts.sealing import digest, leaves, placeless, put, seal
from tests.report.schema_parts import objects
from tests.repository import ROOT

pytestmark = pytest.mark.once

EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))
SAMPLE = EXAMPLES if settings().max_examples > 1000 else EXAMPLES[::24]
SCHEMA, VERIFICATION = json.loads(receipt_schema_text()), json.loads(schema_text())
OUTCOME = Resource.from_contents(json.loads(outcome_schema_text()))
VALIDATOR = Draft202012Validator(SCHEMA, registry=Registry().with_resource("urn:clause-evaluator:outcome:1", OUTCOME))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library."""
    return small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def made(folder: Path) -> Receipt:
    """The receipt of its scenario."""
    return receipt(load_scenario(folder / "scenario.yaml", library=[folder / "lib"]))


def read(text: str) -> tuple[Receipt | None, list[str]]:
    """What is read of a text, and the codes of what is wrong with it."""
    findings = Findings()
    return read_receipt(Source("receipt.json", text), findings), [found.code for found in findings]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_what_ships_verifies(path: Path, tmp_path: Path) -> None:
    """Of a shipped example a receipt is written, read, described by its schema, and replayed with nothing to say."""
    made = receipt(load_scenario(path))
    file = tmp_path / "receipt.json"
    file.write_bytes(made.text.encode())
    assert load_receipt(file) == made
    VALIDATOR.validate(json.loads(made.text))
    found = verify(file)
    assert found == Verification(made.evaluator, made.evaluator, (Replay(str(path), ScenarioForm.FILE),))


RUN = """
import sys
from evaluator.cli.evaluate import main
main(sys.argv[1:])
"""


def test_the_bytes_are_the_same_everywhere(tmp_path: Path) -> None:
    """Another hash seed, folder, locale, time zone and width leave no trace in a receipt."""
    texts = set()
    for number, (place, environment) in enumerate(
        [
            ("one", {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "40"}),
            ("deep/er/two", {"PYTHONHASHSEED": "2", "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo", "PYTHONUTF8": "0"}),
        ]
    ):
        folder = shipped(tmp_path / place)
        others = sorted((folder / "examples" / "ip").glob("*.yaml"))[:2]
        scenarios = ["examples/panel_confirms_agi.yaml", *(str(path.relative_to(folder)) for path in others)]
        command = [*scenarios, "--library", "lib", "--receipt", "receipt.json", "--as-of", "2030-01-01"]
        done = subprocess.run(
            [sys.executable, "-c", RUN, *command],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.stderr.startswith("wrote receipt.json"), done.stderr
        texts.add((folder / "receipt.json").read_bytes())
        assert len(texts) == 1, number


def test_every_hash_can_be_worked_out_from_the_documentation(made: Receipt) -> None:
    """The hash of the whole and that of the answer are those of the canonical form that the page describes."""
    data = json.loads(made.text)
    assert seal(data) == made.text
    for evaluation in data["evaluations"]:
        assert evaluation["answer_sha256"] == digest(placeless(evaluation["outcome"]))


def test_the_whole_outcome_is_in_it(folder: Path, made: Receipt) -> None:
    """The answer of a receipt is what `to_data` gives."""
    outcome = evaluate(load_scenario(folder / "scenario.yaml", library=[folder / "lib"]))
    assert json.loads(made.text)["evaluations"][0]["outcome"] == to_data(outcome)


@given(st.data())
def test_an_edit_anywhere_is_noticed(made: Receipt, data: st.DataObject) -> None:
    """A receipt with any stretch of its text replaced is not read, and one finding says why."""
    text = made.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 5)))
    other = text[:start] + data.draw(st.text(st.sampled_from(' \n\t"0:,{}[]eé\\1'), max_size=4)) + text[end:]
    if other != text:
        assert read(other) in [(None, [code]) for code in ("E701", "E702", "E703")]


@given(st.data())
def test_another_value_anywhere_is_noticed(made: Receipt, data: st.DataObject) -> None:
    """A receipt in which any value is another one is not read, though its form is right."""
    said = json.loads(made.text)
    path = data.draw(st.sampled_from(leaves(said)))
    value = data.draw(st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=3))
    put(said, path, value)
    text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    if text != made.text:
        assert read(text)[0] is None


@given(st.data())
def test_a_forged_answer_is_found_by_its_replay(folder: Path, made: Receipt, data: st.DataObject) -> None:
    """Whoever changes a text's hash or an answer and seals the receipt anew is told what is true."""
    said = json.loads(made.text)
    (evaluation,) = said["evaluations"]
    paths = [
        path for path in leaves(evaluation) if path[-1] == "sha256" or (path[0] == "outcome" and path[-1] != "place")
    ]
    path = data.draw(st.sampled_from(paths))
    put(evaluation, path, "f" * 64)
    evaluation["answer_sha256"] = digest(placeless(evaluation["outcome"]))
    forged, codes = read(seal(said))
    if forged is None:  # a word in the place of a list of norms, acts, effects or conflicts
        assert codes == ["E701"]
        return
    (replay,) = verify(forged, folder / "scenario.yaml", library=[folder / "lib"]).replays
    assert replay.result is Result.DIFFERS
    if path[0] == "outcome":
        assert replay.texts == ()
        assert [change for change in replay.answers if "f" * 64 in f"{change.address} {change.was}"] != []
    else:
        assert [text.change for text in replay.texts] == [Change.CHANGED]
        assert replay.answers == ()


ODD = st.sampled_from(
    ["", ".", "/", "..", "@", "a/b@", "\0", "~", "x" * 5000, "2026-02-30", "2026-01-01T00:00:00", "0001-01-01"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**20) | st.text(max_size=4) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
def test_what_is_sealed_and_says_something_else_is_no_receipt(folder: Path, made: Receipt, data: st.DataObject) -> None:
    """With anything in the place of any of its parts and a right hash it is replayed, or refused; never a crash."""
    said: Any = json.loads(made.text)
    (evaluation,) = said["evaluations"]
    evaluation["asked"] = {"as_of": "2026-09-01", "agreement": "lease@2026-07-01", "readings": {"notice": "free"}}
    every = {path[:length] for path in leaves(said) for length in range(1, len(path) + 1)}
    paths = sorted((path for path in every if "outcome" not in path[:-2]), key=str)
    put(said, data.draw(st.sampled_from(paths)), data.draw(ODD | JSON))
    found, codes = read(seal(said))
    assert (found is None) == bool(codes)
    if found is not None:
        assert found.text == seal(said)
        assert verify(found, library=[folder / "lib"]).result in Result


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "E701"),
        ("[]", "E701"),
        ("null", "E701"),
        ('{"receipt": true}', "E701"),
        ('{"receipt": "1"}', "E701"),
        ('{"receipt": 1.0}', "E701"),
        ('{"receipt": NaN}', "E701"),
        ('{"receipt": 0}', "E702"),
        ('{"receipt": 2}', "E702"),
        ('{"receipt": 1}', "E703"),
        ("[" * 100_000, "E701"),
        (f'{{"receipt": {"1" * 5000}}}', "E701"),
        (seal({"receipt": 1}), "E701"),
        (seal({"receipt": 1, "evaluator": "0.1.0", "evaluations": []}), "E701"),
    ],
)
def test_what_is_no_receipt_says_so(text: str, code: str) -> None:
    """Other JSON, none at all, another form and an empty receipt are told apart."""
    assert read(text) == (None, [code])


def test_a_receipt_of_python_values(folder: Path) -> None:
    """Its hash is that of what the values say, in whatever order and spelling; a replay needs the scenario."""
    values = {
        "agreement": "lease",
        "as_of": "2026-09-01",
        "complete": True,
        "facts": {"invoice": [{"id": "july", "amount": "900 EUR", "due": "2026-07-01", "paid": None}]},
    }
    others = dict(reversed(values.items())) | {"complete": "yes"}
    made = receipt(build_scenario(values, library=[folder / "lib"]))
    (evaluation,) = made.evaluations
    invoice = {"id": "july", "amount": "900 EUR", "due": "2026-07-01", "paid": "unknown"}
    said = {"agreement": "lease", "as_of": "2026-09-01", "complete": "yes", "facts": {"invoice": [invoice]}}
    assert (evaluation.scenario.form.value, evaluation.scenario.sha256) == ("data", digest(said))
    assert [text.change for text in verify(made).replays[0].texts] == [Change.MISSING]
    assert verify(made, build_scenario(others, library=[folder / "lib"])).verified
    facts = "{invoice: [{id: july, paid: unknown, amount: 900 EUR, due: 2026-07-01}]}"
    written = f"agreement: lease\nas_of: 2026-09-01\nfacts: {facts}\ncomplete: yes\n"
    (folder / "values.yaml").write_text(written, encoding="utf-8")
    found = verify(made, folder / "values.yaml", library=[folder / "lib"])
    (folder / "values.yaml").unlink()
    assert found.verified
    values["as_of"] = "2026-06-01"
    changed = verify(made, build_scenario(values, library=[folder / "lib"]))
    assert changed.result is Result.DIFFERS


def test_what_was_asked_is_asked_again(folder: Path) -> None:
    """Another day, another version and readings stand in the receipt and are replayed."""
    scenario = load_scenario(folder / "scenario.yaml", library=[folder / "lib"])
    made = receipt(
        scenario, as_of=scenario.as_of.replace(month=2), agreement="lease@2026-01-01", readings={"notice": "free"}
    )
    (evaluation,) = made.evaluations
    assert (evaluation.answer["version"], evaluation.answer["pinned"]) == ("2026-01-01", True)
    assert evaluation.answer["as_of"] == "2026-02-01"
    assert evaluation.answer["fixed"] == {"notice": "free"}
    assert verify(made, scenario).verified
    assert read(made.text) == (made, [])


def test_several_scenarios_are_one_receipt(folder: Path) -> None:
    """Each has its place; a replay takes as many scenarios or none, and says which evaluation differs."""
    paths = [folder / "scenario.yaml", folder / "second.yaml"]
    made = receipt(load_scenario(path, library=[folder / "lib"]) for path in paths)
    assert [one.scenario.name for one in made.evaluations] == [str(path) for path in paths]
    assert verify(made, library=[folder / "lib"]).verified
    exchanged = verify(made, paths[::-1], library=[folder / "lib"])
    assert [replay.result for replay in exchanged.replays] == [Result.DIFFERS] * 2
    assert {(change.part, change.field) for replay in exchanged.replays for change in replay.answers} == {
        ("outcome", "title")
    }
    with pytest.raises(ValueError, match="2 evaluations"):
        verify(made, paths[:1])
    with pytest.raises(ValueError, match="at least"):
        receipt([])


def test_a_file_that_is_no_receipt_is_one_error(tmp_path: Path) -> None:
    """What cannot be read raises the error that carries diagnostics; so does a folder."""
    for path, code in ((tmp_path / "nowhere", "E100"), (tmp_path, "E101")):
        with pytest.raises(ReceiptError) as caught:
            verify(path)
        assert [found.code for found in caught.value.diagnostics] == [code]


def test_a_receipt_has_a_bound(made: Receipt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without an end is not read to it."""
    (tmp_path / "receipt.json").write_bytes(made.text.encode())
    monkeypatch.setattr("evaluator.api.receipts._MAX_BYTES", len(made.text.encode()) - 1)
    with pytest.raises(ReceiptError) as caught:
        load_receipt(tmp_path / "receipt.json")
    assert [found.code for found in caught.value.diagnostics] == ["E104"]
    assert "evaluate fewer scenarios at once" in caught.value.diagnostics[0].help


def test_the_schemas_are_schemas() -> None:
    """The shipped files are valid JSON Schemas of draft 2020-12, and describe the forms that are written."""
    for schema in (SCHEMA, VERIFICATION):
        Draft202012Validator.check_schema(schema)
    assert SCHEMA["properties"]["receipt"]["const"] == FORM
    assert VERIFICATION["properties"]["format"]["const"] == FORMAT


def test_the_schemas_are_closed_and_described() -> None:
    """Every object names all its keys, requires them, allows no others, and describes each."""
    for schema, number in ((SCHEMA, 5), (VERIFICATION, 7)):
        found = objects(schema)
        assert len(found) >= number
        for described in found:
            properties = described["properties"]
            assert isinstance(properties, dict)
            assert described["additionalProperties"] is False
            assert described["required"] == list(properties)
            assert [name for name, part in properties.items() if not part.get("description")] == []


def test_every_verification_fits_its_schema(folder: Path, made: Receipt) -> None:
    """Verified, different and incomplete ones are what the schema describes."""
    validator = Draft202012Validator(VERIFICATION)
    broken = folder / "broken.yaml"
    broken.write_text("agreement: lease\nas_of: soon\n", encoding="utf-8")
    results = set()
    for scenario in ("scenario.yaml", "second.yaml", "broken.yaml", "nowhere.yaml"):
        data = verification_data(verify(made, folder / scenario, library=[folder / "lib"]))
        validator.validate(data)
        results.add(data["result"])
    broken.unlink()
    assert results == {"verified", "differs", "incomplete"}


def test_the_page_describes_every_key() -> None:
    """The documentation names all keys of both forms."""
    page = (ROOT / "docs" / "receipt.md").read_text(encoding="utf-8")
    names = {name for schema in (SCHEMA, VERIFICATION) for described in objects(schema) for name in _names(described)}
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def _names(described: dict[str, object]) -> list[str]:
    properties = described["properties"]
    assert isinstance(properties, dict)
    return list(properties)
