"""From clauses to norms: who, what, when, with every expression typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from evaluator.check import effects, performance
from evaluator.check.context import Context
from evaluator.check.families import binders_of
from evaluator.check.quantifiers import bind
from evaluator.check.terms import Terms
from evaluator.check.words import article, nearest
from evaluator.core import expressions as core
from evaluator.core.norms import Binding, Citation, Family, Norm
from evaluator.core.types import ANY, PARTY, AnyType, Entity, PartyType, PeriodType, SetOf
from evaluator.frozen import replace
from evaluator.library.consolidated import StandingClause
from evaluator.model.agreement import Clause, Name
from evaluator.source import Span
from evaluator.syntax import expressions as written
from evaluator.syntax.printer import as_written

_MOVE: Final = "say what the act is like in `where` or `except`; circumstances are said of facts: `some … where (…)`"


def norm(standing: StandingClause, terms: Terms) -> Norm | None:
    """The norm a clause states; None if it is said for each of something that is not there.

    It is sound only if there are no findings about it.
    """
    clause = standing.clause
    bound = _family(clause, terms.context())
    if bound is None:
        return None
    family, context = bound
    action = _action(clause, context)
    inside = outside = context
    if clause.action is not None and clause.action.text not in context.scope:
        inside = context.binding(clause.action.text, ANY if action is None else Entity(action))
        outside = replace(context, forbidden={clause.action.text: _MOVE})
    bearers, bearer_text = _party(clause.who, clause.who_list, context)
    counterparties, counterparty_text = _party(clause.to, clause.to_list, context)
    carried = [_condition(each, terms.context(), "`untouched`") for each in standing.carried_if]
    starts = performance.date(clause.starts, outside, "from", "when")
    not_before = performance.date(clause.not_before, outside, "not before", "when")
    due = performance.date(clause.due, outside, "due", "until")
    through = performance.date(clause.through, outside, "through", "until")
    upon = performance.event(clause, outside)
    performance.check_window(clause, outside, performance.Window(starts, through, not_before, due), upon)
    amount = performance.amount(clause, outside)
    return Norm(
        clause=clause.id.text,
        title=clause.title,
        modality=clause.modality,
        action=action,
        bearers=bearers,
        counterparties=counterparties,
        bearer_text=bearer_text or "anyone",
        counterparty_text=counterparty_text if clause.to is not None or clause.to_list else None,
        family=family,
        act=action,
        where=_condition(clause.where, inside, "`where`"),
        exceptions=_exceptions(clause, inside, action),
        when=_condition(clause.when, outside, "`when`"),
        unless=_condition(clause.unless, outside, "`unless`"),
        starts=starts,
        until=performance.until(clause.until, outside, "the clause still applies"),
        through=through,
        carried=tuple(each for each in carried if each is not None),
        ensure=_condition(clause.ensure, outside, "`must ensure`"),
        upon=upon,
        not_before=not_before,
        due=due,
        clock_runs=clause.clock_runs,
        amount=None if amount is None else amount.expr,
        amount_role=None if amount is None else amount.role,
        amount_type=None if amount is None else amount.type,
        applied=clause.applied,
        effects=effects.effects(clause, inside),
        cures=effects.cures(clause, context),
        survives=clause.survives,
        enacted=standing.enacted,
        introduced=standing.introduced,
        repealed=standing.repealed,
        certainty=int(clause.certainty),
        cite=_citations(clause.cite, terms),
        version=standing.enacted_in,
        place=clause.id.span.place,
        note=clause.note,
        pattern=clause.pattern or None,
    )


def _family(clause: Clause, context: Context) -> tuple[Family | None, Context] | None:
    """The family of a clause, and the place inside it; None (with a finding) if it is said for each of nothing."""
    bindings = []
    for binder in binders_of(clause, context.symbols):
        bound = bind(binder, context)
        if bound is None:
            return None
        domain, type, where = bound
        sort = binder.name if isinstance(type, PeriodType) else str(type)
        bindings.append(Binding(binder.variable, sort, domain, where))
        context = context.binding(binder.variable, type)
    return (Family(tuple(bindings)) if bindings else None), context


def _action(clause: Clause, context: Context) -> str | None:
    if clause.action is None:
        return None
    name = clause.action.text
    sort = context.symbols.sorts.get(name)
    if sort is not None and sort.action:
        for genus in context.symbols.genera_of(name):
            context.symbols.used.add(("entity", genus))
        return name
    cure = nearest(name, context.symbols.actions, "actions", "declare it under `actions`")
    context.unknown("E522", name, f"there is no action `{name}`", clause.action.span, help=cure)
    return None


def _party(
    expression: written.Expression | None, names: tuple[Name, ...], context: Context
) -> tuple[core.Expr | None, str | None]:
    """The parties named by `who` or `to` (None is anyone), and the words to show for them."""
    if names:
        known = [name.text for name in names if _known_party(name.text, name.span, context)]
        return core.Literal(frozenset(known), SetOf(PARTY)), ", ".join(known)
    match expression:
        case None:
            return None, None
        case written.WordLiteral(_, "anyone"):
            return None, "anyone"
        case written.Path(span, (word,), _) if word not in context.scope:
            _known_party(word, span, context)
            return core.Literal(word, PARTY), word
    found = context.typed(expression)
    if found is None:
        return None, None
    if not isinstance(found.type, PartyType | AnyType) and found.type != SetOf(PARTY):
        cure = nearest("", context.symbols.parties, "parties", "declare one under `parties`")
        context.error("E523", f"a party is needed here, not {article(found.type)}", expression.span, help=cure)
    return found.expr, as_written(expression)


def _known_party(word: str, span: Span, context: Context) -> bool:
    parties = context.symbols.parties
    context.symbols.used.add(("party", word))
    if word in parties:
        return True
    cure = nearest(word, parties, "parties", "declare it under `parties`")
    context.unknown("E460", word, f"there is no party `{word}`", span, help=cure)
    return False


def _condition(expression: written.Expression | None, context: Context, what: str) -> core.Expr | None:
    return None if expression is None else context.condition(expression, what)


def _exceptions(clause: Clause, inside: Context, action: str | None) -> tuple[tuple[str, core.Expr], ...]:
    found = []
    for name, expression in clause.exceptions:
        condition = inside.condition(expression, "`except`")
        if condition is None or action is None:
            continue
        if not any(isinstance(part, core.Variable) and part.name == action for part in core.walk(condition)):
            inside.error(
                "E524",
                f"the exception `{name.text}` does not mention the act",
                expression.span,
                help=f"say which acts are excepted, `{action}.… is …`; circumstances are said with `unless`",
            )
        found.append((name.text, condition))
    return tuple(found)


def _citations(cited: Iterable[Name], terms: Terms) -> tuple[Citation, ...]:
    sources = terms.symbols.version.sources
    check_sources(cited, terms)
    return tuple(
        Citation(name.text, sources[name.text].title, sources[name.text].url) for name in cited if name.text in sources
    )


def check_sources(cited: Iterable[Name], terms: Terms) -> None:
    """Report citations of sources that are not listed."""
    sources = terms.symbols.version.sources
    for name in cited:
        if name.text not in sources:
            cure = nearest(name.text, sources, "sources", "list it under `sources`")
            terms.context().unknown("E527", name.text, f"there is no source `{name}`", name.span, help=cure)
