"""The line that leads an editor to the schema of a file is added or changed, and nothing else is touched."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluator.cli.clauses import main
from evaluator.editing.modeline import with_modeline
from tests.editing.validating import SHIPPED, read_alone
from tests.repository import ROOT

LINE = b"# yaml-language-server: $schema=x.json"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a: b\n", LINE + b"\na: b\n"),
        (b"", LINE + b"\n"),
        (b"a: b", LINE + b"\na: b"),
        (b"a: b\r\nc: d\r\n", LINE + b"\r\na: b\r\nc: d\r\n"),
        (b"\xef\xbb\xbfa: b\n", b"\xef\xbb\xbf" + LINE + b"\na: b\n"),
        (b"# A remark.\n\na: b\n", LINE + b"\n# A remark.\n\na: b\n"),
        (b"# yaml-language-server: $schema=old/y.json\na: b\n", LINE + b"\na: b\n"),
        (
            b"# Remark.\r\n#yaml-language-server:$schema=y\r\na: b",
            b"# Remark.\r\n#yaml-language-server:$schema=x.json\r\na: b",
        ),
        (b"a: b\n# yaml-language-server: $schema=y\n", LINE + b"\na: b\n# yaml-language-server: $schema=y\n"),
        (b"a: \xff\n", LINE + b"\na: \xff\n"),
    ],
)
def test_a_modeline_is_added_or_changed_and_no_other_byte_is(before: bytes, after: bytes) -> None:
    """Marks at the start, ends of lines, remarks and bytes that are no text stay what they were."""
    assert with_modeline(before, "x.json") == after
    assert with_modeline(after, "x.json") == after


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """A copy of everything that ships."""
    for path in SHIPPED:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, tmp_path / path)
    return tmp_path


def test_every_file_that_ships_can_be_given_its_modeline(runner: CliRunner, copies: Path) -> None:
    """The command writes the schemas, leads each file to that of its kind, and has nothing to do the second time."""
    folders = sorted({path.parts[0] for path in SHIPPED})
    command = ["schema", "-o", "docs/schemas", "--modeline", *folders]
    result = runner.invoke(main, command)
    assert result.exit_code == 0, result.stderr
    for path in SHIPPED:
        kind, _ = read_alone((ROOT / path).read_text(encoding="utf-8"))
        first, _, rest = (copies / path).read_bytes().partition(b"\n")
        schema = first.decode().removeprefix("# yaml-language-server: $schema=")
        assert (copies / path.parent / schema).resolve() == (copies / "docs" / "schemas" / f"{kind}.json").resolve()
        original = (ROOT / path).read_bytes()
        assert original in (rest, first + b"\n" + rest)
    again = runner.invoke(main, command)
    assert again.stderr == f"0 files changed, {len(SHIPPED)} unchanged\n"


def test_what_is_none_of_our_files_is_left_alone(runner: CliRunner, tmp_path: Path) -> None:
    """A YAML file of something else is named and not changed; one in a hidden folder is not looked at."""
    (tmp_path / ".hidden").mkdir()
    for name in ("other.yaml", ".hidden/other.yaml"):
        (tmp_path / name).write_text("a: b\n", encoding="utf-8")
    result = runner.invoke(main, ["schema", "-o", "schemas", "--modeline", "."])
    assert result.exit_code == 0
    assert result.stderr == "`other.yaml` is left as it is: it is none of these\n0 files changed, 0 unchanged\n"
    assert (tmp_path / "other.yaml").read_text(encoding="utf-8") == "a: b\n"


def test_blanks_in_a_path_are_escaped(runner: CliRunner, tmp_path: Path) -> None:
    """A path with a blank would end at the blank."""
    (tmp_path / "lease.yaml").write_text("agreement: lease\nas_of: 2026-01-01\n", encoding="utf-8")
    assert runner.invoke(main, ["schema", "-o", "my schemas", "--modeline", "lease.yaml"]).exit_code == 0
    first = (tmp_path / "lease.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=./my%20schemas/scenario.json"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("--modeline", "--modeline needs the folder of the schemas"),
        ("--modeline x.yaml", "--modeline needs the folder of the schemas"),
        ("--modeline -o schemas", "--modeline needs the folder of the schemas"),
        ("--modeline -o schemas nowhere", "there is no file or folder `nowhere`"),
    ],
)
def test_wrong_usage_is_exit_two(runner: CliRunner, arguments: str, words: str) -> None:
    """What is missing or not there is said, and nothing is written."""
    result = runner.invoke(main, ["schema", *arguments.split()])
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(Path().iterdir()) == []
