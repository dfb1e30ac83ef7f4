"""Values as noun phrases: `20% of the amount of the revenue`, `30 days after the day of the loss`."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from evaluator.core import expressions as core
from evaluator.core.types import Date, Entity, Money, Number, PartyType, Percent, PeriodType
from evaluator.diagnostics import impossible
from evaluator.sentences import conditions, members
from evaluator.sentences.language import Form
from evaluator.sentences.phrase import CLOSED, LOOSE, OPEN, PRODUCT, SUM, Phrase, listed, within
from evaluator.sentences.plain_values import plain_value
from evaluator.sentences.scope import Kind, Scope, is_date
from evaluator.values.calendar import Calendar
from evaluator.values.time import Duration

_ARITHMETIC: Final = {"add": SUM, "subtract": SUM, "multiply": PRODUCT, "divide": PRODUCT, "power": PRODUCT}
_COMMUTES: Final = ("add", "multiply")


def value(expression: core.Expr, scope: Scope) -> Phrase:
    """A value as a noun phrase."""
    say = scope.say
    match expression:
        case core.Literal(found, type):
            return Phrase(plain_value(found, type, scope))
        case core.Parameter(name, None) | core.Fact(name) | core.Term(name, None, _):
            return Phrase(named(name, scope.type_of(expression), scope))
        case core.Parameter(name, on) if on is not None:
            found = named(name, scope.type_of(expression), scope)
            return Phrase(say("value.on", value=found, on=text(on, scope)))
        case core.Reading(name):
            return Phrase(say("reading", name=scope.quoted(name)))
        case core.Variable(name):
            return Phrase(scope.variable(name).phrase)
        case core.Attribute(subject, name):
            return attribute(subject, name, scope)
        case core.Now():
            return Phrase(say("today"))
        case core.Apply(function, arguments):
            return _applied(function, arguments, scope)
        case core.If():
            return _choice(expression, scope)
        case core.Fold():
            return _fold(expression, scope)
        case core.Term(name, argument, _) if argument is not None:
            found = named(name, scope.type_of(expression), scope)
            return Phrase(say("value.of", value=found, subject=text(argument, scope)))
        case core.Detail(clause, member, what):
            return Phrase(say(f"detail.{what}", clause=clause_name(clause, member, scope)))
        case core.VerdictOf(act, _):
            return Phrase(say("verdict", act=text(act, scope)))
        case _:
            return Phrase(say("whether", condition=conditions.condition(expression, scope).text), OPEN)


def text(expression: core.Expr, scope: Scope) -> str:
    """A value as a noun phrase that may stand inside another one."""
    return within(value(expression, scope), CLOSED, scope)


def named(name: str, type: Kind, scope: Scope) -> str:
    """A value that has a name of its own: a parameter, a single fact, a term."""
    if scope.form(name, type) in (Form.NOUN, Form.GENITIVE):
        return scope.say("the", noun=scope.thing(name, type))
    return scope.say("the.alias", noun=kind_noun(type, scope), alias=scope.quoted(name))


def clause_name(clause: str, member: core.Expr | None, scope: Scope) -> str:
    """A norm: its clause, and the member if it is one of a family."""
    if clause not in scope.program.norms:
        return scope.say("agreement")
    said = scope.quoted(clause)
    if member is None or (isinstance(member, core.Variable) and member.name == scope.about):
        return said
    return scope.say("clause.of", clause=said, member=text(member, scope))


def attribute(subject: core.Expr, name: str, scope: Scope) -> Phrase:
    """An attribute of a member, a role of an act, or a bound of a period."""
    type = scope.type_of(subject)
    own = scope.type_of(core.Attribute(subject, name))
    owner = text(subject, scope)
    if isinstance(type, PeriodType):
        return Phrase(scope.say(f"period.{name}", period=owner))
    if name == "on" and is_date(own):
        return Phrase(scope.say("attribute.day", subject=owner))
    match scope.form(name, own):
        case Form.NOUN if isinstance(subject, core.Variable) and scope.variable(subject.name).act:
            return Phrase(scope.say("attribute.act", noun=scope.thing(name, own), subject=owner))
        case Form.NOUN:
            return Phrase(scope.say("attribute.noun", noun=scope.thing(name, own), subject=owner))
        case Form.STATE:
            return Phrase(scope.say("attribute.state", state=scope.words(name), subject=owner))
        case Form.LABEL:
            what = kind_noun(own, scope)
            return Phrase(scope.say("attribute.label", noun=what, label=scope.quoted(name), subject=owner))
        case Form.PREPOSITION | Form.GENITIVE:
            what = kind_noun(own, scope)
            if name == "by" and scope.is_act(type):
                return Phrase(scope.say("attribute.doer", noun=what, subject=owner))
            if _is_only(own, type, scope):
                return Phrase(scope.say("attribute.noun", noun=what, subject=owner))
            words = {"noun": what, "preposition": scope.words(name), "subject": owner}
            return Phrase(scope.say("attribute.preposition", **words), PRODUCT)


def _is_only(own: Kind, subject: Kind, scope: Scope) -> bool:
    """Whether an attribute is the only one of its type, so that its type tells which one is meant."""
    sort = scope.program.sorts.get(subject.name) if isinstance(subject, Entity) else None
    return sort is not None and [own] == [type for type in sort.attributes.values() if type == own]


def kind_noun(type: Kind, scope: Scope) -> str:
    """What a value of a type is called where an attribute has no name of its own."""
    match type:
        case Entity(sort):
            return scope.noun(sort)
        case PartyType():
            return scope.say("noun.party")
        case Date():
            return scope.say("noun.date")
        case PeriodType():
            return scope.say("noun.period")
        case Money():
            return scope.say("noun.amount")
        case Percent():
            return scope.say("noun.share")
        case Number():
            return scope.say("noun.number")
        case _:
            return scope.say("noun.value")


def _applied(function: str, arguments: tuple[core.Expr, ...], scope: Scope) -> Phrase:
    say = scope.say
    match function, arguments:
        case "negate", (operand,):
            return Phrase(say("negate", value=text(operand, scope)), PRODUCT)
        case (("add" | "subtract" | "multiply" | "divide" | "power"), (left, right)):
            return _arithmetic(function, left, right, scope)
        case (("later" | "earlier_by"), (day, duration)):
            return _moved(function, day, duration, scope)
        case "between", (first, second):
            return Phrase(say("between", first=text(first, scope), second=text(second, scope)))
        case "scale", (duration, factor):
            return Phrase(say("multiply", left=text(factor, scope), right=text(duration, scope)), PRODUCT)
        case "period", (first, second):
            return Phrase(say("period", first=text(first, scope), second=text(second, scope)))
        case "days", (period,):
            return Phrase(say("days", period=text(period, scope)))
        case "overlap", (first, second):
            return Phrase(say("overlap", first=text(first, scope), second=text(second, scope)))
        case (("least" | "greatest"), _):
            return _extreme(function, arguments, scope)
        case (("round_half_up" | "round_up" | "round_down" | "round_half_even"), (rounded, step)):
            inner = value(rounded, scope)
            template = f"{function}.list" if inner.strength == OPEN else function
            return Phrase(say(template, value=inner.text, step=text(step, scope)), OPEN)
        case "business_later", (day, core.Literal(count), core.Literal(calendar)):
            return _business_later(text(day, scope), count, calendar, scope)
        case "rolled", (day, core.Literal(convention), core.Literal(calendar)):
            return Phrase(say(f"rolled.{convention}", day=text(day, scope), calendar=_calendar(calendar, scope)))
        case "together", _:
            return Phrase(scope.language.listed([text(each, scope) for each in arguments], "and"))
        case _:
            return impossible(f"no words for {function}")


def _arithmetic(function: str, left: core.Expr, right: core.Expr, scope: Scope) -> Phrase:
    strength = _ARITHMETIC[function]
    first = within(value(left, scope), strength, scope)
    second = within(value(right, scope), strength if function in _COMMUTES else strength + 1, scope)
    if function == "multiply" and isinstance(scope.type_of(left), Percent) and _is_plain(left):
        function, second = "share", text(right, scope)
    return Phrase(scope.say(function, left=first, right=second), strength)


def _is_plain(expression: core.Expr) -> bool:
    return isinstance(expression, core.Literal | core.Parameter) and not list(core.children(expression))


def _extreme(function: str, arguments: tuple[core.Expr, ...], scope: Scope) -> Phrase:
    """The least or the greatest of several values; as a list where one of them is no plain phrase."""
    kind = "date" if any(is_date(scope.type_of(each)) for each in arguments) else "size"
    number = "two" if len(arguments) == 2 else "many"
    template = f"extreme.{function}.{kind}.{number}"
    plain = [value(each, scope) for each in arguments]
    if all(each.strength != OPEN and not _is_list(part) for each, part in zip(plain, arguments, strict=True)):
        parts = scope.language.listed([within(each, CLOSED, scope) for each in plain], "and")
        return Phrase(scope.say(template, values=parts), LOOSE)
    items = [value(each, scope.deeper()).text for each in arguments]
    return listed(f"{template}.list", "and", items, scope)


def _is_list(expression: core.Expr) -> bool:
    match expression:
        case core.Fold() | core.Apply("least" | "greatest" | "together"):
            return True
        case _:
            return any(_is_list(part) for part in core.children(expression))


def _moved(function: str, day: core.Expr, duration: core.Expr, scope: Scope) -> Phrase:
    """A day some time after or before another; the day before the end of a period is its last."""
    moved = core.Apply(function, (day, duration))
    if is_last_day(moved, scope) and isinstance(day, core.Attribute):
        return Phrase(scope.say("period.last", period=text(day.subject, scope)))
    words = {"day": text(day, scope), "duration": text(duration, scope)}
    if isinstance(duration, core.Literal):
        return Phrase(scope.say(function, **words))
    return Phrase(scope.say(f"{function}.named", **words), SUM)


def is_last_day(day: core.Expr, scope: Scope) -> bool:
    """Whether a day is the one before a period is over."""
    match day:
        case core.Apply("earlier_by", (core.Attribute(period, "ends"), core.Literal(Duration(0, 1, 0)))):
            return isinstance(scope.type_of(period), PeriodType)
        case _:
            return False


def _business_later(day: str, count: Decimal, calendar: Calendar, scope: Scope) -> Phrase:
    kind = "none" if not count else "after" if count > 0 else "before"
    number = "one" if abs(count) == 1 else "many"
    template = "business.none" if not count else f"business.{kind}.{number}"
    return Phrase(
        scope.say(template, day=day, count=scope.language.number(abs(count)), calendar=_calendar(calendar, scope))
    )


def _calendar(calendar: Calendar, scope: Scope) -> str:
    return scope.quoted(calendar.name)


def _choice(expression: core.If, scope: Scope) -> Phrase:
    """A value chosen by conditions: in one phrase where there is one choice, else as a list.

    A table makes the condition of each row exclude the later rows; said row by row, they exclude one another.
    """
    rows: list[tuple[core.Expr, core.Expr]] = []
    last: core.Expr = expression
    exclusive = False
    while isinstance(last, core.If):
        alone = conditions.row_of_a_table(last.condition)
        exclusive = exclusive or alone is not None
        rows.append((last.condition if alone is None else alone, last.consequent))
        last = last.alternative
    if len(rows) == 1 and not exclusive:
        when = conditions.condition(rows[0][0], scope)
        chosen, other = value(rows[0][1], scope), value(last, scope)
        if when.strength == CLOSED and OPEN not in (chosen.strength, other.strength):
            return Phrase(scope.say("choice", chosen=chosen.text, when=when.text, other=other.text), OPEN)
    inside = scope.deeper()
    items = [
        inside.say(
            "choice.row",
            chosen=value(chosen, inside).text,
            when=conditions.condition(when, inside).text,
        )
        for when, chosen in rows
    ]
    items.append(inside.say("choice.other", other=value(last, inside).text))
    return listed("choice.exclusive" if exclusive else "choice.first", "", items, scope)


def _fold(fold: core.Fold, scope: Scope) -> Phrase:
    say = scope.say
    many, inside = members.members(fold.variable, fold.domain, fold.where, scope, ever=fold.ever)
    if fold.value is None:
        return Phrase(say("fold.count", members=many.text), min(many.strength, LOOSE))
    match fold.value:
        case core.Attribute(core.Variable(name), attribute_name) if name == fold.variable and _names_a_thing(
            fold.value, inside
        ):
            # `the sum of the amounts of all payments`
            what = (
                say("days.of.all")
                if attribute_name == "on"
                else say(
                    "values.of.all",
                    nouns=scope.language.plural(scope.thing(attribute_name, inside.type_of(fold.value))),
                )
            )
            return Phrase(
                say(f"fold.{fold.operator}.attribute", what=what, members=many.text), min(many.strength, LOOSE)
            )
    inner = within(value(fold.value, inside), LOOSE, inside)
    return Phrase(say(f"fold.{fold.operator}", members=many.text, value=inner), OPEN)


def _names_a_thing(expression: core.Attribute, scope: Scope) -> bool:
    type = scope.type_of(expression)
    if expression.name == "on" and is_date(type):
        return True
    return (
        not isinstance(scope.type_of(expression.subject), PeriodType) and scope.form(expression.name, type) is Form.NOUN
    )
