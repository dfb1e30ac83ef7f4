"""The schema of an agreement: one version, in one file."""

from __future__ import annotations

from typing import Final

from evaluator.editing import definitions_schema as defined
from evaluator.editing.clause_schema import clause_definitions
from evaluator.editing.schema_parts import (
    DATE_PATTERN,
    Schema,
    declared,
    document,
    explained,
    keyed,
    matching,
    name,
    reference,
    several,
    text,
)
from evaluator.editing.vocabulary_schema import vocabulary_definitions, vocabulary_shape, vocabulary_slots
from evaluator.model.read_agreement import AGREEMENT, PARTIAL

_TEXT: Final = {
    "partial": "the text is only partly known: silence is no answer",
    "complete": "the text is known as a whole; the default",
}


def agreement_schema() -> Schema:
    """The schema of a file that holds one version of an agreement."""
    return document(
        "An agreement",
        "One version of an agreement: its words, what it defines and its clauses.",
        agreement_shape(),
        agreement_definitions(),
    )


def vocabulary_schema() -> Schema:
    """The schema of a file that holds the words that all versions of an agreement share."""
    return document(
        "A vocabulary",
        "The words that all versions of an agreement share: parties, entities, actions, constraints and calendars.",
        vocabulary_shape(),
        vocabulary_definitions(),
    )


def agreement_shape() -> Schema:
    """The schema of an agreement, without its definitions; one that amends nothing has clauses."""
    clauses = declared(reference("clause_or_use"), "The clauses, by name; each says one thing.")
    slots: dict[str, Schema] = {
        "agreement": name("The name of the agreement; every file of one folder has the same."),
        "version": text("The version: a date, which is also its first day, or a word."),
        "effective": matching(DATE_PATTERN, "The first day; needed if `version` is a word."),
        "title": text("What the version is called in answers."),
        "amends": text("The version before, of which this one states the changes."),
        "repeals": several(name(), "Clauses of earlier versions that end with this one."),
        "replaces": several(
            name(), "Terms, parameters, readings, calendars and sources that are defined again on purpose."
        ),
        "untouched": text("The condition on which clauses stay that this version does not mention."),
        "text": explained({each: _TEXT.get(each, "") for each in PARTIAL}, "How much of the text is known."),
        **vocabulary_slots(),
        "sources": defined.sources(),
        "parameters": defined.parameters(),
        "readings": defined.readings(),
        "terms": defined.terms(),
        "facts": defined.facts("Complete lists that belong to the agreement itself; a scenario cannot add to them."),
        "clauses": clauses,
        "proposals": defined.proposals(),
    }
    return {**keyed(AGREEMENT, slots), "anyOf": [{"required": ["clauses"]}, {"required": ["amends"]}]}


def agreement_definitions() -> dict[str, Schema]:
    """The definitions that an agreement's schema refers to."""
    return {**vocabulary_definitions(), **defined.definitions(), **clause_definitions()}
