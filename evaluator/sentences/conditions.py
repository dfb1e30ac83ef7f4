"""Conditions as clauses: `some verdict has …`, with negations pushed in and no doubt about what `and` and `or` join."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.check.alike import alike
from evaluator.core import expressions as core
from evaluator.core.types import YesNo
from evaluator.sentences import comparisons, members, values
from evaluator.sentences.phrase import CLOSED, OPEN, Phrase, listed
from evaluator.sentences.scope import Scope

Signed = tuple[core.Expr, bool]
"""A condition, and whether it is said (True) or denied."""


def condition(expression: core.Expr, scope: Scope, *, positive: bool = True) -> Phrase:
    """A condition as a clause, or its denial."""
    match expression:
        case core.Literal(found, _):
            truth = found if positive else -found
            return Phrase(scope.say("always" if truth > 0 else "at_no_time" if truth < 0 else "nobody_knows"))
        case core.Not(operand):
            return condition(operand, scope, positive=not positive)
        case core.AllOf() | core.AnyOf():
            chosen, table = chosen_by(expression), _table(expression)
            if chosen is not None:
                return _chosen(*chosen, scope, positive=positive)
            if table is not None:
                return _rows(*table, scope, positive=positive)
            return _joined(expression, scope, positive=positive)
        case core.Compare():
            return comparisons.comparison(expression, scope, positive=positive)
        case core.Exists():
            return _exists(expression, scope, positive=positive)
        case core.Term(name, argument, _):
            return Phrase(_term(name, argument, scope, positive=positive))
        case core.Status(clause, member, what):
            named = values.clause_name(clause, member, scope)
            return Phrase(scope.say(_signed(f"status.{what}", positive=positive), clause=named))
        case _:
            return Phrase(scope.say(_signed("holds", positive=positive), term=values.text(expression, scope)))


def conjuncts(expression: core.Expr) -> list[core.Expr]:
    """The conditions that have to hold together; none for what always holds."""
    if isinstance(expression, core.AllOf) and row_of_a_table(expression) is None:
        return [part for operand in expression.operands for part in conjuncts(operand)]
    if isinstance(expression, core.Literal) and isinstance(expression.type, YesNo) and expression.value > 0:
        return []
    return [expression]


def row_of_a_table(expression: core.Expr) -> core.Expr | None:
    """The condition of a row, without what the check adds to it: that no later row holds. None for anything else."""
    match expression:
        case core.AllOf((when, core.AnyOf((core.Not(core.AnyOf()), core.Literal(0, YesNo()))))):
            return when
        case _:
            return None


def chosen_by(expression: core.Expr) -> tuple[core.Expr, core.Expr, core.Expr] | None:
    """The parts of `if c then a else b` where `a` and `b` are conditions: the check writes it with `and` and `or`."""
    match expression:
        case core.AnyOf((core.AllOf((when, then)), core.AllOf((core.Not(unless), other)), core.AllOf((again, last)))):
            same = when is unless and then is again and other is last
            return (when, then, other) if same else None
        case _:
            return None


def _table(expression: core.Expr) -> tuple[list[tuple[core.Expr, core.Expr]], core.Expr] | None:
    """The rows of a table of conditions and what holds otherwise; the check writes it with `and` and `or`."""
    match expression:
        case core.AllOf(
            (core.AnyOf((*rows, core.AllOf(none), _)), core.AnyOf((core.Not(core.AnyOf()), core.Literal())))
        ):
            pairs = [(row.operands[0], row.operands[1]) for row in rows if isinstance(row, core.AllOf)]
            return (pairs, none[-1]) if len(pairs) == len(rows) == len(none) - 1 else None
        case _:
            return None


def _rows(rows: list[tuple[core.Expr, core.Expr]], other: core.Expr, scope: Scope, *, positive: bool) -> Phrase:
    inside = scope.deeper()
    items = [
        inside.say(
            "choice.then", when=condition(when, inside).text, then=condition(then, inside, positive=positive).text
        )
        for when, then in rows
    ]
    items.append(inside.say("choice.else", other=condition(other, inside, positive=positive).text))
    return listed("choice.table", "and", items, scope)


def _chosen(when: core.Expr, then: core.Expr, other: core.Expr, scope: Scope, *, positive: bool) -> Phrase:
    said, denied = condition(then, scope, positive=positive), condition(other, scope, positive=positive)
    by = condition(when, scope)
    if all(each.strength == CLOSED for each in (said, denied, by)):
        return Phrase(scope.say("choice.condition", when=by.text, then=said.text, other=denied.text), OPEN)
    inside = scope.deeper()
    items = [
        inside.say(
            "choice.then", when=condition(when, inside).text, then=condition(then, inside, positive=positive).text
        ),
        inside.say("choice.else", other=condition(other, inside, positive=positive).text),
    ]
    return listed("choice.conditions", "and", items, scope)


def _term(name: str, argument: core.Expr | None, scope: Scope, *, positive: bool) -> str:
    template = "holds"
    words = {"term": scope.quoted(name)}
    if argument is not None and not (isinstance(argument, core.Variable) and argument.name == scope.about):
        template, words["member"] = "holds.for", values.text(argument, scope)
    return scope.say(_signed(template, positive=positive), **words)


def _exists(expression: core.Exists, scope: Scope, *, positive: bool) -> Phrase:
    variable, domain, where, ever = expression.variable, expression.domain, expression.where, expression.ever
    if positive:
        found, _ = members.indefinite(variable, domain, where, scope, ever=ever, template="some")
        return Phrase(scope.say("exists", member=found.text), found.strength)
    *others, last = conjuncts(where) or [where]
    if isinstance(last, core.Not):  # that no member fails is that every one passes
        filtered: core.Expr = core.AllOf(tuple(others))
        found, inside = members.indefinite(variable, domain, filtered, scope, ever=ever, template="every")
        body = condition(last.operand, inside)
        return Phrase(scope.say("every.says", member=found.text, condition=body.text), OPEN)
    found, _ = members.indefinite(variable, domain, where, scope, ever=ever, template="no")
    return Phrase(scope.say("exists", member=found.text), found.strength)


def _joined(expression: core.AllOf | core.AnyOf, scope: Scope, *, positive: bool) -> Phrase:
    """Conditions joined by `and` or `or`; what is neither plain nor last is set apart as a list."""
    both = isinstance(expression, core.AllOf) is positive
    signed = list(_flattened(expression, positive=positive, both=both))
    groups = _grouped(signed, both=both)
    phrases = [_group(group, scope, both=both) for group in groups]
    if not phrases:
        return Phrase(scope.say("always" if both else "at_no_time"))
    if len(phrases) == 1:
        return phrases[0]
    word = "and" if both else "or"
    closed = [phrase.text for phrase in phrases if phrase.strength == CLOSED]
    loose = [phrase for phrase in phrases if phrase.strength != CLOSED]
    if not loose:
        items = scope.language.listed(closed, word)
        number = "two" if len(closed) == 2 else "many"
        return Phrase(scope.say(word, items=items), OPEN, scope.say(f"{word}.inner.{number}", items=items))
    if len(loose) == 1 and closed and (both or loose[0].inner):
        first = scope.language.listed(closed, "comma")
        return Phrase(scope.say(f"{word}.last", items=first, last=loose[0].inner or loose[0].text), OPEN)
    inside = scope.deeper()
    return listed(f"list.all.{word}", word, [_group(group, inside, both=both).text for group in groups], scope)


def _flattened(expression: core.Expr, *, positive: bool, both: bool) -> Iterator[Signed]:
    match expression:
        case core.Not(operand):
            yield from _flattened(operand, positive=not positive, both=both)
        case core.AllOf(operands) | core.AnyOf(operands) if (
            (isinstance(expression, core.AllOf) is positive) is both
            and chosen_by(expression) is None
            and _table(expression) is None
        ):
            for operand in operands:
                yield from _flattened(operand, positive=positive, both=both)
        case _:
            yield expression, positive


def _grouped(signed: list[Signed], *, both: bool) -> list[list[Signed]]:
    """Comparisons of one thing with several words together: it is one of them, or (denied) none."""
    groups: list[list[Signed]] = []
    for expression, positive in signed:
        if positive is not both and _is_word(expression):
            for group in groups:
                first, same = group[0]
                if same is positive and _is_word(first) and alike(_left(first), _left(expression)):
                    group.append((expression, positive))
                    break
            else:
                groups.append([(expression, positive)])
        else:
            groups.append([(expression, positive)])
    return groups


def _is_word(expression: core.Expr) -> bool:
    """Whether something is compared with a word of a closed list, a party, or another name."""
    match expression:
        case core.Compare("=", _, core.Literal(_, type)):
            return not isinstance(type, YesNo)
        case _:
            return False


def _left(expression: core.Expr) -> core.Expr:
    return expression.left if isinstance(expression, core.Compare) else expression


def _group(group: list[Signed], scope: Scope, *, both: bool) -> Phrase:
    if len(group) == 1:
        return condition(group[0][0], scope, positive=group[0][1])
    compared = [expression for expression, _ in group if isinstance(expression, core.Compare)]
    return comparisons.one_of(compared, scope, positive=not both)


def _signed(template: str, *, positive: bool) -> str:
    return template if positive else f"{template}.not"
