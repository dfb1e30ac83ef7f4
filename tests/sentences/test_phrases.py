"""Expressions in words: each means what the expression means, and `and` and `or` join what they are meant to join."""

from __future__ import annotations

from textwrap import dedent

import pytest

from evaluator.core import expressions as core
from evaluator.program import Program
from evaluator.sentences.expressions import condition_phrase, value_phrase
from evaluator.sentences.norms import norm_sentences
from tests.meaning.native import agreement_of

TEXT = """\
agreement: shop
version: 2026-01-01
parties: {{ann: Ann Arden, bob: Bob Brook}}
entities:
  verdict: {{of: claim, result: [upheld, denied, both], on: date}}
  claim: {{by: party, against: party, kind: [small, large], fair: yes/no, settled: date, amount: money EUR, on: date}}
  season: {{run: period}}
  open_now: yes/no
  wet: yes/no
  goals: number
parameters:
  rate: {{value: 20%}}
  grace: {{value: 10 days}}
  fee: {{values: {{2026-01-01: 5 EUR}}}}
readings:
  scope: {{question: How wide?, options: {{wide: all of it, narrow: a part}}, default: wide}}
terms:
  won: some verdict where (verdict.result is upheld and verdict.of.by is ann)
  last_day: 2026-12-31
  strong: {{for each: claim, means: claim.fair and claim.kind is large}}
actions: {{pay: {{claim: claim, amount: money EUR}}, leave: {{}}}}
clauses:
  rent: {{who: ann, must: pay, to: bob, due: 2026-03-31, amount: 9 EUR}}
  each: {{who: ann, may: leave, for each: claim, when: {condition}}}
  all: {{who: bob, may: leave, when: {plain}}}
  use:
    who: bob
    must: pay
    for each: [season, claim]
    where: pay.claim is claim
    when: won and strong(claim) and open_now and wet and goals > 1 and reading.scope is wide and season.run.ends > today
    due: {day}
    amount: {amount}
"""


