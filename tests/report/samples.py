"""Outcomes written by hand: the agreement of 28 October 2025 after a declaration that the panel has not verified."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from evaluator.engine.outcome import (
    ActAnswer,
    AgreementState,
    Amount,
    Conflict,
    EffectNote,
    Ground,
    Missing,
    NormAnswer,
    Outcome,
    PartyNote,
    Reason,
    SourceNote,
    State,
    TurnsOn,
    Verdict,
    When,
)
from evaluator.frozen import replace

S4 = SourceNote("S4", "Microsoft & OpenAI: Partnerschaft tritt nächste Phase ein")
W1 = SourceNote(
    "W1",
    "The next chapter of the partnership",
    "https://openai.com/index/next-chapter-of-microsoft-openai-partnership/",
)
VERSION = "2025-10-28"
START = When(date(2025, 10, 28), date(2025, 10, 28))
PANEL = Missing("verdict", "Has the panel decided on the declaration d of 10 Jan 2029, and when?")
GUARDRAILS = Missing("product.successor.guardrails", "Are appropriate safety guardrails in place for successor?")
CRITERIA = Missing("product.open.criteria_met", "Does open meet the capability criteria for open weights?")
CLOUD = Missing("move.cloud", "On which cloud would the act move take place?")
LONGSTOP = TurnsOn(
    "api_longstop", None, (("none_agreed", "undetermined"), ("y2030", "undetermined"), ("y2032", "undetermined"))
)
UNTIL_AGI = TurnsOn("until_agi", "verified", (("verified", "undetermined"), ("declared", "not_in_force: ended")))


def norm(clause: str, title: str, party: str, modality: str, **fields: object) -> NormAnswer:
    """A norm in force since the agreement's first day, confirmed, with changes."""
    plain = NormAnswer(
        clause=clause,
        title=title,
        binding=None,
        party=party,
        counterparty="openai" if party == "microsoft" else "microsoft",
        modality=modality,
        action=None,
        state=State.IN_FORCE,
        reasons=(),
        possible_reasons=(),
        since=START,
        until=None,
        certainty="confirmed",
        missing=(),
        turns_on=(),
        assumptions=(),
        performance=None,
        possible_performances=(),
        due=None,
        amount=None,
        outstanding=None,
        dates=(),
        sources=(S4, W1),
        correlative={
            "obligation": "claim",
            "prohibition": "claim",
            "guarantee": "claim",
            "power": "liability",
        }.get(modality, "no_right"),
        version=VERSION,
        place=f"clauses/microsoft_openai/{VERSION}.yaml:40",
    )
    return replace(plain, **fields)


def may_have_ended(missing: Missing = PANEL) -> dict[str, object]:
    """The fields of a norm whose end is open since the declaration."""
    return {
        "state": State.UNDETERMINED,
        "possible_reasons": (Reason.ENDED,),
        "since": When(date(2029, 1, 10), date(2029, 1, 10)),
        "certainty": None,
        "missing": (missing,),
    }


