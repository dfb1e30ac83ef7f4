"""What follows from AGI and from the calendar, by evaluating a scenario for each before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import evaluator
from evaluator.engine.outcome import NormAnswer, Reason
from evaluator.report.words import day_in_words
from tests.analyst_page.markdown import bullet, code, paragraph, table
from tests.analyst_page.texts import NAME, Texts, Version

DECLARED, VERIFIED = date(2029, 1, 10), date(2029, 5, 2)
DECLARATION = {"declaration": [{"id": "first", "by": "openai", "on": DECLARED}]}
VERDICT = {"verdict": [{"of": "first", "result": "verified", "on": VERIFIED}]}

OPEN = "open"
WORDS = {
    Reason.NOT_YET: "not yet",
    Reason.NOT_TRIGGERED: "not triggered",
    Reason.EXCEPTED: "lifted",
    Reason.ENDED: "ended",
    Reason.REPEALED: "repealed",
}


@dataclass(frozen=True)
class Event:
    """A column: what happens, the day from which it counts, and all the facts there are.

    `told` says the facts in words.
    """

    heading: str
    on: date
    told: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def before(self) -> date:
        """The last day before it."""
        return self.on - timedelta(days=1)


def _events() -> tuple[Event, ...]:
    declared, verified = day_in_words(DECLARED), day_in_words(VERIFIED)
    return (
        Event("Nothing happens", DECLARED, "no declaration and no verdict."),
        Event("AGI declared by OpenAI", DECLARED, f"OpenAI declares AGI on {declared}; no verdict.", DECLARATION),
        Event(
            "Declaration verified by the panel",
            VERIFIED,
            f"OpenAI declares AGI on {declared}, and the panel verifies it on {verified}.",
            {**DECLARATION, **VERDICT},
        ),
        Event("After 2030", date(2031, 1, 1), "no declaration and no verdict."),
        Event("After 2032", date(2033, 1, 1), "no declaration and no verdict."),
    )


EVENTS = _events()


@dataclass(frozen=True)
class Answer:
    """The state of a clause in words, and the readings of which another answer than the one taken would change it."""

    state: str
    rests_on: tuple[str, ...]

    def after(self, before: "Answer") -> str:
        """`in force → ended`, or this state alone if it is no other than before; `*` if it rests on an answer."""
        still = before.state == self.state or (before.state.startswith(OPEN) and self.state.startswith(OPEN))
        return f"{'' if still else f'{before.state} → '}{self.state}{'*' if self.rests_on else ''}"


def _answers(scenario: evaluator.Scenario, version: Version, day: date) -> dict[str, Answer]:
    """The answer for each clause that stands in the version."""
    about = f"{NAME}@{version.name}"
    outcome = evaluator.evaluate(scenario, as_of=day, agreement=about)
    norms = {norm.clause: norm for norm in outcome if norm.clause in version.clauses}
    others = {
        (turn.reading, option)
        for norm in norms.values()
        for turn in norm.turns_on
        if turn.used is not None
        for option, _ in turn.options
        if option != turn.used
    }
    states = {
        (reading, option): evaluator.states(scenario, as_of=day, agreement=about, readings={reading: option})
        for reading, option in others
    }
    return {
        id: Answer(
            _in_words(norm),
            tuple(
                turn.reading
                for turn in norm.turns_on
                if any(
                    states[turn.reading, option][id] is not norm.state
                    for option, _ in turn.options
                    if turn.used is not None and option != turn.used
                )
            ),
        )
        for id, norm in norms.items()
    }


def _in_words(norm: NormAnswer) -> str:
    """`in force`, `ended`, or `open` and the readings and numbers that it hangs on."""
    match norm.state:
        case evaluator.State.IN_FORCE:
            return "in force"
        case evaluator.State.NOT_IN_FORCE:
            return ", ".join(WORDS[reason] for reason in norm.reasons) or "not in force"
        case evaluator.State.UNDETERMINED:
            undecided = [turn.reading for turn in norm.turns_on if turn.used is None]
            unknown = [missing.fact.removeprefix("parameter.") for missing in norm.missing]
            return f"{OPEN}: {code([*undecided, *unknown])}"


Column = dict[str, tuple[Answer, Answer]]
"""The answers of one event, by clause: on the day before, and on the day itself."""


def _columns(texts: Texts, version: Version) -> list[Column]:
    columns = []
    for event in EVENTS:
        scenario = _scenario(texts, version, event)
        before, after = (_answers(scenario, version, day) for day in (event.before, event.on))
        columns.append({id: (before[id], after[id]) for id in after})
    return columns


def _cells(columns: list[Column], id: str) -> list[str]:
    return [after.after(before) for before, after in (column[id] for column in columns)]


def _scenario(texts: Texts, version: Version, event: Event) -> evaluator.Scenario:
    facts = {"facts": event.facts} if event.facts else {}
    return evaluator.build_scenario(
        {"agreement": f"{NAME}@{version.name}", "as_of": event.on, "complete": True, **facts}, library=texts.library
    )


def every_clause(texts: Texts, name: str) -> Iterator[str]:
    """One row for each clause of a version, one column for each event, and the facts of each column."""
    version = texts.version(name)
    columns = _columns(texts, version)
    yield from table(
        ("Clause", *(event.heading for event in EVENTS)), [(f"`{id}`", *_cells(columns, id)) for id in columns[0]]
    )
    yield from _stars(columns)
    yield from paragraph(
        f"Each column is a scenario of its own under `{name}`, in which every list of events is complete: what is not "
        "said here has not happened. No revenue, no purchase of cloud services and no payment is stated either, so "
        "that "
        "clauses about each revenue are not shown."
    )
    yield ""
    for event in EVENTS:
        days = f"{day_in_words(event.before)} and {day_in_words(event.on)}"
        yield from bullet(f"**{event.heading}**, asked about {days}: {event.told}")


def what_changes(texts: Texts) -> Iterator[str]:
    """The clauses of the version in force today that one of the events touches; the others are only listed."""
    columns = _columns(texts, texts.today)
    same: dict[str, list[str]] = {}
    rows = []
    for id in columns[0]:
        cells = _cells(columns, id)
        if len(set(cells)) == 1:
            same.setdefault(cells[0], []).append(id)
        else:
            rows.append((f"`{id}`", *cells))
    yield from table(("Clause", *(event.heading for event in EVENTS)), rows)
    yield from _stars(columns)
    yield from paragraph("None of the five makes a difference to the others:")
    yield ""
    for state, ids in same.items():
        yield from bullet(f"{state}: {code(ids)}.")


def _stars(columns: list[Column]) -> Iterator[str]:
    """For each event, the readings on which answers marked `*` rest."""
    yield from paragraph("What the answers marked * rest on:")
    yield ""
    for event, column in zip(EVENTS, columns, strict=True):
        resting: dict[str, list[str]] = {}
        for id, (_, answer) in column.items():
            for reading in answer.rests_on:
                resting.setdefault(reading, []).append(id)
        if resting:
            said = [f"{code(ids)} on `{reading}`" for reading, ids in resting.items()]
            yield from bullet(f"**{event.heading}**: {'; '.join(said)}.")
