"""The files that hold tests: scenarios with `expect:`, and patterns with worked cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from evaluator.api.evaluate import evaluate
from evaluator.api.expectations import Unmet, check_expectations
from evaluator.api.patterns import example_of, load_pattern
from evaluator.api.scenarios import Scenario, load_scenario
from evaluator.diagnostics import Findings, InputError, ScenarioError
from evaluator.model.file_kind import FileKind, kind_of
from evaluator.model.read_scenario import read_scenario
from evaluator.plugin.failure import UnusableError
from evaluator.plugin.items import BrokenItem, CaseItem, ExpectedItem, about
from evaluator.plugin.state import shown, state_of
from evaluator.syntax.files import read_source
from evaluator.syntax.yaml_reader import read_yaml

if TYPE_CHECKING:
    from evaluator.api.agreements import Agreement

_EXPECTS: Final = re.compile(r"^expect\s*:", re.MULTILINE)
_ABOUT: Final = re.compile(r"^(agreement|as_of|facts)\s*:", re.MULTILINE)
_PATTERN: Final = re.compile(r"^pattern\s*:", re.MULTILINE)
_CASES: Final = re.compile(r"^cases\s*:", re.MULTILINE)


def collector_of(path: Path, parent: pytest.Collector, *, named: bool) -> pytest.File | None:
    """The collector of a file.

    Of one that was not `named` on the command line its text decides, without being read as YAML: a scenario with
    `expect:` or a pattern with `cases:`, each in a line of its own; None for others, which stand beside tests.
    """
    try:
        text = path.read_bytes().decode("utf-8", errors="replace").replace("\r", "")
    except OSError:
        return ScenarioFile.from_parent(parent, path=path)  # which says that it cannot be read
    if _PATTERN.search(text) and (named or _CASES.search(text)):
        return PatternFile.from_parent(parent, path=path)
    if named or (_EXPECTS.search(text) and _ABOUT.search(text)):
        return ScenarioFile.from_parent(parent, path=path)
    return None


class ScenarioFile(pytest.File):
    """A scenario; each answer that it expects is a test, and it is evaluated once for all of them."""

    _failed_in = ""
    """The test that has shown what is wrong with the scenario."""

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each answer that is expected, and for each law of an agreement that nobody was about before."""
        findings = Findings()
        source = read_source(shown(self.path), findings)
        node = None if source is None else read_yaml(source, findings)
        if node is not None and kind_of(node) in (FileKind.AGREEMENT, FileKind.VOCABULARY):
            words = f"this is {kind_of(node).value}, not a scenario; name scenarios that are about it"
            yield self._broken(UnusableError(words))
            return
        written = None if node is None else read_scenario(node, findings)
        if written is None or findings.has_errors:
            yield self._broken(ScenarioError(findings))
            return
        if not written.expect:
            yield self._broken(UnusableError("this scenario expects nothing, so that it is no test; add `expect:`"))
            return
        for expected in written.expect:
            yield ExpectedItem.from_parent(self, name=expected.target.text, line=expected.target.span.line)
        if state_of(self.config).laws:
            from evaluator.plugin.laws import law_items

            yield from law_items(self)

    def unmet(self, target: str) -> tuple[Scenario, list[Unmet]]:
        """The scenario, and what is not as expected of one norm, act or the agreement.

        Raises:
            ScenarioError, AgreementError: the file, or the agreement, has errors.
            UnusableError: it has, and that was said before.
        """
        if self._failed_in:
            raise UnusableError(f"the scenario has errors; they are shown with `{self._failed_in}`")
        try:
            found = about(self._unmet, target)
        except InputError:
            self._failed_in = target
            raise
        self._asked.append(target)
        return self.scenario, found

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario with its agreement.

        Raises:
            ScenarioError: either has errors.
        """
        state = state_of(self.config)
        return load_scenario(shown(self.path), library=state.library, loaded=state.loaded)

    @cached_property
    def _unmet(self) -> tuple[Unmet, ...]:
        return check_expectations(self.scenario, evaluate(self.scenario))

    @cached_property
    def _asked(self) -> list[str]:
        return []

    def teardown(self) -> None:
        """All tests of the file have run: what these looked at is noted, and the evaluation let go."""
        recorder = state_of(self.config).recorder
        if recorder is not None and self._asked:
            recorder.record(self.scenario, only=self._asked)
        for name in ("scenario", "_unmet", "_asked"):
            self.__dict__.pop(name, None)

    def _broken(self, error: Exception) -> pytest.Item:
        return BrokenItem.from_parent(self, name=self.path.stem, error=error)


class PatternFile(pytest.File):
    """A pattern; each of its worked cases is a test."""

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each worked case."""
        try:
            pattern = load_pattern(_as_path(self.path), library=state_of(self.config).library)
        except InputError as error:
            yield BrokenItem.from_parent(self, name=self.path.stem, error=error)
            return
        if not pattern.cases:
            words = "this pattern has no worked cases, so that it is no test; add `cases:`"
            yield BrokenItem.from_parent(self, name=self.path.stem, error=UnusableError(words))
        self._pattern = pattern
        for case in pattern.cases:
            yield CaseItem.from_parent(self, name=case.title, case=case, example=lambda: self._example)

    @cached_property
    def _example(self) -> Agreement:
        return example_of(self._pattern, library=state_of(self.config).library)


def _as_path(path: Path) -> str:
    """A path that is not taken for the name of a pattern."""
    found = shown(path)
    return str(found) if found.is_absolute() else f"./{found.as_posix()}"
