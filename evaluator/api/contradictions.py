"""Facts that contradict what the vocabulary declares of them, shown where they are stated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluator.check import CheckedScenario, CheckedVersion, check_scenario
from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.diagnostics import Findings, Label
from evaluator.engine.native import NativeEngine
from evaluator.engine.violations import Violation, violations
from evaluator.model.agreement import Name
from evaluator.model.scenario import Scenario
from evaluator.source import Span
from evaluator.values.time import end_of


def check_facts(checked: CheckedScenario, engine: NativeEngine, findings: Findings) -> None:
    """Report every constraint that the facts of a scenario certainly violate."""
    for violation in violations(engine, checked.facts, end_of(checked.as_of)):
        _report(
            "E570",
            f"the facts contradict `{violation.rule.name}`",
            violation,
            checked,
            findings,
            help="correct the facts: a scenario that contradicts its vocabulary is not evaluated",
        )


def check_own_values(version: CheckedVersion, engine: NativeEngine, findings: Findings) -> None:
    """Report every constraint that the facts and parameters of an agreement itself certainly violate."""
    if not version.constraints:
        return
    written, effective = version.version.written, version.version.effective
    nothing = Scenario(written.span, "", Name(version.version.name, written.span), effective, written.span)
    checked = check_scenario(nothing, version, effective, Findings())
    if checked is None:
        return
    for violation in violations(engine, checked.facts, end_of(effective)):
        _report(
            "E508",
            f"what the agreement states itself contradicts `{violation.rule.name}`",
            violation,
            checked,
            findings,
            help="correct its facts and parameters, or the constraint",
        )


def _report(
    code: str, message: str, violation: Violation, checked: CheckedScenario, findings: Findings, *, help: str
) -> None:
    """Say which facts contradict which constraint: the caret is at the first of them, labels at the others."""
    declared = next(each for each in checked.version.constraints if each.name == violation.rule.name)
    members = dict(zip(violation.rule.variables, violation.members, strict=True))
    found = sorted(_places(violation.rule.condition, members, checked), key=lambda place: place[0])
    places = {span: words for _, span, words in found}
    (first, label), *others = [*places.items(), (declared.span, "the constraint")]
    findings.error(code, message, first, label=label, help=help, others=[Label(*other) for other in others])


def _places(
    condition: core.Expr, members: Mapping[str, Record], checked: CheckedScenario
) -> Iterator[tuple[int, Span, str]]:
    """Where the values that a condition compares were stated: how indirectly it names them, the place, words for it."""
    for part in core.walk(condition):
        span: Span | None = None
        words = ""
        match part:
            case core.Attribute(subject, name):
                record = _record(subject, members)
                if record is not None and not isinstance(record.get(name), Record):
                    span, words = checked.places.get((record.sort, record.id, name)), f"`{name}` of `{record.id}`"
            case core.Fact(name):
                span, words = checked.places.get(("", name, "")), f"`{name}`"
            case core.Parameter(name, _):
                span, words = checked.version.version.parameters[name].name.span, f"the parameter `{name}`"
            case _:
                pass
        if span is not None:
            yield len(list(core.walk(part))), span, words


def _record(expression: core.Expr, members: Mapping[str, Record]) -> Record | None:
    """The member that an expression names, if the constraint's own members tell."""
    match expression:
        case core.Variable(name):
            return members.get(name)
        case core.Attribute(subject, name):
            record = _record(subject, members)
            value = None if record is None else record.get(name)
            return value if isinstance(value, Record) else None
        case _:
            return None
