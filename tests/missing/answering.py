"""Random answers to the missing facts of a scenario."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import evaluator
from evaluator.api.changed import Changes, node_of_text, with_fact
from evaluator.api.stating import closed, is_list
from evaluator.api.trials import Trials
from evaluator.diagnostics import InputError, QuestionError
from evaluator.engine.outcome import Missing, Outcome
from evaluator.values.time import end_of
from tests.repository import ROOT

ROUNDS = 60
"""A scenario is answered at most as many times; then it is given up."""


def examples(each: int = 1, first: int = 0) -> list[Path]:
    """Every so many of the shipped examples (all, in a thorough run), as paths from the root of the repository."""
    found = sorted((ROOT / "examples").rglob("*.yaml"))
    chosen = found if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else found[first::each]
    return [path.relative_to(ROOT) for path in chosen]


def named(outcome: Outcome) -> list[Missing]:
    """The missing facts of an outcome, each once."""
    answers = [*(norm.missing for norm in outcome.norms), *(act.missing for act in outcome.acts)]
    return [*{each.fact: each for missing in answers for each in missing}.values()]


def stated_one_by_one(scenario: evaluator.Scenario, random: Random) -> Iterator[tuple[evaluator.Scenario, Outcome]]:
    """The scenario, and with one missing fact after the other stated at random until none that can be is named."""
    outcome, asked = evaluator.evaluate(scenario), set[tuple[str, date | None]]()
    lists = Changes(scenario).version.symbols.sorts
    yield scenario, outcome
    for _ in range(ROUNDS):
        # A list may be needed up to the day of an act that is still to come.
        last = max([scenario.as_of, *(act.on for act in outcome.acts if act.on is not None)], key=end_of)
        waiting = [(each.fact, last if each.fact in lists else None) for each in named(outcome)]
        waiting = [each for each in waiting if each not in asked]
        if not waiting:
            return
        fact = random.choice(waiting)
        asked.add(fact)
        for changed in _with_values(scenario, fact[0], last, random):
            try:
                scenario, outcome = changed, evaluator.evaluate(changed)
            except InputError:
                continue  # a constraint forbids it
            yield scenario, outcome
            break


def _with_values(
    scenario: evaluator.Scenario, address: str, last: date, random: Random
) -> Iterator[evaluator.Scenario]:
    """The scenario with each value for a fact, in no order; nothing for what only the agreement could state."""
    changes = Changes(scenario)
    if is_list(changes, address):
        yield closed(changes, address, None if last == scenario.as_of else last)
        return
    try:
        fact = changes.fact(address)
    except QuestionError:
        return
    values = [*Trials(scenario, (), None).values(fact)]
    random.shuffle(values)
    for value in values:
        try:
            yield with_fact(scenario, fact, changes.given(fact, node_of_text(value, fact.address)))
        except QuestionError:
            continue
