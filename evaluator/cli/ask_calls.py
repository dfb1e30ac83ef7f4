"""The calls that `evaluate --ask` makes into the package; all imports wait until they are needed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.calls import Request, read_input
from evaluator.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.api.interview import Interview
    from evaluator.api.scenarios import Scenario
    from evaluator.engine.outcome import Outcome
    from evaluator.source import Source


def interview_about(
    path: str, request: Request, choose: Callable[[Sequence[str]], Sequence[str]]
) -> tuple[Interview, Scenario, list[str] | None]:
    """Read one scenario, a path or `-`, whose missing facts are asked for, for the sake of the answers that are chosen.

    With it come the scenario as it was read, and the lines of standard input after a line `...`, None where it was not
    the scenario that stood there.

    Raises:
        InputError: the scenario or its agreement has errors.
    """
    from evaluator.api.interview import Interview
    from evaluator.api.scenarios import load_scenario

    found, lines = read_input(path), None
    if not isinstance(found, str):
        found, lines = _split(found)
    scenario = load_scenario(found, library=request.libraries, loaded=request.loaded)
    interview = Interview(scenario, as_of=request.as_of, agreement=request.agreement, readings=request.readings)
    outcome = interview.outcome
    interview.limit(choose([*outcome.addresses, *(act.address for act in outcome.acts)]))
    return interview, scenario, lines


def means_the_same(source: Source, folder: Path, request: Request, outcome: Outcome) -> bool:
    """Whether a text that is to stand in a folder means the same scenario there: it has that outcome.

    Raises:
        InputError: it has errors there, such as an agreement that is not found.
    """
    from evaluator.api.evaluate import evaluate
    from evaluator.api.scenarios import load_scenario

    scenario = load_scenario(source, library=request.libraries, loaded=request.loaded, beside=folder)
    found = evaluate(scenario, as_of=request.as_of, agreement=request.agreement, readings=request.readings)
    return _without_places(found) == _without_places(outcome)


def saved_text(interview: Interview, name: str) -> Source:
    """The text of a scenario with what was answered, under another name."""
    from evaluator.api.missing import scenario_text
    from evaluator.source import Source

    written = interview.scenario.written.span.source
    return Source(name, scenario_text(interview.scenario), marked=written.marked)


def expected_no_longer(scenario: Scenario, before: Outcome, after: Outcome) -> tuple[str, ...]:
    """The addresses of what a scenario expects of one outcome, and does not find in another."""
    from evaluator.api.expectations import check_expectations

    unmet = {each.address for each in check_expectations(scenario, before)}
    return tuple(
        dict.fromkeys(each.address for each in check_expectations(scenario, after) if each.address not in unmet)
    )


def _without_places(outcome: Outcome) -> Outcome:
    """The outcome without where clauses stand: a folder may be named in more than one way."""
    return replace(outcome, norms=tuple(replace(norm, place="") for norm in outcome.norms))


def _split(source: Source) -> tuple[Source, list[str]]:
    """A text up to its line `...`, which ends a YAML document, and the lines after it."""
    from evaluator.source import Source

    found = re.search(r"^\.\.\.[ \t]*\r?(?:\n|\Z)", source.text, re.MULTILINE)
    if found is None:
        return source, []
    rest = source.text[found.end() :].splitlines()
    return Source(source.name, source.text[: found.start()], marked=source.marked), rest
