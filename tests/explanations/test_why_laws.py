"""What `--why` names is checked by evaluating again: nothing else is needed, nothing named can be left out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import chdir
from typing import Any

import pytest
import yaml

import evaluator
from evaluator.api.scenarios import Loaded
from evaluator.engine.outcome import ActAnswer, NormAnswer
from evaluator.explanations.explanation import Argument, Explanation
from evaluator.report.explanation_text import rows
from tests.repository import ROOT

pytestmark = pytest.mark.once

LOADED: Loaded = {}


def _plain(path: str) -> dict[str, Any]:
    """A scenario file as text in dictionaries and lists, read without the code under test."""
    found = yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
    assert isinstance(found, dict)
    return found


def _cases() -> list[tuple[str, str]]:
    """A sample of the answers that the examples expect something of: some of every folder, with few members stated.

    Every fact of an argument is left out once, so that of dozens of payments each law would take minutes.
    """
    found = []
    for path in sorted((ROOT / "examples").rglob("*.yaml")):
        name = path.relative_to(ROOT).as_posix()
        values = _plain(name)
        stated = sum(len(each) for each in values.get("facts", {}).values() if isinstance(each, list))
        simple = values.get("complete") == "yes" and "assume" not in values and stated <= 5
        found += [(name, target) for target in values.get("expect", {}) if simple and target != "agreement"]
    return found[5::67]


CASES = _cases()
ACTIONS = {
    name
    for agreement in map(evaluator.load_agreement, ("microsoft_openai", "equipment_lease", "cloud_services"))
    for name, sort in agreement.program(agreement.versions[-1]).sorts.items()
    if sort.action
}


def _explained(path: str, address: str) -> Explanation:
    with chdir(ROOT):
        return evaluator.explain(evaluator.load_scenario(path, loaded=LOADED), address)


def _only(values: Mapping[str, Any], named: set[str], subject: str) -> dict[str, Any]:
    """The scenario with nothing stated but what is named: by its text, not by the code under test."""
    facts: dict[str, Any] = {}
    members: dict[str, list[str]] = {}
    for sort, stated in values.get("facts", {}).items():
        if isinstance(stated, list):
            kept = []
            for index, member in enumerate(stated, 1):
                id = member.get("id", f"{sort}_{index}")
                members.setdefault(sort, []).append(id)
                needed = any(each == f"{sort}.{id}" or each.startswith(f"{sort}.{id}.") for each in named)
                if id == subject and sort in ACTIONS:
                    kept.append({"id": id, **member})
                elif needed or any(_names(other, id) for other in _kept_values(values, named, subject)):
                    pairs = {name: value for name, value in member.items() if f"{sort}.{id}.{name}" in named}
                    if sort in ACTIONS and "on" in member:  # an act is stated with its day
                        pairs["on"] = member["on"]
                    kept.append({"id": id, **pairs})
            if kept:
                facts[sort] = kept
        elif sort in named:
            facts[sort] = stated
    closed = [name for name in named if "." not in name and (name not in facts or isinstance(facts[name], list))]
    for sort in closed:  # that a list is complete speaks of all its members
        stated = values.get("facts", {}).get(sort, [])
        there = {member["id"] for member in facts.get(sort, [])}
        for index, member in enumerate(stated if isinstance(stated, list) else [], 1):
            id = member.get("id", f"{sort}_{index}")
            if id not in there:
                facts.setdefault(sort, []).append(
                    {"id": id, **({"on": member["on"]} if sort in ACTIONS and "on" in member else {})}
                )
    found = {key: value for key, value in values.items() if key not in ("facts", "complete", "expect")}
    return {**found, **({"facts": facts} if facts else {}), **({"complete": sorted(closed)} if closed else {})}


def _names(value: str, id: str) -> bool:
    return value == id


def _kept_values(values: Mapping[str, Any], named: set[str], subject: str) -> list[str]:
    """The values that stay: of what is named, of the act that is judged and of those that are asked about."""
    found = [value for asked in values.get("ask", {}).values() for roles in asked.values() for value in roles.values()]
    for sort, stated in values.get("facts", {}).items():
        for index, member in enumerate(stated if isinstance(stated, list) else [], 1):
            id = member.get("id", f"{sort}_{index}")
            judged = id == subject and sort in ACTIONS
            found += [value for name, value in member.items() if judged or f"{sort}.{id}.{name}" in named]
    return [value for value in found if isinstance(value, str)]


def _says(scenario: Mapping[str, Any], address: str, argument: Argument) -> bool:
    """Whether a scenario gives the same answer, as far as one argument speaks of it."""
    with chdir(ROOT):
        outcome = evaluator.evaluate(evaluator.build_scenario(scenario, loaded=LOADED))
    found: NormAnswer | ActAnswer
    try:
        found = outcome.act(address)
    except KeyError:
        try:
            found = outcome[address]
        except KeyError:
            return False
    if isinstance(found, ActAnswer):
        return argument.claim in (found.verdict.value, found.ability)
    return argument.claim in (found.state.value, found.performance)


@pytest.mark.parametrize(("path", "address"), CASES)
def test_what_is_named_suffices_and_nothing_of_it_can_be_left_out(path: str, address: str) -> None:
    """With nothing stated but the named facts the answer stays; without any one of them it does not."""
    values = _plain(path)
    explanation = _explained(path, address)
    subject = address if isinstance(explanation.answer, ActAnswer) else ""
    for argument in explanation.arguments:
        if argument.claim == "undetermined":
            assert not argument.facts
            continue
        named = {note.address for note in argument.facts}
        assert _says(_only(values, named, subject), address, argument)
        for left_out in named:
            rest = {each for each in named if each != left_out and not each.startswith(f"{left_out}.")}
            weaker = _says(_only(values, rest, subject), address, argument)
            certainty = explanation.answer.certainty
            assert not weaker or certainty != "confirmed", left_out


@pytest.mark.parametrize(("path", "address"), CASES)
def test_few_lines_name_all_facts(path: str, address: str) -> None:
    """Fewer than ten lines, and every fact that the answer rests on is on one of them."""
    explanation = _explained(path, address)
    lines = [text for _, text, _ in rows(explanation, full=False)]
    assert len(lines) < 10
    text = "\n".join(lines)
    for note in explanation.facts:
        parts = note.address.split(".")
        assert note.address in text or all(part in text for part in parts[1:2] + parts[-1:]), note.address


@pytest.mark.parametrize(("path", "address"), CASES[::4])
def test_the_whole_argument_has_at_least_the_steps_of_the_short_one(path: str, address: str) -> None:
    """`--full` tells what the argument mentions: at least as many facts, and as many steps."""
    short = _explained(path, address)
    with chdir(ROOT):
        whole = evaluator.explain(evaluator.load_scenario(path, loaded=LOADED), address, full=True)
    for all_told, fewest in zip(whole.arguments, short.arguments, strict=True):
        assert all_told.claim == fewest.claim
        assert len(all_told.facts) >= len(fewest.facts)
        assert not (all_told.facts and all_told.fewest)
    assert len(list(rows(whole, full=True))) >= len(list(rows(short, full=False))) - 2
