"""`evaluate --compare` and `--grid`: the same facts under several versions, and the answers over other facts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from evaluator.cli.arguments import chosen_parties, refuse_readings
from evaluator.cli.calls import ScenarioComparison, comparison_of_scenario, grid_of_scenario
from evaluator.cli.command import (
    Exit,
    terminal_width,
    wants_color,
    write_data,
    write_diagnostics,
    write_note,
    write_text,
)
from evaluator.cli.files import form_of, write_files
from evaluator.cli.timelines import named
from evaluator.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from evaluator.cli.calls import Request
    from evaluator.comparisons.grid import Grid
    from evaluator.comparisons.side_by_side import Comparison
    from evaluator.diagnostics import Diagnostic, InputError

_TOGETHER: Final = ("json", "csv")
"""The forms that hold all scenarios in one text."""

_ERRORS: Final = 5
"""Of a grid as many errors are shown; others are counted."""


@frozen
class ComparisonOptions:
    """What the options ask of a comparison or a grid, and where it is written; `told` lists what is the same, too."""

    versions: tuple[str, ...]
    facts: Mapping[str, str]
    answers: tuple[str, ...]
    parties: tuple[str, ...]
    output: Path | None
    told: bool
    force: bool

    @property
    def wanted(self) -> bool:
        """Whether a comparison or a grid is asked for."""
        return bool(self.versions or self.facts)


def refuse_without_comparison(options: ComparisonOptions) -> None:
    """Refuse options that only a comparison or a grid can obey."""
    if options.answers:
        raise click.UsageError("--answer chooses what a grid shows; add --grid FACT=VALUES")
    if options.told:
        raise click.UsageError("--all lists what is the same; add --compare VERSION")


def show_comparisons(
    paths: Sequence[str],
    request: Request,
    form: str | None,
    options: ComparisonOptions,
    *,
    timeline: bool,
    strict: bool,
    color: str,
) -> int:
    """Print a comparison of versions for each scenario, or the grid of one, and say how it went."""
    form = form_of(form, options.output)
    _refuse(paths, form, options, timeline=timeline, strict=strict)
    if request.engine != "native":
        raise click.UsageError(f"--compare and --grid ask the native engine; leave --engine {request.engine} out")
    return (
        _grid(paths[0], request, form, options, color)
        if options.facts
        else _compare(paths, request, form, options, color)
    )


def _refuse(paths: Sequence[str], form: str, options: ComparisonOptions, *, timeline: bool, strict: bool) -> None:
    """Refuse what makes no sense together; an option is never passed over in silence."""
    mode = "--grid" if options.facts else "--compare"
    if options.facts and options.versions:
        raise click.UsageError("--compare and --grid are two questions; ask one of them")
    if timeline:
        raise click.UsageError(f"--timeline, --when, --from and --to ask when what changes; leave them or {mode} out")
    if strict:
        raise click.UsageError(f"--strict looks for conflicts in one answer; leave it out, or leave {mode} out")
    if form in {"chart", "html"} or (form == "svg" and not options.facts):
        cure = "choose svg" if options.facts else "choose table, markdown, json or csv"
        raise click.UsageError(f"--format {form} is no form of {mode}; {cure}")
    if options.force and options.output is None:
        raise click.UsageError("--force overwrites the file of --output; name one with -o FILE")
    if options.facts:
        if len(paths) > 1:
            raise click.UsageError("--grid changes the facts of one scenario; name one")
        if options.parties:
            raise click.UsageError("--party chooses among all norms; choose what a grid shows with --answer")
        if options.told:
            raise click.UsageError("--all lists what --compare finds the same; name what a grid shows with --answer")
    elif options.answers:
        raise click.UsageError("--answer chooses what a grid shows; leave it out, or leave --compare out")
    elif options.told and form in _TOGETHER:
        raise click.UsageError(f"--format {form} has all answers anyway; leave --all out")


def _grid(path: str, request: Request, form: str, options: ComparisonOptions, color: str) -> int:
    from evaluator.comparisons.results import Standing
    from evaluator.diagnostics import InputError, QuestionError

    try:
        grid, warnings = grid_of_scenario(path, request, options.facts, options.answers)
    except QuestionError as error:
        raise click.UsageError(str(error)) from None
    except InputError as error:
        refuse_readings(error)
        write_diagnostics(error.diagnostics, color)
        return Exit.INPUT
    colored = _colored(options, color)
    _write(_text_of_grid(grid, form, colored=colored), form, options, colored=colored)
    write_diagnostics(warnings, color)
    errors = dict.fromkeys(
        each for cell in grid.cells if cell.standing(0) is Standing.ERROR for each in cell.diagnostics
    )
    write_diagnostics([*errors][:_ERRORS], color)
    if len(errors) > _ERRORS:
        write_note(f"and {len(errors) - _ERRORS:,} more errors of other cells")
    return Exit.DONE if grid.is_complete else Exit.INPUT


def _text_of_grid(grid: Grid, form: str, *, colored: bool) -> str:
    match form:
        case "json":
            from evaluator.report.grid_data import render_json

            return render_json(grid)
        case "csv":
            from evaluator.report.grid_data import render_csv

            return render_csv(grid)
        case "markdown":
            from evaluator.report import grid_markdown

            return grid_markdown.render(grid)
        case "svg":
            from evaluator.report import grid_svg

            return grid_svg.render(grid)
        case _:
            from evaluator.report import grid_table

            return grid_table.render(grid, width=terminal_width(), color=colored)


def _compare(paths: Sequence[str], request: Request, form: str, options: ComparisonOptions, color: str) -> int:
    found = [_answer(path, request, options) for path in paths]
    comparisons = _chosen([one.comparison if isinstance(one, ScenarioComparison) else None for one in found], options)
    names = [path if len(paths) > 1 else "" for path in paths]
    colored = _colored(options, color)
    if any(comparisons) or (form == "json" and len(paths) > 1):
        _write(_text_of_comparisons(names, comparisons, form, options, colored=colored), form, options, colored=colored)
    for one in found:
        write_diagnostics(one.warnings if isinstance(one, ScenarioComparison) else one.diagnostics, color)
    for comparison in comparisons:
        _write_errors(comparison, color)
    done = all(comparison is not None and comparison.is_complete for comparison in comparisons)
    return Exit.DONE if done else Exit.INPUT


def _answer(path: str, request: Request, options: ComparisonOptions) -> ScenarioComparison | InputError:
    from evaluator.diagnostics import InputError, QuestionError

    try:
        found = comparison_of_scenario(path, request, options.versions)
    except QuestionError as error:
        raise click.UsageError(str(error)) from None
    except InputError as error:
        return error
    columns = found.comparison.columns
    if not all(column.diagnostics for column in columns):
        return found
    everywhere = InputError(dict.fromkeys(each for column in columns for each in column.diagnostics))
    refuse_readings(everywhere)
    return everywhere


def _chosen(comparisons: Sequence[Comparison | None], options: ComparisonOptions) -> list[Comparison | None]:
    """The comparisons as far as they concern the parties that were named."""
    from evaluator.report.comparison_words import of_parties

    there = [one for one in comparisons if one is not None]
    parties = chosen_parties(options.parties, [party for one in there for party in one.parties])
    return [None if one is None else of_parties(one, parties) for one in comparisons]


def _text_of_comparisons(
    names: Sequence[str],
    comparisons: Sequence[Comparison | None],
    form: str,
    options: ComparisonOptions,
    *,
    colored: bool,
) -> str:
    there = [one for one in comparisons if one is not None]
    if form == "json":
        from evaluator.report.comparison_data import render_json

        return render_json(comparisons)
    if form == "csv":
        from evaluator.report.comparison_data import render_csv

        return render_csv(there)
    return "".join(
        named(form, name, _one(one, form, options, colored=colored))
        for name, one in zip(names, comparisons, strict=True)
        if one is not None
    )


def _one(comparison: Comparison, form: str, options: ComparisonOptions, *, colored: bool) -> str:
    if form == "markdown":
        from evaluator.report import comparison_markdown

        return comparison_markdown.render(comparison, told=options.told)
    from evaluator.report import comparison_table

    return comparison_table.render(comparison, width=terminal_width(), color=colored, told=options.told)


def _write_errors(comparison: Comparison | None, color: str) -> None:
    """Why versions have no answers."""
    from evaluator.report.words import listed

    failed: dict[tuple[Diagnostic, ...], list[str]] = {}
    for column in () if comparison is None else comparison.columns:
        if column.diagnostics:
            failed.setdefault(column.diagnostics, []).append(column.version)
    for diagnostics, versions in failed.items():
        write_note(f"no answers under {listed(versions)}:")
        write_diagnostics(diagnostics, color)


def _colored(options: ComparisonOptions, color: str) -> bool:
    return wants_color(color, sys.stdout) if options.output is None else color == "always"


def _write(text: str, form: str, options: ComparisonOptions, *, colored: bool) -> None:
    """Write to the file that was named, or to standard output."""
    if options.output is not None:
        write_files({options.output: text.encode("utf-8", "replace")}, force=options.force)
        write_note(f"wrote {options.output}")
    elif form == "table":
        write_text(text, color=colored)
    else:
        write_data(text)
