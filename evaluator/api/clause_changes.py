"""What differs between two versions of an agreement, or between two agreements, clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.diagnostics import AgreementError, Findings
from evaluator.frozen import replace
from evaluator.library.choose_version import choose_version
from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion
from evaluator.library.load import load_chain
from evaluator.library.locate import is_path, search_roots, split_reference

if TYPE_CHECKING:
    from evaluator.comparisons.clause_changes import ClauseChanges
    from evaluator.comparisons.compare_versions import Pinned


def clause_changes(
    first: str | Path, second: str | Path | None = None, *, library: Iterable[str | Path] = ()
) -> ClauseChanges:
    """What differs between two versions, clause by clause.

    Args:
        first: A version, `NAME@VERSION` or `PATH@VERSION`; without `@VERSION` it is the last one.
        second: The version that it is compared with; `@VERSION` alone is another one of the same agreement. If None,
            `first` is the later version, and it is compared with the one that it amends.
        library: Folders to look for names in, before the agreements that ship.

    Returns:
        The changes that lead from the earlier version, or the one named first, to the other one;
        `ClauseChanges.rows()` is what a data frame takes.

    Raises:
        AgreementError: an agreement or a version is not found, or cannot be read; or `second` is None and `first`
            amends nothing.
    """
    from evaluator.comparisons.compare_versions import compare  # nothing else needs it

    folders = tuple(library)
    if second is None:
        later = _pinned(str(first), folders)
        return compare(_amended(later), later)
    name, _ = split_reference(str(first))
    reference = f"{name}{second}" if str(second).startswith("@") else str(second)
    return compare(_pinned(str(first), folders), _pinned(reference, folders))


def _pinned(reference: str, library: Sequence[str | Path]) -> Pinned:
    """The version that a reference names: with `@`, by the file in which it is written, or else the last one."""
    from evaluator.comparisons.compare_versions import Pinned

    name, pin = split_reference(reference)
    findings = Findings()
    chain = load_chain(name, search_roots(library), findings)
    if chain is None or findings.has_errors:
        raise AgreementError(findings)
    version = _written_in(chain, name) if pin is None else choose_version(chain, pin, date.max, findings)
    if version is None:
        raise AgreementError(findings)
    return Pinned(chain, version)


def _written_in(chain: AgreementChain, name: str) -> ConsolidatedVersion:
    """The version that is written in the file of that name, else the last one."""
    here = [one for one in chain.versions if is_path(name) and Path(one.written.span.source.name) == Path(name)]
    return (here or chain.versions)[-1]


def _amended(later: Pinned) -> Pinned:
    """The version before a version of the same agreement."""
    versions = later.chain.versions
    place = versions.index(later.version)
    if place == 0:
        findings = Findings()
        findings.error(
            "E301",
            f"`{later.chain.name}@{later.version.version}` is the first version, and there is none before it",
            None,
            help="name what to compare it with",
        )
        raise AgreementError(findings)
    return replace(later, version=versions[place - 1])
