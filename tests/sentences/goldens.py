"""The sentences of all clauses that ship, and of several outcomes, as they are printed.

`python -m tests.sentences.goldens` writes the files anew; read what changed before keeping it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import evaluator
from evaluator.program import Program
from evaluator.report.as_sentences import render_clauses, render_outcome
from evaluator.sentences.definitions import definitions
from evaluator.sentences.norms import norm_sentences
from evaluator.sentences.outcomes import outcome_paragraphs
from tests.repository import ROOT
from tests.sentences.programs import NAMES, bundled

FOLDER = Path(__file__).parent / "golden"
OUTCOMES = (
    "panel_confirms_agi",
    "agi/a_declaration_days_before_the_amendment",
    "cloud_services/cure_is_over",
    "cloud_services/suspension_with_payments_unknown",
    "clouds/microsoft_has_not_answered",
    "compute/azure_bought_in_part_by_a_day_unknown",
    "equipment_lease/rent_forgiven_after_the_breach",
)


def clauses(name: str) -> str:
    """The last version of an agreement, and of each earlier one what differs from those after it."""
    seen: set[str] = set()
    versions = [program for program in bundled() if program.agreement == name]
    return "\n".join([_version(program, seen) for program in reversed(versions)])


def _version(program: Program, seen: set[str]) -> str:
    told = [(norm.clause, norm.title, norm_sentences(norm, program)) for norm in program.norms.values()]
    new = [each for each in told if "".join(each[2]) not in seen]
    words = [sentence for sentence in definitions(program.norms.values(), program) if sentence not in seen]
    seen.update("".join(each[2]) for each in told)
    seen.update(words)
    return render_clauses(f"{program.title} ({program.agreement}@{program.version})", new, words, width=100)


def outcome(name: str) -> str:
    """The outcome of an example."""
    scenario = evaluator.load_scenario(ROOT / "examples" / f"{name}.yaml")
    found = evaluator.evaluate(scenario)
    return render_outcome(outcome_paragraphs(found, scenario.agreement.program(found.version)), width=100)


_TEXTS: dict[str, Callable[[], str]] = {
    **{f"clauses_{name}.txt": partial(clauses, name) for name in NAMES},
    **{f"outcome_{name.rpartition('/')[2]}.txt": partial(outcome, name) for name in OUTCOMES},
}
FILES = tuple(sorted(_TEXTS))
"""The names of all files."""


def golden(file: str) -> str:
    """The text of a file."""
    return _TEXTS[file]()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in FILES:
        (FOLDER / name).write_text(golden(name), encoding="utf-8", newline="\n")
