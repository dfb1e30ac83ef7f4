"""From clauses to norms: who, what, when, with every expression typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from evaluator.check.context import Context
from evaluator.check.quantifiers import bind
from evaluator.check.terms import Terms
from evaluator.check.words import article, found_here, nearest, quoted, type_cure
from evaluator.core import expressions as core
from evaluator.core.norms import Citation, Family, Norm
from evaluator.core.types import ANY, DATE, PARTY, AnyType, Date, Entity, PartyType, SetOf, YesNo
from evaluator.diagnostics import Findings
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
    context = terms.context()
    family: Family | None = None
    if clause.for_each is not None:
        bound = bind(clause.for_each, context)
        if bound is None:
            return None
        domain, member, where = bound
        family = Family(clause.for_each.variable, str(member), domain, where)
        context = context.binding(family.variable, member)
    action = _action(clause, context)
    inside = outside = context
    if clause.action is not None and clause.action.text not in context.scope:
        inside = context.binding(clause.action.text, ANY if action is None else Entity(action))
        outside = replace(context, forbidden={clause.action.text: _MOVE})
    bearers, bearer_text = _party(clause.who, clause.who_list, context)
    counterparties, counterparty_text = _party(clause.to, clause.to_list, context)
    carried = [_condition(each, terms.context(), "`untouched`") for each in standing.carried_if]
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
        starts=_date(clause.starts, outside, "from", "when"),
        until=_until(clause, outside),
        through=_date(clause.through, outside, "through", "until"),
        carried=tuple(each for each in carried if each is not None),
        ensure=_condition(clause.ensure, outside, "`must ensure`"),
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


def _date(expression: written.Expression | None, context: Context, key: str, other: str) -> core.Expr | None:
    if expression is None:
        return None
    found = context.typed(expression)
    if found is None:
        return None
    if isinstance(found.type, Date | AnyType):
        return found.expr
    cure = f"for a condition write `{other}: …`" if isinstance(found.type, YesNo) else type_cure(expression, DATE)
    message = f"`{key}` takes a date, not {found_here(found.type, expression)}"
    context.error("E525", message, expression.span, help=cure)
    return None


def _until(clause: Clause, context: Context) -> core.Expr | None:
    if clause.until is None:
        return None
    scratch = replace(context, findings=Findings())
    found = scratch.typed(clause.until)
    if found is not None and isinstance(found.type, Date):
        context.error(
            "E526",
            "`until` takes a condition, not a date",
            clause.until.span,
            help=f"write `through: {quoted(clause.until).strip('`')}` if the clause still applies on that day",
        )
        return None
    return context.condition(clause.until, "`until`")


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
