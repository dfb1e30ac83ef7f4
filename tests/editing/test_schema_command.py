"""`clauses schema` prints one schema or writes several."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluator.cli.clauses import main
from evaluator.editing.schemas import SCHEMAS, file_name
from evaluator.report.as_json import written


@pytest.mark.parametrize("kind", SCHEMAS)
def test_one_schema_is_printed(runner: CliRunner, kind: str) -> None:
    """The schema of a kind of file goes to standard output."""
    result = runner.invoke(main, ["schema", kind])
    assert result.exit_code == 0
    assert result.stdout == written(SCHEMAS[kind]())


def test_all_schemas_are_written(runner: CliRunner, tmp_path: Path) -> None:
    """With a folder and no kind there is a file for each kind; what was there is replaced."""
    for _ in range(2):
        assert runner.invoke(main, ["schema", "-o", "some/where"]).exit_code == 0
    assert {path.name for path in (tmp_path / "some" / "where").iterdir()} == {file_name(kind) for kind in SCHEMAS}


def test_the_schema_of_one_agreement_knows_its_words(runner: CliRunner, tmp_path: Path) -> None:
    """Lists, readings with their questions, and clauses with their titles are offered; versions differ."""
    first = json.loads(runner.invoke(main, ["schema", "scenario", "microsoft_openai@2025-10-28"]).stdout)
    assert first["title"] == "A scenario about microsoft_openai@2025-10-28"
    properties = first["properties"]
    assert "declaration" in properties["facts"]["properties"]
    assert properties["with"]["properties"]["until_agi"]["description"].startswith('Does "until AGI" end')
    assert properties["expect"]["properties"]["research_ip"]["description"] == "Microsoft may use OpenAI's research IP"
    assert "any_cloud" not in properties["expect"]["properties"]
    assert runner.invoke(main, ["schema", "scenario", "microsoft_openai", "-o", "."]).exit_code == 0
    last = json.loads((tmp_path / "scenario.microsoft_openai.json").read_text(encoding="utf-8"))
    assert "any_cloud" in last["properties"]["expect"]["properties"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("", 2, "name a kind of file (agreement, vocabulary, pattern, scenario)"),
        ("scenaro", 2, "there is no schema of `scenaro`; did you mean `scenario`?"),
        ("x", 2, "write one of agreement, vocabulary, pattern, scenario"),
        ("agreement lease", 2, "leave `lease` out"),
        ("scenario microsoft_openai other", 2, "leave `other` out"),
        ("scenario microsoft_opnai", 3, "did you mean `microsoft_openai`?"),
        ("scenario microsoft_openai@2020-01-01", 3, "has no version `2020-01-01`"),
        ("-o taken/schemas", 2, "cannot be written: not a directory"),
    ],
)
def test_what_cannot_be_done_is_said(runner: CliRunner, tmp_path: Path, arguments: str, code: int, words: str) -> None:
    """Wrong usage is exit 2, an agreement that is not there exit 3; nothing ends in a traceback."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    result = runner.invoke(main, ["schema", *arguments.split()])
    assert result.exit_code == code
    assert words in result.stderr
