"""A pattern held against itself: it names only what it declares, and uses what it declares."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from evaluator.core.norms import AGREEMENT
from evaluator.diagnostics import Findings, did_you_mean
from evaluator.library.mentioned import every_word, trees_of
from evaluator.model.agreement import Clause, Name, TermDeclaration
from evaluator.model.pattern import ParameterKind, Pattern, PatternParameter
from evaluator.source import Span
from evaluator.syntax.expressions import Binder, Call, Expression, NumberLiteral, Path, Said, children
from evaluator.values.calendar import CONVENTIONS

_WITH_MEMBERS = (ParameterKind.ENTITY, ParameterKind.ACTION)
_CALENDAR = ("day", "week", "month", "quarter", "year")


def check_pattern(pattern: Pattern, findings: Findings) -> None:
    """Report what is wrong with a pattern by itself (E343 to E346, W610); its example shows the rest."""
    before = len(findings)
    names = {clause.id.text for clause in pattern.clauses} | pattern.unreadable
    if pattern.name.text not in names:
        findings.error(
            "E343",
            f"no clause bears the name of the pattern, `{pattern.name}`",
            pattern.name.span,
            help=f"call the main clause `{pattern.name}`: it takes the id of the use",
        )
    _check_names(pattern, findings)
    declared = {parameter.name.text: parameter for parameter in pattern.parameters}
    for parameter in pattern.parameters:
        _check_parameter(parameter, declared, pattern.unreadable, findings)
    words = _Words(pattern, findings)
    for clause in pattern.clauses:
        words.check_clause(clause)
    for term in pattern.terms:
        words.check_term(term)
    if len(findings) == before and not pattern.unreadable:
        _check_unused(pattern, findings)


def _check_names(pattern: Pattern, findings: Findings) -> None:
    """Report one name for two things, which would make a word of the text mean either."""
    seen: dict[str, str] = {}
    for what, names in (
        ("a parameter", [each.name for each in pattern.parameters]),
        ("a term", [each.name for each in pattern.terms]),
        ("a reading", [each.name for each in pattern.readings]),
        ("a clause", [each.id for each in pattern.clauses]),
    ):
        for name in names:
            earlier = seen.setdefault(name.text, what)
            if earlier != what:
                message = f"`{name}` names both {earlier} and {what}"
                findings.error("E344", message, name.span, help="rename one of them: each part has a name of its own")


def _check_parameter(
    parameter: PatternParameter,
    declared: Mapping[str, PatternParameter],
    unreadable: Collection[str],
    findings: Findings,
) -> None:
    if parameter.of is None or parameter.of.text in unreadable:
        return
    of = declared.get(parameter.of.text)
    if of is None or of.kind not in _WITH_MEMBERS:
        members = [name for name, each in declared.items() if each.kind in _WITH_MEMBERS]
        cure = did_you_mean(parameter.of.text, members) or "name a parameter whose type is `entity` or `action`"
        message = f"`{parameter.of}` is no entity or action of the pattern"
        findings.error("E345", message, parameter.of.span, help=cure)


class _Words:
    """The words that the text of a pattern may use, and the report of those that it may not."""

    def __init__(self, pattern: Pattern, findings: Findings) -> None:
        self._findings = findings
        self._parameters = {each.name.text: each for each in pattern.parameters}
        self._readings = [each.name.text for each in pattern.readings]
        self._terms = {each.name.text for each in pattern.terms}
        self._unreadable = pattern.unreadable
        self._known = self._parameters.keys() | self._terms | {each.id.text for each in pattern.clauses}
        self._known |= pattern.unreadable

    def check_clause(self, clause: Clause) -> None:
        """Report words of a clause that the pattern does not declare."""
        if clause.action is not None:
            self._check_named(clause.action, ParameterKind.ACTION)
        for name in (*clause.who_list, *clause.to_list):
            self._check_named(name, ParameterKind.PARTY)
        targets = [name for effect in clause.effects for name in effect.targets if name.text != AGREEMENT]
        for name in (*clause.overrides, *clause.subject_to, *clause.cures, *targets):
            if name.text not in self._known:
                self._report(name.text, name.span)
        self._check_all(clause)

    def check_term(self, term: TermDeclaration) -> None:
        """Report words of a term that the pattern does not declare."""
        self._check_all(term)

    def _check_all(self, part: Clause | TermDeclaration) -> None:
        binders = part.binders if isinstance(part, Clause) else (part.for_each,)
        bound = frozenset(binder.variable for binder in binders if binder is not None)
        for tree in trees_of(part):
            self._check(tree, bound)

    def _check_named(self, name: Name, kind: ParameterKind) -> None:
        parameter = self._parameters.get(name.text)
        if name.text not in self._unreadable and (parameter is None or parameter.kind is not kind):
            fitting = [each for each, found in self._parameters.items() if found.kind is kind]
            cure = did_you_mean(name.text, fitting) or f"declare it under `parameters`, `{name}: {kind.value}`"
            message = f"`{name}` is no parameter of the type `{kind.value}`"
            self._findings.error("E345", message, name.span, help=cure)

    def _check(self, tree: Expression | Binder, bound: frozenset[str]) -> None:
        match tree:
            case Path(words=("reading", name, *_), spans=spans):
                if name not in self._readings and name not in self._unreadable:
                    cure = did_you_mean(name, self._readings) or "declare it under `readings`"
                    self._findings.error("E346", f"the pattern has no reading `{name}`", spans[1], help=cure)
            case Path(words=words, spans=spans):
                if words[0] not in self._known | bound:
                    self._report(words[0], spans[0])
            case Said(subject=subject, options=options):
                if not isinstance(subject, Path) or subject.words != (AGREEMENT,):
                    self._check(subject, bound)
                for option in options:
                    if not (isinstance(option, Path) and len(option.words) == 1):
                        self._check(option, bound)
            case Call(function=function, arguments=arguments):
                self._check_call(function)
                for argument in arguments:
                    if not (isinstance(argument, Path) and argument.words[0] in CONVENTIONS):
                        self._check(argument, bound)
            case NumberLiteral(span=span, unit=unit) if unit is not None and unit.find(" business ") > 0:
                self._report(unit.partition(" ")[0], span)
            case _:
                inside = bound | set(self._binders(tree))
                for child in children(tree):
                    self._check(child, inside)

    def _check_call(self, function: Path) -> None:
        """A called name is a term, a condition about an entity, or a function of the language."""
        parameter = self._parameters.get(function.words[0])
        if parameter is not None and parameter.of is None:
            self._findings.error(
                "E345",
                f"`{parameter.name}` is asked of a member, but is said of no entity",
                function.span,
                help=f"write `of: …` with an entity under `{parameter.name}`, or leave the brackets out",
            )

    def _binders(self, tree: Expression | Binder) -> Iterator[str]:
        """What the binders right inside a node bind; a name that the pattern declares otherwise is reported."""
        for binder in (tree, *children(tree)):
            if not isinstance(binder, Binder):
                continue
            if binder.alias is None:
                if binder.name not in self._known and (binder.domain is None or binder.name not in _CALENDAR):
                    self._report(binder.name, binder.name_span)
                yield binder.name
                continue
            if binder.alias in self._known:
                span = binder.alias_span or binder.span
                message = f"`{binder.alias}` is declared by the pattern and cannot name a member as well"
                self._findings.error("E344", message, span, help="choose another word after `as`")
            yield binder.alias

    def _report(self, word: str, span: Span) -> None:
        cure = did_you_mean(word, self._known) or "declare it under `parameters`: a pattern knows no other words"
        self._findings.error("E346", f"the pattern does not declare `{word}`", span, help=cure)


def _check_unused(pattern: Pattern, findings: Findings) -> None:
    used = {clause.action.text for clause in pattern.clauses if clause.action is not None}
    used |= {name.text for clause in pattern.clauses for name in (*clause.who_list, *clause.to_list)}
    used |= {word for clause in pattern.clauses for word in every_word(trees_of(clause))}
    used |= {word for term in pattern.terms for word in every_word(trees_of(term))}
    for parameter in pattern.parameters:
        used |= {attribute.type.words for attribute in parameter.has}
        if parameter.of is not None:
            used.add(parameter.of.text)
        if parameter.default is not None and parameter.default.low is not None:
            used |= set(every_word([parameter.default.low]))
    for what, names in (
        ("parameter", [each.name for each in pattern.parameters if each.name.text not in used]),
        ("term", [each.name for each in pattern.terms if each.name.text not in used]),
        ("reading", [each.name for each in pattern.readings if f"reading.{each.name}" not in used]),
    ):
        for name in names:
            message = f"nothing in the pattern uses the {what} `{name}`"
            findings.warning("W610", message, name.span, help="use it, or take it out")
