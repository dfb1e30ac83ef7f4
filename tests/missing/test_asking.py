"""`evaluate --ask` asks for what is missing, one fact after another, and says how a wrong answer is put right."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import evaluator
from evaluator.api.interview import Interview
from evaluator.cli.evaluate import main
from evaluator.report import terminal
from tests.missing.answering import examples
from tests.missing.samples import SCENARIO, write
from tests.repository import ROOT


def ask(runner: CliRunner, path: Path | str, *options: str, answers: str = "") -> Result:
    """The command with answers on standard input."""
    return runner.invoke(main, [str(path), "--ask", *options], input=answers)


def test_the_best_question_comes_first_and_says_why(runner: CliRunner, tmp_path: Path) -> None:
    """With its meaning, how the answer is written, and what it would settle; the outcome alone is the result."""
    path = write(tmp_path)
    result = ask(runner, path, answers="31 m2\nno\nstop\n")
    assert result.exit_code == 0
    scenario = evaluator.with_fact(evaluator.load_scenario(path), "room.loft.size", "31 m2")
    outcome = evaluator.evaluate(evaluator.with_fact(scenario, "pay", False))
    assert result.stdout == terminal.render(outcome, width=100)
    assert result.stderr.splitlines()[:12] == [
        "7 answers are open, 11 facts missing. An empty line skips a question, `why` tells more about it,",
        "`stop` ends.",
        "",
        "1. What is `size` of room `loft`?",
        "   write: a number like 5 m2",
        "   why: would settle 1 of 7 open answers: big:loft",
        "   > 31 m2",
        "   That settles big:loft; 6 answers are open.",
        "",
        "2. Are there acts of `pay` up to 2026-04-01 that are not stated?",
        "   write: no, if there are none; yes, to state one",
        "   why: if there are none, that settles 1 of 6 open answers: rent",
    ]
    assert result.stderr.endswith("   > stop\n\nStopped; open: access, dear:loft, silence, seasonal and solo.\n")


def test_what_is_skipped_stays_unknown_until_nothing_is_left_to_ask(runner: CliRunner, tmp_path: Path) -> None:
    """An empty line, `?`, `skip` and `unknown` skip; what only the agreement could state is not asked for."""
    path = write(tmp_path)
    result = ask(runner, path, answers="\n?\nunknown\nskip\n" + "\n" * 20)
    assert result.exit_code == 0
    assert result.stdout == terminal.render(evaluator.evaluate(evaluator.load_scenario(path)), width=100)
    assert "10. " in result.stderr
    assert "11. " not in result.stderr
    assert "`starts` of season" not in result.stderr
    assert "There is nothing more to ask; rent, access, dear:loft, big:loft, silence, seasonal and 1 more" in (
        " ".join(result.stderr.split())
    )


def test_why_tells_what_each_value_would_settle(runner: CliRunner, tmp_path: Path) -> None:
    """And which answers wait for the fact; then the question is asked again."""
    result = ask(runner, write(tmp_path), "--answer", "access", answers="why\nyes\n")
    assert "quiet is named by access" in result.stderr
    assert "yes: settles access" in result.stderr
    assert "no: settles nothing alone" in result.stderr
    assert "That settles access; 0 answers are open.\n\nNo answer is open.\n" in result.stderr


def test_a_wrong_answer_gets_its_cure_and_is_asked_for_again(runner: CliRunner, tmp_path: Path) -> None:
    """The message is that of a scenario file; nothing is guessed, and nothing ends in a traceback."""
    wrong = "\n".join(["31", "31 m3", "{", "a: b", "31 m2 + 1 m2", "\x1b[31m", "# x", "1,5 m2", "at least x"])
    result = ask(runner, write(tmp_path), "--answer", "big:loft", answers=wrong + "\n31 m2\n")
    assert result.exit_code == 0
    told = " ".join(result.stderr.split())
    assert "`room.size` is a number in m2, not the bare number `31`; write `31 m2`" in told
    assert "a stated value is written out, and `31 m2 + 1 m2` is not" in told
    assert "That settles big:loft; 0 answers are open." in told
    assert result.stderr.count("   > ") == 10
    assert "\x1b" not in result.stderr


def test_what_contradicts_the_scenario_or_a_constraint_is_asked_for_again(runner: CliRunner, tmp_path: Path) -> None:
    """A value outside of what is known, and one that the vocabulary forbids."""
    path = write(tmp_path, SCENARIO.replace("{id: loft}", "{id: loft, size: at least 20 m2}"))
    result = ask(runner, path, "--answer", "big:loft", answers="10 m2\nat most 15 m2\n25 m2\n")
    assert "known: at least 20 m2" in result.stderr
    assert "is `at least 20 m2`, so it cannot be `10 m2`; state a value within that" in " ".join(result.stderr.split())
    assert "it cannot be `at most 15 m2`" in " ".join(result.stderr.split())
    assert "That settles big:loft" in result.stderr
    with (tmp_path / "studio.yaml").open("a", encoding="utf-8") as agreement:
        agreement.write("constraints:\n  small: room.size < 30 m2\n")
    result = ask(runner, path, "--answer", "big:loft", answers="40 m2\n25 m2\n")
    assert "error[E570]: the facts contradict `small`" in result.stderr
    assert "That settles big:loft" in result.stderr


def test_a_member_that_was_not_stated_is_asked_for_attribute_by_attribute(runner: CliRunner, tmp_path: Path) -> None:
    """Each with its values; `done` leaves the rest unknown, and the list may have others still."""
    path = write(tmp_path)
    answers = "maybe\nyes\nfirst\ntenant\n2026-02-30\n2026-02-01\nowner\n900 EUR\nno\n"
    result = ask(runner, path, "--answer", "rent", "--save", str(tmp_path / "saved.yaml"), answers=answers)
    told = " ".join(result.stderr.split())
    assert result.exit_code == 0
    assert "`maybe` is no answer; write no, if there are none, or yes, to state one" in told
    assert "by (tenant or owner): tenant" in told
    assert "on (a date like 2026-04-01): 2026-02-30" in told
    assert "`2026-02-30`" in told
    assert "amount (an amount like 900 EUR): 900 EUR" in told
    text = (tmp_path / "saved.yaml").read_text(encoding="utf-8")
    assert "  pay: [{id: first, by: tenant, on: 2026-02-01, to: owner, amount: 900 EUR}]\n" in text
    saved = evaluator.evaluate(evaluator.load_scenario(tmp_path / "saved.yaml"))
    assert saved["rent"].performance == "fulfilled"


def test_the_end_of_the_answers_ends_it_in_the_middle_of_a_member(runner: CliRunner, tmp_path: Path) -> None:
    """What was said of it until then is stated."""
    saved = tmp_path / "saved.yaml"
    result = ask(runner, write(tmp_path), "--answer", "rent", "--save", str(saved), answers="yes\n\nowner\n")
    assert result.exit_code == 0
    assert "  pay: [{id: pay_1, by: owner}]\n" in saved.read_text(encoding="utf-8")
    assert "Stopped; open: rent." in result.stderr


def test_the_saved_scenario_is_the_one_that_was_answered(runner: CliRunner, tmp_path: Path) -> None:
    """It is not written over another file unasked, and says which of its expectations are out of date."""
    path, saved = write(tmp_path), tmp_path / "saved.yaml"
    result = ask(runner, path, "--save", str(saved), "--format", "json", answers="31 m2\nno\n")
    again = runner.invoke(main, [str(saved), "--format", "json"])
    assert again.stdout == result.stdout
    assert result.stderr.endswith(f"wrote {saved}\n1 expectation is not met any more, now that more is known: rent\n")
    assert saved.read_text(encoding="utf-8") == SCENARIO.replace("[repair]", "[repair, pay]").replace(
        "{id: loft}", "{id: loft, size: 31 m2}"
    )
    refused = ask(runner, path, "--save", str(saved), answers="31 m2\n")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "is there already; --force overwrites it" in refused.stderr
    assert ask(runner, path, "--save", str(path), "--force", answers="31 m2\n").exit_code == 0
    assert path.read_text(encoding="utf-8") == SCENARIO.replace("{id: loft}", "{id: loft, size: 31 m2}")


def test_a_list_that_is_closed_for_another_day_is_closed_up_to_that_day(runner: CliRunner, tmp_path: Path) -> None:
    """The scenario's own day may be a later one, of which nobody said anything."""
    path, saved = write(tmp_path), tmp_path / "saved.yaml"
    options = ("--as-of", "2026-02-10", "--answer", "rent", "--save", str(saved))
    result = ask(runner, path, *options, answers="no\n")
    assert result.exit_code == 0
    assert "complete: [repair, pay: 2026-02-10]\n" in saved.read_text(encoding="utf-8")


