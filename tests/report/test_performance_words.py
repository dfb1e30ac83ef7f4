"""What has become of norms, in words, and where it stands in the reports."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from evaluator.engine.histories import WORDS
from evaluator.engine.outcome import AgreementState, Amount, EffectNote, Outcome, Reason, State, When
from evaluator.frozen import replace
from evaluator.model.read_expectations import PERFORMANCES
from evaluator.report import as_markdown, terminal
from evaluator.report.as_csv import LIFE, rows
from evaluator.report.data import outcome_data
from evaluator.report.performance_words import (
    agreement_in_words,
    amount_in_words,
    effects_in_words,
    is_breached,
    number_in_words,
    performance_in_words,
)
from evaluator.report.sections import long_over, sections
from tests.report.samples import DECLARED, LIVED, euros, lived, month, on
from tests.report.strategies import OUTCOMES
from tests.report.test_data import SCHEMA

RED = "\x1b[31m"
BREACH = {"dates": (("breached", on(4)),), "performance": None}
LATER = When(date(2026, 3, 4), None)


def told(**fields: object) -> str:
    """What is said of the rent of March, with changes."""
    return performance_in_words(month(3, **fields))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"performance": "fulfilled", "dates": (("performed", on(2)),)}, "fulfilled on 2 Mar 2026"),
        (
            {"performance": "fulfilled_late", "dates": (("performed", on(5)), ("breached", on(4)))},
            "fulfilled late on 5 Mar 2026, breached on 4 Mar 2026",
        ),
        ({"performance": "open"}, "open, due 3 Mar 2026, 900 EUR outstanding"),
        ({"performance": "open", "due": None}, "open, 900 EUR outstanding"),
        ({"performance": "open", "amount": None, "outstanding": None}, "open, due 3 Mar 2026"),
        ({"performance": "open", "due": LATER, "outstanding": None}, "open, due 4 Mar 2026 at the earliest"),
        (
            {"performance": "open", "outstanding": euros("400", "400")},
            "open, due 3 Mar 2026, 400 EUR of 900 EUR outstanding",
        ),
        ({"performance": "open", "due": None, "amount": None, "outstanding": None}, ""),
        (
            {"performance": "breached", "dates": (("breached", on(4)),)},
            "breached on 4 Mar 2026, was due 3 Mar 2026; 900 EUR outstanding",
        ),
        (
            {"performance": "cured", "dates": (("breached", on(4)), ("cured", on(6)))},
            "cured on 6 Mar 2026, breached on 4 Mar 2026",
        ),
        (
            {"performance": "defaulted", "dates": (("breached", on(4)), ("defaulted", on(10)))},
            "defaulted on 10 Mar 2026, breached on 4 Mar 2026; 900 EUR outstanding",
        ),
        (
            {"performance": "defaulted", "dates": (("breached", on(4)), ("defaulted", on(4)))},
            "breached and defaulted on 4 Mar 2026, was due 3 Mar 2026; 900 EUR outstanding",
        ),
    ],
)
def test_what_has_become_of_a_duty_is_told_with_its_days_and_amounts(fields: dict[str, object], words: str) -> None:
    """Every word of a duty has its phrase, and a duty that is open without a day and an amount has none."""
    assert told(**fields) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        (
            {"possible_performances": ("fulfilled", "breached"), "outstanding": euros("0", "900")},
            "perhaps fulfilled or breached, was due 3 Mar 2026, at most 900 EUR outstanding",
        ),
        (
            {"possible_performances": ("open", "fulfilled", "cured", "defaulted"), "outstanding": None},
            "perhaps open, fulfilled or breached, due 3 Mar 2026",
        ),
        (
            {
                "possible_performances": ("open", "fulfilled", "fulfilled_late", "breached"),
                "amount": None,
                "outstanding": None,
            },
            "perhaps open, fulfilled, fulfilled late or breached, due 3 Mar 2026",
        ),
        (
            {
                "possible_performances": ("fulfilled", "fulfilled_late"),
                "dates": (("performed", When(date(2026, 3, 2), date(2026, 3, 6))),),
                "outstanding": euros("0", "0"),
            },
            "performed between 2 Mar 2026 and 6 Mar 2026, perhaps fulfilled or fulfilled late, was due 3 Mar 2026",
        ),
        (
            {**BREACH, "possible_performances": ("fulfilled_late", "breached"), "outstanding": euros("0", "900")},
            "breached on 4 Mar 2026, was due 3 Mar 2026; perhaps fulfilled late; at most 900 EUR outstanding",
        ),
        ({"possible_performances": ("open", "fulfilled"), "due": None, "amount": None, "outstanding": None}, ""),
    ],
)
def test_what_may_have_become_of_a_duty_is_told_as_perhaps(fields: dict[str, object], words: str) -> None:
    """An undetermined duty names what remains where there is a day or an amount, and a breach that is certain."""
    assert told(**fields) == words


@pytest.mark.parametrize(
    ("modality", "word", "words"),
    [
        ("prohibition", "open", ""),
        ("prohibition", "fulfilled", ""),
        ("prohibition", "breached", "breached on 4 Mar 2026"),
        ("guarantee", "cured", "cured on 6 Mar 2026, breached on 4 Mar 2026"),
        ("guarantee", "defaulted", "defaulted on 10 Mar 2026, breached on 4 Mar 2026"),
        ("power", "available", ""),
        ("power", "exercised", "exercised on 7 Mar 2026"),
        ("power", "lapsed", "lapsed"),
        ("permission", "exercised", ""),
        ("exemption", None, ""),
    ],
)
def test_of_other_norms_only_what_tells_something_is_told(modality: str, word: str | None, words: str) -> None:
    """Prohibitions and guarantees are told when broken, powers when exercised or lapsed, permissions never."""
    days = {"breached": on(4), "cured": on(6), "defaulted": on(10), "exercised": on(7)}
    dates = tuple((name, day) for name, day in days.items() if name in ("breached", word))
    assert performance_in_words(lived("c", "t", modality, performance=word, dates=dates)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (euros("900", "900"), "900 EUR"),
        (euros("900.50", "900.5"), "900.5 EUR"),
        (euros("0", "12000000000", unit="USD"), "at most 12 billion USD"),
        (euros(None, "0.05"), "at most 0.05 EUR"),
        (euros("3", None, unit="GW"), "at least 3 GW"),
        (euros("3", "5", unit=""), "between 3 and 5"),
        (euros("0", "0"), "0 EUR"),
        (euros("0", None), "an unknown amount"),
        (euros(None, None), "an unknown amount"),
    ],
)
def test_amounts_are_told_within_their_bounds(amount: Amount, words: str) -> None:
    """A known amount, bounds, or that it is unknown; a lower bound of zero says nothing."""
    assert amount_in_words(amount) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("12500", "12,500"),
        ("1000000", "1 million"),
        ("1250000", "1.25 million"),
        ("1234500", "1,234,500"),
        ("1000000.5", "1,000,000.5"),
        ("250E+9", "250 billion"),
        ("1500E+12", "1,500 trillion"),
        ("-2000000", "-2 million"),
        ("0.10", "0.1"),
        ("0E+3", "0"),
    ],
)
def test_numbers_are_never_rounded(number: str, words: str) -> None:
    """Large round numbers are told in words, all others with every digit."""
    assert number_in_words(Decimal(number)) == words


def test_a_weaker_amount_says_how_certain_it_is() -> None:
    """That something is owed may be confirmed, how much only reported."""
    reported = euros("900", "900", "reported")
    assert told(performance="open", outstanding=reported) == "open, due 3 Mar 2026, 900 EUR outstanding (reported)"
    assert told(performance="open", outstanding=reported, certainty="inferred").endswith("outstanding")


@pytest.mark.parametrize(
    ("state", "reasons", "words"),
    [
        (State.IN_FORCE, (), ""),
        (State.NOT_IN_FORCE, (Reason.TERMINATED,), "the agreement was terminated on 10 Mar 2026"),
        (State.NOT_IN_FORCE, (Reason.ENDED,), "the agreement ended on 10 Mar 2026"),
        (State.NOT_IN_FORCE, (Reason.SUSPENDED,), "the agreement is suspended since 10 Mar 2026"),
        (State.NOT_IN_FORCE, (Reason.NOT_YET,), "the agreement is not yet in force"),
        (
            State.NOT_IN_FORCE,
            (Reason.SUSPENDED, Reason.TERMINATED),
            "the agreement is not in force since 10 Mar 2026: suspended and terminated",
        ),
        (State.UNDETERMINED, (), "whether the agreement is in force is undetermined"),
    ],
)
def test_the_agreement_is_told_where_it_is_not_simply_in_force(
    state: State, reasons: tuple[Reason, ...], words: str
) -> None:
    """One line says what has become of the agreement as a whole, and none that it is in force."""
    assert agreement_in_words(AgreementState(state, reasons, on(10))) == words


def test_effects_on_several_members_are_one_line() -> None:
    """What one act does to many is told once, and beyond eight the rest is counted."""
    notes = [EffectNote("w", "waive", f"rent:r{one}", None, "a", on(9), certain=True) for one in range(10)]
    (words,) = effects_in_words(notes, str)
    assert words.startswith("waived rent:r0, rent:r1,")
    assert words.endswith("rent:r7 and 2 more, by a (w), on 9 Mar 2026")


def test_members_with_different_lives_are_not_told_as_one() -> None:
    """Members share a row if what is shown of them is alike, whatever lies behind it."""
    clauses = [row.members for row in sections(LIVED).parties[0].duties if row.norm.clause == "rent"]
    assert [len(members) for members in clauses] == [1, 1, 1, 1, 1, 1, 1, 2]
    fulfilled = {"performance": "fulfilled", "dates": (("performed", on(2)),)}
    alike = replace(LIVED, norms=(month(3, **fulfilled), month(4, **fulfilled)))
    assert [row.members for row in sections(alike).parties[0].duties] == [("2026-03-01", "2026-04-01")]


def test_a_breach_stands_out() -> None:
    """A breach is red and counted at the head, and so is a default; a duty that was performed late is neither."""
    text = terminal.render(LIVED, width=120, color=True)
    for words in ("breached on 4 Apr 2026", "defaulted on 10 Mar 2026", "breached and defaulted on 8 Mar 2026"):
        assert f"{RED}{words}" in text
    assert f"{RED}fulfilled late" not in text
    assert f"{RED}cured on" not in text
    assert "2 breached · 2 defaulted" in terminal.render(LIVED, width=120)
    assert "**breached on 7 Mar 2026**" in as_markdown.render(LIVED)


def test_what_is_breached_is_never_over() -> None:
    """A breach of long ago stays among the duties, and its claim with the party that has it."""
    ended = {"state": State.NOT_IN_FORCE, "reasons": (Reason.TERMINATED,), "since": on(10)}
    broken = month(3, performance="breached", dates=(("breached", on(4)),), **ended)
    years_later = replace(LIVED, as_of=date(2036, 1, 1), norms=(broken, month(4, performance=None, **ended)))
    assert not long_over(broken, years_later.as_of)
    owner = sections(years_later).parties[1]
    assert [row.members for claims in owner.claims for _, rows in claims.by_state for row in rows] == [("2026-03-01",)]


def test_nothing_new_is_told_where_nothing_has_become_of_anything() -> None:
    """An agreement without deadlines, amounts and effects is told as it always was."""
    text = terminal.render(DECLARED, width=120) + as_markdown.render(DECLARED)
    assert not re.search(r"outstanding|breached|exercised|Effects|terminated|\bopen,", text)


def test_the_closed_lists_are_the_engine_s() -> None:
    """The words of the engine, of expectations, of the schema and of the table's columns are the same."""
    assert PERFORMANCES == WORDS
    assert SCHEMA["$defs"]["performance"]["enum"] == list(WORDS)
    assert SCHEMA["$defs"]["norm"]["properties"]["dates"]["propertyNames"]["enum"] == list(LIFE)


