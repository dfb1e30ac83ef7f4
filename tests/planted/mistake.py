"""A mistake that is planted in the text of a small agreement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluator.api.scenarios import Scenario
from evaluator.engine.outcome import Outcome

HERE = Path(__file__).parent
AGREEMENTS = HERE / "agreements"
SCENARIOS = HERE / "scenarios"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(AGREEMENTS.glob("*.yaml"))}
"""The right agreements by name."""
BLIND = "ordinary.yaml"
"""The one scenario of each agreement that its author thought of first; it sees only the crudest mistakes."""

Property = Callable[[Scenario, Outcome], bool]


@dataclass(frozen=True)
class Mistake:
    """One slip of a drafter.

    `name` says what was done, `meant` the sentence of the contract, in which `clause` the mistake is. In the text of
    `agreement`, `was` becomes `becomes`. `seen_by` is the scenario whose expectation, taken from the contract, fails.
    `holds` is the sentence as a property in one line. `caught` are the tools that catch it, exactly those.
    """

    name: str
    meant: str
    agreement: str
    clause: str
    was: str
    becomes: str
    seen_by: str
    holds: Property
    caught: str

    def __str__(self) -> str:
        return self.name

    @property
    def right(self) -> str:
        """The text as it should be."""
        return TEXTS[self.agreement]

    @property
    def wrong(self) -> str:
        """The text with the mistake.

        Raises:
            ValueError: what it changes does not stand in the text exactly once.
        """
        return planted(self.right, self.was, self.becomes)

    @property
    def line(self) -> int | None:
        """The line of the mistake in the wrong text; None if it is something that is missing."""
        if not self.becomes:
            return None
        before = self.right.partition(self.was)[0]
        return before.count("\n") + 1 + _same_lines(self.was, self.becomes)


def planted(text: str, was: str, becomes: str) -> str:
    """A text with one thing changed.

    Raises:
        ValueError: it does not stand there exactly once, or the change changes nothing.
    """
    if text.count(was) != 1:
        raise ValueError(f"`{was}` stands {text.count(was)} times in the text, not once")
    if was == becomes:
        raise ValueError(f"`{was}` is not changed")
    return text.replace(was, becomes)


def _same_lines(was: str, becomes: str) -> int:
    """How many whole lines at the start are the same."""
    count = 0
    for old, new in zip(was.split("\n"), becomes.split("\n"), strict=False):
        if old != new:
            break
        count += 1
    return count
