"""`clauses`: check, list and show agreements."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from evaluator.cli.arguments import (
    color_option,
    complete_agreement,
    complete_target,
    form_option,
    library_option,
    read_day,
)
from evaluator.cli.boundaries import boundaries
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
from evaluator.cli.coverage import coverage
from evaluator.cli.diff import diff
from evaluator.cli.mutate import mutate
from evaluator.cli.new import new
from evaluator.cli.patterns import patterns
from evaluator.cli.schema import schema
from evaluator.cli.sentences import show_clauses

if TYPE_CHECKING:
    from evaluator.api.scenarios import Loaded
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
  clauses diff microsoft_openai@2025-10-28 @2026-04-27
  clauses mutate lease scenarios/
  clauses coverage scenarios/
  clauses show microsoft_openai --format sentences --clause research_ip
  clauses patterns right_of_first_refusal
  clauses new scenario microsoft_openai > scenario.yaml
  clauses boundaries equipment_lease -o edges
  clauses schema -o schemas
  eval "$(clauses completion bash)"

\b
Exit codes:
  0  done
  1  a warning under --strict, a difference under --exit-code, too little seen or killed under --at-least
  2  the command is wrong
  3  a file has errors
  70 a bug of ours; EVALUATOR_TRACEBACK=1 shows where
"""
HELP = {"help_option_names": ["-h", "--help"]}


@click.group("clauses", cls=Group, epilog=EXAMPLES, context_settings=HELP)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=print_version, help="The version.")
def main() -> None:
    """Check, list, show and start agreements."""


@main.command("check")
@click.argument("path", nargs=-1, required=True, shell_complete=complete_target, metavar="PATH...")
@click.option("--strict", is_flag=True, help="Count a warning as a finding: exit code 1.")
@library_option
@color_option
def check(path: tuple[str, ...], library: tuple[str, ...], color: str, *, strict: bool) -> int:
    """Check agreements and scenarios, and patterns with their worked cases.

    A PATH is a file, a folder (with everything in it) or the name of an agreement.
    """
    from evaluator.cli.calls import check_agreement, check_pattern, check_scenario
    from evaluator.cli.targets import targets
    from evaluator.diagnostics import Findings, Severity
    from evaluator.model.file_kind import FileKind
    from evaluator.report.words import counted, listed

    folders = libraries(library)
    found = [target for argument in path for target in targets(argument)]
    if not found:
        raise click.UsageError(f"there is nothing to check in {', '.join(f'`{one}`' for one in path)}")
    findings = Findings()
    loaded: Loaded = {}
    for target in dict.fromkeys(found):
        match target.kind:
            case FileKind.SCENARIO:
                findings.extend(check_scenario(target.reference, folders, loaded))
            case FileKind.PATTERN:
                findings.extend(check_pattern(target.reference, folders))
            case _:
                findings.extend(check_agreement(target.reference, folders))
    diagnostics: list[Diagnostic] = list(findings)
    write_diagnostics(diagnostics, color)
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    kinds = [target.kind for target in set(found)]
    numbers = {
        kind.value.partition(" ")[2]: kinds.count(kind)
        for kind in (FileKind.AGREEMENT, FileKind.SCENARIO, FileKind.PATTERN)
    }
    checked = [counted(number, noun) for noun, number in numbers.items() if number]
    result = ", ".join(
        counted(number, noun) for number, noun in ((errors, "error"), (len(diagnostics) - errors, "warning")) if number
    )
    write_text(f"{listed(checked)} checked: {result or 'no problems'}\n")
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
        from evaluator.report.consolidated_data import versions_data

        write_data(written([versions_data(chain) for chain in chains]))
    else:
        from evaluator.report.consolidated_text import render_versions

        write_text(render_versions(chains) or "no agreements were found; --library FOLDER says where to look\n")
    write_diagnostics(findings, color)
    return Exit.INPUT if findings.has_errors else Exit.DONE


@main.command("show")
@click.argument("agreement", shell_complete=complete_agreement, metavar="AGREEMENT[@VERSION]")
@click.option("--as-of", callback=read_day, metavar="DATE", help="Show the version that governs on this day.")
@click.option("--expanded", is_flag=True, help="Show what the uses of patterns stand for.")
@library_option
@click.option("--clause", multiple=True, metavar="ID", help="Only this clause, in sentences. May be repeated.")
@form_option("table", "json", "yaml", "sentences")
def show(
    agreement: str, as_of: Day | None, library: tuple[str, ...], clause: tuple[str, ...], form: str, *, expanded: bool
) -> int:
    """Show the consolidated text of a version, and where each clause comes from.

    AGREEMENT is a name or a path. Without a version and without --as-of it is the last version.
    """
    if form == "sentences":
        return show_clauses(agreement, libraries(library), as_of, clause, expanded=expanded)
    if clause:
        raise click.UsageError("--clause picks what is said in sentences; add --format sentences")
    from evaluator.cli.calls import version_of
    from evaluator.report.consolidated_data import agreement_data
    from evaluator.report.consolidated_text import render

    chain, version = version_of(agreement, libraries(library), as_of)
    if form == "table":
        write_text(render(chain, version, width=min(terminal_width(), 120), expanded=expanded))
        return Exit.DONE
    data: Plain = agreement_data(chain, version, expanded=expanded)
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


main.add_command(boundaries)
main.add_command(coverage)
main.add_command(diff)
main.add_command(schema)
main.add_command(new)
main.add_command(mutate)
main.add_command(patterns)


if __name__ == "__main__":
    sys.exit(main())
