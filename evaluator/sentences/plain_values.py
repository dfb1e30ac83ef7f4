"""Values as they are written in a text, in words: days, amounts with their unit, names, bounds."""

from __future__ import annotations

from datetime import date

from evaluator.core.facts import Record
from evaluator.core.types import Date, Enum, Money, Number, PartyType, Percent, SetOf, Text, YesNo
from evaluator.sentences.scope import Kind, Scope
from evaluator.values.estimate import Estimate
from evaluator.values.time import Duration, Never, Period
from evaluator.values.value import Value


def plain_value(found: Value, type: Kind, scope: Scope) -> str:
    """A value written in a text, in words: the day, the amount with its currency, the name of the party."""
    say = scope.say
    match found:
        case Estimate():
            return _estimate(found, type, scope)
        case Never():
            return say("never")
        case date():
            return scope.language.day(found)
        case Duration():
            return scope.language.duration(found)
        case Period(start, end):
            first, second = plain_value(start, type, scope), plain_value(end, type, scope)
            return say("period", first=first, second=second)
        case Record():
            return found.id
        case frozenset():
            parts = sorted(
                plain_value(each, type.element if isinstance(type, SetOf) else None, scope) for each in found
            )
            return scope.language.listed(parts, "and") if parts else say("none")
        case bool():
            return say("yes" if found else "no.value")
        case _:
            return _by_type(found, type, scope)


def _by_type(found: Value, type: Kind, scope: Scope) -> str:
    """A number, or a word, whose type says what it is."""
    say = scope.say
    match type:
        case Percent():
            return say("percent", number=scope.language.number(found * 100))
        case Money(unit) | Number(str(unit)):
            return say("amount", number=scope.language.number(found), unit=unit)
        case Number():
            return scope.language.number(found)
        case YesNo():
            return say("yes" if found > 0 else "no.value" if found < 0 else "unknown")
        case PartyType():
            return scope.vocabulary.party(found)
        case Enum():
            words = scope.words(found)  # a name is told by its capitals, any other word by quotation marks
            return words if words != words.lower() else say("quoted", words=words)
        case Text():
            return say("quoted", words=found)
        case _:
            return str(found)


def _estimate(found: Estimate, type: Kind, scope: Scope) -> str:
    if found.known:
        return plain_value(found.low, type, scope)
    low = None if found.low is None else plain_value(found.low, type, scope)
    high = None if found.high is None else plain_value(found.high, type, scope)
    if low is not None and high is not None:
        return scope.say("bounds.both", low=low, high=high)
    date_or_not = ".date" if isinstance(type, Date) else ""
    if low is not None:
        return scope.say(f"bounds.low{date_or_not}", low=low)
    return scope.say("unknown") if high is None else scope.say(f"bounds.high{date_or_not}", high=high)
