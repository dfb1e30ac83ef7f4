"""Which version of an agreement is asked: the pinned one, or the one in force on a day."""

from __future__ import annotations

from datetime import date, datetime

from evaluator.diagnostics import Findings
from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion
from evaluator.library.order_versions import versions_in_words
from evaluator.source import Span
from evaluator.values.time import without_time


def choose_version(
    chain: AgreementChain, pinned: str | None, as_of: date | datetime, findings: Findings, *, span: Span | None = None
) -> ConsolidatedVersion | None:
    """The pinned version, or without a pin the one in force on `as_of`; None with a finding (E301, E319).

    `span` is the reference in the scenario, if it stands in one.
    """
    names = [version.version for version in chain.versions]
    if pinned is not None:
        version = chain.version(pinned)
        if version is None:
            findings.error(
                "E301", f"`{chain.name}` has no version `{pinned}`", span, help=f"it {versions_in_words(names)}"
            )
        return version
    day = without_time(as_of)
    version = chain.governing(day)
    if version is None:
        first = chain.versions[0]
        findings.error(
            "E319",
            f"no version of `{chain.name}` is in force on {day}",
            span,
            help=f"the first takes effect on {first.effective}; to ask it all the same, pin it: "
            f"`{chain.name}@{first.version}`",
        )
    return version
