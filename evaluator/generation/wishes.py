"""What drawn scenarios are to be like: what they may state, ask about and fix, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from evaluator.frozen import frozen, replace
from evaluator.generation.subject import Subject
from evaluator.program.cone import cone_of
from evaluator.values.estimate import is_known


@frozen
class Wishes:
    """What scenarios are to be like.

    `as_of` is the day asked about, None for any. `complete` says that all lists are complete, or (False) that none is;
    None leaves it open. At most `most_members` members of lists and acts that happened are stated (more, if they refer
    to one another), of `lists`; and at most `most_asked` acts asked about, of `asked`. `singles`, `readings` and
    `parameters` are those that may be stated and fixed. With `exact`, everything that is stated is stated in
    full: every attribute, and no bounds.
    """

    lists: tuple[str, ...]
    singles: tuple[str, ...]
    readings: tuple[str, ...]
    parameters: tuple[str, ...]
    asked: tuple[str, ...]
    as_of: date | datetime | None = None
    complete: bool | None = None
    most_members: int = 4
    most_asked: int = 2
    exact: bool = False


def wishes_about(
    subject: Subject,
    *,
    clauses: Sequence[str] = (),
    asked: Sequence[str] | None = None,
    as_of: date | datetime | None = None,
    complete: bool | None = None,
    most_members: int = 4,
    most_asked: int = 2,
    exact: bool = False,
) -> Wishes:
    """What may be stated and asked about a version: everything, or what some of its clauses can depend on.

    `asked` are the actions of which acts are asked about, None for all (or those that the clauses speak about).
    """
    program = subject.engine.program
    actions = [name for name, sort in program.sorts.items() if sort.action]
    unknown = [name for name, each in program.parameters.items() if each.values is None and not is_known(each.value)]
    wishes = Wishes(
        subject.lists,
        subject.singles,
        tuple(program.readings),
        tuple(unknown),
        tuple(actions if asked is None else asked),
        as_of,
        complete,
        most_members,
        most_asked,
        exact,
    )
    if not clauses:
        return wishes
    spoken = [action for each in clauses if (action := program.norms[each].action) is not None]
    cone = cone_of(program, clauses=clauses, actions=asked or ())
    return replace(
        wishes,
        lists=tuple(each for each in wishes.lists if each in cone.lists),
        singles=tuple(each for each in wishes.singles if each in cone.singles),
        readings=tuple(each for each in wishes.readings if each in cone.readings),
        parameters=tuple(each for each in wishes.parameters if each in cone.parameters),
        asked=wishes.asked if asked is not None else tuple(each for each in actions if each in spoken),
    )
