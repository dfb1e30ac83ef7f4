"""Every answer of an outcome has its sentences, and they claim neither more nor less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evaluator
from evaluator.engine.outcome import NormAnswer, Outcome, When
from evaluator.program import Program
from evaluator.sentences.english_grammar import day as day_words
from evaluator.sentences.outcomes import outcome_paragraphs
from tests.lives.accepting import accepted
from tests.lives.texts import scenario_text
from tests.lives.toy import World
from tests.lives.worlds import ASKED, hiding, worlds
from tests.meaning.effort import effort
from tests.meaning.native import agreement_of, answer, scenario_of

OFFICE = """\
agreement: office
version: 2026-01-01
parties: {clerk: Cleo Clerk, manager: Max Manager}
entities: {contract: {value: money EUR}}
actions: {open_safe: {}, smoke: {}, sign: {contract: contract}, leave_early: {}, lock_up: {}, whistle: {}, quit: {}}
readings: {hours: {question: Which hours count?, options: {any: every hour, office: office hours}, default: undecided}}
clauses:
  safe: {who: clerk, must not: open_safe}
  smoking: {title: No smoking in January, who: clerk, must not: smoke, through: 2026-01-31}
  early: {who: clerk, may: leave_early}
  stay: {who: clerk, must not: leave_early}
  locking: {who: clerk, must: lock_up, when: reading.hours is any}
  signing: {who: manager, can: sign, where: sign.contract.value <= 10000 EUR}
  quitting: {who: clerk, can: quit, to: manager, then: {terminate: [safe, stay]}}
  beginning: {who: clerk, may: whistle, from: 2027-01-01}
"""

DAY = """\
as_of: 2026-03-02
complete: yes
facts:
  contract: [{id: small, value: 900 EUR}, {id: big, value: 20000 EUR}, {id: draft}]
ask:
  safe_door: {open_safe: {by: clerk}}
  cigarette: {smoke: {by: clerk}}
  home_at_four: {leave_early: {by: clerk}}
  tune: {whistle: {by: manager}}
  small_deal: {sign: {by: manager, contract: small}}
  big_deal: {sign: {by: manager, contract: big}}
  next_deal: {sign: {by: manager, contract: draft}}
"""


def paragraphs(agreement: str, scenario: str) -> str:
    """An outcome in sentences."""
    found = agreement_of(agreement)
    outcome = answer(found, scenario)
    return "\n".join(outcome_paragraphs(outcome, found.program(outcome.version)))


@pytest.mark.parametrize(
    "sentence",
    [
        "This is what office (office, version 2026-01-01) comes to at the end of 2 Mar 2026. The agreement is",
        "“safe” forbids Cleo Clerk to open safe. That has been so since 1 Jan 2026.",
        "“No smoking in January” (smoking) no longer forbids Cleo Clerk to smoke: it has ended.",
        "“beginning” does not yet permit Cleo Clerk to whistle: its first day has not come. That will be so through",
        "Whether “locking” obliges Cleo Clerk to lock up cannot be told. It may be that what it depends on has not",
        (
            "It turns on how “hours” is read, which is undecided: read as “every hour”, the clause is in force; read as"
            " “office hours”, the clause is not triggered."
        ),
        "“signing”, in the cases that it covers, gives Max Manager the power to sign.",
        "“quitting” gives Cleo Clerk the power to quit.",
        "Max Manager has to accept its effect.",
        "“safe_door” (Cleo Clerk opening safe) would be prohibited, because “safe” prohibits it.",
        "“cigarette” (Cleo Clerk smoking) would be permitted, because “smoking” does not prohibit it (it has ended).",
        "About “home_at_four” (Cleo Clerk leaving early) the clauses would be in conflict, because",
        "“tune” (Max Manager whistling) would not be regulated by any clause.",
        "“small_deal” (Max Manager signing with the contract “small”) would be within a power and have effect",
        "“big_deal” (Max Manager signing with the contract “big”) would be within no power and have no effect.",
        "Whether “next_deal” (Max Manager signing with the contract “draft”) would be with effect or without effect",
        "“early” and “stay” are in conflict about every act that they cover, and none of them has priority.",
    ],
)
def test_an_answer_is_said_as_it_is(sentence: str) -> None:
    """States, reasons, times, readings, verdicts and conflicts, each in a sentence that can be read aloud."""
    assert sentence in paragraphs(OFFICE, DAY)


def test_what_was_done_and_what_came_of_it_is_told_as_past() -> None:
    """A stated act was what it was, and its effects are told with their day."""
    text = paragraphs(
        OFFICE, "as_of: 2026-03-02\ncomplete: yes\nfacts: {quit: [{id: out, by: clerk, on: 2026-02-02}]}\n"
    )
    assert "“out” (Cleo Clerk quitting on 2 Feb 2026) was within a power and had effect" in text
    assert "The act “out”, under “quitting”, terminated “safe” on 2 Feb 2026." in text
    assert (
        "“safe” no longer forbids Cleo Clerk to open safe: it was terminated. That has been so since 2 Feb 2026."
        in text
    )


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ("ended", "no longer"),
        ("terminated and not yet begun", "does not oblige"),
        ("not triggered", "does not at present oblige"),
    ],
)
def test_only_what_once_applied_does_so_no_longer(reasons: str, words: str) -> None:
    """A duty that was terminated before it began never obliged anybody, so it does not do so `no longer`."""
    text = paragraphs(
        """\
