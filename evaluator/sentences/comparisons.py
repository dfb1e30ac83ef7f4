"""Comparisons in the field's words: `at least`, `no later than`, `at least 3 days before`, `is over`."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.core import expressions as core
from evaluator.core.types import Date, Entity, Enum, PartyType, PeriodType, SetOf, Text, YesNo
from evaluator.sentences import members, values
from evaluator.sentences.language import Form
from evaluator.sentences.phrase import CLOSED, LOOSE, OPEN, Phrase, within
from evaluator.sentences.scope import Kind, Scope, is_date


def comparison(expression: core.Compare, scope: Scope, *, positive: bool) -> Phrase:
    """A comparison as a clause, or its denial."""
    left, right = expression.left, expression.right
    match expression.operator:
        case "=":
            return _equal(left, right, scope, positive=positive)
        case "in":
            inside = "within" if isinstance(scope.type_of(right), PeriodType) else "among"
            words = {"left": values.text(left, scope), "right": values.text(right, scope)}
            return Phrase(scope.say(_signed(f"is.{inside}", positive=positive), **words))
        case "<":
            return _ordered(left, right, scope, strict=True) if positive else _ordered(right, left, scope, strict=False)
        case _:
            return _ordered(left, right, scope, strict=False) if positive else _ordered(right, left, scope, strict=True)


def one_of(compared: Sequence[core.Compare], scope: Scope, *, positive: bool) -> Phrase:
    """That one thing is one of several words, or none of them."""
    left = compared[0].left
    options = [_word(left, each.right, scope) for each in compared]
    subject, template = _subject_of_is(left, scope)
    joined = scope.language.listed(options, "and" if positive else "nor")
    return Phrase(scope.say(f"{template}.{'one' if positive else 'none'}", **subject, right=joined))


def _equal(left: core.Expr, right: core.Expr, scope: Scope, *, positive: bool) -> Phrase:
    if isinstance(left, core.Literal) and not isinstance(right, core.Literal):
        left, right = right, left
    match left, right:
        case _, core.Literal(bool() as truth, YesNo()):
            return Phrase(_yes_or_no(left, scope, positive=positive is truth))
        case ((core.Reading() | core.VerdictOf()), core.Literal()):
            subject, template = _subject_of_is(left, scope)
            return Phrase(scope.say(_signed(template, positive=positive), **subject, right=_word(left, right, scope)))
        case _:
            pass
    if _is_name(scope.type_of(left)) or _is_name(scope.type_of(right)):
        subject, template = _subject_of_is(left, scope)
        return Phrase(scope.say(_signed(template, positive=positive), **subject, right=values.text(right, scope)))
    first, other = _sides(left, right, scope)
    template = "is" if is_date(scope.type_of(left)) else "equals"
    text = scope.say(_signed(template, positive=positive), left=first, right=other.text)
    return Phrase(text, _end(other))


def _is_name(type: Kind) -> bool:
    return isinstance(type, Enum | PartyType | Entity | Text | SetOf)


def _subject_of_is(left: core.Expr, scope: Scope) -> tuple[dict[str, str], str]:
    """What stands before `is`, by its places, and the template that joins it to a word."""
    match left:
        case core.Reading(name):
            return {"reading": scope.quoted(name)}, "is.read"
        case core.VerdictOf(act, _):
            return {"act": values.text(act, scope)}, "is.judged"
        case core.Attribute(subject, name) if not is_date(scope.type_of(left)) and scope.form(
            name, scope.type_of(left)
        ) in (Form.PREPOSITION, Form.GENITIVE):
            return {"left": values.text(subject, scope), "preposition": scope.words(name)}, "is.preposition"
        case _:
            return {"left": values.text(left, scope)}, "is"


def _word(left: core.Expr, right: core.Expr, scope: Scope) -> str:
    """What something is compared with: an option of a reading in its own words, a verdict, or any other value."""
    match left, right:
        case core.Reading(name), core.Literal(option):
            said = scope.program.readings[name].options.get(option)
            return scope.say("quoted", words=said or scope.words(option))
        case core.VerdictOf(), core.Literal(verdict):
            return scope.say(f"judged.{verdict}")
        case _:
            return values.text(right, scope)


def _yes_or_no(left: core.Expr, scope: Scope, *, positive: bool) -> str:
    """A yes/no value: the mark of a member, a single fact, a parameter, or whether a day is a business day."""
    match left:
        case core.Attribute(subject, name):
            words = {"subject": values.text(subject, scope), "mark": scope.quoted(name)}
            return scope.say(_signed("marked", positive=positive), **words)
        case core.Fact(name) | core.Parameter(name, None):
            return scope.say(_signed("holds", positive=positive), term=scope.quoted(name))
        case core.Parameter(name, on) if on is not None:
            words = {"term": scope.quoted(name), "on": values.text(on, scope)}
            return scope.say(_signed("holds.on", positive=positive), **words)
        case core.Apply("business_day", (day, core.Literal(calendar))):
            words = {"day": values.text(day, scope), "calendar": scope.quoted(calendar.name)}
            return scope.say(_signed("business_day", positive=positive), **words)
        case _:
            return scope.say(_signed("holds", positive=positive), term=values.text(left, scope))


def _ordered(left: core.Expr, right: core.Expr, scope: Scope, *, strict: bool) -> Phrase:
    """That the left side is less than the right, or (not `strict`) at most as large."""
    if is_date(scope.type_of(left)) or is_date(scope.type_of(right)):
        found = _in_time(left, right, scope, strict=strict)
        if found is not None:
            return found
        kind = "date"
    else:
        counted = _counted(left, right, scope, strict=strict)
        if counted is not None:
            return counted
        kind = "size"
    turned = _turned(left, right, scope)
    first, second = (right, left) if turned else (left, right)
    template = {
        (True, False): "less",
        (False, False): "at_most",
        (True, True): "more",
        (False, True): "at_least",
    }[strict, turned]
    subject, other = _sides(first, second, scope)
    if kind == "date" and _is_moved(second):
        template = f"{template}.moved"
    return Phrase(scope.say(f"order.{kind}.{template}", left=subject, right=other.text), _end(other))


def _turned(left: core.Expr, right: core.Expr, scope: Scope) -> bool:
    """Whether the sentence reads better with the right side in front: what changes before what is fixed.

    What is open goes to the end, unless the other side is a mere number or day.
    """
    first, second = _rank(left), _rank(right)
    opens = [values.value(side, scope).strength == OPEN for side in (left, right)]
    if opens[0] != opens[1] and min(first, second) > 0:
        return opens[0]
    return first < second


def _sides(left: core.Expr, right: core.Expr, scope: Scope) -> tuple[str, Phrase]:
    return within(values.value(left, scope), LOOSE, scope), values.value(right, scope)


def _end(phrase: Phrase) -> int:
    """How a clause holds together that ends with this phrase."""
    return OPEN if phrase.strength == OPEN else CLOSED


def _rank(expression: core.Expr) -> int:
    match expression:
        case core.Literal():
            return 0
        case core.Parameter():
            return 1
        case core.Apply(_, arguments):
            return min(2, max(_rank(each) for each in arguments))
        case core.Now():
            return 3
        case _:
            return 4


def _is_moved(expression: core.Expr) -> bool:
    return isinstance(expression, core.Apply) and expression.function in ("later", "earlier_by", "business_later")


def _in_time(left: core.Expr, right: core.Expr, scope: Scope, *, strict: bool) -> Phrase | None:
    """Days compared with today, or with days some time before or after others; None for any other days."""
    say = scope.say
    much = "more_than" if strict else "at_least"
    match left, right:
        case (core.Attribute(subject, name), core.Now()) | (core.Now(), core.Attribute(subject, name)) if isinstance(
            left, core.Now
        ) is strict and _turning_point(subject, name, scope):
            template = _turning_point(subject, name, scope) + (".not" if strict else "")
            return Phrase(say(template, subject=values.text(subject, scope), state=scope.words(name)))
        case core.Apply("later", (day, core.Literal() | core.Parameter() as length)), _ if not _is_moved(right):
            words = {"left": values.text(right, scope), "right": values.text(day, scope)}
            return Phrase(say(f"{much}.after", **words, length=values.text(length, scope)))
        case _, core.Apply("earlier_by", (day, core.Literal() | core.Parameter() as length)) if not _is_moved(left):
            words = {"left": values.text(left, scope), "right": values.text(day, scope)}
            return Phrase(say(f"{much}.before", **words, length=values.text(length, scope)))
        case _:
            return None


def _turning_point(subject: core.Expr, name: str, scope: Scope) -> str:
    """The template that says that a day has come: the bound of a period, or the day on which a state begins."""
    if isinstance(scope.type_of(subject), PeriodType):
        return f"period.{name}.come"
    own = scope.type_of(core.Attribute(subject, name))
    if isinstance(own, Date) and name != "on" and scope.form(name, own) is Form.STATE:
        return "state.come"
    return ""


def _counted(left: core.Expr, right: core.Expr, scope: Scope, *, strict: bool) -> Phrase | None:
    """A number of members compared with a number: `there are at least 3 …`; None for any other sizes."""
    match left, right:
        case core.Fold("count", variable, domain, where, None, ever), core.Literal() | core.Parameter():
            template, number = ("count.less" if strict else "count.at_most"), right
        case core.Literal() | core.Parameter(), core.Fold("count", variable, domain, where, None, ever):
            template, number = ("count.more" if strict else "count.at_least"), left
        case _:
            return None
    many, _ = members.members(variable, domain, where, scope, ever=ever)
    return Phrase(scope.say(template, number=values.text(number, scope), members=many.text), many.strength)


def _signed(template: str, *, positive: bool) -> str:
    return template if positive else f"{template}.not"
