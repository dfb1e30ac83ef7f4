"""What comes out of a scenario with some changes, asked as often as the effort allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from evaluator.core.norms import Norm
from evaluator.core.types import Type
from evaluator.diagnostics import impossible
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.outcome import NormAnswer
from evaluator.explanations.claims import Answer, Claim, find, holds
from evaluator.explanations.flips import Edit, words_of
from evaluator.explanations.statements import Statement, Statements
from evaluator.explanations.watching import ExhaustedError, Looks
from evaluator.frozen import frozen

EFFORT = 16_000
"""How many facts may be looked at in one search: some 50 microseconds each."""
_ASKING = 75
"""What it costs to check a changed scenario, in looks at facts."""
_LEAVING_OUT = 30
"""The same where facts are only left out."""
_DEARER = 3
"""An evaluation that leaves facts out is broken off once it costs this many times the one with all of them."""
_AT_MOST = 6
"""A trial is given up once it costs so many times what the scenario cost without changes."""
_AT_LEAST = 300
"""So much it may cost in any case."""
_UNLIMITED = 10**12


class Asker(Protocol):
    """A scenario that can be asked again with changes."""

    own: frozenset[str]
    """The lists that the agreement states itself."""

    def ask(self, edits: Sequence[Edit]) -> Evaluation | None:
        """The scenario with changes, put to its agreement; None where they contradict a constraint."""

    def knows(self, address: str) -> bool:
        """Whether an address names a value of the scenario."""

    def type_of(self, address: str) -> Type:
        """The type of the value that an address names."""

    def options(self, address: str) -> tuple[str, ...]:
        """All values that it can have, as they are written; empty where they cannot be listed."""


@frozen(eq=False)
class Seen:
    """What came out: the answer in words, from which statements, and the evaluation that gave it."""

    edits: tuple[Edit, ...]
    words: tuple[str, str]
    answer: Answer
    statements: frozenset[Statement]
    evaluation: Evaluation
    looks: Looks

    @property
    def norm(self) -> Norm | None:
        """The norm that the answer is about, None for an act."""
        answer = self.answer
        return self.evaluation.engine.program.norms[answer.clause] if isinstance(answer, NormAnswer) else None


class Trials:
    """Asks what is said of one norm or act, and counts how often.

    Raises (while it asks):
        ExhaustedError: the effort is spent.
    """

    def __init__(self, asker: Asker, address: str, effort: int) -> None:
        self.asker, self.address, self.left = asker, address, effort
        self.evaluations = 0
        self.given_up = False
        self._most = _UNLIMITED
        self._seen: dict[frozenset[Edit], Seen | None] = {}

    def first(self) -> Seen:
        """What comes out without any change, however much that takes."""
        self.left, left = _UNLIMITED, self.left
        seen = self.ask(())
        self.left += left - _UNLIMITED
        if seen is None:
            impossible(f"there is no answer `{self.address}`")
        self._most = max(_AT_MOST * seen.looks.count, _AT_LEAST)
        return seen

    def ask(self, edits: Iterable[Edit]) -> Seen | None:
        """What comes out with some changes; None where they are impossible, or there is no such norm then."""
        edits = tuple(edits)
        key = frozenset(edits)
        if key not in self._seen:
            if self.left <= 0:
                raise ExhaustedError
            self._seen[key] = self._ask(edits)
        return self._seen[key]

    def _ask(self, edits: tuple[Edit, ...]) -> Seen | None:
        self.evaluations += 1
        self.left -= _ASKING
        asked = self.asker.ask(edits)
        if asked is None:
            return None
        looks = Looks(min(self.left, self._most))
        try:
            evaluation = _again(asked, looks.watched(asked.facts))
            with evaluation.explaining():
                answer = find(evaluation, self.address)
                if answer is None:
                    return None
                words = _words(answer, evaluation)
                return Seen(edits, words, answer, looks.statements, evaluation, looks)
        except ExhaustedError:
            if self.left <= self._most:
                raise
            # What is known within bounds only is asked to save questions: nothing is lost but time.
            self.given_up = self.given_up or not any(each.is_loose for each in edits)
            return None
        finally:
            self.left -= looks.count
            looks.limit = _UNLIMITED

    def looked_at(self, seen: Seen) -> list[Statement]:
        """The statements that were looked at, in the order stated: what else is stated does not matter."""
        statements = Statements(seen.evaluation.facts, seen.evaluation.engine.program, self.asker.own)
        return [each for each in statements.all if each in seen.statements]

    def rests_on(self, seen: Seen) -> list[Statement]:
        """Statements that suffice for what was said, in the order stated, as few of those looked at as were found."""
        statements = Statements(seen.evaluation.facts, seen.evaluation.engine.program, self.asker.own)
        kept = [each for each in statements.all if each in seen.statements]
        others = [each for each in statements.all if each not in seen.statements]
        claim = Claim(self.address, seen.words[0], seen.words[1])

        def enough(some: Sequence[Statement]) -> bool:
            if self.left <= 0:
                raise ExhaustedError
            looks = Looks(min(self.left, _DEARER * cost))
            try:
                evaluation = _again(seen.evaluation, looks.watched(statements.only([*some, *others])))
                with evaluation.explaining():
                    return holds(claim, evaluation)
            except ExhaustedError:
                return False  # whoever cannot tell keeps it
            finally:
                self.evaluations += 1
                self.left -= looks.count + _LEAVING_OUT

        cost = _ASKING + seen.looks.count
        return fewer(kept, enough)

    def missing(self, seen: Seen) -> tuple[str, ...]:
        """The addresses of the facts for want of which an answer is undetermined."""
        before = seen.looks.count
        seen.looks.limit = before + self.left
        try:
            return tuple(each.fact for each in seen.answer.missing)
        finally:
            self.left -= seen.looks.count - before
            seen.looks.limit = _UNLIMITED


def fewer(every: list[Statement], enough: Callable[[Sequence[Statement]], bool]) -> list[Statement]:
    """Some of them that are still enough, and of which no single one can be left out: halves are tried first."""
    size = (len(every) + 1) // 2
    while size and every:
        start = 0
        while start < len(every):
            rest = every[:start] + every[start + size :]
            if enough(rest):
                every = rest
            else:
                start += size
        size = 0 if size == 1 else (size + 1) // 2
    return every


def _words(answer: Answer, evaluation: Evaluation) -> tuple[str, str]:
    """What counts of an answer: what has become of a norm only where it is done once and for all."""
    if isinstance(answer, NormAnswer) and not evaluation.engine.program.norms[answer.clause].once:
        return "" if answer.in_force is None else answer.state.value, ""
    return words_of(answer)


def _again(evaluation: Evaluation, facts: object) -> Evaluation:
    one = evaluation
    return Evaluation(one.regimes, one.current, one.pinned, facts, one.now)  # type: ignore[arg-type]
