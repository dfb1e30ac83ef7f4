"""`--format sentences`: clauses and outcomes in plain English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evaluator.cli.command import Exit, terminal_width, write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.api.agreements import Agreement
    from evaluator.engine.outcome import Day, Outcome


def show_clauses(
    reference: str, libraries: Sequence[str], as_of: Day | None, clauses: Sequence[str], *, expanded: bool
) -> int:
    """Write the clauses of a version, or those that are named, as sentences, with the meaning of their words."""
    from evaluator.cli.calls import checked_version_of
    from evaluator.diagnostics import did_you_mean
    from evaluator.report.as_sentences import render_clauses
    from evaluator.sentences.definitions import definitions
    from evaluator.sentences.norms import norm_sentences

    if expanded:
        raise click.UsageError("sentences always say what the uses of patterns stand for; leave --expanded out")
    agreement, version = checked_version_of(reference, libraries, as_of)
    program = agreement.program(version)
    for name in clauses:
        if name not in program.norms:
            near = (
                did_you_mean(name, program.norms) or f"clauses are {', '.join(f'`{each}`' for each in program.norms)}"
            )
            raise click.UsageError(f"version {version} has no clause `{name}`; {near}")
    norms = [norm for norm in program.norms.values() if not clauses or norm.clause in clauses]
    text = render_clauses(
        f"{program.title or program.agreement} ({program.agreement}@{version})",
        [(norm.clause, norm.title, norm_sentences(norm, program)) for norm in norms],
        definitions(norms, program),
        width=terminal_width(),
    )
    write_text(text)
    return Exit.DONE


def outcome_in_sentences(outcome: Outcome, agreement: Agreement | None) -> str:
    """One outcome as text for a terminal, in the words of the agreement that answered."""
    from evaluator.diagnostics import impossible
    from evaluator.report.as_sentences import render_outcome
    from evaluator.sentences.outcomes import outcome_paragraphs

    if agreement is None:
        return impossible("an answer without its agreement has no words")
    return render_outcome(outcome_paragraphs(outcome, agreement.program(outcome.version)), width=terminal_width())
