"""What the agreement says: versions, clauses, numbers, proposals and sources."""

from collections.abc import Iterable, Iterator

from evaluator.report.data import Plain
from evaluator.report.words import capitalized, counted
from tests.analyst_page.markdown import bullet, code, heading, paragraph, table
from tests.analyst_page.texts import Entry, Texts, Version, mentions, modality, spans, word

CERTAINTIES = ("confirmed", "oral", "reported", "inferred")
NEVER = "–"


def versions(texts: Texts) -> Iterator[str]:
    """The versions, and what each does to the clauses of the one before."""
    done = [_done(version, before) for version, before in _pairs(texts)]
    yield from table(
        ("Version", "Title", "In force", "Clauses", *map(capitalized, done[0])),
        [
            (f"`{version.name}`", version.title, version.period, str(len(version.clauses)), *_numbers(each.values()))
            for version, each in zip(texts.versions, done, strict=True)
        ],
    )
    yield ""
    for version, each in zip(texts.versions, done, strict=True):
        said = [f"{verb} {code(ids)}" for verb, ids in each.items() if ids]
        yield from bullet(f"**{version.title}** {'; '.join(said)}.")


def _numbers(done: Iterable[list[str]]) -> list[str]:
    return [str(len(ids) or NEVER) for ids in done]


def _pairs(texts: Texts) -> Iterator[tuple[Version, dict[str, Entry]]]:
    before: dict[str, Entry] = {}
    for version in texts.versions:
        yield version, before
        before = version.clauses


def _done(version: Version, before: dict[str, Entry]) -> dict[str, list[str]]:
    """The clauses that a version adds, states anew, repeals, and leaves open: they stand on a condition from now on."""
    now = version.clauses
    return {
        "adds": [id for id in now if id not in before],
        "states anew": [id for id in now if id in before and now[id]["text_of_version"] == version.name],
        "repeals": [id for id in before if id not in now],
        "leaves open": [id for id in now if "stands_if" in now[id] and "stands_if" not in before.get(id, {})],
    }


def matrix(texts: Texts) -> Iterator[str]:
    """One row for each clause, one column for each version."""
    ids = dict.fromkeys(id for version in texts.versions for id in version.clauses)
    yield from table(
        ("Clause", "Title of its latest text", *(version.name for version in texts.versions)),
        [
            (f"`{id}`", _title(texts, id), *(_cell(version, before, id) for version, before in _pairs(texts)))
            for id in ids
        ],
    )


def _title(texts: Texts, id: str) -> str:
    return next(word(version.clauses[id], "title") for version in reversed(texts.versions) if id in version.clauses)


def _cell(version: Version, before: dict[str, Entry], id: str) -> str:
    done = _done(version, before)
    if id in done["repeals"]:
        return "repealed"
    if id not in version.clauses:
        return NEVER
    if "stands_if" in version.clauses[id]:
        return "open"
    return f"{modality(version.clauses[id])}{'*' if id in done['states anew'] else ''}"


def numbers(texts: Texts) -> Iterator[str]:
    """Every parameter, once for each value, certainty and sources that a version gave it."""
    rows: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for version in texts.versions:
        for name, parameter in version.entries("parameters").items():
            stated = (f"`{name}`", _value(parameter["value"]), word(parameter, "certainty"), texts.cited(parameter))
            users = rows.setdefault(stated, {})
            for id in version.clauses:
                if mentions(version.wording(id), name):
                    users.setdefault(id, []).append(version.name)
    names = [version.name for version in texts.versions]
    yield from table(
        ("Number", "Value", "Certainty", "Sources", "Used by", "In"),
        [
            (*stated, code(users), spans([version for versions in users.values() for version in versions], names))
            for stated, users in rows.items()
        ],
    )


def _value(value: Plain) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{_value(each)} from {day}" for day, each in value.items())
    return "not public" if value == "unknown" else str(value)


def certainty(texts: Texts, names: tuple[str, ...]) -> Iterator[str]:
    """The clauses of some versions by how sure their wording is."""
    for name in names:
        version = texts.version(name)
        yield from heading(version.title, level=3)
        for sure in CERTAINTIES:
            ids = [id for id, clause in version.clauses.items() if clause["certainty"] == sure]
            if not ids:
                yield from bullet(f"**{capitalized(sure)}**: none.")
            elif sure == "confirmed":
                named = ", ".join(f"`{id}`{_open(version, id)}" for id in ids)
                yield from bullet(f"**Confirmed** ({counted(len(ids), 'clause')}): {named}.")
            else:
                yield from bullet(f"**{capitalized(sure)}** ({counted(len(ids), 'clause')}):")
                for id in ids:
                    yield from bullet(f"`{id}`{_open(version, id)}: {word(version.clauses[id], 'title')}", level=1)


def _open(version: Version, id: str) -> str:
    return " (open)" if "stands_if" in version.clauses[id] else ""


def proposals(texts: Texts) -> Iterator[str]:
    """What was proposed and never bound anyone, under the version in force at the time."""
    for version in texts.versions:
        for proposal in version.entries("proposals").values():
            note = f" {word(proposal, 'note')}" if "note" in proposal else ""
            yield from bullet(
                f"**{word(proposal, 'title')}.** {word(proposal, 'dated')}, under `{version.name}`; "
                f"{texts.cited(proposal)}.{note}"
            )


def sources(texts: Texts) -> Iterator[str]:
    """The sources, and the addresses to which their ids lead all over the page."""
    found = texts.sources()
    for id, source in found.items():
        yield from bullet(f"{id}: [{source['title']}][{id}]" if "url" in source else f"{id}: {source['title']}")
    without = [id for id, source in found.items() if "url" not in source]
    yield from paragraph(f"No address is stated for {', '.join(without)}." if without else "Each has an address.")
    yield ""
    yield from (f"[{id}]: {source['url']}" for id, source in found.items() if "url" in source)
