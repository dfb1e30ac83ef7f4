"""The order in which things are written never matters, and the same input gives the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from evaluator.report.data import Plain, outcome_data
from tests.meaning.effort import effort
from tests.meaning.native import accepted, answer
from tests.meaning.worlds import agreement_text, agreements, full_scenes, hidden, scene_text

LISTS_WITHOUT_ORDER = (
    "missing",
    "turns_on",
    "because",
    "conflicts",
    "norms",
    "acts",
    "possible",
    "reasons",
    "possible_reasons",
)


def settled(value: Plain) -> Any:  # noqa: ANN401 - plain data of any shape
    """Plain data with its lists sorted, and without places in a file."""
    match value:
        case dict():
            return {
                key: sorted((settled(each) for each in inner), key=json.dumps)
                if isinstance(inner, list)
                else settled(inner)
                for key, inner in value.items()
                if key not in ("place", "explanation")
            }
        case list():
            return [settled(each) for each in value]
        case _:
            return value


@effort(30)
@given(st.data())
def test_the_order_of_clauses_and_facts_changes_no_answer(data: st.DataObject) -> None:
    """Clauses in any order and facts backwards give the same answers."""
    agreement = data.draw(agreements(ever=True))
    scene = data.draw(hidden(data.draw(full_scenes(agreement))))
    order = list(data.draw(st.permutations(range(len(agreement.clauses)))))
    note(agreement_text(agreement))
    note(scene_text(scene))
    straight = answer(accepted(agreement_text(agreement)), scene_text(scene))
    turned = answer(accepted(agreement_text(agreement, order=order)), scene_text(scene, backwards=True))
    first, second = settled(outcome_data(straight)), settled(outcome_data(turned))
    for conflict in (*first["conflicts"], *second["conflicts"]):
        conflict["clauses"].sort()
    assert first == second


PROGRAM = """
import sys
from tests.meaning.native import answer
from evaluator.report.as_json import render_all
texts = sys.stdin.read().split("=====")
for agreement, scenario in zip(texts[::2], texts[1::2]):
    sys.stdout.write(render_all([answer(agreement, scenario)]))
"""


@effort(1)
@given(st.data())
def test_same_input_same_bytes(data: st.DataObject) -> None:
    """Processes with different hash seeds print the same JSON for the same texts."""
    texts = []
    for _ in range(6):
        agreement = data.draw(agreements(ever=True))
        accepted(agreement_text(agreement))
        texts += [agreement_text(agreement), scene_text(data.draw(hidden(data.draw(full_scenes(agreement)))))]
    printed = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            input="=====".join(texts),
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("0", "4242")
    }
    assert len(printed) == 1
