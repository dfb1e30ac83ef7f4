"""What a clause does under `then`, and which breaches it cures under `cures`."""

from __future__ import annotations

from typing import Final

from evaluator.check.context import Context
from evaluator.check.families import binders_of, each_of, for_each_cure, member_at_hand
from evaluator.check.words import article, nearest
from evaluator.core import expressions as core
from evaluator.core.norms import AGREEMENT, DUTIES, Effect, Modality
from evaluator.core.types import PARTY, AnyType, PartyType
from evaluator.model.agreement import Clause, EffectDeclaration, Name
from evaluator.syntax import expressions as written

_WHOLE: Final = ("suspend", "resume", "end", "terminate")


def effects(clause: Clause, context: Context) -> tuple[Effect, ...]:
    """What the clause does under `then`."""
    return tuple(effect for declared in clause.effects for effect in _effects(declared, context))


def _effects(declared: EffectDeclaration, context: Context) -> list[Effect]:
    to = None if declared.to is None else _receiver(declared.to, context)
    found = []
    for target in declared.targets:
        if _can_be_target(declared.verb.text, target, context):
            same = target.text != AGREEMENT and member_at_hand(target.text, context) is not None
            found.append(Effect(declared.verb.text, target.text, same, to))
    return found


def _receiver(expression: written.Expression, context: Context) -> core.Expr | None:
    if isinstance(expression, written.WordLiteral) and expression.word == "anyone":
        message = "something passes to one party, not to `anyone`"
        context.error("E523", message, expression.span, help="name a party, or a role of the act that is one")
        return None
    if isinstance(expression, written.Path) and len(expression.words) == 1 and expression.words[0] not in context.scope:
        word = expression.words[0]
        context.symbols.used.add(("party", word))
        if word in context.symbols.parties:
            return core.Literal(word, PARTY)
        cure = nearest(word, context.symbols.parties, "parties", "declare it under `parties`")
        context.unknown("E460", word, f"there is no party `{word}`", expression.span, help=cure)
        return None
    found = context.typed(expression)
    if found is not None and not isinstance(found.type, PartyType | AnyType):
        message = f"a party is needed here, not {article(found.type)}"
        context.error("E523", message, expression.span, help="name a party, or a role of the act that is one")
    return None if found is None else found.expr


def _can_be_target(verb: str, target: Name, context: Context) -> bool:
    clauses = context.symbols.version.clauses
    if target.text == AGREEMENT:
        if verb in _WHOLE:
            return True
        message, cure = f"`{verb}` is said of clauses, not of the whole agreement", "name the clauses"
        context.error("E537", message, target.span, help=cure)
        return False
    standing = clauses.get(target.text)
    if standing is None:
        known = (*clauses, AGREEMENT) if verb in _WHOLE else tuple(clauses)
        cure = nearest(target.text, known, "clauses")
        context.unknown("E536", target.text, f"there is no clause `{target}` to {verb}", target.span, help=cure)
        return False
    modality = standing.clause.modality
    if modality is Modality.AUTOMATIC and verb in ("assign", "delegate", "waive"):
        message = f"`{target}` binds nobody, so there is nothing to {verb}"
        context.error("E537", message, target.span, help="name a clause with `who`")
        return False
    if verb == "delegate" and modality not in (Modality.MUST, Modality.MAY, Modality.CAN):
        message = f"`{target}` is nothing that another party could do instead"
        context.error("E537", message, target.span, help="delegate a duty to act, a permission or a power")
        return False
    if verb == "assign" and modality is Modality.NEED_NOT:
        message = f"`{target}` is an exemption, which frees the one it names and cannot pass to another"
        context.error("E537", message, target.span, help="assign a right, or the claim under a duty")
        return False
    if verb == "assign" and modality in DUTIES and standing.clause.to is None and not standing.clause.to_list:
        message = f"nobody has a claim under `{target}`, so there is none to assign"
        context.error("E537", message, target.span, help="add `to: …` to that clause, or delegate the duty")
        return False
    return True


def cures(clause: Clause, context: Context) -> tuple[str, ...]:
    """The clauses whose breach the performance of this one repairs."""
    clauses = context.symbols.version.clauses
    found = []
    for name in clause.cures:
        standing = clauses.get(name.text)
        if standing is None:
            cure = nearest(name.text, clauses, "clauses", "name a clause of this version")
            context.unknown("E538", name.text, f"there is no clause `{name}` to cure", name.span, help=cure)
        elif name.text == clause.id.text:
            cure = "leave it out; what is done late is `fulfilled_late`, and a cure is another clause"
            context.error("E538", "a clause cannot cure itself", name.span, help=cure)
        elif standing.clause.modality not in DUTIES:
            message = f"`{name}` cannot be breached: it is no duty"
            context.error("E538", message, name.span, help="name a duty, a prohibition or a guarantee")
        elif binders_of(standing.clause, context.symbols) and member_at_hand(name.text, context) is None:
            message = f"`{name}` is one norm for {each_of(name.text, context)}; which one does this clause cure?"
            context.error("E538", message, name.span, help=for_each_cure(name.text, context))
        else:
            found.append(name.text)
    return tuple(found)
