"""A range with a step is the values that a person would count."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.comparisons.axis_values import pieces
from evaluator.comparisons.ranges import MOST_CELLS, is_range, stepped
from evaluator.diagnostics import QuestionError

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@settings(max_examples=60)
@given(
    DAYS, st.integers(0, 400), st.integers(1, 40), st.sampled_from([("day", 1), ("days", 1), ("week", 7), ("weeks", 7)])
)
def test_days_are_as_far_apart_as_the_step(start: date, length: int, step: int, unit: tuple[str, int]) -> None:
    """From the first to the last, which is there if a step falls on it."""
    end = start + timedelta(days=length)
    found = stepped(f"{start}..{end} by {step} {unit[0]}", "x")
    expected = [start + timedelta(days=number) for number in range(0, length + 1, step * unit[1])]
    assert [date.fromisoformat(each) for each in found] == expected


@settings(max_examples=60)
@given(DAYS, st.integers(0, 60), st.integers(1, 14), st.sampled_from([("month", 1), ("quarters", 3), ("years", 12)]))
def test_months_are_counted_from_the_first_day(start: date, length: int, step: int, unit: tuple[str, int]) -> None:
    """A month that is too short does not shorten those after it."""
    end = start + timedelta(days=31 * length)
    found = [date.fromisoformat(each) for each in stepped(f"{start} .. {end} by {step} {unit[0]}", "x")]
    assert found[0] == start
    assert found[-1] <= end
    months = [each.year * 12 + each.month for each in found]
    assert {later - earlier for earlier, later in pairwise(months)} <= {step * unit[1]}
    assert all(each.day == start.day or (each + timedelta(days=1)).day == 1 for each in found)
    following = (months[-1] + step * unit[1] - 1) // 12
    assert date(following, (months[-1] + step * unit[1] - 1) % 12 + 1, 28) > end or start.day > 28


@settings(max_examples=60)
@given(
    st.decimals(-1000, 1000, places=2),
    st.decimals(0, 1000, places=2),
    st.decimals("0.5", 100, places=2),
    st.sampled_from(["", " EUR", " GW", "%", " million USD"]),
)
def test_numbers_are_as_far_apart_as_the_step(first: Decimal, length: Decimal, step: Decimal, unit: str) -> None:
    """Exactly, in the unit and the scale in which they were written."""
    last = first + length
    found = stepped(f"{first:f}{unit}..{last:f}{unit} by {step:f}{unit}", "x")
    assert len(found) == int(length // step) + 1
    assert all(each.endswith(unit) for each in found)
    assert [Decimal(each.removesuffix(unit)) for each in found] == [
        first + step * number for number in range(len(found))
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2026-01-31..2026-05-31 by 1 month", "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31"),
        ("2028-02-29..2030-03-01 by 1 year", "2028-02-29 2029-02-28 2030-02-28"),
        ("2026-01-01..2026-01-01 by 1 day", "2026-01-01"),
        ("2026-01-01..2026-01-05 by 1 year", "2026-01-01"),
        ("9999-12-30..9999-12-31 by 1 day", "9999-12-30 9999-12-31"),
        ("9999-11-30..9999-12-31 by 1 month", "9999-11-30 9999-12-30"),
    ],
)
def test_ranges_end_where_they_should(text: str, values: str) -> None:
    """At the last day of short months, at the only value, and at the end of the calendar."""
    assert " ".join(stepped(text, "x")) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0 USD..1 billion USD by 500 million USD", ["0 USD", "500000000 USD", "1000000000 USD"]),
        ("0 USD..2 billion USD by 1 billion USD", ["0 USD", "1 billion USD", "2 billion USD"]),
        ("-1..1 by 1", ["-1", "0", "1"]),
        ("10 days..30 days by 10 days", ["10 days", "20 days", "30 days"]),
        ("1 day..3 days by 1 day", ["1 day", "2 days", "3 days"]),
        ("2026-05-01 10:30..2026-05-03 by 1 day", ["2026-05-01 10:30", "2026-05-02 10:30", "2026-05-03 10:30"]),
    ],
)
def test_ranges_are_written_as_a_scenario_would_write_them(text: str, values: list[str]) -> None:
    """In a scale that all three share, in a unit of time, with a time of day."""
    assert list(stepped(text, "x")) == values


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("2026-02-01..2026-01-01 by 1 day", "ends before it starts; put the earlier date first"),
        ("10..1 by 1", "ends before it starts; put the smaller number first"),
        ("2026-01-01..2026-02-01 by 0 days", "never ends: its step is nothing"),
        ("1 EUR..2 EUR by 0 EUR", "never ends: its step is nothing"),
        ("2026-02-01..2026-01-01 by -1 day", "goes backward"),
        ("10..1 by -1", "goes backward"),
        ("2026-01-01..2026-02-01 by 1.5 months", "no whole number of days"),
        ("2026-01-01..2026-02-01 by 1", "no whole number of days"),
        ("2026-01-01..2026-02-01 by 5 EUR", "no whole number of days"),
        ("2026-01-01..2026-02-01 by 2 business days", "no whole number of days"),
        ("2026-01-01..2026-02-01 by 2 hours", "no whole number of days"),
        ("1 EUR..2 EUR by 1", "more than one unit; write each number in EUR"),
        ("1 EUR..2 USD by 1 EUR", "more than one unit"),
        ("1 month..1 year by 1 month", "more than one unit"),
        ("2026-01-01..5 by 1", "no range of dates or of numbers"),
        ("a..b by c", "no range of dates or of numbers"),
        ("--1..5 by 1", "no range of dates or of numbers"),
        ("2026-02-30..2026-03-01 by 1 day", "there is no day 30 in that month"),
        ("2026-01-01..2026-03-01 by soon ago", "`x`:"),
        ("0..10001 by 1", f"more than {MOST_CELLS:,} values"),
        ("0001-01-01..9999-12-31 by 1 day", f"more than {MOST_CELLS:,} values"),
    ],
)
def test_what_is_no_range_is_refused_with_a_cure(text: str, cure: str) -> None:
    """Empty ranges, steps that never arrive, mixed units, and what is too much."""
    assert is_range(text)
    with pytest.raises(QuestionError) as caught:
        stepped(text, "x")
    assert cure in str(caught.value)


def test_only_a_range_with_a_step_is_one() -> None:
    """A period has no step, and what is quoted is text."""
    assert not any(
        map(is_range, ("2026-01-01..2027-01-01", "azure", "'1..2 by 3'", '"1..2 by 3"', "2026-01-01 by 1 day"))
    )
    with pytest.raises(QuestionError):
        stepped("azure", "x")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("azure, aws ,unknown", ["azure", "aws", "unknown"]),
        ("'a, b', \"c, d\"", ["'a, b'", '"c, d"']),
        ("[a, b], none", ["[a, b]", "none"]),
        ("O'Neill, it's", ["O'Neill", "it's"]),
        (" one ", ["one"]),
    ],
)
def test_values_stand_between_commas(text: str, values: list[str]) -> None:
    """Commas in quotes and brackets belong to a value; an apostrophe within a word is no quote."""
    assert list(pieces(text, "x")) == values


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("", "`x` has no values; write some"),
        ("a,,b", "nothing stands between two commas"),
        ("a,", "nothing stands between two commas"),
        ("'a", "`'` is missing"),
        ("[a, b", "`]` is missing"),
    ],
)
def test_a_broken_list_is_refused(text: str, cure: str) -> None:
    """What is left out or left open is said."""
    with pytest.raises(QuestionError) as caught:
        pieces(text, "x")
    assert cure in str(caught.value)
