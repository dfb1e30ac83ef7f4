"""A drawn scenario made to fit the constraints of its vocabulary, by changing as little as possible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.api.scenarios import Scenario
from evaluator.check import check_scenario
from evaluator.core import expressions as core
from evaluator.core.types import Date, Entity, Money, Number, Percent, SetOf
from evaluator.diagnostics import Findings, ScenarioError
from evaluator.engine.violations import Violation, violations
from evaluator.generation.scene import Member, Scene
from evaluator.generation.subject import Subject
from evaluator.values.estimate import less
from evaluator.values.time import end_of

_MOST_TRIALS: Final = 24
"""After so many changes a scenario is given up."""
_MOST_VALUES: Final = 3
"""So many other values are tried for an attribute before it is left out."""


def fitted(scene: Scene, subject: Subject) -> Scenario | None:
    """The scenario that a scene states; the scene is changed until it contradicts no constraint.

    The last member that is to blame gets the value that another one has, or is not said to have any. Nothing that is
    unknown contradicts a constraint, so that this ends.

    Returns:
        The scenario; None if it was not found within a few trials.

    Raises:
        ScenarioError: it has errors of another kind.
    """
    for _ in range(_MOST_TRIALS):
        scenario, violation = read(scene, subject)
        if violation is None:
            strange = _contradicting(scenario, scene, subject)
            if not strange:
                return scenario
            for name in strange:
                del scene.fixed[name]
        elif not _changed(scene, violation, subject):
            return None
    return None


def read(scene: Scene, subject: Subject) -> tuple[Scenario, Violation | None]:
    """The scenario that a scene states, and the first constraint that it violates.

    Raises:
        ScenarioError: it has errors of another kind.
    """
    scenario = subject.scenario(scene.text)
    findings = Findings()
    checked = check_scenario(scenario.written, subject.version, scene.as_of, findings)
    if checked is None:
        raise ScenarioError(findings)
    found = violations(subject.engine, checked.facts, end_of(scene.as_of)) if subject.engine.program.rules else ()
    if not found:
        scenario.prepared[scene.as_of] = (checked, subject.engine)
    return scenario, next(iter(found), None)


def _contradicting(scenario: Scenario, scene: Scene, subject: Subject) -> list[str]:
    """The parameters that are fixed to what the text rules out, of which it knows bounds."""
    checked, _ = scenario.prepared[scene.as_of]
    known = {name: subject.engine.program.parameters[name].value for name in checked.facts.parameters}
    fixed = checked.facts.parameters.items()
    return [name for name, value in fixed if less(value, known[name]) > 0 or less(known[name], value) > 0]


def _changed(scene: Scene, violation: Violation, subject: Subject) -> bool:
    """Change one value that a violated constraint is about; whether there was one to be changed."""
    parts = list(core.walk(violation.rule.condition))
    names = [each.name for each in parts if isinstance(each, core.Attribute)]
    blamed = {(record.sort, record.id) for record in violation.members}
    for member in reversed(scene.members):
        if (member.sort, member.id) in blamed:
            for name in sorted(set(names) & set(member.values), key=lambda each: _refers(member, each, subject)):
                _change(scene, member, name, violation, subject)
                return True
    for each in parts:
        if isinstance(each, core.Fact) and scene.singles.pop(each.name, None) is not None:
            return True
        if isinstance(each, core.Parameter) and scene.fixed.pop(each.name, None) is not None:
            return True
    return False


def _refers(member: Member, name: str, subject: Subject) -> tuple[bool, str]:
    """Sorts what refers to other members behind what does not."""
    return isinstance(subject.version.symbols.sorts[member.sort].attributes[name], Entity | SetOf), name


def _change(scene: Scene, member: Member, name: str, violation: Violation, subject: Subject) -> None:
    """The first other value of an attribute with which that constraint holds; without any, the attribute is left out.

    Another constraint may be violated then; it is looked at next.
    """
    for text in list(_others(scene, member, name, subject))[:_MOST_VALUES]:
        member.values[name] = text
        _, found = read(scene, subject)
        if found is None or found.rule is not violation.rule:
            return
    del member.values[name]


def _others(scene: Scene, member: Member, name: str, subject: Subject) -> Iterator[str]:
    """Values of the same type that the scenario states elsewhere, the last first, or that the text names."""
    sorts = subject.version.symbols.sorts
    type = sorts[member.sort].attributes[name]
    if not isinstance(type, Date | Number | Percent | Money):
        return
    seen = {member.values[name]}
    for other in reversed(scene.members):
        for each, text in other.values.items():
            if sorts[other.sort].attributes[each] == type and text not in seen and text != "never":
                seen.add(text)
                yield text
