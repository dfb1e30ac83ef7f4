"""From uses of patterns to ordinary clauses, terms, readings and parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from evaluator.diagnostics import Findings, Label, did_you_mean
from evaluator.frozen import frozen, replace
from evaluator.library.arguments import arguments_of
from evaluator.library.instantiate import NAMES, Instance, instantiate
from evaluator.library.patterns import Patterns
from evaluator.model.agreement import (
    AgreementVersion,
    Clause,
    Name,
    ParameterDeclaration,
    Part,
    ReadingDeclaration,
    TermDeclaration,
    Use,
    Vocabulary,
)
from evaluator.model.pattern import Pattern

D = TypeVar("D", ParameterDeclaration, ReadingDeclaration, TermDeclaration)


@frozen
class Expansion:
    """A use with its pattern, and the clauses it was written out as, the main one first."""

    use: Use
    pattern: Pattern
    made: tuple[Clause, ...]


def expand(
    version: AgreementVersion, vocabulary: Vocabulary, patterns: Patterns, findings: Findings
) -> tuple[AgreementVersion, tuple[Expansion, ...]]:
    """A version with its uses of patterns written out.

    Args:
        version: The version as written.
        vocabulary: The words that it may use: its own and those it inherits.
        patterns: Where patterns are found.
        findings: Takes what is wrong with a use (E335 to E342) and with a pattern.

    Returns:
        The version, whose clauses are in the order of the text, and the expansions in the order of the uses. A use
        with errors is left out; the ids that it was going to define are in `unreadable`.
    """
    if not version.uses:
        return version, ()
    instances: list[Instance] = []
    expansions = []
    lost: set[str] = set()
    for use in version.uses:
        pattern = patterns.find(use.pattern, findings)
        instance = None if pattern is None else _instance(use, pattern, vocabulary, findings)
        if pattern is None or instance is None:
            lost |= {use.id.text} | {part.id.text for part in use.parts if part.id is not None}
            continue
        instances.append(instance)
        expansions.append(Expansion(use, pattern, instance.clauses))
    clauses = [(clause.id.span.start, 0, clause) for clause in version.clauses]
    for instance in instances:
        start = instance.use.id.span.start
        clauses += [(start, number, clause) for number, clause in enumerate(instance.clauses)]
    ordered = [clause for _, _, clause in sorted(clauses, key=lambda each: each[:2])]
    _check_clauses(ordered, findings)
    expanded = replace(
        version,
        clauses=tuple(ordered),
        parameters=version.parameters + tuple(each for one in instances for each in one.parameters),
        readings=version.readings + tuple(each for one in instances for each in one.readings),
        terms=version.terms + tuple(each for one in instances for each in one.terms),
        generated=frozenset(
            each.name.text
            for one in instances
            for declared in (one.parameters, one.readings, one.terms)
            for each in declared
        ),
        unreadable=version.unreadable | lost,
    )
    _check_definitions(version, instances, findings)
    return expanded, tuple(expansions)


def _instance(use: Use, pattern: Pattern, vocabulary: Vocabulary, findings: Findings) -> Instance | None:
    before = len(findings)
    found = arguments_of(use, pattern, vocabulary, findings)
    _check_parts(use, pattern, findings)
    return None if len(findings) > before else instantiate(use, pattern, found)


def _check_parts(use: Use, pattern: Pattern, findings: Findings) -> None:
    """Report parts that the pattern does not have, and what is said of one kind of part as if it were another."""
    clauses = {clause.id.text for clause in pattern.clauses} - {pattern.name.text}
    readings = {reading.name.text: reading for reading in pattern.readings}
    others = {term.name.text for term in pattern.terms} | readings.keys()
    values = {one.name.text for one in pattern.parameters if one.kind not in NAMES}
    for part in use.parts:
        name = part.name.text
        if name in clauses and not part.question and not part.options:
            continue
        if name in readings and part == Part(part.name, part.id, part.question, part.options):
            known = [option.text for option, _ in readings[name].options]
            for option, _ in part.options:
                if option.text not in known:
                    cure = did_you_mean(option.text, known) or f"its options are {', '.join(known)}"
                    findings.error("E341", f"`{name}` has no option `{option}`", option.span, help=cure)
            continue
        if name in others | values and part == Part(part.name, part.id):
            continue
        if name in clauses | others | values:
            what, cure = (
                ("reading", "leave `question` and `options` out")
                if name in clauses
                else ("clause", "leave only its `id`")
            )
            findings.error("E341", f"`{name}` is no {what} of `{use.pattern}`", part.name.span, help=cure)
            continue
        cure = did_you_mean(name, clauses | others | values)
        if name == pattern.name.text:
            cure = f"what is said of the main clause stands beside `use`, under `{use.id}` itself"
        findings.error(
            "E341",
            f"`{use.pattern}` has no part `{name}`",
            part.name.span,
            help=cure or _parts_in_words(clauses | others),
            others=[Label(pattern.name.span, "the pattern")],
        )


def _parts_in_words(parts: set[str]) -> str:
    names = ", ".join(f"`{name}`" for name in sorted(parts))
    return f"its parts are {names}" if parts else "leave `parts` out: the pattern is one clause"


def _check_clauses(clauses: list[Clause], findings: Findings) -> None:
    """Report clauses of one id, of which a pattern has brought in at least one."""
    seen: dict[str, Name] = {}
    for clause in clauses:
        first = seen.setdefault(clause.id.text, clause.id)
        if first is not clause.id:
            _report_clash("a clause", clause.id, first, findings)


def _check_definitions(version: AgreementVersion, instances: list[Instance], findings: Findings) -> None:
    """Report definitions that a pattern brings in under a name that is taken already."""
    _check_names("a parameter", version.parameters, [each for one in instances for each in one.parameters], findings)
    _check_names("a reading", version.readings, [each for one in instances for each in one.readings], findings)
    _check_names("a term", version.terms, [each for one in instances for each in one.terms], findings)


def _check_names(what: str, written: Iterable[D], generated: Iterable[D], findings: Findings) -> None:
    seen = {one.name.text: one.name for one in written}
    for one in generated:
        first = seen.setdefault(one.name.text, one.name)
        if first is not one.name:
            _report_clash(what, one.name, first, findings)


def _report_clash(what: str, name: Name, first: Name, findings: Findings) -> None:
    findings.error(
        "E342",
        f"a pattern brings in {what} `{name}`, and there is one already",
        name.span,
        help="give that part of the pattern another name: `parts: {part: {id: other_name}}`",
        others=[Label(first.span, "the other one")],
    )
