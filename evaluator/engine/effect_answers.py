"""What powers and events have done, and the state of the agreement as a whole."""

from __future__ import annotations

from typing import Final

from evaluator.core.norms import AGREEMENT
from evaluator.engine.addresses import address_of, member_id
from evaluator.engine.effects import Done
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.native import NativeEngine
from evaluator.engine.outcome import AgreementState, EffectNote, Reason, State, When
from evaluator.engine.readings import Options, explore
from evaluator.engine.spans import day, since
from evaluator.engine.touched import Touched
from evaluator.engine.world import Read, World
from evaluator.values.estimate import is_known, known_value
from evaluator.values.time import Moment, start_of
from evaluator.values.truth import Truth, agreed, sign

_NO_REASONS: Final[tuple[Reason, ...]] = ()
_MOST: Final = 1_000
_Key = tuple[str, str, str, str | None, str | None]


def effect_notes(evaluation: Evaluation) -> tuple[EffectNote, ...]:
    """What has been done by now, and what may have been done by acts that are stated; in the order of time."""
    engine = evaluation.engine
    if not engine.program.touching:
        return ()

    def found(options: Options) -> tuple[dict[_Key, tuple[Moment, Truth]], Read]:
        world = evaluation.world(evaluation.current, options)
        read: Read = {}
        return _happened(engine, world, evaluation.now, read), read

    cases = [case.result for case in explore(engine.program.readings, evaluation.fixed, found)]
    keys = dict.fromkeys(key for case in cases for key in case)
    notes = []
    for key in keys:
        certain = all(key in case and case[key][1] > 0 for case in cases)
        began = {case[key][0] for case in cases if key in case}
        on = When(day(min(began)), day(max(began)))
        clause, verb, target, to, act = key
        notes.append((min(began), EffectNote(clause, verb, target, to, act, on, certain)))
    return tuple(note for _, note in sorted(notes, key=lambda each: each[0]))


def _happened(engine: NativeEngine, world: World, now: Moment, read: Read) -> dict[_Key, tuple[Moment, Truth]]:
    found: dict[_Key, tuple[Moment, Truth]] = {}
    for target in engine.program.touching:
        lives = [None] if target == AGREEMENT else list(engine.lives(world, target))
        for life in lives:
            effects = engine.effects(world, life)
            effects.at(now)
            read |= effects.read
            member = "" if life is None or life.member is None else f":{member_id(life.member)}"
            with world.apart(now):
                for done in effects.happened():
                    if done.act is None and done.truth == 0 and done.source.ghost:
                        continue
                    if done.act is None and done.truth == 0 and done.source.norm.action is not None:
                        continue  # what nobody stated may always have been done; the norms say that they wait for it
                    found[_key(done, target + member if done.effect.same_member else target)] = (done.since, done.truth)
    return found


def _key(done: Done, target: str) -> _Key:
    source = address_of(done.source.norm, done.source.member)
    to = str(known_value(done.to)) if done.to is not None and is_known(done.to) else None
    return source, done.effect.verb, target, to, None if done.act is None else done.act.id


def agreement_state(evaluation: Evaluation) -> AgreementState:
    """Whether the agreement as a whole is in force, since when, and if not, why."""
    engine = evaluation.engine
    if AGREEMENT not in engine.program.touching:
        begins = start_of(engine.program.begins)
        if evaluation.now < begins and not evaluation.pinned:
            return AgreementState(State.NOT_IN_FORCE, (Reason.NOT_YET,))
        return AgreementState(State.IN_FORCE, (), When(engine.program.begins, engine.program.begins))

    def found(options: Options) -> tuple[tuple[Touched, When | None], Read]:
        effects = engine.effects(evaluation.world(evaluation.current, options), None)
        state = effects.at(evaluation.now)
        stretches = [(start, sign(_in_force(each))) for start, each in effects.before(evaluation.now)]
        begins = start_of(engine.program.begins)
        return (state, since(stretches, sign(_in_force(state)), begins)), effects.read

    cases = [case.result for case in explore(engine.program.readings, evaluation.fixed, found)]
    truth = agreed(_in_force(state) for state, _ in cases)
    reasons = _reasons([state for state, _ in cases])
    began = cases[0][1] if len({str(each) for _, each in cases}) == 1 else None
    if truth > 0:
        return AgreementState(State.IN_FORCE, (), began)
    return AgreementState(State.of(truth), reasons, began)


def agreement_stretches(evaluation: Evaluation) -> list[tuple[Moment, State, tuple[Reason, ...]]]:
    """The life of the agreement as a whole: from when on it is in which state, and why; earliest first.

    Readings that are not decided count with their first option here.
    """
    engine = evaluation.engine
    begins = start_of(engine.program.begins)
    found = [(begins, State.IN_FORCE, _NO_REASONS)]
    if AGREEMENT in engine.program.touching:
        effects = engine.effects(evaluation.world(evaluation.current, {}), None)
        for moment, state in effects.later(begins):
            found.append((moment, State.of(_in_force(state)), _reasons([state])))
            if len(found) > _MOST:
                break
    return found


def _reasons(states: list[Touched]) -> tuple[Reason, ...]:
    return tuple(
        reason
        for reason in (Reason.SUSPENDED, Reason.ENDED, Reason.TERMINATED)
        if all(getattr(state, reason.value) > 0 for state in states)
    )


def _in_force(state: Touched) -> Truth:
    return -max(state.suspended, state.ended, state.terminated)
