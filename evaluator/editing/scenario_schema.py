"""The schema of a scenario about any agreement."""

from __future__ import annotations

from typing import Final

from evaluator.core.norms import AGREEMENT
from evaluator.editing import definitions_schema as defined
from evaluator.editing.schema_parts import (
    MOMENT_PATTERN,
    NAME_PATTERN,
    REFERENCE_PATTERN,
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
    several,
    text,
    word,
)
from evaluator.model.read_expectations import (
    ABILITIES,
    EXPECTATION,
    OF_THE_AGREEMENT,
    PERFORMANCES,
    REASONS,
    REASONS_OF_AN_AGREEMENT,
    STATES,
    VERDICTS,
    WORDS,
    WORDS_OF_AN_AGREEMENT,
)
from evaluator.model.read_scenario import SCENARIO

_MEANINGS: Final = {
    "in_force": "the norm applies",
    "not_in_force": "the norm does not apply, for whatever reason",
    "undetermined": "what is known does not settle it",
    "not_yet": "its first day has not come",
    "not_triggered": "its `when` does not hold",
    "ended": "its `until` held, or its last day is over",
    "excepted": "its `unless` holds",
    "overridden": "a clause with priority covers all its acts",
    "suspended": "an effect suspended it, and nothing has resumed it",
    "terminated": "an effect terminated it, or the agreement",
    "waived": "an effect waived it",
    "repealed": "a later version ended it",
    "obligatory": "the act has to be done",
    "permitted": "the act is allowed",
    "prohibited": "the act is forbidden",
    "unregulated": "no clause names the act",
    "conflicting": "clauses contradict each other without priority",
    "able": "the party has the power",
    "not_able": "the party lacks the power: without effect",
    "open": "the duty is in force, and neither performed nor breached",
    "fulfilled": "the duty was performed in time; of a prohibition or a guarantee: it ended unbroken",
    "fulfilled_late": "the duty was performed after the last timely day",
    "breached": "the norm was breached; short, also one that was cured, defaulted or performed late",
    "cured": "it was breached, and a clause that cures it was performed",
    "defaulted": "it was breached, and nothing can cure it any more",
    "available": "the right is in force and has not been used",
    "exercised": "the right has been used",
    "lapsed": "the right ended without having been used",
}
"""What the words mean that can be expected."""
_MEANINGS_OF_AN_AGREEMENT: Final = {
    "in_force": "the agreement applies",
    "not_in_force": "the agreement does not apply, for whatever reason",
    "not_yet": "its first day has not come",
    "ended": "an effect ended it",
    "terminated": "an effect terminated it",
    "suspended": "an effect suspended it, and nothing has resumed it",
}
"""What the words mean that differ where they are said of the agreement as a whole."""
_NO_PERFORMANCE: Final = {
    "undetermined": "what is known does not settle it",
    "none": "nothing is certain: there is nothing to say, or it is undetermined",
}

_IN_NAMES: Final = r"[^\x00-/:-@\[-^`{-\x7f]"
MEMBER_PATTERN: Final = rf"{_IN_NAMES}(?:{_IN_NAMES}|-)*(?: \d{{2}}:\d{{2}})?"
"""A member of a family: its id, or the first day of a period."""

CLOSED: Final = "Which lists have no members but those that are stated; lists are open unless closed."
FACTS: Final = "What is known, acts that happened included. What is not stated is unknown."
ASSUME: Final = "What is taken to be so where `facts` is silent; answers that rest on it say so."
WITH: Final = "Readings that are settled and parameters that are fixed, by name."
ASK: Final = "Acts to be judged, by names of their own: `move_in: {use_studio: {by: tenant}}`. Asking changes nothing."
EXPECT: Final = "What should come out, of clauses and of acts by name, which makes the scenario a test."

DATED: Final[Schema] = {
    "type": "object",
    "additionalProperties": matching(MOMENT_PATTERN, "Closed up to this day."),
    "minProperties": 1,
}
"""An entry of `complete` that closes lists up to a day each."""


def scenario_schema() -> Schema:
    """The schema of a scenario about any agreement."""
    return document(
        "A scenario",
        "What is known on a day, and what is asked about it.",
        scenario_shape(scenario_slots()),
        {**defined.definitions(), **expectation_definitions()},
    )


def scenario_shape(slots: dict[str, Schema], *, without: tuple[str, ...] = ()) -> Schema:
    """The schema of a scenario whose slots are given, without its definitions; some places refuse some keys."""
    return keyed(SCENARIO, slots, without=without)


