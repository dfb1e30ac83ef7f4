"""What a replay found is told in plain words, on lines of the terminal's width, and nothing acts on the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import Verification
from evaluator.diagnostics import Diagnostic
from evaluator.receipts.canonical import Plain
from evaluator.receipts.record import ScenarioForm
from evaluator.receipts.verification import AnswerChange, Change, LibraryChange, Replay, Result, TextChange
from evaluator.report.receipts import SHOWN, render

WORDS = st.text(max_size=12)
VALUES: st.SearchStrategy[Plain] = st.recursive(
    st.none() | st.booleans() | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
ROOTS = st.sampled_from(["bundled", "library", "scenario", "current", None])
TEXTS = st.builds(TextChange, st.sampled_from(Change), st.just("agreement"), ROOTS, WORDS, st.none(), st.none())
PARTS = st.sampled_from(["outcome", "agreement", "norm", "act", "effect", "conflict"])
ANSWERS = st.builds(AnswerChange, PARTS, WORDS, WORDS | st.just("present"), VALUES, VALUES)
REPLAYS = st.builds(
    Replay,
    WORDS,
    st.sampled_from(ScenarioForm),
    st.lists(TEXTS, max_size=2).map(tuple),
    st.lists(ANSWERS, max_size=3).map(tuple),
    st.lists(st.builds(LibraryChange, WORDS, st.none() | WORDS, st.none() | WORDS), max_size=1).map(tuple),
    st.lists(st.just(Diagnostic("E300", "there is none", None)), max_size=1).map(tuple),
)
VERIFICATIONS = st.builds(Verification, WORDS, WORDS, st.lists(REPLAYS, min_size=1, max_size=3).map(tuple))


def one(*changes: AnswerChange, width: int = 80) -> str:
    """What is told of one evaluation with these changes."""
    return render(Verification("1", "1", (Replay("s.yaml", ScenarioForm.FILE, (), changes),)), width=width)


@given(VERIFICATIONS, st.integers(40, 120))
def test_every_verification_can_be_told(found: Verification, width: int) -> None:
    """Whatever was found, nothing in it acts on the terminal, and its result is the worst of all evaluations."""
    text = render(found, width=width)
    assert text.endswith("\n")
    assert [one for one in text if not one.isprintable() and one not in "\n\u200c\u200d\xa0"] == []
    assert found.result.value in text
    assert ("verified: the same" in text) == found.verified
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_lines_are_as_wide_as_the_terminal() -> None:
    """Long values go on below where they began, between words."""
    text = one(AnswerChange("norm", "rent", "note", "is paid " * 10, "is not paid"), width=40)
    lines = text.splitlines()
    assert lines[2] == "    note  is paid is paid is paid is"
    assert lines[3] == "          paid is paid is paid is paid"
    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("in_force", "not_in_force", "in_force → not_in_force"),
        (None, "2026-01-01", "none → 2026-01-01"),
        (True, False, "yes → no"),
        ([], ["ended", "waived"], "none → ended and waived"),
        ({"at_least": None, "at_most": "2031-01-01"}, "2030-01-01", "at most 2031-01-01 → 2030-01-01"),
        ({"breached": "2026-02-04"}, {}, "breached 2026-02-04 → none"),
        ([{"fact": "a.b", "question": "what?"}], [], "a.b → none"),
        ([{"clause": "a", "effect": "prohibits", "detail": ""}], [], "a prohibits → none"),
        ([{"fact": "a", "question": "x"}], [{"fact": "a", "question": "y"}], "otherwise; --format json says how"),
        ("a\x1b[2Jb\n", "c", "a\ufffd[2Jb → c"),
    ],
)
def test_values_are_told_in_a_few_words(was: Plain, now: Plain, words: str) -> None:
    """States, days, bounds, lists and records are told as what they were and are."""
    assert one(AnswerChange("norm", "rent", "field", was, now)) == f"differs: s.yaml\n  rent\n    field  {words}\n"


def test_of_many_answers_the_first_are_told() -> None:
    """A terminal is not flooded; the rest is counted, and where it is found is said."""
    text = one(
        *(AnswerChange("norm", f"n{number}", "state", "in_force", "undetermined") for number in range(SHOWN + 7))
    )
    assert f"  n{SHOWN - 1}\n" in text
    assert f"  n{SHOWN}\n" not in text
    assert text.endswith("  and 7 more; --format json has them all\n")


def test_what_else_decides_is_a_note() -> None:
    """Other versions of the evaluator and of its libraries are told below, once each, also of what is verified."""
    libraries = (LibraryChange("holidays", "0.109", "0.110"),)
    replays = (Replay("a.yaml", ScenarioForm.FILE, libraries=libraries),) * 2
    assert render(Verification("0.1.0", "0.2.0", replays)) == (
        "verified: the same 2 answers from the same texts\n"
        "note: the receipt was written by version 0.1.0 of the evaluator, this is 0.2.0\n"
        "note: of the library `holidays` it was version 0.109, now it is version 0.110\n"
    )


@pytest.mark.parametrize(
    ("form", "cure"),
    [
        (ScenarioForm.FILE, "name it after the receipt"),
        (ScenarioForm.TEXT, "it was read from standard input; name its file"),
        (ScenarioForm.DATA, "give it to `evaluator.verify`"),
    ],
)
def test_a_scenario_that_is_missing_has_a_cure(form: ScenarioForm, cure: str) -> None:
    """What to do depends on what the scenario was given as."""
    lost = TextChange(Change.MISSING, "scenario", None, "s", "0" * 64, None)
    replay = Replay("s", form, (lost,))
    assert replay.result is Result.INCOMPLETE
    text = render(Verification("1", "1", (replay,)), width=100)
    assert text.startswith("incomplete: s\n  missing  s (the scenario)\n  = help: ")
    assert cure in text
    assert "nevertheless" not in text
