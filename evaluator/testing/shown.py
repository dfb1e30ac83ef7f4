"""A scenario that is shown as its text, ready to be put into a file."""

from __future__ import annotations

from typing import Protocol

from evaluator.api.scenarios import Scenario
from evaluator.frozen import fields


class _Printer(Protocol):
    def text(self, text: str) -> None:
        """Print a text as it is."""


class Shown(Scenario):
    """A drawn scenario; printing it gives its text."""

    @staticmethod
    def of(scenario: Scenario) -> Shown:
        """A scenario, shown so."""
        return Shown(**{name: getattr(scenario, name) for name in fields(Scenario)})

    def __repr__(self) -> str:
        return f'"""\\\n{text_of(self)}"""'

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:  # noqa: ARG002 - Hypothesis calls it so
        printer.text(repr(self))


def text_of(scenario: Scenario) -> str:
    """The text of a scenario as it was read."""
    return scenario.written.span.source.text
