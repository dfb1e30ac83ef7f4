"""The mistakes that other systems make at the boundaries, one by one."""

from __future__ import annotations

from evaluator.engine.outcome import Ground, Outcome, State, Verdict
from tests.meaning.native import answer

HEAD = """\
agreement: toy
version: 2026-03-01
parties: [ann, bob]
entities:
  notice: {by: party, kind: [early, late], on: date}
  asset: {colour: [red, blue], spare: yes/no}
  approved: yes/no
  solvent: yes/no
actions:
  use: {asset: asset, mode: [day, night], kinds: [lend, rent]}
  pay: {to: party}
  sign: {}
"""


def judged(clauses: str, scenario: str, *, partial: bool = False) -> Outcome:
    """The outcome of these clauses (YAML, indented by two) on this scenario."""
    return answer(HEAD + ("text: partial\n" if partial else "") + "clauses:\n" + clauses, scenario)


def states(outcome: Outcome) -> dict[str, str]:
    """The state of each norm."""
    return {norm.address: norm.state.value for norm in outcome.norms}


def verdicts(outcome: Outcome) -> dict[str, str]:
    """The verdict on each act."""
    return {act.id: act.verdict.value for act in outcome.acts}


def effects(grounds: tuple[Ground, ...]) -> set[tuple[str, str]]:
    """Which clause does what."""
    return {(ground.clause, ground.effect) for ground in grounds}


EVERY_AND_SOME = """\
  all_early: {who: ann, must: sign, when: every notice satisfies (notice.kind is early)}
  some_late: {who: ann, must: sign, when: some notice where (notice.kind is late)}
  at_least_none: {who: ann, must: sign, when: count(notice) >= 0}
  fewer_than_one: {who: ann, must: sign, when: count(notice) < 1}
"""


def test_every_holds_of_a_list_known_to_be_empty() -> None:
    """`every` over a list stated as `none` is yes and `some` is no."""
    assert states(judged(EVERY_AND_SOME, "as_of: 2026-03-10\nfacts: {notice: none}\n")) == {
        "all_early": "in_force",
        "some_late": "not_in_force",
        "at_least_none": "in_force",
        "fewer_than_one": "in_force",
    }


def test_an_open_list_has_ghosts() -> None:
    """Of an open list without stated members neither `every` nor `not some` is known."""
    assert states(judged(EVERY_AND_SOME, "as_of: 2026-03-10\n")) == {
        "all_early": "undetermined",
        "some_late": "undetermined",
        "at_least_none": "in_force",
        "fewer_than_one": "undetermined",
    }


def test_an_open_list_can_be_refuted_and_witnessed() -> None:
    """One late notice makes `some` yes and `every` no, whatever else the list holds."""
    scenario = "as_of: 2026-03-10\nfacts: {notice: [{id: n, by: ann, kind: late, on: 2026-03-02}]}\n"
    assert states(judged(EVERY_AND_SOME, scenario)) == {
        "all_early": "not_in_force",
        "some_late": "in_force",
        "at_least_none": "in_force",
        "fewer_than_one": "not_in_force",
    }


def test_a_list_closed_up_to_a_day_is_open_afterwards() -> None:
    """A list closed up to the tenth says nothing about the eleventh."""
    clauses = "  c: {who: ann, must: sign, until: some notice}\n"
    closed = "complete: [notice: 2026-03-10]\n"
    assert states(judged(clauses, "as_of: 2026-03-10\n" + closed)) == {"c": "in_force"}
    assert states(judged(clauses, "as_of: 2026-03-11\n" + closed)) == {"c": "undetermined"}


def test_an_exception_to_an_exception_restores_the_rule() -> None:
    """Use by day is excepted, use of red assets by day is not."""
    clauses = """\
  c:
    who: ann
    must not: use
    except: {daytime: use.mode is day and not (use.asset.colour is red)}
"""
    scenario = """\
as_of: 2026-03-05
facts: {asset: [{id: red, colour: red}, {id: blue, colour: blue}, {id: grey}]}
ask:
  red_by_day: {use: {by: ann, asset: red, mode: day}}
  blue_by_day: {use: {by: ann, asset: blue, mode: day}}
  blue_by_night: {use: {by: ann, asset: blue, mode: night}}
  grey_by_day: {use: {by: ann, asset: grey, mode: day}}
  grey_by_night: {use: {by: ann, asset: grey, mode: night}}
"""
    assert verdicts(judged(clauses, scenario)) == {
        "red_by_day": "prohibited",
        "blue_by_day": "permitted",
        "blue_by_night": "prohibited",
        "grey_by_day": "undetermined",
        "grey_by_night": "prohibited",
    }


