"""What has become of a norm, in words, and the values that belong to its life."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from evaluator.core.expressions import OF_A_DUTY, OF_A_RIGHT
from evaluator.core.norms import DUTIES, RIGHTS, Modality
from evaluator.engine.lives import Life
from evaluator.engine.logic import Standing
from evaluator.values.estimate import Estimate
from evaluator.values.time import FOREVER, NEVER, Moment, day_of
from evaluator.values.truth import NO, UNKNOWN, YES, Truth
from evaluator.values.value import Value

if TYPE_CHECKING:
    from evaluator.engine.native import NativeEngine

WORDS: Final = (*OF_A_DUTY, *OF_A_RIGHT)
"""Every word for what has become of a norm; of a duty the first six, of a right the last three."""


def told(engine: NativeEngine, life: Life, moment: Moment, what: str, standing: Standing | None) -> Truth:
    """Whether something has become of a norm by a moment; `standing` is its standing then, where it matters."""
    state = engine.performance(life).at(moment)
    match what:
        case "breached":
            return state.breached
        case "cured":
            return engine.remedy(life).at(moment).cured
        case "defaulted":
            return engine.remedy(life).at(moment).defaulted
        case "fulfilled" if life.norm.modality is Modality.MUST:
            # A condition that asks looks at what held just before; what it decides may be whether the duty applies.
            return state.in_time if state.acted else min(state.in_time, _owed(life, moment - (standing is None)))
        case "fulfilled":
            return min(life.ran_out(moment), -state.breached)
        case "fulfilled_late":
            late = state.deadline is not None and moment >= state.deadline[0]
            return min(state.done, -state.in_time) if late else NO
        case "exercised":
            return state.done
        case "lapsed":
            return min(life.ran_out(moment), -state.done)
        case _:  # open or available
            standing = life.at(moment) if standing is None else standing
            return min(standing.in_force, -state.done, -state.missed)


def _owed(life: Life, moment: Moment) -> Truth:
    """Whether a duty has applied by a moment: nothing to do performs only a duty that there is."""
    possible, certain = life.owed_since(moment)
    return YES if certain <= moment else UNKNOWN if possible <= moment else NO


def words(engine: NativeEngine, life: Life, moment: Moment, standing: Standing | None = None) -> dict[str, Truth]:
    """How truly each word says what has become of a norm; they exclude one another, and none may hold.

    `standing` is its standing at the moment, where that is known already.
    """
    standing = life.at(moment) if standing is None else standing

    def of(what: str) -> Truth:
        return told(engine, life, moment, what, standing)

    if life.norm.modality in RIGHTS:
        return {what: of(what) for what in ("available", "exercised", "lapsed")}
    if life.norm.modality not in DUTIES:
        return {}
    breached = of("breached")
    cured, _, beyond = engine.remedy(life).at(moment) if breached >= 0 else (NO, NO, NO)
    done = engine.performance(life).at(moment).done
    return {
        "open": of("open"),
        "fulfilled": of("fulfilled"),
        "fulfilled_late": min(of("fulfilled_late"), -cured) if life.norm.modality is Modality.MUST else NO,
        "breached": min(breached, -cured, -done, -beyond),
        "cured": min(breached, cured),
        "defaulted": min(breached, beyond, -cured, -done),
    }


def last_day(deadline: tuple[Moment, Moment]) -> Value:
    """The last timely day of a deadline."""
    low, high = (NEVER if moment >= FOREVER else day_of(moment - 1) for moment in deadline)
    return low if low == high else Estimate(None if low == date.min else low, None if high is NEVER else high)
