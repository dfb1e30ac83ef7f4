"""What a drawn scenario states, for properties that speak of facts: read from its text, as any user could."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from evaluator.api.scenarios import Scenario
from evaluator.testing.shown import text_of

Member = dict[str, str]


def members(scenario: Scenario, sort: str) -> list[Member]:
    """The members of a list, each a mapping of texts."""
    data: dict[str, Any] = yaml.load(text_of(scenario), Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only
    found = data.get("facts", {}).get(sort, "none")
    return [] if found == "none" else list(found)


def member(scenario: Scenario, sort: str, id: str) -> Member:
    """The member of that id."""
    return next(each for each in members(scenario, sort) if each["id"] == id)


def least(amount: str) -> Decimal:
    """What an amount is at least: `900 EUR`, `at least 900 EUR`, `between 1 EUR and 2 EUR`; nothing if unknown."""
    words = amount.removeprefix("at least ").removeprefix("between ").split()
    return Decimal(words[0]) if words[0].replace(".", "").isdigit() else Decimal(0)


def own_sales(scenario: Scenario) -> Decimal:
    """What the agent has sold at least, of what nobody returned."""
    sales = members(scenario, "sale")
    kept = [each for each in sales if each.get("by") == "agent" and each.get("returned") == "no"]
    return sum((least(each.get("amount", "unknown")) for each in kept), Decimal(0))


def sold_on(scenario: Scenario, id: str) -> date | None:
    """The day of a sale, None if it is not known to the day."""
    try:
        return date.fromisoformat(member(scenario, "sale", id).get("on", "unknown")[:10])
    except ValueError:
        return None


def usable(scenario: Scenario) -> bool:
    """Whether some room certainly is usable."""
    return any(each.get("usable") == "yes" for each in members(scenario, "room"))
