"""The call that `clauses coverage` makes into the package; all imports wait until they are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.coverage.coverage import Coverage


def coverage_of(arguments: Sequence[str], folders: Sequence[str]) -> Coverage:
    """What the scenarios, and the worked cases of the patterns, that arguments stand for look at.

    Raises:
        InputError: one has errors; those of all are together.
        click.UsageError: an argument stands for none.
    """
    from evaluator.api.coverage import Recorder
    from evaluator.api.patterns import example_of, load_pattern, worked_case
    from evaluator.api.scenarios import Loaded, load_scenario
    from evaluator.cli.targets import targets
    from evaluator.diagnostics import Findings, InputError, ScenarioError
    from evaluator.model.file_kind import FileKind

    recorder, loaded, findings = Recorder(), Loaded(), Findings()
    found = {}
    for argument in arguments:
        here = [each for each in targets(argument) if each.kind in (FileKind.SCENARIO, FileKind.PATTERN)]
        if not here:
            raise click.UsageError(f"there is no scenario in `{argument}`, and no pattern")
        found.update(dict.fromkeys(here))
    for target in found:
        try:
            if target.kind is FileKind.SCENARIO:
                recorder.record(load_scenario(target.reference, library=folders, loaded=loaded))
                continue
            pattern = load_pattern(target.reference, library=folders)
            example = example_of(pattern, library=folders)
            for case in pattern.cases:
                recorder.record(worked_case(case, example), case=case.title)
        except InputError as error:
            findings.extend(error.diagnostics)
    if findings.has_errors:
        raise ScenarioError(findings)
    return recorder.coverage()
