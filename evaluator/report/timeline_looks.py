"""How a stretch looks: one sign for each condition a norm can be in, the same in the terminal, in SVG and in tables.

Colour repeats what the sign says and never says more.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from evaluator.engine.outcome import Reason, State

if TYPE_CHECKING:
    from evaluator.comparisons.results import NormResult
    from evaluator.timelines.timeline import Stretch, Timeline


class Look(Enum):
    """The conditions that a picture tells apart, the one that most wants to be seen first."""

    DEFAULTED = "defaulted"
    BREACHED = "breached"
    CURED = "cured"
    FULFILLED_LATE = "fulfilled_late"
    FULFILLED = "fulfilled"
    EXERCISED = "exercised"
    LAPSED = "lapsed"
    UNDETERMINED = "undetermined"
    OPEN = "open"
    IN_FORCE = "in_force"
    SET_ASIDE = "set_aside"
    WAITING = "waiting"
    OVER = "over"

    @property
    def sign(self) -> str:
        """One character, one column wide; a norm that is over leaves its place empty."""
        return _SIGNS[self]

    @property
    def words(self) -> str:
        """What the sign means, for a legend."""
        return _WORDS[self]

    @property
    def is_settled(self) -> bool:
        """Whether it shows what has become of a norm's performance, which stays whatever becomes of the norm."""
        return self.value in _SETTLED


RANKS: Final = {look: rank for rank, look in enumerate(Look)}
"""Which look prevails where there is room for one only: the lower rank."""

LEGEND: Final = (
    Look.IN_FORCE,
    Look.OPEN,
    Look.FULFILLED,
    Look.FULFILLED_LATE,
    Look.BREACHED,
    Look.CURED,
    Look.DEFAULTED,
    Look.EXERCISED,
    Look.LAPSED,
    Look.UNDETERMINED,
    Look.WAITING,
    Look.SET_ASIDE,
    Look.OVER,
)
"""The order in which a legend explains them."""

_SIGNS: Final = {
    Look.DEFAULTED: "!",
    Look.BREACHED: "X",
    Look.CURED: "x",
    Look.FULFILLED_LATE: "▣",
    Look.FULFILLED: "■",
    Look.EXERCISED: "●",
    Look.LAPSED: "○",
    Look.UNDETERMINED: "?",
    Look.OPEN: "□",
    Look.IN_FORCE: "━",
    Look.SET_ASIDE: "╌",
    Look.WAITING: "·",
    Look.OVER: " ",
}
_WORDS: Final = {
    Look.DEFAULTED: "defaulted",
    Look.BREACHED: "breached",
    Look.CURED: "breached, then cured",
    Look.FULFILLED_LATE: "fulfilled late",
    Look.FULFILLED: "fulfilled",
    Look.EXERCISED: "exercised",
    Look.LAPSED: "lapsed",
    Look.UNDETERMINED: "undetermined",
    Look.OPEN: "in force, to be performed",
    Look.IN_FORCE: "in force",
    Look.SET_ASIDE: "not in force for now",
    Look.WAITING: "not yet in force",
    Look.OVER: "no longer in force",
}
_SETTLED: Final = {
    look.value: look
    for look in (
        Look.DEFAULTED,
        Look.BREACHED,
        Look.CURED,
        Look.FULFILLED_LATE,
        Look.FULFILLED,
        Look.EXERCISED,
        Look.LAPSED,
    )
}
"""Performance that is history, and is shown whatever becomes of the norm."""

_BREACHES: Final = {look.value for look in (Look.BREACHED, Look.CURED, Look.FULFILLED_LATE, Look.DEFAULTED)}
_WAITING: Final = {Reason.NOT_YET, Reason.NOT_TRIGGERED}
_OVER: Final = {Reason.ENDED, Reason.TERMINATED, Reason.WAIVED, Reason.REPEALED}


def tells(stretch: Stretch | NormResult, modality: str) -> bool:
    """Whether the performance tells something beside the state: all of an obligation does.

    Of a prohibition and a guarantee only a breach does, of a power that it was exercised or lapsed, of a permission
    nothing: it goes without saying that what is forbidden is still to be left undone, and that rights are there.
    """
    match modality:
        case "prohibition" | "guarantee":
            return stretch.performance in _BREACHES
        case "power":
            return stretch.performance in {Look.EXERCISED.value, Look.LAPSED.value}
        case "permission" | "exemption":
            return False
        case _:
            return stretch.performance is not None


def look_of(stretch: Stretch | NormResult, modality: str) -> Look:
    """The look of a stretch: what its performance tells, else whether it is in force and why not."""
    settled = _SETTLED.get(stretch.performance or "")
    if settled is not None and tells(stretch, modality):
        return settled
    match stretch.state:
        case State.UNDETERMINED:
            return Look.UNDETERMINED
        case State.IN_FORCE:
            return Look.OPEN if stretch.performance == "open" and tells(stretch, modality) else Look.IN_FORCE
        case State.NOT_IN_FORCE:
            if _OVER.intersection(stretch.reasons):
                return Look.OVER
            return Look.WAITING if _WAITING.intersection(stretch.reasons) else Look.SET_ASIDE


def is_alarming(stretch: Stretch | NormResult) -> bool:
    """Whether a stretch has to stand out wherever it is shown."""
    return stretch.performance in {Look.BREACHED.value, Look.DEFAULTED.value}


def legend_of(timeline: Timeline) -> list[Look]:
    """The looks that a picture of the timeline shows, in the order of a legend."""
    used = {look_of(stretch, lane.modality) for lane in timeline.lanes for stretch in lane.stretches}
    used |= {look_of(stretch, "") for stretch in timeline.state}
    return [look for look in LEGEND if look in used]
