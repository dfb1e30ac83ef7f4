"""Finds patterns by their references: beside the agreement, in libraries, among those that ship."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evaluator.diagnostics import Findings, Label, did_you_mean
from evaluator.library.bundled import bundled_folder
from evaluator.library.check_pattern import check_pattern
from evaluator.library.files import LibraryFile
from evaluator.library.locate import Base, Root, bundled_base, joined, yaml_files
from evaluator.model.agreement import Name
from evaluator.model.file_kind import FileKind
from evaluator.model.pattern import Pattern
from evaluator.model.read_pattern import read_pattern
from evaluator.source import Source, Span
from evaluator.syntax.files import read_source
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.syntax.yaml_tree import Node

FOLDER = "rules"
"""The folder of a library in which its patterns stand, as `NAME/VERSION.yaml`."""


_EXAMPLE = re.compile(r"^example:", re.MULTILINE)


class Patterns:
    """The patterns that an agreement may use.

    `own` are those that stand beside the agreement, by their references (None for one that has errors); `roots` the
    folders that are searched for agreements, in whose `rules/` patterns are looked for. A pattern is read when it is
    first asked for; one with errors is reported once. `files` are those that were read.
    """

    def __init__(self, roots: Iterable[Root] = (), own: Mapping[str, Pattern | None] | None = None) -> None:
        self._own = own or {}
        self._roots = pattern_roots(roots)
        self._read: dict[str, Pattern | None] = {}
        self.files: list[LibraryFile] = []

    def find(self, reference: Name, findings: Findings) -> Pattern | None:
        """The pattern that a use names; None with a finding where there is none or it has errors."""
        text = reference.text
        if text in self._own:
            return self._own[text]
        if text not in self._read:
            file = _file_of(text, self._roots)
            if file is None:
                _report_missing(text, {*self._own, *references(self._roots)}, reference.span, findings)
                return None
            self._read[text] = self._pattern_of(*file, findings)
        return self._read[text]

    def _pattern_of(self, path: Path, shown: str, base: Base, findings: Findings) -> Pattern | None:
        source = read_source(path, findings, name=shown)
        if source is None:
            return None
        self.files.append(LibraryFile(FileKind.PATTERN, base, path, source))
        return _text_of(source, path) or _whole(source, path, findings)


def pattern_roots(roots: Iterable[Root] = ()) -> tuple[Root, ...]:
    """Where patterns are looked for, in order: the `rules/` of each root, and what ships."""
    found = [Root(root.folder / FOLDER, joined(root.shown, FOLDER), root.words, root.base) for root in roots]
    bundled = bundled_folder("rules")
    if bundled is not None:
        found.append(Root(bundled, FOLDER, "among the bundled patterns", bundled_base(bundled)))
    return tuple(found)


def has_patterns(root: Root) -> bool:
    """Whether a folder that is searched for agreements has a `rules/` of its own."""
    return bool(_folders(root.folder / FOLDER))


def references(roots: Sequence[Root]) -> tuple[str, ...]:
    """The references of all patterns in these folders, each once, by name and version."""
    found = {
        f"{folder.name}@{file.stem}"
        for root in roots
        for folder in _folders(root.folder)
        for file in yaml_files(folder)
        if file.stem.isdecimal()
    }
    return tuple(sorted(found, key=_order))


def find_pattern(reference: str, roots: Sequence[Root], findings: Findings) -> Pattern | None:
    """The pattern of a reference, or the last version of a name; None with a finding."""
    name, _, version = reference.partition("@")
    if not version:
        versions = [each for each in references(roots) if each.partition("@")[0] == name]
        reference = versions[-1] if versions else reference
    file = _file_of(reference, roots)
    if file is not None:
        return pattern_of(*file[:2], findings)
    _report_missing(reference, references(roots), None, findings)
    return None


def own_pattern(node: Node, own: dict[str, Pattern | None], findings: Findings) -> Pattern | None:
    """Read a pattern that stands beside an agreement, and put it to `own`; None where it is no pattern at all."""
    found = Findings()
    pattern = read_pattern(node, found)
    if pattern is None:
        findings.extend(found)
        return None
    check_pattern(pattern, found)
    first = own.get(pattern.reference)
    if first is not None:
        found.error(
            "E336",
            f"`{pattern.reference}` stands here twice",
            pattern.name.span,
            help="leave one of them out, or give it a version of its own",
            others=[Label(first.name.span, "the first is here")],
        )
    own[pattern.reference] = None if found.has_errors else pattern
    findings.extend(found)
    return pattern


def check_place(pattern: Pattern, path: Path, findings: Findings) -> None:
    """Report a pattern in a `rules/` folder whose name or version is not that of its place."""
    if path.parent.parent.name != FOLDER or (path.parent.name, path.stem) == (pattern.name.text, str(pattern.version)):
        return
    findings.error(
        "E336",
        f"this is `{pattern.reference}`, and its place is that of `{path.parent.name}@{path.stem}`",
        pattern.name.span,
        help=f"move it to `{pattern.name}/{pattern.version}.yaml`, or correct its name or version",
    )


def pattern_of(path: Path, shown: str, findings: Findings) -> Pattern | None:
    """The pattern in a file; None (with findings) where it cannot be read, is something else or has errors."""
    source = read_source(path, findings, name=shown)
    return None if source is None else _whole(source, path, findings)


def _whole(source: Source, path: Path, findings: Findings) -> Pattern | None:
    own = Findings()
    pattern = _read(source, path, own, whole=True)
    findings.extend(own)
    return None if own.has_errors else pattern


def _text_of(source: Source, path: Path) -> Pattern | None:
    """A pattern without its example and cases, which a use does not need; None where it has to be read whole."""
    end = _EXAMPLE.search(source.text)
    if end is None:
        return None
    own = Findings()
    pattern = _read(Source(source.name, source.text[: end.start()]), path, own, whole=False)
    return None if len(own) else pattern


def _read(source: Source, path: Path, findings: Findings, *, whole: bool) -> Pattern | None:
    node = read_yaml(source, findings)
    pattern = None if node is None else read_pattern(node, findings, whole=whole)
    if pattern is not None:
        check_place(pattern, path, findings)
        check_pattern(pattern, findings)
    return pattern


def _report_missing(reference: str, known: Iterable[str], span: Span | None, findings: Findings) -> None:
    """Add the finding that there is no such pattern, or no such version of it; `known` are the references there are."""
    name, _, version = reference.partition("@")
    ordered = sorted(known, key=_order)
    versions = [each.partition("@")[2] for each in ordered if each.partition("@")[0] == name]
    if versions:
        cure = f"its versions are {', '.join(versions)}" if len(versions) > 1 else f"its version is {versions[0]}"
        findings.error("E335", f"there is no version {version} of the pattern `{name}`", span, help=cure)
        return
    cure = did_you_mean(name, {each.partition("@")[0] for each in ordered}) or "`clauses patterns` lists them"
    findings.error("E335", f"there is no pattern `{name}`", span, help=cure)


def _file_of(reference: str, roots: Sequence[Root]) -> tuple[Path, str, Base] | None:
    name, _, version = reference.partition("@")
    for root in roots:
        for file in yaml_files(root.folder / name) if name else ():
            if file.stem == version:
                return file, joined(joined(root.shown, name), file.name), root.base
    return None


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    except (OSError, ValueError):
        return []


def _order(reference: str) -> tuple[str, int]:
    name, _, version = reference.partition("@")
    return name, int(version or 0)