def test_amounts_are_exact_in_data() -> None:
    """Every digit survives as text, bounds that are not known are null, and an act says nothing of it."""
    (large,) = (norm for norm in LIVED.norms if norm.clause == "repairs")
    exact = replace(large, amount=Amount(Decimal("0.10"), Decimal("1E+3"), "EUR", "oral"), outstanding=None)
    data = outcome_data(replace(LIVED, norms=(exact,)))["norms"]
    assert isinstance(data, list)
    assert isinstance(data[0], dict)
    assert data[0]["amount"] == {"at_least": "0.10", "at_most": "1000", "unit": "EUR", "certainty": "oral"}
    assert data[0]["outstanding"] is None


def test_a_table_has_the_days_and_amounts_in_columns_of_their_own() -> None:
    """Bounds are two columns that are equal where the value is known."""
    found = {row["address"]: row for row in rows(LIVED)}
    rent = found["rent:2026-04-01"]
    assert (rent["performance"], rent["unit"], rent["agreement_state"]) == ("breached", "EUR", "not_in_force")
    assert (rent["due_at_least"], rent["due_at_most"]) == ("2026-04-03", "2026-04-03")
    assert (rent["amount_at_most"], rent["outstanding_at_least"]) == ("900", "400")
    assert rent["breached_at_least"] == "2026-04-04"
    assert found["deposit"]["performed_at_most"] == "2026-01-09"
    assert "performance" not in found["n2"]


@given(OUTCOMES)
def test_every_norm_and_every_effect_has_words(outcome: Outcome) -> None:
    """Whatever an engine answers can be told, a breach of a duty always is, and effects lose no target."""
    for norm in outcome.norms:
        words = performance_in_words(norm)
        if is_breached(norm) and norm.modality in ("obligation", "prohibition", "guarantee"):
            assert "breached" in words or "defaulted" in words
    assert len(effects_in_words(outcome.effects, str)) <= len(outcome.effects)
    assert bool(agreement_in_words(outcome.agreement_state)) == (outcome.agreement_state.state is not State.IN_FORCE)
