"""Explanations that were read: of what ships, and of a small agreement in which clauses set each other aside."""

from __future__ import annotations

from contextlib import chdir
from functools import cache
from typing import Any

import evaluator
from evaluator.api.scenarios import Loaded
from tests.repository import ROOT

AGREEMENTS = "tests/explanations/agreements"
_LOADED: Loaded = {}

SHIPPED = [
    ("panel_confirms_agi", "research_ip"),
    ("panel_confirms_agi", "model_ip"),
    ("panel_confirms_agi", "compute_threshold"),
    ("panel_confirms_agi", "internal_weights_use"),
    ("panel_confirms_agi", "azure_commitment"),
    ("panel_confirms_agi", "first_refusal"),
    ("panel_confirms_agi", "move_to_aws"),
    ("agi/a_rejected_declaration_that_keeps_counting", "compute_threshold"),
    ("agi/nothing_known_in_2028", "research_ip"),
    ("agi/nothing_known_in_2031", "research_ip"),
    ("cloud_services/audits", "by_a_competitor"),
    ("cloud_services/audits", "too_soon"),
    ("cloud_services/service_suspended", "platform_use"),
    ("cloud_services/suspension_with_the_payments_of_one_invoice", "no_suspension"),
    ("cloud_services/renewed_a_day_late", "renewal_option"),
    ("cloud_services/renewed_once", "renewal_option"),
    ("cloud_services/terminated_for_cause", "platform_use"),
    ("cloud_services/payment_cured_in_time", "payment:may"),
    ("cloud_services/payment_a_day_late", "payment:may"),
    ("cloud_services/credits_a_cent_short", "availability_credit:march"),
    ("cloud_services/breach_cured_a_day_late", "cure:outages"),
    ("cloud_services/breach_cured_on_the_last_day", "letter"),
    ("cloud_services/third_bad_month_the_day_before", "availability_credit:may"),
    ("cloud_services/credit_tiers", "availability_credit:january"),
    ("cloud_services/minimum_spend_is_given_up", "minimum_spend:y2025"),
    ("compute/first_refusal_is_declined", "offer_first"),
    ("compute/first_refusal_is_passed_over", "first_chance:needed"),
    ("compute/azure_bought_too_late", "azure_commitment"),
    ("equipment_lease/machine_away_for_repair", "maintenance:2026-01-01"),
    ("equipment_lease/rent_forgiven_in_time", "rent:2026-03-01"),
    ("equipment_lease/arrears_on_their_last_day", "rent:2026-02-01"),
    ("equipment_lease/a_cent_over", "rent:2026-02-01"),
]
"""Scenarios that ship, and an answer of each."""

_FACTS: dict[str, Any] = {
    "booking": [{"id": "may", "days": "2026-05-01 .. 2026-06-01", "paid": True}],
    "festival": [{"id": "spring", "on": "2026-05-02", "ends": "2026-05-09"}],
}
_LOUD = {"play": {"by": "guest", "loud": True, "room": "hall"}}
_STUDIO: dict[str, tuple[str, dict[str, Any]]] = {
    "exception": ("drums", {"ask": {"drums": {"play": {"by": "guest", "loud": True, "room": "cellar"}}}}),
    "override": ("drums", {"facts": _FACTS, "ask": {"drums": _LOUD}}),
    "reinstated": (
        "drums",
        {"facts": {"festival": _FACTS["festival"]}, "ask": {"drums": _LOUD}},
    ),
    "conflict": ("album", {"ask": {"album": {"record": {"by": "guest", "room": "hall"}}}}),
    "unknown_room": ("album", {"ask": {"album": {"record": {"by": "guest"}}}}),
    "unknown_list": ("festival_noise", {"complete": ["booking"]}),
    "suspended": ("quiet", {"facts": {"lift_quiet": [{"id": "word", "by": "owner", "on": "2026-05-03"}]}}),
    "not_done": ("deposit", {"facts": {"booking": [{"id": "may", "paid": False}]}}),
    "assumed": (
        "festival_noise",
        {"assume": {"festival": [{"id": "spring", "on": "2026-05-02", "ends": "2026-05-09"}]}},
    ),
}


def shipped(name: str) -> evaluator.Scenario:
    """A scenario that ships."""
    with chdir(ROOT):  # places are shown as they were named
        return evaluator.load_scenario(f"examples/{name}.yaml", loaded=_LOADED)


def studio(changes: dict[str, Any]) -> evaluator.Scenario:
    """A scenario about the studio, in May, with everything known but what is said otherwise."""
    values = {"agreement": "studio", "as_of": "2026-05-05", "complete": "yes", "facts": {}, **changes}
    values = {key: value for key, value in values.items() if value != {}}
    with chdir(ROOT):
        return evaluator.build_scenario(values, library=[AGREEMENTS], loaded=_LOADED)


NAMES: tuple[str, ...] = (
    *(f"{name.replace('/', '_')}.{address.replace(':', '_')}" for name, address in SHIPPED),
    *(f"studio_{name}" for name in _STUDIO),
)
"""Each explanation by the name of the file that keeps its words."""


@cache
def explanation(name: str) -> evaluator.Explanation:
    """The explanation of that name."""
    index = NAMES.index(name)
    if index < len(SHIPPED):
        scenario, address = SHIPPED[index]
        return evaluator.explain(shipped(scenario), address)
    address, changes = _STUDIO[name.removeprefix("studio_")]
    return evaluator.explain(studio(changes), address)
