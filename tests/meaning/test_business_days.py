"""Business days: dates of known calendars, the laws of counting and rolling, and what is not known of a calendar."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evaluator.api.agreements import Agreement
from evaluator.core.expressions import FUNCTIONS as NAMED
from evaluator.engine.functions import FUNCTIONS
from evaluator.engine.outcome import State, When
from evaluator.values.calendar import CONVENTIONS, Calendar
from evaluator.values.estimate import NOTHING, Estimate, bounds, less
from evaluator.values.public_holidays import COUNTRY, MARKET, Region, codes, holiday_year, known_years, subdivisions
from evaluator.values.time import NEVER
from evaluator.values.truth import NO, UNKNOWN, YES
from tests.meaning.effort import effort
from tests.meaning.native import agreement_of, answer
from tests.repository import ROOT

DAY = timedelta(days=1)
DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))
NEW_YORK = Calendar("banking", Region(COUNTRY, "US", "NY"))
TARGET = Calendar("target", Region(MARKET, "ECB"))
PAKISTAN = Calendar("pakistan", Region(COUNTRY, "PK"))
LAST_YEAR = known_years(Region(COUNTRY, "US"))[-1]
OFFICE = Calendar("office", weekend=frozenset({5, 6}))

HEAD = """\
agreement: toy
version: 2020-01-01
parties: [ann]
entities: {due: date, letter: {on: date}}
actions: {sign: {}}
calendars:
  banking: {country: US, subdivision: NY}
clauses:
"""


def germany(land: str) -> Calendar:
    """The calendar of a state of Germany."""
    return Calendar(land, Region(COUNTRY, "DE", land))


stated = st.builds(
    lambda weekend, also, but_open: Calendar("own", None, weekend, also - but_open, but_open),
    st.frozensets(st.integers(0, 6), max_size=6),
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 1)), max_size=20),
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 1)), max_size=5),
)
regions = st.sampled_from([("US", "NY"), ("US", ""), ("DE", "BY"), ("GB", "SCT"), ("FR", ""), ("JP", ""), ("CN", "")])
calendars = stated | regions.map(lambda found: Calendar("own", Region(COUNTRY, *found)))


def naive(calendar: Calendar) -> Callable[[date], bool]:
    """Whether a day is open, by asking the library itself, day by day."""
    region = calendar.region
    known = None if region is None else holidays.country_holidays(region.code, subdiv=region.subdivision or None)

    def is_open(day: date) -> bool:
        if day in calendar.but_open or day in calendar.also:
            return day in calendar.but_open
        if calendar.weekend is not None and day.weekday() in calendar.weekend:
            return False
        return known is None or known.is_working_day(day)

    return is_open


# ---------------------------------------------------------------- known dates


@pytest.mark.parametrize(
    ("calendar", "start", "count", "end"),
    [
        (NEW_YORK, "2026-07-02", 1, "2026-07-06"),  # 4 July is a Saturday, observed on Friday the third
        (NEW_YORK, "2026-07-04", 1, "2026-07-06"),
        (NEW_YORK, "2026-07-06", -1, "2026-07-02"),
        (NEW_YORK, "2026-07-03", 0, "2026-07-06"),
        (NEW_YORK, "2026-07-02", 0, "2026-07-02"),
        (NEW_YORK, "2026-02-11", 1, "2026-02-13"),  # Lincoln's birthday, in New York
        (Calendar("all", Region(COUNTRY, "US")), "2026-02-11", 1, "2026-02-12"),
        (NEW_YORK, "2026-07-01", 10, "2026-07-16"),
        (TARGET, "2026-04-02", 1, "2026-04-07"),  # Good Friday and Easter Monday
        (TARGET, "2026-04-07", -1, "2026-04-02"),
        (NEW_YORK, "2026-04-02", 1, "2026-04-03"),  # neither is a holiday of New York
        (TARGET, "2026-04-30", 1, "2026-05-04"),
        (germany("BY"), "2027-10-29", 1, "2027-11-02"),  # All Saints
        (germany("HH"), "2027-10-29", 1, "2027-11-01"),
        (germany("HH"), "2025-10-30", 1, "2025-11-03"),  # Reformation day
        (germany("BY"), "2025-10-30", 1, "2025-10-31"),
        (germany("NW"), "2026-06-03", 1, "2026-06-05"),  # Corpus Christi
        (germany("BE"), "2026-06-03", 1, "2026-06-04"),
        (Calendar("china", Region(COUNTRY, "CN")), "2026-02-13", 1, "2026-02-14"),  # a Saturday that is worked
        (OFFICE, "2026-07-02", 1, "2026-07-03"),
        (OFFICE, "2026-07-03", 1, "2026-07-06"),
    ],
)
def test_business_days_are_those_of_the_calendar(calendar: Calendar, start: str, count: int, end: str) -> None:
    """The day itself never counts, weekends and holidays are passed over, forwards and backwards."""
    assert calendar.add(date.fromisoformat(start), count) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("convention", "saturday", "last_saturday", "first_sunday"),
    [
        ("following", "2026-05-11", "2026-06-01", "2026-11-02"),
        ("preceding", "2026-05-08", "2026-05-29", "2026-10-30"),
        ("modified_following", "2026-05-11", "2026-05-29", "2026-11-02"),
        ("modified_preceding", "2026-05-08", "2026-05-29", "2026-11-02"),
    ],
)
def test_a_date_is_rolled_by_its_convention(
    convention: str, saturday: str, last_saturday: str, first_sunday: str
) -> None:
    """A Saturday inside a month, the last one of May 2026, and the first of November 2026, a Sunday."""
    days = (date(2026, 5, 9), date(2026, 5, 30), date(2026, 11, 1))
    expected = [date.fromisoformat(text) for text in (saturday, last_saturday, first_sunday)]
    assert [OFFICE.roll(day, convention) for day in days] == expected


def test_what_is_stated_comes_before_what_the_library_says() -> None:
    """A calendar's own weekend, and its days that are closed or open besides, have the last word."""
    own = Calendar(
        "own",
        Region(COUNTRY, "US"),
        frozenset({6}),
        also=frozenset({date(2026, 7, 7)}),
        but_open=frozenset({date(2026, 7, 3), date(2026, 7, 5)}),
    )
    open_days = [day for day in range(1, 12) if own.is_open(date(2026, 7, day)) == YES]
    assert open_days == [1, 2, 3, 5, 6, 8, 9, 10, 11]


