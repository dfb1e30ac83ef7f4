"""A receipt lists every text that its answers rest on, and no other: each of them is guarded, nothing else matters."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import Receipt, evaluate, load_scenario, receipt, to_data, verify
from evaluator.diagnostics import Findings
from evaluator.receipts.verification import Change, Replay, Result, TextChange
from evaluator.syntax.files import decode_source
from tests.receipts.folders import FILES, IDLE, SCENARIO, SECOND, shipped, small
from tests.repository import ROOT

pytestmark = pytest.mark.once

LISTED = sorted(FILES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library; whoever changes a file puts it back."""
    return small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def made(folder: Path) -> Receipt:
    """The receipt of its scenario."""
    return receipt(load_scenario(folder / "scenario.yaml", library=[folder / "lib"]))


def replayed(made: Receipt, folder: Path) -> Replay:
    """The one evaluation of a receipt, replayed with the library of a folder."""
    (replay,) = verify(made, folder / "scenario.yaml", library=[folder / "lib"]).replays
    return replay


def named(replay: Replay, change: Change) -> list[TextChange]:
    """The texts of which a replay says this."""
    return [text for text in replay.texts if text.change is change]


@contextmanager
def holding(path: Path, content: bytes | None) -> Iterator[None]:
    """A file has another content for a while, or (None) is gone."""
    before = path.read_bytes()
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(before)


def test_the_list_is_complete(made: Receipt) -> None:
    """Versions, vocabulary and the patterns that are used are listed by their places in the library, nothing else."""
    (evaluation,) = made.evaluations
    paths = [f"lib/{file.path}" for file in evaluation.files]
    assert sorted([*paths, "scenario.yaml"]) == LISTED
    assert paths == sorted(paths)


def test_hashes_are_those_of_the_bytes(folder: Path, made: Receipt) -> None:
    """What is recorded of a file is what `sha256sum` says of it."""
    (evaluation,) = made.evaluations
    recorded = {f"lib/{file.path}": file.sha256 for file in evaluation.files}
    recorded["scenario.yaml"] = evaluation.scenario.sha256
    assert recorded == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in LISTED}


@given(st.text(st.characters(codec="utf-8")), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_a_hash_is_of_the_bytes_however_they_are_read(text: str, marked: bool, end: str) -> None:
    """Byte order marks and line ends count, though the text that is read has no mark."""
    content = (b"\xef\xbb\xbf" if marked else b"") + text.replace("\n", end).encode()
    source = decode_source("f", content, Findings())
    assert source is not None
    assert source.sha256 == hashlib.sha256(content).hexdigest()


@given(st.data())
def test_any_byte_of_a_listed_file_is_guarded(folder: Path, made: Receipt, data: st.DataObject) -> None:
    """Another byte anywhere in a listed file is noticed, and the file is named, whatever becomes of the answer."""
    name = data.draw(st.sampled_from(LISTED))
    content = (folder / name).read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != content[place]))
    other = content[:place] + bytes([byte]) + content[place + 1 :]
    with holding(folder / name, other):
        replay = replayed(made, folder)
    assert replay.result is not Result.VERIFIED
    (text,) = named(replay, Change.CHANGED)
    assert text.path.endswith(name.removeprefix("lib/"))
    assert text.now == hashlib.sha256(other).hexdigest()


@pytest.mark.parametrize("name", LISTED)
def test_a_comment_changes_a_text_and_no_answer(folder: Path, made: Receipt, name: str) -> None:
    """A file with a line more at its beginning is named; the answer is the same though all places have moved."""
    with holding(folder / name, b"# a comment\n" + FILES[name].encode()):
        replay = replayed(made, folder)
    assert [text.change for text in replay.texts] == [Change.CHANGED]
    assert (replay.answers, replay.result) == ((), Result.DIFFERS)


@pytest.mark.parametrize("name", LISTED)
def test_a_listed_file_that_is_gone_is_named(folder: Path, made: Receipt, name: str) -> None:
    """Without one of its texts an answer is not verified, even where another one can be given."""
    with holding(folder / name, None):
        replay = replayed(made, folder)
    assert replay.result is Result.INCOMPLETE
    (text,) = named(replay, Change.MISSING)
    assert text.path.endswith(name.removeprefix("lib/"))


@pytest.mark.parametrize("content", [b"", b"\xff\x00: [", b"agreement: lease\nversion: 2026-02-02\n", None])
@pytest.mark.parametrize("name", sorted(IDLE))
def test_what_is_not_listed_does_not_matter(folder: Path, made: Receipt, name: str, content: bytes | None) -> None:
    """A file that is not listed may hold anything, or be gone: texts and answers are the same."""
    with holding(folder / name, content):
        assert replayed(made, folder).result is Result.VERIFIED


