"""Dates and answers in words."""

from datetime import date, datetime

import pytest
from hypothesis import given

from evaluator.engine.outcome import Day, TurnsOn, Verdict, When
from evaluator.frozen import replace
from evaluator.report.words import (
    day_in_words,
    display_width,
    flowed,
    listed,
    plain,
    since_in_words,
    turn_in_words,
    until_in_words,
    verdict_in_words,
)
from tests.report.samples import ACTS
from tests.report.strategies import FIRST_DAYS, WHENS

FIRST, LAST = date(2029, 1, 10), date(2031, 1, 1)
MORNING = datetime(2026, 5, 1, 10, 30)
MIDNIGHT = datetime(2033, 1, 1, 0, 0)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (FIRST, FIRST, "since 10 Jan 2029"),
        (MORNING, MORNING, "since 1 May 2026 10:30"),
        (FIRST, None, "since 10 Jan 2029 at the earliest"),
        (None, LAST, "since 1 Jan 2031 at the latest"),
        (FIRST, LAST, "since a day between 10 Jan 2029 and 1 Jan 2031"),
        (None, None, ""),
    ],
)
def test_since_names_the_first_day(low: Day | None, high: Day | None, words: str) -> None:
    """The first day of a state, or its bounds."""
    assert since_in_words(When(low, high)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (LAST, LAST, "through 31 Dec 2030"),
        (MIDNIGHT, MIDNIGHT, "through 31 Dec 2032"),
        (MORNING, MORNING, "until 1 May 2026 10:30"),
        (FIRST, None, "through 9 Jan 2029 at the earliest"),
        (None, LAST, "through 31 Dec 2030 at the latest"),
        (FIRST, LAST, "through 9 Jan 2029 at the earliest, 31 Dec 2030 at the latest"),
        (None, None, ""),
    ],
)
def test_until_names_the_last_day(low: Day | None, high: Day | None, words: str) -> None:
    """The last whole day of a state, inclusive, though the data holds the first day after it."""
    assert until_in_words(When(low, high)) == words


@given(WHENS)
def test_every_date_has_words(when: When | None) -> None:
    """No date that the calendar has ends in an error, and nothing known says nothing."""
    known = when is not None and (when.at_least, when.at_most) != (None, None)
    assert bool(since_in_words(when)) is known
    assert bool(until_in_words(when)) is known


@pytest.mark.parametrize("day", FIRST_DAYS)
def test_the_first_day_of_the_calendar_has_no_day_before(day: Day) -> None:
    """The day before the first is not asked for."""
    assert until_in_words(When(day, day)) == "until the first day"
    assert day_in_words(date(1, 1, 1)) == "1 Jan 1"


def test_lists_are_counted_when_long() -> None:
    """A long list ends with the number of the rest."""
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], last="or") == "a, b or c"
    assert listed(["a", "b", "c", "d"], at_most=2) == "a, b and 2 more"


def test_parts_are_not_broken() -> None:
    """A line ends between parts, never within one."""
    assert flowed(["aaa", "", "bbb", "ccc"], 9) == "aaa · bbb\nccc"
    assert flowed(["aaa", "bbb"], 5, ", ") == "aaa,\nbbb"
    assert flowed([], 5) == ""


def test_text_is_made_safe_to_show() -> None:
    """Controls and marks that turn the direction of writing are replaced; joiners that scripts need stay."""
    assert plain("a\x1b[31mb\n c\u202ed") == "a\ufffd[31mb c\ufffdd"
    assert plain("na\u200dme") == "na\u200dme"
    assert display_width("終電e\u0301") == 5


def test_a_reading_shows_what_each_option_gives() -> None:
    """Options and results are shown side by side; the one used is marked, and an undecided reading says so."""
    turn = TurnsOn("until_agi", "verified", (("verified", "in_force"), ("declared", "not_in_force: ended")))
    assert turn_in_words(turn) == ("turns on until_agi:", "verified (used) → in force", "declared → ended")
    undecided = turn_in_words(replace(turn, used=None))
    assert undecided == ("turns on until_agi (undecided):", "verified → in force", "declared → ended")


@pytest.mark.parametrize(
    ("verdict", "possible", "ability", "words"),
    [
        (Verdict.PERMITTED, (), None, ("permitted", "")),
        (
            Verdict.UNDETERMINED,
            (Verdict.PERMITTED, Verdict.PROHIBITED),
            None,
            ("undetermined", "permitted or prohibited"),
        ),
        (Verdict.ABLE, (), "able", ("able", "")),
        (Verdict.NOT_ABLE, (), "not_able", ("not able", "without effect")),
        (Verdict.PROHIBITED, (), "able", ("prohibited", "with effect")),
        (Verdict.PERMITTED, (), "not_able", ("permitted", "without effect")),
    ],
)
def test_a_verdict_says_whether_the_act_has_effect(
    verdict: Verdict, possible: tuple[Verdict, ...], ability: str | None, words: tuple[str, str]
) -> None:
    """A power's act done without power is without effect, and said so."""
    act = replace(ACTS[0], verdict=verdict, possible=possible, ability=ability)
    assert verdict_in_words(act) == words
