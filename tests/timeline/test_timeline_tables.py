"""The timeline on a terminal and in Markdown: complete without colour, within its width, and safe to show."""

import re
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.frozen import replace
from evaluator.report import timeline_chart, timeline_markdown, timeline_table
from evaluator.report.timeline_looks import Look, look_of
from evaluator.report.timeline_scale import Scale, scale_of
from evaluator.report.timeline_sections import days_of_change, merged, of_norms, of_parties
from evaluator.report.timeline_words import change_in_words, condition_in_words, span_in_words
from evaluator.report.words import display_width
from evaluator.timelines.timeline import Timeline
from tests.timeline.goldens import FOLDER, goldens
from tests.timeline.samples import LEASE, PARTNERSHIP, stretch
from tests.timeline.strategies import TIMELINES

ESCAPES = re.compile("\x1b\\[[0-9;]*m")
WIDTHS = st.sampled_from([40, 80, 120])


@pytest.mark.parametrize("name", sorted(goldens()))
def test_it_looks_as_it_was_left(name: str) -> None:
    """Each form is the text of its golden file; `python -m tests.timeline.goldens` writes them anew."""
    assert goldens()[name] == (FOLDER / name).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """Every file in the folder is compared with something."""
    assert {path.name for path in FOLDER.iterdir()} == set(goldens())


def test_words_and_signs_say_what_colours_say() -> None:
    """Without its escapes, what is coloured is what is printed without colour."""
    for render in (timeline_table.render, timeline_table.render_lives, timeline_chart.render):
        colored = render(LEASE, width=80, color=True)
        assert ESCAPES.search(colored)
        without = [line.rstrip() for line in ESCAPES.sub("", colored).split("\n")]
        assert without == render(LEASE, width=80).split("\n")


@settings(max_examples=40)
@given(TIMELINES, WIDTHS)
def test_no_line_is_wider_than_asked(timeline: Timeline, width: int) -> None:
    """Every line of the table, of the lives and of the chart fits, whatever the texts hold."""
    for render in (timeline_table.render, timeline_table.render_lives, timeline_chart.render):
        for line in render(timeline, width=width).split("\n"):
            assert display_width(line) <= width


@settings(max_examples=40)
@given(TIMELINES)
def test_nothing_steers_the_terminal(timeline: Timeline) -> None:
    """No character of the author's text moves the cursor, changes colours or turns the direction of writing."""
    for render in (timeline_table.render, timeline_table.render_lives, timeline_chart.render):
        text = render(timeline, width=80)
        assert not [one for one in text if not one.isprintable() and one not in "\n\u200c\u200d\u00a0"]


@settings(max_examples=40)
@given(TIMELINES)
def test_every_change_is_in_the_table(timeline: Timeline) -> None:
    """Each change stands in an entry of its day, alone or with members of its family that change alike."""
    days = days_of_change(timeline)
    shown = sum(max(1, len(entry.members)) for day in days for cause in day.causes for entry in cause.entries)
    assert shown == len(timeline.changes)
    assert sum(day.agreement is not None for day in days) == len(timeline.state) - 1


@settings(max_examples=40)
@given(TIMELINES)
def test_a_markdown_table_keeps_its_columns(timeline: Timeline) -> None:
    """No text of the author's ends a cell or a row."""
    for line in timeline_markdown.render(timeline).split("\n"):
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) in {4, 6}


@settings(max_examples=50)
@given(TIMELINES, st.sampled_from([20.0, 60.0, 672.0]))
def test_a_stretch_is_never_too_short_to_be_seen(timeline: Timeline, width: float) -> None:
    """Places follow each other from edge to edge, and each is a column wide, or four pixels, if all can be."""
    scale = scale_of(timeline, width)
    for lane in timeline.lanes:
        places = scale.places(lane.stretches, 1)
        assert places[0][0] == 0
        assert places[-1][1] == pytest.approx(width)
        assert all(left == before for (_, before), (left, _) in pairwise(places))
        assert min(right - left for left, right in places) >= 1 - 1e-6


def test_days_stand_where_the_scale_puts_them() -> None:
    """A stretch that is long enough is not moved by a short one elsewhere; a moment stands within its day."""
    scale = Scale(date(2026, 1, 1), date(2026, 4, 10), 100)
    life = (
        stretch(None, date(2026, 1, 11), "not_yet"),
        stretch(date(2026, 1, 11), date(2026, 1, 12), "in_force"),
        stretch(date(2026, 1, 12), None, "ended"),
    )
    assert scale.places(life, 4) == [(0, 10), (10, 14), (14, 100)]
    assert scale.at(datetime(2026, 1, 2, 12, 0)) == 1.5
    assert scale.at(date(1999, 1, 1)) == 0
    assert scale.at(date.max) == 100


