"""A scenario kills what its expectations notice, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.api.agreements import load_agreement
from evaluator.api.mutate import mutate
from evaluator.diagnostics import QuestionError
from evaluator.mutations.survey import Examined, Fate, Survey
from tests.mutations.club import HEAD, SCENARIOS, TWO_GUESTS, written


def survey(folder: Path, scenarios: dict[str, str], jobs: int = 1) -> Survey:
    """What becomes of all mutants."""
    paths = written(folder, scenarios)
    return mutate(load_agreement(folder / "club.yaml"), paths, jobs=jobs)


def words(examined: Examined) -> str:
    """A mutant in short."""
    return f"{examined.mutant.subject} {examined.mutant.key}: {examined.mutant.was} -> {examined.mutant.becomes}"


def test_what_the_scenarios_notice(tmp_path: Path) -> None:
    """Deadlines, amounts and last days are tested on either side; of the crowd nothing is, so all of it survives."""
    found = survey(tmp_path, SCENARIOS)
    assert found.total == found.killed + len(found.survivors)
    assert found.share == found.killed / found.total
    assert [words(each) for each in found.survivors] == [
        "crowded means: > -> >=",
        "crowded means: where (guest.on <= today) -> without it",
        "crowded means: <= -> <",
        "crowded means: <= -> >=",
        "crowded means: 2 -> 1",
        "crowded means: 2 -> 3",
        "access unless: crowded -> left out",
        "no_late_swim except lesson: swim.lesson -> left out",
    ]


def test_a_boundary_scenario_kills_the_boundary(tmp_path: Path) -> None:
    """Two guests are no crowd: `>=` for `>` and one guest fewer are noticed, and the survey says by whom and why."""
    found = survey(tmp_path, {**SCENARIOS, "two": TWO_GUESTS})
    dead = {words(each): each for each in found.examined if each.by.endswith("two.yaml")}
    assert set(dead) == {"crowded means: > -> >=", "crowded means: 2 -> 1"}
    assert dead["crowded means: > -> >="].because == "access: expected in_force, found not_in_force (excepted)"


def test_what_the_checks_refuse_is_no_mutant(tmp_path: Path) -> None:
    """A clause that another one overrides cannot be left out: whoever does is told, so it counts neither way."""
    found = survey(tmp_path, SCENARIOS)
    refused = [words(each) for each in found.examined if each.fate is Fate.INVALID]
    assert refused == ["access : access -> no such clause"]
    assert found.invalid == 1
    assert found.total == len(found.examined) - 1


def test_more_processes_find_the_same(tmp_path: Path) -> None:
    """The survey is the same for any number of processes."""
    assert survey(tmp_path, SCENARIOS, jobs=2).rows() == survey(tmp_path, SCENARIOS).rows()


def test_each_so_many_th(tmp_path: Path) -> None:
    """`every` examines the first, and every so-many-th after it, and says so."""
    paths = written(tmp_path, SCENARIOS)
    agreement = load_agreement(tmp_path / "club.yaml")
    whole, some = mutate(agreement, paths), mutate(agreement, paths, every=5)
    assert some.rows() == whole.rows()[::5]
    assert some.every == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD.format(day="2026-05-01"), "no scenario about `club` expects anything"),
        (HEAD.format(day="2026-05-01") + "expect: {access: ended}\n", "fails already as the text is: access: expected"),
    ],
)
def test_scenarios_that_prove_nothing_are_refused(tmp_path: Path, text: str, message: str) -> None:
    """Without expectations nothing could be killed, with one that fails everything would be."""
    with pytest.raises(QuestionError, match=message):
        survey(tmp_path, {"one": text})


@pytest.mark.parametrize(("every", "jobs"), [(0, 1), (1, 0)])
def test_numbers_below_one_are_refused(tmp_path: Path, every: int, jobs: int) -> None:
    """Neither every zeroth mutant nor no process at all."""
    paths = written(tmp_path, SCENARIOS)
    with pytest.raises(ValueError, match="at least 1"):
        mutate(load_agreement(tmp_path / "club.yaml"), paths, every=every, jobs=jobs)
