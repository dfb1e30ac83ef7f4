"""Answers in words: dates, states, reasons, verdicts and readings as a lawyer would say them.

Every report for people takes its words from here, so that the terminal and Markdown say the same thing.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from textwrap import wrap
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from evaluator.engine.outcome import Day, Ground, NormAnswer, Reason, State, TurnsOn, Verdict, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluator.comparisons.results import OfAct, OfNorm

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Month names of our own: the locale of the machine must not change a report."""

DUTIES = ("obligation", "guarantee", "prohibition")
"""The modalities that bind their party, in the order in which they are listed."""

_MAY = {
    Reason.NOT_YET: "may not have begun",
    Reason.NOT_TRIGGERED: "may not be triggered",
    Reason.ENDED: "may have ended",
    Reason.EXCEPTED: "may be excepted",
    Reason.OVERRIDDEN: "may be overridden",
    Reason.SUSPENDED: "may be suspended",
    Reason.TERMINATED: "may be terminated",
    Reason.WAIVED: "may be waived",
    Reason.REPEALED: "may be repealed",
}

_EFFECTS = {
    "prohibits": "prohibited by",
    "permits": "permitted by",
    "obliges": "required by",
    "exempts": "not required, by",
    "enables": "enabled by",
    "releases": "not prohibited by",
    "yields": "set aside:",
    "performed": "no longer required by",
}

_SPACES = re.compile(" {2,}")

_KEPT = {"\u200c", "\u200d", "\u00a0"}
"""Joiners that some scripts need, and the space that does not break: not printable by Python's rule, yet harmless."""


def plain(text: str) -> str:
    """The text on one line, without characters that steer a terminal or turn the direction of writing."""
    shown = (one if one.isprintable() or one in _KEPT else " " if one.isspace() else "\ufffd" for one in text)
    return _SPACES.sub(" ", "".join(shown)).strip(" ")


def spaced(word: str) -> str:
    """A word of the language as ordinary words: `not_in_force` is `not in force`."""
    return word.replace("_", " ")


def listed(words: Sequence[str], *, last: str = "and", at_most: int | None = None) -> str:
    """`a, b and c`; beyond `at_most` words the rest is counted: `a, b and 3 more`."""
    if at_most is not None and len(words) > at_most:
        words = [*words[:at_most], f"{len(words) - at_most:,} more"]
        last = "and"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def parties_in(text: str) -> list[str]:
    """The parties that are named for a norm: one, several together (`a, b`), or one of several (`a or b`)."""
    return re.split(", | or ", text)


def parties_together(text: str, titles: Mapping[str, str]) -> str:
    """The same by their full names, as a list in words; `anyone` and `another party` have none."""
    return listed([titles.get(one, one) for one in parties_in(text)], last="or" if " or " in text else "and")


def capitalized(text: str) -> str:
    """The text with a capital first letter, for a heading."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str) -> str:
    """`1 norm`, `2 norms`, `1,200 norms`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters take two, combining ones none."""
    return sum(
        0 if category(one) in {"Mn", "Me", "Cf"} else 2 if east_asian_width(one) in {"W", "F"} else 1 for one in text
    )


def padded(text: str, width: int) -> str:
    """The text, filled with spaces up to a width in columns."""
    return text + " " * max(0, width - display_width(text))


def flowed(parts: Iterable[str], width: int, separator: str = " · ") -> str:
    """Parts on as many lines of at most `width` columns as they need; a line ends between parts, not within one.

    Empty parts are left out. A separator at the end of a line loses its spaces, and a lone dot goes with them.
    """
    lines: list[str] = []
    for part in parts:
        if not part:
            continue
        longer = f"{lines[-1]}{separator}{part}" if lines else part
        if lines and display_width(longer) <= width:
            lines[-1] = longer
            continue
        if lines:
            lines[-1] += separator.rstrip(" ·")
        lines.append(part)
    return "\n".join(lines)


def day_in_words(day: Day) -> str:
    """`28 Oct 2025`, or `1 May 2026 10:30`."""
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{words} {day:%H:%M}" if isinstance(day, datetime) else words


def since_in_words(since: When | None) -> str:
    """The first day of a state: `since 28 Oct 2025`, or its bounds; empty where nothing is known."""
    if since is None or (since.at_least is None and since.at_most is None):
        return ""
    if since.known is not None:
        return f"since {day_in_words(since.known)}"
    if since.at_least is None:
        return f"since {_text(since.at_most)} at the latest"
    if since.at_most is None:
        return f"since {_text(since.at_least)} at the earliest"
    return f"since a day between {_text(since.at_least)} and {_text(since.at_most)}"


def until_in_words(until: When | None) -> str:
    """The last day of a state: `through 31 Dec 2032`, or its bounds; empty where no end is known.

    `until` is the first day after, so the last whole day is shown; a moment within a day is shown as `until …`.
    """
    if until is None or (until.at_least is None and until.at_most is None):
        return ""
    if until.known is not None:
        return _last(until.known)
    if until.at_least is None:
        return f"{_last(until.at_most)} at the latest"
    if until.at_most is None:
        return f"{_last(until.at_least)} at the earliest"
    earliest, latest = _last(until.at_least), _last(until.at_most)
    return f"{earliest} at the earliest, {latest.removeprefix('through ')} at the latest"


def _text(day: Day | None) -> str:
    return "" if day is None else day_in_words(day)


def _last(day: Day | None) -> str:
    if day is None:
        return ""
    if isinstance(day, datetime):
        if day.time() != time():
            return f"until {day_in_words(day)}"
        day = day.date()
    return "until the first day" if day == date.min else f"through {day_in_words(day - timedelta(days=1))}"


def state_in_words(norm: OfNorm) -> tuple[str, str]:
    """A norm's state and its reasons: (`not in force`, `ended`), (`undetermined`, `may have ended`)."""
    sure = [spaced(reason.value) for reason in norm.reasons]
    match norm.state:
        case State.IN_FORCE:
            return "in force", ""
        case State.UNDETERMINED:
            return "undetermined", ", ".join([*sure, *(_MAY[reason] for reason in norm.possible_reasons)])
        case State.NOT_IN_FORCE:
            open_reasons = [spaced(reason.value) for reason in norm.possible_reasons]
            if not sure:
                return "not in force", listed(open_reasons, last="or")
            perhaps = f", perhaps also {listed(open_reasons, last='or')}" if open_reasons else ""
            return "not in force", listed(sure) + perhaps


