"""The text of an agreement as it stands in one version, with where each clause comes from."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from evaluator.report.data import day_data
from evaluator.report.words import counted, day_in_words, display_width, flowed, listed, padded, plain, until_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion, StandingClause
    from evaluator.model.agreement import Bounded, Clause, Name, ParameterDeclaration, TermDeclaration
    from evaluator.report.data import Plain
    from evaluator.syntax.expressions import Binder, Expression


def agreement_data(chain: AgreementChain, version: ConsolidatedVersion) -> dict[str, Plain]:
    """The consolidated version as plain data: its clauses in the words of their authors, standing and repealed."""
    named = {one.effective: one.version for one in chain.versions}
    standing = {name: found for name, found in version.clauses.items() if found.stands}
    repealed = {name: found for name, found in version.clauses.items() if not found.stands}
    return {
        "agreement": version.name,
        "version": version.version,
        "title": version.title,
        "effective": day_data(version.effective),
        "superseded": None if version.superseded is None else day_data(version.superseded),
        "partial": version.partial,
        "parties": {party.name.text: party.title for party in version.vocabulary.parties},
        "clauses": {
            name: {
                "since_version": named.get(found.introduced, day_data(found.introduced)),
                "text_of_version": found.enacted_in,
                **_carried(found),
                **_clause(found.clause),
            }
            for name, found in standing.items()
        },
        "repealed": {
            name: {
                "title": found.clause.title,
                "since_version": named.get(found.introduced, day_data(found.introduced)),
                "text_of_version": found.enacted_in,
                "repealed_by": found.repealed_by,
            }
            for name, found in repealed.items()
        },
        "readings": {
            name: {
                "question": reading.question,
                "options": {option.text: words for option, words in reading.options},
                "default": "undecided" if reading.default is None else reading.default.text,
            }
            for name, reading in version.readings.items()
        },
        "parameters": {name: _parameter(parameter) for name, parameter in version.parameters.items()},
        "terms": {name: _term(term) for name, term in version.terms.items()},
        "sources": {
            name: {"title": source.title, **({"url": source.url} if source.url else {})}
            for name, source in version.sources.items()
        },
    }


def render(chain: AgreementChain, version: ConsolidatedVersion, *, width: int = 80) -> str:
    """The consolidated version as text that reads like Markdown, at most `width` columns wide where words allow."""
    data = agreement_data(chain, version)
    lines = [f"# {plain(version.title) or version.name}", "", *_head(version, width)]
    for title, key in (
        ("Clauses", "clauses"),
        ("Terms", "terms"),
        ("Readings", "readings"),
        ("Parameters", "parameters"),
        ("Sources", "sources"),
    ):
        entries = data[key]
        if not isinstance(entries, dict) or not entries:
            continue
        lines += ["", f"## {title}"]
        for name, entry in entries.items():
            lines += ["", *_entry(name, entry, width)] if key == "clauses" else _short(name, entry, width)
    repealed = [(name, found) for name, found in version.clauses.items() if not found.stands]
    if repealed:
        lines += ["", "## Repealed", ""]
        for name, found in repealed:
            by = "" if found.repealed_by is None else f"repealed by version {found.repealed_by}"
            title = f"{name}: {plain(found.clause.title)}" if found.clause.title else name
            lines += _wrapped(title, width, "- ", "  ")
            lines += _wrapped(f"text of version {found.enacted_in}, {by}".rstrip(", "), width, "  ", "  ")
    return "\n".join(lines) + "\n"


def versions_data(chain: AgreementChain) -> dict[str, Plain]:
    """An agreement and its versions, oldest first, as plain data."""
    return {
        "agreement": chain.name,
        "versions": [
            {
                "version": version.version,
                "title": version.title,
                "effective": day_data(version.effective),
                "superseded": None if version.superseded is None else day_data(version.superseded),
                "partial": version.partial,
                "clauses": sum(clause.stands for clause in version.clauses.values()),
            }
            for version in chain.versions
        ],
    }


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
        yield from _wrapped(f"between {plain(parties)}", width, "", "")


def _entry(name: str, entry: Plain, width: int) -> Iterable[str]:
    """One clause: its heading, its provenance and its keys."""
    if not isinstance(entry, dict):
        return
    keys = dict(entry)
    title = keys.pop("title", "")
    yield f"### {name}{f': {plain(str(title))}' if title else ''}"
    since, text, conditions = keys.pop("since_version"), keys.pop("text_of_version"), keys.pop("stands_if", None)
    provenance = f"in force since version {since}" + ("" if since == text else f", text of version {text}")
    if isinstance(conditions, list):
        provenance += f", as long as {listed([plain(str(one)) for one in conditions])}"
    yield from _wrapped(provenance, width, "", "")
    yield from (line for key, value in keys.items() for line in _key(key, value, width))


def _short(name: str, entry: Plain, width: int) -> Iterable[str]:
    """A term, a reading, a parameter or a source."""
    if not isinstance(entry, dict):
        yield from _wrapped(f"{name}: {plain(str(entry))}", width, "- ", "    ")
        return
    keys = dict(entry)
    first = keys.pop(next(iter(keys)), "")
    if isinstance(first, str):
        yield from _wrapped(f"{name}: {plain(first)}", width, "- ", "    ")
    else:
        yield f"- {name}:"
        yield from _key("values", first, width)
    for key, value in keys.items():
        yield from _key(key, value, width)


def _key(key: str, value: Plain, width: int) -> Iterable[str]:
    if isinstance(value, dict):
        yield f"    {key}:"
        for inner, words in value.items():
            yield from _wrapped(f"{inner}: {plain(str(words))}", width, "      ", "          ")
    else:
        words = ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
        yield from _wrapped(f"{key}: {plain(words)}", width, "    ", "        ")


def _wrapped(text: str, width: int, first: str, later: str) -> list[str]:
    return wrap(
        text, width, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )


def _carried(found: StandingClause) -> dict[str, Plain]:
    conditions: list[Plain] = [_text(condition) for condition in found.carried_if]
    return {"stands_if": conditions} if conditions else {}


def _clause(clause: Clause) -> dict[str, Plain]:
    """The keys of a clause that are there, in the order in which a clause is read."""
    keys: dict[str, Plain] = {
        "title": clause.title,
        "for each": _text(clause.for_each),
        "who": _text(clause.who) or _names(clause.who_list),
        clause.modality.value: _text(clause.ensure) if clause.action is None else clause.action.text,
        "to": _text(clause.to) or _names(clause.to_list),
        "where": _text(clause.where),
        "except": {name.text: _text(condition) for name, condition in clause.exceptions},
        "when": _text(clause.when),
        "unless": _text(clause.unless),
        "from": _text(clause.starts),
        "until": _text(clause.until),
        "through": _text(clause.through),
        "overrides": _names(clause.overrides),
        "subject to": _names(clause.subject_to),
        "certainty": clause.certainty.word,
        "cite": _names(clause.cite),
        "note": clause.note,
    }
    return {key: value for key, value in keys.items() if value not in ("", [], {})}


def _parameter(parameter: ParameterDeclaration) -> dict[str, Plain]:
    value: Plain = {day_data(day): _text(value) for day, _, value in parameter.values} or _text(parameter.value)
    cite = {"cite": _names(parameter.cite)} if parameter.cite else {}
    return {"value": value, "certainty": parameter.certainty.word, **cite}


def _term(term: TermDeclaration) -> dict[str, Plain]:
    cases: Mapping[str, Plain] = {
        "otherwise" if case.when is None else _text(case.when): _text(case.then) for case in term.cases
    }
    keys: dict[str, Plain] = {
        "means": _text(term.means) or dict(cases),
        "for each": _text(term.for_each),
        "note": term.note,
    }
    return {key: value for key, value in keys.items() if value not in ("", {})}


def _text(part: Expression | Bounded | Binder | None) -> str:
    """The author's words on one line."""
    return "" if part is None else " ".join(part.span.text.split())


def _names(names: Iterable[Name]) -> list[Plain]:
    return [name.text for name in names]
