"""The answer for every norm: state, reasons, dates, what it turns on and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from evaluator.core import expressions as core
from evaluator.core.norms import RIGHTS, Modality, Norm
from evaluator.engine.addresses import address_of, member_id
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.grounds import Grounds
from evaluator.engine.histories import words
from evaluator.engine.lives import Life
from evaluator.engine.logic import REASONS, Standing
from evaluator.engine.outcome import Missing, NormAnswer, Reason, State, When
from evaluator.engine.performance_answers import performance_answer, performance_turns_on
from evaluator.engine.readings import Case, Options, explore, turns_on
from evaluator.engine.spans import hull, since, until
from evaluator.engine.steps import Fact
from evaluator.engine.touched import possible_holders
from evaluator.engine.words import questions
from evaluator.engine.world import Read
from evaluator.values.estimate import is_known, known_value
from evaluator.values.time import Moment, start_of
from evaluator.values.truth import Truth, agreed, certainty_word, sign
from evaluator.values.value import Value

_REASONS = tuple(Reason(name) for name in REASONS)
_GROUNDS: Final = ("missing", "assumptions")
_TOLD: Final = ("performance", "possible_performances", "due", "amount", "outstanding", "dates")
"""What is worked out together. The rest is worked out one by one, as it is asked for: the end costs most."""


def norm_answers(evaluation: Evaluation) -> tuple[NormAnswer, ...]:
    """The answers for all norms of the governing version, in the order of the text."""
    return tuple(
        norm_answer(evaluation, clause, member)
        for clause in evaluation.engine.program.norms
        for _, member in addressed(evaluation, clause)
    )


def addressed(evaluation: Evaluation, clause: str) -> Iterator[tuple[str, Value]]:
    """The addresses of a clause's norms in the governing version, each with its member; none if it acts by itself."""
    engine = evaluation.engine
    norm = engine.program.norms[clause]
    if norm.modality is not Modality.AUTOMATIC:
        for member in engine.members(evaluation.world(evaluation.current, {}), clause):
            yield address_of(norm, member), member


def norm_states(evaluation: Evaluation) -> dict[str, State]:
    """The states of all norms of the governing version by address: those of `norm_answers`, and nothing else."""
    found = {}
    for clause in evaluation.engine.program.norms:
        for address, member in addressed(evaluation, clause):
            home = evaluation.home_now(clause, member)
            alone, read = evaluation.standing(home, clause, member, {}, evaluation.now)
            if not read:
                found[address] = State.of(alone.in_force)
                continue

            def standing(
                options: Options, clause: str = clause, member: Value = member, home: int = home
            ) -> tuple[Truth, Read]:
                glimpse, looked_at = evaluation.standing(home, clause, member, options, evaluation.now)
                return glimpse.in_force, looked_at

            cases = explore(evaluation.readings_in(home), evaluation.fixed_in(home), standing)
            found[address] = State.of(agreed(case.result for case in cases))
    return found


def norm_answer(evaluation: Evaluation, clause: str, member: Value) -> NormAnswer:
    """The answer for one norm."""
    home = evaluation.home_now(clause, member)
    engine = evaluation.regimes[home].engine
    norm, sorts = engine.program.norms[clause], evaluation.readings_in(home)

    def standing(options: Options) -> tuple[Standing, Read]:
        return evaluation.standing(home, clause, member, options, evaluation.now)

    # Most norms look at no reading: then one look is all there is.
    alone, read = standing({})
    cases: Sequence[Case[Standing]] = (Case({}, alone),)
    truth = alone.in_force
    if read:
        cases = explore(sorts, evaluation.fixed_in(home), standing, (alone, read))
        truth = agreed(case.result.in_force for case in cases)
    used = [case.result for case in cases]
    state = State.of(truth)

    def began() -> dict[str, object]:
        with evaluation.explaining():
            return {"since": _since(evaluation, clause, member, home)}

    def ends() -> dict[str, object]:
        with evaluation.explaining():
            return {"until": _until(evaluation, clause, member, home)}

    def grounds() -> dict[str, object]:
        with evaluation.explaining():
            found = _grounds(evaluation, clause, member, home, [case.options for case in cases], state)
        return dict(zip(_GROUNDS, found, strict=True))

    def turning() -> dict[str, object]:
        with evaluation.explaining():
            found = turns_on(sorts, evaluation.facts.readings, standing, _label)
            if norm.once and not found:
                found = performance_turns_on(evaluation, clause, member, home)
        return {"turns_on": found}

    def tell() -> dict[str, object]:
        with evaluation.explaining():
            return performance_answer(evaluation, clause, member, home)

    certain, possible = reasons_of(used)
    bearer, counterparty = parties_of(evaluation, norm, member, home)
    return NormAnswer.with_explanation(
        {"since": began, "until": ends, "turns_on": turning}
        | dict.fromkeys(_GROUNDS, grounds)
        | dict.fromkeys(_TOLD, tell),
        engine.heading(norm),
        binding=None if norm.family is None else (norm.family.sort, member_id(member)),
        party=bearer,
        counterparty=counterparty,
        state=state,
        reasons=certain if state is State.NOT_IN_FORCE else (),
        possible_reasons=possible,
        certainty=certainty_word(truth),
    )


def norm_dates(evaluation: Evaluation, clause: str, member: Value) -> tuple[When | None, When | None]:
    """Since when and until when the state of a norm holds."""
    home = evaluation.home_now(clause, member)
    return _since(evaluation, clause, member, home), _until(evaluation, clause, member, home)


