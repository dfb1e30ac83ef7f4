"""Whether some member satisfies a condition.

Over a long list of dated members this must not walk the whole list at every date. Where the condition says of a member
what it says at all later times (it asks neither for today nor for anything dated), the stated members together are a
staircase: the truth can only rise, at the moments from which a satisfying member possibly or certainly exists.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.engine.world import Read, World
from evaluator.frozen import frozen
from evaluator.values.time import FOREVER, Moment
from evaluator.values.truth import NO, UNKNOWN, YES, Truth
from evaluator.values.value import Value

Run = Callable[[World], Value]
Members = Callable[[World], Iterator[tuple[Value, Truth, bool]]]


@frozen
class Staircase:
    """What the stated members make of a quantifier from the moment `since` on.

    From `moments[i]` on the truth is at least `truths[i]`; `varying` are members of whom the condition may change.
    """

    since: Moment
    moments: tuple[Moment, ...]
    truths: tuple[Truth, ...]
    varying: tuple[Record, ...]
    read: Read

    def at(self, world: World) -> Truth:
        """The truth at the world's moment; lowers `world.until` to the next step."""
        index = bisect_right(self.moments, world.now)
        if index < len(self.moments) and self.moments[index] < world.until:
            world.until = self.moments[index]
        world.read |= self.read
        return self.truths[index - 1] if index else NO


def exists(variable: str, members: Members, where: Run) -> Run:
    """The function of a quantifier over any domain: member by member."""

    def run(world: World) -> Truth:
        scope = world.scope
        result: Truth = NO
        for member, there, _ in members(world):
            if there <= result:
                continue
            world.scope = {**scope, variable: member}
            result = max(result, min(there, where(world)))
            if result == YES:
                break
        world.scope = scope
        return result

    return run


def exists_in_list(variable: str, sort: str, where: Run, *, readings: bool) -> Run:
    """The function of a quantifier over a list, for a condition about nothing but the member.

    `readings` says that the condition looks at readings, so that the staircase differs between worlds.
    """
    owner = object()

    def run(world: World) -> Truth:
        key = (owner, *world.readings.values()) if readings else (owner,)
        stairs = world.stairs.get(key)
        if stairs is None or world.now < stairs.since:
            stairs = world.stairs[key] = _build(world, variable, world.members(sort), where)
        result = stairs.at(world)
        if result == YES:
            return result
        scope = world.scope
        for member in stairs.varying:
            there = world.exists(member)
            if there > result:
                world.scope = {variable: member}
                result = max(result, min(there, where(world)))
        if result < UNKNOWN:
            for member in world.others(sort):
                world.scope = {variable: member}
                result = max(result, min(UNKNOWN, where(world)))
        world.scope = scope
        return result

    return run


def _build(world: World, variable: str, members: tuple[Record, ...], where: Run) -> Staircase:
    with world.apart():
        steps: list[tuple[Moment, Truth]] = []
        varying = []
        for member in members:
            if member is world.without or member.possible_from >= FOREVER:
                continue
            world.scope, world.until, world.moved, world.fleeting = {variable: member}, FOREVER, False, False
            world.soon = {}
            truth = where(world)
            if world.bound < FOREVER or world.moved or world.fleeting:
                varying.append(member)
            elif truth > NO:
                steps += [(member.possible_from, min(truth, UNKNOWN)), (member.certain_from, truth)]
        moments: list[Moment] = []
        truths: list[Truth] = []
        for moment, truth in sorted(steps):
            if moment < FOREVER and (not truths or truth > truths[-1]):
                moments.append(moment)
                truths.append(truth)
        return Staircase(world.now, tuple(moments), tuple(truths), tuple(varying), world.read)


def about_member_only(variable: str, where: core.Expr) -> bool:
    """Whether a condition speaks of no other variable than its member; what it binds itself does not count."""

    def free(expression: core.Expr, bound: frozenset[str]) -> bool:
        match expression:
            case core.Variable(name):
                return name not in bound
            case core.Exists(inner, domain, condition, _):
                return _free_in(domain, bound) or free(condition, bound | {inner})
            case core.Fold(_, inner, domain, condition, value, _, _):
                inside = bound | {inner}
                return _free_in(domain, bound) or free(condition, inside) or (value is not None and free(value, inside))
            case _:
                return any(free(part, bound) for part in core.children(expression))

    def _free_in(domain: core.Domain, bound: frozenset[str]) -> bool:
        return not isinstance(domain, core.Members) and free(domain.of, bound)

    return not free(where, frozenset({variable}))
