"""The words that an agreement brings along: names of parties, and how its own texts spell the parts of identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from evaluator.frozen import frozen
from evaluator.program import Program

_WORD: Final = re.compile(r"[^\W_]+")
_ENDS_A_SENTENCE: Final = ".?!:"


@frozen
class Vocabulary:
    """Identifiers as words: `agi_verified` is `AGI verified` where the agreement's texts write AGI."""

    parties: Mapping[str, str]
    spellings: Mapping[str, str]

    def words(self, identifier: str) -> str:
        """An identifier as words."""
        return " ".join(self._spelled(word) for word in identifier.split("_"))

    def _spelled(self, word: str) -> str:
        """A word as the texts spell it, or as its ending leaves what they spell: `apis` as `API` is."""
        stem, ending = (word[:-1], "s") if word.endswith("s") and word not in self.spellings else (word, "")
        found = self.spellings.get(stem)
        return word if found is None else found + ending

    def party(self, identifier: str) -> str:
        """The full name of a party."""
        return self.parties.get(identifier) or self.words(identifier)


def vocabulary_of(program: Program) -> Vocabulary:
    """The words of a version of an agreement."""
    return Vocabulary(program.parties, spellings(_texts(program)))


def spellings(texts: Iterable[str]) -> Mapping[str, str]:
    """How texts spell words: those that never stand in small letters, except where a sentence begins with them."""
    small: set[str] = set()
    found: dict[str, str] = {}  # of several spellings the first in the order of characters, not of the text
    for text in texts:
        for match in _WORD.finditer(text):
            word, before = match[0], text[: match.start()].rstrip(" \"'“(")
            if word.islower():
                small.add(word)
            elif word.isalpha() and (_is_marked(word) or (before and before[-1] not in _ENDS_A_SENTENCE)):
                found[word.lower()] = min(word, found.get(word.lower(), word))
    return {word: spelled for word, spelled in found.items() if word not in small}


def _is_marked(word: str) -> bool:
    """Whether a word has a capital after its first letter (`AGI`, `OpenAI`), wherever it stands."""
    return any(letter.isupper() for letter in word[1:])


def _texts(program: Program) -> Iterator[str]:
    yield program.title
    for norm in program.norms.values():
        yield norm.title
        yield norm.note
    for reading in program.readings.values():
        yield reading.question
        yield from reading.options.values()
    for sort in program.sorts.values():
        yield sort.note
        yield from sort.notes.values()
    yield from program.single_notes.values()
    for title in program.parties.values():  # of a name only what is no ordinary word with a capital
        yield " ".join(word for word in _WORD.findall(title) if _is_marked(word))
