"""`is` and `was`: names compared with names, and the standing of clauses."""

from __future__ import annotations

from typing import Final

from evaluator.check.arithmetic import is_size
from evaluator.check.context import Context, Typed, as_condition, unified
from evaluator.check.words import article, literal_cure, nearest, one_of, quoted
from evaluator.core import expressions as core
from evaluator.core.types import YES_NO, Date, Entity, Enum, PartyType, SetOf, YesNo
from evaluator.diagnostics import Label, did_you_mean
from evaluator.source import Span
from evaluator.syntax import expressions as written
from evaluator.values.time import NEVER
from evaluator.values.value import Value

STANDINGS: Final = ("in_force", "not_yet", "not_triggered", "ended", "excepted", "overridden", "repealed")
PERFORMANCES: Final = (
    *("open", "fulfilled", "fulfilled_late", "breached", "cured", "defaulted"),
    *("available", "exercised", "lapsed", "suspended", "terminated", "waived"),
)
_YES: Final = ("true", "True", "TRUE", "Yes", "YES", "y", "Y", "on", "On", "ON")
_NO: Final = ("false", "False", "FALSE", "No", "NO", "n", "N", "off", "Off", "OFF")


def said(expression: written.Said, context: Context) -> Typed | None:
    """`a is b`, `a is one of (b, c)`, `clause is in_force`."""
    match expression.subject:
        case written.Path(_, (word,), _) if word in context.families and word not in context.scope:
            return standing(word, expression, context)
    if expression.verb == "was":
        context.error(
            "E456",
            "`was` asks about the history of a clause; values are compared with `is`",
            expression.verb_span,
            help="write `is`",
        )
        return None
    left = context.typed(expression.subject)
    if left is None:
        return None
    found = [_option(option, left, expression, context) for option in expression.options]
    return _one_of_them(found, expression)


def _one_of_them(found: list[core.Expr | None], expression: written.Said) -> Typed | None:
    """Whether one of several options holds (or, negated, none)."""
    conditions = tuple(option for option in found if option is not None)
    if len(conditions) < len(found):
        return None
    condition = conditions[0] if len(conditions) == 1 else core.AnyOf(conditions)
    return Typed(core.Not(condition) if expression.negated else condition, YES_NO)


def _option(option: written.Expression, left: Typed, expression: written.Said, context: Context) -> core.Expr | None:
    """Whether the left side is this option; the option is looked up in the namespace of the left side's type."""
    word = _single_word(option)
    if word in ("unknown", "undetermined"):
        context.error(
            "E457",
            f"`is {word}` cannot be asked: no answer may change when something becomes known",
            option.span,
            help="ask for what is known, for example `is yes`",
        )
        return None
    match left.type:
        case YesNo():
            return _same_truth(option, left, word, context)
        case Enum(options) if word is not None and word not in context.scope:
            if word in options:
                return core.Compare("=", left.expr, core.Literal(word, left.type))
            context.findings.error(
                "E459",
                f"{quoted(expression.subject)} is never `{word}`",
                option.span,
                help=did_you_mean(word, options) or f"it is {one_of(options)}",
                others=left.labels("declared here"),
            )
            return None
        case PartyType() if word is not None and word not in context.scope:
            return _named_party(word, option, left, context)
        case Date() if word == "never":
            return core.Compare("=", left.expr, core.Literal(NEVER, left.type))
        case SetOf() if word == "none":
            return core.Compare("=", left.expr, core.Literal(frozenset(), left.type))
        case type if is_size(type) or isinstance(type, Date):
            context.error(
                "E461",
                f"`is` compares names; {article(type)} is compared by size",
                expression.verb_span,
                help="write `!=`" if expression.negated else "write `=`, or `<`, `<=`, `>`, `>=`",
            )
            return None
        case _:
            return _same_value(option, left, context)