def test_the_time_of_day_is_kept() -> None:
    """A moment moves to the same time of another day."""
    assert NEW_YORK.add(datetime(2026, 7, 2, 10, 30), 1) == datetime(2026, 7, 6, 10, 30)
    assert NEW_YORK.roll(datetime(2026, 7, 4, 23, 59), "preceding") == datetime(2026, 7, 2, 23, 59)


# ---------------------------------------------------------------- laws


@given(calendars, DAYS, st.integers(1, 40), st.integers(1, 40))
def test_days_that_are_counted_in_two_steps_are_those_counted_in_one(
    calendar: Calendar, day: date, first: int, second: int
) -> None:
    """Adding some business days and then others is adding them together; the same holds backwards."""
    assert calendar.add(calendar.add(day, first), second) == calendar.add(day, first + second)
    assert calendar.add(calendar.add(day, -first), -second) == calendar.add(day, -first - second)


@given(calendars, DAYS, st.integers(-60, 60))
def test_counting_is_what_looking_at_each_day_gives(calendar: Calendar, day: date, count: int) -> None:
    """As many open days lie after the start, up to the end, as were counted; the library is asked day by day."""
    is_open = naive(calendar)
    end, left = day, abs(count)
    while left or (count == 0 and not is_open(end)):
        end += -DAY if count < 0 else DAY
        left -= left > 0 and is_open(end)
    assert calendar.add(day, count) == end


