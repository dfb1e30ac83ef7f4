"""Both engines asked the same, and what they answer differently."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path
from typing import Any

import evaluator
from evaluator.api.agreements import Agreement
from evaluator.api.scenarios import Scenario
from evaluator.report.as_json import render
from tests.meaning.native import scenario_of

REASON = "the extra `durable` brings durable-rules, which has no wheels and runs on Python up to 3.12"
"""Why a test is passed over."""

FOUND = Path(__file__).parent / "found"
"""A folder for each pair of an agreement and a scenario on which engines have differed, or might easily."""
CASES = sorted(FOUND.iterdir())


def differences(scenario: Scenario, **options: Any) -> list[str]:  # noqa: ANN401 - what `evaluate` takes
    """The lines of JSON in which the answers differ; the name of the engine is no part of an answer."""
    native = render(evaluator.evaluate(scenario, **options))
    durable = render(evaluator.evaluate(scenario, engine="durable", **options))
    assert durable.count('\n  "engine": "durable",\n') == 1, "the engine that answered is named"
    durable = durable.replace('\n  "engine": "durable",\n', '\n  "engine": "native",\n')
    if durable == native:
        return []
    return list(unified_diff(native.splitlines(), durable.splitlines(), "native", "durable", lineterm="", n=1))


def texts_differ(agreement: Agreement, text: str) -> list[str]:
    """The same for the text of a scenario about an agreement at hand."""
    return differences(scenario_of(agreement, text))


def keep(folder: Path, agreement: str, scenario: str) -> None:
    """Write a case down, where it becomes one of those that are always compared."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "agreement.yaml").write_text(agreement, encoding="utf-8")
    named = re.sub(r"^agreement: \w+$", "agreement: agreement.yaml", scenario, count=1, flags=re.MULTILINE)
    (folder / "scenario.yaml").write_text(named, encoding="utf-8")
