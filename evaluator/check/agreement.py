"""All checks of an agreement, version by version."""

from __future__ import annotations

from evaluator.check.checked import CheckedAgreement, CheckedVersion
from evaluator.check.circles import check_circles, waiting
from evaluator.check.clauses import check_sources, norm
from evaluator.check.constraints import constraint
from evaluator.check.families import binders_of
from evaluator.check.parameters import parameter
from evaluator.check.priorities import check_priorities, priorities
from evaluator.check.scenario import check_own_facts
from evaluator.check.symbols import Symbols
from evaluator.check.terms import Terms
from evaluator.check.unreachable import check_until, settled_terms
from evaluator.check.unused import check_unused
from evaluator.check.vocabulary import build_symbols
from evaluator.core.norms import AGREEMENT, ParameterValue, ReadingSort
from evaluator.diagnostics import Findings
from evaluator.frozen import replace
from evaluator.library.arguments import named
from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion
from evaluator.model.agreement import ReadingDeclaration


def check_agreement(chain: AgreementChain, findings: Findings) -> CheckedAgreement | None:
    """Check every version; problems go to `findings`, and None is returned if any of them is an error.

    Words that nothing uses are pointed out only if there is no error: what is wrong may have meant to use them.
    """
    versions = tuple(check_version(version, findings) for version in chain.versions)
    if findings.has_errors:
        return None
    check_unused([version.symbols for version in versions], findings)
    return CheckedAgreement(chain, versions)


def check_version(version: ConsolidatedVersion, findings: Findings) -> CheckedVersion:
    """Check one version by itself; what it returns is sound only if no finding is an error."""
    symbols = build_symbols(version, findings)
    _mark_arguments(version, symbols)
    families = {id: binders_of(standing.clause, symbols) for id, standing in version.clauses.items()}
    _check_names(version, findings)
    terms = Terms(symbols, findings, families)
    parameters = _parameters(terms)
    definitions = terms.all()
    settled = settled_terms(definitions)
    norms = {}
    for id, standing in version.clauses.items():
        found = norm(standing, terms)
        if found is not None:
            norms[id] = found
        if found is not None and standing.clause.until is not None:
            check_until(found.until, found.through, settled, standing.clause.until.span, findings)
    check_priorities(symbols, findings)
    ranking = priorities(norms, symbols)
    graph = waiting(norms, definitions, symbols, ranking)
    check_circles(norms, graph, ranking, symbols, findings)
    constraints = [constraint(declaration, terms) for declaration in version.vocabulary.constraints]
    checked = CheckedVersion(
        version,
        symbols,
        terms,
        {name: replace(each, type=symbols.parameter_types[name]) for name, each in parameters.items()},
        {name: _reading(declaration) for name, declaration in version.readings.items()},
        definitions,
        norms,
        ranking,
        graph,
        tuple(each for each in constraints if each is not None),
    )
    check_own_facts(checked, findings)
    return checked


def _mark_arguments(version: ConsolidatedVersion, symbols: Symbols) -> None:
    """What a pattern asks for is used, even where the clauses that it comes to do not look at it."""
    for expansion in version.expansions:
        arguments = {name.text: named(value) for name, value in expansion.use.arguments}
        for asked in expansion.pattern.parameters:
            sort = arguments.get(asked.name.text)
            if sort is not None:
                symbols.used.add(("entity", sort))
                symbols.used.update(("attribute", sort, attribute.name.text) for attribute in asked.has)


def _check_names(version: ConsolidatedVersion, findings: Findings) -> None:
    """No clause bears the name under which effects and conditions speak of the whole agreement."""
    standing = version.clauses.get(AGREEMENT)
    if standing is not None:
        message = f"`{AGREEMENT}` means the agreement as a whole and cannot name a clause"
        findings.error("E541", message, standing.clause.id.span, help="choose another name")


def _parameters(terms: Terms) -> dict[str, ParameterValue]:
    """Types and values of all parameters; terms and clauses are looked at after them."""
    symbols = terms.symbols
    found = {}
    for name, declaration in symbols.version.parameters.items():
        value = parameter(declaration, terms.context())
        if value is not None:
            found[name] = value
            symbols.parameter_types[name] = value.type
        check_sources(declaration.cite, terms)
    return found


def _reading(declaration: ReadingDeclaration) -> ReadingSort:
    return ReadingSort(
        declaration.name.text,
        declaration.question,
        {option.text: meaning for option, meaning in declaration.options},
        declaration.default.text if declaration.default is not None else None,
    )
