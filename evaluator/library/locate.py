"""Finds agreements by name or by path.

An agreement is a folder `<root>/<name>/` of version files, with or without a `vocabulary.yaml`, or one file
`<root>/<name>.yaml`. The environment is not read here: whoever asks says which roots there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path

from evaluator.diagnostics import Findings, did_you_mean
from evaluator.frozen import field, frozen
from evaluator.library.bundled import bundled_folder
from evaluator.model.file_kind import FileKind, kind_of
from evaluator.model.names import shortened
from evaluator.source import Span
from evaluator.syntax.files import read_source
from evaluator.syntax.yaml_reader import read_yaml

SUFFIXES = (".yaml", ".yml")

_NAME = re.compile(r"[^\W\d_]\w*")
_SCENARIO_KEY = re.compile(r"\bas_of\b")


class BaseKind(Enum):
    """Whose folder it is that paths start from."""

    SCENARIO = "scenario"
    LIBRARY = "library"
    BUNDLED = "bundled"
    CURRENT = "current"


@frozen
class Base:
    """The folder that whoever asked has named, from which files were found.

    That of the scenario, a library, the one with `clauses/` and `rules/` that ship, or the current one.
    """

    kind: BaseKind
    folder: Path

    def path_of(self, file: Path) -> str:
        """The path of a file as it starts from here, with slashes; a file that was named absolutely stays so."""
        return (file.relative_to(self.folder) if file.is_relative_to(self.folder) else file).as_posix()


_HERE = Base(BaseKind.CURRENT, Path())


@frozen
class Root:
    """A folder that is searched.

    `shown` is put before the names of its files in messages, as the user gave it; `words` say where it is, `base` by
    whose word it is searched.
    """

    folder: Path
    shown: str
    words: str
    base: Base = field(default=_HERE, compare=False)


@frozen
class Located:
    """An agreement that was found: a folder or one file, the name its files are shown under, and from where."""

    path: Path
    shown: str
    name: str | None = None
    base: Base = field(default=_HERE, compare=False)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of version files."""
        return _is(Path.is_dir, self.path)


def search_roots(
    libraries: Iterable[str | Path] = (), *, beside: Path | None = None, beside_shown: str = ""
) -> tuple[Root, ...]:
    """The folders to search, in order: the scenario's own, the libraries, what is bundled.

    Args:
        libraries: Folders as the user gave them.
        beside: The folder of the scenario, if it is a file.
        beside_shown: That folder as it is shown, empty where it is the current one.
    """
    roots = []
    if beside is not None:
        roots.append(Root(beside, beside_shown, "beside the scenario", Base(BaseKind.SCENARIO, beside)))
    for library in libraries:
        folder = Path(library)
        roots.append(Root(folder, str(library), f"in `{library}`", Base(BaseKind.LIBRARY, folder)))
    bundled = bundled_folder("clauses")
    if bundled is not None:
        roots.append(Root(bundled, "clauses", "among the bundled agreements", bundled_base(bundled)))
    return tuple(roots)


def bundled_base(folder: Path) -> Base:
    """What the paths of bundled files start from: the folder above that of the agreements and that of the patterns."""
    return Base(BaseKind.BUNDLED, folder.parent)


def split_reference(reference: str) -> tuple[str, str | None]:
    """The name or path of an agreement, and the version after `@` if one is pinned."""
    name, at, version = reference.rpartition("@")
    return (name, version) if at else (reference, None)


def is_path(reference: str) -> bool:
    """Whether a reference is a path and not a name."""
    return "/" in reference or "\\" in reference or reference.endswith(SUFFIXES)


