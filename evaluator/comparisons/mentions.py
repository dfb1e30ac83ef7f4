"""What the conditions of clauses and terms mention: other definitions of the same version, by section and name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.library.consolidated import ConsolidatedVersion
from evaluator.library.mentioned import trees_of
from evaluator.model.agreement import Clause, TermDeclaration
from evaluator.syntax.expressions import Binder, Call, Expression, NumberLiteral, Path, Said, children

Named = tuple[str, str]
"""A section and a name in it: `("terms", "agi_reached")`."""

_BUSINESS: Final = "business "
_BUSINESS_DAY_FUNCTIONS: Final = ("rolled", "business_day")


class Mentions:
    """What the clauses and terms of a version mention.

    A name refers to what it names in the version, and to what it named in an `earlier` one: who mentions a parameter
    that has become a term rests on what is gone.
    """

    def __init__(self, version: ConsolidatedVersion, earlier: ConsolidatedVersion) -> None:
        self._version = version
        self._meanings: dict[str, tuple[Named, ...]] = {}
        for one in (version, earlier):
            for name, meanings in _meanings(one).items():
                self._meanings[name] = tuple(dict.fromkeys((*self._meanings.get(name, ()), *meanings)))
        self._options = _options(version)
        self._found: dict[Named, tuple[Named, ...]] = {}

    def of(self, section: str, name: str) -> tuple[Named, ...]:
        """What a clause or a term mentions, each once, in the order of its text; nothing for what mentions nothing."""
        known = self._found.get((section, name))
        if known is None:
            known = self._found[section, name] = self._of(section, name)
        return known

    def _of(self, section: str, name: str) -> tuple[Named, ...]:
        part: Clause | TermDeclaration | None = None
        if section == "clauses" and name in self._version.clauses:
            part = self._version.clauses[name].clause
        elif section == "terms":
            part = self._version.terms.get(name)
        if part is None:
            return ()
        action = part.action if isinstance(part, Clause) else None
        found = dict.fromkeys(self._meanings.get(action.text, ()) if action is not None else ())
        for tree in trees_of(part):
            found |= dict.fromkeys(self._mentioned(tree))
        found.pop((section, name), None)
        return tuple(found)

    def _mentioned(self, tree: Expression | Binder) -> Iterator[Named]:
        left_out: tuple[Expression, ...] = ()
        match tree:
            case Path(words=("reading", name, *_)):
                yield "readings", name
            case Path(words=(word, *_)) | Binder(name=word):
                yield from self._meanings.get(word, ())
            case NumberLiteral(unit=str(unit)) if _BUSINESS in unit:
                yield from self._calendars(unit.partition(_BUSINESS)[0].strip())
            case Call(function=Path(words=(word,))) if word in _BUSINESS_DAY_FUNCTIONS:
                yield from self._calendars("")
            case Said(options=options):
                left_out = tuple(one for one in options if self._is_option(one))
            case _:
                pass
        for child in children(tree):
            if not any(child is one for one in left_out):
                yield from self._mentioned(child)

    def _is_option(self, expression: Expression) -> bool:
        """Whether what stands right of `is` is a word of its own and no name."""
        match expression:
            case Path(words=(word,)):
                return word in self._options
            case _:
                return False

    def _calendars(self, name: str) -> Iterator[Named]:
        """The calendar that is named, or the only one there is."""
        calendars = self._version.calendars
        if name or len(calendars) == 1:
            yield "calendars", name or next(iter(calendars))


def _meanings(version: ConsolidatedVersion) -> dict[str, tuple[Named, ...]]:
    """What each name may refer to in a condition; a clause only where nothing else has its name."""
    vocabulary = version.vocabulary
    meanings: dict[str, tuple[Named, ...]] = {name: (("clauses", name),) for name in version.clauses}
    meanings |= {one.name.text: (("entities", one.name.text), ("facts", one.name.text)) for one in vocabulary.entities}
    meanings |= {one.name.text: (("actions", one.name.text), ("facts", one.name.text)) for one in vocabulary.actions}
    definitions = (("terms", version.terms), ("parameters", version.parameters), ("calendars", version.calendars))
    return meanings | {name: ((section, name),) for section, declared in definitions for name in declared}


def _options(version: ConsolidatedVersion) -> frozenset[str]:
    """The words that stand right of `is` without being names: parties, and the options of types and readings."""
    vocabulary = version.vocabulary
    types = [one.type for one in vocabulary.entities if one.type is not None]
    types += [attribute.type for one in vocabulary.entities for attribute in one.attributes]
    types += [role.type for one in vocabulary.actions for role in one.roles]
    options = {option.text for type in types for option in type.options}
    options |= {option.text for reading in version.readings.values() for option, _ in reading.options}
    return frozenset(options | {party.name.text for party in vocabulary.parties})
