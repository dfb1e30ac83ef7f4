"""The states of `microsoft_openai@2025-10-28` as rules, as far as rules over known facts can say them.

Left out are the shares of single revenues, which hang on what came first, and all acts. Questions of interpretation are
flags, since none of the other engines has them.
"""

from __future__ import annotations

import random

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

READINGS = {
    "until_agi": ("verified", "declared"),
    "api_longstop": ("none_agreed", "y2030", "y2032"),
    "joint_api_end": ("with_api_exclusivity", "open_ended"),
    "retained_term": ("y2032", "open_ended"),
    "internal_weights": ("research", "retained"),
    "threshold_trigger": ("declared", "verified"),
    "share_longstop": ("none_agreed", "y2032"),
}
_END_OF_2030, _END_OF_2032 = Through(20301231), Through(20321231)
_BY_OPENAI = Test("by", "openai")
_NOT_VERIFIED, _NOT_REACHED = Term("agi_verified", wanted=False), Term("agi_reached", wanted=False)

TERMS: dict[str, Condition] = {
    "agi_verified": Some("verdict", (Test("result", "verified"), Test("declared_by", "openai"))),
    # What runs until AGI has ended once it was declared, even if the declaration is rejected later.
    "agi_reached": Either(
        (Term("agi_verified"), Every((Flag("until_agi_declared"), Some("declaration", (_BY_OPENAI,)))))
    ),
    "threshold_gone": Either(
        (
            Every(
                (
                    Flag("threshold_trigger_declared"),
                    Some("declaration", (_BY_OPENAI, Test("rejected", value=False))),
                )
            ),
            Every((Flag("threshold_trigger_verified"), Term("agi_verified"))),
        )
    ),
}
_API: Condition = Every(
    (
        _NOT_REACHED,
        Either(
            (
                Flag("api_longstop_none_agreed"),
                Every((Flag("api_longstop_y2030"), _END_OF_2030)),
                Every((Flag("api_longstop_y2032"), _END_OF_2032)),
            )
        ),
    )
)
_RESEARCH: Condition = Every((_NOT_VERIFIED, _END_OF_2030))
_RETAINED: Condition = Either((Flag("retained_term_open_ended"), _END_OF_2032))
_SHARING: Condition = Every((_NOT_VERIFIED, Either((Flag("share_longstop_none_agreed"), _END_OF_2032))))

CONDITIONS: dict[str, Condition] = {
    "api_exclusivity": _API,
    "sales_exclusivity": _API,
    "joint_api_on_azure": Either((Flag("joint_api_end_open_ended"), _API)),
    "model_ip": _END_OF_2032,
    "research_ip": _RESEARCH,
    "retained_ip": _RETAINED,
    "internal_weights_use": Either(
        (
            Every((Flag("internal_weights_research"), _RESEARCH)),
            Every((Flag("internal_weights_retained"), _RETAINED)),
        )
    ),
    "ip_exclusivity": Every((_NOT_REACHED, _END_OF_2032)),
    "compute_threshold": Term("threshold_gone", wanted=False),
    "sharing": _SHARING,
    "reverse_sharing": _SHARING,
}
ALWAYS = (
    "agi_declaration",
    "azure_commitment",
    "consumer_hardware",
    "free_compute",
    "joint_products",
    "microsoft_agi",
    "national_security_api",
    "non_api_any_cloud",
    "open_weights",
    "other_open_weights",
    "panel_verification",
    "sales_channels",
)


def bundled_rules(scenarios: int = SCENARIOS) -> RuleSet:
    """The rules, and scenarios that are the same every time."""
    return RuleSet(
        (*(Rule(name, condition) for name, condition in CONDITIONS.items()), *map(Rule, ALWAYS)),
        TERMS,
        {"declaration": ("by", "rejected"), "verdict": ("result", "declared_by")},
        tuple(_scenario(random.Random(seed)) for seed in range(scenarios)),
    )


def _scenario(chosen: random.Random) -> Scenario:
    """Up to three declarations, some with a verdict of a later year, on a day before or after any of them."""
    readings = {name: chosen.choice(options) for name, options in READINGS.items()}
    day = some_day(chosen, 2026, 2034)
    declarations: list[Record] = []
    verdicts: list[Record] = []
    for index in range(chosen.randint(0, 3)):
        made = some_day(chosen, 2026, 2033)
        by = chosen.choice(("openai", "openai", "microsoft"))
        judged = chosen.random() < 0.6
        result = chosen.choice(("verified", "rejected"))
        on = made + 10_000
        declarations.append(
            {"id": f"d{index}", "by": by, "on": made, "rejected": judged and result == "rejected" and on <= day}
        )
        if judged:
            verdicts.append({"id": f"v{index}", "declared_by": by, "result": result, "on": on, "of": f"d{index}"})
    flags = {f"{name}_{option}": readings[name] == option for name, options in READINGS.items() for option in options}
    said = {
        "agreement": "microsoft_openai@2025-10-28",
        "as_of": written_day(day),
        "complete": True,
        "with": {**readings, "azure_period_end": "2040-12-31"},
        "facts": {
            "declaration": [_said(each, ("id", "by")) for each in declarations],
            "verdict": [_said(each, ("of", "result")) for each in verdicts],
        },
    }
    return Scenario(day, flags, {"declaration": tuple(declarations), "verdict": tuple(verdicts)}, said)


def _said(record: Record, attributes: tuple[str, ...]) -> dict[str, object]:
    return {**{name: record[name] for name in attributes}, "on": written_day(int(record["on"]))}
