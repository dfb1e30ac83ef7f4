"""A missing fact in words: the question, how its answer is written, and why it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from evaluator.core.types import (
    Date,
    DurationType,
    Entity,
    Money,
    Number,
    Percent,
    PeriodType,
    SetOf,
    Text,
    Type,
    YesNo,
)
from evaluator.report.words import capitalized, counted, listed, plain, wrapped
from evaluator.values.time import day_text

if TYPE_CHECKING:
    from evaluator.engine.outcome import Day
    from evaluator.explanations.missing import MemberAttribute, MissingFact

_FEW: Final = 6
"""Of many addresses or options as many are named."""
_INDENT: Final = "   "

KEYS: Final = "An empty line skips a question, `why` tells more about it, `stop` ends."


def opening(answers: Sequence[str], waiting: int) -> str:
    """What stands before the first question: how many answers are open and how many facts are missing."""
    if not waiting:
        return nothing_missing(answers)
    verb = "is" if len(answers) == 1 else "are"
    return f"{counted(len(answers), 'answer')} {verb} open, {counted(waiting, 'fact')} missing. {KEYS}"


def nothing_missing(answers: Sequence[str]) -> str:
    """What is said where there is nothing to ask, with the answers that are open all the same."""
    if not answers:
        return "No answer is open."
    verb = "stays" if len(answers) == 1 else "stay"
    return f"There is nothing more to ask; {addresses(answers)} {verb} open."


def stopped(answers: Sequence[str]) -> str:
    """What is said where it ended before everything was asked."""
    return f"\nStopped; open: {addresses(answers)}." if answers else "\nStopped; no answer is open."


def settled(before: Sequence[str], after: Sequence[str]) -> str:
    """What an answer has settled."""
    done = [each for each in before if each not in after]
    left = f"{counted(len(after), 'answer')} {'is' if len(after) == 1 else 'are'} open"
    return f"That settles {addresses(done)}; {left}." if done else f"That settles nothing yet; {left}."


def question(fact: MissingFact, number: int, as_of: Day, waiting: int, width: int) -> str:
    """A question as it is asked, on several lines of at most `width` columns."""
    first = f"{number}. "
    lines = wrapped(capitalized(plain(fact.question)), width, first, " " * len(first))
    for word, text in _details(fact, as_of, waiting):
        lines += wrapped(f"{word} {plain(text)}", width, _INDENT, _INDENT + "  ")
    return "\n".join(lines) + "\n"


def more_about(fact: MissingFact, width: int) -> str:
    """What each value that was tried would settle, and which answers wait for the fact."""
    texts = [f"{fact.fact} is named by {listed(fact.named_by)}"]
    for trial in fact.trials:
        what = f"settles {listed(trial.settled)}" if trial.settled else "settles nothing alone"
        texts.append(f"{plain(trial.value)}: {what}")
    if not fact.trials:
        texts.append("no value could be tried")
    return "".join(line + "\n" for text in texts for line in wrapped(text, width, _INDENT, _INDENT + "  "))


def why_asked(fact: MissingFact, waiting: int) -> str:
    """Why a fact is asked for: how many of the open answers it would settle."""
    least, most = fact.least, fact.most
    of_all = f"of {counted(waiting, 'open answer')}"
    if least is None or most is None:
        return f"{addresses(fact.named_by)} {_depends(fact)} it"
    if most == 0:
        return f"alone it settles nothing; {addresses(fact.named_by)} {_depends(fact)} it, and on other facts"
    count = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    if fact.is_list:
        return f"if there are none, that settles {count} {of_all}: {addresses(fact.settled)}"
    return f"would settle {count} {of_all}: {addresses(fact.settled)}"


def how_written(type: Type | None, options: Sequence[str], as_of: Day, known: str = "") -> str:
    """How a value of a type is written; None stands for the question whether a list has other members."""
    shown = listed(options, last="or", at_most=_FEW * 2)
    match type:
        case None:
            return "no, if there are none; yes, to state one"
        case YesNo():
            return "yes or no"
        case Date(timed):
            day = day_text(as_of)[:10]
            if known[:1].isdigit():
                return f"a time of that day, like {known[:10]} 10:30"
            return f"a time like {day} 10:30" if timed or isinstance(as_of, datetime) else f"a date like {day}"
        case Money(currency):
            return f"an amount like 900 {currency}"
        case Percent():
            return "a share like 20%"
        case Number(unit):
            return f"a number like 5 {unit}" if unit else "a number like 5"
        case DurationType():
            return "a duration like 3 months"
        case PeriodType():
            year = day_text(as_of)[:4]
            return f"a period like {year}-01-01 .. {year}-07-01"
        case Text():
            return "a text, in quotes if it has signs"
        case Entity(name):
            return f"its id: {shown}" if options else f"the id of a `{name}`; none is stated yet"
        case SetOf(element):
            few = ", ".join(options[:2]) or f"{element}, {element}"
            return f"a list like [{few}], or none" + (f", of {shown}" if len(options) > 2 else "")
        case _:
            return shown or str(type)


def asked_attribute(attribute: MemberAttribute, as_of: Day) -> str:
    """An attribute of a member that is being stated, as it is asked for."""
    note = f", {plain(attribute.meaning)}" if attribute.meaning else ""
    return f"{attribute.name}{note} ({how_written(attribute.type, attribute.options, as_of)})"


def addresses(answers: Sequence[str]) -> str:
    """A few of some answers, the others counted."""
    return listed([plain(each) for each in answers], at_most=_FEW)


def _details(fact: MissingFact, as_of: Day, waiting: int) -> Iterator[tuple[str, str]]:
    if fact.meaning and fact.meaning not in fact.question:
        yield "meaning:", fact.meaning
    if fact.known:
        yield "known:", fact.known
    yield "write:", how_written(fact.value_type, fact.options, as_of, fact.known)
    yield "why:", why_asked(fact, waiting)


def _depends(fact: MissingFact) -> str:
    return "depends on" if len(fact.named_by) == 1 else "depend on"
