"""Files as editors see them: parsed by somebody else's YAML, held against our schemas by somebody else's validator."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from evaluator.diagnostics import Findings
from evaluator.editing.schemas import KIND_OF_FILE, SCHEMAS
from evaluator.model.file_kind import FileKind, kind_of
from evaluator.model.read_agreement import read_agreement
from evaluator.model.read_pattern import read_pattern
from evaluator.model.read_scenario import read_scenario
from evaluator.model.read_vocabulary import read_vocabulary
from evaluator.source import Source
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.syntax.yaml_tree import Node
from tests.repository import ROOT, project_files

SHIPPED = tuple(
    path for path in project_files() if path.suffix == ".yaml" and path.parts[0] in {"clauses", "examples", "rules"}
)
READERS: dict[FileKind, Callable[[Node, Findings], object]] = {
    FileKind.AGREEMENT: read_agreement,
    FileKind.VOCABULARY: read_vocabulary,
    FileKind.PATTERN: read_pattern,
    FileKind.SCENARIO: read_scenario,
}


class CoreLoader(yaml.CSafeLoader):
    """YAML 1.2 with its core types, as the language server of editors reads it: `yes` and dates stay text.

    The loader in C, since the one in Python refuses `?,` in a flow mapping, which YAML allows.
    """


CoreLoader.yaml_implicit_resolvers = {}
for type_of_core, pattern, first_characters in (
    ("null", r"(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{type_of_core}", re.compile(pattern), first_characters)


def parsed(text: str) -> Iterator[Any]:
    """The data of a text, all of it strings, then with numbers and truth values as YAML 1.2 has them."""
    yield yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - everything stays text
    yield yaml.load(text, CoreLoader)  # noqa: S506 - it is a safe loader with fewer types


@cache
def validator(kind: str) -> Draft202012Validator:
    """The validator of one kind of file."""
    schema = SCHEMAS[kind]()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def complaints(checker: Draft202012Validator, text: str) -> list[str]:
    """What a schema has against a text, in either way of reading it."""
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for data in parsed(text)
        for error in checker.iter_errors(data)
    ]


def refused(checker: Draft202012Validator, text: str) -> bool:
    """Whether a schema refuses a text, in both ways of reading it."""
    return all(not checker.is_valid(data) for data in parsed(text))


def read_alone(text: str) -> tuple[str, bool]:
    """The kind of a file (empty for none), and whether it reads without an error before anything else is looked at."""
    findings = Findings()
    node = read_yaml(Source("file.yaml", text), findings)
    kind = FileKind.UNKNOWN if node is None else kind_of(node)
    if node is None or kind not in READERS:
        return "", False
    READERS[kind](node, findings)
    return KIND_OF_FILE[kind], not findings.has_errors


def shipped_text(path: Path) -> str:
    """The text of a file of the repository."""
    return (ROOT / path).read_text(encoding="utf-8")
