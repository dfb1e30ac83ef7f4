"""What tests looked at, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.coverage.coverage import counted_outcomes
from evaluator.coverage.part import FALSE, TRUE, Kind
from evaluator.report.words import counted, listed, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evaluator.coverage.coverage import Count, Measured
    from evaluator.coverage.part import Part

_LONG: Final = 60
_ROWS: Final = {
    Kind.CLAUSE: "clauses",
    Kind.DECISION: "decisions",
    Kind.CONDITION: "conditions inside",
    Kind.PRIORITY: "priorities",
    Kind.OPTION: "options of readings",
}
_ONLY: Final = {
    "clause": {TRUE: "was never in force", FALSE: "was always in force"},
    "decision": {TRUE: "was never true", FALSE: "was always true"},
    "except": {TRUE: "never applied", FALSE: "always applied"},
    "from": {TRUE: "had never come", FALSE: "had always come"},
    "through": {TRUE: "was never over", FALSE: "was always over"},
    "upon": {TRUE: "never happened", FALSE: "had always happened"},
    "priority": {TRUE: "never had to yield", FALSE: "always had to yield"},
    "option": {TRUE: "was never taken"},
}
"""What is said of a part of which one outcome was not seen, by what it is and the outcome."""


def percentage(count: Count) -> str:
    """`92.4%`, rounded down, so that only what is complete is 100%; `nothing to see` where there is no outcome."""
    return "nothing to see" if not count.of else f"{1000 * count.seen // count.of / 10:.1f}%"


def heading(measured: Measured) -> str:
    """What was measured, by what."""
    expectations = sum(number for _, number in measured.scenarios)
    versions = listed([plain(version) for version in measured.versions])
    tests = f"{counted(len(measured.scenarios), 'scenario')} with {counted(expectations, 'expectation')}"
    return f"{plain(measured.agreement)} ({versions}): {tests}"


def total(measured: Measured) -> str:
    """How much of it was seen."""
    count = measured.count()
    return f"{percentage(count)}: {count.seen:,} of {counted(count.of, 'outcome')} seen"


def untested(measured: Measured) -> str:
    """Which versions no test is about; empty if there are none."""
    if not measured.untested:
        return ""
    word = "version" if len(measured.untested) == 1 else "versions"
    return f"no test is about {word} {listed([plain(version) for version in measured.untested])}, not counted"


def table(measured: Measured) -> Iterator[tuple[str, ...]]:
    """A row for each kind of part: its name, how many were seen to come out in all ways, in some, in none; outcomes."""
    yield "", "all ways", "one way", "no way", "outcomes seen"
    for kind, name in _ROWS.items():
        parts = [part for part in measured.parts if part.kind is kind]
        if not parts:
            continue
        whole = sum(not part.lacks for part in parts)
        none = sum(part.lacks == part.outcomes for part in parts)
        count = measured.count((kind,))
        one = "-" if kind is Kind.OPTION else str(len(parts) - whole - none)
        yield name, str(whole), one, str(none), f"{count.seen} of {count.of}"


def gaps(parts: Sequence[Part]) -> Iterator[tuple[Part, str]]:
    """What was not seen, file by file and subject by subject; of a subject that nothing looked at one line only."""
    subjects: dict[tuple[str, str, str], list[Part]] = {}
    for part in parts:
        subjects.setdefault((part.file, part.of, part.subject), []).append(part)
    for (_, of, subject), found in subjects.items():
        if len(found) > 1 and of != "reading" and not any(part.seen for part in found):
            words = "nothing of it was looked at" + (" (a term)" if of == "term" else "")
            yield found[0], f"{plain(subject)}: {words}, {counted(counted_outcomes(found).of, 'outcome')}"
            continue
        yield from ((part, gap(part)) for part in found if part.lacks)


def gap(part: Part) -> str:
    """What of one part was not seen."""
    subject = plain(part.subject)
    missed = _missed(part)
    match part.kind:
        case Kind.CLAUSE:
            return f"{subject}: {missed}"
        case Kind.OPTION:
            return f"{subject}: the option `{plain(part.key)}` {missed}"
        case Kind.PRIORITY:
            return f"{subject}, under {plain(part.key)}: {missed}"
        case Kind.DECISION | Kind.CONDITION:
            return f"{subject} {plain(part.key)}: `{_short(part.text)}` {missed}"


def _missed(part: Part) -> str:
    if not part.seen:
        return "was never taken" if part.kind is Kind.OPTION else "was never looked at"
    if len(part.lacks) > 1:
        return "was only ever unknown"
    return _ONLY[_manner(part)][part.lacks[0]]


def _manner(part: Part) -> str:
    if part.kind is Kind.DECISION:
        word = part.key.partition(" ")[0]
        return word if word in _ONLY else "decision"
    return "decision" if part.kind is Kind.CONDITION else part.kind.value


def _short(text: str) -> str:
    line = plain(text)
    return line if len(line) <= _LONG else line[: _LONG - 1] + "…"
