"""The agreements that ship, loaded once."""

from __future__ import annotations

from evaluator.comparisons.clause_changes import ClauseChanges
from evaluator.comparisons.compare_versions import Pinned, compare
from evaluator.diagnostics import Findings
from evaluator.library.consolidated import AgreementChain
from evaluator.library.load import load_chain
from evaluator.library.locate import search_roots


def _chain(name: str) -> AgreementChain:
    findings = Findings()
    chain = load_chain(name, search_roots(), findings)
    assert chain is not None
    assert not findings.has_errors
    return chain


CHAINS = {name: _chain(name) for name in ("microsoft_openai", "equipment_lease", "cloud_services")}

PAIRS = [
    (name, first.version, second.version)
    for name, chain in CHAINS.items()
    for first in chain.versions
    for second in chain.versions
]
"""Every version of every agreement with every other, and with itself."""


def pinned(name: str, version: str) -> Pinned:
    """A version that ships."""
    found = CHAINS[name].version(version)
    assert found is not None
    return Pinned(CHAINS[name], found)


def changes(name: str, first: str, second: str) -> ClauseChanges:
    """What differs between two versions of an agreement that ships."""
    return compare(pinned(name, first), pinned(name, second))