def claim_in_words(state: State) -> str:
    """The state of what a party may claim; of what is not in force only what is breached may be."""
    return "breached" if state is State.NOT_IN_FORCE else spaced(state.value)


def whole_state(norm: OfNorm) -> str:
    """State and reasons in one phrase: `not in force: ended`."""
    state, reasons = state_in_words(norm)
    return f"{state}: {reasons}" if reasons else state


def verdict_in_words(act: OfAct) -> tuple[str, str]:
    """A verdict and what belongs to it: (`undetermined`, `permitted or prohibited`), (`permitted`, `not able`)."""
    verdict = spaced(act.verdict.value)
    if act.verdict is Verdict.UNDETERMINED:
        return verdict, listed([spaced(one.value) for one in act.possible], last="or")
    ability = {"able": "with effect", "not_able": "without effect", "undetermined": "effect undetermined"}
    if act.ability is not None and act.ability != act.verdict.value:
        return verdict, ability.get(act.ability, spaced(act.ability))
    return verdict, ability.get(act.ability or "", "") if act.verdict is Verdict.NOT_ABLE else ""


def ground_in_words(ground: Ground) -> str:
    """A clause and how it decides: `not prohibited by api_exclusivity: ended`."""
    words = f"{_EFFECTS.get(ground.effect, spaced(ground.effect) + ':')} {plain(ground.clause)}"
    if not ground.certain:
        words = f"perhaps {words}"
    names_clauses = ground.detail.startswith(("yields to", "may yield to", "exception"))
    detail = ground.detail if names_clauses else spaced(ground.detail)
    return f"{words}: {plain(detail)}" if detail else words


def turn_in_words(turn: TurnsOn) -> tuple[str, ...]:
    """`turns on until_agi:`, `verified (used) → in force`, `declared → ended`: a part for each option."""
    undecided = " (undecided)" if turn.used is None else ""
    options = (
        f"{option}{' (used)' if option == turn.used else ''} → {spaced(result).removeprefix('not in force: ')}"
        for option, result in turn.options
    )
    return tuple(plain(part) for part in (f"turns on {turn.reading}{undecided}:", *options))


def certainty_in_words(norm: NormAnswer) -> str:
    """`confirmed (S4, W1)`: the certainty of the answer, and the ids of its sources."""
    sources = ", ".join(plain(source.id) for source in norm.sources)
    if not norm.certainty:
        return f"sources {sources}" if sources else ""
    return f"{norm.certainty} ({sources})" if sources else norm.certainty


def title_of(norm: NormAnswer) -> str:
    """The clause's title, or its id in words where it has none."""
    return plain(norm.title) or spaced(norm.clause).capitalize()


def numbered(noun: str, numbers: Iterable[int]) -> str:
    """`question 3`, `questions 1, 2 and 5`."""
    shown = [str(number) for number in sorted(set(numbers))]
    return f"{noun}{'' if len(shown) == 1 else 's'} {listed(shown, at_most=9)}"


def wrapped(text: str, width: int, first: str, later: str) -> list[str]:
    """Lines of at most `width` columns where words allow; `first` and `later` are put before them."""
    return wrap(
        text, width, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )
