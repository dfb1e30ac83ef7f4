"""Which clause has priority over which, and findings about declaring it twice or to oneself."""

from __future__ import annotations

from collections.abc import Mapping

from evaluator.check.circles import priority_pairs
from evaluator.check.symbols import Symbols
from evaluator.core import expressions as core
from evaluator.core.norms import Family, Modality, Norm, Priority
from evaluator.diagnostics import Findings, Label, did_you_mean
from evaluator.source import Span


def check_priorities(symbols: Symbols, findings: Findings) -> None:
    """Every clause named exists, none has priority over itself, and each relation is declared once."""
    said: dict[tuple[str, str], Span] = {}
    for id, standing in symbols.version.clauses.items():
        clause = standing.clause
        for key, others in (("overrides", clause.overrides), ("subject to", clause.subject_to)):
            for other in others:
                if other.text not in symbols.version.clauses:
                    if other.text not in symbols.left_out:
                        cure = did_you_mean(other.text, symbols.version.clauses) or "name a clause of this agreement"
                        findings.error("E506", f"there is no clause `{other.text}`", other.span, help=cure)
                    continue
                if other.text == id:
                    message = f"`{id}` cannot have priority over itself"
                    findings.error("E505", message, other.span, help=f"take it out of `{key}`")
                    continue
                if symbols.version.clauses[other.text].clause.modality is Modality.AUTOMATIC:
                    message = f"`{other}` acts by itself and covers no acts, so there is no priority between the two"
                    findings.error("E506", message, other.span, help=f"take it out of `{key}`")
                    continue
                pair = (id, other.text) if key == "overrides" else (other.text, id)
                if pair in said and said[pair] != other.span:
                    findings.warning(
                        "W607",
                        f"that `{pair[0]}` has priority over `{pair[1]}` is said twice",
                        other.span,
                        help="say it from one side only",
                        others=[Label(said[pair], "said first here")],
                    )
                said.setdefault(pair, other.span)


def priorities(norms: Mapping[str, Norm], symbols: Symbols) -> tuple[Priority, ...]:
    """The priorities between norms, with whether the higher one leaves the lower nothing to say."""
    return tuple(
        Priority(high, low, _covers_all(norms[high], norms[low], symbols))
        for high, low in priority_pairs(norms, symbols)
    )


def _covers_all(high: Norm, low: Norm, symbols: Symbols) -> bool:
    """Whether every act the lower norm covers is certainly covered by the higher one."""
    if high.action is None or low.action is None or high.where is not None or high.exceptions:
        return False
    if high.family is not None and low.family is not None and not _same_filters(high.family, low.family):
        return False
    reaches = symbols.genera_of(low.action)
    return (
        high.action in reaches
        and _same_parties(high.bearers, low.bearers)
        and ("to" not in symbols.sorts[low.action].attributes or _same_parties(high.counterparties, low.counterparties))
    )


def _same_filters(high: Family, low: Family) -> bool:
    """Whether two families are said for each of the same, unless a filter of one differs from that of the other."""
    pairs = zip(high.bindings, low.bindings, strict=False)
    return len(high.bindings) == len(low.bindings) and all(one.where is other.where for one, other in pairs)


def _same_parties(high: core.Expr | None, low: core.Expr | None) -> bool:
    match high, low:
        case None, _:
            return True
        case core.Literal(first, _), core.Literal(second, _):
            return bool(first == second)
        case _:
            return False
