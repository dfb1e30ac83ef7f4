"""Verdicts: what an act is, clause by clause and with declared priority."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, Protocol

from evaluator.core.facts import Record
from evaluator.core.norms import Modality, Norm
from evaluator.engine.addresses import address_of
from evaluator.engine.lives import Life
from evaluator.engine.logic import REASONS, Said, Standing
from evaluator.engine.outcome import Ground
from evaluator.engine.world import Read, Soon, World
from evaluator.frozen import frozen
from evaluator.values.estimate import bounds, is_known, known_value, same
from evaluator.values.time import FOREVER, Moment
from evaluator.values.truth import NO, UNKNOWN, YES, Truth
from evaluator.values.value import Value

_ENOUGH: Final = 400
_ENOUGH_OF_ACTS: Final = 40

_EFFECTS: Final = {
    Modality.MUST: "obliges",
    Modality.MUST_NOT: "prohibits",
    Modality.MAY: "permits",
    Modality.NEED_NOT: "exempts",
    Modality.CAN: "enables",
}


_REGULATING: Final = (Modality.MUST, Modality.MUST_NOT, Modality.MAY)


@frozen
class Bearing:
    """How one norm bears on one act.

    It `names` the act (who, action, `where`), `excepts` it, `covers` it (named, not excepted, in force) and is
    `effective` (covers it and yields to no other norm). `idle` says why it is not, if it names the act: excepted, not
    in force, yielding, or `spent` (a duty that has been performed before); it
    `fits` whether or not it is spent. `standing` is None where it certainly does not name the act.
    """

    norm: Norm
    life: Life
    names: Truth
    excepts: Truth
    exception: str
    standing: Standing | None
    covers: Truth
    effective: Truth
    idle: Truth
    yields_to: tuple[str, ...]
    spent: Truth = NO
    fits: Truth = NO


@frozen
class Judgement:
    """The verdict on an act at a moment: how true each verdict is, and what bears on it.

    `able` is whether the act has its effect (None if it is not the act of a power), `named` whether an obligation,
    prohibition, permission or exemption names it, `silent` whether one that is no prohibition does without effect.
    """

    truths: dict[str, Truth]
    able: Truth | None
    named: Truth
    silent: Truth
    bearings: tuple[Bearing, ...]
    until: Moment
    read: Read

    @property
    def definite(self) -> str | None:
        """The one verdict that certainly holds, None if it is undetermined."""
        return next((verdict for verdict, truth in self.truths.items() if truth > 0), None)

    @property
    def told(self) -> tuple[str, Truth] | None:
        """The one verdict that certainly holds, or whether the act is able, and how certainly; None if undetermined."""
        if self.able is not None and self.named <= 0:
            if self.named == 0 or self.able == 0:
                return None
            return ("able", self.able) if self.able > 0 else ("not_able", -self.able)
        return None if self.definite is None else (self.definite, self.truths[self.definite])

    @property
    def possible(self) -> tuple[str, ...]:
        """The verdicts that may hold."""
        return tuple(verdict for verdict, truth in self.truths.items() if truth >= 0)


class Lives(Protocol):
    """What judging asks of an engine."""

    def named(self, world: World, clause: str, act: Record) -> Iterable[Life]:
        """The lives of a clause's norms that may name an act."""

    def standing(self, world: World, life: Life) -> Standing:
        """The standing of a norm at the world's moment."""

    def spent(self, world: World, life: Life, act: Record) -> Truth:
        """Whether a duty has been performed before an act, so that nothing is left to do."""

    def parties(self, world: World, life: Life) -> tuple[Value, Value]:
        """Who bears a norm (or may perform it) and who may claim it, at the world's moment."""


@frozen
class Weighed:
    """How norms bear on an act, clause by clause, from `moment` until `until`; `read` are the readings looked at.

    It holds until `firm` if what may change `soon` does not.
    """

    moment: Moment
    bearings: Mapping[str, Sequence[Bearing]]
    until: Moment
    read: Read
    firm: Moment
    soon: Soon


