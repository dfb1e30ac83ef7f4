"""What came out wrong or vague while agreements were written, as small as it gets."""

from __future__ import annotations

from datetime import date

from evaluator.engine.outcome import State, Verdict, When
from tests.meaning.native import agreement_of, answer

HEAD = """\
agreement: toy
version: 2024-01-01
parties: [ann, bob]
entities:
  stop: {on: date}
  letter: {told: yes/no}
  more: {on: date}
  gift: yes/no
actions: {send: {}, walk: {}, run: {}}
parameters: {rate: {values: {2024-01-01: 1%, 2028-01-01: 2%}}, span: 6 months}
"""


def test_an_act_asked_without_a_day_is_done_on_the_day_asked_about() -> None:
    """A clause that looks at the day of an act knows it, also where the question names none."""
    agreement = HEAD + "clauses:\n  may: {who: ann, may: send, where: send.on + 1 day >= 2025-01-02}\n"
    before = answer(agreement, "as_of: 2024-12-31\nask: {q: {send: {by: ann}}}\n").act("q")
    then = answer(agreement, "as_of: 2025-01-01\nask: {q: {send: {by: ann}}}\n").act("q")
    assert (before.verdict, then.verdict) == (Verdict.UNREGULATED, Verdict.PERMITTED)
    assert then.on is None


def test_an_asked_act_is_told_from_a_member_of_the_same_name() -> None:
    """What a member lacks is asked of the member, whatever an asked act is called."""
    agreement = HEAD + "clauses:\n  may: {who: ann, may: send, for each: letter, when: letter.told}\n"
    scenario = "as_of: 2025-01-01\ncomplete: yes\nfacts: {letter: [{id: x}]}\nask: {x: {send: {by: ann}}}\n"
    assert [each.fact for each in answer(agreement, scenario).act("x").missing] == ["letter.x.told"]


def test_rows_of_a_table_that_may_hold_bound_its_value() -> None:
    """While it is open which row holds, the value lies between those that may."""
    table = """\
terms:
  last_day:
    cases:
      - {when: count(more) = 0, then: 2026-12-31}
      - {when: count(more) = 1, then: 2027-12-31}
      - otherwise: 2028-12-31
clauses:
  may: {who: ann, may: walk, when: today <= last_day}
"""
    assert answer(HEAD + table, "as_of: 2026-12-31\n")["may"].state is State.IN_FORCE
    assert answer(HEAD + table, "as_of: 2027-01-01\n")["may"].state is State.UNDETERMINED
    assert answer(HEAD + table, "as_of: 2029-01-01\n")["may"].state is State.NOT_IN_FORCE


def test_a_table_without_gaps_has_bounds_without_otherwise() -> None:
    """Where some row always holds, the value lies between theirs even if nothing is known."""
    table = """\
terms:
  last_day:
    cases:
      - {when: gift, then: 2026-12-31}
      - {when: not gift, then: 2027-12-31}
clauses:
  may: {who: ann, may: walk, when: today <= last_day}
"""
    assert answer(HEAD + table, "as_of: 2026-12-31\n")["may"].state is State.IN_FORCE
    assert answer(HEAD + table, "as_of: 2028-01-01\n")["may"].state is State.NOT_IN_FORCE


def test_a_rate_of_today_changes_on_the_day_of_its_next_value() -> None:
    """A condition on a dated parameter of today holds exactly until the parameter changes."""
    agreement = HEAD + "clauses:\n  may: {who: ann, may: walk, when: rate(today) > 1%}\n"
    change = When(date(2028, 1, 1), date(2028, 1, 1))
    assert answer(agreement, "as_of: 2025-06-01\n")["may"].until == change
    assert answer(agreement, "as_of: 2060-06-01\n")["may"].since == change


