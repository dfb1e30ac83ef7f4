"""Why a norm changes on a day: the version, the day that was reached, the event, the act or the effect behind it."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.core.facts import Record
from evaluator.core.norms import Modality
from evaluator.core.types import DATE
from evaluator.engine.addresses import member_id
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.lives import Life
from evaluator.engine.native import NativeEngine
from evaluator.engine.outcome import Reason
from evaluator.engine.words import value_text
from evaluator.timelines.timeline import Stretch
from evaluator.values.estimate import bounds
from evaluator.values.time import MINUTES_PER_DAY, Moment, day_of, day_text, start_of
from evaluator.values.value import Value

_PERFORMED = ("fulfilled", "fulfilled_late", "exercised", "breached", "cured")


def causes(
    evaluation: Evaluation, home: int, clause: str, member: Value, moment: Moment, before: Stretch, after_it: Stretch
) -> tuple[str, ...]:
    """What makes a norm change at a moment, in words, most specific first."""
    engine = evaluation.regimes[home].engine
    if clause not in engine.program.norms:
        return tuple(_versions(evaluation, moment, before, after_it))
    life = engine.life(evaluation.world(home, {}), clause, member)
    found = [
        *_versions(evaluation, moment, before, after_it),
        *_enacted(evaluation, life, moment, before),
        *_effects(engine, life, moment),
        *_own_days(life, moment, before, after_it),
        *_performance(engine, life, moment, before, after_it),
        *_facts(evaluation, engine, life, moment),
        *_lists(engine, life, moment),
    ]
    found = found or list(_events(engine, life, moment))
    distinct = list(dict.fromkeys(found))
    return tuple(each for each in distinct if not any(each != other and each in other for other in distinct))


def _versions(evaluation: Evaluation, moment: Moment, before: Stretch, after_it: Stretch) -> Iterator[str]:
    if evaluation.pinned:
        return
    for regime in evaluation.regimes:
        changed = before.version != after_it.version or (Reason.REPEALED in after_it.reasons) != (
            Reason.REPEALED in before.reasons
        )
        if regime.start == moment and changed:
            yield f"version {regime.version} takes effect"


def _enacted(evaluation: Evaluation, life: Life, moment: Moment, before: Stretch) -> Iterator[str]:
    if moment == life.meaning.enacted and Reason.NOT_YET in before.reasons and evaluation.pinned:
        yield f"version {life.norm.version} takes effect"


def _own_days(life: Life, moment: Moment, before: Stretch, after_it: Stretch) -> Iterator[str]:
    """The first and the last day that the clause names."""
    meaning, world = life.meaning, life.world
    with world.apart(moment, life.scope):
        ends = Reason.ENDED in after_it.reasons and Reason.ENDED not in before.reasons
        if ends and meaning.through is not None and meaning.through.moments(world)[1] == moment:
            yield f"the last day was {day_text(bounds(meaning.through.value(world))[1])}"
        starts = Reason.NOT_YET in before.reasons
        if starts and meaning.starts is not None and meaning.starts.moments(world)[1] == moment:
            yield f"the first day is {day_text(bounds(meaning.starts.value(world))[1])}"


def _performance(engine: NativeEngine, life: Life, moment: Moment, before: Stretch, after_it: Stretch) -> Iterator[str]:
    """The deadline that ran out, and the acts that perform, break or exercise the norm."""
    if after_it.performance == before.performance:
        return
    performance = engine.performance(life)
    deadline = performance.deadline(moment)
    if deadline is not None and moment in deadline:
        yield f"due {day_text(day_of(moment - 1))} and not performed"
    if after_it.performance in _PERFORMED:
        for act in engine.deeds(life.world).acts_for(life):
            done = moment in (act.possible_from, act.certain_from)
            if done and engine.deeds(life.world).truth(act, life, moment) >= 0:
                yield _record(act)
    for curer in engine.program.curers.get(life.norm.clause, ()):
        if after_it.performance in ("cured", "defaulted"):
            yield f"{curer} {'was performed' if after_it.performance == 'cured' else 'can no longer cure it'}"


def _effects(engine: NativeEngine, life: Life, moment: Moment) -> Iterator[str]:
    """The effects that begin at the moment."""
    if not life.touched:
        return
    world = life.world
    for target in dict.fromkeys((engine.effects(world, life), engine.effects(world, None))):
        with world.apart(moment):
            found = list(target.happened())
        for done in found:
            edges = (done.since,) if done.act is None else (done.act.possible_from, done.act.certain_from)
            if moment in edges:
                by = "" if done.act is None else f", {_record(done.act)}"
                yield f"{done.source.norm.clause} has its effect ({done.effect.verb} {done.effect.target}){by}"


def _events(engine: NativeEngine, life: Life, moment: Moment) -> Iterator[str]:
    """The event upon which the norm arises."""
    if life.norm.upon is None:
        return
    for firing in engine.arising(life).at(moment):
        if firing.since == moment:
            yield "what it arises upon has happened"


def _facts(evaluation: Evaluation, engine: NativeEngine, life: Life, moment: Moment) -> Iterator[str]:
    """The dated facts of that moment which the norm looks at."""
    members = life.member if isinstance(life.member, tuple) else (life.member,)
    for record in members:
        if isinstance(record, Record) and moment in (record.possible_from, record.certain_from):
            yield _record(record)
    for sort in engine.program.sorts:
        if sort in engine.program.ranges[life.norm.clause]:
            for record in evaluation.facts.members.get(sort, ()):
                begins = record.sort == sort and moment in (record.possible_from, record.certain_from)
                if begins and record.possible_from > MINUTES_PER_DAY:
                    yield _record(record)
    for parameter in engine.program.parameters.values():
        for start, value in parameter.values or ():
            if start_of(start) == moment:
                yield f"{parameter.name} is {value_text(value, parameter.type)} from now on"


def _lists(engine: NativeEngine, life: Life, moment: Moment) -> Iterator[str]:
    """The lists that are no longer known to be complete."""
    wanted = set(engine.program.ranges[life.norm.clause])
    if life.norm.action is not None and life.norm.modality is not Modality.NEED_NOT:
        wanted.add(life.norm.action)
    closures = life.world.facts.closures
    open_now = [
        sort for sort in closures if sort in wanted and any(each.until + 1 == moment for each in closures[sort])
    ]
    if open_now:
        yield f"{' and '.join(open_now)} known up to {day_text(day_of(moment - 1))} only"


def _record(record: Record) -> str:
    on = bounds(record.get("on"))[0]
    return f"{record.sort} {member_id(record)}" + ("" if on is None else f", {value_text(on, DATE)}")