def program(
    condition: str = "yes", plain: str = "yes", day: str = "last_day + grace", amount: str = "1 EUR"
) -> Program:
    """A shop with something to say at each place."""
    text = TEXT.format(
        condition=f'"{condition}"', plain=f"'{plain}'", day=day, amount=f'"{amount} + 0 * rate of fee(today)"'
    )
    return agreement_of(text).program("2026-01-01")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("won", "“won” holds"),
        ("not won", "“won” does not hold"),
        ("open_now", "“open now” holds"),
        ("not (open_now and wet)", "either “open now” does not hold or “wet” does not hold"),
        ("not (open_now or wet)", "“open now” does not hold and “wet” does not hold"),
        ("open_now and (wet or won)", "“open now” holds, and either “wet” holds or “won” holds"),
        ("open_now or (wet and won)", "either “open now” holds, or both “wet” holds and “won” holds"),
        (
            "(open_now or wet) and (won or goals > 3)",
            (
                "all of these hold: (a) either “open now” holds or “wet” holds; and (b) either “won” holds or the"
                " number of goals is more than 3"
            ),
        ),
        (
            "(open_now and (wet or won)) or (goals > 3 and wet)",
            (
                "at least one of these holds: (a) “open now” holds, and either “wet” holds or “won” holds; or (b) the"
                " number of goals is more than 3 and “wet” holds"
            ),
        ),
        ("if open_now then wet else won", "if “open now” holds, then “wet” holds, and otherwise “won” holds"),
        ("goals >= 3", "the number of goals is at least 3"),
        ("not goals >= 3", "the number of goals is less than 3"),
        ("3 < goals", "the number of goals is more than 3"),
        ("goals <= 3", "the number of goals is at most 3"),
        ("goals != 3", "the number of goals does not equal 3"),
        ("today < 2026-03-01", "today is before 1 Mar 2026"),
        ("today <= 2026-03-01", "today is no later than 1 Mar 2026"),
        ("today >= 2026-03-01", "today is no earlier than 1 Mar 2026"),
        ("today > 2026-03-01", "today is after 1 Mar 2026"),
        ("today >= last_day + grace", "today is at least the grace after the last day"),
        ("today > last_day + grace", "today is more than the grace after the last day"),
        ("today <= last_day - 3 days", "today is at least 3 days before the last day"),
        ("today < last_day - 3 days", "today is more than 3 days before the last day"),
        ("today < last_day + 3 days", "today is earlier than 3 days after the last day"),
        ("today <= last_day + 3 days", "today is no later than 3 days after the last day"),
        ("reading.scope is narrow", "“scope” is read as “a part”"),
        ("reading.scope is not narrow", "“scope” is not read as “a part”"),
        ("rent was breached", "“rent” was breached"),
        ("not rent is open", "“rent” is not open"),
        ("agreement is terminated", "the agreement is terminated"),
        ("some claim", "there is a claim"),
        ("not some claim", "there is no claim"),
        ("some claim ever", "there is a claim (past or future)"),
        (
            "some verdict where (verdict.result is upheld and verdict.of.by is ann)",
            "there is a verdict with the result “upheld” and of a claim by Ann Arden",
        ),
        (
            "not some claim where (claim.by is ann and not claim.kind is large and claim.fair)",
            "there is no claim by Ann Arden, with a kind other than “large” and marked “fair”",
        ),
        (
            "some claim where (claim.by is ann and claim.amount > 5 EUR)",
            "there is a claim by Ann Arden, and for which the amount of the claim is more than 5 EUR",
        ),
        ("some claim where (strong(claim))", "there is a claim for which “strong” holds"),
        ("some claim where (claim.settled <= today)", "there is a claim for which the claim is settled"),
        ("some claim where (claim.settled > today)", "there is a claim for which the claim is not settled yet"),
        ("some season where (season.run.ends <= today)", "there is a season for which the run of the season is over"),
        (
            "some season where (season.run.starts > today)",
            "there is a season for which the run of the season has not begun yet",
        ),
        (
            "some season where (today in season.run)",
            "there is a season for which today is within the run of the season",
        ),
        ("every claim satisfies (claim.fair)", "for every claim, the claim is marked “fair”"),
        (
            "every claim where (claim.by is ann) satisfies (claim.kind is one of (small, large))",
            "for every claim by Ann Arden, the kind of the claim is one of “small” and “large”",
        ),
        ("some claim where (claim.against is bob)", "there is a claim against Bob Brook"),
        (
            "some claim where (claim.by is claim.against)",
            "there is a claim for which the claim is by (the party that the claim is against)",
        ),
        (
            "some verdict where (verdict.result is one of (upheld, both))",
            "there is a verdict for which the result of the verdict is one of “upheld” and “both”",
        ),
        (
            "some verdict where (verdict.result is not one of (upheld, both))",
            "there is a verdict for which the result of the verdict is neither “upheld” nor “both”",
        ),
        ("count(claim where (claim.by is ann)) >= 3", "there are at least 3 claims by Ann Arden"),
        ("count(claim) < 3", "there are fewer than 3 claims"),
        ("sum(claim.amount for claim) > 9 EUR", "the sum of the amounts of all claims is more than 9 EUR"),
        (
            "some pay where (pay.by is ann and pay.verdict is obligatory)",
            "there is an act of paying by Ann Arden and judged obligatory",
        ),
        (
            "some claim as other where (some claim where (claim.by is other.by and claim.amount > other.amount))",
            (
                "there is a claim (“other”) for which there is a claim for which the claim is by (the party that the"
                " claim “other” is by) and the amount of the claim “other” is less than the amount of the claim"
            ),
        ),
    ],
)
def test_a_condition_says_what_it_means(written: str, words: str) -> None:
    """Each kind of condition, said and denied, alone and joined with others."""
    found = program(plain=written)
    condition = found.norms["all"].when
    assert condition is not None
    assert condition_phrase(condition, found) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("claim.amount", "the amount of the claim"),
        ("20% of claim.amount", "20% of the amount of the claim"),
        ("rate of claim.amount rounded to 0.01 EUR", "the rate of the amount of the claim, rounded to 0.01 EUR"),
        ("claim.amount rounded up to 5 EUR", "the amount of the claim, rounded up to 5 EUR"),
        ("claim.amount rounded half even to 5 EUR", "the amount of the claim, rounded to 5 EUR (half to even)"),
        ("fee(claim.on)", "the fee as of the day of the claim"),
        ("(claim.amount + 1 EUR) * 2", "(the amount of the claim plus 1 EUR) times 2"),
        ("claim.amount + 1 EUR * 2", "the amount of the claim plus 1 EUR times 2"),
        ("claim.amount - (1 EUR - 2 EUR)", "the amount of the claim less (1 EUR less 2 EUR)"),
        ("claim.amount * 250000000", "the amount of the claim times 250 million"),
        ("max(claim.amount, 1 EUR)", "the larger of the amount of the claim and 1 EUR"),
        ("min(claim.amount, 1 EUR, 2 EUR)", "the smallest of the amount of the claim, 1 EUR and 2 EUR"),
        ("(if won then 1 EUR else 2 EUR)", "1 EUR if “won” holds, and otherwise 2 EUR"),
        (
            "(if won then 1 EUR else (if wet then 2 EUR else 3 EUR))",
            "whichever of these fits first: (a) if “won” holds, 1 EUR; (b) if “wet” holds, 2 EUR; (c) otherwise 3 EUR",
        ),
        ("rent.outstanding", "the amount outstanding under “rent”"),
        ("sum(pay.amount for pay where (pay.by is ann))", "the sum of the amounts of all acts of paying by Ann Arden"),
    ],
)
def test_an_amount_says_what_it_means(written: str, words: str) -> None:
    """Each kind of amount, with brackets where they are needed and only there."""
    found = program(amount=f"({written})")
    amount = found.norms["use"].amount
    assert isinstance(amount, core.Apply)
    assert value_phrase(amount.arguments[0], found) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("claim.settled", "the day on which the claim is settled"),
        ("claim.on + 30 days", "30 days after the day of the claim"),
        ("claim.on + grace", "the day of the claim plus the grace"),
        ("claim.on + grace + 1 day", "1 day after (the day of the claim plus the grace)"),
        ("season.run.ends", "the first day after the run of the season"),
        ("season.run.ends - 1 day", "the last day of the run of the season"),
        ("season.run.ends - 2 days", "2 days before the first day after the run of the season"),
        ("season.run.starts", "the first day of the run of the season"),
        ("max(claim.on, last_day) + grace", "(the later of the day of the claim and the last day) plus the grace"),
        (
            "min(last_day, earliest(any_claim.on for claim as any_claim), claim.settled)",
            (
                "the earliest of these: (a) the last day; (b) the earliest of the days of all claims (“any claim”);"
                " and (c) the day on which the claim is settled"
            ),
        ),
    ],
)
def test_a_day_says_what_it_means(written: str, words: str) -> None:
    """The end of a period is the first day after it, whatever is counted from there."""
    found = program(day=written)
    due = found.norms["use"].due
    assert due is not None
    assert value_phrase(due, found) == words


