"""`evaluate --ask`: the missing facts are asked for one after another, and the answers evaluated and saved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from evaluator.cli.arguments import chosen_answers, refuse_others
from evaluator.cli.ask_calls import expected_no_longer, interview_about, means_the_same, saved_text
from evaluator.cli.calls import Evaluation
from evaluator.cli.command import terminal_width, write_diagnostics, write_note
from evaluator.cli.files import refuse_existing, write_files
from evaluator.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.api.interview import Interview, NewMember
    from evaluator.api.scenarios import Scenario
    from evaluator.cli.calls import Request
    from evaluator.engine.outcome import Outcome
    from evaluator.explanations.missing import MissingFact

_OF_ASK: Final = {
    "scenario",
    "ask",
    "answer",
    "save",
    "force",
    "as_of",
    "agreement",
    "reading",
    "party",
    "form",
    "library",
    "strict",
    "color",
}
"""The parameters that asking obeys."""
_SKIP: Final = ("", "?", "unknown", "skip")
_STOP: Final = ("stop", "quit")
_PROMPT: Final = "   > "


class _StopError(Exception):
    """The person has had enough, or the answers are at an end."""


@frozen
class AskOptions:
    """What the options say about asking: only for the sake of which answers, and where the scenario is saved."""

    answers: tuple[str, ...]
    save: Path | None
    force: bool


def ask_options(
    paths: tuple[str, ...], answers: tuple[str, ...], save: Path | None, *, ask: bool, force: bool
) -> AskOptions | None:
    """The options for asking, None if nothing is to be asked.

    Raises:
        click.UsageError: they make no sense together.
    """
    if not ask:
        if save is not None:
            raise click.UsageError("--save writes the scenario with the answers stated; add --ask")
        return None
    refuse_others("--ask asks for missing facts and evaluates", _OF_ASK)
    if len(paths) > 1:
        raise click.UsageError("--ask asks about one scenario; name one")
    if force and save is None:
        raise click.UsageError("--force overwrites the file of --save; name one")
    if save is not None and not force:
        refuse_existing([save])
    return AskOptions(answers, save, force)


def ask_about(path: str, request: Request, options: AskOptions, color: str) -> Evaluation:
    """Ask for what is missing of a scenario, then evaluate it; what it expects was expected of other facts.

    Raises:
        InputError: the scenario or its agreement has errors.
    """
    interview, scenario, lines = interview_about(path, request, lambda known: chosen_answers(options.answers, known))
    if lines == [] and not interview.missing.facts:
        lines = None  # nothing will be asked
    if lines == []:
        raise click.UsageError(
            "the scenario has used up standard input; end it with a line `...` and write the answers after that, "
            "or put it into a file"
        )
    before = interview.outcome
    if options.save is not None:
        _refuse_elsewhere(scenario, options.save, request, before)
    conversation = _Conversation(interview, _read_lines() if lines is None else iter(lines), color)
    try:
        conversation.hold()
    except _StopError:
        conversation.stopped()
    if options.save is not None:
        _save(interview, request, options.save, force=options.force)
        _note_expectations(scenario, before, interview.outcome)
    return Evaluation(interview.outcome, warnings=scenario.warnings, agreement=interview.scenario.agreement)


def _refuse_elsewhere(scenario: Scenario, save: Path, request: Request, outcome: Outcome) -> None:
    """Refuse to save a scenario where it would mean something else, before anybody has answered anything."""
    from evaluator.diagnostics import InputError

    try:
        same = means_the_same(scenario.written.span.source, save.parent, request, outcome)
    except InputError:
        same = False
    if not same:
        raise click.UsageError(
            f"in the folder of `{save}` the scenario would not find the same agreement "
            f"`{scenario.written.agreement.text}`; save it beside the scenario, or name the folder of the agreement "
            "with --library"
        )


def _save(interview: Interview, request: Request, save: Path, *, force: bool) -> None:
    """Write the scenario with what was stated, if what was written means what was answered."""
    from evaluator.diagnostics import impossible

    source = saved_text(interview, str(save))
    if not means_the_same(source, save.parent, request, interview.outcome):
        impossible("the scenario that was to be saved is not the one that was answered")
    content = (("\ufeff" if source.marked else "") + source.text).encode()
    write_files({save: content}, force=force)
    if save.read_bytes() != content:
        impossible(f"`{save}` is not what was written")
    write_note(f"wrote {save}")


def _note_expectations(scenario: Scenario, before: Outcome, after: Outcome) -> None:
    """Say what the scenario expects and no longer finds: it was expected of fewer facts."""
    from evaluator.report.words import counted, listed

    broken = expected_no_longer(scenario, before, after)
    if broken:
        verb = "is" if len(broken) == 1 else "are"
        write_note(
            f"{counted(len(broken), 'expectation')} {verb} not met any more, now that more is known: "
            f"{listed(broken, at_most=6)}"
        )


def _read_lines() -> Iterator[str]:
    """The lines of standard input; what is no text becomes a sign that no value has."""
    while line := sys.stdin.buffer.readline():
        yield line.decode("utf-8", "replace")


class _Conversation:
    """The dialogue: questions go to standard error, so that standard output has the outcome alone."""

    def __init__(self, interview: Interview, lines: Iterator[str], color: str) -> None:
        self.interview, self.lines, self.color = interview, lines, color
        self.echoes = not sys.stdin.isatty()

    def hold(self) -> None:
        """Ask until nothing is left to ask.

        Raises:
            _StopError: it ended before.
        """
        from evaluator.report import missing_words

        interview, number = self.interview, 0
        missing = interview.missing
        self._say(missing_words.opening(missing.open, len(missing.facts)))
        while (fact := interview.next) is not None:
            number += 1
            before = interview.missing.open
            as_of, width = interview.scenario.as_of, terminal_width()
            write_note("\n" + missing_words.question(fact, number, as_of, len(before), width).rstrip("\n"))
            if self._answered(fact):
                self._say(f"   {missing_words.settled(before, interview.missing.open)}")
        if number:
            self._say("\n" + missing_words.nothing_missing(interview.missing.open))

    def stopped(self) -> None:
        """Say what is open when it ended before everything was asked."""
        from evaluator.report import missing_words

        self._say(missing_words.stopped(self.interview.missing.open))

    def _answered(self, fact: MissingFact) -> bool:
        """Whether a question was answered with something; it is asked until it is answered or skipped."""
        from evaluator.diagnostics import InputError, QuestionError
        from evaluator.report.missing_words import more_about

        while True:
            text = self._read(_PROMPT)
            word = "" if text in fact.options else text.lower()
            if text not in fact.options and word in _SKIP:
                self.interview.skip(fact)
                return False
            if word in _STOP:
                raise _StopError
            if word == "why":
                write_note(more_about(fact, terminal_width()).rstrip("\n"))
                continue
            try:
                if not fact.is_list:
                    self.interview.state(fact, text)
                elif word == "no":
                    self.interview.close(fact)
                elif word == "yes":
                    self._state_member(fact)
                else:
                    self._say(f"   `{text}` is no answer; write no, if there are none, or yes, to state one")
                    continue
            except QuestionError as error:
                self._say(f"   {error}")
            except InputError as error:
                write_diagnostics(error.diagnostics, self.color)
            else:
                return True

    def _state_member(self, fact: MissingFact) -> None:
        """Ask for the attributes of a member one after the other, and state it."""
        from evaluator.report.missing_words import asked_attribute

        member = self.interview.member(fact)
        self._say("   An empty line leaves a value unknown, `done` ends the rest.")
        stopped = False
        try:
            if self._told(member, "", f"   id ({member.id}): "):
                for attribute in member.attributes:
                    prompt = f"   {asked_attribute(attribute, self.interview.scenario.as_of)}: "
                    if not self._told(member, attribute.name, prompt):
                        break
        except _StopError:
            stopped = True
        self.interview.add(member)
        if stopped:
            raise _StopError

    def _told(self, member: NewMember, attribute: str, prompt: str) -> bool:
        """Read one value of a member until it is one; False once the rest is left unknown."""
        from evaluator.diagnostics import QuestionError

        while True:
            text = self._read(prompt)
            if text == "done":
                return False
            if text in _STOP:
                raise _StopError
            if text in _SKIP:
                return True
            try:
                if attribute:
                    member.state(attribute, text)
                else:
                    member.call(text)
            except QuestionError as error:
                self._say(f"   {error}")
            else:
                return True

    def _read(self, prompt: str) -> str:
        """The next answer, without blanks around it; it is shown where nobody sees it typed."""
        from evaluator.report.words import plain

        sys.stdout.flush()
        click.echo(prompt, nl=False, err=True)
        try:
            line = next(self.lines, None)
        except KeyboardInterrupt:
            line = None  # what was answered counts
        if line is None:
            click.echo("", err=True)
            raise _StopError
        if self.echoes:
            click.echo(plain(line), err=True)
        return line.strip()

    def _say(self, text: str) -> None:
        """Write a remark that stands in no file, on as many lines as it needs."""
        from evaluator.report.words import plain, wrapped

        blank = "\n" if text.startswith("\n") else ""
        indent = " " * (len(text) - len(text.lstrip(" ")))
        write_note(blank + "\n".join(wrapped(plain(text), terminal_width(), indent, indent)))
