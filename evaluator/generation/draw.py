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
from evaluator.generation.choices import Choices, choose, one_in
from evaluator.generation.fit import fitted
from evaluator.generation.scene import Member, Scene
from evaluator.generation.subject import Subject
from evaluator.generation.values import Values
from evaluator.generation.wishes import Wishes

MOST_FIXED: Final = 3
"""At most so many readings, and so many parameters, are fixed."""
_DEEPEST: Final = 3
"""A member that a member refers to is stated with it, and what that refers to, this deep."""


def draw_scenario(subject: Subject, choices: Choices, wishes: Wishes) -> tuple[Scene, Scenario] | None:
    """A scenario without errors, as it was drawn and as it was read; None in the rare case that it contradicts itself.

    What contradicts a constraint of the vocabulary is changed until it does not.
    """
    scene = Drawing(subject, choices, wishes).whole()
    scenario = fitted(scene, subject)
    return None if scenario is None else (scene, scenario)


class Drawing:
    """Draws the parts of a scenario, into a scene that is empty at first or says something already."""

    def __init__(self, subject: Subject, choices: Choices, wishes: Wishes, scene: Scene | None = None) -> None:
        self.subject, self.choices, self.wishes = subject, choices, wishes
        symbols = subject.version.symbols
        self.sorts = symbols.sorts
        self.values = Values(choices, subject.edges, tuple(symbols.parties), exact=wishes.exact)
        self.scene = Scene(subject.reference, subject.engine.program.effective) if scene is None else scene
        self._taken = {*subject.version.version.clauses, AGREEMENT}
        self._taken |= {each.id for each in (*self.scene.members, *self.scene.asked)}

    def whole(self) -> Scene:
        """The whole scenario; the day asked about comes last, so that it can be beside what happens."""
        scene, wishes, symbols = self.scene, self.wishes, self.subject.version.symbols
        # What is left open may make everything undetermined; so half of all scenarios leave nothing of a member open.
        self.values.full = wishes.exact or one_in(self.choices, 2)
        for name in wishes.singles:
            left_out = not wishes.exact and not one_in(self.choices, 3)
            if left_out and not self.values.full:
                continue
            text = self.value(symbols.singles[name], 0)
            if text is not None:
                scene.singles[name] = text
        self._several(wishes.most_members if wishes.lists else 0, self._any_member)
        for name in self._some(wishes.readings):
            scene.fixed[name] = choose(self.choices, tuple(self.subject.version.readings[name].options))
        for name in self._some(wishes.parameters):
            text = self.value(self.subject.version.parameters[name].type, _DEEPEST)
            if text is not None:
                scene.fixed[name] = text
        self._several(wishes.most_asked if wishes.asked else 0, self.ask)
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
        self.member(choose(self.choices, self.wishes.lists), 0)

    def member(self, sort: str, depth: int) -> Member:
        """One more member of a list; what it refers to is stated before it."""
        member = Member(sort, "")
        self._fill(member, depth)
        member.id = self._free(sort, len(self.scene.of(sort)) + 1)
        self.scene.members.append(member)
        return member

    def ask(self) -> None:
        """One more act that is asked about; of its roles, some are left open and some asked about for anything."""
        action = choose(self.choices, self.wishes.asked)
        act = Member(action, "")
        self._fill(act, 1, asked=True)
        act.id = self._free(f"may_{action}", 0)
        self.scene.asked.append(act)

    def _fill(self, member: Member, depth: int, *, asked: bool = False) -> None:
        """Values for some attributes of a member; an act that is asked about is mostly one of the day asked about."""
        for name, type in self.sorts[member.sort].attributes.items():
            when = self.sorts[member.sort].action and name == "on"
            left_out = not self.wishes.exact and self.choices.pick(6) == 0
            if (left_out and not self.values.full) or (asked and when and not one_in(self.choices, 4)):
                continue
            if asked and not when and not self.wishes.exact and one_in(self.choices, 16):
                member.values[name] = "anything"
                continue
            usual = self._usual(member.sort, name) if name in ("by", "to") else ()
            if usual and not one_in(self.choices, 4):
                member.values[name] = choose(self.choices, usual)
                continue
            text = self.value(type, depth, act=self.sorts[member.sort].action, moment=when, never=name != "on")
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

    def value(
        self, type: Type, depth: int, *, act: bool = False, moment: bool = False, never: bool = True
    ) -> str | None:
        """A value of a type; None for one that there is none to refer to."""
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
        known = [id for kind in kinds for id in (*own.get(kind, ()), *(each.id for each in self.scene.of(kind)))]
        more = sort in self.subject.lists and depth < _DEEPEST
        if not known and not more:
            return None
        chosen = self.choices.pick(len(known) + more) if len(known) + more > 1 else 0
        if chosen < len(known):
            return known[chosen]
        return self.choices.together(partial(self.member, sort, depth + 1)).id

    def _set(self, element: Type, depth: int) -> str | None:
        found = []
        for _ in range(2):
            if one_in(self.choices, 2):
                text = self.value(element, depth)
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
        scene, wishes = self.scene, self.wishes
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
        """A day on which the version governs, which under a pin is every day since it took effect."""
        program = self.subject.engine.program
        late = self.wishes.exact and self.values.days and one_in(self.choices, 2)
        day = max(self.values.days) if late else self.values.day()
        if not self.subject.pinned and program.superseded is not None:
            day = min(day, program.superseded - timedelta(days=1))
        return max(program.effective, day)

    def _free(self, name: str, number: int) -> str:
        """An id that nothing has: the name, with a number if there is one or it is needed."""
        found = f"{name}_{number}" if number else name
        while found in self._taken:
            number += 1
            found = f"{name}_{number}"
        self._taken.add(found)
        return found
