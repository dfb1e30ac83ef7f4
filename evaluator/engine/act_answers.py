"""The answer for every act, stated or asked: its verdict, why, and what it turns on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluator.core.facts import Act, Record
from evaluator.engine.deeds import looked_at
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.grounds import Grounds
from evaluator.engine.outcome import ActAnswer, Conflict, Day, Ground, Missing, Verdict
from evaluator.engine.readings import Case, Options, explore, turns_on
from evaluator.engine.steps import Fact
from evaluator.engine.verdicts import Judgement, Weighed, grounds, judge, weigh
from evaluator.engine.words import questions, value_text
from evaluator.engine.world import Read
from evaluator.frozen import frozen
from evaluator.program import Program
from evaluator.values.estimate import Estimate, is_known, known_value
from evaluator.values.time import BEGINNING, FOREVER, NEVER, Moment
from evaluator.values.truth import Truth, agreed, certainty_word

_VERDICTS = ("obligatory", "permitted", "prohibited", "conflicting", "unregulated")
_MOST_MOMENTS = 200
_PARTIAL = "the text of the agreement is only partly known, and no known clause settles this act"


@frozen
class _Found:
    """The judgements on an act under one combination of readings, one for each stretch in which it may have been.

    `outside` says that it may have been before the first version, or at more moments than can be looked at.
    """

    judgements: tuple[tuple[int, Judgement], ...]
    outside: bool = False

    def truth(self, verdict: str) -> Truth:
        """How true a verdict is at every moment at which the act may have happened."""
        return 0 if self.outside else agreed(judgement.truths[verdict] for _, judgement in self.judgements)

    @property
    def turns_on_the_time(self) -> bool:
        """Whether the verdict is definite, but not the same, at some of the moments."""
        return len({judgement.definite for _, judgement in self.judgements} - {None}) > 1

    @property
    def able(self) -> Truth | None:
        """Whether the act has its effect, None if it is not the act of a power."""
        found = [judgement.able for _, judgement in self.judgements]
        return (
            None if all(each is None for each in found) else agreed(each if each is not None else -4 for each in found)
        )

    @property
    def named(self) -> Truth:
        """Whether an obligation, prohibition, permission or exemption names the act: then the verdict is about it."""
        return agreed(judgement.named for _, judgement in self.judgements)

    @property
    def verdict(self) -> str | None:
        """The one verdict that certainly holds, None if it is undetermined."""
        if self.able is not None and self.named <= 0:
            if self.named == 0 or self.outside:
                return None
            return "able" if self.able > 0 else "not_able" if self.able < 0 else None
        return next((verdict for verdict in _VERDICTS if self.truth(verdict) > 0), None)

    @property
    def possible(self) -> tuple[str, ...]:
        """The verdicts that may hold."""
        powers: list[str] = []
        if self.able is not None and self.named <= 0:
            powers = [word for word, sign in (("able", 1), ("not_able", -1)) if self.able * sign >= 0]
        if self.able is not None and self.named < 0:
            return tuple(powers)
        found = [verdict for verdict in _VERDICTS if any(each.truths[verdict] >= 0 for _, each in self.judgements)]
        if powers and all(each.silent < 0 for _, each in self.judgements):
            found = [verdict for verdict in found if verdict != "unregulated"]  # whatever names the act has its effect
        return (*found, *powers)


def act_answers(evaluation: Evaluation) -> tuple[ActAnswer, ...]:
    """The answers for all acts, stated ones first, in the order of the scenario."""
    return tuple(act_answer(evaluation, act) for act in evaluation.facts.acts)


def act_answer(evaluation: Evaluation, act: Act) -> ActAnswer:
    """The answer for one act."""
    record = act.record
    moments = _moments(evaluation, act)
    regime = evaluation.regime_at(moments[1])
    if regime is None:
        return _outside(evaluation, act, "no version of the agreement governs that day")
    if moments[0] >= FOREVER:
        return _outside(evaluation, act, "the act never happens")
    program = evaluation.regimes[regime].engine.program

    def judged(options: Options) -> tuple[_Found, Read]:
        return _judged(evaluation, act, moments, options)

    cases = explore(program.readings, evaluation.fixed_in(regime), judged)
    used = [case.result for case in cases]
    verdicts = {found.verdict for found in used}
    verdict = verdicts.pop() if len(verdicts) == 1 else None

    def explain() -> dict[str, object]:
        with evaluation.explaining():
            missing, assumptions = _grounds(evaluation, act, cases, undetermined=verdict is None)
            turning = turns_on(program.readings, evaluation.facts.readings, judged, _label)
        return {"missing": missing, "turns_on": turning, "assumptions": assumptions}

    possible = () if verdict is not None else _together(found.possible or (found.verdict or "",) for found in used)
    ables = [found.able for found in used if found.able is not None]
    able = None if not ables else agreed(ables)
    return ActAnswer.with_explanation(
        dict.fromkeys(("missing", "turns_on", "assumptions"), explain),
        {},
        id=record.id,
        action=record.sort,
        asked=act.asked,
        on=None if act.at_the_end else _on(record),
        roles=_roles(evaluation, record),
        verdict=Verdict(verdict) if verdict is not None else Verdict.UNDETERMINED,
        possible=tuple(Verdict(each) for each in possible),
        ability=None if able is None else "able" if able > 0 else "not_able" if able < 0 else "undetermined",
        because=_because(used),
        certainty=_certainty(used, verdict),
        version=evaluation.regimes[regime].version,
        note="" if verdict is not None else _note(program, record, used),
    )


def judged(evaluation: Evaluation, act: Act) -> tuple[Case[_Found], ...]:
    """The judgements on an act under each combination of options that counts; none where nothing governs its day."""
    moments = _moments(evaluation, act)
    regime = evaluation.regime_at(moments[1])
    if regime is None or moments[0] >= FOREVER:
        return ()
    sorts = evaluation.regimes[regime].engine.program.readings
    return explore(sorts, evaluation.fixed_in(regime), lambda options: _judged(evaluation, act, moments, options))


def _label(found: _Found) -> str:
    return found.verdict or "undetermined"


def _moments(evaluation: Evaluation, act: Act) -> tuple[Moment, Moment]:
    """The first and the last moment at which the act may happen: an asked act without a date happens now."""
    record = act.record
    if act.at_the_end:
        return evaluation.now, evaluation.now
    first, last = record.possible_from, record.certain_from
    if first <= BEGINNING:
        first = min(evaluation.regimes[0].start, evaluation.now, last)
    return first, max(first, last)


def _judged(evaluation: Evaluation, act: Act, moments: tuple[Moment, Moment], options: Options) -> tuple[_Found, Read]:
    first, last = moments
    found: list[tuple[int, Judgement]] = []
    read: Read = {}
    outside = False
    moment = first
    while moment <= last and moment < FOREVER:
        if len(found) >= _MOST_MOMENTS:
            outside = True
            break
        regime = evaluation.regime_at(moment)
        if regime is None:
            outside, moment = True, evaluation.regimes[0].start
            continue
        engine = evaluation.regimes[regime].engine
        if act.record.sort not in engine.program.judges:
            break
        end = evaluation.regimes[regime].end if not evaluation.pinned else FOREVER
        world = evaluation.world(regime, options)
        if act.asked:
            weighed = weigh(world, act.record, moment, engine, evaluation.varying(regime))
            weighed = _with_accrued(evaluation, regime, act, options, weighed)
            judgement = judge(world, act.record, weighed)
            found.append((moment, judgement))
            read |= judgement.read
            moment = min(judgement.until, end)
            continue
        lively = act.record.sort in engine.program.lively_acts
        varying = looked_at if lively else evaluation.varying(regime, engine.itself(act.record))
        span = (moment, min(last, end - 1))
        for alone in engine.deeds(world).weighings(act.record, span, varying, read):
            weighed = _with_accrued(evaluation, regime, act, options, alone)
            judgement = judge(engine.judging(world, act.record), act.record, weighed)
            found.append((weighed.moment, judgement))
            read |= judgement.read
        outside = outside or len(found) >= _MOST_MOMENTS
        moment = end
    return _Found(tuple(found), outside), read


def _with_accrued(evaluation: Evaluation, regime: int, act: Act, options: Options, weighed: Weighed) -> Weighed:
    """How norms bear on an act, those included that arose under earlier versions and are still to be performed."""
    bearings = {clause: list(found) for clause, found in weighed.bearings.items()}
    until, read = weighed.until, dict(weighed.read)
    changed = False
    for home, life in evaluation.accrued(regime, act.record.sort, options):
        engine = evaluation.regimes[home].engine
        world = life.world if act.asked else engine.view(life.world, act.record)
        earlier = weigh(world, act.record, weighed.moment, engine, looked_at, life)
        clause = life.norm.clause
        own = [each for each in bearings.get(clause, []) if each.life.member != life.member]
        bearings[clause] = [*own, *earlier.bearings[clause]]
        until, changed = min(until, earlier.until), True
        read |= earlier.read
    return Weighed(weighed.moment, bearings, until, read, until, {}) if changed else weighed


def _together(possible: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    names = {verdict for each in possible for verdict in each}
    return tuple(verdict for verdict in (*_VERDICTS, "able", "not_able") if verdict in names)


def _note(program: Program, record: Record, used: list[_Found]) -> str:
    """Why an act is undetermined, where no fact and no reading is to blame."""
    if program.partial and all("unregulated" in found.possible for found in used):
        return _PARTIAL
    generic = [name for name, value in record.values.items() if isinstance(value, Estimate) and value.generic]
    if generic:
        names = " and ".join(f"`{name}`" for name in generic)
        return f"asked for any {names}; it may not be the same for all"
    return ""


def _certainty(used: list[_Found], verdict: str | None) -> str | None:
    if verdict is None:
        return None
    if verdict in ("able", "not_able"):
        return certainty_word(agreed(found.able or 0 for found in used))
    return certainty_word(agreed(found.truth(verdict) for found in used))


def _because(used: list[_Found]) -> tuple[Ground, ...]:
    """The grounds under the readings used; what holds only under some of them is not certain, or one of several."""
    details: dict[tuple[str, str], dict[str, None]] = {}
    counted: dict[tuple[str, str], int] = {}
    total = 0
    for found in used:
        for _, judgement in found.judgements:
            total += 1
            for ground in grounds(judgement):
                key = (ground.clause, ground.effect)
                counted[key] = counted.get(key, 0) + ground.certain
                details.setdefault(key, {})[ground.detail] = None
    return tuple(
        Ground(clause, effect, counted[clause, effect] == total, " or ".join(filter(None, said)))
        for (clause, effect), said in details.items()
    )


def _grounds(
    evaluation: Evaluation, act: Act, used: Sequence[Case[_Found]], *, undetermined: bool
) -> tuple[tuple[Missing, ...], tuple[str, ...]]:
    if not undetermined and not evaluation.assumes:
        return (), ()
    missing: dict[Fact, None] = {}
    assumed: dict[str, None] = {}
    record = act.record
    for case in used:
        for moment, judgement in case.result.judgements:
            regime = evaluation.regime_at(moment)
            if regime is None:
                continue
            engine = evaluation.regimes[regime].engine
            world = evaluation.world(regime, case.options, None if act.asked else engine.itself(record))
            world.now = moment
            explained = Grounds(world, engine, argues=evaluation.assumes)
            explained.of_judgement(judgement, record)
            missing.update(explained.missing)
            assumed.update(explained.assumed)
            world.now = evaluation.now
    if undetermined and (_day_is_open(act) or any(case.result.turns_on_the_time for case in used)):
        missing[(record.sort, record.id, "on")] = None
    asked = frozenset((each.record.sort, each.record.id) for each in evaluation.facts.acts if each.asked)
    return (questions(evaluation.engine.program, missing, asked) if undetermined else ()), tuple(assumed)


def _day_is_open(act: Act) -> bool:
    """Whether a stated act has no known date."""
    return not act.asked and not is_known(act.record.get("on"))


def _on(record: Record) -> Day | None:
    value = record.get("on")
    known = known_value(value) if is_known(value) else None
    return None if known is None or known is NEVER else known


def _roles(evaluation: Evaluation, record: Record) -> tuple[tuple[str, str], ...]:
    types = evaluation.engine.program.sorts[record.sort].attributes
    return tuple((name, value_text(value, types[name])) for name, value in record.values.items() if name != "on")


def _outside(evaluation: Evaluation, act: Act, note: str) -> ActAnswer:
    record = act.record
    return ActAnswer(
        id=record.id,
        action=record.sort,
        asked=act.asked,
        on=_on(record),
        roles=_roles(evaluation, record),
        verdict=Verdict.UNDETERMINED,
        possible=(),
        ability=None,
        because=(),
        certainty=None,
        missing=(),
        turns_on=(),
        assumptions=(),
        version=None,
        note=note,
    )


def act_conflicts(acts: Iterable[ActAnswer]) -> tuple[Conflict, ...]:
    """The conflicts in which an act ends, or may end."""
    found = []
    for act in acts:
        certain = act.verdict is Verdict.CONFLICTING
        if not certain and Verdict.CONFLICTING not in act.possible:
            continue
        clauses = tuple(
            ground.clause for ground in act.because if ground.effect not in ("releases", "yields", "enables")
        )
        if len(clauses) < 2:
            continue
        party = dict(act.roles).get("by")
        joined = " and ".join(f"`{clause}`" for clause in clauses)
        verb = "meet" if certain else "may meet"
        text = f"{joined} {verb} on `{act.id}`, and neither has declared priority"
        found.append(Conflict(clauses, act.id, party, certain, text))
    return tuple(found)
