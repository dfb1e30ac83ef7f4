"""From the files of an agreement to its chain of versions: what each amendment has left of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluator.diagnostics import Findings, Label, did_you_mean
from evaluator.frozen import replace
from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion, StandingClause
from evaluator.library.expand import expand
from evaluator.library.order_versions import order_versions
from evaluator.library.patterns import Patterns
from evaluator.library.redefine import inherit_definitions, shared_definitions
from evaluator.library.vocabulary import VocabularyWords
from evaluator.model.agreement import AgreementVersion, Vocabulary
from evaluator.source import Span


def consolidate(
    versions: Sequence[AgreementVersion],
    vocabulary: Vocabulary | None,
    findings: Findings,
    patterns: Patterns | None = None,
) -> AgreementChain | None:
    """The chain of an agreement's versions, oldest first.

    Args:
        versions: The versions as written, in any order; their files must agree on the agreement's name.
        vocabulary: The vocabulary that all versions share, from a file of its own.
        findings: Takes every contradiction between the versions (E305 to E317), and what is wrong with patterns used.
        patterns: Where patterns are found that clauses use; those that ship if None.

    Returns:
        The chain; None where the versions do not form one, which leaves the text of each unknown.
    """
    ordered = order_versions(versions, findings)
    if not ordered:
        return None
    patterns = patterns or Patterns()
    words = VocabularyWords(vocabulary or Vocabulary(), findings)
    definitions = shared_definitions(vocabulary)
    clauses: dict[str, StandingClause] = {}
    unreadable = frozenset(vocabulary.unreadable if vocabulary else ())
    chain = []
    for written, following in zip(ordered, [*ordered[1:], None], strict=True):
        words.add(written.vocabulary)
        version, expansions = expand(written, words.merged, patterns, findings)
        unreadable |= version.unreadable
        definitions = inherit_definitions(definitions, version, unreadable, findings)
        clauses = amend(clauses, version, unreadable, findings)
        words.check_distinct(definitions)
        chain.append(
            ConsolidatedVersion(
                name=version.name.text,
                version=version.version.text,
                title=version.title or version.name.text,
                effective=version.effective,
                superseded=None if following is None else following.effective,
                partial=version.partial,
                written=version,
                vocabulary=words.merged,
                sources=definitions.sources,
                parameters=definitions.parameters,
                readings=definitions.readings,
                terms=definitions.terms,
                facts=definitions.facts,
                clauses=clauses,
                expansions=expansions,
                unreadable=unreadable,
                calendars=definitions.calendars,
            )
        )
    return AgreementChain(ordered[0].name.text, tuple(chain))


def amend(
    before: dict[str, StandingClause], version: AgreementVersion, unreadable: Iterable[str], findings: Findings
) -> dict[str, StandingClause]:
    """The clauses after a version: it repeals some, states some anew and leaves the others as they are.

    A repealed clause stays with its last text; one that is stated again after its repeal begins anew, and so does one
    that changes its modality: what was a prohibition and is a permission now has not been permitted before. What came
    with a pattern goes with its main clause, unless the version states it again.
    """
    known = frozenset(unreadable)
    after = dict(before)
    repeals = {name.text: name for name in version.repeals}
    for name in version.repeals:
        standing = before.get(name.text)
        if standing is not None and standing.stands:
            after[name.text] = _repealed(standing, version)
        elif name.text not in known:
            _report_repeal(name.text, name.span, standing, before, findings)
    for clause in version.clauses:
        repeal = repeals.get(clause.id.text)
        if repeal is not None:
            findings.error(
                "E314",
                f"`{clause.id}` is repealed and stated by one version",
                repeal.span,
                help="leave it out of `repeals`: stating a clause again replaces its earlier text",
                others=[Label(clause.id.span, "stated here")],
            )
        standing = before.get(clause.id.text)
        goes_on = standing is not None and standing.stands and standing.clause.modality is clause.modality
        introduced = standing.introduced if standing is not None and goes_on else version.effective
        after[clause.id.text] = StandingClause(clause, version.version.text, version.effective, introduced)
    stated = {clause.id.text for clause in version.clauses}
    mentioned = stated | repeals.keys() | version.unreadable
    for clause_id, standing in before.items():
        if standing.stands and clause_id not in mentioned and standing.clause.part_of in mentioned:
            after[clause_id] = _repealed(standing, version)
            mentioned = mentioned | {clause_id}
    if version.untouched is not None:
        for clause_id, standing in before.items():
            if standing.stands and clause_id not in mentioned:
                after[clause_id] = replace(standing, carried_if=(*standing.carried_if, version.untouched))
    return after


def _repealed(standing: StandingClause, version: AgreementVersion) -> StandingClause:
    return replace(standing, repealed=version.effective, repealed_by=version.version.text)


def _report_repeal(
    name: str, span: Span, standing: StandingClause | None, before: dict[str, StandingClause], findings: Findings
) -> None:
    if standing is None:
        standing_names = [clause for clause, text in before.items() if text.stands]
        cure = did_you_mean(name, standing_names) or "`repeals` names clauses of earlier versions"
        findings.error("E310", f"there is no clause `{name}` to repeal", span, help=cure)
        return
    findings.error(
        "E310",
        f"`{name}` is repealed already, by the version {standing.repealed_by}",
        span,
        help="leave it out",
        others=[Label(standing.clause.id.span, "its last text")],
    )
