"""Timelines written by hand: a partnership of thirteen years in seven versions, and a lease of one year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from evaluator.engine.outcome import Day, PartyNote, Reason, State
from evaluator.timelines.timeline import Change, Lane, Mark, Stretch, Timeline, VersionSpan

Step = tuple[str | None, str]
"""The first day of a stretch (None: since ever), and `in_force`, `ended`, `in_force/open`, `terminated/breached`."""


def day(text: str) -> date:
    """A day, written as in a file."""
    return date.fromisoformat(text)


def stretches(steps: Sequence[Step], versions: Sequence[VersionSpan]) -> tuple[Stretch, ...]:
    """Stretches without gaps; each ends where the next begins."""
    starts = [None if start is None else day(start) for start, _ in steps]
    return tuple(
        stretch(start, end, words, _version(versions, start))
        for (_, words), start, end in zip(steps, starts, [*starts[1:], None], strict=True)
    )


def stretch(start: Day | None, end: Day | None, words: str, version: str = "2026-01-01") -> Stretch:
    """A stretch of the state, or the reasons, and the performance that `words` say: `ended+repealed/breached`."""
    state, _, performance = words.partition("/")
    known = {one.value: one for one in State}
    reasons = () if state in known else tuple(Reason(one) for one in state.split("+"))
    return Stretch(start, end, known.get(state, State.NOT_IN_FORCE), reasons, performance or None, version)


def _version(versions: Sequence[VersionSpan], start: date | None) -> str:
    governing = [one for one in versions if start is not None and one.start <= start]
    return (governing[-1] if governing else versions[0]).version


def lane(
    address: str, title: str, parties: str, modality: str, steps: Sequence[Step], versions: Sequence[VersionSpan]
) -> Lane:
    """A lane; `parties` are who is bound or entitled and, after `>`, to whom or against whom."""
    clause, _, member = address.partition(":")
    party, _, counterparty = parties.partition(">")
    action = None if modality == "guarantee" else clause.removesuffix("s")
    return Lane(
        address,
        clause,
        member or None,
        title,
        party,
        counterparty or None,
        modality,
        action,
        stretches(steps, versions),
    )


def changes(lanes: Sequence[Lane], causes: Mapping[str, tuple[str, ...]]) -> tuple[Change, ...]:
    """All changes of the lanes in order; causes are looked up by address and day (`rent:may 2026-05-06`), or by day."""
    found = [
        Change(after.start, one.address, one.title, one.party, before, after, _cause(causes, one, after.start))
        for one in lanes
        for before, after in pairwise(one.stretches)
        if after.start is not None
    ]
    return tuple(sorted(found, key=lambda change: change.on))


def _cause(causes: Mapping[str, tuple[str, ...]], lane: Lane, on: Day) -> tuple[str, ...]:
    return causes.get(f"{lane.address} {on}", causes.get(f"{on}", ()))


MICROSOFT, OPENAI, PANEL = "microsoft", "openai", "panel"
VERSIONS = (
    VersionSpan("2019-07-22", "Partnership of 22 July 2019", day("2019-07-22"), day("2023-01-23")),
    VersionSpan("2023-01-23", "Extended partnership of 23 January 2023", day("2023-01-23"), day("2024-06-11")),
    VersionSpan("2024-06-11", "Addition of Oracle", day("2024-06-11"), day("2025-01-21")),
    VersionSpan("2025-01-21", "Amendment of 21 January 2025", day("2025-01-21"), day("2025-10-28")),
    VersionSpan("2025-10-28", "Definitive agreement of 28 October 2025", day("2025-10-28"), day("2026-02-27")),
    VersionSpan("2026-02-27", "Joint statement of 27 February 2026", day("2026-02-27"), day("2026-04-27")),
    VersionSpan("2026-04-27", "Amended agreement of 27 April 2026", day("2026-04-27"), None),
)
V1, V2, V3, V4, V5, V6, V7 = (one.version for one in VERSIONS)
DECLARED, VERIFIED = "2029-01-10", "2029-05-02"

_NORMS: tuple[tuple[str, str, str, str, list[Step]], ...] = (
    (
        "compute_exclusivity",
        "What Microsoft supplied already is not moved to other providers",
        "openai>microsoft",
        "prohibition",
        [(None, "not_yet"), (V1, "in_force"), (V5, "repealed")],
    ),
    (
        "model_ip",
        "Microsoft may use OpenAI's models and products, those made after AGI only with safety precautions",
        "microsoft>openai",
        "permission",
        [(None, "not_yet"), (V1, "in_force/available"), ("2033-01-01", "ended")],
    ),
    (
        "gpt_3_licence",
        "Microsoft may use the GPT-3 model itself",
        "microsoft>openai",
        "permission",
        [(None, "not_yet"), (V1, "in_force/available"), (V2, "repealed/lapsed")],
    ),
    (
        "conversion",
        "Microsoft can convert its stake by the end of 2027",
        "microsoft>openai",
        "power",
        [(None, "not_yet"), (V5, "in_force/available"), ("2028-01-01", "ended/lapsed")],
    ),
    (
        "api_exclusivity",
        "API products are served from Azure only",
        "openai>microsoft",
        "prohibition",
        [(None, "not_yet"), (V2, "in_force"), (DECLARED, "undetermined"), (VERIFIED, "ended")],
    ),
    (
        "sales_exclusivity",
        "OpenAI's models are not sold through other clouds until AGI",
        "openai>microsoft",
        "prohibition",
        [(None, "not_yet"), (V2, "in_force"), (V6, "suspended"), (V7, "in_force"), (VERIFIED, "ended")],
    ),
    (
        "agi_declaration",
        "OpenAI may declare that AGI is reached",
        "openai>microsoft",
        "power",
        [(None, "not_yet"), (V2, "in_force/available"), (DECLARED, "in_force/exercised")],
    ),
    (
        "microsoft_agi",
        "Microsoft may develop AGI alone or with third parties",
        "microsoft>openai",
        "permission",
        [(None, "not_yet"), (V5, "in_force/available")],
    ),
    (
        "revenue_share:y2026",
        "OpenAI pays Microsoft a share of its revenue",
        "openai>microsoft",
        "obligation",
        [
            (None, "not_triggered"),
            ("2026-12-31", "in_force/open"),
            ("2027-01-20", "in_force/fulfilled"),
        ],
    ),
    (
        "revenue_share:y2027",
        "OpenAI pays Microsoft a share of its revenue",
        "openai>microsoft",
        "obligation",
        [
            (None, "not_triggered"),
            ("2027-12-31", "in_force/open"),
            ("2028-02-01", "in_force/breached"),
            ("2028-04-15", "in_force/fulfilled_late"),
        ],
    ),
    (
        "revenue_share:y2028",
        "OpenAI pays Microsoft a share of its revenue",
        "openai>microsoft",
        "obligation",
        [
            (None, "not_triggered"),
            ("2028-12-31", "in_force/open"),
            ("2029-02-01", "in_force/breached"),
            ("2029-09-01", "in_force/defaulted"),
        ],
    ),
    (
        "profit_participation",
        "OpenAI gives Microsoft a part of its profits",
        "openai>microsoft",
        "obligation",
        [(None, "not_yet"), (V2, "in_force/open"), (V5, "repealed")],
    ),
    (
        "restructuring_consent",
        "Microsoft may agree to a restructuring of OpenAI",
        "microsoft>openai",
        "power",
        [(None, "not_yet"), (V2, "in_force/available"), ("2025-10-27", "in_force/exercised"), (V5, "repealed")],
    ),
    (
        "restructuring_veto",
        "OpenAI does not restructure without Microsoft's consent",
        "openai>microsoft",
        "prohibition",
        [(None, "not_yet"), (V2, "in_force"), ("2025-10-27", "excepted"), (V5, "repealed")],
    ),
    (
        "oracle_exception",
        "OpenAI may obtain capacity from Oracle",
        "openai>microsoft",
        "permission",
        [(None, "not_yet"), (V3, "in_force/available"), (V4, "repealed")],
    ),
    (
        "first_refusal",
        "Microsoft has the first chance to supply new capacity",
        "microsoft>openai",
        "power",
        [
            (None, "not_yet"),
            (V4, "in_force/available"),
            ("2025-05-01", "in_force/exercised"),
            (V5, "repealed/exercised"),
        ],
    ),
    (
        "offer_first",
        "OpenAI does not contract new capacity elsewhere before Microsoft has had its chance",
        "openai>microsoft",
        "prohibition",
        [(None, "not_yet"), (V4, "in_force"), (V5, "repealed")],
    ),
    (
        "azure_commitment",
        "OpenAI buys a further large volume of Azure services",
        "openai>microsoft",
        "obligation",
        [(None, "not_yet"), (V4, "in_force/open"), ("2032-06-30", "in_force/fulfilled")],
    ),
    (
        "sales_channels",
        "Customers may buy access from Microsoft or from OpenAI",
        "microsoft, openai",
        "permission",
        [(None, "not_yet"), (V4, "in_force/available")],
    ),
    (
        "free_compute",
        "OpenAI may obtain compute from anyone",
        "openai>microsoft",
        "permission",
        [(None, "not_yet"), (V5, "in_force/available")],
    ),
    (
        "azure_commitment_met",
        "By the end of the period the whole further volume has been bought",
        "openai>microsoft",
        "guarantee",
        [(None, "not_yet"), (V5, "undetermined")],
    ),
    (
        "national_security_api",
        "OpenAI may serve its API to US national security customers from any cloud",
        "openai>microsoft",
        "permission",
        [(None, "not_yet"), (V5, "in_force/available")],
    ),
    (
        "joint_products",
        "OpenAI may develop some products together with third parties",
        "openai>microsoft",
        "permission",
        [(None, "not_yet"), (V5, "in_force/available")],
    ),
    (
        "joint_api_on_azure",
        "API products developed with third parties are served from Azure only",
        "openai>microsoft",
        "prohibition",
        [(None, "not_yet"), (V5, "in_force"), (DECLARED, "undetermined"), (VERIFIED, "ended")],
    ),
    (
        "non_api_any_cloud",
        "OpenAI may serve products other than its API from any cloud",
        "openai>microsoft",
        "permission",
        [(None, "not_yet"), (V5, "in_force/available")],
    ),
    (
        "research_ip",
        "Microsoft may use OpenAI's research IP",
        "microsoft>openai",
        "permission",
        [(None, "not_yet"), (V5, "in_force/available"), (DECLARED, "undetermined"), (VERIFIED, "ended")],
    ),
    (
        "retained_ip",
        "Microsoft may use OpenAI's architecture, weights, code and data-centre designs",
        "microsoft>openai",
        "permission",
        [(None, "not_yet"), (V5, "in_force/available"), ("2033-01-01", "ended")],
    ),
    (
        "ip_exclusivity",
        "OpenAI licenses its models to no one but Microsoft",
        "openai>microsoft",
        "prohibition",
        [(None, "not_yet"), (V5, "in_force"), (VERIFIED, "ended")],
    ),
    (
        "consumer_hardware",
        "Microsoft has no right to use the designs of OpenAI's consumer devices",
        "microsoft>openai",
        "prohibition",
        [(None, "not_yet"), (V5, "in_force")],
    ),
    (
        "open_weights",
        "OpenAI may release open weights of models that meet the capability criteria",
        "openai>microsoft",
        "permission",
        [(None, "not_yet"), (V5, "undetermined"), (V7, "in_force/available")],
    ),
    (
        "panel_verification",
        "An independent expert panel verifies OpenAI's declaration of AGI",
        "panel>openai, microsoft",
        "power",
        [(None, "not_yet"), (V5, "in_force/available"), (VERIFIED, "in_force/exercised")],
    ),
    (
        "compute_threshold",
        "Until AGI is declared, Microsoft uses OpenAI's IP for AGI only on systems up to a threshold",
        "microsoft>openai",
        "prohibition",
        [(None, "not_yet"), (V5, "in_force"), (DECLARED, "excepted")],
    ),
    (
        "accrued_share",
        "What was earned before AGI was verified is still shared afterwards",
        "openai>microsoft",
        "obligation",
        [
            (None, "not_triggered"),
            (VERIFIED, "in_force/open"),
            ("2029-07-01", "in_force/breached"),
            ("2029-08-01", "in_force/cured"),
        ],
    ),
)
_LANES = tuple(lane(*norm, VERSIONS) for norm in _NORMS)
_CAUSES = {
    **{one.version: (f"version {one.version} takes effect",) for one in VERSIONS},
    DECLARED: ("declaration d, 2029-01-10",),
    VERIFIED: (
        "the panel's verdict of 2029-05-02 on declaration d: verified",
        "reading `until_agi`: the panel decides",
    ),
    "2025-10-27": ("act consent of 2025-10-27",),
    "2033-01-01": ("the last day was 2032-12-31",),
    "revenue_share:y2028 2029-02-01": ("nothing was paid through 2029-01-31, when the share of y2028 was due",),
    "revenue_share:y2028 2029-09-01": ("nobody cured the breach",),
}
PARTNERSHIP = Timeline(
    title="The panel confirms AGI in May 2029",
    agreement="microsoft_openai",
    agreement_title="Amended agreement of 27 April 2026",
    as_of=day("2029-06-01"),
    start=day("2019-01-01"),
    end=day("2033-06-30"),
    pinned=False,
    parties=(
        PartyNote(MICROSOFT, "Microsoft Corporation"),
        PartyNote(OPENAI, "OpenAI"),
        PartyNote(PANEL, "the independent expert panel"),
    ),
    versions=VERSIONS,
    lanes=_LANES,
    changes=changes(_LANES, _CAUSES),
    marks=(
        Mark(day("2025-05-01"), "take_up", "take_up_1", act=True, certain=True),
        Mark(day("2025-10-27"), "consent_to_restructuring", "consent", act=True, certain=True),
        Mark(day("2027-01-20"), "pay_share", "first", act=True, certain=True),
        Mark(day("2028-04-15"), "pay_share", "second", act=True, certain=True),
        Mark(day(DECLARED), "declaration", "d", act=False, certain=True),
        Mark(day(VERIFIED), "verdict", "verdict_1", act=False, certain=True),
        Mark(day("2032-06-30"), "buy_azure", "whole_volume", act=True, certain=False),
    ),
    state=stretches([(None, "not_yet"), (V1, "in_force")], VERSIONS),
)

LEASE_VERSIONS = (VersionSpan("2026-01-01", "Lease of the studio", day("2026-01-01"), None),)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def _rent(month: int) -> list[Step]:
    """From the first of the month; due on the third. May is late, June is cured, July is never paid."""
    first = date(2026, month, 1)
    begins = f"{first}"
    before: list[Step] = [(None, "not_triggered" if month > 1 else "not_yet"), (begins, "in_force/open")]
    match month:
        case 5:
            more: list[Step] = [("2026-05-04", "in_force/breached"), ("2026-05-20", "in_force/fulfilled_late")]
        case 6:
            more = [("2026-06-04", "in_force/breached"), ("2026-06-25", "in_force/cured")]
        case 7:
            more = [("2026-07-04", "in_force/breached"), ("2026-08-04", "in_force/defaulted")]
        case 8:
            more = [("2026-08-04", "terminated/breached")]
        case 9 | 10 | 11 | 12:
            return [(None, "not_triggered"), ("2026-08-15", "terminated")]
        case 2:
            more = [("2026-02-02", "in_force/fulfilled")]
        case _:
            more = [(f"{first.replace(day=3)}", "in_force/fulfilled")]
    return before + more


_PAID = {1: "2026-01-03", 2: "2026-02-02", 3: "2026-03-03", 4: "2026-04-03", 5: "2026-05-20", 6: "2026-06-25"}
_LEASE_LANES = (
    *(
        lane(
            f"rent:{name}",
            "The tenant pays the rent of the month",
            "tenant>owner",
            "obligation",
            _rent(number),
            LEASE_VERSIONS,
        )
        for number, name in enumerate(_MONTHS, start=1)
    ),
    lane(
        "access",
        "The tenant may use the studio",
        "tenant>owner",
        "permission",
        [
            (None, "not_yet"),
            ("2026-01-01", "in_force/available"),
            ("2026-03-09", "suspended"),
            ("2026-03-10", "in_force/available"),
            ("2026-08-15", "terminated"),
        ],
        LEASE_VERSIONS,
    ),
    lane(
        "notice",
        "The owner can end the lease when two months are unpaid",
        "owner>tenant",
        "power",
        [
            (None, "not_triggered"),
            ("2026-08-04", "in_force/available"),
            ("2026-08-15", "in_force/exercised"),
        ],
        LEASE_VERSIONS,
    ),
    lane(
        "option",
        "The tenant can extend the lease by a year",
        "tenant>owner",
        "power",
        [(None, "not_yet"), ("2026-01-01", "in_force/available"), ("2026-07-01", "ended/lapsed")],
        LEASE_VERSIONS,
    ),
    lane(
        "peace",
        "",
        "tenant, owner",
        "prohibition",
        [(None, "not_yet"), ("2026-01-01", "in_force"), ("2026-08-15", "undetermined")],
        LEASE_VERSIONS,
    ),
)
LEASE = Timeline(
    title="Rent that stops in July",
    agreement="lease",
    agreement_title="Lease of the studio",
    as_of=day("2026-09-30"),
    start=day("2025-12-15"),
    end=day("2026-12-31"),
    pinned=True,
    parties=(PartyNote("tenant", "Tess Tenant"), PartyNote("owner", "Studio GmbH & Co. <KG>")),
    versions=LEASE_VERSIONS,
    lanes=_LEASE_LANES,
    changes=changes(
        _LEASE_LANES,
        {
            "2026-01-01": ("version 2026-01-01 takes effect",),
            "2026-03-09": ("water damage w, 2026-03-09",),
            "2026-08-15": ("notice n, 2026-08-15", "`notice` terminates the agreement"),
            **{f"rent:{_MONTHS[number - 1]} {on}": (f"pay pay_{number}, {on}",) for number, on in _PAID.items()},
            **{
                f"rent:{_MONTHS[number - 1]} 2026-{number:02d}-04": (f"due 2026-{number:02d}-03 and not performed",)
                for number in (5, 6, 7, 8)
            },
            "rent:july 2026-08-04": ("no norm cures it any longer", "the last day of `grace` was 2026-08-03"),
        },
    ),
    marks=(
        Mark(day("2026-03-09"), "water_damage", "w", act=False, certain=True),
        *(Mark(day(on), "pay", f"pay_{number}", act=True, certain=number != 6) for number, on in _PAID.items()),
        Mark(day("2026-08-15"), "give_notice", "n", act=True, certain=True),
    ),
    state=stretches([(None, "not_yet"), ("2026-01-01", "in_force"), ("2026-08-15", "terminated")], LEASE_VERSIONS),
    fixed=(("grace", "one month"),),
)
QUIET = Timeline(
    title="",
    agreement="lease",
    agreement_title="",
    as_of=day("2026-09-30"),
    start=day("2026-09-30"),
    end=day("2026-09-30"),
    pinned=False,
    parties=(),
    versions=LEASE_VERSIONS,
    lanes=(),
    changes=(),
    marks=(),
    state=(stretch(None, None, "in_force"),),
)
