"""Why an answer is what it is: the fewest facts that suffice for it, and the argument from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from functools import partial

from evaluator.check import CheckedScenario
from evaluator.diagnostics import impossible
from evaluator.engine.act_answers import judged
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.grounds import Grounds
from evaluator.engine.logic import Standing
from evaluator.engine.outcome import ActAnswer, Day, NormAnswer
from evaluator.engine.readings import Case, Options, explore
from evaluator.engine.steps import Step, StepKind
from evaluator.engine.words import questions
from evaluator.engine.world import Read
from evaluator.explanations.claims import Answer, Claim, claim_of, find, holds, member_of
from evaluator.explanations.explanation import Argument, ArgumentStep, Branch, Explanation
from evaluator.explanations.statements import Statement, Statements
from evaluator.explanations.sufficient import sufficient
from evaluator.explanations.telling import Telling
from evaluator.frozen import replace

_QUESTIONS = 12
"""How often it may be asked again to make sure that no fewer facts suffice."""
_TELLING = ("fulfilled_late", "breached", "cured", "defaulted", "exercised")
"""What has become of a norm that is always worth an argument: something was done, or was due and left undone."""

Argued = tuple[Options, tuple[Step, ...], int]
"""An argument under some options, and the version whose text it is."""
Argue = Callable[[Answer, Evaluation], Sequence[Argued]]


class _Kept:
    """Which claims of one answer are kept where only some statements are made: one evaluation is asked for all."""

    def __init__(self, evaluation: Callable[[frozenset[Statement]], Evaluation], claims: Sequence[Claim]) -> None:
        self._evaluation, self._claims = evaluation, claims
        self._found: dict[frozenset[Statement], dict[Claim, bool]] = {}

    def holds(self, claim: Claim, some: frozenset[Statement]) -> bool:
        """Whether a claim is made of some statements, too."""
        found = self._found.get(some)
        if found is None:
            evaluation = self._evaluation(some)
            found = self._found[some] = {each: holds(each, evaluation) for each in self._claims}
        return found[claim]


class Explainer:
    """Explains the answers of one evaluation; `full` leaves nothing out and argues from everything that is stated."""

    def __init__(self, evaluation: Evaluation, checked: CheckedScenario, as_of: Day, *, full: bool = False) -> None:
        self.evaluation, self.checked, self.as_of, self.full = evaluation, checked, as_of, full

    def statements(self, answer: Answer) -> Statements:
        """What the scenario states, one by one; what is said of an act that is judged is the question."""
        own = frozenset(self.checked.version.version.facts)
        subject = answer.id if isinstance(answer, ActAnswer) else ""
        return Statements(self.evaluation.facts, self.evaluation.engine.program, own, subject)

    def explain(self, address: str) -> Explanation:
        """The explanation of the answer for a norm or an act, one of `addresses`."""
        with self.evaluation.explaining():
            answer = find(self.evaluation, address)
            if answer is None:
                impossible(f"there is no answer `{address}`")
            return Explanation(answer, self.as_of, tuple(self._arguments(answer)))

    def _arguments(self, answer: Answer) -> Iterable[Argument]:
        parts = list(self._parts(answer))
        statements = self.statements(answer)
        kept = _Kept(lambda some: self._with(statements, some), [claim for _, claim, _ in parts if claim])
        for word, claim, argue in parts:
            if claim:
                yield self._argument(answer, word, statements, partial(kept.holds, claim), argue)
            else:
                yield self._open_argument(argue(answer, self.evaluation))

    def _parts(self, answer: Answer) -> Iterable[tuple[str, Claim, Argue]]:
        """What there is to argue for: the word, what it claims, and how its argument is found."""
        claim = claim_of(answer)
        yield claim.state, Claim(claim.address, claim.state, "", claim.certainty), self._of_state
        word = claim.performance
        if isinstance(answer, ActAnswer):
            if word or answer.ability == "undetermined":
                yield word, Claim(claim.address, "", word), self._of_state
        elif self._is_told(answer, word):
            part = Claim(claim.address, "", word)
            yield word, part, lambda one, at: self._of_performance(one, at, word)

    def _is_told(self, answer: NormAnswer, word: str) -> bool:
        """Whether it is worth an argument what has become of a norm: what goes without saying is not."""
        once = self.evaluation.engine.program.norms[answer.clause].once
        if word:
            return word in _TELLING or (once and word in ("open", "fulfilled"))
        return once and bool(answer.possible_performances)

    def _open_argument(self, argued: Sequence[Argued]) -> Argument:
        """The argument for what is undetermined: what is not known."""
        evaluation = self.evaluation
        missing = {
            step.fact: None
            for _, steps, _ in argued
            for top in steps
            for step in top.walk()
            if step.kind is StepKind.MISSING and step.fact is not None
        }
        asked = frozenset((each.record.sort, each.record.id) for each in evaluation.facts.acts if each.asked)
        found = questions(evaluation.engine.program, missing, asked)
        return Argument("undetermined", (), True, self._branches(argued, evaluation), found)

    def _argument(
        self,
        answer: Answer,
        word: str,
        statements: Statements,
        holds: Callable[[frozenset[Statement]], bool],
        argue: Argue,
    ) -> Argument:
        evaluation = self.evaluation
        argued = argue(answer, evaluation)
        hint = _leaves(argued, statements)
        chosen, fewest = self._enough(statements, hint, holds)
        if not self.full:
            argued = [(options, _resting_on(steps, chosen, statements), home) for options, steps, home in argued]
            if not chosen <= set(hint):
                # The argument would leave something out: it is found anew, where nothing else is stated.
                evaluation = self._with(statements, chosen)
                answer = find(evaluation, answer.address) or answer
                argued = argue(answer, evaluation)
        telling = Telling(evaluation.engine.program, self.checked, evaluation.now)
        dated = {Statement(each.sort, each.id) for each in chosen if each.attribute and statements.is_act(each)}
        notes = [telling.fact(each, statements) for each in statements.all if each in chosen or each in dated]
        return Argument(word, tuple(notes), fewest, self._branches(argued, evaluation))

    def _enough(
        self, statements: Statements, hint: Sequence[Statement], holds: Callable[[frozenset[Statement]], bool]
    ) -> tuple[frozenset[Statement], bool]:
        """Statements that suffice, and whether no fewer do; in full those that the argument mentions."""
        mentioned, every = frozenset(hint), frozenset(statements.all)
        if self.full:
            return mentioned if holds(mentioned) else every, False
        found = sufficient(statements.all, holds, hint, _QUESTIONS, _in_common)
        # None only if knowledge were not monotone; then everything that is stated counts.
        return (every, False) if found is None else (found.chosen, found.fewest)

    def _with(self, statements: Statements, chosen: Iterable[Statement]) -> Evaluation:
        one = self.evaluation
        return Evaluation(one.regimes, one.current, one.pinned, statements.only(chosen), one.now)

    def _branches(self, argued: Sequence[Argued], evaluation: Evaluation) -> tuple[Branch, ...]:
        """Arguments that are the same under all options become one."""
        told: dict[tuple[object, ...], tuple[Options, tuple[ArgumentStep, ...]]] = {}
        for options, steps, home in argued:
            telling = Telling(evaluation.regimes[home].engine.program, self.checked, evaluation.now)
            words = telling.steps(steps)
            told.setdefault((*sorted(options.items()), _shape(words)), (options, words))
        if len({_shape(words) for _, words in told.values()}) == 1:
            options, words = next(iter(told.values()))
            return (Branch((), _without_readings(words) if len(told) > 1 else words),)
        return tuple(Branch(tuple(options.items()), words) for options, words in told.values())

    def _of_state(self, answer: Answer, evaluation: Evaluation) -> list[Argued]:
        if isinstance(answer, ActAnswer):
            return self._of_act(answer, evaluation)
        home, cases = self._cases(answer, evaluation)
        found = []
        for case in cases:
            grounds = self._grounds(evaluation, home, case.options)
            clause, member = member_of(evaluation, answer.address)
            grounds.of_life(grounds.engine.life(grounds.world, clause, member))
            found.append((case.options, tuple(grounds.trail.steps), home))
        return found

    def _of_performance(self, answer: Answer, evaluation: Evaluation, word: str) -> list[Argued]:
        clause, member = member_of(evaluation, answer.address)
        home, cases = self._cases(answer, evaluation)
        home = evaluation.settled_in(clause, member, home)
        found = []
        for case in cases:
            grounds = self._grounds(evaluation, home, case.options)
            grounds.of_performance(grounds.engine.life(grounds.world, clause, member), word)
            found.append((case.options, tuple(grounds.trail.steps), home))
        return found

    def _cases(self, answer: Answer, evaluation: Evaluation) -> tuple[int, tuple[Case[Standing], ...]]:
        """The version whose text governs a norm, and its standing under each combination of options that counts."""
        clause, member = member_of(evaluation, answer.address)
        home = evaluation.home_now(clause, member)

        def standing(options: Options) -> tuple[Standing, Read]:
            return evaluation.standing(home, clause, member, options, evaluation.now)

        return home, explore(evaluation.readings_in(home), evaluation.fixed_in(home), standing)

    def _of_act(self, answer: ActAnswer, evaluation: Evaluation) -> list[Argued]:
        act = next(each for each in evaluation.facts.acts if each.record.id == answer.id)
        found: list[Argued] = []
        for case in judged(evaluation, act):
            for moment, judgement in case.result.judgements:
                regime = evaluation.regime_at(moment)
                if regime is None:
                    continue
                engine = evaluation.regimes[regime].engine
                without = None if act.asked else engine.itself(act.record)
                world = evaluation.world(regime, case.options, without)
                world.now = moment
                grounds = Grounds(world, engine)
                grounds.of_judgement(judgement, act.record)
                world.now = evaluation.now
                found.append((case.options, tuple(grounds.trail.steps), regime))
        return found

    def _grounds(self, evaluation: Evaluation, home: int, options: Options) -> Grounds:
        return Grounds(evaluation.world(home, options), evaluation.regimes[home].engine)


_STATED = (StepKind.FACT, StepKind.MEMBER, StepKind.CLOSED)


def _resting_on(steps: Iterable[Step], chosen: Set[Statement], statements: Statements) -> tuple[Step, ...]:
    """An argument without what was stated and is not needed, and without the steps that rest on nothing else."""
    every = set(statements.all)
    found = []
    for step in steps:
        if step.kind in _STATED and step.fact is not None:
            statement = statements.statement(step.fact)
            if statement in chosen or statement not in every:
                found.append(step)
            continue
        because = _resting_on(step.because, chosen, statements)
        if because or not any(each.kind in _STATED for each in step.walk()):
            found.append(replace(step, because=because))
    return tuple(found)


def _in_common(statement: Statement) -> tuple[tuple[str, str, str], ...]:
    """What a statement has in common with others: the attribute, with those of other members; the member."""
    sort, id, attribute = statement.sort, statement.id, statement.attribute
    return ((sort, "", attribute), (sort, id, "")) if id else ()


def _leaves(argued: Sequence[Argued], statements: Statements) -> list[Statement]:
    """The statements that arguments mention."""
    mentioned: set[Statement] = set()
    for _, steps, _ in argued:
        for top in steps:
            for step in top.walk():
                if step.kind in _STATED and step.fact is not None:
                    mentioned.add(statements.statement(step.fact))
    return [each for each in statements.all if each in mentioned]


def _shape(steps: tuple[ArgumentStep, ...]) -> tuple[object, ...]:
    """What an argument says, whatever the readings, and at whatever moment of a day."""
    return tuple(
        (step.kind, step.name, step.word, step.detail, step.holds, step.value, _shape(step.because))
        for step in steps
        if step.kind != "reading"
    )


def _without_readings(steps: tuple[ArgumentStep, ...]) -> tuple[ArgumentStep, ...]:
    """An argument that holds under every option does not say which one was chosen."""
    return tuple(replace(step, because=_without_readings(step.because)) for step in steps if step.kind != "reading")
