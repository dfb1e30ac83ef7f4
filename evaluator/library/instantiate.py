"""One use of a pattern: its clauses with the arguments in the place of the parameters.

What comes out are ordinary declarations. Places in the pattern's text remember the use that brought them in, and
places in an argument the parameter it stands for, so that a finding in either shows both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar, overload

from evaluator.core.norms import AGREEMENT
from evaluator.frozen import frozen, replace
from evaluator.library.mentioned import every_word, trees_of
from evaluator.model.agreement import (
    Bounded,
    Case,
    Clause,
    EffectDeclaration,
    Name,
    ParameterDeclaration,
    Part,
    ReadingDeclaration,
    TermDeclaration,
    TypeText,
    Upon,
    Use,
)
from evaluator.model.pattern import ParameterKind, Pattern, PatternParameter
from evaluator.source import Origin, Source, Span
from evaluator.syntax.expressions import Binder, Expression, Path, WordLiteral
from evaluator.syntax.printer import print_expression
from evaluator.syntax.substitute import moved, substitute
from evaluator.values.truth import Certainty

_IDLE: Mapping[str, str] = {"where": "yes", "when": "yes", "unless": "no", "until": "no", "through": "never"}
"""What a key of a clause says when it says nothing."""

Tree = TypeVar("Tree", bound=Expression | Binder)

NAMES = (ParameterKind.PARTY, ParameterKind.ENTITY, ParameterKind.ACTION)
"""The kinds of parameter that stand for a name."""

_OWN_TYPE = ("date", "duration", "percent", "yes/no", "text")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@frozen
class Instance:
    """What a use expands to; the main clause comes first."""

    use: Use
    clauses: tuple[Clause, ...]
    terms: tuple[TermDeclaration, ...]
    readings: tuple[ReadingDeclaration, ...]
    parameters: tuple[ParameterDeclaration, ...]


def instantiate(use: Use, pattern: Pattern, arguments: Mapping[str, Bounded]) -> Instance:
    """The declarations that a use stands for; the arguments are those that its pattern knows and needs."""
    return _Instantiation(use, pattern, arguments).made()


class _Instantiation:
    def __init__(self, use: Use, pattern: Pattern, arguments: Mapping[str, Bounded]) -> None:
        self._use, self._pattern = use, pattern
        self._parts = {part.name.text: part for part in use.parts}
        self._source = _brought(pattern.span.source, use.pattern.span, "used here")
        self._values: dict[str, Expression] = {}
        self._inline: set[str] = set()
        self._parameters: list[ParameterDeclaration] = []
        self._terms: list[TermDeclaration] = []
        self._declared = {clause.id.text for clause in pattern.clauses} | {term.name.text for term in pattern.terms}
        self._kinds = {parameter.name.text: parameter.kind for parameter in pattern.parameters}
        for parameter in pattern.parameters:
            self._bind(parameter, arguments.get(parameter.name.text))

    def made(self) -> Instance:
        """Everything that the use needs, and nothing else."""
        left_out = self._left_out()
        made = [self._clause(one) for one in self._pattern.clauses if one.id.text not in left_out]
        clauses = sorted(
            (one for one in made if not one.part_of or not _never(one)), key=lambda one: one.id is not self._use.id
        )
        terms = self._terms + [self._term(one) for one in self._pattern.terms if one.name.text not in left_out]
        readings = [self._reading(one) for one in self._pattern.readings]
        kept = [part.id.text for part in self._use.parts if part.id is not None]
        needed = _needed(clauses, terms, kept)
        return Instance(
            self._use,
            tuple(clauses),
            tuple(one for one in terms if one.name.text in needed),
            tuple(one for one in readings if f"reading.{one.name}" in needed),
            tuple(one for one in self._parameters if one.name.text in needed),
        )

    def _bind(self, parameter: PatternParameter, argument: Bounded | None) -> None:
        """Find out what stands for a parameter: an expression, or a term or parameter made for it."""
        name = parameter.name.text
        stated = argument if argument is not None else parameter.default
        if stated is None:
            return
        if not stated.exact:
            made = replace(self._parameter(parameter), value=stated)
            self._parameters.append(made)
            expression: Expression = _path(made.name)
        elif argument is not None:
            words = f"for `{name}` of `{self._pattern.reference}`"
            source = _brought(stated.span.source, parameter.name.span, words)
            expression = moved(_low(stated), source)
            if parameter.of is None and parameter.kind not in (ParameterKind.ENTITY, ParameterKind.ACTION):
                self._inline.add(name)
        else:
            expression = substitute(_low(stated), self._renamed, self._source)
        if parameter.of is not None and not _is_yes_or_no(expression):
            binder = self._binder(parameter.of)
            term = self._name(name)
            if not stated.exact:  # the parameter has that name
                term = Name(f"{term}_of_each", term.span)
            self._terms.append(TermDeclaration(term, expression, for_each=binder, note=parameter.note))
            expression = _path(term)
        self._values[name] = expression

    def _parameter(self, parameter: PatternParameter) -> ParameterDeclaration:
        """The parameter of the agreement that holds an argument which is not one value."""
        name = self._name(parameter.name.text)
        word = "yes/no" if parameter.kind is ParameterKind.CONDITION else parameter.type
        return ParameterDeclaration(
            name=name,
            type=TypeText(name.span, word) if word in _OWN_TYPE else None,
            certainty=self._use.main.certainty or Certainty.CONFIRMED,
            cite=self._use.main.cite,
            note=parameter.note,
        )

    def _binder(self, entity: Name) -> Binder:
        span = Span(self._source, entity.span.start, entity.span.end)
        return self._substituted(Binder(span, entity.text, span))

    def _name(self, part: str) -> Name:
        """The name that a part of the pattern has in the agreement."""
        if part == self._pattern.name.text:
            return self._use.id
        said = self._parts.get(part)
        if said is not None and said.id is not None:
            return said.id
        return Name(f"{self._use.id}_{part}", self._use.id.span)

    def _renamed(self, path: Path, right_of_is: bool) -> Expression:
        """What stands for a path of the pattern's text."""
        word, *rest = path.words
        if word == "reading" and rest:
            return replace(path, words=(word, self._name(rest[0]).text, *rest[1:]))
        if right_of_is and self._kinds.get(word) not in NAMES:
            return path
        value = self._values.get(word)
        if value is None:
            return replace(path, words=(self._name(word).text, *rest)) if word in self._declared else path
        if not rest and word in self._inline:
            return value
        if not isinstance(value, Path):
            return path if rest else value
        return Path(path.span, (*value.words, *rest), (path.spans[0],) * len(value.words) + path.spans[1:])

    @overload
    def _substituted(self, tree: Tree) -> Tree: ...
    @overload
    def _substituted(self, tree: Tree | None) -> Tree | None: ...
    def _substituted(self, tree: Tree | None) -> Tree | None:
        return None if tree is None else substitute(tree, self._renamed, self._source)

    def _left_out(self) -> set[str]:
        """The names that nothing stands for: optional parameters without argument, and what mentions them."""
        gone = {each.name.text for each in self._pattern.parameters if each.name.text not in self._values}
        if not gone:
            return gone
        parts = {one.name.text: set(every_word(trees_of(one))) for one in self._pattern.terms}
        for clause in self._pattern.clauses:
            named = {clause.action.text} if clause.action is not None else set()
            parts[clause.id.text] = named | set(every_word(trees_of(clause)))
        found = True
        while found:
            found = False
            for name, words in parts.items():
                if name not in gone and words & gone:
                    gone.add(name)
                    found = True
        return gone

    def _clause(self, clause: Clause) -> Clause:
        """A clause of the pattern as a clause of the agreement."""
        part = self._use.main if clause.id.text == self._pattern.name.text else self._parts.get(clause.id.text)
        part = part or Part(clause.id)
        main = self._use.main
        keys = {key: self._substituted(getattr(clause, key)) for key in ("where", "when", "unless", "until", "through")}
        exceptions = [(name, self._substituted(condition)) for name, condition in clause.exceptions]
        return replace(
            clause,
            **{key: None if _says(value, _IDLE[key]) else value for key, value in keys.items()},
            id=self._name(clause.id.text),
            span=self._use.span,
            title=part.title or self._worded(clause.title),
            who=self._substituted(clause.who),
            who_list=self._parties(clause.who_list),
            action=self._action(clause.action),
            ensure=self._substituted(clause.ensure),
            to=self._substituted(clause.to),
            to_list=self._parties(clause.to_list),
            for_each=tuple(self._substituted(binder) for binder in clause.for_each),
            upon=self._upon(clause.upon),
            not_before=self._substituted(clause.not_before),
            due=self._substituted(clause.due),
            amount=self._substituted(clause.amount),
            effects=tuple(self._effect(effect) for effect in clause.effects),
            cures=tuple(self._name(name.text) for name in clause.cures),
            exceptions=tuple(each for each in exceptions if not _says(each[1], "no")) + part.exceptions,
            starts=self._substituted(clause.starts),
            overrides=tuple(self._name(name.text) for name in clause.overrides) + part.overrides,
            subject_to=tuple(self._name(name.text) for name in clause.subject_to) + part.subject_to,
            certainty=part.certainty or main.certainty or Certainty.CONFIRMED,
            cite=part.cite or main.cite,
            note=part.note or self._worded(clause.note),
            pattern=self._pattern.reference,
            part_of="" if clause.id.text == self._pattern.name.text else self._use.id.text,
        )

    def _upon(self, upon: Upon | None) -> Upon | None:
        if upon is None:
            return None
        keys = ("event", "binder", "starts", "when", "unless", "until", "through")
        parts = {key: self._substituted(getattr(upon, key)) for key in keys}
        idle = {key: None for key, value in parts.items() if key in _IDLE and _says(value, _IDLE[key])}
        return replace(upon, span=Span(self._source, upon.span.start, upon.span.end), **{**parts, **idle})

    def _effect(self, effect: EffectDeclaration) -> EffectDeclaration:
        targets = (name if name.text == AGREEMENT else self._name(name.text) for name in effect.targets)
        place = Span(self._source, effect.span.start, effect.span.end)
        return replace(effect, span=place, targets=tuple(targets), to=self._substituted(effect.to))

    def _reading(self, reading: ReadingDeclaration) -> ReadingDeclaration:
        said = self._parts.get(reading.name.text)
        question = said.question if said is not None and said.question else self._worded(reading.question)
        words = {} if said is None else {name.text: text for name, text in said.options}
        options = tuple((name, words.get(name.text, text)) for name, text in reading.options)
        return replace(reading, name=self._name(reading.name.text), question=question, options=options)

    def _term(self, term: TermDeclaration) -> TermDeclaration:
        return TermDeclaration(
            self._name(term.name.text),
            self._substituted(term.means),
            tuple(
                Case(
                    Span(self._source, one.span.start, one.span.end),
                    self._substituted(one.when),
                    self._substituted(one.then),
                )
                for one in term.cases
            ),
            self._substituted(term.for_each),
            self._worded(term.note),
        )

    def _action(self, action: Name | None) -> Name | None:
        if action is None:
            return None
        value = self._values.get(action.text)
        word = value.words[0] if isinstance(value, Path) else action.text
        return Name(word, Span(self._source, action.span.start, action.span.end))

    def _parties(self, names: Iterable[Name]) -> tuple[Name, ...]:
        found = [self._action(name) for name in names]
        return tuple(name for name in found if name is not None)

    def _worded(self, text: str) -> str:
        """A text of the pattern with `{parameter}` replaced by what stands for it."""
        return _PLACEHOLDER.sub(lambda found: self._word_for(found[1]), text)

    def _word_for(self, parameter: str) -> str:
        value = self._values.get(parameter)
        return parameter if value is None else print_expression(value)


