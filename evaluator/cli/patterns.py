"""`clauses patterns`: lists the patterns on offer, and shows one of them."""

from __future__ import annotations

import click

from evaluator.cli.arguments import color_option, complete_pattern, form_option, library_option
from evaluator.cli.command import Exit, libraries, terminal_width, write_data, write_diagnostics, write_text


@click.command("patterns")
@click.argument("pattern", required=False, shell_complete=complete_pattern, metavar="[PATTERN[@VERSION]]")
@library_option
@color_option
@form_option("table", "json")
def patterns(pattern: str | None, library: tuple[str, ...], color: str, form: str) -> int:
    """List the patterns that clauses can use, or show one of them.

    PATTERN is a name or a path; without a version it is the last one.
    """
    from evaluator.cli.calls import pattern_names, pattern_of
    from evaluator.diagnostics import Findings, InputError
    from evaluator.report.as_json import written
    from evaluator.report.pattern_data import pattern_data, patterns_data
    from evaluator.report.pattern_text import render_pattern, render_patterns

    folders = libraries(library)
    if pattern is not None:
        found = pattern_of(pattern, folders)
        if form == "json":
            write_data(written(pattern_data(found)))
        else:
            write_text(render_pattern(found, width=min(terminal_width(), 120)))
        return Exit.DONE
    findings = Findings()
    read = []
    for reference in pattern_names(folders):
        try:
            read.append(pattern_of(reference, folders))
        except InputError as error:
            findings.extend(error.diagnostics)
    if form == "json":
        write_data(written(patterns_data(read)))
    else:
        write_text(render_patterns(read) or "no patterns were found; --library FOLDER says where to look\n")
    write_diagnostics(findings, color)
    return Exit.INPUT if findings.has_errors else Exit.DONE
