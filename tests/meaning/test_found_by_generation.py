"""What the laws found, as small as it gets.

A test that is expected to fail names the sentence of the brief that it holds on to.
"""

from __future__ import annotations

from evaluator.engine.outcome import Reason, State, Verdict
from tests.meaning.native import answer

HEAD = """\
agreement: toy
version: 2026-03-01
parties: [ann, bob]
entities:
  notice: {by: party, kind: [early, late], on: date}
  asset: {colour: [red, blue], spare: yes/no}
  approved: yes/no
actions:
  use: {asset: asset, mode: [day, night]}
  pay: {to: party}
  sign: {}
clauses:
"""
PARTIAL = HEAD.replace("entities:", "text: partial\nentities:")


def test_a_family_over_an_open_list_may_have_a_norm_about_the_act() -> None:
    """An act is not certainly unregulated while assets nobody stated may each have a prohibition of their own."""
    agreement = HEAD + "  c1: {who: anyone, must not: use, for each: asset, where: use.asset is asset}\n"
    less = answer(agreement, "as_of: 2026-03-12\nask: {q1: {use: {by: bob}}}\n")
    more = answer(agreement, "as_of: 2026-03-12\nfacts: {asset: [{id: a1}]}\nask: {q1: {use: {by: bob, asset: a1}}}\n")
    assert more.act("q1").verdict is Verdict.PROHIBITED
    assert less.act("q1").verdict is Verdict.UNDETERMINED
    assert less.act("q1").missing


def test_a_family_over_an_open_list_may_give_the_power() -> None:
    """An act is not certainly without power while assets nobody stated may each give it."""
    agreement = HEAD + "  c1: {who: anyone, can: sign, for each: asset, when: asset.spare}\n"
    less = answer(agreement, "as_of: 2026-03-12\nask: {q1: {sign: {by: bob}}}\n")
    more = answer(
        agreement, "as_of: 2026-03-12\nfacts: {asset: [{id: a1, spare: yes}]}\nask: {q1: {sign: {by: bob}}}\n"
    )
    assert more.act("q1").ability == "able"
    assert less.act("q1").ability == "undetermined"


def test_whether_a_power_or_a_permission_names_the_act_may_be_open() -> None:
    """While it is open whether a permission names the act of a power, `not_able` may be its verdict."""
    agreement = HEAD + (
        "  c1: {who: bob, can: sign, through: 2026-03-05}\n  c2: {who: bob, may: sign, through: 2026-03-05}\n"
    )
    scenario = "as_of: 2026-03-12\nask: {ann_signs: {sign: {by: ann}}, someone_signs: {sign: {by: unknown}}}\n"
    outcome = answer(agreement, scenario)
    assert outcome.act("ann_signs").verdict is Verdict.NOT_ABLE
    assert outcome.act("someone_signs").verdict is Verdict.UNDETERMINED
    assert Verdict.NOT_ABLE in outcome.act("someone_signs").possible


def test_possible_verdicts_of_a_power_name_inability() -> None:
    """Where it is open whether a prohibition names the act of a power, `not_able` is among what remains."""
    agreement = HEAD + "  c1: {who: bob, can: sign, through: 2026-03-05}\n  c2: {who: bob, must not: sign}\n"
    outcome = answer(agreement, "as_of: 2026-03-12\nask: {ann: {sign: {by: ann}}, someone: {sign: {by: unknown}}}\n")
    assert outcome.act("ann").verdict is Verdict.NOT_ABLE
    assert set(outcome.act("someone").possible) == {Verdict.NOT_ABLE, Verdict.PROHIBITED}


def test_bounds_of_since_allow_for_a_norm_that_never_applied() -> None:
    """A norm that perhaps never applied has perhaps never not been out of force."""
    agreement = HEAD + "  c1: {who: ann, must: sign, through: 2026-03-05, when: approved}\n"
    never = answer(agreement, "as_of: 2026-03-12\nfacts: {approved: no}\n")["c1"]
    open_ = answer(agreement, "as_of: 2026-03-12\n")["c1"]
    assert open_.state is State.NOT_IN_FORCE
    assert open_.since is not None
    assert open_.since.at_most is not None
    lower = None if never.since is None else never.since.at_least
    assert open_.since.at_least == lower


