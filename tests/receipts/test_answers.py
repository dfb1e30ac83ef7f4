"""A replay says which answers differ, all of them and no others, and what else decides them."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluator
from evaluator import Outcome, build_scenario, evaluate, load_receipt, load_scenario, receipt, to_data, verify
from evaluator.api.scenarios import Loaded
from evaluator.receipts.answers import answer_changes
from evaluator.receipts.canonical import Plain
from evaluator.receipts.verification import AnswerChange, Result
from evaluator.values import public_holidays
from tests.receipts.folders import SCENARIO, small
from tests.report.samples import DECLARED, EMPTY
from tests.report.strategies import OUTCOMES

LOADED: Loaded = {}
WHOLE = ("title", "agreement_title", "version", "as_of", "assumptions", "fixed")
DAYS = st.dates(date(2026, 5, 1), date(2027, 3, 1))
FACTS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["one", "other"]),
        "as_of": DAYS,
        "complete": st.booleans(),
        "facts": st.fixed_dictionaries(
            {
                "invoice": st.lists(
                    st.fixed_dictionaries({"due": DAYS, "paid": st.booleans() | st.none()}),
                    min_size=1,
                    max_size=3,
                )
            }
        ),
    },
    optional={"ask": st.just({"let_out": {"sublet": {"by": "tenant"}}})},
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library."""
    return small(tmp_path_factory.mktemp("small"))


def by_address(outcome: Outcome) -> dict[tuple[str, str], object]:
    """What is answered, less where clauses stand, by what it is about."""
    data = to_data(outcome)
    norms = {("norm", norm.address): norm for norm in outcome.norms}
    acts = {("act", act.id): act for act in outcome.acts}
    whole = {("outcome", key): data[key] for key in WHOLE}
    return {**norms, **acts, **whole, ("agreement", "agreement"): outcome.agreement_state}


@given(FACTS, FACTS)
def test_the_answers_that_differ_are_named_and_no_others(
    folder: Path, one: dict[str, object], other: dict[str, object]
) -> None:
    """Between two scenarios exactly what is not equal as Python values is named; of what was built order is no text."""
    first, second = (
        build_scenario({"agreement": "lease", **values}, library=[folder / "lib"], loaded=LOADED)
        for values in (one, other)
    )
    before, after = by_address(evaluate(first)), by_address(evaluate(second))
    expected = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    (replay,) = verify(receipt(first), second).replays
    named = {(change.part, change.field if change.part == "outcome" else change.address) for change in replay.answers}
    assert named == expected
    assert (replay.texts == ()) == (one == other)


@settings(max_examples=15)
@given(OUTCOMES, st.sampled_from([DECLARED, EMPTY]))
def test_comparing_two_ways_gives_one_list(one: Outcome, other: Outcome) -> None:
    """An outcome differs from itself in nothing, and what differs is the same from either side, exchanged."""
    was, now = to_data(one), to_data(other)
    assert answer_changes(was, json.loads(json.dumps(was)), grown=False) == ()
    there = {json.dumps([c.part, c.address, c.field, c.was, c.now]) for c in answer_changes(was, now, grown=False)}
    back = {json.dumps([c.part, c.address, c.field, c.now, c.was]) for c in answer_changes(now, was, grown=False)}
    assert there == back


def test_members_that_came_or_went_are_present_or_not() -> None:
    """A norm that is gone, an act that is new and one of two equal effects are told as such; order says nothing."""
    effect: Plain = {"clause": "a", "verb": "suspend", "target": "b", "to": None, "act": None}
    first: dict[str, Plain] = {
        "norms": [{"address": "x", "state": "in_force", "place": "f:1"}, {"address": "y", "state": "in_force"}],
        "acts": [],
        "effects": [effect, effect],
        "conflicts": [{"clauses": ["a", "b"], "act": None, "party": "p", "certain": True}],
    }
    second: dict[str, Plain] = {
        "norms": [{"address": "z", "state": "in_force"}, {"address": "x", "state": "in_force", "place": "f:2"}],
        "acts": [{"id": "q"}],
        "effects": [effect],
        "conflicts": [{"clauses": ["a", "b"], "act": None, "party": "p", "certain": False}],
    }
    assert answer_changes(first, second, grown=False) == (
        AnswerChange("norm", "y", "present", True, False),
        AnswerChange("norm", "z", "present", False, True),
        AnswerChange("act", "q", "present", False, True),
        AnswerChange("effect", "a suspend b", "present", True, False),
        AnswerChange("conflict", "a b", "certain", True, False),
    )


def test_a_key_that_a_later_version_knows_is_no_difference() -> None:
    """What a receipt of another version does not say cannot differ; of the same version it does."""
    was: dict[str, Plain] = {"norms": [{"address": "x"}]}
    now: dict[str, Plain] = {"norms": [{"address": "x", "mood": "good"}], "weather": "fine"}
    assert answer_changes(was, now, grown=True) == ()
    assert [(change.field, change.was, change.now) for change in answer_changes(was, now, grown=False)] == [
        ("weather", None, "fine"),
        ("mood", None, "good"),
    ]
    assert len(answer_changes(now, was, grown=True)) == 2


