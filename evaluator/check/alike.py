"""Whether two expressions say the same, part by part."""

from __future__ import annotations

from evaluator.core import expressions as core


def alike(first: core.Expr, second: core.Expr) -> bool:
    """Whether two expressions are the same as far as their form shows; ranging over lists is never taken to be."""
    if type(first) is not type(second):
        return False
    match first, second:
        case core.Literal(one, _), core.Literal(other, _):
            return bool(one == other)
        case (core.Variable(one), core.Variable(other)) | (core.Fact(one), core.Fact(other)):
            return bool(one == other)
        case (core.Reading(one), core.Reading(other)) | (core.Parameter(one, None), core.Parameter(other, None)):
            return bool(one == other)
        case core.Term(one, None, _), core.Term(other, None, _):
            return bool(one == other)
        case core.Attribute(one, name), core.Attribute(other, other_name):
            return name == other_name and alike(one, other)
        case core.Detail(one, None, name), core.Detail(other, None, other_name):
            return one == other and name == other_name
        case core.Detail(one, member, name), core.Detail(other, other_member, other_name) if member and other_member:
            return one == other and name == other_name and alike(member, other_member)
        case core.Compare(operator, left, right), core.Compare(other_operator, other_left, other_right):
            return operator == other_operator and alike(left, other_left) and alike(right, other_right)
        case core.Now(), core.Now():
            return True
        case _:
            return False
