"""What comes out if a missing fact were known: the scenario is evaluated with one value after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from evaluator.api.changed import Changes, Fact, node_of_text, with_fact
from evaluator.api.evaluate import check_readings, evaluation_of, prepare
from evaluator.api.scenarios import Scenario
from evaluator.api.stating import closed, is_list
from evaluator.core.types import SetOf, Type
from evaluator.diagnostics import InputError, QuestionError
from evaluator.engine.outcome import Day, Missing, Outcome
from evaluator.engine.words import value_text
from evaluator.explanations.claims import find
from evaluator.explanations.landmarks import Landmarks
from evaluator.explanations.missing import (
    MissingFact,
    MissingFacts,
    OpenAnswer,
    Trial,
    is_settled,
    named,
    open_answers,
    ranked,
)
from evaluator.explanations.trial_values import trial_values
from evaluator.frozen import replace
from evaluator.model import changed_scenario as places
from evaluator.values.estimate import NOTHING
from evaluator.values.time import day_text, end_of, without_time

MOST_FACTS: Final = 40
"""At most as many facts are tried, those that most answers name; with `MOST_VALUES` this bounds the evaluations."""

_NO_OTHERS: Final = "no"


def missing_in(
    outcome: Outcome, scenario: Scenario, only: Iterable[str], readings: Mapping[str, str] | None
) -> MissingFacts:
    """The missing facts of an outcome, which is that of the scenario; `only` are the answers that matter."""
    checked, engine = prepare(scenario, scenario.as_of)
    if readings:
        check_readings(readings, checked.version)
    once = frozenset(clause for clause, norm in engine.program.norms.items() if norm.once)
    found = open_answers(outcome, once, frozenset(only))
    by_fact = named(outcome, found)
    # Nothing else needs the landmarks, and most outcomes are settled.
    trials = Trials(scenario, found, readings) if by_fact else None
    days = {act.address: act.on for act in outcome.acts if act.on is not None}
    facts = [] if trials is None else [trials.described(*each, days) for each in by_fact.items()]
    tried = sorted(facts, key=lambda fact: -len(fact.named_by))[:MOST_FACTS]
    if trials is not None:
        facts = [trials.tried(fact) if fact in tried and not fact.own else fact for fact in facts]
    return MissingFacts(ranked(facts), tuple(each.address for each in found))


class Trials:
    """What comes out if a fact were known: the scenario is evaluated with one value after the other."""

    def __init__(self, scenario: Scenario, answers: tuple[OpenAnswer, ...], readings: Mapping[str, str] | None) -> None:
        self.changes, self.open, self.readings = Changes(scenario), answers, readings
        self.program = prepare(scenario, scenario.as_of)[1].program
        self.facts = self.changes.checked.facts
        self.landmarks = Landmarks(self.program, self.facts, scenario.as_of)

    def described(self, missing: Missing, named_by: tuple[str, ...], days: Mapping[str, Day]) -> MissingFact:
        """A missing fact with its type and meaning, before it is tried; `days` are those of acts."""
        name, sorts = missing.fact, self.changes.version.symbols.sorts
        if is_list(self.changes, name) and name not in self.changes.version.version.facts:
            # An answer may need it up to an earlier day only; what is answered is said of all days.
            word, as_of = "acts" if sorts[name].action else "members", self.changes.scenario.as_of
            later = [days[each] for each in named_by if each in days and end_of(days[each]) > end_of(as_of)]
            last = max(later, key=end_of, default=None)
            up_to = None if last is None else without_time(last)
            question = f"are there {word} of `{name}` up to {day_text(up_to or as_of)} that are not stated?"
            return MissingFact(name, question, sorts[name].note, None, (), named_by, up_to=up_to)
        try:
            fact = self.changes.fact(name)
        except QuestionError:
            return MissingFact(name, missing.question, "", None, (), named_by, own=True)
        options, meaning = self._options(fact.type), self._meaning(fact.place)
        current = self.changes.current(fact)
        known = "" if current in (None, NOTHING) else value_text(current, fact.type)
        return MissingFact(name, missing.question, meaning, fact.type, options, named_by, known=known)

    def tried(self, fact: MissingFact) -> MissingFact:
        """The same fact with what it would settle; as it is if no value can be tried."""
        trials = []
        for value, scenario in self._with_each_value(fact):
            try:
                trials.append(Trial(value, tuple(self._settled(scenario))))
            except InputError:
                continue  # a constraint rules this value out
        return replace(fact, trials=tuple(trials))

    def values(self, fact: Fact) -> tuple[str, ...]:
        """The values to try for a fact, as a scenario writes them."""
        return trial_values(fact.type, self.changes.current(fact), self._options(fact.type), self.landmarks)

    def _with_each_value(self, fact: MissingFact) -> Iterator[tuple[str, Scenario]]:
        if fact.is_list:
            yield _NO_OTHERS, closed(self.changes, fact.fact, fact.up_to)
            return
        place = self.changes.fact(fact.fact)
        for text in self.values(place):
            try:
                given = self.changes.given(place, node_of_text(text, fact.fact))
            except QuestionError:
                continue  # it looks like a value of that type, and is none
            yield text, with_fact(self.changes.scenario, place, given)

    def _settled(self, scenario: Scenario) -> list[str]:
        evaluation, _ = evaluation_of(scenario, None, None, self.readings)
        with evaluation.explaining():
            return [each.address for each in self.open if is_settled(find(evaluation, each.address), each.parts)]

    def _options(self, type: Type) -> tuple[str, ...]:
        return self.changes.options_of(type.element if isinstance(type, SetOf) else type)

    def _meaning(self, place: places.Place) -> str:
        """What the vocabulary, or the agreement, says about a fact."""
        match place:
            case places.Attribute(sort, _, name):
                return self.program.sorts[sort].notes.get(name, "")
            case places.Role(act, name):
                action = next(each.record.sort for each in self.facts.acts if each.record.id == act)
                return self.program.sorts[action].notes.get(name, "")
            case places.Single(name):
                return self.program.single_notes.get(name, "")
            case places.Parameter(name):
                return self.changes.version.version.parameters[name].note
            case places.AsOf() | places.Reading():
                return ""
