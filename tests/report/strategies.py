"""Arbitrary outcomes: every shape that the types allow, with the words that the language has."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import strategies as st

from evaluator.engine.outcome import (
    ActAnswer,
    Conflict,
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
GROUNDS = st.builds(
    Ground,
    WORDS,
    st.sampled_from(["prohibits", "permits", "obliges", "exempts", "enables", "releases", "yields"]),
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
)

FIRST_DAYS = (date(1, 1, 1), datetime(1, 1, 1, 0, 0))
"""Days before which the calendar has none."""
