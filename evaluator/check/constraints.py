"""Constraints: what the facts may never contradict, for every member of the lists they name."""

from __future__ import annotations

from evaluator.check.terms import Terms
from evaluator.core import expressions as core
from evaluator.core.types import Entity
from evaluator.frozen import frozen
from evaluator.model.agreement import ConstraintDeclaration
from evaluator.source import Span
from evaluator.syntax import expressions as written


@frozen(eq=False)
class Constraint:
    """A condition that holds of every combination of members of `variables` (each a list of that name)."""

    name: str
    variables: tuple[str, ...]
    condition: core.Expr
    span: Span


def constraint(declaration: ConstraintDeclaration, terms: Terms) -> Constraint | None:
    """The constraint; None, with a finding, if its condition is wrong."""
    context = terms.context()
    variables = []
    for name in _free_names(declaration.condition):
        if name in context.symbols.sorts and name not in variables:
            variables.append(name)
            context = context.binding(name, Entity(name))
            context.symbols.used.add(("entity", name))
    condition = context.condition(declaration.condition, "a constraint")
    if condition is None:
        return None
    return Constraint(declaration.name.text, tuple(variables), condition, declaration.name.span)


def _free_names(expression: written.Expression) -> list[str]:
    """The first words of all paths that no quantifier inside binds, in the order written."""
    names: list[str] = []

    def visit(part: object, bound: frozenset[str]) -> None:
        match part:
            case written.Path(_, words, _):
                if words[0] not in bound:
                    names.append(words[0])
            case written.Quantified(_, _, binder, body, said):
                visit(binder.domain, bound)
                inside = bound | {binder.variable}
                for each in (binder.where, body, said):
                    visit(each, inside)
            case written.Aggregate(_, _, _, value, binder):
                visit(binder.domain, bound)
                inside = bound | {binder.variable}
                visit(binder.where, inside)
                visit(value, inside)
            case written.Call(_, _, arguments):
                for each in arguments:
                    visit(each, bound)
            case written.Logic(_, _, operands):
                for each in operands:
                    visit(each, bound)
            case written.Not(_, operand) | written.Negative(_, operand):
                visit(operand, bound)
            case written.Compare(_, _, _, left, right) | written.Arithmetic(_, _, _, left, right):
                visit(left, bound)
                visit(right, bound)
            case written.Said():
                visit(part.subject, bound)
                for each in part.options:
                    if not isinstance(each, written.Path) or len(each.words) > 1:
                        visit(each, bound)
            case written.Choice(_, condition, consequent, alternative):
                for each in (condition, consequent, alternative):
                    visit(each, bound)
            case written.Rounded(_, value, _, step):
                visit(value, bound)
                visit(step, bound)
            case _:
                pass

    visit(expression, frozenset())
    return names