def locate(
    reference: str,
    roots: Sequence[Root],
    findings: Findings,
    *,
    span: Span | None = None,
    beside: Path | None = None,
    beside_shown: str = "",
) -> Located | None:
    """Find an agreement by name in the roots, or by path; None with a finding.

    Args:
        reference: A name or a path, without `@VERSION`.
        roots: Where to look for names, first match wins.
        findings: Takes E300 (no such agreement) or E302 (no such path).
        span: The reference in the scenario, if it stands in one.
        beside: The folder that a relative path starts from; the current one if None.
        beside_shown: That folder as it is shown.
    """
    if is_path(reference):
        path = Path(reference) if beside is None else beside / reference
        if _is(Path.exists, path):
            base = _HERE if beside is None else Base(BaseKind.SCENARIO, beside)
            return Located(path, joined(beside_shown, reference.rstrip("/") or reference), base=base)
        help = "a path starts from the folder of the scenario" if span is not None else "check the path"
        findings.error("E302", f"there is no file or folder `{shortened(reference)}`", span, help=help)
        return None
    for root in roots:
        for path in _candidates(root.folder, reference) if _NAME.fullmatch(reference) else ():
            return Located(path, joined(root.shown, path.name), reference, root.base)
    names = {found.name for found in available(roots) if found.name}
    cure = did_you_mean(reference, names)
    if span is None and _is(Path.is_dir, Path(reference)):
        cure = f"write `./{reference}` for the folder of that name"
    looked = f"looked {', '.join(map(_place, roots)) or 'nowhere, since no folder was given'}"
    message = f"there is no agreement `{shortened(reference)}`"
    findings.error("E300", message, span, help=f"{cure} ({looked})" if cure else looked)
    return None


def available(roots: Sequence[Root]) -> tuple[Located, ...]:
    """All agreements that can be found by name, sorted by name; of two with one name the first root's."""
    found: dict[str, Located] = {}
    for root in roots:
        for entry in _entries(root.folder):
            name = entry.name if _is(Path.is_dir, entry) else entry.stem
            if name in found or not _NAME.fullmatch(name):
                continue
            if next(_candidates(root.folder, name), None) == entry:
                found[name] = Located(entry, joined(root.shown, entry.name), name, root.base)
    return tuple(found[name] for name in sorted(found))


def folder_above(located: Located) -> Root:
    """The folder in which an agreement's file or folder stands."""
    path, shown = located.path, located.shown
    return Root(path.parent, shown.removesuffix(path.name).rstrip("/"), "beside the agreement", located.base)


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """The YAML files right inside a folder, sorted by name, hidden ones left out."""
    return tuple(
        entry
        for entry in _entries(folder)
        if entry.suffix in SUFFIXES and not entry.name.startswith(".") and _is(Path.is_file, entry)
    )


def _candidates(folder: Path, name: str) -> Iterator[Path]:
    """Where in a folder the agreement of a name is: a folder of YAML files, or a file that is no scenario."""
    inner = folder / name
    if _is(Path.is_dir, inner) and any(_may_be_agreement(file) for file in yaml_files(inner)):
        yield inner
    for suffix in SUFFIXES:
        file = folder / f"{name}{suffix}"
        if _is(Path.is_file, file) and _may_be_agreement(file):
            yield file


def _may_be_agreement(file: Path) -> bool:
    """Whether a file is an agreement, or so broken that its errors must be shown; scenarios stand in folders, too."""
    scratch = Findings()
    source = read_source(file, scratch)
    if source is None or _SCENARIO_KEY.search(source.text) is None:
        return True
    node = read_yaml(source, scratch)
    return node is None or kind_of(node) is not FileKind.SCENARIO


def _entries(folder: Path) -> list[Path]:
    """What a folder holds, sorted by name; nothing where it cannot be listed."""
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except (OSError, ValueError):
        return []


def _is(asked: Callable[[Path], bool], path: Path) -> bool:
    """Ask a question about a path; no is the answer where the name is too long or the folder above is closed."""
    try:
        return asked(path)
    except (OSError, ValueError):
        return False


def _place(root: Root) -> str:
    return root.words if _is(Path.is_dir, root.folder) else f"{root.words} (no such folder)"


def joined(shown: str, name: str) -> str:
    """The name a file or folder is shown under, in a folder that is shown so."""
    return f"{shown.rstrip('/')}/{name}" if shown else name