def test_today_moved_by_a_span_changes_on_one_day() -> None:
    """`x > today - 6 months` holds until the exact day on which the span has passed, however far away that is."""
    agreement = HEAD + (
        "clauses:\n"
        "  recent: {who: ann, may: walk, when: 2025-03-31 > today - span}\n"
        "  far: {who: ann, may: run, when: 2090-03-31 > today - span}\n"
    )
    outcome = answer(agreement, "as_of: 2025-06-01\n")
    assert outcome["recent"].until == When(date(2025, 10, 1), date(2025, 10, 1))
    assert outcome["far"].until == When(date(2090, 10, 1), date(2090, 10, 1))
    assert answer(agreement, "as_of: 2026-06-01\n")["recent"].since == When(date(2025, 10, 1), date(2025, 10, 1))


def test_what_was_forbidden_and_is_permitted_now_has_not_been_permitted_before() -> None:
    """A clause that changes its modality with a version keeps its id, but its state begins with that version."""
    first = HEAD + "clauses:\n  stroll: {who: ann, must not: walk}\n  pace: {who: ann, may: run}\n"
    second = (
        "agreement: toy\nversion: 2025-01-01\namends: 2024-01-01\n"
        "clauses:\n  stroll: {who: ann, may: walk}\n  pace: {who: ann, may: run}\n"
    )
    agreement = agreement_of(first, second)
    outcome = answer(agreement, "as_of: 2025-06-01\n")
    assert outcome["stroll"].since == When(date(2025, 1, 1), date(2025, 1, 1))
    assert outcome["pace"].since == When(date(2024, 1, 1), date(2024, 1, 1))


def test_an_outcome_says_what_was_fixed() -> None:
    """Readings and parameters that the scenario fixes are part of the answer."""
    agreement = HEAD + (
        "readings: {tone: {question: How?, options: [mild, strict], default: undecided}}\n"
        "clauses:\n  may: {who: ann, may: walk, when: reading.tone is mild and rate(today) > 1%}\n"
    )
    scenario = "as_of: 2025-06-01\nwith: {tone: mild, rate: 3%}\n"
    assert answer(agreement, scenario).fixed == (("rate", "3%"), ("tone", "mild"))
    assert answer(agreement, "as_of: 2025-06-01\n").fixed == ()


def test_options_that_end_in_other_ways_are_all_not_in_force() -> None:
    """What an option gives is not in force, where another open question decides only why."""
    agreement = HEAD + (
        "readings:\n"
        "  kept: {question: Is it kept?, options: [yes_kept, gone], default: undecided}\n"
        "  term: {question: How long?, options: [short, endless], default: short}\n"
        "clauses:\n"
        "  may:\n"
        "    who: ann\n    may: walk\n    when: reading.kept is yes_kept\n"
        "    until: reading.term is short and today >= 2025-01-01\n"
    )
    may = answer(agreement, "as_of: 2025-06-01\n")["may"]
    assert may.state is State.NOT_IN_FORCE
    term = next(each for each in may.turns_on if each.reading == "term")
    assert dict(term.options) == {"short": "not_in_force", "endless": "undetermined"}


def test_a_last_day_is_known_however_often_the_answer_may_change_before() -> None:
    """Where each day may bring the end, the last day still bounds it."""
    agreement = HEAD + (
        "clauses:\n"
        "  may: {who: ann, may: walk, until: some stop where (stop.on + 1 month < today), through: 2028-12-31}\n"
    )
    may = answer(agreement, "as_of: 2026-05-04\nfacts: {stop: none}\n")["may"]
    assert may.until is not None
    assert may.until.at_most == date(2029, 1, 1)


def test_a_reason_that_a_reading_decides_is_not_given_as_the_only_one() -> None:
    """An act that is free under every reading, though for different reasons, is explained by all of them."""
    agreement = HEAD + (
        "readings: {r: {question: Which?, options: [x, y], default: undecided}}\n"
        "clauses:\n"
        "  ban:\n"
        "    who: ann\n    must not: send\n    through: 2026-03-31\n"
        "    except: {open: reading.r is x and send.by is ann}\n"
    )
    act = answer(agreement, "as_of: 2026-05-04\nask: {q: {send: {by: ann}}}\n").act("q")
    assert act.verdict is Verdict.PERMITTED
    assert [(ground.certain, ground.detail) for ground in act.because] == [(True, "exception open or ended")]


