"""One scenario under several versions: which answers differ, and which are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from evaluator.comparisons.results import COLUMNS as RESULT_COLUMNS
from evaluator.comparisons.results import Result, Standing, Subject, cells, result, standing_of, subjects
from evaluator.diagnostics import Diagnostic
from evaluator.engine.outcome import Day, Outcome, PartyNote
from evaluator.frozen import frozen

COLUMNS: Final = ("address", "kind", "clause", "member", "title", "action", "differs", "version", *RESULT_COLUMNS)
"""The columns of `Comparison.rows`."""


@frozen
class Column:
    """One version: its name, its title, the day it takes effect; and why it has no answers, where it has none."""

    version: str
    title: str
    effective: date
    diagnostics: tuple[Diagnostic, ...] = ()


@frozen
class Line:
    """One norm or act, and what comes out for it under each version, in the order of the columns.

    A result is None where the version has no such norm, and where it has no answers at all. `differs` is whether the
    versions that have answers differ; that a norm is not there differs from everything else.
    """

    subject: Subject
    results: tuple[Result | None, ...]
    differs: bool


@frozen
class Comparison:
    """The same facts under several versions, each of which governs every day as if the scenario had pinned it.

    `lines` are the norms in the order of the text of the version named last, those that only others have after them,
    then the acts. What is compared of a norm is in `NormResult`, of an act in `ActResult`: not since when and until
    when a state holds, and not why. `fixed` are the readings and parameters that were fixed, in words.
    """

    title: str
    agreement: str
    as_of: Day
    parties: tuple[PartyNote, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    fixed: tuple[tuple[str, str], ...] = ()

    @property
    def differences(self) -> tuple[Line, ...]:
        """The lines whose results differ."""
        return tuple(line for line in self.lines if line.differs)

    @property
    def same(self) -> tuple[Line, ...]:
        """The lines whose results are the same under all versions that have answers."""
        return tuple(line for line in self.lines if not line.differs)

    @property
    def is_complete(self) -> bool:
        """Whether every version has answers."""
        return not any(column.diagnostics for column in self.columns)

    def line(self, address: str) -> Line:
        """The line of a norm (`clause`, `clause:member`) or of an act.

        Raises:
            KeyError: there is none; the message names what there is.
        """
        for line in self.lines:
            if line.subject.address == address:
                return line
        raise KeyError(
            f"no norm or act `{address}`; there are: {', '.join(each.subject.address for each in self.lines)}"
        )

    def standing(self, line: Line, number: int) -> Standing:
        """What stands in a line under the version of that number."""
        return standing_of(line.results[number], self.columns[number].diagnostics)

    def rows(self) -> list[dict[str, str | None]]:
        """One row for each line and version, as plain text: what a data frame or a CSV file takes."""
        return [
            {
                "address": line.subject.address,
                "kind": line.subject.kind,
                "clause": line.subject.clause,
                "member": line.subject.member,
                "title": line.subject.title or None,
                "action": line.subject.action,
                "differs": "yes" if line.differs else "no",
                "version": column.version,
                **cells(line.results[number], self.standing(line, number)),
            }
            for line in self.lines
            for number, column in enumerate(self.columns)
        ]


def side_by_side(
    title: str, agreement: str, as_of: Day, columns: Sequence[Column], outcomes: Sequence[Outcome | None]
) -> Comparison:
    """The comparison of outcomes, one for each column; None where the column has diagnostics instead."""
    answered = [outcome for outcome in outcomes if outcome is not None]
    known: dict[str, Subject] = {}
    found: list[Mapping[str, Result]] = []
    for outcome in reversed(outcomes):
        answers = {} if outcome is None else {subject: result(answer) for subject, answer in subjects(outcome)}
        for subject in answers:
            known.setdefault(subject.address, subject)
        found.insert(0, {subject.address: each for subject, each in answers.items()})
    ordered = sorted(known.values(), key=lambda subject: subject.kind, reverse=True)
    last = answered[-1] if answered else None
    return Comparison(
        title=title,
        agreement=agreement,
        as_of=as_of,
        parties=() if last is None else last.parties,
        columns=tuple(columns),
        lines=tuple(_line(subject, found, columns) for subject in ordered),
        fixed=() if last is None else last.fixed,
    )


def _line(subject: Subject, found: Sequence[Mapping[str, Result]], columns: Sequence[Column]) -> Line:
    results = tuple(of_version.get(subject.address) for of_version in found)
    there = [each for each, column in zip(results, columns, strict=True) if not column.diagnostics]
    return Line(subject, results, any(each != there[0] for each in there[1:]))
