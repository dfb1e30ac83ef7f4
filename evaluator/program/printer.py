"""A program as text: what an agreement means once every name is resolved.

The form is meant for reading and for comparing programs; it is deterministic and nothing reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from evaluator.core import expressions as core
from evaluator.core.norms import Event, Norm
from evaluator.core.types import YesNo
from evaluator.program.program import Program
from evaluator.values.calendar import WEEKDAYS, Calendar
from evaluator.values.estimate import Estimate
from evaluator.values.time import day_text
from evaluator.values.truth import Certainty
from evaluator.values.value import Value


def print_program(program: Program) -> str:
    """The whole program, one record a paragraph."""
    return "\n".join(_lines(program)) + "\n"


def _lines(program: Program) -> Iterator[str]:
    yield f"program {program.agreement}@{program.version} from {program.effective}"
    for sort in program.sorts.values():
        kind = "action" if sort.action else "event" if sort.event else "entity"
        roles = ", ".join(f"{name}: {type}" for name, type in sort.attributes.items())
        yield f"{kind} {sort.name}({roles})" + (f" of {sort.genus}" if sort.genus else "")
    for name, type in program.singles.items():
        yield f"fact {name}: {type}"
    for parameter in program.parameters.values():
        if parameter.values is None:
            yield f"parameter {parameter.name} = {_value(parameter.value)}"
        else:
            values = ", ".join(f"{day}: {_value(value)}" for day, value in parameter.values)
            yield f"parameter {parameter.name} = ({values})"
    for reading in program.readings.values():
        yield f"reading {reading.name}: {' | '.join(reading.options)}, default {reading.default or 'undecided'}"
    for calendar in program.calendars.values():
        yield _calendar(calendar)
    for definition in program.definitions.values():
        about = f"({definition.variable}: {definition.sort})" if definition.variable else ""
        yield f"term {definition.name}{about} = {print_expression(definition.body)}"
    for stratum, clauses in enumerate(program.strata, 1):
        for clause in clauses:
            yield from _norm(program, program.norms[clause], stratum)
    for rule in program.rules:
        yield f"constraint {rule.name}({', '.join(rule.variables)}) = {print_expression(rule.condition)}"


def _calendar(calendar: Calendar) -> str:
    region, weekend = calendar.region, calendar.weekend
    parts = [] if region is None else [f"{region.kind} {region.code} {region.subdivision}".rstrip()]
    if weekend is not None:
        days = " ".join(word for number, word in enumerate(WEEKDAYS) if number in weekend)
        parts.append(f"weekend {days or 'none'}")
    for word, stated in (("also", calendar.also), ("except", calendar.but_open)):
        if stated:
            parts.append(f"{word} {' '.join(str(day) for day in sorted(stated))}")
    return f"calendar {calendar.name}({', '.join(parts)})"


def _norm(program: Program, norm: Norm, stratum: int) -> Iterator[str]:
    yield f"norm {norm.clause} [stratum {stratum}, {Certainty(norm.certainty).word}]"
    yield f"  {norm.bearer_text} {norm.modality.value} {norm.action or ''}".rstrip() + (
        f" to {norm.counterparty_text}" if norm.counterparty_text else ""
    )
    for binding in () if norm.family is None else norm.family.bindings:
        members = f"{binding.variable} in {_domain(binding.domain)}"
        yield f"  for each {members}: {print_expression(binding.where)}"
    for key, expression in (
        ("ensure", norm.ensure),
        ("where", norm.where),
        *((f"except {name}", condition) for name, condition in norm.exceptions),
        ("when", norm.when),
        ("unless", norm.unless),
        ("from", norm.starts),
        ("until", norm.until),
        ("through", norm.through),
        *_event(norm.upon),
        ("not before", norm.not_before),
        ("due", norm.due),
        (f"amount, by {norm.amount_role},", norm.amount),
        *(("carried if", condition) for condition in norm.carried),
    ):
        if expression is not None:
            yield f"  {key} {print_expression(expression)}"
    for effect in norm.effects:
        to = "" if effect.to is None else f" to {print_expression(effect.to)}"
        yield f"  {effect.verb} {effect.target}{' of the same member' if effect.same_member else ''}{to}"
    for cured in norm.cures:
        yield f"  cures {cured}"
    for said, words in ((norm.applied, "applied"), (norm.clock_runs, "clock runs"), (norm.survives, "survives")):
        if said:
            yield f"  {words}"
    if norm.repealed is not None:
        yield f"  repealed {norm.repealed}"
    for higher in program.over[norm.clause]:
        yield f"  yields to {higher}" + (" altogether" if higher in program.eclipsed_by[norm.clause] else "")


def _event(event: Event | None) -> Iterator[tuple[str, core.Expr | None]]:
    if event is not None:
        yield "upon the day", event.day
        yield "upon", event.condition
        for key, expression in (
            ("from", event.starts),
            ("when", event.when),
            ("unless", event.unless),
            ("until", event.until),
            ("through", event.through),
        ):
            yield f"upon, {key}", expression


def print_expression(expression: core.Expr) -> str:
    """An expression in full brackets."""
    match expression:
        case core.Literal(value, YesNo()):
            return "yes" if value > 0 else "no" if value < 0 else "unknown"
        case core.Literal(value, _):
            return _value(value)
        case core.Parameter(name, on):
            return f"parameter.{name}" + ("" if on is None else f"({print_expression(on)})")
        case core.Reading(name):
            return f"reading.{name}"
        case core.Variable(name) | core.Fact(name):
            return name
        case core.Attribute(subject, name):
            return f"{print_expression(subject)}.{name}"
        case core.Now():
            return "today"
        case core.Not(operand):
            return f"not {print_expression(operand)}"
        case core.AllOf(operands):
            return f"({' and '.join(print_expression(each) for each in operands)})"
        case core.AnyOf(operands):
            return f"({' or '.join(print_expression(each) for each in operands)})"
        case core.Compare(operator, left, right):
            return f"({print_expression(left)} {operator} {print_expression(right)})"
        case core.Apply(function, arguments):
            return f"{function}({', '.join(print_expression(each) for each in arguments)})"
        case core.If(condition, consequent, alternative):
            parts = (print_expression(each) for each in (condition, consequent, alternative))
            return "(if {} then {} else {})".format(*parts)
        case core.Exists(variable, domain, where, ever):
            return f"some {variable} in {_domain(domain)}{' ever' if ever else ''} ({print_expression(where)})"
        case core.Fold(operator, variable, domain, where, value, ever, _):
            of = "" if value is None else f"{print_expression(value)} for "
            when = " ever" if ever else ""
            return f"{operator}({of}{variable} in {_domain(domain)}{when} where {print_expression(where)})"
        case core.Term(name, argument, _):
            return name if argument is None else f"{name}({print_expression(argument)})"
        case core.Status(clause, member, what):
            return f"{clause}{'' if member is None else f'({print_expression(member)})'}.{what}"
        case core.Detail(clause, member, what):
            return f"{clause}{'' if member is None else f'({print_expression(member)})'}.{what}"
        case core.VerdictOf(act, _):
            return f"verdict({print_expression(act)})"


def _domain(domain: core.Domain) -> str:
    match domain:
        case core.Members(sort):
            return sort
        case core.Elements(of):
            return f"elements of {print_expression(of)}"
        case core.Steps(unit, of):
            return f"{unit}s of {print_expression(of)}"


def _value(value: Value) -> str:
    match value:
        case Estimate(low, high, certainty):
            known = f"{_value(low)}..{_value(high)}" if low is not high else _value(low)
            unknown = "unknown" if low is None and high is None else known
            return unknown if certainty == Certainty.CONFIRMED else f"{unknown} ({Certainty(certainty).word})"
        case None:
            return ""
        case date():
            return day_text(value)
        case Decimal():
            return f"{value:f}"
        case frozenset():
            return "{" + ", ".join(sorted(_value(each) for each in value)) + "}"
        case _:
            return str(value)
