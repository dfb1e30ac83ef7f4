"""The schema of what an agreement defines beside its clauses: sources, parameters, readings, terms, proposals."""

from __future__ import annotations

from typing import Final

from evaluator.editing.schema_parts import (
    DATE_PATTERN,
    Schema,
    declared,
    described,
    either,
    explained,
    keyed,
    listing,
    name,
    one_key_of,
    reference,
    several,
    text,
    word,
)
from evaluator.editing.vocabulary_schema import NOTE
from evaluator.model.read_definitions import (
    CASE,
    LAST_CASE,
    PARAMETER,
    PROPOSAL,
    READING,
    SOURCE,
    TERM,
    UNDECIDED,
)
from evaluator.values.truth import CERTAINTIES

_CERTAINTY: Final = {
    "confirmed": "published by a party, or undisputed; the default",
    "oral": "said by a party, not written",
    "reported": "said by others about the parties",
    "inferred": "concluded from what is known",
}


def certainty(words: str) -> Schema:
    """The slot of `certainty`."""
    return reference("certainty", words)


def citations(words: str = "The sources in which it is written, by their names.") -> Schema:
    """The slot of `cite`."""
    return several(name(), words)


def sources() -> Schema:
    """The slot of `sources`."""
    long = keyed(SOURCE, {"title": text("What the source is called."), "url": text("Where it is published.")})
    return declared(either(text(), long), "What clauses cite: short names with titles, perhaps with addresses.")


def parameters() -> Schema:
    """The slot of `parameters`."""
    by_date: Schema = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": f"^{DATE_PATTERN}$"},
        "additionalProperties": reference("stated"),
        "description": "Values over time, by the first day of each, oldest first; read as `name(today)`.",
    }
    slots = {
        "value": reference("stated", "The value; `unknown` and bounds such as `at least 5 GW` are values, too."),
        "values": by_date,
        "type": reference("type", "The type, where the value does not show it."),
        "certainty": certainty("How sure the value is; answers that need it are no surer."),
        "cite": citations(),
        "note": text(NOTE),
    }
    long = {**keyed(PARAMETER, slots), **one_key_of("value", "values")}
    return declared(either(reference("stated"), long), "Named values that conditions use.")


def readings() -> Schema:
    """The slot of `readings`."""
    return declared(reference("reading"), "Open questions of interpretation, each with its possible answers.")


def _reading() -> Schema:
    slots = {
        "question": text("The question of interpretation."),
        "options": either(
            {**declared(text("What this answer says.")), "minProperties": 2},
            {**listing(name()), "minItems": 2},
            words="The answers that are argued for, by name; a condition asks `reading.NAME is OPTION`.",
        ),
        "default": either(
            word([UNDECIDED]),
            name(),
            words="The answer that counts; `undecided`: only what all agree on is certain.",
        ),
        "note": text(NOTE),
    }
    return keyed(READING, slots)


def terms() -> Schema:
    """The slot of `terms`."""
    return declared(reference("term"), "Defined terms: names for expressions.")


def _term() -> Schema:
    rows = either(
        keyed(CASE, {"when": text("A condition."), "then": text("The value where it holds.")}),
        keyed(LAST_CASE, {"otherwise": text("The value where no row holds; the last row.")}),
    )
    slots = {
        "for each": text("The list whose members the term is about, perhaps with a filter."),
        "means": text("What the term stands for: an expression."),
        "cases": listing(rows, "A table: the row that holds gives the value."),
        "note": text(NOTE),
    }
    long = {**keyed(TERM, slots), **one_key_of("means", "cases")}
    return either(text(), long)


def proposals() -> Schema:
    """The slot of `proposals`."""
    slots = {
        "title": text("What was proposed."),
        "dated": text("When, in words, since proposals are often known by month only."),
        "cite": citations(),
        "note": text(NOTE),
    }
    return declared(keyed(PROPOSAL, slots), "What was proposed and never agreed: a record that binds nobody.")


def facts(words: str) -> Schema:
    """The slot of `facts`, where the vocabulary is not known."""
    return declared(reference("facts"), words)


def definitions() -> dict[str, Schema]:
    """The definitions that the slots refer to; a stated value, and what is stated of one list, are among them."""
    return {
        "certainty": explained({each: _CERTAINTY.get(each, "") for each in reversed(CERTAINTIES)}),
        "reading": _reading(),
        "term": _term(),
        "stated": either(
            text(),
            listing(reference("stated")),
            words="A value: `5 GW`, `unknown`, `at least 5 GW`, `at most …`, `between … and …`, a list, `none`.",
        ),
        "facts": either(
            reference("stated", "The value of a single fact; `none`: the list has no members and is closed."),
            listing(reference("member"), "The members of a list."),
        ),
        "member": described(
            {
                "type": "object",
                "properties": {"id": name("The name of this member, by which other facts refer to it.")},
                "additionalProperties": reference("stated"),
            },
            "One member of a list: its attributes with their values. What is not stated is unknown.",
        ),
    }
