"""How many questions of interpretation one answer may turn on."""

from __future__ import annotations

from math import prod
from typing import Final

from evaluator.check import CheckedVersion
from evaluator.diagnostics import Findings, Label
from evaluator.program import Program

MOST_COMBINATIONS: Final = 4096
"""An answer is looked for under every combination of options of the readings it depends on."""


def check_questions(version: CheckedVersion, program: Program, findings: Findings) -> None:
    """Report norms and actions whose answers could turn on too many readings at once, each set of readings once."""
    clauses, vocabulary = version.version.clauses, version.symbols.declared
    about = [(f"`{name}`", clauses[name].clause.id.span, cone) for name, cone in program.readings_of.items()]
    about += [(f"the verdict on `{name}`", vocabulary[name], cone) for name, cone in program.readings_about.items()]
    reported: set[tuple[str, ...]] = set()
    for what, span, cone in about:
        combinations = prod(len(version.readings[name].options) for name in cone)
        if combinations <= MOST_COMBINATIONS or cone in reported:
            continue
        reported.add(cone)
        findings.error(
            "E507",
            f"{what} turns on {len(cone)} readings at once, which have {combinations:,} combinations of options",
            span,
            help=f"put several questions into one reading, or ask fewer: at most {MOST_COMBINATIONS:,} combinations "
            "can be looked at",
            others=[Label(version.version.readings[name].name.span, "one of them") for name in cone[:3]],
        )
