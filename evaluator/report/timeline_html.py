"""Timelines as one web page: the pictures, and below each the changes as a table, which a screen reader can read.

No script, no font, nothing from elsewhere; the page forbids itself to fetch anything.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from evaluator.report.sections import printable
from evaluator.report.timeline_looks import is_alarming
from evaluator.report.timeline_sections import days_of_change, party_title
from evaluator.report.timeline_svg import picture
from evaluator.report.timeline_words import (
    about,
    causes_in_words,
    change_in_words,
    mark_in_words,
    members_in_words,
    tally,
    version_in_words,
)
from evaluator.report.words import capitalized, day_in_words, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evaluator.report.timeline_sections import Cause, DayOfChange, Entry
    from evaluator.timelines.timeline import Timeline

MEMBERS: Final = 20
_STYLE: Final = """\
:root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--quiet:#57606a;--faint:#d8dee4;--red:#b34700}
@media (prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#f0f3f6;--quiet:#9ea7b3;--faint:#2b3138;--red:#ff8533}}
body{margin:0 auto;padding:1rem;max-width:1120px;background:var(--paper);color:var(--ink);
font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
h1{margin:.5rem 0 0;font-size:1.5rem}h2{margin:2rem 0 .5rem;font-size:1.15rem}
p,small{color:var(--quiet)}p{margin:.2rem 0}small{display:block}
figure{margin:1rem -1rem;overflow-x:auto}svg{display:block;min-width:900px;width:100%;height:auto}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{padding:.35rem .75rem .35rem 0;border-top:1px solid var(--faint);text-align:left;vertical-align:top}
thead th{border:0}tbody th{white-space:nowrap}strong{color:var(--red)}
section+section{margin-top:4rem}code{font-size:.9em}
@media print{figure,.wide{overflow:visible}svg{min-width:0}tr{break-inside:avoid}}"""


def render(timelines: Sequence[Timeline]) -> str:
    """A page with a section for each timeline, ending with a line feed."""
    shown = [printable(timeline) for timeline in timelines]
    title = listed([timeline.title or "Untitled scenario" for timeline in shown], at_most=3)
    sections = (_section(timeline, f"t{number}-" if len(shown) > 1 else "") for number, timeline in enumerate(shown, 1))
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            """<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'">""",
            f"<title>{escape(title)}</title>",
            f"<style>\n{_STYLE}\n</style>",
            "</head>",
            "<body>",
            *(line for section in sections for line in section),
            "</body>",
            "</html>\n",
        ]
    )


def _section(timeline: Timeline, prefix: str) -> Iterable[str]:
    days = days_of_change(timeline)
    yield "<section>"
    yield f"<h1>{escape(timeline.title or 'Untitled scenario')}</h1>"
    yield f"<p>{escape(' · '.join(part for part in about(timeline) if part))}</p>"
    yield f"<p>{capitalized(tally(timeline, days))}.</p>"
    yield f"<figure>\n{picture(timeline, prefix=prefix, headed=False)}</figure>"
    if days:
        yield from _changes(timeline, days)
    yield from _list("Versions", (version_in_words(version) for version in timeline.versions))
    yield from _list("Dated facts", (f"{day_in_words(mark.on)}: {mark_in_words(mark)}" for mark in timeline.marks))
    yield "</section>"


def _changes(timeline: Timeline, days: Sequence[DayOfChange]) -> Iterable[str]:
    yield '<h2>Changes</h2>\n<div class="wide"><table>'
    heads = "".join(f'<th scope="col">{head}' for head in ("On", "Why", "Change", "Norm", "Party"))
    yield f"<thead><tr>{heads}"
    for day in days:
        rows = [*_rows(timeline, day)]
        yield f'<tbody><tr><th scope="rowgroup" rowspan="{len(rows)}">{day_in_words(day.on)}{rows[0]}'
        yield from (f"<tr>{row}" for row in rows[1:])
    yield "</table></div>"


def _rows(timeline: Timeline, day: DayOfChange) -> Iterable[str]:
    """The cells of each row of a day, without the day; a cause stands once, beside all that it changes."""
    if day.agreement is not None:
        yield f"<td><td>{_change(day.agreement)}<td>The agreement<small>{escape(day.agreement.title)}</small><td>"
    for cause in day.causes:
        yield from _because(timeline, cause)


def _because(timeline: Timeline, cause: Cause) -> Iterable[str]:
    span = f' rowspan="{len(cause.entries)}"' if len(cause.entries) > 1 else ""
    why = f"<td{span}>{escape(causes_in_words(cause.causes))}"
    for entry in cause.entries:
        norm = f"{entry.title}{members_in_words(entry.members, at_most=MEMBERS)}"
        named = f"{escape(norm)}<small><code>{escape(entry.clause)}</code></small>"
        yield f"{why}<td>{_change(entry)}<td>{named}<td>{escape(party_title(timeline, entry.party))}"
        why = ""


def _change(entry: Entry) -> str:
    left, entered = (escape(words) for words in change_in_words(entry.before, entry.after, entry.modality))
    return f"{left} → <strong>{entered}</strong>" if is_alarming(entry.after) else f"{left} → {entered}"


def _list(title: str, items: Iterable[str]) -> Iterable[str]:
    found = [f"<li>{escape(item)}" for item in items]
    if found:
        yield f"<h2>{title}</h2>\n<ul>"
        yield from found
        yield "</ul>"
