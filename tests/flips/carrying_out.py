"""Changes written into a scenario file as text: nothing of what is tested has a part in it."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from evaluator import Flips, Scenario, evaluate
from evaluator.engine.outcome import NormAnswer, Outcome
from evaluator.explanations.claims import Answer
from evaluator.explanations.flips import Change
from tests.comparisons.editing import edited

BEYOND = {"or later": "at least", "or more": "at least", "or earlier": "at most", "or less": "at most"}


def carried_out(file: Any, changes: Iterable[Change]) -> Any:  # noqa: ANN401 - as `tests.comparisons.editing` reads it
    """A file, as dictionaries, lists and text, with changes."""
    file = copy.deepcopy(file)
    file.pop("expect", None)
    for change in changes:
        if change.becomes.startswith("{"):
            _add(file, change.address, _entries(change.becomes))
        elif (change.was, change.becomes) == ("unknown", "complete"):
            _close(file, change.address)
        elif (change.was, change.becomes) == ("stated", "none"):
            sort, _, id = change.address.partition(".")
            _take_away(file, sort, id)
        else:
            edited(file, change.address, change.becomes)
    return file


def answer_in(outcome: Outcome, address: str) -> Answer | None:
    """The answer for a norm or an act, None if there is none."""
    every: list[Answer] = [*outcome.norms, *outcome.acts]
    return next((each for each in every if each.address == address), None)


def words(answer: Any) -> tuple[str, str]:  # noqa: ANN401 - of a norm or an act
    """What counts of an answer: its state and what has become of it, or its verdict and the ability."""
    if hasattr(answer, "verdict"):
        return answer.verdict.value, answer.ability or ""
    return answer.state.value, answer.performance or ""


def is_another(found: Flips, answer: Any, scenario: Scenario) -> bool:  # noqa: ANN401 - of a norm or an act
    """Whether an answer is definite where it says something else than the one that was asked about.

    What has become of a norm counts only where it is done once and for all.
    """
    norm = None
    if isinstance(found.answer, NormAnswer):
        version = evaluate(scenario).version
        norm = scenario.agreement.program(version).norms[found.answer.clause]
    counts = 2 if norm is None or norm.once else 1
    pairs = list(zip(words(found.answer), words(answer), strict=True))[:counts]
    return any(now not in ("", "undetermined") and now != was for was, now in pairs)


def _add(file: Any, sort: str, entries: dict[str, str]) -> None:  # noqa: ANN401 - as above
    facts = file.get("facts") or {}
    file["facts"] = facts
    closed = False
    for stated in (facts, file.get("assume") or {}):
        if stated.get(sort) == "none":
            stated.pop(sort)
            closed = True
    if closed:
        _close(file, sort)
    _name(file, sort)
    facts.setdefault(sort, []).append({"id": f"further_{sort}", **entries})


def _name(file: Any, sort: str) -> None:  # noqa: ANN401 - as above
    """Each member is called what it is called anyway."""
    number = 0
    for key in ("facts", "assume"):
        for member in (file.get(key) or {}).get(sort, []):
            number += 1
            if "id" not in member:
                member["id"] = f"{sort}_{number}"


def _close(file: Any, sort: str) -> None:  # noqa: ANN401 - as above
    closed = file.get("complete", [])
    if closed != "yes":
        lists = closed if isinstance(closed, list) else [closed]
        file["complete"] = [*lists, sort]


def _take_away(file: Any, sort: str, id: str) -> None:  # noqa: ANN401 - as above
    _name(file, sort)
    for key in ("facts", "assume"):
        members = (file.get(key) or {}).get(sort)
        if isinstance(members, list):
            members[:] = [each for each in members if each["id"] != id]
            if not members:
                file[key].pop(sort)


def _entries(text: str) -> dict[str, str]:
    """`{on: 2029-06-01, by: openai}` as names and values."""
    inner = text.removeprefix("{").removesuffix("}")
    return dict(part.split(": ", 1) for part in inner.split(", ")) if inner else {}
