"""Missing facts asked for one after another: which is next, and what an answer changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from evaluator.api.changed import Changes, Fact, Given, node_of_text, with_fact
from evaluator.api.evaluate import evaluate
from evaluator.api.missing import asked_of
from evaluator.api.scenarios import Scenario
from evaluator.api.stating import added, closed, free_id
from evaluator.api.trials import missing_in
from evaluator.core.types import SetOf, Type
from evaluator.diagnostics import QuestionError, impossible
from evaluator.engine.outcome import Outcome
from evaluator.engine.words import value_text
from evaluator.explanations.missing import MemberAttribute, MissingFact, MissingFacts
from evaluator.syntax import yaml_tree as tree
from evaluator.values.estimate import Estimate, bounds, is_known, less
from evaluator.values.time import day_text
from evaluator.values.value import Value


class Interview:
    """A scenario whose missing facts are asked for: `scenario` with what was answered, and its `outcome`.

    What is missing, and in which order, is what `missing` says; so are the arguments.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        as_of: date | datetime | None = None,
        agreement: str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> None:
        self._own_day = scenario.as_of
        self._answers: tuple[str, ...] = ()
        self._readings = readings
        self._passed: set[tuple[str, date | None]] = set()
        self.scenario = asked_of(scenario, as_of, agreement)
        self.outcome: Outcome = evaluate(self.scenario, readings=readings)
        self._missing: MissingFacts | None = None

    def limit(self, answers: Sequence[str]) -> None:
        """Ask only for what matters for these answers."""
        self._answers, self._missing = tuple(answers), None

    @property
    def missing(self) -> MissingFacts:
        """What is missing now."""
        if self._missing is None:
            self._missing = missing_in(self.outcome, self.scenario, self._answers, self._readings)
        return self._missing

    @property
    def next(self) -> MissingFact | None:
        """The fact to ask for: the best one that was not answered or passed over; None if there is none."""
        return next((each for each in self.missing.facts if _key(each) not in self._passed and not each.own), None)

    def skip(self, fact: MissingFact) -> None:
        """Leave a fact unknown."""
        self._passed.add(_key(fact))

    def state(self, fact: MissingFact, text: str) -> None:
        """State a fact as a scenario would write it; nothing changes if that raises.

        Raises:
            QuestionError: it cannot be the value, or contradicts what is known of it.
            ScenarioError: it contradicts a constraint.
        """
        changes = Changes(self.scenario)
        place = changes.fact(fact.fact)
        given = changes.given(place, node_of_text(text, fact.fact))
        _refuse_contradiction(place, changes.current(place), given)
        self._accept(with_fact(self.scenario, place, given))
        # A value within bounds may leave the fact missing; it has been answered all the same.
        self._passed.add(_key(fact))

    def close(self, fact: MissingFact) -> None:
        """State that a list has no members but those stated.

        Raises:
            ScenarioError: it contradicts a constraint.
        """
        day = self.scenario.as_of
        until = fact.up_to or (None if day == self._own_day else day)
        self._accept(closed(Changes(self.scenario), fact.fact, until))
        self._passed.add(_key(fact))

    def member(self, fact: MissingFact) -> NewMember:
        """A member of a list that is about to be stated."""
        return NewMember(self.scenario, fact.fact)

    def add(self, member: NewMember) -> None:
        """State a member of a list with what was said of it.

        Raises:
            ScenarioError: it contradicts a constraint.
        """
        self._accept(member.scenario)

    def _accept(self, scenario: Scenario) -> None:
        outcome = evaluate(scenario, readings=self._readings)
        self.scenario, self.outcome, self._missing = scenario, outcome, None


class NewMember:
    """A member of a list whose attributes are stated one by one; `id` is its name until another is chosen."""

    def __init__(self, scenario: Scenario, name: str) -> None:
        self._before, self.name = scenario, name
        self.id = free_id(scenario, name)
        self.scenario = scenario
        self.call(self.id)

    def call(self, id: str) -> None:
        """Give the member a name; it comes before its attributes.

        Raises:
            QuestionError: it is no name, or something else bears it.
        """
        node = node_of_text(f"id: {id}", self.name)
        found = node if isinstance(node, tree.Mapping) else impossible("a key with a value is a mapping")
        self.scenario, self.id = added(Changes(self._before), self.name, found), id

    @property
    def attributes(self) -> Sequence[MemberAttribute]:
        """What can be stated of it."""
        changes = Changes(self.scenario)
        sort = changes.version.symbols.sorts[self.name]
        return tuple(
            MemberAttribute(name, type, sort.notes.get(name, ""), changes.options_of(_element(type)))
            for name, type in sort.attributes.items()
        )

    def state(self, attribute: str, text: str) -> None:
        """State an attribute.

        Raises:
            QuestionError: it cannot be its value.
        """
        changes = Changes(self.scenario)
        fact = changes.fact(f"{self.name}.{self.id}.{attribute}")
        self.scenario = with_fact(self.scenario, fact, changes.given(fact, node_of_text(text, fact.address)))


def _key(fact: MissingFact) -> tuple[str, date | None]:
    """What was asked: of a list, up to which day."""
    return fact.fact, fact.up_to


def _element(type: Type) -> Type:
    """The type of the elements of a set, else the type itself."""
    return type.element if isinstance(type, SetOf) else type


def _refuse_contradiction(fact: Fact, current: Value, given: Given) -> None:
    """Refuse a value that is certainly outside what the scenario, or the agreement, says of it."""
    known = value_text(current, fact.type) if current is not None else ""
    value = given.value
    if isinstance(current, date) and not isinstance(current, datetime):
        ends = bounds(value)[:2]
        if any(isinstance(each, date) and day_text(each)[:10] != day_text(current) for each in ends):
            raise QuestionError(f"`{fact.address}` is `{known}`; state a time of that day, `{known} 10:30`")
        return
    if not isinstance(current, Estimate) or is_known(current):
        return
    (low, high, _), (least, most, _) = bounds(value), bounds(current)
    below = high is not None and least is not None and less(high, least) > 0
    above = low is not None and most is not None and less(most, low) > 0
    if below or above:
        raise QuestionError(f"`{fact.address}` is `{known}`, so it cannot be `{given.text}`; state a value within that")
