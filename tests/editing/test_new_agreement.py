"""`clauses new agreement` starts an agreement that is right as it is and explains every key."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluator.cli.clauses import main
from evaluator.editing.agreement_skeleton import _DECLARED
from evaluator.model.read_agreement import AGREEMENT
from evaluator.model.read_clause import CLAUSE
from evaluator.model.read_use import USE
from evaluator.model.read_vocabulary import VOCABULARY_KEYS
from tests.editing.validating import complaints, read_alone, validator
from tests.repository import ROOT

SKELETON = ROOT / "evaluator" / "editing" / "skeleton"
WORDS = sorted(set(_DECLARED.findall("\n".join(path.read_text(encoding="utf-8") for path in SKELETON.iterdir()))))


def strict(runner: CliRunner, folder: str) -> str:
    """What the strictest check says of an agreement; it has to find nothing."""
    result = runner.invoke(main, ["check", "--strict", folder])
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(
    "options",
    [
        "",
        "--parties museum,studio",
        "--parties seller,buyer",
        "--parties a,b,c,d",
        "--effective 2028-02-29",
        "--effective 1999-12-31",
    ],
)
def test_a_new_agreement_has_no_problems(runner: CliRunner, tmp_path: Path, options: str) -> None:
    """It passes the strict check as it is, whatever its parties and its first day."""
    result = runner.invoke(main, ["new", "agreement", "sale", *options.split()])
    assert result.exit_code == 0, result.stderr
    assert strict(runner, "./sale") == "1 agreement checked: no problems\n"
    for path in (tmp_path / "sale").iterdir():
        text = path.read_text(encoding="utf-8")
        assert complaints(validator(read_alone(text)[0]), text) == []
        assert result.stderr.count(f"wrote sale/{path.name}\n") == 1


@pytest.mark.parametrize("word", WORDS)
def test_parties_may_have_the_names_of_anything_in_it(runner: CliRunner, word: str) -> None:
    """Where a party is called like a word of the skeleton, the word gives way."""
    result = runner.invoke(main, ["new", "agreement", "sale", "--parties", f"{word},the_{word}"])
    assert result.exit_code == 0, result.stderr
    assert strict(runner, "./sale")


def test_every_key_is_explained_by_a_remark() -> None:
    """Of the keys of an agreement, of its clauses and of a use of a pattern, each has a line with a remark."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SKELETON.iterdir())
    modalities = re.search(r"must: .*# one modality: (.*)", text)
    assert modalities is not None
    wanted = {*AGREEMENT.keys, *CLAUSE.keys, *USE.keys, *VOCABULARY_KEYS} - {*re.findall(r"`([^`]+)`", modalities[1])}
    explained = set(re.findall(r"^[# ]*([a-z ]+?):.* #", text, re.MULTILINE))
    assert wanted - explained == {"title"} - explained


def test_the_folder_can_be_chosen_and_is_not_overwritten(runner: CliRunner, tmp_path: Path) -> None:
    """Files that are there stay, unless --force says otherwise."""
    command = ["new", "agreement", "sale", "-o", "some/where"]
    assert runner.invoke(main, command).exit_code == 0
    file = tmp_path / "some" / "where" / "2026-01-01.yaml"
    file.write_text("mine", encoding="utf-8")
    result = runner.invoke(main, command)
    assert result.exit_code == 2
    assert "is there already; --force overwrites it" in result.stderr
    assert file.read_text(encoding="utf-8") == "mine"
    assert runner.invoke(main, [*command, "--force"]).exit_code == 0
    assert file.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("9lives", "`9lives` cannot name an agreement"),
        ("my-sale", "write `my_sale`"),
        ("every", "`every` is a word of the language and cannot name an agreement"),
        ("sale --parties a", "an agreement has two parties or more"),
        ("sale --parties a,,b", "`` cannot name a party"),
        ("sale --parties a,a", "`a` stands here twice"),
        ("sale --parties a,some", "`some` is a word of the language"),
        ("sale --effective soon", "`soon` is not a date"),
        ("sale --effective 2026-01-01T10:00", "leave the time out"),
        ("sale --effective 9999-12-31", "is too late"),
        ("sale -o taken", "`taken` is a file, not a folder"),
        ("sale -o taken/inside", "cannot be written: not a directory"),
        ("", "Missing argument 'NAME'"),
    ],
)
def test_what_cannot_be_done_is_said(runner: CliRunner, tmp_path: Path, arguments: str, words: str) -> None:
    """Names that are none, and places where nothing can be written, are exit 2 with the cure; nothing is written."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    result = runner.invoke(main, ["new", "agreement", *arguments.split()])
    assert result.exit_code == 2
    assert words in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
