"""The text of an agreement as it stands in one version, with where each clause comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.model.as_data import in_one_line
from evaluator.report.consolidated_data import agreement_data
from evaluator.report.words import (
    counted,
    day_in_words,
    display_width,
    flowed,
    listed,
    padded,
    plain,
    until_in_words,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion
    from evaluator.report.data import Plain


def render(chain: AgreementChain, version: ConsolidatedVersion, *, width: int = 80, expanded: bool = False) -> str:
    """The consolidated version as text that reads like Markdown, at most `width` columns wide where words allow.

    `expanded` shows clauses that come from patterns as what the uses stand for.
    """
    data = agreement_data(chain, version, expanded=expanded)
    lines = [f"# {plain(version.title) or version.name}", "", *_head(version, width)]
    for title, key in (
        ("Clauses", "clauses"),
        ("Terms", "terms"),
        ("Readings", "readings"),
        ("Parameters", "parameters"),
        ("Calendars", "calendars"),
        ("Sources", "sources"),
        ("Proposals, which bind nobody", "proposals"),
    ):
        entries = data[key]
        if not isinstance(entries, dict) or not entries:
            continue
        lines += ["", f"## {title}"]
        for name, entry in entries.items():
            if key == "clauses":
                lines += ["", *_entry(name, entry, width)]
            else:
                lines += short_lines(name, entry, width, named=key == "calendars")
    repealed = [(name, found) for name, found in version.clauses.items() if not found.stands]
    if repealed:
        lines += ["", "## Repealed", ""]
        for name, found in repealed:
            by = "" if found.repealed_by is None else f"repealed by version {found.repealed_by}"
            title = f"{name}: {plain(found.clause.title)}" if found.clause.title else name
            lines += wrapped(title, width, "- ", "  ")
            lines += wrapped(f"text of version {found.enacted_in}, {by}".rstrip(", "), width, "  ", "  ")
    return "\n".join(lines) + "\n"


def render_versions(chains: Sequence[AgreementChain]) -> str:
    """Agreements and their versions as lines; empty for none."""
    blocks = []
    for chain in chains:
        width = max(display_width(version.version) for version in chain.versions)
        lines = [
            f"  {padded(version.version, width)}  {plain(version.title)}".rstrip() + f" ({_standing(version)})"
            for version in chain.versions
        ]
        blocks.append("\n".join([chain.name, *lines]) + "\n")
    return "\n".join(blocks)


def _standing(version: ConsolidatedVersion) -> str:
    """`28 clauses`, and from which day where the version's name does not say it."""
    clauses = counted(sum(clause.stands for clause in version.clauses.values()), "clause")
    named = version.version == version.effective.isoformat()
    return clauses if named else f"from {day_in_words(version.effective)}, {clauses}"


def _head(version: ConsolidatedVersion, width: int) -> Iterable[str]:
    from evaluator.engine.outcome import When

    until = "" if version.superseded is None else until_in_words(When(version.superseded, version.superseded))
    amends = "" if version.written.amends is None else f"amends {version.written.amends}"
    parties = listed([f"{party.title} ({party.name})" for party in version.vocabulary.parties])
    partial = "the text is only partly known" if version.partial else ""
    facts = [f"{version.name}@{version.version}", f"from {day_in_words(version.effective)} {until}".strip(), amends]
    yield flowed([*facts, partial], width)
    if parties:
        yield from wrapped(f"between {plain(parties)}", width, "", "")


def _entry(name: str, entry: Plain, width: int) -> Iterable[str]:
    """One clause: its heading, its provenance and its keys."""
    if not isinstance(entry, dict):
        return
    keys = dict(entry)
    since, text, conditions = keys.pop("since_version"), keys.pop("text_of_version"), keys.pop("stands_if", None)
    provenance = f"in force since version {since}" + ("" if since == text else f", text of version {text}")
    if isinstance(conditions, list):
        provenance += f", as long as {listed([plain(str(one)) for one in conditions])}"
    yield from clause_lines(name, keys, width, provenance)


def clause_lines(name: str, entry: Mapping[str, Plain], width: int, about: str = "") -> Iterable[str]:
    """The heading of a clause, what there is to say about it, and its keys."""
    title = entry.get("title", "")
    yield f"### {name}{f': {plain(str(title))}' if title else ''}"
    yield from wrapped(about, width, "", "")
    for key, value in entry.items():
        if key != "title":
            yield from key_lines(key, value, width)


def short_lines(name: str, entry: Plain, width: int, *, named: bool = False) -> Iterable[str]:
    """A term, a reading, a parameter, a source or a calendar; `named` also shows the name of its first key."""
    if not isinstance(entry, dict):
        yield from wrapped(f"{name}: {plain(str(entry))}", width, "- ", "    ")
        return
    keys = dict(entry)
    if named:
        yield f"- {name}:"
    elif isinstance(first := keys.pop(next(iter(keys)), ""), str):
        yield from wrapped(f"{name}: {plain(first)}", width, "- ", "    ")
    else:
        yield f"- {name}:"
        yield from key_lines("values", first, width)
    for key, value in keys.items():
        yield from key_lines(key, value, width)


def key_lines(key: str, value: Plain, width: int) -> Iterable[str]:
    """One key with its value, a list or a mapping of short texts."""
    if isinstance(value, dict):
        yield f"    {key}:"
        for inner, words in value.items():
            yield from wrapped(f"{inner}: {plain(in_one_line(words))}", width, "      ", "          ")
    else:
        yield from wrapped(f"{key}: {plain(in_one_line(value))}", width, "    ", "        ")
