"""Where answers switch: scenarios in pairs, a step apart, of which one has one answer and the other another."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from evaluator.api.evaluate import evaluate
from evaluator.engine.outcome import ActAnswer, NormAnswer, State, Verdict
from evaluator.frozen import frozen
from evaluator.generation.choices import RandomChoices
from evaluator.generation.dials import Dial, dials_of
from evaluator.generation.draw import draw_scenario
from evaluator.generation.fit import read
from evaluator.generation.scene import Scene
from evaluator.generation.smaller import smallest
from evaluator.generation.subject import Subject
from evaluator.generation.wishes import wishes_about

ROUNDS: Final = 100
"""At most so many scenarios are drawn for each clause, besides those in which nothing happens."""
EFFORT: Final = 1_200
"""At most so many scenarios are evaluated before the search ends."""
_MOST_DIALS: Final = 8
"""At most so many values of a drawn scenario are turned."""
_VERBS: Final = {
    "in_force": "is in force",
    "ended": "ends",
    "lapsed": "lapses",
    "defaulted": "is in default",
    "overridden": "is set aside",
    "not_able": "is without effect",
    "able": "has its effect",
}
"""What a title says of an answer, where it is not `is` and the word."""


@frozen
class Side:
    """One side of a boundary: the value there, the answer in words, and the scenario, whose title says which it is."""

    value: str
    words: tuple[str, ...]
    text: str


@frozen
class Boundary:
    """A step of one value of a scenario at which an answer switches.

    `address` is the norm or the act, `clause` the clause for which it was found, `dial` the value that is turned.
    """

    address: str
    clause: str
    dial: Dial
    before: Side
    after: Side


def boundaries(subject: Subject, clauses: Sequence[str] = (), limit: int | None = None) -> Iterator[Boundary]:
    """The boundaries that are found, each kind once: the same clause, value and answers.

    All lists are complete in them and the answers definite, so that each can be read and checked by a person. They are
    searched for around the days that the text names, and in scenarios drawn with fixed seeds: the same version gives
    the same boundaries. What is not needed for a boundary is left out of its scenarios.

    Args:
        subject: The version of an agreement.
        clauses: Those of which boundaries are wanted, by default all.
        limit: At most so many.
    """
    norms = subject.engine.program.norms
    standing = [name for name, norm in norms.items() if norm.repealed is None]
    search = _Search(subject, tuple(clauses) or tuple(standing))
    return islice(search.found(), limit)


Words = tuple[str, ...]
"""An answer in the words of `expect`: its reasons or its state, and what has become of it; or its verdict."""
_Answer = tuple[str, Words, dict[str, str]]
"""The clause, the answer in words, and what is expected of it."""
_Answers = dict[str, _Answer]
"""By address."""


class _Search:
    def __init__(self, subject: Subject, clauses: tuple[str, ...]) -> None:
        self.subject, self.clauses = subject, clauses
        self._seen: set[tuple[str, str, Words, Words]] = set()
        self._left = EFFORT
        self._wishes = {
            clause: wishes_about(subject, clauses=[clause], complete=True, most_members=2, most_asked=1, exact=True)
            for clause in clauses
        }

    def found(self) -> Iterator[Boundary]:
        """What is found, first where nothing happens, then in drawn scenarios, clause by clause in turn."""
        for day in sorted(self.subject.edges.days):
            scene = Scene(self.subject.reference, day, complete="yes")
            yield from self._around(scene, None)
        for seed in range(ROUNDS):
            for place, clause in enumerate(self._wishes):
                if self._left <= 0:
                    return
                wishes = self._wishes[clause]
                drawn = draw_scenario(self.subject, RandomChoices(1000 * seed + place), wishes)
                if drawn is not None:
                    yield from self._around(drawn[0], clause)

    def _around(self, scene: Scene, clause: str | None) -> Iterator[Boundary]:
        """The boundaries a step before and after each value of a scene."""
        here = self._answers(scene)
        for dial in list(dials_of(scene, self.subject))[:_MOST_DIALS] if here else ():
            for steps in (-1, 1):
                other = copy.deepcopy(scene)
                if not dial.turn(other, steps):
                    continue
                there = self._answers(other)
                first, second = (scene, other) if steps > 0 else (other, scene)
                for address, before, after in _switched(*((here, there) if steps > 0 else (there, here))):
                    owner = (here if address in here else there)[address][0]
                    wanted = owner in self.clauses and clause in (None, owner)
                    if wanted and not _trivial(dial, first) and self._is_new(owner, dial, before, after):
                        yield self._boundary(address, owner, dial, first, second)

    def _is_new(self, clause: str, dial: Dial, before: Words, after: Words) -> bool:
        key = (clause, dial.kind, before, after)
        new = key not in self._seen
        self._seen.add(key)
        return new

    def _boundary(self, address: str, clause: str, dial: Dial, first: Scene, second: Scene) -> Boundary:
        first = self._without_the_rest(address, dial, first)
        second = copy.deepcopy(first)
        dial.turn(second, 1)
        found = self._answers(first)[address], self._answers(second)[address]
        words = _titles(address, dial, (first, second), (found[0][1], found[1][1]))
        before, after = (self._side(address, dial, *each) for each in zip((first, second), found, words, strict=True))
        return Boundary(address, clause, dial, before, after)

    def _side(self, address: str, dial: Dial, scene: Scene, answer: _Answer, title: str) -> Side:
        _, words, expected = answer
        scene = copy.deepcopy(scene)
        scene.title = title
        scene.expected = {address: "{" + ", ".join(f"{key}: {value}" for key, value in expected.items()) + "}"}
        return Side(dial.text(scene), words, scene.text)

    def _without_the_rest(self, address: str, dial: Dial, scene: Scene) -> Scene:
        """The scene before the boundary, without whatever can go while it stays the same boundary."""
        wanted = self._words(address, dial, scene)
        return smallest(
            scene,
            lambda less: self._words(address, dial, less) == wanted,
            kept=(dial.id, address),
            value=(dial.id, dial.name),
        )

    def _words(self, address: str, dial: Dial, scene: Scene) -> tuple[Words, Words] | None:
        """The answers before and after the step, None if there are none."""
        after = copy.deepcopy(scene)
        if not dial.text(scene) or not dial.turn(after, 1):
            return None
        first, second = self._answers(scene), self._answers(after)
        if address not in first or address not in second:
            return None
        return first[address][1], second[address][1]

    def _answers(self, scene: Scene) -> _Answers:
        """The definite answers; none where the scenario contradicts a constraint, or lies before the version."""
        if scene.as_of < self.subject.engine.program.effective:
            return {}
        scenario, violation = read(scene, self.subject)
        if violation is not None:
            return {}
        self._left -= 1
        outcome = evaluate(scenario)
        norms = (_of_norm(norm) for norm in outcome.norms)
        acts = (_of_act(act) for act in outcome.acts)
        return {address: answer for found in (*norms, *acts) if found for address, answer in (found,)}


def _switched(before: _Answers, after: _Answers) -> Iterator[tuple[str, Words, Words]]:
    for address in before:
        if address in after and before[address][1] != after[address][1]:
            yield address, before[address][1], after[address][1]


def _trivial(dial: Dial, scene: Scene) -> bool:
    """Whether nothing switches but that something has happened by the day asked about, or has not."""
    if dial.name == "on":
        return dial.text(scene) == str(scene.as_of)
    tomorrow = copy.deepcopy(scene)
    return dial.kind == "as_of" and dial.turn(tomorrow, 1) and f"on: {tomorrow.as_of}" in scene.text


def _titles(address: str, dial: Dial, scenes: tuple[Scene, Scene], words: tuple[Words, Words]) -> tuple[str, str]:
    """What the scenarios on both sides are called: by what is said on one side only."""
    (first, second), (before, after) = (dial.text(scene) for scene in scenes), words
    lost = _said([each for each in before if each not in after] or before)
    gained = _said([each for each in after if each not in before] or after)
    if dial.kind == "as_of":
        return f"The day before {address} {gained} ({first})", f"The day {address} {gained} ({second})"
    name = "day" if dial.name == "on" else dial.name
    what = f"{name} of {dial.id}" if dial.id else name
    return (
        f"The last {what} with which {address} {lost} ({first})",
        f"The first {what} with which {address} {gained} ({second})",
    )


def _said(words: Sequence[str]) -> str:
    return " and ".join(_VERBS.get(each, f"is {each.replace('_', ' ')}") for each in words)


def _of_norm(norm: NormAnswer) -> tuple[str, _Answer] | None:
    if norm.state is State.UNDETERMINED or norm.possible_performances or norm.possible_reasons:
        return None
    reasons = [each.value for each in norm.reasons]
    expected = {"state": norm.state.value}
    if reasons:
        expected["reasons"] = reasons[0] if len(reasons) == 1 else f"[{', '.join(reasons)}]"
    if norm.performance is not None:
        expected["performance"] = norm.performance
    words = (*(reasons or [norm.state.value]), *([norm.performance] if norm.performance is not None else []))
    return norm.address, (norm.clause, words, expected)


def _of_act(act: ActAnswer) -> tuple[str, _Answer] | None:
    if act.verdict is Verdict.UNDETERMINED or not act.because:
        return None
    word = act.verdict.value
    return act.id, (act.because[0].clause.partition(":")[0], (word,), {"verdict": word})
