"""What a phrase is built in: the program, the words, the language, and what the variables stand for."""

from __future__ import annotations

from collections.abc import Mapping

from evaluator.core import expressions as core
from evaluator.core.norms import Binding, Norm
from evaluator.core.types import (
    DATE,
    DURATION,
    NUMBER,
    PERIOD,
    YES_NO,
    AnyType,
    CalendarType,
    Date,
    Entity,
    Enum,
    Percent,
    PeriodType,
    SetOf,
    Type,
)
from evaluator.frozen import frozen, replace
from evaluator.program import Program
from evaluator.sentences.language import Form, Language
from evaluator.sentences.vocabulary import Vocabulary

Kind = Type | CalendarType | None
"""The type of an expression, None where nothing tells it."""


@frozen
class Bound:
    """What a variable stands for: a noun phrase, and its type where that is known.

    `act` marks the act of a norm that is just called `the act`.
    """

    phrase: str
    type: Type | None
    act: bool = False


@frozen(eq=False)
class Scope:
    """A place in a text.

    `bound` are the variables in reach, `about` the one that the phrase is just being said of (`for which …`), `depth`
    how many lists surround the place.
    """

    program: Program
    vocabulary: Vocabulary
    language: Language
    bound: Mapping[str, Bound]
    about: str | None = None
    depth: int = 0

    def say(self, template: str, /, **places: str) -> str:
        """A template of the language."""
        return self.language.say(template, **places)

    def words(self, identifier: str) -> str:
        """An identifier as words."""
        return self.vocabulary.words(identifier)

    def quoted(self, identifier: str) -> str:
        """An identifier as words in quotation marks: the name of a clause, a term, or a mark."""
        return self.say("quoted", words=self.words(identifier))

    def binding(self, variable: str, bound: Bound) -> Scope:
        """The place within the reach of a variable."""
        return replace(self, bound={**self.bound, variable: bound}, about=None)

    def deeper(self) -> Scope:
        """The place within a list."""
        return replace(self, depth=self.depth + 1)

    def variable(self, name: str) -> Bound:
        """What a variable stands for; one that nobody bound is what its name says."""
        found = self.bound.get(name)
        if found is not None:
            return found
        type = _sort_of(name, self.program)
        noun = self.words(name) if type is None or type == PERIOD else self.noun(str(type))
        return Bound(self.say("the", noun=noun), type)

    def noun(self, sort: str) -> str:
        """A member of an entity, or an act, as a noun."""
        declared = self.program.sorts.get(sort)
        if declared is not None and declared.action:
            return self.say("noun.act", doing=self.language.activity(self.words(sort)))
        return self.words(sort)

    def nouns(self, sort: str) -> str:
        """The same in the plural."""
        declared = self.program.sorts.get(sort)
        if declared is not None and declared.action:
            return self.say("noun.acts", doing=self.language.activity(self.words(sort)))
        return self.language.plural(self.words(sort))

    def introduce(self, variable: str, domain: core.Domain) -> tuple[str, Scope]:
        """How a variable that ranges over a domain is called from then on, and the place within its reach.

        Returns:
            The name that the introduction has to mention, empty where the noun alone tells; and the place.
        """
        type = self.type_of_members(domain)
        noun = self.noun(domain.sort) if isinstance(domain, core.Members) else self.words(variable)
        if isinstance(domain, core.Steps):
            noun = self.words(domain.unit)
        plain = self.say("the", noun=noun)
        own = domain.sort if isinstance(domain, core.Members) else domain.unit if isinstance(domain, core.Steps) else ""
        alone = all(bound.phrase != plain for bound in self.bound.values())
        if alone and (variable == own or variable in self.program.norms):  # `some CLAUSE` is said of its members
            return "", self.binding(variable, Bound(plain, type))
        alias = self.quoted(variable)
        return alias, self.binding(variable, Bound(self.say("the.alias", noun=noun, alias=alias), type))

    def thing(self, name: str, type: Kind) -> str:
        """A value by its name, as a noun in the singular."""
        return self.language.singular(self.words(name), _told(type))

    def act(self, norm: Norm) -> Scope:
        """The place in which the act of a norm is at hand."""
        if norm.act is None or norm.action is None:
            return self
        others = any(self.is_act(bound.type) for bound in self.bound.values())
        noun = self.noun(norm.action) if others else self.say("noun.the_act")
        return self.binding(norm.act, Bound(self.say("the", noun=noun), Entity(norm.action), act=not others))

    def members(self, bindings: tuple[Binding, ...]) -> Scope:
        """The place in which the members of a family are at hand."""
        inside = self
        for binding in bindings:
            _, inside = inside.introduce(binding.variable, binding.domain)
        return inside

    def is_act(self, type: Kind) -> bool:
        """Whether values of a type are acts."""
        return isinstance(type, Entity) and type.name in self.program.sorts and self.program.sorts[type.name].action

    def type_of_members(self, domain: core.Domain) -> Type | None:
        """The type of what a variable over a domain stands for."""
        match domain:
            case core.Members(sort):
                return Entity(sort)
            case core.Steps():
                return PERIOD
            case core.Elements(of):
                found = self.type_of(of)
                return found.element if isinstance(found, SetOf) else None

    def form(self, name: str, type: Kind) -> Form:
        """How phrases with an attribute are built."""
        return self.language.form(name, _told(type))

    def type_of(self, expression: core.Expr) -> Kind:
        """The type of an expression, None where nothing tells it."""
        match expression:
            case core.Literal(_, type):
                return None if isinstance(type, AnyType) else type
            case core.Parameter(name, _):
                return self.program.parameters[name].type
            case core.Reading(name):
                return Enum(tuple(self.program.readings[name].options))
            case core.Variable(name):
                return self.variable(name).type
            case core.Attribute(subject, name):
                return self._type_of_attribute(self.type_of(subject), name)
            case core.Fact(name):
                return self.program.singles[name]
            case core.Now():
                return DATE
            case core.Not() | core.AllOf() | core.AnyOf() | core.Compare() | core.Exists() | core.Status():
                return YES_NO
            case core.Apply(function, arguments):
                return self._type_of_function(function, [self.type_of(each) for each in arguments])
            case core.If(_, consequent, alternative):
                return self.type_of(consequent) or self.type_of(alternative)
            case core.Fold(operator, variable, domain, _, value):
                if value is None or operator in ("count", "days"):
                    return NUMBER
                bound = Bound("", self.type_of_members(domain))
                return self.binding(variable, bound).type_of(value)
            case core.Term(name, _, _):
                return self.program.definitions[name].type
            case core.Detail(clause, _, what):
                return DATE if what in ("due", "breached_on") else self.program.norms[clause].amount_type
            case core.VerdictOf():
                return None

    def _type_of_attribute(self, subject: Kind, name: str) -> Kind:
        match subject:
            case Entity(sort) if sort in self.program.sorts:
                return self.program.sorts[sort].attributes.get(name)
            case PeriodType() if name in ("starts", "ends"):
                return DATE
            case _:
                return None

    def _type_of_function(self, function: str, arguments: list[Kind]) -> Kind:
        match function:
            case "later" | "earlier_by" | "business_later" | "rolled":
                return DATE
            case "between" | "scale":
                return DURATION
            case "period" | "overlap":
                return PERIOD
            case "days" | "power":
                return NUMBER
            case "business_day":
                return YES_NO
            case "multiply":
                first, second = arguments
                return second if isinstance(first, Percent) or first == NUMBER else first
            case "divide":
                first, second = arguments
                return NUMBER if first == second and first is not None else first
            case _:
                return next((type for type in arguments if type is not None), None)


def is_date(type: Kind) -> bool:
    """Whether values of a type are days or moments."""
    return isinstance(type, Date)


def _told(type: Kind) -> Type:
    """The type that grammar goes by; what nothing tells is taken to be a value like a number."""
    return NUMBER if type is None or isinstance(type, CalendarType) else type


def _sort_of(variable: str, program: Program) -> Type | None:
    """What a variable that nobody bound must range over: the list of its name, or what some family calls so."""
    if variable in program.sorts:
        return Entity(variable)
    for norm in program.norms.values():
        for binding in () if norm.family is None else norm.family.bindings:
            if binding.variable == variable:
                return PERIOD if isinstance(binding.domain, core.Steps) else Entity(binding.sort)
    return None
