"""`clauses`: check, list and show agreements."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from evaluator.cli.arguments import complete_agreement, complete_target, read_day
from evaluator.cli.command import (
    Exit,
    Group,
    libraries,
    print_version,
    terminal_width,
    write_data,
    write_diagnostics,
    write_note,
    write_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.diagnostics import Diagnostic
    from evaluator.engine.outcome import Day
    from evaluator.report.data import Plain

EXAMPLES = """\b
Examples:
  clauses check clauses/ examples/
  clauses check microsoft_openai --strict
  clauses list
  clauses show microsoft_openai@2025-10-28
  clauses show lease --format yaml
  eval "$(clauses completion bash)"

\b
Exit codes:
  0  done
  1  a warning under --strict
  2  the command is wrong
  3  a file has errors
  70 a bug of ours; EVALUATOR_TRACEBACK=1 shows where
"""
HELP = {"help_option_names": ["-h", "--help"]}

library_option = click.option(
    "--library",
    type=click.Path(exists=True, file_okay=False),
    multiple=True,
    metavar="FOLDER",
    help="Look for agreements here, too, as in EVALUATOR_LIBRARY. May be repeated.",
)
color_option = click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="Colour."
)


def form_option(*forms: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """The option `--format`, whose first form is the default."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help="Form.")


@click.group("clauses", cls=Group, epilog=EXAMPLES, context_settings=HELP)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=print_version, help="The version.")
def main() -> None:
    """Check, list and show agreements."""


@main.command("check")
@click.argument("path", nargs=-1, required=True, shell_complete=complete_target, metavar="PATH...")
@click.option("--strict", is_flag=True, help="Count a warning as a finding: exit code 1.")
@library_option
@color_option
def check(path: tuple[str, ...], library: tuple[str, ...], color: str, *, strict: bool) -> int:
    """Check agreements and scenarios.

    A PATH is a file, a folder (with everything in it) or the name of an agreement.
    """
    from evaluator.cli.calls import check_agreement, check_scenario
    from evaluator.cli.targets import targets
    from evaluator.diagnostics import Findings, Severity
    from evaluator.report.words import counted

    folders = libraries(library)
    found = [target for argument in path for target in targets(argument)]
    if not found:
        raise click.UsageError(f"there is nothing to check in {', '.join(f'`{one}`' for one in path)}")
    findings = Findings()
    for target in dict.fromkeys(found):
        findings.extend((check_scenario if target.is_scenario else check_agreement)(target.reference, folders))
    diagnostics: list[Diagnostic] = list(findings)
    write_diagnostics(diagnostics, color)
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    scenarios = sum(target.is_scenario for target in set(found))
    checked = [
        counted(number, noun)
        for number, noun in ((len(set(found)) - scenarios, "agreement"), (scenarios, "scenario"))
        if number
    ]
    result = ", ".join(
        counted(number, noun) for number, noun in ((errors, "error"), (len(diagnostics) - errors, "warning")) if number
    )
    write_text(f"{' and '.join(checked)} checked: {result or 'no problems'}\n")
    if errors:
        return Exit.INPUT
    return Exit.FINDINGS if strict and diagnostics else Exit.DONE


@main.command("list")
@library_option
@color_option
@form_option("table", "json")
def list_agreements(library: tuple[str, ...], color: str, form: str) -> int:
    """List the agreements that can be found by name, with their versions."""
    from evaluator.cli.calls import agreement_names, chain_of
    from evaluator.diagnostics import Findings, InputError
    from evaluator.library.consolidated import AgreementChain

    folders = libraries(library)
    findings = Findings()
    chains: list[AgreementChain] = []
    for name in agreement_names(folders):
        try:
            chains.append(chain_of(name, folders))
        except InputError as error:
            findings.extend(error.diagnostics)
    if form == "json":
        from evaluator.report.as_json import written
        from evaluator.report.consolidated_text import versions_data

        write_data(written([versions_data(chain) for chain in chains]))
    else:
        from evaluator.report.consolidated_text import render_versions

        write_text(render_versions(chains) or "no agreements were found; --library FOLDER says where to look\n")
    write_diagnostics(findings, color)
    return Exit.INPUT if findings.has_errors else Exit.DONE


@main.command("show")
@click.argument("agreement", shell_complete=complete_agreement, metavar="AGREEMENT[@VERSION]")
@click.option("--as-of", callback=read_day, metavar="DATE", help="Show the version that governs on this day.")
@library_option
@form_option("table", "json", "yaml")
def show(agreement: str, as_of: Day | None, library: tuple[str, ...], form: str) -> int:
    """Show the consolidated text of a version, and where each clause comes from.

    AGREEMENT is a name or a path. Without a version and without --as-of it is the last version.
    """
    from evaluator.cli.calls import version_of
    from evaluator.report.consolidated_text import agreement_data, render

    chain, version = version_of(agreement, libraries(library), as_of)
    if form == "table":
        write_text(render(chain, version, width=min(terminal_width(), 120)))
        return Exit.DONE
    data: Plain = agreement_data(chain, version)
    if form == "json":
        from evaluator.report.as_json import written

        write_data(written(data))
    else:
        import yaml

        write_data(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110))
    return Exit.DONE


@main.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print what makes SHELL complete both commands.

    \b
    bash: eval "$(clauses completion bash)" in ~/.bashrc
    zsh:  eval "$(clauses completion zsh)" in ~/.zshrc
    fish: clauses completion fish > ~/.config/fish/completions/clauses.fish
    """  # noqa: D301 - the mark \b is click's own, for lines that stay as they are
    from click.shell_completion import ShellComplete, get_completion_class

    from evaluator.cli import evaluate

    scripts = []
    for command, name in ((evaluate.main, "evaluate"), (main, "clauses")):
        kind = get_completion_class(shell)
        if kind is None:
            write_note(f"there is no completion for `{shell}`")
            return Exit.USAGE
        # Not the class's own `source`, which for bash runs bash to ask for its version.
        scripts.append(ShellComplete.source(kind(command, {}, name, f"_{name.upper()}_COMPLETE")))
    write_text("\n".join(scripts) + "\n")
    return Exit.DONE


if __name__ == "__main__":
    sys.exit(main())
