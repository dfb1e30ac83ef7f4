"""Outcomes as JSON text: the same outcome gives the same bytes on every machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from evaluator.report.data import Plain, outcome_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.engine.outcome import Outcome


def render(outcome: Outcome) -> str:
    """One outcome as an object, indented by two spaces, ending with a line feed."""
    return written(outcome_data(outcome))


def render_all(outcomes: Sequence[Outcome | None]) -> str:
    """One input as an object, several as an array in the order given; an input with errors is null in its place."""
    if len(outcomes) == 1 and outcomes[0] is not None:
        return render(outcomes[0])
    return written([None if outcome is None else outcome_data(outcome) for outcome in outcomes])


def written(data: Plain) -> str:
    """Plain data as JSON text, indented by two spaces, ending with a line feed."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    # Unpaired surrogates cannot be written as UTF-8; the escape is JSON's own way to say them.
    return text if _is_unicode(text) else json.dumps(data, ensure_ascii=True, indent=2) + "\n"


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
