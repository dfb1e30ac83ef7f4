"""`evaluate`: what do the agreements say of these scenarios?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluator.cli.arguments import (
    chosen_parties,
    complete_agreement,
    complete_fact,
    complete_file,
    complete_norm,
    complete_party,
    complete_reading,
    complete_version,
    read_date,
    read_day,
    read_facts,
    read_readings,
    read_versions,
    refuse_readings,
)
from evaluator.cli.asking import ask_about, ask_options
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
from evaluator.cli.comparisons import ComparisonOptions, refuse_without_comparison, show_comparisons
from evaluator.cli.explanations import show_flips, show_why
from evaluator.cli.receipts import refuse_receipt, verify_receipt, write_receipt
from evaluator.cli.sentences import outcome_in_sentences
from evaluator.cli.timelines import PICTURES, TimelineOptions, show_timelines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from evaluator.diagnostics import InputError
    from evaluator.engine.outcome import Day, Outcome

EXAMPLES = """\b
Examples:
  evaluate examples/panel_confirms_agi.yaml
  evaluate scenario.yaml --as-of 2031-01-01 --party microsoft
  evaluate scenario.yaml --reading until_agi=declared
  evaluate scenario.yaml --agreement microsoft_openai@2025-10-28
  evaluate scenario.yaml --why research_ip
  evaluate scenario.yaml --flip research_ip
  evaluate scenario.yaml --timeline --from 2026-01-01 --to 2032-12-31
  evaluate scenario.yaml --timeline -o timeline.html
  evaluate scenario.yaml --when research_ip
  evaluate scenario.yaml --compare 2025-01-21,2025-10-28
  evaluate scenario.yaml --ask --save answered.yaml
  evaluate scenario.yaml --grid as_of="2026-01-01..2032-12-31 by 6 months" --answer research_ip
  evaluate examples/*.yaml --format csv > answers.csv
  generate | evaluate - --format json
  evaluate examples/*.yaml --receipt receipt.json
  evaluate --verify receipt.json

\b
Exit codes:
  0  done; undetermined is an answer, too
  1  an expectation failed, or (with --strict) norms are in conflict;
     with --verify, a text or an answer differs
  2  the command is wrong
  3  a scenario or an agreement has errors; a receipt is broken, or what it names is missing
  70 a bug of ours; EVALUATOR_TRACEBACK=1 shows where

Results go to standard output, errors and failed expectations to standard error.
"""


@click.command("evaluate", cls=Command, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("scenario", nargs=-1, shell_complete=complete_file, metavar="SCENARIO...")
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
    "--engine",
    type=click.Choice(["native", "durable"]),
    default="native",
    show_default=True,
    help="Which engine decides; they give the same answers. durable needs durable-rules.",
)
@click.option(
    "--party",
    multiple=True,
    shell_complete=complete_party,
    metavar="NAME",
    help="Show only what concerns this party. May be repeated.",
)
@click.option(
    "--why",
    multiple=True,
    shell_complete=complete_norm,
    metavar="CLAUSE[:MEMBER]|ACT",
    help="Explain this answer, from the fewest facts that suffice. May be repeated.",
)
@click.option(
    "--flip",
    multiple=True,
    shell_complete=complete_norm,
    metavar="CLAUSE[:MEMBER]|ACT",
    help="Find the smallest changes of facts that would change this answer. May be repeated.",
)
@click.option("--full", is_flag=True, help="With --why: the whole argument. With --flip: search much longer.")
@click.option("--timeline", is_flag=True, help="Show when which norm changes, into what and why.")
@click.option("--from", "start", callback=read_date, metavar="DATE", help="The first day of the timeline.")
@click.option("--to", "end", callback=read_date, metavar="DATE", help="The last day of the timeline.")
@click.option(
    "--when",
    multiple=True,
    shell_complete=complete_norm,
    metavar="CLAUSE[:MEMBER]",
    help="Show from when to when this norm is what; a timeline of it alone. May be repeated.",
)
@click.option(
    "--compare",
    multiple=True,
    callback=read_versions,
    shell_complete=complete_version,
    metavar="VERSION,...",
    help="Show side by side what comes out under these versions; `all` names every one. May be repeated.",
)
@click.option("--all", "told", is_flag=True, help="List what --compare finds the same, too.")
@click.option(
    "--grid",
    multiple=True,
    callback=read_facts,
    shell_complete=complete_fact,
    metavar="FACT=VALUES",
    help="Show the answers for these values of a fact (a list, a range with a step, `*`); twice for two facts.",
)
@click.option(
    "--answer",
    multiple=True,
    shell_complete=complete_norm,
    metavar="ADDRESS",
    help="Show this norm or act in the grid; with --ask, ask only for what matters for it. May be repeated.",
)
@click.option("--ask", is_flag=True, help="Ask for the missing facts one after another, then evaluate.")
@click.option(
    "--save",
    type=click.Path(dir_okay=False, path_type=Path),
    shell_complete=complete_file,
    metavar="FILE",
    help="With --ask: write the scenario with the answers stated, and otherwise as it is.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "markdown", "sentences", *PICTURES]),
    show_default="table, or as --output ends",
    help="How to print the answers; several scenarios in JSON make one array. sentences are plain English; chart, svg "
    "and html draw a timeline, svg a grid, too.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    shell_complete=complete_file,
    metavar="FILE",
    help="Write the timeline, comparison or grid to this file; .svg, .html, .json, .csv and .md say in which format.",
)
@click.option("--force", is_flag=True, help="Overwrite the file of --output, --receipt or --save if it is there.")
@click.option(
    "--receipt",
    type=click.Path(dir_okay=False, path_type=Path),
    shell_complete=complete_file,
    metavar="FILE",
    help="Write down what was evaluated, too: every text by its hash, what was asked, the whole answer.",
)
@click.option(
    "--verify",
    type=click.Path(path_type=Path),
    shell_complete=complete_file,
    metavar="FILE",
    help="Replay a receipt: the same texts, the same answer? A SCENARIO stands for the one it names.",
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
    engine: str,
    party: tuple[str, ...],
    start: date | None,
    end: date | None,
    when: tuple[str, ...],
    why: tuple[str, ...],
    flip: tuple[str, ...],
    compare: tuple[str, ...],
    grid: Mapping[str, str],
    answer: tuple[str, ...],
    save: Path | None,
    form: str | None,
    output: Path | None,
    receipt: Path | None,
    verify: Path | None,
    library: tuple[str, ...],
    *,
    full: bool,
    timeline: bool,
    told: bool,
    ask: bool,
    force: bool,
    strict: bool,
    color: str,
) -> int:
    """Say for each SCENARIO which obligations, prohibitions, permissions and powers apply, and why.

    A SCENARIO is a YAML file of facts, a day and an agreement; `-` reads it from standard input.
    """
    from evaluator.diagnostics import InputError

    if scenario.count(STANDARD_INPUT) > 1:
        raise click.UsageError("standard input can be read only once")
    if verify is not None:
        return verify_receipt(verify, scenario, form, libraries(library), color)
    if not scenario:
        raise click.UsageError("Missing argument 'SCENARIO...'.")
    request = Request(as_of, agreement, reading, libraries(library), record=receipt is not None, engine=engine)
    if why:
        return show_why(scenario, why, request, form, full=full, color=color)
    if flip:
        return show_flips(scenario, flip, request, form, full=full, color=color)
    if full:
        raise click.UsageError("--full explains in full; add --why CLAUSE or --flip CLAUSE")
    asking = ask_options(scenario, answer, save, ask=ask, force=force)
    if asking is not None:
        answer, force = (), False
    options = TimelineOptions(start, end, when, party, output, force=force)
    comparing = ComparisonOptions(compare, grid, answer, party, output, told=told, force=force)
    refuse_receipt(receipt, scenario, alone=not (timeline or when or comparing.wanted), force=force)
    if comparing.wanted:
        timed = timeline or bool(when) or start is not None or end is not None
        return show_comparisons(scenario, request, form, comparing, timeline=timed, strict=strict, color=color)
    refuse_without_comparison(comparing)
    if timeline or when:
        return show_timelines(scenario, request, form, options, strict=strict, color=color)
    form = _refuse_timeline_options(form, options, receipt)
    evaluations: list[Evaluation | InputError] = []
    for path in scenario:
        try:
            asked = None if asking is None else ask_about(path, request, asking, color)
            evaluations.append(asked or evaluate_scenario(path, request))
        except InputError as error:
            refuse_readings(error)
            evaluations.append(error)
    answered = [one for one in evaluations if isinstance(one, Evaluation)]
    parties = chosen_parties(party, [known for one in answered for known in one.outcome.parties])
    if receipt is not None:
        write_receipt(receipt, evaluations, force=force)
    if form in {"json", "csv"}:
        _write_together(form, evaluations, parties)
    for path, one in zip(scenario, evaluations, strict=True):
        if isinstance(one, Evaluation):
            if form not in {"json", "csv"}:
                _write_one(form, one, parties, color, name=path if len(scenario) > 1 else "")
            _write_findings(path, one, color)
        else:
            write_diagnostics(one.diagnostics, color)
    _write_summary(evaluations, talkative=form == "table")
    if len(answered) < len(evaluations):
        return Exit.INPUT
    conflict = strict and any(found.certain for one in answered for found in one.outcome.conflicts)
    return Exit.FINDINGS if conflict or any(one.unmet for one in answered) else Exit.DONE


def _refuse_timeline_options(form: str | None, options: TimelineOptions, receipt: Path | None) -> str:
    """Refuse options that only a timeline can obey, and say which form is wanted; misuse is never silent."""
    if options.start is not None or options.end is not None:
        raise click.UsageError("--from and --to bound a timeline; add --timeline, or --when CLAUSE")
    if form in PICTURES:
        other = ", or --grid FACT=VALUES" if form == "svg" else ""
        raise click.UsageError(f"--format {form} draws a timeline; add --timeline{other}")
    if options.output is not None:
        raise click.UsageError("--output writes a timeline; add --timeline, or --compare or --grid")
    if options.force and receipt is None:
        raise click.UsageError("--force overwrites the file of --output or --receipt; name one")
    return form or "table"


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


def _write_one(form: str, evaluation: Evaluation, parties: frozenset[str], color: str, *, name: str) -> None:
    """One outcome for people, under the name of its file where there are several."""
    shown = _only(evaluation.outcome, parties)
    if form == "sentences":
        text = outcome_in_sentences(shown, evaluation.agreement)
        write_text(f"{name}\n\n{text}\n" if name else text)
        return
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