@given(calendars, DAYS)
def test_rolling_finds_the_nearest_open_day(calendar: Calendar, day: date) -> None:
    """Following is the first open day not before a day, preceding the last one not after it; twice changes nothing."""
    is_open = naive(calendar)
    following = preceding = day
    while not is_open(following):
        following += DAY
    while not is_open(preceding):
        preceding -= DAY
    assert calendar.roll(day, "following") == following >= day
    assert calendar.roll(day, "preceding") == preceding <= day
    forwards = following if following.month == day.month else preceding
    backwards = preceding if preceding.month == day.month else following
    assert calendar.roll(day, "modified_following") == forwards
    assert calendar.roll(day, "modified_preceding") == backwards
    for convention in CONVENTIONS:
        rolled = calendar.roll(day, convention)
        assert calendar.roll(rolled, convention) == rolled
        assert (rolled == day) == is_open(day) == (calendar.is_open(day) == YES)


@given(calendars, DAYS, st.integers(0, 12), st.integers(-30, 30), st.sampled_from(CONVENTIONS))
def test_a_later_day_never_moves_to_an_earlier_one(
    calendar: Calendar, day: date, later: int, count: int, convention: str
) -> None:
    """Counting and rolling keep the order of dates, so that bounds of a date give bounds of the result."""
    other = day + later * DAY
    assert calendar.add(day, count) <= calendar.add(other, count)
    assert calendar.roll(day, convention) <= calendar.roll(other, convention)


@given(calendars, DAYS, st.integers(1, 40))
def test_counting_back_undoes_counting_from_a_business_day(calendar: Calendar, day: date, count: int) -> None:
    """From an open day, so many days on and as many back lead to it again."""
    assume(calendar.is_open(day) == YES)
    assert calendar.add(calendar.add(day, count), -count) == day


# ---------------------------------------------------------------- what is not known


def test_beyond_the_data_of_the_library_nothing_is_certain() -> None:
    """Nobody knows the holidays of the year after its last, so a day there is a bound at most."""
    last = NEW_YORK.roll(date(LAST_YEAR, 12, 31), "preceding")
    new_year = date(LAST_YEAR + 1, 1, 1)
    assert date(LAST_YEAR, 12, 1) < last < new_year
    assert NEW_YORK.add(last, 1) == Estimate(low=new_year)
    assert NEW_YORK.is_open(new_year + 100 * DAY) == UNKNOWN
    assert NEW_YORK.add(new_year + DAY, -1) == Estimate(last, new_year)
    assert NEW_YORK.add(date(1500, 1, 5), 1) == Estimate(date(1500, 1, 6), date(1777, 1, 1))
    weekends = Calendar("weekends", Region(COUNTRY, "US"), frozenset({5, 6}))
    assert {weekends.is_open(new_year + day * DAY) for day in range(7)} == {NO, UNKNOWN}, "the weekend is stated"
    assert holiday_year(Region(COUNTRY, "IN"), 1950) is None, "the library warns that some holidays are missing"


def test_a_holiday_that_may_move_leaves_days_open() -> None:
    """Estimated holidays, and the next open day on either side of them, are neither open nor closed."""
    truths = [PAKISTAN.is_open(date(2060, 5, day)) for day in range(7, 18)]
    assert truths == [YES, NO, NO, *[UNKNOWN] * 5, NO, NO, YES]
    assert PAKISTAN.add(date(2060, 5, 7), 1) == Estimate(date(2060, 5, 10), date(2060, 5, 17))
    assert PAKISTAN.add(date(2060, 5, 17), -2) == Estimate(date(2060, 5, 6), date(2060, 5, 13))
    assert PAKISTAN.add(date(2060, 5, 3), 3) == date(2060, 5, 6)
    settled = Calendar("settled", PAKISTAN.region, also=frozenset(date(2060, 5, day) for day in (11, 12, 13)))
    assert settled.add(date(2060, 5, 7), 2) == date(2060, 5, 14), "what an agreement states settles the matter"