def _brought(source: Source, place: Span, words: str) -> Source:
    return replace(source, origin=Origin(place, words))


def _low(stated: Bounded) -> Expression:
    return stated.low if stated.low is not None else WordLiteral(stated.span, "none")


def _path(name: Name) -> Path:
    return Path(name.span, (name.text,), (name.span,))


def _is_yes_or_no(expression: Expression) -> bool:
    return isinstance(expression, WordLiteral) and expression.word in ("yes", "no")


def _never(clause: Clause) -> bool:
    """Whether an argument has settled that a clause applies to nothing."""
    return _says(clause.where, "no") or _says(clause.when, "no") or _says(clause.unless, "yes")


def _says(expression: Expression | None, word: str) -> bool:
    return isinstance(expression, WordLiteral) and expression.word == word


def _needed(clauses: Iterable[Clause], terms: Iterable[TermDeclaration], kept: Iterable[str]) -> set[str]:
    """The words that the clauses and what is `kept` in any case need, themselves or through terms."""
    by_name = {term.name.text: term for term in terms}
    waiting = [*kept, *(word for clause in clauses for word in every_word(trees_of(clause)))]
    needed: set[str] = set()
    while waiting:
        word = waiting.pop()
        if word not in needed:
            needed.add(word)
            waiting.extend(every_word(trees_of(by_name[word])) if word in by_name else ())
    return needed
