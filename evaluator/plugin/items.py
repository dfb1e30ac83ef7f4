"""The tests: an expected answer of a scenario, a worked case of a pattern, and a file that is none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from os import PathLike
from typing import TYPE_CHECKING, Any

import pytest

from evaluator.api.evaluate import evaluate
from evaluator.api.expectations import Unmet, check_expectations
from evaluator.api.patterns import worked_case
from evaluator.plugin.failure import NotAsExpectedError, UnusableError, failure_of
from evaluator.plugin.state import shown, state_of

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr

    from evaluator.api.agreements import Agreement
    from evaluator.model.pattern import WorkedCase
    from evaluator.plugin.files import ScenarioFile


class ClauseItem(pytest.Item):
    """A test that stands in a YAML file, on a `line` counted from 1."""

    def __init__(self, *, line: int = 1, **others: Any) -> None:  # noqa: ANN401 - what pytest passes on
        super().__init__(**others)
        self.line = line
        self.add_marker("clauses")

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: Any = None,  # noqa: ANN401 - pytest's own
    ) -> str | TerminalRepr:
        """What is shown of a failure."""
        failure = failure_of(excinfo.value, str(shown(self.path)), self.line)
        return super().repr_failure(excinfo, style) if failure is None else failure  # type: ignore[return-value]

    def reportinfo(self) -> tuple[PathLike[str] | str, int | None, str]:
        """Where the test stands."""
        return self.path, self.line - 1, f"{shown(self.path)}::{self.name}"


class ExpectedItem(ClauseItem):
    """What a scenario expects of one norm, one act or the agreement."""

    parent: ScenarioFile

    def runtest(self) -> None:
        """Hold what came out against what is expected."""
        scenario, unmet = self.parent.unmet(self.name)
        if unmet:
            raise NotAsExpectedError(scenario, unmet)


class CaseItem(ClauseItem):
    """A worked case of a pattern."""

    def __init__(
        self,
        *,
        case: WorkedCase,
        example: Callable[[], Agreement],
        **others: Any,  # noqa: ANN401 - likewise
    ) -> None:
        super().__init__(line=case.span.line, **others)
        self.case, self.example = case, example

    def runtest(self) -> None:
        """Hold what came out against what the case expects."""
        scenario = worked_case(self.case, self.example())
        if not scenario.written.expect:
            raise UnusableError("this worked case expects nothing; add `expect:`")
        unmet = check_expectations(scenario, evaluate(scenario))
        recorder = state_of(self.config).recorder
        if recorder is not None:
            recorder.record(scenario, case=self.case.title)
        if unmet:
            raise NotAsExpectedError(scenario, unmet)


class BrokenItem(ClauseItem):
    """A file of which no test could be made; it fails, and says why."""

    def __init__(self, *, error: Exception, **others: Any) -> None:  # noqa: ANN401 - likewise
        super().__init__(**others)
        self.error = error

    def runtest(self) -> None:
        """Fail."""
        raise self.error


def about(unmet: Collection[Unmet], target: str) -> list[Unmet]:
    """The expectations that failed of one norm, act or the agreement."""
    return [each for each in unmet if each.address == target]