def test_a_scenario_from_standard_input_ends_with_three_dots(runner: CliRunner, tmp_path: Path) -> None:
    """What follows are the answers; what is saved is the text with them."""
    write(tmp_path)
    saved = tmp_path / "saved.yaml"
    options = ("--library", str(tmp_path), "--answer", "big:loft", "--save", str(saved))
    result = ask(runner, "-", *options, answers=f"{SCENARIO}...\n31 m2\n")
    assert result.exit_code == 0
    assert saved.read_text(encoding="utf-8") == SCENARIO.replace("{id: loft}", "{id: loft, size: 31 m2}")
    refused = ask(runner, "-", "--library", str(tmp_path), answers=SCENARIO)
    assert refused.exit_code == 2
    assert "end it with a line `...` and write the answers after that" in refused.stderr


def test_where_the_agreement_would_not_be_found_nothing_is_saved(runner: CliRunner, tmp_path: Path) -> None:
    """It is refused before the first question, so that no answer is lost."""
    path = write(tmp_path)
    (tmp_path / "other").mkdir()
    result = ask(runner, path, "--save", str(tmp_path / "other" / "saved.yaml"), answers="31 m2\n")
    assert result.exit_code == 2
    assert "would not find the same agreement `studio`; save it beside the scenario" in result.stderr
    assert "1. " not in result.stderr
    allowed = ("--save", str(tmp_path / "other" / "saved.yaml"), "--library", str(tmp_path))
    assert ask(runner, path, *allowed, answers="31 m2\n").exit_code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--save", "x.yaml"], "--save writes the scenario with the answers stated; add --ask"),
        (["--ask", "--grid", "as_of=2026-01-01"], "--ask asks for missing facts and evaluates; leave --grid out"),
        (["--ask", "--timeline"], "leave --timeline out"),
        (["--ask", "--why", "rent"], "--why explains single answers; leave --ask out"),
        (["--ask", "--receipt", "r.json"], "leave --receipt out"),
        (["--ask", "--force"], "--force overwrites the file of --save; name one"),
        (["--ask", "--answer", "rant"], "there is no norm or act `rant`; did you mean `rent`"),
        (["--ask", "scenario.yaml"], "--ask asks about one scenario; name one"),
        (["--answer", "rent"], "--answer chooses what a grid shows"),
    ],
)
def test_what_makes_no_sense_is_refused(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], message: str
) -> None:
    """No option is passed over in silence."""
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(main, [str(write(tmp_path)), *options], input="")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_scenario_with_errors_is_not_asked_about(runner: CliRunner, tmp_path: Path) -> None:
    """Its errors are shown."""
    result = ask(runner, write(tmp_path, SCENARIO.replace("by: owner", "by: ownr")), answers="31 m2\n")
    assert result.exit_code == 3
    assert "did you mean `owner`" in result.stderr


@pytest.mark.parametrize("path", examples(each=60, first=31), ids=str)
def test_an_interview_ends(path: Path) -> None:
    """Whatever is answered with the first value that was tried: nothing is asked twice, and nothing is left to ask."""
    interview = Interview(evaluator.load_scenario(ROOT / path))
    asked = []
    while (fact := interview.next) is not None:
        asked.append((fact.fact, fact.up_to))
        assert len(set(asked)) == len(asked)
        if fact.is_list:
            interview.close(fact)
        elif fact.trials:
            interview.state(fact, fact.trials[0].value)
        else:
            interview.skip(fact)
    assert all(fact.own or (fact.fact, fact.up_to) in asked for fact in interview.missing.facts)
