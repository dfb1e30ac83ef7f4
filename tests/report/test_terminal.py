"""The table on a terminal: complete without colour, within its width, and safe to show."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.engine.outcome import Missing, Outcome, Reason, State, When
from evaluator.frozen import replace
from evaluator.report import terminal
from evaluator.report.sections import for_parties, long_over, sections
from evaluator.report.words import display_width
from tests.report.goldens import FOLDER, goldens
from tests.report.samples import DECLARED, NORMS, WIDE, norm
from tests.report.strategies import OUTCOMES

ESCAPES = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("name", sorted(goldens()))
def test_it_looks_as_it_was_left(name: str) -> None:
    """Each report is the text of its golden file; `python -m tests.report.goldens` writes them anew."""
    assert goldens()[name] == (FOLDER / name).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """Every file in the folder is compared with something."""
    assert {path.name for path in FOLDER.iterdir()} == set(goldens())


def test_words_say_what_colours_say() -> None:
    """Without its escapes, the coloured table is the plain one."""
    colored = terminal.render(DECLARED, width=80, color=True)
    assert ESCAPES.search(colored)
    without = [line.rstrip() for line in ESCAPES.sub("", colored).split("\n")]
    assert without == terminal.render(DECLARED, width=80).split("\n")


@pytest.mark.parametrize(
    ("state", "reasons", "possible", "words"),
    [
        (State.IN_FORCE, (), (), "in force"),
        (State.NOT_IN_FORCE, (Reason.NOT_YET,), (), "not in force: not yet"),
        (State.NOT_IN_FORCE, (Reason.ENDED,), (Reason.WAIVED,), "not in force: ended, perhaps also waived"),
        (State.NOT_IN_FORCE, (), (Reason.ENDED, Reason.EXCEPTED), "not in force: ended or excepted"),
        (State.UNDETERMINED, (), (Reason.ENDED,), "undetermined may have ended"),
        (
            State.UNDETERMINED,
            (),
            (Reason.NOT_TRIGGERED, Reason.SUSPENDED),
            "undetermined may not be triggered, may be suspended",
        ),
    ],
)
def test_each_state_is_told_in_words(
    state: State, reasons: tuple[Reason, ...], possible: tuple[Reason, ...], words: str
) -> None:
    """The state and all its reasons stand in the first column, without colour."""
    one = norm("c", "t", "openai", "obligation", state=state, reasons=reasons, possible_reasons=possible, since=None)
    text = terminal.render(replace(DECLARED, as_of=date(2025, 11, 1), norms=(one,), acts=(), conflicts=()), width=80)
    start = text.index("Obligations and prohibitions")
    column = " ".join(line[2:17].strip() for line in text[start:].split("\n")[1:5])
    assert " ".join(column.split()).startswith(words)


@settings(max_examples=30)
@given(OUTCOMES, st.sampled_from([40, 80, 120]))
def test_no_line_is_wider_than_asked(outcome: Outcome, width: int) -> None:
    """Every line fits, whatever the texts hold; only a single part that is longer is broken within."""
    for line in terminal.render(outcome, width=width).split("\n"):
        assert display_width(line) <= width


@settings(max_examples=30)
@given(OUTCOMES)
def test_nothing_steers_the_terminal(outcome: Outcome) -> None:
    """No character of the author's text moves the cursor, changes colours or turns the direction of writing."""
    text = terminal.render(outcome, width=80)
    assert not [one for one in text if not one.isprintable() and one not in "\n\u200c\u200d\u00a0"]


@settings(max_examples=30)
@given(OUTCOMES)
def test_every_norm_and_every_question_is_shown_somewhere(outcome: Outcome) -> None:
    """Each norm stands in a row of its party, in force or over; each missing fact has one number."""
    parts = sections(outcome)
    shown = [
        norm.address
        for section in parts.parties
        for rows in (section.duties, section.rights, section.past)
        for row in rows
        for norm in row.norms
    ]
    assert sorted(shown) == sorted(norm.address for norm in outcome.norms)
    missing = {one for answer in outcome.norms for one in answer.missing}
    missing |= {one for answer in outcome.acts for one in answer.missing}
    assert sorted(parts.question_numbers.values()) == list(range(1, len(missing) + 1))


def test_wide_characters_take_two_columns() -> None:
    """Columns stay aligned where characters are two columns wide."""
    for line in terminal.render(WIDE, width=60).split("\n"):
        assert display_width(line) <= 60


def test_members_that_read_alike_share_a_row() -> None:
    """A family of ten thousand members with one answer is one row that counts them."""
    members = tuple(replace(NORMS[11], binding=("revenue", f"r{number}")) for number in range(10_000))
    text = terminal.render(replace(DECLARED, norms=members, acts=(), conflicts=()), width=120)
    assert "and 9,992 more)" in " ".join(text.split())
    assert text.count("revenue_share ·") == 1
    assert len(text.split("\n")) < 40


def test_what_is_long_over_takes_little_room() -> None:
    """Repealed norms, and those over for more than a year, are a line in a list; what ended lately is a row."""
    ended = norm("c", "t", "openai", "permission", state=State.NOT_IN_FORCE, reasons=(Reason.ENDED,))
    day = date(2029, 6, 1)
    lately, long_ago = (replace(ended, since=When(one, one)) for one in (day - timedelta(30), day - timedelta(400)))
    assert not long_over(lately, day)
    assert long_over(long_ago, day)
    assert long_over(replace(lately, reasons=(Reason.REPEALED,)), day)
    assert not long_over(replace(long_ago, reasons=(Reason.EXCEPTED,)), day)


def test_many_questions_are_cut_off_visibly() -> None:
    """Twenty questions are shown, and the number of the rest."""
    missing = tuple(Missing(f"f{number}", f"What is f{number}?") for number in range(30))
    text = terminal.render(replace(DECLARED, norms=(replace(NORMS[0], missing=missing),), acts=()), width=80)
    assert "and 10 more; `--format json` has all" in text


def test_a_party_alone_is_shown_with_what_concerns_it() -> None:
    """With one party chosen the others' norms are told by their titles, since their own sections are missing."""
    chosen = for_parties(DECLARED, {"panel"})
    assert [one.clause for one in chosen.norms] == ["panel_verification"]
    text = terminal.render(for_parties(DECLARED, {"microsoft"}), width=80, parties={"microsoft"})
    assert "API products are served from Azure only  api_exclusivity" in text
    assert "\nOpenAI ──" not in text
