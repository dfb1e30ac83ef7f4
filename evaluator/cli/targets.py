"""What `clauses check` looks at: arguments and folders become agreements, scenarios and patterns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.diagnostics import Findings
from evaluator.frozen import frozen
from evaluator.library.locate import SUFFIXES, is_path, yaml_files
from evaluator.model.file_kind import FileKind, kind_of
from evaluator.syntax.files import read_source
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.syntax.yaml_tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALONE: Final = (FileKind.SCENARIO, FileKind.PATTERN)
"""Kinds of which each file is one thing to check; several files may be one agreement."""


@frozen
class Target:
    """One thing to check: the path of a scenario or a pattern, or the name or path of an agreement."""

    reference: str
    kind: FileKind = FileKind.AGREEMENT


def targets(argument: str) -> Iterator[Target]:
    """What an argument stands for: a file, a folder with everything in it, or an agreement's name."""
    path = Path(argument)
    if path.is_dir():
        yield from _in_folder(path)
    elif is_path(argument) or path.is_file():
        kind, _ = _kind(path)
        yield Target(_as_path(path), kind if kind in _ALONE else FileKind.AGREEMENT)
    else:
        yield Target(argument)


def _in_folder(folder: Path) -> Iterator[Target]:
    """What a folder holds: agreements, patterns, scenarios; then the folders in it, hidden ones left out."""
    kinds = {file: _kind(file) for file in yaml_files(folder)}
    agreements = [file for file, (kind, _) in kinds.items() if kind not in _ALONE]
    scenarios = [file for file, (kind, _) in kinds.items() if kind is FileKind.SCENARIO]
    patterns = [file for file, (kind, _) in kinds.items() if kind is FileKind.PATTERN]
    together = any(linked for _, linked in kinds.values())
    if agreements and together and not scenarios:
        yield Target(_as_path(folder))
    else:
        yield from (Target(_as_path(file)) for file in agreements)
    yield from (Target(_as_path(file), FileKind.PATTERN) for file in patterns)
    yield from (Target(_as_path(file), FileKind.SCENARIO) for file in scenarios)
    for inner in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if inner.is_dir() and not inner.name.startswith("."):
            yield from _in_folder(inner)


def _kind(file: Path) -> tuple[FileKind, bool]:
    """What a file is, and whether it makes sense only together with those beside it."""
    scratch = Findings()
    source = read_source(file, scratch)
    node = None if source is None else read_yaml(source, scratch)
    if node is None:
        return FileKind.UNKNOWN, False
    kind = kind_of(node)
    amends = isinstance(node, Mapping) and node.get("amends") is not None
    return kind, kind is FileKind.VOCABULARY or (kind is FileKind.AGREEMENT and amends)


def _as_path(path: Path) -> str:
    """The path in a form that is not taken for a name."""
    text = str(path)
    return text if "/" in text or "\\" in text or text.endswith(SUFFIXES) else f"./{text}"
