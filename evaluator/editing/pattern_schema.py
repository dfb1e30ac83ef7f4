"""The schema of a pattern: clauses with parameters, an example of their use, and worked cases."""

from __future__ import annotations

from typing import Final

from evaluator.editing import definitions_schema as defined
from evaluator.editing.agreement_schema import agreement_definitions, agreement_shape
from evaluator.editing.clause_schema import clause
from evaluator.editing.scenario_schema import expectation_definitions, scenario_shape, scenario_slots
from evaluator.editing.schema_parts import (
    Schema,
    declared,
    described,
    document,
    either,
    explained,
    keyed,
    matching,
    name,
    reference,
    text,
    word,
)
from evaluator.editing.vocabulary_schema import NOTE
from evaluator.model.read_pattern import KINDS, NOT_IN_CLAUSES, PATTERN, PATTERN_PARAMETER

_KINDS: Final = {
    "party": "a party",
    "entity": "a list of things; `has` says which attributes it must have",
    "action": "an action; `has` says which roles it must have",
    "condition": "a condition; with `of` it is one about a member of that entity",
}


def pattern_schema() -> Schema:
    """The schema of a file that holds one version of a pattern."""
    case = scenario_shape(scenario_slots(), without=("agreement",))
    slots: dict[str, Schema] = {
        "pattern": name("The name of the pattern; its main clause bears it, too."),
        "version": either(
            matching(r"[1-9]\d*"), {"type": "integer", "minimum": 1}, words="A whole number, 1 for the first."
        ),
        "title": text("What the pattern is called."),
        "purpose": text("What it is for, and when to use it."),
        "parameters": declared(
            either(reference("parameter_kind"), reference("pattern_parameter")),
            "What whoever uses the pattern has to fill in.",
        ),
        "readings": defined.readings(),
        "terms": defined.terms(),
        "clauses": declared(clause(without=tuple(NOT_IN_CLAUSES)), "The clauses; one bears the name of the pattern."),
        "example": described(agreement_shape(), "A small agreement that uses the pattern."),
        "cases": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": described(case, "A scenario about the example."),
            "description": "Worked cases by title: scenarios without `agreement`, with what should come out.",
        },
    }
    return document(
        "A pattern",
        "One version of a pattern: clauses with parameters, to be used in agreements.",
        keyed(PATTERN, slots),
        {**agreement_definitions(), **expectation_definitions(), **_definitions()},
    )


def _definitions() -> dict[str, Schema]:
    slots: dict[str, Schema] = {
        "type": reference("parameter_kind"),
        "has": declared(reference("type"), "The attributes of the entity, or roles of the action.", reserved=True),
        "of": name("The entity that the condition is about."),
        "default": reference("stated", "What it stands for where nothing is given."),
        "optional": word(["yes", "no"], "Whether what mentions it is left out where nothing is given."),
        "note": text(NOTE),
    }
    return {
        "parameter_kind": explained({kind: _KINDS.get(kind, "") for kind in KINDS}, "What it stands for."),
        "pattern_parameter": keyed(PATTERN_PARAMETER, slots),
    }