def test_one_norm_of_a_family_sets_aside_what_it_covers_altogether() -> None:
    """A permission for each late letter overrides the prohibition as soon as one letter is late."""
    agreement = HEAD + (
        "clauses:\n"
        "  ban: {who: ann, must not: send}\n"
        "  late: {who: ann, may: send, for each: letter, when: letter.told, overrides: ban}\n"
    )
    told = "as_of: 2025-06-01\ncomplete: yes\nfacts: {letter: [{id: x, told: yes}, {id: y, told: no}]}\n"
    assert [reason.value for reason in answer(agreement, told)["ban"].reasons] == ["overridden"]
    assert answer(agreement, told.replace("told: yes", "told: no"))["ban"].state is State.IN_FORCE
    unknown = answer(agreement, "as_of: 2025-06-01\n")["ban"]
    assert (unknown.state, [each.fact for each in unknown.missing]) == (State.UNDETERMINED, ["letter"])


def test_a_moment_is_compared_with_a_whole_day_as_a_day() -> None:
    """At 10:30 on the last day an act is in time, and neither before nor after that day."""
    agreement = HEAD + (
        "clauses:\n"
        "  by_then: {who: ann, may: send, where: send.on <= 2026-05-01}\n"
        "  before: {who: ann, may: walk, where: walk.on < 2026-05-01}\n"
        "  after: {who: ann, may: run, where: 2026-05-01 < run.on}\n"
    )
    acts = "{send: {by: ann, on: 2026-05-01 10:30}}", "{walk: {by: ann, on: 2026-05-01 10:30}}"
    scenario = (
        f"as_of: 2026-06-01\nask: {{a: {acts[0]}, b: {acts[1]}, c: {{run: {{by: ann, on: 2026-05-01 10:30}}}}}}\n"
    )
    outcome = answer(agreement, scenario)
    assert [outcome.act(id).verdict for id in "abc"] == [
        Verdict.PERMITTED,
        Verdict.UNREGULATED,
        Verdict.UNREGULATED,
    ]


def test_an_act_of_a_bare_day_is_before_and_after_its_hours() -> None:
    """An act of which only the day is known may have happened before or after 10:30 on it."""
    agreement = HEAD + "clauses:\n  by_then: {who: ann, may: send, where: send.on <= 2026-05-01 10:30}\n"
    days = "a: {send: {by: ann, on: 2026-04-30}}, b: {send: {by: ann, on: 2026-05-01}}"
    outcome = answer(agreement, f"as_of: 2026-06-01\nask: {{{days}, c: {{send: {{by: ann, on: 2026-05-02}}}}}}\n")
    assert [outcome.act(id).verdict for id in "abc"] == [
        Verdict.PERMITTED,
        Verdict.UNDETERMINED,
        Verdict.UNREGULATED,
    ]


def test_what_held_from_the_start_may_stop_and_begin_again() -> None:
    """An option is not available before its agreement begins; that it may have been used since can give rise to more.

    Without the day of the purchase, and with any other purchase possible, nobody knows whether the transfer has arisen;
    it once came out as certainly not.
    """
    agreement = (
        "agreement: option\nversion: 2026-01-01\nparties: [ann, bob]\nactions: {buy: {}, hand_over: {}}\nclauses:\n"
        "  option: {who: ann, can: buy, through: 2026-06-30}\n"
        "  transfer: {who: bob, must: hand_over, upon: not (option is available)}\n"
    )
    bought = "as_of: 2026-06-30\n{complete}facts: {{buy: [{{by: ann{on}}}]}}\n"
    for complete, on, state in (
        ("", "", State.UNDETERMINED),
        ("", ", on: 2026-06-29", State.UNDETERMINED),
        ("complete: yes\n", "", State.UNDETERMINED),
        ("complete: yes\n", ", on: 2026-06-29", State.IN_FORCE),
    ):
        outcome = answer(agreement, bought.format(complete=complete, on=on))
        assert outcome["transfer"].state is state, (complete, on)
    assert answer(agreement, "as_of: 2026-06-30\ncomplete: yes\n")["transfer"].state is State.NOT_IN_FORCE
