"""All expressions of a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluator.core.expressions import Expr, walk
from evaluator.core.norms import Binding, Definition, Effect, Event, Family, Norm
from evaluator.frozen import fields
from evaluator.program.program import Program, Rule

_WHOLES = (Norm, Definition, Rule, Event, Family, Binding, Effect)


def expressions(program: Program) -> Iterator[Expr]:
    """Every expression of the definitions, norms and constraints of a program, each followed by its parts."""
    return expressions_of((program.definitions, program.norms, program.rules))


def expressions_of(part: object) -> Iterator[Expr]:
    """Every expression of a norm, a definition or a constraint, or of several of them, each followed by its parts."""
    match part:
        case Mapping():
            yield from expressions_of(tuple(part.values()))
        case tuple():
            for each in part:
                yield from expressions_of(each)
        case _ if isinstance(part, _WHOLES):
            yield from expressions_of(tuple(getattr(part, name) for name in fields(part)))
        case _ if isinstance(part, Expr):
            yield from walk(part)
        case _:
            return
