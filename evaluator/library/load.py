"""Reads all files of an agreement and consolidates them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from evaluator.diagnostics import Findings, Label
from evaluator.frozen import frozen, replace
from evaluator.library.consolidate import consolidate
from evaluator.library.consolidated import AgreementChain
from evaluator.library.files import LibraryFile
from evaluator.library.locate import SUFFIXES, Base, Located, Root, folder_above, joined, locate, yaml_files
from evaluator.library.patterns import Patterns, own_pattern
from evaluator.model.agreement import AgreementVersion, Vocabulary
from evaluator.model.fields import first_line
from evaluator.model.file_kind import FileKind, kind_of
from evaluator.model.names import shortened
from evaluator.model.pattern import Pattern
from evaluator.model.read_agreement import read_agreement
from evaluator.model.read_vocabulary import read_vocabulary
from evaluator.source import Source, Span
from evaluator.syntax.files import read_source
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.syntax.yaml_tree import Mapping, Node


def load_chain(
    reference: str,
    roots: Sequence[Root],
    findings: Findings,
    *,
    span: Span | None = None,
    beside: Path | None = None,
    beside_shown: str = "",
) -> AgreementChain | None:
    """Find an agreement by name or path (without `@VERSION`), read its files and consolidate its versions.

    The arguments are those of `locate`. None (with findings) where there is no chain; a chain may come with findings,
    too: what was declared with errors is missing in it and named in `unreadable`.
    """
    located = locate(reference, roots, findings, span=span, beside=beside, beside_shown=beside_shown)
    return None if located is None else load_located(located, findings, roots)


def load_located(located: Located, findings: Findings, roots: Sequence[Root] = ()) -> AgreementChain | None:
    """Read the files of an agreement that was found, and consolidate its versions.

    A single file that amends a version, is a vocabulary or lies beside one is read with its whole folder. Patterns are
    looked for in the `rules/` of the folder in which the agreement stands, then in those of the `roots`.
    """
    above = folder_above(located)
    roots = (above, *roots)
    if located.is_folder:
        return _load_folder(located, findings, roots)
    scratch = Findings()
    source = read_source(located.path, scratch, name=located.shown)
    node = None if source is None else read_yaml(source, scratch)
    if node is not None and _needs_folder(node, located.path):
        folder = Located(above.folder, above.shown, located.name, located.base)
        return _load_folder(folder, findings, (folder_above(folder), *roots))
    findings.extend(scratch)
    if source is None or node is None:
        return None
    beside = _patterns_beside(located, findings) if "use:" in source.text else []
    return _chain([_Read(located.path, source, node), *beside], located.name, None, findings, roots, located.base)


def chain_of(sources: Iterable[Source], findings: Findings, *, name: str | None = None) -> AgreementChain | None:
    """The chain of an agreement whose files are given as texts: versions, at most one vocabulary, own patterns.

    `name` is the name that the agreement must have, if it was asked for by name.
    """
    read = [(source, read_yaml(source, findings)) for source in sources]
    nodes = [_Read(None, source, node) for source, node in read if node is not None]
    return _chain(nodes, name, None, findings, complete=len(nodes) == len(read))


def chain_of_example(pattern: Pattern, findings: Findings, roots: Sequence[Root] = ()) -> AgreementChain | None:
    """The agreement that a pattern gives as its example, which uses the pattern itself."""
    version = None if pattern.example is None else read_agreement(pattern.example, findings)
    own = {pattern.reference: pattern}
    return None if version is None else consolidate([version], None, findings, Patterns(roots, own))


@frozen
class _Read:
    """A file that was read, and its tree; a text that is no file has no path."""

    path: Path | None
    source: Source
    node: Node


def _load_folder(located: Located, findings: Findings, roots: Sequence[Root]) -> AgreementChain | None:
    folder, shown = located.path, located.shown
    files = yaml_files(folder)
    sources = [
        (file, read_source(file, findings, name=f"{shown}/{file.name}" if shown else file.name)) for file in files
    ]
    trees = [(file, source, read_yaml(source, findings)) for file, source in sources if source is not None]
    nodes = [_Read(file, source, node) for file, source, node in trees if node is not None]
    complete = len(nodes) == len(files)
    return _chain(nodes, located.name, shown or folder.name, findings, roots, located.base, complete=complete)


def _patterns_beside(located: Located, findings: Findings) -> list[_Read]:
    """The patterns in the folder of an agreement of one file."""
    found = []
    folder = folder_above(located)
    for other in yaml_files(folder.folder):
        scratch = Findings()
        source = read_source(other, scratch, name=joined(folder.shown, other.name))
        if other == located.path or source is None or "pattern:" not in source.text:
            continue
        node = read_yaml(source, scratch)
        if node is not None and kind_of(node) is FileKind.PATTERN:
            findings.extend(scratch)
            found.append(_Read(other, source, node))
    return found


def _chain(
    read: Sequence[_Read],
    name: str | None,
    folder: str | None,
    findings: Findings,
    roots: Sequence[Root] = (),
    base: Base | None = None,
    *,
    complete: bool = True,
) -> AgreementChain | None:
    """Read trees as versions, vocabulary and patterns, and consolidate them.

    `base` is what the paths of the files start from, `complete` says that no file was unreadable.
    """
    vocabulary: tuple[Vocabulary, Node] | None = None
    versions: list[AgreementVersion] = []
    own: dict[str, Pattern | None] = {}
    files: list[LibraryFile] = []
    for one in read:
        node, kind = one.node, kind_of(one.node)
        if base is not None and one.path is not None:
            files.append(LibraryFile(kind, base, one.path, one.source))
        if kind is FileKind.PATTERN:
            pattern = own_pattern(node, own, findings)
            complete = complete and pattern is not None
            continue
        if kind is FileKind.VOCABULARY:
            words = read_vocabulary(node, findings)
            if vocabulary is not None:
                _report_second_vocabulary(node, vocabulary[1], findings)
            elif words is not None:
                vocabulary = (words, node)
            continue
        version = read_agreement(node, findings)
        if version is None:
            complete = False
        else:
            versions.append(version)
    if not complete:
        return None
    if not versions:
        place = None if vocabulary is None else first_line(vocabulary[1])
        where = f"`{shortened(folder)}`" if folder is not None else "this"
        cure = "add a file that begins with `agreement: …` and `version: …`"
        findings.error("E303", f"{where} holds no version of an agreement", place, help=cure)
        return None
    if not _check_names(versions, name, findings):
        return None
    words = None if vocabulary is None else vocabulary[0]
    patterns = Patterns(roots, own)
    chain = consolidate(versions, words, findings, patterns)
    return None if chain is None else replace(chain, files=(*files, *patterns.files))


def _check_names(versions: Sequence[AgreementVersion], name: str | None, findings: Findings) -> bool:
    """Whether all versions are of one agreement, the one that was asked for."""
    wanted = name or versions[0].name.text
    strangers = [version for version in versions if version.name.text != wanted]
    for version in strangers:
        others = [] if name is not None else [Label(versions[0].name.span, f"and this one of `{wanted}`")]
        findings.error(
            "E304",
            f"this file is a version of `{version.name}`, not of `{wanted}`",
            version.name.span,
            help=f"write `agreement: {wanted}`, or move the file to a folder of its own",
            others=others,
        )
    return not strangers


def _report_second_vocabulary(node: Node, first: Node, findings: Findings) -> None:
    findings.error(
        "E318",
        "an agreement has one vocabulary, and this is the second",
        first_line(node),
        help="put the words into one file",
        others=[Label(first_line(first), "the first is here")],
    )


def _needs_folder(node: Node, path: Path) -> bool:
    """Whether a file makes sense only together with those beside it."""
    match kind_of(node):
        case FileKind.VOCABULARY | FileKind.PATTERN:
            return True
        case FileKind.AGREEMENT:
            amends = isinstance(node, Mapping) and node.get("amends") is not None
            return amends or any((path.parent / f"vocabulary{suffix}").is_file() for suffix in SUFFIXES)
        case _:
            return False
