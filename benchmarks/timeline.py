"""The timeline of a scenario: fifty entities and a hundred change dates, and twice as many of either."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from benchmarks.measuring import calls, in_turns
from benchmarks.one_evaluation import load
from benchmarks.table import Row, duration
from evaluator import Scenario
from evaluator.api.timeline import timeline

MOST = 0.25

_AGREEMENT = """\
agreement: deliveries
version: 2020-01-01
parties: [seller, buyer]
entities:
  invoice: {on: date, amount: money EUR}
  storm: {on: date}
  calm: {on: date}
actions:
  pay: {invoice: invoice, amount: money EUR}
  charge: {invoice: invoice}
  deliver: {}
clauses:
  payment:
    who: buyer
    must: pay
    to: seller
    for each: invoice
    upon: invoice.on
    where: pay.invoice is invoice
    due: invoice.on + 30 days
    amount: invoice.amount
  reminder:
    who: seller
    can: charge
    to: buyer
    for each: invoice
    where: charge.invoice is invoice
    when: payment was breached
  delivery: {who: seller, must: deliver, to: buyer, unless: count(storm) > count(calm)}
"""


def scenario_text(entities: int, days_apart: int = 7) -> str:
    """One invoice every so many days, each third paid late, each fifth never."""
    first = date(2020, 1, 6)
    lines = [
        "agreement: deliveries.yaml",
        "as_of: 2039-12-31",
        "complete: yes",
        "facts:",
        "  storm: none",
        "  calm: none",
    ]
    invoices, payments = ["  invoice:"], ["  pay:"]
    for number in range(entities):
        on = first + timedelta(days=number * days_apart)
        invoices.append(f"    - {{id: i{number}, on: {on}, amount: 100 EUR}}")
        if number % 5:
            paid = on + timedelta(days=45 if number % 3 == 0 else 20)
            payments.append(f"    - {{id: p{number}, by: buyer, invoice: i{number}, amount: 100 EUR, on: {paid}}}")
    return "\n".join([*lines, *invoices, *payments]) + "\n"


def rows(turns: int, sizes: tuple[int, int] = (50, 100)) -> list[Row]:
    """The timeline of fifty entities, of twice as many, and of fifty over ten times as many days."""
    small, large = sizes
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "deliveries.yaml").write_text(_AGREEMENT, encoding="utf-8")
        scenarios = {
            "small": load(Path(folder), scenario_text(small)),
            "large": load(Path(folder), scenario_text(large)),
            "long": load(Path(folder), scenario_text(small, 70)),
        }
        measured = in_turns({name: calls(partial(timeline, each), 1) for name, each in scenarios.items()}, turns)
        changes = {name: _change_dates(each) for name, each in scenarios.items()}
    asked, twice, long = measured["small"], measured["large"], measured["long"]
    what = "timeline of {} entities, {} change dates"
    return [
        Row(
            what.format(small, changes["small"]),
            _took(asked.processor, asked.least),
            "",
            None,
            duration(MOST),
            asked.processor < MOST,
        ),
        Row(
            what.format(large, changes["large"]) + ", each",
            _took(twice.processor, twice.least),
            f"{small}, each",
            twice.over(asked) * small / large,
            "2 × each",
            twice.over(asked) * small / large < 2,
        ),
        Row(
            what.format(small, changes["long"]) + ", over ten times the days",
            _took(long.processor, long.least),
            f"{small} over the shorter time",
            long.over(asked),
            "2 ×",
            long.over(asked) < 2,
        ),
    ]


def _change_dates(scenario: Scenario) -> int:
    return len({change.on for change in timeline(scenario).changes})


def _took(median: float, least: float) -> str:
    return f"{duration(median)} ({duration(least)})"
