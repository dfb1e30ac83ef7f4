"""The answer for every norm: state, reasons, dates, what it turns on and what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.core import expressions as core
from evaluator.core.facts import Record
from evaluator.core.norms import Modality, Norm
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.grounds import Fact, Grounds
from evaluator.engine.lives import REASONS, Standing
from evaluator.engine.outcome import Missing, NormAnswer, Reason, State, When
from evaluator.engine.readings import Options, explore, turns_on
from evaluator.engine.spans import hull, since, until
from evaluator.engine.words import questions
from evaluator.engine.world import Read
from evaluator.values.estimate import is_known, known_value
from evaluator.values.time import Moment, Period, day_text, start_of
from evaluator.values.truth import Truth, certainty_word, sign
from evaluator.values.value import Value

_REASONS = tuple(Reason(name) for name in REASONS)
_CORRELATIVES = {
    Modality.MUST: "claim",
    Modality.MUST_NOT: "claim",
    Modality.MUST_ENSURE: "claim",
    Modality.MAY: "no_right",
    Modality.CAN: "liability",
    Modality.NEED_NOT: "disability",
}


def norm_answers(evaluation: Evaluation) -> tuple[NormAnswer, ...]:
    """The answers for all norms of the governing version, in the order of the text."""
    program = evaluation.engine.program
    found = []
    for clause in program.norms:
        for member in evaluation.engine.members(evaluation.world(evaluation.current, {}), clause):
            found.append(_answer(evaluation, clause, member))  # noqa: PERF401 - two loops read better
    return tuple(found)


def norm_states(evaluation: Evaluation) -> dict[str, State]:
    """The states of all norms of the governing version by address: those of `norm_answers`, and nothing else."""
    engine, sorts = evaluation.engine, evaluation.engine.program.readings
    fixed, plain = evaluation.fixed, evaluation.world(evaluation.current, {})
    found = {}
    for clause, norm in engine.program.norms.items():
        for member in engine.members(plain, clause):
            address = clause if norm.family is None else f"{clause}:{member_id(member)}"
            alone, read = engine.life(plain, clause, member).glance(evaluation.now)
            if not read:
                found[address] = _state(alone.in_force)
                continue

            def standing(options: Options, clause: str = clause, member: Value = member) -> tuple[Truth, Read]:
                life = engine.life(evaluation.world(evaluation.current, options), clause, member)
                glimpse, looked_at = life.glance(evaluation.now)
                return glimpse.in_force, looked_at

            found[address] = _state(agreed(case.result for case in explore(sorts, fixed, standing)))
    return found


def _state(truth: Truth) -> State:
    return State.IN_FORCE if truth > 0 else State.NOT_IN_FORCE if truth < 0 else State.UNDETERMINED


def _answer(evaluation: Evaluation, clause: str, member: Value) -> NormAnswer:
    engine = evaluation.engine
    norm, sorts = engine.program.norms[clause], engine.program.readings

    def standing(options: Options) -> tuple[Standing, Read]:
        return engine.life(evaluation.world(evaluation.current, options), clause, member).glance(evaluation.now)

    cases = explore(sorts, evaluation.fixed, standing)
    used = [case.result for case in cases]
    truth = agreed(found.in_force for found in used)
    state = _state(truth)

    def explain() -> dict[str, object]:
        with evaluation.explaining():
            began, ends = _dates(evaluation, clause, member)
            missing, assumptions = _grounds(evaluation, clause, member, [case.options for case in cases], state)
            turning = turns_on(sorts, evaluation.facts.readings, standing, _label)
        return {
            "since": began,
            "until": ends,
            "missing": missing,
            "turns_on": turning,
            "assumptions": assumptions,
        }

    certain, possible = _reasons(used)
    bearer, counterparty = _parties(evaluation, norm, member)
    return NormAnswer.with_explanation(
        explain,
        clause=clause,
        title=norm.title,
        binding=None if norm.family is None else (norm.family.sort, member_id(member)),
        party=bearer,
        counterparty=counterparty,
        modality=norm.modality.noun,
        action=norm.action,
        state=state,
        reasons=certain if state is State.NOT_IN_FORCE else (),
        possible_reasons=possible,
        certainty=certainty_word(truth),
        sources=engine.sources(norm),
        correlative=_CORRELATIVES[norm.modality] if counterparty is not None else None,
        version=norm.version,
        place=norm.place,
        note=norm.note,
        pattern=norm.pattern,
    )


def _dates(evaluation: Evaluation, clause: str, member: Value) -> tuple[When | None, When | None]:
    """Since when and until when the state holds, under the readings that count: only undecided ones are varied."""
    norm = evaluation.engine.program.norms[clause]
    sorts = evaluation.engine.program.readings

    def bounds(options: Options) -> tuple[tuple[int, When | None, When | None], Read]:
        life = evaluation.engine.life(evaluation.world(evaluation.current, options), clause, member)
        standing = life.at(evaluation.now)
        state = sign(standing.in_force)
        read: Read = {}
        before = evaluation.stretches_before(life, options, read)
        after = evaluation.stretches_after(life, options, read)
        return (
            state,
            since(before, state, _beginning(norm, standing, evaluation.now)),
            until(after, state, evaluation.now),
        ), read

    found = [case.result for case in explore(sorts, evaluation.fixed, bounds)]
    same_state = all(state == found[0][0] for state, _, _ in found)
    return hull(began for _, began, _ in found) if same_state else None, hull(ends for _, _, ends in found)


def agreed(truths: Iterable[Truth]) -> Truth:
    """What several truths have in common: their sign if they share it, as certain as the least certain."""
    found = list(truths)
    if all(truth > 0 for truth in found):
        return min(found)
    if all(truth < 0 for truth in found):
        return max(found)
    return 0


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


def _reasons(used: list[Standing]) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """The reasons that hold under all readings that count, and those that may hold under some."""
    by_reason = list(zip(*used, strict=True))[1:]
    certain = tuple(reason for reason, truths in zip(_REASONS, by_reason, strict=True) if min(truths) > 0)
    possible = (reason for reason, truths in zip(_REASONS, by_reason, strict=True) if max(truths) >= 0)
    return certain, tuple(reason for reason in possible if reason not in certain)


def _grounds(
    evaluation: Evaluation, clause: str, member: Value, used: list[Options], state: State
) -> tuple[tuple[Missing, ...], tuple[str, ...]]:
    """Facts that are missing (for an undetermined norm), and assumptions the answer rests on."""
    if state is not State.UNDETERMINED and not evaluation.assumes:
        return (), ()
    missing: dict[Fact, None] = {}
    assumed: dict[str, None] = {}
    for options in used:
        world = evaluation.world(evaluation.current, options)
        grounds = Grounds(world, evaluation.engine.candidates)
        grounds.of_life(evaluation.engine.life(world, clause, member))
        missing.update(grounds.missing)
        assumed.update(grounds.assumed)
    asked = questions(evaluation.engine.program, missing) if state is State.UNDETERMINED else ()
    return asked, tuple(assumed)


def _parties(evaluation: Evaluation, norm: Norm, member: Value) -> tuple[str, str | None]:
    """The bearer and the counterparty in words; those of a family may differ from member to member."""
    if all(
        expression is None or isinstance(expression, core.Literal) for expression in (norm.bearers, norm.counterparties)
    ):
        return norm.bearer_text, norm.counterparty_text
    if norm.family is None:
        return norm.bearer_text, norm.counterparty_text
    world = evaluation.world(evaluation.current, {})
    world.scope = {norm.family.variable: member}
    texts: list[str | None] = []
    for expression, text in ((norm.bearers, norm.bearer_text), (norm.counterparties, norm.counterparty_text)):
        value = None if expression is None else evaluation.engine.meaning.of(expression)(world)
        known = value is not None and is_known(value)
        texts.append(text if not known else _party_text(known_value(value)))
    world.scope = {}
    return texts[0] or norm.bearer_text, texts[1] if norm.counterparty_text is not None else None


def _party_text(value: Value) -> str:
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def member_id(member: Value) -> str:
    """How a member of a family is addressed."""
    match member:
        case Record():
            return member.id
        case Period(start, _):
            return day_text(start)
        case _:
            return str(member)
