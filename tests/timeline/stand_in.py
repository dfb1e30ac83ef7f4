"""Stands in for the engine: the command is given timelines written by hand, so that only it is tested."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluator.cli.calls import Request, ScenarioTimeline
from evaluator.diagnostics import Diagnostic, ScenarioError, Severity
from tests.timeline.samples import LEASE, PARTNERSHIP

if TYPE_CHECKING:
    from datetime import date

BROKEN, OTHER, WARNED = "broken.yaml", "partnership.yaml", "warned.yaml"


@dataclass
class StandIn:
    """Answers every scenario with the lease, `partnership.yaml` with the partnership, and remembers what was asked."""

    asked: list[tuple[str, Request, date | None, date | None]] = field(default_factory=list)

    def __call__(self, path: str, request: Request, start: date | None, end: date | None) -> ScenarioTimeline:
        """The timeline; `broken.yaml` has an error, `warned.yaml` a warning."""
        self.asked.append((path, request, start, end))
        if path == BROKEN:
            raise ScenarioError([Diagnostic("E999", "`as_off` is no key of a scenario", None, help="write `as_of`")])
        warning = Diagnostic("W999", "nothing is asked", None, severity=Severity.WARNING)
        return ScenarioTimeline(PARTNERSHIP if path == OTHER else LEASE, (warning,) if path == WARNED else ())