def test_data_of_one_member_is_not_read_for_another() -> None:
    """That one asset is spare says nothing of the other."""
    clauses = """\
  family: {who: ann, must: sign, for each: asset, when: asset.spare}
  plain: {who: ann, must not: use, where: use.asset.spare}
"""
    scenario = """\
as_of: 2026-03-05
facts: {asset: [{id: a, spare: yes}, {id: b}, {id: c, spare: no}]}
ask: {of_a: {use: {by: ann, asset: a}}, of_b: {use: {by: ann, asset: b}}, of_c: {use: {by: ann, asset: c}}}
"""
    outcome = judged(clauses, scenario)
    assert [outcome[f"family:{id}"].state for id in "abc"] == [State.IN_FORCE, State.UNDETERMINED, State.NOT_IN_FORCE]
    assert [missing.fact for missing in outcome["family:b"].missing] == ["asset.b.spare"]
    assert verdicts(outcome) == {"of_a": "prohibited", "of_b": "undetermined", "of_c": "unregulated"}


def test_an_event_on_the_last_day_ends_before_that_day() -> None:
    """`through` includes its day; an event of that day ends from its start; `from` and `through` may be one day."""
    clauses = """\
  until_and_through: {who: ann, must: sign, through: 2026-03-05, until: some notice}
  through_only: {who: ann, must: sign, through: 2026-03-05}
  one_day: {who: ann, must: sign, from: 2026-03-05, through: 2026-03-05}
"""
    facts = "complete: 2026-12-31\nfacts: {notice: [{id: n, by: bob, kind: early, on: 2026-03-05}]}\n"
    assert states(judged(clauses, "as_of: 2026-03-04\n" + facts)) == {
        "until_and_through": "in_force",
        "through_only": "in_force",
        "one_day": "not_in_force",
    }
    assert states(judged(clauses, "as_of: 2026-03-05\n" + facts)) == {
        "until_and_through": "not_in_force",
        "through_only": "in_force",
        "one_day": "in_force",
    }
    assert set(states(judged(clauses, "as_of: 2026-03-06\n" + facts)).values()) == {"not_in_force"}


PAY_FIRST = """\
  c1: {who: ann, may: sign, when: some pay}
  c2: {who: ann, must not: sign, when: not some pay}
"""


def test_two_acts_of_one_bare_day_are_undetermined() -> None:
    """Whether the payment came before the signature is open unless both carry times."""
    scenario = """\
as_of: 2026-03-10
complete: yes
facts: {pay: [{id: p, by: bob, to: ann, on: 2026-03-05}]}
ask:
  same_day: {sign: {by: ann, on: 2026-03-05}}
  at_a_time: {sign: {by: ann, on: 2026-03-05 10:30}}
  day_before: {sign: {by: ann, on: 2026-03-04}}
  day_after: {sign: {by: ann, on: 2026-03-06}}
"""
    assert verdicts(judged(PAY_FIRST, scenario)) == {
        "p": "unregulated",
        "same_day": "undetermined",
        "at_a_time": "undetermined",
        "day_before": "prohibited",
        "day_after": "permitted",
    }


def test_two_acts_with_times_are_ordered() -> None:
    """With times, the earlier payment permits the later signature."""
    scenario = """\
as_of: 2026-03-10
complete: yes
facts: {pay: [{id: p, by: bob, to: ann, on: 2026-03-05 10:00}]}
ask: {before: {sign: {by: ann, on: 2026-03-05 09:59}}, after: {sign: {by: ann, on: 2026-03-05 10:01}}}
"""
    assert verdicts(judged(PAY_FIRST, scenario)) == {"p": "unregulated", "before": "prohibited", "after": "permitted"}


def test_an_event_of_unknown_date_counts_once_its_bounds_have_passed() -> None:
    """Between its bounds an event may have happened; on the last day it has."""
    clauses = """\
  before: {who: ann, must: sign, until: some notice}
  after: {who: ann, must: sign, when: some notice}
  dated: {who: ann, must: sign, when: some notice where (notice.on <= 2026-03-05)}
"""
    facts = "complete: 2026-12-31\nfacts: {notice: [{id: n, by: bob, on: between 2026-03-04 and 2026-03-08}]}\n"
    answers = [tuple(states(judged(clauses, f"as_of: 2026-03-0{day}\n" + facts)).values()) for day in (3, 4, 7, 8, 9)]
    assert answers == [
        ("in_force", "not_in_force", "not_in_force"),
        ("undetermined", "undetermined", "undetermined"),
        ("undetermined", "undetermined", "undetermined"),
        ("not_in_force", "in_force", "undetermined"),
        ("not_in_force", "in_force", "undetermined"),
    ]
    ended = judged(clauses, "as_of: 2026-03-09\n" + facts)["before"]
    assert ended.since is not None
    assert [str(ended.since.at_least), str(ended.since.at_most)] == ["2026-03-04", "2026-03-08"]


