"""`evaluate`: what do the agreements say of these scenarios?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from evaluator.cli.arguments import (
    complete_agreement,
    complete_file,
    complete_party,
    complete_reading,
    read_day,
    read_readings,
)
from evaluator.cli.calls import STANDARD_INPUT, Evaluation, Request, evaluate_scenario
from evaluator.cli.command import (
    Command,
    Exit,
    libraries,
    print_version,
    terminal_width,
    wants_color,
    write_data,
    write_diagnostics,
    write_note,
    write_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluator.diagnostics import InputError
    from evaluator.engine.outcome import Day, Outcome

EXAMPLES = """\b
Examples:
  evaluate examples/panel_confirms_agi.yaml
  evaluate scenario.yaml --as-of 2031-01-01 --party microsoft
  evaluate scenario.yaml --reading until_agi=declared
  evaluate scenario.yaml --agreement microsoft_openai@2025-10-28
  evaluate examples/*.yaml --format csv > answers.csv
  generate | evaluate - --format json

\b
Exit codes:
  0  done; undetermined is an answer, too
  1  an expectation failed, or (with --strict) norms are in conflict
  2  the command is wrong
  3  a scenario or an agreement has errors
  70 a bug of ours; EVALUATOR_TRACEBACK=1 shows where

Results go to standard output, errors and failed expectations to standard error.
"""


@click.command("evaluate", cls=Command, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("scenario", nargs=-1, required=True, shell_complete=complete_file, metavar="SCENARIO...")
@click.option("--as-of", callback=read_day, metavar="DATE", help="Ask about another day than the scenario does.")
@click.option(
    "--agreement",
    shell_complete=complete_agreement,
    metavar="NAME[@VERSION]",
    help="Ask another agreement or version than the scenario names.",
)
@click.option(
    "--reading",
    multiple=True,
    callback=read_readings,
    shell_complete=complete_reading,
    metavar="NAME=OPTION",
    help="Settle a question of interpretation. May be repeated.",
)
@click.option(
    "--party",
    multiple=True,
    shell_complete=complete_party,
    metavar="NAME",
    help="Show only what concerns this party. May be repeated.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    default="table",
    show_default=True,
    help="How to print the answers; several scenarios in JSON make one array.",
)
@click.option(
    "--library",
    type=click.Path(exists=True, file_okay=False),
    multiple=True,
    metavar="FOLDER",
    help="Look for agreements here, too, as in EVALUATOR_LIBRARY. May be repeated.",
)
@click.option("--strict", is_flag=True, help="Count a conflict as a finding: exit code 1.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="Colour."
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=print_version, help="The version.")
def main(
    scenario: tuple[str, ...],
    as_of: Day | None,
    agreement: str | None,
    reading: Mapping[str, str],
    party: tuple[str, ...],
    form: str,
    library: tuple[str, ...],
    *,
    strict: bool,
    color: str,
) -> int:
    """Say for each SCENARIO which obligations, prohibitions, permissions and powers apply, and why.

    A SCENARIO is a YAML file of facts, a day and an agreement; `-` reads it from standard input.
    """
    from evaluator.diagnostics import InputError

    if scenario.count(STANDARD_INPUT) > 1:
        raise click.UsageError("standard input can be read only once")
    request = Request(as_of, agreement, reading, libraries(library))
    evaluations: list[Evaluation | InputError] = []
    for path in scenario:
        try:
            evaluations.append(evaluate_scenario(path, request))
        except InputError as error:
            _refuse_readings(error)
            evaluations.append(error)
    answered = [one for one in evaluations if isinstance(one, Evaluation)]
    parties = _parties(party, [one.outcome for one in answered])
    if form in {"json", "csv"}:
        _write_together(form, evaluations, parties)
    for path, one in zip(scenario, evaluations, strict=True):
        if isinstance(one, Evaluation):
            if form not in {"json", "csv"}:
                _write_one(form, one.outcome, parties, color, name=path if len(scenario) > 1 else "")
            _write_findings(path, one, color)
        else:
            write_diagnostics(one.diagnostics, color)
    _write_summary(evaluations, talkative=form == "table")
    if len(answered) < len(evaluations):
        return Exit.INPUT
    conflict = strict and any(found.certain for one in answered for found in one.outcome.conflicts)
    return Exit.FINDINGS if conflict or any(one.unmet for one in answered) else Exit.DONE


def _refuse_readings(error: InputError) -> None:
    """A reading or an option that does not exist, and stands in no file, stood on the command line."""
    for found in error.diagnostics:
        if found.code in {"E557", "E564"} and found.span is None:
            raise click.UsageError(f"{found.message}; {found.help}")


def _parties(chosen: Sequence[str], outcomes: Sequence[Outcome]) -> frozenset[str]:
    """The ids of the parties chosen by id or full name."""
    known = {word.casefold(): party.id for one in outcomes for party in one.parties for word in (party.title, party.id)}
    unknown = [name for name in chosen if name.casefold() not in known]
    if unknown and outcomes:
        from evaluator.diagnostics import did_you_mean

        ids = sorted(set(known.values()))
        cure = did_you_mean(unknown[0].casefold(), ids) or f"the parties are {', '.join(f'`{one}`' for one in ids)}"
        raise click.UsageError(f"there is no party `{unknown[0]}`; {cure}")
    return frozenset(known[name.casefold()] for name in chosen if name.casefold() in known)


def _write_together(form: str, evaluations: Sequence[object], parties: frozenset[str]) -> None:
    """All outcomes as one JSON or CSV text; in JSON an input with errors leaves null in its place."""
    outcomes = [_only(one.outcome, parties) if isinstance(one, Evaluation) else None for one in evaluations]
    if form == "csv":
        from evaluator.report import as_csv

        write_data(as_csv.render_all([outcome for outcome in outcomes if outcome is not None]))
    elif len(outcomes) > 1 or outcomes[0] is not None:
        from evaluator.report import as_json

        write_data(as_json.render_all(outcomes))


def _only(outcome: Outcome, parties: frozenset[str]) -> Outcome:
    if not parties:
        return outcome
    from evaluator.report.sections import for_parties

    return for_parties(outcome, parties)


def _write_one(form: str, outcome: Outcome, parties: frozenset[str], color: str, *, name: str) -> None:
    """One outcome for people, under the name of its file where there are several."""
    shown = _only(outcome, parties)
    if form == "markdown":
        from evaluator.report import as_markdown

        write_data(as_markdown.render(shown, parties=parties) + ("\n" if name else ""))
        return
    from evaluator.report import terminal

    colored = wants_color(color, sys.stdout)
    text = terminal.render(shown, width=terminal_width(), color=colored, parties=parties)
    write_text(f"{name}\n\n{text}\n" if name else text, color=colored)


def _write_findings(path: str, evaluation: Evaluation, color: str) -> None:
    write_diagnostics(evaluation.warnings, color)
    if evaluation.unmet:
        from evaluator.report.expectations import render

        write_note(render(path, evaluation.unmet))


def _write_summary(evaluations: Sequence[object], *, talkative: bool) -> None:
    """One line over all scenarios, where it says something that is not yet seen."""
    answered = [one for one in evaluations if isinstance(one, Evaluation)]
    expected = sum(one.expectations for one in answered)
    failed = any(one.unmet for one in answered)
    if (len(evaluations) > 1 and (talkative or failed)) or (talkative and expected and not failed):
        from evaluator.report.expectations import summary

        write_note(
            summary(
                scenarios=len(evaluations),
                expectations=expected,
                unmet=sum(len(one.unmet) for one in answered),
                failed=sum(1 for one in answered if one.unmet),
                broken=len(evaluations) - len(answered),
            )
        )


if __name__ == "__main__":
    main()
