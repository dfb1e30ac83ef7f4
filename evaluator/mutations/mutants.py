"""Every way in which one version of an agreement can be changed at one place, as a slip of its author might."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from evaluator.frozen import frozen, replace
from evaluator.model.agreement import AgreementVersion, Clause, Name, ParameterDeclaration, TermDeclaration, Use
from evaluator.mutations.additions import of_exceptions, of_priorities
from evaluator.mutations.rewrites import (
    Rewrite,
    bounded_rewrites,
    dropped,
    left_out,
    negated,
    replaced,
    rewrites,
    without,
)
from evaluator.mutations.use_mutants import use_rewrites
from evaluator.source import Span
from evaluator.syntax import expressions as tree

_CONDITIONS: Final = ("where", "when", "unless", "until")
_EXPRESSIONS: Final = (
    *("who", "ensure", "to", "where", "when", "unless", "starts", "until", "through"),
    *("not_before", "due", "amount"),
)
_KEYS: Final = {"starts": "from", "not_before": "from", "ensure": "must ensure"}
_LEFT_OUT: Final = ("where", "when", "unless", "starts", "until", "through", "not_before")
"""What a clause may do without. Of a duty without a deadline or an amount something else would be true, not less."""
_SWITCHES: Final = {"survives": "survives", "applied": "applied", "clock_runs": "clock"}


@frozen
class Mutant:
    """A version changed at one place.

    `kind` is what was done: `boundary` (`<` for `<=`), `comparison` (`>` for `<`, `is not` for `is`), `logic` (`and`
    for `or`), `negation`, `date` and `number` (one day or one unit off), `filter` (a `where` inside left out),
    `dropped` (a key or an exception left out), `parties` (bearer and counterparty exchanged), `priority` (an
    `overrides` or `subject to` left out), `effect` (one of `then` left out), `switch` (`survives` and the like turned
    over), `clause` (a whole clause left out). `subject` is the clause, term or parameter, `key` the part of it; `was`
    and `becomes` are the text there.
    """

    kind: str
    subject: str
    key: str
    span: Span
    was: str
    becomes: str
    version: AgreementVersion

    @property
    def place(self) -> str:
        """`file:line`."""
        return f"{self.span.source.name}:{self.span.line}"


def mutants(version: AgreementVersion, parties: Set[str] = frozenset()) -> Iterator[Mutant]:
    """All of them, in the order of the text: parameters, terms, clauses.

    `parties` are those of the agreement: where the arguments of a pattern name two of them, they are exchanged.
    """
    for number, parameter in enumerate(version.parameters):
        for key, rewrite, changed in _of_parameter(parameter):
            made = replace(version, parameters=replaced(version.parameters, number, changed))
            yield _mutant(parameter.name.text, key, rewrite, made)
    for number, term in enumerate(version.terms):
        for key, rewrite, defined in _of_term(term):
            made = replace(version, terms=replaced(version.terms, number, defined))
            yield _mutant(term.name.text, key, rewrite, made)
    said: list[tuple[int, Clause | Use]] = [*enumerate(version.clauses), *enumerate(version.uses)]
    for number, each in sorted(said, key=lambda pair: pair[1].id.span.start):
        yield from _of_use(version, number, parties) if isinstance(each, Use) else _clause_mutants(version, number)


def _clause_mutants(version: AgreementVersion, number: int) -> Iterator[Mutant]:
    clause = version.clauses[number]
    for key, rewrite, other in _of_clause(clause):
        made = replace(version, clauses=replaced(version.clauses, number, other))
        yield _mutant(clause.id.text, key, rewrite, made)
    if len(version.clauses) + len(version.uses) > 1:
        yield _mutant(clause.id.text, "", _whole(clause.id), replace(version, clauses=without(version.clauses, number)))


def _of_use(version: AgreementVersion, number: int, parties: Set[str]) -> Iterator[Mutant]:
    use = version.uses[number]
    for key, rewrite, other in use_rewrites(use, parties):
        yield _mutant(use.id.text, key, rewrite, replace(version, uses=replaced(version.uses, number, other)))
    if len(version.clauses) + len(version.uses) > 1:
        yield _mutant(use.id.text, "", _whole(use.id), replace(version, uses=without(version.uses, number)))


def _whole(name: Name) -> Rewrite:
    return Rewrite("clause", name.span, name.text, "no such clause", tree.WordLiteral(name.span, ""))


def _mutant(subject: str, key: str, rewrite: Rewrite, version: AgreementVersion) -> Mutant:
    return Mutant(rewrite.kind, subject, key, rewrite.span, rewrite.was, rewrite.becomes, version)


def _of_parameter(parameter: ParameterDeclaration) -> Iterator[tuple[str, Rewrite, ParameterDeclaration]]:
    if parameter.value is not None:
        for rewrite, value in bounded_rewrites(parameter.value):
            yield "value", rewrite, replace(parameter, value=value)
    for number, (day, span, value) in enumerate(parameter.values):
        for rewrite, changed in bounded_rewrites(value):
            yield "values", rewrite, replace(parameter, values=replaced(parameter.values, number, (day, span, changed)))


def _of_term(term: TermDeclaration) -> Iterator[tuple[str, Rewrite, TermDeclaration]]:
    if term.means is not None:
        for rewrite in rewrites(term.means):
            yield "means", rewrite, replace(term, means=rewrite.result)
    for number, case in enumerate(term.cases):
        for name in ("when", "then"):
            expression = getattr(case, name)
            for rewrite in rewrites(expression) if expression is not None else ():
                changed = replace(case, **{name: rewrite.result})
                yield "cases", rewrite, replace(term, cases=replaced(term.cases, number, changed))


def _of_clause(clause: Clause) -> Iterator[tuple[str, Rewrite, Clause]]:
    if clause.who is not None and clause.to is not None:
        words = f"{clause.who.span.text} and {clause.to.span.text}"
        swapped = Rewrite("parties", clause.who.span, words, "exchanged", clause.to)
        yield "who", swapped, replace(clause, who=clause.to, to=clause.who)
    for name in _EXPRESSIONS:
        expression = getattr(clause, name)
        if expression is None:
            continue
        key = _KEYS.get(name, name)
        for rewrite in rewrites(expression):
            yield key, rewrite, replace(clause, **{name: rewrite.result})
        if name in _CONDITIONS and not isinstance(expression, tree.Not):
            turned = negated(expression)
            yield key, turned, replace(clause, **{name: turned.result})
        if name in _LEFT_OUT:
            yield key, dropped(expression), replace(clause, **{name: None})
    yield from of_exceptions(clause)
    yield from _of_binders(clause)
    yield from _of_event(clause)
    yield from of_priorities(clause)
    yield from _of_effects(clause)


def _of_binders(clause: Clause) -> Iterator[tuple[str, Rewrite, Clause]]:
    for number, binder in enumerate(clause.for_each):
        for rewrite in rewrites(binder):
            yield "for each", rewrite, replace(clause, for_each=replaced(clause.for_each, number, rewrite.result))


def _of_event(clause: Clause) -> Iterator[tuple[str, Rewrite, Clause]]:
    upon = clause.upon
    if upon is None:
        return
    for name in ("event", "binder", "starts", "when", "unless", "until", "through"):
        expression = getattr(upon, name)
        if expression is None:
            continue
        for rewrite in rewrites(expression):
            yield "upon", rewrite, replace(clause, upon=replace(upon, **{name: rewrite.result}))
        if name not in ("event", "binder"):
            yield "upon", dropped(expression), replace(clause, upon=replace(upon, **{name: None}))


def _of_effects(clause: Clause) -> Iterator[tuple[str, Rewrite, Clause]]:
    """Its effects, and what it switches on."""
    for number, effect in enumerate(clause.effects):
        left_effects = without(clause.effects, number)
        words = f"{effect.verb.text} {', '.join(each.text for each in effect.targets)}"
        yield "then", left_out("effect", effect.span, words), replace(clause, effects=left_effects)
    for name, key in _SWITCHES.items():
        if getattr(clause, name):
            yield key, left_out("switch", clause.id.span, key), replace(clause, **{name: False})