def weigh(
    world: World,
    act: Record,
    moment: Moment,
    lives: Lives,
    varying: Callable[[Life, Moment], Read],
    only: Life | None = None,
) -> Weighed:
    """How norms bear on an act at a moment; nothing about the world changes.

    `varying` says on which readings a norm's standing turns at a moment; `only` is the one norm that is wanted, by
    default all that speak about the action.
    """
    now, until, moved, scope, read = world.now, world.until, world.moved, world.scope, world.read
    soon, world.soon = world.soon, {}
    world.now, world.until, world.moved, world.read = moment, FOREVER, False, {}
    bearings: dict[str, list[Bearing]] = {}
    for clause in _with_overriders(world, world.program.judges[act.sort] if only is None else (only.norm.clause,)):
        norm = world.program.norms[clause]
        named = lives.named(world, clause, act) if only is None or only.norm is not norm else (only,)
        bearings[clause] = [_bearing(world, norm, life, act, bearings, lives, varying) for life in named]
    found = Weighed(moment, bearings, world.bound, world.read, world.until, world.soon)
    world.now, world.until, world.moved, world.scope, world.read = now, until, moved, scope, read
    world.soon = soon
    return found


def judge(world: World, act: Record, weighed: Weighed, *, foresee: bool = True) -> Judgement:
    """The verdict on an act, from how the norms bear on it in that world.

    Whether a duty can wait until a prohibition ends lies in the future; `foresee` looks into it.
    """
    program = world.program
    relevant = [bearing for clause in program.judges[act.sort] for bearing in weighed.bearings[clause]]
    power = any(program.norms[clause].modality is Modality.CAN for clause in program.judges[act.sort])
    now, until, read = world.now, world.until, world.read
    world.until, world.read = weighed.until, dict(weighed.read)
    judgement = _verdict(world, relevant, weighed.moment, power=power, foresee=foresee)
    world.now, world.until, world.read = now, until, read
    return judgement


def _with_overriders(world: World, clauses: Sequence[str]) -> list[str]:
    """Some norms and those which have priority over them, each after those."""
    program = world.program
    placed: list[str] = []
    state: dict[str, bool] = {}
    pending = [(clause, False) for clause in reversed(clauses)]
    while pending:
        clause, ready = pending.pop()
        if ready:
            placed.append(clause)
        elif clause not in state:
            state[clause] = True
            pending.append((clause, True))
            pending.extend((higher, False) for higher in program.over[clause] if higher not in state)
    return placed


def _bearing(
    world: World,
    norm: Norm,
    life: Life,
    act: Record,
    others: Mapping[str, Sequence[Bearing]],
    lives: Lives,
    varying: Callable[[Life, Moment], Read],
) -> Bearing:
    logic = world.meaning.logic
    names = _named(world, norm, life, act, lives)
    if names < 0:
        return Bearing(norm, life, names, NO, "", None, names, names, NO, ())
    exceptions = [(name, world.meaning.of(condition)(world)) for name, condition in norm.exceptions]
    excepts = logic.some([truth for _, truth in exceptions])
    exception = next((name for name, truth in exceptions if truth == excepts > NO), "")
    read, world.read = world.read, {}
    standing = lives.standing(world, life)
    if world.base is not None:
        read |= world.read
    world.read = read
    read |= varying(life, world.now)
    spent = lives.spent(world, life, act)
    coverage = logic.coverage(names, excepts, standing.in_force, spent)
    strongest = [NO]
    yields_to = []
    if coverage.covers >= 0:
        for higher in world.program.over[norm.clause]:
            strongest.append(logic.some([bearing.effective for bearing in others[higher]]))
            if world.meaning.watch is not None:
                world.meaning.watch.priority(norm.clause, higher, strongest[-1])
            if strongest[-1] >= 0:
                yields_to.append(higher)
    yields = logic.some(strongest)
    effective, idle, fits = logic.force(coverage, excepts, standing.in_force, spent, yields)
    above, covers = tuple(yields_to), coverage.covers
    return Bearing(norm, life, names, excepts, exception, standing, covers, effective, idle, above, spent, fits)