def test_what_never_happens_ends_and_starts_nothing() -> None:
    """A notice dated `never` is no witness, and `through: never` is no end."""
    clauses = """\
  until_notice: {who: ann, must: sign, until: some notice}
  when_notice: {who: ann, must: sign, when: some notice}
  forever: {who: ann, must: sign, through: never}
"""
    scenario = "as_of: 2026-03-05\ncomplete: yes\nfacts: {notice: [{id: n, by: bob, kind: early, on: never}]}\n"
    assert states(judged(clauses, scenario)) == {
        "until_notice": "in_force",
        "when_notice": "not_in_force",
        "forever": "in_force",
    }


def test_a_role_left_out_is_unknown_and_anything_is_any() -> None:
    """A role left out is missing; `anything` asks about every value, and lacks none."""
    clauses = "  c: {who: ann, must not: use, where: use.mode is night}\n  all: {who: bob, must not: use}\n"
    clauses += "  rents: {who: anyone, must not: rent}\n"
    scenario = """\
as_of: 2026-03-05
ask:
  left_out: {use: {by: ann}}
  any_mode: {use: {by: ann, mode: anything}}
  any_mode_of_bob: {use: {by: bob, mode: anything}}
  anyone_rents: {rent: {by: anyone}}
"""
    outcome = judged(clauses, scenario)
    assert verdicts(outcome) == {
        "left_out": "undetermined",
        "any_mode": "undetermined",
        "any_mode_of_bob": "prohibited",
        "anyone_rents": "prohibited",
    }
    assert [missing.fact for missing in outcome.act("left_out").missing] == ["left_out.mode"]
    assert outcome.act("any_mode").missing == ()


def test_an_overrider_not_in_force_reinstates_what_it_overrode() -> None:
    """Through the tenth the permission overrides; on the eleventh the prohibition is back."""
    clauses = """\
  low: {who: ann, must not: sign}
  high: {who: ann, may: sign, overrides: low, through: 2026-03-10}
"""
    scenario = "as_of: {}\nask: {{q: {{sign: {{by: ann}}}}}}\n"
    assert verdicts(judged(clauses, scenario.format("2026-03-10"))) == {"q": "permitted"}
    assert verdicts(judged(clauses, scenario.format("2026-03-11"))) == {"q": "prohibited"}
    assert [reason.value for reason in judged(clauses, scenario.format("2026-03-10"))["low"].reasons] == ["overridden"]


def test_an_overridden_overrider_reinstates_the_third() -> None:
    """`a` over `b` over `c`: while `a` speaks, `b` is silent and `c` speaks again; said from either side."""
    for first, second in (("overrides: c", "overrides: b"), ("overrides: c, subject to: a", "note: last")):
        clauses = f"""\
  c: {{who: ann, must not: use}}
  b: {{who: ann, may: use, where: use.mode is day, {first}}}
  a: {{who: ann, must not: use, where: use.asset.colour is red, {second}}}
"""
        scenario = """\
as_of: 2026-03-05
facts: {asset: [{id: red, colour: red}, {id: blue, colour: blue}]}
ask:
  red_by_day: {use: {by: ann, asset: red, mode: day}}
  blue_by_day: {use: {by: ann, asset: blue, mode: day}}
  blue_by_night: {use: {by: ann, asset: blue, mode: night}}
"""
        outcome = judged(clauses, scenario)
        assert verdicts(outcome) == {
            "red_by_day": "prohibited",
            "blue_by_day": "permitted",
            "blue_by_night": "prohibited",
        }
        assert effects(outcome.act("red_by_day").because) == {("a", "prohibits"), ("b", "yields"), ("c", "prohibits")}


def test_release_and_silence_are_told_apart() -> None:
    """An act that an ended prohibition names is permitted by release, one that nothing names is unregulated."""
    clauses = "  c: {who: ann, must not: use, where: use.mode is night, through: 2026-03-04}\n"
    scenario = """\
as_of: 2026-03-05
ask:
  released: {use: {by: ann, mode: night}}
  silent: {use: {by: ann, mode: day}}
  of_bob: {use: {by: bob, mode: night}}
  last_day: {use: {by: ann, mode: night, on: 2026-03-04}}
"""
    outcome = judged(clauses, scenario)
    assert verdicts(outcome) == {
        "released": "permitted",
        "silent": "unregulated",
        "of_bob": "unregulated",
        "last_day": "prohibited",
    }
    assert effects(outcome.act("released").because) == {("c", "releases")}
    partial = judged(clauses, scenario, partial=True)
    assert verdicts(partial) == {
        "released": "permitted",
        "silent": "undetermined",
        "of_bob": "undetermined",
        "last_day": "prohibited",
    }
    assert partial.act("silent").note


