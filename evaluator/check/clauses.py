"""From clauses to norms: who, what, when, with every expression typed."""

from __future__ import annotations

from collections.abc import Mapping

from evaluator.check.context import Context, article, as_condition
from evaluator.check.quantifiers import bind
from evaluator.check.terms import Terms
from evaluator.core import expressions as core
from evaluator.core.norms import Citation, Family, Norm
from evaluator.core.types import PARTY, AnyType, Date, Entity, PartyType, SetOf, YesNo
from evaluator.diagnostics import did_you_mean
from evaluator.library.consolidated import StandingClause
from evaluator.model.agreement import Clause, Name
from evaluator.syntax import expressions as written


def norm(standing: StandingClause, terms: Terms) -> Norm | None:
    """The norm a clause states; None, with findings, if something in it is wrong."""
    clause = standing.clause
    context = terms.context()
    before = len(terms.findings)
    family: Family | None = None
    if clause.for_each is not None:
        bound = bind(clause.for_each, context)
        if bound is None:
            return None
        domain, member, where = bound
        family = Family(clause.for_each.variable, str(member), domain, where)
        context = context.binding(family.variable, member)
    action = _action(clause, context)
    outside = context
    if action is not None and action not in context.scope:
        moved = "what the act is like stands in `where` or `except`; `when`, `unless`, `from` and `until` say in which circumstances the clause exists"
        outside = Context(
            context.symbols,
            context.findings,
            context.definitions,
            context.look,
            context.scope,
            context.families,
            {action: moved},
        )
        inside = context.binding(action, Entity(action))
    else:
        inside = context
    bearers, bearer_text = _party(clause.who, clause.who_list, context)
    counterparties, counterparty_text = _party(clause.to, clause.to_list, context)
    result = Norm(
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
        until=_until(clause.until, outside),
        through=_date(clause.through, outside, "through", "until"),
        carried=tuple(
            found for each in standing.carried_if if (found := _condition(each, terms.context(), "`untouched`")) is not None
        ),
        ensure=_condition(clause.ensure, outside, "`must ensure`"),
        enacted=standing.enacted,
        introduced=standing.introduced,
        repealed=standing.repealed,
        certainty=int(clause.certainty),
        cite=_citations(clause, terms),
        version=standing.enacted_in,
        place=clause.id.span.place,
        note=clause.note,
    )
    return result if len(terms.findings) == before or not terms.findings.has_errors else None


def _action(clause: Clause, context: Context) -> str | None:
    if clause.action is None:
        if clause.where is not None or clause.exceptions:
            context.error(
                "E521",
                "`where` and `except` say which acts are meant, but this clause names no action",
                (clause.where or clause.exceptions[0][1]).span,
                help="put the condition into `must ensure`, or into `when`",
            )
        return None
    sort = context.symbols.sorts.get(clause.action.text)
    if sort is not None and sort.action:
        for name in context.symbols.genera_of(clause.action.text):
            context.symbols.used.add(("entity", name))
        return clause.action.text
    actions = [name for name, each in context.symbols.sorts.items() if each.action]
    context.error(
        "E522",
        f"there is no action `{clause.action.text}`",
        clause.action.span,
        help=did_you_mean(clause.action.text, actions)
        or (f"actions are {', '.join(f'`{name}`' for name in actions)}" if actions else "declare it under `actions`"),
    )
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
    if not isinstance(found.type, PartyType) and found.type != SetOf(PARTY):
        context.error(
            "E523",
            f"a party is needed here, not {article(found.type)}",
            expression.span,
            help=f"parties are {', '.join(f'`{party}`' for party in context.symbols.parties)}",
        )
    return found.expr, expression.span.text


def _known_party(word: str, span: written.Span, context: Context) -> bool:
    parties = context.symbols.parties
    context.symbols.used.add(("party", word))
    if word in parties:
        return True
    context.error(
        "E460",
        f"there is no party `{word}`",
        span,
        help=did_you_mean(word, parties) or f"parties are {', '.join(f'`{party}`' for party in parties) or 'not declared'}",
    )
    return False


def _condition(expression: written.Expression | None, context: Context, what: str) -> core.Expr | None:
    return None if expression is None else context.condition(expression, what)


def _exceptions(clause: Clause, inside: Context, action: str | None) -> tuple[tuple[str, core.Expr], ...]:
    found = []
    for name, expression in clause.exceptions:
        condition = inside.condition(expression, "an exception")
        if condition is None or action is None:
            continue
        if not any(isinstance(part, core.Variable) and part.name == action for part in core.walk(condition)):
            inside.error(
                "E524",
                f"the exception `{name.text}` does not mention the act",
                expression.span,
                help=f"say which acts are excepted (`{action}.… is …`), or use `unless` for circumstances",
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
    cure = f"for a condition write `{other}`" if isinstance(found.type, YesNo) else "write a date"
    context.error("E525", f"`{key}` takes a date, not {article(found.type)}", expression.span, help=cure)
    return None


def _until(expression: written.Expression | None, context: Context) -> core.Expr | None:
    if expression is None:
        return None
    found = context.typed(expression)
    if found is None:
        return None
    if isinstance(found.type, Date):
        context.error(
            "E526",
            "`until` takes a condition, not a date",
            expression.span,
            help=f"write `through: {expression.span.text}` if the clause still applies on that day",
        )
        return None
    condition = as_condition(found)
    if condition is None:
        context.error("E441", f"`until` is yes or no, not {article(found.type)}", expression.span)
    return condition


def _citations(clause: Clause, terms: Terms) -> tuple[Citation, ...]:
    sources = terms.symbols.version.sources
    found = []
    for name in clause.cite:
        source = sources.get(name.text)
        if source is None:
            unknown_source(name, sources, terms)
            continue
        found.append(Citation(name.text, source.title, source.url))
    return tuple(found)


def unknown_source(name: Name, sources: Mapping[str, object], terms: Terms) -> None:
    """Report a citation of a source that is not listed."""
    terms.findings.error(
        "E527",
        f"there is no source `{name.text}`",
        name.span,
        help=did_you_mean(name.text, sources) or "list it under `sources`",
    )