def test_another_version_of_the_evaluator_is_a_note(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answer from the same texts is verified by whatever version; both versions are told."""
    made = receipt(load_scenario(folder / "scenario.yaml", library=[folder / "lib"]))
    monkeypatch.setattr(evaluator, "__version__", "9.0.0")
    found = verify(made, library=[folder / "lib"])
    assert found.verified
    assert (found.evaluator_was, found.evaluator_now) == (made.evaluator, "9.0.0")
    assert '"evaluator": "9.0.0"' in receipt(load_scenario(folder / "scenario.yaml", library=[folder / "lib"])).text


HOLIDAYS = """\
agreement: lease
version: 2026-01-01
parties: [tenant, owner]
entities: {notice: {on: date}}
actions: {leave: {}}
calendars: {local: {country: DE, subdivision: BY}}
clauses:
  leaving: {who: tenant, must: leave, to: owner, upon: {event: notice}, due: notice.on + 5 business days}
"""


@pytest.mark.parametrize("calendar", ["{country: DE, subdivision: BY}", "{weekend: [saturday, sunday]}"])
def test_the_library_of_holidays_is_recorded_where_it_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calendar: str
) -> None:
    """A calendar with holidays rests on a library: its version is recorded, another one is a note; else it is not."""
    text = HOLIDAYS.replace("{country: DE, subdivision: BY}", calendar)
    (tmp_path / "lease.yaml").write_text(text, encoding="utf-8")
    facts = "facts: {notice: [{id: first, on: 2026-12-22}]}\n"
    (tmp_path / "s.yaml").write_text(f"agreement: lease\nas_of: 2026-12-31\n{facts}", encoding="utf-8")
    made = receipt(load_scenario(tmp_path / "s.yaml"))
    (evaluation,) = made.evaluations
    used = {"holidays": public_holidays.library_version()} if "country" in calendar else {}
    assert dict(evaluation.libraries) == used
    monkeypatch.setattr(public_holidays, "library_version", lambda: "0.0")
    found = verify(made)
    assert found.verified
    assert [(one.name, one.was, one.now) for one in found.replays[0].libraries] == [
        (name, version, "0.0") for name, version in used.items()
    ]


def test_errors_say_why_nothing_can_be_evaluated_again(folder: Path) -> None:
    """A scenario that has errors now is incomplete, with its diagnostics, and its text is named."""
    made = receipt(load_scenario(folder / "scenario.yaml", library=[folder / "lib"]))
    broken = folder / "broken.yaml"
    broken.write_text(SCENARIO.replace("2026-09-01", "soon"), encoding="utf-8")
    (replay,) = verify(made, broken, library=[folder / "lib"]).replays
    broken.unlink()
    assert replay.result is Result.INCOMPLETE
    assert [text.kind for text in replay.texts] == ["scenario"]
    assert [found.code for found in replay.errors] == ["E211"]


def test_without_its_library_an_answer_cannot_be_replayed(folder: Path) -> None:
    """Where no library is given its files are missing, each by name."""
    made = receipt(load_scenario(folder / "scenario.yaml", library=[folder / "lib"]))
    (replay,) = verify(made).replays
    assert replay.result is Result.INCOMPLETE
    assert {(text.change.value, text.root) for text in replay.texts} == {("missing", "library")}
    assert [found.code for found in replay.errors] == ["E300"]


def test_a_receipt_is_found_from_elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Paths start from the current folder, and from that of the receipt where they lead nowhere."""
    monkeypatch.chdir(folder)
    scenario = load_scenario("scenario.yaml", library=["lib"])
    made = receipt(scenario, agreement="./lib/lease@2026-07-01")
    (folder / "receipt.json").write_bytes(made.text.encode())
    assert {file.root.value for file in made.evaluations[0].files} == {"current"}
    assert made.evaluations[0].scenario.name == "scenario.yaml"
    assert verify("receipt.json", library=["lib"]).verified
    monkeypatch.chdir(tmp_path)
    assert verify(folder / "receipt.json", library=[folder / "lib"]).verified
    (tmp_path / "scenario.yaml").write_text(SCENARIO.replace("arrears", "time"), encoding="utf-8")
    (replay,) = verify(folder / "receipt.json", library=[folder / "lib"]).replays
    assert [(change.field, change.was, change.now) for change in replay.answers] == [("title", "In arrears", "In time")]
    (folder / "receipt.json").unlink()


def test_a_name_that_is_no_text_can_be_written_down(folder: Path) -> None:
    """A file name with bytes that are no UTF-8 is read as it was, and found."""
    odd = folder / "caf\udce9.yaml"
    try:
        odd.write_text(SCENARIO, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    made = receipt(load_scenario(odd, library=[folder / "lib"]))
    (folder / "odd.json").write_bytes(made.text.encode())
    assert load_receipt(folder / "odd.json") == made
    assert verify(folder / "odd.json", library=[folder / "lib"]).verified
    odd.unlink()
    (folder / "odd.json").unlink()