def scenario_slots() -> dict[str, Schema]:
    """What stands under each key of a scenario about an agreement that is not known."""
    act: Schema = {
        "type": "object",
        "propertyNames": {"pattern": f"^(?:{NAME_PATTERN})$"},
        "additionalProperties": reference("act"),
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {
        "title": text("What the scenario is called in the answer."),
        "agreement": matching(
            REFERENCE_PATTERN, "Its name, `name@version` to pin a version, or a path such as `../lease.yaml`."
        ),
        "as_of": matching(MOMENT_PATTERN, "The day asked about, which means its end; or a moment, `2026-05-01 10:30`."),
        "complete": completeness(either(text(), DATED)),
        "facts": defined.facts(FACTS),
        "assume": defined.facts(ASSUME),
        "with": declared(reference("stated"), WITH),
        "ask": declared(act, ASK),
        "expect": expectations(of_the_agreement(), reference("expectation")),
    }


def completeness(item: Schema) -> Schema:
    """The slot of `complete`; `item` is what its list may hold."""
    return either(
        explained({"yes": "every list, up to `as_of`", "no": "no list; as if the key were not there"}),
        matching(MOMENT_PATTERN, "Every list, up to this day."),
        {"type": "array", "items": item, "minItems": 1},
        words=CLOSED,
    )


def expectations(clauses: dict[str, Schema], other: Schema) -> Schema:
    """The slot of `expect`: what is expected of clauses that are known, and of everything else."""
    target = f"{NAME_PATTERN}(:{MEMBER_PATTERN}(/{MEMBER_PATTERN})*)?"
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": f"^(?:{target})$"},
        "properties": dict(clauses),
        "additionalProperties": other,
        "description": EXPECT,
    }


def of_the_agreement() -> dict[str, Schema]:
    """What is expected of the agreement as a whole, under its name."""
    return {AGREEMENT: reference("agreement_expectation", "The agreement as a whole.")}


def expectation_definitions() -> dict[str, Schema]:
    """The definitions of what can be expected: of anything, of a norm, of an act, of the agreement."""
    norm, act = (*STATES, *REASONS, *PERFORMANCES), VERDICTS
    whole = explained({each: {**_MEANINGS, **_MEANINGS_OF_AN_AGREEMENT}[each] for each in WORDS_OF_AN_AGREEMENT})
    return {
        "expectation": either(outcome_word(WORDS), reference("long_expectation")),
        "norm_expectation": either(outcome_word(norm), reference("long_expectation")),
        "act_expectation": either(outcome_word(act), reference("long_expectation")),
        "agreement_expectation": either(whole, {**_long_of_the_agreement(), "minProperties": 1}),
        "long_expectation": {**_long(), "minProperties": 1},
        "act": described(
            {
                "type": "object",
                "properties": {"id": False},
                "additionalProperties": reference("stated"),
            },
            "The roles of the act, `by` and `on` among them; a role left out is unknown, `anything` stands for all.",
        ),
    }


def outcome_word(words: tuple[str, ...]) -> Schema:
    """One of the words that can come out."""
    return explained({each: _MEANINGS[each] for each in dict.fromkeys(words)})


def _long() -> Schema:
    names = several(name())
    amount = text(
        "What the performing acts must add up to: `900 EUR`, `at most …`, `between … and …`, `unknown`, `none`."
    )
    slots: dict[str, Schema] = {
        "state": described(outcome_word(STATES), "The state of the norm."),
        "reasons": several(word((*REASONS, "none")), "Why it is not in force: all certain reasons, or `none`."),
        "verdict": described(outcome_word(VERDICTS), "What is said of the act."),
        "ability": described(outcome_word(ABILITIES), "Whether the party has the power to do the act."),
        "performance": explained(
            {**{each: _MEANINGS[each] for each in PERFORMANCES}, **_NO_PERFORMANCE},
            "What has become of the norm, in one word.",
        ),
        "since": _date("The first day of the state, `at least …`, `at most …`, `between … and …`, `none`."),
        "until": _date("The first day after the state; written like `since`."),
        "due": _date("The last timely day; written like `since`."),
        "amount": amount,
        "outstanding": text("What is left of the amount; written like `amount`."),
        "certainty": defined.certainty("How sure the answer is."),
        "turns_on": described(names, "All readings that the answer turns on, or `none`."),
        "missing": several(text(), "All facts that would help to settle the answer, or `none`."),
    }
    return keyed(EXPECTATION, slots)


def _long_of_the_agreement() -> Schema:
    slots: dict[str, Schema] = {
        "state": described(word(STATES), "The state of the agreement."),
        "reasons": several(
            word((*REASONS_OF_AN_AGREEMENT, "none")), "Why it is not in force: all certain reasons, or `none`."
        ),
        "since": _date("The first day of the state, `at least …`, `at most …`, `between … and …`, `none`."),
    }
    return keyed(OF_THE_AGREEMENT, slots)


def _date(words: str) -> Schema:
    bounds = rf"at\s+(least|most)\s+{MOMENT_PATTERN}|between\s+{MOMENT_PATTERN} and {MOMENT_PATTERN}|none"
    return described(either(matching(MOMENT_PATTERN), matching(bounds)), words)
