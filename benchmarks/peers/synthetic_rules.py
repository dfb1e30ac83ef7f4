"""The synthetic agreement of so many clauses as rules: a second writing of `benchmarks.synthetic`, made by hand."""

from __future__ import annotations

import random

from benchmarks import synthetic
from benchmarks.peers.days import some_day, written_day
from benchmarks.peers.rules import (
    Condition,
    Either,
    Every,
    Flag,
    Record,
    Rule,
    RuleSet,
    Scenario,
    Some,
    Term,
    Test,
    Through,
)

SCENARIOS = 24


def synthetic_rules(number: int, scenarios: int = SCENARIOS) -> RuleSet:
    """The rules of an agreement of so many clauses, with scenarios that are the same for the same size."""
    terms: dict[str, Condition] = {}
    for group in range(-(-number // 8)):
        terms[f"large_{group}"] = Some("delivery", (Test("by", "seller"), Test("size", group % 2 * 100, above=True)))
        terms[f"counts_{group}"] = Either((Term(f"large_{group}"), Flag(f"wide_{group % synthetic.READINGS}")))
    return RuleSet(
        tuple(_rule(index) for index in range(number)),
        terms,
        {"delivery": ("by", "size")},
        tuple(_scenario(random.Random(seed)) for seed in range(scenarios)),
        synthetic.agreement_of_clauses(number),
    )


def _rule(index: int) -> Rule:
    group, place = divmod(index, 8)
    name = f"clause_{index}"
    large, counts = Term(f"large_{group}"), Term(f"counts_{group}")
    small, discounted = Term(f"large_{group}", wanted=False), Term(f"counts_{group}", wanted=False)
    if place == 7:
        return Rule(name, each="delivery", tests=(Test("size", group, above=True, wanted=False),))
    conditions: tuple[Condition, ...] = (
        small,  # else the permission below overrides it; so does the next one
        Every((discounted, large)),
        large,
        small,
        counts,
        Every((small, Through(20301231))),
        Every((small, Through(20290630))),
    )
    return Rule(name, conditions[place])


def _scenario(chosen: random.Random) -> Scenario:
    flags = {f"wide_{reading}": chosen.random() < 0.5 for reading in range(synthetic.READINGS)}
    day = some_day(chosen, 2026, 2033)
    records: tuple[Record, ...] = tuple(
        {
            "id": f"d{index}",
            "by": chosen.choice(("seller", "buyer")),
            "size": chosen.choice((0, chosen.randint(1, 100), chosen.randint(101, 300))),
            "on": some_day(chosen, 2025, 2033),
        }
        for index in range(chosen.randint(1, 5))
    )
    said = {
        "agreement": "synthetic",
        "as_of": written_day(day),
        "complete": True,
        "with": {f"reading_{index}": "wide" if wide else "narrow" for index, wide in enumerate(flags.values())},
        "facts": {"delivery": [{**each, "on": written_day(int(each["on"]))} for each in records]},
    }
    return Scenario(day, flags, {"delivery": records}, said)
