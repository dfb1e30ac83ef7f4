"""`evaluate --timeline` and `--when`: scenarios are asked when which norm changes instead of what holds on a day."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from evaluator.cli.arguments import chosen_parties, refuse_readings
from evaluator.cli.calls import ScenarioTimeline, timeline_of_scenario
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
from evaluator.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from evaluator.cli.calls import Request
    from evaluator.diagnostics import InputError
    from evaluator.timelines.timeline import Timeline

PICTURES: Final = ("chart", "svg", "html")
"""The forms that draw."""

_TOGETHER: Final = ("json", "csv", "svg", "html")
"""The forms that hold all scenarios in one text."""

_NAMED: Final = 8


@frozen
class TimelineOptions:
    """What the options ask of a timeline: its first and last day, its norms and parties, and where it is written."""

    start: date | None
    end: date | None
    norms: tuple[str, ...]
    parties: tuple[str, ...]
    output: Path | None
    force: bool


def show_timelines(
    paths: Sequence[str], request: Request, form: str | None, options: TimelineOptions, *, strict: bool, color: str
) -> int:
    """Print the timelines of scenarios, one after another or in one text, and say how it went."""
    form = form_of(form, options.output)
    _refuse(paths, request, form, options, strict=strict)
    found = [_answer(path, request, options) for path in paths]
    timelines = _chosen([one.timeline if isinstance(one, ScenarioTimeline) else None for one in found], options)
    names = [path if len(paths) > 1 else "" for path in paths]
    if options.output is not None:
        _write_file(options.output, form, names, timelines, options, colored=color == "always")
    elif form in _TOGETHER:
        write_data(_together(form, timelines))
    for name, one, timeline in zip(names, found, timelines, strict=True):
        if timeline is not None and form not in _TOGETHER and options.output is None:
            colored = wants_color(color, sys.stdout)
            text = named(form, name, _one(form, timeline, options, colored=colored))
            if form == "markdown":
                write_data(text)
            else:
                write_text(text, color=colored)
        write_diagnostics(one.warnings if isinstance(one, ScenarioTimeline) else one.diagnostics, color)
    return Exit.DONE if all(isinstance(one, ScenarioTimeline) for one in found) else Exit.INPUT


def _refuse(paths: Sequence[str], request: Request, form: str, options: TimelineOptions, *, strict: bool) -> None:
    """Refuse what makes no sense together; an option is never passed over in silence."""
    if options.start is not None and options.end is not None and options.start > options.end:
        raise click.UsageError(f"--from {options.start} is after --to {options.end}; exchange the two")
    if request.as_of is not None:
        raise click.UsageError("--as-of asks about one day; a timeline has its days from --from and --to")
    if strict:
        raise click.UsageError("--strict looks for conflicts on one day; leave it out, or leave --timeline out")
    if form == "sentences":
        raise click.UsageError("--format sentences says what holds on one day; leave it out, or leave --timeline out")
    if form == "svg" and len(paths) > 1:
        raise click.UsageError("--format svg draws one scenario; name one, or draw all with --format html")
    if options.force and options.output is None:
        raise click.UsageError("--force overwrites the file of --output; name one with -o FILE")


def _answer(path: str, request: Request, options: TimelineOptions) -> ScenarioTimeline | InputError:
    from evaluator.diagnostics import InputError

    try:
        return timeline_of_scenario(path, request, options.start, options.end)
    except InputError as error:
        refuse_readings(error)
        return error


def _chosen(timelines: Sequence[Timeline | None], options: TimelineOptions) -> list[Timeline | None]:
    """The timelines as far as they concern the parties and norms that were named; a name that fits none is refused."""
    from evaluator.report.timeline_sections import of_norms, of_parties

    there = [one for one in timelines if one is not None]
    parties = chosen_parties(options.parties, [party for one in there for party in one.parties])
    if there:
        _refuse_norms(options.norms, there)
    return [None if one is None else of_norms(of_parties(one, parties), options.norms) for one in timelines]


def _refuse_norms(norms: Sequence[str], timelines: Sequence[Timeline]) -> None:
    """A norm that is in none of the timelines stood on the command line."""
    lanes = [lane for one in timelines for lane in one.lanes]
    known = dict.fromkeys(word for lane in lanes for word in (lane.clause, lane.address))
    for norm in norms:
        if norm in known:
            continue
        from evaluator.diagnostics import did_you_mean
        from evaluator.report.words import listed

        clause, _, member = norm.partition(":")
        members = list(dict.fromkeys(lane.member for lane in lanes if lane.clause == clause and lane.member))
        if member and members:
            raise click.UsageError(f"`{clause}` has no member `{member}`; {_cure(member, members, 'its members')}")
        if member and clause in known:
            raise click.UsageError(f"`{clause}` is one norm without members; write --when {clause}")
        clauses = list(dict.fromkeys(lane.clause for lane in lanes))
        near = did_you_mean(norm, known) or did_you_mean(clause, clauses)
        shown = listed([f"`{one}`" for one in clauses], at_most=_NAMED)
        raise click.UsageError(f"there is no norm `{norm}`; {near or f'the clauses are {shown}'}")


def _cure(word: str, known: Sequence[str], what: str) -> str:
    from evaluator.diagnostics import did_you_mean
    from evaluator.report.words import listed

    return did_you_mean(word, known) or f"{what} are {listed([f'`{one}`' for one in known], at_most=_NAMED)}"


def _write_file(
    file: Path,
    form: str,
    names: Sequence[str],
    timelines: Sequence[Timeline | None],
    options: TimelineOptions,
    *,
    colored: bool,
) -> None:
    """Write all timelines to one file; where no scenario could be read, nothing is written."""
    if not any(timelines):
        return
    if form in _TOGETHER:
        text = _together(form, timelines)
    else:
        text = "".join(
            named(form, name, _one(form, one, options, colored=colored))
            for name, one in zip(names, timelines, strict=True)
            if one is not None
        )
    write_files({file: text.encode("utf-8", "replace")}, force=options.force)
    write_note(f"wrote {file}")


def named(form: str, name: str, text: str) -> str:
    """A text under the name of its file where there are several; a Markdown document has a title of its own."""
    if not name:
        return text
    return f"{text}\n" if form == "markdown" else f"{name}\n\n{text}\n"


def _together(form: str, timelines: Sequence[Timeline | None]) -> str:
    """All timelines as one text; in JSON an input with errors leaves null in its place."""
    there = [one for one in timelines if one is not None]
    if not there and (len(timelines) == 1 or form == "html"):
        return ""
    match form:
        case "json":
            from evaluator.report.timeline_data import render_json

            return render_json(timelines)
        case "csv":
            from evaluator.report.timeline_data import render_csv

            return render_csv(there)
        case "svg":
            from evaluator.report import timeline_svg

            return timeline_svg.render(there[0])
        case _:
            from evaluator.report import timeline_html

            return timeline_html.render(there)


def _one(form: str, timeline: Timeline, options: TimelineOptions, *, colored: bool) -> str:
    """One timeline for people; where norms were named, the life of each instead of the changes of all."""
    if form == "markdown":
        from evaluator.report import timeline_markdown

        return timeline_markdown.render(timeline)
    if form == "chart":
        from evaluator.report import timeline_chart

        return timeline_chart.render(timeline, width=terminal_width(), color=colored)
    from evaluator.report import timeline_table

    render = timeline_table.render_lives if options.norms else timeline_table.render
    return render(timeline, width=terminal_width(), color=colored)
