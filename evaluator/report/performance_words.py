"""What has become of norms in words: performed, breached, exercised; and what powers and events have done.

Only what tells something has words: a duty that stands open without a day and an amount has none.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from evaluator.engine.outcome import Reason, State
from evaluator.frozen import replace
from evaluator.report.words import day_in_words, listed, plain, since_in_words, spaced
from evaluator.values.truth import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evaluator.comparisons.results import OfNorm
    from evaluator.engine.outcome import AgreementState, Amount, EffectNote, When

_SCALES: Final = ((12, "trillion"), (9, "billion"), (6, "million"))
_BREACHES: Final = ("breached", "defaulted")
_AFTER_A_BREACH: Final = ("fulfilled_late", "cured", "defaulted")
_TARGETS: Final = 8
_DONE: Final = {
    "suspend": "suspended",
    "resume": "resumed",
    "end": "ended",
    "terminate": "terminated",
    "waive": "waived",
    "assign": "assigned",
    "delegate": "delegated",
}


def performance_in_words(norm: OfNorm) -> str:
    """What has become of a norm: `fulfilled on 2 Jan 2026`, `open, due 3 Apr 2026, 900 EUR outstanding`.

    Empty where there is nothing to tell: of a prohibition and a guarantee only a breach is told, of a power whether it
    was exercised or lapsed, of a permission nothing.
    """
    match norm.modality:
        case "obligation":
            return _duty(norm)
        case "prohibition" | "guarantee":
            return _breach(norm) if _was_breached(norm) else ""
        case "power" if norm.performance == "exercised":
            return _joined("exercised", _on(norm, "exercised"))
        case "power" if norm.performance == "lapsed":
            return "lapsed"
        case _:
            return ""


def is_breached(norm: OfNorm) -> bool:
    """Whether a norm is certainly breached, and neither cured nor performed late, as far as is known."""
    return norm.performance in _BREACHES or (norm.performance is None and _was_breached(norm))


def amount_in_words(amount: Amount) -> str:
    """`900 EUR`, `at most 12 billion USD`, `between 3 GW and 5 GW`; never rounded.

    What is owed is never below zero, so a lower bound of zero is none.
    """
    low, high = (
        "" if bound is None else f"{number_in_words(bound)} {amount.unit}".strip()
        for bound in (amount.at_least, amount.at_most)
    )
    if amount.known is not None:
        return low
    if amount.at_least is None or amount.at_least <= 0:
        return f"at most {high}" if high else "an unknown amount"
    return f"between {low} and {high}" if high else f"at least {low}"


def number_in_words(number: Decimal) -> str:
    """`900`, `12,500.5`, and for large round numbers `1.25 million` or `12 billion`."""
    whole, _, fraction = f"{number:f}".partition(".")
    fraction = fraction.rstrip("0")
    for zeros, word in () if fraction else _SCALES:
        if len(whole.lstrip("-")) > zeros:
            rest = whole[-zeros:].rstrip("0")
            if len(rest) > 2:
                break
            return f"{_grouped(whole[:-zeros], rest)} {word}"
    return _grouped(whole, fraction)


def on_in_words(when: When | None) -> str:
    """The day of something that happened: `on 2 Jan 2026`, or its bounds; empty where nothing is known."""
    words = _bounds(when)
    return words if words.startswith("between") else f"on {words}" if words else ""


def effects_in_words(effects: Iterable[EffectNote], title: Callable[[str], str]) -> tuple[str, ...]:
    """What powers and events have done: `terminated the agreement, by n1 (end_it), on 10 Mar 2026`.

    What was done to several members at once is one line. `title` gives the full name of a party.
    """
    alike: dict[EffectNote, list[str]] = {}
    for note in effects:
        alike.setdefault(replace(note, target=""), []).append(note.target)
    return tuple(_effect(note, targets, title) for note, targets in alike.items())


def agreement_in_words(state: AgreementState) -> str:
    """What has become of the agreement as a whole: `the agreement was terminated on 10 Mar 2026`; empty in force."""
    if state.state is State.IN_FORCE:
        return ""
    since = since_in_words(state.since)
    if state.state is State.UNDETERMINED:
        return "whether the agreement is in force is undetermined"
    match state.reasons:
        case (Reason.TERMINATED,):
            return _joined("the agreement was terminated", on_in_words(state.since))
        case (Reason.ENDED,):
            return _joined("the agreement ended", on_in_words(state.since))
        case (Reason.SUSPENDED,):
            return _joined("the agreement is suspended", since)
        case (Reason.NOT_YET,):
            return "the agreement is not yet in force"
        case reasons:
            why = listed([spaced(reason.value) for reason in reasons])
            return _joined("the agreement is not in force", since) + (f": {why}" if why else "")


def _duty(norm: OfNorm) -> str:
    match norm.performance:
        case "fulfilled":
            return _joined("fulfilled", _on(norm, "performed"))
        case "fulfilled_late":
            return _joined("fulfilled late", _on(norm, "performed")) + _earlier_breach(norm)
        case "open":
            told = ", ".join(part for part in (_due(norm, passed=False), _outstanding(norm)) if part)
            return f"open, {told}" if told else ""
        case None:
            return _perhaps(norm)
        case _:
            return _breach(norm)


def _breach(norm: OfNorm) -> str:
    """A breach, and what has become of it."""
    if norm.performance == "cured":
        return _joined("cured", _on(norm, "cured")) + _earlier_breach(norm)
    breached, defaulted = _on(norm, "breached"), _on(norm, "defaulted")
    was_due = _comma(_due(norm, passed=True))
    if defaulted and breached == defaulted:
        words = f"breached and defaulted {breached}{was_due}"
    elif norm.performance == "defaulted":
        words = _joined("defaulted", defaulted) + _earlier_breach(norm)
    else:
        words = _joined("breached", breached) + _comma(_joined("defaulted", defaulted) if defaulted else "") + was_due
    later = [] if norm.performance is not None else [_maybe(norm, _AFTER_A_BREACH)]
    return "; ".join(part for part in (words, *later, _outstanding(norm)) if part)


def _perhaps(norm: OfNorm) -> str:
    """A duty of which it is not known what has become."""
    if not norm.possible_performances:
        return ""
    if _was_breached(norm):
        return _breach(norm)
    due = _due(norm, passed="open" not in norm.possible_performances)
    if not due and norm.amount is None:
        return ""
    performed = _on(norm, "performed")
    words = _maybe(norm, ("open", "fulfilled", "fulfilled_late", "breached"))
    parts = (f"performed {performed}" if performed else "", words, due, _outstanding(norm))
    return ", ".join(part for part in parts if part)


def _maybe(norm: OfNorm, words: tuple[str, ...]) -> str:
    """Those of some words that remain possible; what was cured or has defaulted was `breached`, too."""
    dated = dict(norm.dates)
    possible = set(norm.possible_performances)
    if possible.intersection(("cured", "defaulted")):
        possible.add("breached")
    left = [spaced(word) for word in words if word in possible and word not in dated]
    return f"perhaps {listed(left, last='or')}" if left else ""


def _was_breached(norm: OfNorm) -> bool:
    return norm.performance in (*_BREACHES, "cured") or (norm.performance is None and "breached" in dict(norm.dates))


def _earlier_breach(norm: OfNorm) -> str:
    on = _on(norm, "breached")
    return f", breached {on}" if on else ""


def _due(norm: OfNorm, *, passed: bool) -> str:
    words = _bounds(norm.due)
    return f"{'was ' if passed else ''}due {words}" if words else ""


def _outstanding(norm: OfNorm) -> str:
    """What is left of the amount: `900 EUR outstanding`, `400 EUR of 900 EUR outstanding`."""
    amount, left = norm.amount, norm.outstanding
    if left is None or left.known == 0:
        return ""
    words = amount_in_words(left)
    if amount is not None and amount.known is not None and left.known is not None and left.known != amount.known:
        words += f" of {amount_in_words(amount)}"
    weaker = CERTAINTIES[left.certainty] < CERTAINTIES[norm.certainty or "confirmed"]
    return f"{words} outstanding{f' ({plain(left.certainty)})' if weaker else ''}"


def _on(norm: OfNorm, word: str) -> str:
    return on_in_words(dict(norm.dates).get(word))


def _bounds(when: When | None) -> str:
    """`2 Jan 2026`, or the bounds of a day; empty where nothing is known."""
    if when is None:
        return ""
    if when.known is not None:
        return day_in_words(when.known)
    if when.at_least is not None and when.at_most is not None:
        return f"between {day_in_words(when.at_least)} and {day_in_words(when.at_most)}"
    if when.at_least is not None:
        return f"{day_in_words(when.at_least)} at the earliest"
    return "" if when.at_most is None else f"{day_in_words(when.at_most)} at the latest"


def _effect(note: EffectNote, targets: list[str], title: Callable[[str], str]) -> str:
    named = ["the agreement" if target == "agreement" else plain(target) for target in targets]
    words = f"{_DONE.get(note.verb, spaced(note.verb))} {listed(named, at_most=_TARGETS)}"
    if note.to is not None:
        words += f" to {plain(title(note.to))}"
    clause = plain(note.clause)
    words += f", by {clause if note.act is None else f'{plain(note.act)} ({clause})'}"
    return f"{'' if note.certain else 'perhaps '}{words}{_comma(on_in_words(note.on))}"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _comma(words: str) -> str:
    return f", {words}" if words else ""


def _grouped(whole: str, fraction: str) -> str:
    digits = f"{Decimal(whole):,f}"
    return f"{digits}.{fraction}" if fraction else digits
