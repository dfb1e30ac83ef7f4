"""Parameters: their types and values, as certain as their sources."""

from __future__ import annotations

from evaluator.check.context import Context
from evaluator.check.literals import literal_value
from evaluator.check.stated import StatedValues, refuse_bounds, refuse_computed
from evaluator.check.vocabulary import resolve_type
from evaluator.core.norms import ParameterValue
from evaluator.core.types import ANY, AnyType, SetOf, Type
from evaluator.model.agreement import Bounded, ParameterDeclaration
from evaluator.syntax.expressions import Path
from evaluator.values.estimate import NOTHING, Estimate, known_with, less
from evaluator.values.value import Value


def parameter(declaration: ParameterDeclaration, context: Context) -> ParameterValue | None:
    """A parameter with its type and its value or values; None, with findings, if something is wrong with it."""
    name, certainty = declaration.name.text, int(declaration.certainty)
    type: Type = ANY
    if declaration.type is not None:
        names = set(context.symbols.sorts)
        type = resolve_type(declaration.type, names, context.symbols, context.findings) or ANY
    stated = [declaration.value] if declaration.value is not None else [value for _, _, value in declaration.values]
    values = []
    for each in stated:
        found = value_of(each, type, name, context)
        if found is None:
            return None
        value, type = found
        known = (
            Estimate(value.low, value.high, certainty) if isinstance(value, Estimate) else known_with(value, certainty)
        )
        values.append(known)
    if declaration.value is not None:
        return ParameterValue(name, type, values[0])
    days = [day for day, _, _ in declaration.values]
    return ParameterValue(name, type, None, tuple(zip(days, values, strict=True)))


def value_of(stated: Bounded, type: Type, name: str, context: Context) -> tuple[Value, Type] | None:
    """A stated value of a type, and the type, which the value tells if nothing else does; None with a finding."""
    if not isinstance(type, AnyType):
        before = len(context.findings)
        value = StatedValues(context, context.findings, lambda _, __: None).value(
            stated, type, name, context.symbols.declared.get(name)
        )
        return None if len(context.findings) > before else (value, type)
    if stated.elements is None:
        return _untyped(stated, context)
    values = set()
    for element in stated.elements:
        found = value_of(element, type, name, context)
        if found is None:
            return None
        values.add(found[0])
        type = found[1]
    return (NOTHING if any(isinstance(value, Estimate) for value in values) else frozenset(values)), SetOf(type)


def _untyped(stated: Bounded, context: Context) -> tuple[Value, Type] | None:
    """A stated value whose type is that of what is written."""
    type: Type = ANY
    found: list[Value] = []
    for bound in dict.fromkeys(each for each in (stated.low, stated.high) if each is not None):
        if isinstance(bound, Path):
            refuse_computed(bound, context.findings, help="give the parameter a `type` if its value is a word")
            return None
        typed = context.value(bound, type)
        if typed is None:
            return None
        value = literal_value(typed.expr)
        if value is None:
            refuse_computed(bound, context.findings)
            return None
        found.append(value[0])
        type = typed.type
    if not found:
        return NOTHING, type
    if stated.exact:
        return found[0], type
    low = None if stated.low is None else found[0]
    high = None if stated.high is None else found[-1]
    if low is not None and high is not None and less(high, low) > 0:
        refuse_bounds(stated.span, context.findings)
    return Estimate(low, high), type
