"""`clauses coverage`: what do the scenarios look at, and what of the text do they never see?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluator.cli.arguments import color_option, form_option, library_option
from evaluator.cli.command import Exit, libraries, terminal_width, wants_color, write_data, write_note, write_text
from evaluator.cli.files import write_files

if TYPE_CHECKING:
    from evaluator.coverage.coverage import Coverage


@click.command("coverage")
@click.argument("scenario", nargs=-1, required=True, type=click.Path(exists=True), metavar="SCENARIO...")
@click.option(
    "--lines",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write the files of the agreements to this folder, with what was seen beside each line.",
)
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
@click.option(
    "--at-least",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Count it as a finding (exit code 1) if fewer outcomes were seen.",
)
@library_option
@color_option
@form_option("table", "json")
def coverage(
    scenario: tuple[str, ...],
    lines: Path | None,
    at_least: float | None,
    library: tuple[str, ...],
    color: str,
    form: str,
    *,
    force: bool,
) -> int:
    """Say which clauses, conditions, exceptions and readings the scenarios look at, and how these came out.

    A SCENARIO is a file or a folder with everything in it, worked cases of patterns included. Only what is expected
    counts: the answers under `expect:` are worked out, and what that looked at was seen. Whether they are met is what
    `evaluate` says.
    """
    from evaluator.cli.coverage_calls import coverage_of

    if force and lines is None:
        raise click.UsageError("--force overwrites the files of --lines; name a folder")
    found = coverage_of(scenario, libraries(library))
    if lines is not None:
        _write_lines(found, lines, force=force)
    if form == "json":
        from evaluator.report.as_json import written
        from evaluator.report.coverage_data import coverage_data

        write_data(written(coverage_data(found)))
    else:
        from evaluator.report.coverage_text import render

        colored = wants_color(color, sys.stdout)
        write_text(render(found, width=terminal_width(), color=colored), color=colored)
    return Exit.FINDINGS if at_least is not None and not found.count().reaches(at_least) else Exit.DONE


def _write_lines(found: Coverage, folder: Path, *, force: bool) -> None:
    from evaluator.report.coverage_lines import lines_of

    files: dict[Path, str | bytes] = {folder / name: text for name, text in lines_of(found).items()}
    write_files(files, force=force)
    if files:
        write_note("\n".join(f"wrote {file}" for file in files))
