"""`clauses mutate`: would any scenario notice if the text said something slightly different?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluator.cli.arguments import color_option, complete_agreement, form_option, library_option
from evaluator.cli.command import Exit, libraries, terminal_width, wants_color, write_data, write_text

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("mutate")
@click.argument("agreement", shell_complete=complete_agreement, metavar="AGREEMENT[@VERSION]")
@click.argument("scenario", nargs=-1, required=True, type=click.Path(exists=True), metavar="SCENARIO...")
@click.option("--every", type=click.IntRange(1), default=1, metavar="N", help="Examine only every N-th mutant.")
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="Work on them in so many processes.")
@click.option("--find", is_flag=True, help="Look for scenarios that would kill the survivors; that takes long.")
@click.option(
    "--at-least",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Count it as a finding (exit code 1) if fewer are killed.",
)
@library_option
@color_option
@form_option("table", "json", "markdown")
def mutate(
    agreement: str,
    scenario: tuple[str, ...],
    every: int,
    jobs: int,
    at_least: float | None,
    library: tuple[str, ...],
    color: str,
    form: str,
    *,
    find: bool,
) -> int:
    """Change the text of an agreement at one place after another, and see which scenarios notice.

    A SCENARIO is a file, or a folder with everything in it. A mutant is killed if an expectation of a scenario fails;
    what survives is a slip that nobody would notice. With @VERSION only the text of that version is changed.
    """
    from evaluator.cli.mutate_calls import survey_of
    from evaluator.cli.targets import targets
    from evaluator.diagnostics import QuestionError
    from evaluator.model.file_kind import FileKind

    found = [target for each in scenario for target in targets(each) if target.kind is FileKind.SCENARIO]
    paths = list(dict.fromkeys(str(Path(target.reference)) for target in found))
    if not paths:
        raise click.UsageError(f"there is no scenario in {', '.join(f'`{each}`' for each in scenario)}")
    try:
        survey = survey_of(
            agreement, paths, libraries(library), every=every, jobs=jobs, find=find, progress=_progress()
        )
    except QuestionError as error:
        raise click.UsageError(str(error)) from None
    if form == "json":
        from evaluator.report.as_json import written
        from evaluator.report.survey_data import survey_data

        write_data(written(survey_data(survey)))
    elif form == "markdown":
        from evaluator.report.survey_text import render_markdown

        write_data(render_markdown(survey))
    else:
        from evaluator.report.survey_text import render

        colored = wants_color(color, sys.stdout)
        write_text(render(survey, width=terminal_width(), color=colored), color=colored)
    missed = at_least is not None and survey.share is not None and survey.share * 100 < at_least
    return Exit.FINDINGS if missed else Exit.DONE


def _progress() -> Callable[[int, int], None] | None:
    """Counts on a terminal, on standard error; None where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        click.echo(f"\r{done} of {of}" + ("\n" if done == of else ""), nl=False, err=True)

    return show
