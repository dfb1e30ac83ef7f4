"""A scenario drawn about a version of an agreement: which facts it states, how far, and which acts it asks about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from evaluator.api.scenarios import Scenario
from evaluator.core import expressions as core
from evaluator.core.norms import AGREEMENT
from evaluator.core.types import Entity, SetOf, Type
from evaluator.frozen import frozen, replace
from evaluator.generation.choices import Choices, choose, one_in
from evaluator.generation.cone import cone_of
from evaluator.generation.fit import fitted
from evaluator.generation.scene import Member, Scene
from evaluator.generation.subject import Subject
from evaluator.generation.values import Values
from evaluator.values.estimate import is_known

MOST_FIXED: Final = 3
"""At most so many readings, and so many parameters, are fixed."""
_DEEPEST: Final = 3
"""A member that a member refers to is stated with it, and what that refers to, this deep."""


@frozen
class Wishes:
    """What scenarios are to be like.

    `as_of` is the day asked about, None for any. `complete` says that all lists are complete, or (False) that none is;
    None leaves it open. At most `most_members` members of lists and acts that happened are stated (more, if they refer
    to one another), of `lists`; and at most `most_asked` acts asked about, of `asked`. `singles`, `readings` and
    `parameters` are those that may be stated and fixed.
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


def draw_scenario(subject: Subject, choices: Choices, wishes: Wishes) -> tuple[Scene, Scenario] | None:
    """A scenario without errors, as it was drawn and as it was read; None in the rare case that it contradicts itself.

    What contradicts a constraint of the vocabulary is changed until it does not.
    """
    drawing = _Drawing(subject, choices, wishes)
    scene = drawing.scene()
    scenario = fitted(scene, subject)
    return None if scenario is None else (scene, scenario)


