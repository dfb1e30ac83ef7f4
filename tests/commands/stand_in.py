"""Stands in for the engine: the commands are given outcomes written by hand, so that only they are tested."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluator.cli.calls import Evaluation, Request
from evaluator.diagnostics import Diagnostic, ScenarioError
from tests.report.samples import DECLARED

if TYPE_CHECKING:
    from evaluator.source import Span


@dataclass(frozen=True)
class Unmet:
    """A failed expectation."""

    address: str
    field: str
    expected: str
    actual: str
    span: Span | None = None


BROKEN = "broken.yaml"
FAILING = "failing.yaml"
UNMET = (
    Unmet("research_ip", "state", "ended", "undetermined"),
    Unmet("move", "verdict", "permitted", "undetermined: permitted or prohibited"),
)


@dataclass
class StandIn:
    """Answers every scenario with the same outcome, and remembers what it was asked."""

    requests: list[tuple[str, Request]] = field(default_factory=list)

    def __call__(self, path: str, request: Request) -> Evaluation:
        """The outcome; `broken.yaml` has an error, `failing.yaml` fails two of its three expectations."""
        self.requests.append((path, request))
        if path == BROKEN:
            raise ScenarioError([Diagnostic("E999", "`as_off` is no key of a scenario", None, help="write `as_of`")])
        return Evaluation(DECLARED, UNMET if path == FAILING else (), 3 if path == FAILING else 0)
