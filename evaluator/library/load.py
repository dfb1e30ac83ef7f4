"""Reads all files of an agreement and consolidates them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from evaluator.diagnostics import Findings, Label
from evaluator.library.consolidate import consolidate
from evaluator.library.consolidated import AgreementChain
from evaluator.library.locate import SUFFIXES, Located, Root, folder_above, joined, locate, yaml_files
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
    roots = (folder_above(located.path, located.shown), *roots)
    if located.is_folder:
        return _load_folder(located.path, located.shown, located.name, findings, roots)
    scratch = Findings()
    source = read_source(located.path, scratch, name=located.shown)
    node = None if source is None else read_yaml(source, scratch)
    if node is not None and _needs_folder(node, located.path):
        folder = roots[0]
        roots = (folder_above(folder.folder, folder.shown), *roots)
        return _load_folder(folder.folder, folder.shown, located.name, findings, roots)
    findings.extend(scratch)
    if source is None or node is None:
        return None
    beside = _patterns_beside(located.path, located.shown, findings) if "use:" in source.text else []
    return _chain([(source, node), *beside], located.name, None, findings, roots)


def chain_of(sources: Iterable[Source], findings: Findings, *, name: str | None = None) -> AgreementChain | None:
    """The chain of an agreement whose files are given as texts: versions, at most one vocabulary, own patterns.

    `name` is the name that the agreement must have, if it was asked for by name.
    """
    read = [(source, read_yaml(source, findings)) for source in sources]
    nodes = [(source, node) for source, node in read if node is not None]
    return _chain(nodes, name, None, findings, complete=len(nodes) == len(read))


def chain_of_example(pattern: Pattern, findings: Findings, roots: Sequence[Root] = ()) -> AgreementChain | None:
    """The agreement that a pattern gives as its example, which uses the pattern itself."""
    version = None if pattern.example is None else read_agreement(pattern.example, findings)
    own = {pattern.reference: pattern}
    return None if version is None else consolidate([version], None, findings, Patterns(roots, own))


def _load_folder(
    folder: Path, shown: str, name: str | None, findings: Findings, roots: Sequence[Root]
) -> AgreementChain | None:
    files = yaml_files(folder)
    read = [read_source(file, findings, name=f"{shown}/{file.name}" if shown else file.name) for file in files]
    sources = [source for source in read if source is not None]
    trees = [(source, read_yaml(source, findings)) for source in sources]
    nodes = [(source, node) for source, node in trees if node is not None]
    return _chain(nodes, name, shown or folder.name, findings, roots, complete=len(nodes) == len(files))


def _patterns_beside(file: Path, shown: str, findings: Findings) -> list[tuple[Source, Node]]:
    """The patterns in the folder of an agreement of one file."""
    found = []
    folder = folder_above(file, shown)
    for other in yaml_files(folder.folder):
        scratch = Findings()
        source = read_source(other, scratch, name=joined(folder.shown, other.name))
        if other == file or source is None or "pattern:" not in source.text:
            continue
        node = read_yaml(source, scratch)
        if node is not None and kind_of(node) is FileKind.PATTERN:
            findings.extend(scratch)
            found.append((source, node))
    return found


def _chain(
    nodes: Sequence[tuple[Source, Node]],
    name: str | None,
    folder: str | None,
    findings: Findings,
    roots: Sequence[Root] = (),
    *,
    complete: bool = True,
) -> AgreementChain | None:
    """Read trees as versions, vocabulary and patterns, and consolidate them.

    `complete` says that no file was unreadable.
    """
    vocabulary: tuple[Vocabulary, Node] | None = None
    versions: list[AgreementVersion] = []
    own: dict[str, Pattern | None] = {}
    for _, node in nodes:
        if kind_of(node) is FileKind.PATTERN:
            pattern = own_pattern(node, own, findings)
            complete = complete and pattern is not None
            continue
        if kind_of(node) is FileKind.VOCABULARY:
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
    return consolidate(versions, words, findings, Patterns(roots, own))


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