def test_members_are_called_as_the_caller_says() -> None:
    """A variable that is bound outside is called by the words given for it, and keeps its type."""
    found = program(condition="claim.by is ann and claim.amount > 3 EUR and strong(claim)")
    condition = found.norms["each"].when
    assert condition is not None
    assert condition_phrase(condition, found, {"claim": "claim c1"}) == (
        "claim c1 is by Ann Arden, the amount of claim c1 is more than 3 EUR and “strong” holds for claim c1"
    )


def test_words_are_spelled_as_the_agreement_spells_them() -> None:
    """What the texts of an agreement always write with capitals is written so, and an ordinary word is not."""
    text = """\
        agreement: shop
        version: 2026-01-01
        parties: [ann]
        entities: {api_call: {us_customer: yes/no, may_day: yes/no}}
        actions: {use_azure: {}}
        clauses:
          calls:
            title: Ann may use the API from Azure
            who: ann
            may: use_azure
            when: some api_call where (api_call.us_customer and not api_call.may_day)
            note: Let us say that May is a month.
        """
    found = agreement_of(dedent(text)).program("2026-01-01")
    condition = found.norms["calls"].when
    assert condition is not None
    said = condition_phrase(condition, found)
    assert said == "there is an API call marked “us customer” and not marked “may day”"
    assert norm_sentences(found.norms["calls"], found)[0] == "Ann may use Azure."
