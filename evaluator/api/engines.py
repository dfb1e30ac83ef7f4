"""The engines by name."""

from __future__ import annotations

from typing import Final

from evaluator.diagnostics import Findings, ScenarioError, did_you_mean
from evaluator.engine.logic import DURABLE, ENGINES, KLEENE, NATIVE, Logic

INSTALL: Final = "python -m pip install 'clause-evaluator[durable]'"
"""The command that brings durable-rules."""


def logic_of(engine: str) -> Logic:
    """How an engine puts truths together; the rest of an evaluation is the same in all of them.

    Raises:
        ScenarioError: what the engine needs is not installed (E416).
        ValueError: there is no such engine.
    """
    if engine == NATIVE:
        return KLEENE
    if engine != DURABLE:
        cure = did_you_mean(engine, ENGINES) or f"there are {', '.join(f'`{each}`' for each in ENGINES)}"
        raise ValueError(f"there is no engine `{engine}`; {cure}")
    from evaluator.durable import host  # `import evaluator` stays light

    if not host.is_installed():
        findings = Findings()
        what = "the engine `durable` decides with durable-rules, "
        if host.runs_here():
            cure = (
                f"install it, which needs a C compiler: `{INSTALL}`; or leave the engine out, which changes no answer"
            )
            findings.error("E416", f"{what}a library that is not installed", None, help=cure)
        else:
            last = ".".join(map(str, host.LAST_PYTHON))
            cure = f"use Python {last} or older; or leave the engine out, which changes no answer"
            findings.error("E416", f"{what}a library that cannot be imported on this Python", None, help=cure)
        raise ScenarioError(findings)
    from evaluator.durable.logic import DurableLogic

    return DurableLogic(host.host())
