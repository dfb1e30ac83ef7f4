"""What a scenario expects: each expectation is about a clause, a member, an act or the agreement, and can be met."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.check.checked import CheckedVersion
from evaluator.check.members import Members
from evaluator.check.words import nearest, one_of
from evaluator.core import expressions as core
from evaluator.core.expressions import OF_A_DUTY, OF_A_RIGHT
from evaluator.core.facts import Act
from evaluator.core.norms import AGREEMENT, DUTIES, RIGHTS, Binding, Family, Modality, Norm
from evaluator.diagnostics import Findings, did_you_mean
from evaluator.model.agreement import Bounded, Name
from evaluator.model.dates import looks_like_date
from evaluator.model.read_expectations import PERFORMANCES, REASONS, STATES, VERDICTS
from evaluator.model.scenario import Expectation
from evaluator.source import Span

_OF_ACTS = ("verdict", "ability", "certainty", "turns_on", "missing")
_OF_ACTS_ONLY = ("verdict", "ability")


def check_expectation(
    expectation: Expectation, version: CheckedVersion, members: Members, acts: tuple[Act, ...], findings: Findings
) -> None:
    """Report an expectation of something that is not there, or one that nothing that is there can meet."""
    target = expectation.target
    names = [act.record.id for act in acts]
    clause, _, member = target.text.partition(":")
    if target.text == AGREEMENT:
        return
    if target.text in names:
        _check_act(expectation, findings)
        return
    norm = version.norms.get(clause)
    if clause in version.symbols.left_out or (norm is None and clause in version.version.clauses):
        return
    if norm is None:
        cure = did_you_mean(clause, [*version.norms, *names, AGREEMENT])
        cure = cure or "name a clause of this version, or an act that is stated or asked here"
        message = f"there is no clause or act `{clause}` in version {version.version.version}"
        findings.error("E558", message, target.span, help=cure)
    elif norm.modality is Modality.AUTOMATIC:
        message = f"`{clause}` binds nobody: it acts by itself, and nothing comes out for it"
        cure = f"expect something of the clauses it acts on, or of `{AGREEMENT}`"
        findings.error("E568", message, target.span, help=cure)
    else:
        _check_member(norm, member, target, members, findings)
        _check_norm(expectation, norm, members, findings)


def _check_member(norm: Norm, member: str, target: Name, members: Members, findings: Findings) -> None:
    """Report a family without a member, a member of what is no family, and a member that is not there."""
    clause, family = norm.clause, norm.family
    if family is None:
        if member:
            message = f"`{clause}` is one norm, without members"
            findings.error("E559", message, target.span, help=f"write just `{clause}`")
        return
    parts = member.split("/") if member else []
    if len(parts) != len(family.bindings):
        each = " and each ".join(f"`{binding.sort}`" for binding in family.bindings)
        message = f"`{clause}` is one norm for each {each}"
        findings.error("E559", message, target.span, help=_naming(clause, family))
        return
    for part, binding in zip(parts, family.bindings, strict=True):
        cure = _missing(part, binding, members)
        if cure:
            findings.error("E565", f"there is no `{binding.sort}` `{part}`", target.span, help=cure)


def _naming(clause: str, family: Family) -> str:
    """How members of a family are named."""
    parts = ["2026-02-01" if isinstance(binding.domain, core.Steps) else "…" for binding in family.bindings]
    if len(parts) > 1:
        return f"name one of each: `{clause}:{'/'.join(parts)}`"
    by_day = isinstance(family.bindings[0].domain, core.Steps)
    return f"name the member{' by its first day' if by_day else ''}: `{clause}:{parts[0]}`"


def _missing(part: str, binding: Binding, members: Members) -> str:
    """The cure for a member that is certainly not there; empty where it is, or may be."""
    match binding.domain:
        case core.Members(sort):
            if members.named(sort, part) is not None:
                return ""
            return nearest(
                part, [record.id for record in members.by_sort()[sort]], "members", f"state it under `{sort}`"
            )
        case core.Steps(unit, _):
            return "" if looks_like_date(part) else f"name a {unit} by its first day, such as `2026-02-01`"
        case core.Elements(core.Literal(value, _)) if isinstance(value, frozenset):
            known = sorted(str(each) for each in value)
            return "" if part in known else nearest(part, known, "elements", "the set is empty")
        case _:
            return ""


def _check_act(expectation: Expectation, findings: Findings) -> None:
    id, word = expectation.target.text, expectation.word
    if word is not None and word.text not in VERDICTS:
        cure = did_you_mean(word.text, VERDICTS) or "write a verdict such as `permitted`"
        findings.error("E568", f"`{word}` is said of clauses, and `{id}` is an act", word.span, help=cure)
    for key, span in _said(expectation):
        if key not in _OF_ACTS:
            message = f"`{key}` is said of clauses, and `{id}` is an act"
            findings.error("E568", message, span, help=f"of an act, expect {one_of(_OF_ACTS)}")


def _check_norm(expectation: Expectation, norm: Norm, members: Members, findings: Findings) -> None:
    clause, word = norm.clause, expectation.word
    if word is not None and word.text in PERFORMANCES:
        _check_performance(word, norm, findings)
    elif word is not None and word.text not in (*STATES, *REASONS):
        message = f"`{word}` is said of acts, and `{clause}` is a clause"
        cure = "ask about an act and expect it of that, or write a state such as `in_force`"
        findings.error("E568", message, word.span, help=cure)
    for key, span in _said(expectation):
        if key in _OF_ACTS_ONLY:
            message = f"`{key}` is said of acts, and `{clause}` is a clause"
            findings.error("E568", message, span, help="ask about an act and expect it of that, or leave the key out")
    if expectation.performance is not None and expectation.performance.text in PERFORMANCES:
        _check_performance(expectation.performance, norm, findings)
    due = expectation.due
    if due is not None and norm.due is None and (due.low is not None or due.high is not None):
        cure = f"write `due: none`, or add `due: …` to `{clause}`"
        findings.error("E568", f"`{clause}` is due on no day", due.span, help=cure)
    for key, amount in (("amount", expectation.amount), ("outstanding", expectation.outstanding)):
        if amount is not None and amount.elements is None:
            _check_amount(amount, key, norm, members, findings)


def _check_performance(word: Name, norm: Norm, findings: Findings) -> None:
    """Report a word that is never said of a norm of this kind."""
    fitting = _performances(norm.modality)
    if word.text in fitting:
        return
    noun = norm.modality.noun
    kind = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    cure = did_you_mean(word.text, fitting)
    cure = cure or (f"it may be {one_of(fitting)}" if fitting else "write a state such as `in_force`")
    findings.error("E568", f"`{word}` is never said of {kind}, which `{norm.clause}` is", word.span, help=cure)


def _performances(modality: Modality) -> tuple[str, ...]:
    """What can become of a norm; only an act that has to be done can be done late."""
    if modality in RIGHTS:
        return OF_A_RIGHT
    if modality is Modality.MUST:
        return OF_A_DUTY
    return tuple(word for word in OF_A_DUTY if word != "fulfilled_late") if modality in DUTIES else ()


def _check_amount(amount: Bounded, key: str, norm: Norm, members: Members, findings: Findings) -> None:
    """Report an amount of a clause that has none, or of another type than its own."""
    clause = norm.clause
    if norm.amount_type is None:
        cure = f"write `{key}: none`, or add `amount: …` to `{clause}`"
        findings.error("E568", f"`{clause}` has no amount", amount.span, help=cure)
        return
    declared = members.symbols.attribute_place(norm.action or "", norm.amount_role or "")
    members.values.value(amount, norm.amount_type, f"{clause}.{key}", declared)


def _said(expectation: Expectation) -> Iterator[tuple[str, Span]]:
    """The keys of the long form that are there, and where their values stand."""
    for key, value in (
        ("state", expectation.state),
        ("reasons", expectation.reasons),
        ("verdict", expectation.verdict),
        ("ability", expectation.ability),
        ("performance", expectation.performance),
        ("since", expectation.since),
        ("until", expectation.until),
        ("due", expectation.due),
        ("amount", expectation.amount),
        ("outstanding", expectation.outstanding),
        ("certainty", expectation.certainty),
        ("turns_on", expectation.turns_on),
        ("missing", expectation.missing),
    ):
        if isinstance(value, tuple):
            yield key, value[0].span if value else expectation.span
        elif value is not None:
            yield key, value.span
