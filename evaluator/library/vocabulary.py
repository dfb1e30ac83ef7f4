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
        """Add the words that a file declares to the `merged` vocabulary."""
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
        """Report parameters and terms that bear the name of a word, or of one another."""
        for parameter in definitions.parameters.values():
            self._check_free("a parameter", parameter.name)
        for term in definitions.terms.values():
            self._check_free("a term", term.name)
            parameter_of_that_name = definitions.parameters.get(term.name.text)
            if parameter_of_that_name is not None:
                self._report("a term", term.name, "a parameter", parameter_of_that_name.name)

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


def _key(what: str, name: Name) -> str:
    """Parties, entities, actions, parameters and terms share one namespace; expressions do not name constraints."""
    return f"constraint {name}" if what == "a constraint" else name.text