def test_an_act_named_by_clauses_not_in_force_says_why_it_is_undetermined() -> None:
    """Under a partial text, an act that only an ended permission names lacks text, and says so."""
    agreement = PARTIAL + "  c1: {who: ann, may: sign, through: 2026-03-05}\n"
    act = answer(agreement, "as_of: 2026-03-12\nask: {q1: {sign: {by: ann}}}\n").act("q1")
    assert act.verdict is Verdict.UNDETERMINED
    assert act.note


def test_an_act_of_a_bare_day_names_its_time_as_missing() -> None:
    """An act on the day on which another decides its verdict lacks a time, and says so."""
    agreement = HEAD + (
        "  c1: {who: ann, may: sign, when: some pay}\n  c2: {who: ann, must not: sign, when: not some pay}\n"
    )
    scenario = (
        "as_of: 2026-03-10\ncomplete: yes\nfacts: {pay: [{id: p, by: bob, to: ann, on: 2026-03-05 10:00}]}\n"
        "ask: {q1: {sign: {by: ann, on: 2026-03-05}}}\n"
    )
    act = answer(agreement, scenario).act("q1")
    assert act.verdict is Verdict.UNDETERMINED
    assert "q1.on" in {missing.fact for missing in act.missing}


def test_an_act_of_an_unknown_day_may_lie_ahead() -> None:
    """A stated act without a date is not certainly released by a prohibition that begins after `as_of`."""
    agreement = HEAD + "  c1: {who: ann, must not: sign, from: 2026-03-11}\n"
    less = answer(agreement, "as_of: 2026-03-10\ncomplete: 2099-12-31\nfacts: {sign: [{id: s, by: ann}]}\n")
    more = answer(
        agreement, "as_of: 2026-03-10\ncomplete: 2099-12-31\nfacts: {sign: [{id: s, by: ann, on: 2026-03-11}]}\n"
    )
    assert more.act("s").verdict is Verdict.PROHIBITED
    assert less.act("s").verdict is Verdict.UNDETERMINED


def test_declared_priority_leaves_no_possible_conflict() -> None:
    """A permission that overrides a prohibition where it covers the act cannot be in conflict with it."""
    agreement = HEAD + (
        "  c1: {who: ann, must not: use}\n  c2: {who: ann, may: use, where: use.mode is day, overrides: c1}\n"
    )
    outcome = answer(agreement, "as_of: 2026-03-10\nask: {q1: {use: {by: ann}}}\n")
    assert outcome.act("q1").verdict is Verdict.UNDETERMINED
    assert set(outcome.act("q1").possible) == {Verdict.PERMITTED, Verdict.PROHIBITED}
    assert outcome.conflicts == ()


def test_a_clause_about_one_action_may_ask_verdicts_of_another() -> None:
    """A duty to pay can depend on a prohibited use: verdicts of `use` do not need the duty to pay."""
    agreement = HEAD + (
        "  c1: {who: ann, must: pay, when: some use where (use.verdict is prohibited)}\n"
        "  c2: {who: ann, must not: use}\n"
    )
    scenario = "as_of: 2026-03-10\ncomplete: yes\nfacts: {use: [{id: u, by: ann, on: 2026-03-05 10:00}]}\n"
    assert answer(agreement, scenario)["c1"].state is State.IN_FORCE


def test_until_counts_from_the_day_the_member_exists() -> None:
    """A condition that came and went before an event does not end the norm that the event gives rise to."""
    agreement = HEAD + (
        "  c1: {who: ann, must: sign, for each: notice, until: today <= 2026-03-05}\n"
        "  c2: {who: ann, must: sign, for each: notice, from: notice.on, until: today <= 2026-03-05}\n"
    )
    scenario = (
        "as_of: 2026-03-12\ncomplete: 2099-12-31\nfacts: {notice: [{id: n1, by: ann, kind: early, on: 2026-03-10}]}\n"
    )
    outcome = answer(agreement, scenario)
    assert outcome["c2:n1"].state is State.IN_FORCE
    assert outcome["c1:n1"].state is State.IN_FORCE