agreement: club
version: 2026-01-01
parties: [ann, bob]
entities: {storm: {on: date}, sun: yes/no}
actions: {row: {}}
clauses:
  early: {who: ann, must: row, through: 2026-01-31}
  late: {who: ann, must: row, from: 2027-01-01}
  dry: {who: ann, must: row, when: sun}
  over: {upon: storm, then: {terminate: late}}
""",
        "as_of: 2026-06-01\ncomplete: yes\nfacts: {storm: [{on: 2026-02-01}], sun: no, row: none}\n",
    )
    clause = {"ended": "early", "terminated and not yet begun": "late", "not triggered": "dry"}[reasons]
    assert f"“{clause}” {words}" in text


def days_of(norm: NormAnswer) -> list[When]:
    """The days of a norm's life that are told."""
    return [when for _, when in norm.dates] + ([norm.due] if norm.due is not None else [])


def untold(outcome: Outcome, program: Program) -> list[str]:
    """What an outcome holds and its sentences do not."""
    texts = outcome_paragraphs(outcome, program)[1 : 1 + len(outcome.norms)]
    found = []
    for norm, text in zip(outcome.norms, texts, strict=True):
        wanted = [day_words(day) for when in days_of(norm) for day in (when.at_least, when.at_most) if day is not None]
        wanted += [missing.question for missing in norm.missing]
        wanted += [norm.certainty or "cannot be told", program.parties[norm.party]]
        wanted += [f"{norm.clause.replace('_', ' ')}"]
        found += [f"{norm.address}: {words}" for words in wanted if words.lower() not in text.lower()]
        definite = norm.state is not evaluator.State.UNDETERMINED
        if ("whether" in text.lower().split("cannot be told", maxsplit=1)[0] and "cannot be told" in text) is definite:
            found.append(f"{norm.address}: {norm.state}")
    return found


@effort(60)
@given(worlds(), st.sampled_from(ASKED), st.data())
def test_nothing_of_generated_outcomes_is_left_untold(world: World, day: int, data: st.DataObject) -> None:
    """Each norm, act, conflict and effect has a paragraph, with the days, questions and certainty of the answer."""
    agreement = accepted(world)
    outcome = evaluator.evaluate(scenario_of(agreement, scenario_text(world, day, data.draw(hiding(world)))))
    program = agreement.program(outcome.version)
    parts = (outcome.norms, outcome.acts, outcome.conflicts, outcome.effects)
    assert len(outcome_paragraphs(outcome, program)) == 1 + sum(map(len, parts))
    assert untold(outcome, program) == []
