"""The explanation of an answer: frozen, typed, plain data."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.engine.outcome import ActAnswer, Day, Missing, NormAnswer, SourceNote
from evaluator.frozen import frozen


@frozen
class ArgumentStep:
    """One step of an argument, and the steps that it rests on.

    `kind` is one of norm, reason, key, condition, term, act, ground, effect, fact, member, closed, parameter, reading
    and missing (see docs/explanations.md). `name` is what the step is about: the address of a norm or an act, a key of
    a clause (`until`), a term, the address of a fact. `word` is what it is or does (`ended`, `prohibits`), `detail`
    what more belongs to it. `holds` is whether it is so on `day`; None where it is not known, or no question. `text`
    is the condition as the agreement writes it, `value` the value of a fact. `place` is the file and the line, and
    `sources` what the clause cites. `again` says that it has been argued further up.
    """

    kind: str
    name: str = ""
    word: str = ""
    detail: str = ""
    holds: bool | None = None
    day: Day | None = None
    text: str = ""
    value: str = ""
    place: str = ""
    sources: tuple[SourceNote, ...] = ()
    assumed: bool = False
    again: bool = False
    because: tuple[ArgumentStep, ...] = ()

    def walk(self) -> Iterator[ArgumentStep]:
        """This step and all that it rests on."""
        yield self
        for step in self.because:
            yield from step.walk()


@frozen
class FactNote:
    """One thing stated that an argument needs.

    `address` names it as `missing` does: `verdict.v.result` (an attribute), `verdict.v` (that there is such a member),
    `verdict` (that the list is complete), `name` (a single fact). `value` is what is stated, in words.
    """

    address: str
    value: str
    place: str
    assumed: bool = False


@frozen
class Branch:
    """An argument under some options of readings that are not decided; `options` is empty if it holds under all."""

    options: tuple[tuple[str, str], ...]
    steps: tuple[ArgumentStep, ...]


@frozen
class Argument:
    """Why one thing is so: `claim` is a state, a verdict, what has become of a norm, or `undetermined`.

    The `facts` suffice for it, whatever else is stated or not, and none of them can be left out; `fewest` says that
    there is no smaller set, and not only that none was found. In full they are all that the argument mentions. Of what
    is undetermined `missing` are the facts that would help, and there are no `facts`.
    """

    claim: str
    facts: tuple[FactNote, ...]
    fewest: bool
    branches: tuple[Branch, ...]
    missing: tuple[Missing, ...] = ()


@frozen
class Explanation:
    """Why an answer is what it is: the answer, and an argument for each thing that it says."""

    answer: NormAnswer | ActAnswer
    as_of: Day
    arguments: tuple[Argument, ...]

    @property
    def address(self) -> str:
        """The address of the norm, or the id of the act."""
        return self.answer.address

    @property
    def facts(self) -> tuple[FactNote, ...]:
        """The facts that the answer rests on, each once."""
        return tuple({note.address: note for argument in self.arguments for note in argument.facts}.values())