def test_an_exemption_and_a_duty_conflict_unless_one_overrides() -> None:
    """`need not` against `must` is a conflict; with priority the duty is silent."""
    ask = "as_of: 2026-03-05\nask: {q: {sign: {by: ann}}}\n"
    both = judged("  c1: {who: ann, must: sign}\n  c2: {who: ann, need not: sign}\n", ask)
    assert verdicts(both) == {"q": "conflicting"}
    over = judged("  c1: {who: ann, must: sign}\n  c2: {who: ann, need not: sign, overrides: c1}\n", ask)
    assert over.act("q").verdict is not Verdict.OBLIGATORY
    assert over.conflicts == ()


def test_a_duty_and_a_prohibition_conflict_only_if_no_moment_is_left() -> None:
    """A day on which the duty can still be done resolves it, until that day has passed."""
    some_left = (
        "  c1: {who: ann, must: sign, through: 2026-03-10}\n  c2: {who: ann, must not: sign, through: 2026-03-09}\n"
    )
    none_left = some_left.replace("through: 2026-03-09", "through: 2026-03-10")
    ask = "as_of: 2026-03-05\nask: {now: {sign: {by: ann}}, last: {sign: {by: ann, on: 2026-03-10}}}\n"
    left, stuck = judged(some_left, ask), judged(none_left, ask)
    assert verdicts(left) == {"now": "prohibited", "last": "obligatory"}
    assert left.conflicts == ()
    assert verdicts(stuck) == {"now": "conflicting", "last": "conflicting"}
    assert any(conflict.certain and conflict.act is None for conflict in stuck.conflicts)


def test_a_permission_and_a_prohibition_of_one_act_conflict() -> None:
    """Without declared priority neither prevails, not even the special one."""
    clauses = "  c1: {who: ann, may: use}\n  c2: {who: ann, must not: lend}\n"
    scenario = "as_of: 2026-03-05\nask: {kind: {lend: {by: ann}}, other: {rent: {by: ann}}}\n"
    assert verdicts(judged(clauses, scenario)) == {"kind": "conflicting", "other": "permitted"}


def test_the_genus_reaches_its_kinds_unless_it_is_a_duty() -> None:
    """Permission and prohibition of `use` reach `lend`; a duty to use makes no kind of use obligatory."""
    clauses = "  c1: {who: ann, must: use}\n  c2: {who: bob, must not: use}\n"
    scenario = "as_of: 2026-03-05\nask: {duty: {lend: {by: ann}}, genus: {use: {by: ann}}, banned: {lend: {by: bob}}}\n"
    assert verdicts(judged(clauses, scenario)) == {"duty": "unregulated", "genus": "obligatory", "banned": "prohibited"}


def test_a_claimant_restricts_acts_only_through_a_role() -> None:
    """`to` restricts payments, which have a role `to`, and does not restrict signatures, which have none."""
    clauses = "  c1: {who: ann, must not: pay, to: bob}\n  c2: {who: ann, must not: sign, to: bob}\n"
    scenario = """\
as_of: 2026-03-05
ask:
  to_bob: {pay: {by: ann, to: bob}}
  to_self: {pay: {by: ann, to: ann}}
  signs: {sign: {by: ann}}
  open: {pay: {by: ann}}
"""
    assert verdicts(judged(clauses, scenario)) == {
        "to_bob": "prohibited",
        "to_self": "unregulated",
        "signs": "prohibited",
        "open": "undetermined",
    }


def test_until_never_revives_and_when_does() -> None:
    """What `when` switched off comes back; what `until` ended stays ended."""
    clauses = """\
  state: {who: ann, must: sign, when: "today != 2026-03-05"}
  end: {who: ann, must: sign, until: "today = 2026-03-05"}
"""
    answers = [tuple(states(judged(clauses, f"as_of: 2026-03-0{day}\n")).values()) for day in (4, 5, 6)]
    assert answers == [("in_force", "in_force"), ("not_in_force", "not_in_force"), ("in_force", "not_in_force")]


def test_a_power_is_told_from_a_permission() -> None:
    """An act done without power is `not_able`, forbidden or not."""
    clauses = "  c1: {who: bob, can: sign}\n  c2: {who: ann, must not: sign, when: approved}\n"
    ask = "facts: {approved: %s}\nask: {by_bob: {sign: {by: bob}}, by_ann: {sign: {by: ann}}}\n"
    outcome = judged(clauses, "as_of: 2026-03-05\n" + ask % "yes")
    assert verdicts(outcome) == {"by_bob": "able", "by_ann": "prohibited"}
    assert [outcome.act(id).ability for id in ("by_bob", "by_ann")] == ["able", "not_able"]
