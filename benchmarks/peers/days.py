"""How a day that is a number is drawn and written."""

from __future__ import annotations

import random

from benchmarks.peers.rules import Day


def written_day(day: Day) -> str:
    """As in a file, `2027-01-31`."""
    return f"{day // 10_000}-{day // 100 % 100:02}-{day % 100:02}"


def some_day(chosen: random.Random, first: int, last: int) -> Day:
    """A day of these years, of any month that has it."""
    return chosen.randint(first, last) * 10_000 + chosen.randint(1, 12) * 100 + chosen.randint(1, 28)
