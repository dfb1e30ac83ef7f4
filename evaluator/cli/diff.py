"""`clauses diff`: two versions of an agreement, or two agreements, compared clause by clause."""

from __future__ import annotations

import sys

import click

from evaluator.cli.arguments import (
    color_option,
    complete_agreement,
    complete_other_version,
    form_option,
    library_option,
)
from evaluator.cli.command import Exit, libraries, terminal_width, wants_color, write_data, write_text


@click.command("diff")
@click.argument("first", shell_complete=complete_agreement, metavar="A[@VERSION]")
@click.argument("second", required=False, shell_complete=complete_other_version, metavar="[B[@VERSION]]")
@click.option("--all", "everything", is_flag=True, help="Name what is unchanged, too.")
@click.option("--exit-code", is_flag=True, help="Count a difference as a finding: exit code 1.")
@library_option
@color_option
@form_option("table", "json", "markdown")
def diff(
    first: str,
    second: str | None,
    library: tuple[str, ...],
    color: str,
    form: str,
    *,
    everything: bool,
    exit_code: bool,
) -> int:
    """Compare two versions of an agreement, or two agreements, clause by clause.

    A and B are names or paths; without a version it is the last one. B may be a version alone (@VERSION) of the same
    agreement. Without B, A is compared with the version that it amends.
    """
    if first.startswith("@"):
        raise click.UsageError(f"`{first}` is a version of what? write NAME{first}")
    from evaluator.cli.calls import changes_between

    changes = changes_between(first, second, libraries(library))
    if form == "json":
        from evaluator.report.as_json import written
        from evaluator.report.clause_changes_data import clause_changes_data

        write_data(written(clause_changes_data(changes, everything=everything)))
    elif form == "markdown":
        from evaluator.report import clause_changes_markdown

        write_data(clause_changes_markdown.render(changes, everything=everything))
    else:
        from evaluator.report import clause_changes_table

        colored = wants_color(color, sys.stdout)
        text = clause_changes_table.render(changes, width=terminal_width(), color=colored, everything=everything)
        write_text(text, color=colored)
    return Exit.FINDINGS if exit_code and changes.differ else Exit.DONE
