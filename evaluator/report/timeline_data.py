"""A timeline as plain data, as JSON text and as CSV.

The form is numbered, described in `docs/timeline.md` and held to `timeline.schema.json` beside this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.report.as_json import written
from evaluator.report.data import day_data
from evaluator.report.result_data import csv_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.report.data import Plain
    from evaluator.timelines.timeline import Change, Lane, Mark, Stretch, Timeline, VersionSpan

FORMAT: Final = "1"
"""The number of the form; it changes when a key is renamed, removed or given another meaning, not when one is added."""

COLUMNS: Final = (
    "scenario",
    "agreement",
    "address",
    "clause",
    "member",
    "title",
    "party",
    "counterparty",
    "modality",
    "action",
    "from",
    "to",
    "state",
    "reasons",
    "performance",
    "version",
)
"""The columns of the CSV form: what the row is about, then those of `Timeline.rows()`."""


def timeline_data(timeline: Timeline) -> dict[str, Plain]:
    """The whole timeline, keys in a fixed order, dates as ISO text."""
    return {
        "format": FORMAT,
        "title": timeline.title,
        "agreement": timeline.agreement,
        "agreement_title": timeline.agreement_title,
        "pinned": timeline.pinned,
        "as_of": day_data(timeline.as_of),
        "first_day": day_data(timeline.start),
        "last_day": day_data(timeline.end),
        "parties": [{"id": party.id, "title": party.title} for party in timeline.parties],
        "versions": [_version(version) for version in timeline.versions],
        "agreement_life": [_stretch(stretch) for stretch in timeline.state],
        "norms": [_lane(lane) for lane in timeline.lanes],
        "changes": [_change(change) for change in timeline.changes],
        "dated_facts": [_mark(mark) for mark in timeline.marks],
        "fixed": dict(timeline.fixed),
    }


def render_json(timelines: Sequence[Timeline | None]) -> str:
    """One input as an object, several as an array in the order given; an input with errors is null in its place."""
    if len(timelines) == 1 and timelines[0] is not None:
        return written(timeline_data(timelines[0]))
    return written([None if timeline is None else timeline_data(timeline) for timeline in timelines])


def render_csv(timelines: Sequence[Timeline]) -> str:
    """A header, and one row for each stretch of each norm of all timelines, in order."""
    return csv_text(
        COLUMNS,
        (
            {"scenario": timeline.title, "agreement": timeline.agreement, **row}
            for timeline in timelines
            for row in timeline.rows()
        ),
    )


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of one timeline, as text."""
    return Path(__file__).with_name("timeline.schema.json").read_text(encoding="utf-8")


def _lane(lane: Lane) -> Plain:
    return {**lane.heading, "life": [_stretch(stretch) for stretch in lane.stretches]}


def _stretch(stretch: Stretch) -> Plain:
    return {
        "from": None if stretch.start is None else day_data(stretch.start),
        "to": None if stretch.end is None else day_data(stretch.end),
        "state": stretch.state.value,
        "reasons": [reason.value for reason in stretch.reasons],
        "performance": stretch.performance,
        "version": stretch.version,
    }


def _change(change: Change) -> Plain:
    return {
        "on": day_data(change.on),
        "address": change.address,
        "title": change.title,
        "party": change.party,
        "before": _stretch(change.before),
        "after": _stretch(change.after),
        "causes": list(change.causes),
    }


def _mark(mark: Mark) -> Plain:
    return {"on": day_data(mark.on), "sort": mark.sort, "id": mark.id, "act": mark.act, "certain": mark.certain}


def _version(version: VersionSpan) -> Plain:
    return {
        "version": version.version,
        "title": version.title,
        "from": day_data(version.start),
        "to": None if version.end is None else day_data(version.end),
    }
