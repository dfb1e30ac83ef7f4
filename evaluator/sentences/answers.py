"""What the answers of an outcome have in common: clauses and parties by name, days and amounts within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from evaluator.core.types import Date, Entity, Enum, PartyType, Text
from evaluator.engine.outcome import ActAnswer, Amount, Day, NormAnswer, Outcome, TurnsOn, When
from evaluator.frozen import frozen
from evaluator.sentences.plain_values import plain_value
from evaluator.sentences.scope import Kind, Scope

_NOT_STATED: Final = "(not stated)"
"""The id of a member of a list that may be there although nobody stated it."""
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@frozen(eq=False)
class Answers:
    """The answers to one scenario, and the words to say them in."""

    scope: Scope
    outcome: Outcome

    def say(self, template: str, /, **places: str) -> str:
        """A template of the language."""
        return self.scope.say(template, **places)

    def clause(self, address: str) -> str:
        """A clause, or one norm of a family, by its name."""
        clause, _, member = address.partition(":")
        named = self.scope.quoted(clause)
        norm = self.scope.program.norms.get(clause)
        if not member or norm is None or norm.family is None:
            return named
        return self.say("clause.of", clause=named, member=self.member(norm.family.sort, member))

    def member(self, sort: str, member: str) -> str:
        """A member by its entity and id, a part of a period by its first day; of a pair both."""
        sorts = sort.split(", ")
        ids = member.split("/", len(sorts) - 1)
        return self.listed([self._one(*each) for each in zip(sorts, ids, strict=False)])

    def _one(self, sort: str, member: str) -> str:
        if member == _NOT_STATED:
            return self.say("member.not_stated", noun=self.scope.noun(sort))
        if sort in self.scope.program.sorts:
            return self.say("member", noun=self.scope.noun(sort), id=self.say("quoted", words=member))
        return self.say("member.period", noun=self.scope.words(sort), day=self.day(member))

    def day(self, text: str) -> str:
        """A day that an answer has as text."""
        return self.scope.language.day(date.fromisoformat(text)) if _DAY.fullmatch(text) else text

    def value(self, text: str, type: Kind) -> str:
        """A value that an answer has as text."""
        match type:
            case PartyType():
                return self.party(text)
            case Enum():
                return plain_value(text, type, self.scope)
            case Entity() | Text():
                return self.say("quoted", words=text)
            case Date():
                return self.day(text)
            case _:
                return self.size(text) or text

    def parties(self, text: str) -> str:
        """The parties of a norm by their full names: one, several together (`a, b`), or one of several (`a or b`)."""
        names = [self.party(each) for each in re.split(", | or ", text)]
        return self.scope.language.listed(names, "or" if " or " in text else "and")

    def party(self, id: str) -> str:
        """A party by its full name."""
        return self.say("norm.anyone") if id == "anyone" else self.scope.vocabulary.party(id)

    def span(self, kind: str, when: When | None) -> str:
        """A day, or its bounds, by the templates of a kind (`since`, `when`, `due`); empty where nothing is known."""
        if when is None or (when.at_least is None and when.at_most is None):
            return ""
        first = None if when.at_least is None else self.scope.language.day(when.at_least)
        last = None if when.at_most is None else self.scope.language.day(when.at_most)
        if when.known is not None:
            return self.say(f"{kind}.known", day=first or "")
        if first is not None and last is not None:
            return self.say(f"{kind}.between", first=first, last=last)
        return self.say(f"{kind}.latest", day=last or "") if first is None else self.say(f"{kind}.earliest", day=first)

    def until(self, when: When | None) -> str:
        """The last day before a state is over (`when` is the first one after), or its bounds."""
        if when is None or (when.at_least is None and when.at_most is None):
            return ""
        first, last = (None if each is None else self._last(each) for each in (when.at_least, when.at_most))
        if when.known is not None:
            return first or ""
        if first is not None and last is not None:
            return self.say("until.between", first=first, last=last)
        return self.say("until.latest", day=last or "") if first is None else self.say("until.earliest", day=first)

    def _last(self, day: Day) -> str:
        if isinstance(day, datetime):
            if day.time() != time():
                return self.say("until.moment", day=self.scope.language.day(day))
            day = day.date()
        if day == date.min:
            return self.say("until.moment", day=self.scope.language.day(day))
        return self.say("until.day", day=self.scope.language.day(day - timedelta(days=1)))

    def amount(self, amount: Amount) -> str:
        """An amount or its bounds; what is owed is never below zero, so that zero is no lower bound."""
        low, high = (
            None if each is None else self._sum(each, amount.unit) for each in (amount.at_least, amount.at_most)
        )
        if amount.known is not None:
            return low or ""
        if low is None or (amount.at_least is not None and amount.at_least <= 0):
            return self.say("amount.unknown") if high is None else self.say("bounds.high", high=high)
        return self.say("bounds.low", low=low) if high is None else self.say("bounds.both", low=low, high=high)

    def _sum(self, number: Decimal, unit: str) -> str:
        words = self.scope.language.number(number)
        return self.say("amount", number=words, unit=unit) if unit else words

    def listed(self, items: list[str], last: str = "and") -> str:
        """Several phrases as a list."""
        return self.scope.language.listed(items, last)

    def in_turn(self, items: list[str]) -> str:
        """Several clauses of a sentence, one after another."""
        said = items[0]
        for item in items[1:]:
            said = self.say("list.next", before=said, item=item)
        return said

    def tail(self, answer: NormAnswer | ActAnswer) -> Iterator[str]:
        """What the answer turns on, what would help to settle it, what it rests on, and how sure it is."""
        for turn in answer.turns_on:
            yield self._turn(turn)
        if answer.missing:
            questions = self.in_turn([missing.question for missing in answer.missing])
            yield self.say("answer.missing", questions=questions)
        if answer.assumptions:
            yield self.say("answer.assumed", assumptions=self.listed(list(answer.assumptions)))
        if answer.certainty:
            yield self.say("answer.certainty", certainty=self.say(f"certainty.{answer.certainty}"))

    def _turn(self, turn: TurnsOn) -> str:
        reading = self.scope.program.readings.get(turn.reading)
        said = {} if reading is None else reading.options
        options = []
        for option, result in turn.options:
            words = self.say("quoted", words=said.get(option) or self.scope.words(option))
            template = "answer.turns.used" if option == turn.used else "answer.turns.option"
            options.append(self.say(template, option=words, result=self._result(result)))
        template = "answer.turns" if turn.used is not None else "answer.turns.undecided"
        return self.say(template, reading=self.scope.quoted(turn.reading), options=self.in_turn(options))

    def _result(self, result: str) -> str:
        """What an option gives: a state, a word of performance, a verdict, a day or an amount."""
        if f"turn.{result}" in self.scope.language.templates:
            return self.say(f"turn.{result}")
        day = _DAY.search(result)
        if result.startswith("due ") and day is not None:
            return self.say("turn.due", day=self.day(day[0]))
        return self.say("turn.other", result=self.size(result) or self.say("quoted", words=result))

    def size(self, text: str) -> str:
        """A number or an amount that an answer has as text; empty if it is none."""
        number, _, unit = text.partition(" ")
        try:
            return self._sum(Decimal(number), unit)
        except InvalidOperation:
            return ""

    def for_member(self, binding: tuple[str, str] | None, sentence: str) -> str:
        """A sentence about the norm of one member of a family."""
        if binding is None:
            return sentence
        return self.say("answer.for", member=self.member(*binding), sentence=sentence)
