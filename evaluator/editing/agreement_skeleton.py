"""An agreement to start from: a vocabulary and a first version, with every key explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from evaluator.diagnostics import Findings
from evaluator.model.names import name_of, unique
from evaluator.source import Source, Span
from evaluator.syntax.yaml_tree import Scalar

PARTIES: Final = ("buyer", "seller")
"""The parties of the skeleton as it is written, in the files beside this one."""

FIRST_DAY: Final = date(2026, 1, 1)
"""The first day of the skeleton as it is written; its other dates are at most two years later."""

_NAME: Final = "skeleton"
_PARTIES_WRITTEN: Final = "  buyer: Buyer\n  seller: Seller\n"
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DECLARED: Final = re.compile(r"^  (\w+):", re.MULTILINE)


def agreement_files(name: str, parties: Sequence[str], effective: date) -> dict[str, str]:
    """The files of a new agreement by their names.

    Args:
        name: The name of the agreement, such as `names_from` gives.
        parties: Two parties or more; the first two are those of the clauses.
        effective: The first day of the first version, which is named by it.
    """
    vocabulary, version = _read("vocabulary.yaml"), _read("version.yaml")
    new_words = dict(zip(PARTIES, parties, strict=False)) | _given_way(f"{vocabulary}\n{version}", parties)
    listed = "".join(f"  {party}: {_title(party)}\n" for party in parties)
    vocabulary = vocabulary.replace(_PARTIES_WRITTEN, "\0")
    vocabulary, version = (_renamed(text, new_words) for text in (vocabulary, version))
    version = version.replace(f"agreement: {_NAME}", f"agreement: {name}")
    moved = effective - FIRST_DAY
    version = _DATE.sub(lambda found: (date.fromisoformat(found[0]) + moved).isoformat(), version)
    return {"vocabulary.yaml": vocabulary.replace("\0", listed), f"{effective.isoformat()}.yaml": version}


def names_from(texts: Iterable[str], what: str, findings: Findings) -> tuple[str, ...]:
    """The names in texts that stood on the command line; what cannot name anything is added to `findings`."""
    names = []
    for text in texts:
        source = Source("<command line>", text)
        names.append(name_of(Scalar(text, Span(source, 0, len(text)), plain=True), what, findings))
    return tuple(found.text for found in unique((found for found in names if found is not None), findings))


def _given_way(text: str, parties: Sequence[str]) -> dict[str, str]:
    """New names for the words of the skeleton that are parties now."""
    found = {}
    for word in _DECLARED.findall(text):
        if word in parties and word not in PARTIES:
            other = f"the_{word}"
            while other in parties:
                other = f"the_{other}"
            found[word] = other
    return found


def _renamed(text: str, new_words: Mapping[str, str]) -> str:
    return re.sub(r"\w+", lambda found: new_words.get(found[0], found[0]), text)


def _title(party: str) -> str:
    return party.replace("_", " ").capitalize()


def _read(name: str) -> str:
    return (Path(__file__).with_name("skeleton") / name).read_text(encoding="utf-8")