@given(st.dates(date(2060, 4, 20), date(2060, 6, 20)), st.integers(-8, 8), st.sampled_from(CONVENTIONS), st.data())
def test_what_comes_true_lies_within_the_bounds(day: date, count: int, convention: str, data: st.DataObject) -> None:
    """However the days that are not known turn out, the result is one that was not excluded."""
    known = holiday_year(Region(COUNTRY, "PK"), 2060)
    assert known is not None
    spring = frozenset(map(date.fromordinal, range(date(2060, 2, 1).toordinal(), date(2060, 7, 31).toordinal())))
    doubtful = sorted(each for each in spring if PAKISTAN.is_open(each) == UNKNOWN)
    closed = data.draw(st.frozensets(st.sampled_from(doubtful)))
    on_weekends = {each for each in spring if each.toordinal() in known.estimated} - set(doubtful)
    actual = Calendar("actual", PAKISTAN.region, also=closed | on_weekends, but_open=frozenset(doubtful) - closed)
    for expected, found in (
        (PAKISTAN.add(day, count), actual.add(day, count)),
        (PAKISTAN.roll(day, convention), actual.roll(day, convention)),
    ):
        low, high, _ = bounds(expected)
        assert low <= found <= high


@given(
    st.dates(date.min, date.min + 400 * DAY) | st.dates(date.max - 400 * DAY) | st.dates(),
    st.integers(-1000, 1000),
    st.sampled_from([NEW_YORK, TARGET, PAKISTAN, OFFICE, Calendar("weekly", None, frozenset(range(6)))]),
    st.times(),
)
def test_no_date_is_too_early_or_too_late(day: date, count: int, calendar: Calendar, clock: time) -> None:
    """From the first day to the last day there is, the outcome is a day, bounds, or nothing at all."""
    for start in (day, datetime.combine(day, clock)):
        found = [calendar.add(start, count), *(calendar.roll(start, convention) for convention in CONVENTIONS)]
        assert all(isinstance(each, date | Estimate) for each in found)
    assert calendar.is_open(day) in (YES, NO, UNKNOWN)


def test_the_ends_of_the_calendar_and_never() -> None:
    """Beyond the last day there is nothing; what never happens never happens some days later either."""
    assert OFFICE.add(date.max, 1) is NOTHING
    assert OFFICE.add(date.min, -1) is NOTHING
    assert OFFICE.roll(date.max, "following") == date.max
    assert NEW_YORK.add(NEVER, 5) is NEVER
    assert NEW_YORK.roll(NEVER, "preceding") is NEVER
    assert FUNCTIONS["business_day"](NEVER, NEW_YORK) is False


@pytest.mark.parametrize("kind", [COUNTRY, MARKET])
def test_every_region_can_be_asked(kind: str) -> None:
    """The library answers for all that it lists, in years that it knows and in others, without a warning."""
    for code in sorted(codes(kind)):
        for year in (1, 1900, 2026, 2035, 2100, 2101, 9999):
            found = holiday_year(Region(kind, code), year)
            assert found is None or (found.worked <= found.weekends and found.estimated <= found.closed)
    assert holiday_year(Region(COUNTRY, "DE", "Bayern"), 2026) == holiday_year(Region(COUNTRY, "DE", "BY"), 2026)
    assert {"NY", "New York"} <= set(subdivisions("US"))


# ---------------------------------------------------------------- in agreements


_made: dict[str, Agreement] = {}


def toy(clause: str, head: str = HEAD) -> Agreement:
    """The agreement with one clause."""
    text = f"{head}  c:\n    who: ann\n    may: sign\n    {clause}\n"
    if text not in _made:
        _made[text] = agreement_of(text)
    return _made[text]


def test_every_function_of_the_core_language_has_a_meaning() -> None:
    """What `Apply` can name is what the engine computes."""
    assert set(FUNCTIONS) == NAMED


