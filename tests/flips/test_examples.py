"""What is said to change the answers of the shipped scenarios does so, and nothing smaller was overlooked."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

import evaluator
from evaluator.api.changed import Changes
from evaluator.api.scenarios import Loaded
from evaluator.diagnostics import InputError
from evaluator.explanations.claims import Answer
from evaluator.explanations.flips import Change, Flip, Flips
from tests.comparisons.editing import edited, tree
from tests.flips.carrying_out import BEYOND, answer_in, carried_out, is_another, words
from tests.repository import ROOT

pytestmark = pytest.mark.once

EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))[::32]
LOADED: Loaded = {}
"""The agreements of the examples, read once."""
ASKED = 2
"""So many answers of each scenario are asked about: those it says something of itself."""


@cache
def asked_about(path: Path) -> list[Flips]:
    """What would change the first answers that a scenario expects."""
    scenario = evaluator.load_scenario(path, loaded=LOADED)
    outcome = evaluator.evaluate(scenario)
    known = [*outcome.addresses, *(act.id for act in outcome.acts)]
    expected = [each.target.text for each in scenario.written.expect]
    return [evaluator.flips(scenario, each) for each in dict.fromkeys(expected) if each in known][:ASKED]


def answer_of(path: Path, changes: tuple[Change, ...], address: str) -> Answer | None:
    """The answer of the file with changes written into it; None where they contradict one another or a constraint."""
    file = carried_out(tree(path), changes)
    scenario = evaluator.build_scenario(file, library=[path.parent], loaded=LOADED)
    try:
        outcome = evaluator.evaluate(scenario)
    except InputError:
        return None
    return answer_in(outcome, address)


def named(path: Path) -> str:
    """How a scenario is called in a test's name."""
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", EXAMPLES, ids=named)
def test_every_flip_flips(path: Path) -> None:
    """Written into the file, the changes give the answer that is reported, and it is another; no part of them does."""
    scenario = evaluator.load_scenario(path, loaded=LOADED)
    for found in asked_about(path):
        for flip in found.flips:
            answer = answer_of(path, flip.changes, found.address)
            assert answer is not None, flip.changes
            assert words(answer) == words(flip.answer), flip.changes
            assert is_another(found, answer, scenario), flip.changes
            for number in range(1, len(flip.changes)):
                for part in combinations(flip.changes, number):
                    less = answer_of(path, part, found.address)
                    assert less is None or not is_another(found, less, scenario), part


@pytest.mark.parametrize("path", EXAMPLES, ids=named)
def test_what_lies_beyond_a_flip_and_before_it(path: Path) -> None:
    """Ten years or ten times beyond `or later`, `or more` and so on the answer is the same; a day nearer it is not."""
    scenario = evaluator.load_scenario(path, loaded=LOADED)
    for found in asked_about(path):
        for flip in found.flips:
            for change in flip.changes if len(flip.changes) == 1 else ():
                if change.direction:
                    _check_beyond(path, found, flip, change)
                if "-" in change.was and change.becomes[:4].isdigit() and change.address != "as_of":
                    nearer = _nearer(change)
                    if nearer is not None:
                        answer = answer_of(path, (nearer,), found.address)
                        assert answer is None or not is_another(found, answer, scenario), nearer


def _check_beyond(path: Path, found: Flips, flip: Flip, change: Change) -> None:
    bound = Change(change.address, change.was, f"{BEYOND[change.direction]} {change.becomes}")
    answer = answer_of(path, (bound,), found.address)
    assert answer is not None
    assert _same(words(answer), words(flip.answer)), bound
    for far in _far(change):
        answer = answer_of(path, (far,), found.address)
        assert answer is None or _same(words(answer), words(flip.answer)), far


def _same(first: tuple[str, str], second: tuple[str, str]) -> bool:
    return first[0] == second[0]


def _far(change: Change) -> list[Change]:
    sign = 1 if change.direction in ("or later", "or more") else -1
    if change.direction in ("or later", "or earlier"):
        if len(change.becomes) != len("2029-01-01"):
            return []
        day = date.fromisoformat(change.becomes) + timedelta(days=sign * 3653)
        return [Change(change.address, change.was, str(day))]
    number, space, unit = change.becomes.partition(" ")
    percent = number.endswith("%")
    value = Decimal(number.removesuffix("%")) * (10 if sign > 0 else Decimal("0.1"))
    return [Change(change.address, change.was, f"{value:f}{'%' if percent else ''}{space}{unit}")]


def _nearer(change: Change) -> Change | None:
    if len(change.becomes) != len("2029-01-01") or len(change.was) != len("2029-01-01"):
        return None
    was, becomes = date.fromisoformat(change.was), date.fromisoformat(change.becomes)
    day = becomes + timedelta(days=1 if becomes < was else -1)
    return None if day == was else Change(change.address, change.was, str(day))


@pytest.mark.parametrize("path", EXAMPLES[1::4], ids=named)
def test_no_smaller_change_is_overlooked(path: Path) -> None:
    """Where the search came to its end, every other value of every fact whose values can be listed was thought of."""
    scenario = evaluator.load_scenario(path, loaded=LOADED)
    changes = Changes(scenario)
    for found in asked_about(path):
        if not found.complete or not any(words(found.answer)) or "undetermined" in words(found.answer):
            continue
        known = {(flip.changes[0].address, flip.changes[0].becomes) for flip in found.flips if len(flip.changes) == 1}
        for address in changes.addresses():
            fact = changes.fact(address)
            for value in changes.options(fact):
                if address in found.untried or (address, value) in known:
                    continue
                file = tree(path)
                edited(file, address, value)
                try:
                    outcome = evaluator.evaluate(evaluator.build_scenario(file, library=[path.parent], loaded=LOADED))
                except InputError:
                    continue
                answer = answer_in(outcome, found.address)
                assert answer is None or not is_another(found, answer, scenario), (found.address, address, value)
