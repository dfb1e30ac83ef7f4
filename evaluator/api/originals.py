"""An agreement as it was written, and the same agreement with one version changed."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.api.agreements import Agreement
from evaluator.diagnostics import AgreementError, Findings, impossible
from evaluator.engine.logic import NATIVE
from evaluator.library.consolidate import consolidate
from evaluator.library.patterns import Patterns, own_pattern
from evaluator.model.agreement import AgreementVersion, Vocabulary
from evaluator.model.file_kind import FileKind
from evaluator.model.pattern import Pattern
from evaluator.model.read_agreement import read_agreement
from evaluator.model.read_vocabulary import read_vocabulary
from evaluator.syntax.yaml_reader import read_yaml


class Originals:
    """The files of an agreement without errors, read again: its `versions` as written, oldest first."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self._vocabulary: Vocabulary | None = None
        self._patterns: dict[str, Pattern | None] = {}
        findings = Findings()
        written: dict[str, AgreementVersion] = {}
        for file in agreement.chain.files:
            node = read_yaml(file.source, findings)
            if node is None:
                impossible(f"`{file.path}` was read before")
            match file.kind:
                case FileKind.PATTERN:
                    own_pattern(node, self._patterns, findings)
                case FileKind.VOCABULARY:
                    self._vocabulary = read_vocabulary(node, findings)
                case _:
                    version = read_agreement(node, findings)
                    if version is not None:
                        written[version.version.text] = version
        self.parties: frozenset[str] = frozenset(
            party.name.text
            for vocabulary in (self._vocabulary, *(version.vocabulary for version in written.values()))
            for party in (vocabulary.parties if vocabulary is not None else ())
        )
        self.versions: Sequence[AgreementVersion] = [written[name] for name in agreement.versions]

    def with_version(self, version: AgreementVersion) -> Agreement | None:
        """The agreement with one version as it is given; None if its versions do not form an agreement then.

        The versions before it are those of the original, checked and compiled; the others are checked again.
        """
        findings = Findings()
        names = [each.version.text for each in self.versions]
        changed = [version if each.version.text == version.version.text else each for each in self.versions]
        chain = consolidate(changed, self._vocabulary, findings, Patterns((), self._patterns))
        if chain is None or findings.has_errors:
            return None
        before = names[: names.index(version.version.text)]
        checked = {name: self.agreement.checked(name) for name in before}
        engines = {(name, NATIVE): self.agreement.engine(name) for name in before}
        found = Agreement(chain, (), checked, engines)
        try:
            for name in names[len(before) :]:
                found.checked(name)
        except AgreementError:
            return None
        return found