@effort(40)
@given(
    st.dates(date(2026, 6, 20), date(2026, 7, 20)),
    st.integers(-12, 12),
    st.sampled_from(["=", "<", "<=", ">", ">=", "!="]),
    st.sampled_from(["today {} business days", "rolled(today {0}, modified_following)", "rolled(today, preceding)"]),
)
def test_a_comparison_with_a_day_that_moves_with_today_changes_when_it_should(
    target: date, count: int, operator: str, moving: str
) -> None:
    """On each day the answer is that of the calendar, and its first and last days are those of a loop over the days."""
    sign = "-" if count < 0 else "+"
    unit = "" if moving.startswith("today") else " days"
    written = moving.format(f"{sign} {abs(count)}{unit}")
    agreement = toy(f'when: "{written} {operator} {target}"')

    def moved(day: date) -> date:
        found: date
        if moving.startswith("today"):
            found = NEW_YORK.add(day, count)
        elif "modified" in moving:
            found = NEW_YORK.roll(day + count * DAY, "modified_following")
        else:
            found = NEW_YORK.roll(day, "preceding")
        return found

    compared = {"=": "__eq__", "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__", "!=": "__ne__"}[operator]
    holds = {
        day: getattr(moved(day), compared)(target)
        for day in map(date.fromordinal, range(date(2026, 5, 1).toordinal(), date(2026, 9, 15).toordinal()))
    }
    for day in (target + offset * DAY for offset in (-25, -9, -4, -3, -2, -1, 0, 1, 2, 3, 4, 9, 25)):
        outcome = answer(agreement, f"as_of: {day}\n")["c"]
        assert outcome.state is (State.IN_FORCE if holds[day] else State.NOT_IN_FORCE)
        end = next((later for later in holds if later > day and holds[later] != holds[day]), None)
        assert outcome.until == (None if end is None else When(end, end))


def test_a_latch_is_not_passed_over() -> None:
    """`until` ends on the one day on which a date that moves with today is another, however far away that is."""
    agreement = toy("until: today + 5 business days = 2031-03-03")
    assert answer(agreement, "as_of: 2026-01-01\n")["c"].until == When(date(2031, 2, 24), date(2031, 2, 24))
    assert answer(agreement, "as_of: 2035-01-01\n")["c"].state is State.NOT_IN_FORCE
    plain = toy("until: today + 5 days = 2031-03-03")
    assert answer(plain, "as_of: 2035-01-01\n")["c"].state is State.NOT_IN_FORCE
    within = toy("until: today + 5 days in (2031-03-03 .. 2031-03-05)")
    assert answer(within, "as_of: 2035-01-01\n")["c"].since == When(date(2031, 2, 26), date(2031, 2, 26))


def test_bounds_of_a_date_are_bounds_of_the_day_that_is_counted_from_it() -> None:
    """Counting and rolling keep order, so that an uncertain date gives an uncertain end with bounds."""
    agreement = toy("through: due + 2 business days")
    outcome = answer(agreement, "as_of: 2026-06-01\nfacts: {due: between 2026-07-01 and 2026-07-04}\n")["c"]
    assert outcome.until == When(date(2026, 7, 7), date(2026, 7, 8))
    rolled = toy('through: "rolled(due, following)"')
    outcome = answer(rolled, "as_of: 2026-06-01\nfacts: {due: between 2026-07-03 and 2026-07-05}\n")["c"]
    assert outcome.until == When(date(2026, 7, 7), date(2026, 7, 7))
    outcome = answer(rolled, "as_of: 2026-06-01\nfacts: {due: at least 2026-07-03}\n")["c"]
    assert outcome.until == When(date(2026, 7, 7), None)