NORMS = (
    norm(
        "api_exclusivity",
        "API products are served from Azure only",
        "openai",
        "prohibition",
        action="serve",
        turns_on=(UNTIL_AGI, LONGSTOP),
        **may_have_ended(),
    ),
    norm(
        "ip_exclusivity",
        "OpenAI licenses its models and products to nobody else",
        "openai",
        "prohibition",
        turns_on=(UNTIL_AGI,),
        until=When(None, date(2033, 1, 1)),
        **may_have_ended(),
    ),
    norm(
        "model_ip",
        "Microsoft may use models and products, also those after AGI",
        "microsoft",
        "permission",
        until=When(date(2033, 1, 1), date(2033, 1, 1)),
        missing=(),
    ),
    norm(
        "research_ip",
        "Microsoft may use OpenAI's research IP",
        "microsoft",
        "permission",
        until=When(None, date(2031, 1, 1)),
        **may_have_ended(),
    ),
    norm(
        "retained_ip",
        "Microsoft keeps the rights in architecture, weights, inference and fine-tuning code",
        "microsoft",
        "permission",
        until=When(date(2033, 1, 1), date(2033, 1, 1)),
        certainty="inferred",
    ),
    norm("consumer_hardware", "Consumer hardware stays outside Microsoft's rights", "microsoft", "prohibition"),
    norm("joint_products", "OpenAI may develop some products jointly with third parties", "openai", "permission"),
    norm(
        "joint_api_on_azure",
        "Joint API products are served from Azure only",
        "openai",
        "prohibition",
        turns_on=(UNTIL_AGI,),
        **may_have_ended(),
    ),
    norm("non_api_any_cloud", "Products that are not APIs may be served from any cloud", "openai", "permission"),
    norm("microsoft_agi", "Microsoft may pursue AGI alone or with third parties", "microsoft", "permission"),
    norm(
        "compute_threshold",
        "Before a declaration Microsoft keeps below the compute thresholds when it uses OpenAI's IP",
        "microsoft",
        "prohibition",
        state=State.NOT_IN_FORCE,
        reasons=(Reason.ENDED,),
        since=When(date(2029, 1, 10), date(2029, 1, 10)),
        certainty="inferred",
    ),
    norm(
        "revenue_share",
        "OpenAI shares its revenue with Microsoft",
        "openai",
        "obligation",
        binding=("revenue", "year_2028"),
        action="pay_share",
        **may_have_ended(),
    ),
    norm(
        "revenue_share",
        "OpenAI shares its revenue with Microsoft",
        "openai",
        "obligation",
        binding=("revenue", "year_2029"),
        action="pay_share",
        **may_have_ended(),
    ),
    norm(
        "reverse_share",
        "Microsoft shares its Azure OpenAI and Bing revenue",
        "microsoft",
        "obligation",
        certainty=None,
        **{k: v for k, v in may_have_ended().items() if k != "certainty"},
    ),
    norm("azure_commitment", "OpenAI buys 250 billion USD of Azure services", "openai", "obligation"),
    norm("free_compute", "OpenAI may buy compute from anyone", "openai", "permission"),
    norm(
        "national_security_api",
        "API access for US national security customers is open on any cloud",
        "openai",
        "permission",
    ),
    norm(
        "open_weights",
        "OpenAI may release open-weight models that meet the capability criteria",
        "openai",
        "permission",
        state=State.UNDETERMINED,
        possible_reasons=(Reason.NOT_TRIGGERED,),
        since=None,
        certainty=None,
        missing=(CRITERIA,),
        assumptions=("product open is an open-weight model",),
    ),
    norm("agi_declaration", "OpenAI can declare that AGI has arrived", "openai", "power"),
    norm(
        "panel_verification", "The panel can verify or reject the declaration", "panel", "power", counterparty="openai"
    ),
    norm(
        "first_refusal",
        "Microsoft has the first refusal on new capacity",
        "microsoft",
        "permission",
        state=State.NOT_IN_FORCE,
        reasons=(Reason.REPEALED,),
        version="2025-01-21",
    ),
    norm(
        "offer_first",
        "OpenAI offers new capacity to Microsoft first",
        "openai",
        "obligation",
        state=State.NOT_IN_FORCE,
        reasons=(Reason.REPEALED,),
        version="2025-01-21",
    ),
)

ACTS = (
    ActAnswer(
        id="move",
        action="serve",
        asked=True,
        on=date(2029, 2, 1),
        roles=(("by", "openai"), ("product", "assistants"), ("customer", "commercial")),
        verdict=Verdict.UNDETERMINED,
        possible=(Verdict.PERMITTED, Verdict.PROHIBITED),
        ability=None,
        because=(
            Ground("api_exclusivity", "prohibits", certain=False),
            Ground("national_security_api", "permits", certain=False, detail="exception national_security"),
        ),
        certainty=None,
        missing=(PANEL, CLOUD),
        turns_on=(UNTIL_AGI,),
        assumptions=(),
        version=VERSION,
    ),
    ActAnswer(
        id="buy_from_oracle",
        action="buy_compute",
        asked=True,
        on=date(2029, 2, 1),
        roles=(("by", "openai"), ("provider", "oracle")),
        verdict=Verdict.PERMITTED,
        possible=(),
        ability=None,
        because=(
            Ground("free_compute", "permits", certain=True),
            Ground("first_refusal", "releases", certain=True, detail="repealed"),
        ),
        certainty="confirmed",
        missing=(),
        turns_on=(),
        assumptions=(),
        version=VERSION,
    ),
    ActAnswer(
        id="declaration_act",
        action="declare_agi",
        asked=False,
        on=datetime(2029, 1, 10, 9, 30),
        roles=(("by", "openai"),),
        verdict=Verdict.ABLE,
        possible=(),
        ability="able",
        because=(Ground("agi_declaration", "enables", certain=True),),
        certainty="confirmed",
        missing=(),
        turns_on=(),
        assumptions=(),
        version=VERSION,
    ),
)

