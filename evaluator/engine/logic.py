"""How truths are put together: into conditions, the standing of a norm, what it says of an act, and verdicts.

All of it takes truths and gives truths (`evaluator.values.truth`); no facts, no dates. So it is what another engine can
decide in its own way: `Kleene` is how the native engine does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from evaluator.values.truth import NO, YES, Truth, capped

if TYPE_CHECKING:
    from evaluator.engine.world import World

Condition = Callable[["World"], Truth]
"""What a condition comes to in a world."""


class Parts(NamedTuple):
    """What the parts of a norm come to at a moment; what a norm does not have stands as if it were always met.

    Its first day has come (`started`), `when` holds, it has `arisen` upon its event, its member `belongs`, `unless`
    holds, a norm with priority leaves it nothing to say (`overridden`), it is `repealed`, `until` was `reached`, its
    last day is `past`; effects have `suspended`, ended (`cut_off`), `terminated` or `waived` it.
    """

    started: Truth
    when: Truth
    arisen: Truth
    belongs: Truth
    unless: Truth
    overridden: Truth
    repealed: Truth
    reached: Truth
    past: Truth
    suspended: Truth
    cut_off: Truth
    terminated: Truth
    waived: Truth


class Standing(NamedTuple):
    """Whether a norm is in force at a moment, and each reason why it may not be.

    `ran_out` is whether it has ended by its own terms, and not by an effect.
    """

    in_force: Truth
    not_yet: Truth
    not_triggered: Truth
    ended: Truth
    excepted: Truth
    overridden: Truth
    suspended: Truth
    terminated: Truth
    waived: Truth
    repealed: Truth
    ran_out: Truth


REASONS: Final = Standing._fields[1:-1]
NATIVE: Final = "native"
DURABLE: Final = "durable"
ENGINES: Final = (NATIVE, DURABLE)
"""The names of the engines, the default first."""


class Coverage(NamedTuple):
    """Whether a norm `applies` to an act it names (not excepted, in force), and `covers` it: is not spent, either."""

    applies: Truth
    covers: Truth


class Force(NamedTuple):
    """What a norm that applies to an act, or covers it, does: see `evaluator.engine.verdicts.Bearing`."""

    effective: Truth
    idle: Truth
    fits: Truth


class Said(NamedTuple):
    """What all norms together say of an act.

    Whether one that is effective prohibits, permits, obliges or exempts; whether a prohibition that names the act
    releases it; whether one names it at all (`forbidding`); whether a permission and a prohibition, or a duty and an
    exemption, clash; whether a duty is `trapped` by a prohibition; whether anything regulates the act (`spoken_of`).
    `silence` is whether what no norm names is certainly unregulated: unknown where the text is only partly known.
    """

    prohibited: Truth
    permitted: Truth
    obliged: Truth
    exempt: Truth
    released: Truth
    forbidding: Truth
    clashing: Truth
    trapped: Truth
    spoken_of: Truth
    silence: Truth


class Verdicts(NamedTuple):
    """How true each verdict on an act is."""

    obligatory: Truth
    permitted: Truth
    prohibited: Truth
    conflicting: Truth
    unregulated: Truth


class Logic(Protocol):
    """What an engine decides in its own way; `name` is the engine's."""

    name: str

    def all_of(self, conditions: Sequence[Condition]) -> Condition:
        """Whether all conditions hold; they are looked at in order, up to the first that certainly does not."""

    def any_of(self, conditions: Sequence[Condition]) -> Condition:
        """Whether one of the conditions holds; they are looked at in order, up to the first that certainly does."""

    def every(self, truths: Sequence[Truth]) -> Truth:
        """Whether all of them are true; of none: yes."""

    def some(self, truths: Sequence[Truth]) -> Truth:
        """Whether one of them is true; of none: no."""

    def standing(self, parts: Parts, certainty: int) -> Standing:
        """The standing of a norm; what it says of itself is at most as certain as its clause."""

    def coverage(self, names: Truth, excepts: Truth, in_force: Truth, spent: Truth) -> Coverage:
        """Whether a norm covers an act, which it names, but may except."""

    def force(self, coverage: Coverage, excepts: Truth, in_force: Truth, spent: Truth, yields: Truth) -> Force:
        """What a norm does that covers an act and may yield to another."""

    def verdicts(self, said: Said) -> Verdicts:
        """The verdict on an act."""


class Kleene:
    """The logic of the native engine: conjunction is the minimum, disjunction the maximum, negation the sign."""

    name = NATIVE

    def all_of(self, conditions: Sequence[Condition]) -> Condition:
        """See `Logic`."""

        def run(world: World) -> Truth:
            result: Truth = YES
            for each in conditions:
                found = each(world)
                if found < result:
                    result = found
                    if result == NO:
                        break
            return result

        return run

    def any_of(self, conditions: Sequence[Condition]) -> Condition:
        """See `Logic`."""

        def run(world: World) -> Truth:
            result: Truth = NO
            for each in conditions:
                found = each(world)
                if found > result:
                    result = found
                    if result == YES:
                        break
            return result

        return run

    def every(self, truths: Sequence[Truth]) -> Truth:
        """See `Logic`."""
        return min(truths, default=YES)

    def some(self, truths: Sequence[Truth]) -> Truth:
        """See `Logic`."""
        return max(truths, default=NO)

    def standing(self, parts: Parts, certainty: int) -> Standing:
        """See `Logic`."""
        started, when, arisen, belongs, excepted, overridden, repealed, reached, past, *done = parts
        suspended, cut_off, terminated, waived = done
        not_yet = -started
        not_triggered = -min(when, arisen, belongs)
        ran_out = max(reached, past)
        ended = max(ran_out, cut_off)
        if certainty < YES:
            # What the clause says of itself is as certain as the clause; that another one sets it aside is not.
            not_yet, not_triggered = capped(not_yet, certainty), capped(not_triggered, certainty)
            ended, ran_out = capped(ended, certainty), capped(ran_out, certainty)
            excepted, repealed = capped(excepted, certainty), capped(repealed, certainty)
        against = max(not_yet, not_triggered, ended, excepted, overridden, suspended, terminated, waived, repealed)
        return Standing(
            min(-against, certainty),
            *(not_yet, not_triggered, ended, excepted, overridden, suspended, terminated, waived, repealed, ran_out),
        )

    def coverage(self, names: Truth, excepts: Truth, in_force: Truth, spent: Truth) -> Coverage:
        """See `Logic`."""
        applies = min(names, -excepts, in_force)
        return Coverage(applies, min(applies, -spent))

    def force(self, coverage: Coverage, excepts: Truth, in_force: Truth, spent: Truth, yields: Truth) -> Force:
        """See `Logic`."""
        applies, covers = coverage
        return Force(min(covers, -yields), max(excepts, -in_force, yields, spent), min(applies, -yields))

    def verdicts(self, said: Said) -> Verdicts:
        """See `Logic`."""
        prohibited, permitted, obliged, exempt, released, forbidding, clashing, trapped, spoken_of, silence = said
        conflicting = max(clashing, min(obliged, prohibited, trapped))
        return Verdicts(
            obligatory=min(obliged, -prohibited, -exempt),
            permitted=min(-obliged, -prohibited, max(permitted, released)),
            prohibited=min(prohibited, -conflicting),
            conflicting=conflicting,
            unregulated=min(-prohibited, -permitted, -obliged, -forbidding, -spoken_of, silence),
        )


KLEENE: Final = Kleene()
