"""Agreements, loaded and checked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from threading import Lock

from evaluator.api.contradictions import check_own_values
from evaluator.api.engines import logic_of
from evaluator.api.questions import check_questions
from evaluator.check import CheckedVersion, check_agreement, check_version
from evaluator.diagnostics import AgreementError, Diagnostic, Findings
from evaluator.engine.logic import NATIVE
from evaluator.engine.native import NativeEngine
from evaluator.frozen import field, frozen, replace
from evaluator.library.consolidated import AgreementChain
from evaluator.library.load import load_chain
from evaluator.library.locate import search_roots
from evaluator.program import Program, compile_version


@frozen(eq=False)
class Agreement:
    """An agreement with all its versions, ready to be evaluated.

    Versions are checked and compiled when first needed, once, whichever thread asks.
    """

    chain: AgreementChain
    warnings: tuple[Diagnostic, ...] = ()
    _checked: dict[str, CheckedVersion] = field(default_factory=dict, repr=False)
    _engines: dict[tuple[str, str], NativeEngine] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def name(self) -> str:
        """The name under which it is found."""
        return self.chain.name

    @property
    def versions(self) -> tuple[str, ...]:
        """The names of its versions, oldest first."""
        return tuple(version.version for version in self.chain.versions)

    def version_on(self, day: date) -> str | None:
        """The version that governs on a day, None before the first."""
        found = self.chain.governing(day)
        return None if found is None else found.version

    def checked(self, version: str) -> CheckedVersion:
        """One version, checked.

        Raises:
            AgreementError: the version has errors.
            KeyError: there is no such version.
        """
        findings = Findings()
        found = self.examine(version, findings)
        if findings.has_errors:
            raise AgreementError(findings)
        return found

    def examine(self, version: str, findings: Findings) -> CheckedVersion:
        """One version, checked, with its problems in `findings`; if there are errors it is only good to find more.

        Raises:
            KeyError: there is no such version.
        """
        with self._lock:
            found = self._checked.get(version)
            if found is None:
                consolidated = self.chain.version(version)
                if consolidated is None:
                    raise KeyError(version)
                own = Findings()
                found = check_version(consolidated, own)
                if not own.has_errors:
                    engine = NativeEngine(compile_version(found))
                    check_questions(found, engine.program, own)
                    if not own.has_errors:
                        self._checked[version], self._engines[version, NATIVE] = found, engine
                findings.extend(own)
            return found

    def engine(self, version: str, name: str = NATIVE) -> NativeEngine:
        """The engine of one version, by default the native one.

        Raises:
            AgreementError: the version has errors.
            KeyError: there is no such version.
            ScenarioError, ValueError: as `logic_of`.
        """
        checked = self.checked(version)
        logic = logic_of(name)
        with self._lock:
            native = self._engines.get((version, NATIVE))
            if native is None:
                native = self._engines[version, NATIVE] = NativeEngine(compile_version(checked))
            found = self._engines.get((version, name))
            if found is None:
                found = self._engines[version, name] = NativeEngine(native.program, logic)
            return found

    def program(self, version: str) -> Program:
        """The program one version compiles into.

        Raises:
            AgreementError: the version has errors.
            KeyError: there is no such version.
        """
        return self.engine(version).program


def load_agreement(reference: str | Path, *, library: Iterable[str | Path] = ()) -> Agreement:
    """Load an agreement and check all its versions.

    Args:
        reference: The name of an agreement in `library` or among those that ship, or the path of a file or folder.
        library: Folders to look for names in, before the agreements that ship.

    Returns:
        The agreement; `warnings` holds what is allowed but looks like a mistake.

    Raises:
        AgreementError: it is not found or has errors; all of them are in `diagnostics`.
    """
    findings = Findings()
    chain = load_chain(str(reference), search_roots(library), findings)
    agreement = None if chain is None else examine_agreement(chain, findings)
    if agreement is None:
        raise AgreementError(findings)
    return agreement


def examine_agreement(chain: AgreementChain, findings: Findings) -> Agreement | None:
    """The agreement, all of its versions checked; None if `findings` has errors, of the files or found here."""
    checked = check_agreement(chain, findings)
    if checked is None:
        return None
    agreement = Agreement(chain, (), {each.version.version: each for each in checked.versions})
    for version in checked.versions:
        engine = agreement.engine(version.version.version)
        check_questions(version, engine.program, findings)
        if not findings.has_errors:
            check_own_values(version, engine, findings)
    return None if findings.has_errors else replace(agreement, warnings=tuple(findings))
