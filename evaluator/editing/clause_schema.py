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
    word,
)
from evaluator.editing.vocabulary_schema import NOTE
from evaluator.model.read_clause import CLAUSE
from evaluator.model.read_performance import (
    CLOCKS,
    EARLIEST_DUE_FIRST,
    EFFECT,
    NORMS,
    OF_A_DEADLINE,
    OF_MODALITIES,
    TO_A_PARTY,
    UPON,
)
from evaluator.model.read_use import PART, USE
from evaluator.report.data import Plain

_MODALITIES: Final = {
    Modality.MUST: "A duty: the action that the party has to do.",
    Modality.MUST_NOT: "A prohibition: the action that the party may not do.",
    Modality.MAY: "A permission: the action that the party is free to do.",
    Modality.NEED_NOT: "An exemption: the action that the party is freed from having to do.",
    Modality.CAN: "A power: the action by which the party changes what applies.",
}
_VERBS: Final = {
    "suspend": "Clauses that do not apply until they are resumed, or `agreement`.",
    "resume": "Suspended clauses that apply again, or `agreement`.",
    "end": "Clauses that end, or `agreement`.",
    "terminate": "Clauses that are terminated, or `agreement`.",
    "waive": "Clauses that nobody insists on any more.",
    "assign": "Clauses whose right, or claim, passes to the party under `to`.",
    "delegate": "Clauses that the party under `to` may perform, too.",
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
        "for each": several(text(), "A list, perhaps with a filter: one norm for each member; several: for each pair."),
        "upon": either(text(), _event(), words="The event on which the norm arises, or upon which effects happen."),
        "where": text("A condition about the act: which acts the clause covers."),
        "when": text("A condition: the circumstances in which it applies; may come and go."),
        "unless": text("A condition: the circumstances in which it does not apply; may come and go."),
        "from": text("A date: the first day."),
        "until": text("A condition: it ends on the first day on which this holds, for good."),
        "through": text("A date: the last day, included."),
        "not before": text("A date: acts before it do not perform the duty."),
        "due": text("A date: the last day on which the duty is performed in time."),
        "clock": word(CLOCKS, "Whether time stops (as it does) or runs while the duty is suspended."),
        "amount": text("What the performing acts have to add up to: money or a quantity."),
        "applied": word((EARLIEST_DUE_FIRST,), "One act may serve several such duties, in this order."),
        "then": several(_effect(), "What happens when the power is exercised, or upon the event."),
        "cures": several(name(), "The clauses whose breach the performance of this one repairs."),
        "survives": word(("yes", "no"), "Whether it outlives the end and the termination of the agreement."),
        **_said_of_a_clause(),
    }
    with_act: list[Plain] = [{"required": ["who", modality.value]} for modality in _MODALITIES]
    about_acts: Schema = {"anyOf": [{"required": [key]} for key in _ABOUT_ACTS]}
    guarantee: Schema = {"required": ["who", Modality.MUST_ENSURE.value], "not": about_acts}
    binding: list[Plain] = [{"required": [key]} for key in ("who", *(modality.value for modality in NORMS))]
    automatic: Schema = {"required": ["upon", "then"], "not": {"anyOf": binding}}
    schema = keyed(CLAUSE, slots, without=without)
    choices: Schema = {
        "oneOf": [*with_act, guarantee, automatic],
        "dependentSchemas": {key: _only_of(modalities) for key, (modalities, _, _) in OF_MODALITIES.items()},
        "dependentRequired": {key: ["due"] for key in OF_A_DEADLINE},
    }
    return described({**schema, **choices}, "A clause: who must, may or can do what, or what happens when.")


def _only_of(modalities: tuple[Modality, ...]) -> Schema:
    """A clause of one of some modalities."""
    if modalities == NORMS:
        return {"required": ["who"]}
    of_a_party: list[Plain] = [{"required": [each.value]} for each in modalities if each is not Modality.AUTOMATIC]
    alone: list[Plain] = [{"not": {"required": ["who"]}}] if Modality.AUTOMATIC in modalities else []
    return {"anyOf": [*of_a_party, *alone]}


def _event() -> Schema:
    """The event under `upon`, with what bounds it."""
    slots: dict[str, Schema] = {
        "event": text("An event or an act (perhaps with a filter), a date, or a condition that becomes true."),
        "from": text("A date: the first day on which the event counts."),
        "when": text("A condition: the event counts while it holds."),
        "unless": text("A condition: the event does not count while it holds."),
        "until": text("A condition: from the first day on which it holds the event no longer counts."),
        "through": text("A date: the last day on which the event counts."),
    }
    return keyed(UPON, slots)


def _effect() -> Schema:
    """One effect: a verb with clauses, and the party it goes to."""
    slots: dict[str, Schema] = {verb: several(name(), words) for verb, words in _VERBS.items()}
    slots["to"] = text("The party to whom it is assigned or delegated.")
    one_verb: list[Plain] = [
        {"required": [verb, "to"]} if verb in TO_A_PARTY else {"required": [verb], "not": {"required": ["to"]}}
        for verb in _VERBS
    ]
    return {**keyed(EFFECT, slots), "oneOf": one_verb}


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