@settings(max_examples=50)
@given(TIMELINES, st.sampled_from([20, 58, 160]))
def test_ticks_do_not_crowd(timeline: Timeline, width: int) -> None:
    """Labels of ticks leave a space between them and stand at days within the timeline."""
    ticks = scale_of(timeline, width).ticks(lambda label: len(label) + 2)
    for before, after in pairwise(ticks):
        assert after.at - before.at > len(before.label)
    assert all(0 <= tick.at <= width for tick in ticks)


def test_each_condition_has_a_sign_of_its_own() -> None:
    """Every look is told apart by its sign, one column wide, and by its words."""
    assert len({look.sign for look in Look}) == len({look.words for look in Look}) == len(Look)
    assert {display_width(look.sign) for look in Look} == {1}


@pytest.mark.parametrize(
    ("words", "look", "said"),
    [
        ("in_force", Look.IN_FORCE, "in force"),
        ("in_force/available", Look.IN_FORCE, "in force, available"),
        ("in_force/open", Look.OPEN, "in force, open"),
        ("in_force/fulfilled", Look.FULFILLED, "in force, fulfilled"),
        ("in_force/fulfilled_late", Look.FULFILLED_LATE, "in force, fulfilled late"),
        ("in_force/breached", Look.BREACHED, "in force, breached"),
        ("terminated/breached", Look.BREACHED, "terminated, breached"),
        ("in_force/cured", Look.CURED, "in force, cured"),
        ("in_force/defaulted", Look.DEFAULTED, "in force, defaulted"),
        ("in_force/exercised", Look.EXERCISED, "in force, exercised"),
        ("ended/lapsed", Look.LAPSED, "ended, lapsed"),
        ("undetermined", Look.UNDETERMINED, "undetermined"),
        ("undetermined/open", Look.UNDETERMINED, "undetermined, open"),
        ("not_yet", Look.WAITING, "not yet"),
        ("not_triggered", Look.WAITING, "not triggered"),
        ("suspended/open", Look.SET_ASIDE, "suspended, open"),
        ("excepted+overridden", Look.SET_ASIDE, "excepted and overridden"),
        ("not_in_force", Look.SET_ASIDE, "not in force"),
        ("excepted+repealed", Look.OVER, "excepted and repealed"),
        ("ended", Look.OVER, "ended"),
    ],
)
def test_each_condition_is_told_in_words(words: str, look: Look, said: str) -> None:
    """What has become of a duty is shown whatever becomes of the norm; else whether it is in force, and why not."""
    one = stretch(None, None, words)
    modality = "power" if look in {Look.EXERCISED, Look.LAPSED} else "obligation"
    assert (look_of(one, modality), condition_in_words(one)) == (look, said)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("not_yet", "in_force", ("not yet", "in force")),
        ("not_yet", "in_force/fulfilled", ("not yet", "in force, fulfilled")),
        ("not_yet", "in_force/open", ("not yet", "in force, open")),
        ("in_force/open", "in_force", ("open", "unknown whether performed")),
        ("in_force", "in_force/exercised", ("unknown whether used", "exercised")),
        ("in_force/open", "in_force/breached", ("open", "breached")),
        ("in_force/exercised", "repealed/exercised", ("in force", "repealed")),
        ("in_force/open", "terminated/breached", ("in force, open", "terminated, breached")),
    ],
)
def test_a_change_is_told_without_what_stays(before: str, after: str, said: tuple[str, str]) -> None:
    """Where only the performance or only the state changes, the other is not repeated."""
    assert change_in_words(stretch(None, None, before), stretch(None, None, after), "obligation") == said


def test_what_goes_without_saying_is_not_said() -> None:
    """That a prohibition is still to be obeyed, and a permission there to be used; that one was broken is said."""
    before, after, broken = (stretch(None, None, words) for words in ("not_yet", "in_force/open", "in_force/breached"))
    assert change_in_words(before, after, "prohibition") == ("not yet", "in force")
    assert look_of(after, "prohibition") is Look.IN_FORCE
    assert change_in_words(after, broken, "prohibition") == ("open", "breached")
    assert look_of(broken, "prohibition") is Look.BREACHED
    unused = stretch(None, None, "ended/lapsed")
    assert (look_of(unused, "permission"), look_of(unused, "power")) == (Look.OVER, Look.LAPSED)
    assert change_in_words(stretch(None, None, "in_force/available"), unused, "permission") == ("in force", "ended")
    assert change_in_words(stretch(None, None, "in_force/available"), unused, "power") == ("in force", "ended, lapsed")


