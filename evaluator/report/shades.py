"""How a result looks in a picture of many: a sign of one character, words for a legend, a colour that repeats them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.comparisons.results import ActResult, NormResult, Standing
from evaluator.engine.outcome import State, Verdict
from evaluator.frozen import frozen
from evaluator.report.timeline_looks import LEGEND, Look, look_of
from evaluator.report.words import listed, spaced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.comparisons.results import Result


@frozen
class Shade:
    """One way to look: the name of its style, its sign, its words, and the name of its colour.

    The signs of norms are those of the timeline; what is no longer in force leaves its place empty there, too.
    """

    name: str
    sign: str
    words: str
    color: str


_LOOKS: Final = {
    Look.IN_FORCE: "blue",
    Look.OPEN: "blue",
    Look.FULFILLED: "green",
    Look.FULFILLED_LATE: "green",
    Look.BREACHED: "red",
    Look.CURED: "red",
    Look.DEFAULTED: "deep",
    Look.EXERCISED: "purple",
    Look.LAPSED: "quiet",
    Look.UNDETERMINED: "amber",
    Look.WAITING: "pale",
    Look.SET_ASIDE: "quiet",
    Look.OVER: "faint",
}
_NORMS: Final = {look: Shade(look.value, look.sign.strip(), look.words, _LOOKS[look]) for look in LEGEND}
_ACTS: Final = {
    Verdict.OBLIGATORY: Shade("obligatory", "»", "obligatory", "blue"),
    Verdict.PERMITTED: Shade("permitted", "✓", "permitted", "green"),
    Verdict.ABLE: Shade("able", "↑", "able", "green"),
    Verdict.PROHIBITED: Shade("prohibited", "✗", "prohibited", "red"),
    Verdict.NOT_ABLE: Shade("not_able", "↓", "not able", "red"),
    Verdict.CONFLICTING: Shade("conflicting", "≠", "conflicting", "purple"),
    Verdict.UNREGULATED: Shade("unregulated", "~", "unregulated", "pale"),
    Verdict.UNDETERMINED: _NORMS[Look.UNDETERMINED],
}
_NOTHING: Final = {
    Standing.ABSENT: Shade("absent", "/", "no such clause", "faint"),
    Standing.IMPOSSIBLE: Shade("impossible", "#", "impossible: the facts contradict one another", "ink"),
    Standing.ERROR: Shade("error", "E", "not evaluated: an error", "deep"),
}
SHADES: Final = tuple(dict.fromkeys([*_NORMS.values(), *_ACTS.values(), *_NOTHING.values()]))
"""All of them, in the order of a legend."""


def shade_of(found: Result | None, standing: Standing) -> Shade:
    """How a result looks."""
    match found:
        case NormResult():
            return _NORMS[_look(found)]
        case ActResult():
            return _ACTS[found.verdict]
        case None:
            return _NOTHING[standing]


def legend(shades: Iterable[Shade]) -> tuple[Shade, ...]:
    """The shades that are used, in the order of a legend."""
    used = set(shades)
    return tuple(shade for shade in SHADES if shade in used)


def short_words(found: Result | None, standing: Standing) -> str:
    """A result in a word or two: `in force`, `ended`, `breached`, `permitted`, `impossible`."""
    if isinstance(found, NormResult):
        look = _look(found)
        if found.state is State.NOT_IN_FORCE and found.reasons and not look.is_settled:
            return listed([spaced(reason.value) for reason in found.reasons])
        return spaced(look.value) if look.is_settled or look is Look.UNDETERMINED else spaced(found.state.value)
    return spaced(found.verdict.value) if isinstance(found, ActResult) else _NOTHING[standing].words.partition(":")[0]


def _look(norm: NormResult) -> Look:
    """The look of a norm; a duty in force of which it is not known whether it was performed is undetermined."""
    unknown = norm.modality == "obligation" and norm.performance is None and norm.possible_performances
    return Look.UNDETERMINED if unknown and norm.state is State.IN_FORCE else look_of(norm, norm.modality)
