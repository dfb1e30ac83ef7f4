"""Tables of cases as one value, and findings about their gaps and overlaps where these can be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise, product
from math import prod
from typing import Final

from evaluator.check.alike import alike
from evaluator.check.context import Context, Typed, as_condition, unified
from evaluator.check.words import article
from evaluator.core import expressions as core
from evaluator.core.types import ANY, YES_NO, Date, Enum, Money, Number, Percent, Type, YesNo
from evaluator.diagnostics import Findings, Label
from evaluator.frozen import frozen
from evaluator.source import Span
from evaluator.values.estimate import NOTHING, less
from evaluator.values.time import day_text
from evaluator.values.truth import UNKNOWN

_NOTHING: Final = core.Literal(NOTHING, ANY)
_PERHAPS: Final = core.Literal(UNKNOWN, YES_NO)
_UNDECIDED: Final = Typed(_PERHAPS, YES_NO)
_MOST: Final = 4096
"""Up to so many combinations of values are looked at."""


@frozen(eq=False)
class Row:
    """One row: its condition with its place, and what it gives."""

    when: core.Expr
    when_span: Span
    then: Typed
    then_span: Span


def table(rows: Sequence[Row], otherwise: Typed | None, context: Context, *, gapless: bool) -> Typed | None:
    """A table as one value: that of the row that holds, else `otherwise`, else unknown.

    Two rows that hold at once leave open whose value it is: no row has priority over another. `gapless` says that some
    row always holds, so that the last needs no condition.
    """
    if not rows:
        return otherwise
    type = _shared_type(rows, otherwise, context)
    if type is None:
        return None
    if isinstance(type, YesNo):
        thens = [as_condition(then) for then in (*(row.then for row in rows), otherwise or _UNDECIDED)]
        *given, last = [then for then in thens if then is not None]
        return Typed(_truth([row.when for row in rows], given, last), YES_NO)
    result = _NOTHING if otherwise is None else otherwise.expr
    later: list[core.Expr] = []
    for row in reversed(rows):
        if not later and otherwise is None and gapless:
            result = row.then.expr
        else:
            alone = core.AnyOf((core.Not(core.AnyOf(tuple(later))), _PERHAPS))
            result = core.If(core.AllOf((row.when, alone)) if later else row.when, row.then.expr, result)
        later.append(row.when)
    return Typed(result, type)


def _truth(whens: list[core.Expr], thens: list[core.Expr], otherwise: core.Expr) -> core.Expr:
    """A table of conditions: yes where a row that holds says so and none denies it, without nesting row in row."""

    def said(outcomes: list[core.Expr], last: core.Expr) -> core.Expr:
        rows = [core.AllOf((when, outcome)) for when, outcome in zip(whens, outcomes, strict=True)]
        none_holds = core.AllOf((*(core.Not(when) for when in whens), last))
        return core.AnyOf((*rows, none_holds, core.AllOf((*outcomes, last))))

    yes = said(thens, otherwise)
    no = said([core.Not(then) for then in thens], core.Not(otherwise))
    return core.AllOf((yes, core.AnyOf((core.Not(no), _PERHAPS))))


def _shared_type(rows: Sequence[Row], otherwise: Typed | None, context: Context) -> Type | None:
    type: Type = rows[0].then.type if otherwise is None else otherwise.type
    for row in rows:
        shared = unified(type, row.then.type)
        if shared is None:
            context.error(
                "E444",
                f"all rows must be of one type, and another one is {article(type)}",
                row.then_span,
                label=f"this is {article(row.then.type)}",
                help="give all rows one type",
            )
            return None
        type = shared
    return type


def check_table(rows: Sequence[Row], *, last: bool, span: Span, findings: Findings) -> bool:
    """Warn of values for which no row holds, or two rows that differ; `last` says that there is an `otherwise`.

    Only tables are looked at whose conditions compare paths with written values, joined by `and`, `or` and `not`.

    Returns:
        Whether some row certainly holds for all values.
    """
    axes = _axes(rows)
    if axes is None:
        return False
    overlaps: dict[tuple[int, int], str] = {}
    gap: str | None = None
    for places in product(*(range(len(axis.values)) for axis in axes)):
        holding = [index for index, row in enumerate(rows) if _holds(row.when, axes, places)]
        if not holding and gap is None:
            gap = _in_words(axes, places)
        for first, second in pairwise(holding):
            if not alike(rows[first].then.expr, rows[second].then.expr):
                overlaps.setdefault((first, second), _in_words(axes, places))
    if gap is not None and not last:
        findings.warning(
            "W608",
            f"no row of the table holds where {gap}",
            span,
            help="add a row for it, or end the table with `otherwise: …`; until then the value is unknown there",
        )
    for (first, second), where in overlaps.items():
        findings.warning(
            "W609",
            f"two rows of the table hold where {where}",
            rows[second].when_span,
            help="let the rows exclude one another: none has priority, so it is open there which of them counts",
            others=[Label(rows[first].when_span, "the other row")],
        )
    return gap is None


@frozen(eq=False)
class _Axis:
    """One path that the rows compare, and the values that tell them apart.

    A value is an option, or a place on a line: the written bounds in order, and the stretches between them (None).
    """

    path: core.Expr
    name: str
    type: Type
    values: tuple[object, ...]
    bounds: tuple[object, ...] = ()

    def decide(self, operator: str, value: object, place: int, *, mirrored: bool) -> bool:
        """Whether the path at a place compares with a value like this; `mirrored` if the value stands left."""
        if operator == "=" and not self.bounds:
            return self.values[place] == value
        at = 2 * self.bounds.index(value) + 1
        if operator == "=":
            return place == at
        if operator == "<":
            return at < place if mirrored else place < at
        return at <= place if mirrored else place <= at

    def words(self, place: int) -> str:
        """The values of a place in words."""
        if not self.bounds:
            value = self.values[place]
            return f"`{self.name}` is {'yes' if value is True else 'no' if value is False else value}"
        index, exact = divmod(place, 2)
        if exact:
            return f"`{self.name}` = {_text(self.bounds[index], self.type)}"
        if index == 0:
            return f"`{self.name}` < {_text(self.bounds[0], self.type)}"
        if index == len(self.bounds):
            return f"`{self.name}` > {_text(self.bounds[-1], self.type)}"
        low, high = (_text(bound, self.type) for bound in self.bounds[index - 1 : index + 1])
        return f"`{self.name}` lies between {low} and {high}"


def _axes(rows: Sequence[Row]) -> list[_Axis] | None:
    """The paths that all rows compare with written values, None if some row does anything else."""
    found: list[tuple[core.Expr, Type, list[object]]] = []
    for row in rows:
        for atom in _atoms(row.when):
            compared = _compared(atom)
            if compared is None:
                return None
            path, type, value = compared
            for other, _, values in found:
                if alike(path, other):
                    values.append(value)
                    break
            else:
                found.append((path, type, [value]))
    axes = [_axis(path, type, values) for path, type, values in found]
    if not axes or prod(len(axis.values) for axis in axes) > _MOST:
        return None
    return axes


def _axis(path: core.Expr, type: Type, values: list[object]) -> _Axis:
    name = _name(path)
    match type:
        case YesNo():
            return _Axis(path, name, type, (True, False))
        case Enum(options):
            return _Axis(path, name, type, options)
        case _:
            pass
    bounds: list[object] = []
    for value in values:
        if value not in bounds:
            place = next((index for index, bound in enumerate(bounds) if less(value, bound) > 0), len(bounds))
            bounds.insert(place, value)
    return _Axis(path, name, type, (None,) * (2 * len(bounds) + 1), tuple(bounds))


def _atoms(condition: core.Expr) -> Iterator[core.Expr]:
    match condition:
        case core.AllOf(operands) | core.AnyOf(operands):
            for operand in operands:
                yield from _atoms(operand)
        case core.Not(operand):
            yield from _atoms(operand)
        case _:
            yield condition


def _compared(atom: core.Expr) -> tuple[core.Expr, Type, object] | None:
    """The path of a comparison, the type and the value written there; None if it is not one of these."""
    match atom:
        case core.Compare("=" | "<" | "<=", left, core.Literal() as literal) if _is_path(left):
            path = left
        case core.Compare("=" | "<" | "<=", core.Literal() as literal, right) if _is_path(right):
            path = right
        case _:
            return None
    value = literal.value
    match literal.type:
        case Enum() | YesNo() as type:
            return path, type, value
        case Number() | Money() | Percent() as type if isinstance(value, Decimal):
            return path, type, value
        case Date() as type if isinstance(value, date) and not isinstance(value, datetime):
            return path, type, value
        case _:
            return None


def _is_path(expression: core.Expr) -> bool:
    while isinstance(expression, core.Attribute):
        expression = expression.subject
    return isinstance(expression, core.Variable | core.Fact | core.Reading | core.Now)


def _holds(condition: core.Expr, axes: Sequence[_Axis], places: Sequence[int]) -> bool:
    match condition:
        case core.AllOf(operands):
            return all(_holds(operand, axes, places) for operand in operands)
        case core.AnyOf(operands):
            return any(_holds(operand, axes, places) for operand in operands)
        case core.Not(operand):
            return not _holds(operand, axes, places)
        case core.Compare(operator, left, right):
            mirrored = isinstance(left, core.Literal)
            path, literal = (right, left) if isinstance(left, core.Literal) else (left, right)
            number = next(index for index, axis in enumerate(axes) if alike(axis.path, path))
            value = literal.value if isinstance(literal, core.Literal) else None
            return axes[number].decide(operator, value, places[number], mirrored=mirrored)
        case _:
            return False


def _in_words(axes: Sequence[_Axis], places: Sequence[int]) -> str:
    return " and ".join(axis.words(place) for axis, place in zip(axes, places, strict=True))


def _name(path: core.Expr) -> str:
    match path:
        case core.Attribute(subject, name):
            return f"{_name(subject)}.{name}"
        case core.Variable(name) | core.Fact(name):
            return name
        case core.Reading(name):
            return f"reading.{name}"
        case _:
            return "today"


def _text(value: object, type: Type) -> str:
    match value, type:
        case Decimal(), Money(currency):
            return f"{value:f} {currency}"
        case Decimal(), Number(unit) if unit is not None:
            return f"{value:f} {unit}"
        case Decimal(), Percent():
            return f"{(value * 100).normalize():f}%"
        case Decimal(), _:
            return f"{value:f}"
        case date(), _:
            return day_text(value)
        case _:
            return str(value)