PARTIES = (
    PartyNote("microsoft", "Microsoft Corporation"),
    PartyNote("openai", "OpenAI"),
    PartyNote("panel", "the expert panel"),
)

DECLARED = Outcome(
    title="OpenAI declares AGI, the panel has not decided",
    agreement="microsoft_openai",
    agreement_title="Definitive agreement of 28 October 2025",
    version=VERSION,
    pinned=True,
    partial=True,
    as_of=date(2029, 2, 1),
    parties=PARTIES,
    norms=NORMS,
    acts=ACTS,
    conflicts=(
        Conflict(
            ("national_security_api", "joint_api_on_azure"),
            "joint_call",
            "openai",
            certain=False,
            explanation="one permits and the other prohibits the act, and neither has priority",
        ),
    ),
    assumptions=("product open is an open-weight model",),
)
"""Much is open: the state of half the norms depends on the panel."""

EMPTY = Outcome("", "lease", "", "2026-01-01", False, False, date(2026, 5, 1), (), (), (), (), ())
"""An agreement of which nothing can be said."""

WIDE = Outcome(
    title="終電の契約 — 賃貸借",
    agreement="lease",
    agreement_title="賃貸借契約書",
    version="2026-01-01",
    pinned=False,
    partial=False,
    as_of=datetime(2026, 5, 1, 10, 30),
    parties=(PartyNote("tenant", "株式会社借主"), PartyNote("owner", "株式会社貸主")),
    norms=(
        norm(
            "rent",
            "借主は毎月末日までに翌月分の賃料を貸主の指定する銀行口座に振り込む方法により支払わなければならない",
            "tenant",
            "obligation",
            counterparty="owner",
            sources=(),
            version="2026-01-01",
        ),
        norm(
            "access",
            "",
            "tenant",
            "permission",
            counterparty="owner",
            certainty="oral",
            sources=(),
            until=When(date(2027, 1, 1), date(2027, 1, 1)),
            version="2026-01-01",
        ),
    ),
    acts=(),
    conflicts=(),
    assumptions=(),
)
"""Characters that take two columns, a clause without a title, a moment within a day."""


def on(day: int, month: int = 3) -> When:
    """A day of spring 2026."""
    return When(date(2026, month, day), date(2026, month, day))


def euros(at_least: str | None, at_most: str | None, certainty: str = "confirmed", unit: str = "EUR") -> Amount:
    """An amount within bounds."""
    low, high = (None if bound is None else Decimal(bound) for bound in (at_least, at_most))
    return Amount(low, high, unit, certainty)


def lived(clause: str, title: str, modality: str = "obligation", party: str = "tenant", **fields: object) -> NormAnswer:
    """A norm of the lease that has lived through something."""
    since = When(date(2026, 1, 1), date(2026, 1, 1))
    other = {"tenant": "owner", "owner": "tenant"}[party]
    plain = norm(clause, title, party, modality, counterparty=other, sources=(), since=since, version="2026-01-01")
    return replace(plain, **fields)


def month(day: int, **fields: object) -> NormAnswer:
    """The rent of a month: 900 EUR, due on the third."""
    owed = euros("900", "900")
    named: dict[str, object] = {
        "binding": ("month", f"2026-{day:02}-01"),
        "due": on(3, day),
        "amount": owed,
        "outstanding": owed,
    }
    return replace(lived("rent", "Monthly rent"), **{**named, **fields})


