"""The laws of an agreement: what the language promises of every agreement, said about this one."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from evaluator.api.agreements import Agreement
from evaluator.diagnostics import QuestionError, did_you_mean
from evaluator.program import Program
from evaluator.testing.consistency import check_claims, check_consistency, check_no_conflict
from evaluator.testing.elsewhere import Renaming, Shift
from evaluator.testing.invariance import Irrelevance, Order
from evaluator.testing.knowing import check_history, check_knowledge
from evaluator.testing.law import Law
from evaluator.testing.strategy import loaded_and_pinned, scenarios

STATEMENTS = {
    "knowledge": "stating what was unknown never flips a definite answer",
    "history": "what was fulfilled, exercised or has lapsed stays so, and so does what ended for good",
    "order": "the order of clauses, terms and facts changes no answer",
    "shift": "if every date is moved by as many days, answers stay and their dates move with them",
    "irrelevance": "a fact of a list that an answer does not depend on does not change it",
    "renaming": "if parties and members get other names, answers stay and bear the new names",
    "claims": "what one party owes, the other may claim, and what one may do, the other has to bear",
    "consistency": "states, reasons, verdicts, dates and amounts of an answer fit one another",
    "no conflict": "no two norms certainly conflict without declared priority",
}
"""The laws by name."""


def laws(
    agreement: str | Path | Agreement,
    *,
    version: str | None = None,
    library: Collection[str | Path] = (),
    only: str | Collection[str] = (),
    about: str | Collection[str] = (),
    complete: bool | None = None,
    most_members: int = 3,
) -> tuple[Law, ...]:
    """The laws of an agreement, each ready to be tested.

    Args:
        agreement: As for `scenarios`, as are the others.
        version: The version to pin.
        library: Folders in which a name is looked for.
        only: The names of the laws that are wanted; by default all.
        about: Clauses; only what their answers can depend on is stated and asked about.
        complete: True: all lists are complete; False: none is; by default both, and single ones.
        most_members: At most so many members and acts are stated.

    Returns:
        The laws. `law.test()` draws scenarios and checks them, `law.check(scenario)` checks one.

    Raises:
        AgreementError: the agreement is not found or has errors.
        QuestionError: there is no such version, clause or law.
    """
    wanted = (only,) if isinstance(only, str) else tuple(only)
    for name in wanted:
        if name not in STATEMENTS:
            known = list(STATEMENTS)
            raise QuestionError(f"there is no law `{name}`; {did_you_mean(name, known) or ', '.join(known)}")
    loaded, pin = loaded_and_pinned(agreement, version, library)
    programs = tuple(loaded.program(each) for each in loaded.versions if pin in (None, each))
    drawn = scenarios(loaded, version=pin, about=about, complete=complete, most_members=most_members)
    shift = Shift(programs)
    checks = {
        "knowledge": check_knowledge,
        "history": check_history,
        "order": Order(loaded).check,
        "shift": shift.check,
        "irrelevance": Irrelevance(programs).check,
        "renaming": Renaming(programs).check,
        "claims": check_claims,
        "consistency": check_consistency,
        "no conflict": check_no_conflict,
    }
    excused = {"shift": shift.excused, "irrelevance": _all_depend(programs)}
    return tuple(
        Law(name, statement, excused.get(name, ""), drawn, checks[name])
        for name, statement in STATEMENTS.items()
        if not wanted or name in wanted
    )


def _all_depend(programs: Collection[Program]) -> str:
    """Why nothing can be irrelevant, empty if something can."""
    return "" if any(program.sorts for program in programs) else "its vocabulary has no lists and no actions"