def named(world: World, life: Life, act: Record, lives: Lives) -> Truth:
    """Whether a norm names an act at the world's moment, whether or not it is in force then."""
    scope = world.scope
    found = _named(world, life.norm, life, act, lives)
    world.scope = scope
    return found


def _named(world: World, norm: Norm, life: Life, act: Record, lives: Lives) -> Truth:
    """The same; what is looked at next is about the member and the act, too."""
    logic, scope = world.meaning.logic, life.scope
    world.scope = scope
    names = _names(world, norm, life, act, lives)
    if names >= 0:
        world.scope = {**scope, norm.act or "": act}
        if norm.where is not None:
            names = logic.every((names, world.meaning.of(norm.where)(world)))
    return logic.every((names, UNKNOWN)) if life.ghost else names


def _names(world: World, norm: Norm, life: Life, act: Record, lives: Lives) -> Truth:
    """Whether the act is one of the norm's action, bearer and (where the action has a role `to`) counterparty."""
    if norm.action is None or norm.action not in _genera(world, act.sort):
        return NO
    bearer, counterparty = lives.parties(world, life)
    truth = YES if norm.bearers is None else party_matches(bearer, act.get("by"))
    if norm.counterparties is not None and "to" in world.program.sorts[act.sort].attributes:
        truth = world.meaning.logic.every((truth, party_matches(counterparty, act.get("to"))))
    return truth


def _genera(world: World, sort: str) -> Iterator[str]:
    current: str | None = sort
    while current is not None:
        yield current
        current = world.program.sorts[current].genus


def party_matches(named: Value, party: Value) -> Truth:
    """Whether a party is the one named, or one of those named."""
    if is_known(named) and isinstance(known_value(named), frozenset):
        certainty = bounds(named)[2]
        return min(certainty, max((same(party, each) for each in known_value(named)), default=NO))
    return same(named, party)


def _verdict(world: World, bearings: list[Bearing], moment: Moment, *, power: bool, foresee: bool) -> Judgement:
    logic = world.meaning.logic

    def strongest(modality: Modality) -> Truth:
        return logic.some([each.effective for each in bearings if each.norm.modality is modality])

    prohibited, permitted = strongest(Modality.MUST_NOT), strongest(Modality.MAY)
    obliged, exempt = strongest(Modality.MUST), strongest(Modality.NEED_NOT)
    prohibitions = [each for each in bearings if each.norm.modality is Modality.MUST_NOT]
    trapped: Truth = NO
    if obliged >= 0 and prohibited >= 0:
        trapped = _trapped(world, bearings, moment) if foresee else UNKNOWN
    clashes = [
        *_clashes(world, bearings, Modality.MAY, Modality.MUST_NOT),
        *_clashes(world, bearings, Modality.MUST, Modality.NEED_NOT),
    ]
    said = Said(
        prohibited,
        permitted,
        obliged,
        exempt,
        released=logic.some([logic.every((each.names, each.idle, each.norm.certainty)) for each in prohibitions]),
        forbidding=logic.some([each.names for each in prohibitions]),
        clashing=logic.some([logic.every(pair) for pair in clashes]),
        trapped=trapped,
        # A prohibition that names the act forbids or releases it; a norm that covers it is effective, or yields to one
        # that is. Either way something regulates the act.
        spoken_of=logic.some([each.covers for each in bearings if _regulates(world, each)]),
        silence=UNKNOWN if world.program.partial else YES,
    )
    able = strongest(Modality.CAN) if power else None
    speaking = [each for each in bearings if each.norm.modality is not Modality.CAN]
    named = logic.some([each.names for each in speaking])
    silenced = [each for each in speaking if each.norm.modality is not Modality.MUST_NOT]
    silent = logic.some([logic.every((each.names, each.idle)) for each in silenced])
    truths = logic.verdicts(said)._asdict()
    return Judgement(truths, able, named, silent, tuple(bearings), world.until, world.read)


