"""Laws of the agreements that scenarios are about, as tests of their own."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from typing import TYPE_CHECKING, Any

import pytest

from evaluator.api.evaluate import prepare
from evaluator.diagnostics import InputError
from evaluator.plugin.failure import Failure
from evaluator.plugin.state import shown, state_of
from evaluator.testing import LawError, laws

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr

    from evaluator.api.agreements import Agreement
    from evaluator.plugin.files import ScenarioFile


def law_items(file: ScenarioFile) -> Iterator[pytest.Item]:
    """A test for each law that is asked for, of the version that governs a scenario; none if it was met before.

    None for a scenario with errors: its other tests say what is wrong.
    """
    try:
        scenario = file.scenario
        version = prepare(scenario, scenario.as_of)[1].program.version
    except InputError:
        return
    state, agreement = state_of(file.config), scenario.agreement
    first = agreement.chain.versions[0].written.span.source.name
    if state.is_new(first, agreement.name, version):
        for law in state.laws:
            name = f"law {law} of {agreement.name}@{version}"
            yield LawItem.from_parent(file, name=name, law=law, agreement=agreement, version=version)


class LawItem(pytest.Item):
    """A law of one version of an agreement."""

    def __init__(self, *, law: str, agreement: Agreement, version: str, **others: Any) -> None:  # noqa: ANN401 - what pytest passes on
        super().__init__(**others)
        self.law, self.agreement, self.version = law, agreement, version
        self.add_marker("clause_law")

    def runtest(self) -> None:
        """Check the law on scenarios that Hypothesis draws."""
        state = state_of(self.config)
        (law,) = laws(self.agreement, version=self.version, library=state.library, only=self.law)
        if law.excused:
            pytest.skip(f"it cannot be asked of this agreement: {law.excused}")
        law.test(max_examples=state.law_examples)

    def reportinfo(self) -> tuple[PathLike[str] | str, int | None, str]:
        """Where the agreement is tested."""
        return self.path, None, self.name

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: Any = None,  # noqa: ANN401 - pytest's own
    ) -> str | TerminalRepr:
        """The scenario of which it does not hold, ready for a file, and both answers."""
        if isinstance(excinfo.value, LawError):
            text = str(excinfo.value)
            return Failure(text, text.splitlines()[0], str(shown(self.path)), 1)  # type: ignore[return-value]
        return super().repr_failure(excinfo, style)