def _since(evaluation: Evaluation, clause: str, member: Value, home: int) -> When | None:
    """Since when the state holds, under the readings that count: only undecided ones are varied."""
    norm = evaluation.regimes[home].engine.program.norms[clause]

    def bound(options: Options) -> tuple[tuple[int, When | None], Read]:
        life, standing, read = _met(evaluation, clause, member, home, options)
        state, beginning = sign(standing.in_force), _beginning(norm, standing, evaluation.now)
        return (state, since(evaluation.stretches_before(life, options, read, home), state, beginning)), read

    found = [case.result for case in explore(evaluation.readings_in(home), evaluation.fixed_in(home), bound)]
    same_state = all(state == found[0][0] for state, _ in found)
    return hull(began for _, began in found) if same_state else None


def _until(evaluation: Evaluation, clause: str, member: Value, home: int) -> When | None:
    """Until when the state holds, likewise."""

    def bound(options: Options) -> tuple[When | None, Read]:
        life, standing, read = _met(evaluation, clause, member, home, options)
        after = evaluation.stretches_after(life, options, read)
        return until(after, sign(standing.in_force), evaluation.now), read

    return hull(case.result for case in explore(evaluation.readings_in(home), evaluation.fixed_in(home), bound))


def _met(
    evaluation: Evaluation, clause: str, member: Value, home: int, options: Options
) -> tuple[Life, Standing, Read]:
    """A norm under some options, how it stands, and room for the readings that are looked at."""
    life = evaluation.regimes[home].engine.life(evaluation.world(home, options), clause, member)
    standing, read = evaluation.standing(home, clause, member, options, evaluation.now)
    return life, standing, dict(read)


def _beginning(norm: Norm, standing: Standing, now: Moment) -> Moment | None:
    """The first day of a state that has held from the start: that of the clause, or of its repeal.

    Under a pin it may lie ahead; then there is none.
    """
    day = norm.introduced if standing.in_force > 0 else norm.repealed if standing.repealed > 0 else None
    return None if day is None or start_of(day) > now else start_of(day)


def _label(standing: Standing) -> str:
    if standing.in_force > 0:
        return State.IN_FORCE.value
    if standing.in_force == 0:
        return State.UNDETERMINED.value
    reasons = [name for name in REASONS if getattr(standing, name) > 0]
    return reasons[0] if len(reasons) == 1 else State.NOT_IN_FORCE.value


def reasons_of(used: list[Standing]) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """The reasons that hold under all readings that count, and those that may hold under some."""
    if len(used) == 1:
        alone = used[0][1:-1]
        if max(alone) < 0:
            return (), ()
        held = list(zip(_REASONS, alone, strict=True))
        return tuple(each for each, truth in held if truth > 0), tuple(each for each, truth in held if truth == 0)
    by_reason = list(zip(*used, strict=True))[1:-1]
    certain = tuple(reason for reason, truths in zip(_REASONS, by_reason, strict=True) if min(truths) > 0)
    possible = (reason for reason, truths in zip(_REASONS, by_reason, strict=True) if max(truths) >= 0)
    return certain, tuple(reason for reason in possible if reason not in certain)


def _grounds(
    evaluation: Evaluation, clause: str, member: Value, home: int, used: list[Options], state: State
) -> tuple[tuple[Missing, ...], tuple[str, ...]]:
    """Facts that are missing (for an undetermined norm), and assumptions the answer rests on."""
    living = evaluation.regimes[home].engine.program.norms[clause].once
    if state is not State.UNDETERMINED and not evaluation.assumes and not living:
        return (), ()
    engine = evaluation.regimes[home].engine
    missing: dict[Fact, None] = {}
    assumed: dict[str, None] = {}
    for options in used:
        world = evaluation.world(home, options)
        life = engine.life(world, clause, member)
        if state is State.UNDETERMINED or evaluation.assumes:
            standing = Grounds(world, engine, argues=evaluation.assumes)
            standing.of_life(life)
            missing.update(standing.missing if state is State.UNDETERMINED else ())
            assumed.update(standing.assumed)
        if living and max(truths := words(engine, life, evaluation.now).values(), default=0) <= 0 and 0 in truths:
            performance = Grounds(world, engine, argues=evaluation.assumes)
            performance.of_performance(life)
            missing.update(performance.missing)
            assumed.update(performance.assumed)
    return questions(engine.program, missing), tuple(assumed)


def parties_of(evaluation: Evaluation, norm: Norm, member: Value, home: int) -> tuple[str, str | None]:
    """The bearer and the counterparty in words; those of a family may differ from member to member, or in time."""
    engine = evaluation.regimes[home].engine
    named = (norm.bearers, norm.counterparties)
    world = evaluation.world(home, {})
    touched = engine.meaning_of(norm.clause).touched or (norm.upon is not None and world.heirs)
    if not touched and (norm.family is None or all(each is None or isinstance(each, core.Literal) for each in named)):
        return norm.bearer_text, norm.counterparty_text
    life = engine.life(world, norm.clause, member)
    with world.apart():
        world.scope = life.scope
        bearer, counterparty = engine.parties(world, life)
        holders = engine.asking.touched(world, life).holders if life.touched else ()
    right = norm.modality in RIGHTS
    return (
        _party_text(bearer, norm.bearer_text, holders if right else ()),
        None
        if norm.counterparty_text is None
        else _party_text(counterparty, norm.counterparty_text, () if right else holders),
    )


def _party_text(party: Value, written: str, holders: Sequence[tuple[Value, Truth]]) -> str:
    """A party by name; one of several if it is not known to whom it has passed; as it was written if that is all."""
    if party is not None and is_known(party):
        known = known_value(party)
        return ", ".join(sorted(known)) if isinstance(known, frozenset) else str(known)
    possible = possible_holders(written, holders)
    named = sorted({str(known_value(each)) for each in possible if is_known(each)})
    return " or ".join(named if all(is_known(each) for each in possible) else [*named, "another party"])
