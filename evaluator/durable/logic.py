"""The logic of the durable engine: what truths come to together is what rules conclude from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

from evaluator.durable.formulas import (
    COVERAGE,
    FORCE,
    STANDING,
    STANDING_CAPPED,
    VERDICTS,
    Decision,
    condition,
    every_of,
    some_of,
)
from evaluator.durable.rulesets import MOST_OPERANDS
from evaluator.engine.logic import DURABLE, Coverage, Force, Parts, Said, Standing, Verdicts
from evaluator.values.truth import NO, YES, Truth

if TYPE_CHECKING:
    from evaluator.engine.logic import Condition
    from evaluator.engine.world import World

_EVERY: Final = cache(every_of)
_SOME: Final = cache(some_of)


class Deciding(Protocol):
    """Who decides."""

    def decide(self, decision: Decision, known: Mapping[str, Truth]) -> Mapping[str, Truth]:
        """What is concluded from truths, by name."""


class DurableLogic:
    """What each method decides is said in `evaluator.engine.logic.Logic`; `host` runs the rules."""

    name = DURABLE

    def __init__(self, host: Deciding) -> None:
        self.host = host

    def all_of(self, conditions: Sequence[Condition]) -> Condition:
        """See `Logic`."""
        return _until(conditions, NO, self.every)

    def any_of(self, conditions: Sequence[Condition]) -> Condition:
        """See `Logic`."""
        return _until(conditions, YES, self.some)

    def every(self, truths: Sequence[Truth]) -> Truth:
        """See `Logic`."""
        return self._together(truths, _EVERY) if truths else YES

    def some(self, truths: Sequence[Truth]) -> Truth:
        """See `Logic`."""
        return self._together(truths, _SOME) if truths else NO

    def _together(self, truths: Sequence[Truth], of: Callable[[int], Decision]) -> Truth:
        """Many truths are decided in groups, then the groups together."""
        while len(truths) > MOST_OPERANDS:
            groups = [truths[first : first + MOST_OPERANDS] for first in range(0, len(truths), MOST_OPERANDS)]
            truths = [self._together(group, of) for group in groups]
        if len(truths) == 1:
            return truths[0]
        known = {condition(index): truth for index, truth in enumerate(truths)}
        return self.host.decide(of(len(truths)), known)["result"]

    def standing(self, parts: Parts, certainty: int) -> Standing:
        """See `Logic`."""
        if certainty < YES:
            found = self.host.decide(STANDING_CAPPED, {**parts._asdict(), "certainty": certainty})
            begun, excepted, repealed = found["begun"], found["excepted"], found["gone"]
        else:
            found = self.host.decide(STANDING, parts._asdict())
            begun, excepted, repealed = parts.started, parts.unless, parts.repealed
        return Standing(
            in_force=found["in_force"],
            not_yet=-begun,
            not_triggered=-found["triggered"],
            ended=found["ended"],
            excepted=excepted,
            overridden=parts.overridden,
            suspended=parts.suspended,
            terminated=parts.terminated,
            waived=parts.waived,
            repealed=repealed,
            ran_out=found["ran_out"],
        )

    def coverage(self, names: Truth, excepts: Truth, in_force: Truth, spent: Truth) -> Coverage:
        """See `Logic`."""
        known = {"names": names, "excepts": excepts, "in_force": in_force, "spent": spent}
        found = self.host.decide(COVERAGE, known)
        return Coverage(found["applies"], found["covers"])

    def force(self, coverage: Coverage, excepts: Truth, in_force: Truth, spent: Truth, yields: Truth) -> Force:
        """See `Logic`."""
        known = {"excepts": excepts, "in_force": in_force, "spent": spent, "yields": yields}
        found = self.host.decide(FORCE, {**coverage._asdict(), **known})
        return Force(found["effective"], found["idle"], found["fits"])

    def verdicts(self, said: Said) -> Verdicts:
        """See `Logic`."""
        found = self.host.decide(VERDICTS, said._asdict())
        return Verdicts(*(found[f"is {verdict}"] for verdict in Verdicts._fields))


def _until(conditions: Sequence[Condition], settled: Truth, together: Callable[[Sequence[Truth]], Truth]) -> Condition:
    """Conditions looked at in order, up to the first that settles it, which is all that is decided here."""

    def run(world: World) -> Truth:
        truths: list[Truth] = []
        for each in conditions:
            truths.append(each(world))
            if truths[-1] == settled:
                break
        return together(truths)

    return run
