"""Clauses and outcomes in plain sentences."""

from __future__ import annotations

from evaluator.api.agreements import Agreement
from evaluator.diagnostics import did_you_mean
from evaluator.engine.outcome import Outcome


def say(outcome: Outcome, agreement: Agreement) -> str:
    """An outcome in plain English: a paragraph for the whole, each norm, each act, each conflict and each effect.

    Args:
        outcome: The answer to a scenario.
        agreement: The agreement it is about, such as `scenario.agreement`; it has the words.

    Returns:
        Paragraphs, an empty line between any two.

    Raises:
        KeyError: the agreement has no version of the outcome's name.
        AgreementError: that version has errors.
    """
    # Imported here, so that `import evaluator` stays light.
    from evaluator.sentences.outcomes import outcome_paragraphs

    return "\n\n".join(outcome_paragraphs(outcome, agreement.program(outcome.version)))


def say_clause(agreement: Agreement, clause: str, version: str | None = None) -> str:
    """A clause in plain English, and then what the words mean that it uses.

    Args:
        agreement: The agreement.
        clause: The clause's id.
        version: The name of a version, by default the last.

    Returns:
        One paragraph about the clause, and one with the meaning of the words if there are any, an empty line between.

    Raises:
        KeyError: there is no such clause or version; the message names what is near.
        AgreementError: the version has errors.
    """
    from evaluator.sentences.definitions import definitions
    from evaluator.sentences.norms import norm_sentences

    program = agreement.program(agreement.versions[-1] if version is None else version)
    if clause not in program.norms:
        near = did_you_mean(clause, program.norms) or f"clauses are: {', '.join(program.norms)}"
        raise KeyError(f"version {program.version} has no clause `{clause}`; {near}")
    norm = program.norms[clause]
    paragraphs = (norm_sentences(norm, program), definitions((norm,), program))
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)