@pytest.mark.parametrize("name", ["panel_confirms_agi.yaml", "equipment_lease", "cloud_services"])
def test_of_what_ships_nothing_is_missing_in_the_list(tmp_path: Path, name: str) -> None:
    """With every file of the shipped library scrambled but those that are listed, the outcome is the same."""
    folder = shipped(tmp_path / "shipped")
    example = min([folder / "examples" / name, *(folder / "examples" / name).glob("*.yaml")], key=Path.is_dir)
    scenario = load_scenario(example, library=[folder / "lib"])
    made = receipt(scenario)
    listed = {file.path for file in made.evaluations[0].files}
    before = to_data(evaluate(scenario))
    others = [one for one in (folder / "lib").rglob("*.*") if one.relative_to(folder / "lib").as_posix() not in listed]
    assert len(listed) > 2
    assert len(others) > 10
    for other in others:
        other.write_bytes(b"\x00 scrambled: [")
    assert to_data(evaluate(load_scenario(example, library=[folder / "lib"]))) == before
    assert verify(made, library=[folder / "lib"]).verified


def test_a_text_is_the_same_wherever_it_lies(made: Receipt, tmp_path: Path) -> None:
    """Files that were moved or renamed with their bytes are no difference."""
    moved = small(tmp_path)
    (moved / "lib").rename(moved / "other")
    (moved / "other" / "lease" / "2026-07-01.yaml").rename(moved / "other" / "lease" / "later.yml")
    (moved / "scenario.yaml").rename(moved / "s.yaml")
    assert verify(made, moved / "s.yaml", library=[moved / "other"]).verified


def test_a_version_that_was_added_is_new(folder: Path, made: Receipt) -> None:
    """A file that is read now and was not before is named, though the answer is the same."""
    added = folder / "lib" / "lease" / "2028-01-01.yaml"
    added.write_text("agreement: lease\nversion: 2028-01-01\namends: 2026-07-01\nuntouched: yes\n", encoding="utf-8")
    replay = replayed(made, folder)
    added.unlink()
    assert [(text.change, text.path) for text in replay.texts] == [(Change.NEW, "lease/2028-01-01.yaml")]
    assert (replay.answers, replay.result) == ((), Result.DIFFERS)


def test_an_agreement_that_comes_first_now_takes_the_place_of_the_other(folder: Path, made: Receipt) -> None:
    """One beside the scenario hides that of the library: its file is new, theirs are read no more."""
    nearer = folder / "lease.yaml"
    nearer.write_text(SECOND.partition("amends")[0] + VISITS, encoding="utf-8")
    replay = replayed(made, folder)
    nearer.unlink()
    assert [text.change for text in replay.texts] == [*[Change.UNUSED] * 4, Change.NEW]
    assert (replay.texts[-1].root, replay.texts[-1].path) == ("scenario", "lease.yaml")
    assert replay.result is Result.DIFFERS


VISITS = """\
parties: [tenant, owner]
entities: {invoice: {amount: money EUR, due: date, paid: yes/no}}
actions: {sublet: {}}
clauses: {no_sublet: {who: tenant, must not: sublet, to: owner}}
"""


def test_an_agreement_beside_the_scenario_moves_with_it(tmp_path: Path) -> None:
    """Its files, and patterns near it, are recorded by their paths from the scenario's folder, dots and all."""
    folder = small(tmp_path)
    (folder / "cases").mkdir()
    (folder / "cases" / "s.yaml").write_text(SCENARIO.replace("agreement: lease", "agreement: ../lib/lease"), "utf-8")
    made = receipt(load_scenario(folder / "cases" / "s.yaml"))
    (evaluation,) = made.evaluations
    assert {(file.root.value, file.path.rpartition("/")[0]) for file in evaluation.files} == {
        ("scenario", "../lib/lease"),
        ("scenario", "../lib/rules/permit"),
    }
    assert verify(made).verified


def test_what_ships_is_recorded_as_such() -> None:
    """Bundled files are named by `clauses/` and `rules/`, wherever the package lies."""
    (evaluation,) = receipt(load_scenario(ROOT / "examples" / "panel_confirms_agi.yaml")).evaluations
    assert {(file.root.value, file.path.partition("/")[0]) for file in evaluation.files} == {
        ("bundled", "clauses"),
        ("bundled", "rules"),
    }