class _Drawing:
    def __init__(self, subject: Subject, choices: Choices, wishes: Wishes) -> None:
        self.subject, self.choices, self.wishes = subject, choices, wishes
        symbols = subject.version.symbols
        self.sorts = symbols.sorts
        self.values = Values(choices, subject.edges, tuple(symbols.parties))
        self._scene = Scene(subject.reference, subject.engine.program.effective)
        self._taken = {*subject.version.version.clauses, AGREEMENT}

    def scene(self) -> Scene:
        """The whole scenario; the day asked about comes last, so that it can be beside what happens."""
        scene, wishes, symbols = self._scene, self.wishes, self.subject.version.symbols
        for name in wishes.singles:
            if not one_in(self.choices, 3):
                continue
            text = self._value(symbols.singles[name], 0)
            if text is not None:
                scene.singles[name] = text
        self._several(wishes.most_members if wishes.lists else 0, self._any_member)
        for name in self._some(wishes.readings):
            scene.fixed[name] = choose(self.choices, tuple(self.subject.version.readings[name].options))
        for name in self._some(wishes.parameters):
            text = self._value(self.subject.version.parameters[name].type, _DEEPEST)
            if text is not None:
                scene.fixed[name] = text
        self._several(wishes.most_asked if wishes.asked else 0, self._ask)
        self._complete()
        scene.as_of = self._as_of() if wishes.as_of is None else wishes.as_of
        return scene

    def _several(self, most: int, make: Callable[[], object]) -> None:
        """Make something several times; each time the choice to do it is made together with what is made."""

        def once() -> bool:
            more = self.choices.pick(4) > 0
            if more:
                make()
            return more

        for _ in range(most):
            if not self.choices.together(once):
                return

    def _any_member(self) -> None:
        self._member(choose(self.choices, self.wishes.lists), 0)

    def _member(self, sort: str, depth: int) -> Member:
        """One more member of a list; what it refers to is stated before it."""
        member = Member(sort, "")
        self._fill(member, depth)
        member.id = self._free(sort, len(self._scene.of(sort)) + 1)
        self._scene.members.append(member)
        return member

    def _ask(self) -> None:
        """One more act that is asked about; of its roles, some are left open and some asked about for anything."""
        action = choose(self.choices, self.wishes.asked)
        act = Member(action, "")
        self._fill(act, 1, asked=True)
        act.id = self._free(f"may_{action}", 0)
        self._scene.asked.append(act)

    def _fill(self, member: Member, depth: int, *, asked: bool = False) -> None:
        """Values for some attributes of a member; an act that is asked about is mostly one of the day asked about."""
        for name, type in self.sorts[member.sort].attributes.items():
            when = self.sorts[member.sort].action and name == "on"
            if self.choices.pick(6) == 0 or (asked and when and not one_in(self.choices, 4)):
                continue
            if asked and not when and one_in(self.choices, 16):
                member.values[name] = "anything"
                continue
            usual = self._usual(member.sort, name) if name in ("by", "to") else ()
            if usual and not one_in(self.choices, 4):
                member.values[name] = choose(self.choices, usual)
                continue
            text = self._value(type, depth, act=self.sorts[member.sort].action, moment=when, never=name != "on")
            if text is not None:
                member.values[name] = text

    def _usual(self, sort: str, role: str) -> tuple[str, ...]:
        """The parties of whom the clauses about an action speak: who acts, or to whom."""
        program = self.subject.engine.program
        norms = [program.norms[each] for each in program.judges.get(sort, ())]
        said = [each.bearers if role == "by" else each.counterparties for each in norms]
        parts = (part for each in said if each is not None for part in core.walk(each))
        found = (part.value for part in parts if isinstance(part, core.Literal))
        return tuple(dict.fromkeys(each for each in found if each in program.parties))

    def _value(self, type: Type, depth: int, *, act: bool = False, moment: bool = False, never: bool = True) -> str | None:
        match type:
            case Entity(sort):
                return self._reference(sort, depth)
            case SetOf(element):
                return self._set(element, depth)
            case _:
                return self.values.text(type, act=act, moment=moment, never=never)

    def _reference(self, sort: str, depth: int) -> str | None:
        """A member to refer to: one that is there, or one more."""
        kinds = self.subject.version.symbols.kinds_of(sort) if self.sorts[sort].action else (sort,)
        own = dict(self.subject.own)
        known = [id for kind in kinds for id in (*own.get(kind, ()), *(each.id for each in self._scene.of(kind)))]
        more = sort in self.subject.lists and depth < _DEEPEST
        if not known and not more:
            return None
        chosen = self.choices.pick(len(known) + more) if len(known) + more > 1 else 0
        if chosen < len(known):
            return known[chosen]
        return self.choices.together(partial(self._member, sort, depth + 1)).id

    def _set(self, element: Type, depth: int) -> str | None:
        found = []
        for _ in range(2):
            if one_in(self.choices, 2):
                text = self._value(element, depth)
                if text is not None and "between" not in text and "at " not in text:
                    found.append(text)
        return f"[{', '.join(dict.fromkeys(found))}]" if found else "none"

    def _some(self, names: Sequence[str]) -> Iterator[str]:
        """A few of several names, in the order chosen."""
        left = list(names)
        for _ in range(min(MOST_FIXED, len(left))):
            if not one_in(self.choices, 3):
                return
            yield left.pop(self.choices.pick(len(left)) if len(left) > 1 else 0)

    def _complete(self) -> None:
        """Which lists are complete, and up to when."""
        scene, wishes = self._scene, self.wishes
        if wishes.complete is not None:
            scene.complete = "yes" if wishes.complete else ""
            return
        match self.choices.pick(5):
            case 1 | 2:
                scene.complete = "yes"
            case 3:
                scene.complete = str(self.values.day())
            case 4:
                for name in self._some(wishes.lists):
                    if not scene.of(name) and one_in(self.choices, 2):
                        scene.empty.append(name)
                    else:
                        scene.closed[name] = self.values.day() if one_in(self.choices, 2) else None
            case _:
                pass

    def _as_of(self) -> date | datetime:
        """A day on which the version governs; a scenario that is pinned to it may be asked about any day."""
        day, program = self.values.day(), self.subject.engine.program
        if self.subject.pinned:
            return day
        last = None if program.superseded is None else program.superseded - timedelta(days=1)
        return max(program.effective, day if last is None else min(day, last))

    def _free(self, name: str, number: int) -> str:
        """An id that nothing has: the name, with a number if there is one or it is needed."""
        found = f"{name}_{number}" if number else name
        while found in self._taken:
            number += 1
            found = f"{name}_{number}"
        self._taken.add(found)
        return found


def wishes_about(
    subject: Subject,
    *,
    clauses: Sequence[str] = (),
    asked: Sequence[str] | None = None,
    as_of: date | datetime | None = None,
    complete: bool | None = None,
    most_members: int = 4,
    most_asked: int = 2,
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
