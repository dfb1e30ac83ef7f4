"""Explanations as plain data, ready for JSON; `explanation.schema.json` describes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.engine.outcome import NormAnswer
from evaluator.report.as_json import written
from evaluator.report.data import FORMAT, Plain, act_data, day_data, missing_data, norm_data, source_data

if TYPE_CHECKING:
    from evaluator.explanations.explanation import Argument, ArgumentStep, Explanation, FactNote


def explanation_data(explanation: Explanation) -> dict[str, Plain]:
    """One explanation."""
    answer = explanation.answer
    return {
        "format": FORMAT,
        "address": explanation.address,
        "as_of": day_data(explanation.as_of),
        "answer": norm_data(answer) if isinstance(answer, NormAnswer) else act_data(answer),
        "arguments": [_argument(argument) for argument in explanation.arguments],
    }


def render_json(explanations: Sequence[Explanation]) -> str:
    """Explanations as a JSON array, in the order asked for."""
    return written([explanation_data(each) for each in explanations])


def _argument(argument: Argument) -> dict[str, Plain]:
    return {
        "claim": argument.claim,
        "facts": [_fact(note) for note in argument.facts],
        "fewest": argument.fewest,
        "branches": [
            {"options": dict(branch.options), "steps": [_step(step) for step in branch.steps]}
            for branch in argument.branches
        ],
        "missing": [missing_data(each) for each in argument.missing],
    }


def _fact(note: FactNote) -> dict[str, Plain]:
    return {"fact": note.address, "value": note.value, "place": note.place, "assumed": note.assumed}


def _step(step: ArgumentStep) -> dict[str, Plain]:
    return {
        "kind": step.kind,
        "name": step.name,
        "word": step.word,
        "detail": step.detail,
        "holds": step.holds,
        "day": None if step.day is None else day_data(step.day),
        "text": step.text,
        "value": step.value,
        "place": step.place,
        "sources": [source_data(each) for each in step.sources],
        "assumed": step.assumed,
        "again": step.again,
        "because": [_step(each) for each in step.because],
    }


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of one explanation, as text."""
    return Path(__file__).with_name("explanation.schema.json").read_text(encoding="utf-8")
