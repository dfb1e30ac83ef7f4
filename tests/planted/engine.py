"""Mistakes that the language leaves nobody to make, planted in the engine instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest

from evaluator.core.facts import Record
from evaluator.engine import ledger, logic, norm_answers, remedies
from evaluator.engine.amounts import Share
from evaluator.engine.evaluation import Evaluation
from evaluator.engine.ledger import Ledger
from evaluator.engine.lives import Life
from evaluator.engine.logic import Coverage, Force, Kleene, Said, Verdicts
from evaluator.engine.outcome import NormAnswer
from evaluator.engine.performance import Performance
from evaluator.engine.remedies import Remedy
from evaluator.frozen import replace
from evaluator.values.time import MINUTES_PER_DAY, Moment
from evaluator.values.truth import NO, YES, Truth
from evaluator.values.value import Value
from tests.testing import test_laws as broken

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Defect:
    """A defect of the engine: how it is planted, and what catches it, exactly those."""

    name: str
    plant: Plant
    caught: str

    def __str__(self) -> str:
        return self.name


def lapse_is_exercise(patch: pytest.MonkeyPatch) -> None:
    """A power that has run out counts as exercised."""
    acted = Performance._acted

    def hasty(self: Performance, *, breach: bool) -> Truth:
        found = acted(self, breach=breach)
        if breach:
            return found
        ran_out, until = self.life.running_out(self.world.now)
        self.world.until = min(self.world.until, until)
        return max(found, ran_out)

    patch.setattr(Performance, "_acted", hasty)


def cure_discharges_the_debt(patch: pytest.MonkeyPatch) -> None:
    """Once a breach is cured, nothing is owed any more."""
    answer = norm_answers.norm_answer

    def generous(evaluation: Evaluation, clause: str, member: Value) -> NormAnswer:
        found = answer(evaluation, clause, member)
        if found.performance != "cured" or found.outstanding is None:
            return found
        return replace(found, outstanding=replace(found.outstanding, at_least=Decimal(0), at_most=Decimal(0)))

    patch.setattr(norm_answers, "norm_answer", generous)


def deadlines_run_out_late(patch: pytest.MonkeyPatch) -> None:
    """Every last day is a day later."""
    deadline = Performance._deadline

    def late(self: Performance) -> tuple[Moment, Moment] | None:
        found = deadline(self)
        return None if found is None else (found[0] + MINUTES_PER_DAY, found[1] + MINUTES_PER_DAY)

    patch.setattr(Performance, "_deadline", late)


def nothing_is_ever_beyond_cure(patch: pytest.MonkeyPatch) -> None:
    """A breach never becomes a default."""
    step = Remedy._step

    def patient(self: Remedy) -> remedies.Repaired:
        return step(self)._replace(defaulted=NO, beyond=NO)

    patch.setattr(Remedy, "_step", patient)


def exceptions_are_passed_over(patch: pytest.MonkeyPatch) -> None:
    """A norm covers also what it excepts."""

    def coverage(_: Kleene, names: Truth, excepts: Truth, in_force: Truth, spent: Truth) -> Coverage:  # noqa: ARG001
        applies = min(names, in_force)
        return Coverage(applies, min(applies, -spent))

    patch.setattr(logic.Kleene, "coverage", coverage)


def priority_is_passed_over(patch: pytest.MonkeyPatch) -> None:
    """No norm yields to another."""
    force = Kleene.force

    def stubborn(
        self: Kleene, coverage: Coverage, excepts: Truth, in_force: Truth, spent: Truth, yields: Truth
    ) -> Force:
        return force(self, coverage, excepts, in_force, spent, min(yields, NO))

    patch.setattr(logic.Kleene, "force", stubborn)


def conflicts_permit(patch: pytest.MonkeyPatch) -> None:
    """What is permitted and prohibited at once is permitted."""
    verdicts = Kleene.verdicts

    def lenient(self: Kleene, said: Said) -> Verdicts:
        found = verdicts(self, said)
        return found._replace(permitted=max(found.permitted, found.conflicting), conflicting=NO)

    patch.setattr(logic.Kleene, "verdicts", lenient)


def unknown_is_no(patch: pytest.MonkeyPatch) -> None:
    """A condition of which nothing is known is taken to fail."""

    def every(_: Kleene, truths: Sequence[Truth]) -> Truth:
        return min((truth or NO for truth in truths), default=YES)

    patch.setattr(logic.Kleene, "every", every)


def first_member_speaks_for_all(patch: pytest.MonkeyPatch) -> None:
    """Every act is read as if it were the first of its list."""
    shares = Ledger.shares

    def first(self: Ledger, life: Life, now: Moment) -> list[Share]:
        found = shares(self, life, now)
        stated: tuple[Record, ...] = self.world.members(life.norm.action or "")
        return [share for share in found if share.act.ghost or share.act is stated[0]]

    patch.setattr(ledger.Ledger, "shares", first)


DEFECTS = (
    Defect("`every` over an unknown list is read as over an empty one", broken.open_lists_are_closed, "laws expect"),
    Defect("a lapse counts as exercise", lapse_is_exercise, "expect"),
    Defect("a cure discharges the whole debt", cure_discharges_the_debt, "expect"),
    Defect("a deadline runs out a day late", deadlines_run_out_late, "expect"),
    Defect("a breach never becomes a default", nothing_is_ever_beyond_cure, "expect"),
    Defect("of several acts only the first counts", first_member_speaks_for_all, "laws expect"),
    Defect("what has ended comes back", broken.what_ended_comes_back, "laws"),
    Defect("the first clause of the text wins", broken.the_first_clause_wins, "laws expect"),
    Defect("one party is taken for another", broken.parties_are_told_apart_by_their_first_letter, "laws"),
    Defect("an exception is passed over", exceptions_are_passed_over, "engines expect"),
    Defect("priority is passed over", priority_is_passed_over, "laws engines"),
    Defect("a conflict permits", conflicts_permit, "engines"),
    Defect("what is not known is taken to be no", unknown_is_no, "laws engines expect"),
)
