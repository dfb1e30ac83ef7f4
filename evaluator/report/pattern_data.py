"""A pattern as plain data, and a list of patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.model.as_data import clause_data, reading_data, term_data, written_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.model.as_data import Plain
    from evaluator.model.pattern import Pattern, PatternParameter


def pattern_data(pattern: Pattern) -> dict[str, Plain]:
    """A pattern as its author wrote it: what it is for, its parameters, its text, and the titles of its cases."""
    return {
        "pattern": pattern.name.text,
        "version": pattern.version,
        "title": pattern.title,
        "purpose": pattern.purpose,
        "parameters": {one.name.text: _parameter(one) for one in pattern.parameters},
        "clauses": {one.id.text: _clause(clause_data(one)) for one in pattern.clauses},
        "terms": {one.name.text: term_data(one) for one in pattern.terms},
        "readings": {one.name.text: reading_data(one) for one in pattern.readings},
        "cases": [case.title for case in pattern.cases],
    }


def patterns_data(patterns: Iterable[Pattern]) -> list[Plain]:
    """What is on offer: each pattern's reference, title and purpose."""
    return [{"pattern": one.reference, "title": one.title, "purpose": one.purpose} for one in patterns]


def _clause(keys: dict[str, Plain]) -> dict[str, Plain]:
    """A clause without its certainty, which only a use can say."""
    return {key: value for key, value in keys.items() if key != "certainty"}


def _parameter(parameter: PatternParameter) -> dict[str, Plain]:
    has: dict[str, Plain] = {one.name.text: str(one.type) for one in parameter.has}
    keys: dict[str, Plain] = {
        "type": parameter.type,
        "of": "" if parameter.of is None else parameter.of.text,
        "has": has,
        "default": written_data(parameter.default),
        "optional": "yes" if parameter.optional else "",
        "note": parameter.note,
    }
    return {key: value for key, value in keys.items() if value not in ("", {})}
