"""The types of the language."""

from __future__ import annotations

from evaluator.frozen import frozen


@frozen
class YesNo:
    """A condition, or a yes/no attribute."""

    def __str__(self) -> str:
        return "yes/no"


@frozen
class Number:
    """A number, bare or in a unit; units are compared as words and never converted."""

    unit: str | None = None

    def __str__(self) -> str:
        return f"number {self.unit}" if self.unit else "number"


@frozen
class Percent:
    """A share, held as a fraction: 20% is 0.20."""

    def __str__(self) -> str:
        return "percent"


@frozen
class Money:
    """An amount of one currency."""

    currency: str

    def __str__(self) -> str:
        return f"money {self.currency}"


@frozen
class Date:
    """A day, or a day with a time; `timed` insists on the time."""

    timed: bool = False

    def __str__(self) -> str:
        return "time" if self.timed else "date"


@frozen
class DurationType:
    """A length of time."""

    def __str__(self) -> str:
        return "duration"


@frozen
class PeriodType:
    """A stretch of time, half-open."""

    def __str__(self) -> str:
        return "period"


@frozen
class Text:
    """Free text; it can only be compared with `is`."""

    def __str__(self) -> str:
        return "text"


@frozen
class PartyType:
    """A party of the agreement."""

    def __str__(self) -> str:
        return "party"


@frozen
class Enum:
    """One of a closed list of words, in the order declared."""

    options: tuple[str, ...]

    def __str__(self) -> str:
        return f"one of ({', '.join(self.options)})"


@frozen
class Entity:
    """A member of an entity, or an act of an action."""

    name: str

    def __str__(self) -> str:
        return self.name


@frozen
class SetOf:
    """Several values of one type, without order or repetition."""

    element: Type

    def __str__(self) -> str:
        return f"set of {self.element}"


@frozen
class CalendarType:
    """A calendar of business days. No value has this type: only literals have it, which functions of dates take."""

    def __str__(self) -> str:
        return "calendar"


@frozen
class AnyType:
    """The type of `unknown` before anything says more; it fits everywhere."""

    def __str__(self) -> str:
        return "unknown"


Type = (
    YesNo
    | Number
    | Percent
    | Money
    | Date
    | DurationType
    | PeriodType
    | Text
    | PartyType
    | Enum
    | Entity
    | SetOf
    | AnyType
)

YES_NO = YesNo()
NUMBER = Number()
PERCENT = Percent()
DATE = Date()
DURATION = DurationType()
PERIOD = PeriodType()
TEXT = Text()
PARTY = PartyType()
CALENDAR = CalendarType()
ANY = AnyType()