def _named_party(word: str, option: written.Expression, left: Typed, context: Context) -> core.Expr | None:
    parties = context.symbols.parties
    context.symbols.used.add(("party", word))
    if word in parties:
        return core.Compare("=", left.expr, core.Literal(word, left.type))
    cure = nearest(word, parties, "parties", "declare it under `parties`")
    context.unknown("E460", word, f"there is no party `{word}`", option.span, help=cure)
    return None


def _same_truth(option: written.Expression, left: Typed, word: str | None, context: Context) -> core.Expr | None:
    if word in (*_YES, *_NO) and word not in context.scope:
        cure = "write `yes`" if word in _YES else "write `no`"
        context.error("E458", f"a condition is `yes` or `no`, not `{word}`", option.span, help=cure)
        return None
    right = context.typed(option)
    if right is None:
        return None
    condition = as_condition(right)
    if condition is None:
        message = f"a condition is `yes` or `no`, not {article(right.type)}"
        context.error("E458", message, option.span, help="compare it with `yes` or `no`")
        return None
    return _both_or_neither(left.expr, condition)


def _same_value(option: written.Expression, left: Typed, context: Context) -> core.Expr | None:
    right = context.typed(option)
    if right is None:
        return None
    if unified(left.type, right.type) is None:
        context.findings.error(
            "E462",
            f"{article(left.type)} is never {article(right.type)}",
            option.span,
            help=literal_cure(option, left.type) or f"compare it with {article(left.type)}",
            others=left.labels("declared here"),
        )
        return None
    return core.Compare("=", left.expr, right.expr)


def _both_or_neither(left: core.Expr, right: core.Expr) -> core.Expr:
    if isinstance(right, core.Literal):
        truth: Value = right.value
        if truth:
            return left if truth > 0 else core.Not(left)
    return core.AnyOf((core.AllOf((left, right)), core.AllOf((core.Not(left), core.Not(right)))))


def _single_word(expression: written.Expression) -> str | None:
    match expression:
        case written.Path(_, (word,), _):
            return word
        case written.WordLiteral(_, word):
            return word if word in ("never", "none", "unknown") else None
        case _:
            return None


def standing(clause: str, expression: written.Said, context: Context, member: core.Expr | None = None) -> Typed | None:
    """Whether a norm is in force, or not in force for a reason; `member` is the one of its family that is meant."""
    sort = context.families[clause]
    if sort is not None and member is None:
        at_hand = [name for name, type in context.scope.items() if type == Entity(sort)]
        if len(at_hand) != 1:
            context.error(
                "E463",
                f"`{clause}` is one norm for each `{sort}`; which one is meant?",
                expression.subject.span,
                help=f"write `some {clause} is …` or `every {clause} is …`, or add `for each: {sort}`",
            )
            return None
        member = core.Variable(at_hand[0])
    if expression.verb == "was":
        _refuse_history(expression.verb_span, context)
        return None
    return _one_of_them([_standing(clause, option, member, context) for option in expression.options], expression)


def _standing(clause: str, option: written.Expression, member: core.Expr | None, context: Context) -> core.Expr | None:
    word = _single_word(option)
    if word in STANDINGS:
        return core.Status(clause, member, word)
    if word in PERFORMANCES:
        _refuse_history(option.span, context)
        return None
    if word in ("unknown", "undetermined"):
        message = f"`is {word}` cannot be asked: no answer may change when something becomes known"
        context.error("E457", message, option.span, help="ask for what is known, for example `is in_force`")
        return None
    cure = nearest(word or "", STANDINGS, "standings")
    declared = context.symbols.declared.get(clause)
    others = [] if declared is None else [Label(declared, "the clause")]
    context.findings.error("E465", f"a clause is never {quoted(option)}", option.span, help=cure, others=others)
    return None


def _refuse_history(span: Span, context: Context) -> None:
    context.error(
        "E464",
        "the performance and the history of a clause cannot be asked yet",
        span,
        help="ask for its standing: `is in_force`, `is ended`",
    )