def test_an_act_with_anything_says_that_the_answer_differs() -> None:
    """An act asked for any mode whatever, prohibited in one only, says why it has no one verdict."""
    agreement = HEAD + "  c1: {who: ann, must not: use, where: use.mode is night}\n"
    act = answer(agreement, "as_of: 2026-03-10\nask: {q1: {use: {by: ann, mode: anything}}}\n").act("q1")
    assert act.verdict is Verdict.UNDETERMINED
    assert act.missing or act.note


def test_an_overriding_permission_is_as_certain_as_its_clause() -> None:
    """Whether the clause that is overridden exists does not matter to the act that is permitted anyway."""
    agreement = HEAD + (
        "  low: {who: ann, must not: sign, certainty: oral}\n  high: {who: ann, may: sign, overrides: low}\n"
    )
    act = answer(agreement, "as_of: 2026-03-05\nask: {q1: {sign: {by: ann}}}\n").act("q1")
    assert act.verdict is Verdict.PERMITTED
    assert act.certainty == "confirmed"


def test_a_norm_ended_before_it_began_has_that_reason_alone() -> None:
    """A norm whose last day lies before its first has ended from that first day on."""
    agreement = HEAD.replace("clauses:", "parameters: {first: 2026-03-05}\nclauses:")
    agreement += "  c1: {who: ann, must: sign, from: first, through: 2026-03-04}\n"
    assert answer(agreement, "as_of: 2026-03-05\n")["c1"].reasons == (Reason.ENDED,)
    assert set(answer(agreement, "as_of: 2026-03-04\n")["c1"].reasons) == {Reason.NOT_YET}


def test_a_term_of_an_unknown_member_names_it_as_missing() -> None:
    """A term applied to an attribute nobody stated lacks that attribute, as the same condition written out does."""
    agreement = HEAD.replace("clauses:", "terms: {extra: {for each: asset, means: asset.spare}}\nclauses:")
    agreement += "  c1: {who: bob, must: use, where: extra(use.asset)}\n"
    act = answer(agreement, "as_of: 2026-03-10\nask: {q1: {use: {by: bob}}}\n").act("q1")
    assert act.verdict is Verdict.UNDETERMINED
    assert "q1.asset" in {missing.fact for missing in act.missing}


def test_an_open_reason_of_a_norm_not_in_force_names_what_is_missing() -> None:
    """A condition that asks for a reason of a norm lacks what that reason lacks, though the norm's state is certain."""
    agreement = HEAD.replace("  approved: yes/no", "  sunset: date") + (
        "  c1: {who: ann, must not: sign, from: sunset, through: 2026-03-02}\n"
        "  c2: {who: bob, must: sign, when: c1 is not_yet}\n"
    )
    outcome = answer(agreement, "as_of: 2026-03-17\n")
    assert outcome["c1"].state is State.NOT_IN_FORCE
    assert outcome["c2"].state is State.UNDETERMINED
    assert "sunset" in {missing.fact for missing in outcome["c2"].missing}


def test_what_the_future_leaves_open_is_not_asked_for() -> None:
    """A norm undetermined for a reading alone does not ask for members of a list that is closed up to the day asked."""
    agreement = (
        HEAD
        + ("  c1: {who: ann, may: sign, until: some notice where (notice.kind is early or reading.form is loose)}\n")
        + "readings: {form: {question: strict or loose?, options: {strict: s, loose: l}, default: undecided}}\n"
    )
    outcome = answer(agreement, "as_of: 2026-03-10\ncomplete: yes\nfacts: {notice: [{kind: late, on: 2026-03-05}]}\n")
    assert outcome["c1"].state is State.UNDETERMINED
    assert outcome["c1"].missing == ()
    assert [turn.reading for turn in outcome["c1"].turns_on] == ["form"]


def test_a_state_that_turns_on_an_undecided_reading_has_no_since() -> None:
    """Where one reading says in force and another ended, no day is given since when the open state holds."""
    agreement = HEAD + (
        "  c1: {who: ann, may: sign, until: some notice where (notice.kind is early or reading.form is loose)}\n"
    )
    agreement += "readings: {form: {question: how?, options: {strict: s, loose: l}, default: undecided}}\n"
    norm = answer(agreement, "as_of: 2026-03-10\ncomplete: yes\nfacts: {notice: [{kind: late, on: 2026-03-05}]}\n")[
        "c1"
    ]
    assert norm.state is State.UNDETERMINED
    assert norm.since is None