def test_a_new_version_alone_is_a_change_of_version() -> None:
    """Where a norm is the same under another version, the versions are named."""
    first, second = (stretch(None, None, "in_force", version) for version in ("1", "2"))
    assert change_in_words(first, second, "obligation") == ("version 1", "version 2")


def test_a_new_version_alone_divides_no_lane() -> None:
    """Neighbours that differ in the version only are shown as one, from the first day of the first to the end."""
    life = (
        stretch(None, date(2026, 1, 1), "in_force", "1"),
        stretch(date(2026, 1, 1), date(2026, 2, 1), "in_force", "2"),
        stretch(date(2026, 2, 1), None, "ended", "2"),
    )
    assert [span_in_words(one) for one in merged(life)] == ["through 31 Jan 2026", "since 1 Feb 2026"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (None, None, "all the time"),
        (None, date(2026, 2, 1), "through 31 Jan 2026"),
        (date(2026, 2, 1), None, "since 1 Feb 2026"),
        (date(2026, 2, 1), date(2026, 2, 2), "on 1 Feb 2026"),
        (date(2026, 2, 1), date(2026, 3, 1), "1 Feb 2026 to 28 Feb 2026"),
        (date(2026, 2, 1), datetime(2026, 2, 1, 10, 30), "1 Feb 2026 until 1 Feb 2026 10:30"),
        (datetime(2026, 2, 1, 10, 30), date(2026, 2, 2), "1 Feb 2026 10:30 to 1 Feb 2026"),
        (None, datetime(2026, 2, 1, 10, 30), "until 1 Feb 2026 10:30"),
    ],
)
def test_a_stretch_is_told_with_its_last_day(start: date | None, end: date | None, said: str) -> None:
    """Data has the first day after; words have the last day."""
    assert span_in_words(stretch(start, end, "in_force")) == said


def test_what_is_wrong_stands_out_without_colour() -> None:
    """A breach and a default bear their sign in the table on the day on which they come about, and then no more."""
    lines = timeline_table.render(LEASE, width=100).split("\n")
    marked = {" ".join(line[2:32].split()) for line in lines if line[:2] in {"X ", "! "}}
    assert marked == {"open → breached", "breached → defaulted", "in force, open → terminated,"}
    assert "\n**" not in timeline_markdown.render(LEASE)
    assert "open → **breached**" in timeline_markdown.render(LEASE)


def test_a_fulfilled_duty_looks_different_from_an_open_one() -> None:
    """The lane of the January rent is open for two days and fulfilled from then on."""
    (line,) = [one for one in timeline_chart.render(LEASE, width=80).split("\n") if one.startswith("  january")]
    assert re.fullmatch("  january +·+□■+", line)


def test_a_column_with_more_than_it_can_hold_shows_what_is_worst() -> None:
    """Where a lane has more stretches than there are columns, a breach still prevails over what is beside it."""
    days = [date(2026, 1, 1 + number) for number in range(20)]
    life = tuple(
        stretch(first, after, "in_force/breached" if number == 9 else "in_force/open")
        for number, (first, after) in enumerate(zip([None, *days[1:]], [*days[1:], None], strict=True))
    )
    lane = replace(LEASE.lanes[0], stretches=life)
    crowded = replace(LEASE, lanes=(lane,), start=days[0], end=days[-1], changes=())
    assert "X" in timeline_chart.render(crowded, width=40).split("rent")[-1]


def test_a_party_and_a_norm_are_chosen() -> None:
    """A party has what binds and what benefits it; a clause has all its members; their changes come with them."""
    owner = of_parties(LEASE, {"owner"})
    assert len(owner.lanes) == len(LEASE.lanes)
    panel = of_parties(PARTNERSHIP, {"panel"})
    assert [lane.clause for lane in panel.lanes] == ["panel_verification"]
    assert {change.address for change in panel.changes} == {"panel_verification"}
    assert len(of_norms(LEASE, {"rent"}).lanes) == 12
    assert [lane.address for lane in of_norms(LEASE, {"rent:july", "access"}).lanes] == ["rent:july", "access"]
    assert of_norms(LEASE, set()) is LEASE