def _regulates(world: World, bearing: Bearing) -> bool:
    """Whether a norm, and every norm it may yield to, obliges, permits or prohibits."""
    clauses = (bearing.norm.clause, *bearing.yields_to)
    return all(world.program.norms[clause].modality in _REGULATING for clause in clauses)


def _clashes(world: World, bearings: list[Bearing], one: Modality, other: Modality) -> Iterator[tuple[Truth, Truth]]:
    """How effective two norms of these modalities are, for each pair; of two with declared priority at most one is."""
    over = world.program.over
    for first in bearings:
        if first.norm.modality is not one or first.effective < 0:
            continue
        for second in bearings:
            if (
                second.norm.modality is other
                and second.norm.clause not in over[first.norm.clause]
                and first.norm.clause not in over[second.norm.clause]
            ):
                yield first.effective, second.effective


def _trapped(world: World, bearings: list[Bearing], moment: Moment) -> Truth:
    """Whether some duty and some prohibition leave no moment of the duty's window in which to obey both."""
    result: Truth = NO
    for duty in bearings:
        if duty.norm.modality is not Modality.MUST or duty.effective < 0:
            continue
        duty_low, duty_high = end_bounds(duty.life, moment)
        for prohibition in bearings:
            if prohibition.norm.modality is not Modality.MUST_NOT or prohibition.effective < 0:
                continue
            low, high = end_bounds(prohibition.life, moment)
            result = max(result, YES if low >= duty_high else NO if high < duty_low else UNKNOWN)
            world.read |= prohibition.life.read
        world.read |= duty.life.read
    return result


def end_bounds(life: Life, moment: Moment) -> tuple[Moment, Moment]:
    """The first later moment at which a norm may no longer be in force, and the first at which it certainly is not.

    Of a norm that may end at any time the certain end is looked for only so far; none is known then.
    """
    low: Moment | None = None
    most = _ENOUGH_OF_ACTS if life.meaning.lively else _ENOUGH
    for when, standing in islice(life.later(moment), most):
        if low is None and standing.in_force <= 0:
            low = when
        if standing.in_force < 0:
            return low or when, when
    return (FOREVER if low is None else low), FOREVER


def grounds(judgement: Judgement) -> tuple[Ground, ...]:
    """The clauses that decide a verdict or may do so, the decisive ones first."""
    found: list[tuple[int, Ground]] = []
    for bearing in judgement.bearings:
        clause = address_of(bearing.norm, bearing.life.member)
        if bearing.effective >= 0:
            effect = _EFFECTS[bearing.norm.modality]
            detail = f"may yield to {' and '.join(bearing.yields_to)}" if bearing.yields_to else ""
            found.append((0 if bearing.effective > 0 else 2, Ground(clause, effect, bearing.effective > 0, detail)))
        elif bearing.covers >= 0 and bearing.yields_to:
            detail = f"yields to {' and '.join(bearing.yields_to)}"
            found.append((1, Ground(clause, "yields", bearing.covers > 0, detail)))
        elif bearing.names > 0 and bearing.spent > 0:
            found.append((3, Ground(clause, "performed", True, "nothing is left to do")))
        elif bearing.names >= 0 and bearing.norm.modality is Modality.MUST_NOT:
            found.append((3, Ground(clause, "releases", bearing.names > 0, _why_not(bearing))))
    return tuple(ground for _, ground in sorted(found, key=lambda pair: pair[0]))


def _why_not(bearing: Bearing) -> str:
    if bearing.excepts > 0:
        return f"exception {bearing.exception}"
    return ", ".join(name for name in REASONS if bearing.standing is not None and getattr(bearing.standing, name) > 0)
