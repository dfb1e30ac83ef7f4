"""A scenario's file says what its author wrote; silence stays silence, and `none` is a statement."""

from datetime import date, datetime

import pytest

from evaluator.model.scenario import Completeness, Expectation
from evaluator.syntax.expressions import Path, WordLiteral
from tests.language.reading import scenario

HEAD = "agreement: lease\nas_of: 2026-03-01\n"


def completeness(text: str) -> Completeness:
    """What `complete` says."""
    return scenario(f"{HEAD}complete: {text}\n").complete


def expected(text: str) -> Expectation:
    """The one expectation of a scenario."""
    return scenario(f"{HEAD}expect:\n  rent: {text}\n").expect[0]


@pytest.mark.parametrize("reference", ["lease", "lease@2026-01-01", "lease@first.draft", "../lease.yaml", "a b/lease"])
def test_an_agreement_is_named_pinned_or_a_path(reference: str) -> None:
    """The reference is kept as written; finding it is another stage's."""
    assert scenario(f"agreement: {reference}\nas_of: 2026-03-01\n").agreement.text == reference


def test_the_date_may_carry_a_time() -> None:
    """`as_of` is a day, or a moment of it."""
    assert scenario(HEAD).as_of == date(2026, 3, 1)
    timed = scenario("agreement: a\nas_of: 2026-03-01 10:30\n")
    assert timed.as_of == datetime(2026, 3, 1, 10, 30)
    assert timed.as_of_span.text == "2026-03-01 10:30"


def test_lists_are_open_unless_closed() -> None:
    """Silence and `no` close nothing, `yes` and a date close everything."""
    assert scenario(HEAD).complete == completeness("no") == Completeness()
    for text, until in (("yes", None), ("2026-01-01", date(2026, 1, 1))):
        found = completeness(text)
        assert (found.everything, found.until, found.lists) == (True, until, ())
        assert found.span is not None
        assert found.span.text == text


def test_single_lists_are_closed_by_name_date_or_filter() -> None:
    """Names, names with dates, and names with a filter."""
    plain, dated, filtered = completeness("[payment, defect: 2026-01-01, storm where (storm.of is x)]").lists
    assert (plain.name.text, plain.until, plain.where) == ("payment", None, None)
    assert (dated.name.text, dated.until) == ("defect", date(2026, 1, 1))
    assert filtered.name.text == "storm"
    assert filtered.where is not None


def test_none_differs_from_silence() -> None:
    """A list stated as `none` is there, empty and closed."""
    stated, assumed = scenario(HEAD + "facts: {payment: none}\nassume: {defect: none}\n").facts, scenario(HEAD).facts
    assert [(facts.name.text, facts.none, facts.members) for facts in stated] == [("payment", True, ())]
    assert assumed == ()


def test_members_keep_their_order_and_their_ids() -> None:
    """A member without an id has none; its name is given later, by its place."""
    members = (
        scenario(HEAD + "facts:\n  payment:\n    - {id: a, amount: 1 EUR}\n    - {amount: unknown}\n").facts[0].members
    )
    assert [None if member.id is None else member.id.text for member in members] == ["a", None]
    assert [attribute.text for member in members for attribute, _ in member.attributes] == ["amount", "amount"]


def test_a_single_fact_has_a_value() -> None:
    """`cold: yes` is a value and no list, `rooms: [kitchen, bath]` a value that is a set."""
    cold, rooms = scenario(HEAD + "facts: {cold: yes, rooms: [kitchen, bath]}\n").facts
    assert cold.value is not None
    assert isinstance(cold.value.low, WordLiteral)
    assert rooms.value is not None
    assert rooms.value.elements is not None
    assert len(rooms.value.elements) == 2


def test_readings_and_parameters_are_fixed_by_name() -> None:
    """`with` takes options and values alike."""
    fixed = scenario(HEAD + "with: {notice: letter, deposit: at most 900 EUR}\n").fixed
    assert [(name.text, value.exact) for name, value in fixed] == [("notice", True), ("deposit", False)]


