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
    return _within((program.definitions, program.norms, program.rules))


def _within(part: object) -> Iterator[Expr]:
    match part:
        case Mapping():
            yield from _within(tuple(part.values()))
        case tuple():
            for each in part:
                yield from _within(each)
        case _ if isinstance(part, _WHOLES):
            yield from _within(tuple(getattr(part, name) for name in fields(part)))
        case _ if isinstance(part, Expr):
            yield from walk(part)
        case _:
            return
