"""Arbitrary outcomes: every shape that the types allow, with the words that the language has."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

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

WORDS = st.text("abcdefg_123", min_size=1, max_size=12)
TEXTS = st.text(max_size=30)
DAYS = st.dates() | st.datetimes().map(lambda moment: moment.replace(second=0, microsecond=0))
CERTAINTIES = st.sampled_from(["confirmed", "oral", "reported", "inferred", None])


def many(strategy: st.SearchStrategy[object], at_most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    """A short tuple."""
    return st.lists(strategy, max_size=at_most).map(tuple)


WHENS = st.none() | DAYS.map(lambda day: When(day, day)) | st.builds(When, st.none() | DAYS, st.none() | DAYS)
MISSING = st.builds(Missing, WORDS, TEXTS)
PAIRS = st.dictionaries(WORDS, TEXTS, max_size=3).map(lambda pairs: tuple(pairs.items()))
TURNS = st.builds(TurnsOn, WORDS, st.none() | WORDS, PAIRS)
SOURCES = st.builds(SourceNote, WORDS, TEXTS, TEXTS)
PARTIES = st.builds(PartyNote, WORDS, TEXTS)
PERFORMANCES = st.sampled_from(
    ["open", "fulfilled", "fulfilled_late", "breached", "cured", "defaulted", "available", "exercised", "lapsed"]
)
LIFE = st.sampled_from(["arisen", "performed", "breached", "cured", "defaulted", "exercised"])
DATES = st.dictionaries(LIFE, WHENS.filter(lambda when: when is not None), max_size=4).map(
    lambda dates: tuple(dates.items())
)
NUMBERS = st.decimals(-(10**15), 10**15, allow_nan=False, allow_infinity=False) | st.integers(0, 9999).map(
    lambda number: Decimal(number) * 10**9
)
AMOUNTS = st.none() | st.builds(
    Amount,
    st.none() | NUMBERS,
    st.none() | NUMBERS,
    st.sampled_from(["EUR", "GW", ""]),
    st.sampled_from(["confirmed", "oral", "reported", "inferred"]),
)
GROUNDS = st.builds(
    Ground,
    WORDS,
    st.sampled_from(["prohibits", "permits", "obliges", "exempts", "enables", "releases", "yields", "performed"]),
    st.booleans(),
    TEXTS,
)
NORMS = st.builds(
    NormAnswer,
    clause=WORDS,
    title=TEXTS,
    binding=st.none() | st.tuples(WORDS, TEXTS),
    party=WORDS,
    counterparty=st.none() | WORDS,
    modality=st.sampled_from(["obligation", "prohibition", "permission", "exemption", "power", "guarantee"]),
    action=st.none() | WORDS,
    state=st.sampled_from(State),
    reasons=many(st.sampled_from(Reason)),
    possible_reasons=many(st.sampled_from(Reason)),
    since=WHENS,
    until=WHENS,
    certainty=CERTAINTIES,
    missing=many(MISSING),
    turns_on=many(TURNS),
    assumptions=many(TEXTS),
    performance=st.none() | PERFORMANCES,
    possible_performances=many(PERFORMANCES),
    due=WHENS,
    amount=AMOUNTS,
    outstanding=AMOUNTS,
    dates=DATES,
    sources=many(SOURCES),
    correlative=st.sampled_from(["claim", "no_right", "liability", "disability", None]),
    version=WORDS,
    place=TEXTS,
    note=TEXTS,
)
ACTS = st.builds(
    ActAnswer,
    id=WORDS,
    action=WORDS,
    asked=st.booleans(),
    on=st.none() | DAYS,
    roles=PAIRS,
    verdict=st.sampled_from(Verdict),
    possible=many(st.sampled_from(Verdict)),
    ability=st.sampled_from(["able", "not_able", "undetermined", None]),
    because=many(GROUNDS),
    certainty=CERTAINTIES,
    missing=many(MISSING),
    turns_on=many(TURNS),
    assumptions=many(TEXTS),
    version=st.none() | WORDS,
    note=TEXTS,
)
CONFLICTS = st.builds(Conflict, many(WORDS), st.none() | WORDS, st.none() | WORDS, st.booleans(), TEXTS)
EFFECTS = st.builds(
    EffectNote,
    WORDS,
    st.sampled_from(["suspend", "resume", "end", "terminate", "waive", "assign", "delegate"]),
    TEXTS,
    st.none() | WORDS,
    st.none() | TEXTS,
    WHENS,
    st.booleans(),
)
WHOLE = st.builds(
    AgreementState,
    st.sampled_from(State),
    many(st.sampled_from([Reason.NOT_YET, Reason.ENDED, Reason.TERMINATED, Reason.SUSPENDED])),
    WHENS,
)
OUTCOMES = st.builds(
    Outcome,
    title=TEXTS,
    agreement=WORDS,
    agreement_title=TEXTS,
    version=WORDS,
    pinned=st.booleans(),
    partial=st.booleans(),
    as_of=DAYS,
    parties=many(PARTIES),
    norms=many(NORMS, 6),
    acts=many(ACTS),
    conflicts=many(CONFLICTS),
    assumptions=many(TEXTS),
    fixed=many(st.tuples(WORDS, TEXTS)),
    effects=many(EFFECTS),
    agreement_state=WHOLE,
)

FIRST_DAYS = (date(1, 1, 1), datetime(1, 1, 1, 0, 0))
"""Days before which the calendar has none."""