def test_an_asked_act_has_an_action_and_roles() -> None:
    """A role may be `anyone`, and no role need be stated."""
    let, stay = scenario(HEAD + "ask: {let: {use: {by: anyone, on: 2026-04-01}}, stay: {use: {}}}\n").ask
    assert (let.id.text, let.action.text, [role.text for role, _ in let.roles.attributes]) == (
        "let",
        "use",
        ["by", "on"],
    )
    assert stay.roles.attributes == ()


def test_a_word_is_the_short_form_of_an_expectation() -> None:
    """A state, a reason, a verdict, or what has become of a norm."""
    for word in ("in_force", "ended", "permitted", "not_able", "fulfilled_late", "lapsed"):
        short = expected(word)
        assert short.word is not None
        assert short.word.text == word


@pytest.mark.parametrize(
    "target", ["rent:r1", "rent:2026-02-01", "rent:2026-02-01 10:30", "fee:r1/2026-02-01", "agreement"]
)
def test_the_target_may_be_one_member_of_a_family(target: str) -> None:
    """`clause:member` addresses one of many, by an id or by the first day of a period; pairs have a stroke between."""
    assert scenario(HEAD + f"expect:\n  {target}: in_force\n").expect[0].target.text == target


def test_an_expectation_says_only_what_it_names() -> None:
    """What is not named is not expected; `none` is expected emptiness."""
    long = expected("{state: in_force, reasons: [ended, repealed], turns_on: none, missing: d.on, certainty: oral}")
    assert long.word is None
    assert long.state is not None
    assert [reason.text for reason in long.reasons or ()] == ["ended", "repealed"]
    assert long.turns_on == ()
    assert [missing.text for missing in long.missing or ()] == ["d.on"]
    assert (long.verdict, long.since, long.performance, long.due, long.amount) == (None, None, None, None, None)


def test_an_expectation_may_be_about_what_has_become_of_a_norm() -> None:
    """A word or `none`, a day, and amounts that are exact, bounded, unknown or none."""
    long = expected("{performance: none, due: at most 2026-02-03, amount: 12.0 billion USD, outstanding: unknown}")
    assert long.performance is not None
    assert long.performance.text == "none"
    assert long.due is not None
    assert (long.due.low, long.due.high) == (None, date(2026, 2, 3))
    assert long.amount is not None
    assert long.amount.exact
    assert long.outstanding is not None
    assert (long.outstanding.low, long.outstanding.high, long.outstanding.elements) == (None, None, None)
    none = expected("{amount: none}").amount
    assert none is not None
    assert none.elements == ()


def test_the_agreement_as_a_whole_is_expected_by_its_name() -> None:
    """A word, or its state, its reasons and since when."""
    expectation = scenario(HEAD + "expect: {agreement: {reasons: [terminated], since: 2026-02-01}}\n").expect[0]
    assert [reason.text for reason in expectation.reasons or ()] == ["terminated"]
    assert expectation.since is not None


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("2026-01-01", date(2026, 1, 1), date(2026, 1, 1)),
        ("at least 2026-01-01", date(2026, 1, 1), None),
        ("at most 2026-01-01", None, date(2026, 1, 1)),
        ("between 2026-01-01 and 2026-02-01", date(2026, 1, 1), date(2026, 2, 1)),
        ("none", None, None),
    ],
)
def test_an_expected_date_is_exact_bounded_or_none(written: str, low: date | None, high: date | None) -> None:
    """`since` and `until` may be expected within bounds."""
    since = expected(f"{{since: {written}}}").since
    assert since is not None
    assert (since.low, since.high) == (low, high)


def test_a_value_is_kept_as_an_expression() -> None:
    """Nothing is resolved while reading: `api` may be an option, a party or a member."""
    member = scenario(HEAD + "facts: {product: [{kind: api}]}\n").facts[0].members[0]
    value = member.attributes[0][1].low
    assert isinstance(value, Path)
    assert value.words == ("api",)
