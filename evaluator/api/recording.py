"""What is recorded of an evaluation: its scenario, its texts, what decides its dates, its answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from evaluator.api.evaluate import evaluate
from evaluator.api.scenarios import Scenario, with_agreement
from evaluator.diagnostics import Findings
from evaluator.engine.outcome import Day, Outcome
from evaluator.library.consolidated import AgreementChain
from evaluator.model.agreement import CalendarDeclaration
from evaluator.receipts.canonical import Plain, sha256
from evaluator.receipts.record import Asked, Recorded, RecordedFile, RecordedScenario, ScenarioForm
from evaluator.report.data import outcome_data
from evaluator.source import Source
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.syntax.yaml_tree import Node, Scalar, Sequence
from evaluator.values import public_holidays


def evaluated(scenario: Scenario, asked: Asked, engine: str) -> tuple[Scenario, Outcome]:
    """A scenario about the agreement that was asked, and its outcome; errors are those of `evaluate`."""
    chosen = scenario if asked.agreement is None else with_agreement(scenario, asked.agreement)
    return chosen, evaluate(chosen, as_of=asked.as_of, readings=dict(asked.readings), engine=engine)


def answered(
    scenario: Scenario, as_of: Day | None, agreement: str | None, readings: Mapping[str, str] | None, engine: str
) -> tuple[Outcome, Recorded]:
    """The outcome of a scenario, and what is recorded of it; arguments and errors are those of `evaluate`."""
    asked = Asked(as_of, agreement, tuple(sorted((readings or {}).items())))
    chosen, outcome = evaluated(scenario, asked, engine)
    return outcome, _recorded(chosen, outcome, asked)


def _recorded(scenario: Scenario, outcome: Outcome, asked: Asked) -> Recorded:
    source, form = scenario_source(scenario), _form_of(scenario)
    return Recorded(
        RecordedScenario(form, source.name, scenario_sha256(source, form)),
        asked,
        _files(scenario.agreement.chain),
        deciding_libraries(scenario.agreement.chain),
        json.dumps(outcome_data(outcome), ensure_ascii=False),
    )


def _form_of(scenario: Scenario) -> ScenarioForm:
    """What a scenario was given as."""
    if scenario.is_data:
        return ScenarioForm.DATA
    return ScenarioForm.TEXT if scenario.beside is None else ScenarioForm.FILE


def scenario_source(scenario: Scenario) -> Source:
    """The text that a scenario was read from."""
    return scenario.written.span.source


def scenario_sha256(source: Source, form: ScenarioForm) -> str:
    """The hash of a scenario's bytes, or of what they say where the scenario was given as values."""
    node = read_yaml(source, Findings()) if form is ScenarioForm.DATA else None
    return source.sha256 if node is None else sha256(_plain(node))


def _files(chain: AgreementChain) -> tuple[RecordedFile, ...]:
    """The files that an agreement was made from, sorted by where they are."""
    files = (RecordedFile(file.kind, file.base.kind, file.path, file.source.sha256) for file in chain.files)
    return tuple(sorted(files, key=lambda file: (file.root.value, file.path)))


def deciding_libraries(chain: AgreementChain) -> tuple[tuple[str, str], ...]:
    """The libraries that decide dates, with their versions: that of holidays, if any calendar needs it."""
    needed = any(calendar.country or calendar.market for calendar in _calendars(chain))
    return (("holidays", public_holidays.library_version()),) if needed else ()


def _calendars(chain: AgreementChain) -> Iterator[CalendarDeclaration]:
    for version in chain.versions:
        yield from version.calendars.values()


def _plain(node: Node) -> Plain:
    """What a tree says, whatever the order of its keys and the way it is written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.entries}
