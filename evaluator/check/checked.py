"""A checked agreement: the only thing the compiler accepts."""

from __future__ import annotations

from collections.abc import Mapping, Set

from evaluator.check.constraints import Constraint
from evaluator.check.symbols import Symbols
from evaluator.check.terms import Terms
from evaluator.core.norms import Definition, Norm, ParameterValue, Priority, ReadingSort
from evaluator.frozen import frozen
from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion


@frozen(eq=False)
class CheckedVersion:
    """One version with every name resolved and every expression typed.

    `waits_for` holds, for every norm, those whose applicability its own needs at the same moment; there is no circle in
    it.
    """

    version: ConsolidatedVersion
    symbols: Symbols
    terms: Terms
    parameters: Mapping[str, ParameterValue]
    readings: Mapping[str, ReadingSort]
    definitions: Mapping[str, Definition]
    norms: Mapping[str, Norm]
    priorities: tuple[Priority, ...]
    waits_for: Mapping[str, Set[str]]
    constraints: tuple[Constraint, ...]


@frozen(eq=False)
class CheckedAgreement:
    """All versions of an agreement, checked, oldest first. Only `evaluator.check.check_agreement` makes one."""

    chain: AgreementChain
    versions: tuple[CheckedVersion, ...]

    def version(self, name: str) -> CheckedVersion | None:
        """The version of that name."""
        return next((each for each in self.versions if each.version.version == name), None)
