"""Rules of the house that no linter knows."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.repository import ROOT, project_files

LONGEST_MODULE = 400
NOT_TEXT = {".png", ".whl", ".gz"}


def python_files(folder: str) -> list[Path]:
    """The Python files of a folder of the repository."""
    return [path for path in project_files() if path.parts[0] == folder and path.suffix == ".py"]


def requirements() -> Iterator[str]:
    """The names of every package that the project's table asks for, to build, to run or to develop."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = table["project"]["optional-dependencies"].values()
    for requirement in [
        *table["build-system"]["requires"],
        *table["project"]["dependencies"],
        *(requirement for extra in extras for requirement in extra),
    ]:
        name = re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]
        if name != table["project"]["name"]:
            yield name


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    """A module answers one question; past 400 lines it answers two and is split."""
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in python_files("evaluator")}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_dependency_says_why_it_is_there() -> None:
    """Each requirement has a line of its own in docs/dependencies.md, and no line speaks of one that is gone."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)) == sorted(set(requirements()))


def test_every_requirement_has_a_lower_bound() -> None:
    """A version that was never tried is not claimed to work; newer ones are not refused."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = [*table["dependencies"], *(one for extra in table["optional-dependencies"].values() for one in extra)]
    bounded = re.compile(r"[\w.-]+>=[\w.]+(; python_version < '[\d.]+')?")
    assert [one for one in stated if not bounded.fullmatch(one) and not one.startswith(f"{table['name']}[")] == []


def test_nothing_names_a_place_on_one_machine() -> None:
    """No file holds an absolute path into somebody's home or working folder."""
    place = re.compile(r"(?<![\w./-])/(?:work|root|home/\w+|Users/\w+)/")
    found = []
    for path in project_files():
        if path.suffix not in NOT_TEXT:
            text = (ROOT / path).read_bytes().decode("utf-8", errors="replace")
            found += [f"{path}: {match}" for match in place.findall(text)]
    assert found == []


def test_every_test_is_a_claim_with_a_sentence() -> None:
    """The docstring of a test says in one sentence what holds."""
    silent = []
    for path in python_files("tests"):
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                docstring = ast.get_docstring(node)
                if not docstring or not docstring.rstrip().endswith("."):
                    silent.append(f"{path}:{node.lineno} {node.name}")
    assert silent == []


def test_folders_of_clauses_hold_only_data() -> None:
    """Agreements and patterns are YAML with a page about them at most; there is nothing in them to import."""
    folders = ("clauses", "rules", "examples")
    checksums = Path("rules/published.sha256")
    data = [path for path in project_files() if path.parts[0] in folders and path != checksums]
    assert [path for path in data if path.suffix not in {".yaml", ".md"}] == []
