"""`evaluate --why` and `--flip`: single answers of a scenario are explained instead of all of them told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from evaluator.cli.arguments import refuse_others, refuse_readings
from evaluator.cli.calls import explanations_of_scenario, flips_of_scenario
from evaluator.cli.command import Exit, terminal_width, wants_color, write_data, write_diagnostics, write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.cli.calls import Request
    from evaluator.explanations.explanation import Explanation
    from evaluator.explanations.flips import Flips

_OF_WHY: Final = {"scenario", "why", "full", "as_of", "agreement", "reading", "engine", "form", "library", "color"}
"""The parameters that an explanation obeys."""
_OF_FLIP: Final = {"scenario", "flip", "full", "as_of", "agreement", "reading", "form", "library", "color"}
"""The parameters that the search for what would change an answer obeys."""
_FORMS: Final = ("table", "json", "markdown")


def show_why(
    paths: Sequence[str], addresses: Sequence[str], request: Request, form: str | None, *, full: bool, color: str
) -> int:
    """Print the explanations of some answers of each scenario, and say how it went."""
    refuse_others("--why explains single answers", _OF_WHY)
    form = form or "table"
    if form not in _FORMS:
        raise click.UsageError(f"--why has the forms {', '.join(_FORMS)}, not {form}")
    from evaluator.diagnostics import InputError

    code = Exit.DONE
    together: list[Explanation] = []
    for path in paths:
        try:
            found, warnings = explanations_of_scenario(path, addresses, request, full=full)
        except InputError as error:
            refuse_readings(error)
            write_diagnostics(error.diagnostics, color)
            code = Exit.INPUT
            continue
        together += found
        if form != "json":
            _write(path if len(paths) > 1 else "", found, form, full=full, color=color)
        write_diagnostics(warnings, color)
    if form == "json" and together:
        from evaluator.report.explanation_data import render_json

        write_data(render_json(together))
    return code


def _write(name: str, explanations: Sequence[Explanation], form: str, *, full: bool, color: str) -> None:
    if form == "markdown":
        from evaluator.report import explanation_markdown

        write_data("\n".join(explanation_markdown.render(each, full=full) for each in explanations))
        return
    from evaluator.report import explanation_text

    colored = wants_color(color, sys.stdout)
    width = terminal_width()
    text = "\n\n".join(
        explanation_text.render(each, width=width, color=colored, full=full).rstrip("\n") for each in explanations
    )
    write_text(f"{name}\n\n{text}\n\n" if name else f"{text}\n", color=colored)


def show_flips(
    paths: Sequence[str], addresses: Sequence[str], request: Request, form: str | None, *, full: bool, color: str
) -> int:
    """Print what would change some answers of each scenario, and say how it went."""
    refuse_others("--flip looks for what would change single answers", _OF_FLIP)
    form = form or "table"
    if form not in _FORMS:
        raise click.UsageError(f"--flip has the forms {', '.join(_FORMS)}, not {form}")
    from evaluator.diagnostics import InputError

    code = Exit.DONE
    together: list[Flips] = []
    for path in paths:
        try:
            found, warnings = flips_of_scenario(path, addresses, request, full=full)
        except InputError as error:
            refuse_readings(error)
            write_diagnostics(error.diagnostics, color)
            code = Exit.INPUT
            continue
        together += found
        if form != "json":
            _write_flips(path if len(paths) > 1 else "", found, form, color=color)
        write_diagnostics(warnings, color)
    if form == "json" and together:
        from evaluator.report.flip_data import render_json

        write_data(render_json(together))
    return code


def _write_flips(name: str, found: Sequence[Flips], form: str, *, color: str) -> None:
    from evaluator.report import flip_text

    if form == "markdown":
        write_data("\n".join(flip_text.render_markdown(each) for each in found))
        return
    colored = wants_color(color, sys.stdout)
    text = "\n".join(flip_text.render(each, width=terminal_width(), color=colored) for each in found)
    write_text(f"{name}\n\n{text}\n" if name else text, color=colored)
