"""Which lists are closed, up to when, and for which members."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from evaluator.check.stated import StatedValues
from evaluator.check.symbols import Symbols
from evaluator.core.facts import Closure
from evaluator.diagnostics import Findings, did_you_mean
from evaluator.model.agreement import Bounded
from evaluator.model.scenario import ClosedList, Completeness
from evaluator.syntax import expressions as written
from evaluator.values.estimate import Estimate
from evaluator.values.time import FOREVER, end_of


def closures(
    complete: Completeness,
    none: Mapping[str, bool],
    own: set[str],
    symbols: Symbols,
    as_of: date | datetime,
    stated: StatedValues,
    findings: Findings,
) -> dict[str, tuple[Closure, ...]]:
    """The closures of every list. `none` holds lists stated (False) or assumed (True) to have no member, `own` those of
    the agreement itself.
    """
    found: dict[str, list[Closure]] = {name: [] for name in symbols.sorts}
    horizon = end_of(as_of)
    if complete.everything:
        for closed in found.values():
            closed.append(Closure(end_of(complete.until) if complete.until is not None else horizon))
    for entry in complete.lists:
        if entry.name.text not in found:
            findings.error(
                "E566",
                f"there is no list `{entry.name.text}`",
                entry.name.span,
                help=did_you_mean(entry.name.text, found) or f"lists are {', '.join(f'`{name}`' for name in found)}",
            )
            continue
        where = _filter(entry, symbols, stated, findings)
        found[entry.name.text].append(Closure(end_of(entry.until) if entry.until is not None else horizon, where))
    for name, assumed in none.items():
        found[name].append(Closure(horizon, assumed=assumed))
    for name in own & set(found):
        found[name].append(Closure(FOREVER))
    return {
        name: tuple(
            closure
            for owner in (symbols.genera_of(name) if symbols.sorts[name].action else (name,))
            for closure in found[owner]
        )
        for name in found
    }


def _filter(
    entry: ClosedList, symbols: Symbols, stated: StatedValues, findings: Findings
) -> tuple[tuple[str, str, Any], ...]:
    if entry.where is None:
        return ()
    parts = entry.where.operands if isinstance(entry.where, written.Logic) and entry.where.operator == "and" else (entry.where,)
    conditions = [_condition(part, entry.name.text, symbols, stated) for part in parts]
    kept = tuple(condition for condition in conditions if condition is not None)
    if len(kept) < len(conditions):
        findings.error(
            "E567",
            "a list is closed by comparing its members' attributes with values",
            entry.where.span,
            help=f"write `{entry.name.text} where ({entry.name.text}.… is …)`, joined by `and`",
        )
    return kept


def _condition(
    part: written.Expression, sort: str, symbols: Symbols, stated: StatedValues
) -> tuple[str, str, Any] | None:
    match part:
        case written.Said(_, written.Path(_, (root, attribute), _), "is", _, False, (option,), False):
            operator, bound = "=", option
        case written.Compare(_, ("=" | "<" | "<=" | ">" | ">=") as operator, _, written.Path(_, (root, attribute), _), bound):
            pass
        case written.Path(_, (root, attribute), _):
            operator, bound = "=", written.WordLiteral(part.span, "yes")
        case _:
            return None
    type = symbols.sorts[sort].attributes.get(attribute)
    if root != sort or type is None:
        return None
    value = stated.value(Bounded(bound.span, bound, bound), type, f"{sort}.{attribute}")
    return None if isinstance(value, Estimate) else (attribute, operator, value)
