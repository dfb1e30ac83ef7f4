"""The steps of an argument: what an answer rests on, as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum

from evaluator.core.expressions import Expr
from evaluator.frozen import field, frozen
from evaluator.values.time import Moment
from evaluator.values.truth import Truth
from evaluator.values.value import Value

Fact = tuple[str, str, str]
"""The address of a fact: (sort, id, attribute).

The id is empty for the members of a list, and then the attribute may be a day up to which they are meant; the attribute
is empty for a member as such. The sort is empty for a single fact (the id is its name) and `parameter` for a parameter.
"""


class StepKind(Enum):
    """What a step says.

    NORM: a norm is what it is, `name` its address and `word` the state, the reason or what has become of it. REASON:
    one reason (`word`) why it is, or is not, in force. KEY: a part of a clause (`name`: `until`, `due`, …). CONDITION:
    a part of a condition. TERM: a defined term (`name`). ACT: an act (`name`) is what it is (`word`), or counts for a
    norm (`detail`). GROUND: how a clause (`name`) bears on an act (`word`, `detail`). EFFECT: what a clause (`name`)
    has done (`word`) to something (`detail`). FACT, MEMBER, CLOSED, PARAMETER, READING, MISSING: leaves, whose `fact`
    says which.
    """

    NORM = "norm"
    REASON = "reason"
    KEY = "key"
    CONDITION = "condition"
    TERM = "term"
    ACT = "act"
    GROUND = "ground"
    EFFECT = "effect"
    FACT = "fact"
    MEMBER = "member"
    CLOSED = "closed"
    PARAMETER = "parameter"
    READING = "reading"
    MISSING = "missing"


@frozen(eq=False)
class Step:
    """One step of an argument and the steps that it rests on.

    `truth` is how true it is at `moment`, with the variables of `scope`. `again` says that it has been argued before.
    `value` is that of a leaf, or of a part of a clause that is no condition; `assumed` says that it was assumed.
    """

    kind: StepKind
    moment: Moment
    name: str = ""
    word: str = ""
    detail: str = ""
    truth: Truth = 0
    expression: Expr | None = None
    scope: Mapping[str, Value] = field(default_factory=dict)
    fact: Fact | None = None
    value: Value = None
    assumed: bool = False
    again: bool = False
    because: tuple[Step, ...] = ()

    def walk(self) -> Iterator[Step]:
        """This step and all that it rests on."""
        yield self
        for step in self.because:
            yield from step.walk()


class Trail:
    """Steps as they are found: what is found while one is open becomes what it rests on."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    @contextmanager
    def under(
        self,
        kind: StepKind,
        moment: Moment,
        *,
        name: str = "",
        word: str = "",
        detail: str = "",
        truth: Truth = 0,
        expression: Expr | None = None,
        scope: Mapping[str, Value] | None = None,
        value: Value = None,
    ) -> Iterator[None]:
        """What is found inside is what this step rests on."""
        outer, self.steps = self.steps, []
        yield
        inner, self.steps = self.steps, outer
        variables = dict(scope or {})
        because = tuple(inner)
        outer.append(Step(kind, moment, name, word, detail, truth, expression, variables, value=value, because=because))

    def add(self, step: Step) -> None:
        """A step that rests on nothing else."""
        self.steps.append(step)
