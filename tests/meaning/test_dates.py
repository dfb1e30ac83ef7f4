"""Dates: months clamp, adding is monotone, steps partition a period, overlaps count each day once."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from evaluator.api.agreements import Agreement
from evaluator.engine.outcome import State
from evaluator.values.time import NEVER, Duration, plus
from tests.meaning.effort import effort
from tests.meaning.native import agreement_of, answer

DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
HEAD = """\
agreement: toy
version: 2020-01-01
parties: [ann]
entities: {stay: {from: date, to: date}, wanted: number, term: period}
actions: {sign: {}}
clauses:
"""


def test_months_clamp_to_the_end_of_the_month() -> None:
    """A month after the last of January is the last of February, leap years included."""
    month = Duration(months=1)
    assert plus(date(2026, 1, 31), month) == date(2026, 2, 28)
    assert plus(date(2028, 1, 31), month) == date(2028, 2, 29)
    assert plus(date(2028, 2, 29), Duration(months=12)) == date(2029, 2, 28)
    assert plus(date(2026, 3, 31), Duration(months=-1)) == date(2026, 2, 28)
    assert plus(date(2026, 12, 15), month) == date(2027, 1, 15)
    assert plus(NEVER, month) is NEVER


@given(DAYS, DAYS, st.integers(-30, 30), st.integers(-40, 40))
def test_adding_a_duration_is_monotone(first: date, second: date, months: int, days: int) -> None:
    """Of two days, the earlier stays the earlier or equal after the same duration."""
    one, other = plus(min(first, second), Duration(months, days)), plus(max(first, second), Duration(months, days))
    assert isinstance(one, date)
    assert isinstance(other, date)
    assert one <= other


@given(DAYS, st.integers(0, 36))
def test_months_added_are_those_of_the_calendar(day: date, months: int) -> None:
    """Adding months lands in that month, on the same day or on the last one there is."""
    found = plus(day, Duration(months=months))
    assert isinstance(found, date)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@effort(60)
@given(
    st.lists(st.tuples(st.integers(0, 25), st.integers(0, 12)), max_size=4),
    st.tuples(st.integers(0, 25), st.integers(0, 15)),
)
def test_days_of_overlaps_count_each_day_once(stays: list[tuple[int, int]], window: tuple[int, int]) -> None:
    """`days(overlap(p, q) for …)` is the number of days of the window that lie in some stay."""
    base = date(2026, 2, 10)

    def text(start: int) -> str:
        return (base + timedelta(days=start)).isoformat()

    within = set(range(window[0], window[0] + window[1]))
    expected = len({day for start, length in stays for day in range(start, start + length)} & within)
    facts = f"wanted: {expected}"
    listed = ", ".join(f"{{from: {text(start)}, to: {text(start + length)}}}" for start, length in stays)
    facts += f", stay: [{listed}]" if stays else ", stay: none"
    condition = f"days(overlap(stay.from .. stay.to, {text(window[0])} .. {text(sum(window))}) for stay) = wanted"
    outcome = answer(_agreement(condition), f"as_of: 2026-06-01\ncomplete: yes\nfacts: {{{facts}}}\n")
    assert outcome["c"].state is State.IN_FORCE


@effort(40)
@given(DAYS, st.integers(1, 900), st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_steps_partition_their_period(start: date, length: int, step: str) -> None:
    """Every day of a period lies in exactly one step, steps follow on each other, the last ends with the period."""
    length = min(length, 40) if step == "day" else length
    end = start + timedelta(days=length)
    condition = (
        f"count({step} in term where (term.starts in {step})) = 1"
        f" and count({step} in term where ({step}.ends = term.ends)) = 1"
        f" and every {step} in term satisfies ({step}.starts < {step}.ends and {step}.starts in term)"
        f" and every {step} in term satisfies ({step}.ends = term.ends"
        f" or some {step} in term as next where (next.starts = {step}.ends))"
        f" and every {step} in term satisfies (count({step} in term as other where ({step}.starts in other)) = 1)"
    )
    outcome = answer(_agreement(condition), f'as_of: 2026-06-01\nfacts: {{term: "{start} .. {end}"}}\n')
    assert outcome["c"].state is State.IN_FORCE


_known: dict[str, Agreement] = {}


def _agreement(condition: str) -> Agreement:
    if condition not in _known:
        _known[condition] = agreement_of(HEAD + f'  c: {{who: ann, must: sign, when: "{condition}"}}\n')
    return _known[condition]
