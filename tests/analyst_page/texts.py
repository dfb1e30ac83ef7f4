"""What the page is made from: every version of the agreement as plain data, and scenarios about it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import evaluator
from evaluator.report.consolidated_data import agreement_data, versions_data
from evaluator.report.data import Plain
from evaluator.report.words import day_in_words
from tests.analyst_page.markdown import in_order

NAME = "microsoft_openai"
MODALITIES = ("must", "must not", "must ensure", "may", "need not", "can", "then")
LIVES = ("upon", "not before", "due", "amount")
CONDITIONS = ("for each", "must ensure", "where", "except", "when", "unless", "from", "until", "through", *LIVES)

Entry: TypeAlias = Mapping[str, Plain]


@dataclass(frozen=True)
class Version:
    """One version: when it governs, and its consolidated text as `clauses show --format json` prints it, expanded."""

    name: str
    title: str
    first: date
    after: date | None
    data: Entry

    @property
    def period(self) -> str:
        """From when through when it governs."""
        first = day_in_words(self.first)
        return f"from {first}" if self.after is None else f"{first} – {day_in_words(self.after - timedelta(days=1))}"

    def entries(self, key: str) -> dict[str, Entry]:
        """The clauses, readings, parameters, sources, … by name."""
        found = self.data[key]
        assert isinstance(found, dict)
        return {name: entry for name, entry in found.items() if isinstance(entry, dict)}

    @cached_property
    def clauses(self) -> dict[str, Entry]:
        """The clauses that stand, those that stand only on a condition included."""
        return self.entries("clauses")

    @cached_property
    def terms(self) -> dict[str, str]:
        """What each term means, as one text."""
        return {name: " ".join(_strings(entry.get("means"))) for name, entry in self.entries("terms").items()}

    def wording(self, clause: str, keys: Iterable[str] = CONDITIONS) -> str:
        """What some keys of a clause say, with all that is said by the terms it uses."""
        text = " ".join(word for key in keys for word in _strings(self.clauses[clause].get(key)))
        used: dict[str, None] = {}
        waiting = [text]
        while waiting:
            said = waiting.pop()
            new = [name for name in self.terms if name not in used and mentions(said, name)]
            used.update(dict.fromkeys(new))
            waiting += [self.terms[name] for name in new]
        return " ".join([text, *(self.terms[name] for name in used)])


@dataclass(frozen=True)
class Texts:
    """The agreement, and its versions from the oldest to the one in force today."""

    agreement: evaluator.Agreement
    versions: tuple[Version, ...]
    library: tuple[Path, ...] = ()

    @property
    def today(self) -> Version:
        """The version in force today."""
        return self.versions[-1]

    def version(self, name: str) -> Version:
        """The version of that name."""
        return next(version for version in self.versions if version.name == name)

    def sources(self) -> dict[str, Entry]:
        """Every source of every version, in the order in which people count."""
        found = {name: entry for version in self.versions for name, entry in version.entries("sources").items()}
        return {name: found[name] for name in in_order(found)}

    def cited(self, entry: Entry) -> str:
        """The sources of a clause, a parameter or a proposal; those with an address are links of the page."""
        sources, cite = self.sources(), entry.get("cite", [])
        assert isinstance(cite, list)
        return ", ".join(f"[{id}]" if "url" in sources[id] else id for id in in_order(map(str, cite)))


def load(library: Iterable[Path] = ()) -> Texts:
    """The agreement that ships, or one of the same name in a folder of `library`."""
    folders = tuple(library)
    agreement = evaluator.load_agreement(NAME, library=folders)
    about = versions_data(agreement.chain)["versions"]
    assert isinstance(about, list)
    versions = []
    for one, consolidated in zip(about, agreement.chain.versions, strict=True):
        assert isinstance(one, dict)
        until = one["superseded"]
        versions.append(
            Version(
                name=str(one["version"]),
                title=str(one["title"]),
                first=date.fromisoformat(str(one["effective"])),
                after=None if until is None else date.fromisoformat(str(until)),
                data=agreement_data(agreement.chain, consolidated, expanded=True),
            )
        )
    return Texts(agreement, tuple(versions), folders)


def word(entry: Entry, key: str) -> str:
    """What a key says, empty if it is not there."""
    return str(entry.get(key, ""))


def modality(clause: Entry) -> str:
    """The word that says whether a clause is a duty, a right, …: `must not`."""
    return next(key for key in MODALITIES if key in clause)


def mentions(text: str, name: str) -> bool:
    """Whether a text of the language names something: the name as a whole word, and not as an attribute."""
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text) is not None


def spans(names: Iterable[str], versions: Iterable[str]) -> str:
    """Some of the versions, in words: `2023-01-23 to 2025-01-21`, `2026-04-27`."""
    all_names, chosen = list(versions), set(names)
    runs: list[list[str]] = []
    for name in all_names:
        if name not in chosen:
            runs.append([])
        elif runs:
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs if run)


def _strings(value: Plain) -> Iterator[str]:
    """All that is said in a value: a text, the elements of a list, the keys and values of a mapping."""
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _strings(each)
        case dict():
            for key, each in value.items():
                yield key
                yield from _strings(each)
        case _:
            return
