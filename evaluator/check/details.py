"""Values that belong to a norm's life: `rent.due`, `rent.breached_on`, `rent.amount`, `rent.outstanding`."""

from __future__ import annotations

from typing import Final

from evaluator.check.context import Context, Typed
from evaluator.check.families import each_of, for_each_cure, member_at_hand, norm_at_hand
from evaluator.check.performance import amount_role
from evaluator.check.words import nearest
from evaluator.core import expressions as core
from evaluator.core.norms import DUTIES
from evaluator.core.types import DATE
from evaluator.syntax.expressions import Path

DETAILS: Final = ("due", "breached_on", "amount", "outstanding")


def is_detail(written: Path, context: Context) -> bool:
    """Whether a path is about a norm: its first word names a clause, and nothing nearer."""
    word = written.words[0]
    if len(written.words) < 2 or word not in context.families:
        return False
    if word in context.scope:
        return written.words[1] in DETAILS and norm_at_hand(word, context) is not None
    version = context.symbols.version
    return not any(word in names for names in (context.symbols.singles, version.terms, version.parameters))


def detail(written: Path, context: Context) -> Typed | None:
    """The value that a path such as `rent.due` names; None, with a finding, if the clause has none."""
    name, what, *more = written.words
    if what not in DETAILS:
        cure = nearest(what, DETAILS, "values of a norm")
        context.error("E467", f"a norm has no `{what}`", written.spans[1], help=cure)
        return None
    if more:
        context.error("E467", f"`{name}.{what}` is a value without parts", written.spans[2], help="leave the rest out")
        return None
    member = norm_at_hand(name, context)
    if member is None and context.families[name]:
        member = member_at_hand(name, context)
        if member is None:
            message = f"`{name}` is one norm for {each_of(name, context)}; which one is meant?"
            context.error("E463", message, written.spans[0], help=for_each_cure(name, context))
            return None
    clause = context.symbols.version.clauses[name].clause
    expression = core.Detail(name, member, what)
    declared = context.symbols.declared.get(name)
    if what == "due" and clause.due is None:
        _refuse(written, context, f"`{name}` is due on no day", f"add `due: …` to `{name}`")
        return None
    if what == "breached_on" and clause.modality not in DUTIES:
        _refuse(written, context, f"`{name}` cannot be breached: it is no duty", "name a duty or a prohibition")
        return None
    if what in ("due", "breached_on"):
        return Typed(expression, DATE, declared)
    role = None if clause.amount is None else amount_role(clause, context.symbols)
    if role is None:
        _refuse(written, context, f"`{name}` has no amount", f"add `amount: …` to `{name}`")
        return None
    return Typed(expression, role[1], declared)


def _refuse(written: Path, context: Context, message: str, cure: str) -> None:
    context.error("E467", message, written.spans[1], help=cure)
