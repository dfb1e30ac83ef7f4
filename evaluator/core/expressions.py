"""The expressions of the core language: typed, three-valued, over facts and time.

There are two kinds of expression. A *condition* evaluates to a truth (`evaluator.values.truth`), a *value* to a value
or an estimate of one (`evaluator.values.estimate`). Types were checked when these were made; engines need not look at
them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluator.core.types import CalendarType, Type
from evaluator.frozen import fields, frozen


@frozen(eq=False)
class Literal:
    """A value written in the text: a plain value, an `Estimate`, a calendar, or (for a condition) a truth."""

    value: Any
    type: Type | CalendarType


@frozen(eq=False)
class Parameter:
    """A parameter's value; `on` is the date it is read on, for one with values over time."""

    name: str
    on: Expr | None = None


@frozen(eq=False)
class Reading:
    """The option chosen for a reading."""

    name: str


@frozen(eq=False)
class Variable:
    """The member bound to a name by a quantifier, an aggregate, a family or an act."""

    name: str


@frozen(eq=False)
class Attribute:
    """An attribute of a member (`declaration.by`), of an act, or of a period (`starts`, `ends`)."""

    subject: Expr
    name: str


@frozen(eq=False)
class Fact:
    """The value of a single fact."""

    name: str


@frozen(eq=False)
class Now:
    """`today`: the day of the moment being decided."""


@frozen(eq=False)
class Not:
    """Negation of a condition."""

    operand: Expr


@frozen(eq=False)
class AllOf:
    """Conjunction of conditions."""

    operands: tuple[Expr, ...]


@frozen(eq=False)
class AnyOf:
    """Disjunction of conditions."""

    operands: tuple[Expr, ...]


@frozen(eq=False)
class Compare:
    """Two values compared; `operator` is `=`, `<`, `<=` or `in` (the right side a set or a period).

    Where dates are compared, `left_is_day` and `right_is_day` say whether a bare date on that side is the whole day.
    The `on` of an act is not: the act happened at some moment of that day.
    """

    operator: str
    left: Expr
    right: Expr
    left_is_day: bool = False
    right_is_day: bool = False


@frozen(eq=False)
class Apply:
    """A function of values: see `FUNCTIONS`."""

    function: str
    arguments: tuple[Expr, ...]


FUNCTIONS = frozenset(
    [
        "add",
        "subtract",
        "negate",
        "multiply",
        "divide",
        "power",
        "later",
        "earlier_by",
        "between",
        "business_later",
        "rolled",
        "business_day",
        "scale",
        "period",
        "days",
        "overlap",
        "least",
        "greatest",
        "round_half_up",
        "round_up",
        "round_down",
        "round_half_even",
        "together",
    ]
)
"""What `Apply` can name. `later` adds a duration to a date, `between` is the duration from one date to another, `scale`
multiplies a duration, `period` makes one from two dates, `days` counts those of a period or a duration.
`business_later` takes a date, a whole number of business days, below zero for earlier ones, and a calendar; `rolled` a
date, the name of a convention and a calendar; `business_day` a date and a calendar, and gives yes or no. All but the
date are literals."""


@frozen(eq=False)
class If:
    """A value chosen by a condition; where the condition is unknown, whatever both values have in common."""

    condition: Expr
    consequent: Expr
    alternative: Expr


@frozen
class Members:
    """The members of an entity, or the acts of an action and its kinds."""

    sort: str


@frozen(eq=False)
class Elements:
    """The elements of a set."""

    of: Expr


@frozen(eq=False)
class Steps:
    """The days, weeks, months, quarters or years of a period, counted from its first day."""

    unit: str
    of: Expr


Domain = Members | Elements | Steps


@frozen(eq=False)
class Exists:
    """Whether some member satisfies a condition; `ever` looks at members of all dates."""

    variable: str
    domain: Domain
    where: Expr
    ever: bool = False


@frozen(eq=False)
class Fold:
    """Members satisfying a condition folded into one value.

    `operator` is count, sum, latest, earliest, largest, smallest or days. `value` is None for count. `sign` says that
    the values are certainly not negative, so that a sum over an open list has a lower bound.
    """

    operator: str
    variable: str
    domain: Domain
    where: Expr
    value: Expr | None
    ever: bool = False
    non_negative: bool = False


@frozen(eq=False)
class Term:
    """A defined term, with the member it is about when it has a `for each`; `condition` says which kind it is."""

    name: str
    argument: Expr | None
    condition: bool


@frozen(eq=False)
class Status:
    """The standing or the history of a norm; `member` is the one of its family, if it is one.

    `what` is `in_force` or a reason, `open` or `available`, or a word of `HISTORY`. `clause` may be `agreement`.
    """

    clause: str
    member: Expr | None
    what: str


OF_A_DUTY = ("open", "fulfilled", "fulfilled_late", "breached", "cured", "defaulted")
"""What can become of a duty."""
OF_A_RIGHT = ("available", "exercised", "lapsed")
"""What can become of a right."""
HISTORY = (*OF_A_DUTY[1:], *OF_A_RIGHT[1:])
"""What has become of a norm: it stays so, whatever comes."""


@frozen(eq=False)
class Detail:
    """A value that belongs to a norm's life.

    `what` is `due` (the last timely day), `breached_on` (the next), `amount` or `outstanding` (what is left of it).
    """

    clause: str
    member: Expr | None
    what: str


@frozen(eq=False)
class VerdictOf:
    """The verdict of an act of an action (or of its kinds), as an option of the verdict enum."""

    act: Expr
    action: str


Expr = (
    Literal
    | Parameter
    | Reading
    | Variable
    | Attribute
    | Fact
    | Now
    | Not
    | AllOf
    | AnyOf
    | Compare
    | Apply
    | If
    | Exists
    | Fold
    | Term
    | Status
    | Detail
    | VerdictOf
)


def children(expression: Expr) -> Iterator[Expr]:
    """The direct parts of an expression, including those of the domain it ranges over."""
    for name in _PARTS[type(expression)]:
        value = getattr(expression, name)
        if isinstance(value, tuple):
            yield from value
        elif isinstance(value, (Elements, Steps)):
            yield value.of
        elif isinstance(value, _KINDS):
            yield value


def walk(expression: Expr) -> Iterator[Expr]:
    """An expression and all its parts, outermost first."""
    pending = [expression]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(list(children(current))))


_KINDS = (
    Literal,
    Parameter,
    Reading,
    Variable,
    Attribute,
    Fact,
    Now,
    Not,
    AllOf,
    AnyOf,
    Compare,
    Apply,
    If,
    Exists,
    Fold,
    Term,
    Status,
    Detail,
    VerdictOf,
)
_PARTS = {kind: tuple(name for name in fields(kind) if kind is not Literal) for kind in _KINDS}
"""The names of the fields of each kind that may hold expressions."""
