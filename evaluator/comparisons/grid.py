"""What comes out over a grid of one or two facts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from evaluator.check.words import nearest
from evaluator.comparisons.results import COLUMNS as RESULT_COLUMNS
from evaluator.comparisons.results import Result, Standing, Subject, cells, is_named, result, standing_of, subjects
from evaluator.diagnostics import Diagnostic, QuestionError
from evaluator.engine.outcome import Day, Outcome
from evaluator.frozen import frozen

COLUMNS: Final = ("version", "address", "kind", "clause", "member", "title", "action", *RESULT_COLUMNS, "problem")
"""The columns of `Grid.rows` after those of the facts."""


@frozen
class Axis:
    """A fact by its address, and the values it is given, as they were written."""

    fact: str
    values: tuple[str, ...]


@frozen
class Cell:
    """The answers where each fact has one of its values, in the order of the axes.

    `results` are in the order of the grid's answers; None where there is no such norm, and where `diagnostics` say why
    these facts are not evaluated. `version` is the one that governs, None where nothing was evaluated.
    """

    values: tuple[str, ...]
    version: str | None
    results: tuple[Result | None, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    def standing(self, number: int) -> Standing:
        """What stands here for the answer of that number."""
        return standing_of(self.results[number] if self.results else None, self.diagnostics)


@frozen
class Grid:
    """The answers to one scenario over the values of one or two of its facts.

    `cells` are in the order of the values, those of the second axis first. `answers` are the norms and acts that are
    shown; `unchanged` the addresses of norms that were looked at and left out, since they come out the same everywhere.
    `as_of` is None where it is one of the facts. `fixed` are the other readings and parameters that were fixed.
    """

    title: str
    agreement: str
    as_of: Day | None
    pinned: bool
    axes: tuple[Axis, ...]
    answers: tuple[Subject, ...]
    cells: tuple[Cell, ...]
    unchanged: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether no cell has an error; facts that contradict one another are an answer, too."""
        return not any(cell.standing(0) is Standing.ERROR for cell in self.cells)

    def cell(self, *values: str) -> Cell:
        """The cell of one value for each axis, as they were written.

        Raises:
            KeyError: there is none.
        """
        for cell in self.cells:
            if cell.values == values:
                return cell
        raise KeyError(f"no cell {', '.join(values)}; the axes are: {', '.join(axis.fact for axis in self.axes)}")

    def result(self, address: str, *values: str) -> Result | None:
        """What comes out for a norm or act in one cell; None where nothing does.

        Raises:
            KeyError: it is not among the answers, or there is no such cell.
        """
        for number, subject in enumerate(self.answers):
            if subject.address == address:
                found = self.cell(*values).results
                return found[number] if found else None
        raise KeyError(f"no answer `{address}`; there are: {', '.join(each.address for each in self.answers)}")

    def rows(self) -> list[dict[str, str | None]]:
        """One row for each cell and answer, as plain text: what a data frame or a CSV file takes.

        The first columns are the facts, by their addresses (`fact.NAME` for a single fact that is called as a column).
        """
        return [
            {
                **dict(zip(self.columns, cell.values, strict=True)),
                "version": cell.version,
                "address": subject.address,
                "kind": subject.kind,
                "clause": subject.clause,
                "member": subject.member,
                "title": subject.title or None,
                "action": subject.action,
                **cells(cell.results[number] if cell.results else None, cell.standing(number)),
                "problem": "; ".join(each.message for each in cell.diagnostics) or None,
            }
            for cell in self.cells
            for number, subject in enumerate(self.answers)
        ]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the facts in `rows`."""
        return tuple(f"fact.{axis.fact}" if axis.fact in COLUMNS else axis.fact for axis in self.axes)


class Answers:
    """Which answers a grid has, and what came out for them, cell by cell.

    `names` are those asked for, norms and acts, a clause for all its members; none means the asked acts if there are
    any, else the norms that do not come out the same in every cell.
    """

    def __init__(self, names: Sequence[str], asked: Collection[str]) -> None:
        self.names, self.asked = tuple(names), asked
        self._known: dict[str, Subject] = {}
        self._wanted: dict[str, Subject] = {}
        self._found: list[tuple[tuple[str, ...], str | None, Mapping[str, Result], tuple[Diagnostic, ...]]] = []
        self._shared: dict[Result, Result] = {}

    def add(self, values: tuple[str, ...], found: Outcome | tuple[Diagnostic, ...]) -> None:
        """Add a cell; of its outcome nothing else is kept."""
        if not isinstance(found, Outcome):
            self._found.append((values, None, {}, found))
            return
        results = {}
        for subject, answer in subjects(found):
            self._known.setdefault(subject.address, subject)
            if self._is_wanted(subject):
                self._wanted.setdefault(subject.address, subject)
                came_out = result(answer)
                results[subject.address] = self._shared.setdefault(came_out, came_out)
        self._found.append((values, found.version, results, ()))

    def shown(self) -> tuple[tuple[Subject, ...], tuple[Cell, ...], tuple[str, ...]]:
        """The answers, the cells, and the norms that come out the same in every cell and are left out.

        Raises:
            QuestionError: what was asked for is in no cell.
        """
        self._refuse_unknown()
        shown = tuple(self._wanted.values())
        if self.names:
            shown = tuple(sorted(shown, key=self._place))
        unchanged: tuple[str, ...] = ()
        if not self.names and not self.asked:
            unchanged = tuple(address for address in self._wanted if not self._differs(address))
            shown = tuple(subject for subject in shown if subject.address not in set(unchanged))
        cells = (
            Cell(
                values, version, () if diagnostics else tuple(results.get(each.address) for each in shown), diagnostics
            )
            for values, version, results, diagnostics in self._found
        )
        return shown, tuple(cells), unchanged

    def _is_wanted(self, subject: Subject) -> bool:
        if self.names:
            return is_named(subject, self.names)
        return subject.address in self.asked if self.asked else subject.kind == "norm"

    def _place(self, subject: Subject) -> int:
        return next(number for number, name in enumerate(self.names) if is_named(subject, (name,)))

    def _differs(self, address: str) -> bool:
        results = [results.get(address) for _, _, results, diagnostics in self._found if not diagnostics]
        return any(each != results[0] for each in results[1:])

    def _refuse_unknown(self) -> None:
        """Where no cell could be evaluated nobody knows what there is."""
        known = dict.fromkeys(word for each in self._known.values() for word in (each.address, each.clause) if word)
        for name in self.names if known else ():
            if name in known:
                continue
            clause = name.partition(":")[0]
            if clause in known and clause in self._known:
                raise QuestionError(f"`{clause}` has no members; write `{clause}`")
            members = [each.address for each in self._known.values() if each.clause == clause]
            raise QuestionError(
                f"there is no norm or act `{name}`; {nearest(name, members or known, 'norms and acts')}"
            )
