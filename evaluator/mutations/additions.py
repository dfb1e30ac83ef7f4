"""Exceptions and priorities, of a clause or of what a use of a pattern adds to one: every way to change them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from evaluator.frozen import replace
from evaluator.model.agreement import Clause, Name, Part
from evaluator.mutations.rewrites import Rewrite, dropped, left_out, replaced, rewrites, without

Owner = TypeVar("Owner", Clause, Part)


def of_exceptions(owner: Owner) -> Iterator[tuple[str, Rewrite, Owner]]:
    """Each exception changed, or left out: the key, the change, and what has the exceptions as it is then."""
    for number, (exception, condition) in enumerate(owner.exceptions):
        key = f"except {exception.text}"
        for rewrite in rewrites(condition):
            changed = replaced(owner.exceptions, number, (exception, rewrite.result))
            yield key, rewrite, replace(owner, exceptions=changed)
        yield key, dropped(condition), replace(owner, exceptions=without(owner.exceptions, number))


def of_priorities(owner: Owner) -> Iterator[tuple[str, Rewrite, Owner]]:
    """Each clause over or under which it has priority left out."""
    for field, key in (("overrides", "overrides"), ("subject_to", "subject to")):
        named: tuple[Name, ...] = getattr(owner, field)
        for number, each in enumerate(named):
            yield key, left_out("priority", each.span, each.text), replace(owner, **{field: without(named, number)})
