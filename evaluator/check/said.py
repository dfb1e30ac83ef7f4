"""`is` and `was`: names compared with names, and the standing of clauses."""

from __future__ import annotations

from typing import Final

from evaluator.check.arithmetic import is_size
from evaluator.check.context import Context, Typed, as_condition, unified
from evaluator.check.families import each_of, for_each_cure, member_at_hand, norm_at_hand
from evaluator.check.words import article, literal_cure, nearest, one_of, quoted
from evaluator.core import expressions as core
from evaluator.core.norms import AGREEMENT, DUTIES, RIGHTS, Modality
from evaluator.core.types import YES_NO, Date, Enum, PartyType, SetOf, YesNo
from evaluator.diagnostics import Label, did_you_mean
from evaluator.syntax import expressions as written
from evaluator.values.time import NEVER
from evaluator.values.value import Value

STANDINGS: Final = (
    *("in_force", "not_yet", "not_triggered", "ended", "excepted", "overridden"),
    *("suspended", "terminated", "waived", "repealed"),
)
PRESENT: Final = (*STANDINGS, "open", "available")
"""What is asked with `is`."""
_OF_THE_AGREEMENT: Final = ("in_force", "not_yet", "ended", "terminated", "suspended")
_YES: Final = ("true", "True", "TRUE", "Yes", "YES", "y", "Y", "on", "On", "ON")
_NO: Final = ("false", "False", "FALSE", "No", "NO", "n", "N", "off", "Off", "OFF")


def said(expression: written.Said, context: Context) -> Typed | None:
    """`a is b`, `a is one of (b, c)`, `clause is in_force`."""
    match expression.subject:
        case written.Path(_, (word,), _) if word not in context.scope or _is_norm(word, expression, context):
            if word in context.families:
                return standing(word, expression, context, norm_at_hand(word, context))
            if word == AGREEMENT and word not in context.symbols.version.terms:
                return _one_of_them([_whole(option, expression, context) for option in expression.options], expression)
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


def _is_norm(word: str, expression: written.Said, context: Context) -> bool:
    """Whether a word inside `some CLAUSE where (…)` means the norm, not its member: what is asked is said of norms."""
    words = [_single_word(option) for option in expression.options]
    return norm_at_hand(word, context) is not None and all(each in (*PRESENT, *core.HISTORY) for each in words)


def _single_word(expression: written.Expression) -> str | None:
    match expression:
        case written.Path(_, (word,), _):
            return word
        case written.WordLiteral(_, word):
            return word if word in ("never", "none", "unknown") else None
        case _:
            return None


def standing(clause: str, expression: written.Said, context: Context, member: core.Expr | None = None) -> Typed | None:
    """What is asked of a norm, its standing or its history; `member` is the one of its family that is meant."""
    binders = context.families[clause]
    if binders and member is None:
        member = member_at_hand(clause, context)
        if member is None:
            message = f"`{clause}` is one norm for {each_of(clause, context)}; which one is meant?"
            context.error("E463", message, expression.subject.span, help=_which_one(clause, expression, context))
            return None
    found = [_standing(clause, option, expression, member, context) for option in expression.options]
    return _one_of_them(found, expression)


def _which_one(clause: str, expression: written.Said, context: Context) -> str:
    """How to say which norm of a family is meant."""
    verb = f"{expression.verb} …"
    binders = context.families[clause]
    if len(binders) == 1:
        return f"write `some {clause} {verb}` or `every {clause} {verb}`, or {for_each_cure(clause, context)}"
    names = [binder.variable for binder in binders if binder.domain is None and binder.variable not in context.scope]
    if len(names) == 1:
        return f"write `some {names[0]} where ({clause} {verb})`, or {for_each_cure(clause, context)}"
    return for_each_cure(clause, context)


def _standing(
    clause: str, option: written.Expression, said: written.Said, member: core.Expr | None, context: Context
) -> core.Expr | None:
    word = _single_word(option)
    known = (*PRESENT, *core.HISTORY)
    if word in ("unknown", "undetermined"):
        message = f"`is {word}` cannot be asked: no answer may change when something becomes known"
        context.error("E457", message, option.span, help="ask for what is known, for example `is in_force`")
        return None
    if word is None or word not in known:
        said_so = PRESENT if said.verb == "is" else core.HISTORY
        cure = did_you_mean(word or "", known) or f"a clause {said.verb} {one_of(said_so)}"
        declared = context.symbols.declared.get(clause)
        others = [] if declared is None else [Label(declared, "the clause")]
        context.findings.error("E465", f"a clause is never {quoted(option)}", option.span, help=cure, others=others)
        return None
    if (word in core.HISTORY) != (said.verb == "was"):
        right, why = ("was", "stays so for good") if word in core.HISTORY else ("is", "may come and go")
        message = f"`{word}` {why}; it is asked with `{right}`"
        context.error("E464", message, said.verb_span, help=f"write `{clause} {right} {word}`")
        return None
    return core.Status(clause, member, word) if _fits(clause, word, option, context) else None


def _fits(clause: str, word: str, option: written.Expression, context: Context) -> bool:
    """Whether a norm of this kind can be what is asked."""
    clauses = context.symbols.version.clauses
    modality = clauses[clause].clause.modality
    for words, fitting, kind in (
        (core.OF_A_DUTY, DUTIES, "a duty, a prohibition or a guarantee"),
        (core.OF_A_RIGHT, RIGHTS, "a permission or a power"),
    ):
        if word in words and modality not in fitting:
            own = core.OF_A_RIGHT if modality in RIGHTS else core.OF_A_DUTY if modality in DUTIES else ()
            cure = f"it is {one_of(own)}" if own else "ask for its standing: `is in_force`"
            if modality is Modality.AUTOMATIC:
                cure = "ask for its event, or what has become of the clauses that it acts on"
            message = f"only {kind} is `{word}`, and `{clause}` is {_kind(modality)}"
            context.error("E466", message, option.span, help=cure)
            return False
    if word == "fulfilled_late" and modality is not Modality.MUST:
        message = f"only a duty to act is `{word}`, and `{clause}` is {_kind(modality)}"
        context.error("E466", message, option.span, help="ask whether it `was breached`")
        return False
    if word == "cured" and not any(
        clause in (name.text for name in standing.clause.cures) for standing in clauses.values()
    ):
        message = f"no clause cures `{clause}`"
        context.error("E466", message, option.span, help=f"add `cures: {clause}` to the clause that repairs its breach")
        return False
    return True


def _kind(modality: Modality) -> str:
    return f"{'an' if modality.noun[0] in 'aeiou' else 'a'} {modality.noun}"


def _whole(option: written.Expression, said: written.Said, context: Context) -> core.Expr | None:
    """What is asked of the agreement as a whole."""
    word = _single_word(option)
    if word is None or word not in _OF_THE_AGREEMENT:
        cure = nearest(word or "", _OF_THE_AGREEMENT, "states of an agreement")
        context.error("E465", f"the agreement is never {quoted(option)}", option.span, help=cure)
        return None
    if said.verb == "was":
        message = f"`{word}` may come and go; it is asked with `is`"
        context.error("E464", message, said.verb_span, help=f"write `agreement is {word}`")
        return None
    return core.Status(AGREEMENT, None, word)
