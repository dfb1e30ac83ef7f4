"""The values of a scene that can be turned a little: the day asked about, and every date and number stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from evaluator.core.types import Date, Money, Number, Percent, Type
from evaluator.engine.words import value_text
from evaluator.frozen import frozen
from evaluator.generation.scene import Member, Scene
from evaluator.generation.subject import Subject
from evaluator.generation.values import step_of

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER: Final = re.compile(r"(-?\d+(?:\.\d+)?)(%| .+)?")
_HUNDRED: Final = Decimal(100)


@frozen
class Dial:
    """A value of a scene that can be turned: the day asked about, an attribute of a member or an act, a single fact.

    `kind` says what it is a value of, whichever member has it: `as_of`, `pay.amount`, `turnover`. `id` is the member or
    the act, empty for the others; `name` the attribute. One of an act is not turned below zero: nobody pays less than
    nothing.
    """

    kind: str
    id: str
    name: str
    type: Type
    act: bool = False

    def text(self, scene: Scene) -> str:
        """The value in a scene, as it writes it; empty where it is not stated."""
        if self.kind == "as_of":
            return str(scene.as_of)
        values = scene.singles if not self.id else _of(scene, self.id).values
        return values.get(self.name, "")

    def turn(self, scene: Scene, steps: int) -> bool:
        """Turn it by so many steps (days, cents, units); whether that is possible."""
        text = _turned(self.text(scene), self.type, steps)
        if not text or (self.act and text.startswith("-")):
            return False
        if self.kind == "as_of":
            scene.as_of = date.fromisoformat(text)
        elif self.id:
            _of(scene, self.id).values[self.name] = text
        else:
            scene.singles[self.name] = text
        return True


def dials_of(scene: Scene, subject: Subject) -> Iterator[Dial]:
    """All values of a scene that can be turned."""
    symbols = subject.version.symbols
    yield Dial("as_of", "", "as_of", Date())
    for name in scene.singles:
        yield Dial(name, "", name, symbols.singles[name])
    for member in (*scene.members, *scene.asked):
        for name in member.values:
            sort = symbols.sorts[member.sort]
            yield Dial(f"{member.sort}.{name}", member.id, name, sort.attributes[name], act=sort.action)


def _of(scene: Scene, id: str) -> Member:
    return next(each for each in (*scene.members, *scene.asked) if each.id == id)


def _turned(text: str, type: Type, steps: int) -> str:
    """The text of a known date or number so many steps further; empty for anything else."""
    match type:
        case Date() if _DAY.fullmatch(text):
            try:
                return str(date.fromisoformat(text) + timedelta(days=steps))
            except OverflowError:
                return ""
        case Number() | Percent() | Money():
            parts = _NUMBER.fullmatch(text)
            if parts is None:
                return ""
            number = Decimal(parts[1]) / (_HUNDRED if isinstance(type, Percent) else 1)
            return value_text(number + steps * step_of(type, number), type)
        case _:
            return ""
