"""Each column of a comparison is what the version gives when it is pinned; what differs is told apart from the same."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluator
from evaluator.comparisons.results import ActResult, NormResult, Result, Standing, result, subjects
from evaluator.engine.outcome import Amount, Reason, State, Verdict, When
from evaluator.report.comparison_words import of_parties
from evaluator.report.result_words import results_in_words
from tests.comparisons.editing import tree
from tests.comparisons.samples import SCENARIO, load
from tests.repository import ROOT

EXAMPLES = [
    ROOT / "examples" / name
    for name in (
        "panel_confirms_agi.yaml",
        "money/share_for_2027_after_the_amendment.yaml",
        "compute/first_refusal_is_declined.yaml",
        "equipment_lease/late_rent_before_and_after_the_amendment.yaml",
        "versions/restructuring_without_consent.yaml",
    )
]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_column_is_what_the_pinned_version_gives(path: Path) -> None:
    """Under every version of the agreement, norm by norm and act by act; what only other versions have is absent."""
    scenario = evaluator.load_scenario(path)
    comparison = evaluator.compare(scenario, "all")
    assert [column.version for column in comparison.columns] == list(scenario.agreement.versions)
    plain = evaluator.build_scenario(_without_expectations(path))
    for number, column in enumerate(comparison.columns):
        pinned = f"{scenario.agreement.name}@{column.version}"
        found = {line.subject.address: line.results[number] for line in comparison.lines}
        if column.diagnostics:
            with pytest.raises(evaluator.ScenarioError) as caught:
                evaluator.evaluate(plain, agreement=pinned)
            assert [each.message for each in caught.value.diagnostics] == [each.message for each in column.diagnostics]
            assert set(found.values()) == {None}
            continue
        expected = {
            subject.address: result(each) for subject, each in subjects(evaluator.evaluate(plain, agreement=pinned))
        }
        assert {address: each for address, each in found.items() if each is not None} == expected
        assert column.effective == scenario.agreement.program(column.version).effective


def _without_expectations(path: Path) -> dict[str, object]:
    file: dict[str, object] = tree(path)
    file.pop("expect", None)
    return file


def test_what_differs_is_what_is_not_the_same(tmp_path: Path) -> None:
    """A norm that is not there differs from one that is not in force; equal results make no difference."""
    comparison = evaluator.compare(load(tmp_path), ["2026-01-01", "2026-06-01"])
    assert [line.subject.address for line in comparison.differences] == ["access", "peace"]
    assert [line.subject.address for line in comparison.same] == ["rent", "subletting", "january", "let"]
    assert comparison.line("peace").results[0] is None
    assert comparison.standing(comparison.line("peace"), 0) is Standing.ABSENT
    access = comparison.line("access").results[1]
    assert isinstance(access, NormResult)
    assert Reason.REPEALED in access.reasons


def test_facts_that_do_not_fit_a_version_are_its_error(tmp_path: Path) -> None:
    """The versions that know the word have their answers, and they alone are compared."""
    facts = SCENARIO.replace("facts:", "facts:\n  flood: [{id: a, on: 2026-01-05}]")
    comparison = evaluator.compare(load(tmp_path, facts), ["2026-06-01", "2026-09-01"])
    first, second = comparison.columns
    assert [each.code for each in first.diagnostics] == ["E552"]
    assert second.diagnostics == ()
    assert not comparison.is_complete
    assert comparison.differences == ()
    assert comparison.standing(comparison.line("repair:a"), 0) is Standing.ERROR
    assert comparison.standing(comparison.line("repair:a"), 1) is Standing.ANSWERED


def test_one_version_is_compared_with_the_scenarios_own(tmp_path: Path) -> None:
    """The one it pins, else the one in force on its day, which stands first."""
    scenario = load(tmp_path)
    assert [each.version for each in evaluator.compare(scenario, "2026-09-01").columns] == ["2026-01-01", "2026-09-01"]
    later = evaluator.compare(scenario, ["2026-09-01"], as_of=date(2026, 7, 1))
    assert [each.version for each in later.columns] == ["2026-06-01", "2026-09-01"]
    pinned = evaluator.compare(scenario, ["2026-09-01"], agreement="lease@2026-06-01")
    assert [each.version for each in pinned.columns] == ["2026-06-01", "2026-09-01"]


@pytest.mark.parametrize(
    ("versions", "as_of", "cure"),
    [
        ([], None, "no version is named"),
        (["2026-01-01", "2026-01-01"], None, "named twice"),
        (["2026-01-02", "2026-01-01"], None, "did you mean `2026-01-01`?"),
        (["first", "2026-01-01"], None, "there are `2026-01-01`, `2026-06-01`, `2026-09-01`"),
        (["2026-01-01"], None, "the scenario is about `2026-01-01` already"),
        (["2026-01-01"], date(2025, 1, 1), "no version is in force on 2025-01-01"),
    ],
)
def test_what_cannot_be_compared_is_refused(versions: list[str], as_of: date | None, cure: str, tmp_path: Path) -> None:
    """The error says what is wrong and how to ask."""
    with pytest.raises(evaluator.QuestionError) as caught:
        evaluator.compare(load(tmp_path), versions, as_of=as_of)
    assert cure in str(caught.value)


def test_a_single_version_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    """Also where its name is written."""
    text = "version: 2026-01-01\nparties: [a, b]\nactions: {go: {}}\nclauses: {g: {who: a, may: go, to: b}}\n"
    (tmp_path / "alone.yaml").write_text(f"agreement: alone\n{text}", encoding="utf-8")
    scenario = evaluator.build_scenario({"agreement": "alone", "as_of": "2026-02-01"}, library=[tmp_path])
    for versions in ("2026-01-01", "all"):
        with pytest.raises(evaluator.QuestionError, match="one version only"):
            evaluator.compare(scenario, versions)


def test_readings_and_the_day_are_those_asked_for(tmp_path: Path) -> None:
    """They hold under every version."""
    scenario = load(tmp_path)
    comparison = evaluator.compare(scenario, "all", readings={"quiet": "loud"}, as_of=date(2026, 6, 2))
    assert comparison.as_of == date(2026, 6, 2)
    assert comparison.fixed == (("quiet", "loud"),)
    (access, *_) = comparison.line("access").results
    assert isinstance(access, NormResult)
    assert access.state is State.IN_FORCE


def test_a_party_leaves_what_concerns_it(tmp_path: Path) -> None:
    """Norms that bind or benefit it under any version, and its acts."""
    comparison = evaluator.compare(load(tmp_path), "all")
    assert of_parties(comparison, ()) is comparison
    assert [line.subject.address for line in of_parties(comparison, {"agent"}).lines] == []
    assert len(of_parties(comparison, {"tenant"}).lines) == len(comparison.lines)
    assert [line.subject.address for line in of_parties(comparison, {"owner"}).lines] == [
        line.subject.address for line in comparison.lines if line.subject.kind == "norm"
    ]


def test_a_line_that_is_not_there_is_a_key_error(tmp_path: Path) -> None:
    """The message names what there is."""
    comparison = evaluator.compare(load(tmp_path), "all")
    with pytest.raises(KeyError, match="peace"):
        comparison.line("pease")


WHENS = st.sampled_from([None, When(date(2026, 1, 1), date(2026, 1, 1)), When(date(2026, 1, 1), None)])
AMOUNTS = st.sampled_from(
    [
        None,
        *(Amount(None, None, "EUR", certainty) for certainty in ("confirmed", "reported")),
        *(Amount(Decimal(low), Decimal(5), "EUR", "confirmed") for low in (0, 5)),
    ]
)
NORMS = st.builds(
    NormResult,
    party=st.sampled_from(["tenant", "owner"]),
    counterparty=st.sampled_from(["owner", None]),
    modality=st.sampled_from(["obligation", "prohibition", "permission", "power"]),
    state=st.sampled_from(State),
    reasons=st.sampled_from([(), (Reason.ENDED,), (Reason.ENDED, Reason.REPEALED)]),
    possible_reasons=st.sampled_from([(), (Reason.WAIVED,)]),
    performance=st.sampled_from(["open", "fulfilled", "breached", None]),
    possible_performances=st.sampled_from([(), ("open", "fulfilled")]),
    due=WHENS,
    amount=AMOUNTS,
    outstanding=AMOUNTS,
    dates=WHENS.map(lambda when: () if when is None else (("breached", when),)),
    certainty=st.sampled_from(["confirmed", "reported", None]),
)
ACTS = st.builds(
    ActResult,
    verdict=st.sampled_from(Verdict),
    possible=st.sampled_from([(), (Verdict.PERMITTED, Verdict.PROHIBITED)]),
    ability=st.sampled_from(["able", "undetermined", None]),
    certainty=st.sampled_from(["confirmed", None]),
)


@settings(max_examples=150)
@given(st.lists(NORMS, min_size=2, max_size=5) | st.lists(ACTS, min_size=2, max_size=5))
def test_results_that_differ_never_read_alike(found: list[Result]) -> None:
    """Whatever tells two results apart is said where their words would be the same; equal ones read alike."""
    words = results_in_words([(each, Standing.ANSWERED) for each in found])
    for one, said in zip(found, words, strict=True):
        for other, told in zip(found, words, strict=True):
            assert (one == other) == (said == told)