LIVED = Outcome(
    title="A lease that was terminated",
    agreement="lease",
    agreement_title="Lease of a flat",
    version="2026-01-01",
    pinned=False,
    partial=False,
    as_of=date(2026, 6, 20),
    parties=(PartyNote("tenant", "the tenant"), PartyNote("owner", "the owner"), PartyNote("bank", "the bank")),
    norms=(
        month(1, performance="fulfilled", outstanding=euros("0", "0"), dates=(("performed", on(2, 1)),)),
        month(
            2,
            performance="cured",
            outstanding=euros("0", "0"),
            dates=(("performed", on(5, 2)), ("breached", on(4, 2)), ("cured", on(6, 2))),
        ),
        month(
            3,
            state=State.NOT_IN_FORCE,
            reasons=(Reason.TERMINATED,),
            performance="defaulted",
            dates=(("breached", on(4)), ("defaulted", on(10))),
        ),
        month(4, performance="breached", outstanding=euros("400", "400"), dates=(("breached", on(4, 4)),)),
        month(
            5,
            possible_performances=("fulfilled_late", "breached", "cured"),
            outstanding=euros("0", "900"),
            dates=(("breached", on(4, 5)),),
        ),
        month(6, possible_performances=("open", "fulfilled"), outstanding=euros("0", "900")),
        month(7, performance="open"),
        month(8, state=State.NOT_IN_FORCE, reasons=(Reason.NOT_YET,), since=None),
        month(9, state=State.NOT_IN_FORCE, reasons=(Reason.NOT_YET,), since=None),
        lived(
            "deposit",
            "Deposit",
            performance="fulfilled_late",
            due=on(1, 1),
            dates=(("performed", When(date(2026, 1, 8), date(2026, 1, 9))), ("breached", on(2, 1))),
        ),
        lived("keys", "The keys are returned", performance="open"),
        lived(
            "repairs",
            "Large repairs",
            performance="open",
            due=When(date(2026, 7, 1), None),
            amount=euros("0", "12500000", "reported"),
            outstanding=euros("0", "12500000", "reported"),
        ),
        lived("quiet", "No parties", "prohibition", performance="breached", dates=(("breached", on(7)),)),
        lived("no_pets", "No pets", "prohibition", performance="open"),
        lived(
            "heating",
            "The flat is warm",
            "guarantee",
            "owner",
            performance="defaulted",
            dates=(("breached", on(8)), ("defaulted", on(8))),
        ),
        lived(
            "terminate",
            "The owner can terminate",
            "power",
            "owner",
            performance="exercised",
            dates=(("exercised", on(10)),),
        ),
        lived(
            "option",
            "The tenant can buy the flat",
            "power",
            state=State.NOT_IN_FORCE,
            reasons=(Reason.ENDED,),
            since=on(1),
            performance="lapsed",
        ),
        lived(
            "use", "The tenant may use the flat", "permission", performance="exercised", dates=(("exercised", on(1)),)
        ),
    ),
    acts=(
        ActAnswer(
            id="n2",
            action="give_notice",
            asked=False,
            on=date(2026, 4, 15),
            roles=(("by", "owner"),),
            verdict=Verdict.NOT_ABLE,
            possible=(),
            ability="not_able",
            because=(),
            certainty="confirmed",
            missing=(),
            turns_on=(),
            assumptions=(),
            version="2026-01-01",
        ),
    ),
    conflicts=(),
    assumptions=(),
    effects=(
        EffectNote("leave", "suspend", "use", None, None, on(1), certain=True),
        *(
            EffectNote("moratorium", "waive", f"rent:2026-{one:02}-01", None, "w1", on(9), certain=True)
            for one in (8, 9)
        ),
        EffectNote("terminate", "terminate", "agreement", None, "n1", on(10), certain=True),
        EffectNote("transfer", "assign", "rent", "bank", "t1", When(date(2026, 4, 1), date(2026, 4, 9)), certain=False),
    ),
    agreement_state=AgreementState(State.NOT_IN_FORCE, (Reason.TERMINATED,), on(10)),
)
"""All that can become of norms; what it says of one norm need not fit what it says of another."""
