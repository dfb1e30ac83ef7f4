"""The vocabulary of an agreement, gathered from its own file and from the versions that add to it."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.diagnostics import Findings, Label
from evaluator.library.redefine import Definitions
from evaluator.model.agreement import Name, Vocabulary


class VocabularyWords:
    """The words declared so far; what is declared twice is reported."""

    def __init__(self, shared: Vocabulary, findings: Findings) -> None:
        self._findings = findings
        self._words: dict[str, tuple[str, Name]] = {}
        self.merged = Vocabulary()
        self.add(shared)

    def add(self, vocabulary: Vocabulary) -> None:
        """Add the words that a file declares to the `merged` vocabulary, but for calendars, which are definitions."""
        if vocabulary == Vocabulary():
            return
        for what, name in _declared(vocabulary):
            self._check_free(what, name)
            self._words.setdefault(_key(what, name), (what, name))
        earlier = self.merged
        self.merged = Vocabulary(
            earlier.parties + vocabulary.parties,
            earlier.entities + vocabulary.entities,
            earlier.actions + vocabulary.actions,
            earlier.constraints + vocabulary.constraints,
            earlier.unreadable | vocabulary.unreadable,
        )

    def check_distinct(self, definitions: Definitions) -> None:
        """Report calendars, parameters and terms that bear the name of a word, or of one another."""
        earlier: dict[str, tuple[str, Name]] = {}
        for what, name in _defined(definitions):
            self._check_free(what, name)
            first = earlier.setdefault(name.text, (what, name))
            if first[1] is not name:
                self._report(what, name, *first)

    def _check_free(self, what: str, name: Name) -> None:
        earlier = self._words.get(_key(what, name))
        if earlier is not None:
            self._report(what, name, *earlier)

    def _report(self, what: str, name: Name, earlier_what: str, earlier: Name) -> None:
        if what == earlier_what:
            message, cure = f"`{name}` is declared twice as {what}", "leave one of them out: versions inherit words"
        else:
            message, cure = f"`{name}` names both {earlier_what} and {what}", "rename one of them"
        self._findings.error(
            "E317", message, name.span, help=cure, others=[Label(earlier.span, f"{earlier_what} here")]
        )


def _declared(vocabulary: Vocabulary) -> Iterator[tuple[str, Name]]:
    for party in vocabulary.parties:
        yield "a party", party.name
    for entity in vocabulary.entities:
        yield "an entity", entity.name
    for action in vocabulary.actions:
        yield "an action", action.name
    for constraint in vocabulary.constraints:
        yield "a constraint", constraint.name


def _defined(definitions: Definitions) -> Iterator[tuple[str, Name]]:
    for calendar in definitions.calendars.values():
        yield "a calendar", calendar.name
    for parameter in definitions.parameters.values():
        yield "a parameter", parameter.name
    for term in definitions.terms.values():
        yield "a term", term.name


def _key(what: str, name: Name) -> str:
    """Parties, entities, actions, calendars, parameters and terms share one namespace; nothing names constraints."""
    return f"constraint {name}" if what == "a constraint" else name.text