def test_whether_a_day_is_a_business_day_can_be_asked() -> None:
    """Of a day, of one that is not known, and of one that is a business day wherever it lies."""
    agreement = toy("when: business_day(due)")
    for due, state in (
        ("2026-07-02", State.IN_FORCE),
        ("2026-07-03", State.NOT_IN_FORCE),
        ("between 2026-07-03 and 2026-07-05", State.NOT_IN_FORCE),
        ("between 2026-06-29 and 2026-07-02", State.IN_FORCE),
        ("between 2026-07-02 and 2026-07-03", State.UNDETERMINED),
        ("at least 2026-07-02", State.UNDETERMINED),
        ("unknown", State.UNDETERMINED),
        (f"{LAST_YEAR + 50}-01-04", State.UNDETERMINED),
        ("never", State.NOT_IN_FORCE),
    ):
        assert answer(agreement, f"as_of: 2026-06-01\nfacts: {{due: {due}}}\n")["c"].state is state, due
    outcome = answer(toy("when: business_day(today)"), "as_of: 2026-07-05\n")["c"]
    assert outcome.since == When(date(2026, 7, 3), date(2026, 7, 3))
    assert outcome.until == When(date(2026, 7, 6), date(2026, 7, 6))


def test_a_date_beyond_the_data_leaves_the_answer_open() -> None:
    """Where the holidays are not known the norm is undetermined, and never silently in force or ended."""
    agreement = toy(f"through: {LAST_YEAR}-12-31 + 1 business day")
    assert answer(agreement, f"as_of: {LAST_YEAR + 1}-01-01\n")["c"].state is State.IN_FORCE
    assert answer(agreement, f"as_of: {LAST_YEAR + 1}-01-10\n")["c"].state is State.UNDETERMINED
    assert answer(toy("through: 2026-12-31 + 90000 business days"), "as_of: 9999-12-31\n")["c"].state is not None


def test_business_days_count_from_each_member() -> None:
    """A deadline that is counted from an event is found for each event, in the calendar that is named."""
    head = HEAD.replace("clauses:\n", "  target: {market: ECB}\nclauses:\n")
    agreement = toy("until: some letter where (today > letter.on + 3 target business days)", head=head + CHECK)
    facts = "complete: yes\nfacts: {letter: [{on: 2026-04-02}]}\n"
    assert answer(agreement, f"as_of: 2026-05-01\n{facts}")["c"].since == When(date(2026, 4, 10), date(2026, 4, 10))


CHECK = "  other: {who: ann, must: sign, through: '2026-04-02 + 1 banking business day'}\n"


def test_a_version_counts_by_its_own_calendar() -> None:
    """A calendar is inherited, and one that is defined again counts from that version on."""
    first = HEAD + "  c: {who: ann, may: sign, through: 2026-07-02 + 1 business day}\n"
    again = """\
agreement: toy
version: 2026-03-01
amends: 2020-01-01
replaces: [banking]
calendars: {banking: {weekend: [saturday, sunday]}}
"""
    agreement = agreement_of(first, again)
    pinned = answer(agreement, "as_of: 2026-02-01\n", pin="2020-01-01")
    assert pinned["c"].until == When(date(2026, 7, 7), date(2026, 7, 7))
    assert answer(agreement, "as_of: 2026-04-01\n")["c"].until == When(date(2026, 7, 4), date(2026, 7, 4))


def test_the_library_is_imported_for_its_own_holidays_only() -> None:
    """Neither an ordinary agreement nor a calendar of stated days needs it."""
    head = HEAD.replace("country: US, subdivision: NY", "weekend: sunday")
    code = f"""\
import sys
sys.modules["holidays"] = None
from tests.meaning.native import answer
agreement = {head + "  c: {who: ann, may: sign, through: 2026-07-03 + 1 business day}"!r}
print(answer(agreement, "as_of: 2026-07-04")["c"].state.name, answer(agreement, "as_of: 2026-07-05")["c"].state.name)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout == "IN_FORCE NOT_IN_FORCE\n"


def test_moved_days_are_compared_as_days() -> None:
    """The order of two results with bounds is decided where the bounds decide it."""
    after_the_seventh = PAKISTAN.add(date(2060, 5, 7), 1)
    assert less(after_the_seventh, date(2060, 5, 10)) == NO
    assert less(after_the_seventh, date(2060, 5, 11)) == UNKNOWN
    assert less(after_the_seventh, date(2060, 5, 18)) == YES
