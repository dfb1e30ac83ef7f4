"""What the language accepts, the schemas accept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from evaluator.api.agreements import Agreement
from evaluator.api.scenarios import load_scenario
from evaluator.editing.scenario_about import scenario_about
from evaluator.editing.schemas import SCHEMAS, file_name
from evaluator.report.as_json import written
from tests.documents import blocks
from tests.editing.validating import SHIPPED, complaints, read_alone, shipped_text, validator
from tests.repository import ROOT, project_files

pytestmark = pytest.mark.once

PAGES = [path for path in project_files() if path.suffix == ".md" and path.parts[0] in {"docs", "README.md"}]
SCENARIOS = [path for path in SHIPPED if path.parts[0] == "examples"]


def texts() -> Iterator[tuple[str, str]]:
    """Every YAML text of the documentation and of the bad files, with its place."""
    for page in PAGES:
        for block in blocks((ROOT / page).read_text(encoding="utf-8")):
            if block.language == "yaml" and "file" in block.attributes:
                yield f"{page.name}:{block.first_line}", "\n".join(block.lines) + "\n"
    for path in project_files():
        if path.parts[:2] == ("tests", "bad") and path.suffix == ".yaml":
            yield "/".join(path.parts[2:]), shipped_text(path)


TEXTS = dict(texts())


@pytest.mark.parametrize("path", SHIPPED, ids=str)
def test_everything_that_ships_fits_its_schema(path: Path) -> None:
    """Agreements, vocabularies, patterns and scenarios are valid, read as strings and read as YAML 1.2."""
    text = shipped_text(path)
    kind, _ = read_alone(text)
    assert complaints(validator(kind), text) == []


@pytest.mark.parametrize("place", TEXTS)
def test_what_reads_without_an_error_fits_its_schema(place: str) -> None:
    """Of all files that the pages show and all bad files: where the reader finds no error, the schema finds none."""
    kind, clean = read_alone(TEXTS[place])
    if clean:
        assert complaints(validator(kind), TEXTS[place]) == []


def test_most_texts_read_without_an_error() -> None:
    """The test before is about something."""
    assert sum(read_alone(text)[1] for text in TEXTS.values()) > 100


@pytest.mark.parametrize("path", SCENARIOS, ids=str)
def test_examples_fit_the_schema_of_their_own_agreement(path: Path, own: dict[str, Draft202012Validator]) -> None:
    """The schema that knows the facts, acts, readings and clauses of a version accepts every scenario about it."""
    scenario = load_scenario(ROOT / path)
    agreement = scenario.agreement
    version = scenario.pin or agreement.version_on(scenario.as_of)
    assert version is not None
    key = f"{agreement.name}@{version}"
    if key not in own:
        own[key] = _own(agreement, version)
    assert complaints(own[key], shipped_text(path)) == []


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_published_schemas_are_those_that_the_command_writes(kind: str) -> None:
    """`clauses schema -o docs/schemas` has nothing to change."""
    published = (ROOT / "docs" / "schemas" / file_name(kind)).read_text(encoding="utf-8")
    assert published == written(SCHEMAS[kind]())


def test_no_other_schemas_are_published() -> None:
    """A schema of a kind that is gone would mislead."""
    assert {path.name for path in (ROOT / "docs" / "schemas").iterdir()} == {file_name(kind) for kind in SCHEMAS}


@pytest.fixture(scope="module")
def own() -> dict[str, Draft202012Validator]:
    """The schemas made for versions so far."""
    return {}


def _own(agreement: Agreement, version: str) -> Draft202012Validator:
    schema = scenario_about(agreement.checked(version))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)
