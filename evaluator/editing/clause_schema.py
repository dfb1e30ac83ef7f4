"""The schema of a clause, and of a pattern used in its place."""

from __future__ import annotations

from typing import Final

from evaluator.core.norms import Modality
from evaluator.editing.definitions_schema import certainty, citations
from evaluator.editing.schema_parts import (
    NAME_PATTERN,
    Schema,
    declared,
    described,
    either,
    keyed,
    matching,
    name,
    reference,
    several,
    text,
)
from evaluator.editing.vocabulary_schema import NOTE
from evaluator.model.read_clause import CLAUSE
from evaluator.model.read_use import PART, USE
from evaluator.report.data import Plain

_MODALITIES: Final = {
    Modality.MUST: "A duty: the action that the party has to do.",
    Modality.MUST_NOT: "A prohibition: the action that the party may not do.",
    Modality.MAY: "A permission: the action that the party is free to do.",
    Modality.NEED_NOT: "An exemption: the action that the party is freed from having to do.",
    Modality.CAN: "A power: the action by which the party changes what applies.",
}
_ENSURE: Final = "A guarantee: the condition that the party answers for."
_ABOUT_ACTS: Final = ("where", "except")


def clause(*, without: tuple[str, ...] = ()) -> Schema:
    """One clause: exactly one modality, and what else is said of it; some places refuse some keys."""
    slots: dict[str, Schema] = {
        "who": several(text(), "Whom it binds or entitles: a party, a list of parties, or `anyone`."),
        **{modality.value: name(words) for modality, words in _MODALITIES.items()},
        Modality.MUST_ENSURE.value: text(_ENSURE),
        "to": several(text(), "Who may claim it, or has to accept it: a party, a list of parties, or `anyone`."),
        "for each": text("A list, perhaps with a filter: there is one norm for each member."),
        "where": text("A condition about the act: which acts the clause covers."),
        "when": text("A condition: the circumstances in which it applies; may come and go."),
        "unless": text("A condition: the circumstances in which it does not apply; may come and go."),
        "from": text("A date: the first day."),
        "until": text("A condition: it ends on the first day on which this holds, for good."),
        "through": text("A date: the last day, included."),
        **_said_of_a_clause(),
    }
    with_act: list[Plain] = [{"required": [modality.value]} for modality in _MODALITIES]
    about_acts: Schema = {"anyOf": [{"required": [key]} for key in _ABOUT_ACTS]}
    guarantee: Schema = {"required": [Modality.MUST_ENSURE.value], "not": about_acts}
    schema = keyed(CLAUSE, slots, without=without)
    return described({**schema, "oneOf": [*with_act, guarantee]}, "A clause: who must, may or can do what.")


def clause_definitions() -> dict[str, Schema]:
    """The definitions of a clause, of a use of a pattern, and of either."""
    part = {
        "id": name("The name of this part in the agreement."),
        "question": text("Of a reading: what is open, in the agreement's own words."),
        "options": declared(text("What this answer says."), "Of a reading: its options, in the agreement's own words."),
        **_said_of_a_clause(),
    }
    use = {
        "use": matching(NAME_PATTERN + r"@[1-9]\d*", "The pattern to use here: `exclusivity@1`."),
        "with": declared(reference("stated"), "The arguments: what each parameter of the pattern stands for."),
        "parts": declared(
            keyed(PART, part),
            "What is said of single parts of the pattern: its other clauses, terms and readings.",
        ),
        **_said_of_a_clause(),
    }
    return {
        "clause": clause(),
        "use": described(keyed(USE, use), "A pattern, used in the place of a clause."),
        "clause_or_use": either(reference("clause"), reference("use")),
    }


def _said_of_a_clause() -> dict[str, Schema]:
    """What can be said of a clause wherever its words come from."""
    clauses = "The clauses that {} where both speak of one act."
    return {
        "title": text("What the clause is called in answers."),
        "except": declared(text("A condition that mentions the act."), "Named exceptions: acts it does not cover."),
        "overrides": several(name(), clauses.format("yield to this one")),
        "subject to": several(name(), clauses.format("this one yields to")),
        "certainty": certainty("How sure the clause itself is."),
        "cite": citations(),
        "note": text(f"{NOTE} Answers repeat it."),
    }
