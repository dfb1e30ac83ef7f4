"""What a law is: something that holds of every scenario about an agreement, whatever the agreement says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NoReturn
from unittest import SkipTest

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluator.api.scenarios import Scenario
from evaluator.frozen import field, frozen
from evaluator.testing.shown import text_of


class LawError(AssertionError):
    """A law does not hold of a scenario; the message has the scenario and both answers."""


@frozen(eq=False)
class Law:
    """A law about one agreement.

    `name` is a word for it, `statement` what it says in a sentence. `excused` says why it cannot be asked of the
    agreement, empty where it can. `scenarios` are those it is tested with.
    """

    name: str
    statement: str
    excused: str
    scenarios: st.SearchStrategy[Scenario] = field(repr=False)
    holds: Callable[[Scenario], None] = field(repr=False)

    @property
    def __name__(self) -> str:
        """What pytest calls a test that is given this law."""
        return self.name.replace(" ", "_")

    def __str__(self) -> str:
        return self.name

    def check(self, scenario: Scenario) -> None:
        """Check the law on one scenario about the agreement.

        Raises:
            LawError: it does not hold.
        """
        if self.excused:
            return
        try:
            self.holds(scenario)
        except _BrokenError as broken:
            shown = "\n".join(f"  {line}" for line in broken.differences)
            message = f"the law `{self.name}` does not hold: {self.statement}\n{shown}"
            if broken.against:
                message += f"\n\n{broken.against}"
            raise LawError(f"{message}\n\nin the scenario\n\n{text_of(scenario)}") from None

    def test(self, *, max_examples: int | None = None) -> None:
        """Check the law on scenarios that Hypothesis draws, as many as its profile says or `max_examples`.

        Raises:
            LawError: it does not hold; the scenario is a small one.
            unittest.SkipTest: it cannot be asked of this agreement; pytest then says why, and counts it as skipped.
        """
        if self.excused:
            raise SkipTest(f"the law `{self.name}` cannot be asked of this agreement: {self.excused}")
        most = settings.default.max_examples if max_examples is None and settings.default else max_examples

        # How long one scenario takes depends on the agreement and is no failure of it.
        @settings(max_examples=most or 100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(self.scenarios)
        def law(scenario: Scenario) -> None:
            self.check(scenario)

        law()


class _BrokenError(Exception):
    def __init__(self, differences: Sequence[str], against: str) -> None:
        super().__init__()
        self.differences, self.against = differences, against


def broken(differences: Sequence[str], against: str = "") -> NoReturn:
    """Say that a law does not hold: how the answers differ, and against what the scenario was held."""
    raise _BrokenError(differences, against)


def held(differences: Sequence[str], against: str = "") -> None:
    """Say that a law does not hold if there are differences."""
    if differences:
        broken(differences, against)
