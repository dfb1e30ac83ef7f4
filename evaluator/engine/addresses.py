"""How norms and their members are addressed."""

from __future__ import annotations

from evaluator.core.facts import Record
from evaluator.core.norms import Norm
from evaluator.values.time import Period, day_text
from evaluator.values.value import Value


def address_of(norm: Norm, member: Value) -> str:
    """How a norm is addressed: `clause`, or `clause:member` in a family."""
    return norm.clause if norm.family is None else f"{norm.clause}:{member_id(member)}"


def member_id(member: Value) -> str:
    """How a member of a family is addressed."""
    match member:
        case tuple():
            return "/".join(member_id(each) for each in member)
        case Record():
            return "(not stated)" if member.ghost else member.id
        case Period(start, _):
            return day_text(start)
        case _:
            return str(member)
