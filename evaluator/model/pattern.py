"""A pattern as written: clauses with parameters, to be used in agreements, with an example and worked cases."""

from __future__ import annotations

from enum import Enum

from evaluator.frozen import frozen
from evaluator.model.agreement import AttributeDeclaration, Bounded, Clause, Name, ReadingDeclaration, TermDeclaration
from evaluator.source import Span
from evaluator.syntax.yaml_tree import Mapping


class ParameterKind(Enum):
    """What a parameter stands for."""

    PARTY = "party"
    ENTITY = "entity"
    ACTION = "action"
    CONDITION = "condition"
    VALUE = "value"


VALUE_TYPES = ("date", "duration", "money", "percent", "number", "yes/no", "text")
"""The words for a parameter that stands for a value; an argument may have any unit or currency."""


@frozen
class PatternParameter:
    """A parameter of a pattern.

    `type` is the word written: a kind, or one of `VALUE_TYPES`. `has` lists the attributes that an entity, or the
    roles that an action, must have. `of` names the entity that a condition is about. `default` stands for the argument
    where none is given; `optional` says that what mentions the parameter is then left out.
    """

    name: Name
    kind: ParameterKind
    type: str
    has: tuple[AttributeDeclaration, ...] = ()
    of: Name | None = None
    default: Bounded | None = None
    optional: bool = False
    note: str = ""

    @property
    def needed(self) -> bool:
        """Whether every use must give an argument."""
        return self.default is None and not self.optional


@frozen
class WorkedCase:
    """A worked case: a scenario about the pattern's example, without the key `agreement`."""

    title: str
    span: Span
    scenario: Mapping


@frozen
class Pattern:
    """One version of a pattern.

    `clauses` holds one clause that bears the pattern's name, the main one. `example` is an agreement that uses the
    pattern and `cases` are scenarios about it. `unreadable` names what was declared with errors and is left out.
    """

    name: Name
    version: int
    title: str
    purpose: str
    span: Span
    parameters: tuple[PatternParameter, ...]
    readings: tuple[ReadingDeclaration, ...]
    terms: tuple[TermDeclaration, ...]
    clauses: tuple[Clause, ...]
    example: Mapping | None
    cases: tuple[WorkedCase, ...]
    unreadable: frozenset[str] = frozenset()

    @property
    def reference(self) -> str:
        """How a use names it: `right_of_first_refusal@1`."""
        return f"{self.name}@{self.version}"

    def parameter(self, name: str) -> PatternParameter | None:
        """The parameter of that name."""
        return next((each for each in self.parameters if each.name.text == name), None)
